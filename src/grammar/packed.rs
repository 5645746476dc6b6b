//! A table from short words, packed into integers, to their numbers: one multiplication and, as a
//! rule, one look at memory a word.

use super::token::WordId;

/// An open-addressing table; the key 0, the empty word, is never in it.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    slots: Vec<(u128, WordId)>,
    used: usize,
    /// A bit for every hash in use: most words of a draft are unknown, and stop here.
    seen: Vec<u64>,
}

impl Default for Packed {
    fn default() -> Self {
        Packed { slots: vec![(0, WordId::UNKNOWN); 1024], used: 0, seen: vec![0; SEEN] }
    }
}

/// Words of the bit table: 2^17 bits in 16 kB, which stay in the nearest cache.
const SEEN: usize = 1 << 11;

fn hash(key: u128) -> u64 {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    folded.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Packed {
    /// The word of this key, unknown when there is none.
    #[inline]
    pub(super) fn get(&self, key: u128) -> WordId {
        let hash = hash(key);
        let bit = (hash >> 47) as usize;
        if self.seen.get(bit / 64).is_none_or(|word| word >> (bit % 64) & 1 == 0) {
            return WordId::UNKNOWN;
        }
        let mut at = self.place(hash);
        loop {
            match self.slots.get(at) {
                Some((k, id)) if *k == key => return *id,
                Some((0, _)) | None => return WordId::UNKNOWN,
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    fn place(&self, hash: u64) -> usize {
        (hash >> 20) as usize & (self.slots.len() - 1)
    }

    /// Adds a word that is not in the table.
    pub(super) fn insert(&mut self, key: u128, id: WordId) {
        if (self.used + 1) * 3 > self.slots.len() {
            let larger = vec![(0, WordId::UNKNOWN); self.slots.len() * 2];
            let old = std::mem::replace(&mut self.slots, larger);
            old.into_iter().filter(|(k, _)| *k != 0).for_each(|(k, id)| self.put(k, id));
        }
        let bit = (hash(key) >> 47) as usize;
        if let Some(word) = self.seen.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
        self.used += 1;
        self.put(key, id);
    }

    fn put(&mut self, key: u128, id: WordId) {
        let mut at = self.place(hash(key));
        while self.slots.get(at).is_some_and(|(k, _)| *k != 0) {
            at = (at + 1) & (self.slots.len() - 1);
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (key, id);
        }
    }
}
