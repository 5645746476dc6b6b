//! Claims that open their sentence and take up what was told before it: "A return was £41.20. It is £43.80 now. The extra
//! £2.60 …". Nothing that stands behind them is meant.

use crate::{
    bind::{FoundClaim, Reading, item::Item},
    rule::{Rulebook, special::Special},
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
    let ahead = items.iter().take(SPEAKER).take_while(|i| i.mark.is_none());
    let said =
        ahead.clone().enumerate().filter(|(_, i)| i.lists.meet(special.saying)).map(|(at, _)| at + 1).last();
    // "It said it had raised them by a tenth": in a year of which nothing was told.
    let takes_up =
        |at: usize| items.get(at).is_some_and(|i| i.lists.meet(special.article | special.definite));
    let after = said.filter(|at| takes_up(*at)).map_or(0..0, |at| opening(items, at, special));
    opening(items, 0, special).chain(after)
}

/// Those of the clause that begins with an item.
fn opening(items: &[Item], at: usize, special: &Special) -> std::ops::Range<usize> {
    let clause = items.get(at..).unwrap_or(&[]);
    // A quotation mark may stand before them.
    let begin = clause.iter().take_while(|i| i.punctuation).count();
    let words = clause.get(begin..).unwrap_or(&[]);
    let taken_up = words.first().is_some_and(|i| i.lists.meet(special.resuming));
    let ahead = words.iter().take(OPENING - 1).take_while(|i| taken_up && i.mark.is_none());
    at + begin..at + begin + 1 + ahead.count()
}
