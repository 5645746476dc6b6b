//! The only two like figures around a claim: "Rents have doubled since 2013, said Ruiz: a flat that went for $940 then
//! was listed last week at $1,895". However it is put, nothing else can be meant.

use rustc_hash::FxHashSet;

use crate::{
    bind::{
        FoundClaim, Reading, far,
        item::Item,
        like::alike,
        near::{
            OPENING, kind,
            level::{self, Level, figure},
            pair::{one_thing, precedes, straddles},
            phrase,
        },
        score::{self, Words},
        speak,
    },
    grammar::figure::{Figure, Kind},
    rule::{
        Rulebook,
        kinds::{AMOUNT, DURATION, MONTH, MULTIPLE, PERCENT},
    },
    scan::Scan,
};

/// The only two figures that a claim can be said of.
#[derive(Clone, Copy, Debug)]
pub struct Sole {
    /// The mark of the earlier, or of what the other is compared with.
    pub from: u32,
    /// The mark of the later.
    pub to: u32,
    /// The words say which is the earlier; else the way the claim goes does.
    pub told: bool,
    /// What the claim gives itself as what came of it is one of them.
    pub resulting: bool,
    /// It sets one thing against another, "twice the rate of".
    pub ratio: bool,
    /// The words say that they are what the claim is said of.
    pub sure: bool,
}

/// The figures stand at most so many sentences from the claim.
const AROUND: usize = 2;
/// A word that says that a figure was expected stands at most so many items before it.
const FORECAST: usize = 5;
/// What shares so much with a claim is of its subject.
const OF_IT: f64 = 0.5;
/// Two figures of one thing are within this factor of each other …
const MOST_APART: f64 = 30.0;
/// … and what is within this factor of one of them may be of it, too.
const ONE_SIZE: f64 = 4.0;

