//! Phrases of several words, as a trie over word numbers.

use crate::packing;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Where every phrase starts.
pub(super) const ROOT: u32 = 0;

/// A set of phrases, each with a value.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Phrases {
    /// The node after a first word, by its number; most words begin no phrase.
    #[serde(with = "packing::numbers")]
    first: Vec<u32>,
    /// The node after a node and one more word.
    #[serde(serialize_with = "packing::sorted")]
    next: FxHashMap<(u32, u32), u32>,
    values: Vec<Option<u32>>,
}

impl Phrases {
    /// Adds a phrase; the first value given to a phrase stays.
    pub(super) fn insert(&mut self, words: impl IntoIterator<Item = u32>, value: u32) {
        if self.values.is_empty() {
            self.values.push(None);
        }
        let mut node = ROOT;
        for word in words {
            let fresh = u32::try_from(self.values.len()).unwrap_or(ROOT);
            node = self.step(node, word).unwrap_or_else(|| {
                self.add(node, word, fresh);
                self.values.push(None);
                fresh
            });
        }
        if let Some(slot) = self.values.get_mut(node as usize).filter(|_| node != ROOT) {
            slot.get_or_insert(value);
        }
    }

    fn add(&mut self, node: u32, word: u32, next: u32) {
        if node != ROOT {
            self.next.insert((node, word), next);
            return;
        }
        let at = word as usize;
        if self.first.len() <= at {
            self.first.resize(at + 1, ROOT);
        }
        if let Some(slot) = self.first.get_mut(at) {
            *slot = next;
        }
    }

    /// The node after one more word.
    pub(super) fn step(&self, node: u32, word: u32) -> Option<u32> {
        if node == ROOT {
            return self.first.get(word as usize).copied().filter(|next| *next != ROOT);
        }
        self.next.get(&(node, word)).copied()
    }

    /// The value of the phrase that ends here.
    pub(super) fn value(&self, node: u32) -> Option<u32> {
        self.values.get(node as usize).copied().flatten()
    }
}

/// What an idiom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Role {
    /// "no one".
    Pronoun,
    /// "second to none".
    Idiom,
    /// "a year earlier".
    Relative,
    /// "yesterday".
    Yesterday,
    /// "today".
    Today,
    /// "tomorrow".
    Tomorrow,
    /// "noon".
    Noon,
    /// "midnight".
    Midnight,
}

impl Role {
    const ALL: [(&'static str, Role); 8] = [
        ("pronoun", Role::Pronoun),
        ("idiom", Role::Idiom),
        ("relative", Role::Relative),
        ("yesterday", Role::Yesterday),
        ("today", Role::Today),
        ("tomorrow", Role::Tomorrow),
        ("noon", Role::Noon),
        ("midnight", Role::Midnight),
    ];

    /// The role of this name in a rule file.
    pub(super) fn named(name: &str) -> Option<Role> {
        Role::ALL.iter().find(|(n, _)| *n == name).map(|(_, role)| *role)
    }

    /// The role kept as a phrase's value.
    pub(super) fn of(value: u32) -> Option<Role> {
        Role::ALL.iter().find(|(_, role)| *role as u32 == value).map(|(_, role)| *role)
    }
}
