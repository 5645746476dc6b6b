//! Claims that open their sentence and take up what was told before it: "A return was £41.20. It is £43.80 now. The extra
//! £2.60 …". Nothing that stands behind them is meant.

use crate::{
    bind::{FoundClaim, Reading, item::Item, timing},
    rule::{Rulebook, lists::ListMask, special::Special},
};

/// What a claim takes up, or the only two figures that it can be said of, stands so many sentences before it at most; one
/// more if nothing nearer can be meant and the claim opens its sentence.
pub(crate) const BEFORE: usize = 2;
/// A claim that takes up others begins among so many words of its sentence.
const OPENING: usize = 3;

/// Who speaks is named in so many words.
const SPEAKER: usize = 12;

/// Whether a claim opens its sentence, or what somebody says in it, and takes up what was told before.
#[must_use]
pub fn opens_sentence_or_speech(claim: &FoundClaim, reading: &Reading, book: &Rulebook) -> bool {
    openings(reading.items.of(claim.sentence), &book.special).any(|at| at == claim.found.first)
}

/// Whether a claim opens its sentence and takes up what was told before.
#[must_use]
pub fn opens_sentence(claim: &FoundClaim, reading: &Reading, book: &Rulebook) -> bool {
    opening(reading.items.of(claim.sentence), 0, &book.special).contains(&claim.found.first)
}

/// The items that a claim may begin with that opens its sentence or what is said in it ("The union called it an
/// insult and said the gap of £40 …"), or stands right behind a word that takes up what was told before; no figure stands
/// before it.
pub(super) fn openings(items: &[Item], special: &Special) -> impl Iterator<Item = usize> {
    let said = said(items, special.saying, special);
    // "It said it had raised them by a tenth": in a year of which nothing was told.
    let takes_up =
        |at: usize| items.get(at).is_some_and(|i| i.lists.meet(special.article | special.definite));
    let after = said.filter(|at| takes_up(*at)).map_or(0..0, |at| opening(items, at, special));
    opening(items, 0, special).chain(after)
}

/// Those of the clause that begins with an item.
fn opening(items: &[Item], at: usize, special: &Special) -> std::ops::Range<usize> {
    let clause = items.get(at..).unwrap_or(&[]);
    let begin = led_in(clause, special);
    let words = clause.get(begin..).unwrap_or(&[]);
    let taken_up = words.first().is_some_and(|i| i.lists.meet(special.resuming));
    let ahead = words.iter().take(OPENING - 1).take_while(|i| taken_up && i.mark.is_none());
    at + begin..at + begin + 1 + ahead.count()
}

/// Where the sentence that begins with the item `first` may be said to begin: there, behind what only leads in to it ("But
/// ", "The council said "), and so in the next one when it tells of no figure. With each, whether the sentence gone over is
/// no speech: what follows it may be of something else.
pub(super) fn beginnings(
    items: &[Item],
    first: usize,
    special: &Special,
) -> impl Iterator<Item = (usize, bool)> {
    let silent = || {
        let rest = items.get(first..).unwrap_or(&[]);
        // "We are proud of every one of them": no figure.
        let end = rest.iter().position(|i| i.border || i.mark.is_some() && i.kind != 0)?;
        let spoken = rest.iter().take(end).any(|i| i.lists.meet(special.saying | special.close_quote));
        rest.get(end).filter(|i| i.border).map(|_| (first + end + 1, !spoken))
    };
    std::iter::once((first, false))
        .chain(silent())
        .flat_map(move |(at, leaps)| leads(items, at, special).map(move |at| (at, leaps)))
}

/// A sentence's first item, and those behind what leads in to it.
fn leads(items: &[Item], at: usize, special: &Special) -> impl Iterator<Item = usize> + use<> {
    let rest = items.get(at..).unwrap_or(&[]);
    // "According to the council, it …"
    let begins_by = |lists| rest.first().is_some_and(|i| i.lists.meet(lists));
    let end = if begins_by(special.attribution) { special.comma } else { special.telling };
    // "But the union said it was …": another's figure.
    let said = said(rest, end, special).filter(|_| !begins_by(special.leading));
    let said = said.map(|n| n + led_in(rest.get(n..).unwrap_or(&[]), special));
    let led_in = Some(led_in(rest, special)).filter(|n| *n > 0);
    [Some(0), led_in, said].into_iter().flatten().map(move |n| at + n)
}

/// How many items lead in to a clause: a quotation mark, "but".
fn led_in(clause: &[Item], special: &Special) -> usize {
    clause.iter().take_while(|i| i.punctuation && !i.border || i.lists.meet(special.leading)).count()
}

/// Where what somebody says begins, behind the last word that ends who says it; no figure stands before it.
fn said(items: &[Item], end: ListMask, special: &Special) -> Option<usize> {
    let ahead = items.iter().take(SPEAKER).take_while(|i| i.mark.is_none() && !i.border);
    let at = ahead.enumerate().filter(|(_, i)| i.lists.meet(end)).map(|(at, _)| at + 1).last()?;
    // "Said on Tuesday that it …"
    let when = timing::told_by(items.get(at..)?, special).unwrap_or(0);
    let that = items.get(at + when).is_some_and(|i| i.lists.meet(special.that));
    Some(if that { at + when + 1 } else { at })
}
