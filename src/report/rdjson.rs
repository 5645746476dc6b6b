//! Reviewdog's diagnostic format, whole (rdjson) and a line each (rdjsonl). Columns count from 1 in bytes of
//! UTF-8, as that format asks; ends are exclusive.

use super::{Document, Lost, whole, with_role};
use crate::{
    finding::{Finding, Report, Severity},
    source::lines::Place,
    span::Span,
};
use serde::Serialize;

/// What comes before the diagnostics of rdjson.
pub const HEAD: &str = "{\"source\":{\"name\":\"figcheck\"},\"diagnostics\":[";
/// What comes after them.
pub const TAIL: &str = "]}\n";

/// One diagnostic; rdjsonl needs the source in each.
#[derive(Debug, Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    source: Source,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation<'a>>,
}

#[derive(Debug, Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Debug, Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Debug, Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Debug, Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Debug, Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Debug, Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct RelatedLocation<'a> {
    message: String,
    location: Location<'a>,
}

/// The diagnostics of one draft, a line of JSON each.
#[must_use]
pub fn draft(document: &Document<'_>, report: &Report) -> Vec<String> {
    report.findings.iter().map(|finding| line(&diagnostic(document, finding))).collect()
}

/// The diagnostic of a draft that could not be read.
#[must_use]
pub fn lost(lost: &Lost) -> String {
    line(&Diagnostic {
        message: format!("could not be read: {}", lost.why),
        location: Location { path: &lost.name, range: None },
        severity: "ERROR",
        source: Source { name: "figcheck" },
        code: Code { value: "unreadable" },
        suggestions: Vec::new(),
        related_locations: Vec::new(),
    })
}

fn line(diagnostic: &Diagnostic<'_>) -> String {
    // Plain data with string keys: writing it does not fail.
    serde_json::to_string(diagnostic).unwrap_or_default()
}

fn diagnostic<'a>(document: &Document<'a>, finding: &'a Finding) -> Diagnostic<'a> {
    let edit = finding.suggestion.as_ref().and_then(|suggestion| suggestion.replace.as_ref());
    let suggestion = edit.map(|edit| Suggestion { range: range(document, edit.span), text: &edit.text });
    let related = finding.related.iter().map(|figure| RelatedLocation {
        message: with_role(figure),
        location: Location { path: document.name, range: Some(range(document, figure.span)) },
    });
    Diagnostic {
        message: whole(finding),
        location: Location { path: document.name, range: Some(range(document, finding.span)) },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        source: Source { name: "figcheck" },
        code: Code { value: &finding.rule },
        suggestions: suggestion.into_iter().collect(),
        related_locations: related.collect(),
    }
}

fn range(document: &Document<'_>, span: Span) -> Range {
    let position = |place: Place| Position { line: place.line, column: place.byte };
    let (start, end) = document.range(span);
    Range { start: position(start), end: position(end) }
}
