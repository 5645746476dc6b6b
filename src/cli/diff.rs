//! `figcheck diff`: two versions of one article.

use super::{
    Done, Failure, colour,
    desk::Desk,
    documents,
    options::{Reading, Rules, When},
    output::{complain, stdout},
};
use colored::Colorize;
use figcheck::{
    report::{Document, text::plural},
    review::{
        Entry, diff,
        versions::{self, Change, Changes, Seen, Version},
    },
    source::lines::Place,
    span::Span,
};
use serde::Serialize;
use std::io::{self, Write};

/// Compare two versions of an article: which figures changed
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, mut_arg("paths", |paths| paths.num_args(2).value_names(["OLD", "NEW"]).help("The two versions")))]
pub(crate) struct Args {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    rules: Rules,
    /// For programs: one JSON document
    #[arg(long)]
    json: bool,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    color: When,
}

const EXAMPLES: &str = "\
Examples:
  figcheck diff filed.md edited.md
  git show HEAD~1:budget.md | figcheck diff - budget.md

Exit status: 0 the same figures and flags, 1 not the same, 2 trouble.";

/// One of the two, with the places of what is in it.
struct Side {
    name: String,
    version: Version,
    places: Vec<(Span, Place)>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    let desk = Desk::open(&args.reading, &args.rules)?;
    let (mut sides, mut trouble) = (Vec::new(), false);
    documents::each(
        &desk,
        |document, plan| side(document, Version::of(document.draft, &plan.checker)),
        |outcome| {
            outcome.told.iter().for_each(|words| complain(words));
            match outcome.result {
                Ok(side) => sides.push(side),
                Err(_) => trouble = true,
            }
            Ok(())
        },
    )?;
    let [old, new] = sides.as_slice() else {
        return if trouble {
            Ok(Done { found: false, trouble })
        } else {
            Err("give two drafts, each a file of its own".to_string().into())
        };
    };
    let changes = versions::changes(&old.version, &new.version);
    let mut out = stdout();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &view(&changes, old, new)).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        tell(&mut out, &changes, old, new, colour::on_stdout(args.color))?;
    }
    out.flush()?;
    Ok(Done { found: !changes.flagged.is_empty() || !changes.figures.is_empty(), trouble })
}

fn side(document: &Document<'_>, version: Version) -> Side {
    let spans = version.flagged.iter().map(|(_, span)| *span).chain(version.figures.iter().map(|f| f.span));
    let places = spans.map(|span| (span, document.place(span))).collect();
    Side { name: document.name.to_string(), version, places }
}

impl Side {
    fn place(&self, span: Span) -> (usize, usize) {
        let place = self.places.iter().find(|(own, _)| *own == span);
        place.map_or((1, 1), |(_, place)| (place.line, place.column))
    }

    fn named(&self, span: Span) -> String {
        let (line, column) = self.place(span);
        format!("{}:{line}:{column}", self.name)
    }
}

fn tell(out: &mut impl Write, changes: &Changes, old: &Side, new: &Side, coloured: bool) -> io::Result<()> {
    for change in &changes.flagged {
        let (place, entry, word) = match (&change.old, &change.new) {
            (None, Some((entry, span))) => (new.named(*span), entry, "newly flagged"),
            (Some((entry, span)), None) => (old.named(*span), entry, "no longer flagged"),
            (_, Some((entry, span))) => (new.named(*span), entry, "flagged, and changed"),
            (None, None) => continue,
        };
        writeln!(out, "{place}: {word}: {}: {}", entry.rule, entry.says)?;
        if let (Some((was, _)), Some((is, _))) = (&change.old, &change.new) {
            out.write_all(diff::entries(Some(was), Some(is), coloured).as_bytes())?;
        }
    }
    for change in &changes.figures {
        let paint = |words: &str, green: bool| match (coloured, green) {
            (false, _) => words.to_string(),
            (true, true) => words.green().to_string(),
            (true, false) => words.red().to_string(),
        };
        let (place, figure, sentence) = match (&change.old, &change.new) {
            (None, Some(is)) => (new.named(is.span), paint(&format!("+ {}", is.text), true), &is.sentence),
            (Some(was), None) => {
                (old.named(was.span), paint(&format!("- {}", was.text), false), &was.sentence)
            }
            (Some(was), Some(is)) => {
                let both = format!("{} → {}", paint(&was.text, false), paint(&is.text, true));
                (new.named(is.span), both, &is.sentence)
            }
            (None, None) => continue,
        };
        writeln!(out, "{place}: {figure}\n    {sentence}")?;
    }
    let Changes { still_flagged, same_figures, .. } = changes;
    writeln!(
        out,
        "{} not the same, {still_flagged} flagged in both; {} not the same, {same_figures} in both",
        plural(changes.flagged.len(), "flag"),
        plural(changes.figures.len(), "figure"),
    )
}

/// The changes for programs.
#[derive(Serialize)]
struct View<'a> {
    flagged: Vec<Pair<FlagView<'a>>>,
    still_flagged: usize,
    figures: Vec<Pair<FigureView<'a>>>,
    same_figures: usize,
}

#[derive(Serialize)]
struct Pair<T> {
    old: Option<T>,
    new: Option<T>,
}

#[derive(Serialize)]
struct FlagView<'a> {
    id: String,
    line: usize,
    column: usize,
    #[serde(flatten)]
    entry: &'a Entry,
}

#[derive(Serialize)]
struct FigureView<'a> {
    line: usize,
    column: usize,
    #[serde(flatten)]
    figure: &'a Seen,
}

fn view<'a>(changes: &'a Changes, old: &Side, new: &Side) -> View<'a> {
    let flag = |side: &Side, (entry, span): &'a (Entry, Span)| {
        let (line, column) = side.place(*span);
        FlagView { id: entry.id(), line, column, entry }
    };
    let figure = |side: &Side, figure: &'a Seen| {
        let (line, column) = side.place(figure.span);
        FigureView { line, column, figure }
    };
    let flags = |change: &'a Change<(Entry, Span)>| Pair {
        old: change.old.as_ref().map(|was| flag(old, was)),
        new: change.new.as_ref().map(|is| flag(new, is)),
    };
    let figures = |change: &'a Change<Seen>| Pair {
        old: change.old.as_ref().map(|was| figure(old, was)),
        new: change.new.as_ref().map(|is| figure(new, is)),
    };
    View {
        flagged: changes.flagged.iter().map(flags).collect(),
        still_flagged: changes.still_flagged,
        figures: changes.figures.iter().map(figures).collect(),
        same_figures: changes.same_figures,
    }
}