/// The only two figures around a claim that are of one sort, in each order that the words allow.
#[must_use]
pub fn sole(
    claim: &FoundClaim,
    reading: &Reading,
    scan: &Scan,
    book: &Rulebook,
    words: &Words<'_>,
) -> Vec<Sole> {
    let items = reading.items.of(claim.sentence);
    let base = phrase::base(claim, items, scan, book);
    let baseless = base.is_none();
    let own: Vec<u32> = phrase::own(claim, book);
    // With two ratios in a sentence nobody can say of which the figures are.
    let ratio = |i: &Item| i.kind & (PERCENT | MULTIPLE) != 0 && i.mark.is_none_or(|m| !own.contains(&m));
    let difference = phrase::difference(claim, scan);
    if phrase::for_each(claim, scan)
        || phrase::baseless_than(claim, items, scan, book)
        || baseless && phrase::of_amount(claim, items, book)
        || phrase::unfit(claim, items, baseless, book)
        || !difference && items.iter().any(ratio)
    {
        return Vec::new();
    }
    // What a claim stands right behind is what it is said of: "carries 3,200 cars a day, twice as many as in 1990".
    let before = items.iter().take(claim.found.first).rfind(|i| i.kind & AMOUNT & !(DURATION | PERCENT) != 0);
    let said_of = before.and_then(|i| i.mark).filter(|m| !own.contains(m));
    let Some((a, b)) = only_two(claim, base, &own, reading, scan, book, words) else { return Vec::new() };
    if kind::narrows(claim, &[a.mark, b.mark], scan, book, words) || straddles(&a, &b, reading, book) {
        return Vec::new();
    }
    // "Fell by 89,000 … to 5.29m": who writes so does not mean metres.
    let unit = |m: u32| figure(m, scan).is_some_and(|f| f.unit.is_some());
    // "The ticket went to £14 from £11" is a change of its own, unless it goes on about the claim: "They came to 14 …".
    // … or of its subject: "Trade is up threefold. Trade with Oxted rose to £186m from £64m."
    let subject = far::subject(claim, scan, book, words);
    let of_it = far::shared(&subject, &[a.mark, b.mark], scan, words) >= OF_IT;
    let stated = !of_it
        && score::near(claim.sentence, &reading.facts).iter().any(|fact| {
            let bound = |m: u32| fact.found.marks().any(|mark| mark == m);
            // "1,216 this season compares with 304" tells of no change of its own.
            let moves = difference || speak::slot(fact, "head", book).is_some();
            bound(a.mark) && bound(b.mark) && moves && !goes_on(fact.sentence, claim, reading, book)
        });
    let other = said_of.is_some_and(|m| m != a.mark && m != b.mark);
    if stated || other || difference && own.iter().any(|m| unit(*m) != unit(a.mark)) {
        return Vec::new();
    }
    let ahead = || phrase::ahead(claim, items, baseless, scan, book).map(|(m, _)| m);
    let result = phrase::result(claim, items, book).or_else(ahead);
    let slot = |name: &str| {
        claim.found.slots.iter().find(|(n, _)| book.slot(*n) == name).and_then(|(_, b)| b.mark())
    };
    let fits = |from: u32, to: u32| {
        [result, slot("to")].into_iter().flatten().all(|m| m == to)
            && [base, slot("from")].into_iter().flatten().all(|m| m == from)
    };
    // "The 35% decline", "we've doubled": of what is told around it.
    let begins = items.get(claim.found.first).map_or(0, |i| i.span.start);
    let token = |at: u32| scan.tokens.get(at as usize).is_some_and(|t| t.start < begins);
    let bare = !words.of(claim.sentence).iter().any(|(_, at)| token(*at));
    let before = items.get(claim.found.first.saturating_sub(OPENING)..=claim.found.first).unwrap_or(&[]);
    let resumes = before.iter().any(|i| i.lists.meet(book.special.definite | book.special.pronoun));
    let meant = resumes || bare || result.is_some();
    // "The previous month's total, revised to 1,276,000"
    let earlier = |level: &Level| {
        let items = reading.items.of(level.sentence);
        let before = items.get(level.item.saturating_sub(FORECAST + OPENING)..level.item).unwrap_or(&[]);
        [book.special.earlier, book.special.figure_noun]
            .into_iter()
            .all(|l| before.iter().any(|i| i.lists.meet(l)))
    };
    let (forth, back) = (precedes(&a, &b), precedes(&b, &a));
    // "Prices rose 0.2 per cent in May": in that month; "are to fall by half": it has not come so far.
    let monthly = items.iter().any(|i| i.kind & MONTH != 0);
    let to_come = claim.found.first.checked_sub(1).and_then(|at| items.get(at));
    let plain = !monthly && !to_come.is_some_and(|i| i.lists.meet(book.special.reaching));
    let meant_surely = plain
        && !difference
        && (resumes_level(&a, &b, claim, reading, book)
            || counts(&a, &b, claim, &subject, words, scan) && !other_scope(&a, &b, claim, scan));
    let ratio = phrase::ratio(claim, items, scan, book);
    // What goes the other way is of something else, unless the words say when each was so.
    let up = score::way(claim.found.span, scan, book);
    let value = |l: &Level| figure(l.mark, scan).map_or(0.0, |f| f.amount.value);
    let one_way = |from: &Level, to: &Level| up.is_none_or(|up| up == (value(to) > value(from)));
    [(a, b, forth, back), (b, a, back, forth)]
        .into_iter()
        .filter(|(from, to, yes, _)| *yes || one_way(from, to))
        .filter(|(from, to, yes, no)| {
            (*yes || !no && meant || result == Some(to.mark) && earlier(from)) && fits(from.mark, to.mark)
        })
        .map(|(from, to, yes, no)| Sole {
            from: from.mark,
            to: to.mark,
            told: yes && !no || base.is_some(),
            resulting: result.is_some(),
            ratio,
            sure: yes && !no && one_way(&from, &to) && meant_surely,
        })
        .collect()
}

/// The two like figures around a claim, when no third is like them.
fn only_two(
    claim: &FoundClaim,
    base: Option<u32>,
    own: &[u32],
    reading: &Reading,
    scan: &Scan,
    book: &Rulebook,
    words: &Words<'_>,
) -> Option<(Level, Level)> {
    let known = level::Known { own, base, told: &[], loose: true };
    let around = claim.sentence.saturating_sub(AROUND)..scan.sentences.len().min(claim.sentence + AROUND + 1);
    let mut levels: Vec<Level> = Vec::new();
    around.clone().for_each(|s| level::read(s, &known, &reading.items, scan, book, &mut levels));
    let mut pairs = levels.iter().enumerate().flat_map(|(at, a)| {
        let like =
            |b: &&Level| may_be(a.mark, b.mark, MOST_APART, scan, book) && one_thing(a, b, scan, book, words);
        levels.iter().skip(at + 1).filter(like).map(|b| (*a, *b))
    });
    let (a, b) = pairs.next().filter(|_| pairs.next().is_none())?;
    let value = |m: u32| figure(m, scan).map(|f| f.amount.value);
    if own.iter().any(|m| value(*m) == value(a.mark) || value(*m) == value(b.mark)) {
        return None;
    }
    let of_it = |m: u32| m == a.mark || m == b.mark || own.contains(&m);
    let like =
        |m: &u32| !of_it(*m) && [a.mark, b.mark].into_iter().any(|of| may_be(*m, of, ONE_SIZE, scan, book));
    let mut all = around.flat_map(|s| amounts(reading.items.of(s), book));
    (!all.any(|m| like(&m))).then_some((a, b))
}

