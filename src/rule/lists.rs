//! Word lists: `rise = ["rose", "gave up", …]` in `rules/lists.toml`, `@rise` in a pattern.

use rustc_hash::FxHashMap;

use super::program::bloom;
use crate::{
    grammar::{lex::lex, token::WordId, vocabulary::Vocabulary},
    span::Span,
};

/// A set of lists, one bit each.
pub type ListMask = u128;

/// Most lists there can be: one bit of a [`ListMask`] each.
pub const MOST_LISTS: usize = 128;

/// All word lists.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    names: Vec<String>,
    /// By the numbers of words: looked at for every word of a draft.
    words: Vec<Listed>,
    phrases: FxHashMap<WordId, Vec<Phrase>>,
}

/// What the rules know of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Listed {
    /// The lists it stands in.
    pub lists: ListMask,
    /// Its bit of [`bloom`] when it stands in a pattern itself, else 0.
    pub sought: u64,
    /// Whether a phrase begins with it.
    begins: bool,
}

/// An entry of several words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its words.
    pub words: Vec<WordId>,
    /// The lists it stands in.
    pub lists: ListMask,
}

impl Lists {
    /// The bit of a list; 0 when there is none of that name.
    #[must_use]
    pub fn mask(&self, name: &str) -> ListMask {
        self.names.iter().position(|n| n == name).map_or(0, |i| 1 << i)
    }

    /// The bit of a list, new if need be; none when there is no room for more.
    pub fn declare(&mut self, name: &str) -> Option<ListMask> {
        if self.mask(name) == 0 {
            if self.names.len() == MOST_LISTS {
                return None;
            }
            self.names.push(name.to_string());
        }
        Some(self.mask(name))
    }

    /// Adds a word or phrase to the lists of `mask`.
    pub fn add(&mut self, entry: &str, mask: ListMask, vocabulary: &mut Vocabulary) {
        let words: Vec<WordId> = lex(entry, vocabulary)
            .iter()
            .map(|t| vocabulary.intern(Span::new(t.start, t.end).of(entry)))
            .collect();
        match words.as_slice() {
            [] => {}
            [one] => self.change(*one, |known| known.lists |= mask),
            [first, ..] => {
                self.change(*first, |known| known.begins = true);
                let known = self.phrases.entry(*first).or_default();
                match known.iter_mut().find(|p| p.words == words) {
                    Some(p) => p.lists |= mask,
                    None => known.push(Phrase { words, lists: mask }),
                }
                known.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
            }
        }
    }

    /// Notes that a pattern names this word itself.
    pub fn seek(&mut self, word: WordId) {
        self.change(word, |known| known.sought = bloom(word));
    }

    fn change(&mut self, word: WordId, change: impl FnOnce(&mut Listed)) {
        let at = word.0 as usize;
        if self.words.len() <= at {
            self.words.resize(at + 1, Listed::default());
        }
        self.words.get_mut(at).map(change);
    }

    /// What is known of a word.
    #[must_use]
    pub fn word(&self, word: WordId) -> Listed {
        self.words.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// The lists a word stands in.
    #[must_use]
    pub fn of(&self, word: WordId) -> ListMask {
        self.word(word).lists
    }

    /// The phrases that begin with a word, of which `listed` is known, longest first.
    #[must_use]
    pub fn phrases(&self, first: WordId, listed: &Listed) -> &[Phrase] {
        if !listed.begins {
            return &[];
        }
        self.phrases.get(&first).map_or(&[], Vec::as_slice)
    }

    /// The names of all lists.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}
