//! Checking a draft again after an edit: what was found and judged far enough from it is kept.
//!
//! Three things are kept of each sentence: its marks (`scan::again`), the facts and claims that begin in it, and what
//! came of each claim. How far each looks beyond its sentence is told once, in `Doubt::is_of` and in `bind::AHEAD`.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::{
    bind::{
        self, AHEAD, Begun, Fact, FoundClaim, LEAD, NEAR, Reading, SIGHT,
        item::Items,
        score::{Stems, Words},
    },
    check::{judge, only, operand::Context, peers, reported},
    finding::{Related, Report},
    rule::Rulebook,
    scan::{
        Options, Scan,
        again::{Change, Kept, Shift},
    },
    span::Span,
};

/// What is known of a draft from the last check.
#[derive(Debug, Default)]
pub struct Memory {
    kept: Kept,
    scan: Scan,
    items: Items,
    sentences: Vec<Known>,
    /// For each kind of fact whether it was looked for.
    sought: Vec<bool>,
    /// For each kind of fact whether a claim may speak of it.
    asked: Vec<bool>,
    stems: Stems,
}

/// What is known of a sentence.
#[derive(Debug, Default)]
struct Known {
    begun: Begun,
    /// What came of each of its claims, where that is known.
    judged: Vec<Option<Judged>>,
}

/// What came of a claim.
#[derive(Debug)]
struct Judged {
    /// A report on it alone, when there is something to tell.
    report: Option<Box<Report>>,
    /// It leaves its words to no other claim.
    made: bool,
}

impl Memory {
    /// Checks a draft as [`super::check`] does.
    pub fn check(&mut self, text: &str, book: &Rulebook, options: &Options<'_>) -> Report {
        let mut scan = std::mem::take(&mut self.scan);
        let was = scan.dateline;
        let edit = self.kept.scan(&mut scan, text, &book.vocabulary, &book.units, options);
        let change = if was == scan.dateline { with_lead(edit, &scan) } else { whole(edit, &scan) };
        let gone = self.moved(change, &scan);
        let mut items = std::mem::take(&mut self.items);
        items.again(&change, &scan, book);
        let (reading, places) = self.read(change, items, &scan, book);
        let kinds = changed(&gone, self.sentences.get(dirty(change)).unwrap_or(&[]), &change);
        let (words, rarer) = Words::again(std::mem::take(&mut self.stems), &change, &scan, text, book);
        let peers = Peers::of(&reading, book);
        self.doubt(&Doubt { change, kinds, rarer, peers, words: &words, book });
        let context = Context { text, scan: &scan, book };
        // What all the others left to it is not remembered.
        let last = |report: &mut Report| only::judge(&reading, context, report);
        let first = |at: usize, claim: &FoundClaim, report: &mut Report| {
            let mut judged = || {
                let mut own = Report::default();
                let made = judge::judge(claim, &reading, &words, context, &mut own);
                Judged { report: (own != Report::default()).then(|| Box::new(own)), made }
            };
            let place = places.get(at).and_then(|(sentence, n)| {
                self.sentences.get_mut(*sentence).and_then(|known| known.judged.get_mut(*n))
            });
            let Some(place) = place else { return false };
            let own = place.get_or_insert_with(&mut judged);
            own.report.iter().for_each(|own| add(report, own));
            own.made
        };
        let report = reported(&reading, &scan, book, first, last);
        self.stems = words.into_stems();
        self.items = reading.items;
        self.scan = scan;
        report
    }

    /// Forgets what was found in and right before the sentences that were changed, and moves what is behind them.
    /// Gives what is forgotten.
    fn moved(&mut self, change: Change, scan: &Scan) -> Vec<Known> {
        let mut tail = self.sentences.split_off(change.was.min(self.sentences.len()));
        if change.shift != Shift::default() {
            tail.iter_mut().for_each(|known| known.begun.shift(change.shift));
            let next = scan.sentences.get(change.now);
            let behind = next.map_or(u32::MAX, |s| s.span.start.wrapping_sub(change.shift.bytes));
            let by = Moved { behind, shift: change.shift };
            let judged = self.sentences.iter_mut().chain(&mut tail).flat_map(|known| &mut known.judged);
            judged.flatten().filter_map(|j| j.report.as_mut()).for_each(|report| by.report(report));
        }
        let gone = self.sentences.split_off(dirty(change).start.min(self.sentences.len()));
        self.sentences.resize_with(change.now, Known::default);
        self.sentences.append(&mut tail);
        gone
    }

