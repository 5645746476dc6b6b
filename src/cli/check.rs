//! `figcheck check`: what the words claim of the figures, redone.

use super::{
    Done, Failure,
    changed::Changed,
    desk::{Desk, Plan},
    documents, flags,
    options::{Least, Outputs, Reading, Rules},
    output::complain,
    sinks::{self, Part, Style},
};
use figcheck::{
    finding::{Report, Severity},
    report::{Document, Reviewed, Since, Standing, Totals},
    review::State,
    span::Span,
};

/// Check drafts: redo the arithmetic their words claim
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    outputs: Outputs,
    /// The least severity to report [default: note, or that of the settings]
    #[arg(long, value_enum, value_name = "LEVEL")]
    severity: Option<Least>,
    /// The least severity that makes the exit status 1 [default: note, or that of the settings]
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<Least>,
    /// Only findings of which the claim or a figure is in a line that has changed since this revision of git, or
    /// since the history parted from it
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    /// Compare with what was accepted in snapshots/ beside the drafts: only what was not accepted makes the exit
    /// status 1. What is new waits in a file there for `figcheck review`, except in CI
    #[arg(long)]
    snapshot: bool,
    /// Show the claims that hold and those that could not be checked, too
    #[arg(long, short)]
    verbose: bool,
    /// Show for each claim which figures it might speak of, and why one was chosen or none
    #[arg(long)]
    trace: bool,
}

const EXAMPLES: &str = "\
Examples:
  figcheck check draft.md
      Shows each claim that its figures contradict, with the working.
  figcheck check --verbose draft.md
      Also what was checked and holds, and what could not be checked.
  figcheck check --severity error --color never stories/
      For a CI job: only contradictions, over all drafts in a folder.
  figcheck check --changed-since origin/main stories/
      Only what stands in lines that you have changed.
  figcheck check --snapshot stories/
      Only what an editor has not accepted; see figcheck review.
  figcheck check --date 2026-02-01 - < wire.txt
      From standard input, dated, so that \"in January\" is known.
  figcheck check --format text --format sarif=figcheck.sarif stories/
      Text to read, and a file for code scanning.
  figcheck check --format html=report.html stories/
      A page to read, print and tick off.
  figcheck check --input jsonl --format jsonl archive.jsonl
      An archive, one {\"id\", \"text\", \"date\"} a line; one line of findings each.
  figcheck check --rules house-rules/ draft.md
      With your newsroom's own rules.

Exit status: 0 nothing found, 1 something found, 2 trouble.";

/// What one draft gives.
struct Checked {
    report: Report,
    parts: Vec<Part>,
    /// There is a finding of the severity that makes the run fail.
    found: bool,
    tally: Tally,
    /// What is wrong with what it allows.
    told: Vec<String>,
    /// What is wrong with its snapshot.
    trouble: Option<String>,
}

/// What the findings of a run are worth to an editor.
#[derive(Clone, Copy, Default)]
struct Tally {
    accepted: usize,
    rejected: usize,
    pending: usize,
    /// Accepted, but no longer found.
    obsolete: usize,
    /// Rejected, and no longer found.
    mended: usize,
    /// In drafts without a file of their own, which have no snapshot.
    nowhere: usize,
    /// Allowed by the drafts themselves.
    allowed: usize,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    let mut desk = Desk::open(&args.reading, &args.rules)?;
    let changed = args.changed_since.as_deref().map(Changed::since).transpose()?;
    if let Some(changed) = &changed {
        desk.keep(|draft| changed.has(draft));
    }
    let mut sinks = sinks::open(&args.outputs, args.verbose, args.trace, &desk.rules())?;
    let styles: Vec<Style> = sinks.iter().map(|sink| sink.style).collect();
    let (mut totals, mut tally, mut done) = (Totals::default(), Tally::default(), Done::CLEAN);
    let check = |document: &Document<'_>, plan: &Plan| {
        let (mut report, allowed) = plan.check(document);
        let least = args.severity.map_or(plan.settings.severity, Severity::from);
        report.findings.retain(|finding| finding.severity >= least);
        let fault = |(written, why): (Span, String)| {
            let place = document.written_place(written);
            format!("{}:{}:{}: {why}", document.name, place.line, place.column)
        };
        let told = allowed.faults.into_iter().map(fault).collect();
        let mut tally = Tally { allowed: allowed.findings.len(), ..Tally::default() };
        let mut reviewed = Reviewed { allowed: allowed.findings, ..Reviewed::default() };
        let mut trouble = None;
        if args.snapshot {
            trouble = review(document, plan, &mut report, &mut reviewed, &mut tally).err();
        }
        if let Some(changed) = &changed {
            only_changed(document, changed, &mut report, &mut reviewed);
        }
        let fails = args.fail_on.map_or(plan.settings.fail_on, Severity::from);
        let found = report.findings.iter().any(|finding| finding.severity >= fails);
        let part = |style: &Style| style.part(&plan.checker, document, &report, &reviewed);
        let parts = styles.iter().map(part).collect();
        Checked { report, parts, found, tally, told, trouble }
    };
    documents::each(&desk, check, |outcome| {
        outcome.told.iter().for_each(|words| complain(words));
        match outcome.result {
            Ok(checked) => {
                totals.add(&checked.report);
                tally += checked.tally;
                done.found |= checked.found;
                done.trouble |= checked.trouble.is_some();
                checked.told.iter().chain(&checked.trouble).for_each(|words| complain(words));
                sinks.iter_mut().zip(checked.parts).try_for_each(|(sink, part)| sink.item(part))
            }
            Err(lost) => {
                sinks.iter_mut().try_for_each(|sink| sink.lost(&lost))?;
                totals.lost.push(lost);
                Ok(())
            }
        }
    })?;
    let line = (args.snapshot || tally.allowed > 0).then(|| tally.told(args.snapshot));
    sinks.into_iter().try_for_each(|sink| sink.end(&totals, line.as_deref()))?;
    done.trouble |= !totals.lost.is_empty();
    Ok(done)
}

