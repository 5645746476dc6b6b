//! Flat records: one object a finding, always the same columns in the same order, no lists and nothing nested, so that
//! Parquet, a data frame or a database reads them as a table. Lines and columns count from 1, columns in characters;
//! `start`, `end` and the places of the edit are bytes of the file.

use super::{Document, Lost, fingerprint, with_role};
use crate::{
    finding::{Claim, Finding, Related, Report, Severity, Verdict},
    span::Span,
};
use serde::Serialize;

/// A record. What there is nothing to say in is null.
#[derive(Default, Serialize)]
struct Row<'a> {
    draft: &'a str,
    /// The day the draft is dated.
    date: Option<String>,
    rule: &'a str,
    severity: Option<Severity>,
    verdict: Option<Verdict>,
    message: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    start: Option<u32>,
    end: Option<u32>,
    words: Option<&'a str>,
    normalised: Option<&'a str>,
    sentence: Option<&'a str>,
    /// "from: 400 tonnes; to: 900 tonnes".
    figures: Option<String>,
    /// The same as understood.
    figures_normalised: Option<String>,
    working: Option<String>,
    suggestion: Option<&'a str>,
    slip: Option<&'a str>,
    replace_start: Option<u32>,
    replace_end: Option<u32>,
    replace_with: Option<&'a str>,
    confidence: Option<f64>,
    /// What the finding is known by in the next run.
    fingerprint: Option<String>,
}

/// The records of one draft, a line each; `verbose` adds the claims with no finding.
#[must_use]
pub fn draft(document: &Document<'_>, report: &Report, verbose: bool) -> String {
    let marks = fingerprint::of(document, report.findings.iter());
    let findings =
        report.findings.iter().zip(marks).map(|(found, mark)| line(&finding(document, found, mark)));
    let claims = report.verified.iter().chain(&report.unverified).filter(|_| verbose);
    findings.chain(claims.map(|made| line(&claim(document, made)))).collect()
}

/// The record of a draft that could not be read: of a rule `unreadable`, as in other formats.
#[must_use]
pub fn lost(lost: &Lost) -> String {
    let severity = Some(Severity::Error);
    line(&Row { draft: &lost.name, rule: "unreadable", severity, message: &lost.why, ..Row::default() })
}

fn line(row: &Row<'_>) -> String {
    // Plain data with string keys: writing it does not fail.
    serde_json::to_string(row).unwrap_or_default() + "\n"
}

fn finding<'a>(document: &Document<'a>, finding: &'a Finding, mark: String) -> Row<'a> {
    let suggestion = finding.suggestion.as_ref();
    let edit = suggestion.and_then(|suggestion| suggestion.replace.as_ref());
    let place = edit.map(|edit| document.draft.file_span(edit.span));
    Row {
        severity: Some(finding.severity),
        verdict: Some(finding.verdict),
        message: &finding.message,
        words: Some(&finding.words),
        normalised: told(&finding.normalised),
        sentence: told(finding.sentence.of(&document.draft.text)),
        working: lines(&finding.working),
        suggestion: suggestion.map(|suggestion| suggestion.text.as_str()),
        slip: suggestion.and_then(|suggestion| suggestion.slip.as_deref()),
        replace_start: place.map(|place| place.start),
        replace_end: place.map(|place| place.end),
        replace_with: edit.map(|edit| edit.text.as_str()),
        confidence: Some(finding.confidence),
        fingerprint: Some(mark),
        ..placed(document, &finding.rule, finding.span, &finding.related)
    }
}

fn claim<'a>(document: &Document<'a>, claim: &'a Claim) -> Row<'a> {
    Row {
        verdict: Some(claim.verdict),
        message: &claim.why,
        words: Some(&claim.words),
        working: lines(&claim.working),
        ..placed(document, &claim.rule, claim.span, &claim.related)
    }
}

/// What findings and claims have in common.
fn placed<'a>(document: &Document<'a>, rule: &'a str, span: Span, related: &[Related]) -> Row<'a> {
    let (place, file) = (document.place(span), document.draft.file_span(span));
    let joined = |figure: fn(&Related) -> String| {
        let all: Vec<String> = related.iter().map(figure).collect();
        (!all.is_empty()).then(|| all.join("; "))
    };
    Row {
        draft: document.name,
        date: document.draft.date.map(|date| date.to_string()),
        rule,
        line: Some(place.line),
        column: Some(place.column),
        start: Some(file.start),
        end: Some(file.end),
        figures: joined(with_role),
        figures_normalised: joined(|figure| figure.normalised.clone()),
        ..Row::default()
    }
}

fn told(words: &str) -> Option<&str> {
    (!words.is_empty()).then_some(words)
}

fn lines(working: &[String]) -> Option<String> {
    (!working.is_empty()).then(|| working.join("\n"))
}
