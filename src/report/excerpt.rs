//! The parts of a draft that a finding speaks of, short enough to read.
//!
//! A paragraph of news is often one line of a thousand characters. A line that does not fit is cut to windows
//! around the figures, parted by "…"; windows that do not fit on one line go on the next.

use super::Document;
use crate::span::Span;
use std::ops::Range;

/// The widest excerpt, in characters. Fixed, not the terminal's, so that the output is the same everywhere.
const WIDTH: usize = 110;

/// How much is shown either side of a figure, in characters: the most, and the least beside a long claim.
const CONTEXT: (usize, usize) = (40, 12);

/// Two windows nearer than this are one, in characters.
const GAP: usize = 16;

/// A span of the clean text to underline.
pub(super) struct Mark {
    /// Where.
    pub(super) span: Span,
    /// What stands below it; may be empty.
    pub(super) label: String,
    /// Whether it is the claim itself.
    pub(super) primary: bool,
}

/// A line of the draft, or what is shown of it.
#[derive(Debug, PartialEq)]
pub(super) struct Piece {
    /// Its number in the file.
    pub(super) line: usize,
    /// What is shown.
    pub(super) text: String,
    /// Bytes of `text` to underline, with label and whether primary.
    pub(super) marks: Vec<(Range<usize>, String, bool)>,
}

/// A mark's share of one line, in bytes of the written text.
struct Part {
    line: usize,
    span: Range<usize>,
    label: String,
    primary: bool,
}

/// The pieces that show `marks`, in the order of the file.
pub(super) fn pieces(document: &Document<'_>, marks: Vec<Mark>) -> Vec<Piece> {
    let mut parts: Vec<Part> = marks.into_iter().flat_map(|mark| parts(document, mark)).collect();
    parts.sort_by_key(|part| (part.line, part.span.start, part.span.end));
    let mut pieces = Vec::new();
    for line in parts.chunk_by(|a, b| a.line == b.line) {
        let Some(number) = line.first().map(|part| part.line) else { continue };
        let written = document.draft.written();
        let span = document.lines().span(written, number);
        show(written, span.start as usize..span.end as usize, line, &mut pieces);
    }
    pieces
}

/// A mark line by line; the label goes with its last line.
fn parts(document: &Document<'_>, mark: Mark) -> Vec<Part> {
    let (written, lines) = (document.draft.written(), document.lines());
    let span = document.draft.written_span(mark.span);
    let (first, last) =
        (lines.place(written, span.start).line, lines.place(written, span.end.max(span.start + 1) - 1).line);
    let mut parts = Vec::new();
    for line in first..=last {
        let whole = lines.span(written, line);
        let here = span.start.max(whole.start) as usize..span.end.min(whole.end) as usize;
        // A span that ends inside a character would be a fault elsewhere; here it must not be a crash.
        if here.start < here.end && written.get(here.clone()).is_some() {
            parts.push(Part { line, span: here, label: String::new(), primary: mark.primary });
        }
    }
    if let Some(last) = parts.last_mut() {
        last.label = mark.label;
    }
    parts
}

/// Adds the pieces that show `parts` of one line.
fn show(written: &str, line: Range<usize>, parts: &[Part], pieces: &mut Vec<Piece>) {
    let windows =
        if fits(written, &line, WIDTH) { vec![line.clone()] } else { windows(written, &line, parts) };
    let (mut open, mut used) = (false, 0);
    for window in windows {
        let wide = width(written, &window) + 3;
        if !open || used + wide > WIDTH {
            let number = parts.first().map_or(1, |part| part.line);
            let before = if window.start > line.start { "… " } else { "" };
            pieces.push(Piece { line: number, text: before.to_string(), marks: Vec::new() });
            (open, used) = (true, 0);
        }
        used += wide;
        let Some(piece) = pieces.last_mut() else { return };
        let at = piece.text.len();
        piece.text.push_str(written.get(window.clone()).unwrap_or(""));
        piece.text.push_str(if window.end < line.end { " … " } else { "" });
        for part in parts.iter().filter(|part| window.start <= part.span.start && part.span.end <= window.end)
        {
            let here = part.span.start - window.start + at..part.span.end - window.start + at;
            piece.marks.push((here, part.label.clone(), part.primary));
        }
    }
}

/// The stretches of a long line around its parts, widened to whole words; those close together are one.
fn windows(written: &str, line: &Range<usize>, parts: &[Part]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for part in parts {
        join(written, &mut groups, part.span.clone());
    }
    let mut windows: Vec<Range<usize>> = Vec::new();
    for group in groups {
        let room = (WIDTH.saturating_sub(width(written, &group)) / 2).clamp(CONTEXT.1, CONTEXT.0);
        let window = back(written, line.start, group.start, room)..ahead(written, group.end, line.end, room);
        join(written, &mut windows, window);
    }
    windows
}

/// Adds a range, to the last one where they touch or nearly do.
fn join(written: &str, ranges: &mut Vec<Range<usize>>, next: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if next.start <= last.end || fits(written, &(last.end..next.start), GAP) => {
            last.end = last.end.max(next.end);
        }
        _ => ranges.push(next),
    }
}

/// The start of the first whole word at most `context` characters before `at`, not before `from`.
fn back(written: &str, from: usize, at: usize, context: usize) -> usize {
    let before = written.get(from..at).unwrap_or("");
    match before.char_indices().rev().nth(context.saturating_sub(1)) {
        None | Some((0, _)) => from,
        Some((cut, _)) => {
            before.get(cut..).and_then(|rest| rest.find(' ')).map_or(at, |space| from + cut + space + 1)
        }
    }
}

/// The end of the last whole word at most `context` characters after `at`, not after `to`.
fn ahead(written: &str, at: usize, to: usize, context: usize) -> usize {
    let after = written.get(at..to).unwrap_or("");
    match after.char_indices().nth(context) {
        None => to,
        Some((cut, _)) => after.get(..cut).and_then(|rest| rest.rfind(' ')).map_or(at, |space| at + space),
    }
}

fn width(written: &str, range: &Range<usize>) -> usize {
    written.get(range.clone()).map_or(0, |text| text.chars().count())
}

/// Whether a range has at most `limit` characters, without counting a long one.
fn fits(written: &str, range: &Range<usize>, limit: usize) -> bool {
    range.len() <= 4 * limit && width(written, range) <= limit
}
