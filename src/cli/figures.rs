//! `figcheck figures`: the fact-checker's worksheet.

use super::{
    Done, Failure, colour,
    desk::{Desk, Plan},
    documents,
    options::{Reading, Rules, When},
    output::{List, complain, stdout},
};
use clap::ValueEnum;
use figcheck::{
    report::{Document, json, worksheet},
    sheet::{Row, Stats},
};
use std::io::{self, Write};

/// List every figure, normalised: a worksheet to tick off
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rules: Rules,
    /// The format of the worksheet
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = SheetFormat::Text)]
    format: SheetFormat,
    /// Only sum up: how many figures of each sort, and what was not used; as text or JSON
    #[arg(long)]
    stats: bool,
    /// Go on with a run that was stopped, behind this draft: its id in JSON Lines, or its path
    #[arg(long, value_name = "ID")]
    resume_after: Option<String>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    color: When,
}

/// Formats of the worksheet.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SheetFormat {
    /// Aligned columns
    Text,
    /// A list with boxes to tick
    Markdown,
    /// For a spreadsheet
    Csv,
    /// One document
    Json,
    /// One line a draft
    Jsonl,
}

const EXAMPLES: &str = "\
Examples:
  figcheck figures draft.md
      Place, words, value, unit, what is counted, the claims and facts each
      figure takes part in; and what was not used, and why.
  figcheck figures --format markdown draft.docx > to-check.md
      The same as a list with boxes to tick.
  figcheck figures --format csv stories/ > figures.csv
      For a spreadsheet, a line a figure.
  figcheck figures --input jsonl --format jsonl archive.jsonl
      An archive, one line a document.
  figcheck figures --stats stories/
      How many of each sort.";

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    if args.stats && matches!(args.format, SheetFormat::Markdown | SheetFormat::Csv) {
        return Err(Failure::from("--stats is told as text, json or jsonl".to_string()));
    }
    let mut desk = Desk::open(&args.reading, &args.rules)?;
    desk.done_to.clone_from(&args.resume_after);
    let coloured = colour::on_stdout(args.color);
    let mut out = stdout();
    let (mut stats, mut done) = (Stats::default(), Done::CLEAN);
    let mut list = List::new(args.format == SheetFormat::Json);
    out.write_all(&before(args))?;
    let read = |document: &Document<'_>, plan: &Plan| sheet(args, document, plan, coloured);
    documents::each(&desk, read, |outcome| {
        outcome.told.iter().for_each(|words| complain(words));
        match outcome.result {
            Ok((output, here)) => {
                stats += &here;
                Ok(list.item(&mut out, &output)?)
            }
            Err(lost) => {
                done.trouble = true;
                if args.stats || !matches!(args.format, SheetFormat::Json | SheetFormat::Jsonl) {
                    return Ok(());
                }
                let after: &[u8] = if args.format == SheetFormat::Jsonl { b"\n" } else { b"" };
                Ok(list.item(&mut out, &[json::unread(&lost).as_bytes(), after].concat())?)
            }
        }
    })?;
    list.end(&mut out)?;
    after(args, &stats, &mut out)?;
    out.flush()?;
    Ok(done)
}

/// One draft's worksheet and its sums.
fn sheet(args: &Args, document: &Document<'_>, plan: &Plan, coloured: bool) -> (Vec<u8>, Stats) {
    let checker = &plan.checker;
    let json = matches!(args.format, SheetFormat::Json | SheetFormat::Jsonl);
    if json && !args.stats {
        // Writing to memory does not fail, and every key is a string.
        let figures = checker.figures(document.draft);
        let mut line = serde_json::to_vec(&json::read(document, &figures)).unwrap_or_default();
        if args.format == SheetFormat::Jsonl {
            line.push(b'\n');
        }
        return (line, Stats::default());
    }
    let rows: Vec<Row> = checker.worksheet(document.draft);
    let stats = Stats::of(&rows);
    let output = match args.format {
        _ if args.stats => Vec::new(),
        SheetFormat::Csv => worksheet::lines(document, &rows),
        SheetFormat::Markdown => worksheet::list(document, &rows).into_bytes(),
        SheetFormat::Text | SheetFormat::Json | SheetFormat::Jsonl => {
            worksheet::table(document, &rows, coloured).into_bytes()
        }
    };
    (output, stats)
}

/// What the output begins with.
fn before(args: &Args) -> Vec<u8> {
    match args.format {
        SheetFormat::Json if !args.stats => b"[".to_vec(),
        SheetFormat::Csv => worksheet::head(),
        _ => Vec::new(),
    }
}

/// What the output ends with.
fn after(args: &Args, stats: &Stats, out: &mut impl Write) -> io::Result<()> {
    match args.format {
        SheetFormat::Text if args.stats => out.write_all(worksheet::stats(stats).as_bytes()),
        SheetFormat::Text => out.write_all(worksheet::summary(stats).as_bytes()),
        SheetFormat::Json if args.stats => {
            serde_json::to_writer_pretty(&mut *out, stats).map_err(io::Error::from)?;
            out.write_all(b"\n")
        }
        SheetFormat::Jsonl if args.stats => {
            serde_json::to_writer(&mut *out, stats).map_err(io::Error::from)?;
            out.write_all(b"\n")
        }
        SheetFormat::Json => out.write_all(b"]\n"),
        SheetFormat::Markdown | SheetFormat::Csv | SheetFormat::Jsonl => Ok(()),
    }
}
