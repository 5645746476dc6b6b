//! Where a sentence only says when: "in 2024", "over the past ten years", "in the quarter to March".

use crate::{
    bind::{item::Item, matcher::Match},
    rule::{
        kinds::{AMOUNT, DURATION, PERIOD, RELATIVE, WEEKDAY, WHEN},
        special::Special,
    },
};

/// At most so many words stand between the preposition and the time: "over the past", "in the same".
const MOST_WORDS: usize = 4;

/// What is left of some items without those that only say when: "the year before", "in 2024".
pub(super) fn without<'a>(items: &'a [Item], special: &'a Special) -> impl Iterator<Item = &'a Item> {
    let mut end = 0;
    items.iter().enumerate().filter_map(move |(at, item)| {
        let begun = items.get(at..).and_then(|rest| length(rest, special));
        end = end.max(at + begun.unwrap_or(0));
        let is_time = item.kind & WHEN != 0 || item.lists.meet(special.timed | special.dated);
        (at >= end && !is_time).then_some(item)
    })
}

/// Whether all that a match goes over only says when: "in the first two months".
pub(super) fn covers(items: &[Item], found: &Match, special: &Special) -> bool {
    (found.first.saturating_sub(MOST_WORDS + 1)..=found.first).any(|at| {
        let begun = items.get(at..).and_then(|rest| length(rest, special));
        begun.is_some_and(|length| at + length >= found.last)
    })
}

/// How many of these items, the first among them, say when what stands before them was so: "in 2024", "a year ago".
pub(super) fn told_by(items: &[Item], special: &Special) -> Option<usize> {
    let bare = items.first().is_some_and(|i| i.kind & (RELATIVE | PERIOD | WEEKDAY) != 0);
    if bare { Some(1) } else { length(items, special) }
}

/// How many of these items, the first among them, only say when.
fn length(items: &[Item], special: &Special) -> Option<usize> {
    let (first, rest) = items.split_first()?;
    if !first.lists.meet(special.timing) {
        return None;
    }
    let described =
        rest.iter().take(MOST_WORDS).take_while(|i| i.mark.is_none() && i.lists.meet(special.timed));
    let words = described.count();
    let (before, behind) = rest.split_at_checked(words)?;
    let is_time = |i: &Item| i.kind & (WHEN | DURATION) != 0;
    // "In the two previous months"
    let counted = |number: &Item, then: &[Item]| {
        let told = then.iter().take(2).filter(|i| i.mark.is_none() && i.lists.meet(special.timed));
        number.kind & AMOUNT != 0 && told.count() == 2
    };
    let mut length = match behind.split_first() {
        Some((time, _)) if is_time(time) => words + 2,
        Some((number, then)) if counted(number, then) => words + 4,
        _ if before.iter().any(|i| i.lists.meet(special.spell)) => words + 1,
        _ => return None,
    };
    // "Between 2014 and 2023", "in the year to March", "in the quarter a year earlier"
    while let Some([link, time, ..]) = items.get(length..)
        && link.lists.meet(special.timing_link)
        && time.kind & WHEN != 0
    {
        length += 2;
    }
    Some(length)
}
