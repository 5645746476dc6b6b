//! Pairs of levels of which the first is the earlier.

use std::cmp::Ordering;

use crate::{
    bind::{
        Fact, Reading,
        like::alike,
        matcher::{Bound, Match},
        near::level::{Level, Said},
        score::Words,
        speak,
    },
    grammar::figure::{Figure, Kind},
    rule::Rulebook,
    scan::Scan,
};

/// Every pair of like levels of which the first is the earlier.
pub(super) fn pairs(
    levels: &[Level],
    scan: &Scan,
    book: &Rulebook,
    words: &Words<'_>,
) -> Vec<(Level, Level)> {
    let mut pairs = Vec::new();
    for from in levels {
        for to in levels {
            if from.mark != to.mark && precedes(from, to) && one_thing(from, to, scan, book, words) {
                pairs.push((*from, *to));
            }
        }
    }
    pairs
}

/// The changes among facts that tell from what and to what, and not by how much.
pub(in crate::bind) fn full_changes(kind: usize, facts: &[Fact], book: &Rulebook) -> Vec<(u32, u32)> {
    let ends = |fact: &Fact| Some((slot(fact, "from", book)?, slot(fact, "to", book)?));
    let measured = |fact: &Fact| slot(fact, "by", book).is_some() || slot(fact, "or", book).is_some();
    let facts = facts.iter().filter(|f| !measured(f));
    facts.filter(|f| f.kind == kind).filter_map(ends).collect()
}

/// Whether two figures are of one sort and size, whatever they count.
pub(in crate::bind) fn of_one_sort(a: &Level, b: &Level, scan: &Scan, book: &Rulebook) -> bool {
    let (Some(x), Some(y)) = (scan.figure(a.mark), scan.figure(b.mark)) else { return false };
    let size = (x.amount.value / y.amount.value).abs();
    x.unit.is_some() == y.unit.is_some()
        && (1.0 / LENT..LENT).contains(&size)
        && alike(a.mark, b.mark, scan, &book.units)
}

/// Whether one of two figures stands in a sentence of its own that tells of one case of many: "In Oxted, for example, …".
pub(in crate::bind) fn straddles(a: &Level, b: &Level, reading: &Reading, book: &Rulebook) -> bool {
    let one_case = |s: usize| reading.items.of(s).iter().any(|i| i.lists.meet(book.special.instance));
    a.sentence != b.sentence && (one_case(a.sentence) || one_case(b.sentence))
}

