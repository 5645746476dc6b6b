//! Markup within a paragraph of reStructuredText.

use crate::source::clean::Clean;
use crate::source::near::{LONGEST, find, near};
use std::{collections::HashMap, ops::Range};

/// Roles whose text is not read, but stands for a word.
const OBJECTS: &[&str] = &[
    "code", "command", "file", "func", "kbd", "math", "meth", "class", "mod", "option", "program", "py",
    "raw", "samp",
];

/// Reads the written text at `range`.
pub(super) fn read(written: &str, known: &HashMap<&str, &str>, clean: &mut Clean<'_>, range: Range<usize>) {
    let mut inline = Inline { written, known, clean, end: range.end, close: None };
    let mut at = range.start;
    while at < range.end {
        let rest = inline.rest(at);
        let plain = rest.find(['\\', '`', '*', ':', '|', '[', '_', 'h']).unwrap_or(rest.len());
        inline.clean.flow(at..at + plain);
        at += plain;
        if at < range.end {
            at = inline.mark(at).max(at + 1);
        }
    }
}

struct Inline<'a, 'b, 'c> {
    written: &'a str,
    known: &'b HashMap<&'a str, &'a str>,
    clean: &'b mut Clean<'c>,
    end: usize,
    /// Where the open emphasis ends, and how long its mark is.
    close: Option<(usize, usize)>,
}

impl<'a> Inline<'a, '_, '_> {
    fn rest(&self, at: usize) -> &'a str {
        self.written.get(at..self.end).unwrap_or("")
    }

    /// Reads what begins with a mark at `at`, and gives where reading goes on.
    fn mark(&mut self, at: usize) -> usize {
        if let Some((close, length)) = self.close.filter(|(close, _)| *close == at) {
            self.close = None;
            return close + length;
        }
        let rest = self.rest(at);
        let next = match rest.bytes().next() {
            Some(b'\\') => Some(self.escaped(at)),
            Some(b'`') if rest.starts_with("``") => self.literal(at),
            Some(b'`') => self.interpreted(at, ""),
            Some(b':') => self.role(at),
            Some(b'*') => self.emphasis(at),
            Some(b'|') => self.substitution(at),
            Some(b'[') => self.note(at),
            Some(b'_') => self.reference(at),
            Some(b'h') => self.address(at),
            _ => None,
        };
        next.unwrap_or_else(|| {
            let letter = rest.chars().next().map_or(1, char::len_utf8);
            self.clean.flow(at..at + letter);
            at + letter
        })
    }

    /// A character that is no markup; a space so marked is nothing.
    fn escaped(&mut self, at: usize) -> usize {
        let letter = self.rest(at + 1).chars().next();
        let end = at + 1 + letter.map_or(0, char::len_utf8);
        if letter.is_some_and(|c| !c.is_whitespace()) {
            self.clean.words(self.written.get(at + 1..end).unwrap_or(""), at + 1..end);
        }
        end
    }

    fn literal(&mut self, at: usize) -> Option<usize> {
        let length = find(self.rest(at + 2), "``")?;
        let end = at + 4 + length;
        self.clean.object(at..end);
        Some(end)
    }

    /// `:role:` before a text.
    fn role(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at + 1);
        let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"-_.+:".contains(b)).count();
        let name = rest.get(..length)?.strip_suffix(':').filter(|name| !name.is_empty())?;
        let text = at + 1 + length;
        if !self.rest(text).starts_with('`') || self.rest(text).starts_with("``") {
            return None;
        }
        self.interpreted(text, name)
    }

    /// A text between backticks, perhaps with a target: `` `words <https://example.org>`_ ``.
    fn interpreted(&mut self, at: usize, role: &str) -> Option<usize> {
        let length = find(self.rest(at + 1), "`")?;
        let inside = self.rest(at + 1).get(..length)?;
        let words =
            inside.split_once(" <").filter(|_| inside.ends_with('>')).map_or(inside, |(words, _)| words);
        let end = at + 2 + length;
        let end = end + self.rest(end).bytes().take(2).take_while(|b| *b == b'_').count();
        if role.split(':').any(|part| OBJECTS.contains(&part)) || (words.is_empty() && !inside.is_empty()) {
            self.clean.object(at..end);
        } else {
            self.plain(at + 1..at + 1 + words.len());
        }
        Some(end)
    }

    /// Words in which only escapes are markup.
    fn plain(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = self.written.get(at..range.end).unwrap_or("");
            let plain = rest.find('\\').unwrap_or(rest.len());
            self.clean.flow(at..at + plain);
            at += plain;
            if at < range.end {
                at = self.escaped(at);
            }
        }
    }

    /// `*words*` or `**words**`
    fn emphasis(&mut self, at: usize) -> Option<usize> {
        let length = 1 + usize::from(self.rest(at).starts_with("**"));
        let after = self.rest(at + length);
        if self.close.is_some_and(|(close, _)| close > at)
            || !self.opens(at)
            || after.starts_with(char::is_whitespace)
        {
            return None;
        }
        let mark = if length == 2 { "**" } else { "*" };
        let mut from = 0;
        loop {
            let close = from + find(after.get(from..)?, mark)?;
            let before = after.get(..close)?.chars().next_back()?;
            let behind = after.get(close + length..)?.chars().next();
            if !before.is_whitespace() && before != '\\' && behind.is_none_or(|c| !c.is_alphanumeric()) {
                self.close = Some((at + length + close, length));
                return Some(at + length);
            }
            from = close + length;
            if from > LONGEST {
                return None;
            }
        }
    }

    fn substitution(&mut self, at: usize) -> Option<usize> {
        let length = find(self.rest(at + 1), "|").filter(|_| self.opens(at))?;
        let name = self.rest(at + 1).get(..length)?;
        if name.is_empty() || name.starts_with(' ') || name.ends_with(' ') {
            return None;
        }
        let end = at + 2 + length;
        match self.known.get(name) {
            Some(words) => self.clean.words(words, at..end),
            None => self.clean.object(at..end),
        }
        Some(end)
    }

    /// The mark of a footnote, `[1]_`.
    fn note(&mut self, at: usize) -> Option<usize> {
        let length = find(self.rest(at + 1), "]_").filter(|length| *length <= 60)?;
        let name = self.rest(at + 1).get(..length)?;
        (!name.contains(['[', ' '])).then_some(at + 3 + length)
    }

    /// The underscore behind a name that is a link.
    fn reference(&mut self, at: usize) -> Option<usize> {
        let marks = self.rest(at).bytes().take_while(|b| *b == b'_').count();
        let before = self.written.get(..at)?.chars().next_back().is_some_and(char::is_alphanumeric);
        let behind = self.rest(at + marks).chars().next().is_some_and(char::is_alphanumeric);
        (marks <= 2 && before && !behind).then_some(at + marks)
    }

    /// An address that stands as such.
    fn address(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let is = self.opens(at) && (rest.starts_with("https://") || rest.starts_with("http://"));
        let end = near(rest).find(char::is_whitespace).unwrap_or(near(rest).len());
        let length = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']).len();
        is.then(|| {
            self.clean.object(at..at + length);
            at + length
        })
    }

    /// Whether markup can begin here: after a space or an opening mark.
    fn opens(&self, at: usize) -> bool {
        let before = self.written.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| c.is_whitespace() || "'\"([{<-/:“‘«—–".contains(c))
    }
}
