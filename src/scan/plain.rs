//! A figure as plain data, for the output formats.

use serde::Serialize;

use crate::{
    grammar::{
        figure::{Figure, Kind, Mark, What},
        vocabulary::Vocabulary,
    },
    units::Units,
};

/// A figure in numbers and full names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlainFigure {
    /// Its value in its own unit: 12 for "12%", 1.4e6 for "1.4 million"; none for "dozens".
    pub value: Option<f64>,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// Full name of the unit, singular: "kilometre", "US dollar per barrel".
    pub unit: Option<String>,
    /// What the unit measures: "length", "currency", "age", "count".
    pub dimension: String,
    /// The hedge's name.
    pub hedge: Option<String>,
    /// The range, or what the hedge leaves of the number line; an open side is none.
    pub bounds: Option<(Option<f64>, Option<f64>)>,
}

/// The figure of a mark as plain data; none for ordinals, dates and what was skipped.
#[must_use]
pub fn plain(mark: &Mark, units: &Units, vocabulary: &Vocabulary) -> Option<PlainFigure> {
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
    Some(PlainFigure {
        value: (figure.kind != Kind::Vague).then_some(value),
        high,
        unit: unit_name(figure, units),
        dimension: dimension(figure, units),
        hedge: hedge.map(|h| h.name.to_string()),
        bounds,
    })
}

fn unit_name(figure: &Figure, units: &Units) -> Option<String> {
    let unit = figure.unit.as_ref()?;
    let name = &units.get(unit.unit).name;
    Some(match unit.per {
        Some(per) => format!("{name} per {}", units.get(per).name),
        None => name.to_string(),
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
