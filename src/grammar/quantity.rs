//! A number with its unit: money, measures, compound measures, rates.

use nom::{
    Parser,
    branch::alt,
    combinator::opt,
    sequence::{delimited, preceded, terminated},
};

use super::{
    compound::{PORTIONS, compound, one_and_more},
    figure::UnitRef,
    input::{Context, Input, Read, check, glued, no, text_of, word},
    number::{Number, Shape, ends, falls, number, scales, unsigned},
    phrases::Phrases,
    sense::{
        ABSOLUTE, AGO, AND, APOSTROPHE, ARTICLE, BEFORE, BELOW, BETWEEN_UNIT, CLOCK_HALF, CLOCK_M, CLOSE,
        DECADE_S, EXTENT, FROM, HYPHEN, MONTH, NEGATIVE, OF, ONES, OPEN, ORDINAL, PER, PER_NOUN, PERIOD,
        PERIOD_NAME, PLUS, PLUS_MINUS, POINT, PREPOSITION, QUOTE, RATE_CODE, REFERENCE, SCALE, SIGN_FIRST,
        SLASH, STOP, TO, UNIT_FIRST, VERB, WEEKDAY,
    },
    token::{TokenKind, WordId},
    vocabulary::{UnitWord, Untold, Vocabulary},
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
    let (rest, found) = alt((money, measured, one_and_more)).parse(i)?;
    let found = Part { core: rest.at, ..found };
    // "20 per 100,000", "1.2 billion a day": without a unit of its own a count has no rate to keep.
    if found.unit.is_none() {
        return Ok((rest, found));
    }
    match rate(rest, &found) {
        Ok((rest, (per, per_noun))) => {
            let unit = found.unit.map(|u| UnitRef { per, per_noun, ..u });
            Ok((rest, Part { unit, ..found }))
        }
        Err(_) => {
            let per = if rest.is(OF) { rate_of_goods(rest, &found) } else { None };
            let (per, per_noun) = per.unzip();
            let unit = found.unit.map(|u| UnitRef { per, per_noun, ..u });
            Ok((rest, Part { unit, ..found }))
        }
    }
}

/// Words of the longest name of goods.
const LONGEST_GOODS: usize = 3;

/// The hour of "12 tons of methane an hour". The words stay where they are, for what is told of the goods.
fn rate_of_goods(i: Input<'_>, of: &Part) -> Option<(UnitId, Span)> {
    let goods = |n: &usize| {
        let word = i.skip(*n);
        word.is_word() && !word.is(PREPOSITION | STOP | VERB | ARTICLE | PER | AND)
    };
    let words = (1..=LONGEST_GOODS).take_while(goods).count();
    let rest = i.skip(1 + words);
    if words == 0 || rest.glued() || !rest.is(PER | ARTICLE) {
        return None;
    }
    let (end, (per, _)) = rate(rest, of).ok()?;
    Some((per?, rest.skip(1).span_to(end)))
}

