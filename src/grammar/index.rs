//! From a folded word to its number and back.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{packed::Packed, token::WordId};
use crate::packing;

/// All known words, numbered in the order in which they came.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Spelled", into = "Spelled")]
pub(super) struct Index {
    /// Words of up to sixteen bytes.
    short: Packed,
    long: FxHashMap<Box<str>, WordId>,
    spelled: Spelled,
}

/// The words, one behind the other. The first, with the number [`WordId::UNKNOWN`], is empty.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Spelled {
    text: String,
    /// Where each ends.
    #[serde(with = "packing::numbers")]
    ends: Vec<u32>,
}

impl Default for Index {
    fn default() -> Self {
        let spelled = Spelled { text: String::new(), ends: vec![0] };
        Index { short: Packed::with_room(0), long: FxHashMap::default(), spelled }
    }
}

impl Index {
    /// Adds a folded word that is not known yet.
    pub(super) fn add(&mut self, word: &str) -> WordId {
        let id = WordId(u32::try_from(self.spelled.ends.len()).unwrap_or(0));
        self.spelled.text.push_str(word);
        self.spelled.ends.push(u32::try_from(self.spelled.text.len()).unwrap_or(u32::MAX));
        self.number(word, id);
        id
    }

    fn number(&mut self, word: &str, id: WordId) {
        match pack(word.as_bytes()) {
            Some(key) => self.short.insert(key, id),
            None => drop(self.long.insert(word.into(), id)),
        }
    }

    /// The number of a folded word.
    pub(super) fn find(&self, word: &str) -> WordId {
        match pack(word.as_bytes()) {
            Some(key) => self.short.get(key),
            None => self.long.get(word).copied().unwrap_or(WordId::UNKNOWN),
        }
    }

    /// The number of a folded word packed into an integer.
    #[inline]
    pub(super) fn find_packed(&self, key: u128) -> WordId {
        self.short.get(key)
    }

    /// As [`Index::find_packed`], for a word of at most eight bytes.
    #[inline]
    pub(super) fn find_short(&self, key: u64) -> WordId {
        self.short.get_short(key)
    }

    /// The word of this number.
    pub(super) fn spell(&self, id: WordId) -> &str {
        self.spelled.get(id.0 as usize)
    }
}

impl Spelled {
    fn get(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map(|end| *end as usize);
        let start = at.checked_sub(1).and_then(end).unwrap_or(0);
        end(at).and_then(|end| self.text.get(start..end)).unwrap_or("")
    }
}

impl From<Spelled> for Index {
    fn from(spelled: Spelled) -> Self {
        let short = Packed::with_room(spelled.ends.len());
        let mut index = Index {
            short,
            long: FxHashMap::default(),
            spelled: Spelled { text: String::new(), ends: Vec::new() },
        };
        for at in 1..spelled.ends.len() {
            index.number(spelled.get(at), WordId(u32::try_from(at).unwrap_or(0)));
        }
        Index { spelled, ..index }
    }
}

impl From<Index> for Spelled {
    fn from(index: Index) -> Self {
        index.spelled
    }
}

/// A word's bytes as an integer, when they fit.
pub(super) fn pack(bytes: &[u8]) -> Option<u128> {
    let mut buffer = [0u8; 16];
    buffer.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(u128::from_le_bytes(buffer))
}
