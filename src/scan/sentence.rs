//! Sentences and paragraphs.

use crate::{
    grammar::{
        sense::{ABBREVIATION, CLOSE, PERIOD, QUOTE, SENTENCE_MARK, STARTER},
        token::{Token, TokenKind},
        vocabulary::Vocabulary,
    },
    scan::Sentence,
    span::Span,
};

/// A single line break ends a sentence when its line is shorter than this many bytes: a headline or
/// an item of a list, where wrapped text would have gone on.
const SHORT_LINE: u32 = 60;

/// A sentence ends at the latest after so many tokens: a table or a list without full stops, of any length, is read
/// piece by piece.
const LONGEST: usize = 1000;

/// Cuts the tokens into sentences. Where those of a paragraph end is told by that paragraph alone.
pub(super) fn split(text: &str, tokens: &[Token], vocabulary: &Vocabulary) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + 1);
    let (mut first, mut paragraph, mut opening) = (0, 0, 0);
    let mut line = tokens.first().map_or(0, |t| t.start);
    for (n, token) in tokens.iter().enumerate() {
        let next = tokens.get(n + 1);
        let goes_on = |next: &Token| next.glued || token.kind != TokenKind::Mark && !next.new_line;
        let full = n + 1 - first >= LONGEST;
        if next.is_some_and(goes_on) && !full {
            continue;
        }
        let next = next.copied();
        let gap = next.map_or(&[][..], |next| between(text, *token, next));
        let lines = gap.iter().filter(|b| **b == b'\n').count();
        let short = token.end.saturating_sub(line) < SHORT_LINE;
        let ends = match next {
            None => true,
            Some(_) if full => true,
            Some(_) if lines > 1 => true,
            Some(next) if lines == 1 && short && begins(next) => true,
            Some(next) => stops(tokens.get(opening..).unwrap_or(&[]), n - opening, next, vocabulary),
        };
        if lines > 0 {
            line = next.map_or(line, |t| t.start);
        }
        if ends {
            let start = tokens.get(first).map_or(token.start, |t| t.start);
            sentences.push(Sentence {
                span: Span::new(start, token.end.max(start)),
                first: first as u32,
                last: (n + 1) as u32,
                paragraph,
                first_mark: 0,
                last_mark: 0,
            });
            first = n + 1;
        }
        if lines > 1 {
            paragraph += 1;
            opening = n + 1;
        }
    }
    sentences
}

/// The bytes between two tokens.
fn between(text: &str, token: Token, next: Token) -> &[u8] {
    text.as_bytes().get(token.end as usize..next.start as usize).unwrap_or(&[])
}

/// Whether a sentence can begin with this token.
fn begins(token: Token) -> bool {
    token.capital || token.kind != TokenKind::Word
}

/// Whether the sentence stops after token `n` of its paragraph, a space following.
fn stops(tokens: &[Token], n: usize, next: Token, vocabulary: &Vocabulary) -> bool {
    let mut at = n;
    let token = |at: usize| tokens.get(at).copied();
    // Closing quotes and brackets belong to the sentence.
    while at > 0 && token(at).is_some_and(|t| t.glued && closes(t, vocabulary)) {
        at -= 1;
    }
    let Some(stop) = token(at).filter(|t| t.kind == TokenKind::Mark) else { return false };
    if vocabulary.is(stop.word, SENTENCE_MARK) {
        return begins(next);
    }
    if !vocabulary.is(stop.word, PERIOD) || !begins(next) {
        return false;
    }
    let number = |t: Option<Token>| t.is_some_and(|t| t.kind == TokenKind::Digits);
    // "1 . 85", as taken apart by machines.
    if !stop.glued && number(Some(next)) && number(at.checked_sub(1).and_then(token)) {
        return false;
    }
    let starter = next.capital && vocabulary.is(next.word, STARTER);
    let before = at.checked_sub(1).and_then(token).filter(|_| stop.glued);
    match before {
        None => true,
        Some(word) if word.kind != TokenKind::Word => true,
        // "It cost £3m. Councillors": the letter of a unit, no initial.
        Some(word)
            if word.end - word.start == 1 && word.glued && number(at.checked_sub(2).and_then(token)) =>
        {
            next.kind != TokenKind::Digits
        }
        Some(word) if word.end - word.start == 1 => starter && !word_is_initial(tokens, at - 1, vocabulary),
        Some(word) => !vocabulary.is(word.word, ABBREVIATION) || (starter && !word.capital),
    }
}

/// A single capital after a capitalised word or nothing is an initial: "John F. Kennedy".
fn word_is_initial(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> bool {
    let before = at.checked_sub(1).and_then(|b| tokens.get(b));
    before.is_none_or(|b| b.capital && !vocabulary.is(b.word, PERIOD))
}

fn closes(token: Token, vocabulary: &Vocabulary) -> bool {
    token.kind == TokenKind::Mark && vocabulary.is(token.word, CLOSE | QUOTE)
}
