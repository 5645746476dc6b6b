//! Shares of two numbers, multiples, ordinals and vague numbers.

use nom::{
    Parser,
    branch::alt,
    combinator::{map, opt},
    sequence::preceded,
};

use super::{
    digits::Digits,
    figure::{Amount, Figure, Kind},
    input::{Input, Read, check, digits, glued, no, word},
    number::{Number, Shape, decimal, number, ranked, unsigned},
    quantity::{plain, unit_after},
    range::{Found, hedged},
    sense::{
        AND, APOSTROPHE, ARTICLE, AS, BEFORE, COLON, COUPLE, DECADE_S, DETERMINER, EVERY, FRACTION, GROUP,
        HEDGE_FIRST, HUNDRED, HYPHEN, IN, MULTIPLE, OF, ONES, ORDINAL, OUT, OWNER, PART, PER, SCALE, SLASH,
        SOME, SOMETHING, SPAN_CUE, SUFFIX, TENS, TIMES, VAGUE, VAGUE_OF,
    },
    vocabulary::Untold,
    when::thermal,
};

/// A special figure: tried before plain quantities, the hedge before it already read.
pub(super) fn special(i: Input<'_>) -> Read<'_, Found> {
    let (rest, (end, figure, shape)) = match number(i) {
        // Most numbers stand alone: a look at the next word tells.
        Ok((rest, n)) => {
            check(rest, rest.is(IN | OUT | OF | HYPHEN | TIMES | DECADE_S) || !i.is_digits())?;
            alt((share(n), times(n))).parse(rest).or_else(|_| vague(i))?
        }
        Err(_) => alt((multiple_word, vague)).parse(i)?,
    };
    let last = rest.at.max(end);
    Ok((rest, Found { first: i.at, core: i.at, core_end: end, last, span_end: end, shape, figure }))
}

type Special<'a> = Read<'a, (usize, Figure, Shape)>;

fn figure(kind: Kind, amount: Amount) -> Figure {
    Figure { kind, amount, high: None, unit: None, hedge: None, noun: None, of: None, elided: None }
}

fn exact(value: f64, digits: bool) -> Amount {
    Amount { value, step: 0.0, coarse: 0.0, scale: 1.0, digits }
}

/// "one in five", "3 out of 10", "40 of the 60".
fn share<'a>(part: Number) -> impl Fn(Input<'a>) -> Special<'a> {
    move |i| share_tail(part, i)
}

