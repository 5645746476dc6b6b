//! The vocabulary from its data: `rules/words/*.toml`, `rules/hedges.toml` and the units' spellings.

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;
use toml::Spanned;

use super::{
    hedge::{self, Hedge},
    lex::lex,
    meaning,
    phrases::Role,
    sense::{self, Sense},
    token::{Token, TokenKind, WordId},
    vocabulary::{LetterUse, UnitWord, Vocabulary},
};
use crate::units::{Place, Spelling, Units};

/// Why a file of words was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct WordsError {
    /// The file.
    pub file: String,
    /// The byte of its text that is wrong.
    pub at: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for WordsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

impl std::error::Error for WordsError {}

impl WordsError {
    fn toml(file: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start);
        WordsError { file: file.to_owned(), at, message: error.message().to_owned() }
    }
}

/// The files of words that come with figcheck: name and text.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("words/numbers.toml", include_str!("../../rules/words/numbers.toml")),
    ("words/calendar.toml", include_str!("../../rules/words/calendar.toml")),
    ("words/grammar.toml", include_str!("../../rules/words/grammar.toml")),
    ("words/idioms.toml", include_str!("../../rules/words/idioms.toml")),
    ("words/senses.toml", include_str!("../../rules/words/senses.toml")),
];

/// The hedges that come with figcheck.
pub const BUILT_IN_HEDGES: (&str, &str) = ("hedges.toml", include_str!("../../rules/hedges.toml"));

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    ones: BTreeMap<String, f64>,
    tens: BTreeMap<String, f64>,
    hundred: BTreeMap<String, f64>,
    scale: BTreeMap<String, f64>,
    scale_plural: BTreeMap<String, f64>,
    scale_letter: BTreeMap<String, f64>,
    scale_letter_whole: BTreeMap<String, f64>,
    scale_letter_counting: BTreeMap<String, f64>,
    scale_letter_money: BTreeMap<String, f64>,
    group: BTreeMap<String, f64>,
    vague: BTreeMap<String, f64>,
    rank: BTreeMap<String, f64>,
    fraction: BTreeMap<String, f64>,
    rank_suffix: BTreeMap<String, f64>,
    multiple: BTreeMap<String, f64>,
    multiple_times: BTreeMap<String, f64>,
    vulgar: BTreeMap<String, [f64; 2]>,
    month: BTreeMap<String, u8>,
    weekday: BTreeMap<String, u8>,
    list: BTreeMap<String, Vec<String>>,
    idiom: Vec<Idiom>,
    sense: Vec<meaning::Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Idiom {
    role: Spanned<String>,
    words: Vec<String>,
    #[serde(default)]
    numerals: Vec<String>,
}

impl Vocabulary {
    /// The built-in words and hedges, and the spellings of `units`.
    ///
    /// # Errors
    /// As [`Vocabulary::add_words`]; none with the built-in files as they are.
    pub fn built_in(units: &Units) -> Result<Self, WordsError> {
        let mut vocabulary = Vocabulary::default();
        for (file, text) in BUILT_IN {
            vocabulary.add_words(file, text)?;
        }
        vocabulary.add_hedges(BUILT_IN_HEDGES.0, BUILT_IN_HEDGES.1)?;
        vocabulary.add_units(units);
        Ok(vocabulary)
    }

    /// Adds the words of one file.
    ///
    /// # Errors
    /// Bad TOML, an unknown table or an unknown role of an idiom.
    pub fn add_words(&mut self, file: &str, text: &str) -> Result<(), WordsError> {
        let words: File = toml::from_str(text).map_err(|e| WordsError::toml(file, &e))?;
        self.add_numbers(&words);
        for (name, list) in &words.list {
            self.add_list(name, list);
        }
        self.meaning_rows.extend_from_slice(&words.sense);
        for idiom in &words.idiom {
            let name = idiom.role.get_ref();
            let role = Role::named(name).ok_or_else(|| WordsError {
                file: file.to_owned(),
                at: idiom.role.span().start,
                message: format!("unknown role `{name}`"),
            })?;
            for phrase in &idiom.words {
                self.add_idiom(phrase, role);
            }
            for phrase in &idiom.numerals {
                let parts: Vec<u32> = self.symbols_of(phrase);
                self.numerals.insert(parts, role as u32);
            }
        }
        Ok(())
    }

