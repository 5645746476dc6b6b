//! Word and OpenDocument files made from readable XML, so that no binary is kept.

use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A zip archive of these parts.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        archive.start_file(*name, options).expect("a part");
        archive.write_all(text.as_bytes()).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// A Word file with this body.
pub(crate) fn word(body: &str) -> Vec<u8> {
    package(&[("word/document.xml", &word_part("document", &format!("<w:body>{body}</w:body>")))])
}

/// A part of a Word file.
pub(crate) fn word_part(root: &str, inside: &str) -> String {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{space}">{inside}</w:{root}>"#)
}

/// An OpenDocument file with these automatic styles and this text.
pub(crate) fn open_document(styles: &str, text: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}
