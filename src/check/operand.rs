//! From the marks a claim is bound to, to operands in base units.

use crate::{
    bind::{like, matcher::Bound},
    check::{
        reading::{self, Precision, Rounding},
        value::{Date, Money, Operand, Operands, Quantity, Value},
    },
    grammar::figure::{Amount, Figure, Kind, Skip, What, When},
    interval::Interval,
    rule::{DATELINE, Rulebook, expect::Expect, program::Name},
    scan::Scan,
    units::UnitId,
};

/// What the stages before have made of a draft.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The draft's clean text.
    pub text: &'a str,
    /// Its figures.
    pub scan: &'a Scan,
    /// The rules.
    pub book: &'a Rulebook,
}

/// The slots of a claim and its fact with what they are bound to.
pub type Slots = Vec<(Name, Bound)>;

/// A figure read otherwise than it is written, to see whether that explains a contradiction.
#[derive(Clone, Debug)]
pub struct Instead {
    /// The mark.
    pub mark: u32,
    /// The figure to take for it.
    pub figure: Figure,
}

/// All ways to take the slots: one, or more where a figure has left unit or scale to another.
pub fn alternatives<'a>(
    slots: &'a Slots,
    precision: Precision,
    instead: Option<&Instead>,
    context: Context<'a>,
) -> impl Iterator<Item = Operands<'a>> + use<'a> {
    let mut taken = figures(slots, instead, context);
    level_rates(&mut taken, context);
    level_counts(&mut taken);
    let rounded = taken.iter().any(|(_, f)| !f.is_ratio() && reading::widened(f, &context.book.vocabulary));
    let precision = if rounded { Precision::Printed } else { precision };
    ways(taken, context).into_iter().map(move |way| operands(slots, &way, precision, context))
}

/// Figures are taken beside each other in at most so many ways.
const MOST_WAYS: usize = 8;

/// All ways to take figures beside each other.
fn ways(taken: Vec<(u32, Figure)>, context: Context<'_>) -> Vec<Vec<(u32, Figure)>> {
    let borrows = |(mark, f): &(u32, Figure)| taken.iter().any(|(m, p)| m != mark && lends(p, f));
    if !taken.iter().any(|f| borrows(f) || otherwise(&f.1, context).is_some()) {
        return vec![taken];
    }
    let mut ways = vec![taken.clone()];
    for (at, (mark, figure)) in taken.iter().enumerate() {
        let partner = taken.iter().find(|(m, p)| m != mark && lends(p, figure));
        let Some((partner_mark, partner)) = partner else { continue };
        let bare = figure.unit.is_none() && figure.noun.is_none() && partner.unit.is_some();
        if bare {
            for way in &mut ways {
                if let Some((_, f)) = way.get_mut(at) {
                    f.unit.clone_from(&partner.unit);
                    f.kind = partner.kind;
                }
            }
        }
        if lends_scale(partner, figure) && (figure.elided.is_some() || mark > partner_mark) {
            let scaled: Vec<_> = ways
                .iter()
                .cloned()
                .map(|mut way| {
                    if let Some((_, f)) = way.get_mut(at) {
                        f.rescale(partner.amount.scale);
                    }
                    way
                })
                .collect();
            // "To 2.6 mln against 2.3" leaves no doubt; elsewhere a bare number may be meant as it stands.
            if figure.elided.is_some() && figure.high.is_none() {
                ways = scaled;
            } else {
                ways.extend(scaled);
            }
        }
    }
    for (unit, other) in taken.iter().filter_map(|(_, f)| otherwise(f, context)) {
        let swapped = |(mark, f): &(u32, Figure)| {
            let mut f = f.clone();
            f.unit.iter_mut().filter(|own| own.unit == unit).for_each(|own| own.unit = other);
            (*mark, f)
        };
        let more: Vec<_> = ways.iter().map(|way| way.iter().map(swapped).collect()).collect();
        ways.extend(more);
    }
    ways.truncate(MOST_WAYS);
    ways
}

/// A unit and what its words may mean as well, of the same dimension: a gallon, American or imperial.
fn otherwise(figure: &Figure, context: Context<'_>) -> Option<(UnitId, UnitId)> {
    let unit = figure.unit.as_ref()?;
    let other = unit.other?;
    let kind = |unit: UnitId| {
        let unit = context.book.units.get(unit);
        (unit.offset == 0.0).then_some((unit.exponents, unit.currency))
    };
    (kind(unit.unit).is_some() && kind(unit.unit) == kind(other)).then_some((unit.unit, other))
}

