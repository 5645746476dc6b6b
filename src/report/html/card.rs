//! The card of a claim: what it says, the figures it speaks of, the working, what may have been meant.

use super::{ID, escaped};
use crate::{
    finding::{Related, Report},
    report::{Document, with_role},
    span::Span,
};
use std::fmt::Write;

/// A claim with its number on the page.
pub(super) struct Card<'a> {
    /// Counted from 1 within the draft, in the order of the text.
    pub(super) number: usize,
    /// Its verdict, as a class of the style sheet.
    pub(super) verdict: &'static str,
    /// Where the claim stands.
    pub(super) span: Span,
    /// The figures it speaks of.
    pub(super) related: Vec<&'a Related>,
    words: &'a str,
    message: &'a str,
    working: &'a [String],
    help: Option<&'a str>,
    rule: &'a str,
}

/// The cards of a report, in the order of the text.
pub(super) fn of(report: &Report) -> Vec<Card<'_>> {
    let findings = report.findings.iter().map(|finding| Card {
        number: 0,
        verdict: finding.verdict.name(),
        span: finding.span,
        related: distinct(&finding.related),
        words: &finding.words,
        message: &finding.message,
        working: &finding.working,
        help: finding.suggestion.as_ref().map(|suggestion| suggestion.text.as_str()),
        rule: &finding.rule,
    });
    let claims = report.verified.iter().chain(&report.unverified).map(|claim| Card {
        number: 0,
        verdict: claim.verdict.name(),
        span: claim.span,
        related: distinct(&claim.related),
        words: &claim.words,
        message: &claim.why,
        working: &claim.working,
        help: None,
        rule: &claim.rule,
    });
    let mut cards: Vec<Card<'_>> = findings.chain(claims).collect();
    cards.sort_by_key(|card| (card.span, card.rule));
    cards.iter_mut().zip(1..).for_each(|(card, number)| card.number = number);
    cards
}

/// The figures of a claim, each once: a figure with two roles keeps the one that says more.
fn distinct(figures: &[Related]) -> Vec<&Related> {
    let mut all: Vec<&Related> = Vec::new();
    for figure in figures {
        match all.iter_mut().find(|other| other.span == figure.span) {
            Some(other) if other.told_role().is_empty() => *other = figure,
            Some(_) => {}
            None => all.push(figure),
        }
    }
    all
}

impl Card<'_> {
    /// The card as HTML.
    pub(super) fn shown(&self, document: &Document<'_>) -> String {
        let Card { number: n, verdict, rule: name, .. } = *self;
        let title = super::VERDICTS.iter().find(|row| row.0 == verdict).map_or("", |row| row.1);
        let words = escaped(self.words);
        // Writing to a string does not fail.
        let mut out = format!(
            "<article class=\"card {verdict}\" id=\"{ID}c{n}\" data-c=\"{ID}c{n}\" tabindex=\"-1\" aria-labelledby=\"{ID}t{n}\">\n\
             <p class=\"title\" id=\"{ID}t{n}\"><b class=\"n\">{n}</b> <b class=\"verdict\">{title}</b> <a href=\"#{ID}m{n}\">“{words}”</a></p>\n"
        );
        if !self.message.is_empty() {
            let _ = writeln!(out, "<p class=\"message\">{}</p>", escaped(self.message));
        }
        for line in self.working {
            let _ = writeln!(
                out,
                "<p class=\"working\"><span class=\"vh\">Working: </span>{}</p>",
                escaped(line)
            );
        }
        if let Some(help) = self.help {
            let _ = writeln!(out, "<p class=\"help\">{}</p>", escaped(help));
        }
        out += "<p class=\"place\">";
        for (i, figure) in self.related.iter().enumerate() {
            let line = document.told_line(document.place(figure.span).line);
            let told = escaped(&with_role(figure));
            let _ = write!(out, "<a href=\"#{ID}f{n}-{i}\">{told}</a> ({line}) · ");
        }
        let at = document.place(self.span);
        let line = document.told_line(at.line);
        let _ = writeln!(out, "{}, {line}, column {}</p>\n</article>", escaped(name), at.column);
        out
    }
}