    /// Finds the facts and claims of the changed sentences, and gives all, with the sentence of each claim and its
    /// place there.
    fn read(
        &mut self,
        change: Change,
        items: Items,
        scan: &Scan,
        book: &Rulebook,
    ) -> (Reading, Vec<(usize, usize)>) {
        let mut reading = Reading { items, ..Reading::default() };
        let changed = dirty(change);
        bind::look(changed.clone(), &book.claim_searches, |_| true, &reading.items, scan, book, self.keep());
        let mut places = Vec::new();
        for (at, known) in self.sentences.iter().enumerate() {
            for (n, claim) in known.begun.claims.iter().enumerate() {
                if bind::join_claim(&mut reading.claims, claim.clone(), book) {
                    places.push((at, n));
                }
            }
        }
        let asked = bind::asked(&reading.claims, book);
        let known = |kind: usize| self.sought.get(kind) == Some(&true);
        let more = asked.iter().enumerate().any(|(kind, asked)| *asked && !known(kind));
        if asked != self.asked {
            self.sentences.iter_mut().flat_map(|known| &mut known.judged).for_each(|judged| *judged = None);
        }
        let sought: Vec<bool> = asked.iter().enumerate().map(|(kind, asked)| *asked || known(kind)).collect();
        let seek = |kind: usize| sought.get(kind) == Some(&true);
        let stale = if more { 0..self.sentences.len() } else { changed };
        for known in self.sentences.get_mut(stale.clone()).unwrap_or(&mut []) {
            known.begun.facts.clear();
        }
        bind::look(stale, &book.fact_searches, seek, &reading.items, scan, book, self.keep());
        let facts = self.sentences.iter().flat_map(|known| &known.begun.facts);
        for fact in facts.filter(|fact| asked.get(fact.kind) == Some(&true)) {
            bind::join_fact(&mut reading.facts, fact.clone());
        }
        (self.sought, self.asked) = (sought, asked);
        (reading, places)
    }

    /// Keeps what was found to begin in a sentence.
    fn keep(&mut self) -> impl FnMut(usize, &mut Begun) {
        |at, begun| {
            if let Some(known) = self.sentences.get_mut(at) {
                known.begun.facts.append(&mut begun.facts);
                known.begun.claims.append(&mut begun.claims);
                known.judged.resize_with(known.begun.claims.len(), || None);
            }
        }
    }

    /// Forgets what came of the claims that may be judged otherwise now.
    fn doubt(&mut self, doubt: &Doubt<'_>) {
        for (at, Known { begun, judged }) in self.sentences.iter_mut().enumerate() {
            for (claim, judged) in begun.claims.iter().zip(judged).filter(|(_, judged)| judged.is_some()) {
                if doubt.is_of(claim, at) {
                    *judged = None;
                }
            }
        }
    }
}

/// What makes it doubtful whether a claim is to be judged as it was.
struct Doubt<'a> {
    change: Change,
    /// The kinds of the facts that the edit changed, took away or brought.
    kinds: FxHashSet<usize>,
    /// The stems that have become rarer or commoner.
    rarer: FxHashSet<u32>,
    peers: Peers,
    words: &'a Words<'a>,
    book: &'a Rulebook,
}

impl Doubt<'_> {
    /// A claim is judged by what stands near it. When it speaks of facts it is also judged by those in its sight, a
    /// peer by the nearest of its kind: by how far off they are, and by how rare the words are that they share with it.
    fn is_of(&self, claim: &FoundClaim, at: usize) -> bool {
        let Some(row) = claim.row(self.book).filter(|_| !self.change.is_near(at, NEAR)) else { return true };
        let mut kinds = [row.about, row.until].into_iter().flatten().peekable();
        if kinds.peek().is_none() && row.told.is_none() {
            return false;
        }
        let seen = match row.about.filter(|_| row.peers) {
            Some(kind) => self.peers.reach(kind, at, &dirty(self.change)),
            None => self.change.is_near(at, SIGHT),
        };
        let farther = self.change.now != self.change.was;
        seen && (farther || row.told.is_some() || kinds.any(|kind| self.kinds.contains(&kind)))
            || self.words.any_of(at, &self.rarer)
    }
}

