//! The fact-checker's worksheet: every figure of a draft, a line each, and what was read but not used.

mod csv;
mod markdown;
mod stats;

pub use self::csv::{head, lines};
pub use markdown::list;
pub use stats::stats;

use super::{
    Document,
    words::{cut, number},
};
use crate::{
    api::PlainFigure,
    finding::Verdict,
    sheet::{Row, Stats, Use},
};
use colored::Colorize;

/// Columns are no wider than this, in characters, but for the last.
const WIDEST: usize = 40;

/// The columns: place, words, value, unit, what is counted, kind (or why the figure was not used), and the claims
/// and facts it takes part in.
const COLUMNS: [&str; 7] = ["place", "words", "value", "unit", "counts", "kind", "part of"];

/// The worksheet of one draft: its name, then aligned columns.
#[must_use]
pub fn table(document: &Document<'_>, rows: &[Row], colour: bool) -> String {
    let cells: Vec<[String; 7]> = std::iter::once(COLUMNS.map(String::from))
        .chain(rows.iter().map(|row| cells(document, row)))
        .collect();
    let mut widths = [0; 7];
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let name = if colour { document.name.bold().to_string() } else { document.name.to_string() };
    let mut out = format!("{name}\n");
    for (i, row) in cells.iter().enumerate() {
        let skipped =
            i.checked_sub(1).and_then(|i| rows.get(i)).is_some_and(|row| row.figure.skipped.is_some());
        let line = aligned(row, &widths);
        if colour && (i == 0 || skipped) {
            out.push_str(&line.dimmed().to_string());
        } else {
            out.push_str(&line);
        }
        out.push('\n');
    }
    out.push('\n');
    out
}

/// The line that ends a run.
#[must_use]
pub fn summary(stats: &Stats) -> String {
    use super::text::plural;
    format!(
        "{} read in {}, {} more read but not used\n",
        plural(stats.figures, "figure"),
        plural(stats.drafts, "draft"),
        stats.skipped()
    )
}

fn cells(document: &Document<'_>, row: &Row) -> [String; 7] {
    let figure = &row.figure;
    let kind = match &figure.skipped {
        Some(why) => format!("not used: {why}"),
        None => figure.kind.clone(),
    };
    [
        place(document, figure),
        cut(&figure.text, WIDEST).into_owned(),
        value(figure),
        cut(&figure.measured_in(), WIDEST).into_owned(),
        cut(figure.noun.as_deref().unwrap_or(""), WIDEST).into_owned(),
        kind,
        part_of(&row.uses),
    ]
}

/// Line and column.
fn place(document: &Document<'_>, figure: &PlainFigure) -> String {
    let place = document.place(figure.span);
    format!("{}:{}", place.line, place.column)
}

/// "contradicts wrong-multiple (from); change (from)": the claims and facts that a figure takes part in.
fn part_of(uses: &[Use]) -> String {
    let told = |used: &Use| {
        let verdict = match used.verdict {
            None => "",
            Some(Verdict::Holds) => "holds ",
            Some(Verdict::Loose) => "loose ",
            Some(Verdict::Contradicts) => "contradicts ",
            Some(Verdict::Unverified) => "unverified ",
        };
        let role = if used.role.is_empty() { String::new() } else { format!(" ({})", used.role) };
        format!("{verdict}{}{role}", used.name)
    };
    uses.iter().map(told).collect::<Vec<_>>().join("; ")
}

/// "1,400", "3 to 5", "30 or more".
pub(super) fn value(figure: &PlainFigure) -> String {
    match (figure.value, figure.value_high, figure.bounds) {
        (Some(low), Some(high), _) => format!("{} to {}", number(low), number(high)),
        (Some(value), None, Some((Some(_), None))) => format!("{} or more", number(value)),
        (Some(value), None, Some((None, Some(_)))) => format!("{} or less", number(value)),
        (Some(value), None, Some((Some(low), Some(high)))) => {
            format!("{} ({} to {})", number(value), number(low), number(high))
        }
        (Some(value), None, _) => number(value),
        (None, ..) => String::new(),
    }
}

/// The cells of a row, each as wide as its column; values to the right.
fn aligned(row: &[String; 7], widths: &[usize; 7]) -> String {
    let mut line = String::from("  ");
    for (i, (cell, width)) in row.iter().zip(widths).enumerate() {
        let padding = " ".repeat(width.saturating_sub(cell.chars().count()));
        if i == 2 {
            line.push_str(&padding);
            line.push_str(cell);
        } else {
            line.push_str(cell);
            line.push_str(&padding);
        }
        line.push_str("  ");
    }
    line.truncate(line.trim_end().len());
    line
}
