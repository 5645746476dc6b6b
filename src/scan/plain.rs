//! A figure as plain data, for the output formats.

use serde::Serialize;

use crate::{
    grammar::{
        figure::{Figure, Kind, Mark, What},
        sense::{PER, PREPOSITION, STOP, VERB},
        token::{Token, TokenKind},
        vocabulary::Vocabulary,
    },
    span::Span,
    units::Units,
};

/// A figure in numbers and full names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlainValue {
    /// Its value in its own unit: 12 for "12%", 1.4e6 for "1.4 million"; none for "dozens".
    pub value: Option<f64>,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// Full name of the unit, singular: "kilometre", "US dollar", "watt per minute".
    pub unit: Option<String>,
    /// What a sum or a measure is for: the barrel of "$70 a barrel", the share of "$3 a share".
    pub per: Option<String>,
    /// What the unit measures: "length", "currency", "age", "count".
    pub dimension: String,
    /// The hedge's name.
    pub hedge: Option<String>,
    /// The range, or what the hedge leaves of the number line; an open side is none.
    pub bounds: Option<(Option<f64>, Option<f64>)>,
}

/// The figure of a mark as plain data; none for ordinals, dates and what was skipped.
#[must_use]
pub fn plain(text: &str, mark: &Mark, units: &Units, vocabulary: &Vocabulary) -> Option<PlainValue> {
    let What::Figure(figure) = &mark.what else { return None };
    if figure.kind == Kind::Ordinal {
        return None;
    }
    let value = figure.elided.map_or(figure.amount.value, |e| e.value);
    let high = figure.high.map(|h| h.value);
    let hedge = figure.hedge.and_then(|h| vocabulary.hedges().get(usize::from(h)));
    let bounds = match (high, hedge) {
        (Some(high), _) => Some((Some(value), Some(high))),
        (None, Some(h)) if h.low.is_none() => Some((None, Some(value))),
        (None, Some(h)) if h.high.is_none() => Some((Some(value), None)),
        _ => None,
    };
    let (unit, per) = unit_names(text, figure, units).unzip();
    Some(PlainValue {
        value: (figure.kind != Kind::Vague).then_some(value),
        high,
        unit,
        per: per.flatten(),
        dimension: dimension(figure, units),
        hedge: hedge.map(|h| h.name.to_string()),
        bounds,
    })
}

/// The "100,000 people" of "84.3 cases per 100,000 people": a power of ten, for which a bare number before it is told.
#[must_use]
pub fn base(figure: &Mark, base: &Mark, tokens: &[Token], vocabulary: &Vocabulary) -> Option<Span> {
    let per = tokens.get((base.first as usize).checked_sub(1)?)?;
    if !vocabulary.is(per.word, PER) {
        return None;
    }
    let (What::Figure(told), What::Figure(of)) = (&figure.what, &base.what) else { return None };
    let bare = |f: &Figure| f.kind == Kind::Number && f.unit.is_none() && f.high.is_none();
    if !bare(told) || !bare(of) {
        return None;
    }
    let round = of.amount.digits && of.amount.is_round();
    let (_, words) = tokens.get(figure.last as usize..base.first as usize)?.split_last()?;
    let word = |t: &Token| t.kind == TokenKind::Word && !vocabulary.is(t.word, PREPOSITION | STOP | VERB);
    let near = words.len() <= LONGEST_NOUN && words.iter().all(word);
    let noun = of.noun.filter(|noun| noun.span.start < base.span.end + 2);
    (round && near).then(|| Span::new(base.span.start, noun.map_or(base.span.end, |n| n.span.end)))
}

/// Words of the longest noun between a number and its "per".
const LONGEST_NOUN: usize = 3;

/// The names of a figure's unit and of what it is for. A measure for a unit is one of a unit of its own; a sum of
/// money stays one of money, and so many tons of something stay tons.
fn unit_names(text: &str, figure: &Figure, units: &Units) -> Option<(String, Option<String>)> {
    let of = figure.unit.as_ref()?;
    let unit = units.get(of.unit);
    let (name, noun) = (unit.name.to_string(), of.per_noun.map(|span| span.of(text).to_owned()));
    Some(match of.per.map(|per| &units.get(per).name) {
        Some(per) if unit.currency.is_none() && noun.is_none() => (format!("{name} per {per}"), None),
        Some(per) => (name, Some(per.to_string())),
        None => (name, noun),
    })
}

fn dimension(figure: &Figure, units: &Units) -> String {
    let named = match figure.kind {
        Kind::Age => "age",
        Kind::Share => "share",
        Kind::Multiple => "multiple",
        _ => figure.unit.as_ref().map_or("count", |u| &*units.get(u.unit).dimension),
    };
    named.to_owned()
}
