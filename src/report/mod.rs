//! Findings and figures as people and programs want them: one file a format.
//!
//! Spans come in as bytes of the clean text and go out as bytes of the file, as lines and columns, or as an
//! excerpt; each format converts once, here. A format for a whole run has up to three functions: `head`, what
//! comes before the drafts; `draft`, one draft; `tail`, what comes after them.

pub mod answers;
pub mod checkstyle;
pub mod compact;
mod excerpt;
mod fingerprint;
pub mod flat;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod rdjson;
pub mod sarif;
pub mod text;
mod words;
pub mod worksheet;

pub use words::{number, scaled};

use crate::{
    finding::{Counts, Finding, Related, Report, Severity},
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

    /// Where a span of the text as written begins.
    #[must_use]
    pub fn written_place(&self, span: Span) -> Place {
        self.lines().place(self.draft.written(), span.start)
    }

    /// A line as people are told it: "line 6", or "paragraph 6" of a file without lines.
    fn told_line(&self, line: usize) -> String {
        format!("{} {line}", if self.draft.by_paragraph { "paragraph" } else { "line" })
    }

    /// Where a span of the clean text begins in the file, and where it ends: one past its last character.
    #[must_use]
    pub fn range(&self, span: Span) -> (Place, Place) {
        let (written, at) = (self.draft.written(), self.draft.written_span(span));
        (self.lines().place(written, at.start), self.lines().place(written, at.end.max(at.start)))
    }
}

/// What an editor has decided of a draft's findings; empty without a review.
#[derive(Clone, Debug, Default)]
pub struct Reviewed {
    /// Where each finding of the report stands.
    pub standings: Vec<Standing>,
    /// The findings that were accepted, which are not in the report, and why.
    pub accepted: Vec<(Finding, String)>,
    /// The findings that the draft itself allows, which are not in the report, and why.
    pub allowed: Vec<(Finding, String)>,
}

/// Where a finding stands in the review of its draft.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What became of it since the last review.
    pub since: Since,
    /// What to remark on it: "rejected by Ann".
    pub remarks: Vec<String>,
}

/// What became of a finding since the last review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// It was not there.
    New,
    /// It was there, with other figures or words.
    Changed,
    /// It was there as it is.
    Same,
}

impl Reviewed {
    /// The remarks on a finding, counted from 0.
    fn remarks(&self, n: usize) -> &[String] {
        self.standings.get(n).map_or(&[], |standing| standing.remarks.as_slice())
    }
}

/// A draft, or a file of drafts, that could not be read.
#[derive(Clone, Debug)]
pub struct Lost {
    /// What JSON calls it: its id or path; null when even that could not be read.
    pub id: serde_json::Value,
    /// What people call it: the path, with the line where that tells more.
    pub name: String,
    /// Why.
    pub why: String,
}

/// What a whole run comes to.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Drafts read.
    pub drafts: usize,
    /// What was read in them, and what became of it.
    pub counts: Counts,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity note.
    pub notes: usize,
    /// What could not be read.
    pub lost: Vec<Lost>,
}

impl Totals {
    /// Adds a draft.
    pub fn add(&mut self, report: &Report) {
        self.drafts += 1;
        self.counts += report.counts;
        for finding in &report.findings {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
        }
    }
}

/// All that a finding says, a line each: the message, the working, what may have been meant.
fn whole(finding: &Finding) -> String {
    let help = finding.suggestion.as_ref().map(|suggestion| format!("help: {}", suggestion.text));
    let lines = [finding.message.clone()].into_iter().chain(finding.working.iter().cloned()).chain(help);
    lines.collect::<Vec<_>>().join("\n")
}

/// The message, and what may have been meant, in a line.
fn brief(finding: &Finding) -> String {
    let help =
        finding.suggestion.as_ref().map_or(String::new(), |suggestion| format!(" ({})", suggestion.text));
    format!("{}{help}", words::plain(&finding.message))
}

/// A figure as it is written, with its role: "to: 1,400 tonnes".
fn with_role(figure: &Related) -> String {
    match figure.told_role() {
        "" => figure.words.clone(),
        role => format!("{role}: {}", figure.words),
    }
}

/// A path as code hosts want it: forward slashes, and not from "./" on.
fn tidy_path(name: &str) -> String {
    let path = name.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_string()
}
