//! Two like figures near a claim, of which one is said to be the earlier: "Thefts had stood at 228 in 2021 … last
//! year there were 171. The fall of 25 per cent …". No pattern could list all the ways to say so.
//!
//! What is said of a figure is told by the words around it: a preposition ("from", "against"), a time ("a year
//! earlier", "in 2021"), a tense ("had been"). All pairs that may be meant are given: the claim has to fail on each.

mod kind;
mod level;
mod lone;
mod pair;
mod phrase;
mod subject;

pub(super) use kind::narrows;
pub(super) use level::{Level, Said};
pub(crate) use lone::{LonePair, lone_pairs};
pub(super) use pair::{broken, full_changes, of_one_sort, one_thing, precedes, straddles};
pub(super) use phrase::{difference, result};
pub(super) use subject::may_be_said_of;

use crate::{
    bind::{Fact, FoundClaim, Page, Reading, item::Item, score},
    rule::{Rulebook, lists::ListMask},
    scan::Scan,
};

/// A preposition stands at most so many items before its figure.
const REACH: usize = 5;
/// A sentence that speaks of the one before says so in so many items.
const OPENING: usize = 3;
/// With more pairs than these nobody can say which is meant.
const MOST_PAIRS: usize = 4;

/// What the figures around a claim tell.
#[derive(Debug)]
pub(super) struct Around {
    /// The change, with the pairs that may be meant instead as its rivals.
    pub(super) fact: Fact,
    /// The claim itself names what it compares with: "33 per cent above last year's 210 million".
    pub(super) names_base: bool,
    /// The claim itself tells what came of the change: "rose 6 per cent to $3.8bn".
    pub(super) names_result: bool,
    /// It stands right behind what came of it: "24,900, 3,500 more".
    pub(super) follows_result: bool,
    /// No other figures of their kind stand near it.
    pub(super) only_pair: bool,
}

/// The change that the figures around a claim tell; none for a claim of what never was.
#[must_use]
pub(super) fn around(claim: &FoundClaim, kind: usize, page: Page<'_>) -> Option<Around> {
    let Page { reading, scan, book, words } = page;
    let sought = Sought::of(claim, reading, scan, book)?;
    let at = claim.sentence;
    let facts = score::near(at, &reading.facts);
    let told = pair::told(kind, at, facts, book);
    let own = phrase::own(claim, book);
    let before = at.saturating_sub(1);
    // From the likeliest: its own sentence, with the one before, with the one behind, the two behind, with the two
    // before. The first scope with a pair decides.
    for scope in [at..at + 1, before..at + 1, at..at + 2, at + 1..at + 3, before.saturating_sub(1)..at + 1] {
        let mut levels: Vec<Level> = Vec::new();
        let known = level::Known { own: &own, base: sought.base, told: &told, loose: false };
        scope.for_each(|sentence| level::read(sentence, &known, &reading.items, scan, book, &mut levels));
        for level in &mut levels {
            level.said = sought.said(level);
            // What the claim itself compares with was before, whenever that was.
            level.time = level.time.filter(|_| Some(level.mark) != sought.base);
        }
        let mut pairs = pair::pairs(&levels, scan, book, words);
        pairs.retain(|(from, to)| {
            !pair::broken(from.mark, to.mark, kind, &own, facts, scan, book)
                && sought.fits(from, to, &levels)
                && !sought.is_end(from, &own, scan)
                && !sought.is_end(to, &own, scan)
        });
        if pairs.len() > MOST_PAIRS {
            return None;
        }
        if !pairs.is_empty() {
            let fact = pair::fact(&pairs, kind, scan, book)?;
            let only_pair = pairs.len() == 1 && {
                let mut all = Vec::new();
                let wide = at.saturating_sub(2)..at + 3;
                wide.for_each(|sentence| level::read(sentence, &known, &reading.items, scan, book, &mut all));
                let like = |l: &&Level| {
                    pairs.first().is_some_and(|(from, _)| {
                        crate::bind::like::alike(l.mark, from.mark, scan, &book.units)
                    })
                };
                all.iter().filter(like).count() == 2
            };
            return Some(Around {
                fact,
                names_base: sought.base.is_some(),
                names_result: sought.result.is_some(),
                follows_result: sought.behind,
                only_pair,
            });
        }
        if sought.result.is_some() && !sought.apposed && !sought.behind && !sought.of_it {
            return None;
        }
    }
    None
}

