//! Figures told anywhere in a draft of which a claim may speak: "Enrolment climbs 22 per cent" in the headline, "The
//! district had 4,150 pupils in 2014. … This year it has 5,063" in the sixth paragraph.
//!
//! What stands so far off is never surely meant. So all that may be meant is given, with how much its words share with
//! the claim's, and it takes more than arithmetic that fails to accuse.

use rustc_hash::FxHashSet;

use crate::{
    bind::{
        FoundClaim, Page, Reading, is_headline,
        item::{Item, is_restated},
        like,
        near::{self, Level, Said},
        score::{self, Words},
    },
    grammar::figure::{Figure, Kind},
    rule::{
        Rulebook,
        kinds::{AMOUNT, DURATION, MONTH, PERIOD, RELATIVE, SHARE, YEAR},
    },
    scan::Scan,
};

/// Figures that may be meant together.
#[derive(Clone, Debug)]
pub struct Group {
    /// An earlier and a later one, or the parts of a whole in their order.
    pub marks: Vec<u32>,
    /// Nothing says that one of them is something else.
    pub sound: bool,
}

/// What a headline or lead says is told again in the first so many sentences of the draft.
const ARTICLE: usize = 60;
/// A change of which a claim in the story tells by how much, and what came of it, is told within so many sentences.
const AROUND: usize = 4;
/// An earlier and a later figure stand at most so many sentences apart.
const APART: usize = 2;
/// With more groups than these the draft is a table.
const MOST: usize = 200;

/// Every two like figures of which one is said to be the earlier, for a change that the headline tells; changes that
/// are told in full are among them.
#[must_use]
pub(crate) fn changes(claim: &FoundClaim, kind: usize, page: Page<'_>) -> Vec<Group> {
    let Page { reading, scan, book, .. } = page;
    let own: Vec<u32> = claim.found.marks().collect();
    if own.iter().filter_map(|m| scan.figure(*m)).any(|f| f.high.is_some()) {
        return Vec::new();
    }
    let Some(result) = near::may_be_told(claim, reading, scan, book) else { return Vec::new() };
    let headline = is_headline(claim.sentence, scan, book);
    let result = result.or_else(|| if headline { None } else { only(claim, page) });
    if !headline && (result.is_none() || near::difference(claim, scan)) {
        return Vec::new();
    }
    let mut levels: Vec<Level> = Vec::new();
    let around = claim.sentence.saturating_sub(AROUND)..scan.sentences.len().min(claim.sentence + AROUND + 1);
    for sentence in if headline { behind(claim, scan) } else { around } {
        near::levels(claim, sentence, page, &mut levels);
    }
    let mut groups: Vec<Group> = Vec::new();
    let bare = |m: u32| scan.figure(m).is_some_and(|f| f.unit.is_none());
    let scale = |m: u32| scan.figure(m).is_some_and(|f| f.amount.scale > 1.0);
    let by = claim.found.marks().next().filter(|_| near::difference(claim, scan));
    // What goes the other way may be meant, but is not to be blamed.
    let up = score::way(claim.found.span, scan, book);
    let mut add = |from: u32, to: u32, one: bool| {
        let sorts = (bare(from) == bare(to) || scan.sentence_of(from) == scan.sentence_of(to))
            && by.is_none_or(|by| scale(by) == scale(to) || scale(by) == scale(from));
        let known = groups.iter().any(|g| g.marks == [from, to]);
        if sorts && !known && groups.len() < MOST && result.is_none_or(|r| r == to) {
            let value = |m: u32| scan.figure(m).map_or(0.0, |f| f.amount.value);
            let sound = one && up.is_none_or(|up| up == (value(to) > value(from)));
            groups.push(Group { marks: vec![from, to], sound });
        }
    };
    let facts = score::near(claim.sentence, &reading.facts);
    for (from, to) in near::full_changes(kind, facts, book) {
        add(from, to, true);
    }
    for (at, a) in levels.iter().enumerate() {
        let close = |b: &&Level| b.sentence - a.sentence <= APART;
        for b in levels.iter().skip(at + 1).take_while(close) {
            for (from, to) in ordered(a, b, page) {
                if !near::broken(from, to, kind, &own, facts, scan, book) {
                    add(from, to, !near::straddles(a, b, reading, book));
                }
            }
        }
    }
    groups
}

