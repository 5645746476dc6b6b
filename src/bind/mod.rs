//! Facts and claims of a draft, and which fact a claim speaks of.

pub mod far;
mod foreign;
pub mod item;
pub mod like;
mod look;
pub mod matcher;
pub mod met;
mod near;
mod resume;
pub mod score;
mod series;
mod speak;
mod timing;
pub mod when;

pub(crate) use look::{LEAD, is_stopped, look};
pub use near::told_near;
pub(crate) use near::{LonePair, lone_pairs};
pub(crate) use resume::BEFORE;
pub use resume::{opens_sentence, opens_sentence_or_speech};
pub use speak::{candidates, facts_of};

use crate::{
    bind::{
        item::{Item, Items, WINDOW},
        look::{Look, is_headline},
        matcher::{Bound, Match, Room},
        met::View,
        score::Words,
    },
    rule::{Claim, Rulebook},
    scan::{Scan, again::Shift},
};

/// Figures that the draft itself relates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its kind, a place in [`Rulebook::facts`].
    pub kind: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Where it stands and what it binds.
    pub found: Match,
    /// Other ways to bind it that the words allow: another figure stands before "up from 400".
    pub rivals: Vec<Match>,
}

/// Words that assert arithmetic.
#[derive(Clone, Debug)]
pub struct FoundClaim {
    /// Its check, a place in [`Rulebook::checks`].
    pub check: usize,
    /// Its pattern, a place in the check's claims.
    pub claim: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Where it stands and what it binds.
    pub found: Match,
    /// Something in its sentence makes it one that cannot be judged.
    pub excused: bool,
    /// Something in its sentence says that its figures do not stand elsewhere.
    pub at_home: bool,
}

impl FoundClaim {
    /// What its rule says of it.
    #[must_use]
    pub fn row<'b>(&self, book: &'b Rulebook) -> Option<&'b Claim> {
        book.checks.get(self.check)?.claims.get(self.claim).map(|row| &**row)
    }
}

/// All facts and claims of a draft.
#[derive(Debug, Default)]
pub struct Reading {
    /// Facts, in order.
    pub facts: Vec<Fact>,
    /// Claims, in order.
    pub claims: Vec<FoundClaim>,
    /// What they were found in.
    pub items: Items,
}

/// A draft as binding sees it.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a> {
    pub(crate) reading: &'a Reading,
    pub(crate) scan: &'a Scan,
    pub(crate) book: &'a Rulebook,
    pub(crate) words: &'a Words<'a>,
}

/// Why a claim has no operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unbound {
    /// No figures in reach are related as it says.
    NoFigures,
    /// Several are, and none is clearly meant.
    SeveralFit,
    /// Its sentence says that it is measured on another basis.
    OtherBasis,
    /// The figures count different things.
    OtherThings,
    /// They are found, but less surely than is asked for.
    Unsure,
}

/// A claim is bound to no fact farther off than this, in sentences, and `told` looks no farther; only `peers` do.
pub(crate) const SIGHT: usize = score::FARTHEST + WINDOW;
/// But for facts and what is `told`, a claim is judged by sentences no farther off than this: its own figures may go
/// over `WINDOW`, `gather` looks three back, `near` two either way. Whoever looks farther raises it.
pub(crate) const NEAR: usize = 6;
/// An edit may change what a pattern finds that begins so many sentences before it: a pattern goes over `WINDOW`
/// sentences, and a listed phrase at its end may run on.
pub(crate) const AHEAD: usize = WINDOW + PHRASE_RUN;
/// A phrase runs on over so many sentences of one word. This allows phrases of seven words; the longest of
/// `rules/lists.toml` has five, marks aside.
const PHRASE_RUN: usize = 5;

/// Finds every fact and claim.
#[must_use]
pub fn read(scan: &Scan, book: &Rulebook) -> Reading {
    claims_and_facts(scan, book, |_| vec![true; book.facts.len()])
}

/// Finds every claim, and the facts of the kinds that they may speak of.
#[must_use]
pub fn claims(scan: &Scan, book: &Rulebook) -> Reading {
    claims_and_facts(scan, book, |claims| asked(claims, book))
}

