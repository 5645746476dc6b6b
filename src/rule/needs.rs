//! What a sentence must hold for a pattern to match in it: most patterns are never tried.
//!
//! Every different need has a bit, every word of the vocabulary knows the needs it meets, and a sentence joins
//! those of its words: one comparison then tells whether a pattern can match at all.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{kinds::KindMask, lists::ListMask};
use crate::{
    grammar::token::WordId,
    packing::{self, places},
};

/// A set of needs, by their places in [`Needs`], a bit each. Where there are more needs than bits, some share one:
/// then more patterns are tried than need be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedMask(#[serde(with = "packing::bits")] [u64; WORDS]);

/// 3,008 needs: some more than the built-in rules have.
const WORDS: usize = 47;

impl Default for NeedMask {
    fn default() -> NeedMask {
        NeedMask::NONE
    }
}

/// So many of them, the lowest, are of what patterns begin with …
const FIRSTS: usize = 12;
/// … at the places below this.
const BEGINNINGS: Place = 64 * FIRSTS as Place;

/// The place of a need in [`NeedMask`].
pub type Place = u16;

/// Something of which a sentence must hold at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// Any of these words.
    pub words: Vec<WordId>,
    /// Any word of these lists.
    pub lists: ListMask,
    /// Any mark of these sorts.
    pub marks: KindMask,
}

/// All different needs, and what meets them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Needs {
    /// Each with its place; only while rules are loaded.
    #[serde(skip)]
    all: Vec<(Need, Place)>,
    /// The needs met by each list.
    #[serde(skip)]
    lists: Vec<NeedMask>,
    /// The needs met by each word that a pattern names.
    #[serde(skip)]
    words: FxHashMap<WordId, NeedMask>,
    /// The needs met by each sort of mark.
    marks: Vec<NeedMask>,
    /// How many of some texts meet each.
    met_in: Vec<u32>,
}

impl NeedMask {
    /// No needs.
    pub const NONE: NeedMask = NeedMask([0; WORDS]);

    /// How many needs there may be.
    pub(super) const BITS: Place = 64 * WORDS as Place;

    /// The sets of 64 places each.
    #[inline]
    pub(super) fn words(self) -> [u64; WORDS] {
        self.0
    }

    /// Adds the need of this place.
    pub fn add(&mut self, place: Place) {
        if let Some(word) = self.0.get_mut(usize::from(place / 64)) {
            *word |= 1 << (place % 64);
        }
    }

    /// Whether the need of this place is among them.
    #[inline]
    pub fn has(&self, place: Place) -> bool {
        self.0.get(usize::from(place / 64)).is_some_and(|word| word >> (place % 64) & 1 != 0)
    }

    /// The needs in both sets.
    pub(super) fn both(mut self, other: NeedMask) -> NeedMask {
        self.0.iter_mut().zip(other.0).for_each(|(both, other)| *both &= other);
        self
    }

    /// Adds the needs of another set.
    #[inline]
    pub fn join(&mut self, other: &NeedMask) {
        self.0.iter_mut().zip(&other.0).for_each(|(all, more)| *all |= more);
    }

    /// Adds the needs that an item behind meets, not those that patterns begin with.
    #[inline]
    pub fn join_behind(&mut self, other: &NeedMask) {
        self.0.iter_mut().zip(&other.0).skip(FIRSTS).for_each(|(all, more)| *all |= more);
    }

    /// Whether all needs of these places are in this set.
    #[must_use]
    #[inline]
    pub fn covers(&self, places: &[Place]) -> bool {
        places.iter().all(|place| self.has(*place))
    }
}

impl Need {
    /// Any of what is asked for by two.
    #[must_use]
    pub fn or(mut self, other: Need) -> Need {
        self.words.extend(other.words);
        self.words.sort_unstable();
        self.words.dedup();
        self.lists |= other.lists;
        self.marks |= other.marks;
        self
    }
}

impl Needs {
    /// The place of a need's bit, new if need be.
    pub fn place(&mut self, need: Need) -> Place {
        self.place_in(BEGINNINGS..NeedMask::BITS, need)
    }

    /// As [`Needs::place`], of what a pattern begins with.
    pub fn first_place(&mut self, need: Need) -> Place {
        self.place_in(0..BEGINNINGS, need)
    }

    /// The place of a need among these, which are given out in turn.
    fn place_in(&mut self, places_for: Range<Place>, need: Need) -> Place {
        let known = self.all.iter().find(|(known, place)| *known == need && places_for.contains(place));
        if let Some((_, place)) = known {
            return *place;
        }
        let before = self.all.iter().filter(|(_, place)| places_for.contains(place)).count();
        let place = places_for.start + (before % places_for.len()) as Place;
        let mut bit = NeedMask::NONE;
        bit.add(place);
        note(&mut self.lists, need.lists.places(), bit);
        note(&mut self.marks, places(need.marks.into()), bit);
        for word in &need.words {
            self.words.entry(*word).or_default().join(&bit);
        }
        self.all.push((need, place));
        place
    }

    /// How many needs have a bit of another, of rules that were read from their files: each makes checking slower.
    #[must_use]
    pub fn shared(&self) -> usize {
        let places: rustc_hash::FxHashSet<Place> = self.all.iter().map(|(_, place)| *place).collect();
        self.all.len() - places.len()
    }

    /// The needs that a word meets that patterns name; those it meets by its lists not among them.
    #[must_use]
    pub fn met_by_word(&self, word: WordId) -> NeedMask {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// The needs that a word of these lists meets.
    #[must_use]
    pub fn met_by_lists(&self, lists: ListMask) -> NeedMask {
        let mut met = NeedMask::NONE;
        lists.places().filter_map(|at| self.lists.get(at)).for_each(|row| met.join(row));
        met
    }

    /// Counts which needs a text meets, besides those met by figures: every text has some.
    pub fn count(&mut self, mut meets: NeedMask) {
        self.marks.iter().for_each(|marks| meets.join(marks));
        self.met_in.resize(NeedMask::BITS.into(), 0);
        self.met_in.iter_mut().zip(0..).for_each(|(n, at)| *n += u32::from(meets.has(at)));
    }

    /// How common a need is: by how many texts it was met.
    #[must_use]
    pub fn met_in(&self, place: Place) -> u32 {
        self.met_in.get(usize::from(place)).copied().unwrap_or(0)
    }

    /// The needs that a mark of this sort meets.
    #[must_use]
    pub fn met_by_mark(&self, sort: KindMask) -> NeedMask {
        let mut met = NeedMask::NONE;
        places(sort.into()).filter_map(|bit| self.marks.get(bit)).for_each(|m| met.join(m));
        met
    }
}

/// Adds a need to the rows of what meets it.
fn note(rows: &mut Vec<NeedMask>, places: impl Iterator<Item = usize>, need: NeedMask) {
    for at in places {
        if rows.len() <= at {
            rows.resize(at + 1, NeedMask::NONE);
        }
        rows.get_mut(at).into_iter().for_each(|row| row.join(&need));
    }
}
