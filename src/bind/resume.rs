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

/// Whether a claim opens its sentence and takes up what was told before.
#[must_use]
pub fn resumes(claim: &FoundClaim, reading: &Reading, book: &Rulebook) -> bool {
    claim.found.first < openings(reading.items.of(claim.sentence), &book.special)
}

/// So many items, the first, may a claim begin with that opens its sentence, or stands right behind a word that takes
/// up what was told before; no figure stands before it.
pub(super) fn openings(items: &[Item], special: &Special) -> usize {
    // A quotation mark may stand before them.
    let begin = items.iter().take_while(|i| i.punctuation).count();
    let words = items.get(begin..).unwrap_or(&[]);
    let taken_up = words.first().is_some_and(|i| i.lists.meet(special.resuming));
    let ahead = words.iter().take(OPENING - 1).take_while(|i| taken_up && i.mark.is_none());
    begin + 1 + ahead.count()
}
