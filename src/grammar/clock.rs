//! Clock times.

use nom::{
    Parser,
    branch::alt,
    combinator::{map, opt},
};

use super::{
    calendar::Day,
    digits::{Decimal, Digits},
    figure::{When, WhenKind},
    input::{Input, Read, check, digits, glued, no, word},
    number::{self, below_thousand, ends},
    quantity::unit_after,
    sense::{
        AFTERNOON, AND, ARTICLE, BETWEEN, CLOCK, CLOCK_CUE, CLOCK_HALF, CLOCK_HOURS, CLOCK_M, CLOCK_PAST,
        COLON, DASH, FRACTION, HUNDRED, HYPHEN, MORNING, OPEN, ORDINAL, PERIOD, PLUS, PREPOSITION, SCALE,
        SLASH, STOP, TO, VERB, ZONE,
    },
    when::plain,
};

/// "9:30", "10.30am", "6 pm", "6 p.m.", "0900 GMT".
pub(super) fn clock(i: Input<'_>) -> Read<'_, When> {
    let (rest, hour) = plain(i, 1..=4).or_else(|_| {
        digits(i).and_then(|(rest, _)| match i.says() {
            Some(Digits::Number(d)) if d.decimals == 2 && d.width <= 2 => {
                Ok((rest, Decimal { decimals: 2, ..d }))
            }
            _ => no(),
        })
    })?;
    let minutes = |i| -> Read<'_, Decimal> {
        let (rest, _) = glued(COLON)(i)?;
        let (rest, m) = plain(rest, 2..=2)?;
        check(rest, m.value < 60.0)?;
        Ok((rest, m))
    };
    let (rest, m) = opt(minutes).parse(rest)?;
    let (rest, _) = opt(minutes).parse(rest)?;
    let cued = rest;
    let (rest, cue) = opt(clock_word).parse(rest)?;
    let zone = rest.is(CLOCK) || rest.is(ZONE) && rest.is_capital() && (cue.is_some() || m.is_some());
    let rest = if zone { rest.skip(1) } else { rest };
    let twelve = hour.width <= 2 && (1.0..13.0).contains(&hour.value) && (hour.decimals == 0 || m.is_some());
    let second = if cue.is_none() && twelve { clock_to(i, rest) } else { None };
    // "the 06.15 to Leeds"
    let nought = hour.decimals == 2 && hour.width == 2 && i.text().starts_with('0');
    let free = !rest.is_digits() && (ends(rest) || !rest.glued()) && unit_after(rest, true).is_err();
    let nought = nought && free && told(i);
    let fits = match (m, cue) {
        (None, None) if nought => minute_of_day(hour, None, rest).is_some(),
        (Some(_), _) => hour.value < 25.0 && hour.decimals == 0,
        (None, Some(())) => hour.value < 13.0 || hour.width == 4,
        _ => second.is_some(),
    };
    check(rest, fits)?;
    let minute = minute_of_day(hour, m, cued);
    let minute = second.zip(minute).map(|(second, first)| before(first % 720, second)).or(minute);
    Ok((rest, When { minute, ..Day::default().when(WhenKind::Clock) }))
}