fn share_tail(part: Number, i: Input<'_>) -> Special<'_> {
    check(i, i.is(IN | OUT | OF | HYPHEN))?;
    check(i, part.amount.value.fract() == 0.0 && part.shape != Shape::Fraction)?;
    // "four of the last nine games", "12-of-19 shooting"
    let of = preceded(word(OF), opt(preceded(word(DETERMINER), opt(word(SPAN_CUE)))));
    let tied = (glued(HYPHEN), glued(OF), glued(HYPHEN));
    let mut link = alt((
        map((word(OUT), word(OF), opt(word(DETERMINER))), |_| true),
        map(preceded(opt(glued(HYPHEN)), (word(IN), opt(alt((glued(HYPHEN), word(EVERY)))))), |_| false),
        map((word(OF), word(EVERY)), |_| true),
        map(tied, |_| true),
        // "one of 11 plans" is a count, "four of the 11" a share.
        map(preceded(|i| check(i, part.shape != Shape::One), of), |_| true),
    ));
    let (rest, out_of) = link.parse(i)?;
    let start = rest;
    let (rest, whole) = whole_number(rest)?;
    let (a, b) = (part.amount.value, whole.amount.value);
    let year = matches!(whole.shape, Shape::Digits(4));
    check(rest, 0.0 < a && a < b && b >= 2.0 && (out_of || !year))?;
    // "two in 10 years", "one in 5 km": no share.
    check(rest, unit_after(rest, whole.amount.digits).is_err())?;
    // "odds of one in 14 million", "a chance of 1 in 292.2 million"
    check(start, out_of || b <= 1e6 || a == 1.0 && whole.amount.scale >= 1e6)?;
    let of = Some((a, b));
    let amount = exact(a / b, part.amount.digits && whole.amount.digits);
    Ok((rest, (rest.at, Figure { of, ..figure(Kind::Share, amount) }, Shape::Words)))
}

fn whole_number(i: Input<'_>) -> Read<'_, Number> {
    let (rest, n) = unsigned(i)?;
    let whole = n.amount.value.fract() == 0.0 && n.shape != Shape::Fraction;
    check(rest, whole)?;
    Ok((rest, n))
}

/// "tripled", "twice", "tenfold".
fn multiple_word(i: Input<'_>) -> Special<'_> {
    let (rest, _) = word(MULTIPLE)(i)?;
    // "double-A", "Treble Bob"
    let name = i.is_capital() && i.at > i.first && rest.is_capital();
    let tied = rest.glued() && rest.is(HYPHEN);
    // "Raised twice this year" counts, "twice the price" multiplies.
    let of = rest.is_digits() || rest.is(AS | OWNER | ONES | TENS | BEFORE);
    check(rest, !name && !tied && (of || !i.is(TIMES)))?;
    let amount = Amount { step: 0.0, coarse: 0.0, ..exact(i.sense().number, false) };
    Ok((rest, (rest.at, figure(Kind::Multiple, amount), Shape::Words)))
}

/// "3.5 times as many", "three times last year's", "10-fold", "3x".
fn times<'a>(n: Number) -> impl Fn(Input<'a>) -> Special<'a> {
    move |i| times_tail(n, i)
}

fn times_tail(n: Number, i: Input<'_>) -> Special<'_> {
    let (rest, hyphen) = opt(glued(HYPHEN)).parse(i)?;
    let (rest, token) = word(TIMES)(rest)?;
    let folds = hyphen.is_some() || token.glued;
    // "Three times last year's sum"
    let owned = rest.is_possessive() || rest.skip(1).is_possessive();
    check(rest, folds || owned || rest.is(AS))?;
    Ok((rest, (rest.at, figure(Kind::Multiple, n.amount), n.shape)))
}

/// "1:21.05": minutes and seconds.
pub(super) fn lap(i: Input<'_>) -> Read<'_, Found> {
    check(i, i.skip(1).is(COLON) && i.skip(1).glued() && i.skip(2).glued())?;
    let (rest, minutes) = decimal(i)?;
    let (rest, seconds) = decimal(rest.skip(1))?;
    let tenths = (1..=3).contains(&seconds.decimals) && seconds.width == 2 && seconds.value < 60.0;
    check(rest, minutes.plain && minutes.width <= 2 && tenths && !(rest.glued() && rest.is(COLON | SLASH)))?;
    let Some(unit) = i.context.vocabulary.untold(Untold::Second) else { return no() };
    let (step, parts) = (10f64.powi(-seconds.decimals), 10f64.powi(seconds.decimals));
    let value = ((minutes.value * 60.0 + seconds.value) * parts).round() / parts;
    let amount = Amount { value, step, coarse: step, scale: 1.0, digits: true };
    let figure = Figure { unit: Some(plain(i, unit)), ..figure(Kind::Duration, amount) };
    Ok((rest, found(i, rest, figure, Shape::Digits(0))))
}

/// A figure from here to there.
fn found(i: Input<'_>, rest: Input<'_>, figure: Figure, shape: Shape) -> Found {
    let end = rest.at;
    Found { first: i.at, core: i.at, core_end: end, last: end, span_end: end, shape, figure }
}

/// "a man in his 40s", "the over-65s", "20-something": ages; "highs in the mid-80s": degrees.
pub(super) fn ages(i: Input<'_>) -> Read<'_, Found> {
    let next = i.skip(1);
    check(i, (i.is_digits() || i.is(TENS)) && next.glued() && next.is(APOSTROPHE | DECADE_S | HYPHEN))?;
    let (rest, n) = number(i)?;
    let (rest, something) = opt(preceded(glued(HYPHEN), glued(SOMETHING))).parse(rest)?;
    let age = n.amount.value;
    let (rest, decade) = if something.is_some() {
        (rest, age % 10.0 == 0.0 && (10.0..100.0).contains(&age))
    } else {
        let (rest, _) = opt(glued(APOSTROPHE)).parse(rest)?;
        let (rest, _) = glued(DECADE_S)(rest)?;
        check(rest, matches!(n.shape, Shape::Digits(2)) && !(rest.glued() && rest.is_word()))?;
        let start = i.back(1).filter(|b| b.is(HYPHEN) && i.glued()).unwrap_or(i);
        let part = start.back(1).filter(|b| b.is(PART)).unwrap_or(i);
        let decade = part.after(OWNER) && age % 10.0 == 0.0;
        // "the over-65s", "the over 65s"
        let group = if start.at < i.at { start.after(HEDGE_FIRST) } else { hedged(i) };
        let warm = thermal(i) && age % 10.0 == 0.0;
        check(rest, decade || group || warm)?;
        (rest, decade || warm)
    };
    check(rest, decade || something.is_none())?;
    let owned = (1..4).any(|n| i.back(n).is_some_and(|b| b.is(OWNER)));
    let (kind, which) = match decade && !owned && something.is_none() && thermal(i) {
        true => (Kind::Measure, Untold::Cold),
        false => (Kind::Age, Untold::Age),
    };
    let Some(unit) = i.context.vocabulary.untold(which) else { return no() };
    let high = decade.then_some(exact(age + 9.0, true));
    let figure = Figure { unit: Some(plain(i, unit)), high, ..figure(kind, exact(age, true)) };
    Ok((rest, found(i, rest, figure, n.shape)))
}

/// "dozens", "hundreds of thousands", "several hundred", "a few thousand", "millions of dollars".
fn vague(i: Input<'_>) -> Special<'_> {
    let (rest, value) = alt((vague_words, few, vague_digits)).parse(i)?;
    let (rest, unit) = match opt(word(OF)).parse(rest).and_then(|(of, _)| unit_after(of, false)) {
        Ok((rest, id)) => (rest, Some(plain(i, id))),
        Err(_) => (rest, None),
    };
    let figure = Figure { unit, ..figure(Kind::Vague, exact(value, false)) };
    Ok((rest, (rest.at, figure, Shape::Words)))
}

fn vague_words(i: Input<'_>) -> Read<'_, f64> {
    let (mut at, _) = word(VAGUE)(i)?;
    check(i, !i.is(VAGUE_OF) || at.is(OF))?;
    let mut value = i.sense().number;
    while let Ok((rest, token)) = preceded(word(OF), word(VAGUE)).parse(at) {
        value *= i.context.vocabulary.sense(token.word).number;
        at = rest;
    }
    Ok((at, value))
}

/// "10s of thousands".
fn vague_digits(i: Input<'_>) -> Read<'_, f64> {
    let (rest, n) = number(i)?;
    let (rest, _) = glued(DECADE_S)(rest)?;
    check(rest, n.amount.value % 10.0 == 0.0)?;
    let (rest, token) = preceded(word(OF), word(VAGUE)).parse(rest)?;
    Ok((rest, n.amount.value * i.context.vocabulary.sense(token.word).number))
}

/// "several hundred", "a few thousand", "a couple of hundred".
fn few(i: Input<'_>) -> Read<'_, f64> {
    let (rest, _) = opt(word(ARTICLE)).parse(i)?;
    let couple = |i| -> Read<'_, f64> {
        let (rest, _) = (word(COUPLE), opt(word(OF))).parse(i)?;
        Ok((rest, 2.0))
    };
    let (rest, n) = alt((couple, map(word(SOME), |_| 1.0))).parse(rest)?;
    let (rest, token) = word(HUNDRED | SCALE | GROUP)(rest)?;
    Ok((rest, n * i.context.vocabulary.sense(token.word).number))
}

/// "third", "twenty-first", "21st", "two hundredth": the rank.
pub(super) fn ordinal(i: Input<'_>) -> Read<'_, f64> {
    // "requests per second"
    check(i, !i.after(PER))?;
    alt((digits_ordinal, word_ordinal)).parse(i)
}

fn digits_ordinal(i: Input<'_>) -> Read<'_, f64> {
    let (rest, _) = digits(i)?;
    check(rest, rest.glued() && rest.is(SUFFIX))?;
    match i.says() {
        Some(Digits::Number(d)) if ranked(rest, d.value) => Ok((rest.skip(1), d.value)),
        _ => no(),
    }
}

/// Tokens of the longest ordinal in words that is looked for.
const LONGEST: usize = 16;

fn word_ordinal(i: Input<'_>) -> Read<'_, f64> {
    let (mut at, mut value, mut unit) = (i, 0.0, false);
    // "one twenty-fifth" is no rank: behind "one" come "hundred" and "thousand" only.
    while at.is(ONES | TENS | HUNDRED | SCALE) && !at.is(VAGUE) && at.at < i.at + LONGEST {
        let sense = at.sense();
        check(at, !unit || sense.is(HUNDRED | SCALE))?;
        unit = sense.is(ONES);
        value = if sense.is(HUNDRED | SCALE) {
            f64::max(value, 1.0) * sense.number
        } else {
            value + sense.number
        };
        at = at.skip(1);
        at = glued(HYPHEN)(at).or_else(|_| word(AND)(at)).map_or(at, |(rest, _)| rest);
    }
    check(at, at.is(ORDINAL))?;
    let rank = at.sense().rank;
    let value = if rank >= 100.0 { f64::max(value, 1.0) * rank } else { value + rank };
    // "one third", "two tenth": a fraction or nothing.
    check(at, at.at == i.at || (value > 20.0 && (!unit || rank >= 100.0)))?;
    let rest = at.skip(1);
    check(rest, !(unit && at.is(FRACTION) && rest.is(OF)))?;
    check(rest, !(at.at > i.at && at.is(FRACTION) && rest.is(FRACTION)))?;
    Ok((rest, value))
}

/// An ordinal as a figure.
pub(super) fn ordinal_figure(i: Input<'_>) -> Read<'_, Found> {
    let (rest, value) = ordinal(i)?;
    let figure = figure(Kind::Ordinal, exact(value, i.is_digits()));
    Ok((rest, found(i, rest, figure, Shape::Words)))
}