/// "£4.5bn to £7.2bn a year": what only one of the two is per, is per for both, and cancels.
fn level_rates(figures: &mut [(u32, Figure)], context: Context<'_>) {
    let kind = |u: UnitId| (context.book.units.get(u).exponents, context.book.units.get(u).currency);
    let plain = |f: &Figure| f.unit.as_ref().is_some_and(|u| u.per.is_none());
    for at in 0..figures.len() {
        let Some(unit) = figures.get(at).and_then(|(_, f)| f.unit.clone()).filter(|u| u.per.is_some()) else {
            continue;
        };
        let cancels = |f: &Figure| f.unit.as_ref().is_some_and(|u| Some(u.unit) == unit.per);
        let left_out = figures
            .iter()
            .any(|(_, f)| plain(f) && f.unit.as_ref().is_some_and(|u| kind(u.unit) == kind(unit.unit)))
            && !figures.iter().any(|(_, f)| cancels(f));
        if let Some((_, f)) = figures.get_mut(at).filter(|_| left_out)
            && let Some(own) = &mut f.unit
        {
            own.per = None;
        }
    }
}

/// "Dropped five, from 39 to 35": where one number is a count, so are bare ones beside it, and exact.
fn level_counts(figures: &mut [(u32, Figure)]) {
    let whole = |f: &Figure| f.kind == Kind::Number && f.unit.is_none() && f.amount.scale <= 1.0;
    let bare = |f: &Figure| f.noun.is_none() && f.amount.digits && f.amount.step == 1.0;
    let counts =
        |f: &Figure| f.noun.is_some_and(|n| n.plural) || !f.amount.digits && f.amount.value.fract() == 0.0;
    let mut numbers = figures.iter().map(|(_, f)| f);
    if !numbers.clone().all(|f| whole(f) && (bare(f) || counts(f))) || !numbers.any(counts) {
        return;
    }
    for (_, figure) in figures.iter_mut().filter(|(_, f)| bare(f) && f.amount.value < EXACT) {
        figure.amount.step = 0.0;
    }
}

/// Counts below this are not rounded.
const EXACT: f64 = 1000.0;

/// Whether enough is bound for what is expected to be told: all that some comparison asks for.
#[must_use]
pub fn decidable(expect: &Expect, slots: &Slots, book: &Rulebook) -> bool {
    let bound = |slot: &str| slot == DATELINE || slots.iter().any(|(name, _)| book.slot(*name) == slot);
    expect.clauses().any(|clause| {
        let mut all = true;
        clause.slots(&mut |slot| all &= bound(slot));
        all
    })
}

/// The operands as printed.
#[must_use]
pub fn first<'a>(slots: &'a Slots, context: Context<'a>) -> Operands<'a> {
    alternatives(slots, Precision::Printed, None, context).next().unwrap_or_default()
}

/// Whether a figure can lend its unit or scale to another beside it: "160" after "381 million dollars".
fn lends(partner: &Figure, figure: &Figure) -> bool {
    let amount = |f: &Figure| matches!(f.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Duration);
    let unit = figure.kind == Kind::Number
        && figure.unit.is_none()
        && figure.noun.is_none()
        && partner.unit.is_some();
    // "40 million hectares (98.8 acres)": a figure with a unit of its own has a scale of its own, and a price for
    // each of something, too.
    let other = |f: &Figure| f.unit.as_ref().map(|u| u.unit);
    let own = other(figure).is_some() && other(figure) != other(partner) || figure.is_rate();
    let scale = lends_scale(partner, figure) && figure.kind == partner.kind && !own;
    amount(figure) && amount(partner) && (unit || scale)
}

/// Whether a figure may have left its scale word to another: "160" beside "381 million", but not "683,000" beside
/// "1.4 million".
fn lends_scale(partner: &Figure, figure: &Figure) -> bool {
    let bare = |figure: &Figure| figure.amount.value.abs() / figure.amount.scale;
    figure.amount.scale <= 1.0 && partner.amount.scale > 1.0 && bare(figure) <= MOST_TIMES * bare(partner)
}

/// Of two figures with one scale word the one without is hardly ever more times the other.
const MOST_TIMES: f64 = 100.0;