/// The only figure of its sentence that a claim can be said of: "produced 21,600 tonnes in the period, down 10 per cent".
fn only(claim: &FoundClaim, page: Page<'_>) -> Option<u32> {
    let mut levels: Vec<Level> = Vec::new();
    near::levels(claim, claim.sentence, page, &mut levels);
    let before = levels.iter().take_while(|l| l.item < claim.found.first).count();
    levels.first().filter(|_| before == 1).map(|level| level.mark)
}

/// Two figures of one thing as earlier and later, in each order that the words allow. A time that opens a sentence is
/// said of its first figure: "Two years earlier there were 40".
fn ordered(a: &Level, b: &Level, page: Page<'_>) -> Vec<(u32, u32)> {
    let Page { reading, scan, book, words } = page;
    let special = &book.special;
    let opening = reading.items.of(b.sentence).get(..b.item.min(OPENING)).unwrap_or(&[]);
    let lists = |i: &Item| match i.mark.and_then(|m| scan.marks.get(m as usize)) {
        Some(mark) => score::lists_at(mark.first, scan, book),
        None => i.lists,
    };
    let told = |wanted| opening.iter().any(|i| lists(i).meet(wanted));
    let of_kind = |kinds| opening.iter().any(|i| i.kind & kinds != 0);
    let later = told(special.later | special.present);
    let earlier = !later && (told(special.dated) || of_kind(RELATIVE));
    let opens = a.sentence != b.sentence && !of_kind(AMOUNT & !(DURATION | SHARE)) && (later || earlier);
    if opens && near::of_one_sort(a, b, scan, book) {
        // "It sold 1,200 a week in 2016. Last week it was 780."
        let either = earlier && a.time.is_some() && !of_kind(YEAR | PERIOD | MONTH);
        let ways = [(a.mark, b.mark, later || either), (b.mark, a.mark, earlier)];
        return ways.into_iter().filter(|(.., may)| *may).map(|(from, to, _)| (from, to)).collect();
    }
    // Of what is told paragraphs on, a time that is over is enough to be the earlier.
    let over = |from: &Level, to: &Level| from.said < to.said && from.said <= Said::Before;
    let one = near::one_thing(a, b, scan, book, words);
    let ways = [(a, b), (b, a)];
    let may = |(from, to): &(&Level, &Level)| one && (near::precedes(from, to) || over(from, to));
    ways.into_iter().filter(may).map(|(from, to)| (from.mark, to.mark)).collect()
}

/// What opens a sentence has so many words.
const OPENING: usize = 9;

/// A sum of money or a measure that is so many times smaller than a total is no part that is told of it.
const SMALLEST: f64 = 100.0;
/// Parts of one whole are at most so many …
const PARTS: usize = 6;
/// … and stand in so many sentences, none of them without one.
const SENTENCES: usize = 3;

/// Every run of figures behind a claim that may be the parts of the total that it tells.
#[must_use]
pub fn parts(claim: &FoundClaim, total: u32, reading: &Reading, scan: &Scan, book: &Rulebook) -> Vec<Group> {
    let Some(own) = scan.figure(total) else { return Vec::new() };
    if compared(claim.sentence, total, true, reading, book) {
        return Vec::new();
    }
    let least = own.amount.value / SMALLEST;
    let counts = |m: u32| scan.figure(m).is_some_and(|f| f.kind == Kind::Number || f.amount.value >= least);
    // Nor is the total told again.
    let again = |m: u32| scan.figure(m).is_some_and(|f| f.amount.value == own.amount.value);
    let part = |m: &u32| *m != total && kin(own, *m, total, scan, book) && counts(*m) && !again(*m);
    // "£4m ($5m)" is one part.
    let restated = |s: usize, m: u32| {
        let items = reading.items.of(s);
        let at = items.iter().position(|i| i.mark == Some(m));
        at.and_then(|at| at.checked_sub(1)).is_some_and(|open| is_restated(items, open))
    };
    let told: Vec<(usize, Vec<u32>)> = behind(claim, scan)
        .map(|s| (s, scan.marks_of(s).filter(|m| part(m) && !restated(s, *m)).collect::<Vec<u32>>()))
        .filter(|(_, marks)| !marks.is_empty())
        .collect();
    let mut groups = Vec::new();
    for (at, (first, _)) in told.iter().enumerate() {
        let mut marks: Vec<u32> = Vec::new();
        for (n, (sentence, more)) in told.iter().skip(at).take(SENTENCES).enumerate() {
            marks.extend(more);
            if *sentence != first + n || marks.len() > PARTS || groups.len() == MOST {
                break;
            }
            if marks.len() > 1 {
                let other = |m: &u32| {
                    let sentence = scan.sentence_of(*m);
                    compared(sentence, *m, false, reading, book) || hurt(sentence, *m, claim, reading, book)
                };
                let sound = !marks.iter().any(other);
                groups.push(Group { marks: marks.clone(), sound });
            }
        }
    }
    groups
}

