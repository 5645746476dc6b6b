//! GitHub Actions: the findings in full for the log, then a workflow command a finding, which GitHub shows as an
//! annotation beside the line. Columns count characters (code points) from 1, the end exclusive.

use super::{Document, Lost, Reviewed, Totals, fingerprint, text, tidy_path, whole};
use crate::finding::{Finding, Report, Severity};
use std::fmt::Write;

/// GitHub shows this many annotations of one kind a step, and says nothing of the others.
const SHOWN: usize = 10;

/// The findings of one draft.
#[must_use]
pub fn draft(document: &Document<'_>, report: &Report, reviewed: &Reviewed) -> String {
    if report.findings.is_empty() {
        return String::new();
    }
    let told = text::findings(document, report, reviewed, false);
    let commands: String = report.findings.iter().map(|finding| annotation(document, finding)).collect();
    // Words of a draft must not be taken for commands. No draft can hold the hash of what holds it.
    let token = format!("figcheck-{}", fingerprint::within(document.name, &told));
    format!("::stop-commands::{token}\n{told}::{token}::\n{commands}")
}

/// The annotation of a draft that could not be read.
#[must_use]
pub fn lost(lost: &Lost) -> String {
    let path = property(&tidy_path(&lost.name));
    format!("::error file={path},title=figcheck::could not be read: {}\n", data(&lost.why))
}

/// What ends the run: what was read, and how much of it GitHub leaves out.
#[must_use]
pub fn tail(totals: &Totals) -> String {
    let mut out = text::summary(totals.drafts, totals.counts, false);
    let kinds =
        [("error", totals.errors + totals.lost.len()), ("warning", totals.warnings), ("note", totals.notes)];
    for (kind, n) in kinds.into_iter().filter(|(_, n)| *n > SHOWN) {
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "GitHub shows {SHOWN} of these {} as annotations; all are in this log",
            text::plural(n, kind)
        );
    }
    out
}

fn annotation(document: &Document<'_>, finding: &Finding) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = document.range(finding.span);
    // GitHub takes columns only within a line.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "::{command} file={},line={},endLine={}{columns},title={}::{}\n",
        property(&tidy_path(document.name)),
        start.line,
        end.line,
        property(&format!("figcheck: {}", finding.rule)),
        data(&whole(finding)),
    )
}

/// Escapes the message of a command.
fn data(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}
