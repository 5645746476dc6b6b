//! What a sentence must hold for a pattern to match in it: most patterns are never tried.
//!
//! Every different need has a bit, every word of the vocabulary knows the needs it meets, and a sentence joins
//! those of its words: one comparison then tells whether a pattern can match at all.

use super::{kinds::KindMask, lists::ListMask};
use serde::{Deserialize, Serialize};

/// A set of needs, by their places in [`Needs`], a bit each. Where there are more needs than bits, some share one:
/// then more patterns are tried than need be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedMask([u64; WORDS]);

/// 512 needs: half as many again as the built-in rules have.
const WORDS: usize = 8;

/// Something of which a sentence must hold at least one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Any of these words, as bits of [`super::program::bloom`].
    pub words: u64,
    /// Any word of these lists.
    pub lists: ListMask,
    /// Any mark of these sorts.
    pub marks: KindMask,
}

/// All different needs, and what meets them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Needs {
    /// Only while rules are loaded.
    #[serde(skip)]
    all: Vec<Need>,
    /// The needs met by each bit of a [`Need`].
    #[serde(skip)]
    lists: Vec<NeedMask>,
    #[serde(skip)]
    words: Vec<NeedMask>,
    marks: Vec<NeedMask>,
}

impl NeedMask {
    /// No needs.
    pub const NONE: NeedMask = NeedMask([0; WORDS]);

    fn of(at: usize) -> NeedMask {
        let mut mask = NeedMask::NONE;
        if let Some(word) = mask.0.get_mut(at / 64 % WORDS) {
            *word = 1 << (at % 64);
        }
        mask
    }

    /// How many needs there may be.
    pub(super) const BITS: usize = 64 * WORDS;

    /// The places of its needs.
    #[inline]
    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(n, word)| places(word).map(move |at| 64 * n + at))
    }

    /// Adds the need of this place.
    pub(super) fn add(&mut self, place: usize) {
        self.join(NeedMask::of(place));
    }

    /// Whether the need of this place is among them.
    #[inline]
    pub(super) fn has(&self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 != 0)
    }

    /// The needs in both sets.
    pub(super) fn both(mut self, other: NeedMask) -> NeedMask {
        self.0.iter_mut().zip(other.0).for_each(|(both, other)| *both &= other);
        self
    }

    /// Adds the needs of another set.
    pub fn join(&mut self, other: NeedMask) {
        self.0.iter_mut().zip(other.0).for_each(|(all, more)| *all |= more);
    }

    /// Whether all needs of another set are in this one.
    #[must_use]
    pub fn covers(&self, other: NeedMask) -> bool {
        self.0.iter().zip(other.0).fold(0, |missing, (all, part)| missing | part & !all) == 0
    }
}

impl Need {
    /// Whether a word of this bit and these lists, or a mark of this sort, is one of what is needed.
    #[must_use]
    pub fn met(&self, word: u64, lists: ListMask, mark: KindMask) -> bool {
        self.lists.meet(lists) || self.marks & mark != 0 || self.words & word != 0
    }
}

impl Needs {
    /// The bit of a need, new if need be.
    pub fn bit(&mut self, need: Need) -> NeedMask {
        if let Some(at) = self.all.iter().position(|known| *known == need) {
            return NeedMask::of(at);
        }
        let bit = NeedMask::of(self.all.len());
        self.all.push(need);
        note(&mut self.lists, need.lists.places(), bit);
        note(&mut self.words, places(need.words), bit);
        note(&mut self.marks, places(need.marks.into()), bit);
        bit
    }

    /// The needs that a word of this bit and these lists meets.
    #[must_use]
    pub fn met_by_word(&self, word: u64, lists: ListMask) -> NeedMask {
        let mut met = NeedMask::NONE;
        let lists = lists.places().filter_map(|at| self.lists.get(at));
        let words = places(word).filter_map(|at| self.words.get(at));
        lists.chain(words).for_each(|row| met.join(*row));
        met
    }

    /// The needs that a mark of this sort meets.
    #[must_use]
    pub fn met_by_mark(&self, sort: KindMask) -> NeedMask {
        let bits = (0..KindMask::BITS).filter(|bit| sort & 1 << bit != 0);
        let mut met = NeedMask::NONE;
        bits.filter_map(|bit| self.marks.get(bit as usize)).for_each(|m| met.join(*m));
        met
    }
}

/// Adds a need to the rows of what meets it.
fn note(rows: &mut Vec<NeedMask>, places: impl Iterator<Item = usize>, need: NeedMask) {
    for at in places {
        if rows.len() <= at {
            rows.resize(at + 1, NeedMask::NONE);
        }
        rows.get_mut(at).into_iter().for_each(|row| row.join(need));
    }
}

/// The places of the bits that are set.
#[inline]
pub(super) fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(lowest)
    })
}