/// What the words around a claim say of the pair it speaks of.
struct Sought<'a> {
    claim: &'a FoundClaim,
    items: &'a [Item],
    book: &'a Rulebook,
    /// The figure it compares with itself.
    base: Option<u32>,
    /// The figure it gives itself as what came of it.
    result: Option<u32>,
    /// It is a noun right behind that figure.
    apposed: bool,
    /// It stands behind that figure and a comma, noun or not: "24,900, 3,500 more".
    behind: bool,
    /// "That is 36 per cent more than …" speaks of the sentence before.
    of_that: bool,
    /// "It had shrunk by 555, to 1,682": what it was may be told right before.
    of_it: bool,
    /// "The FTSE also fell 0.4 per cent" is of another than the sentence before.
    of_another: bool,
    /// It tells an amount and no ratio.
    difference: bool,
}

impl<'a> Sought<'a> {
    /// None when no figures around it can be meant.
    fn of(claim: &'a FoundClaim, reading: &'a Reading, scan: &Scan, book: &'a Rulebook) -> Option<Self> {
        let items = reading.items.of(claim.sentence);
        let base = phrase::base(claim, items, scan, book);
        if phrase::for_each(claim, scan)
            || phrase::than_is_of_another(claim, items, scan, book)
            || base.is_none()
                && (phrase::of_amount(claim, items, book) || phrase::ratio(claim, items, scan, book))
            || phrase::is_of_no_pair(claim, items, base, book)
        {
            return None;
        }
        let ahead = phrase::ahead(claim, items, base, scan, book);
        let result = result(claim, items, book).or(ahead.map(|(mark, _)| mark));
        let apposed = ahead.is_some_and(|(mark, apposed)| apposed && Some(mark) == result);
        let behind =
            ahead.is_some_and(|(mark, _)| Some(mark) == result) && phrase::behind_comma(claim, items, book);
        let pronoun = |i: &Item| i.lists.meet(book.special.pronoun);
        let first = claim.found.first;
        // "The 35 per cent decline from the 1,476 of a year ago" speaks of it, too.
        let definite = |at: usize| items.get(at).is_some_and(|i| i.lists.meet(book.special.definite));
        let of_that = items.iter().take(OPENING).any(pronoun)
            || definite(first)
            || first.checked_sub(1).is_some_and(definite);
        let of_it = items.get(first.saturating_sub(REACH)..first).unwrap_or(&[]).iter().any(pronoun);
        let of_another = items.iter().take(first).any(|i| i.lists.meet(book.special.also));
        let difference = phrase::difference(claim, scan);
        Some(Sought {
            claim,
            items,
            book,
            base,
            result,
            apposed,
            behind,
            of_that,
            of_it,
            of_another,
            difference,
        })
    }

    /// What is said of a level, the claim's own words taken into account.
    fn said(&self, level: &Level) -> Said {
        if Some(level.mark) == self.base {
            Said::From
        } else if Some(level.mark) == self.result || self.base.is_some() && level.said != Said::From {
            Said::Later
        } else {
            level.said
        }
    }

    /// Whether the claim can be said of a pair among the levels around it.
    fn fits(&self, from: &Level, to: &Level, levels: &[Level]) -> bool {
        let at = self.claim.sentence;
        if self.of_another && from.sentence < at {
            return false;
        }
        if let Some(base) = self.base {
            let before = (to.sentence, to.item) < (at, self.claim.found.first);
            return base == from.mark
                && before
                && (self.of_that || to.sentence == at)
                && self.result.is_none_or(|result| result == to.mark);
        }
        let Some(result) = self.result else { return true };
        // What came of it is told with the claim: what was before is told there, too, or right before it.
        let here = from.sentence == at
            && (from.said == Said::Earlier
                || from.said == Said::From && !self.difference
                || self.behind && self.one_thing(from, to) && marked(from, to)
                || self.aside_before(from));
        let right_before = from.sentence + 1 == at
            && (self.apposed || self.behind || self.of_it && from.said == Said::Earlier)
            && (from.said <= Said::Before || from.time.is_some());
        result == to.mark && (here && self.one_clause(from, to) && adjacent(from, to, levels) || right_before)
    }

    /// Whether a difference is the same figure as an end of the change: "warming in excess of 2°C" is no rise.
    fn is_end(&self, level: &Level, own: &[u32], scan: &Scan) -> bool {
        let value = |m: u32| scan.figure(m).map(|f| (f.kind, f.amount.value));
        self.difference && own.iter().any(|m| value(*m) == value(level.mark))
    }

