//! A line a finding, `path:line:column: severity rule: message`, as editors and grep read it. Lines and columns
//! count from 1, columns in characters (code points).

use super::{Document, words::plain};
use crate::{finding::Report, span::Span};

/// The lines of one draft; `verbose` adds the claims with no finding.
#[must_use]
pub fn draft(document: &Document<'_>, report: &Report, verbose: bool) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        out += &line(document, finding.span, finding.severity.name(), &finding.rule, &finding.message);
    }
    for claim in report.verified.iter().chain(&report.unverified).filter(|_| verbose) {
        out += &line(document, claim.span, claim.verdict.name(), &claim.rule, claim.told());
    }
    out
}

fn line(document: &Document<'_>, span: Span, verdict: &str, rule: &str, message: &str) -> String {
    let at = document.place(span);
    let (name, message) = (plain(document.name), plain(message));
    format!("{name}:{}:{}: {verdict} {rule}: {message}\n", at.line, at.column)
}
