//! Fractions in digits and in words, alone or behind a whole number.

use nom::{
    Parser,
    branch::alt,
    combinator::{map, opt},
    sequence::preceded,
};

use super::{
    input::{Input, Read, check, glued, no, word},
    number::{Number, below_thousand, decimal, scale, scales},
    sense::{
        AND, ARTICLE, DETERMINER, FRACTION, HUNDRED, HYPHEN, NEGATIVE, OF, ONES, OVER, PERIOD_NAME, SCALE,
        SCALE_LETTER, SLASH, SPAN_CUE, TENS, VULGAR,
    },
};

/// "half", "two-thirds", "half a million", "half-a-dozen", "a quarter of a million", "quarter million".
pub(super) fn fraction(i: Input<'_>) -> Read<'_, Number> {
    let (rest, value) = pure_fraction(i)?;
    let number = Number::fraction(value, false);
    let article = opt((opt(glued(HYPHEN)), opt(word(OF)), word(ARTICLE)));
    match (article, opt(glued(HYPHEN)), scale).parse(rest) {
        Ok((rest, (_, _, factor))) => scales(rest, number.scaled(factor)),
        Err(_) => Ok((rest, number)),
    }
}

/// "a half", "one third", "three-quarters", "two twenty-fifths", "half", "quarter": its value.
pub(super) fn pure_fraction(i: Input<'_>) -> Read<'_, f64> {
    let numerator = alt((below_thousand, map(word(ARTICLE), |_| 1.0)));
    let (rest, over) = opt((numerator, opt(word(HYPHEN)))).parse(i)?;
    let hyphened = over.is_some_and(|(_, hyphen)| hyphen.is_some());
    let (rest, over) = match over {
        Some((n, _)) => (rest, Some(n)),
        None => (i, None),
    };
    let (rest, tens) = match large_divisor(rest) {
        Ok((after, n)) if over.is_some() && !i.is(ARTICLE) => (after, n),
        _ => (rest, 0.0),
    };
    let under = rest.sense();
    check(
        rest,
        under.is(FRACTION) && (tens == 0.0 || under.rank < 10.0 || tens % 100.0 == 0.0 || tens == 1.0),
    )?;
    check(rest, under.rank > 1.0 || tens > 1.0)?;
    let (over, tens) = if tens == 0.0 { last_tens(i, rest, over) } else { (over, tens) };
    // "one one-hundredth": so many hundredths, one of which is named.
    let divisor = if tens == 1.0 { under.rank } else { tens + under.rank };
    let plural = rest.folded().ends_with('s');
    let after = rest.skip(1);
    // "The last three quarters" and "two quarters" are periods; "three quarters" is a share, as a rule.
    let periods = plural && !hyphened && rest.is(PERIOD_NAME) && !after.is(OF);
    check(i, !(periods && (i.after(SPAN_CUE) || over != Some(3.0))))?;
    match over {
        None if divisor != 2.0 && divisor != 4.0 || plural => no(),
        // "a three-quarter-mile track", "one and three quarter hours"
        Some(n) if (n != 1.0) != plural && divisor != 2.0 => {
            check(i, (hyphened || i.after(AND)) && n == 3.0 && divisor == 4.0)?;
            Ok((after, 0.75))
        }
        _ => Ok((after, over.unwrap_or(1.0) / divisor)),
    }
}

/// What stands before the last word of a divisor: the "twenty" of "two twenty-fifths", the "one hundred" of
/// "one one hundred and fifth", and the "one" of "one one-hundredth".
fn large_divisor(i: Input<'_>) -> Read<'_, f64> {
    let (rest, _) = word(TENS | ONES)(i)?;
    let n = i.sense().number;
    if i.is(TENS) {
        let (rest, _) = opt(glued(HYPHEN)).parse(rest)?;
        return Ok((rest, n));
    }
    if rest.is(HUNDRED) {
        let (rest, _) = opt(word(AND)).parse(rest.skip(1))?;
        return Ok((rest, n * 100.0));
    }
    let (rest, _) = opt(glued(HYPHEN)).parse(rest)?;
    check(rest, n == 1.0 && rest.sense().rank >= 100.0)?;
    Ok((rest, 1.0))
}

/// What is divided and the tens of the divisor: "one hundred thirty-fifths" are a hundred of them, "thirty fifths"
/// are thirty, and "one hundred and thirty fifths" are 130.
fn last_tens(i: Input<'_>, at: Input<'_>, over: Option<f64>) -> (Option<f64>, f64) {
    let end = at.back(1).filter(|b| b.is(HYPHEN)).unwrap_or(at);
    let tens = end.back(1).filter(|b| b.is(TENS) && b.at > i.at && !b.after(AND));
    match (over, tens.map(|b| b.sense().number)) {
        (Some(over), Some(n)) if at.sense().rank < 10.0 && over > n => (Some(over - n), n),
        _ => (over, 0.0),
    }
}

/// The "and a half" of "three and a half", of "two-and-a-half-year" and of "an hour and a half".
pub(super) fn and_fraction(i: Input<'_>) -> Read<'_, f64> {
    let and = (opt(glued(HYPHEN)), word(AND), opt(glued(HYPHEN)));
    preceded(and, alt((ratio, part_of_one))).parse(i)
}

/// A fraction of less than one: in "one hundred and thirty-two fifths" there are 132 of them.
pub(super) fn part_of_one(i: Input<'_>) -> Read<'_, f64> {
    let (rest, part) = pure_fraction(i)?;
    check(rest, part < 1.0)?;
    Ok((rest, part))
}

/// As [`and_fraction`], behind a unit: no share of something else follows, as in "two miles and half the
/// way" and "an hour and a third man".
pub(super) fn unit_and_fraction(i: Input<'_>) -> Read<'_, f64> {
    let (rest, part) = and_fraction(i)?;
    let taken = rest.is(ARTICLE | DETERMINER | SCALE | OF) && !(rest.is(OF) && i.skip(1).is(ARTICLE));
    let noun = rest.is_word() && part != 0.5 && part != 0.25 && part != 0.75;
    let tied = rest.glued() && rest.is(HYPHEN);
    check(rest, !(taken || noun || tied))?;
    Ok((rest, part))
}

/// "5/8": glued, and less than one.
pub(super) fn digit_fraction(i: Input<'_>) -> Read<'_, Number> {
    map(ratio, |value| Number::fraction(value, true)).parse(i)
}

/// What people divide by, beside the numbers up to twelve.
const PARTS: [f64; 11] = [15.0, 16.0, 20.0, 24.0, 25.0, 32.0, 50.0, 64.0, 100.0, 128.0, 1000.0];

fn ratio(i: Input<'_>) -> Read<'_, f64> {
    let (rest, (over, _, under)) = (decimal, glued(SLASH), decimal).parse(i)?;
    // "2/2019" is a month, "418/420 pence" what a dealer bids and asks.
    let one_in_tens = over.value == 1.0 && under.value % 10.0 == 0.0;
    let usual = under.value <= 12.0 || PARTS.contains(&under.value) || one_in_tens;
    let small = over.plain && under.plain && usual && over.value < under.value;
    check(rest, small && !(rest.glued() && rest.is(SLASH)))?;
    Ok((rest, over.value / under.value))
}

/// "½".
pub(super) fn vulgar(i: Input<'_>) -> Read<'_, Number> {
    let (rest, part) = vulgar_part(i)?;
    scales(rest, Number::fraction(part, true))
}

/// The "½" of "3½".
pub(super) fn vulgar_part(i: Input<'_>) -> Read<'_, f64> {
    let (rest, _) = word(VULGAR)(i)?;
    let sense = i.sense();
    Ok((rest, sense.number / sense.rank))
}

/// The "5/8" of "6 5/8" and "6-5/8".
pub(super) fn mixed_part(i: Input<'_>) -> Read<'_, f64> {
    preceded(opt(glued(HYPHEN)), ratio).parse(i)
}

/// "one over twenty", "minus one over 20".
pub(super) fn over(i: Input<'_>) -> Read<'_, Number> {
    check(i, i.at == i.first || i.after(NEGATIVE))?;
    let small = |i| alt((map(decimal, |d| d.value), below_thousand)).parse(i);
    let (rest, (a, _, b)) = (small, word(OVER), small).parse(i)?;
    check(rest, a > 0.0 && b > 0.0 && !rest.is(SCALE | SCALE_LETTER))?;
    check(rest, rest.peek().is_none())?;
    Ok((rest, Number::fraction(a / b, false)))
}
