//! A sentence as patterns see it: words, listed phrases and marks, one item each.

use std::collections::VecDeque;

use crate::{
    grammar::{
        figure::Mark,
        token::{Token, TokenKind, WordId},
    },
    rule::{
        Rulebook,
        kinds::{self, KindMask},
        lists::{ListMask, Lists, Phrase},
        needs::NeedMask,
    },
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
    /// The lists it stands in.
    pub lists: ListMask,
    /// The mark, a place in [`Scan::marks`].
    pub mark: Option<u32>,
    /// The mark's sort.
    pub kind: KindMask,
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
    /// The needs of patterns that they meet.
    pub meets: NeedMask,
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
    meets: NeedMask,
}

/// Most items looked at in one sentence: what is longer is a table or a list of names, not prose.
const MOST: usize = 400;

/// So many items behind the window are cleared away together.
const STALE: usize = 1024;

impl Window {
    /// An empty window, with room for the sentences of a draft of so many tokens.
    #[must_use]
    pub fn with_room(tokens: usize) -> Window {
        Window { items: Vec::with_capacity(tokens.min(STALE + MOST)), ..Window::default() }
    }

    /// Reads one sentence more.
    pub fn push(&mut self, scan: &Scan, sentence: &Sentence, book: &Rulebook) {
        if let Some(last) = self.items.last().copied().filter(|_| !self.sentences.is_empty()) {
            self.items.push(border(last));
        }
        let first = self.items.len();
        let meets = read(scan, sentence, book, &mut self.items);
        self.sentences.push_back(Part { first, last: self.items.len(), meets });
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
        Some(View { items, own: items.len(), meets: part.meets })
    }

    /// All sentences.
    #[must_use]
    pub fn all(&self) -> Option<View<'_>> {
        let part = self.sentences.front()?;
        let mut meets = NeedMask::NONE;
        self.sentences.iter().for_each(|part| meets.join(part.meets));
        Some(View { items: self.items.get(part.first..)?, own: part.last - part.first, meets })
    }
}

/// The items of one sentence.
#[must_use]
pub fn items(scan: &Scan, sentence: &Sentence, book: &Rulebook) -> Vec<Item> {
    let mut items = Vec::new();
    read(scan, sentence, book, &mut items);
    items
}

/// Reads a sentence behind other items, and tells which needs they meet.
fn read(scan: &Scan, sentence: &Sentence, book: &Rulebook, items: &mut Vec<Item>) -> NeedMask {
    let begin = items.len();
    let mut reader = Reader {
        tokens: &scan.tokens,
        book,
        full: begin + MOST,
        items,
        lists: ListMask::NONE,
        meets: NeedMask::NONE,
    };
    let marks = scan.marks.get(sentence.first_mark as usize..sentence.last_mark as usize).unwrap_or(&[]);
    let mut at = sentence.first as usize;
    for (place, mark) in (sentence.first_mark..).zip(marks) {
        let first = mark.first as usize;
        if first >= at {
            at = reader.words(at, first, first);
            reader.mark(mark, place);
            at = at.max(mark.last as usize).max(first + 1);
        }
    }
    reader.words(at, sentence.last as usize, usize::MAX);
    let Reader { lists, meets, .. } = reader;
    if lists.meet(book.special.close | book.special.dash) {
        asides(items.get_mut(begin..).unwrap_or(&mut []), book);
    }
    meets
}

/// What parts two sentences.
fn border(last: Item) -> Item {
    let span = Span::new(last.span.end, last.span.end);
    let word = WordId::UNKNOWN;
    Item {
        span,
        word,
        lists: ListMask::NONE,
        mark: None,
        kind: 0,
        close: None,
        punctuation: true,
        border: true,
    }
}

