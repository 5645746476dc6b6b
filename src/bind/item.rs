//! A sentence as patterns see it: words, listed phrases and marks, one item each.

use std::collections::VecDeque;

use crate::{
    grammar::{
        figure::Mark,
        token::{Token, TokenKind, WordId},
    },
    rule::{Rulebook, kinds, program::Need},
    scan::{Scan, Sentence},
    span::Span,
};

/// One word, phrase or mark of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its bytes.
    pub span: Span,
    /// The word; unknown for a mark or a phrase.
    pub word: WordId,
    /// The word's bit, the lists it stands in, or the mark's sort.
    pub holds: Need,
    /// The mark, a place in [`Scan::marks`].
    pub mark: Option<u32>,
    /// How many items on the aside ends that begins here, its closing bracket or dash included.
    pub close: Option<u16>,
    /// A comma, dash, bracket or the like.
    pub punctuation: bool,
    /// Nothing but the border of two sentences.
    pub border: bool,
}

/// Items to look for patterns in.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// In order.
    pub items: &'a [Item],
    /// How many of them are the first sentence's: a match begins there.
    pub own: usize,
    /// All that they hold.
    pub holds: Need,
}

/// A few sentences that follow each other, a border between each two.
#[derive(Debug, Default)]
pub struct Window {
    items: Vec<Item>,
    sentences: VecDeque<Part>,
}

/// A sentence of a window.
#[derive(Debug)]
struct Part {
    first: usize,
    last: usize,
    holds: Need,
}

/// Most items looked at in one sentence: what is longer is a table or a list of names, not prose.
const MOST: usize = 400;

/// So many items behind the window are cleared away together.
const STALE: usize = 4096;

impl Window {
    /// Reads one sentence more.
    pub fn push(&mut self, scan: &Scan, sentence: &Sentence, book: &Rulebook) {
        if let Some(last) = self.items.last().copied().filter(|_| !self.sentences.is_empty()) {
            self.items.push(border(last));
        }
        let first = self.items.len();
        let holds = read(scan, sentence, book, &mut self.items);
        self.sentences.push_back(Part { first, last: self.items.len(), holds });
    }

    /// Leaves the first sentence behind.
    pub fn pop(&mut self) {
        self.sentences.pop_front();
        let stale = self.sentences.front().map_or(self.items.len(), |next| next.first);
        if stale >= STALE || self.sentences.is_empty() {
            self.items.drain(..stale);
            for part in &mut self.sentences {
                (part.first, part.last) = (part.first - stale, part.last - stale);
            }
        }
    }

    /// The first sentence alone.
    #[must_use]
    pub fn first(&self) -> Option<View<'_>> {
        let part = self.sentences.front()?;
        let items = self.items.get(part.first..part.last)?;
        Some(View { items, own: items.len(), holds: part.holds })
    }

    /// All sentences.
    #[must_use]
    pub fn all(&self) -> Option<View<'_>> {
        let part = self.sentences.front()?;
        let mut holds = Need::default();
        self.sentences.iter().for_each(|part| holds.join(&part.holds));
        Some(View { items: self.items.get(part.first..)?, own: part.last - part.first, holds })
    }
}

/// The items of one sentence.
#[must_use]
pub fn items(scan: &Scan, sentence: &Sentence, book: &Rulebook) -> Vec<Item> {
    let mut items = Vec::new();
    read(scan, sentence, book, &mut items);
    items
}

