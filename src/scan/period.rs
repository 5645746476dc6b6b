//! Periods told by their length and their end: "the six months to March", "the year to 31 March 2024".

use jiff::{
    Span as Time,
    civil::{Date, date},
};

use crate::{
    grammar::{
        Context,
        figure::{Kind, Mark, What, When, WhenKind},
        sense::{CALENDAR_YEAR, DETERMINER, EVERY, OF, TO, YEAR_CUE},
    },
    scan::{Sentence, days},
    span::Span,
};

/// The mark that a date makes with the length of time before it, which is taken from the `marks` of its sentence; else
/// the date as it is.
pub(super) fn joined(context: &Context<'_>, marks: &mut Vec<Mark>, sentence: &Sentence, end: Mark) -> Mark {
    let What::When(when) = &end.what else { return end };
    if !matches!(when.kind, WhenKind::Month | WhenKind::Day | WhenKind::Year) {
        return end;
    }
    let Some(to) = link(context, end.first as usize) else { return end };
    let told =
        marks.get(sentence.first_mark as usize..).and_then(<[Mark]>::last).filter(|m| m.last as usize == to);
    let (start, months, days) = match told {
        Some(mark) => match length(context, mark) {
            Some((months, days)) => (mark.first, months, days),
            None => return end,
        },
        None if to > 0 && is(context, to - 1, CALENDAR_YEAR) => ((to - 1) as u32, 12, 0),
        None => return end,
    };
    // "every year until 1991"
    if start <= sentence.first
        || !is(context, start as usize - 1, DETERMINER)
        || is(context, start as usize - 1, EVERY)
    {
        return end;
    }
    if told.is_some() {
        marks.pop();
    }
    let begin = context.tokens.get(start as usize).map_or(end.span.start, |t| t.start);
    let span = Span::new(begin, end.span.end);
    let What::When(when) = end.what else { return end };
    let day = when.last.and_then(|last| first_day(last, months, days));
    let when = When { kind: WhenKind::Range, first: day, last: day.and(when.last), ..when };
    Mark { span, core: span, first: start, last: end.last, what: What::When(when) }
}

/// The place of the "to" before a date at this token: in "to March" and in "to the end of March".
fn link(context: &Context<'_>, at: usize) -> Option<usize> {
    let near = at.checked_sub(1).filter(|to| is(context, *to, TO));
    let far = at.checked_sub(4).filter(|to| {
        let end = is(context, to + 1, DETERMINER) && is(context, to + 2, YEAR_CUE) && is(context, to + 3, OF);
        end && is(context, *to, TO)
    });
    near.or(far)
}

/// The months and days that a figure tells: "six months" or "12 weeks".
fn length(context: &Context<'_>, mark: &Mark) -> Option<(i64, i64)> {
    const DAY: f64 = 86_400.0;
    const MONTH: f64 = 365.25 * DAY / 12.0;
    const LONGEST: f64 = 1200.0;
    let What::Figure(figure) = &mark.what else { return None };
    let unit = figure.unit.as_ref().filter(|_| figure.kind == Kind::Duration && figure.high.is_none())?;
    let seconds = figure.amount.value * context.units.get(unit.unit).factor;
    let (months, days) = (seconds / MONTH, seconds / DAY);
    let whole = |n: f64| (n - n.round()).abs() < 1e-6 && (1.0..=LONGEST).contains(&n);
    match (whole(months), whole(days)) {
        (true, _) => Some((months.round() as i64, 0)),
        (false, true) => Some((0, days.round() as i64)),
        _ => None,
    }
}

/// The first day of a period that ends with this one.
fn first_day(last: i32, months: i64, length: i64) -> Option<i32> {
    let after: Date = date(1970, 1, 1).checked_add(Time::new().days(i64::from(last) + 1)).ok()?;
    days(after.checked_sub(Time::new().months(months).days(length)).ok()?)
}

fn is(context: &Context<'_>, at: usize, roles: u128) -> bool {
    context.roles(at) & roles != 0
}
