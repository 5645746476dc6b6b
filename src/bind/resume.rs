//! Claims that open their sentence and take up what was told before it: "A return was £41.20. It is £43.80 now. The extra
//! £2.60 …". Nothing that stands behind them is meant.

use crate::{
    bind::{FoundClaim, Reading, item::Item, matcher::Match},
    rule::{Rulebook, special::Special},
};

/// What a claim takes up, or the only two figures that it can be said of, stands so many sentences before it at most.
pub(crate) const BEFORE: usize = 2;
/// A claim that takes up others begins among so many words of its sentence.
const OPENING: usize = 3;

/// Whether a claim opens its sentence and takes up what was told before.
#[must_use]
pub fn resumes(claim: &FoundClaim, reading: &Reading, book: &Rulebook) -> bool {
    begins(&claim.found, reading.items.of(claim.sentence), &book.special)
}

/// Whether words begin a sentence, or stand right behind one that takes up what was told before, and no figure stands
/// before them.
pub(super) fn begins(found: &Match, items: &[Item], special: &Special) -> bool {
    // A quotation mark may stand before them.
    let begin = items.iter().take_while(|i| i.punctuation).count();
    let opens = found.first <= begin || items.get(begin).is_some_and(|i| i.lists.meet(special.resuming));
    let ahead = items.get(begin..found.first).unwrap_or(&[]);
    opens && ahead.len() < OPENING && !ahead.iter().any(|i| i.mark.is_some())
}
