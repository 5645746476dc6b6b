//! Word lists: `rise = ["rose", "gave up", …]` in `rules/lists.toml`, `@rise` in a pattern.

use rustc_hash::FxHashMap;

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
    words: Vec<ListMask>,
    phrases: FxHashMap<WordId, Vec<Phrase>>,
    /// Whether a phrase begins with a word: asked of every word of a draft.
    begins: Vec<bool>,
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
            [one] => {
                let at = one.0 as usize;
                if self.words.len() <= at {
                    self.words.resize(at + 1, 0);
                }
                if let Some(known) = self.words.get_mut(at) {
                    *known |= mask;
                }
            }
            [first, ..] => {
                let at = first.0 as usize;
                if self.begins.len() <= at {
                    self.begins.resize(at + 1, false);
                }
                if let Some(begins) = self.begins.get_mut(at) {
                    *begins = true;
                }
                let known = self.phrases.entry(*first).or_default();
                match known.iter_mut().find(|p| p.words == words) {
                    Some(p) => p.lists |= mask,
                    None => known.push(Phrase { words, lists: mask }),
                }
                known.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
            }
        }
    }

    /// The lists a word stands in.
    #[must_use]
    pub fn of(&self, word: WordId) -> ListMask {
        self.words.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// The phrases that begin with a word, longest first.
    #[must_use]
    pub fn phrases(&self, first: WordId) -> &[Phrase] {
        if !self.begins.get(first.0 as usize).copied().unwrap_or(false) {
            return &[];
        }
        self.phrases.get(&first).map_or(&[], Vec::as_slice)
    }

    /// The names of all lists.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}
