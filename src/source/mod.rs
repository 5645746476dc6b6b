//! Files to drafts: clean text, its blocks, and the way back to every byte of the file.
//!
//! Reading a text never fails: whatever the bytes, there is a draft. What had to be guessed stands in its notes.
//! A file that is not text (Word's) can be broken, and then there is a reason instead of a draft.

mod allow;
mod asciidoc;
mod clean;
mod date;
mod decode;
mod entity;
mod format;
mod front;
mod hidden;
mod html;
pub mod jsonl;
mod latex;
pub mod lines;
mod map;
mod markdown;
mod near;
mod office;
mod plain;
mod rst;
mod script;

pub use allow::Notice;
pub use date::parse as parse_date;
pub use format::Format;
pub use map::Map;

use crate::span::Span;
use jiff::civil::Date;

/// The longest file read, in bytes; spans are 32 bits wide, and decoding can triple a file.
pub const LIMIT: usize = 1 << 30;

/// A document's clean text, without markup, and where each of its bytes came from.
///
/// All spans of figures, blocks and findings are bytes of `text`.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What a reader reads: no markup, code, link targets or front matter.
    pub text: String,
    /// The day the draft is dated, where the file or the user says so.
    pub date: Option<Date>,
    /// The language tag of its country's usage, "en-GB", where the user says so: what a gallon and 03/04/2026 mean.
    pub locale: Option<String>,
    /// Its paragraphs, headlines, cells and so on, in order; none overlap.
    pub blocks: Vec<Block>,
    /// What had to be guessed in reading the file, a sentence each.
    pub notes: Vec<String>,
    /// What its author says to figcheck, in the order of the file.
    pub notices: Vec<Notice>,
    /// Whether the file has no lines of its own, so that the lines of [`Draft::written`] are its paragraphs.
    pub by_paragraph: bool,
    /// The file's text with its markup, where that differs from `text`.
    written: Option<String>,
    /// From `text` to the text with the characters that its readers do not see.
    shown: Map,
    /// From that text to the written text.
    markup: Map,
    /// From the written text to the file's bytes.
    encoding: Map,
}

/// A stretch of clean text and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes of the clean text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// Sorts of block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A headline or a heading.
    Headline,
    /// The lines under a headline that sum up the article.
    Standfirst,
    /// A dateline that stands apart from the text.
    Dateline,
    /// A paragraph.
    #[default]
    Body,
    /// An item of a list.
    Item,
    /// A quotation set apart.
    Quote,
    /// The words that go with a picture.
    Caption,
    /// A row of a table, its cells parted by " | ".
    Table,
}

/// Reads a draft from a file's bytes. JSON Lines hold many drafts: for them use [`jsonl::read_line`];
/// here they are read as plain text.
///
/// # Errors
/// Why a file that is not text could not be read.
pub fn read(mut bytes: Vec<u8>, format: Format) -> Result<Draft, String> {
    let mut notes = Vec::new();
    if bytes.len() > LIMIT {
        bytes.truncate(LIMIT);
        notes.push(format!("only the first {} MiB were read", LIMIT >> 20));
    }
    if let Some(why) = format::unreadable(&bytes, format) {
        return Err(why.to_string());
    }
    if matches!(format, Format::Word | Format::OpenDocument) {
        return office::read(bytes).map(finished);
    }
    let decode::Decoded { text, map, note } = decode::decode(bytes);
    notes.extend(note);
    let mut draft = match format {
        Format::Plain | Format::JsonLines | Format::Word | Format::OpenDocument => plain::read(text),
        Format::Markdown => marked_up(text, markdown::read),
        Format::Html => marked_up(text, html::read),
        Format::Rst => marked_up(text, rst::read),
        Format::AsciiDoc => marked_up(text, asciidoc::read),
        Format::Latex => marked_up(text, latex::read),
    };
    draft.encoding = map;
    notes.append(&mut draft.notes);
    draft.notes = notes;
    Ok(finished(draft))
}

/// A draft of a text with markup, with that text.
fn marked_up(written: String, read: fn(&str) -> Draft) -> Draft {
    let draft = read(&written);
    Draft { written: Some(written), ..draft }
}

/// What is done to the drafts of all formats.
fn finished(draft: Draft) -> Draft {
    allow::found(hidden::removed(draft))
}

impl Draft {
    /// The draft of a plain text.
    #[must_use]
    pub fn plain(text: &str) -> Draft {
        finished(plain::read(text.to_owned()))
    }

    /// The draft of a text in Markdown.
    #[must_use]
    pub fn markdown(text: &str) -> Draft {
        finished(marked_up(text.to_owned(), markdown::read))
    }

    /// The file's text as written, markup and all: what an excerpt shows and lines are counted in.
    #[must_use]
    pub fn written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.text)
    }

    /// The bytes of [`Draft::written`] that a span of the clean text was read from.
    #[must_use]
    pub fn written_span(&self, span: Span) -> Span {
        self.markup.span(self.shown.span(span))
    }

    /// The bytes of the file that a span of the clean text was read from.
    #[must_use]
    pub fn file_span(&self, span: Span) -> Span {
        self.encoding.span(self.written_span(span))
    }
}
