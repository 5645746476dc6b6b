//! What adds to a quantity behind its unit: smaller units, said or left out, and fractions.

use nom::{Parser, branch::alt, combinator::opt};

use super::{
    figure::{Amount, UnitRef},
    fraction::unit_and_fraction,
    input::{Input, Read, check, glued, no, word},
    number::{Number, Shape, ends, unsigned},
    quantity::{Part, plain, unit_after, unit_joined, unit_of},
    sense::{
        AND, ARTICLE, BETWEEN, CLOSE, COMMA, DETERMINER, EXTENT, GROUP, HYPHEN, OF, ONES, PREPOSITION, QUOTE,
        SCALE, STOP, TENS, UNIT_FIRST, VERB, VULGAR,
    },
};
use crate::units::UnitId;

/// Dimensions in which people add: "20 percent and a quarter in May" are two figures.
const SUMMABLE: [&str; 7] = ["time", "length", "mass", "volume", "area", "currency", "angle"];

/// Dimensions in which people have one of a unit: "a kilo of rice".
pub(super) const PORTIONS: [&str; 2] = ["mass", "volume"];

/// What can begin an addition, beside digits.
const LINKS: u128 = AND | COMMA | HYPHEN | ONES | TENS | VULGAR;

/// Adds what follows: "5ft 7in", "2 hours and 20 minutes", "six foot two", "an hour and a half". `start` is
/// where the quantity begins.
pub(super) fn compound<'a>(start: Input<'a>, i: Input<'a>, first: Part) -> (Input<'a>, Part) {
    let (mut at, mut sum) = (i, first);
    // Whether the number added last is whole: "2.5 hours 10 minutes" are two quantities.
    let mut whole = sum.number.amount.value.fract() == 0.0 && sum.number.amount.scale == 1.0;
    let sums = |u: &UnitRef| SUMMABLE.contains(&&*unit_of(i, u).dimension);
    if !whole || !(i.is_digits() || i.is(LINKS)) || !sum.unit.as_ref().is_some_and(sums) {
        return (at, sum);
    }
    if let Ok((rest, part)) = unit_and_fraction(i) {
        return (rest, Part { number: sum.number.plus(part), core: rest.at, ..sum });
    }
    let mut third = false;
    while whole && let Ok((rest, (next, last))) = smaller(at, &sum, third) {
        (at, sum, whole, third) = (rest, next, last.fract() == 0.0, true);
    }
    if whole && let Ok((rest, next)) = implied(start, at, &sum) {
        return (rest, next);
    }
    (at, sum)
}

