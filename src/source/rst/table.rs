//! The tables of reStructuredText: those drawn with lines, and those drawn with rules only.

use super::Reader;
use std::ops::Range;

/// More columns than this are no table.
const WIDEST: usize = 500;

/// Reads a table drawn with "+", "-" and "|", and gives the line behind it.
pub(super) fn grid(reader: &mut Reader<'_>, n: usize) -> usize {
    let mut end = n;
    while reader.words(end).starts_with(['+', '|']) {
        end += 1;
    }
    let columns = columns(reader.words(n), '+');
    let mut row = n + 1;
    for line in n + 1..end {
        if reader.words(line).starts_with('+') {
            rows(reader, row..line, &columns);
            row = line + 1;
        }
    }
    end
}

/// Whether a line is the edge of a table drawn with rules: "=====  ===".
pub(super) fn is_border(words: &str) -> bool {
    words.contains("= =")
        || words.contains("=  =")
        || words.split_ascii_whitespace().count() > 1 && words.bytes().all(|b| b == b'=' || b == b' ')
}

/// Reads a table drawn with rules, a row a line, and gives the line behind it. A line whose first cell is empty
/// goes on with the row before it.
pub(super) fn simple(reader: &mut Reader<'_>, n: usize) -> usize {
    let columns = columns(reader.words(n), ' ');
    let mut end = n + 1;
    let mut row = end;
    loop {
        let words = reader.words(end);
        let last = reader.line(end).is_none() || (words.is_empty() && is_closed(reader, end));
        let rule = !words.is_empty() && words.bytes().all(|b| matches!(b, b'=' | b'-' | b' '));
        let first = columns.first().cloned().unwrap_or(0..0);
        let begins = !cell(reader, end, &first).is_empty();
        if last || rule || begins || words.is_empty() {
            rows(reader, row..end, &columns);
            row = if rule || words.is_empty() { end + 1 } else { end };
        }
        if last {
            return end;
        }
        end += 1;
    }
}

/// Whether the table has ended before line `n`: its last line was a rule of "=".
fn is_closed(reader: &Reader<'_>, n: usize) -> bool {
    n.checked_sub(1).is_some_and(|before| is_border(reader.words(before)) || reader.words(before).is_empty())
}

/// The columns that a line of marks parts, in characters.
fn columns(border: &str, gap: char) -> Vec<Range<usize>> {
    let (mut columns, mut start) = (Vec::new(), None);
    for (at, c) in border.chars().chain([gap]).enumerate() {
        match start {
            None if c != gap => start = Some(at),
            Some(from) if c == gap => {
                columns.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    columns.truncate(WIDEST);
    columns
}

/// Reads the lines of one row, cell by cell.
fn rows(reader: &mut Reader<'_>, lines: Range<usize>, columns: &[Range<usize>]) {
    if lines.is_empty() {
        return;
    }
    reader.clean.enter_row();
    for (n, column) in columns.iter().enumerate() {
        let last = n + 1 == columns.len();
        let column = if last { column.start..usize::MAX } else { column.clone() };
        reader.clean.enter_cell(cell(reader, lines.start, &column).start);
        for line in lines.clone() {
            let words = cell(reader, line, &column);
            reader.inline(words.clone());
            reader.clean.space(words.end..words.end);
        }
        reader.clean.leave_cell();
    }
    reader.clean.leave();
}

/// The bytes of a line that stand in these columns, without space and the edge of the cell.
fn cell(reader: &Reader<'_>, n: usize, column: &Range<usize>) -> Range<usize> {
    let Some(line) = reader.line(n) else { return 0..0 };
    let mut places = reader.words(n).char_indices().map(|(at, _)| at);
    let length = line.end.saturating_sub(line.start);
    let start = places.by_ref().nth(column.start).unwrap_or(length);
    let more = column.end.saturating_sub(column.start).checked_sub(1);
    let end = more.and_then(|more| places.nth(more)).unwrap_or(length);
    let words = reader.words(n).get(start..end).unwrap_or("");
    let words = words.strip_suffix('|').unwrap_or(words);
    let from = line.start + start + (words.len() - words.trim_start().len());
    from..from + words.trim().len()
}
