//! AsciiDoc: the words of the document, each mapped back. A modest reader of the language as Asciidoctor knows
//! it: titles, attributes, paragraphs, lists, delimited blocks, tables and captions.
//!
//! Code, formulas, passed-through text and comments are not read; included files are not followed.

mod inline;
mod table;

use super::{BlockKind, Draft, clean::Clean, date, front};
use front::Dates;
use std::{
    collections::{HashMap, VecDeque},
    ops::Range,
};

/// The longest value of an attribute that is put in for its name, in bytes.
const LONGEST_VALUE: usize = 200;

/// Styles of a block that is not read.
const UNREAD: &[&str] =
    &["source", "listing", "literal", "stem", "latexmath", "asciimath", "pass", "comment"];

/// Reads a document.
pub(super) fn read(written: &str) -> Draft {
    let mut clean = Clean::of(written);
    let (body, day) = front::head(written, &mut clean);
    let mut reader = Reader {
        written,
        clean,
        attributes: HashMap::new(),
        notes: VecDeque::new(),
        header: true,
        unread: false,
        kind: None,
        quoted: false,
        item: false,
        columns: None,
        dates: Dates::default(),
        told: Vec::new(),
    };
    reader.run(body);
    reader.close();
    Draft { date: day.or(reader.dates.day()), notes: reader.told, ..reader.clean.draft() }
}

struct Reader<'a> {
    written: &'a str,
    clean: Clean<'a>,
    /// What `{name}` stands for.
    attributes: HashMap<&'a str, &'a str>,
    /// Footnotes to be read after the block.
    notes: VecDeque<Range<usize>>,
    /// Whether we are in the lines below the title that tell author and date.
    header: bool,
    /// The next block is not read, or is of a kind, as the line of attributes before it says.
    unread: bool,
    kind: Option<BlockKind>,
    /// Whether we are in a quotation between lines of "_"; in an item of a list.
    quoted: bool,
    item: bool,
    /// How many columns the next table has.
    columns: Option<usize>,
    dates: Dates,
    told: Vec<String>,
}

impl<'a> Reader<'a> {
    /// The line that begins at `at`, without the white space at its end, and where the next begins.
    fn line(&self, at: usize) -> (&'a str, usize) {
        let rest = self.written.get(at..).unwrap_or("");
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        (rest.get(..length).unwrap_or("").trim_end(), at + length)
    }

    fn run(&mut self, mut at: usize) {
        while at < self.written.len() {
            let (line, next) = self.line(at);
            at = if line.is_empty() {
                self.blank();
                next
            } else {
                self.block(at, line, next)
            };
        }
    }

    fn blank(&mut self) {
        self.close();
        self.header = self.header && self.clean.is_empty();
        (self.unread, self.kind) = (false, None);
    }

    /// Reads the block that begins with this line, and gives where the next begins.
    fn block(&mut self, at: usize, line: &'a str, next: usize) -> usize {
        if let Some(after) = self.delimited(line, next) {
            return after;
        }
        if self.setting(at, line) || self.ignored(line) {
            return next;
        }
        if let Some((mark, title)) = line.split_once(' ').filter(|(mark, _)| is_title(mark)) {
            let start = at + line.len() - title.trim_start().len();
            self.header = self.header && mark.len() == 1;
            self.alone(start..at + line.len(), BlockKind::Headline);
            return next;
        }
        if self.header && !self.clean.is_empty() {
            // The author's line, and the line that tells version and date.
            let days = line.split([',', ' ']).filter_map(date::parse);
            if let Some(day) = days.into_iter().next() {
                self.dates.date(day);
            }
            return next;
        }
        self.header = false;
        if self.attributed(line) {
            return next;
        }
        if let Some(title) = line.strip_prefix('.').filter(|title| !title.starts_with(['.', ' '])) {
            self.alone(at + line.len() - title.len()..at + line.len(), BlockKind::Caption);
            return next;
        }
        if let Some(after) = self.macro_line(at, line, next) {
            return after;
        }
        self.paragraph(at, line)
    }

