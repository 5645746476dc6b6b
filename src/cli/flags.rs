//! The findings of drafts beside what an editor has decided of them: what `review`, `accept`, `reject` and
//! `pending` go through, and what `check --snapshot` compares with.

use super::{
    Failure, colour,
    desk::{Desk, Plan},
    documents,
    options::{Reading, Rules, When},
    output::complain,
    settings::file::Least,
};
use figcheck::{
    answer::RuleInfo,
    finding::{Finding, Severity},
    report::{Document, text},
    review::{self, Decision, Entry, Item, Review, State, store},
};
use std::{
    env,
    path::{Path, PathBuf},
};

/// What to review.
#[derive(clap::Args)]
#[command(mut_arg("paths", |paths| paths.required(false).default_value(".")))]
pub(crate) struct Reviewing {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rules: Rules,
    /// The least severity to review [default: note, or that of the settings]
    #[arg(long, value_enum, value_name = "LEVEL")]
    severity: Option<Least>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub(crate) color: When,
}

/// A finding of a run.
pub(crate) struct Flag {
    /// Its draft, as people call it.
    pub(crate) draft: String,
    /// Its draft's snapshot.
    pub(crate) snap: PathBuf,
    /// Its line and column, counted from 1.
    pub(crate) place: (usize, usize),
    /// How bad it is.
    pub(crate) severity: Severity,
    /// The finding as an entry, and where it stands.
    pub(crate) item: Item,
    /// As `check` shows it.
    pub(crate) excerpt: String,
}

/// A finding that was decided on and is no longer found. What was rejected is then mended.
pub(crate) struct Gone {
    /// Its draft, as people call it.
    pub(crate) draft: String,
    /// Its draft's snapshot.
    pub(crate) snap: PathBuf,
    /// What was decided.
    pub(crate) entry: Entry,
}

/// The findings of a run.
#[derive(Default)]
pub(crate) struct Flags {
    /// In the order of the drafts.
    pub(crate) flags: Vec<Flag>,
    /// Entries whose findings are gone.
    pub(crate) obsolete: Vec<Gone>,
    /// The rules of the run.
    pub(crate) rules: Vec<RuleInfo>,
    /// Something could not be read.
    pub(crate) trouble: bool,
}

/// A draft's findings beside its snapshot.
pub(crate) struct Beside {
    /// The snapshot's file.
    pub(crate) snap: PathBuf,
    /// The findings, one for each item of the review.
    pub(crate) findings: Vec<Finding>,
    /// Where each of them stands, and what is gone.
    pub(crate) review: Review,
}

/// Puts all findings of a draft beside its snapshot, and only then leaves out those below a severity that nobody has
/// decided on: what was accepted is not gone because a run looks for errors only. None for a draft that is no file
/// of its own.
pub(crate) fn beside(
    document: &Document<'_>,
    plan: &Plan,
    findings: &[Finding],
    least: Severity,
) -> Option<Result<Beside, String>> {
    let snap = store::path(document.path?, &plan.settings.snapshots);
    let snapshot = match store::load(&snap) {
        Ok(snapshot) => snapshot,
        Err(why) => return Some(Err(why)),
    };
    let mut review = review::compare(findings, &document.draft.text, &snapshot);
    let counts = |(finding, item): &(&Finding, Item)| {
        finding.severity >= least || !matches!(item.state, State::Pending(_))
    };
    let items = std::mem::take(&mut review.items);
    let (kept, items): (Vec<&Finding>, Vec<Item>) = findings.iter().zip(items).filter(counts).unzip();
    review.items = items;
    Some(Ok(Beside { snap, findings: kept.into_iter().cloned().collect(), review }))
}

/// Checks the drafts and puts their findings beside their snapshots.
pub(crate) fn collect(args: &Reviewing) -> Result<Flags, Failure> {
    let desk = Desk::open(&args.reading, &args.rules)?;
    let coloured = colour::on_stdout(args.color);
    let mut all = Flags { rules: desk.rules(), ..Flags::default() };
    documents::each(
        &desk,
        |document, plan| {
            let least = args.severity.map_or(plan.settings.severity, Severity::from);
            match beside(document, plan, &plan.check(document, false).0.findings, least) {
                Some(beside) => beside.map(|beside| flags(document, beside, coloured)),
                None => Ok(Flags::default()),
            }
        },
        |outcome| {
            outcome.told.iter().for_each(|words| complain(words));
            match outcome.result {
                Ok(Ok(more)) => {
                    all.flags.extend(more.flags);
                    all.obsolete.extend(more.obsolete);
                }
                Ok(Err(why)) => {
                    complain(&why);
                    all.trouble = true;
                }
                Err(_) => all.trouble = true,
            }
            Ok(())
        },
    )?;
    Ok(all)
}

fn flags(document: &Document<'_>, beside: Beside, coloured: bool) -> Flags {
    let Beside { snap, findings, review } = beside;
    let flag = |(finding, item): (&Finding, Item)| {
        let place = document.place(finding.span);
        Flag {
            draft: document.name.to_string(),
            snap: snap.clone(),
            place: (place.line, place.column),
            severity: finding.severity,
            excerpt: text::finding(document, finding, &remarks(&item.state), coloured),
            item,
        }
    };
    let gone = |entry| Gone { draft: document.name.to_string(), snap: snap.clone(), entry };
    Flags {
        flags: findings.iter().zip(review.items).map(flag).collect(),
        obsolete: review.obsolete.into_iter().chain(review.mended).map(gone).collect(),
        ..Flags::default()
    }
}

/// What to tell of a finding from its review.
pub(crate) fn remarks(state: &State) -> Vec<String> {
    match state {
        State::Accepted(entry) => vec![format!("accepted{}", signed(entry))],
        State::Rejected(entry) => vec![format!("rejected{}", signed(entry))],
        State::Pending(Some(entry)) => {
            let before = match entry.decision {
                Some(Decision::Rejected) => "rejected",
                _ => "accepted",
            };
            vec![format!("changed since it was {before}{}", signed(entry))]
        }
        State::Pending(None) => Vec::new(),
    }
}

/// " by Ann on 2026-04-02: as the minister said it", as far as it is known.
pub(crate) fn signed(entry: &Entry) -> String {
    let part =
        |before: &str, words: &str| if words.is_empty() { String::new() } else { format!("{before}{words}") };
    part(" by ", &entry.by) + &part(" on ", &entry.on) + &part(": ", &entry.reason)
}

/// Keeps the file that waits for review as it should be: there while something is pending, gone when not.
pub(crate) fn keep_waiting(snap: &Path, review: &Review) -> Result<(), String> {
    let waiting = store::waiting(snap);
    match review.pending() {
        0 => store::remove(&waiting),
        _ => store::save(&waiting, &review.next()),
    }
}

/// Tells what was decided on and is no longer found.
pub(crate) fn tell_gone(all: &Flags) {
    for Gone { draft, entry, .. } in &all.obsolete {
        let word = if entry.decision == Some(Decision::Rejected) { "mended" } else { "no longer found" };
        complain(&format!("{draft}: {word}: {}[{}]: {}", entry.id(), entry.rule, entry.says));
    }
}

/// Whether this is a CI job, in which nothing is written beside the drafts.
pub(crate) fn in_ci() -> bool {
    let set = |name| env::var(name).is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"));
    set("CI") || set("TF_BUILD")
}
