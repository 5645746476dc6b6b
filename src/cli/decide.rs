//! `figcheck accept`, `reject` and `pending`: review for scripts, and for whoever has no terminal at hand.

use super::{
    Done, Failure,
    flags::{self, Flag, Flags, Reviewing, keep_waiting},
    output::stdout,
    who,
};
use figcheck::review::{Decision, Entry, Item, Review, State, store};
use serde::Serialize;
use std::{io, io::Write};

/// Accept findings, with a reason: they are quiet from then on
#[derive(clap::Args)]
#[command(after_help = ACCEPT_EXAMPLES)]
pub(crate) struct Accept {
    #[command(flatten)]
    which: Which,
    /// Why the words may stay as they are
    #[arg(long, value_name = "WHY", value_parser = reason)]
    reason: String,
}

/// Reject findings: the draft must be mended, the finding stays
#[derive(clap::Args)]
#[command(after_help = REJECT_EXAMPLES)]
pub(crate) struct Reject {
    #[command(flatten)]
    which: Which,
    /// What is to be done
    #[arg(long, value_name = "WHY", default_value = "", hide_default_value = true)]
    reason: String,
}

/// List the findings nobody has decided on
#[derive(clap::Args)]
#[command(after_help = PENDING_EXAMPLES)]
pub(crate) struct Pending {
    #[command(flatten)]
    reviewing: Reviewing,
    /// For programs: one JSON document
    #[arg(long)]
    json: bool,
    /// Drop accepted and rejected findings that are no longer in their drafts
    #[arg(long)]
    prune: bool,
}

