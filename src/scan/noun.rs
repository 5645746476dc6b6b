//! The noun that a figure counts.

use crate::grammar::{
    Context,
    figure::{Kind, Mark, Noun, What},
    sense::{DETERMINER, HYPHEN, NOT_PLURAL, OF, PLURAL, PREPOSITION, STOP, STRONG, VERB},
    token::{Token, TokenKind, WordId, is_possessive},
    vocabulary::Vocabulary,
};
use crate::span::Span;

/// Words looked at after a number.
const REACH: usize = 6;

/// Gives a counted number its noun: in "620 million digital photos" the phrase "digital photos", head
/// "photos".
pub(super) fn attach(context: &Context<'_>, mark: &mut Mark, end: usize) {
    let What::Figure(figure) = &mut mark.what else { return };
    let of = is(context, mark.last as usize, OF);
    let of_noun = match figure.kind {
        // "2,430 of the students" are students, too; "17 of the 29 hikers" are hikers.
        Kind::Number if figure.unit.is_none() => of && is(context, mark.last as usize + 1, DETERMINER),
        Kind::Share if figure.of.is_some() && !of => false,
        Kind::Share | Kind::Vague | Kind::Percent | Kind::Money => true,
        _ => return,
    };
    let mut start = mark.last as usize;
    if of_noun {
        // "a third of the voters", "5% of shares", "dozens of people"
        if !is(context, start, OF) {
            return;
        }
        start += 1;
        while is(context, start, STOP) && start < end {
            start += 1;
        }
    } else if is(context, start, HYPHEN) && is_glued(context, start) || is(context, start, OF) {
        // "a 1.4 million-strong union": a union.
        start += if is(context, start + 1, STRONG) { 2 } else { 1 };
    }
    let noun = phrase(context, start, end, figure.amount.value == 1.0 && !of_noun);
    // "The 51,000 of the previous year" counts no year.
    figure.noun = noun.filter(|noun| noun.plural || !of_noun || figure.kind != Kind::Number);
}

/// Whether no space stands before a token: "only one - Hull" counts no Hull.
fn is_glued(context: &Context<'_>, at: usize) -> bool {
    context.tokens.get(at).is_some_and(|token| token.glued)
}

fn is(context: &Context<'_>, at: usize, roles: u128) -> bool {
    context.roles(at) & roles != 0
}

/// The noun phrase that begins at token `start`.
fn phrase(context: &Context<'_>, start: usize, end: usize, singular: bool) -> Option<Noun> {
    let words = context.tokens.get(start..end.min(start + REACH))?;
    let mut head = None;
    for (n, token) in words.iter().enumerate() {
        let ends = token.kind != TokenKind::Word || is(context, start + n, PREPOSITION | STOP | VERB);
        let joined = n > 0 && token.glued && token.kind == TokenKind::Mark && is(context, start + n, HYPHEN);
        if joined {
            continue;
        }
        if ends {
            break;
        }
        let plural = is_plural(text_of(context, *token), token.word, context.vocabulary);
        // After a plural only another plural goes on: "sales managers".
        let goes_on = plural && !token.capital;
        if head.is_some_and(|(_, was)| was) && !goes_on {
            break;
        }
        head = Some((start + n, plural && !singular));
    }
    let (head, plural) = head?;
    let first = context.tokens.get(start)?;
    let last = context.tokens.get(head)?;
    Some(Noun { span: Span::new(first.start, last.end), head: u32::try_from(head).ok()?, plural })
}

fn text_of<'a>(context: &Context<'a>, token: Token) -> &'a str {
    context.text.get(token.start as usize..token.end as usize).unwrap_or("")
}

/// Whether a word is that for more than one, as far as it tells itself.
#[must_use]
pub fn is_plural(text: &str, word: WordId, vocabulary: &Vocabulary) -> bool {
    let sense = vocabulary.sense(word);
    let in_s = text.ends_with('s') && !text.ends_with("ss") && !is_possessive(text);
    sense.is(PLURAL) || (in_s && !sense.is(NOT_PLURAL))
}
