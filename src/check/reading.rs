//! What a figure stands for: every number that could have been written that way.

use crate::{
    grammar::{
        figure::{Amount, Figure, Kind},
        vocabulary::Vocabulary,
    },
    interval::Interval,
};

/// How precisely a figure is taken to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Half a unit of the last digit shown.
    Printed,
    /// Final zeros are rounding too.
    Coarse,
}

/// Counts below this are exact; final zeros above it may be rounding.
const LARGE: f64 = 1000.0;
/// "Doubled" begins at 1.75 and ends at 2.5 times; "halved" is the inverse.
const DOUBLED: (f64, f64) = (1.75, 2.5);
/// A fraction of so few parts, "three in four", is a rough word for a share near it …
const ROUGH: f64 = 10.0;
/// … this near.
const ROUGHLY: f64 = 0.03;
/// Rounding by final zeros moves a figure by no more than this part of it: 400 is 390 to 410, not 350 to 450.
const MOST_COARSE: f64 = 0.025;
/// A measure may be rounder still, as conversions are, "30 feet (10 metres)", and those of one digit, "300,000 acres".
const MOST_COARSE_MEASURE: f64 = 0.05;
/// A figure of two digits or more is at least so many times the last of them.
const SHOWN: f64 = 10.0;
/// A figure without decimals beside one that has them is read to the tenth at most.
const TENTH: f64 = 0.1;
/// "Half a metre" and "two and a half miles" are said to the quarter.
const SPOKEN_FRACTION: f64 = 0.25;
/// How much of a step a percentage with a final zero may be off at the coarse precision: 150% is 147.5 to 152.5.
const PERCENT_COARSE: f64 = 0.5;

/// What the figures beside one tell of how it is rounded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rounding {
    /// The smallest step among it and those with the same unit and scale, at the same precision: "$4bn" beside "$4.5bn"
    /// is $4.0bn, and "800,000" beside "802,000" no rounder.
    pub finest: Option<f64>,
    /// Another has its unit: it is set against that, and hardly a conversion.
    pub alike: bool,
}

/// The interval of a figure in its own unit.
#[must_use]
pub fn interval(figure: &Figure, precision: Precision, rounding: Rounding, words: &Vocabulary) -> Interval {
    if figure.cuts() && figure.hedge.is_some() {
        let mut grown = figure.clone();
        grown.amount.value = 1.0 / figure.amount.value;
        return Interval::point(1.0).over(interval(&grown, precision, rounding, words));
    }
    let hedge = figure.hedge.and_then(|h| words.hedges().get(usize::from(h)));
    let low = plain(figure, &figure.amount, precision, rounding);
    let whole = figure.high.as_ref().map_or(low, |high| low.hull(plain(figure, high, precision, rounding)));
    let Some(hedge) = hedge else { return whole };
    let value = figure.amount.value;
    let high = figure.high.map_or(value, |h| h.value);
    let fine = fine(&figure.amount);
    let width = |factor: f64| if fine { 1.0 + (factor - 1.0) * FINE } else { factor };
    let lo = match hedge.low {
        Some(1.0) if figure.kind == Kind::Measure => whole.lo, // "at least 42in" is rounded first
        Some(1.0) => value,
        Some(factor) => (whole.lo * width(factor)).min(whole.lo / width(factor)),
        None if whole.hi > 0.0 => 0.0,
        None => f64::NEG_INFINITY,
    };
    let hi = match hedge.high {
        Some(1.0) => high,
        Some(factor) => (whole.hi * width(factor)).max(whole.hi / width(factor)),
        None => f64::INFINITY,
    };
    Interval::new(lo, hi)
}

/// Whether a figure shows three digits or more that are no final zeros: "about 3,510" is no rough figure.
fn fine(amount: &Amount) -> bool {
    amount.coarse > 0.0 && amount.value.abs() / amount.coarse >= 100.0
}

/// A hedge widens such a figure by this part of what it widens others.
const FINE: f64 = 0.2;

/// Whether a figure is widened both ways by its hedge: "about" says already that final zeros are rounding, for
/// all the figures of a claim.
#[must_use]
pub fn widened(figure: &Figure, words: &Vocabulary) -> bool {
    let hedge = figure.hedge.and_then(|h| words.hedges().get(usize::from(h)));
    hedge.is_some_and(|h| h.low.is_some_and(|l| l < 1.0) && h.high.is_some_and(|h| h > 1.0))
}

