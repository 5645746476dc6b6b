//! The words figcheck knows: every word of the rules, folded and numbered, with what it can mean.
//!
//! Built once from data, then only read. A word of up to sixteen ASCII bytes is found by one probe
//! of a table keyed by the bytes themselves.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{
    hedge::Hedge,
    index::{Index, pack},
    meaning::{self, Meaning},
    phrases::{Phrases, ROOT},
    sense::{self, Sense},
    token::WordId,
};
use crate::{
    packing::{self, Rows},
    units::UnitId,
};

/// All known words and phrases.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    index: Index,
    senses: Rows<Sense>,
    lists: BTreeMap<Box<str>, Vec<WordId>>,
    symbols: Index,
    /// Unit names, by folded words; the value is a place in the spellings they were read from.
    pub(super) units: Phrases,
    /// Unit symbols, by words as written.
    pub(super) signs: Phrases,
    /// Those of them that stand before their number.
    pub(super) signs_before: Phrases,
    /// What the values of `units`, `signs` and `signs_before` are places in.
    pub(super) unit_words: Vec<UnitWord>,
    /// Signs that stand before their number: "US$", "Rs".
    pub(super) currency_prefixes: BTreeSet<Box<str>>,
    /// "k", "bn" as written, and their factors.
    #[serde(serialize_with = "packing::sorted")]
    pub(super) scale_letters: FxHashMap<u32, (f64, LetterUse)>,
    /// Units that words mean without naming them, by [`Untold`].
    pub(super) untold: [Option<UnitId>; UNTOLD.len()],
    /// What units' words mean by the words around them, in the order of the units read.
    pub(super) meanings: Vec<Meaning>,
    /// Their rows, until the units are known.
    #[serde(skip)]
    pub(super) meaning_rows: Vec<meaning::Row>,
    /// The table of hedges.
    pub(super) hedges: Vec<Hedge>,
    /// Hedges before the figure, by folded words; the value is a place in the table.
    pub(super) hedges_before: Phrases,
    /// Hedges after it.
    pub(super) hedges_after: Phrases,
    /// Idioms in digits, by words as written; the value is a [`super::phrases::Role`].
    pub(super) numerals: Phrases,
    /// Idioms with a number in them, calendar phrases and such; the value is a [`super::phrases::Role`].
    pub(super) idioms: Phrases,
}

/// A unit that goes without saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Untold {
    /// The years of "aged 63".
    Age,
    /// The percentage points of "a quarter-point cut".
    Point,
    /// The degrees of "20 below zero".
    Cold,
    /// The kelvins of "absolute zero".
    Absolute,
    /// The seconds of "1:21.05".
    Second,
    /// The minutes of "4m 48.2s".
    Minute,
    /// The month of "£950 pcm".
    Month,
    /// The week of "£120pw".
    Week,
}

/// The lists of the rules that name them, one unit each.
pub(super) const UNTOLD: [(Untold, &str); 8] = [
    (Untold::Age, "calendar_year"),
    (Untold::Point, "point_unit"),
    (Untold::Cold, "cold_unit"),
    (Untold::Absolute, "absolute_unit"),
    (Untold::Second, "second_unit"),
    (Untold::Minute, "minute_unit"),
    (Untold::Month, "calendar_month"),
    (Untold::Week, "calendar_week"),
];

/// One spelling of a unit.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct UnitWord {
    /// The unit.
    pub(super) unit: UnitId,
    /// How many of the unit it stands for.
    pub(super) times: f64,
    /// It may stand before its number.
    pub(super) before: bool,
    /// It may stand after its number.
    pub(super) after: bool,
    /// It is a symbol.
    pub(super) symbol: bool,
    /// It is believed only at digits.
    pub(super) weak: bool,
}

/// When a letter after digits is a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum LetterUse {
    /// Always: "120k".
    Always,
    /// After a whole number or a short one: "5K", but "573.15K" is a temperature.
    Whole,
    /// After a currency sign, or when something counted follows: "12m viewers".
    Counting,
    /// After a currency sign: "£1.2t".
    Money,
}

impl Vocabulary {
    /// The number of a word as written in a rule, new if need be. A possessive "'s" is dropped.
    pub fn intern(&mut self, word: &str) -> WordId {
        let known = self.find(word);
        if known != WordId::UNKNOWN || word.is_empty() {
            return known;
        }
        self.index.add(&fold(word))
    }

    /// The number of a word of a draft, [`WordId::UNKNOWN`] for one no rule speaks of.
    #[must_use]
    pub fn find(&self, word: &str) -> WordId {
        if word.is_ascii() {
            let bytes = strip_possessive(word.as_bytes());
            if let Some(key) = pack(bytes) {
                let folds = bytes.first().is_some_and(u8::is_ascii_alphanumeric);
                return if folds { self.find_letters(key, bytes.len()) } else { self.find_packed(key) };
            }
        }
        self.index.find(&fold(word))
    }

    /// As [`Vocabulary::find`], for a word already folded and packed into an integer.
    pub(super) fn find_packed(&self, key: u128) -> WordId {
        self.index.find_packed(key)
    }

    /// As [`Vocabulary::find`], for the first `len` bytes of a block, which are letters.
    pub(super) fn find_letters(&self, block: u128, len: usize) -> WordId {
        self.find_packed((block | FOLD) & MASKS.get(len).copied().unwrap_or(u128::MAX))
    }