/// "$5", "-$5", "US$4.1 trillion", "Rs 500 crore", "$(4.2) million", "$20 and 43c".
fn money(i: Input<'_>) -> Read<'_, Part> {
    let (rest, minus) = opt(word(NEGATIVE)).parse(i)?;
    let mark = minus.is_some_and(|t| t.kind == TokenKind::Mark);
    check(i, !mark || ((!i.glued() || i.after(OPEN)) && rest.glued()))?;
    let (rest, sign) = unit_before(rest)?;
    let (rest, n) = alt((bracketed, number)).parse(rest)?;
    let minus = minus.is_some() && !falls(i);
    let n = if minus != accounted(i, rest) { n.negated() } else { n };
    let n = if sign.times == 1.0 { n } else { n.scaled(sign.times) };
    let found = Part { number: n, unit: Some(plain(i, sign.unit)), sign_first: true, core: rest.at };
    Ok(compound(i, rest, found))
}

/// Whether brackets around a sum are the accountant's minus: "the result was ($4.2m)", "earnings of ($0.12)". Beside
/// another figure they hold the same sum in other money.
fn accounted(i: Input<'_>, rest: Input<'_>) -> bool {
    let opened = i.glued()
        && i.after(OPEN)
        && i.back(2).is_some_and(|b| b.is(VERB | OF | FROM | TO) && !b.is(UNIT_FIRST));
    opened && rest.is(CLOSE) && rest.glued() && ends(rest.skip(1))
}

/// "(4.2) million": the accountant's minus.
fn bracketed(i: Input<'_>) -> Read<'_, Number> {
    let (rest, (_, n, _)) = (word(OPEN), unsigned, word(CLOSE)).parse(i)?;
    scales(rest, n.negated())
}

/// "5 km", "12%", "5ft 7in", "half an hour", or the number alone.
fn measured(i: Input<'_>) -> Read<'_, Part> {
    let (rest, n) = number(i)?;
    let rest = restated(rest, &n);
    let link = (opt(glued(HYPHEN)), opt(word(OF)), word(ARTICLE), opt(glued(HYPHEN)));
    let unit = match n.shape {
        // "0.2 of a percentage point"
        Shape::Digits(0) if rest.is(OF) && n.amount.value.abs() < 1.0 && rest.skip(1).is(ARTICLE) => {
            preceded((word(OF), word(ARTICLE)), |i| unit(i, false, false)).parse(rest)
        }
        // "2.5±0.1 km"
        _ if rest.is(PLUS | PLUS_MINUS) && n.amount.digits && margin(rest).is_ok() => {
            preceded(margin, |i| unit(i, true, false)).parse(rest)
        }
        // "one and a quarter of hour"
        Shape::Words if rest.is(OF) && n.amount.value.fract() != 0.0 => {
            preceded(word(OF), |i| unit(i, false, false)).parse(rest)
        }
        // "for a sixth month in a row": a rank.
        Shape::Fraction if i.is(ARTICLE) && i.skip(1).is(ORDINAL) => {
            alt((preceded(link, |i| unit(i, false, false)), points_of)).parse(rest)
        }
        Shape::Fraction => {
            let digits = n.amount.digits;
            // "In the same quarter a year ago": no quarter of a year.
            let period = i.is(PERIOD_NAME) && rest.is(ARTICLE) && n.amount.value != 0.5;
            let of_article = preceded(link, |i| check(i, !period).and_then(|_| unit(i, false, false)));
            // "down 1/4 point": a price, told in points.
            let points = |i| if digits { no() } else { alt((points, points_of)).parse(i) };
            alt((|i| unit(i, digits, false), of_article, of_one, points)).parse(rest)
        }
        // "absolute zero"
        Shape::Words if n.amount.value == 0.0 && i.after(ABSOLUTE) => untold(rest, Untold::Absolute),
        _ if rest.is(OPEN) => delimited(word(OPEN), |i| unit(i, false, false), word(CLOSE)).parse(rest),
        _ => match unit(rest, n.amount.digits, false) {
            // "four more years", but not "four more second-half goals"
            Err(_) if rest.is(BETWEEN_UNIT) => unit(rest.skip(1), false, false).and_then(|(end, u)| {
                let rank = rest.skip(1).is(ORDINAL);
                check(end, !(rank && end.is(HYPHEN) && end.glued() && end.skip(1).glued()))?;
                Ok((end, u))
            }),
            found => found,
        },
    };
    match unit {
        Ok((rest, u)) => {
            let id = if u.weak { timed(rest, u.unit) } else { u.unit };
            let n = if u.times == 1.0 { n } else { n.scaled(u.times) };
            // "75 USD million"
            let sum = i.context.units.get(id).currency.is_some() && n.amount.scale == 1.0;
            let (rest, n) = if sum && rest.is(SCALE) { scales(rest, n)? } else { (rest, n) };
            let found = Part { number: n, unit: Some(plain(i, id)), sign_first: false, core: rest.at };
            let found = below_zero(rest, found);
            Ok(compound(i, Input { at: found.core, ..rest }, found))
        }
        Err(_) => {
            let found = Part { number: n, unit: None, sign_first: false, core: rest.at };
            let found = below_zero(rest, found);
            Ok((Input { at: found.core, ..rest }, found))
        }
    }
}

/// Minutes where a length is followed by seconds: "4m 48.2s".
fn timed(i: Input<'_>, id: UnitId) -> UnitId {
    let units = i.context.units;
    let seconds = |i: Input<'_>| {
        i.skip(1).glued()
            && unit(i.skip(1), true, false).is_ok_and(|(_, u)| &*units.get(u.unit).dimension == "time")
    };
    let length =
        i.is_digits() && &*units.get(id).dimension == "length" && i.back(1).is_some_and(Input::glued);
    let minutes = i.context.vocabulary.untold(Untold::Minute).filter(|_| length && seconds(i));
    let first = |m: &UnitId| units.get(*m).name.starts_with(i.back(1).map_or("", Input::text));
    minutes.filter(first).unwrap_or(id)
}

/// The "of 1 percent" of "a quarter of 1 percent".
fn of_one(i: Input<'_>) -> Read<'_, UnitWord> {
    let (rest, _) = word(OF)(i)?;
    let (rest, n) = unsigned(rest)?;
    check(rest, n.amount.value == 1.0 && n.amount.scale == 1.0)?;
    unit(rest, n.amount.digits, false)
}

/// The "point" of "a quarter-point cut" and "a half point".
fn points(i: Input<'_>) -> Read<'_, UnitWord> {
    let (rest, hyphen) = opt(glued(HYPHEN)).parse(i)?;
    let (rest, _) = word(POINT)(rest)?;
    check(rest, hyphen.is_none() || i.skip(1).glued())?;
    check(rest, !rest.is_digits() && !rest.is(ONES))?;
    untold(rest, Untold::Point)
}

/// The "of a point" of "up a tenth of a point".
fn points_of(i: Input<'_>) -> Read<'_, UnitWord> {
    let (rest, _) = (word(OF), word(ARTICLE), word(POINT)).parse(i)?;
    untold(rest, Untold::Point)
}

/// A unit that goes without saying.
fn untold(i: Input<'_>, which: Untold) -> Read<'_, UnitWord> {
    let Some(unit) = i.context.vocabulary.untold(which) else { return no() };
    Ok((i, UnitWord { unit, times: 1.0, before: false, after: true, symbol: false, weak: false }))
}

/// Behind "thirty (30)", as contracts have it: the number once more.
fn restated<'a>(i: Input<'a>, n: &Number) -> Input<'a> {
    let again = |i| delimited(word(OPEN), number, word(CLOSE)).parse(i);
    let same = |m: Number| m.amount.value == n.amount.value && m.amount.digits != n.amount.digits;
    match i.is(OPEN).then(|| again(i)) {
        Some(Ok((rest, m))) if same(m) => rest,
        _ => i,
    }
}

/// How sure a number is: "±0.1", "+/- 0.1".
fn margin(i: Input<'_>) -> Read<'_, ()> {
    let (rest, _) = if i.is(PLUS) {
        let (rest, _) = (word(PLUS), glued(SLASH), glued(HYPHEN)).parse(i)?;
        (rest, ())
    } else {
        let (rest, _) = word(PLUS_MINUS)(i)?;
        (rest, ())
    };
    let (rest, _) = unsigned(rest)?;
    Ok((rest, ()))
}

/// "20 below zero", "5 degrees below zero".
fn below_zero(i: Input<'_>, found: Part) -> Part {
    if !i.is(BELOW) {
        return found;
    }
    let zero = i.skip(1);
    let cold = found.unit.as_ref().is_none_or(|u| {
        let unit = unit_of(i, u);
        unit.offset != 0.0
            || i.context.units.other(u.unit).is_some_and(|o| i.context.units.get(o).offset != 0.0)
    });
    let below = zero.is(ONES) && zero.sense().number == 0.0;
    if below && cold && found.number.amount.value > 0.0 {
        let degree = || i.context.vocabulary.untold(Untold::Cold).map(|unit| plain(i, unit));
        let unit = found.unit.or_else(degree);
        return Part { number: found.number.negated(), core: zero.at + 1, unit, ..found };
    }
    found
}

/// The unit alone, with what else its words can mean.
pub(super) fn plain(i: Input<'_>, id: UnitId) -> UnitRef {
    UnitRef { unit: id, per: None, per_noun: None, other: i.context.units.other(id) }
}

/// The unit of these words, when they are one.
pub(super) fn unit_of<'a>(i: Input<'a>, unit: &UnitRef) -> &'a Unit {
    i.context.units.get(unit.unit)
}

/// Whether two quantities may be one in two units: "270 minutes — 4 1/2 hours —".
pub(super) fn is_gloss(i: Input<'_>, a: &Part, b: &Part) -> bool {
    let (Some(one), Some(other)) = (a.unit.as_ref(), b.unit.as_ref()) else { return false };
    let (own, theirs) = (unit_of(i, one), unit_of(i, other));
    let ratio = b.number.amount.value * theirs.factor / (a.number.amount.value * own.factor);
    one.unit != other.unit
        && own.exponents == theirs.exponents
        && own.currency.is_none()
        && (1.0 / GLOSS..=GLOSS).contains(&ratio)
}

/// What is told again in another unit is seldom so many times out.
const GLOSS: f64 = 2.5;

/// Whether the second of two quantities in different units is the smaller.
pub(super) fn lessens(i: Input<'_>, a: &Part, b: &Part) -> bool {
    let worth = |p: &Part| Some(p.number.amount.value * unit_of(i, p.unit.as_ref()?).factor);
    let same = |x: &UnitRef, y: &UnitRef| x.unit == y.unit;
    let apart = a.unit.as_ref().zip(b.unit.as_ref()).is_some_and(|(x, y)| !same(x, y));
    apart && worth(a) >= worth(b)
}

/// Letters of the longest code of a currency: what is longer is a word.
const LONGEST_CODE: usize = 4;

/// A unit's sign before its number.
fn unit_before(i: Input<'_>) -> Read<'_, UnitWord> {
    let (rest, u) = sign(i)?;
    // "#14.13", "#2 million", as old texts have the pound's sign; "#2" is a rank.
    let sum = |n: Number| n.amount.scale > 1.0 || n.amount.step < 1.0;
    check(rest, !i.is(REFERENCE) || number(rest).is_ok_and(|(_, n)| sum(n)))?;
    // "COP28", "the TOP 10": a code that is a word, too.
    let code = u.weak && i.text().len() == 3 && rest.text().len() <= 2;
    check(rest, !code || number(rest).is_ok_and(|(_, n)| sum(n)))?;
    Ok((rest, u))
}

/// Tokens of the longest sign looked back for: "$NZ".
const LONGEST_SIGN: usize = 2;

/// Whether a sign ends with this token.
pub(super) fn ends_sign(i: Input<'_>) -> bool {
    let ends = |b: Input<'_>| b.is(BEFORE) && sign(b).is_ok_and(|(rest, _)| rest.at == i.at + 1);
    (0..LONGEST_SIGN).any(|n| i.back(n).is_some_and(ends))
}

fn sign(i: Input<'_>) -> Read<'_, UnitWord> {
    // "music's $5", "the U.S. $5": the letter belongs to what stands before.
    let letter = i.is_word() && i.text().len() == 1;
    // "GBP/USD 1.27": a pair, and its rate.
    let torn =
        i.is_word() && (i.glued() && i.after(PERIOD | SLASH) || (i.glued() || letter) && i.after(APOSTROPHE));
    check(i, i.is(BEFORE) && !torn)?;
    let Some((rest, u)) = spelled(i, &i.context.vocabulary.signs_before, |u| u.before) else { return no() };
    // "a magnitude-7.2 quake"
    let tied = rest.glued() && rest.is(HYPHEN) && rest.skip(1).glued() && rest.skip(1).is_digits();
    let rest = if tied && i.is_word() && i.text().len() > LONGEST_CODE { rest.skip(1) } else { rest };
    check(rest, rest.is_digits() || !u.weak)?;
    // "A $2 billion deal": only where all signs stand apart is it Australia's.
    let apart = i.at > i.first && !rest.glued();
    check(rest, !i.is(ARTICLE) || i.skip(1).glued() || apart)?;
    check(rest, !(letter && rest.at == i.at + 1) || rest.glued())?;
    Ok((rest, u))
}

/// Tokens looked back for a quotation mark that is still open.
const QUOTE_REACH: usize = 60;

/// Whether a currency follows: "5,00 €".
pub(super) fn currency_after(i: Input<'_>) -> bool {
    unit_after(i, true).is_ok_and(|(_, id)| i.context.units.get(id).currency.is_some())
}

/// The currency whose name or code stands at token `at`, before `end`.
pub(crate) fn currency_at(context: &Context<'_>, at: usize, end: usize) -> Option<UnitId> {
    let i = Input { context, at, first: at, end };
    let (_, u) = spelled(i, &context.vocabulary.signs, |u| u.after).filter(|_| i.is(UNIT_FIRST))?;
    context.units.get(u.unit).currency.map(|_| u.unit)
}

/// A unit after its number, with a hyphen or without: "2.4-litre".
pub(super) fn unit_after(i: Input<'_>, digits: bool) -> Read<'_, UnitId> {
    unit(i, digits, false).map(|(rest, u)| (rest, u.unit))
}

/// As [`unit_after`], where a larger unit stands before: the "in" of "5 ft 2 in" is no preposition.
pub(super) fn unit_joined(i: Input<'_>, digits: bool) -> Read<'_, UnitId> {
    unit(i, digits, true).map(|(rest, u)| (rest, u.unit))
}

/// A unit after its number; `joined` to a larger one before.
fn unit(i: Input<'_>, digits: bool, joined: bool) -> Read<'_, UnitWord> {
    let (start, hyphen) = opt(glued(HYPHEN)).parse(i)?;
    check(start, hyphen.is_none() || start.glued())?;
    check(start, start.is(UNIT_FIRST))?;
    let behind = |u: &UnitWord| u.after || u.symbol && !(start.is_word() && start.text().len() == 1);
    let Some(found) = spelled(start, &i.context.vocabulary.signs, behind) else { return no() };
    // "890 tonnes a year earlier": another time, no rate.
    let before = found.0.back(2).filter(|b| found.0.is(AGO) && b.is(ARTICLE) && b.at > start.at);
    let (rest, u) = before
        .and_then(|b| spelled(Input { end: b.at, ..start }, &i.context.vocabulary.signs, behind))
        .map_or(found, |(rest, u)| (Input { end: i.end, ..rest }, u));
    // A currency's sign may stand after ("20€"), where it begins no sum of its own ("3 USD50 cards").
    let begins = rest.is_digits() && (!u.after || u.before && rest.glued() && !start.glued());
    // "10 $ 30 cents": the sum behind has a unit of its own.
    let own = |i: Input<'_>| !i.glued() && unsigned(i).is_ok_and(|(end, _)| currency_after(end));
    check(start, !begins || !start.glued() && own(rest))?;
    // A quotation mark is feet or inches only where none is open: "8\" wide", but not "in 2026\"".
    let quoted = start.is(QUOTE)
        && (1..=QUOTE_REACH).any(|n| start.back(n).is_some_and(|b| b.is(QUOTE) && !b.after_digit()));
    let long = start.back(1).is_some_and(|b| b.text().len() > 3);
    let possessive = rest.glued() && rest.is_word();
    let close = start.glued() || rest.is(EXTENT);
    check(start, !start.is(QUOTE) || (close && !quoted && !long && !possessive))?;
    let everyday = start.is(PREPOSITION | ARTICLE | STOP | VERB | OPEN | CLOSE) && rest.at == start.at + 1;
    // "between 2 and 4 p.m."
    let clock = start.is(CLOCK_HALF) && rest.is(PERIOD) && rest.glued() && rest.skip(1).is(CLOCK_M);
    check(start, !(clock && rest.skip(1).glued()))?;
    // "the 12-3/4s of 2011": bonds.
    let bonds = start.is(DECADE_S) && start.glued() && start.back(2).is_some_and(|b| b.is(SLASH));
    check(start, !bonds)?;
    // "three billion marks" are money, "eight marks" may be a pupil's.
    let sum = currency(i, u) && start.after(SCALE) && start.text().ends_with('s');
    check(start, digits || !u.weak || sum)?;
    let tight = start.glued() && hyphen.is_none();
    // "2½ in thick", "the pencil is 2 in.", but not "11 billion are from abroad"
    // "36 in North Cotabato"
    // "145 in high school"
    let behind = rest.skip(1);
    let noun = behind.is_word() && !behind.is(PREPOSITION | STOP | VERB | AND | ARTICLE);
    let extent = rest.is(EXTENT) && !rest.is_capital() && !noun;
    let told = tight || joined || ((extent || ends(rest)) && !start.is(VERB | STOP));
    check(start, !everyday || (digits && (told || paid(start, rest, u))))?;
    check(start, !(u.symbol && u.weak && lettered(start, rest, hyphen.is_some())))?;
    // "5 A-levels", "10 FT-SE futures": what a hyphen ties to what follows is no symbol.
    let name = u.symbol && u.weak || start.is_capital() && rest.skip(1).is_capital();
    let tied = name && !start.glued() && rest.glued() && rest.is(HYPHEN);
    check(start, !tied)?;
    Ok((rest, u))
}

/// Whether a word that is a currency and a verb is the currency: "3 trillion won in bonds", "20,000 won ($15)".
fn paid(start: Input<'_>, rest: Input<'_>, u: UnitWord) -> bool {
    let summed = rest.is(OPEN) && rest.skip(1).is(BEFORE);
    let scaled = start.after(SCALE) && (ends(rest) || rest.is(OPEN | PREPOSITION | AND));
    currency(start, u) && (summed || scaled)
}

fn currency(i: Input<'_>, u: UnitWord) -> bool {
    i.context.units.get(u.unit).currency.is_some()
}

/// Whether a single letter is part of a name: "20 C Street", "a 10-K filing", "190 W.Berlin", "4 million B".
fn lettered(start: Input<'_>, rest: Input<'_>, hyphened: bool) -> bool {
    let name = rest.is_capital() && !rest.glued() && !rest.is(WEEKDAY | MONTH);
    let initial = rest.is(PERIOD) && rest.glued() && rest.skip(1).glued() && rest.skip(1).is_word();
    let slashed = rest.is(SLASH) && rest.glued() && !rest.skip(1).glued();
    let apart = !start.glued() && (name || start.after(SCALE));
    start.text().len() == 1 && start.is_capital() && (apart || initial || slashed || hyphened)
}

/// The longest unit spelled here, as one of these symbols or in words.
fn spelled<'a>(
    i: Input<'a>,
    symbols: &Phrases,
    fits: impl Fn(&UnitWord) -> bool,
) -> Option<(Input<'a>, UnitWord)> {
    let context = i.context;
    let vocabulary = context.vocabulary;
    let tokens = context.tokens.get(i.at..i.end).unwrap_or(&[]);
    let known = |value: u32| vocabulary.unit_words.get(value as usize).copied().filter(|u| fits(u));
    let signs = tokens.iter().map(|t| vocabulary.symbol(text_of(context, *t)));
    let words = tokens.iter().map(|t| t.word.0);
    // "a 2,500-square-foot house": the hyphens between the words of a name are spaces.
    let hyphened = i.skip(1).glued() && i.skip(1).is(HYPHEN) && i.skip(2).glued();
    let sign = i
        .is(SIGN_FIRST)
        .then(|| Vocabulary::longest(symbols, signs))
        .flatten()
        .and_then(|(n, v)| Some((n, known(v)?)));
    let name = Vocabulary::longest(&vocabulary.units, words).and_then(|(n, v)| Some((n, known(v)?)));
    let name = if hyphened { longer(name, hyphened_name(i, known)) } else { name };
    let (n, u) = longer(sign, name)?;
    Some((i.skip(n), u))
}

/// A unit as found: its tokens, and what it is.
type Spelled = Option<(usize, UnitWord)>;

/// The longer of two, the first when they are even.
fn longer(a: Spelled, b: Spelled) -> Spelled {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// The longest unit whose words hyphens join: "square-foot".
fn hyphened_name(i: Input<'_>, known: impl Fn(u32) -> Option<UnitWord>) -> Spelled {
    let joint = |n: usize| i.skip(n).is(HYPHEN) && i.skip(n).glued() && i.skip(n + 1).glued();
    let tokens = i.context.tokens.get(i.at..i.end).unwrap_or(&[]);
    let words = tokens.iter().enumerate().filter(|(n, _)| !joint(*n)).map(|(_, t)| t.word.0);
    let (n, value) = Vocabulary::longest(&i.context.vocabulary.units, words)?;
    let places = (0..tokens.len()).filter(|k| !joint(*k));
    Some((places.take(n).last()? + 1, known(value)?))
}

/// "pcm", "pa": a sum for a month, for a year.
fn coded_rate(i: Input<'_>) -> Read<'_, (Option<UnitId>, Option<Span>)> {
    let vocabulary = i.context.vocabulary;
    let word = i.peek().map_or(WordId::UNKNOWN, |t| t.word);
    let codes = [("rate_month", Untold::Month), ("rate_week", Untold::Week), ("rate_year", Untold::Age)];
    let code = codes.iter().find(|(list, _)| vocabulary.list(list).contains(&word));
    match code.and_then(|(_, unit)| vocabulary.untold(*unit)) {
        Some(unit) => Ok((i.skip(1), (Some(unit), None))),
        None => no(),
    }
}

/// The pound of weight for the pound of money.
fn weighed(i: Input<'_>, id: UnitId) -> UnitId {
    let units = i.context.units;
    let other = units.other(id).filter(|other| units.get(*other).currency.is_none());
    other.filter(|_| units.get(id).currency.is_some()).unwrap_or(id)
}

/// "a barrel", "per head", "an hour", "/kg", "-a-year": what the amount is for.
fn rate<'a>(i: Input<'a>, of: &Part) -> Read<'a, (Option<UnitId>, Option<Span>)> {
    if i.is(RATE_CODE) && of.unit.as_ref().is_some_and(|u| unit_of(i, u).currency.is_some()) {
        return coded_rate(i);
    }
    let hyphen = |i| opt(glued(HYPHEN)).parse(i);
    let (rest, _) = hyphen(i)?;
    let (rest, link) = alt((word(PER | ARTICLE), glued(SLASH))).parse(rest)?;
    let (rest, _) = hyphen(rest)?;
    let article = i.context.vocabulary.is(link.word, ARTICLE);
    let sum = of.unit.as_ref().is_some_and(|u| unit_of(i, u).currency.is_some());
    if let Some((after, u)) = spelled(rest, &i.context.vocabulary.signs, |u| u.after) {
        let time = &*i.context.units.get(u.unit).dimension == "time";
        let common = rest.is(PER_NOUN) && rest.skip(1).at == after.at;
        // "12 yen a year earlier": another time, no rate.
        if (!article || time || sum || common) && !after.is(AGO) {
            // "$2.15 a pound": what is paid for is weighed.
            let unit = if sum { weighed(i, u.unit) } else { u.unit };
            return Ok((after, (Some(unit), None)));
        }
    }
    // "7.1 tonnes a head"
    let goods = || of.unit.as_ref().is_some_and(|u| PORTIONS.contains(&&*unit_of(i, u).dimension));
    check(rest, !article || rest.is(PER_NOUN) && (sum || goods()))?;
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
