//! Findings for people, in the style of rustc: the excerpt with the claim and its figures underlined, the
//! working, and what may have been meant.

use super::{
    Document, Reviewed,
    excerpt::{self, Mark, Piece},
};
use crate::finding::{Claim, Counts, Finding, Related, Report, Severity};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use colored::Colorize;

/// The findings of one draft, with remarks from its review.
#[must_use]
pub fn findings(document: &Document<'_>, report: &Report, reviewed: &Reviewed, colour: bool) -> String {
    let one = |(n, one): (usize, &Finding)| finding(document, one, reviewed.remarks(n), colour);
    report.findings.iter().enumerate().map(one).collect()
}

/// A finding, with remarks from its review.
#[must_use]
pub fn finding(document: &Document<'_>, finding: &Finding, remarks: &[String], colour: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let pieces = pieces(document, finding.span, &finding.normalised, &finding.related);
    let group =
        level.primary_title(&finding.message).id(&finding.rule).element(origin(document, finding.span));
    let help = finding.suggestion.as_ref().map(|suggestion| suggestion.text.as_str());
    let group = notes(group.elements(shown(&pieces)), &finding.working, help);
    let remarks = remarks.iter().map(|remark| Level::NOTE.with_name("review").message(remark.as_str()));
    render(group.elements(remarks), colour)
}

/// A claim with no finding: what `--verbose` adds.
#[must_use]
pub fn claim(document: &Document<'_>, claim: &Claim, colour: bool) -> String {
    let pieces = pieces(document, claim.span, "", &claim.related);
    let group = Level::HELP
        .with_name(claim.verdict.name())
        .primary_title(claim.told())
        .id(&claim.rule)
        .element(origin(document, claim.span))
        .elements(shown(&pieces));
    render(notes(group, &claim.working, None), colour)
}

/// The line that ends a run: what was read and what became of it.
#[must_use]
pub fn summary(drafts: usize, counts: Counts, colour: bool) -> String {
    let Counts { figures, holds, loose, contradicts, unverified } = counts;
    let tell = |n: usize, words: &str, style: fn(&str) -> colored::ColoredString| {
        let words = format!("{n} {words}");
        if colour && n > 0 { style(&words).to_string() } else { words }
    };
    format!(
        "{} read in {}: {}, {}, {}, {}\n",
        plural(figures, "figure"),
        plural(drafts, "draft"),
        tell(holds, if holds == 1 { "claim holds" } else { "claims hold" }, |w| w.green()),
        tell(loose, "loose", |w| w.yellow().bold()),
        tell(contradicts, "contradicted", |w| w.red().bold()),
        tell(unverified, "unverified", |w| w.dimmed()),
    )
}

/// "1 figure", "2 figures".
#[must_use]
pub fn plural(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

fn origin<'a>(document: &Document<'a>, span: crate::span::Span) -> Origin<'a> {
    let place = document.place(span);
    if document.draft.by_paragraph {
        return Origin::path(format!("{}, paragraph {}", document.name, place.line));
    }
    Origin::path(document.name).line(place.line).char_column(place.column)
}

fn pieces(document: &Document<'_>, claim: crate::span::Span, label: &str, related: &[Related]) -> Vec<Piece> {
    let mut marks = vec![Mark { span: claim, label: label.to_string(), primary: true }];
    for figure in related {
        // What can be read right above is not said again.
        let understood = if figure.normalised == figure.words { "" } else { figure.normalised.as_str() };
        let label = match (figure.told_role(), understood) {
            (role, "") => role.to_string(),
            ("", understood) => understood.to_string(),
            (role, understood) => format!("{role}: {understood}"),
        };
        match marks.iter_mut().find(|mark| mark.span == figure.span) {
            Some(mark) if mark.label.is_empty() => mark.label = label,
            Some(_) if label.is_empty() => {}
            Some(mark) => mark.label = format!("{}; {label}", mark.label),
            None => marks.push(Mark { span: figure.span, label, primary: false }),
        }
    }
    excerpt::pieces(document, marks)
}

fn shown<'a>(pieces: &'a [Piece]) -> impl Iterator<Item = Snippet<'a, annotate_snippets::Annotation<'a>>> {
    pieces.iter().map(|piece| {
        let marks = piece.marks.iter().map(|(span, label, primary)| {
            let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let label = (!label.is_empty()).then_some(label.as_str());
            kind.span(span.clone()).label(label)
        });
        Snippet::source(piece.text.as_str()).line_start(piece.line).annotations(marks)
    })
}

fn notes<'a>(group: Group<'a>, working: &'a [String], help: Option<&'a str>) -> Group<'a> {
    let working = (!working.is_empty()).then(|| Level::NOTE.message(working.join("\n")));
    let help = help.map(|help| Level::HELP.message(help));
    group.elements(working.into_iter().chain(help).map(Element::from))
}

/// Renders a finding. The pieces of an excerpt have no path of their own, and the renderer marks each with
/// an empty ":::" line, which says nothing and is left out.
fn render(group: Group<'_>, colour: bool) -> String {
    let renderer = if colour { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let drawn = renderer.term_width(usize::from(u16::MAX)).render(&[group]);
    let mut out = String::with_capacity(drawn.len() + 2);
    for line in drawn.lines().filter(|line| bare(line).trim() != ":::") {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.push('\n');
    out
}

/// A line without its colours.
fn bare(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or("").to_string();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}