    /// As [`Vocabulary::find_letters`], for fewer than eight.
    #[inline]
    pub(super) fn find_short(&self, block: u64, len: usize) -> WordId {
        self.index.find_short((block | FOLD as u64) & ((1 << (8 * len)) - 1))
    }

    /// The word itself, folded.
    #[must_use]
    pub fn spell(&self, id: WordId) -> &str {
        self.index.spell(id)
    }

    /// What a word can mean.
    #[must_use]
    pub fn sense(&self, id: WordId) -> Sense {
        self.meaning(id).copied().unwrap_or_default()
    }

    /// Whether a word can play one of these roles.
    #[must_use]
    pub fn is(&self, id: WordId, roles: u128) -> bool {
        self.roles(id) & roles != 0
    }

    /// All roles that a word can play.
    #[must_use]
    pub fn roles(&self, id: WordId) -> u128 {
        self.meaning(id).map_or(0, |sense| sense.flags)
    }

    /// Whether a figure, a date or the like can begin with this word.
    #[must_use]
    pub fn begins(&self, id: WordId) -> bool {
        self.roles(id) & sense::BEGINS != 0
    }

    /// The words of a list of the rules: "rise", "preposition"; empty for an unknown name.
    #[must_use]
    pub fn list(&self, name: &str) -> &[WordId] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }

    /// Adds words to a list; the lists of [`sense::LISTS`] also mark the words' senses.
    pub fn add_list(&mut self, name: &str, words: &[String]) {
        let ids: Vec<WordId> = words.iter().map(|word| self.intern(word)).collect();
        if let Some((_, flag)) = sense::LISTS.iter().find(|(n, _)| *n == name) {
            ids.iter().for_each(|id| self.mark(*id, |s| s.flags |= flag));
        }
        self.lists.entry(name.into()).or_default().extend(ids);
    }

    /// Whether these letters, exactly so, are a currency's and stand before its number.
    pub(crate) fn is_currency_prefix(&self, letters: &str) -> bool {
        self.currency_prefixes.contains(letters)
    }

    /// A unit that goes without saying.
    pub(super) fn untold(&self, which: Untold) -> Option<UnitId> {
        self.untold.get(which as usize).copied().flatten()
    }

    /// The unit of ages: years.
    pub(super) fn age_unit(&self) -> Option<UnitId> {
        self.untold(Untold::Age)
    }

    /// Changes what a word means.
    pub(super) fn mark(&mut self, id: WordId, change: impl FnOnce(&mut Sense)) {
        self.senses.change(id.0 as usize, change);
    }

    #[inline]
    fn meaning(&self, id: WordId) -> Option<&Sense> {
        self.senses.get(id.0 as usize)
    }

    /// The number of a symbol as written, capitals and all; 0 when unknown.
    pub(super) fn symbol(&self, text: &str) -> u32 {
        self.symbols.find(text).0
    }

    /// The scale of a letter that is one only where something is counted or paid: the "m" of "12m viewers".
    pub(crate) fn counting_scale(&self, letter: &str) -> Option<f64> {
        let (scale, how) = self.scale_letters.get(&self.symbol(letter))?;
        (*how == LetterUse::Counting).then_some(*scale)
    }

    /// The scale of a word or letter behind a number in digits: a million for "million", "mn" and "m".
    pub(super) fn scale_of(&self, word: &str) -> Option<f64> {
        let sense = self.sense(self.find(word));
        let letter = || self.scale_letters.get(&self.symbol(word)).map(|(scale, _)| *scale);
        if sense.is(sense::SCALE) { Some(sense.number) } else { letter() }
    }

    /// As [`Vocabulary::symbol`], new if need be.
    pub(super) fn intern_symbol(&mut self, text: &str) -> u32 {
        match self.symbols.find(text) {
            WordId::UNKNOWN => self.symbols.add(text).0,
            known => known.0,
        }
    }

    /// The longest phrase of `table` that `words` begin with: its length in words and its value.
    pub(super) fn longest(table: &Phrases, words: impl Iterator<Item = u32>) -> Option<(usize, u32)> {
        let (mut node, mut best) = (ROOT, None);
        for (n, word) in words.enumerate() {
            match table.step(node, word) {
                Some(next) => node = next,
                None => break,
            }
            if let Some(value) = table.value(node) {
                best = Some((n + 1, value));
            }
        }
        best
    }
}

/// Makes ASCII capitals small; digits and apostrophes have the bit already.
const FOLD: u128 = u128::from_ne_bytes([0x20; 16]);

/// The lowest bytes, by their number.
const MASKS: [u128; 16] = {
    let mut masks = [0; 16];
    let mut len = 0;
    while len < 16 {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

/// The word in lower case, its apostrophes straight, without a possessive "'s".
fn fold(word: &str) -> String {
    let mut folded =
        if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase().replace('’', "'") };
    if let Some(stem) = folded.strip_suffix("'s").map(str::len).filter(|stem| *stem > 0) {
        folded.truncate(stem);
    }
    folded
}

fn strip_possessive(bytes: &[u8]) -> &[u8] {
    match bytes {
        [stem @ .., b'\'', b's' | b'S'] if !stem.is_empty() => stem,
        all => all,
    }
}