    /// Whether a level stands in an aside before the claim, between commas, that says when it was so: "the town, 18,400
    /// at the census of 2011, had grown to …".
    fn aside_before(&self, level: &Level) -> bool {
        let special = &self.book.special;
        let is = |at: Option<usize>| at.and_then(|at| self.items.get(at)).map_or(ListMask::NONE, |i| i.lists);
        let comma = special.comma | special.dash;
        let between = self.items.get(level.item + 1..self.claim.found.first).unwrap_or(&[]);
        is(level.item.checked_sub(1)).meet(comma)
            && (level.dated || level.said == Said::Before)
            && between.iter().filter(|i| i.lists.meet(comma)).count() == 1
            && !between.iter().any(|i| i.lists.meet(special.and))
    }

    /// Whether nothing between two levels of the claim's sentence begins another subject: an "and" right before the
    /// second does not ("12,000 in May and 15,000 in June").
    fn one_thing(&self, from: &Level, to: &Level) -> bool {
        let and = |at: usize| self.items.get(at).is_some_and(|i| i.lists.meet(self.book.special.and));
        from.item < to.item && !(from.item..to.item.saturating_sub(1)).any(and)
    }

    /// Whether nothing between two levels of the claim's sentence sets one thing against another.
    fn one_clause(&self, a: &Level, b: &Level) -> bool {
        let between = self.items.get(a.item.min(b.item)..a.item.max(b.item)).unwrap_or(&[]);
        !between.iter().any(|i| i.lists.meet(self.book.special.contrast))
    }
}

/// Whether the words say of one of two levels when it was so.
fn marked(from: &Level, to: &Level) -> bool {
    from.said <= Said::Before || from.dated || to.told >= Said::Later
}

/// Whether no level stands between two: "1,374, down half, and 2,468, down from 3,915".
fn adjacent(a: &Level, b: &Level, levels: &[Level]) -> bool {
    let place = |l: &Level| (l.sentence, l.item);
    let (low, high) = (place(a).min(place(b)), place(a).max(place(b)));
    !levels.iter().any(|l| low < place(l) && place(l) < high)
}

/// The figure right before a claim that is a noun in apposition to it: "£4.5bn, a rise of 12 per cent".
pub(super) fn apposed(claim: &FoundClaim, reading: &Reading, scan: &Scan, book: &Rulebook) -> Option<u32> {
    let items = reading.items.of(claim.sentence);
    let base = phrase::base(claim, items, scan, book);
    phrase::ahead(claim, items, base, scan, book).and_then(|(mark, apposed)| apposed.then_some(mark))
}

/// Whether a claim may be one of figures far off: it is no ratio of two things, and names no figure that another is
/// compared with. The figure it gives itself as what came of it, where there is one, has to be among them.
pub(super) fn may_be_told(
    claim: &FoundClaim,
    reading: &Reading,
    scan: &Scan,
    book: &Rulebook,
) -> Option<Option<u32>> {
    let items = reading.items.of(claim.sentence);
    let base = phrase::base(claim, items, scan, book);
    let open = base.is_none()
        && !phrase::for_each(claim, scan)
        && !phrase::of_amount(claim, items, book)
        && !phrase::ratio(claim, items, scan, book);
    let result =
        || result(claim, items, book).or(phrase::ahead(claim, items, base, scan, book).map(|(mark, _)| mark));
    open.then(result)
}

/// Adds the levels of a sentence that a claim may speak of.
pub(super) fn levels(claim: &FoundClaim, sentence: usize, page: Page<'_>, levels: &mut Vec<Level>) {
    let Page { reading, scan, book, .. } = page;
    let own = phrase::own(claim, book);
    let told: Vec<u32> = Vec::new();
    let known = level::Known { own: &own, base: None, told: &told, loose: false };
    level::read(sentence, &known, &reading.items, scan, book, levels);
}

/// The figures within two sentences of a claim that may be an end of a change, and what is said of each.
#[must_use]
pub fn told_near(
    claim: &FoundClaim,
    reading: &Reading,
    scan: &Scan,
    book: &Rulebook,
) -> Vec<(u32, &'static str)> {
    let own = phrase::own(claim, book);
    let known = level::Known { own: &own, base: None, told: &[], loose: false };
    let mut levels = Vec::new();
    let scope = claim.sentence.saturating_sub(1)..claim.sentence + 3;
    scope.for_each(|sentence| level::read(sentence, &known, &reading.items, scan, book, &mut levels));
    let said = |l: &Level| match l.said {
        Said::From => "from",
        Said::Earlier => "earlier",
        Said::Before => "over",
        Said::Nothing => "nothing",
        Said::Later => "later",
        Said::Coming => "coming",
    };
    levels.iter().map(|l| (l.mark, said(l))).collect()
}