    /// Adds the hedges of one file.
    ///
    /// # Errors
    /// Bad TOML.
    pub fn add_hedges(&mut self, file: &str, text: &str) -> Result<(), WordsError> {
        let parsed = hedge::parse(text).map_err(|e| WordsError::toml(file, &e))?;
        for (hedge, before, after) in parsed {
            let at = u32::try_from(self.hedges.len()).unwrap_or(0);
            for phrase in &before {
                self.add_phrase(phrase, sense::HEDGE_FIRST, at, |v| &mut v.hedges_before);
            }
            for phrase in &after {
                self.add_phrase(phrase, sense::HEDGE_LAST, at, |v| &mut v.hedges_after);
            }
            self.hedges.push(hedge);
        }
        Ok(())
    }

    /// The table of hedges, in the order of [`super::figure::Figure::hedge`].
    #[must_use]
    pub fn hedges(&self) -> &[Hedge] {
        &self.hedges
    }

    fn add_numbers(&mut self, file: &File) {
        let tables: [(&BTreeMap<String, f64>, u128); 9] = [
            (&file.ones, sense::ONES),
            (&file.tens, sense::TENS),
            (&file.hundred, sense::HUNDRED),
            (&file.scale, sense::SCALE),
            (&file.scale_plural, sense::SCALE | sense::VAGUE),
            (&file.group, sense::GROUP),
            (&file.vague, sense::VAGUE),
            (&file.multiple, sense::MULTIPLE),
            (&file.multiple_times, sense::MULTIPLE | sense::TIMES),
        ];
        for (table, flag) in tables {
            for (word, number) in table {
                self.give(word, |s| (s.flags, s.number) = (s.flags | flag, *number));
            }
        }
        for (table, flag) in [
            (&file.rank, sense::ORDINAL),
            (&file.fraction, sense::FRACTION),
            (&file.rank_suffix, sense::SUFFIX),
        ] {
            for (word, rank) in table {
                self.give(word, |s| (s.flags, s.rank) = (s.flags | flag, *rank));
            }
        }
        for (table, flag) in [(&file.month, sense::MONTH), (&file.weekday, sense::WEEKDAY)] {
            for (word, number) in table {
                self.give(word, |s| (s.flags, s.calendar) = (s.flags | flag, *number));
            }
        }
        let letters = [
            (&file.scale_letter, LetterUse::Always),
            (&file.scale_letter_whole, LetterUse::Whole),
            (&file.scale_letter_counting, LetterUse::Counting),
            (&file.scale_letter_money, LetterUse::Money),
        ];
        for (table, when) in letters {
            for (letter, factor) in table {
                self.give(letter, |s| s.flags |= sense::SCALE_LETTER);
                let id = self.intern_symbol(letter);
                self.scale_letters.insert(id, (*factor, when));
            }
        }
        for (mark, [over, under]) in &file.vulgar {
            self.give(mark, |s| {
                (s.flags, s.number, s.rank) = (s.flags | sense::VULGAR, *over, *under);
            });
        }
    }

    fn give(&mut self, word: &str, change: impl FnOnce(&mut Sense)) {
        let id = self.intern(word);
        self.mark(id, change);
    }

    fn add_idiom(&mut self, phrase: &str, role: Role) {
        self.add_phrase(phrase, sense::IDIOM_FIRST, role as u32, |v| &mut v.idioms);
    }

    fn add_phrase(
        &mut self,
        phrase: &str,
        flag: u128,
        value: u32,
        table: impl FnOnce(&mut Self) -> &mut super::phrases::Phrases,
    ) {
        let words = self.words_of(phrase);
        if let Some(first) = words.first() {
            let seconds = words.get(1).map_or(u64::MAX, |second| WordId(*second).bloom());
            self.mark(WordId(*first), |s| {
                s.flags |= flag;
                s.seconds |= seconds;
            });
        }
        table(self).insert(words, value);
    }