    /// Blocks between two lines of the same marks.
    fn delimited(&mut self, line: &'a str, next: usize) -> Option<usize> {
        if line.starts_with("|===") || line.starts_with("!===") {
            self.close();
            let columns = self.columns.take();
            return Some(table::read(self, next, line, columns));
        }
        let first = line.chars().next()?;
        let fence = line.starts_with("```") && !line.get(3..)?.contains('`');
        let marks = line.len() >= 4 && line.chars().all(|c| c == first);
        let unread = fence || (marks && matches!(first, '-' | '.' | '+' | '/'));
        let container = line == "--" || (marks && matches!(first, '=' | '*' | '_'));
        if unread || (container && self.unread) {
            self.close();
            self.unread = false;
            let close = if fence { "```" } else { line };
            return Some(self.behind(next, close));
        }
        if !container {
            return None;
        }
        self.close();
        if first == '_' {
            self.quoted = !self.quoted;
            if self.quoted {
                self.clean.enter(BlockKind::Quote);
            } else {
                self.clean.leave();
            }
        }
        Some(next)
    }

    /// Where what is behind the line `close` begins.
    fn behind(&self, mut at: usize, close: &str) -> usize {
        while at < self.written.len() {
            let (line, next) = self.line(at);
            at = next;
            if line == close {
                break;
            }
        }
        at
    }

    /// `:name: value`: an attribute, and in some cases a setting of the draft.
    fn setting(&mut self, at: usize, line: &'a str) -> bool {
        let Some((name, value)) = line.strip_prefix(':').and_then(|line| line.split_once(':')) else {
            return false;
        };
        let named =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_!".contains(&b));
        if !named || !(value.is_empty() || value.starts_with(' ')) {
            return false;
        }
        let value = value.trim();
        if value.len() <= LONGEST_VALUE {
            self.attributes.insert(name, value);
        }
        let key = if name == "revdate" { "date" } else { name };
        if self.header && !value.is_empty() && key != "title" {
            let end = at + line.len();
            front::setting(key, value, end - value.len()..end, &mut self.clean, &mut self.dates);
        }
        true
    }

    /// Lines that say nothing to a reader.
    fn ignored(&mut self, line: &str) -> bool {
        if line.starts_with("include::") {
            self.told.push("an included file was not read".to_string());
            return true;
        }
        let rule = matches!(line, "'''" | "---" | "***" | "<<<" | "+");
        if rule {
            self.close();
        }
        let conditional =
            ["ifdef::", "ifndef::", "ifeval::", "endif::", "toc::"].iter().any(|name| line.starts_with(name));
        rule || conditional || (line.starts_with("//") && !line.starts_with("///"))
    }

    /// `[quote, Jo]`: what the next block is.
    fn attributed(&mut self, line: &str) -> bool {
        let Some(inside) = block_attributes(line) else { return false };
        self.close();
        let style = inside.split([',', '%', '.', '#']).next().unwrap_or("").trim();
        self.unread |= UNREAD.contains(&style) || (style.is_empty() && inside.starts_with(","));
        if matches!(style, "quote" | "verse") {
            self.kind = Some(BlockKind::Quote);
        }
        if matches!(style, "abstract" | "lead" | "standfirst") || inside.contains(".lead") {
            self.kind = Some(BlockKind::Standfirst);
        }
        if let Some((_, columns)) = inside.split_once("cols=") {
            self.columns = table::columns(columns);
        }
        true
    }

    /// `image::file[words]` and its like.
    fn macro_line(&mut self, at: usize, line: &'a str, next: usize) -> Option<usize> {
        let media = ["image::", "video::", "audio::"].iter().any(|name| line.starts_with(name));
        let open = line.find('[').filter(|_| media && line.ends_with(']'))?;
        let words = line.get(open + 1..line.len() - 1)?;
        let first = words.split(',').next().unwrap_or("").trim_matches('"');
        if line.starts_with("image::") && !first.contains('=') {
            let start = at + open + 1 + words.find(first).unwrap_or(0);
            self.alone(start..start + first.len(), BlockKind::Caption);
        }
        Some(next)
    }

