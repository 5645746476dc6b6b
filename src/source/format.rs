//! The formats of drafts, and how one is told from another.

use std::path::Path;

/// Formats of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// CommonMark with tables, footnotes, strike-through and front matter.
    Markdown,
    /// HTML: the article's text.
    Html,
    /// One document a line, see [`super::jsonl`].
    JsonLines,
}

/// The formats that a file's name tells.
const EXTENSIONS: &[(Format, &[&str])] = &[
    (Format::Plain, &["txt", "text"]),
    (Format::Markdown, &["md", "markdown"]),
    (Format::Html, &["html", "htm", "xhtml"]),
    (Format::JsonLines, &["jsonl", "ndjson"]),
];

impl Format {
    /// The format that a file's name tells, none where it tells nothing.
    #[must_use]
    pub fn of(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?;
        let is = |known: &&str| known.eq_ignore_ascii_case(extension);
        EXTENSIONS.iter().find(|(_, known)| known.iter().any(is)).map(|(format, _)| *format)
    }
}