/// Finds every claim, and the facts of the kinds that are then asked for.
fn claims_and_facts(scan: &Scan, book: &Rulebook, asked: impl Fn(&[FoundClaim]) -> Vec<bool>) -> Reading {
    let items = Items::read(scan, book);
    let (mut facts, mut claims, mut noted) = (Vec::new(), Vec::new(), Vec::new());
    let (mut look, mut places) = (Look::new(&items, scan, book), Vec::new());
    for sentence in 0..scan.sentences.len() {
        places.clear();
        look.possible(sentence, &book.claim_searches, &mut places);
        look.search(&places);
        look.begun.claims.drain(..).for_each(|claim| {
            join_claim(&mut claims, claim, book);
        });
        look.possible(sentence, &book.fact_searches, &mut noted);
    }
    let asked = asked(&claims);
    noted.retain(|place| place.fact().is_some_and(|kind| asked.get(kind) == Some(&true)));
    for places in noted.chunk_by(|a, b| a.sentence == b.sentence) {
        look.search(places);
        look.begun.facts.drain(..).for_each(|fact| join_fact(&mut facts, fact));
    }
    Reading { facts, claims, items }
}

/// For each kind of fact whether one of the claims may speak of it.
pub(crate) fn asked(claims: &[FoundClaim], book: &Rulebook) -> Vec<bool> {
    let mut asked = vec![false; book.facts.len()];
    for claim in claims {
        let judged = claim.row(book).filter(|row| row.peers || !claim.excused);
        for kind in judged.into_iter().flat_map(|row| [row.about, row.until]).flatten() {
            asked.get_mut(kind).into_iter().for_each(|asked| *asked = true);
        }
    }
    asked
}

/// The facts and claims that begin in a sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Begun {
    pub(crate) facts: Vec<Fact>,
    pub(crate) claims: Vec<FoundClaim>,
}

impl Begun {
    /// The same, moved.
    pub(crate) fn shift(&mut self, by: Shift) {
        let found = |found: &mut Match| {
            found.span = by.span(found.span);
            for (_, bound) in &mut found.slots {
                match bound {
                    Bound::Mark(mark) => *mark = mark.wrapping_add(by.marks),
                    Bound::List(marks) => {
                        marks.iter_mut().for_each(|mark| *mark = mark.wrapping_add(by.marks))
                    }
                    Bound::Words(span) | Bound::Series(span, _) => *span = by.span(*span),
                }
            }
        };
        for fact in &mut self.facts {
            fact.sentence = fact.sentence.wrapping_add(by.sentences);
            found(&mut fact.found);
            fact.rivals.iter_mut().for_each(found);
        }
        for claim in &mut self.claims {
            claim.sentence = claim.sentence.wrapping_add(by.sentences);
            found(&mut claim.found);
        }
    }
}

/// Adds a fact to those of its sentence. Of two of one kind with the same figures, the one that says more, else the
/// first, is kept.
fn add_fact(facts: &mut Vec<Fact>, new: Fact, view: &View<'_>, scan: &Scan, book: &Rulebook) {
    let wanted = marks(&new);
    for old in facts.iter_mut().filter(|f| f.kind == new.kind) {
        let known = marks(old);
        if wanted.iter().all(|m| known.contains(m)) {
            return;
        }
        if known.iter().all(|m| wanted.contains(m)) && old.found.span.touches(new.found.span) {
            *old = new;
            return;
        }
        // "Adding £72 to the bill, which goes up from £1,443 to £1,551": what it came to is told right behind.
        let behind = old.found.first > new.found.first && old.found.last > new.found.last;
        if behind && wanted.last().is_some_and(|from| known.contains(from)) {
            return;
        }
        // Two ways to begin, one end: the nearer figure is meant, unless it only says the other again ("or 60
        // cents a share"); the claim must fail on both.
        let inside = old.found.first < new.found.first && old.found.last == new.found.last;
        if inside && known.last() == wanted.last() {
            // "6,525 parcels were handed out at nine halls, up 127% from 2,872" is of no nine.
            match (is_far_fetched(&known, scan), is_far_fetched(&wanted, scan)) {
                (false, true) => return,
                (true, false) => {
                    old.found = new.found;
                    return;
                }
                _ => {}
            }
            let before = new.found.first.checked_sub(1).and_then(|at| view.items.get(at));
            let aside = in_aside(view, old.found.first, new.found.first);
            if !aside && before.is_none_or(|i| !i.lists.meet(book.special.or | book.special.open)) {
                let rival = std::mem::replace(&mut old.found, new.found);
                old.rivals.push(rival);
            }
            return;
        }
    }
    facts.push(new);
}

