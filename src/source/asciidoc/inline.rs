//! Markup within a paragraph of AsciiDoc.

use crate::source::near::{LONGEST, find, near};
use crate::source::{clean::Clean, entity};
use std::{
    collections::{HashMap, VecDeque},
    ops::Range,
};

/// The characters that markup begins with.
const SPECIAL: [char; 20] =
    ['\\', '*', '_', '`', '#', '^', '~', '+', '[', ']', '{', '&', '<', '-', '(', ')', '"', '\'', ':', '\n'];

/// Attributes that every document has; those that show nothing are not among the words.
const KNOWN: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("asterisk", "*"),
    ("deg", "°"),
    ("empty", ""),
    ("gt", ">"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("nbsp", "\u{a0}"),
    ("plus", "+"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("rsquo", "’"),
    ("shy", ""),
    ("sp", " "),
    ("vbar", "|"),
    ("wj", ""),
    ("zwsp", ""),
];

/// Reads the written text at `range`. Footnotes go to `notes`, to be read later; without it they are not read.
pub(super) fn read<'a>(
    written: &'a str,
    attributes: &HashMap<&'a str, &'a str>,
    clean: &mut Clean<'a>,
    notes: Option<&mut VecDeque<Range<usize>>>,
    range: Range<usize>,
) {
    let mut inline = Inline { written, attributes, clean, notes, end: range.end, closes: Vec::new() };
    let mut at = range.start;
    while at < range.end {
        let rest = inline.rest(at);
        let mut plain = rest.find(SPECIAL).unwrap_or(rest.len());
        let before = rest.get(..plain).unwrap_or("");
        let name = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let named = name > 0 && rest.get(plain..).is_some_and(|rest| rest.starts_with(':'));
        plain -= if named { name } else { 0 };
        inline.clean.flow(at..at + plain);
        at += plain;
        if named {
            at = inline.macro_at(at, name);
        } else if at < range.end {
            at = inline.mark(at).max(at + 1);
        }
    }
}

struct Inline<'a, 'b> {
    written: &'a str,
    attributes: &'b HashMap<&'a str, &'a str>,
    clean: &'b mut Clean<'a>,
    notes: Option<&'b mut VecDeque<Range<usize>>>,
    end: usize,
    /// Where open markup ends, innermost last, and how long its mark is.
    closes: Vec<(usize, usize)>,
}