/// Takes the accepted findings out of a report, and tells where each of the others stands.
fn review(
    document: &Document<'_>,
    plan: &Plan,
    report: &mut Report,
    reviewed: &mut Reviewed,
    tally: &mut Tally,
) -> Result<(), String> {
    let Some(beside) = flags::beside(document, plan, &report.findings) else {
        tally.nowhere = report.findings.len();
        return Ok(());
    };
    let (snap, review) = beside?;
    (tally.obsolete, tally.mended) = (review.obsolete.len(), review.mended.len());
    let mut findings = Vec::new();
    for (finding, item) in std::mem::take(&mut report.findings).into_iter().zip(&review.items) {
        let since = match &item.state {
            State::Accepted(entry) => {
                tally.accepted += 1;
                reviewed
                    .accepted
                    .push((finding, flags::signed(entry).trim_start_matches([' ', ':']).to_string()));
                continue;
            }
            State::Rejected(_) => {
                tally.rejected += 1;
                Since::Same
            }
            State::Pending(was) => {
                tally.pending += 1;
                if was.is_some() { Since::Changed } else { Since::New }
            }
        };
        reviewed.standings.push(Standing { since, remarks: flags::remarks(&item.state) });
        findings.push(finding);
    }
    report.findings = findings;
    if flags::in_ci() { Ok(()) } else { flags::keep_waiting(&snap, &review) }
}

/// Leaves out what is not in a changed line.
fn only_changed(document: &Document<'_>, changed: &Changed, report: &mut Report, reviewed: &mut Reviewed) {
    let wanted: Vec<bool> =
        report.findings.iter().map(|finding| changed.touches(document, finding)).collect();
    let mut each = wanted.iter();
    report.findings.retain(|_| each.next().is_some_and(|wanted| *wanted));
    let mut each = wanted.iter();
    reviewed.standings.retain(|_| each.next().is_some_and(|wanted| *wanted));
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.pending += other.pending;
        self.obsolete += other.obsolete;
        self.mended += other.mended;
        self.nowhere += other.nowhere;
        self.allowed += other.allowed;
    }
}

impl Tally {
    /// The line that ends a run, with or without a review.
    fn told(self, reviewed: bool) -> String {
        let mut parts = Vec::new();
        if self.allowed > 0 {
            parts.push(format!("{} allowed by the drafts", self.allowed));
        }
        if reviewed {
            let review = if self.pending > 0 { " (figcheck review)" } else { "" };
            let Tally { accepted, rejected, pending, .. } = self;
            parts.push(format!("{accepted} accepted, {rejected} rejected, {pending} to review{review}"));
        }
        if self.mended > 0 {
            parts.push(format!("{} mended", self.mended));
        }
        if self.obsolete > 0 {
            parts.push(format!("{} no longer found (figcheck pending)", self.obsolete));
        }
        if self.nowhere > 0 {
            parts.push(format!("{} in drafts without a file of their own", self.nowhere));
        }
        parts.join("; ")
    }
}