/// Adds a fact to those of the sentences before it, some of which go over the border to its own.
pub(crate) fn join_fact(facts: &mut Vec<Fact>, new: Fact) {
    let begin = facts.iter().rposition(|f| f.sentence + WINDOW <= new.sentence).map_or(0, |i| i + 1);
    let wanted = marks(&new);
    let within = |a: &[u32], b: &[u32]| a.iter().all(|m| b.contains(m));
    let others = facts.iter_mut().skip(begin).filter(|f| f.kind == new.kind && f.sentence != new.sentence);
    for old in others {
        let known = marks(old);
        if within(&wanted, &known) {
            return;
        }
        if within(&known, &wanted) && old.found.span.touches(new.found.span) {
            *old = new;
            return;
        }
    }
    facts.push(new);
}

/// Whether the first and the last of some figures are so far apart that no change is told of them.
fn is_far_fetched(marks: &[u32], scan: &Scan) -> bool {
    let value = |mark: Option<&u32>| scan.figure(*mark?).map(|f| f.amount.value.abs());
    let ratio = value(marks.first()).zip(value(marks.last())).map(|(a, b)| a / b);
    ratio.is_some_and(|ratio| !(1.0 / FAR_FETCHED..FAR_FETCHED).contains(&ratio))
}

/// A figure is seldom so many times what it was.
const FAR_FETCHED: f64 = 50.0;

/// The marks that a fact binds.
fn marks(fact: &Fact) -> Vec<u32> {
    fact.found.slots.iter().flat_map(|(_, bound)| bound.marks()).copied().collect()
}

/// Whether brackets that open behind `from` are still open at `at`.
fn in_aside(view: &View<'_>, from: usize, at: usize) -> bool {
    let closes = |i: usize| view.items.get(i).and_then(|item| item.close).map(|on| i + usize::from(on));
    (from..at).any(|i| closes(i).is_some_and(|close| close > at))
}

/// Adds a claim to those of its sentence. Of two of one check in the same words the first is kept. One with a condition
/// may yet turn out to be none: the check decides which is meant.
fn add_claim(
    claims: &mut Vec<FoundClaim>,
    mut new: FoundClaim,
    view: &View<'_>,
    scan: &Scan,
    book: &Rulebook,
    room: &mut Room,
) {
    let row = new.row(book);
    if row.is_some_and(|row| steps_over(row, &new.found, view, scan, book, room))
        || claims.iter().any(|old| is_told(old, &new, book))
    {
        return;
    }
    if let Some(row) = row {
        new.excused = excused(row, view, &new.found, scan, book, room);
        new.at_home = book.guards(&row.at_home).any(|p| !matcher::find(p, view, scan, book, room).is_empty());
    }
    claims.push(new);
}

/// Adds a claim to those of the sentences before it, unless one of them that goes over the border is made in the same
/// words. Tells whether it did.
pub(crate) fn join_claim(claims: &mut Vec<FoundClaim>, new: FoundClaim, book: &Rulebook) -> bool {
    let near = claims.iter().rev().take_while(|c| c.sentence + WINDOW > new.sentence);
    let told = near.into_iter().any(|old| old.sentence != new.sentence && is_told(old, &new, book));
    if !told {
        claims.push(new);
    }
    !told
}

/// Whether a claim says for sure what another of its check says in the same words.
fn is_told(old: &FoundClaim, new: &FoundClaim, book: &Rulebook) -> bool {
    // A claim whose figures stand elsewhere says less for sure than one that names them.
    let names = new.row(book).is_some_and(|row| row.about.is_none() && row.given.is_some());
    let sure = |row: &Claim| row.given.is_none() && !(names && row.about.is_some());
    old.check == new.check
        && !old.found.leaps
        && old.row(book).is_some_and(sure)
        && old.found.span.touches(new.found.span)
        && !both_tried(old, new, book)
}