/// Pairs brackets, and dashes that stand free: what is between counts as nothing.
fn asides(items: &mut [Item], book: &Rulebook) {
    let (mut bracket, mut dash) = (None, None);
    for at in 0..items.len() {
        let Some(item) = items.get(at).copied() else { break };
        let opened = if item.lists.meet(book.special.open) {
            bracket = Some(at);
            continue;
        } else if item.lists.meet(book.special.close) {
            bracket.take()
        } else if item.lists.meet(book.special.dash) {
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

struct Reader<'a> {
    tokens: &'a [Token],
    book: &'a Rulebook,
    items: &'a mut Vec<Item>,
    /// How many items are enough.
    full: usize,
    /// The lists of all items.
    lists: ListMask,
    /// The needs that they meet.
    meets: NeedMask,
}

impl Reader<'_> {
    fn mark(&mut self, mark: &Mark, place: u32) {
        if self.items.len() >= self.full {
            return;
        }
        // "1.3218/23": a dealer's two prices, neither of them a figure to reckon with.
        let slash = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|t| t.glued && self.book.lists.of(t.word).meet(self.book.special.slash))
        };
        let quoted = slash(mark.last as usize) || slash((mark.first as usize).wrapping_sub(1));
        let kind = if quoted { 0 } else { kinds::of(&mark.what) };
        self.meets.join(self.book.needs.met_by_mark(kind));
        self.items.push(Item {
            span: mark.span,
            word: WordId::UNKNOWN,
            lists: ListMask::NONE,
            mark: Some(place),
            kind,
            close: None,
            punctuation: false,
            border: false,
        });
    }

    /// Whether a hyphen joins the word at a token to the next.
    fn compound(&self, at: usize) -> bool {
        let glued = |at: usize| self.tokens.get(at).filter(|t| t.glued);
        let hyphen = glued(at + 1).is_some_and(|t| self.book.lists.of(t.word).meet(self.book.special.dash));
        hyphen && glued(at + 2).is_some()
    }

    /// Adds the words and phrases that begin before token `end`; no phrase goes past token `wall`. Gives the token
    /// after the last.
    fn words(&mut self, mut at: usize, end: usize, wall: usize) -> usize {
        while let Some(token) = self.tokens.get(at).filter(|_| at < end && self.items.len() < self.full) {
            let known = self.book.lists.word(token.word);
            let mut item = Item {
                span: Span::new(token.start, token.end),
                word: token.word,
                lists: known.lists,
                mark: None,
                kind: 0,
                close: None,
                punctuation: token.kind == TokenKind::Mark,
                border: false,
            };
            let phrase = if known.begins { phrase(self.tokens, &self.book.lists, at, wall) } else { None };
            if let Some((phrase, last)) = phrase {
                item.span.end = last;
                item.word = WordId::UNKNOWN;
                item.lists = phrase.lists;
                self.meets.join(phrase.meets);
                at += phrase.words.len();
            } else {
                if token.glued && known.lists.meet(self.book.special.dash) && token.end - token.start == 1 {
                    item.lists = item.lists - self.book.special.dash; // a hyphen inside a word opens no aside
                }
                if self.compound(at) {
                    item.lists = item.lists - (self.book.special.stop | self.book.special.clause); // "after-hours trade"
                }
                self.meets.join(known.meets);
                at += 1;
            }
            self.lists |= item.lists;
            self.items.push(item);
        }
        at
    }
}

/// The longest listed phrase that begins at a token and does not go past token `wall`, and where it ends.
fn phrase<'a>(tokens: &[Token], lists: &'a Lists, at: usize, wall: usize) -> Option<(&'a Phrase, u32)> {
    let (first, second) = (tokens.get(at)?, tokens.get(at + 1)?);
    lists.phrases(first.word, second.word).iter().find_map(|phrase| {
        let words = tokens.get(at..wall.min(at + phrase.words.len()))?;
        let same = words.iter().map(|t| t.word).eq(phrase.words.iter().copied());
        Some((phrase, words.last().filter(|_| same)?.end))
    })
}
