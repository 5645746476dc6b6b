//! Lines and columns of a text.

use crate::span::Span;

/// Columns are counted from the last of these; that keeps a text of one very long line cheap.
const STRIDE: usize = 256;

/// Where the lines of a text begin, and the means to count columns.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<u32>,
    /// Code points and UTF-16 units before every [`STRIDE`]th byte; empty for ASCII.
    counts: Vec<(u32, u32)>,
}

/// A place in a text as people and editors tell it. All are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column in bytes.
    pub byte: usize,
    /// The column in code points.
    pub column: usize,
    /// The column in UTF-16 code units.
    pub utf16: usize,
}

impl Lines {
    /// The lines of `text`.
    #[must_use]
    pub fn of(text: &str) -> Lines {
        let starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i as u32 + 1))
            .collect();
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut so_far = (0, 0);
            for chunk in text.as_bytes().chunks(STRIDE) {
                counts.push(so_far);
                so_far = plus(so_far, count(chunk));
            }
            counts.push(so_far);
        }
        Lines { starts, counts }
    }

    /// The place of byte `at` of `text`, the text these lines are of; its end for a byte beyond.
    #[must_use]
    pub fn place(&self, text: &str, at: u32) -> Place {
        let at = at.min(u32::try_from(text.len()).unwrap_or(u32::MAX));
        let line = self.starts.partition_point(|&start| start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let (here, there) = (self.before(text, at), self.before(text, start));
        Place {
            line,
            byte: (at - start) as usize + 1,
            column: (here.0 - there.0) as usize + 1,
            utf16: (here.1 - there.1) as usize + 1,
        }
    }

    /// The bytes of a line, counted from 1, without its end.
    #[must_use]
    pub fn span(&self, text: &str, line: usize) -> Span {
        let end_of_text = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let start = line.checked_sub(1).and_then(|i| self.starts.get(i)).copied().unwrap_or(end_of_text);
        let end = self.starts.get(line).map_or(end_of_text, |next| next - 1);
        let words = Span::new(start, end).of(text);
        Span::new(start, start + words.strip_suffix('\r').unwrap_or(words).len() as u32)
    }

    /// Code points and UTF-16 units before byte `at`.
    fn before(&self, text: &str, at: u32) -> (u32, u32) {
        let full = at as usize / STRIDE;
        match self.counts.get(full) {
            Some(&so_far) => {
                plus(so_far, count(text.as_bytes().get(full * STRIDE..at as usize).unwrap_or(&[])))
            }
            None => (at, at),
        }
    }
}

/// Code points and UTF-16 units that begin in `bytes`.
fn count(bytes: &[u8]) -> (u32, u32) {
    bytes.iter().fold((0, 0), |sum, &byte| {
        let point = u32::from(byte & 0xC0 != 0x80);
        plus(sum, (point, point + u32::from(byte >= 0xF0)))
    })
}

fn plus(a: (u32, u32), b: (u32, u32)) -> (u32, u32) {
    (a.0 + b.0, a.1 + b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_in_bytes_points_and_units() {
        let text = "one\r\né😀x\n";
        let lines = Lines::of(text);
        let at = text.find('x').unwrap_or(0) as u32;
        assert_eq!(lines.place(text, at), Place { line: 2, byte: 7, column: 3, utf16: 4 });
        assert_eq!(lines.place(text, 0), Place { line: 1, byte: 1, column: 1, utf16: 1 });
        assert_eq!(lines.place(text, text.len() as u32).line, 3);
        assert_eq!(lines.span(text, 1).of(text), "one");
        assert_eq!(lines.span(text, 2).of(text), "é😀x");
        assert_eq!(lines.span(text, 9).of(text), "");
    }

    #[test]
    fn a_byte_beyond_the_text_is_its_end() {
        let text = "é\n😀";
        assert_eq!(Lines::of(text).place(text, 99), Lines::of(text).place(text, text.len() as u32));
    }

    #[test]
    fn columns_of_a_long_line() {
        let text = "é".repeat(10_000);
        let lines = Lines::of(&text);
        for at in [0u32, 4094, 4096, 4098, 20_000] {
            assert_eq!(lines.place(&text, at).column, at as usize / 2 + 1);
        }
    }
}
