//! Numbers as people write them.

use crate::{
    check::operand::Context,
    grammar::figure::{Amount, Figure, Kind},
    units::{BASES, Exponents, Rate},
};

/// A number with thousands separators and at most four significant figures, or all digits of a whole number.
#[must_use]
pub fn number(x: f64) -> String {
    if !x.is_finite() {
        return if x > 0.0 { "any number".into() } else { x.to_string() };
    }
    let size = x.abs();
    if size >= 1e15 || size > 0.0 && size < 1e-6 {
        return format!("{x:.3e}");
    }
    let whole = (size - size.round()).abs() < 1e-9 * size.max(1.0);
    let places = if whole || size >= 10_000.0 {
        0
    } else {
        let digits = size.max(1e-9).log10().floor() as i32;
        usize::try_from(3 - digits).unwrap_or(0).min(9)
    };
    let text = format!("{size:.places$}");
    let (units, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let decimals = decimals.trim_end_matches('0');
    let sign = if x < 0.0 && (units != "0" || !decimals.is_empty()) { "-" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{decimals}", grouped(units))
}

/// Digits with a comma before each three.
pub(super) fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A large number in words of scale: "1.4 million".
#[must_use]
pub fn scaled(x: f64) -> String {
    for (scale, name) in SCALES {
        if x.abs() >= scale {
            return format!("{} {name}", number(x / scale));
        }
    }
    number(x)
}

/// A percentage with so many decimals, and at least two digits that are not zero: "12.5%", "0.61%".
#[must_use]
pub fn percent(x: f64, places: usize) -> String {
    let small = if x == 0.0 { 0 } else { usize::try_from(1 - x.abs().log10().floor() as i32).unwrap_or(0) };
    let places = places.max(small.min(MOST_PLACES));
    let scale = 10f64.powi(places as i32);
    // Not `number`, which would leave decimals out.
    format!("{}%", exact((x * scale).round() / scale))
}

/// How many decimals a figure is written with: 2 of "£84.60" and of "4.50 million".
#[must_use]
pub fn decimals(f: &Figure) -> usize {
    let of = |a: &Amount| match -(a.step / a.scale).log10() {
        places if places > 0.0 && (places - places.round()).abs() < 1e-9 => {
            (places.round() as usize).min(MOST_PLACES)
        }
        _ => 0,
    };
    of(&f.amount).max(f.high.as_ref().map_or(0, of))
}

/// A figure of a draft in words of scale, with as many digits as it was written with: "1.234567 million",
/// "84.60".
fn as_written(amount: &Amount) -> String {
    let (scale, name) =
        SCALES.into_iter().find(|(scale, _)| amount.value.abs() >= *scale).unwrap_or((1.0, ""));
    let shown = exact(amount.value / scale);
    // Final zeros, where the scale is the writer's.
    let same = (scale - amount.scale).abs() < 0.5;
    let zeros = if same && amount.digits { -(amount.step / amount.scale).log10() } else { 0.0 };
    let written = if zeros.is_finite() { (zeros.round().max(0.0) as usize).min(MOST_PLACES) } else { 0 };
    let decimals = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let point = if decimals == 0 && written > 0 { "." } else { "" };
    let shown = format!("{shown}{point}{}", "0".repeat(written.saturating_sub(decimals)));
    format!("{shown} {name}").trim_end().to_string()
}

/// A number with as many decimals as it takes to give it exactly, or nearly so when that is a great many.
fn exact(x: f64) -> String {
    let ends = |places: &usize| {
        let shifted = x * 10f64.powi(*places as i32);
        (shifted - shifted.round()).abs() < 1e-9 * shifted.abs().max(1.0)
    };
    match (0..MOST_PLACES).find(ends) {
        Some(places) if x.is_finite() && x.abs() < 1e15 => {
            let text = format!("{:.places$}", x.abs());
            let (units, decimals) = text.split_once('.').map_or((&*text, None), |(u, d)| (u, Some(d)));
            let sign = if x < 0.0 { "-" } else { "" };
            let decimals = decimals.map_or(String::new(), |d| format!(".{d}"));
            format!("{sign}{}{decimals}", grouped(units))
        }
        _ => number(x),
    }
}

/// No figure of a draft has more decimals, in words of scale; one that seems to was worked out: 5ft 7in.
const MOST_PLACES: usize = 9;

/// Words of scale, the largest first.
const SCALES: [(f64, &str); 3] = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];

/// An amount in base units, in a unit.
#[must_use]
pub fn in_unit(base: f64, rate: Rate, context: Context<'_>) -> String {
    with_unit(context.book.units.from_base(rate, base), rate, context)
}

/// A difference in base units, in a unit: of temperatures without the unit's zero.
#[must_use]
pub fn difference(base: f64, rate: Rate, context: Context<'_>) -> String {
    with_unit(base / context.book.units.factor(rate), rate, context)
}

/// A number of a rule, in base units, in a unit: all its digits.
#[must_use]
pub fn constant(base: f64, rate: Rate, context: Context<'_>) -> String {
    let value = context.book.units.from_base(rate, base);
    if value == 0.0 { "0".to_string() } else { named(&exact(value), value, rate, context) }
}

/// The unit, of those taken for one another, in which an amount is neither tiny nor huge: 2.9 kilobytes, not
/// 0.0000000029 terabytes.
#[must_use]
pub fn handy(base: f64, rate: Rate, context: Context<'_>) -> Rate {
    let units = &context.book.units;
    let shown = |unit| units.from_base(Rate { unit, ..rate }, base).abs();
    if rate.per.is_some() || base == 0.0 || HANDY.contains(&shown(rate.unit)) {
        return rate;
    }
    let name = &*units.get(rate.unit).name;
    let row = context.book.slips.units.iter().find(|row| row.iter().any(|n| n == name));
    let others = row.into_iter().flatten().filter_map(|n| units.by_name(n));
    let best = others.filter(|u| shown(*u) >= 1.0).min_by(|a, b| shown(*a).total_cmp(&shown(*b)));
    best.map_or(rate, |unit| Rate { unit, ..rate })
}

/// Amounts that are easily read.
const HANDY: std::ops::Range<f64> = 0.01..100_000.0;

fn with_unit(value: f64, rate: Rate, context: Context<'_>) -> String {
    let units = &context.book.units;
    // What is told in days or longer is no more exact than the dates it was reckoned from.
    let long = only(units.exponents(rate), "time") && units.factor(rate) >= DAY;
    let value = if long { (value * 10.0).round() / 10.0 } else { value };
    named(&scaled(value), value, rate, context)
}

/// Seconds in a day.
const DAY: f64 = 86_400.0;

/// Whether a dimension is this base and nothing else.
fn only(exponents: Exponents, name: &str) -> bool {
    exponents.iter().zip(BASES).all(|(e, b)| *e == i8::from(b == name))
}

/// An amount, as shown, with the name or sign of its unit.
fn named(amount: &str, value: f64, rate: Rate, context: Context<'_>) -> String {
    let units = &context.book.units;
    let unit = units.get(rate.unit);
    let per = rate.per.map_or(String::new(), |p| format!("/{}", units.get(p).symbol));
    // "$" goes before, "¢" does not.
    let short = unit.symbol.chars().all(|c| !c.is_alphabetic()) && unit.factor == 1.0;
    if unit.currency.is_some() && short {
        return format!("{}{amount}{per}", unit.symbol);
    }
    let name = if (value.abs() - 1.0).abs() < 1e-9 { &unit.name } else { &unit.plural };
    format!("{amount} {name}{per}")
}

/// A figure normalised: "2,100 terabytes", "3.5 times", "12%".
#[must_use]
pub fn figure(f: &Figure, context: Context<'_>) -> String {
    let hedge = f
        .hedge
        .and_then(|h| context.book.vocabulary.hedges().get(usize::from(h)))
        .map_or(String::new(), |h| format!("{} ", h.name));
    if f.cuts() && !hedge.is_empty() {
        return context.book.working.halved.replace("{hedge}", hedge.trim_end());
    }
    let one = |a: &Amount| match (f.kind, crate::bind::like::unit_of(f)) {
        (Kind::Percent, _) => format!("{}%", as_written(a)),
        (Kind::Multiple, _) => format!("{} times", as_written(a)),
        (_, Some(rate)) => named(&as_written(a), a.value, rate, context),
        _ => as_written(a),
    };
    match (&f.of, &f.high) {
        (Some((part, whole)), _) => format!("{hedge}{} of {}", exact(*part), exact(*whole)),
        (None, Some(high)) => format!("{hedge}{} to {}", as_written(&f.amount), one(high)),
        (None, None) => format!("{hedge}{}", one(&f.amount)),
    }
}

/// A value in base units with no figure to take a unit from.
#[must_use]
pub fn plain(base: f64, exponents: Exponents) -> String {
    if only(exponents, "time") {
        let days = base / DAY;
        return match days.abs() {
            d if d >= 730.0 => format!("{} years", number((days / 365.25 * 10.0).round() / 10.0)),
            d if d >= 60.0 => format!("{} months", number((days / 30.44 * 10.0).round() / 10.0)),
            _ => format!("{} days", number(days)),
        };
    }
    number(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_have_the_digits_that_make_sense() {
        let cases = [
            (12.5, 1, "12.5%"),
            (8.065, 1, "8.1%"),
            (27.0161, 1, "27%"),
            (0.6123, 1, "0.61%"),
            (0.0, 1, "0%"),
        ];
        for (x, places, shown) in cases {
            assert_eq!(percent(x, places), shown);
        }
        assert_eq!(percent(-55.844, 2), "-55.84%");
    }

    #[test]
    fn numbers_have_four_digits_or_all_of_a_whole() {
        let cases = [
            (12.3456, "12.35"),
            (0.123_456, "0.1235"),
            (1234.56, "1,235"),
            (123_456.0, "123,456"),
            (2.5, "2.5"),
            (-0.5, "-0.5"),
            (-2.0, "-2"),
            (0.0, "0"),
        ];
        for (x, shown) in cases {
            assert_eq!(number(x), shown);
        }
    }

    #[test]
    fn times_are_told_in_days_months_or_years() {
        let time = BASES.map(|base| i8::from(base == "time"));
        for (days, shown) in
            [(59.0, "59 days"), (91.0, "3 months"), (-91.0, "-3 months"), (800.0, "2.2 years")]
        {
            assert_eq!(plain(days * DAY, time), shown);
        }
    }

    #[test]
    fn figures_keep_their_final_zeros() {
        let amount = |value, step, scale| Amount { value, step, coarse: step, scale, digits: true };
        let cases = [
            (amount(84.6, 0.01, 1.0), "84.60"),
            (amount(7.0, 0.1, 1.0), "7.0"),
            (amount(1400.0, 1.0, 1.0), "1,400"),
            (amount(4.5e9, 1e7, 1e9), "4.50 billion"),
            (amount(4.5e9, 1e6, 1e6), "4.5 billion"),
            (amount(0.5, 0.0, 1.0), "0.5"),
        ];
        for (amount, shown) in cases {
            assert_eq!(as_written(&amount), shown);
        }
    }
}