/// The sentences of the facts of each kind, in order.
struct Peers(Vec<Vec<usize>>);

impl Peers {
    fn of(reading: &Reading, book: &Rulebook) -> Peers {
        let mut sentences = vec![Vec::new(); book.facts.len()];
        for fact in &reading.facts {
            sentences.get_mut(fact.kind).into_iter().for_each(|all: &mut Vec<usize>| all.push(fact.sentence));
        }
        sentences.iter_mut().for_each(|all| all.sort_unstable());
        Peers(sentences)
    }

    /// Whether a claim that asks the nearest of a kind asks as far as the sentences that were changed.
    fn reach(&self, kind: usize, at: usize, changed: &Range<usize>) -> bool {
        let before = |sentence: usize| {
            self.0.get(kind).map_or(0, |all| all.partition_point(|other| *other < sentence))
        };
        let between = if at < changed.start {
            before(changed.start).saturating_sub(before(at + 1))
        } else {
            before(at).saturating_sub(before(changed.end))
        };
        between <= peers::MOST + OWN
    }
}

/// So many facts at most hold a figure of a claim's own, and are not asked.
const OWN: usize = 8;

/// The kinds of the facts that are there no more, new or told otherwise, of those that began in the sentences looked at
/// again and of those that begin there now.
fn changed(was: &[Known], now: &[Known], change: &Change) -> FxHashSet<usize> {
    // Before the sentence that the edit touches, and the one it follows, nothing has moved.
    let still = (change.first - dirty(*change).start).saturating_sub(1);
    fn facts(sentences: &[Known], at: usize) -> &[Fact] {
        sentences.get(at).map_or(&[], |known| &known.begun.facts)
    }
    let mut kinds = FxHashSet::default();
    for at in 0..was.len().max(now.len()) {
        let (was, now) = (facts(was, at), facts(now, at));
        let same = |fact: &&Fact| at < still && was.contains(fact) && now.contains(fact);
        kinds.extend(was.iter().chain(now).filter(|fact| !same(fact)).map(|fact| fact.kind));
    }
    kinds
}

/// The sentences that have to be looked at again: those that were changed, and those whose patterns look into them.
fn dirty(change: Change) -> Range<usize> {
    change.first.saturating_sub(AHEAD)..change.now
}

/// A change that takes in the lead, where that has become longer or shorter.
fn with_lead(edit: Change, scan: &Scan) -> Change {
    let longer = edit.now.saturating_sub(edit.was);
    let lead = if edit.now == edit.was { 0 } else { LEAD + longer };
    edit.up_to(lead.min(scan.sentences.len()))
}

/// A change of everything.
fn whole(edit: Change, scan: &Scan) -> Change {
    Change { first: 0, ..edit.up_to(scan.sentences.len()) }
}

/// Where things stand now that stood behind a place before.
struct Moved {
    behind: u32,
    shift: Shift,
}

impl Moved {
    /// A claim and the figures that it speaks of can stand on both sides of the place.
    fn report(&self, report: &mut Report) {
        for finding in report.findings.iter_mut().chain(&mut report.advice) {
            self.spans([&mut finding.span, &mut finding.sentence], &mut finding.related);
            let edit = finding.suggestion.as_mut().and_then(|suggestion| suggestion.replace.as_mut());
            self.spans(edit.map(|edit| &mut edit.span), &mut []);
        }
        for claim in report.verified.iter_mut().chain(&mut report.unverified) {
            self.spans([&mut claim.span], &mut claim.related);
        }
    }

    fn spans<'s>(&self, spans: impl IntoIterator<Item = &'s mut Span>, related: &'s mut [Related]) {
        for span in spans.into_iter().chain(related.iter_mut().map(|related| &mut related.span)) {
            if span.start >= self.behind {
                *span = self.shift.span(*span);
            }
        }
    }
}

/// Adds what is told of one claim.
fn add(report: &mut Report, own: &Report) {
    report.findings.extend_from_slice(&own.findings);
    report.advice.extend_from_slice(&own.advice);
    report.verified.extend_from_slice(&own.verified);
    report.unverified.extend_from_slice(&own.unverified);
    report.counts += own.counts;
}
