//! Findings and figures for programs. JSON Lines has one of these objects a document, a line each; JSON has
//! them in a list.

use super::{Document, Lost};
use crate::{
    api::PlainFigure,
    finding::{Claim, Finding, Related, Replacement, Report, Severity, Suggestion, Verdict},
    span::Span,
};
use serde::Serialize;

/// The findings of one document.
#[derive(Debug, Serialize)]
pub struct Checked<'a> {
    id: &'a serde_json::Value,
    findings: Vec<FindingView<'a>>,
    verified: Vec<ClaimView<'a>>,
    unverified: Vec<ClaimView<'a>>,
    counts: crate::finding::Counts,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
}

/// The figures of one document: quantities, and apart from them what else was read.
#[derive(Debug, Serialize)]
pub struct Read<'a> {
    id: &'a serde_json::Value,
    figures: Vec<FigureView<'a>>,
    others: Vec<OtherView<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
}

/// A document that could not be read.
#[derive(Serialize)]
struct Unread<'a> {
    id: &'a serde_json::Value,
    error: &'a str,
}

#[derive(Debug, Serialize)]
struct Position {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
}

#[derive(Debug, Serialize)]
struct FindingView<'a> {
    rule: &'a str,
    severity: Severity,
    verdict: Verdict,
    message: &'a str,
    #[serde(flatten)]
    at: Position,
    text: &'a str,
    normalised: &'a str,
    related: Vec<RelatedView<'a>>,
    working: &'a [String],
    suggestion: Option<SuggestionView<'a>>,
    confidence: f64,
}

#[derive(Debug, Serialize)]
struct RelatedView<'a> {
    #[serde(flatten)]
    at: Position,
    role: &'a str,
    text: &'a str,
    normalised: &'a str,
}

#[derive(Debug, Serialize)]
struct SuggestionView<'a> {
    text: &'a str,
    slip: Option<&'a str>,
    replace: Option<ReplaceView<'a>>,
}

#[derive(Debug, Serialize)]
struct ReplaceView<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct ClaimView<'a> {
    rule: &'a str,
    #[serde(flatten)]
    at: Position,
    text: &'a str,
    related: Vec<RelatedView<'a>>,
    working: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    why: &'a str,
}

/// A figure. There are so many that its position stands in it: to flatten one into it takes several times longer.
#[derive(Debug, Serialize)]
struct FigureView<'a> {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    text: &'a str,
    kind: &'a str,
    value: Value,
    unit: Option<&'a str>,
    per: Option<&'a str>,
    dimension: Option<&'a str>,
    hedge: Option<&'a str>,
    bounds: Option<(Option<f64>, Option<f64>)>,
    noun: Option<&'a str>,
}

/// What was read and is no quantity: a date, an ordinal, a phone number.
#[derive(Debug, Serialize)]
struct OtherView<'a> {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    text: &'a str,
    kind: &'a str,
    /// For what was not used: why.
    why: Option<&'a str>,
}

/// The kinds of figure that say how much, if only vaguely ("dozens"). Ordinals and dates say which.
const QUANTITIES: [&str; 10] =
    ["number", "money", "measure", "duration", "age", "percent", "points", "share", "multiple", "vague"];

/// A number, or both ends of a written range.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Value {
    One(Option<f64>),
    Range(Option<f64>, Option<f64>),
}

/// What a check of `document` gave.
#[must_use]
pub fn checked<'a>(document: &Document<'a>, report: &'a Report) -> Checked<'a> {
    Checked {
        id: document.id,
        findings: report.findings.iter().map(|finding| finding_view(document, finding)).collect(),
        verified: report.verified.iter().map(|claim| claim_view(document, claim)).collect(),
        unverified: report.unverified.iter().map(|claim| claim_view(document, claim)).collect(),
        counts: report.counts,
        notes: &document.draft.notes,
    }
}

/// The figures of `document`: the quantities, and everything else that was read.
#[must_use]
pub fn read<'a>(document: &Document<'a>, figures: &'a [PlainFigure]) -> Read<'a> {
    let quantity =
        |figure: &&PlainFigure| figure.skipped.is_none() && QUANTITIES.contains(&figure.kind.as_str());
    let (quantities, others): (Vec<_>, Vec<_>) = figures.iter().partition(quantity);
    Read {
        id: document.id,
        figures: quantities.into_iter().map(|figure| figure_view(document, figure)).collect(),
        others: others.into_iter().map(|figure| other_view(document, figure)).collect(),
        notes: &document.draft.notes,
    }
}

/// A document that could not be read: its id and why.
#[must_use]
pub fn unread(lost: &Lost) -> String {
    // Plain data with string keys: writing it does not fail.
    serde_json::to_string(&Unread { id: &lost.id, error: &lost.why }).unwrap_or_default()
}

fn position(document: &Document<'_>, span: Span) -> Position {
    let (file, place) = (document.draft.file_span(span), document.place(span));
    Position { start: file.start, end: file.end, line: place.line, column: place.column }
}

fn finding_view<'a>(document: &Document<'_>, finding: &'a Finding) -> FindingView<'a> {
    FindingView {
        rule: &finding.rule,
        severity: finding.severity,
        verdict: finding.verdict,
        message: &finding.message,
        at: position(document, finding.span),
        text: &finding.words,
        normalised: &finding.normalised,
        related: related(document, &finding.related),
        working: &finding.working,
        suggestion: finding.suggestion.as_ref().map(|suggestion| suggestion_view(document, suggestion)),
        confidence: finding.confidence,
    }
}

fn claim_view<'a>(document: &Document<'_>, claim: &'a Claim) -> ClaimView<'a> {
    ClaimView {
        rule: &claim.rule,
        at: position(document, claim.span),
        text: &claim.words,
        related: related(document, &claim.related),
        working: &claim.working,
        why: &claim.why,
    }
}

fn related<'a>(document: &Document<'_>, figures: &'a [Related]) -> Vec<RelatedView<'a>> {
    let view = |figure: &'a Related| RelatedView {
        at: position(document, figure.span),
        role: &figure.role,
        text: &figure.words,
        normalised: &figure.normalised,
    };
    figures.iter().map(view).collect()
}

fn suggestion_view<'a>(document: &Document<'_>, suggestion: &'a Suggestion) -> SuggestionView<'a> {
    let replace = |edit: &'a Replacement| {
        let file = document.draft.file_span(edit.span);
        ReplaceView { start: file.start, end: file.end, text: &edit.text }
    };
    SuggestionView {
        text: &suggestion.text,
        slip: suggestion.slip.as_deref(),
        replace: suggestion.replace.as_ref().map(replace),
    }
}

fn figure_view<'a>(document: &Document<'_>, figure: &'a PlainFigure) -> FigureView<'a> {
    let value = match figure.value_high {
        Some(high) => Value::Range(figure.value, Some(high)),
        None => Value::One(figure.value),
    };
    let Position { start, end, line, column } = position(document, figure.span);
    FigureView {
        start,
        end,
        line,
        column,
        text: &figure.text,
        kind: &figure.kind,
        value,
        unit: figure.unit.as_deref(),
        per: figure.per.as_deref(),
        dimension: figure.dimension.as_deref(),
        hedge: figure.hedge.as_deref(),
        bounds: figure.bounds,
        noun: figure.noun.as_deref(),
    }
}

fn other_view<'a>(document: &Document<'_>, figure: &'a PlainFigure) -> OtherView<'a> {
    let Position { start, end, line, column } = position(document, figure.span);
    OtherView {
        start,
        end,
        line,
        column,
        text: &figure.text,
        kind: &figure.kind,
        why: figure.skipped.as_deref(),
    }
}
