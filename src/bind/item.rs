//! A sentence as patterns see it: words, listed phrases and marks, one item each.

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

/// The items of a draft, a border between each two sentences.
#[derive(Debug, Default)]
pub struct Items {
    items: Vec<Item>,
    sentences: Vec<Part>,
}

/// A sentence among the items of its draft.
#[derive(Debug)]
struct Part {
    first: usize,
    last: usize,
    meets: NeedMask,
}

/// Most items looked at in one sentence: what is longer is a table or a list of names, not prose.
const MOST: usize = 400;

/// A pattern that crosses into the next sentence looks at so many.
pub const WINDOW: usize = 3;

impl Items {
    /// Reads a draft.
    #[must_use]
    pub fn read(scan: &Scan, book: &Rulebook) -> Items {
        let mut items = Vec::with_capacity(scan.tokens.len() + scan.sentences.len());
        let mut sentences = Vec::with_capacity(scan.sentences.len());
        for sentence in &scan.sentences {
            if let Some(last) = items.last().copied() {
                items.push(border(last));
            }
            let first = items.len();
            let meets = read(scan, sentence, book, &mut items);
            sentences.push(Part { first, last: items.len(), meets });
        }
        Items { items, sentences }
    }

    /// The items of a sentence, none behind the last.
    #[must_use]
    pub fn of(&self, sentence: usize) -> &[Item] {
        self.one(sentence).map_or(&[], |view| view.items)
    }

    /// A sentence alone.
    #[must_use]
    pub fn one(&self, sentence: usize) -> Option<View<'_>> {
        let part = self.sentences.get(sentence)?;
        let items = self.items.get(part.first..part.last)?;
        Some(View { items, own: items.len(), meets: part.meets })
    }

    /// A sentence and those behind it, as many as a pattern looks at.
    #[must_use]
    pub fn window(&self, sentence: usize) -> Option<View<'_>> {
        let parts = self.sentences.get(sentence..)?;
        let parts = parts.get(..WINDOW).unwrap_or(parts);
        let (part, last) = (parts.first()?, parts.last()?);
        let mut meets = NeedMask::NONE;
        parts.iter().for_each(|part| meets.join(part.meets));
        let items = self.items.get(part.first..last.last)?;
        Some(View { items, own: part.last - part.first, meets })
    }
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