/// The figures bound, in the order of the slots, lists spread out.
#[must_use]
pub fn figures(slots: &Slots, instead: Option<&Instead>, context: Context<'_>) -> Vec<(u32, Figure)> {
    let marks = slots.iter().flat_map(|(_, bound)| bound.marks().iter().copied());
    marks
        .filter_map(|m| {
            if let Some(other) = instead.filter(|i| i.mark == m) {
                return Some((m, other.figure.clone()));
            }
            figure(m, context).map(|f| (m, ranged(f.clone())))
        })
        .collect()
}

/// A range with the scale of its upper end at both: "between 350 and 400 million" is no 350.
fn ranged(mut figure: Figure) -> Figure {
    if let (Some(elided), Some(high)) = (figure.elided, figure.high) {
        figure.amount = Amount { value: elided.value, ..figure.amount.rescaled(high.scale) };
        figure.elided = None;
    }
    figure
}

/// What a slot is bound to.
pub(super) fn bound<'a>(slot: &str, slots: &'a Slots, context: Context<'_>) -> Option<&'a Bound> {
    slots.iter().find(|(name, _)| context.book.slot(*name) == slot).map(|(_, bound)| bound)
}

/// The figure at a place of [`Scan::marks`].
#[must_use]
pub fn figure(mark: u32, context: Context<'_>) -> Option<&Figure> {
    context.scan.figure(mark)
}

/// The operands as printed, with these figures in place of the slots' own.
#[must_use]
pub fn of_figures<'a>(slots: &Slots, figures: &[(u32, Figure)], context: Context<'a>) -> Operands<'a> {
    operands(slots, figures, Precision::Printed, context)
}

fn operands<'a>(
    slots: &Slots,
    figures: &[(u32, Figure)],
    precision: Precision,
    context: Context<'a>,
) -> Operands<'a> {
    let taken = |m: u32| figures.iter().find(|(at, _)| *at == m).map(|(_, f)| f);
    let read = |m: u32| taken(m).map(|f| quantity(f, precision, rounding(m, f, figures, precision), context));
    let mut all = Operands { slots: Vec::with_capacity(slots.len() + 1), others: None };
    for (name, bound) in slots {
        let slot = context.book.slot(*name);
        let value = match bound {
            Bound::Words(span) => {
                Some(Value::Word(context.book.stems.of(span.of(context.text), &mut String::new())))
            }
            Bound::Series(_, count) => Some(Value::List(vec![Quantity::plain(1.0); usize::from(*count)])),
            Bound::List(list) => {
                let counted = |m: u32| taken(m).and_then(|f| f.of).map(|(part, _)| Quantity::plain(part));
                let part = |m: &u32| counted(*m).or_else(|| read(*m).map(|q| part(q, precision)));
                list.iter().map(part).collect::<Option<Vec<_>>>().map(Value::List)
            }
            Bound::Mark(m) => read(*m)
                .map(Value::Quantity)
                .or_else(|| date_of(*m, context).map(Value::Date))
                .or_else(|| score(*m, context).map(Value::List)),
        };
        let Some(value) = value else { continue };
        let mark = bound.mark();
        let words = match bound {
            Bound::Words(span) => Some(*span),
            Bound::Mark(_) | Bound::List(_) | Bound::Series(..) => None,
        };
        let figure = mark.and_then(taken).cloned();
        all.slots.push(Operand { slot, value, mark, figure, words, context });
    }
    if let Some(day) = context.scan.dateline {
        let date =
            Date { days: Some((day, day)), exists: true, told: false, named: None, minute: None, turn: None };
        all.slots.push(Operand {
            slot: DATELINE,
            value: Value::Date(date),
            mark: None,
            figure: None,
            words: None,
            context,
        });
    }
    all
}

/// The numbers of a score, 51 and 48 of "51-48", or of a grade.
fn score(mark: u32, context: Context<'_>) -> Option<Vec<Quantity>> {
    let mark = context.scan.marks.get(mark as usize)?;
    if !matches!(mark.what, What::Skipped(Skip::Score | Skip::Grade)) {
        return None;
    }
    let digits = mark.core.of(context.text).split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty());
    digits.map(|d| d.parse().ok().map(Quantity::plain)).collect()
}

/// The parts of a sum are taken at face value when read as printed: writers make rounded parts add up.
fn part(q: Quantity, precision: Precision) -> Quantity {
    match precision {
        Precision::Printed => Quantity { interval: Interval::point(q.face), ..q },
        Precision::Coarse => q,
    }
}