/// "at 1500 hrs", "0630": hours and minutes in four digits. Without a nought before it the number is one of a clock
/// only where its words say so twice.
pub(super) fn day_clock(i: Input<'_>) -> Read<'_, When> {
    let (rest, d) = plain(i, 4..=4)?;
    check(i, d.value < 2400.0 && d.value % 100.0 < 60.0)?;
    let nought = |i: Input<'_>| i.is_digits() && i.text().len() == 4 && i.text().starts_with('0');
    // "from 0930 to 1415"
    let second = i.after(TO | AND | HYPHEN | DASH) && i.back(2).is_some_and(nought);
    let nought = nought(i) || second;
    check(i, (!i.glued() || i.after(OPEN | PLUS | HYPHEN | DASH)) && told(i))?;
    let (end, hours) = match word(CLOCK_HOURS)(rest) {
        Ok((end, _)) => (end, true),
        Err(_) => (rest, false),
    };
    check(i, nought || hours && i.after(CLOCK_CUE))?;
    let leads = rest.is(HYPHEN | DASH) && rest.skip(1).is_digits() && rest.skip(1).text().len() == 4;
    let free = ends(rest) || !rest.glued() && !rest.is_digits() && unit_after(rest, true).is_err();
    check(i, hours || free || leads)?;
    let minute = minute_of_day(d, None, rest);
    Ok((end, When { minute, ..Day::default().when(WhenKind::Clock) }))
}

/// Whether words stand before a number, which alone is any number, and beside others one of a table.
fn told(i: Input<'_>) -> bool {
    i.back(1).is_some_and(|b| !b.is_digits())
}

/// The minute of the day of the second clock time to which one at `i` leads, where its words say "am" or "pm".
fn clock_to(i: Input<'_>, rest: Input<'_>) -> Option<u16> {
    let joined = rest.is(HYPHEN | DASH | TO) || rest.is(AND) && i.after(BETWEEN);
    let second = rest.skip(1);
    if !joined || !clock_at(second) {
        return None;
    }
    clock(second).ok()?.1.minute
}

/// The minute of the day of a first clock time of which no half is said: "between 2 and 4 p.m." is in the same half,
/// "from 11 to 1pm" is not.
fn before(first: u16, second: u16) -> u16 {
    let same = first + second / 720 * 720;
    if same < second { same } else { (same + 720) % 1440 }
}

/// Whether a clock time with its "am" or "pm" stands here.
pub(super) fn clock_at(i: Input<'_>) -> bool {
    let hour = |(_, d): (Input<'_>, Decimal)| d.value < 13.0;
    if !i.is_digits() || i.text().len() > 5 || !number::decimal(i).is_ok_and(hour) {
        return false;
    }
    let behind = i.skip(1);
    let behind = if behind.is(COLON) && behind.glued() { behind.skip(2) } else { behind };
    behind.is(MORNING | AFTERNOON) && clock_word(behind).is_ok()
}

/// Minutes since midnight of "9:30pm", "10.30am", "0900" and "19:00".
fn minute_of_day(hour: Decimal, minutes: Option<Decimal>, behind: Input<'_>) -> Option<u16> {
    let written = if hour.width == 4 { hour.value } else { hour.value * 100.0 };
    let written = (written + minutes.map_or(0.0, |m| m.value)).round() as u16;
    let (hour, minute) = (written / 100, written % 100);
    let hour = match () {
        () if behind.is(AFTERNOON) => hour % 12 + 12,
        () if behind.is(MORNING) => hour % 12,
        () => hour,
    };
    (hour < 25 && minute < 60).then_some(hour * 60 + minute)
}

fn clock_word(i: Input<'_>) -> Read<'_, ()> {
    if let Ok((rest, _)) = word(CLOCK)(i) {
        return Ok((rest, ()));
    }
    let (rest, _) = word(CLOCK_HALF)(i)?;
    let (rest, _) = glued(PERIOD)(rest)?;
    let (rest, _) = glued(CLOCK_M)(rest)?;
    let (rest, _) = opt(glued(PERIOD)).parse(rest)?;
    Ok((rest, ()))
}

/// "half past five", "half-past five", "a quarter to nine", "twenty past 10".
pub(super) fn spoken_clock(i: Input<'_>) -> Read<'_, When> {
    let (rest, _) = opt(word(ARTICLE)).parse(i)?;
    let fraction = rest.is(FRACTION) && !rest.is(ORDINAL);
    let (rest, minutes) =
        if fraction { (rest.skip(1), 60.0 / rest.sense().rank) } else { below_thousand(i)? };
    let (rest, _) = opt(glued(HYPHEN)).parse(rest)?;
    // "Ten to six" may be a range.
    let to = rest.is(TO) && fraction && minutes == 15.0;
    check(rest, (rest.is(CLOCK_PAST) || to) && minutes < 31.0 && minutes.fract() == 0.0)?;
    let start = rest.skip(1);
    let (rest, hour) = alt((map(|i| plain(i, 1..=2), |d| d.value), below_thousand)).parse(start)?;
    let (rest, cue) = opt(clock_word).parse(rest)?;
    let free = !rest.is_word() || rest.is(PREPOSITION | STOP | VERB);
    let part = rest.is(SCALE | HUNDRED | FRACTION | HYPHEN | SLASH) || unit_after(rest, true).is_ok();
    check(rest, (1.0..13.0).contains(&hour) && (cue.is_some() || free && !part))?;
    let spoken = if to { hour * 60.0 - minutes } else { hour * 60.0 + minutes } as u16;
    let minute = match () {
        () if start.skip(1).is(AFTERNOON) => spoken % 720 + 720,
        () => spoken,
    };
    Ok((rest, When { minute: Some(minute), ..Day::default().when(WhenKind::Clock) }))
}
