//! The only two like figures around a claim: "Rents have doubled since 2013, said Ruiz: a flat that went for $940 then
//! was listed last week at $1,895". However it is put, nothing else can be meant.

use rustc_hash::FxHashSet;

use crate::{
    bind::{
        FoundClaim, Page, Reading, far,
        item::Item,
        like::alike,
        near::{
            OPENING, kind,
            level::{self, Level, Said},
            pair::{one_thing, precedes, straddles},
            phrase,
        },
        score::{self, Words, lists_at},
        speak,
    },
    grammar::figure::{Figure, Kind},
    rule::{
        Rulebook,
        kinds::{AMOUNT, DURATION, KindMask, MONTH, MULTIPLE, PERCENT, RELATIVE, WHEN, YEAR},
    },
    scan::Scan,
};

/// The only two figures that a claim can be said of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LonePair {
    /// The mark of the earlier, or of what the other is compared with.
    pub(crate) from: u32,
    /// The mark of the later.
    pub(crate) to: u32,
    /// The words say which is the earlier; else the way the claim goes does.
    pub(crate) order_told: bool,
    /// What the claim gives itself as what came of it is one of them.
    pub(crate) has_result: bool,
    /// It sets one thing against another, "twice the rate of".
    pub(crate) of_two_things: bool,
    /// Its words go on to what is compared: "twice the usual number", "ten times as much", but not "double gold".
    pub(crate) compares: bool,
    /// The words say that they are what the claim is said of.
    pub(crate) surely_meant: bool,
}

/// The figures stand at most so many sentences behind the claim …
const AROUND: usize = 2;
/// … or before it; or so many, when it is a noun that takes them up again: "the 17 per cent jump".
const BACK: usize = 4;
/// A word that says that a figure was expected stands at most so many items before it.
const FORECAST: usize = 5;
/// What shares so much with a claim is of its subject.
const OF_IT: f64 = 0.5;
/// Two figures of one thing are within this factor of each other …
const MOST_APART: f64 = 30.0;
/// … and what is within this factor of one of them may be of it, too.
const THIRD_LIKE: f64 = 4.0;
/// Times that are shorter than a year.
const SHORTER: KindMask = WHEN & !(YEAR | RELATIVE);
/// With more like pairs than these around a claim none is the only one.
const MOST_LIKE: usize = 6;

/// The only two figures around a claim that are of one sort, in each order that the words allow.
#[must_use]
pub(crate) fn lone_pairs(claim: &FoundClaim, page: Page<'_>) -> Vec<LonePair> {
    let Page { reading, scan, book, words } = page;
    let Some(lone) = Lone::of(claim, page) else { return Vec::new() };
    let Some((a, b)) = lone.only_two() else { return Vec::new() };
    // "There are 70 hostels. … Arrests fell by 55 per cent. There are dozens of reports, more than 30."
    let around = a.sentence.min(b.sentence) < claim.sentence && claim.sentence < a.sentence.max(b.sentence);
    if around
        || kind::narrows(claim, &[a.mark, b.mark], scan, book, words)
        || straddles(&a, &b, reading, book)
    {
        return Vec::new();
    }
    let subject = far::subject(claim, scan, book, words);
    if lone.is_of_another(&a, &b, &subject) {
        return Vec::new();
    }
    // "The 30 per cent fall in profit sent the shares to 96p": no end of that change.
    let ends = |m: &u32| [a.mark, b.mark].into_iter().any(|of| may_be(*m, of, MOST_APART, scan, book));
    let result = lone.result().filter(ends);
    let meant = result.is_some() || lone.speaks_back();
    let of_two_things = phrase::ratio(claim, lone.items, scan, book);
    let up = score::way(claim.found.span, scan, book);
    // "It had sales of £5bn. Those of its British arm fell by a fifth to £4m": words have to say when the one was so.
    let in_scale = may_be(a.mark, b.mark, MOST_APART, scan, book);
    let in_turn = told_in_turn(&a, &b, lone.page);
    let (forth, back) = (precedes(&a, &b) || in_turn, precedes(&b, &a));
    [(a, b, forth, back), (b, a, back, forth)]
        .into_iter()
        .filter(|(from, to, yes, no)| {
            let told = *yes
                || one_way(up, from, to, scan)
                    && (!no && meant || result == Some(to.mark) && is_said_earlier(from, page));
            told && (in_scale || *yes && is_dated(from)) && lone.ends_fit(from.mark, to.mark, result)
        })
        .map(|(from, to, yes, no)| LonePair {
            from: from.mark,
            to: to.mark,
            order_told: yes && !no || lone.base.is_some(),
            has_result: result.is_some(),
            of_two_things,
            compares: lone.compares(),
            surely_meant: yes
                && !no
                && one_way(up, &from, &to, scan)
                && in_scale
                && lone.is_surely_of(&a, &b, &subject),
        })
        .collect()
}