/// Whether the sentence right behind a claim tells how much there was of its subject, and no more: "It stood at 5,290 in
/// May, against 5,980 a year before".
fn resumes_level(a: &Level, b: &Level, claim: &FoundClaim, reading: &Reading, book: &Rulebook) -> bool {
    let special = &book.special;
    let next = claim.sentence + 1;
    let opening = reading.items.of(next).get(..OPENING).unwrap_or(&[]);
    let pronoun = opening.first().is_some_and(|i| i.lists.meet(special.pronoun));
    let first = a.sentence.min(b.sentence);
    first == next && pronoun && opening.iter().skip(1).any(|i| i.lists.meet(special.level))
}

/// Whether the figures count what a claim is said of: "Shootings were up … There were 242 shootings in May".
fn counts(
    a: &Level,
    b: &Level,
    claim: &FoundClaim,
    subject: &FxHashSet<u32>,
    words: &Words<'_>,
    scan: &Scan,
) -> bool {
    let head = |level: &Level| figure(level.mark, scan).and_then(|f| f.noun).map(|n| n.head);
    // The noun of a figure beside the claim is not what that is said of.
    let own = |stem: u32| {
        let elsewhere = |at: u32| head(a) != Some(at) && head(b) != Some(at);
        subject.contains(&stem) && words.of(claim.sentence).iter().any(|(s, at)| *s == stem && elsewhere(*at))
    };
    let noun = |level: &Level| -> Option<Option<u32>> {
        let figure = figure(level.mark, scan).filter(|f| f.kind == Kind::Number)?;
        let head = figure.noun.filter(|n| n.plural).map(|n| n.head);
        let stem = |head: u32| words.of(level.sentence).iter().find(|(_, at)| *at == head).map(|(s, _)| *s);
        Some(head.and_then(stem))
    };
    let (Some(x), Some(y)) = (noun(a), noun(b)) else { return false };
    let is = |stem: Option<u32>| stem.is_none_or(own);
    (x.is_some() || y.is_some()) && is(x) && is(y)
}

/// Whether the sentences of two figures name what the claim's does not: another place, another firm.
fn other_scope(a: &Level, b: &Level, claim: &FoundClaim, scan: &Scan) -> bool {
    let own = scan.tokens_of(claim.sentence);
    let named = |sentence: usize| {
        let first = scan.sentences.get(sentence).map_or(0, |s| s.first);
        let names = (first..).zip(scan.tokens_of(sentence)).skip(1).filter(|(_, t)| t.capital);
        let mut others = names.filter(|(at, _)| !scan.is_marked(*at));
        others.any(|(_, t)| !own.iter().any(|o| o.word == t.word))
    };
    named(a.sentence) || named(b.sentence)
}

/// Whether the sentence right behind a claim goes on about it: "They came to 14, against 11".
fn goes_on(sentence: usize, claim: &FoundClaim, reading: &Reading, book: &Rulebook) -> bool {
    let first = reading.items.of(sentence).first();
    sentence == claim.sentence + 1 && first.is_some_and(|i| i.lists.meet(book.special.pronoun))
}

/// The marks of the amounts of a sentence, but for what was only expected.
fn amounts(items: &[Item], book: &Rulebook) -> Vec<u32> {
    let expected = |at: usize| {
        let before = items.get(at.saturating_sub(FORECAST)..at).unwrap_or(&[]);
        let mut near = before.iter().rev().take_while(|i| i.kind & AMOUNT == 0);
        near.any(|i| i.lists.meet(book.special.expected))
    };
    let amount = |(at, i): &(usize, &Item)| i.kind & AMOUNT != 0 && !expected(*at);
    items.iter().enumerate().filter(amount).filter_map(|(_, i)| i.mark).collect()
}

/// Whether a figure may be of the sort of another.
fn may_be(m: u32, of: u32, within: f64, scan: &Scan, book: &Rulebook) -> bool {
    let (Some(a), Some(b)) = (figure(m, scan), figure(of, scan)) else { return false };
    let size = (a.amount.value / b.amount.value).abs();
    let noun = |f: &Figure| {
        let noun = f.noun.filter(|_| f.kind == Kind::Number);
        noun.and_then(|n| scan.tokens.get(n.head as usize)).map(|t| t.word)
    };
    let nouns = match (noun(a), noun(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    nouns && alike(m, of, scan, &book.units) && (1.0 / within..within).contains(&size)
}
