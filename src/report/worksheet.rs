//! The fact-checker's worksheet: every figure of a draft, a line each, and what was read but not used.

use super::{
    Document,
    words::{cut, number},
};
use crate::api::PlainFigure;
use colored::Colorize;

/// Columns are no wider than this, in characters, but for the last.
const WIDEST: usize = 40;

/// The worksheet of one draft: its name, then aligned columns of place, words, value, unit, what is counted,
/// and kind (or why the figure was not used).
#[must_use]
pub fn table(document: &Document<'_>, figures: &[PlainFigure], colour: bool) -> String {
    let head = ["place", "words", "value", "unit", "counts", "kind"].map(String::from);
    let rows: Vec<[String; 6]> =
        std::iter::once(head).chain(figures.iter().map(|f| row(document, f))).collect();
    let mut widths = [0; 6];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let name = if colour { document.name.bold().to_string() } else { document.name.to_string() };
    let mut out = format!("{name}\n");
    for (i, row) in rows.iter().enumerate() {
        let skipped = i.checked_sub(1).and_then(|i| figures.get(i)).is_some_and(|f| f.skipped.is_some());
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
pub fn summary(drafts: usize, used: usize, skipped: usize) -> String {
    use super::text::plural;
    format!(
        "{} read in {}, {skipped} more read but not used\n",
        plural(used, "figure"),
        plural(drafts, "draft")
    )
}

fn row(document: &Document<'_>, figure: &PlainFigure) -> [String; 6] {
    let place = document.place(figure.span);
    let kind = match &figure.skipped {
        Some(why) => format!("not used: {why}"),
        None => figure.kind.clone(),
    };
    [
        format!("{}:{}", place.line, place.column),
        cut(&figure.text, WIDEST).into_owned(),
        value(figure),
        cut(figure.unit.as_deref().unwrap_or(""), WIDEST).into_owned(),
        cut(figure.noun.as_deref().unwrap_or(""), WIDEST).into_owned(),
        kind,
    ]
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
fn aligned(row: &[String; 6], widths: &[usize; 6]) -> String {
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
