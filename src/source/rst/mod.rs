//! reStructuredText: the words of the document, each mapped back. A modest reader of docutils' and Sphinx's
//! markup: titles, paragraphs, lists, quotations, tables, figures, notes and the ordinary directives.
//!
//! Code, formulas, comments, raw text, `csv-table` and `list-table` are not read.

mod inline;
mod table;

use super::{BlockKind, Draft, clean::Clean, front};
use front::Dates;
use std::{collections::HashMap, ops::Range};

/// Directives whose text is read, and whose argument is text, too.
const READ: &[&str] = &[
    "admonition",
    "attention",
    "caution",
    "container",
    "danger",
    "deprecated",
    "epigraph",
    "error",
    "highlights",
    "hint",
    "important",
    "note",
    "pull-quote",
    "rubric",
    "seealso",
    "sidebar",
    "tip",
    "topic",
    "versionadded",
    "versionchanged",
    "warning",
];

/// Directives whose text is read, but not their argument.
const READ_BODY: &[&str] = &["class", "compound", "cssclass", "centered", "only", "rst-class"];

/// Directives whose tables are not read; the draft carries a note.
const UNREAD_TABLES: &[&str] = &["csv-table", "list-table"];

/// Items within items deeper than this are running text.
const DEEPEST: usize = 64;

/// Reads a document.
pub(super) fn read(written: &str) -> Draft {
    let lines = lines(written);
    let mut reader = Reader {
        written,
        clean: Clean::of(written),
        substitutions: HashMap::new(),
        lines,
        items: Vec::new(),
        marked: None,
        literal: None,
        dates: Dates::default(),
        head: true,
        notes: Vec::new(),
    };
    reader.substitutions();
    reader.run();
    reader.clean.close();
    Draft { date: reader.dates.day(), notes: reader.notes, ..reader.clean.draft() }
}

/// A line: where its words begin and end, and how far they are indented. A tab counts as eight.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    indent: usize,
}

fn lines(written: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in written.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t']);
        let space = line.get(..line.len() - words.len()).unwrap_or("");
        let indent = space.bytes().map(|b| if b == b'\t' { 8 } else { 1 }).sum();
        let start = at + space.len();
        lines.push(Line { start, end: start + words.trim_end().len(), indent });
        at += line.len();
    }
    lines
}

struct Reader<'a> {
    written: &'a str,
    clean: Clean<'a>,
    /// What `|name|` stands for.
    substitutions: HashMap<&'a str, &'a str>,
    lines: Vec<Line>,
    /// The indents of the open containers: items, quotations, figures.
    items: Vec<usize>,
    /// The line that goes on behind the mark of an item or a note: the next line tells how far its text is
    /// indented.
    marked: Option<usize>,
    /// The indent of a paragraph that ended in "::": what is indented deeper is code.
    literal: Option<usize>,
    dates: Dates,
    /// Whether we are still before the text, where fields are settings.
    head: bool,
    notes: Vec<String>,
}

impl<'a> Reader<'a> {
    fn line(&self, n: usize) -> Option<Line> {
        self.lines.get(n).copied()
    }

