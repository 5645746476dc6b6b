//! What a claim is said of when nothing else near it can be meant: the only two years, the only part of a whole.

use crate::{
    bind::BEFORE,
    check::operand::{Context, figure},
    grammar::figure::{Figure, What, When, WhenKind},
};

/// A ratio is told so many sentences behind its claim at most; all else in its sentence or the one before.
const AROUND: usize = 1;
/// Seconds.
const YEAR: f64 = 365.25 * 86_400.0;
/// The digit that is mistaken in a length of years.
const TENS: f64 = 10.0;

/// The earlier and the later of the only two years in a sentence and the one before it, or the two before a claim that
/// opens its sentence, if a length of time fits them or
/// is ten years off or has its digits exchanged: any other is of something else.
pub(super) fn years(sentence: usize, length: u32, opens: bool, context: Context<'_>) -> Option<(u32, u32)> {
    let figure = figure(length, context)?;
    let unit = context.book.units.get(figure.unit.as_ref()?.unit);
    let length = (figure.amount.value * unit.factor / YEAR).round();
    let year = |m: u32| when(m, context)?.year.map(|y| (y, m));
    let before = if opens { BEFORE } else { 1 };
    let marks = context.scan.marks_in(sentence.saturating_sub(before)..sentence + 1);
    let mut years: Vec<(i16, u32)> = marks.filter_map(year).collect();
    years.sort_unstable();
    years.dedup_by_key(|(year, _)| *year);
    match years.as_slice() {
        [(from, first), (to, last)] => {
            let told = f64::from(*to) - f64::from(*from);
            let off = (told - length).abs();
            let exchanged = (told % TENS) * TENS + (told / TENS).floor() == length && told > TENS;
            (off <= 1.0 || off == TENS || exchanged).then_some((*first, *last))
        }
        _ => None,
    }
}

/// What is told of a time.
fn when(mark: u32, context: Context<'_>) -> Option<&When> {
    match &context.scan.marks.get(mark as usize)?.what {
        What::When(when) => Some(when),
        _ => None,
    }
}

/// The only two dates of the two sentences before one, the earlier first, else the only two times of day, as they are told.
pub(super) fn times(sentence: usize, context: Context<'_>) -> Option<(u32, u32)> {
    let kind = |m: u32| when(m, context).map(|w| w.kind);
    let all = context.scan.marks_in(sentence.saturating_sub(BEFORE)..sentence);
    let only = |is: fn(WhenKind) -> bool| {
        let mut found = all.clone().filter(|m| kind(*m).is_some_and(is));
        let two = found.next().zip(found.next());
        two.filter(|_| found.next().is_none())
    };
    let earlier_first = |(a, b): (u32, u32)| {
        let (begin, end) = (when(a, context).and_then(|w| w.last), when(b, context).and_then(|w| w.first));
        if begin > end && end.is_some() { (b, a) } else { (a, b) }
    };
    only(|kind| matches!(kind, WhenKind::Day | WhenKind::Month | WhenKind::Year))
        .map(earlier_first)
        .or_else(|| only(|kind| kind == WhenKind::Clock))
}

/// The only part that is told with its whole around a sentence, when no other ratio is but the claim's own.
pub(super) fn ratio(sentence: usize, own: &[u32], opens: bool, context: Context<'_>) -> Option<u32> {
    let ratio = |m: &u32| figure(*m, context).is_some_and(Figure::is_portion);
    let before = if opens { BEFORE } else { 1 };
    let marks = context.scan.marks_in(sentence.saturating_sub(before)..sentence + AROUND + 1);
    let mut ratios = marks.filter(|m| !own.contains(m) && ratio(m));
    let told = |m: &u32| figure(*m, context).is_some_and(|f| f.of.is_some());
    ratios.next().filter(told).filter(|_| ratios.next().is_none())
}