    /// A paragraph or an item, up to an empty line or another block.
    fn paragraph(&mut self, at: usize, line: &'a str) -> usize {
        let (mut start, mut kind) = (at, self.kind.take());
        if let Some(width) = marker(line) {
            (self.item, kind) = (true, Some(BlockKind::Item));
            start += width;
        } else if line.starts_with([' ', '\t']) && !self.item {
            // A paragraph that is indented is code.
            return self.behind(at, "");
        } else if let Some(width) = admonition(line) {
            start += width;
        }
        let (mut end, mut next) = (at + line.len(), self.line(at).1);
        while next < self.written.len() {
            let (line, after) = self.line(next);
            let other = line.is_empty()
                || line == "+"
                || block_attributes(line).is_some()
                || is_delimiter(line)
                || (self.item && marker(line).is_some());
            if other {
                break;
            }
            end = next + line.len();
            next = after;
        }
        if !std::mem::take(&mut self.unread) {
            let kind = kind.unwrap_or(self.clean.kind());
            self.block_of(start..end, kind);
        }
        self.item = kind == Some(BlockKind::Item);
        next
    }

    /// Reads a line as a block of its own.
    fn alone(&mut self, range: Range<usize>, kind: BlockKind) {
        self.close();
        self.block_of(range, kind);
    }

    /// Reads a stretch, in which "term:: words" are two blocks.
    fn block_of(&mut self, range: Range<usize>, kind: BlockKind) {
        let text = self.written.get(range.clone()).unwrap_or("");
        let line = text.get(..text.find('\n').unwrap_or(text.len())).unwrap_or("");
        let term = line.find(":: ").or_else(|| line.strip_suffix("::").map(str::len));
        if let Some(term) = term.filter(|term| *term > 0 && kind != BlockKind::Headline) {
            self.inline(range.start..range.start + term);
            self.clean.close_as(BlockKind::Item);
            self.inline(range.start + term + 2..range.end);
            self.clean.close_as(BlockKind::Item);
        } else {
            self.inline(range);
            self.clean.close_as(kind);
        }
        self.close();
    }

    fn inline(&mut self, range: Range<usize>) {
        inline::read(self.written, &self.attributes, &mut self.clean, Some(&mut self.notes), range);
    }

    /// Ends the block, and reads the notes that stand in it.
    fn close(&mut self) {
        self.clean.close();
        while let Some(note) = self.notes.pop_front() {
            inline::read(self.written, &self.attributes, &mut self.clean, None, note);
            self.clean.close();
        }
    }
}

/// Whether this is the mark of a title: "=" to "======", or the same of "#".
fn is_title(mark: &str) -> bool {
    (1..=6).contains(&mark.len()) && (mark.bytes().all(|b| b == b'=') || mark.bytes().all(|b| b == b'#'))
}

/// The insides of a line of attributes, `[…]`. What a draft says to figcheck is none: it is read with its words.
fn block_attributes(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']').filter(|inside| !inside.starts_with("figcheck:"))
}

fn is_delimiter(line: &str) -> bool {
    let first = line.bytes().next().unwrap_or(b' ');
    line == "--"
        || line.starts_with("```")
        || line.starts_with("|===")
        || (line.len() >= 4 && b"-.+/=*_".contains(&first) && line.bytes().all(|b| b == first))
}

/// The width of the mark that an item of a list begins with: "* ", "** ", "- ", ". ", "1. ".
fn marker(line: &str) -> Option<usize> {
    let words = line.trim_start();
    let first = words.bytes().next()?;
    let marks = match first {
        b'*' | b'.' => words.bytes().take(5).take_while(|b| *b == first).count(),
        b'-' => 1,
        b'0'..=b'9' => words.bytes().take(3).take_while(u8::is_ascii_digit).count() + 1,
        _ => return None,
    };
    let ends = !first.is_ascii_digit() || words.as_bytes().get(marks - 1) == Some(&b'.');
    let rest = words.get(marks..).filter(|rest| ends && rest.starts_with(' '))?;
    Some(line.len() - rest.trim_start().len())
}

/// The width of "NOTE: " and its like.
fn admonition(line: &str) -> Option<usize> {
    let labels = ["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "];
    labels.iter().find(|label| line.starts_with(**label)).map(|label| label.len())
}
