//! The day a draft says that it was written: "(Nov 16, 2013 6:40 AM)", "Friday, January 4, 2019", "LONDON, 3 May
//! 2024 –".

use jiff::civil::Date;

use crate::{
    grammar::{
        self, Context,
        figure::{What, WhenKind},
        sense::{CLOCK, CLOSE, DASH, DATED, HYPHEN, OPEN},
        token::{Token, TokenKind},
    },
    scan::Sentence,
};

/// A dateline opens one of so many paragraphs.
const PARAGRAPHS: u32 = 5;
/// At most so many tokens, a place or "published", stand before the date …
const BEFORE: usize = 10;
/// … and so many, a clock time or an agency, between it and what closes the dateline.
const BEHIND: usize = 8;

/// The day that the first paragraphs tell; none when none of them begins with a dateline.
pub(super) fn find(context: &Context<'_>, sentences: &[Sentence]) -> Option<Date> {
    let mut paragraph = None;
    for sentence in sentences.iter().take_while(|s| s.paragraph < PARAGRAPHS) {
        let opens = paragraph != Some(sentence.paragraph);
        paragraph = Some(sentence.paragraph);
        if let Some(day) = opens.then(|| of_sentence(context, sentence)).flatten() {
            return Some(day);
        }
    }
    None
}

/// The day of a dateline that a sentence begins with.
fn of_sentence(context: &Context<'_>, sentence: &Sentence) -> Option<Date> {
    let (first, end) = (sentence.first as usize, sentence.last as usize);
    let is = |token: &Token, role| context.vocabulary.is(token.word, role);
    let dated = is(context.tokens.get(first)?, DATED | OPEN);
    let mut named = false;
    for at in first..end.min(first + BEFORE) {
        if let Some((day, last)) = day(context, at, first, end) {
            let behind = context.tokens.get(last..end)?;
            return match closes(context, behind, last, first, end)? {
                Close::Dash => Some(day),
                Close::End => (dated || !named).then_some(day),
            };
        }
        let token = context.tokens.get(at)?;
        let place = token.capital && token.kind == TokenKind::Word;
        if !place && token.kind != TokenKind::Mark && !is(token, DATED) {
            return None;
        }
        named |= place && !is(token, DATED);
    }
    None
}

/// A day with its year that stands at a token, and the token after it.
fn day(context: &Context<'_>, at: usize, first: usize, end: usize) -> Option<(Date, usize)> {
    let token = context.tokens.get(at)?;
    if token.kind != TokenKind::Digits && !context.vocabulary.begins(token.word) {
        return None;
    }
    let mark = grammar::read(context, at, first, end)?;
    let What::When(when) = mark.what else { return None };
    if when.kind != WhenKind::Day {
        return None;
    }
    let day = Date::new(when.year?, i8::try_from(when.month?).ok()?, i8::try_from(when.day?).ok()?).ok()?;
    Some((day, mark.last as usize))
}

/// What closes a dateline.
enum Close {
    /// A dash, with no other date behind it.
    Dash,
    /// A bracket, or the end of the line.
    End,
}

/// What closes a dateline behind its date; none when other words follow.
fn closes(context: &Context<'_>, behind: &[Token], last: usize, first: usize, end: usize) -> Option<Close> {
    let is = |token: &Token, role| context.vocabulary.is(token.word, role);
    for (n, token) in behind.iter().enumerate() {
        if is(token, DASH | HYPHEN) && !token.glued {
            return day(context, last + n + 1, first, end).is_none().then_some(Close::Dash);
        }
        let agency = token.capital && n > 0 && is(behind.get(n - 1)?, OPEN);
        let time = token.kind != TokenKind::Word || is(token, CLOCK | DATED);
        if n >= BEHIND || !time && !agency && !token.capital {
            return None;
        }
        if is(token, CLOSE) && !behind.iter().take(n).any(|t| is(t, OPEN)) {
            return Some(Close::End);
        }
    }
    Some(Close::End)
}
