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
    /// Word's .docx.
    Word,
    /// OpenDocument text, .odt.
    OpenDocument,
    /// reStructuredText.
    Rst,
    /// AsciiDoc.
    AsciiDoc,
    /// LaTeX.
    Latex,
    /// One document a line, see [`super::jsonl`].
    JsonLines,
}

/// The formats that a file's name tells.
const EXTENSIONS: &[(Format, &[&str])] = &[
    (Format::Plain, &["txt", "text"]),
    (Format::Markdown, &["md", "markdown"]),
    (Format::Html, &["html", "htm", "xhtml"]),
    (Format::Word, &["docx", "docm"]),
    (Format::OpenDocument, &["odt"]),
    (Format::Rst, &["rst", "rest"]),
    (Format::AsciiDoc, &["adoc", "asciidoc"]),
    (Format::Latex, &["tex", "latex"]),
    (Format::JsonLines, &["jsonl", "ndjson"]),
];

/// What a packed file's name ends with.
const PACKED: &[&str] = &["gz", "zst", "zstd"];

impl Format {
    /// The format that a file's name tells, none where it tells nothing. A packed file is called as what it holds, and
    /// then as what it is packed with: `archive.jsonl.gz`.
    #[must_use]
    pub fn of(path: &Path) -> Option<Format> {
        let packed =
            path.extension().is_some_and(|e| PACKED.iter().any(|known| e.eq_ignore_ascii_case(known)));
        let extension = if packed { Path::new(path.file_stem()?).extension() } else { path.extension() };
        let extension = extension?.to_str()?;
        let is = |known: &&str| known.eq_ignore_ascii_case(extension);
        EXTENSIONS.iter().find(|(_, known)| known.iter().any(is)).map(|(format, _)| *format)
    }
}

/// How files begin that are no text, and what to say of them.
const NO_TEXT: &[(&[u8], &str)] = &[
    (b"\xD0\xCF\x11\xE0", "an old Word file, or one with a password; save it as .docx without one"),
    (b"{\\rtf", "rich text (RTF); save it as .docx or .odt"),
    (b"%PDF-", "a PDF file; give the draft it was made from"),
    (b"PK\x03\x04", "a zip archive, which may be a Word or OpenDocument file; name it .docx or .odt"),
];

/// Why a file that is to be read in this format cannot be, by its first bytes.
pub(super) fn unreadable(bytes: &[u8], format: Format) -> Option<&'static str> {
    let office = matches!(format, Format::Word | Format::OpenDocument);
    let (_, why) = NO_TEXT.iter().find(|(begin, _)| bytes.starts_with(begin))?;
    let zip = bytes.starts_with(b"PK");
    if office && zip { None } else { Some(why) }
}