/// A claim that may be of the only two like figures around it.
struct Lone<'a> {
    claim: &'a FoundClaim,
    /// The items of its sentence.
    items: &'a [Item],
    page: Page<'a>,
    /// The figure it compares with itself.
    base: Option<u32>,
    /// Its marks that are no end of the change.
    own: Vec<u32>,
    /// It tells an amount and no ratio.
    difference: bool,
}

impl<'a> Lone<'a> {
    /// None when no two figures around it can be meant.
    fn of(claim: &'a FoundClaim, page: Page<'a>) -> Option<Lone<'a>> {
        let Page { reading, scan, book, .. } = page;
        let items = reading.items.of(claim.sentence);
        let base = phrase::base(claim, items, scan, book);
        let own = phrase::own(claim, book);
        // With two ratios in a sentence nobody can say of which the figures are.
        let ratio = |i: &Item| i.kind & (PERCENT | MULTIPLE) != 0 && i.mark.is_none_or(|m| !own.contains(&m));
        let difference = phrase::difference(claim, scan);
        let none = phrase::for_each(claim, scan)
            || phrase::than_is_of_another(claim, items, scan, book)
            || base.is_none() && phrase::of_amount(claim, items, book)
            || phrase::is_of_no_pair(claim, items, base, book)
            || !difference && items.iter().any(ratio);
        (!none).then_some(Lone { claim, items, page, base, own, difference })
    }

    /// The two like figures around the claim, when no third is like them.
    fn only_two(&self) -> Option<(Level, Level)> {
        let Page { reading, scan, book, words } = self.page;
        let (claim, own) = (self.claim, &self.own);
        let known = level::Known { own, base: self.base, told: &[], loose: true };
        let around = claim.sentence.saturating_sub(if self.takes_up() { BACK } else { AROUND })
            ..scan.sentences.len().min(claim.sentence + AROUND + 1);
        let mut levels: Vec<Level> = Vec::new();
        around.clone().for_each(|s| level::read(s, &known, &reading.items, scan, book, &mut levels));
        let pairs_of = |like: &dyn Fn(&Level, &Level) -> bool| -> Vec<(Level, Level)> {
            let behind = |at: usize| levels.iter().skip(at + 1);
            let pairs = levels.iter().enumerate();
            let pairs = pairs.flat_map(|(at, a)| behind(at).filter(|b| like(a, b)).map(|b| (*a, *b)));
            pairs.take(MOST_LIKE + 1).collect()
        };
        let mut pairs = pairs_of(&|a, b| {
            may_be(a.mark, b.mark, MOST_APART, scan, book) && one_thing(a, b, scan, book, words)
        });
        if pairs.is_empty() {
            pairs = pairs_of(&|a, b| may_be_misscaled(a.mark, b.mark, scan, book));
        }
        // With so many nobody can say which is meant, and a table would have all of its figures set against each other.
        if pairs.len() > MOST_LIKE {
            return None;
        }
        // "It covered 39 acres; two years earlier it was 26": a bare number is of what stands in its sentence.
        let bare = |l: &Level| scan.figure(l.mark).is_some_and(|f| f.unit.is_none() && f.noun.is_none());
        let lent = |l: &Level| {
            let here =
                |(a, b): &(Level, Level)| a.sentence == b.sentence && (a.mark == l.mark || b.mark == l.mark);
            bare(l) && pairs.iter().any(here)
        };
        let mut pairs = pairs.iter().filter(|(a, b)| a.sentence == b.sentence || !lent(a) && !lent(b));
        let (a, b) = pairs.next().copied().filter(|_| pairs.next().is_none())?;
        let value = |m: u32| scan.figure(m).map(|f| f.amount.value);
        if own.iter().any(|m| value(*m) == value(a.mark) || value(*m) == value(b.mark)) {
            return None;
        }
        let of_it = |m: u32| m == a.mark || m == b.mark || own.contains(&m);
        let like = |m: &u32| {
            !of_it(*m) && [a.mark, b.mark].into_iter().any(|of| may_be(*m, of, THIRD_LIKE, scan, book))
        };
        let mut all = around.flat_map(|s| amounts(reading.items.of(s), book));
        (!all.any(|m| like(&m))).then_some((a, b))
    }

    /// Whether one of two figures is of another change or thing than the claim.
    fn is_of_another(&self, a: &Level, b: &Level, subject: &FxHashSet<u32>) -> bool {
        // What a claim stands right behind is what it is said of: "carries 3,200 cars a day, twice as many as in 1990".
        let amount = |i: &&Item| i.kind & AMOUNT & !(DURATION | PERCENT) != 0;
        let before = self.items.iter().take(self.claim.found.first).rfind(amount);
        let said_of = before.and_then(|i| i.mark).filter(|m| !self.own.contains(m));
        // "Fell by 89,000 … to 5.29m": who writes so does not mean metres.
        let unit = |m: u32| self.page.scan.figure(m).is_some_and(|f| f.unit.is_some());
        said_of.is_some_and(|m| m != a.mark && m != b.mark)
            || self.difference && self.own.iter().any(|m| unit(*m) != unit(a.mark))
            || self.is_told_of_another(a, b, subject)
    }

    /// "The ticket went to £14 from £11" is a change of its own, unless it goes on about the claim: "They came to 14 …",
    /// or about its subject: "Trade is up threefold. Trade with Oxted rose to £186m from £64m."
    fn is_told_of_another(&self, a: &Level, b: &Level, subject: &FxHashSet<u32>) -> bool {
        let Page { reading, scan, book, words } = self.page;
        // "It went from £9 to £11. The chair said a 22 per cent rise was fair": the claim goes on about it.
        let taken_up = !self.difference && self.takes_up() && a.sentence + 1 == self.claim.sentence;
        !taken_up
            && far::shared(subject, &[a.mark, b.mark], scan, words) < OF_IT
            && score::near(self.claim.sentence, &reading.facts).iter().any(|fact| {
                let bound = |m: u32| fact.found.marks().any(|mark| mark == m);
                // "1,216 this season compares with 304" tells of no change of its own.
                let moves = self.difference || speak::slot(fact, "head", book).is_some();
                bound(a.mark) && bound(b.mark) && moves && !goes_on(fact.sentence, self.claim, reading, book)
            })
    }

    /// Whether what stands behind the claim may be the other thing: "twice the usual number", but not "double gold".
    fn compares(&self) -> bool {
        let special = &self.page.book.special;
        let next = self.items.get(self.claim.found.last);
        let words = special.many | special.article | special.definite | special.pronoun | special.difference;
        next.is_none_or(|i| i.punctuation || i.lists.meet(words))
    }

    /// The figure that the claim gives itself as what came of it, or that it stands right behind.
    fn result(&self) -> Option<u32> {
        let Page { scan, book, .. } = self.page;
        let ahead = || phrase::ahead(self.claim, self.items, self.base, scan, book).map(|(m, _)| m);
        phrase::result(self.claim, self.items, book).or_else(ahead)
    }

    /// Whether two figures are the ends of the change that the claim names itself, as far as it names any.
    fn ends_fit(&self, from: u32, to: u32, result: Option<u32>) -> bool {
        let slot = |name: &str| {
            let mut slots = self.claim.found.slots.iter();
            slots.find(|(n, _)| self.page.book.slot(*n) == name).and_then(|(_, b)| b.mark())
        };
        [result, slot("to")].into_iter().flatten().all(|m| m == to)
            && [self.base, slot("from")].into_iter().flatten().all(|m| m == from)
    }

    /// "The 35% decline", "we've doubled": of what is told around it.
    fn speaks_back(&self) -> bool {
        let Page { scan, book, words, .. } = self.page;
        let first = self.claim.found.first;
        let before = self.items.get(first.saturating_sub(OPENING)..=first).unwrap_or(&[]);
        if before.iter().any(|i| i.lists.meet(book.special.definite | book.special.pronoun)) {
            return true;
        }
        let begins = self.items.get(first).map_or(0, |i| i.span.start);
        let ahead = |at: u32| scan.tokens.get(at as usize).is_some_and(|t| t.start < begins);
        !words.of(self.claim.sentence).iter().any(|(_, at)| ahead(*at))
    }

    /// "A 17 per cent jump", of nothing that it names: of what was told before.
    fn takes_up(&self) -> bool {
        let special = &self.page.book.special;
        let last = self.claim.found.last;
        let noun = last.checked_sub(1).and_then(|at| self.items.get(at));
        let next =
            self.items.get(last).is_some_and(|i| i.lists.meet(special.whose | special.than | special.from));
        noun.is_some_and(|i| i.lists.meet(special.change_noun)) && (self.speaks_back() || !next)
    }

    /// Whether the words say that two figures are what the claim is said of.
    fn is_surely_of(&self, a: &Level, b: &Level, subject: &FxHashSet<u32>) -> bool {
        let Page { reading, scan, book, words } = self.page;
        // "Prices rose 0.2 per cent in May": in that month; "are to fall by half": it has not come so far.
        let monthly = self.items.iter().any(|i| i.kind & MONTH != 0);
        let to_come = self.claim.found.first.checked_sub(1).and_then(|at| self.items.get(at));
        !self.difference
            && !monthly
            && !to_come.is_some_and(|i| i.lists.meet(book.special.reaching))
            && (resumes_level(a, b, self.claim, reading, book)
                || tells_no_other(a, b, self.claim, self.page)
                || counts(a, b, self.claim, subject, words, scan) && !other_scope(a, b, self.claim, scan))
    }
}