/// "an hour and a half", "a dollar and 42 cents": one of a unit, when something is added to it; when it is
/// so much of something ("a pint of milk"); or when nothing else is said at all, as where two are compared.
pub(super) fn one_and_more(i: Input<'_>) -> Read<'_, Part> {
    let (rest, _) = word(ARTICLE)(i)?;
    let (rest, id) = unit_after(rest, false)?;
    let one =
        Part { number: Number::words(1.0, 1.0), unit: Some(plain(i, id)), sign_first: false, core: rest.at };
    let of = rest.is(OF) && PORTIONS.contains(&&*i.context.units.get(id).dimension);
    let goods = of && rest.skip(1).is_word() && !rest.skip(1).is(ARTICLE | DETERMINER | STOP);
    // "a baker's dozen"
    let group = rest.after(GROUP) && rest.at > i.at + 2;
    if goods || group || i.at == i.first && (rest.peek().is_none() || defined(rest)) {
        return Ok((rest, one));
    }
    check(rest, rest.is(AND) || rest.is(HYPHEN) && rest.skip(1).is(AND))?;
    let (end, sum) = compound(i, rest, one);
    check(end, end.at > rest.at)?;
    Ok((end, sum))
}

/// Whether a verb and a number say what the unit before them is: "A stone is 14 pounds", "a metric ton is equal to
/// 2,204.62 pounds".
fn defined(i: Input<'_>) -> bool {
    let number = |n: usize| i.skip(n).is_digits() || i.skip(n).is(ONES | TENS);
    i.is(VERB) && (1..4).any(number)
}

/// One smaller unit more, and the number before it; the `third` unit or a later one.
fn smaller<'a>(i: Input<'a>, sum: &Part, third: bool) -> Read<'a, (Part, f64)> {
    let Some(big) = &sum.unit else { return no() };
    let (rest, _) = opt(tie(i, sum)).parse(i)?;
    let (rest, joint) = opt((opt(word(COMMA)), opt(word(AND)))).parse(rest)?;
    let (rest, n) = unsigned(rest)?;
    let mut named =
        alt((|i| initial(i, big), |i| prime(i, big), |i: Input<'a>| unit_joined(i, n.amount.digits)));
    let (rest, id) = named.parse(rest)?;
    let comma = joint.is_some_and(|(c, a)| c.is_some() && a.is_none());
    let (weight, id) = if comma || sum.sign_first { (big.unit, id) } else { akin(i, big.unit, id) };
    let big = &UnitRef { unit: weight, ..big.clone() };
    let sum = &Part { unit: Some(big.clone()), ..sum.clone() };
    let big_unit = unit_of(i, big);
    let (small_unit, main) = (i.context.units.get(id), i.context.units.then(big.unit));
    let same = big_unit.dimension == small_unit.dimension && big_unit.currency == small_unit.currency;
    // "A$3 and 20 cents": cents of that dollar.
    let own = main.map(|m| i.context.units.get(m)).filter(|m| m.currency.is_some());
    let id = match own {
        Some(_) if same => id,
        Some(own) if own.factor == small_unit.factor && small_unit.currency.is_some() => main.unwrap_or(id),
        _ => {
            check(i, same)?;
            id
        }
    };
    let ratio = big_unit.factor / small_unit.factor;
    // "3 yards 5 feet 8 inches": what nothing parts is one.
    let parted = joint.is_some_and(|(c, a)| c.is_some() || a.is_some()) || i.is(HYPHEN);
    let measure = big_unit.currency.is_none() && &*big_unit.dimension != "time";
    // "5 km, 800 metres" are two; but nobody lists feet and inches, and "5 km, 7 metres, 4 cm" are one.
    let next = main == Some(id) && big_unit.currency.is_none();
    let whole = added(i, sum, id, n, rest.at);
    let listed = || third || smaller(rest, &whole, true).is_ok();
    let long = measure && (!parted || next || listed());
    check(rest, ratio > 1.5 && (n.amount.value < ratio || long))?;
    check(rest, !comma || next || &*big_unit.dimension == "time" || measure && listed())?;
    Ok((rest, (whole, n.amount.value)))
}

/// The two units that these words mean beside each other: in "9 pounds 2 ounces" and "4 stone 3 pounds" the pound is a
/// weight.
fn akin(i: Input<'_>, big: UnitId, small: UnitId) -> (UnitId, UnitId) {
    let units = i.context.units;
    let like = |a: &UnitId, b: UnitId| units.get(*a).dimension == units.get(b).dimension;
    match (units.other(big), units.other(small)) {
        _ if like(&big, small) => (big, small),
        (_, Some(other)) if like(&other, big) => (big, other),
        (Some(other), _) if like(&other, small) => (other, small),
        _ => (big, small),
    }
}

/// The "m" of "2h 30m": glued, and the first letter of the smaller unit that the larger one has.
fn initial<'a>(i: Input<'a>, big: &UnitRef) -> Read<'a, UnitId> {
    check(i, i.is_word() && i.glued() && i.text().len() == 1)?;
    match i.context.units.then(big.unit) {
        Some(id) if i.context.units.get(id).name.starts_with(i.text()) => Ok((i.skip(1), id)),
        _ => no(),
    }
}

/// The "′" of "40°42′": behind degrees it is no foot.
fn prime<'a>(i: Input<'a>, big: &UnitRef) -> Read<'a, UnitId> {
    check(i, i.glued() && i.is(QUOTE | UNIT_FIRST) && !i.is_word())?;
    match i.context.units.then(big.unit) {
        Some(id) if &*unit_of(i, big).dimension == "angle" => Ok((i.skip(1), id)),
        _ => no(),
    }
}