    fn words(&self, n: usize) -> &'a str {
        self.line(n).and_then(|line| self.written.get(line.start..line.end)).unwrap_or("")
    }

    /// Learns `.. |name| replace:: words`.
    fn substitutions(&mut self) {
        for n in 0..self.lines.len() {
            let Some(rest) = self.words(n).strip_prefix(".. |") else { continue };
            let Some((name, rest)) = rest.split_once("| replace::") else { continue };
            if rest.len() <= 200 {
                self.substitutions.insert(name, rest.trim());
            }
        }
    }

    fn run(&mut self) {
        let mut n = 0;
        while let Some(line) = self.line(n) {
            let words = self.words(n);
            if words.is_empty() {
                self.clean.close();
                n += 1;
                continue;
            }
            if self.literal.take().is_some_and(|indent| line.indent > indent) {
                n = self.skip(n, line.indent);
                continue;
            }
            self.dedent(line.indent);
            n = self.block(n, line, words);
        }
    }

    /// Reads the block that begins at line `n`, and gives the line behind it.
    fn block(&mut self, n: usize, line: Line, words: &'a str) -> usize {
        if let Some(next) = self.title(n, words) {
            return next;
        }
        if words == ".." || words.starts_with(".. ") {
            return self.explicit(n, line, words);
        }
        if words.starts_with(">>> ") || words == "__" || words.starts_with("__ ") {
            return self.to_blank(n);
        }
        if let Some(next) = self.field(n, line, words) {
            return next;
        }
        self.head = false;
        if words.starts_with("+-") || words.starts_with("+=") {
            return table::grid(self, n);
        }
        if table::is_border(words) && !self.words(n + 1).is_empty() {
            return table::simple(self, n);
        }
        if words.starts_with("| ") || words == "|" {
            return self.line_block(n);
        }
        if let Some(width) = marker(words).filter(|_| self.items.len() < DEEPEST) {
            self.clean.enter(BlockKind::Item);
            self.items.push(line.indent + 1);
            if let Some(line) = self.lines.get_mut(n) {
                line.start += width;
                line.indent += width;
            }
            self.marked = Some(n);
            return n;
        }
        self.paragraph(n, line)
    }

    /// A title: words with a line of marks below them, and perhaps above. Also a line of marks alone.
    fn title(&mut self, n: usize, words: &str) -> Option<usize> {
        let (title, next) = if !is_rule(words) {
            let rule = self.words(n + 1);
            let wide = rule.len() >= words.chars().count() || rule.len() >= 4;
            if !is_rule(rule) || !wide || self.line(n)?.indent > 0 {
                return None;
            }
            (n, n + 2)
        } else if is_rule(self.words(n + 2)) && !self.words(n + 1).is_empty() && words == self.words(n + 2) {
            (n + 1, n + 3)
        } else if self.words(n + 1).is_empty() && words.len() >= 4 && !words.contains(' ') {
            self.clean.close();
            return Some(n + 1);
        } else {
            return None;
        };
        let line = self.line(title)?;
        self.clean.enter(BlockKind::Headline);
        self.inline(line.start..line.end);
        self.clean.leave();
        Some(next)
    }

    /// Footnotes, directives, targets and comments.
    fn explicit(&mut self, n: usize, line: Line, words: &'a str) -> usize {
        self.clean.close();
        let rest = words.get(3..).unwrap_or("").trim_start();
        let start = line.end - rest.len();
        let after = self.skip(n + 1, line.indent + 1);
        if let Some(note) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            let text = note.1.trim_start();
            return self.indented(n, line.end - text.len(), BlockKind::Body);
        }
        let Some((name, argument)) = rest.split_once("::").filter(|(name, _)| is_name(name)) else {
            return after;
        };
        let argument = start + name.len() + 2..start + name.len() + 2 + argument.len();
        let (name, body) = (name.rsplit(':').next().unwrap_or(name), self.options(n + 1, line.indent));
        match name {
            "figure" => {
                self.clean.enter(BlockKind::Caption);
                self.items.push(line.indent + 1);
                body
            }
            "table" => {
                self.text(argument, BlockKind::Caption);
                body
            }
            "date" | "title" | "subtitle" => {
                let value = self.written.get(argument.clone()).unwrap_or("").trim();
                front::setting(
                    name,
                    value,
                    argument.end - value.len()..argument.end,
                    &mut self.clean,
                    &mut self.dates,
                );
                after
            }
            name if READ.contains(&name) => {
                self.text(argument, self.clean.kind());
                body
            }
            name if READ_BODY.contains(&name) => body,
            name => {
                if UNREAD_TABLES.contains(&name) {
                    self.notes.push(format!("a {name} was not read"));
                }
                after
            }
        }
    }

    /// The line behind the options of a directive, `:name: value` each, that begin at line `n`.
    fn options(&self, mut n: usize, indent: usize) -> usize {
        while self.line(n).is_some_and(|line| line.indent > indent) && self.words(n).starts_with(':') {
            n += 1;
        }
        n
    }

    /// `:date: 2026-02-01`: before the text a setting, in the text an item.
    fn field(&mut self, n: usize, line: Line, words: &'a str) -> Option<usize> {
        let (name, value) = words.strip_prefix(':')?.split_once(':')?;
        if name.is_empty()
            || name.starts_with(' ')
            || !value.starts_with(' ') && !value.is_empty()
            || name.contains('`')
        {
            return None;
        }
        let value = value.trim();
        if self.head && line.indent == 0 {
            let range = line.end - value.len()..line.end;
            front::setting(&name.to_ascii_lowercase(), value, range, &mut self.clean, &mut self.dates);
            return Some(self.skip(n + 1, 1));
        }
        Some(self.indented(n, line.end - value.len(), BlockKind::Item))
    }

    /// A block whose text begins at byte `start` of line `n` and goes on in what is indented below.
    fn indented(&mut self, n: usize, start: usize, kind: BlockKind) -> usize {
        let indent = self.line(n).map_or(0, |line| line.indent);
        self.clean.enter(kind);
        self.items.push(indent + 1);
        let Some(line) = self.lines.get_mut(n) else { return n };
        (line.start, line.indent) = (start, indent + 1);
        self.marked = Some(n);
        if start < line.end { n } else { n + 1 }
    }

    /// Lines that keep their ends, each after "| ".
    fn line_block(&mut self, mut n: usize) -> usize {
        while let (Some(line), true) = (self.line(n), self.words(n).starts_with('|')) {
            self.inline(line.start + 1..line.end);
            self.clean.line(line.end..line.end);
            n += 1;
        }
        self.clean.close();
        n
    }

    /// A paragraph: lines up to an empty one or one that is indented otherwise.
    fn paragraph(&mut self, n: usize, first: Line) -> usize {
        let (mut last, mut indent) = (n, first.indent);
        if self.marked == Some(n) {
            let next = self.line(n + 1).map_or(0, |line| line.indent);
            indent = if self.items.last().is_some_and(|item| next >= *item) { next } else { indent };
        }
        while let Some(line) = self.line(last + 1) {
            if self.words(last + 1).is_empty() || line.indent != indent {
                break;
            }
            last += 1;
        }
        let end = self.line(last).map_or(first.end, |line| line.end);
        let text = self.written.get(first.start..end).unwrap_or("");
        if first.indent > 0 && self.items.is_empty() {
            self.clean.enter(BlockKind::Quote);
            self.items.push(first.indent);
        }
        if text.ends_with("::") {
            self.literal = Some(first.indent);
            let before = text.trim_end_matches(':').trim_end();
            let colon = usize::from(!before.is_empty() && text.len() == before.len() + 2);
            self.inline(first.start..first.start + before.len() + colon);
        } else {
            self.inline(first.start..end);
        }
        self.clean.close();
        last + 1
    }

    /// Reads a stretch as a block of its own.
    fn text(&mut self, range: Range<usize>, kind: BlockKind) {
        self.clean.close();
        self.inline(range);
        self.clean.close_as(kind);
    }

    fn inline(&mut self, range: Range<usize>) {
        inline::read(self.written, &self.substitutions, &mut self.clean, range);
    }

    /// Leaves the containers that a line of this indent is not in.
    fn dedent(&mut self, indent: usize) {
        while self.items.last().is_some_and(|item| indent < *item) {
            self.items.pop();
            self.clean.leave();
        }
    }

    /// The line behind what is indented at least so far, empty lines with it.
    fn skip(&self, mut n: usize, indent: usize) -> usize {
        let inside =
            |n: usize| self.line(n).is_some_and(|line| line.start >= line.end || line.indent >= indent);
        while inside(n) {
            n += 1;
        }
        n
    }

    fn to_blank(&self, mut n: usize) -> usize {
        while !self.words(n).is_empty() {
            n += 1;
        }
        n
    }
}

/// Whether a line is made of one mark: what is below and above titles.
fn is_rule(words: &str) -> bool {
    let first = words.bytes().next().unwrap_or(b' ');
    words.len() >= 2 && first.is_ascii_punctuation() && words.bytes().all(|b| b == first) && words != "::"
}

/// Whether this is a directive's name, perhaps with a substitution before it.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b))
}

/// The width of the mark that an item of a list begins with: "- ", "* ", "1. ", "#. ", "(2) ".
fn marker(words: &str) -> Option<usize> {
    let rest = words.strip_prefix(['-', '*', '+', '•', '‣']);
    if let Some(rest) = rest {
        return (rest.starts_with(' ') || rest.is_empty()).then(|| words.len() - rest.trim_start().len());
    }
    let inner = words.strip_prefix('(').unwrap_or(words);
    let digits = inner.bytes().take_while(|b| b.is_ascii_digit() || *b == b'#').count();
    let rest = inner.get(digits..)?.strip_prefix(['.', ')'])?;
    let marked = (1..=3).contains(&digits) && rest.starts_with(' ');
    marked.then(|| words.len() - rest.trim_start().len())
}
