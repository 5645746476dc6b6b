//! A table from short words, packed into integers, to their numbers: one multiplication and, as a
//! rule, one look at memory a word.

use super::token::WordId;

/// An open-addressing table; the key 0, the empty word, is never in it.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    /// Numbers of words; [`WordId::UNKNOWN`] where there is none.
    slots: Vec<WordId>,
    /// The keys of the words, by their numbers.
    keys: Vec<u128>,
    used: usize,
    /// A bit for every hash in use: most words of a draft are unknown, and stop here.
    seen: Vec<u64>,
}

/// Words of the bit table: 2^17 bits in 16 kB, which stay in the nearest cache.
const SEEN: usize = 1 << 11;

fn hash(key: u128) -> u64 {
    hash_short((key as u64) ^ ((key >> 64) as u64).rotate_left(29))
}

/// The same for a key whose upper half is empty.
fn hash_short(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Packed {
    /// An empty table, with room for so many words.
    pub(super) fn with_room(words: usize) -> Self {
        let slots = (words * 2 + 1).next_power_of_two().max(1024);
        let keys = Vec::with_capacity(words);
        Packed { slots: vec![WordId::UNKNOWN; slots], keys, used: 0, seen: vec![0; SEEN] }
    }

    /// The word of this key, unknown when there is none.
    #[inline]
    pub(super) fn get(&self, key: u128) -> WordId {
        self.find(hash(key), key)
    }

    /// As [`Packed::get`], for a key of one word of the machine.
    #[inline]
    pub(super) fn get_short(&self, key: u64) -> WordId {
        self.find(hash_short(key), key.into())
    }

    #[inline]
    fn find(&self, hash: u64, key: u128) -> WordId {
        let bit = (hash >> 47) as usize;
        if self.seen.get(bit / 64).is_none_or(|word| word >> (bit % 64) & 1 == 0) {
            return WordId::UNKNOWN;
        }
        let mut at = self.place(hash);
        loop {
            match self.slots.get(at) {
                Some(&WordId::UNKNOWN) | None => return WordId::UNKNOWN,
                Some(id) if self.key(*id) == key => return *id,
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    fn place(&self, hash: u64) -> usize {
        (hash >> 20) as usize & (self.slots.len() - 1)
    }

    fn key(&self, id: WordId) -> u128 {
        self.keys.get(id.0 as usize).copied().unwrap_or(0)
    }

    /// Adds a word that is not in the table; its number is larger than those before.
    pub(super) fn insert(&mut self, key: u128, id: WordId) {
        self.used += 1;
        if self.used * 2 > self.slots.len() {
            let larger = vec![WordId::UNKNOWN; self.slots.len() * 2];
            let old = std::mem::replace(&mut self.slots, larger);
            old.into_iter()
                .filter(|id| *id != WordId::UNKNOWN)
                .for_each(|id| self.put(hash(self.key(id)), id));
        }
        let hash = hash(key);
        let bit = (hash >> 47) as usize;
        if let Some(word) = self.seen.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
        self.keys.resize(id.0 as usize, 0);
        self.keys.push(key);
        self.put(hash, id);
    }

    fn put(&mut self, hash: u64, id: WordId) {
        let mut at = self.place(hash);
        while self.slots.get(at).is_some_and(|known| *known != WordId::UNKNOWN) {
            at = (at + 1) & (self.slots.len() - 1);
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = id;
        }
    }
}