/// "It was 48,300 at the end of October and 52,164 at the end of March": months of one year or the next, in turn.
fn told_in_turn(a: &Level, b: &Level, page: Page<'_>) -> bool {
    let between = page.reading.items.of(a.sentence).get(a.item..b.item).unwrap_or(&[]);
    a.sentence == b.sentence
        && a.dated
        && b.dated
        && (a.time, b.time) == (None, None)
        && a.said == b.said
        && between.iter().any(|i| i.lists.meet(page.book.special.and | page.book.special.semicolon))
}

/// Whether the words say that a figure was so before another, or when.
fn is_dated(level: &Level) -> bool {
    level.time.is_some() || level.said == Said::Before
}

/// "The previous month's total, revised to 1,276,000".
fn is_said_earlier(level: &Level, page: Page<'_>) -> bool {
    let (items, special) = (page.reading.items.of(level.sentence), &page.book.special);
    let before = items.get(level.item.saturating_sub(FORECAST + OPENING)..level.item).unwrap_or(&[]);
    let said = |lists| before.iter().any(|i| i.lists.meet(lists));
    said(special.earlier) && said(special.figure_noun)
}

/// What goes the other way than the claim is of something else, unless the words say when each was so.
fn one_way(up: Option<bool>, from: &Level, to: &Level, scan: &Scan) -> bool {
    let value = |l: &Level| scan.figure(l.mark).map_or(0.0, |f| f.amount.value);
    up.is_none_or(|up| up == (value(to) > value(from)))
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

/// Whether the sentence right behind a claim, or that and the next, tells two figures and names nothing that they may be
/// of but what the claim is said of: "The total was £4.2m in 2023. In 2022 it was £3.2m".
fn tells_no_other(a: &Level, b: &Level, claim: &FoundClaim, page: Page<'_>) -> bool {
    let Page { scan, book, words, .. } = page;
    let special = &book.special;
    let (first, last) = (a.sentence.min(b.sentence), a.sentence.max(b.sentence));
    let plain = special.figure_noun
        | special.level
        | special.earlier
        | special.before
        | special.later
        | special.dated
        | special.spell
        | special.reaching
        | special.present
        | special.against
        | special.contrast;
    let telling = |at: u32| !scan.is_marked(at) && !lists_at(at, scan, book).meet(plain);
    // "There were 310 in March, against 330": of no whole year.
    let shorter = |i: &Item| i.kind & SHORTER != 0;
    first == claim.sentence + 1
        && last <= claim.sentence + AROUND
        && (first..=last).all(|s| {
            !words.of(s).iter().any(|(_, at)| telling(*at)) && !page.reading.items.of(s).iter().any(shorter)
        })
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
    let head = |level: &Level| scan.figure(level.mark).and_then(|f| f.noun).map(|n| n.head);
    // The noun of a figure beside the claim is not what that is said of.
    let own = |stem: u32| {
        let elsewhere = |at: u32| head(a) != Some(at) && head(b) != Some(at);
        subject.contains(&stem) && words.of(claim.sentence).iter().any(|(s, at)| *s == stem && elsewhere(*at))
    };
    let noun = |level: &Level| -> Option<Option<u32>> {
        let figure = scan.figure(level.mark).filter(|f| f.kind == Kind::Number)?;
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

/// Whether the sentence right behind a claim goes on about it: "They came to 14, against 11", "The figure went from …".
fn goes_on(sentence: usize, claim: &FoundClaim, reading: &Reading, book: &Rulebook) -> bool {
    let special = &book.special;
    let mut opening = reading.items.of(sentence).iter();
    let first = opening.next();
    let pronoun = first.is_some_and(|i| i.lists.meet(special.pronoun));
    let figure = opening.next().is_some_and(|i| i.lists.meet(special.figure_noun));
    sentence == claim.sentence + 1
        && (pronoun || figure && first.is_some_and(|i| i.lists.meet(special.definite)))
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

/// Whether two figures may be of one sort but for the word of scale of one of them: "£4.1m" and "£5.2bn".
fn may_be_misscaled(a: u32, b: u32, scan: &Scan, book: &Rulebook) -> bool {
    let (Some(x), Some(y)) = (scan.figure(a), scan.figure(b)) else { return false };
    let steps = (x.amount.scale / y.amount.scale).max(y.amount.scale / x.amount.scale);
    let size = x.amount.value / x.amount.scale / (y.amount.value / y.amount.scale);
    // Of round figures one is half the other by chance.
    let fine = |f: &Figure| f.amount.value / f.amount.step > MOST_ROUND;
    x.amount.scale.min(y.amount.scale) > 1.0
        && steps == SCALE
        && fine(x)
        && fine(y)
        && x.kind == y.kind
        && x.unit.is_some() == y.unit.is_some()
        && may_be(a, b, SCALE * MOST_APART, scan, book)
        && (1.0 / MOST_APART..MOST_APART).contains(&size)
}

/// A figure of one digit is this many times its last one at most.
const MOST_ROUND: f64 = 9.5;

/// A word of scale is so many times the next.
const SCALE: f64 = 1000.0;

/// Whether a figure may be of the sort of another.
fn may_be(m: u32, of: u32, within: f64, scan: &Scan, book: &Rulebook) -> bool {
    let (Some(a), Some(b)) = (scan.figure(m), scan.figure(of)) else { return false };
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
