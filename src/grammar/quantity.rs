//! A number with its unit: money, measures, compound measures, rates.

use nom::{
    Parser,
    branch::alt,
    combinator::opt,
    sequence::{preceded, terminated},
};

use super::{
    figure::{Amount, UnitRef},
    input::{Input, Read, check, glued, no, text_of, word},
    number::{Number, Shape, number, scales, unsigned},
    sense::{
        AGO, AND, APOSTROPHE, ARTICLE, BEFORE, BETWEEN_UNIT, CLOSE, COMMA, EXTENT, HYPHEN, NEGATIVE, OF,
        OPEN, PER, PER_NOUN, PERIOD, PREPOSITION, QUOTE, SCALE, SIGN_FIRST, SLASH, STOP, UNIT_FIRST, VERB,
    },
    token::TokenKind,
    vocabulary::{UnitWord, Vocabulary},
};
use crate::{
    span::Span,
    units::{Unit, UnitId},
};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// The number.
    pub(super) number: Number,
    /// Its unit.
    pub(super) unit: Option<UnitRef>,
    /// The unit stands before the number: "$5".
    pub(super) sign_first: bool,
    /// One past the last token of number and unit, where a rate ("a share") may begin.
    pub(super) core: usize,
}

/// A number with its unit, if it has one; the input left begins after the rate.
pub(super) fn part(i: Input<'_>) -> Read<'_, Part> {
    let (rest, found) = alt((money, measured)).parse(i)?;
    let found = Part { core: rest.at, ..found };
    match rate(rest, &found) {
        Ok((rest, (per, per_noun))) => {
            let unit = found.unit.map(|u| UnitRef { per, per_noun, ..u });
            Ok((rest, Part { unit, ..found }))
        }
        Err(_) => Ok((rest, found)),
    }
}

/// "$5", "-$5", "US$4.1 trillion", "Rs 500 crore", "$(4.2) million", "$20 and 43c".
fn money(i: Input<'_>) -> Read<'_, Part> {
    let (rest, minus) = opt(word(NEGATIVE)).parse(i)?;
    let mark = minus.is_some_and(|t| t.kind == TokenKind::Mark);
    check(i, !mark || ((!i.glued() || i.after(OPEN)) && rest.glued()))?;
    let (rest, id) = unit_before(rest)?;
    let (rest, n) = alt((bracketed, number)).parse(rest)?;
    let n = if minus.is_some() { n.negated() } else { n };
    let found = Part { number: n, unit: Some(plain(i, id)), sign_first: true, core: rest.at };
    Ok(compound(rest, found))
}

/// "(4.2) million": the accountant's minus.
fn bracketed(i: Input<'_>) -> Read<'_, Number> {
    let (rest, (_, n, _)) = (word(OPEN), unsigned, word(CLOSE)).parse(i)?;
    scales(rest, n.negated())
}

/// "5 km", "12%", "5ft 7in", "half an hour", or the number alone.
fn measured(i: Input<'_>) -> Read<'_, Part> {
    let (rest, n) = number(i)?;
    let link = (opt(word(OF)), word(ARTICLE), opt(glued(HYPHEN)));
    let unit = match n.shape {
        Shape::Fraction => {
            alt((|i| unit_after(i, false), preceded(link, |i| unit_after(i, false)))).parse(rest)
        }
        _ => {
            alt((|i| unit_after(i, n.amount.digits), preceded(word(BETWEEN_UNIT), |i| unit_after(i, false))))
                .parse(rest)
        }
    };
    match unit {
        Ok((rest, id)) => {
            // "75 USD million"
            let sum = i.context.units.get(id).currency.is_some() && n.amount.scale == 1.0;
            let (rest, n) = if sum && rest.is(SCALE) { scales(rest, n)? } else { (rest, n) };
            let found = Part { number: n, unit: Some(plain(i, id)), sign_first: false, core: rest.at };
            Ok(compound(rest, found))
        }
        Err(_) => Ok((rest, Part { number: n, unit: None, sign_first: false, core: rest.at })),
    }
}

fn plain(i: Input<'_>, id: UnitId) -> UnitRef {
    UnitRef { unit: id, per: None, per_noun: None, other: i.context.units.other(id) }
}

/// The unit of these words, when they are one.
pub(super) fn unit_of<'a>(i: Input<'a>, unit: &UnitRef) -> &'a Unit {
    i.context.units.get(unit.unit)
}

/// Adds the smaller units that follow: "5ft 7in", "2 hours and 20 minutes".
fn compound(i: Input<'_>, first: Part) -> (Input<'_>, Part) {
    let (mut at, mut sum) = (i, first);
    while let Ok((rest, next)) = smaller(at, &sum) {
        (at, sum) = (rest, next);
    }
    (at, sum)
}

fn smaller<'a>(i: Input<'a>, sum: &Part) -> Read<'a, Part> {
    let Some(big) = &sum.unit else { return no() };
    let big_unit = unit_of(i, big);
    let summable = matches!(&*big_unit.dimension, "time" | "length" | "mass" | "currency" | "angle");
    check(i, summable)?;
    let (rest, joint) = opt((opt(word(COMMA)), opt(word(AND)))).parse(i)?;
    let (rest, n) = unsigned(rest)?;
    let (rest, id) = unit_after(rest, n.amount.digits)?;
    let small_unit = i.context.units.get(id);
    let same = big_unit.dimension == small_unit.dimension && big_unit.currency == small_unit.currency;
    let ratio = big_unit.factor / small_unit.factor;
    let comma = joint.is_some_and(|(c, a)| c.is_some() && a.is_none());
    let fits = same && ratio > 1.5 && n.amount.value < ratio && sum.number.amount.scale == 1.0;
    check(rest, fits && !(comma && &*big_unit.dimension != "time"))?;
    check(rest, sum.number.amount.value.fract() == 0.0)?;
    let value = round(sum.number.amount.value * ratio) + n.amount.value;
    let amount = Amount { value, ..n.amount };
    let number = Number { amount, shape: n.shape };
    Ok((rest, Part { number, unit: Some(plain(i, id)), sign_first: false, core: rest.at }))
}

