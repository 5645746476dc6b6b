//! The functions of rule files, worked out.

use crate::{
    check::value::{Date, Operand, Operands, Quantity, Value, binary, quantity},
    interval::Interval,
    rule::expect::{Expr, Function},
    units::BASES,
};

/// Works out a function; none when an argument is empty or of another sort than it takes.
pub(super) fn call(function: Function, arguments: &[Expr], slots: &Operands<'_>) -> Option<Quantity> {
    let first = arguments.first()?;
    let flag = |is: bool| Quantity::plain(f64::from(u8::from(is)));
    let operand = || self::operand(first, slots);
    let second = || self::operand(arguments.get(1)?, slots);
    match function {
        Function::Sum => sum(&list(first, slots)?),
        Function::Count => list(first, slots).map(|l| Quantity::plain(l.len() as f64)),
        Function::First => end(list(first, slots)?.first()?, 0),
        Function::Last => end(list(first, slots)?.last()?, 1),
        Function::Max => list(first, slots)?.into_iter().reduce(|a, b| if b.face > a.face { b } else { a }),
        Function::Min => list(first, slots)?.into_iter().reduce(|a, b| if b.face < a.face { b } else { a }),
        Function::Average => {
            let list = list(first, slots)?;
            binary('/', sum(&list)?, Quantity::plain(list.len() as f64))
        }
        Function::Median => median(list(first, slots)?),
        Function::Power => {
            let (base, exponent) = (quantity(first, slots)?, quantity(arguments.get(1)?, slots)?);
            power(base, exponent)
        }
        Function::Years => quantity(first, slots).map(years),
        Function::Whole => quantity(first, slots).map(|q| flag(holds_whole(q.interval))),
        Function::Face => {
            quantity(first, slots).map(|q| Quantity { interval: Interval::point(q.face), ends: None, ..q })
        }
        Function::All => match operand().and_then(Operand::whole) {
            Some(whole) => Some(Quantity::plain(whole)),
            None => quantity(first, slots),
        },
        Function::Scale => operand().map(|o| Quantity::plain(o.scale())),
        Function::Digits => operand().map(|o| Quantity::plain(f64::from(o.digits()))),
        Function::Jumbled => operand()?.is_jumbled(second()?).map(flag),
        Function::Akin => Some(Quantity::plain(operand()?.shared_words(second()?)? as f64)),
        Function::Echoed => operand()?.is_echoed_near(second()?).map(flag),
        Function::Apart => {
            let (a, b) = (operand()?.sentence()?, second()?.sentence()?);
            Some(Quantity::plain(a.abs_diff(b) as f64))
        }
        Function::Own => own(operand()?, arguments.get(1..)?, slots),
        Function::Word => match slots.value(slot(first)?)? {
            Value::Word(word) => Some(Quantity::plain(f64::from(*word))),
            Value::Quantity(_) | Value::List(_) | Value::Date(_) => None,
        },
        Function::Noun => operand()?.noun().map(|n| Quantity::plain(f64::from(n))),
        Function::Alike => {
            let (one, other) = (operand()?.noun(), second()?.noun());
            Some(flag(one.zip(other).is_none_or(|(one, other)| one == other)))
        }
        Function::Ambiguous => operand().map(|o| flag(o.is_ambiguous())),
        Function::Per => operand()?.per().map(|n| Quantity::plain(f64::from(n))),
        Function::Rate => operand().map(|o| flag(o.is_rate())),
        Function::Yearly => {
            yearly(operand().and_then(Operand::as_written).or_else(|| quantity(first, slots))?)
        }
        Function::Rough => operand().map(|o| flag(o.is_rough())),
        Function::Abs => quantity(first, slots).map(|q| Quantity {
            interval: q.interval.abs(),
            face: q.face.abs(),
            ends: None,
            ..q
        }),
        Function::Difference => quantity(first, slots).map(difference),
        Function::Size => operand()?.size(),
        Function::Weekday => {
            let (day, _) = date(first, slots)?.days.filter(|(first, last)| first == last)?;
            Some(Quantity::plain(f64::from((day + 3).rem_euclid(7) + 1)))
        }
        Function::Named => date(first, slots)?.named.map(|n| Quantity::plain(f64::from(n))),
        Function::Exists => date(first, slots).map(|d| flag(d.exists)),
        Function::Bounded => operand().map(|o| flag(o.is_bounded())),
        Function::Told => date(first, slots).map(|d| flag(d.told)),
        Function::Span => span(date(first, slots)?, date(arguments.get(1)?, slots)?),
        Function::Length => length(date(first, slots)?),
        Function::When => None,
        Function::Clock => {
            let minutes = date(first, slots)?.minute?;
            Some(Quantity::time(Interval::point(f64::from(minutes) * 60.0), f64::from(minutes) * 60.0))
        }
        Function::Unit => operand()?.unit().map(|u| Quantity::plain(f64::from(u))),
        Function::Currency => quantity(first, slots)?
            .money
            .over
            .map(|[a, b, c]| Quantity::plain(f64::from(u32::from_be_bytes([0, a, b, c])))),
        Function::Worth => Some(worth(operand()?.worth()?, quantity(first, slots)?)),
    }
}