    /// Adds all spellings of all units.
    pub fn add_units(&mut self, units: &Units) {
        self.untold = super::vocabulary::UNTOLD
            .map(|(_, list)| self.list(list).first().and_then(|w| units.by_name(self.spell(*w))));
        // Of two units of one spelling the everyday one is meant: 40C is a temperature, no charge.
        let everyday: Vec<Box<str>> = self.list("everyday").iter().map(|w| self.spell(*w).into()).collect();
        let rank = |s: &Spelling<'_>| {
            let dimension = &*units.get(s.unit).dimension;
            everyday.iter().position(|e| **e == *dimension).unwrap_or(everyday.len())
        };
        let mut spellings: Vec<Spelling<'_>> = units.spellings().collect();
        // A sign that stands before its number leaves the place behind it to a unit that has it too: "5 W".
        spellings.sort_by_cached_key(|s| (s.place == Place::Before, rank(s)));
        for spelling in spellings {
            let money = units.get(spelling.unit).currency.is_some();
            // A currency's code stands on either side of its number.
            let code = money
                && spelling.symbol
                && spelling.text.len() == 3
                && spelling.text.bytes().all(|b| b.is_ascii_uppercase());
            let everyday =
                self.sense(self.find(spelling.text)).is(sense::DETERMINER | sense::STOP | sense::VERB);
            let place = if code && !everyday { Place::Either } else { spelling.place };
            self.add_spelling(&Spelling { place, ..spelling });
        }
        self.add_meanings(units);
    }

    fn add_spelling(&mut self, spelling: &Spelling<'_>) {
        let value = u32::try_from(self.unit_words.len()).unwrap_or(0);
        self.unit_words.push(UnitWord {
            unit: spelling.unit,
            times: spelling.times,
            before: spelling.place != Place::After,
            after: spelling.place != Place::Before,
            symbol: spelling.symbol,
            weak: spelling.weak,
        });
        let words = self.words_of(spelling.text);
        let Some(first) = words.first().copied() else { return };
        let before = if spelling.place == Place::After { 0 } else { sense::BEFORE };
        self.mark(WordId(first), |s| {
            s.flags |= sense::UNIT_FIRST | before;
            if spelling.symbol {
                s.flags |= sense::SIGN_FIRST;
            }
        });
        if spelling.symbol {
            let parts = self.symbols_of(spelling.text);
            if before != 0 {
                self.signs_before.insert(parts.iter().copied(), value);
            }
            self.signs.insert(parts, value);
            let article = self.sense(WordId(first)).is(sense::ARTICLE);
            if before != 0 && words.len() > 1 && !article {
                // "us $ 5": no unit of measure has such letters.
                self.units.insert(words, value);
            }
            if before != 0 {
                self.currency_prefixes.insert(spelling.text.into());
            }
        } else {
            self.units.insert(words, value);
        }
    }

    /// The words of a phrase, cut as a draft is, numbered.
    fn words_of(&mut self, phrase: &str) -> Vec<u32> {
        let tokens = lex(phrase, self);
        let cut = |t: &Token| phrase.get(t.start as usize..t.end as usize).unwrap_or("");
        let mut number = |t: &Token| match t.kind {
            TokenKind::Digits => WordId::UNKNOWN,
            _ if t.word != WordId::UNKNOWN => t.word,
            _ => self.intern(cut(t)),
        };
        tokens.iter().map(|t| number(t).0).collect()
    }

    /// The words of a symbol as written.
    fn symbols_of(&mut self, symbol: &str) -> Vec<u32> {
        let tokens = lex(symbol, self);
        let cut = |t: &Token| symbol.get(t.start as usize..t.end as usize).unwrap_or("");
        tokens.iter().map(|t| self.intern_symbol(cut(t))).collect()
    }
}
