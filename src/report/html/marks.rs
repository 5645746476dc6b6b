//! The text of a draft with its claims and figures marked. Marks may overlap, so the text is cut wherever one
//! begins or ends; each piece carries all that cover it, and each mark's number stands behind its last piece.

use super::{ID, card::Card, escaped};
use crate::{api::PlainFigure, span::Span};
use std::fmt::Write;

/// The marks of a draft.
pub(super) struct Marks {
    /// In the order of the text.
    marks: Vec<Mark>,
    /// How many figures no claim speaks of.
    pub(super) others: usize,
}

/// What a stretch of the text is marked as.
struct Mark {
    span: Span,
    /// The class of the verdict, or "other".
    verdict: &'static str,
    kind: Kind,
}

enum Kind {
    /// The claim of a card.
    Claim { number: usize },
    /// A figure that the claim of a card speaks of; it has no role to show within the claim's words.
    Figure { number: usize, nth: usize, role: Option<String> },
    /// A figure that no claim speaks of.
    Other,
}

impl Marks {
    /// The marks of all claims and figures.
    pub(super) fn of(cards: &[Card<'_>], figures: &[PlainFigure]) -> Marks {
        let mut marks = Vec::new();
        for card in cards {
            let (number, verdict) = (card.number, card.verdict);
            marks.push(Mark { span: card.span, verdict, kind: Kind::Claim { number } });
            for (nth, figure) in card.related.iter().enumerate() {
                // Within the claim's own words, the claim's number is enough.
                let inside = card.span.start <= figure.span.start && figure.span.end <= card.span.end;
                let role = (!inside).then(|| figure.told_role().to_string());
                marks.push(Mark { span: figure.span, verdict, kind: Kind::Figure { number, nth, role } });
            }
        }
        let mut taken: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
        taken.sort_unstable();
        let free = |span: Span| {
            let near = taken.partition_point(|other| other.start < span.end);
            // A claim may be long, so that those before the last may reach as far.
            !taken.iter().take(near).rev().any(|other| other.touches(span))
        };
        let used = figures.iter().filter(|figure| figure.skipped.is_none());
        let others: Vec<Mark> = used
            .filter(|figure| free(figure.span))
            .map(|figure| Mark { span: figure.span, verdict: "other", kind: Kind::Other })
            .collect();
        let count = others.len();
        marks.extend(others);
        marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        Marks { marks, others: count }
    }

    /// A stretch of the text as HTML.
    pub(super) fn shown(&self, text: &str, within: Span) -> String {
        let end = self.marks.partition_point(|mark| mark.span.start < within.end);
        let here: Vec<&Mark> = self.marks.iter().take(end).filter(|mark| mark.span.touches(within)).collect();
        let inside = |at: &u32| within.start <= *at && *at <= within.end;
        let mut cuts: Vec<u32> =
            here.iter().flat_map(|mark| [mark.span.start, mark.span.end]).filter(inside).collect();
        cuts.extend([within.start, within.end]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut out = String::new();
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            let piece = Span::new(*start, *end);
            let over: Vec<&Mark> = here.iter().copied().filter(|mark| mark.span.touches(piece)).collect();
            for mark in over.iter().filter(|mark| mark.span.start == *start) {
                out += &mark.anchor();
            }
            out += &marked(piece.of(text), &over);
            for mark in over.iter().filter(|mark| mark.span.end == *end) {
                out += &mark.reference();
            }
        }
        out
    }
}

impl Mark {
    /// The target of links to it.
    fn anchor(&self) -> String {
        match &self.kind {
            Kind::Claim { number } => format!("<span id=\"{ID}m{number}\"></span>"),
            Kind::Figure { number, nth, .. } => format!("<span id=\"{ID}f{number}-{nth}\"></span>"),
            Kind::Other => String::new(),
        }
    }

    /// The link to its card.
    fn reference(&self) -> String {
        let verdict = self.verdict;
        match &self.kind {
            Kind::Claim { number } => format!(
                "<a class=\"ref {verdict}\" href=\"#{ID}c{number}\" data-c=\"{ID}c{number}\"><span class=\"vh\">claim </span>{number}</a>"
            ),
            Kind::Figure { number, role: Some(role), .. } => format!(
                "<a class=\"ref of {verdict}\" href=\"#{ID}c{number}\" data-c=\"{ID}c{number}\"><span class=\"vh\">claim </span>{number} {}</a>",
                escaped(role)
            ),
            Kind::Figure { role: None, .. } | Kind::Other => String::new(),
        }
    }

    fn card(&self) -> Option<usize> {
        match &self.kind {
            Kind::Claim { number } | Kind::Figure { number, .. } => Some(*number),
            Kind::Other => None,
        }
    }
}

/// A piece of the text with the classes of all that cover it.
fn marked(words: &str, over: &[&Mark]) -> String {
    if over.is_empty() || words.is_empty() {
        return escaped(words);
    }
    let mut classes: Vec<String> = Vec::new();
    let mut cards: Vec<usize> = Vec::new();
    for mark in over {
        let kind = match mark.kind {
            Kind::Claim { .. } => "claim",
            Kind::Figure { .. } => "figure",
            Kind::Other => "",
        };
        classes.push(format!("{kind}-{}", mark.verdict).trim_start_matches('-').to_string());
        cards.extend(mark.card());
    }
    classes.sort_unstable();
    classes.dedup();
    cards.sort_unstable();
    cards.dedup();
    let ids: Vec<String> = cards.iter().map(|n| format!("{ID}c{n}")).collect();
    let mut out = format!("<span class=\"mark {}\"", classes.join(" "));
    if !ids.is_empty() {
        // Writing to a string does not fail.
        let _ = write!(out, " data-c=\"{}\"", ids.join(" "));
    }
    out + ">" + &escaped(words) + "</span>"
}