/// The second hyphen of "5-foot-10-inch" and of "6-foot-4": one stands before the unit, too.
fn tie<'a>(i: Input<'a>, sum: &Part) -> impl Fn(Input<'a>) -> Read<'a, ()> {
    let hyphened = i.back(2).is_some_and(|b| b.is(HYPHEN) && b.glued());
    let money = sum.unit.as_ref().is_some_and(|u| unit_of(i, u).currency.is_some());
    move |i| {
        let (rest, _) = glued(HYPHEN)(i)?;
        check(rest, hyphened && !money && rest.glued())?;
        Ok((rest, ()))
    }
}

/// The sum and so many of a smaller unit; money stays in its main unit.
fn added(i: Input<'_>, sum: &Part, small: UnitId, n: Number, core: usize) -> Part {
    let units = i.context.units;
    let factor = |id: UnitId| units.get(id).factor;
    let big = sum.unit.as_ref().map_or(small, |u| u.unit);
    let ratio = factor(big) / factor(small);
    let a = n.amount;
    if units.get(big).currency.is_some() {
        let value = ((sum.number.amount.value * ratio + a.value) / ratio * 1e6).round() / 1e6;
        let amount = Amount { value, step: a.step / ratio, coarse: a.coarse / ratio, ..a };
        return Part { number: Number { amount, shape: n.shape }, core, ..sum.clone() };
    }
    let amount = Amount { value: round(sum.number.amount.value * ratio) + a.value, ..a };
    let number = Number { amount, shape: n.shape };
    Part { number, unit: Some(plain(i, small)), sign_first: false, core }
}

/// Without the last bits' noise: 5 feet are 60 inches.
fn round(x: f64) -> f64 {
    if (x - x.round()).abs() < 1e-6 * x.abs() { x.round() } else { x }
}

/// "six foot two", "5ft 7", "15 dollars and 50", "2 hours ten": the smaller unit goes without saying.
fn implied<'a>(start: Input<'a>, i: Input<'a>, sum: &Part) -> Read<'a, Part> {
    let Some(big) = &sum.unit else { return no() };
    let Some(small) = i.context.units.then(big.unit) else { return no() };
    check(i, !sum.sign_first)?;
    let units = i.context.units;
    let money = units.get(small).currency.is_some();
    // "an hour and thirty", "3 dollars and 50"
    let joins = money || &*units.get(small).dimension == "time";
    let (rest, tied) = opt(tie(i, sum)).parse(i)?;
    let (rest, joint) = opt(word(AND)).parse(rest)?;
    check(rest, joint.is_none() || (joins && !start.after(BETWEEN)))?;
    let (rest, n) = unsigned(rest)?;
    let ratio = units.get(big.unit).factor / units.get(small).factor;
    let two = matches!(n.shape, Shape::Digits(2)) || !n.amount.digits;
    let fits = n.amount.value.fract() == 0.0 && n.amount.scale == 1.0 && n.amount.value < ratio;
    let two = if money { two } else { joint.is_none() || n.amount.value >= 10.0 };
    check(rest, fits && n.shape != Shape::Fraction && n.shape != Shape::Digits(0) && two)?;
    // "he is 6 feet 4 and strong"
    let tall = &*units.get(small).dimension == "length" && rest.is(AND | STOP | VERB);
    // "the 3 hours 32 of last May"
    let timed =
        &*units.get(small).dimension == "time" && sum.number.amount.value < 24.0 && rest.is(PREPOSITION | OF);
    let closed = ends(rest) || tall || timed || rest.is(EXTENT | QUOTE) || (rest.is(CLOSE) && rest.glued());
    // "a 5-foot-9, 160-pound guard"
    let closed = tied.is_some() || closed && !rest.skip(1).is_digits();
    check(rest, closed && !rest.is(SCALE | HYPHEN))?;
    let added = added(i, sum, small, n, rest.at);
    Ok((rest, added))
}