/// Every two counts behind a claim of which the words say that one is a part of the other: "810 of them", "126 of the
/// trust's 840 beds".
#[must_use]
pub fn shares(claim: &FoundClaim, reading: &Reading, scan: &Scan, book: &Rulebook) -> Vec<Group> {
    let special = &book.special;
    let count = |m: &u32| {
        scan.figure(*m).is_some_and(|f| f.kind == Kind::Number && f.high.is_none() && f.amount.value > 0.0)
    };
    let own = |m: &u32| claim.found.marks().any(|mark| mark == *m);
    let counts: Vec<(usize, u32)> = behind(claim, scan)
        .flat_map(|s| scan.marks_of(s).map(move |m| (s, m)))
        .filter(|(_, m)| count(m) && !own(m))
        .collect();
    let pair = |((s, a), (t, b)): (&(usize, u32), &(usize, u32))| {
        let items = reading.items.of(*t);
        let at = items.iter().position(|i| i.mark == Some(*b))?;
        let begins = items.iter().position(|i| i.mark == Some(*a)).filter(|_| s == t).unwrap_or(0);
        let between = items.get(begins..at).unwrap_or(&[]);
        let behind = items.get(at + 1..).unwrap_or(&[]).iter().take(2);
        let of_them = |i: &Item| i.lists.meet(special.of_them);
        let parts_them = special.comma | special.and | special.clause | special.from;
        let linked = between.len() <= LINK
            && begins > 0
            && between.iter().any(|i| i.lists.meet(special.whose))
            && !between.iter().any(|i| i.lists.meet(parts_them));
        let marks = if behind.into_iter().any(of_them) || between.iter().any(of_them) {
            vec![*b, *a]
        } else if linked && s == t {
            vec![*a, *b]
        } else {
            return None;
        };
        let value = |m: &u32| scan.figure(*m).map_or(0.0, |f| f.amount.value);
        let close =
            t - s <= BEHIND && marks.first().map(value) < marks.last().map(value).map(|v| v * LARGEST_PART);
        close.then_some(Group { marks, sound: true })
    };
    counts.iter().zip(counts.iter().skip(1)).filter_map(pair).take(MOST).collect()
}

/// "19 of them" stands so many sentences behind whom it is of.
const BEHIND: usize = 2;

/// A part that is wrong by a slip may exceed its whole so many times.
const LARGEST_PART: f64 = 3.0;

/// A part and its whole have at most so many items from the one to the other: "126 of the trust's 840 beds".
const LINK: usize = 6;

/// Every figure around a claim that may be the whole of the part that it tells.
#[must_use]
pub fn wholes(claim: &FoundClaim, part: u32, reading: &Reading, scan: &Scan, book: &Rulebook) -> Vec<Group> {
    let Some(own) = scan.figure(part) else { return Vec::new() };
    let larger = |m: &u32| scan.figure(*m).is_some_and(|f| f.amount.value > own.amount.value / 2.0);
    let bound = |m: &u32| claim.found.marks().any(|mark| mark == *m);
    scan.marks_in(claim.sentence.saturating_sub(WHOLE)..claim.sentence + WHOLE + 1)
        .filter(|m| !bound(m) && kin(own, *m, part, scan, book) && larger(m))
        .map(|m| Group { marks: vec![m], sound: !compared(scan.sentence_of(m), m, false, reading, book) })
        .collect()
}

/// A whole stands so many sentences from its part.
const WHOLE: usize = 3;

/// Every figure behind a claim that may be its own, told again.
#[must_use]
pub fn again(claim: &FoundClaim, first: u32, reading: &Reading, scan: &Scan, book: &Rulebook) -> Vec<Group> {
    let Some(own) = scan.figure(first) else { return Vec::new() };
    behind(claim, scan)
        .flat_map(|s| scan.marks_of(s))
        .filter(|m| *m > first && kin(own, *m, first, scan, book))
        .take(MOST)
        .map(|m| Group { marks: vec![m], sound: !compared(scan.sentence_of(m), m, false, reading, book) })
        .collect()
}

