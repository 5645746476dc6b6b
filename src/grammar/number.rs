//! Numbers: digits, words, and both mixed, with scale words and fractions.

use nom::{Parser, branch::alt, combinator::opt, sequence::preceded};

use super::{
    digits::{Decimal, Digits},
    figure::Amount,
    fraction::{and_fraction, digit_fraction, fraction, mixed_part, over, part_of_one, vulgar, vulgar_part},
    input::{Input, Read, ReadNumber, check, digits, glued, no, word},
    quantity::{currency_after, ends_sign},
    sense::{
        AND, ARTICLE, BEFORE, CHANGE, CLOSE, COMMA, COMMA_MONEY, DASH, EXTENT, FALLING, FRACTION, FROM,
        GROUP, HUNDRED, HYPHEN, NEGATIVE, NOT_PLURAL, ONES, OPEN, OR, PERIOD, PLURAL, POINT, PREPOSITION,
        RACE, SCALE, SCALE_LETTER, SLASH, STOP, STRONG, SUFFIX, TENS, TIMES, TO, UNIT_FIRST, VAGUE, VERB,
        VULGAR,
    },
    vocabulary::LetterUse,
};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// In digits; the length when it is a plain whole number, 0 otherwise.
    Digits(usize),
    /// In words.
    Words,
    /// The word "one".
    One,
    /// "half", "two-thirds", "3/8": part of something, when nothing else is said.
    Fraction,
}

/// A number as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) amount: Amount,
    pub(super) shape: Shape,
}

impl Number {
    /// A number in words: exact below a hundred, else shown to its last figure.
    pub(super) fn words(value: f64, scale: f64) -> Self {
        let amount = if scale > 1.0 {
            Amount { value, step: scale, coarse: coarse(value, scale), scale, digits: false }
        } else if value < 100.0 {
            Amount { value, step: 0.0, coarse: 0.0, scale: 1.0, digits: false }
        } else {
            Amount { value, step: 1.0, coarse: coarse(value, 1.0), scale: 1.0, digits: false }
        };
        Number { amount, shape: if value == 1.0 { Shape::One } else { Shape::Words } }
    }

    fn decimal(d: Decimal) -> Self {
        let step = 10f64.powi(-d.decimals);
        let coarse = if d.value == 0.0 { step } else { step * 10f64.powi(d.zeros) };
        let amount = Amount { value: d.value, step, coarse, scale: 1.0, digits: true };
        Number { amount, shape: Shape::Digits(if d.plain { d.width } else { 0 }) }
    }

    pub(super) fn fraction(value: f64, digits: bool) -> Self {
        let amount = Amount { value, step: 0.0, coarse: 0.0, scale: 1.0, digits };
        Number { amount, shape: Shape::Fraction }
    }

    /// The number times a scale word.
    pub(super) fn scaled(self, factor: f64) -> Self {
        let a = self.amount;
        // "half a million", "three and a half million": shown to a tenth of the scale.
        let (step, coarse) = if a.step == 0.0 && a.value.fract() != 0.0 {
            (0.1, 0.1)
        } else {
            (a.step.max(a.step_or_one()), a.coarse.max(a.step_or_one()))
        };
        let amount = Amount {
            value: whole(a.value * factor),
            step: step * factor,
            coarse: coarse * factor,
            scale: a.scale * factor,
            digits: a.digits,
        };
        let shape = if let Shape::Digits(_) = self.shape { Shape::Digits(0) } else { Shape::Words };
        Number { amount, shape }
    }

    /// With a fraction of its last scale added: "3½".
    pub(super) fn plus(self, part: f64) -> Self {
        let a = self.amount;
        let sign = if a.value < 0.0 { -1.0 } else { 1.0 };
        // "3½" is exact as written: nobody prints sixteenths of what was rounded to a half.
        let value = ((a.value + sign * part * a.scale) * 1e9).round() / 1e9;
        let amount = Amount { value, step: 0.0, coarse: 0.0, ..a };
        let shape = if a.digits { Shape::Digits(0) } else { Shape::Words };
        Number { amount, shape }
    }

