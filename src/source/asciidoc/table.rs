//! The tables of AsciiDoc, between lines of "|===".

use super::Reader;
use std::ops::Range;

/// More columns than this are no table.
const WIDEST: usize = 500;

/// Reads the cells up to the closing line, and gives where the text behind it begins. Without `columns` the first
/// line tells how many there are.
pub(super) fn read(reader: &mut Reader<'_>, mut at: usize, close: &str, columns: Option<usize>) -> usize {
    let (mut cells, mut columns): (Vec<(Range<usize>, usize)>, _) = (Vec::new(), columns);
    while at < reader.written.len() {
        let (line, next) = reader.line(at);
        if line == close {
            at = next;
            break;
        }
        add(line, at, &mut cells);
        let count: usize = cells.iter().map(|(_, span)| span).sum();
        if columns.is_none() && count > 0 {
            columns = Some(count);
        }
        // A row goes on in lines that begin no cell, so it is read when the next one begins.
        let (after, _) = reader.line(next);
        let ends = after.is_empty() || after == close || after.contains('|');
        if ends && columns.is_some_and(|columns| count >= columns) {
            row(reader, &mut cells);
        }
        at = next;
    }
    row(reader, &mut cells);
    at
}

/// The number of columns of `"1,2,3"`, `"3*"` or `3`.
pub(super) fn columns(written: &str) -> Option<usize> {
    let value = match written.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => written.split(',').next()?,
    };
    let many =
        |part: &str| part.trim().split_once('*').and_then(|(times, _)| times.parse().ok()).unwrap_or(1);
    Some(value.split(',').map(many).fold(0, usize::saturating_add).clamp(1, WIDEST))
}

/// Adds the cells of a line, each with the number of columns it spans; what is before the first "|" goes on with
/// the cell before.
fn add(line: &str, at: usize, cells: &mut Vec<(Range<usize>, usize)>) {
    let mut marks =
        line.match_indices('|').map(|(mark, _)| mark).filter(|mark| !escaped(line, *mark)).peekable();
    let before = marks.peek().copied().unwrap_or(line.len());
    let (words, mut span) = specified(line.get(..before).unwrap_or(""), before < line.len());
    if let Some((last, _)) = cells.last_mut().filter(|_| !words.trim().is_empty()) {
        last.end = at + words.len();
    }
    while let Some(mark) = marks.next() {
        let end = marks.peek().copied().unwrap_or(line.len());
        let (words, next) = specified(line.get(mark + 1..end).unwrap_or(""), end < line.len());
        cells.push((at + mark + 1..at + mark + 1 + words.len(), span));
        span = next;
    }
}

fn escaped(line: &str, mark: usize) -> bool {
    line.get(..mark).is_some_and(|before| before.ends_with('\\'))
}

/// The words before a "|" without the specifier of the cell it begins ("2+", "a", ".3+^"), and how many columns
/// that cell spans.
fn specified(words: &str, more: bool) -> (&str, usize) {
    let start = words.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let specifier = words.get(start..).unwrap_or("");
    let is = |c: char| c.is_ascii_digit() || ".+*^<>adehlmsv".contains(c);
    let known = more
        && !specifier.is_empty()
        && specifier.chars().all(is)
        && (specifier.contains(['+', '*', '^', '<', '>'])
            || specifier.len() == 1 && specifier.starts_with(|c: char| c.is_ascii_alphabetic()));
    if !known {
        return (words, 1);
    }
    let span = specifier.split_once(['+', '*']).and_then(|(span, _)| span.parse().ok()).unwrap_or(1);
    (words.get(..start).unwrap_or(""), usize::clamp(span, 1, WIDEST))
}

fn row(reader: &mut Reader<'_>, cells: &mut Vec<(Range<usize>, usize)>) {
    if cells.is_empty() {
        return;
    }
    reader.clean.enter_row();
    for (range, _) in cells.drain(..) {
        let words = reader.written.get(range.clone()).unwrap_or("");
        let start = range.start + words.len() - words.trim_start().len();
        reader.clean.enter_cell(start);
        reader.inline(start..start + words.trim().len());
        reader.clean.leave_cell();
    }
    reader.clean.leave();
    reader.close();
}