/// Whether something stands between the words of a claim that it must not step over.
fn steps_over(
    row: &Claim,
    found: &Match,
    view: &View<'_>,
    scan: &Scan,
    book: &Rulebook,
    room: &mut Room,
) -> bool {
    let own = |m: &Match| m.slots.iter().any(|slot| found.slots.iter().any(|(_, bound)| *bound == slot.1));
    book.guards(&row.not_over).any(|pattern| {
        let mut all = matcher::find(pattern, view, scan, book, room);
        // Its gaps in the sentences behind.
        all.extend(matcher::find_at(view.own..found.last, pattern, view, scan, book, room));
        // "Grew to £34m (€41m), up from £20m": what an aside says is not stepped over.
        let inside = |m: &&Match| found.first < m.first && m.last < found.last;
        let said =
            |m: &Match| in_aside(view, found.first, m.first) || timing::covers(view.items, m, &book.special);
        all.iter().filter(inside).any(|m| !own(m) && !said(m))
    })
}

/// Whether two claims of one check are two ways to read the same words, of which only one is made. Claims with
/// conditions of their own may share words, as long as neither binds all the other does.
#[must_use]
pub fn compete(a: &FoundClaim, b: &FoundClaim, book: &Rulebook) -> bool {
    let rows = book.checks.get(a.check).map_or(&[][..], |c| &c.claims);
    let own = |c: &FoundClaim| rows.get(c.claim).is_some_and(|r| r.given.is_some());
    let apart = own(a) && own(b) && !within(&a.found, &b.found) && !within(&b.found, &a.found);
    // What leaps over a sentence is believed less than what names each that it goes over.
    let leaps = a.found.leaps && !b.found.leaps;
    a.check == b.check && !leaps && a.found.span.touches(b.found.span) && !apart && !both_tried(a, b, book)
}

/// Whether a number in the headline is tried in two ways: as a sum of parts and as a portion of a whole.
fn both_tried(a: &FoundClaim, b: &FoundClaim, book: &Rulebook) -> bool {
    let about = |c: &FoundClaim| c.row(book).filter(|r| r.quiet).map(|r| r.about);
    about(a).is_some_and(|a| about(b).is_some_and(|b| a != b))
}

/// Whether all marks of one match are bound by another too, and its words, where that binds any: the first "down" of
/// "40, down from 50, and down from 30" is not the second.
fn within(a: &Match, b: &Match) -> bool {
    let words_too = b.slots.iter().any(|(_, bound)| matches!(bound, Bound::Words(_)));
    let bound = |found: &Bound| b.slots.iter().any(|(_, other)| other == found);
    a.slots.iter().all(|(_, found)| match found {
        Bound::Mark(_) => bound(found),
        Bound::Words(_) => !words_too || bound(found),
        Bound::List(_) | Bound::Series(..) => true,
    })
}

fn excused(
    row: &Claim,
    view: &View<'_>,
    found: &Match,
    scan: &Scan,
    book: &Rulebook,
    room: &mut Room,
) -> bool {
    book.guards(&row.unless).any(|pattern| {
        let near = matcher::find(pattern, view, scan, book, room);
        near.iter().any(|m| clause_between(view, m, found, book))
    })
}

/// Whether no word between the two ends a clause.
fn clause_between(view: &View<'_>, a: &Match, b: &Match, book: &Rulebook) -> bool {
    let (from, to) = if a.first <= b.first { (a.last, b.first) } else { (b.last, a.first) };
    let between = view.items.get(from..to).unwrap_or(&[]);
    // "Sales rose 15 per cent, with same-store sales up four": the second is of something else.
    let comma = |i: &Item| i.lists.meet(book.special.comma);
    let alongside = |i: &Item| i.lists.meet(book.special.alongside);
    let with = between.windows(2).any(|w| matches!(w, [a, b] if comma(a) && alongside(b)));
    !with && !between.iter().any(|i| i.lists.meet(book.special.clause))
}
