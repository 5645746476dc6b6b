//! The patterns to look for, found by what a sentence holds: most are never tried.

use super::{
    Check, FactKind,
    needs::{NeedMask, Needs, Place},
    program::Program,
};
use crate::packing::places;
use serde::{Deserialize, Serialize};

/// A pattern to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Search {
    /// The kind of fact and the place of the pattern in it.
    Fact(usize, usize),
    /// The check and the place of the claim in it.
    Claim(usize, usize),
}

/// Patterns that stay in a sentence, and those that cross into the next.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Searches {
    /// Those that stay in a sentence.
    pub within: Index,
    /// Those that cross into the next.
    pub crossing: Index,
}

/// Patterns in the order in which they are tried, looked up by what they need.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Index {
    all: Vec<Search>,
    /// Those looked up by one need beside each other.
    entries: Vec<Entry>,
    /// The needs of the entries, the rarest first.
    needs: Vec<Place>,
    /// The needs by which some are looked up.
    keys: NeedMask,
    /// Where the entries of each need begin and end.
    ranges: Vec<(u32, u32)>,
    /// The places of those that need nothing.
    needless: Vec<u32>,
}

/// A pattern to be looked up by its rarest need.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Entry {
    /// Where its other needs begin and end.
    needs: (u32, u32),
    /// Its place among all patterns.
    pattern: u32,
}

impl Searches {
    /// The patterns of all facts.
    #[must_use]
    pub fn of_facts(facts: &[FactKind], needs: &Needs) -> Searches {
        let numbered = facts.iter().enumerate();
        let patterns = numbered.flat_map(|(kind, fact)| {
            fact.patterns.iter().enumerate().map(move |(at, p)| (Search::Fact(kind, at), &**p))
        });
        Searches::of(patterns, needs)
    }

    /// The patterns of the claims of all checks that are on.
    #[must_use]
    pub fn of_claims(checks: &[Check], needs: &Needs) -> Searches {
        let on = checks.iter().enumerate().filter(|(_, check)| check.severity.is_some());
        let patterns = on.flat_map(|(id, check)| {
            check.claims.iter().enumerate().map(move |(at, c)| (Search::Claim(id, at), &c.program))
        });
        Searches::of(patterns, needs)
    }

    fn of<'a>(patterns: impl Iterator<Item = (Search, &'a Program)>, needs: &Needs) -> Searches {
        let (crossing, within): (Vec<_>, Vec<_>) = patterns.partition(|(_, p)| p.crosses);
        let index = |some: Vec<(Search, &Program)>| Index::new(&some, needs);
        Searches { within: index(within), crossing: index(crossing) }
    }
}

impl Index {
    fn new(all: &[(Search, &Program)], common: &Needs) -> Index {
        let mut index = Index::default();
        let mut keyed: Vec<(Place, Entry)> = Vec::new();
        for (pattern, (search, program)) in (0..).zip(all) {
            index.all.push(*search);
            let mut rarest = program.needs.clone();
            rarest.sort_by_key(|need| common.met_in(*need));
            let Some((key, others)) = rarest.split_first() else {
                index.needless.push(pattern);
                continue;
            };
            let first = index.needs.len() as u32;
            index.needs.extend(others);
            keyed.push((*key, Entry { needs: (first, index.needs.len() as u32), pattern }));
            index.keys.add(*key);
        }
        keyed.sort_by_key(|(key, _)| *key);
        let before = |need: Place| keyed.partition_point(|(key, ..)| *key < need) as u32;
        index.ranges = (0..NeedMask::BITS).map(|need| (before(need), before(need + 1))).collect();
        index.entries = keyed.into_iter().map(|(_, entry)| entry).collect();
        index
    }

    /// Puts the places of the patterns that are `asked` for and that a sentence may hold which meets these needs, in
    /// order, into `room`.
    pub fn possible(&self, meets: &NeedMask, room: &mut Vec<u32>, asked: impl Fn(Search) -> bool) {
        room.clear();
        let asked = |pattern: &u32| self.at(*pattern).is_some_and(&asked);
        room.extend(self.needless.iter().copied().filter(&asked));
        for (first, word) in (0..).step_by(64).zip(meets.both(self.keys).words()) {
            for need in places(word) {
                let (begin, end) = self.ranges.get(first + need).copied().unwrap_or_default();
                let entries = self.entries.get(begin as usize..end as usize).unwrap_or(&[]);
                for entry in entries {
                    let (begin, end) = entry.needs;
                    let needs = self.needs.get(begin as usize..end as usize).unwrap_or(&[]);
                    if meets.covers(needs) && asked(&entry.pattern) {
                        room.push(entry.pattern);
                    }
                }
            }
        }
        room.sort_unstable();
    }

    /// The pattern at a place.
    #[must_use]
    pub fn at(&self, place: u32) -> Option<Search> {
        self.all.get(place as usize).copied()
    }
}