/// The two ends of a written range, each with its own precision.
#[must_use]
pub fn ends(
    figure: &Figure,
    precision: Precision,
    rounding: Rounding,
    words: &Vocabulary,
) -> Option<[Interval; 2]> {
    let high = figure.high.as_ref()?;
    let ends = [&figure.amount, high].map(|amount| plain(figure, amount, precision, rounding));
    let hedge = figure.hedge.and_then(|h| words.hedges().get(usize::from(h)));
    let wide = hedge.filter(|_| widened(figure, words)).and_then(|h| Some((h.low?, h.high?)));
    Some(wide.map_or(ends, |(low, high)| ends.map(|e| Interval::new(e.lo * low, e.hi * high))))
}

fn plain(figure: &Figure, amount: &Amount, precision: Precision, rounding: Rounding) -> Interval {
    let Rounding { finest, alike } = rounding;
    let value = amount.value;
    match figure.kind {
        Kind::Multiple => return multiple(value),
        Kind::Share => match figure.of {
            Some((_, whole)) if whole > ROUGH => return Interval::point(value),
            _ => return Interval::around(value, ROUGHLY),
        },
        _ => {}
    }
    let amount = &spoken(figure, *amount);
    let counted = figure.kind == Kind::Number
        && (figure.noun.is_some() || amount.step == 0.0)
        && amount.scale <= 1.0
        && value.fract() == 0.0;
    // "4bn" beside "4.25bn" is 4.0bn; a figure that shows a decimal shows all it has.
    let whole = amount.step >= amount.scale;
    let step =
        finest.filter(|f| whole && *f < amount.step).map_or(amount.step, |f| f.max(amount.step * TENTH));
    let width = match precision {
        Precision::Printed if counted => 0.0,
        Precision::Printed => step,
        Precision::Coarse if counted && value < LARGE => 0.0,
        // A zero behind the decimal point is a digit shown.
        Precision::Coarse if amount.step < amount.scale => step,
        Precision::Coarse if figure.kind == Kind::Percent => step.max(amount.coarse * PERCENT_COARSE),
        Precision::Coarse => amount.step.max(finest.map_or(amount.coarse, |f| f.min(amount.coarse))),
    };
    let as_round = !alike || amount.value.abs() < SHOWN * amount.coarse;
    let most = if figure.kind == Kind::Measure && as_round { MOST_COARSE_MEASURE } else { MOST_COARSE };
    let half = match precision {
        Precision::Printed => width / 2.0,
        Precision::Coarse if width == 0.0 => 0.0,
        Precision::Coarse => (width / 2.0).min(value.abs() * most).max(step / 2.0),
    };
    Interval::around(value, half)
}

/// "Six per cent", "two billion": rounded like digits, though a count in words ("four ships") is exact.
fn spoken(figure: &Figure, amount: Amount) -> Amount {
    let rounded = figure.kind != Kind::Number || amount.scale > 1.0;
    if amount.digits || amount.step > 0.0 || !rounded {
        return amount;
    }
    let whole = (amount.value / amount.scale).fract() == 0.0;
    match figure.kind {
        _ if whole => Amount { step: amount.scale, ..amount },
        Kind::Measure => Amount { step: amount.scale * SPOKEN_FRACTION, ..amount },
        _ => amount,
    }
}

/// "Doubled", "tripled": to the nearest whole multiple; "3.5 times" to the digits shown.
fn multiple(value: f64) -> Interval {
    if (value - 2.0).abs() < 1e-9 {
        Interval::new(DOUBLED.0, DOUBLED.1)
    } else if value.fract() == 0.0 {
        Interval::around(value, if value >= 20.0 && value % 10.0 == 0.0 { 5.0 } else { 0.5 })
    } else if value > 0.0 && value < 1.0 && (1.0 / value - (1.0 / value).round()).abs() < 1e-9 {
        Interval::point(1.0).over(multiple((1.0 / value).round()))
    } else {
        let places = [1.0, 0.1, 0.01].into_iter().find(|p| (value / p - (value / p).round()).abs() < 1e-6);
        Interval::around(value, places.unwrap_or(0.001) / 2.0)
    }
}