/// Reads a sentence behind other items, and tells what it holds.
fn read(scan: &Scan, sentence: &Sentence, book: &Rulebook, items: &mut Vec<Item>) -> Need {
    let mut holds = Need::default();
    let mut at = sentence.first as usize;
    let mut mark = sentence.first_mark as usize;
    let begins = |mark: usize| match scan.marks.get(mark) {
        Some(m) if mark < sentence.last_mark as usize => m.first as usize,
        _ => usize::MAX,
    };
    let mut next = begins(mark);
    let begin = items.len();
    while at < sentence.last as usize && items.len() - begin < MOST {
        let item = if at < next {
            let Some(token) = scan.tokens.get(at) else { break };
            let (item, after) = of_word(&scan.tokens, at, token, book, next);
            at = after;
            item
        } else {
            let Some(m) = scan.marks.get(mark) else { break };
            let item = of_mark(m, mark, &scan.tokens, book);
            at = (m.last as usize).max(at + 1);
            while next < at {
                mark += 1;
                next = begins(mark);
            }
            item
        };
        holds.join(&item.holds);
        items.push(item);
    }
    if holds.lists & (book.special.close | book.special.dash) != 0 {
        asides(items.get_mut(begin..).unwrap_or(&mut []), book);
    }
    holds
}

/// What parts two sentences.
fn border(last: Item) -> Item {
    let span = Span::new(last.span.end, last.span.end);
    let word = WordId::UNKNOWN;
    let holds = Need::default();
    Item { span, word, holds, mark: None, close: None, punctuation: true, border: true }
}

/// Pairs brackets, and dashes that stand free: what is between counts as nothing.
fn asides(items: &mut [Item], book: &Rulebook) {
    let (mut bracket, mut dash) = (None, None);
    for at in 0..items.len() {
        let Some(item) = items.get(at).copied() else { break };
        let opened = if item.holds.lists & book.special.open != 0 {
            bracket = Some(at);
            continue;
        } else if item.holds.lists & book.special.close != 0 {
            bracket.take()
        } else if item.holds.lists & book.special.dash != 0 {
            match dash.take() {
                None => {
                    dash = Some(at);
                    continue;
                }
                opened => opened,
            }
        } else {
            continue;
        };
        if let Some((open, item)) = opened.and_then(|open| Some((open, items.get_mut(open)?))) {
            item.close = u16::try_from(at + 1 - open).ok();
        }
    }
}

fn of_mark(mark: &Mark, at: usize, tokens: &[Token], book: &Rulebook) -> Item {
    // "1.3218/23": a dealer's two prices, neither of them a figure to reckon with.
    let slash =
        |t: Option<&Token>| t.is_some_and(|t| t.glued && book.lists.of(t.word) & book.special.slash != 0);
    let quoted =
        slash(tokens.get(mark.last as usize)) || slash(tokens.get((mark.first as usize).wrapping_sub(1)));
    Item {
        span: mark.span,
        word: WordId::UNKNOWN,
        holds: Need { marks: if quoted { 0 } else { kinds::of(&mark.what) }, ..Need::default() },
        mark: u32::try_from(at).ok(),
        close: None,
        punctuation: false,
        border: false,
    }
}

fn of_word(tokens: &[Token], at: usize, token: &Token, book: &Rulebook, mark: usize) -> (Item, usize) {
    let known = book.lists.word(token.word);
    let mut item = Item {
        span: Span::new(token.start, token.end),
        word: token.word,
        holds: Need { words: known.sought, lists: known.lists, marks: 0 },
        mark: None,
        close: None,
        punctuation: token.kind == TokenKind::Mark,
        border: false,
    };
    if token.glued && known.lists & book.special.dash != 0 && token.end - token.start == 1 {
        item.holds.lists &= !book.special.dash; // a hyphen inside a word opens no aside
    }
    for phrase in book.lists.phrases(token.word, &known) {
        let end = at + phrase.words.len();
        let free = end <= mark;
        let same =
            || tokens.get(at..end).is_some_and(|t| t.iter().map(|t| t.word).eq(phrase.words.iter().copied()));
        if free && same() {
            item.holds = Need { lists: phrase.lists, ..Need::default() };
            item.word = WordId::UNKNOWN;
            item.span.end = tokens.get(end - 1).map_or(item.span.end, |t| t.end);
            return (item, end);
        }
    }
    (item, at + 1)
}