/// What the other figures tell of how one is rounded: the smallest step among those of its unit and scale; when final
/// zeros are read as rounding, among those about as large, as what they differ by may well be rounder.
fn rounding(mark: u32, figure: &Figure, all: &[(u32, Figure)], precision: Precision) -> Rounding {
    let same_unit = |f: &Figure| like::unit_of(f) == like::unit_of(figure) && f.kind == figure.kind;
    let as_fine = |f: &Figure| {
        f.amount.scale == figure.amount.scale
            && (precision == Precision::Printed || is_about_as_large(f.amount.value, figure.amount.value))
    };
    let step = |f: &Figure| match precision {
        Precision::Printed => f.amount.step,
        Precision::Coarse => f.amount.coarse,
    };
    let mut finest: Option<f64> = None;
    let mut alike = false;
    for (at, other) in all.iter().filter(|(_, other)| same_unit(other)) {
        alike |= *at != mark;
        let step = step(other);
        if step > 0.0 && as_fine(other) {
            finest = Some(finest.map_or(step, |finest| finest.min(step)));
        }
    }
    Rounding { finest, alike }
}

fn is_about_as_large(a: f64, b: f64) -> bool {
    (1.0 / ABOUT_AS_LARGE..=ABOUT_AS_LARGE).contains(&(a / b))
}

/// Figures of which one is at most so many times the other are rounded alike.
const ABOUT_AS_LARGE: f64 = 3.0;

pub(super) fn quantity(
    figure: &Figure,
    precision: Precision,
    rounding: Rounding,
    context: Context<'_>,
) -> Quantity {
    let interval = reading::interval(figure, precision, rounding, &context.book.vocabulary);
    let ends = reading::ends(figure, precision, rounding, &context.book.vocabulary);
    let face = figure.high.map_or(figure.amount.value, |h| f64::midpoint(figure.amount.value, h.value));
    let units = &context.book.units;
    match like::unit_of(figure) {
        None => {
            let factor = if matches!(figure.kind, Kind::Percent | Kind::Points) { 0.01 } else { 1.0 };
            let scaled = |i: Interval| i.linear(factor, 0.0);
            Quantity {
                interval: scaled(interval),
                ends: ends.map(|e| e.map(scaled)),
                ..Quantity::plain(face * factor)
            }
        }
        Some(rate) => {
            let unit = units.get(rate.unit);
            let offset = if rate.per.is_none() { unit.offset } else { 0.0 };
            let factor = units.factor(rate);
            let scaled = |i: Interval| i.linear(factor, offset);
            Quantity {
                interval: scaled(interval),
                face: face * factor + offset,
                ends: ends.map(|e| e.map(scaled)),
                zero: offset,
                exponents: units.exponents(rate),
                money: Money { over: unit.currency, under: None },
            }
        }
    }
}

pub(super) fn date_of(mark: u32, context: Context<'_>) -> Option<Date> {
    match &context.scan.marks.get(mark as usize)?.what {
        What::When(w) => date(w),
        What::Figure(_) | What::Skipped(_) => None,
    }
}

/// A date as the arithmetic wants it; none when the words do not tell which.
#[must_use]
pub fn date(when: &When) -> Option<Date> {
    let exists = when.day.is_none_or(|day| {
        let leap = when.year.unwrap_or(2000); // 29 February without a year may be right
        when.month.is_none_or(|month| {
            jiff::civil::Date::new(leap, i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0))
                .is_ok()
        })
    });
    let told = when.year.is_some() && !when.resolved;
    let days = when.first.zip(when.last);
    let turn = if when.year.is_none() { turn(when) } else { None };
    let known =
        days.is_some() || turn.is_some() || !exists || when.weekday.is_some() || when.minute.is_some();
    known.then_some(Date { days, exists, told, named: when.weekday, minute: when.minute, turn })
}

/// The first and last day of a month, or a day, in any common year.
fn turn(when: &When) -> Option<(i32, i32)> {
    let day = |day: i8| jiff::civil::Date::new(COMMON_YEAR, i8::try_from(when.month?).ok()?, day).ok();
    let number = |d: jiff::civil::Date| i32::from(d.day_of_year());
    match when.day {
        Some(n) => day(i8::try_from(n).ok()?).map(|d| (number(d), number(d))),
        None => day(1).map(|d| (number(d), number(d.last_of_month()))),
    }
}

/// A year without a 29 February.
const COMMON_YEAR: i16 = 2001;
