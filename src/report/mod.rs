//! Findings and figures as people and programs want them: one file a format.
//!
//! Spans come in as bytes of the clean text and go out as bytes of the file, as lines and columns, or as an
//! excerpt; each format converts once, here.

pub mod answers;
mod excerpt;
pub mod json;
pub mod text;
mod words;
pub mod worksheet;

pub use words::{number, scaled};

use crate::{
    source::{
        Draft,
        lines::{Lines, Place},
    },
    span::Span,
};
use std::{cell::OnceCell, path::Path};

/// A draft with its name, as the reports need it.
#[derive(Debug)]
pub struct Document<'a> {
    /// What JSON calls it: the `id` of a line of JSON, or the path.
    pub id: &'a serde_json::Value,
    /// What people call it: the path, or the `id`.
    pub name: &'a str,
    /// The draft.
    pub draft: &'a Draft,
    /// The draft's file, where it has one of its own.
    pub path: Option<&'a Path>,
    lines: OnceCell<Lines>,
}

impl<'a> Document<'a> {
    /// A draft with its name.
    #[must_use]
    pub fn new(id: &'a serde_json::Value, name: &'a str, draft: &'a Draft) -> Self {
        Document { id, name, draft, path: None, lines: OnceCell::new() }
    }

    /// The same, of a file of its own.
    #[must_use]
    pub fn at(self, path: &'a Path) -> Self {
        Document { path: Some(path), ..self }
    }

    /// The lines of the text as written.
    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(self.draft.written()))
    }

    /// Where a span of the clean text begins in the file.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        self.lines().place(self.draft.written(), self.draft.written_span(span).start)
    }
}
