//! A headline's number of years: "63 Years Later". Any two years of the story may be meant; it is wrong only when none
//! are so far apart, and with two digits exchanged the latest and another are.

use crate::{
    bind::{FoundClaim, matcher::Bound},
    check::{
        message,
        operand::{Context, Slots, figure},
    },
    grammar::figure::{Figure, Kind, Mark, What, WhenKind},
    rule::program::Name,
};

/// Two dates may tell a number of years that is one more or less: "63 years" from December 1950 to July 2013.
const OFF: i32 = 1;

/// The year that would fit a headline's number of years with two digits exchanged, in it or in the number, and the
/// latest year of the draft; none when any two years of the draft fit it.
pub(super) fn years(claim: &FoundClaim, context: Context<'_>) -> Option<Slots> {
    let own =
        claim.found.slots.iter().find_map(|(_, b)| message::mark(b)).and_then(|m| figure(m, context))?;
    let said = whole_years(own, context)?;
    let told: Vec<(u32, i32)> = context
        .scan
        .marks
        .iter()
        .zip(0..)
        .filter_map(|(mark, at)| year(mark).map(|year| (at, year)))
        .collect();
    let fits = |a: &(u32, i32), b: &(u32, i32)| ((a.1 - b.1).abs() - said).abs() <= OFF;
    if told.iter().enumerate().any(|(at, a)| told.iter().skip(at + 1).any(|b| fits(a, b))) {
        return None;
    }
    let latest = told.iter().max_by_key(|(_, year)| *year)?;
    let swapped = |n: i32| n - n % 100 + n % 10 * 10 + n / 10 % 10;
    let slipped = |(_, year): &&(u32, i32)| {
        let gap = latest.1 - year;
        said < 100 && said != swapped(said) && gap == swapped(said) || latest.1 - swapped(*year) == said
    };
    let earlier = told.iter().find(slipped)?;
    let name = |n: &str| context.book.names.iter().position(|m| m == n).and_then(|n| Name::try_from(n).ok());
    let ends = [(name("e")?, Bound::Mark(earlier.0)), (name("l")?, Bound::Mark(latest.0))];
    Some(claim.found.slots.iter().cloned().chain(ends).collect())
}

/// The unit of years.
const YEAR: &str = "year";

/// The number of whole years that a length of time tells.
fn whole_years(figure: &Figure, context: Context<'_>) -> Option<i32> {
    let years = figure.amount.value;
    let unit = figure.unit.as_ref().is_some_and(|u| *context.book.units.get(u.unit).name == *YEAR);
    let whole = unit && figure.kind == Kind::Duration && figure.hedge.is_none() && figure.high.is_none();
    let small = (10.0..1000.0).contains(&years) && years.fract() == 0.0;
    #[allow(clippy::cast_possible_truncation)]
    (whole && small).then_some(years as i32)
}

/// The year that is written in a date.
fn year(mark: &Mark) -> Option<i32> {
    match &mark.what {
        What::When(when) if !when.resolved && !matches!(when.kind, WhenKind::Decade) => {
            when.year.map(i32::from)
        }
        _ => None,
    }
}
