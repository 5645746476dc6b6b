//! Dates, periods of the calendar and clock times.

use nom::{Parser, branch::alt, combinator::opt, sequence::preceded};

use super::{
    calendar::Day,
    clock::{clock, clock_at, day_clock, spoken_clock},
    digits::{Decimal, Digits},
    figure::{When, WhenKind},
    input::{Input, Read, check, digits, glued, no, word},
    number::{self, below_thousand},
    phrases::Role,
    quantity::unit_after,
    range::hedged,
    sense::{
        AND, APOSTROPHE, ARTICLE, CALENDAR_MONTH, CALENDAR_NOUN, CALENDAR_YEAR, CENTURY, CLOCK, CLOCK_HALF,
        COLON, COMMA, DASH, DECADE_S, DETERMINER, DOUBTFUL_MONTH, ERA, FISCAL, FISCAL_CODE, FRACTION, FROM,
        GROUP, HUNDRED, HYPHEN, LAST, MONTH, NEXT, NOT_PLURAL, OF, ONES, ORDINAL, OWNER, PART, PERIOD,
        PERIOD_CODE, PERIOD_NAME, PLURAL, PREPOSITION, RELATIVE, SCALE, SLASH, STOP, SUFFIX, TENS, THERMAL,
        TO, VERB, WEEKDAY, YEAR_CUE,
    },
    special::ordinal,
};

