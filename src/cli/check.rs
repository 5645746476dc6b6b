//! `figcheck check`: what the words claim of the figures, redone.

use super::{
    Done, Failure, colour, documents, flags,
    options::{Least, OutputFormat, Reading, Rules, Writing},
    output::{List, complain, stdout},
};
use figcheck::{
    api::Checker,
    finding::{Counts, Report, Severity},
    report::{Document, json, text},
    review::{Item, State},
};
use std::io::Write;

/// Check drafts: redo the arithmetic their words claim
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    writing: Writing,
    /// The least severity to report; anything reported makes the exit status 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = Least::Note)]
    severity: Least,
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
  figcheck check --snapshot stories/
      Only what an editor has not accepted; see figcheck review.
  figcheck check --date 2026-02-01 - < wire.txt
      From standard input, dated, so that \"in January\" is known.
  figcheck check --input jsonl --format jsonl archive.jsonl
      An archive, one {\"id\", \"text\", \"date\"} a line; one line of findings each.
  figcheck check --rules house-rules/ draft.md
      With your newsroom's own rules.

Exit status: 0 nothing found, 1 something found, 2 trouble.";

/// What one draft gives.
#[derive(Default)]
struct Checked {
    output: Vec<u8>,
    counts: Counts,
    found: bool,
    reviewed: Reviewed,
    /// What is wrong with its snapshot.
    trouble: Vec<String>,
}

/// What the findings of a run are worth to an editor.
#[derive(Clone, Copy, Default)]
struct Reviewed {
    accepted: usize,
    rejected: usize,
    pending: usize,
    /// Accepted or rejected, but no longer found.
    obsolete: usize,
    /// In drafts without a file of their own, which have no snapshot.
    nowhere: usize,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    let checker = args.rules.checker()?;
    let coloured = colour::on_stdout(args.writing.color);
    let mut out = stdout();
    let (mut drafts, mut counts, mut done) = (0, Counts::default(), Done::CLEAN);
    let format = args.writing.format;
    let mut list = List::new(format);
    let mut reviewed = Reviewed::default();
    documents::each(
        &args.reading,
        |document| check(args, &checker, document, coloured),
        |outcome| {
            outcome.told.iter().for_each(|words| complain(words));
            match outcome.result {
                Ok(checked) => {
                    drafts += 1;
                    counts += checked.counts;
                    done.found |= checked.found;
                    done.trouble |= !checked.trouble.is_empty();
                    checked.trouble.iter().for_each(|words| complain(words));
                    reviewed += checked.reviewed;
                    list.item(&mut out, &checked.output)
                }
                Err(line) => {
                    done.trouble = true;
                    list.lost(&mut out, &line)
                }
            }
        },
    )?;
    list.end(&mut out)?;
    if format == OutputFormat::Text {
        out.write_all(text::summary(drafts, counts, coloured).as_bytes())?;
        if args.snapshot {
            writeln!(out, "{}", reviewed.told())?;
        }
    }
    out.flush()?;
    Ok(done)
}

/// Checks one draft and writes what there is to say of it.
fn check(args: &Args, checker: &Checker, document: &Document<'_>, coloured: bool) -> Checked {
    let mut report = checker.check(document.draft);
    let least = Severity::from(args.severity);
    report.findings.retain(|finding| finding.severity >= least);
    let mut checked = Checked { counts: report.counts, ..Checked::default() };
    let mut remarks: Vec<Vec<String>> = Vec::new();
    if args.snapshot {
        remarks = review(document, &mut report, &mut checked);
    }
    checked.found = !report.findings.is_empty();
    checked.output = written(args, checker, document, &report, &remarks, coloured);
    checked
}

/// Takes the accepted findings out of a report, and gives what to remark on each of the others.
fn review(document: &Document<'_>, report: &mut Report, checked: &mut Checked) -> Vec<Vec<String>> {
    let (snap, review) = match flags::beside(document, &report.findings) {
        Some(Ok(beside)) => beside,
        Some(Err(why)) => {
            checked.trouble.push(why);
            return Vec::new();
        }
        None => {
            checked.reviewed.nowhere = report.findings.len();
            return Vec::new();
        }
    };
    if !flags::in_ci()
        && let Err(why) = flags::keep_waiting(&snap, &review)
    {
        checked.trouble.push(why);
    }
    let is = |wanted: fn(&State) -> bool| review.items.iter().filter(|item| wanted(&item.state)).count();
    checked.reviewed = Reviewed {
        accepted: is(|state| matches!(state, State::Accepted(_))),
        rejected: is(|state| matches!(state, State::Rejected(_))),
        pending: review.pending(),
        obsolete: review.obsolete.len(),
        nowhere: 0,
    };
    let accepted = |item: &Item| matches!(item.state, State::Accepted(_));
    let mut items = review.items.iter();
    report.findings.retain(|_| !items.next().is_some_and(accepted));
    review.items.iter().filter(|item| !accepted(item)).map(|item| flags::remarks(&item.state)).collect()
}

/// A report in the format asked for.
fn written(
    args: &Args,
    checker: &Checker,
    document: &Document<'_>,
    report: &Report,
    remarks: &[Vec<String>],
    coloured: bool,
) -> Vec<u8> {
    let mut output = Vec::new();
    match args.writing.format {
        OutputFormat::Text => {
            if args.trace {
                for line in checker.trace(document.draft) {
                    output.extend_from_slice(format!("{line}\n").as_bytes());
                }
            }
            for (n, finding) in report.findings.iter().enumerate() {
                let remarks = remarks.get(n).map_or(&[][..], Vec::as_slice);
                output.extend_from_slice(text::finding(document, finding, remarks, coloured).as_bytes());
            }
            if args.verbose {
                for claim in report.verified.iter().chain(&report.unverified) {
                    output.extend_from_slice(text::claim(document, claim, coloured).as_bytes());
                }
            }
        }
        OutputFormat::Json | OutputFormat::Jsonl => {
            // Writing to memory does not fail, and every key is a string.
            let _ = serde_json::to_writer(&mut output, &json::checked(document, report));
        }
    }
    output
}

impl std::ops::AddAssign for Reviewed {
    fn add_assign(&mut self, other: Reviewed) {
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.pending += other.pending;
        self.obsolete += other.obsolete;
        self.nowhere += other.nowhere;
    }
}

impl Reviewed {
    /// The line that ends a run.
    fn told(self) -> String {
        let mut line =
            format!("{} accepted, {} rejected, {} to review", self.accepted, self.rejected, self.pending);
        if self.pending > 0 {
            line += " (figcheck review)";
        }
        if self.obsolete > 0 {
            line += &format!("; {} no longer found (figcheck pending)", self.obsolete);
        }
        if self.nowhere > 0 {
            line += &format!("; {} in drafts without a file of their own", self.nowhere);
        }
        line
    }
}