    pub(super) fn negated(self) -> Self {
        let amount = Amount { value: -self.amount.value, ..self.amount };
        Number { amount, ..self }.unplain()
    }

    /// No longer a plain whole number.
    fn unplain(self) -> Self {
        let shape = if let Shape::Digits(_) = self.shape { Shape::Digits(0) } else { self.shape };
        Number { shape, ..self }
    }
}

/// Without the noise of the last bits: 4.1 times a trillion is a whole number.
pub(super) fn whole(x: f64) -> f64 {
    if (x - x.round()).abs() < 1e-12 * x.abs() { x.round() } else { x }
}

impl Amount {
    fn step_or_one(self) -> f64 {
        if self.step == 0.0 { 1.0 } else { self.step }
    }
}

/// One unit of the last digit of `value` that is no zero, `step` being one of the last place shown.
fn coarse(value: f64, step: f64) -> f64 {
    let mut unit = step;
    while value != 0.0 && unit < value.abs() && (value / (unit * 10.0)).fract() == 0.0 {
        unit *= 10.0;
    }
    unit
}

/// A number, with its sign.
pub(super) fn number(i: Input<'_>) -> Read<'_, Number> {
    if i.peek().is_none() {
        return no(); // what begins the next sentence is not looked at from this one
    }
    let last = i.context.last.get().filter(|last| last.at == i.at);
    let found = match last {
        Some(last) => last.found,
        None => alt((negative, unsigned)).parse(i).ok().map(|(rest, number)| (rest.at, number)),
    };
    i.context.last.set(Some(ReadNumber { at: i.at, found }));
    match found {
        Some((at, number)) => Ok((Input { at, ..i }, number)),
        None => no(),
    }
}

/// A number without a sign.
pub(super) fn unsigned(i: Input<'_>) -> Read<'_, Number> {
    let (i, n) = if i.is_digits() {
        alt((over, in_digits, fraction)).parse(i)?
    } else if i.is(VULGAR) {
        vulgar(i)?
    } else {
        check(i, i.is(ONES | TENS | HUNDRED | SCALE | GROUP | FRACTION | ARTICLE))?;
        alt((over, fraction, in_words)).parse(i)?
    };
    if n.amount.scale <= 1.0 || n.shape == Shape::Fraction {
        return Ok((i, n));
    }
    // "2 million and a half", "one billion and a half million".
    match and_fraction(i) {
        // "£1.2m and a third above the £1.8m": nobody writes a third of a million so.
        Ok((rest, part)) if !rest.is(SCALE) && n.amount.digits && (part * 4.0).fract() != 0.0 => Ok((i, n)),
        Ok((rest, part)) if !rest.is(SCALE) => Ok((rest, n.plus(part))),
        Ok((rest, part)) if rest.sense().number < n.amount.scale => {
            Ok((rest.skip(1), n.plus(part * rest.sense().number / n.amount.scale)))
        }
        _ => Ok((i, n)),
    }
}

/// "minus five", "-5"; a dash glued to what stands before it is no sign.
fn negative(i: Input<'_>) -> Read<'_, Number> {
    let (rest, sign) = word(NEGATIVE)(i)?;
    let mark = sign.kind == super::token::TokenKind::Mark;
    check(i, !mark || !sign.glued || i.after(OPEN | COMMA) || after_sign(i))?;
    check(i, !mark || rest.glued() || starts_alone(i))?;
    let (rest, number) = unsigned(rest)?;
    Ok((rest, if mark && falls(i) { number } else { number.negated() }))
}

/// "fell -3.9%", "down by -2%": the word has said so already; "fell from -1 to -3" tells where it fell.
pub(super) fn falls(i: Input<'_>) -> bool {
    i.after(FALLING) || i.back(1).is_some_and(|b| b.is(PREPOSITION) && !b.is(TO | FROM) && b.after(FALLING))
}

/// "$-99": after a currency's sign, but not after letters ("B-1").
fn after_sign(i: Input<'_>) -> bool {
    i.after(BEFORE) && i.back(1).is_some_and(|b| !b.is_word())
}

/// "- 10": a sign that stands apart is one only where nothing is before it.
fn starts_alone(i: Input<'_>) -> bool {
    i.at == i.first
}

/// "1,400", "2½", "6 5/8", "1.2bn", "3 hundred thousand".
fn in_digits(i: Input<'_>) -> Read<'_, Number> {
    let (rest, d) = decimal(i)?;
    let joined = d.plain && (rest.is_digits() || rest.is(SLASH | COMMA | PERIOD | POINT)) || rest.is(TIMES);
    let several = joined
        .then(|| {
            let mut forms =
                alt((digit_fraction, spaced_groups, spaced_point, decimal_comma, said_point, times_power));
            forms.parse(i).ok()
        })
        .flatten();
    let (rest, number) = several.unwrap_or_else(|| (rest, Number::decimal(d)));
    check(rest, !ranked(rest, number.amount.value))?;
    let (rest, part) = match rest.is_digits() || rest.is(VULGAR | HYPHEN | AND) {
        true => opt(alt((vulgar_part, mixed_part, and_fraction))).parse(rest)?,
        false => (rest, None),
    };
    // "$5.60-1/2", as grain is quoted: half a cent.
    let last = if d.decimals == 2 { 0.01 } else { 1.0 };
    let number = part.map_or(number, |p| number.plus(p * last));
    let (rest, number) = scales(rest, number)?;
    Ok(smaller_scales(rest, number))
}

/// Whether a rank's ending follows the digits: "21st" is a rank, "9st" is a weight.
pub(super) fn ranked(i: Input<'_>, value: f64) -> bool {
    let suffix = i.sense();
    let (last, teen) = (value % 10.0, (11.0..14.0).contains(&(value % 100.0)));
    let goes = suffix.rank == if teen || last > 3.0 { 0.0 } else { last };
    i.glued() && suffix.is(SUFFIX) && goes
}

/// Digits that are one number.
pub(super) fn decimal(i: Input<'_>) -> Read<'_, Decimal> {
    let (rest, _) = digits(i)?;
    match i.says() {
        Some(Digits::Number(d)) => Ok((rest, d)),
        _ => no(),
    }
}

/// "10 , 000" and "10 000": groups set apart.
fn spaced_groups(i: Input<'_>) -> Read<'_, Number> {
    let (mut at, first) = decimal(i)?;
    check(i, first.plain && first.width <= 3 && !i.text().starts_with('0'))?;
    let mut value = first.value;
    let mut zeros = first.zeros;
    let group = |i| -> Read<'_, (Decimal, bool)> {
        let (i, comma) = opt(word(COMMA)).parse(i)?;
        let (rest, d) = decimal(i)?;
        let space = !i.glued() && comma.is_none_or(|c| !c.glued);
        check(rest, space && d.plain && d.width == 3)?;
        Ok((rest, (d, comma.is_some() || d.value == 0.0)))
    };
    let (start, mut count, mut sure) = (at.at, 0, true);
    while let Some((rest, (d, safe))) = group(at).ok().filter(|_| count < 6) {
        (count, sure) = (count + 1, sure && safe);
        value = value * 1000.0 + d.value;
        zeros = if d.value == 0.0 { zeros + 3 } else { d.zeros };
        at = rest;
    }
    // Without commas one group is sure to belong to the number before only when it is "000", or behind what has to
    // stand before a number: "some 1 200".
    let told = (super::range::hedged(i) || i.after(TO | FROM))
        && !(at.glued() && (at.is(HYPHEN | DASH) || at.is_word()))
        && (!at.is_word() || at.is_plural());
    check(at, at.at > start && (sure || count > 1 || told))?;
    Ok((at, Number::decimal(Decimal { value, decimals: 0, zeros, width: 9, plain: false, power: false })))
}

/// "0 . 95".
fn spaced_point(i: Input<'_>) -> Read<'_, Number> {
    let (rest, whole) = decimal(i)?;
    let (rest, point) = word(PERIOD)(rest)?;
    let (after, part) = decimal(rest)?;
    check(i, whole.plain && part.plain && !point.glued && !rest.glued())?;
    Ok((after, joined_decimal(whole, part)))
}

/// "5,00", "3,50 euros": a decimal comma, beside a currency of those who write so or where no list can be.
fn decimal_comma(i: Input<'_>) -> Read<'_, Number> {
    let (rest, whole) = decimal(i)?;
    let (rest, _) = glued(COMMA)(rest)?;
    let (after, part) = decimal(rest)?;
    check(after, whole.plain && part.plain && part.width == 2 && rest.glued())?;
    check(after, !(after.glued() && after.is(COMMA | HYPHEN | SLASH)))?;
    // No list goes on with "00"; in "$5,00" a digit is missing.
    let zero = rest.text().starts_with('0') && !i.after(BEFORE);
    check(after, i.after(COMMA_MONEY) || after.is(COMMA_MONEY) || zero)?;
    Ok((after, joined_decimal(whole, part)))
}

/// "3 point 5", and the raised point of medical journals, "3·5".
fn said_point(i: Input<'_>) -> Read<'_, Number> {
    let (rest, whole) = decimal(i)?;
    let (rest, point) = word(POINT)(rest)?;
    let (after, part) = decimal(rest)?;
    let said = part.width == 1 && !point.glued && !rest.glued();
    check(after, whole.plain && part.plain && (said || point.glued && rest.glued()))?;
    check(after, !(after.glued() && after.is(HYPHEN | SLASH)))?;
    Ok((after, joined_decimal(whole, part)))
}

/// The number of these digits before and after its point.
fn joined_decimal(whole: Decimal, part: Decimal) -> Number {
    let decimals = i32::try_from(part.width).unwrap_or(0);
    let value = whole.value + part.value / 10f64.powi(decimals);
    Number::decimal(Decimal { value, decimals, zeros: part.zeros, width: 9, ..whole }).unplain()
}

/// "1.3 × 10^6".
fn times_power(i: Input<'_>) -> Read<'_, Number> {
    let (rest, factor) = decimal(i)?;
    let (rest, _) = word(TIMES)(rest)?;
    let (after, power) = decimal(rest)?;
    check(after, power.power && rest.is_digits())?;
    let number = Number::decimal(factor);
    let a = number.amount;
    let amount = Amount {
        value: whole(a.value * power.value),
        step: a.step * power.value,
        coarse: a.coarse * power.value,
        ..a
    };
    Ok((after, Number { amount, shape: Shape::Digits(0) }))
}

/// A scale word: "million", "dozen", "hundred".
pub(super) fn scale(i: Input<'_>) -> Read<'_, f64> {
    let (rest, _) = word(SCALE | HUNDRED | GROUP)(i)?;
    Ok((rest, i.sense().number))
}

/// Scale words in a row that make one number: "hundred thousand million".
const SCALES: usize = 3;

/// All scale words and letters after a number.
pub(super) fn scales<'a>(i: Input<'a>, number: Number) -> Read<'a, Number> {
    let (mut at, mut n) = (i, number);
    if let Ok((rest, factor)) = scale_letter(at) {
        return Ok((rest, n.scaled(factor)));
    }
    for _ in 0..SCALES {
        match preceded(opt(glued(HYPHEN)), scale).parse(at) {
            Ok((rest, factor)) => (at, n) = (rest, n.scaled(factor)),
            Err(_) => break,
        }
    }
    Ok((at, n))
}

/// The "k" of "120k": glued, exactly so, and not the first letter of something else.
fn scale_letter(i: Input<'_>) -> Read<'_, f64> {
    let (rest, letter) = word(SCALE_LETTER)(i)?;
    // "$5 M", "about 10 k.": apart only in a sum, or where nothing is counted.
    let apart = i.back(2).is_some_and(ends_sign) && !rest.glued();
    check(rest, letter.glued || apart || ends(rest))?;
    // "£(3.4)m"
    let bracketed = letter.glued && i.after(CLOSE) && i.back(2).is_some_and(Input::is_digits);
    if bracketed && i.back(4).is_some_and(ends_sign) {
        let found = i.context.vocabulary.scale_letters.get(&i.context.vocabulary.symbol(i.text()));
        return found.map_or_else(no, |(factor, _)| Ok((rest, *factor)));
    }
    check(i, i.back(1).is_some_and(|b| b.is_digits()))?;
    // "Rule 10b-5"
    let code = rest.is(HYPHEN) && rest.glued() && rest.skip(1).is_digits() && !rest.skip(2).glued();
    check(i, !code || in_sum(i))?;
    let vocabulary = i.context.vocabulary;
    let money = in_sum(i);
    match vocabulary.scale_letters.get(&vocabulary.symbol(i.text())) {
        Some((factor, LetterUse::Always)) => Ok((rest, *factor)),
        Some((factor, LetterUse::Whole))
            if money
                || decimal(i.back(1).unwrap_or(i))
                    .is_ok_and(|(_, d)| d.decimals <= 0 || (d.decimals == 1 && d.width < 3)) =>
        {
            Ok((rest, *factor))
        }
        Some((factor, LetterUse::Counting)) if money || counts(rest) && !sized(i, rest) => {
            Ok((rest, *factor))
        }
        Some((factor, _)) if money => Ok((rest, *factor)),
        _ => no(),
    }
}

/// Whether the letter here ends a sum: "$5m", or the second one of "$10-15m" and "$10m to 15m".
fn in_sum(i: Input<'_>) -> bool {
    let signed = |n: usize| i.back(n).is_some_and(ends_sign);
    let lettered = i.back(3).is_some_and(|b| b.is(SCALE_LETTER));
    let ranged = i.back(2).is_some_and(|b| b.is(HYPHEN | DASH | TO));
    signed(2) || (ranged && signed(if lettered { 5 } else { 4 }))
}

/// Whether "a 30m pool", "a 1,500m run" or "the 60m final" stands here: one thing is measured, not many counted.
fn sized(i: Input<'_>, rest: Input<'_>) -> bool {
    let long = i.back(1).and_then(|b| decimal(b).ok()).is_some_and(|(_, d)| d.value >= 1000.0);
    if long || rest.is(RACE) || i.back(2).is_some_and(|b| b.is(TIMES)) {
        return true;
    }
    let many = |i: Input<'_>| i.is(PLURAL | HYPHEN) || (i.text().ends_with('s') && !i.is(NOT_PLURAL));
    i.back(2).is_some_and(|b| b.is(ARTICLE)) && !many(rest) && !many(rest.skip(1)) && !rest.is(CHANGE)
}

/// Whether what follows "5m" is something counted, so that the "m" is millions.
fn counts(i: Input<'_>) -> bool {
    if i.is(UNIT_FIRST) && !i.glued() && currency_after(i) {
        return true;
    }
    let noun = i.is_word() && !i.is_capital() && !i.is(PREPOSITION | STOP | VERB | EXTENT | OR | TO);
    // "a 3m x 4m room"
    let noun = noun && !i.is(TIMES);
    // "5m-6m tonnes"
    let range =
        || i.skip(1).is_digits() && i.skip(2).is(SCALE_LETTER) && i.skip(2).glued() && counts(i.skip(3));
    // "a 30m-strong union", "a 5m-pound house"
    noun || (i.is(HYPHEN) && (i.skip(1).is(STRONG) || currency_after(i) || range()))
}

/// Nothing more, or a mark that ends a clause.
pub(super) fn ends(i: Input<'_>) -> bool {
    i.peek().is_none() || i.is(PERIOD | COMMA | CLOSE) || i.text() == ";"
}

/// "3 hundred and 21", "4 thousand 3 hundred", "2 crore 50 lakh": what smaller scales add.
fn smaller_scales(i: Input<'_>, number: Number) -> (Input<'_>, Number) {
    let (mut at, mut sum) = (i, number);
    while sum.amount.scale >= 100.0
        && let Ok((rest, next)) = smaller_scale(at, sum.amount)
    {
        (at, sum) = (rest, next);
    }
    (at, sum)
}

fn smaller_scale(i: Input<'_>, sum: Amount) -> Read<'_, Number> {
    let (start, joint) = opt(word(AND)).parse(i)?;
    let plain = |i| -> Read<'_, Number> {
        let (rest, d) = decimal(i)?;
        check(rest, d.plain && d.width <= 2 || rest.is(HUNDRED | SCALE))?;
        scales(rest, Number::decimal(d))
    };
    let words = |i| -> Read<'_, Number> {
        let (rest, n) = below_thousand(i)?;
        scales(rest, Number::words(n, 1.0))
    };
    let (rest, n) = alt((plain, words)).parse(start)?;
    let a = n.amount;
    let last = a.scale == 1.0;
    let fits = sum.value % sum.scale == 0.0 && a.value > 0.0 && a.scale < sum.scale && a.value < sum.scale;
    // "4 million and 3 thousand" may be two numbers, "5 million 20 dollar bills" are.
    check(rest, fits && (!last || sum.scale == 100.0 || (joint.is_some() && a.value >= 100.0)))?;
    check(rest, joint.is_none() || a.scale <= 100.0)?;
    Ok((
        rest,
        Number { amount: Amount { value: sum.value + a.value, digits: sum.digits, ..a }, ..n }.unplain(),
    ))
}

/// "one" to "ninety-nine".
fn below_hundred(i: Input<'_>) -> Read<'_, f64> {
    let (rest, _) = word(ONES | TENS)(i)?;
    let value = i.sense().number;
    if !i.is(TENS) {
        return Ok((rest, value));
    }
    match preceded(opt(word(HYPHEN)), word(ONES)).parse(rest) {
        Ok((after, token)) => {
            let n = i.context.vocabulary.sense(token.word).number;
            if (1.0..10.0).contains(&n) { Ok((after, value + n)) } else { Ok((rest, value)) }
        }
        Err(_) => Ok((rest, value)),
    }
}

/// "nine hundred and ninety-nine", "a hundred", "twelve hundred", "two dozen".
pub(super) fn below_thousand(i: Input<'_>) -> Read<'_, f64> {
    let mut first = alt((below_hundred, article_before(HUNDRED | SCALE | GROUP), bare(HUNDRED | GROUP)));
    let (rest, n) = first.parse(i)?;
    let many = (opt(glued(HYPHEN)), word(HUNDRED | GROUP)).parse(rest);
    let (rest, n) = match many {
        Ok((after, (_, token))) => (after, n * i.context.vocabulary.sense(token.word).number),
        Err(_) => return Ok((rest, n)),
    };
    let tail = preceded(opt(word(AND)), below_hundred).parse(rest);
    let fraction = word(AND)(rest).is_ok_and(|(i, _)| part_of_one(i).is_ok());
    match tail {
        _ if fraction => Ok((rest, n)),
        Ok((after, more)) if n % 100.0 == 0.0 && !after.is(HUNDRED) => Ok((after, n + more)),
        _ => Ok((rest, n)),
    }
}

/// The "a" of "a hundred": one of what follows.
fn article_before<'a>(roles: u128) -> impl Fn(Input<'a>) -> Read<'a, f64> {
    move |i| {
        let (rest, _) = word(ARTICLE)(i)?;
        check(rest, rest.is(roles) && !rest.is(VAGUE))?;
        Ok((rest, 1.0))
    }
}

/// A "hundred" or "dozen" with nothing before it.
fn bare<'a>(roles: u128) -> impl Fn(Input<'a>) -> Read<'a, f64> {
    move |i| {
        check(i, i.is(roles) && !i.is(VAGUE))?;
        Ok((i, 1.0))
    }
}

/// A number in words of any length.
fn in_words(i: Input<'_>) -> Read<'_, Number> {
    let (mut at, mut total, mut limit, mut last) = (i, 0.0, f64::INFINITY, 1.0);
    loop {
        let joined =
            if at.at == i.at { Ok((at, None)) } else { opt(alt((word(AND), word(COMMA)))).parse(at) };
        let (next, joint) = joined?;
        // "25 GWh (million kilowatt-hours)": the brackets say what the letters mean.
        let bare_scale = at.at == i.at
            && next.is(SCALE)
            && !next.is(VAGUE)
            && next.folded().len() > 4
            && !(next.glued() && next.after(OPEN));
        // "five billion and three quarters": the fraction is read below.
        if joint.is_some() && part_of_one(next).is_ok() {
            break;
        }
        let (rest, group) = match below_thousand(next) {
            Ok(found) => found,
            Err(_) if bare_scale => (next, 1.0),
            Err(_) => break,
        };
        let (rest, factor) = scale_words(rest);
        let comma = joint.is_some_and(|t| i.context.vocabulary.is(t.word, COMMA));
        if factor >= limit || (comma && factor == 1.0 && group < 100.0) || (at.at > i.at && limit <= 1.0) {
            break;
        }
        (at, total, limit, last) = (rest, total + group * factor, factor, factor);
        if factor == 1.0 {
            break;
        }
    }
    check(at, at.at > i.at)?;
    // "five thousand millionths"
    if total >= 1000.0 && at.is(FRACTION) && at.folded().ends_with('s') && at.sense().rank > 4.0 {
        return Ok((at.skip(1), Number::fraction(total / at.sense().rank, false)));
    }
    match spoken_decimals(at, total, last) {
        Some(found) => Ok(found),
        None => Ok((at, Number::words(total, last))),
    }
    .and_then(|(rest, n)| match and_fraction(rest) {
        Ok((after, part)) if n.amount.scale == 1.0 => scales(after, n.plus(part)),
        _ => Ok((rest, n)),
    })
}

/// The product of the scale words here: "hundred thousand million".
fn scale_words(i: Input<'_>) -> (Input<'_>, f64) {
    let (mut at, mut factor) = (i, 1.0);
    for _ in 0..SCALES {
        let Ok((rest, token)) = preceded(opt(glued(HYPHEN)), word(SCALE)).parse(at) else { break };
        factor *= i.context.vocabulary.sense(token.word).number;
        at = rest;
    }
    (at, factor)
}

/// The "point five" of "three point five".
fn spoken_decimals<'a>(i: Input<'a>, whole: f64, scale: f64) -> Option<(Input<'a>, Number)> {
    if scale != 1.0 {
        return None;
    }
    let (mut at, _) = word(POINT)(i).ok()?;
    let (mut value, mut places) = (whole, 0);
    while at.is(ONES) && at.sense().number < 10.0 {
        places += 1;
        value += at.sense().number / 10f64.powi(places);
        at = at.skip(1);
    }
    if let Ok((rest, hundredths)) = below_hundred(at)
        && places == 0
    {
        (at, places, value) = (rest, 2, whole + hundredths / 100.0);
    }
    if places == 0 {
        return None;
    }
    let step = 10f64.powi(-places);
    let amount = Amount { value, step, coarse: step, scale: 1.0, digits: false };
    scales(at, Number { amount, shape: Shape::Words }).ok()
}
