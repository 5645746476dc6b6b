//! Whether figures of another sentence are of a narrower kind than what a claim is said of: "Thefts fell 10 per cent.
//! Car thefts fell from 400 to 320", "Spending rose. Spending on schools …", "House sales fell. House prices …".

use rustc_hash::FxHashSet;

use crate::{
    bind::{
        FoundClaim,
        score::{Words, lists_at},
    },
    rule::Rulebook,
    scan::Scan,
};

/// What narrows a word down stands so near behind its preposition: "on the schools".
const BEHIND: u32 = 3;

/// Whether every word that the claim's sentence shares with what leads to these figures, in another sentence, has
/// something to it there that the claim's sentence does not name; false when they share none.
#[must_use]
pub(in crate::bind) fn narrows(
    claim: &FoundClaim,
    marks: &[u32],
    scan: &Scan,
    book: &Rulebook,
    words: &Words<'_>,
) -> bool {
    let own = scan.marks_of(claim.sentence);
    let Some(mark) = marks.iter().filter(|m| !own.contains(m)).min() else { return false };
    let there = scan.sentence_of(*mark);
    let (Some(first), Some(sentence)) = (scan.marks.get(*mark as usize), scan.sentences.get(there)) else {
        return false;
    };
    // What goes on about figures told before it may name them shortly.
    if there < claim.sentence {
        return false;
    }
    let said: FxHashSet<u32> = words.of(claim.sentence).iter().map(|(stem, _)| *stem).collect();
    let theirs = words.of(there);
    let new = |at: u32| theirs.iter().any(|(stem, place)| *place == at && !said.contains(stem));
    let special = &book.special;
    let verb = special.verb | special.up | special.down | special.auxiliary | special.reaching;
    let other = verb | special.carries | special.level | special.adverb | special.overall;
    let time = special.dated | special.spell | special.present | special.earlier | special.before;
    let noun = |at: u32| new(at) && !lists_at(at, scan, book).meet(other | time) && !scan.is_marked(at);
    // "Warren Buffett" is the Buffett of the headline.
    let name = |at: u32| at > sentence.first && scan.tokens.get(at as usize).is_some_and(|t| t.capital);
    let narrowed = |at: u32| {
        let before = at.checked_sub(1).is_some_and(|before| before >= sentence.first && noun(before));
        let behind = lists_at(at + 1, scan, book).meet(special.narrowing)
            && (at + 2..at + 2 + BEHIND).take_while(|at| *at < first.first).any(noun);
        !name(at) && (before || noun(at + 1) || behind)
    };
    // "12 armed robberies": what the first of them counts leads to it as well.
    let leads = |at: u32| at < first.first || at == first.last + 1;
    let mut shared =
        theirs.iter().filter(|(stem, at)| leads(*at) && said.contains(stem)).map(|(_, at)| *at).peekable();
    shared.peek().is_some() && shared.all(narrowed)
}
