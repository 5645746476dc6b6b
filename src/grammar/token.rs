//! Tokens: words, digit groups and marks of a draft's clean text.

use serde::{Deserialize, Serialize};

/// A known word's place in the vocabulary; [`WordId::UNKNOWN`] for every other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WordId(pub u32);

impl WordId {
    /// One of 64 bits for a word: no false negatives, few false positives.
    #[must_use]
    #[inline]
    pub fn bloom(self) -> u64 {
        1 << (self.0.wrapping_mul(0x9E37_79B1) >> 26)
    }

    /// A word no rule speaks of.
    pub const UNKNOWN: WordId = WordId(0);
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes and, after the first, digits: "ICE's", "A380".
    Word,
    /// Digits with their separators: "1,400", "2.5".
    Digits,
    /// One mark: "$", "(", "-", "½".
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The word, folded to lower case and without a possessive "'s"; a mark is a word too.
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    /// No white space before it.
    pub glued: bool,
    /// A line break stands before it.
    pub new_line: bool,
    /// Its first letter is a capital.
    pub capital: bool,
}

/// Whether a word says whose something is: "April's".
#[must_use]
pub fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}