#[derive(clap::Args)]
struct Which {
    #[command(flatten)]
    reviewing: Reviewing,
    /// The finding, as `figcheck pending` or `figcheck review` names it; may be given again
    #[arg(long = "id", value_name = "ID", required_unless_present = "all")]
    ids: Vec<String>,
    /// Every finding nobody has decided on
    #[arg(long, conflicts_with = "ids")]
    all: bool,
    /// Who decides [default: git's user.name]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

const ACCEPT_EXAMPLES: &str = "\
Examples:
  figcheck accept --id 5f0c21ab --reason 'as the minister said it' stories/
  figcheck accept --all --reason 'read by the desk' archive/2019/

Exit status: 0 done, 2 trouble.";

const REJECT_EXAMPLES: &str = "\
Example:
  figcheck reject --id 5f0c21ab --reason 'ask the ministry again' stories/

Exit status: 0 done, 2 trouble.";

const PENDING_EXAMPLES: &str = "\
Examples:
  figcheck pending
  figcheck pending --json stories/
  figcheck pending --prune stories/

Exit status: 0 nothing pending, 1 something pending, 2 trouble.";

/// Runs `accept`.
pub(crate) fn accept(args: &Accept) -> Result<Done, Failure> {
    decide_all(&args.which, Decision::Accepted, &args.reason)
}

/// Runs `reject`.
pub(crate) fn reject(args: &Reject) -> Result<Done, Failure> {
    decide_all(&args.which, Decision::Rejected, &args.reason)
}

/// Runs `pending`.
pub(crate) fn pending(args: &Pending) -> Result<Done, Failure> {
    let all = flags::collect(&args.reviewing)?;
    let waiting: Vec<&Flag> = all.flags.iter().filter(|flag| undecided(flag)).collect();
    let mut out = stdout();
    if args.json {
        let views: Vec<View<'_>> = waiting.iter().map(|flag| view(flag)).collect();
        serde_json::to_writer_pretty(&mut out, &views).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        for flag in &waiting {
            let (line, column) = flag.place;
            let name = flag.severity.name();
            writeln!(
                out,
                "{} {}:{line}:{column}: {name}[{}]: {}",
                flag.item.entry.id(),
                flag.draft,
                flag.item.entry.rule,
                flag.item.entry.says
            )?;
        }
    }
    out.flush()?;
    if args.prune {
        prune(&all)?;
    } else if !args.json {
        flags::tell_gone(&all);
    }
    Ok(Done { found: !waiting.is_empty(), trouble: all.trouble })
}

/// Whether nobody has decided on a finding.
pub(crate) fn undecided(flag: &Flag) -> bool {
    matches!(flag.item.state, State::Pending(_))
}

/// An entry with a decision, signed.
pub(crate) fn signed(entry: &Entry, decision: Decision, reason: &str, by: &str) -> Entry {
    Entry {
        decision: Some(decision),
        reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
        by: by.to_string(),
        on: who::today(),
        ..entry.clone()
    }
}

/// Writes the decisions on findings of one draft down, all at once.
pub(crate) fn write_down(decided: &[(&Flag, Entry)]) -> Result<(), String> {
    let Some((first, _)) = decided.first() else { return Ok(()) };
    store::update(&first.snap, |snapshot| {
        for (flag, entry) in decided {
            let was = match &flag.item.state {
                State::Pending(was) => was.as_ref(),
                State::Accepted(_) | State::Rejected(_) => None,
            };
            snapshot.decide(entry.clone(), was);
        }
    })
}

/// Brings the files that wait for review up to date with what has been decided.
pub(crate) fn tidy(flags: &[Flag]) -> Result<(), String> {
    for draft in flags.chunk_by(|a, b| a.snap == b.snap) {
        let Some(first) = draft.first() else { continue };
        if !store::waiting(&first.snap).exists() {
            continue;
        }
        let known = store::load(&first.snap)?;
        let state = |flag: &Flag| {
            let entry = known.entries.iter().find(|entry| entry.same(&flag.item.entry)).cloned();
            entry.map_or(State::Pending(None), State::Accepted)
        };
        let items = draft.iter().map(|flag| Item { entry: flag.item.entry.clone(), state: state(flag) });
        keep_waiting(&first.snap, &Review { items: items.collect(), ..Review::default() })?;
    }
    Ok(())
}

fn decide_all(which: &Which, decision: Decision, reason: &str) -> Result<Done, Failure> {
    let all = flags::collect(&which.reviewing)?;
    let wanted = |flag: &&Flag| match which.all {
        true => undecided(flag),
        false => which.ids.contains(&flag.item.entry.id()),
    };
    let chosen: Vec<&Flag> = all.flags.iter().filter(wanted).collect();
    let missing = which.ids.iter().filter(|id| !chosen.iter().any(|flag| flag.item.entry.id() == **id));
    let missing: Vec<String> =
        missing.map(|id| format!("no finding {id} in these drafts; `figcheck pending` lists them")).collect();
    if !missing.is_empty() {
        return Err(Failure::Reasons(missing));
    }
    let by = who::name(which.by.as_deref());
    for draft in chosen.chunk_by(|a, b| a.snap == b.snap) {
        let entries: Vec<_> =
            draft.iter().map(|flag| (*flag, signed(&flag.item.entry, decision, reason, &by))).collect();
        write_down(&entries)?;
    }
    tidy(&all.flags)?;
    let word = if decision == Decision::Accepted { "accepted" } else { "rejected" };
    let mut out = stdout();
    for flag in &chosen {
        writeln!(out, "{word} {} {}: {}", flag.item.entry.id(), flag.draft, flag.item.entry.says)?;
    }
    out.flush()?;
    Ok(Done { found: false, trouble: all.trouble })
}

/// Drops the entries whose findings are gone.
fn prune(all: &Flags) -> Result<(), String> {
    for gone in &all.obsolete {
        store::update(&gone.snap, |snapshot| snapshot.entries.retain(|entry| !entry.same(&gone.entry)))?;
    }
    Ok(())
}

fn reason(words: &str) -> Result<String, &'static str> {
    if words.trim().is_empty() { Err("say why") } else { Ok(words.to_string()) }
}

/// A pending finding for programs.
#[derive(Serialize)]
struct View<'a> {
    id: String,
    draft: &'a str,
    line: usize,
    column: usize,
    severity: figcheck::finding::Severity,
    #[serde(flatten)]
    entry: &'a Entry,
    /// What it takes the place of.
    was: Option<&'a Entry>,
}

fn view(flag: &Flag) -> View<'_> {
    let (line, column) = flag.place;
    let was = match &flag.item.state {
        State::Pending(was) => was.as_ref(),
        State::Accepted(_) | State::Rejected(_) => None,
    };
    let (draft, severity) = (flag.draft.as_str(), flag.severity);
    View { id: flag.item.entry.id(), draft, line, column, severity, entry: &flag.item.entry, was }
}
