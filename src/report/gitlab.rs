//! GitLab code quality: a list of issues, of which GitLab shows those that a merge request adds or removes.
//! Columns count characters (code points) from 1; GitLab itself shows the line only.

use super::{Document, Lost, brief, fingerprint, tidy_path};
use crate::{
    finding::{Report, Severity},
    source::lines::Place,
};
use serde::Serialize;

/// One issue.
#[derive(Debug, Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    positions: Positions,
}

#[derive(Debug, Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Debug, Serialize)]
struct Position {
    line: usize,
    column: usize,
}

/// The issues of one draft, parted by commas; empty without any.
#[must_use]
pub fn draft(document: &Document<'_>, report: &Report) -> String {
    let path = tidy_path(document.name);
    let fingerprints = fingerprint::of(document, report.findings.iter());
    let issues = report.findings.iter().zip(fingerprints).map(|(finding, fingerprint)| {
        let (begin, end) = document.range(finding.span);
        issue(&Issue {
            description: brief(finding),
            check_name: finding.rule.clone(),
            fingerprint: fingerprint::within(&path, &fingerprint),
            severity: match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Note => "info",
            },
            location: Location {
                path: path.clone(),
                positions: Positions { begin: position(begin), end: position(end) },
            },
        })
    });
    issues.collect::<Vec<_>>().join(",\n")
}

/// The issue of a draft that could not be read.
#[must_use]
pub fn lost(lost: &Lost) -> String {
    let path = tidy_path(&lost.name);
    let position = || Position { line: 1, column: 1 };
    issue(&Issue {
        description: format!("could not be read: {}", lost.why),
        check_name: "unreadable".into(),
        fingerprint: fingerprint::within(&path, "unreadable"),
        severity: "blocker",
        location: Location { path, positions: Positions { begin: position(), end: position() } },
    })
}

fn issue(issue: &Issue) -> String {
    // Plain data with string keys: writing it does not fail.
    serde_json::to_string(issue).unwrap_or_default()
}

fn position(place: Place) -> Position {
    Position { line: place.line, column: place.column }
}