/// Whether two figures may be of one thing: commensurable, and of one noun as far as they tell.
pub(in crate::bind) fn one_thing(
    a: &Level,
    b: &Level,
    scan: &Scan,
    book: &Rulebook,
    words: &Words<'_>,
) -> bool {
    let (Some(x), Some(y)) = (scan.figure(a.mark), scan.figure(b.mark)) else { return false };
    let noun = |level: &Level, f: &Figure| -> Option<u32> {
        let head = f.noun.filter(|n| n.plural && f.kind == Kind::Number)?.head;
        words.of(level.sentence).iter().find(|(_, at)| *at == head).map(|(stem, _)| *stem)
    };
    let nouns = match (noun(a, x), noun(b, y)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let size = (x.amount.value / y.amount.value).abs();
    let scaled =
        (x.amount.scale > 1.0) == (y.amount.scale > 1.0) || (1.0 / SCALE_GAP..SCALE_GAP).contains(&size);
    let bare = |f: &Figure| f.unit.is_none() && f.noun.is_none();
    // A sum does not lend its unit to "148" sentences on, but to "1.48 million".
    let lends = |lender: &Figure, other: &Figure| {
        lender.kind != Kind::Money || a.sentence == b.sentence || other.amount.scale > 1.0
    };
    let near = (1.0 / LENT..LENT).contains(&size);
    let lent = bare(x) == bare(y) || near && lends(x, y) && lends(y, x);
    // Sums of money that differ so much are of different things.
    let sized = x.kind != Kind::Money || near;
    nouns && scaled && sized && lent && alike(a.mark, b.mark, scan, &book.units)
}

/// Of two figures further apart than this factor both have a word of scale, or none.
const SCALE_GAP: f64 = 100.0;

/// A bare number takes its unit from a figure within this factor.
const LENT: f64 = 20.0;

/// Whether two figures are no ends of one change: they are the same, or one is an end of another change, "rose to 150
/// from 90", or of one by another amount, "fell 14p to 238p", that is not the claim's `own`.
pub(in crate::bind) fn broken(
    from: u32,
    to: u32,
    kind: usize,
    own: &[u32],
    facts: &[Fact],
    scan: &Scan,
    book: &Rulebook,
) -> bool {
    let (Some(a), Some(b)) = (scan.figure(from), scan.figure(to)) else { return true };
    let apart = (a.amount.value - b.amount.value).abs();
    let step = a.amount.step.max(b.amount.step);
    apart == 0.0
        || facts.iter().filter(|f| f.kind == kind).any(|fact| {
            let bound = |m: u32| fact.found.marks().any(|mark| mark == m);
            let by = slot(fact, "by", book)
                .filter(|m| !own.contains(m))
                .and_then(|m| scan.figure(m))
                .filter(|by| by.kind == b.kind);
            let other = || by.is_some_and(|by| (by.amount.value - apart).abs() > by.amount.step.max(step));
            if full(fact, book) {
                bound(from) != bound(to) && fact.rivals.is_empty()
            } else {
                bound(from) != bound(to) && other()
            }
        })
}

/// The mark that a fact binds to a slot.
fn slot(fact: &Fact, name: &str, book: &Rulebook) -> Option<u32> {
    speak::slot(fact, name, book).and_then(Bound::mark)
}

/// The ends of the changes told in full near a sentence.
pub(super) fn told(kind: usize, sentence: usize, facts: &[Fact], book: &Rulebook) -> Vec<u32> {
    let near = facts.iter().filter(|f| f.kind == kind && f.sentence.abs_diff(sentence) <= 2 && full(f, book));
    near.flat_map(|f| [slot(f, "from", book), slot(f, "to", book)]).flatten().collect()
}

/// Whether a change tells from what and to what.
fn full(fact: &Fact, book: &Rulebook) -> bool {
    slot(fact, "from", book).is_some() && slot(fact, "to", book).is_some()
}

/// Whether what is said of two levels makes the first the earlier one.
pub(in crate::bind) fn precedes(from: &Level, to: &Level) -> bool {
    let in_order = match (from.time, to.time) {
        (Some(a), Some(b)) if a != b => Some(a.before(b)),
        _ => None,
    };
    let follows = (from.sentence, from.item) < (to.sentence, to.item);
    // "It will be 40", sentences on, may be of something else.
    if to.said == Said::Coming && from.sentence != to.sentence {
        return false;
    }
    match from.said.cmp(&to.said) {
        // "210 tonnes in 2021; last year it was 171", "171 last year; in 2021 it was 210"
        Ordering::Greater => {
            let later = to.time.is_none() || in_order == Some(true);
            (from.said, to.said) == (Said::Nothing, Said::Before) && from.time.is_some() && later
        }
        _ if from.sentence < to.sentence && to.said < Said::Later => false,
        Ordering::Less if from.said == Said::Before && to.said == Said::Nothing => in_order == Some(true),
        Ordering::Less => in_order != Some(false),
        Ordering::Equal => {
            // "Sank to 1.2 million in 2021, has come back to 1.9 million"
            let open = from.said == Said::Nothing || from.said == Said::Later && from.sentence == to.sentence;
            in_order == Some(true) || open && follows && from.time.is_some() && to.time.is_none()
        }
    }
}

/// The pairs as a change: the nearest is taken, the others are its rivals.
pub(super) fn fact(pairs: &[(Level, Level)], kind: usize, scan: &Scan, book: &Rulebook) -> Option<Fact> {
    let (from, to) = (book.name("from")?, book.name("to")?);
    let matched = |(a, b): &(Level, Level)| -> Option<Match> {
        let span = |l: &Level| scan.marks.get(l.mark as usize).map(|m| m.span);
        let (first, last) = (a.item.min(b.item), a.item.max(b.item) + 1);
        let slots = vec![(from, Bound::Mark(a.mark)), (to, Bound::Mark(b.mark))];
        Some(Match { first, last, span: span(a)?.cover(span(b)?), slots, leaps: false })
    };
    let mut all = pairs.iter().filter_map(matched);
    let found = all.next()?;
    let sentence = pairs.first().map(|(a, b)| a.sentence.min(b.sentence))?;
    Some(Fact { kind, sentence, found, rivals: all.collect() })
}
