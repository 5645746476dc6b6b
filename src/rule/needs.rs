//! What a sentence must hold for a pattern to match in it: most patterns are never tried.
//!
//! Every different need has a place, and every word of the vocabulary knows the needs it meets. A sentence notes where
//! each is met; a few comparisons then tell whether a pattern can match at all, and where it may begin.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{
    kinds::{self, KindMask},
    lists::{ListMask, Lists},
};
use crate::{
    grammar::{token::WordId, vocabulary::Vocabulary},
    packing::{
        numbers::{self, Number},
        places,
    },
    scan::{Options, scan},
    units::Units,
};

/// The number of a need.
pub type Place = u16;

/// Something of which a sentence must hold at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Need {
    /// Any of these words.
    pub words: Vec<WordId>,
    /// Any word of these lists.
    pub lists: ListMask,
    /// Any mark of these sorts.
    pub marks: KindMask,
}

/// A need, and where it must be met: in one of these sentences, counted from the one that the pattern begins in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sought {
    /// The need.
    pub place: Place,
    /// The part of the pattern that asks for it: what the parts before it ask for stands before.
    pub part: u8,
    /// The first of the sentences …
    pub from: u8,
    /// … and the last; 15 at most, and no pattern is matched over so many.
    pub to: u8,
}

impl Number for Sought {
    fn number(self) -> u32 {
        let [low, high] = self.place.to_le_bytes();
        u32::from_le_bytes([low, high, self.part, self.from.min(15) << 4 | self.to.min(15)])
    }

    fn of(number: u32) -> Sought {
        let [low, high, part, sentences] = number.to_le_bytes();
        Sought { place: Place::from_le_bytes([low, high]), part, from: sentences >> 4, to: sentences & 15 }
    }
}

/// All different needs, and what meets them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Needs {
    /// Each with its place; only while rules are loaded, as all that is skipped.
    #[serde(skip)]
    all: FxHashMap<Need, Place>,
    /// The needs met by each list.
    #[serde(skip)]
    lists: Vec<Vec<Place>>,
    /// The needs met by each word that a pattern names.
    #[serde(skip)]
    words: FxHashMap<WordId, Vec<Place>>,
    /// For each whether a pattern begins with it or a mark meets it: it is asked for however common it is.
    #[serde(skip)]
    kept: Vec<bool>,
    /// The needs met by each sort of mark.
    #[serde(skip)]
    marks: Vec<Vec<Place>>,
    /// The same as bits by their places.
    marked: Vec<Vec<u64>>,
    /// For each the sorts of marks that meet it.
    #[serde(with = "numbers")]
    sorts: Vec<KindMask>,
    /// How many of some texts meet each.
    met_in: Vec<u32>,
}

/// What an example holds that may meet needs.
pub(super) struct Sample {
    /// Its words.
    words: Vec<WordId>,
    /// The lists that any of them stands in.
    lists: ListMask,
    /// The sorts of its marks.
    marks: KindMask,
}

impl Sample {
    pub(super) fn of(text: &str, lists: &Lists, vocabulary: &Vocabulary, units: &Units) -> Sample {
        let scan = scan(text, vocabulary, units, &Options { dateline: None, locale: None });
        let words: Vec<WordId> = scan.tokens.iter().map(|token| token.word).collect();
        Sample {
            lists: words.iter().fold(ListMask::NONE, |all, word| all | lists.of(*word)),
            marks: scan.marks.iter().fold(0, |all, mark| all | kinds::of(&mark.what)),
            words,
        }
    }
}

/// A need that more than one text in so many meets by its words says little of where a pattern may match.
const COMMON: u32 = 3;

impl Need {
    /// Any of what is asked for by two.
    #[must_use]
    pub fn or(mut self, other: &Need) -> Need {
        self.words.extend(&other.words);
        self.words.sort_unstable();
        self.words.dedup();
        self.lists |= other.lists;
        self.marks |= other.marks;
        self
    }
}

impl Needs {
    /// The place of a need, new if need be.
    pub fn place(&mut self, need: Need) -> Place {
        if let Some(place) = self.all.get(&need) {
            return *place;
        }
        // Beyond what numbers there are, needs share one: then patterns are tried in vain.
        let place = Place::try_from(self.all.len()).unwrap_or(Place::MAX);
        note(&mut self.lists, need.lists.places(), place);
        note(&mut self.marks, places(need.marks.into()), place);
        for word in &need.words {
            self.words.entry(*word).or_default().push(place);
        }
        if self.kept.len() <= place.into() {
            self.kept.push(need.marks != 0);
            self.met_in.push(0);
            self.sorts.push(need.marks);
        }
        self.all.insert(need, place);
        place
    }