/// Whether a figure is of the sort of another, so that one may be a part of the other.
fn kin(own: &Figure, other: u32, mark: u32, scan: &Scan, book: &Rulebook) -> bool {
    scan.figure(other).is_some_and(|figure| {
        figure.kind == own.kind
            && figure.high.is_none()
            && figure.amount.value > 0.0
            && figure.unit.is_some() == own.unit.is_some()
            && !figure.is_rate()
            && like::alike(mark, other, scan, &book.units)
    })
}

/// Whether a figure is what another is compared with or an amount of change, or, for a `result`, what came of one.
fn compared(sentence: usize, mark: u32, result: bool, reading: &Reading, book: &Rulebook) -> bool {
    let special = &book.special;
    let items = reading.items.of(sentence);
    let Some(at) = items.iter().position(|i| i.mark == Some(mark)) else { return true };
    let before = items.get(at.saturating_sub(CUE)..at).unwrap_or(&[]);
    let mut near = before.iter().rev().take_while(|i| i.kind & AMOUNT == 0 && !i.punctuation);
    // "The party, which previously held 42 seats, won 19": what was before is of another whole.
    let cues = special.from | special.than | special.changes | special.instead;
    // "Rose to 40", but "to spend 40" is no result.
    let open = |i: &&Item| i.lists.meet(special.adverb | special.article);
    let last = before.iter().rev().find(|i| !open(i));
    if result && last.is_some_and(|i| i.lists.meet(special.reaching | special.standing)) {
        return true;
    }
    let mut after = items.get(at + 1..).unwrap_or(&[]).iter().take(CUE).take_while(|i| i.kind & AMOUNT == 0);
    near.any(|i| i.lists.meet(cues)) || after.any(|i| i.lists.meet(special.from | special.some_of))
}

/// Whether a figure is of the injured where the claim is of the dead.
fn hurt(sentence: usize, mark: u32, claim: &FoundClaim, reading: &Reading, book: &Rulebook) -> bool {
    let special = &book.special;
    let told = |sentence: usize, from: usize| {
        reading.items.of(sentence).get(from..).unwrap_or(&[]).iter().take(2 * CUE)
    };
    let at = reading.items.of(sentence).iter().position(|i| i.mark == Some(mark));
    let fate = at.and_then(|at| {
        told(sentence, at).map(|i| i.lists).find(|lists| lists.meet(special.dead | special.wound))
    });
    let dead = told(claim.sentence, claim.found.first).any(|i| i.lists.meet(special.dead));
    dead && fate.is_some_and(|fate| fate.meet(special.wound))
}

/// A word that says of a figure that it is compared stands at most so many items before or behind it.
const CUE: usize = 5;

/// The sentences in which what a claim of the lead says is told.
fn behind(claim: &FoundClaim, scan: &Scan) -> std::ops::Range<usize> {
    claim.sentence..ARTICLE.min(scan.sentences.len())
}

/// The telling words around a claim that may say what it is of.
#[must_use]
pub fn subject(claim: &FoundClaim, scan: &Scan, book: &Rulebook, words: &Words<'_>) -> FxHashSet<u32> {
    let Some(own) = scan.sentences.get(claim.sentence) else { return FxHashSet::default() };
    let (anchor, after) = score::claim_tokens(claim, scan, book, own);
    let marks: Vec<u32> = claim.found.marks().collect();
    let figure = |at: u32| {
        let of = |m: &u32| scan.marks.get(*m as usize).is_some_and(|m| (m.first..m.last).contains(&at));
        marks.iter().any(of)
    };
    let special = &book.special;
    let changes = special.up | special.down | special.figure_noun | special.change_noun;
    let near = |at: u32| at + score::NEAR >= anchor && at < after + score::NEAR;
    let telling = |at: u32| near(at) && !figure(at) && !score::lists_at(at, scan, book).meet(changes);
    words.of(claim.sentence).iter().filter(|(_, at)| telling(*at)).map(|(stem, _)| *stem).collect()
}

/// How much the sentences of figures share with the words of a claim: 1 for a word that stands nowhere else.
#[must_use]
pub fn shared(subject: &FxHashSet<u32>, marks: &[u32], scan: &Scan, words: &Words<'_>) -> f64 {
    let mut sentences: Vec<usize> = marks.iter().map(|m| scan.sentence_of(*m)).collect();
    sentences.dedup();
    let stems: FxHashSet<u32> = sentences.iter().flat_map(|s| words.of(*s)).map(|(stem, _)| *stem).collect();
    let mut shared: Vec<u32> = stems.intersection(subject).copied().collect();
    shared.sort_unstable();
    shared.into_iter().map(|stem| words.weight(stem)).sum()
}