/// Without the last bits' noise: 5 feet are 60 inches.
fn round(x: f64) -> f64 {
    if (x - x.round()).abs() < 1e-6 * x.abs() { x.round() } else { x }
}

/// A unit's sign before its number.
pub(super) fn unit_before(i: Input<'_>) -> Read<'_, UnitId> {
    check(i, i.is(BEFORE) && !(i.is_word() && i.after(APOSTROPHE | PERIOD)))?;
    match spelled(i, |u| u.before) {
        Some((rest, u)) if rest.is_digits() || !u.weak => Ok((rest, u.unit)),
        _ => no(),
    }
}

/// Tokens looked back for a quotation mark that is still open.
const QUOTE_REACH: usize = 60;

/// A unit after its number, with a hyphen or without: "2.4-litre".
pub(super) fn unit_after(i: Input<'_>, digits: bool) -> Read<'_, UnitId> {
    let (start, hyphen) = opt(glued(HYPHEN)).parse(i)?;
    check(start, hyphen.is_none() || start.glued())?;
    check(start, start.is(UNIT_FIRST))?;
    let Some((rest, u)) = spelled(start, |u| u.after || u.symbol) else { return no() };
    // A currency's sign may stand after ("20€"), where it begins no sum of its own.
    check(start, u.after || !rest.is_digits())?;
    // A quotation mark is feet or inches only where none is open: "8\" wide", but not "in 2026\"".
    let quoted = start.is(QUOTE)
        && (1..=QUOTE_REACH).any(|n| start.back(n).is_some_and(|b| b.is(QUOTE) && !b.after_digit()));
    let long = start.back(1).is_some_and(|b| b.text().len() > 3);
    let possessive = rest.glued() && rest.is_word();
    check(start, !start.is(QUOTE) || (start.glued() && !quoted && !long && !possessive))?;
    let everyday = start.is(PREPOSITION | ARTICLE | STOP | VERB | OPEN | CLOSE) && rest.at == start.at + 1;
    check(start, digits || !u.weak)?;
    let tight = start.glued() && hyphen.is_none();
    // "2½ in thick"
    check(start, !everyday || (digits && (tight || rest.is(EXTENT))))?;
    // "5 A-levels", "3 G8 leaders": a letter that a hyphen ties to what follows is no symbol.
    let tied = u.symbol && u.weak && !start.glued() && rest.glued() && rest.is(HYPHEN);
    check(start, !tied)?;
    Ok((rest, u.unit))
}

/// The longest unit spelled here, as a symbol or in words.
fn spelled<'a>(i: Input<'a>, fits: impl Fn(&UnitWord) -> bool) -> Option<(Input<'a>, UnitWord)> {
    let context = i.context;
    let vocabulary = context.vocabulary;
    let tokens = context.tokens.get(i.at..i.end).unwrap_or(&[]);
    let known = |value: u32| vocabulary.unit_words.get(value as usize).copied().filter(|u| fits(u));
    let signs = tokens.iter().map(|t| vocabulary.symbol(text_of(context, *t)));
    let words = tokens.iter().map(|t| t.word.0);
    let sign = i
        .is(SIGN_FIRST)
        .then(|| Vocabulary::longest(&vocabulary.signs, signs))
        .flatten()
        .and_then(|(n, v)| Some((n, known(v)?)));
    let name = Vocabulary::longest(&vocabulary.units, words).and_then(|(n, v)| Some((n, known(v)?)));
    let (n, u) = match (sign, name) {
        (Some(s), Some(n)) => {
            if n.0 > s.0 {
                n
            } else {
                s
            }
        }
        (s, n) => s.or(n)?,
    };
    Some((i.skip(n), u))
}

/// "a barrel", "per head", "an hour", "/kg", "-a-year": what the amount is for.
fn rate<'a>(i: Input<'a>, of: &Part) -> Read<'a, (Option<UnitId>, Option<Span>)> {
    let hyphen = |i| opt(glued(HYPHEN)).parse(i);
    let (rest, _) = hyphen(i)?;
    let (rest, link) = alt((word(PER | ARTICLE), glued(SLASH))).parse(rest)?;
    let (rest, _) = hyphen(rest)?;
    let article = i.context.vocabulary.is(link.word, ARTICLE);
    let sum = of.unit.as_ref().is_some_and(|u| unit_of(i, u).currency.is_some());
    if let Some((after, u)) = spelled(rest, |u| u.after) {
        let time = &*i.context.units.get(u.unit).dimension == "time";
        let common = rest.is(PER_NOUN) && rest.skip(1).at == after.at;
        // "12 yen a year earlier": another time, no rate.
        if (!article || time || sum || common) && !after.is(AGO) {
            return Ok((after, (Some(u.unit), None)));
        }
    }
    check(rest, !article || (sum && rest.is(PER_NOUN)))?;
    check(rest, link.kind == TokenKind::Word)?;
    let (after, _) = terminated(
        |i: Input<'a>| if i.is_digits() { number(i).map(|(r, _)| (r, ())) } else { Ok((i, ())) },
        opt(
            |i: Input<'a>| {
                if i.is_word() && !i.is(PREPOSITION | STOP | VERB) { Ok((i.skip(1), ())) } else { no() }
            },
        ),
    )
    .parse(rest)?;
    check(after, after.at > rest.at)?;
    Ok((after, (None, Some(rest.span_to(after)))))
}
