//! The patterns to look for, found by what a sentence holds: most are never tried.

use super::{
    Check, FactKind,
    needs::{Needs, Place, Sought},
    program::Program,
};
use crate::packing::{numbers, places};
use serde::{Deserialize, Serialize};

/// A pattern to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Search {
    /// The kind of fact and the place of the pattern in it.
    Fact(usize, usize),
    /// The check and the place of the claim in it.
    Claim(usize, usize),
}

/// Where alone a pattern is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// In the headline and the first sentences.
    pub lead: bool,
    /// In the headline.
    pub headline: bool,
    /// At the beginning of its sentence.
    pub opening: bool,
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
    all: Vec<(Search, Stand)>,
    /// Those looked up by one need beside each other.
    entries: Vec<Entry>,
    /// The needs of the entries.
    #[serde(with = "numbers")]
    needs: Vec<Sought>,
    /// The needs by which some are looked up, as bits by their places.
    keys: Vec<u64>,
    /// Where the entries of each need begin, and where the last ones end.
    #[serde(with = "numbers")]
    begins: Vec<u32>,
    /// Those that need nothing.
    needless: Vec<Entry>,
}

/// So many of the rarest needs of a pattern are looked at before all of them.
const RAREST: usize = 5;

/// A pattern, and what tells where it may match.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Entry {
    /// Where its needs begin and end.
    needs: (u32, u32),
    /// The rarest of them but the one that it is looked up by: most patterns that cannot match fail by these.
    rarest: [Place; RAREST],
    /// What its first item must be.
    first: Option<Place>,
    /// Its place among all patterns.
    pattern: u32,
}

/// Where a pattern may match.
#[derive(Clone, Copy, Debug)]
pub struct Possible {
    /// The pattern.
    pub search: Search,
    /// Where alone it is looked for.
    pub stand: Stand,
    /// Its place among all patterns.
    pattern: u32,
    /// The items it may begin with, as [`Starts`].
    pub starts: Starts,
}

/// Items of a sentence, a bit each, all behind the 63rd as one.
pub type Starts = u64;

/// What is known of the sentences that a pattern may match in: `bind` tells it, of which rules know nothing.
pub trait Sentences {
    /// The needs that any of them meets, as bits by their places.
    fn met(&self) -> Vec<u64>;
    /// The items that a pattern of these needs may begin with.
    fn starts(&self, first: Option<Place>, needs: &[Sought]) -> Starts;
}

impl Searches {
    /// The patterns of all facts.
    #[must_use]
    pub fn of_facts(facts: &[FactKind], needs: &Needs) -> Searches {
        let numbered = facts.iter().enumerate();
        let patterns = numbered.flat_map(|(kind, fact)| {
            let of = move |at| (Search::Fact(kind, at), Stand::default());
            fact.patterns.iter().enumerate().map(move |(at, p)| (of(at), &**p))
        });
        Searches::of(patterns, needs)
    }

    /// The patterns of the claims of all checks that are on.
    #[must_use]
    pub fn of_claims(checks: &[Check], needs: &Needs) -> Searches {
        let on = checks.iter().enumerate().filter(|(_, check)| check.severity.is_some());
        let patterns = on.flat_map(|(id, check)| {
            check.claims.iter().enumerate().map(move |(at, c)| {
                let stand = Stand { lead: c.lead, headline: c.headline, opening: c.resumes };
                ((Search::Claim(id, at), stand), &c.program)
            })
        });
        Searches::of(patterns, needs)
    }

    fn of<'a>(patterns: impl Iterator<Item = ((Search, Stand), &'a Program)>, needs: &Needs) -> Searches {
        let (crossing, within): (Vec<_>, Vec<_>) = patterns.partition(|(_, p)| p.crosses);
        let index = |some: Vec<_>| Index::new(&some, needs);
        Searches { within: index(within), crossing: index(crossing) }
    }
}

impl Index {
    fn new(all: &[((Search, Stand), &Program)], needs: &Needs) -> Index {
        let mut index = Index::default();
        let mut keyed: Vec<(Place, Entry)> = Vec::new();
        for (pattern, (search, program)) in (0..).zip(all) {
            index.all.push(*search);
            let begin = index.needs.len() as u32;
            index.needs.extend(&program.needs);
            let mut rarest: Vec<Place> =
                program.needs.iter().map(|need| need.place).chain(program.first).collect();
            rarest.sort_unstable_by_key(|need| (needs.met_in(*need), *need));
            rarest.dedup();
            let nth = |n: usize| rarest.get(n).or(rarest.last()).copied().unwrap_or_default();
            let entry = Entry {
                needs: (begin, index.needs.len() as u32),
                rarest: std::array::from_fn(|n| nth(n + 1)),
                first: program.first,
                pattern,
            };
            match rarest.first() {
                Some(key) => keyed.push((*key, entry)),
                None => index.needless.push(entry),
            }
        }
        keyed.sort_by_key(|(key, _)| *key);
        let before = |need: usize| keyed.partition_point(|(key, ..)| usize::from(*key) < need) as u32;
        index.begins = (0..=needs.count()).map(before).collect();
        let is_key: Vec<bool> =
            index.begins.iter().zip(index.begins.iter().skip(1)).map(|(a, b)| a < b).collect();
        index.keys = is_key.chunks(64).map(|keys| bits(keys.iter().copied())).collect();
        index.entries = keyed.into_iter().map(|(_, entry)| entry).collect();
        index
    }

    /// The patterns that may match, in the order in which they are tried.
    pub fn possible(&self, sentences: &impl Sentences) -> Vec<Possible> {
        let met = sentences.met();
        let is_met =
            |need: Place| met.get(usize::from(need) / 64).is_some_and(|word| word >> (need % 64) & 1 == 1);
        let mut found = Vec::new();
        let mut add = |entry: &Entry| {
            let (begin, end) = entry.needs;
            let needs = self.needs.get(begin as usize..end as usize).unwrap_or(&[]);
            let starts = sentences.starts(entry.first, needs);
            if starts != 0
                && let Some((search, stand)) = self.all.get(entry.pattern as usize).copied()
            {
                found.push(Possible { search, stand, pattern: entry.pattern, starts });
            }
        };
        self.needless.iter().for_each(&mut add);
        for (n, (met, keys)) in met.iter().zip(&self.keys).enumerate() {
            for need in places(met & keys) {
                let begins = self.begins.get(64 * n + need..).and_then(|begins| begins.first_chunk());
                let [begin, end] = begins.copied().unwrap_or_default();
                let entries = self.entries.get(begin as usize..end as usize).unwrap_or(&[]);
                entries
                    .iter()
                    .filter(|entry| entry.rarest.iter().all(|need| is_met(*need)))
                    .for_each(&mut add);
            }
        }
        found.sort_unstable_by_key(|possible| possible.pattern);
        found
    }
}

/// Up to 64 of them as bits, the first the lowest.
fn bits(all: impl Iterator<Item = bool>) -> u64 {
    all.zip(0..).fold(0, |bits, (set, at)| bits | u64::from(set) << at)
}