/// Of several figures the one that has the name told near a listed word, the operand.
fn own(operand: &Operand<'_>, figures: &[Expr], slots: &Operands<'_>) -> Option<Quantity> {
    let all = figures.iter().map(|e| self::operand(e, slots)).collect::<Option<Vec<_>>>()?;
    quantity(figures.get(operand.names_one_of(&all)?)?, slots)
}

/// What so much a day or month comes to in a year; none of what is no rate.
fn yearly(rate: Quantity) -> Option<Quantity> {
    let q = binary('*', rate, Quantity::time(Interval::point(YEAR), YEAR))?;
    let timeless = |(base, power): (&&str, i8)| *base != "time" || power == 0;
    BASES.iter().zip(q.exponents).all(timeless).then_some(q)
}

/// A quantity as a difference, without the zero of its unit: ten degrees more.
fn difference(q: Quantity) -> Quantity {
    let less = |i: Interval| i.linear(1.0, -q.zero);
    let ends = q.ends.map(|e| e.map(less));
    Quantity { interval: less(q.interval), face: q.face - q.zero, ends, zero: 0.0, ..q }
}

/// An amount of money in US dollars, of which one unit of its own currency is worth so many.
fn worth(worth: Interval, q: Quantity) -> Quantity {
    Quantity {
        interval: q.interval.times(worth),
        exponents: q.exponents,
        ..Quantity::plain(q.face * worth.mid())
    }
}

/// A time in years; "was 16 when" is a number of them already.
fn years(q: Quantity) -> Quantity {
    if q.exponents.iter().all(|power| *power == 0) {
        // Not to the day, however exact the number.
        let half = Interval::new(q.face - 0.5, q.face + 0.5);
        return Quantity { interval: q.interval.hull(half), ..q };
    }
    Quantity { interval: q.interval.linear(1.0 / YEAR, 0.0), ..Quantity::plain(q.face / YEAR) }
}

fn list(expr: &Expr, slots: &Operands<'_>) -> Option<Vec<Quantity>> {
    let Expr::Slot(name) = expr else { return None };
    match slots.value(name)? {
        Value::List(list) => Some(list.clone()),
        Value::Quantity(q) => Some(vec![*q]),
        Value::Date(_) | Value::Word(_) => None,
    }
}

/// The lower or upper end of a range; else the quantity itself.
fn end(quantity: &Quantity, at: usize) -> Option<Quantity> {
    let Some(ends) = quantity.ends else { return Some(*quantity) };
    let interval = *ends.get(at)?;
    Some(Quantity { interval, face: interval.mid(), ends: None, ..*quantity })
}

fn sum(list: &[Quantity]) -> Option<Quantity> {
    let (head, tail) = list.split_first()?;
    tail.iter().try_fold(*head, |sum, q| binary('+', sum, *q))
}

fn median(mut list: Vec<Quantity>) -> Option<Quantity> {
    list.sort_by(|a, b| a.face.total_cmp(&b.face));
    let high = *list.get(list.len() / 2)?;
    if list.len() % 2 == 1 {
        return Some(high);
    }
    binary('/', binary('+', *list.get(list.len() / 2 - 1)?, high)?, Quantity::plain(2.0))
}

