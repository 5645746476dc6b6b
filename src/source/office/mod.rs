//! Word's .docx and OpenDocument's .odt: XML in a zip archive.
//!
//! Such a file has no lines, and its bytes say nothing to anyone. So positions are told as paragraph and place in
//! it: [`Draft::written`] has a line for each paragraph, heading, item, row and note.
//!
//! What is read is the text as it stands when all tracked changes are accepted. Hidden and struck-out text,
//! comments, page headers and footers are not read.

mod docx;
mod odt;
mod package;
mod xml;

use super::{BlockKind, Draft};
use package::Package;

/// Reads a package, of whichever sort it is: a name may be wrong.
pub(super) fn read(bytes: Vec<u8>) -> Result<Draft, String> {
    let mut package = Package::open(bytes)?;
    if package.has("content.xml") { odt::read(&mut package) } else { docx::read(&mut package) }
}

/// What a paragraph is by the name of its style.
fn kind(style: &str) -> BlockKind {
    let style = style.to_ascii_lowercase();
    match style.as_str() {
        "title" | "headline" => BlockKind::Headline,
        "subtitle" | "standfirst" => BlockKind::Standfirst,
        "dateline" => BlockKind::Dateline,
        "caption" | "illustration" | "figure" | "drawing" => BlockKind::Caption,
        name if name.starts_with("heading") => BlockKind::Headline,
        name if name.starts_with("list") => BlockKind::Item,
        name if name.contains("quot") => BlockKind::Quote,
        _ => BlockKind::Body,
    }
}
