//! Characters that show nothing (zero-width, soft hyphens, marks of the direction of writing, NUL) are not in the
//! clean text, and digits of other scripts are read as 0 to 9. What hides inside a figure is told: to a reader
//! "1,4\u{200b}00" is 1,400, and whoever wrote it may have wanted a checker to read something else.

use super::{
    Draft,
    map::Map,
    script::{self, Place},
};
use crate::span::Span;

/// So many places are told; of the others the number.
const TOLD: usize = 3;

/// What follows is shown from right to left, digits and all.
const TURNS: char = '\u{202e}';

/// Text whose direction is turned is searched so far for its end, in bytes.
const LONGEST_TURN: usize = 1000;

/// The draft without what its readers do not see.
pub(super) fn removed(draft: Draft) -> Draft {
    let edits = edits(&draft.text);
    if edits.is_empty() {
        return draft;
    }
    let (mut text, mut map, mut done) = (String::with_capacity(draft.text.len()), Map::default(), 0);
    map.push((0, 1), (0, 1));
    for edit in &edits {
        text.push_str(draft.text.get(done..edit.at).unwrap_or(""));
        let length = edit.from.len_utf8();
        if let Some(plain) = edit.plain {
            map.push((text.len() as u32, plain.len_utf8() as u32), (edit.at as u32, length as u32));
            text.push(plain);
        }
        done = edit.at + length;
        map.push((text.len() as u32, 1), (done as u32, 1));
    }
    text.push_str(draft.text.get(done..).unwrap_or(""));
    let notes = notes(&draft, &edits);
    let mut moved = Moved { edits: &edits, less: 0 };
    let mut blocks = draft.blocks;
    for block in &mut blocks {
        block.span = Span::new(moved.to(block.span.start), moved.to(block.span.end));
    }
    let written = Some(draft.written.unwrap_or(draft.text));
    let notes = draft.notes.into_iter().chain(notes).collect();
    Draft { text, blocks, notes, written, shown: map, ..draft }
}

/// A character that is not read as it stands.
struct Edit {
    at: usize,
    from: char,
    /// What it is read as; nothing when it is not seen.
    plain: Option<char>,
    /// What is wrong with its standing there.
    fault: Option<&'static str>,
}

/// All that is not read as it stands, in order.
fn edits(text: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut at = 0;
    for chunk in text.as_bytes().chunks(64) {
        // Most texts are ASCII for the most part, and this is done for sixteen bytes at once.
        if chunk.iter().fold(false, |odd, byte| odd | unusual(*byte)) {
            for (n, _) in chunk.iter().enumerate().filter(|(_, byte)| SUSPECT[usize::from(**byte)]) {
                edits.extend(text.get(at + n..).and_then(|rest| edit(text, at + n, rest.chars().next()?)));
            }
        }
        at += chunk.len();
    }
    edits
}

fn unusual(byte: u8) -> bool {
    (byte >= 0x7f) | ((byte < b' ') & (byte != b'\n') & (byte != b'\t') & (byte != b'\r'))
}

/// The first bytes of all characters that this file speaks of.
const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        let control = b < 9 || (b > 13 && b < b' ') || b == 0x7f;
        // é and its like begin with 0xc3, and most of the others are no part of English texts either.
        table[byte] = control || matches!(b, 0xc2 | 0xcd | 0xd8..=0xdf | 0xe0..=0xf4);
        byte += 1;
    }
    table
};

/// What character `c` at byte `at` is read as, where it is not read as it stands.
fn edit(text: &str, at: usize, c: char) -> Option<Edit> {
    let (before, behind) = (text.get(..at)?, text.get(at + c.len_utf8()..)?);
    // Dashes and quotation marks are by far the most of them.
    if matches!(c, '\u{2010}'..='\u{2027}') {
        return None;
    }
    if let Some(plain) = script::plain(c) {
        let mixed =
            before.ends_with(|c: char| c.is_ascii_digit()) || digit_first(behind, |c| c.is_ascii_digit());
        let fault = (plain.is_ascii_digit() && mixed).then_some("a digit of another script");
        return Some(Edit { at, from: c, plain: Some(plain), fault });
    }
    if let Some(mark) = script::mark(c) {
        let (left, right) =
            (shown_before(before).is_some_and(is_digit), shown_behind(behind).is_some_and(is_digit));
        let fits = match mark.place {
            Place::Before => right,
            Place::Between => left && right,
            Place::Behind => left,
        };
        return fits.then_some(Edit { at, from: c, plain: Some(mark.plain), fault: None });
    }
    let name = hidden(c)?;
    let (left, right) = (shown_before(before), shown_behind(behind));
    let inside = ends_number(before) && begins_number(behind);
    let turned = c == TURNS && turns_figure(behind);
    // A zero-width space between words stands for a space.
    let joins = |left: char, right: char| match (left.is_alphanumeric(), right.is_alphanumeric()) {
        (true, true) => true,
        _ => (is_digit(left) && !right.is_whitespace()) || (is_digit(right) && !left.is_whitespace()),
    };
    let space = c == '\u{200b}' || c.is_ascii_control();
    let goes = !space || left.zip(right).is_some_and(|(left, right)| joins(left, right));
    goes.then_some(Edit { at, from: c, plain: None, fault: (inside || turned).then_some(name) })
}

