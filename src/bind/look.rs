//! Looks for the patterns of facts and claims in the sentences of a draft.

use std::ops::Range;

use crate::{
    bind::{
        Begun, Fact, FoundClaim, add_claim, add_fact, foreign,
        item::{Items, WINDOW},
        matcher::{self, Room},
        met::{Near, View, items_at},
        resume,
    },
    grammar::token::Token,
    rule::{
        Rulebook,
        search::{Possible, Search, Searches},
    },
    scan::{Scan, Sentence},
};

/// Looks for patterns that begin in these sentences and gives `take` what each holds, which it empties.
pub(crate) fn look(
    sentences: Range<usize>,
    searches: &Searches,
    asked: impl Fn(usize) -> bool,
    items: &Items,
    scan: &Scan,
    book: &Rulebook,
    mut take: impl FnMut(usize, &mut Begun),
) {
    let (mut look, mut places) = (Look::new(items, scan, book), Vec::new());
    for sentence in sentences {
        places.clear();
        look.possible(sentence, searches, &mut places);
        places.retain(|place| place.fact().is_none_or(&asked));
        look.search(&places);
        take(sentence, &mut look.begun);
    }
}

/// Where a pattern may match.
#[derive(Clone, Copy, Debug)]
pub(super) struct Somewhere {
    /// The sentence it begins in.
    pub(super) sentence: usize,
    /// At how many sentences it looks.
    across: usize,
    possible: Possible,
}

/// A search through the sentences of a draft.
pub(super) struct Look<'a> {
    items: &'a Items,
    scan: &'a Scan,
    book: &'a Rulebook,
    near: Near,
    room: Room,
    /// What has been found in the sentence looked at.
    pub(super) begun: Begun,
}

impl Somewhere {
    /// The kind of fact that the pattern is of; none for a claim.
    pub(super) fn fact(&self) -> Option<usize> {
        match self.possible.search {
            Search::Fact(kind, _) => Some(kind),
            Search::Claim(..) => None,
        }
    }
}

impl<'a> Look<'a> {
    pub(super) fn new(items: &'a Items, scan: &'a Scan, book: &'a Rulebook) -> Look<'a> {
        Look { items, scan, book, near: Near::default(), room: Room::default(), begun: Begun::default() }
    }

    /// Adds where in a sentence patterns may match, in the order in which they are tried.
    pub(super) fn possible(&mut self, sentence: usize, searches: &Searches, places: &mut Vec<Somewhere>) {
        if self.scan.sentences.get(sentence).is_none_or(|s| s.first_mark == s.last_mark) {
            return;
        }
        let headline = is_headline(sentence, self.scan, self.book);
        let opening = items_at(resume::openings(self.items.of(sentence), &self.book.special));
        for (across, patterns) in [(1, &searches.within), (WINDOW, &searches.crossing)] {
            let view = self.near.view(sentence, across, self.items, self.book);
            for mut possible in patterns.possible(&view) {
                let stand = possible.stand;
                if stand.opening {
                    possible.starts &= opening;
                }
                let is_there = (!stand.lead || sentence < LEAD) && (!stand.headline || headline);
                if is_there && possible.starts != 0 {
                    places.push(Somewhere { sentence, across, possible });
                }
            }
        }
    }

    /// Finds the facts or the claims that begin at these places, all of one sentence.
    pub(super) fn search(&mut self, places: &[Somewhere]) {
        let Look { items, scan, book, near, room, begun } = self;
        for places in places.chunk_by(|a, b| a.across == b.across) {
            let Some(Somewhere { sentence, across, .. }) = places.first().copied() else { continue };
            // Of claims the guards are looked for, too.
            let guarded = places.iter().any(|place| place.fact().is_none());
            let view = &if guarded {
                near.view(sentence, across, items, book)
            } else {
                View::unread(sentence, across, items)
            };
            for place in places {
                find(place, view, scan, book, room, begun);
            }
        }
    }
}

/// Finds the facts or claims that begin at a place.
fn find(
    place: &Somewhere,
    view: &View<'_>,
    scan: &Scan,
    book: &Rulebook,
    room: &mut Room,
    begun: &mut Begun,
) {
    let Somewhere { sentence, possible: Possible { search, starts, .. }, .. } = *place;
    match search {
        Search::Fact(kind, pattern) => {
            let Some(pattern) = book.facts.get(kind).and_then(|f| f.patterns.get(pattern)) else { return };
            for found in matcher::find_at(view.places(starts), pattern, view, scan, book, room) {
                if !found.leaps && !foreign::is_foreign(&found, view, scan, book) {
                    let fact = Fact { kind, sentence, found, rivals: Vec::new() };
                    add_fact(&mut begun.facts, fact, view, scan, book);
                }
            }
        }
        Search::Claim(check, claim) => {
            let Some(row) = book.checks.get(check).and_then(|c| c.claims.get(claim)) else { return };
            for found in matcher::find_at(view.places(starts), &row.program, view, scan, book, room) {
                let new = FoundClaim { check, claim, sentence, found, excused: false, at_home: false };
                add_claim(&mut begun.claims, new, view, scan, book, room);
            }
        }
    }
}

/// Headline, standfirst and lead are among this many sentences.
pub(crate) const LEAD: usize = 3;

/// Headline and standfirst are among this many sentences.
const HEADLINES: usize = 2;

/// Whether a sentence is the headline or standfirst: it ends like none.
pub(super) fn is_headline(at: usize, scan: &Scan, book: &Rulebook) -> bool {
    at < HEADLINES && scan.sentences.get(at).is_some_and(|s| s.last > 0 && !is_stopped(s, scan, book))
}

/// Whether a sentence ends with a full stop, as those of a story do and headlines and the lines of a table do not.
pub(crate) fn is_stopped(sentence: &Sentence, scan: &Scan, book: &Rulebook) -> bool {
    let lists = |t: &Token| book.lists.of(t.word);
    let tokens = scan.tokens.get(sentence.first as usize..sentence.last as usize).unwrap_or(&[]);
    // "… was not to be had.”"
    let closing = book.special.close_quote | book.special.close;
    let last = tokens.iter().rev().find(|t| !lists(t).meet(closing));
    last.is_some_and(|t| lists(t).meet(book.special.full_stop))
}
