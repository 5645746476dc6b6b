//! Numbers as people write them.

use crate::{
    check::operand::Context,
    grammar::figure::{Figure, Kind},
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

fn grouped(digits: &str) -> String {
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

/// A figure of a draft in words of scale, with as many digits as it was written with: "1.234567 million".
fn as_written(x: f64) -> String {
    let (scale, name) = SCALES.into_iter().find(|(scale, _)| x.abs() >= *scale).unwrap_or((1.0, ""));
    let x = x / scale;
    let ends = |places: &usize| {
        let shifted = x * 10f64.powi(*places as i32);
        (shifted - shifted.round()).abs() < 1e-9 * shifted.abs().max(1.0)
    };
    let short = match (0..=MOST_PLACES).find(ends) {
        Some(places) if x.is_finite() && x.abs() < 1e15 => {
            let text = format!("{:.places$}", x.abs());
            let (units, decimals) = text.split_once('.').map_or((&*text, None), |(u, d)| (u, Some(d)));
            let sign = if x < 0.0 { "-" } else { "" };
            let decimals = decimals.map_or(String::new(), |d| format!(".{d}"));
            format!("{sign}{}{decimals}", grouped(units))
        }
        _ => number(x),
    };
    format!("{short} {name}").trim_end().to_string()
}

/// No figure of a draft has more decimals, in words of scale; one that seems to was worked out: 5ft 7in.
const MOST_PLACES: usize = 9;

/// Words of scale, the largest first.
const SCALES: [(f64, &str); 3] = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];

/// An amount in base units, in a unit.
#[must_use]
pub fn in_unit(base: f64, rate: Rate, context: Context<'_>) -> String {
    let units = &context.book.units;
    let offset = if rate.per.is_none() { units.get(rate.unit).offset } else { 0.0 };
    with_unit((base - offset) / units.factor(rate), rate, context)
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
    named(&scaled(value), value, rate, context)
}

/// An amount, as shown, with the name or sign of its unit.
fn named(amount: &str, value: f64, rate: Rate, context: Context<'_>) -> String {
    let units = &context.book.units;
    let unit = units.get(rate.unit);
    let per = rate.per.map_or(String::new(), |p| format!("/{}", units.get(p).symbol));
    let short = unit.symbol.chars().all(|c| !c.is_alphabetic());
    if unit.currency.is_some() && short {
        return format!("{}{amount}{per}", unit.symbol);
    }
    let name = if (value.abs() - 1.0).abs() < 1e-9 { &unit.name } else { &unit.plural };
    format!("{amount} {name}{per}")
}

/// A figure normalised: "1,400 terabytes", "3.5 times", "12%".
#[must_use]
pub fn figure(f: &Figure, context: Context<'_>) -> String {
    let hedge = f
        .hedge
        .and_then(|h| context.book.vocabulary.hedges().get(usize::from(h)))
        .map_or(String::new(), |h| format!("{} ", h.name));
    let one = |value: f64| match (f.kind, crate::bind::like::rate(f)) {
        (Kind::Percent, _) => format!("{}%", as_written(value)),
        (Kind::Multiple, _) => format!("{} times", as_written(value)),
        (_, Some(rate)) => named(&as_written(value), value, rate, context),
        _ => as_written(value),
    };
    match (&f.of, f.high) {
        (Some((part, whole)), _) => format!("{hedge}{} of {}", as_written(*part), as_written(*whole)),
        (None, Some(high)) => format!("{hedge}{} to {}", as_written(f.amount.value), one(high.value)),
        (None, None) => format!("{hedge}{}", one(f.amount.value)),
    }
}

/// A value in base units with no figure to take a unit from.
#[must_use]
pub fn plain(base: f64, exponents: Exponents) -> String {
    let only = |name: &str| exponents.iter().zip(BASES).all(|(e, b)| *e == i8::from(b == name));
    if only("time") {
        let days = base / 86_400.0;
        return match days.abs() {
            d if d >= 730.0 => format!("{} years", number((days / 365.25 * 10.0).round() / 10.0)),
            d if d >= 60.0 => format!("{} months", number((days / 30.44 * 10.0).round() / 10.0)),
            _ => format!("{} days", number(days)),
        };
    }
    number(base)
}
