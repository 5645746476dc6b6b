//! `figcheck figures`: the fact-checker's worksheet.

use super::{
    Done, Failure, colour,
    desk::{Desk, Plan},
    documents,
    options::{OutputFormat, Reading, Rules, Writing},
    output::{List, complain, stdout},
};
use figcheck::report::{json, worksheet};
use std::io::Write;

/// List every figure, normalised: a worksheet to tick off
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    writing: Writing,
}

const EXAMPLES: &str = "\
Examples:
  figcheck figures draft.md
      Place, words, value, unit, what is counted; and what was not used, and why.
  figcheck figures --input jsonl --format jsonl archive.jsonl
      The same of an archive, one line a document.";

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    let desk = Desk::open(&args.reading, &args.rules)?;
    let coloured = colour::on_stdout(args.writing.color);
    let format = args.writing.format;
    let mut out = stdout();
    let (mut drafts, mut used, mut skipped, mut done) = (0, 0, 0, Done::CLEAN);
    let mut list = List::new(format == OutputFormat::Json);
    if format == OutputFormat::Json {
        out.write_all(b"[")?;
    }
    let after: &[u8] = if format == OutputFormat::Jsonl { b"\n" } else { b"" };
    let read = |document: &figcheck::report::Document<'_>, plan: &Plan| {
        let figures = plan.checker.figures(document.draft);
        let not_used = figures.iter().filter(|figure| figure.skipped.is_some()).count();
        let output = match format {
            OutputFormat::Text => worksheet::table(document, &figures, coloured).into_bytes(),
            // Writing to memory does not fail, and every key is a string.
            OutputFormat::Json | OutputFormat::Jsonl => {
                let mut line = serde_json::to_vec(&json::read(document, &figures)).unwrap_or_default();
                line.extend_from_slice(after);
                line
            }
        };
        (output, figures.len() - not_used, not_used)
    };
    documents::each(&desk, read, |outcome| {
        outcome.told.iter().for_each(|words| complain(words));
        match outcome.result {
            Ok((output, here, not_used)) => {
                drafts += 1;
                used += here;
                skipped += not_used;
                Ok(list.item(&mut out, &output)?)
            }
            Err(_) if format == OutputFormat::Text => {
                done.trouble = true;
                Ok(())
            }
            Err(lost) => {
                done.trouble = true;
                Ok(list.item(&mut out, &[json::unread(&lost).as_bytes(), after].concat())?)
            }
        }
    })?;
    list.end(&mut out)?;
    match format {
        OutputFormat::Text => out.write_all(worksheet::summary(drafts, used, skipped).as_bytes())?,
        OutputFormat::Json => out.write_all(b"]\n")?,
        OutputFormat::Jsonl => {}
    }
    out.flush()?;
    Ok(done)
}