/// A date, a period or a clock time.
pub(super) fn when(i: Input<'_>) -> Read<'_, When> {
    if i.is_digits() {
        let rest = i.skip(1);
        if rest.glued() || rest.is(CLOCK | CLOCK_HALF) {
            return alt((
                iso, slashed, clock, day_month, decade, the_decade, years, nth_period, day_clock, year,
            ))
            .parse(i);
        }
        if rest.is(MONTH | OF | DASH) {
            return alt((day_month, years, year, clock)).parse(i);
        }
        if rest.is(TO | AND) && day_at(rest.skip(1)) {
            return day_month(i);
        }
        // "from 2 to 4 p.m."
        if rest.is(TO | AND) && clock_at(rest.skip(1)) {
            return clock(i);
        }
        let length = i.text().len();
        return match length {
            _ if length == 4 || rest.is(ERA) => alt((day_clock, years, year)).parse(i),
            5 if i.text().starts_with('0') => clock(i),
            _ => slashed(i),
        };
    }
    let sense = i.sense();
    if sense.is(MONTH) {
        return month_first(i);
    }
    if sense.is(WEEKDAY) && i.is_capital() {
        return weekday(i);
    }
    if sense.is(PERIOD_CODE) {
        return coded_period(i);
    }
    if sense.is(ARTICLE | FRACTION) && !sense.is(ORDINAL) {
        return spoken_clock(i);
    }
    check(i, sense.is(PART | RELATIVE | ORDINAL | ONES | TENS | FISCAL | FISCAL_CODE | APOSTROPHE))?;
    alt((part_of, relative, nth_period, fiscal, short_decade, spoken_clock)).parse(i)
}

/// An idiom of the calendar.
pub(super) fn idiom(role: Role, dateline: Option<jiff::civil::Date>) -> Option<When> {
    let at = |minute| Some(When { minute: Some(minute), ..Day::default().when(WhenKind::Clock) });
    let days = match role {
        Role::Relative => return Some(Day::default().when(WhenKind::Relative)),
        Role::Noon => return at(12 * 60),
        Role::Midnight => return at(0),
        Role::Yesterday => -1,
        Role::Today => 0,
        Role::Tomorrow => 1,
        Role::Pronoun | Role::Idiom => return None,
    };
    let when = Day::default().when(WhenKind::Relative);
    let date = dateline.and_then(|d| d.checked_add(jiff::Span::new().days(days)).ok());
    Some(date.map_or(when, |d| Day::from(d).resolved().when(WhenKind::Day)))
}

/// A number of so many digits and nothing else.
pub(super) fn plain(i: Input<'_>, widths: std::ops::RangeInclusive<usize>) -> Read<'_, Decimal> {
    let (rest, _) = digits(i)?;
    match i.says() {
        Some(Digits::Number(d)) if d.plain && widths.contains(&d.width) => Ok((rest, d)),
        _ => no(),
    }
}

/// A day of the month, 1 to 31, with or without its "st".
fn day(i: Input<'_>) -> Read<'_, u8> {
    let (rest, d) = plain(i, 1..=2)?;
    check(rest, (1.0..=39.0).contains(&d.value))?;
    let (rest, _) = opt(glued(SUFFIX)).parse(rest)?;
    Ok((rest, d.value as u8))
}

/// A year of four digits beside a month.
fn bare_year(i: Input<'_>) -> Read<'_, i16> {
    let (rest, d) = plain(i, 4..=4)?;
    check(rest, (1000.0..=2200.0).contains(&d.value))?;
    Ok((rest, d.value as i16))
}

/// The "'87" of "Feb '87".
fn short_year(i: Input<'_>) -> Read<'_, i16> {
    let (rest, d) = preceded(word(APOSTROPHE), |i| plain(i, 2..=2)).parse(i)?;
    Ok((rest, with_century(d.value as i16)))
}

/// A year of two digits with its century: "'17" is 2017, "'68" is 1968.
fn with_century(year: i16) -> i16 {
    if year < PIVOT_YEAR { 2000 + year } else { 1900 + year }
}

/// Years of two digits from here on are of the last century.
const PIVOT_YEAR: i16 = 40;

fn month(i: Input<'_>) -> Read<'_, u8> {
    let (rest, _) = word(MONTH)(i)?;
    check(i, i.is_capital())?;
    let sense = i.sense();
    // "Sept. 30": the stop belongs to the month.
    let (rest, _) = if i.text().len() <= 4 && rest.skip(1).is_digits() {
        opt(glued(PERIOD)).parse(rest)?
    } else {
        (rest, None)
    };
    Ok((rest, sense.calendar))
}

/// "January 4, 2019", "Sept. 30", "June 3-4", "January 2026", "March".
fn month_first(i: Input<'_>) -> Read<'_, When> {
    let (rest, number) = month(i)?;
    // "From April's 22 per cent": how much there was in it, and no day of it.
    let owns = i.is_possessive();
    let since = i.after(FROM);
    let dated = |i| -> Read<'_, (Option<u8>, Option<i16>)> {
        check(i, !owns)?;
        let (rest, day) = day(i)?;
        check(rest, !(rest.is(COLON) && rest.glued() && rest.skip(1).is_digits() && rest.skip(1).glued()))?;
        // "From Aug. 1 to 31", "June 3-4"
        let joint = word(if since { DASH | TO } else { DASH });
        let (rest, _) = opt((alt((glued(HYPHEN), joint)), self::day)).parse(rest)?;
        let (rest, year) = opt(preceded(opt(word(COMMA)), bare_year)).parse(rest)?;
        Ok((rest, (Some(day), year)))
    };
    let year_only = |i| -> Read<'_, (Option<u8>, Option<i16>)> {
        let (rest, _) = opt(alt((word(COMMA), word(OF)))).parse(i)?;
        let (rest, year) = alt((bare_year, short_year)).parse(rest)?;
        Ok((rest, (None, Some(year))))
    };
    match alt((dated, year_only, said_day)).parse(rest) {
        Ok((rest, (day, year))) => {
            let kind = if day.is_some() { WhenKind::Day } else { WhenKind::Month };
            let found = Day { year, month: Some(number), day, ..Day::default() };
            Ok((rest, found.near(i.context.dateline).when(kind)))
        }
        Err(_) => {
            // "in mid-March"
            let before = if i.glued() && i.after(HYPHEN) { i.back(1) } else { None }.unwrap_or(i);
            let cue = before.after(PREPOSITION | OF | PART | LAST | NEXT | RELATIVE);
            check(i, !i.is(DOUBTFUL_MONTH) || cue)?;
            check(i, i.text().len() > 2)?;
            let found = Day { month: Some(number), ..Day::default() };
            Ok((rest, found.near(i.context.dateline).when(WhenKind::Month)))
        }
    }
}

/// The "five" of "March five": nothing is counted behind it.
fn said_day(i: Input<'_>) -> Read<'_, (Option<u8>, Option<i16>)> {
    check(i, i.is(ONES | TENS | ORDINAL))?;
    let (rest, n) = alt((ordinal, below_thousand)).parse(i)?;
    let free = !rest.is_word() || rest.is(PREPOSITION | STOP | VERB);
    check(rest, (1.0..=31.0).contains(&n) && n.fract() == 0.0 && free && !rest.is(HYPHEN | OF | SCALE))?;
    Ok((rest, (Some(n as u8), None)))
}

/// Whether days of a month stand here, not of how many things: the "17 February" of "from 14 to 17 February".
pub(super) fn day_at(i: Input<'_>) -> bool {
    i.is_digits() && i.skip(1).is(MONTH) && i.skip(1).is_capital() && day(i).is_ok()
}

/// "26 February 2024", "26-FEB-1987", "5th of May", "14 to 17 February".
fn day_month(i: Input<'_>) -> Read<'_, When> {
    let (rest, d) = day(i)?;
    let (rest, _) = opt((alt((glued(HYPHEN), word(DASH | TO | AND))), day)).parse(rest)?;
    let joint = |i| opt(alt((glued(HYPHEN), glued(SLASH), word(OF)))).parse(i);
    let (rest, _) = joint(rest)?;
    let (rest, number) = month(rest)?;
    let (rest, year) =
        opt(preceded(opt(alt((glued(HYPHEN), glued(SLASH), word(COMMA)))), bare_year)).parse(rest)?;
    // "5 May": a month; "10 Marches": none. "in 20 March cases" does not occur.
    let found = Day { year, month: Some(number), day: Some(d), ..Day::default() };
    Ok((rest, found.near(i.context.dateline).when(WhenKind::Day)))
}

/// "2024-05-03".
fn iso(i: Input<'_>) -> Read<'_, When> {
    let (rest, year) = bare_year(i)?;
    let (rest, _) = glued(HYPHEN)(rest)?;
    let (rest, m) = plain(rest, 2..=2)?;
    let (rest, _) = glued(HYPHEN)(rest)?;
    let (rest, d) = plain(rest, 2..=2)?;
    check(rest, (1.0..=12.0).contains(&m.value) && (1.0..=31.0).contains(&d.value))?;
    let found =
        Day { year: Some(year), month: Some(m.value as u8), day: Some(d.value as u8), ..Day::default() };
    Ok((rest, found.when(WhenKind::Day)))
}

/// "12/05/2024", "12.05.2024": which is the month is told only where one number is above twelve.
fn slashed(i: Input<'_>) -> Read<'_, When> {
    if i.text().len() >= 8
        && let Some(Digits::Dotted) = i.says()
    {
        let mut parts = i.text().split('.').map(|p| p.parse::<i16>().unwrap_or(0));
        let (a, b, c) = (parts.next(), parts.next(), parts.next());
        return match (a, b, c, parts.next()) {
            (Some(a @ 1..=31), Some(b @ 1..=31), Some(y @ 1000..=2200), None) => {
                Ok((i.skip(1), numeric(a, b, y, i.context.month_first)))
            }
            _ => no(),
        };
    }
    let (rest, a) = plain(i, 1..=2)?;
    let (rest, _) = glued(SLASH)(rest)?;
    let (rest, b) = plain(rest, 1..=2)?;
    let (rest, _) = glued(SLASH)(rest)?;
    let (rest, y) = plain(rest, 2..=4)?;
    check(rest, (1.0..=31.0).contains(&a.value) && (1.0..=31.0).contains(&b.value) && y.width != 3)?;
    let year = if y.width == 4 { y.value as i16 } else { 0 };
    Ok((rest, numeric(a.value as i16, b.value as i16, year, i.context.month_first)))
}

fn numeric(a: i16, b: i16, year: i16, month_first: Option<bool>) -> When {
    let (day, month) = match (a > 12, b > 12, month_first) {
        (true, false, _) | (false, false, Some(false)) => (Some(a as u8), Some(b as u8)),
        (false, true, _) | (false, false, Some(true)) => (Some(b as u8), Some(a as u8)),
        _ => (None, None),
    };
    Day { year: (year > 0).then_some(year), month, day, ..Day::default() }.when(WhenKind::Day)
}

/// "Friday", "Friday, January 4, 2019".
fn weekday(i: Input<'_>) -> Read<'_, When> {
    let (rest, _) = word(WEEKDAY)(i)?;
    let number = i.sense().calendar;
    let mut dated = preceded(opt(word(COMMA)), alt((month_first, day_month)));
    match dated.parse(rest) {
        Ok((after, date)) if date.day.is_some() => {
            // "Saturday and Sunday, 11-12 June": the first day is the first weekday.
            let days = (1..after.at - rest.at).map(|n| rest.skip(n)).any(|i| {
                i.is(HYPHEN | DASH | TO | AND)
                    && i.skip(1).is_digits()
                    && i.back(1).is_some_and(Input::is_digits)
            });
            let first = i.back(2).filter(|b| days && b.is(WEEKDAY) && i.after(AND | TO | DASH | HYPHEN));
            let number = first.map_or(number, |b| b.sense().calendar);
            Ok((after, When { weekday: Some(number), ..date }))
        }
        _ => {
            let found = Day { weekday: Some(number), ..Day::default() };
            Ok((rest, found.near(i.context.dateline).when(WhenKind::Weekday)))
        }
    }
}

/// "early 2024", "mid-1990s", "late May".
fn part_of(i: Input<'_>) -> Read<'_, When> {
    let (rest, _) = word(PART)(i)?;
    let (rest, _) = opt(glued(HYPHEN)).parse(rest)?;
    let (rest, found) = alt((decade, short_decade, year, month_first, nth_period)).parse(rest)?;
    check(rest, found.day.is_none())?;
    Ok((rest, found))
}

/// "last year", "this week", "last July", "next Monday".
fn relative(i: Input<'_>) -> Read<'_, When> {
    let (rest, _) = word(RELATIVE)(i)?;
    let step = if i.is(LAST) { -1 } else { i32::from(i.is(NEXT)) };
    let dateline = i.context.dateline;
    if rest.is(MONTH) && rest.is_capital() {
        let (rest, number) = month(rest)?;
        let found = Day { month: Some(number), ..Day::default() };
        return Ok((rest, found.beside(dateline, step).when(WhenKind::Month)));
    }
    if rest.is(WEEKDAY) && rest.is_capital() {
        let found = Day { weekday: Some(rest.sense().calendar), ..Day::default() };
        let mut when = found.beside(dateline, step).when(WhenKind::Weekday);
        if step > 0 {
            (when.first, when.last) = super::calendar::fortnight_after(dateline);
        }
        return Ok((rest.skip(1), when));
    }
    let (after, _) = opt(word(FISCAL)).parse(rest)?;
    check(after, after.is(CALENDAR_NOUN | CALENDAR_YEAR | CALENDAR_MONTH))?;
    let tied = after.skip(1).glued() && after.skip(1).is(HYPHEN);
    check(after, !tied)?;
    let sense = after.sense();
    let after = after.skip(1);
    let now = dateline.map(Day::from);
    let found = match now {
        Some(now) if sense.is(CALENDAR_YEAR) => {
            Day { year: now.year.map(|y| y.saturating_add(step as i16)), ..Day::default() }
        }
        Some(now) if sense.is(CALENDAR_MONTH) => now.month_beside(step),
        _ => Day::default(),
    };
    let kind = match (found.year, found.month) {
        (Some(_), None) => WhenKind::Year,
        (Some(_), Some(_)) => WhenKind::Month,
        _ => WhenKind::Relative,
    };
    Ok((after, found.resolved().when(kind)))
}

/// "the third quarter of 2024", "first half", "the 19th century".
fn nth_period(i: Input<'_>) -> Read<'_, When> {
    let (rest, n) = ordinal(i)?;
    let (rest, _) = opt(glued(HYPHEN)).parse(rest)?;
    if let Ok((rest, _)) = word(CENTURY)(rest) {
        let found = Day { year: Some(((n - 1.0) * 100.0).clamp(0.0, 9900.0) as i16), ..Day::default() };
        return Ok((rest, found.when(WhenKind::Century)));
    }
    let half = rest.sense().rank == 2.0;
    let (rest, _) = opt(word(FISCAL)).parse(rest)?;
    let (rest, _) = word(PERIOD_NAME)(rest)?;
    check(rest, n <= 4.0 && (!half || n <= 2.0))?;
    named_period(rest, n as u8, half)
}

/// The `n`th quarter or half, and the year behind it, if one is told.
fn named_period(i: Input<'_>, n: u8, half: bool) -> Read<'_, When> {
    let year = alt((fiscal_code, preceded(opt(word(FISCAL)), bare_year), cut_year));
    let mut year = opt(preceded(opt(alt((word(OF), word(COMMA)))), year));
    let (rest, year) = year.parse(i)?;
    let first = if half { n.max(1) * 6 - 5 } else { n.max(1) * 3 - 2 };
    let found = Day { year, month: Some(first), months: if half { 6 } else { 3 }, ..Day::default() };
    Ok((rest, found.when(WhenKind::Quarter)))
}

/// The year in "Q4'13" and "Q1 '14".
fn cut_year(i: Input<'_>) -> Read<'_, i16> {
    let (rest, _) = word(APOSTROPHE)(i)?;
    let (rest, year) = plain(rest, 2..=2)?;
    check(rest, rest.back(1).is_some_and(Input::glued) && !(rest.glued() && rest.is_word()))?;
    Ok((rest, with_century(year.value as i16)))
}

/// "Q3 2024", "H1", "Q4 of fiscal 2023".
fn coded_period(i: Input<'_>) -> Read<'_, When> {
    let (rest, _) = word(PERIOD_CODE)(i)?;
    check(i, i.is_capital() && !rest.is(COLON) && !(rest.glued() && rest.is_word()))?;
    // "H1's profit": its digit is not always its last letter.
    let digit = i.text().bytes().find(u8::is_ascii_digit);
    named_period(rest, digit.map_or(1, |b| b - b'0'), i.text().starts_with('H'))
}

/// "fiscal 1989", "FY24".
fn fiscal(i: Input<'_>) -> Read<'_, When> {
    if let Ok(found) = fiscal_code(i) {
        let (rest, year) = found;
        return Ok((rest, Day { year: Some(year), ..Day::default() }.when(WhenKind::Year)));
    }
    let (rest, _) = word(FISCAL)(i)?;
    let (rest, _) = opt(word(CALENDAR_YEAR)).parse(rest)?;
    if let Ok(range) = years(rest) {
        return Ok(range);
    }
    let (rest, year) = bare_year(rest)?;
    Ok((rest, Day { year: Some(year), ..Day::default() }.when(WhenKind::Year)))
}

/// The year in "FY24" and "FY2024".
fn fiscal_code(i: Input<'_>) -> Read<'_, i16> {
    let (rest, _) = word(FISCAL_CODE)(i)?;
    let digits = i.text().trim_start_matches(|c: char| !c.is_ascii_digit());
    match digits.parse::<i16>() {
        Ok(year) => Ok((rest, if year < 100 { 2000 + year } else { year })),
        Err(_) => no(),
    }
}

/// "1980s".
fn decade(i: Input<'_>) -> Read<'_, When> {
    let (rest, d) = plain(i, 4..=4)?;
    let (rest, _) = opt(glued(APOSTROPHE)).parse(rest)?;
    let (rest, _) = glued(DECADE_S)(rest)?;
    check(rest, d.value % 10.0 == 0.0)?;
    Ok((rest, Day { year: Some(d.value as i16), ..Day::default() }.when(WhenKind::Decade)))
}

/// "the 80s", "the 1970s and 80s", "an 80s film", not "the 83s" and "over-60s".
fn the_decade(i: Input<'_>) -> Read<'_, When> {
    check(i, i.skip(1).is(DECADE_S | APOSTROPHE) && !i.glued() && i.text().ends_with('0'))?;
    let listed = i.after(AND | COMMA) && i.back(2).is_some_and(|b| b.is(DECADE_S) && b.glued());
    check(i, i.after(DETERMINER) || listed || (i.text() >= "60" && !hedged(i)))?;
    short_decade(i)
}

/// "'80s", "the 80s".
fn short_decade(i: Input<'_>) -> Read<'_, When> {
    let (rest, mark) = opt(word(APOSTROPHE)).parse(i)?;
    let (rest, d) = plain(rest, 2..=2)?;
    // "80's music"
    let late = rest.is(APOSTROPHE) && rest.glued() && rest.skip(1).is(DECADE_S);
    let (rest, s) = opt(glued(DECADE_S)).parse(if late { rest.skip(1) } else { rest })?;
    let year = 1900 + d.value as i16;
    // "in her mid-30s", "in his late 20s" are ages.
    let part = i.back(if i.glued() { 2 } else { 1 }).filter(|b| b.is(PART));
    check(i, mark.is_some() || !(i.after(OWNER) || part.is_some_and(|p| p.after(OWNER)) || thermal(i)))?;
    match (mark, s) {
        (_, Some(_)) => Ok((rest, Day { year: Some(year), ..Day::default() }.when(WhenKind::Decade))),
        // "the class of '68"
        (Some(mark), None)
            if !mark.glued
                && rest.at == i.at + 2
                && (!rest.glued() || i.after(PREPOSITION) && number::ends(rest)) =>
        {
            let year = Some(with_century(d.value as i16));
            Ok((rest, Day { year, ..Day::default() }.when(WhenKind::Year)))
        }
        _ => no(),
    }
}

/// Tokens looked back for what the tens are of.
const THERMAL_REACH: usize = 9;

/// Whether temperatures are spoken of before "the mid-80s".
pub(super) fn thermal(i: Input<'_>) -> bool {
    (1..=THERMAL_REACH).any(|n| i.back(n).is_some_and(|b| b.is(THERMAL)))
}

/// "1985-86", "1985/86", "1918-1939", "1918 to 1939".
fn years(i: Input<'_>) -> Read<'_, When> {
    let (rest, first) = bare_year(i)?;
    let to = |i: Input<'_>| word(TO)(i).is_ok();
    let (rest, joint) = alt((glued(HYPHEN | SLASH), word(DASH), word(TO))).parse(rest)?;
    let spoken = to(i.skip(1));
    let (rest, second) = plain(rest, 2..=4)?;
    let last = match second.width {
        4 => second.value as i16,
        2 if !spoken => first - first % 100 + second.value as i16,
        _ => return no(),
    };
    let last = if last < first && second.width == 2 { last + 100 } else { last };
    check(rest, first < last && last - first < 300 && (1300..=2200).contains(&last))?;
    check(rest, !spoken || !i.after(FROM) && is_year(i, first))?;
    check(rest, joint.glued || spoken || is_year(i, first))?;
    check(rest, unit_after(rest, true).is_err())?;
    let mut found = Day { year: Some(first), ..Day::default() }.when(WhenKind::Range);
    let end = Day { year: Some(last), ..Day::default() }.when(WhenKind::Year);
    found.last = end.last;
    Ok((rest, found))
}

/// A year alone.
fn year(i: Input<'_>) -> Read<'_, When> {
    // "45 BC", "about 3,000 BC"
    let dated = |d: Decimal| d.decimals == 0 && !d.power && d.value <= 1e6;
    if let Ok((rest, (d, era))) = (number::decimal, word(ERA)).parse(i)
        && i.skip(1).is_capital()
        && !era.glued
        && dated(d)
    {
        return Ok((rest, Day::default().when(WhenKind::Year)));
    }
    let (rest, year) = bare_year(i)?;
    check(i, is_year(i, year))?;
    Ok((rest, Day { year: Some(year), ..Day::default() }.when(WhenKind::Year)))
}

/// Whether a year stands here.
pub(super) fn bare_year_at(i: Input<'_>) -> bool {
    bare_year(i).is_ok_and(|(_, year)| is_year(i, year))
}

/// Whether a plain number of four digits here is a year, by what stands around it.
pub(super) fn is_year(i: Input<'_>, value: i16) -> bool {
    if !(1000..=2200).contains(&value) {
        return false;
    }
    let rest = i.skip(1);
    let spaced = !rest.glued();
    if rest.is(SCALE | HUNDRED | GROUP) || (rest.glued() && rest.is_word()) {
        return false;
    }
    let modern = (1900..=2049).contains(&value);
    if let Ok((_, id)) = unit_after(rest, false)
        && modern
        && spaced
    {
        // "1986 year net" is the year, "2000 tonnes" is a weight.
        return &*i.context.units.get(id).dimension == "time";
    }
    if unit_after(rest, false).is_ok() || (!spaced && unit_after(rest, true).is_ok()) {
        return false;
    }
    if rest.glued() && rest.is(HYPHEN) && rest.skip(1).glued() && !modern {
        return false;
    }
    let cue = i.after(YEAR_CUE);
    let noun = rest.is_word() && !rest.is_capital() && !rest.is(PREPOSITION | STOP | VERB);
    let plural = rest.is(PLURAL) || (rest.text().ends_with('s') && !rest.is(NOT_PLURAL));
    if modern {
        let counted = noun && plural && value % 10 == 0 && !i.after(DETERMINER);
        return !counted || (cue && value % 50 != 0);
    }
    cue && !noun
}
