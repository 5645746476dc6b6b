//! Word lists: `rise = ["rose", "gave up", …]` in `rules/lists.toml`, `@rise` in a pattern.

use std::ops::{BitOr, BitOrAssign, Sub};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::{
    deferred::Deferred,
    needs::{Needs, Place},
};
use crate::{
    grammar::{lex::lex, token::WordId, vocabulary::Vocabulary},
    packing::{self, Rows, places},
    span::Span,
};

/// A set of lists, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ListMask(#[serde(with = "packing::bits")] [u64; WORDS]);

const WORDS: usize = 5;

/// Most lists there can be: one bit of a [`ListMask`] each.
pub const MOST_LISTS: usize = 64 * WORDS;

/// All word lists.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lists {
    names: Vec<String>,
    /// By the numbers of words: looked at for every word of a draft, of which one draft meets few.
    words: Rows<Deferred<Listed>>,
    /// By their first two words, longest first.
    #[serde(serialize_with = "packing::sorted")]
    phrases: FxHashMap<[WordId; 2], Vec<Phrase>>,
}

/// What the rules know of a word.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    /// The lists it stands in.
    pub lists: ListMask,
    /// The needs of patterns that it meets.
    pub meets: Vec<Place>,
    /// The second words of phrases that begin with it, as bits of [`WordId::bloom`].
    pub seconds: u64,
}

/// Where it is kept what the rules know of a word or phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known(u32);

/// An entry of several words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Its words.
    pub words: Vec<WordId>,
    /// The number of them all together, when a pattern names them so.
    pub word: WordId,
    /// What is known of it.
    pub known: Known,
}

impl ListMask {
    /// No lists.
    pub const NONE: ListMask = ListMask([0; WORDS]);

    /// The list of this number.
    fn of(at: usize) -> ListMask {
        let mut mask = ListMask::NONE;
        if let Some(word) = mask.0.get_mut(at / 64) {
            *word = 1 << (at % 64);
        }
        mask
    }

    /// Whether any list is in both sets.
    #[must_use]
    pub fn meet(self, other: ListMask) -> bool {
        self.0.iter().zip(other.0).fold(0, |both, (a, b)| both | a & b) != 0
    }

    /// The numbers of the lists.
    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(n, word)| places(word).map(move |at| 64 * n + at))
    }
}

impl BitOr for ListMask {
    type Output = ListMask;

    fn bitor(mut self, other: ListMask) -> ListMask {
        self |= other;
        self
    }
}

impl BitOrAssign for ListMask {
    fn bitor_assign(&mut self, other: ListMask) {
        self.0.iter_mut().zip(other.0).for_each(|(all, more)| *all |= more);
    }
}

impl Sub for ListMask {
    type Output = ListMask;

    /// The lists of one set that are not in the other.
    fn sub(mut self, other: ListMask) -> ListMask {
        self.0.iter_mut().zip(other.0).for_each(|(left, out)| *left &= !out);
        self
    }
}

impl Known {
    /// Nothing is known of a word that no rule speaks of.
    pub const NOTHING: Known = Known(u32::MAX);
}

/// What is known of a word that no rule speaks of.
static UNLISTED: Listed = Listed { lists: ListMask::NONE, meets: Vec::new(), seconds: 0 };

impl Lists {
    /// The bit of a list; none when there is none of that name.
    #[must_use]
    pub fn mask(&self, name: &str) -> ListMask {
        self.names.iter().position(|n| n == name).map_or(ListMask::NONE, ListMask::of)
    }

    /// The bit of a list, new if need be; none when there is no room for more.
    pub fn declare(&mut self, name: &str) -> Option<ListMask> {
        if self.mask(name) == ListMask::NONE {
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
            [first, second, ..] => {
                self.change(*first, |known| known.seconds |= second.bloom());
                let known = self.phrases.entry([*first, *second]).or_default();
                match known.iter_mut().find(|p| p.words == words) {
                    Some(p) => {
                        let lists = self.words.at(p.known.0).map_or(mask, |old| old.lists | mask);
                        p.known = Known(self.words.place(Listed { lists, ..Listed::default() }.into()));
                    }
                    None => {
                        let listed = Listed { lists: mask, ..Listed::default() };
                        known.push(Phrase {
                            words,
                            word: WordId::UNKNOWN,
                            known: Known(self.words.place(listed.into())),
                        });
                    }
                }
                known.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
            }
        }
    }

    /// Notes which needs each word and phrase meets; `sought` are the words that patterns name themselves.
    pub fn note_needs(
        &mut self,
        needs: &Needs,
        sought: impl Iterator<Item = WordId>,
        vocabulary: &Vocabulary,
    ) {
        let mut seen = FxHashSet::default();
        sought.filter(|word| seen.insert(*word)).for_each(|word| {
            self.change(word, |known| known.meets = needs.met_by(word, known.lists));
        });
        let mut phrases: Vec<&mut Phrase> = self.phrases.values_mut().flatten().collect();
        phrases.sort_by(|a, b| a.words.cmp(&b.words));
        for phrase in phrases {
            let words: Vec<&str> = phrase.words.iter().map(|word| vocabulary.spell(*word)).collect();
            phrase.word = vocabulary.find(&words.join(" "));
            let lists = self.words.at(phrase.known.0).map_or(ListMask::NONE, |known| known.lists);
            let meets = needs.met_by(phrase.word, lists);
            phrase.known = Known(self.words.place(Listed { lists, meets, ..Listed::default() }.into()));
        }
        // Words that no pattern names are asked for by their lists alone.
        self.words.change_all(|word| {
            word.change(|known| {
                if known.meets.is_empty() {
                    known.meets = needs.met_by(WordId::UNKNOWN, known.lists);
                }
            });
        });
    }

    fn change(&mut self, word: WordId, change: impl FnOnce(&mut Listed)) {
        self.words.change(word.0 as usize, |row| {
            row.change(change);
        });
    }

    /// What is known of a word.
    #[must_use]
    #[inline]
    pub fn known(&self, word: WordId) -> Known {
        self.words.kept(word.0 as usize).map_or(Known::NOTHING, Known)
    }

    /// What is known of a word or phrase, itself.
    #[must_use]
    #[inline]
    pub fn at(&self, known: Known) -> &Listed {
        self.words.at(known.0).map_or(&UNLISTED, |known| &**known)
    }

    /// The lists a word stands in.
    #[must_use]
    pub fn of(&self, word: WordId) -> ListMask {
        self.words.get(word.0 as usize).map_or(ListMask::NONE, |listed| listed.lists)
    }

    /// How many of some words, the first among them, are the longest phrase that they begin with.
    #[must_use]
    pub fn phrase_in(&self, words: &[&str], vocabulary: &Vocabulary) -> Option<usize> {
        let words: Vec<WordId> = words.iter().map(|word| vocabulary.find(word)).collect();
        let phrases = self.phrases(*words.first()?, *words.get(1)?);
        phrases.iter().find(|phrase| words.starts_with(&phrase.words)).map(|phrase| phrase.words.len())
    }

    /// The phrases that begin with two words, longest first.
    #[must_use]
    pub fn phrases(&self, first: WordId, second: WordId) -> &[Phrase] {
        self.phrases.get(&[first, second]).map_or(&[], Vec::as_slice)
    }

    /// The names of all lists.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}
