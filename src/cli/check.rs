//! `figcheck check`: what the words claim of the figures, redone.

use super::{
    Done, Failure,
    changed::Changed,
    desk::{Desk, Plan},
    documents,
    options::{Outputs, Reading, Rules},
    output::complain,
    settings::{NAME, file::Least},
    sinks::{self, Part, Shown, Style},
    tally::Tally,
    watch::Watch,
};
use figcheck::{
    finding::{Finding, Report, Severity},
    report::{Document, Reviewed, Totals},
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
    /// Check again what changes, until Ctrl-C; nothing is cleared from the screen
    #[arg(long, conflicts_with = "resume_after")]
    watch: bool,
    /// Go on with a run that was stopped, behind this draft: its id in JSON Lines, or its path. A file that --format or
    /// --output-file names is added to
    #[arg(long, value_name = "ID")]
    resume_after: Option<String>,
    /// Show the claims that hold and those that could not be checked, too
    #[arg(long, short)]
    verbose: bool,
    /// Also notes on claims that hold but undersell ("more than doubled" for 3.5 times), with a better phrase
    #[arg(long, conflicts_with = "snapshot")]
    suggest: bool,
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
  figcheck check --watch stories/
      While you write: each draft again when it is saved.
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

/// So many drafts that could not be read are kept for the end of the reports: in an archive that is no JSON no line
/// can be.
const LOST: usize = 10_000;

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

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    if args.watch {
        return again_and_again(args);
    }
    let mut desk = Desk::open(&args.reading, &args.rules)?;
    if desk.cases.is_empty() {
        complain("no drafts here: none has a name that figcheck knows, or all are ignored");
    }
    once(args, &mut desk)
}

/// Checks the drafts, then those that change, and all of them when a rule or a setting does.
fn again_and_again(args: &Args) -> Result<Done, Failure> {
    if args.reading.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err("--watch is for files and folders, not for standard input".to_string().into());
    }
    let targets = args.outputs.targets()?;
    // What goes to a file is of all drafts each time.
    let whole = targets.iter().any(|(_, file)| file.is_some());
    let mut watch = Watch::new(targets.into_iter().filter_map(|(_, file)| file))?;
    args.reading.paths.iter().try_for_each(|path| watch.add(path))?;
    let mut desk = Desk::open(&args.reading, &args.rules)?;
    once(args, &mut desk)?;
    complain("watching; Ctrl-C ends it");
    loop {
        desk.sources.iter().try_for_each(|path| watch.add(path))?;
        let change = watch.wait();
        let settled = if change.has_name(NAME) || desk.sources.iter().any(|path| change.has(path)) {
            Desk::open(&args.reading, &args.rules).map(|new| desk = new)
        } else {
            desk.find(&args.rules).map(|()| {
                if whole && desk.cases.iter().all(|case| !case.is(|path| change.has(path))) {
                    desk.cases.clear();
                } else if !whole {
                    desk.cases.retain(|case| case.is(|path| change.has(path)));
                }
            })
        };
        match settled
            .and_then(|()| if desk.cases.is_empty() { Ok(()) } else { once(args, &mut desk).map(drop) })
        {
            Ok(()) => {}
            Err(Failure::Reasons(reasons)) => reasons.iter().for_each(|reason| complain(reason)),
            Err(output) => return Err(output),
        }
    }
}

/// Checks the drafts of a desk and writes the reports.
fn once(args: &Args, desk: &mut Desk<'_>) -> Result<Done, Failure> {
    let changed = args.changed_since.as_deref().map(Changed::since).transpose()?;
    desk.done_to.clone_from(&args.resume_after);
    if let Some(changed) = &changed {
        desk.keep(|draft| changed.has(draft));
    }
    let shown = Shown { verbose: args.verbose, trace: args.trace };
    let mut sinks = sinks::open(&args.outputs, shown, args.resume_after.is_some(), || desk.rules())?;
    let styles: Vec<Style> = sinks.iter().map(|sink| sink.style).collect();
    let (mut totals, mut tally, mut done) = (Totals::default(), Tally::default(), Done::CLEAN);
    let check = |document: &Document<'_>, plan: &Plan| {
        let (mut report, allowed) = plan.check(document, args.suggest);
        let least = args.severity.map_or(plan.settings.severity, Severity::from);
        let fault = |(written, why): (Span, String)| {
            let place = document.written_place(written);
            format!("{}:{}:{}: {why}", document.name, place.line, place.column)
        };
        let told = allowed.faults.into_iter().map(fault).collect();
        let mut tally = Tally::of(allowed.findings.len());
        let mut reviewed = Reviewed { allowed: allowed.findings, ..Reviewed::default() };
        let mut trouble = None;
        if args.snapshot {
            trouble = tally.review(document, plan, least, &mut report, &mut reviewed).err();
        }
        only(&mut report, &mut reviewed, |finding| {
            finding.severity >= least
                && changed.as_ref().is_none_or(|changed| changed.touches(document, finding))
        });
        let fails = args.fail_on.map_or(plan.settings.fail_on, Severity::from);
        let found = report.findings.iter().any(|finding| finding.severity >= fails);
        let part = |style: &Style| style.part(&plan.checker, document, &report, &reviewed);
        let parts = styles.iter().map(part).collect();
        Checked { report, parts, found, tally, told, trouble }
    };
    documents::each(desk, check, |outcome| {
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
                if totals.lost.len() < LOST {
                    totals.lost.push(lost);
                }
                Ok(())
            }
        }
    })?;
    let line = (args.snapshot || tally.allows()).then(|| tally.told(args.snapshot));
    sinks.into_iter().try_for_each(|sink| sink.end(&totals, line.as_deref()))?;
    done.trouble |= !totals.lost.is_empty();
    Ok(done)
}

/// Leaves only the findings that are wanted.
fn only(report: &mut Report, reviewed: &mut Reviewed, wanted: impl Fn(&Finding) -> bool) {
    let wanted: Vec<bool> = report.findings.iter().map(wanted).collect();
    let mut each = wanted.iter();
    report.findings.retain(|_| each.next().is_some_and(|wanted| *wanted));
    let mut each = wanted.iter();
    reviewed.standings.retain(|_| each.next().is_some_and(|wanted| *wanted));
}