/// Of a base above zero; it grows with the base and, on either side of one, with the exponent or against it.
fn power(base: Quantity, exponent: Quantity) -> Option<Quantity> {
    let (b, e) = (base.interval, exponent.interval);
    if b.lo <= 0.0 || !e.lo.is_finite() || !e.hi.is_finite() {
        return None;
    }
    let ends = [b.lo.powf(e.lo), b.lo.powf(e.hi), b.hi.powf(e.lo), b.hi.powf(e.hi)];
    let interval = Interval::new(
        ends.iter().copied().fold(f64::INFINITY, f64::min),
        ends.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    );
    let face = base.face.powf(exponent.face);
    face.is_finite().then_some(Quantity { interval, ..Quantity::plain(face) })
}

/// Whether a whole number lies in it.
fn holds_whole(interval: Interval) -> bool {
    interval.holds(interval.lo.round()) || interval.lo.ceil() <= interval.hi
}

fn slot(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Slot(name) => Some(name),
        _ => None,
    }
}

fn operand<'a>(expr: &Expr, slots: &'a Operands<'a>) -> Option<&'a Operand<'a>> {
    match expr {
        Expr::Slot(name) => slots.get(name),
        _ => None,
    }
}

fn date(expr: &Expr, slots: &Operands<'_>) -> Option<Date> {
    match expr {
        Expr::Slot(name) => match slots.value(name)? {
            Value::Date(d) => Some(*d),
            Value::Quantity(_) | Value::List(_) | Value::Word(_) => None,
        },
        Expr::Call(Function::When, arguments) => match arguments.first()? {
            Expr::Slot(name) => slots.get(name)?.when(),
            _ => None,
        },
        _ => None,
    }
}

/// Seconds in a day.
const DAY: f64 = 86_400.0;
/// Seconds in a year, leap years reckoned in.
const YEAR: f64 = 365.25 * DAY;

/// From December to February is three months, though these have only 90 days: months are uneven …
const UNEVEN: f64 = 3.0 * DAY;
/// … and none is shorter than this.
const SHORTEST_MONTH: f64 = 28.0 * DAY;

/// Two dates without their year, the second the next after the first; none of two days between which a 29 February may lie.
fn within_a_year(from: (i32, i32), to: (i32, i32)) -> Option<((i32, i32), (i32, i32))> {
    let year = if to.0 < from.0 { 365 } else { 0 };
    let to = (to.0 + year, to.1 + year);
    let days = from.0 == from.1 && to.0 == to.1;
    let leap = [FEBRUARY, FEBRUARY + 365].into_iter().any(|last| from.0 <= last && last < to.0);
    (!days || !leap).then_some((from, to))
}

/// The last day of a common year's February.
const FEBRUARY: i32 = 59;

/// The time from the first year of a period to its last: "1998-2010" is twelve years, or thirteen inclusively.
fn length(period: Date) -> Option<Quantity> {
    let (first, last) = period.days?;
    let whole = f64::from(last - first + 1) * DAY;
    let long = Interval::new((whole - 2.0 * YEAR).max(0.0), whole);
    Some(Quantity::time(long, whole - YEAR))
}

/// The time from one date to another: from the end of the first to the start of the second at
/// least, both counted whole at most ("from 2010 to 2015" is five years, or six inclusively).
fn span(from: Date, to: Date) -> Option<Quantity> {
    let ((from, from_last), (to, to_last)) = match (from.days, to.days) {
        (Some(from), Some(to)) => (from, to),
        _ => within_a_year(from.turn?, to.turn?)?,
    };
    let days = |a: i32, b: i32| (f64::from(b) - f64::from(a)) * DAY;
    let (short, whole) = (days(from_last, to), days(from, to_last) + DAY);
    let long = if whole >= SHORTEST_MONTH { whole + UNEVEN } else { whole };
    let face = (days(from, to) + days(from_last, to_last)) / 2.0;
    Some(Quantity::time(Interval::new(short.max(0.0).min(long), long), face))
}
