//! `figcheck check`: what the words claim of the figures, redone.

use super::{
    Done, Failure, colour, documents,
    options::{Least, OutputFormat, Reading, Rules, Writing},
    output::{List, complain, stdout},
};
use figcheck::{
    api::Checker,
    finding::{Counts, Severity},
    report::{Document, json, text},
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
  figcheck check --date 2026-02-01 - < wire.txt
      From standard input, dated, so that \"in January\" is known.
  figcheck check --input jsonl --format jsonl archive.jsonl
      An archive, one {\"id\", \"text\", \"date\"} a line; one line of findings each.
  figcheck check --rules house-rules/ draft.md
      With your newsroom's own rules.

Exit status: 0 nothing found, 1 something found, 2 trouble.";

/// What one draft gives.
struct Checked {
    output: Vec<u8>,
    counts: Counts,
    found: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    let checker = args.rules.checker()?;
    let coloured = colour::on_stdout(args.writing.color);
    let mut out = stdout();
    let (mut drafts, mut counts, mut done) = (0, Counts::default(), Done::CLEAN);
    let format = args.writing.format;
    let mut list = List::new(format);
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
    }
    out.flush()?;
    Ok(done)
}

/// Checks one draft and writes what there is to say of it.
fn check(args: &Args, checker: &Checker, document: &Document<'_>, coloured: bool) -> Checked {
    let mut report = checker.check(document.draft);
    let least = Severity::from(args.severity);
    report.findings.retain(|finding| finding.severity >= least);
    let mut output = Vec::new();
    match args.writing.format {
        OutputFormat::Text => {
            if args.trace {
                for line in checker.trace(document.draft) {
                    output.extend_from_slice(format!("{line}\n").as_bytes());
                }
            }
            for finding in &report.findings {
                output.extend_from_slice(text::finding(document, finding, coloured).as_bytes());
            }
            if args.verbose {
                for claim in report.verified.iter().chain(&report.unverified) {
                    output.extend_from_slice(text::claim(document, claim, coloured).as_bytes());
                }
            }
        }
        OutputFormat::Json | OutputFormat::Jsonl => {
            // Writing to memory does not fail, and every key is a string.
            let _ = serde_json::to_writer(&mut output, &json::checked(document, &report));
        }
    }
    Checked { output, counts: report.counts, found: !report.findings.is_empty() }
}
