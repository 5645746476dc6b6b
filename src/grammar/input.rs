//! The grammar's input: a place among the tokens of a sentence, and the smallest parsers.

use std::cell::Cell;

use nom::{Err, IResult};

use super::{
    digits::{self, Digits},
    number::Number,
    sense::{NOT_PLURAL, PLURAL, Sense, VULGAR},
    token::{Token, TokenKind, is_possessive},
    vocabulary::Vocabulary,
};
use crate::{span::Span, units::Units};

/// What all parsers of one draft share.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The draft.
    pub text: &'a str,
    /// All its tokens.
    pub tokens: &'a [Token],
    /// All roles that the word of each token can play: they are asked for more often than all else.
    roles: Vec<u128>,
    /// The known words.
    pub vocabulary: &'a Vocabulary,
    /// The known units.
    pub units: &'a Units,
    /// The day the draft was written.
    pub dateline: Option<jiff::civil::Date>,
    /// Whether the month comes first in a date in digits where the draft was written, if that is known.
    pub month_first: Option<bool>,
    /// The number read last: several productions begin with one.
    pub(super) last: Cell<Option<ReadNumber>>,
    /// The digits read last, and the token they are: several productions look at them.
    last_digits: Cell<Option<(usize, Option<Digits>)>>,
}

/// A number that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadNumber {
    /// The token it begins at.
    pub(super) at: usize,
    /// The number and the token behind it; none when there is no number.
    pub(super) found: Option<(usize, Number)>,
}

impl<'a> Context<'a> {
    /// What is shared in reading a draft.
    #[must_use]
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        vocabulary: &'a Vocabulary,
        units: &'a Units,
        dateline: Option<jiff::civil::Date>,
    ) -> Self {
        let roles = tokens.iter().map(|token| vocabulary.roles(token.word)).collect();
        Context {
            text,
            tokens,
            roles,
            vocabulary,
            units,
            dateline,
            month_first: None,
            last: Cell::new(None),
            last_digits: Cell::new(None),
        }
    }

    /// All roles that the word of a token can play; none behind the last.
    #[must_use]
    #[inline]
    pub fn roles(&self, token: usize) -> u128 {
        self.roles.get(token).copied().unwrap_or(0)
    }
}

/// A place in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Input<'a> {
    /// What is shared.
    pub(super) context: &'a Context<'a>,
    /// The next token.
    pub(super) at: usize,
    /// First token of the sentence.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
}

/// What a parser gives. A failure needs no words: another production is tried.
pub(super) type Read<'a, T> = IResult<Input<'a>, T, ()>;

/// This production does not fit.
pub(super) fn no<T>() -> Result<T, Err<()>> {
    Err(Err::Error(()))
}

/// A token's text as written.
pub(super) fn text_of<'a>(context: &Context<'a>, token: Token) -> &'a str {
    context.text.get(token.start as usize..token.end as usize).unwrap_or("")
}

impl<'a> Input<'a> {
    /// The next token.
    pub(super) fn peek(self) -> Option<Token> {
        if self.at < self.end { self.context.tokens.get(self.at).copied() } else { None }
    }

    /// What the next word can mean; nothing at the end.
    pub(super) fn sense(self) -> Sense {
        self.peek().map_or(Sense::default(), |t| self.context.vocabulary.sense(t.word))
    }

    /// All roles that the next word can play.
    pub(super) fn roles(self) -> u128 {
        if self.at < self.end { self.context.roles(self.at) } else { 0 }
    }

    /// Whether the next word can play one of these roles.
    pub(super) fn is(self, roles: u128) -> bool {
        self.roles() & roles != 0
    }

    /// Whether the next token is there and has no space before it.
    pub(super) fn glued(self) -> bool {
        self.peek().is_some_and(|t| t.glued)
    }

    /// Whether the next token is digits.
    pub(super) fn is_digits(self) -> bool {
        self.peek().is_some_and(|t| t.kind == TokenKind::Digits)
    }

    /// Whether the next token is a word.
    pub(super) fn is_word(self) -> bool {
        self.peek().is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// Whether the next token is a word with a capital.
    pub(super) fn is_capital(self) -> bool {
        self.peek().is_some_and(|t| t.capital)
    }

    /// Whether the next word is one for more than one, as far as it tells itself.
    pub(super) fn is_plural(self) -> bool {
        self.is_word() && (self.is(PLURAL) || self.text().ends_with('s') && !self.is(NOT_PLURAL))
    }

    /// Whether the next word says whose something is: "April's".
    pub(super) fn is_possessive(self) -> bool {
        is_possessive(self.text())
    }

    /// The next token's text.
    pub(super) fn text(self) -> &'a str {
        self.peek().map_or("", |t| text_of(self.context, t))
    }

    /// What the next token, which is digits, says.
    pub(super) fn says(self) -> Option<Digits> {
        self.peek()?;
        match self.context.last_digits.get() {
            Some((at, read)) if at == self.at => read,
            _ => {
                let read = digits::read(self.text());
                self.context.last_digits.set(Some((self.at, read)));
                read
            }
        }
    }

    /// The next token, folded by the vocabulary; empty when unknown.
    pub(super) fn folded(self) -> &'a str {
        self.peek().map_or("", |t| self.context.vocabulary.spell(t.word))
    }

    /// The place after `n` more tokens.
    pub(super) fn skip(self, n: usize) -> Input<'a> {
        Input { at: (self.at + n).min(self.end), ..self }
    }

    /// The place `n` tokens back, within the sentence.
    pub(super) fn back(self, n: usize) -> Option<Input<'a>> {
        let at = self.at.checked_sub(n).filter(|at| *at >= self.first)?;
        Some(Input { at, ..self })
    }

    /// Whether the token before plays one of these roles.
    pub(super) fn after(self, roles: u128) -> bool {
        self.back(1).is_some_and(|i| i.is(roles))
    }

    /// Whether digits stand glued before this token, or the character of a fraction.
    pub(super) fn after_digit(self) -> bool {
        self.glued() && self.back(1).is_some_and(|b| b.is_digits() || b.is(VULGAR))
    }

    /// The bytes from here up to the token before `end`.
    pub(super) fn span_to(self, end: Input<'a>) -> Span {
        let tokens = self.context.tokens;
        let start = tokens.get(self.at).map_or(0, |t| t.start);
        let last = end.at.checked_sub(1).and_then(|i| tokens.get(i)).map_or(start, |t| t.end);
        Span { start, end: last.max(start) }
    }
}

/// The next token, when its word can play one of these roles.
pub(super) fn word<'a>(roles: u128) -> impl Fn(Input<'a>) -> Read<'a, Token> + Copy {
    move |i: Input<'a>| match i.peek() {
        Some(token) if i.is(roles) => Ok((i.skip(1), token)),
        _ => no(),
    }
}

/// As [`word`], with no space before it.
pub(super) fn glued<'a>(roles: u128) -> impl Fn(Input<'a>) -> Read<'a, Token> + Copy {
    move |i: Input<'a>| if i.glued() { word(roles)(i) } else { no() }
}

/// The next token, when it is digits.
pub(super) fn digits(i: Input<'_>) -> Read<'_, Token> {
    match i.peek() {
        Some(token) if token.kind == TokenKind::Digits => Ok((i.skip(1), token)),
        _ => no(),
    }
}

/// Nothing, when the condition holds.
pub(super) fn check(i: Input<'_>, holds: bool) -> Read<'_, ()> {
    if holds { Ok((i, ())) } else { no() }
}
