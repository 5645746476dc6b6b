//! Two like figures near a claim, of which one is said to be the earlier: "Thefts had stood at 228 in 2021 … last
//! year there were 171. The fall of 25 per cent …". No pattern could list all the ways to say so.
//!
//! What is said of a figure is told by the words around it: a preposition ("from", "against"), a time ("a year
//! earlier", "in 2021"), a tense ("had been"). All pairs that may be meant are given: the claim has to fail on each.

mod level;
mod pair;
mod phrase;
mod subject;

pub(super) use phrase::result;
pub(super) use subject::speaks_of;

use crate::{
    bind::{
        Fact, FoundClaim, item,
        near::level::{Level, Said},
        score::Words,
    },
    rule::Rulebook,
    scan::Scan,
};

/// A preposition stands at most so many items before its figure.
const REACH: usize = 5;
/// With more pairs than these nobody can say which is meant.
const MOST_PAIRS: usize = 4;

/// What the figures around a claim tell.
#[derive(Debug)]
pub(super) struct Around {
    /// The change, with the pairs that may be meant instead as its rivals.
    pub(super) fact: Fact,
    /// The claim itself names what it compares with: "33 per cent above last year's 210 million".
    pub(super) named: bool,
    /// The claim itself tells what came of the change: "rose 6 per cent to $3.8bn".
    pub(super) resulting: bool,
}

/// The change that the figures around a claim tell; none for a claim of what never was.
#[must_use]
pub(super) fn around(
    claim: &FoundClaim,
    kind: usize,
    facts: &[Fact],
    scan: &Scan,
    book: &Rulebook,
    words: &Words,
) -> Option<Around> {
    let at = claim.sentence;
    let own = phrase::own(claim, book);
    let items = item::items(scan, scan.sentences.get(at)?, book);
    let base = phrase::base(claim, &items, scan, book);
    let baseless = base.is_none();
    if baseless && (phrase::of_amount(claim, &items, book) || phrase::ratio(claim, &items, scan, book))
        || phrase::unfit(claim, &items, baseless, book)
    {
        return None;
    }
    let difference = phrase::difference(claim, scan);
    let ahead = phrase::ahead(claim, &items, scan, book);
    let result = result(claim, &items, book).or(ahead.map(|(mark, _)| mark));
    let apposed = ahead.is_some_and(|(mark, apposed)| apposed && Some(mark) == result);
    // "That is 36 per cent more than …" speaks of the sentence before.
    let spoken_of = items.iter().take(3).any(|i| i.lists.meet(book.special.pronoun));
    // "It had shrunk by 555, to 1,682": what it was may be told right before.
    let own_words = items.get(claim.found.first.saturating_sub(REACH)..claim.found.first).unwrap_or(&[]);
    let of_it = own_words.iter().any(|i| i.lists.meet(book.special.pronoun));
    let before = at.saturating_sub(1);
    for scope in [at..at + 1, before..at + 1, at..at + 2, at + 1..at + 3, before.saturating_sub(1)..at + 1] {
        let mut levels: Vec<Level> = Vec::new();
        scope.for_each(|sentence| level::read(sentence, &own, base, scan, book, &mut levels));
        for level in &mut levels {
            if Some(level.mark) == base {
                level.said = Said::From;
            } else if Some(level.mark) == result || base.is_some() && level.said != Said::From {
                level.said = Said::Later;
            }
        }
        let mut pairs = pair::pairs(&levels, scan, book, words);
        pairs.retain(|(from, to)| !pair::broken(from.mark, to.mark, kind, facts, book));
        let before_it = |l: &Level| (l.sentence, l.item) < (at, claim.found.first);
        pairs.retain(|(from, to)| {
            base.is_none_or(|b| b == from.mark && before_it(to) && (spoken_of || to.sentence == at))
        });
        // What came of it is told with the claim: what was before is told there, too, or right before it.
        let here = |l: &Level| {
            l.sentence == at && (l.said == Said::Earlier || l.said == Said::From && !difference)
                || (apposed || of_it && l.said == Said::Earlier)
                    && l.sentence + 1 == at
                    && (l.said <= Said::Before || l.time.is_some())
        };
        let one_clause = |a: &Level, b: &Level| {
            let between = items.get(a.item.min(b.item)..a.item.max(b.item)).unwrap_or(&[]);
            !between.iter().any(|i| i.lists.meet(book.special.contrast))
        };
        // "1,198, down half, and 2,145, down from 3,342"
        let next = |a: &Level, b: &Level| {
            let place = |l: &Level| (l.sentence, l.item);
            let (low, high) = (place(a).min(place(b)), place(a).max(place(b)));
            !levels.iter().any(|l| low < place(l) && place(l) < high)
        };
        pairs.retain(|(from, to)| {
            result.is_none_or(|r| {
                r == to.mark && (!baseless || here(from) && one_clause(from, to) && next(from, to))
            })
        });
        if pairs.len() > MOST_PAIRS {
            return None;
        }
        if !pairs.is_empty() {
            let fact = pair::fact(&pairs, kind, scan, book)?;
            return Some(Around { fact, named: base.is_some(), resulting: result.is_some() });
        }
        if result.is_some() && !apposed && !of_it {
            return None;
        }
    }
    None
}

/// The figures within two sentences of a claim that may be an end of a change, and what is said of each.
#[must_use]
pub fn told_near(claim: &FoundClaim, scan: &Scan, book: &Rulebook) -> Vec<(u32, &'static str)> {
    let own = phrase::own(claim, book);
    let mut levels = Vec::new();
    let scope = claim.sentence.saturating_sub(1)..claim.sentence + 3;
    scope.for_each(|sentence| level::read(sentence, &own, None, scan, book, &mut levels));
    let said = |l: &Level| match l.said {
        Said::From => "from",
        Said::Earlier => "earlier",
        Said::Before => "over",
        Said::Nothing => "nothing",
        Said::Later => "later",
    };
    levels.iter().map(|l| (l.mark, said(l))).collect()
}