/// What a character that shows nothing is called.
fn hidden(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{200b}' => "a zero-width space",
        '\u{ad}' => "a soft hyphen",
        '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => "a zero-width character",
        TURNS => "a mark that turns the direction of writing",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202d}' | '\u{2066}'..='\u{2069}' => {
            "a mark of the direction of writing"
        }
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' => {
            "a control character"
        }
        '\u{34f}'
        | '\u{180b}'..='\u{180e}'
        | '\u{2061}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0000}'..='\u{e0fff}' => "a character that shows nothing",
        _ => return None,
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || script::plain(c).is_some_and(|c| c.is_ascii_digit())
}

fn digit_first(text: &str, is: fn(char) -> bool) -> bool {
    text.chars().next().is_some_and(is)
}

/// The last character of a text that is seen. A run of hidden ones is looked through so far, not further.
fn shown_before(text: &str) -> Option<char> {
    text.chars().rev().take(LONGEST_RUN).find(|c| hidden(*c).is_none())
}

/// The first character of a text that is seen.
fn shown_behind(text: &str) -> Option<char> {
    text.chars().take(LONGEST_RUN).find(|c| hidden(*c).is_none())
}

/// A longer run of hidden characters parts what is before it from what is behind.
const LONGEST_RUN: usize = 64;

/// Whether a text ends inside a number: "1,4", "1,".
fn ends_number(text: &str) -> bool {
    is_number(text.chars().rev().take(LONGEST_RUN))
}

/// Whether a text begins inside a number: "400", ",400".
fn begins_number(text: &str) -> bool {
    is_number(text.chars().take(LONGEST_RUN))
}

/// Whether a digit comes first, or behind one separator.
fn is_number(characters: impl Iterator<Item = char>) -> bool {
    let mut seen = characters.filter(|c| hidden(*c).is_none());
    match seen.next() {
        Some(',' | '.' | '，' | '．' | '٬' | '٫') => seen.next().is_some_and(is_digit),
        first => first.is_some_and(is_digit),
    }
}

/// Whether a digit stands where the direction of writing is turned.
fn turns_figure(behind: &str) -> bool {
    let turned =
        behind.char_indices().take_while(|(at, c)| *at < LONGEST_TURN && !matches!(c, '\u{202c}' | '\n'));
    turned.into_iter().any(|(_, c)| is_digit(c))
}

/// From places of the text as it was to places of the clean one, asked in order.
struct Moved<'a> {
    edits: &'a [Edit],
    less: usize,
}

impl Moved<'_> {
    fn to(&mut self, at: u32) -> u32 {
        while let Some((edit, rest)) = self.edits.split_first().filter(|(edit, _)| edit.at < at as usize) {
            self.less += edit.from.len_utf8() - edit.plain.map_or(0, char::len_utf8);
            self.edits = rest;
        }
        at.saturating_sub(self.less as u32)
    }
}

/// What is to be told of a draft as it was before the edits.
fn notes(draft: &Draft, edits: &[Edit]) -> Vec<String> {
    // Of a run of such characters the first is told.
    let mut end = None;
    let mut first = |edit: &Edit| end.replace(edit.at + edit.from.len_utf8()) != Some(edit.at);
    let faults: Vec<(&Edit, &str)> = edits
        .iter()
        .filter(|edit| edit.fault.is_some() && first(edit))
        .filter_map(|e| Some((e, e.fault?)))
        .collect();
    let mut notes: Vec<String> = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for (edit, fault) in faults.iter().take(TOLD) {
        let at = draft.written_span(Span::new(edit.at as u32, edit.at as u32 + 1)).start as usize;
        let passed = draft.written().as_bytes().get(counted..at).unwrap_or(&[]);
        line += memchr::memchr_iter(b'\n', passed).count();
        counted = counted.max(at);
        let code = u32::from(edit.from);
        let place = if edit.from == TURNS { "before" } else { "inside" };
        let read =
            if edit.from == TURNS { "without it, so it does not look as it was read" } else { "as it looks" };
        notes.push(format!(
            "{fault} (U+{code:04X}) {place} a figure in line {line}; the figure was read {read}"
        ));
    }
    if faults.len() > TOLD {
        notes.push(format!("{} more such characters inside figures", faults.len() - TOLD));
    }
    notes
}