impl<'a> Inline<'a, '_> {
    fn rest(&self, at: usize) -> &'a str {
        self.written.get(at..self.end).unwrap_or("")
    }

    fn before(&self, at: usize) -> Option<char> {
        self.written.get(..at).and_then(|before| before.chars().next_back())
    }

    /// Reads what begins with a mark at `at`, and gives where reading goes on.
    fn mark(&mut self, at: usize) -> usize {
        while self.closes.last().is_some_and(|(close, _)| *close < at) {
            self.closes.pop();
        }
        if let Some((_, length)) = self.closes.pop_if(|(close, _)| *close == at) {
            return at + length;
        }
        let rest = self.rest(at);
        let next = match rest.bytes().next() {
            Some(b'\\') => self.escaped(at),
            Some(b'\n') => self.comment(at),
            Some(b'*' | b'_' | b'#') => self.emphasis(at),
            Some(b'^' | b'~') => self.raised(at),
            Some(b'`') => self.code(at),
            Some(b'+') => self.passed(at),
            Some(b'[') => self.bracket(at),
            Some(b'{') => self.attribute(at),
            Some(b'&') => self.reference(at),
            Some(b'<') => self.cross_reference(at),
            Some(b'-') => self.dash(at),
            Some(b'(') => self.term(at),
            Some(b'"' | b'\'') => self.quote(at),
            _ => None,
        };
        next.unwrap_or_else(|| {
            self.clean.flow(at..at + 1);
            at + 1
        })
    }

    fn escaped(&mut self, at: usize) -> Option<usize> {
        let next = self.rest(at + 1).chars().next().filter(|c| SPECIAL.contains(c) && *c != '\n')?;
        self.clean.flow(at + 1..at + 1 + next.len_utf8());
        Some(at + 2)
    }

    /// A comment between the lines of a paragraph.
    fn comment(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at + 1);
        let length = rest.find('\n').unwrap_or(rest.len());
        (rest.starts_with("//") && !rest.starts_with("///")).then_some(at + 1 + length)
    }

    /// `*words*` within words' edges, `**words**` anywhere; so for "_" and "#".
    fn emphasis(&mut self, at: usize) -> Option<usize> {
        let (length, close) = self.marked(at)?;
        self.closes.push((close, length));
        Some(at + length)
    }

    /// The length of the mark at `at`, and where the one is that closes it.
    fn marked(&self, at: usize) -> Option<(usize, usize)> {
        let rest = self.rest(at);
        let single = rest.get(..1)?;
        let double = rest.get(..2).filter(|double| double.trim_start_matches(single).is_empty());
        if let Some(length) =
            double.and_then(|double| find(rest.get(2..)?, double)).filter(|length| *length > 0)
        {
            return Some((2, at + 2 + length));
        }
        let after = rest.get(1..)?;
        let outside = self.before(at).is_none_or(|c| !c.is_alphanumeric());
        if !outside || after.starts_with(char::is_whitespace) {
            return None;
        }
        let mut from = 0;
        while from < LONGEST {
            let close = from + find(after.get(from..)?, single)?;
            let inside = after.get(..close)?.chars().next_back();
            let behind = after.get(close + 1..)?.chars().next();
            if inside.is_some_and(|c| !c.is_whitespace()) && behind.is_none_or(|c| !c.is_alphanumeric()) {
                return Some((1, at + 1 + close));
            }
            from = close + 1;
        }
        None
    }

    /// `^words^` and `~words~`, without spaces.
    fn raised(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let length = find(rest.get(1..)?, rest.get(..1)?).filter(|length| (1..60).contains(length))?;
        if rest.get(1..1 + length)?.contains(char::is_whitespace) {
            return None;
        }
        self.closes.push((at + 1 + length, 1));
        Some(at + 1)
    }

    fn code(&mut self, at: usize) -> Option<usize> {
        let quote = self.rest(at + 1).chars().next().filter(|c| matches!(c, '"' | '\''));
        if let Some(quote) = quote
            && self.before(at).is_some_and(|c| !c.is_whitespace())
        {
            self.clean.words(if quote == '"' { "”" } else { "’" }, at..at + 2);
            return Some(at + 2);
        }
        let (length, close) = self.marked(at)?;
        self.clean.object(at..close + length);
        Some(close + length)
    }

    /// `+words+` as they stand; " +" at the end of a line is a break.
    fn passed(&mut self, at: usize) -> Option<usize> {
        let after = self.rest(at + 1);
        if self.before(at) == Some(' ') && (after.is_empty() || after.starts_with(['\n', '\r'])) {
            self.clean.line(at..at + 1);
            return Some(at + 1);
        }
        let (length, close) = match find(self.rest(at + 3), "+++") {
            Some(length) if after.starts_with("++") => (3, at + 3 + length),
            _ => self.marked(at)?,
        };
        self.clean.flow(at + length..close);
        Some(close + length)
    }

    /// `[[anchor]]`, and `[.role]` before marked words; struck ones are not read.
    fn bracket(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        if rest.starts_with("[[") {
            return Some(at + find(rest, "]]").filter(|length| *length < 100)? + 2);
        }
        let end = at + find(rest, "]").filter(|length| *length < 100)? + 1;
        if !self.rest(end).starts_with(['#', '*', '_', '`']) {
            return None;
        }
        let role = self.written.get(at..end)?;
        let (length, close) = self.marked(end)?;
        let struck = ["line-through", "strike", "del"].iter().any(|name| role.contains(name));
        Some(if struck { close + length } else { end })
    }

    fn attribute(&mut self, at: usize) -> Option<usize> {
        let length = find(self.rest(at), "}").filter(|length| (2..80).contains(length))?;
        let name = self.rest(at).get(1..length)?;
        let named = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        let known = KNOWN.iter().find(|(known, _)| *known == name).map(|(_, words)| *words);
        let range = at..at + length + 1;
        match known.or_else(|| self.attributes.get(name).copied()) {
            Some(words) => self.clean.words(words, range),
            None if named => self.clean.object(range),
            None => return None,
        }
        Some(at + length + 1)
    }

    fn reference(&mut self, at: usize) -> Option<usize> {
        let (decoded, length) = entity::reference(self.rest(at))?;
        self.clean.words(&decoded, at..at + length);
        Some(at + length)
    }

    /// `<<place,words>>`
    fn cross_reference(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let length = find(rest, ">>").filter(|_| rest.starts_with("<<"))?;
        let inside = rest.get(2..length)?;
        match inside.split_once(',') {
            Some((_, words)) => self.clean.flow(at + length - words.trim_start().len()..at + length),
            None => self.clean.object(at..at + length + 2),
        }
        Some(at + length + 2)
    }

    fn dash(&mut self, at: usize) -> Option<usize> {
        let after = self.rest(at).strip_prefix("--")?;
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c.is_whitespace());
        if !word(self.before(at)) || !word(after.chars().next()) {
            return None;
        }
        self.clean.words("—", at..at + 2);
        Some(at + 2)
    }

    /// `((word))` is for the index, too; `(((word)))` only.
    fn term(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        if rest.starts_with("(((") {
            return Some(at + find(rest, ")))")? + 3);
        }
        let length = find(rest, "))").filter(|_| rest.starts_with("(("))?;
        self.closes.push((at + length, 2));
        Some(at + 2)
    }

    /// `` "`words`" ``
    fn quote(&mut self, at: usize) -> Option<usize> {
        let mark = self.rest(at).get(..2).filter(|mark| mark.ends_with('`'))?;
        if self.before(at).is_some_and(char::is_alphanumeric) {
            return None;
        }
        self.clean.words(if mark.starts_with('"') { "“" } else { "‘" }, at..at + 2);
        Some(at + 2)
    }

    /// A word with a colon behind it, at `at`: a macro, an address or just that.
    fn macro_at(&mut self, at: usize, length: usize) -> usize {
        let name = self.rest(at).get(..length).unwrap_or("");
        self.known_macro(at, name).unwrap_or_else(|| {
            self.clean.flow(at..at + length + 1);
            at + length + 1
        })
    }

    fn known_macro(&mut self, at: usize, name: &str) -> Option<usize> {
        let address = matches!(name, "http" | "https" | "ftp");
        let target = at + name.len() + 1;
        let rest = self.rest(target);
        if rest.starts_with(':') || (address && !rest.starts_with("//")) {
            return None;
        }
        let stop = |c: char| c.is_whitespace() || matches!(c, '[' | '<' | '>' | '"');
        let length = near(rest).find(stop).unwrap_or(near(rest).len());
        let open = target + length;
        let Some(inside) = self.inside(open) else {
            let end =
                target + rest.get(..length)?.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']).len();
            return address.then(|| {
                self.clean.object(at..end);
                end
            });
        };
        let after = inside.end + 1;
        match name {
            "footnote" => {
                if let Some(notes) = &mut self.notes {
                    notes.push_back(inside);
                }
            }
            "indexterm" | "anchor" => {}
            "pass" => self.clean.flow(inside),
            "link" | "xref" | "mailto" | "http" | "https" | "ftp" if !inside.is_empty() => {
                self.closes.push((inside.end, 1));
                return Some(inside.start);
            }
            "link" | "xref" | "mailto" | "http" | "https" | "ftp" | "image" | "icon" | "kbd" | "btn"
            | "menu" | "stem" | "latexmath" | "asciimath" => self.clean.object(at..after),
            _ => return None,
        }
        Some(after)
    }

    /// What stands in the brackets that open at `open`, with those within.
    fn inside(&self, open: usize) -> Option<Range<usize>> {
        let mut depth = 0usize;
        for (at, byte) in self.rest(open).bytes().take(LONGEST).enumerate() {
            match byte {
                b'[' => depth += 1,
                b']' if depth == 1 => return Some(open + 1..open + at),
                b']' => depth -= 1,
                _ if depth == 0 => return None,
                _ => {}
            }
        }
        None
    }
}