    /// As [`Needs::place`], of what a pattern begins with.
    pub fn first_place(&mut self, need: Need) -> Place {
        let place = self.place(need);
        self.kept.get_mut(usize::from(place)).into_iter().for_each(|kept| *kept = true);
        place
    }

    /// The needs that a word of these lists meets.
    #[must_use]
    pub fn met_by(&self, word: WordId, lists: ListMask) -> Vec<Place> {
        let named = self.words.get(&word);
        let listed = lists.places().filter_map(|list| self.lists.get(list));
        let mut met: Vec<Place> = named.into_iter().chain(listed).flatten().copied().collect();
        met.sort_unstable();
        met.dedup();
        met
    }

    /// For each need the sorts of marks that meet it.
    #[must_use]
    pub fn sorts(&self) -> &[KindMask] {
        &self.sorts
    }

    /// Adds the needs that a mark of this sort meets, as bits by their places.
    pub fn add_met_by_mark(&self, sort: KindMask, met: &mut [u64]) {
        for needs in places(sort.into()).filter_map(|bit| self.marked.get(bit)) {
            met.iter_mut().zip(needs).for_each(|(all, more)| *all |= more);
        }
    }

    /// How many words of 64 bits take a bit for each need.
    #[must_use]
    pub fn words(&self) -> usize {
        self.count().div_ceil(64)
    }

    /// Counts which needs each of some texts meets, and forgets those that most of them do by a word. Gives the new place
    /// of each that is left.
    pub(super) fn settle(&mut self, texts: impl Iterator<Item = Sample>) -> Vec<Option<Place>> {
        let mut count = 0;
        // The last text that met each.
        let mut last = vec![0; self.count()];
        for text in texts {
            count += 1;
            let words = text.words.iter().filter_map(|word| self.words.get(word));
            let lists = text.lists.places().filter_map(|list| self.lists.get(list));
            let marks = places(text.marks.into()).filter_map(|sort| self.marks.get(sort));
            for place in words.chain(lists).chain(marks).flatten().map(|place| usize::from(*place)) {
                let (Some(last), Some(met)) = (last.get_mut(place), self.met_in.get_mut(place)) else {
                    continue;
                };
                *met += u32::from(*last != count);
                *last = count;
            }
        }
        let most = count / COMMON;
        let mut left = 0..=Place::MAX;
        let asked = self.kept.iter().zip(&self.met_in).map(|(kept, met)| *kept || *met <= most);
        let new: Vec<Option<Place>> = asked.map(|asked| asked.then(|| left.next()).flatten()).collect();
        let of = |old: &Place| new.get(usize::from(*old)).copied().flatten();
        let rows = self.lists.iter_mut().chain(self.words.values_mut()).chain(&mut self.marks);
        rows.for_each(|row| *row = row.iter().filter_map(of).collect());
        let keep = |numbers: &mut Vec<u32>| {
            let mut is_left = new.iter().map(Option::is_some);
            numbers.retain(|_| is_left.next() == Some(true));
        };
        keep(&mut self.met_in);
        keep(&mut self.sorts);
        self.marked = self.marks.iter().map(|needs| self.as_bits(needs)).collect();
        new
    }

    /// Needs as bits by their places.
    fn as_bits(&self, needs: &[Place]) -> Vec<u64> {
        let mut bits = vec![0; self.words()];
        for need in needs.iter().map(|need| usize::from(*need)) {
            bits.get_mut(need / 64).into_iter().for_each(|word| *word |= 1 << (need % 64));
        }
        bits
    }

    /// How many needs there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.met_in.len()
    }

    /// How common a need is: by how many texts it was met.
    #[must_use]
    pub fn met_in(&self, place: Place) -> u32 {
        self.met_in.get(usize::from(place)).copied().unwrap_or(0)
    }
}

/// Adds a need to the rows of what meets it.
fn note(rows: &mut Vec<Vec<Place>>, places: impl Iterator<Item = usize>, need: Place) {
    for at in places {
        if rows.len() <= at {
            rows.resize(at + 1, Vec::new());
        }
        rows.get_mut(at).into_iter().for_each(|row| row.push(need));
    }
}
