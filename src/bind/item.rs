//! A sentence as patterns see it: words, listed phrases and marks, one item each.

use crate::{
    grammar::{
        figure::Mark,
        token::{Token, TokenKind, WordId},
    },
    rule::{
        Rulebook,
        kinds::{self, KindMask},
        lists::ListMask,
        program::bloom,
    },
    scan::{Scan, Sentence},
    span::Span,
};

/// One word, phrase or mark of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its bytes.
    pub span: Span,
    /// Its first token.
    pub token: u32,
    /// The word; unknown for a mark or a phrase.
    pub word: WordId,
    /// The lists it stands in.
    pub lists: ListMask,
    /// The mark, a place in [`Scan::marks`].
    pub mark: Option<u32>,
    /// The mark's sort.
    pub kind: KindMask,
    /// Where the aside ends that begins here: the item after its closing bracket or dash.
    pub close: Option<u16>,
    /// A comma, dash, bracket or the like.
    pub punctuation: bool,
    /// Nothing but the border of two sentences.
    pub border: bool,
}

/// A sentence's items and what they hold, as in [`crate::rule::program::Need`].
#[derive(Clone, Debug, Default)]
pub struct Items {
    /// In order.
    pub items: Vec<Item>,
    /// How many of them are the first sentence's: a match begins there.
    pub own: usize,
    /// Bits of [`bloom`] of all words.
    pub words: u64,
    /// Lists of all words and phrases.
    pub lists: ListMask,
    /// Sorts of all marks.
    pub marks: KindMask,
}

/// Most items looked at in one sentence: what is longer is a table or a list of names, not prose.
const MOST: usize = 400;

impl Items {
    /// Reads a sentence, reusing the space of the last.
    pub fn read(&mut self, scan: &Scan, sentence: &Sentence, book: &Rulebook) {
        self.items.clear();
        (self.words, self.lists, self.marks) = (0, 0, 0);
        let mut at = sentence.first as usize;
        let mut mark = sentence.first_mark as usize;
        let begins = |mark: usize| match scan.marks.get(mark) {
            Some(m) if mark < sentence.last_mark as usize => m.first as usize,
            _ => usize::MAX,
        };
        let mut next = begins(mark);
        while at < sentence.last as usize && self.items.len() < MOST {
            let item = if at < next {
                let Some(token) = scan.tokens.get(at) else { break };
                let (item, after) = of_word(&scan.tokens, at, token, book, next);
                self.words |= bloom(item.word);
                self.lists |= item.lists;
                at = after;
                item
            } else {
                let Some(m) = scan.marks.get(mark) else { break };
                let item = of_mark(m, mark, &scan.tokens, book);
                self.marks |= item.kind;
                at = (m.last as usize).max(at + 1);
                while next < at {
                    mark += 1;
                    next = begins(mark);
                }
                item
            };
            self.items.push(item);
        }
        if self.lists & (book.special.close | book.special.dash) != 0 {
            self.asides(book);
        }
        self.own = self.items.len();
    }

    /// Reads the sentence at this place, or nothing behind the last.
    pub fn read_at(&mut self, at: usize, scan: &Scan, book: &Rulebook) {
        match scan.sentences.get(at) {
            Some(sentence) => self.read(scan, sentence, book),
            None => *self = Items::default(),
        }
    }

    /// What sentences hold together, without their items.
    pub fn holds_all_of(&mut self, sentences: &[Items]) {
        (self.words, self.lists, self.marks) = (0, 0, 0);
        for sentence in sentences {
            self.words |= sentence.words;
            self.lists |= sentence.lists;
            self.marks |= sentence.marks;
        }
    }

    /// Sentences one after the other, a border between each two.
    pub fn join(&mut self, sentences: &[Items]) {
        self.items.clear();
        (self.words, self.lists, self.marks) = (0, 0, 0);
        self.own = sentences.first().map_or(0, |s| s.items.len());
        for sentence in sentences.iter().filter(|s| !s.items.is_empty()) {
            if let Some(last) = self.items.last().copied() {
                let span = Span::new(last.span.end, last.span.end);
                let word = WordId::UNKNOWN;
                self.items.push(Item {
                    span,
                    word,
                    lists: 0,
                    mark: None,
                    kind: 0,
                    close: None,
                    punctuation: true,
                    border: true,
                    ..last
                });
            }
            let begin = self.items.len();
            let moved = |close: u16| u16::try_from(begin + usize::from(close)).ok();
            self.items.extend(sentence.items.iter().map(|i| Item { close: i.close.and_then(moved), ..*i }));
            self.words |= sentence.words;
            self.lists |= sentence.lists;
            self.marks |= sentence.marks;
        }
    }

    /// Pairs brackets, and dashes that stand free: what is between counts as nothing.
    fn asides(&mut self, book: &Rulebook) {
        let (mut bracket, mut dash) = (None, None);
        for at in 0..self.items.len() {
            let Some(item) = self.items.get(at).copied() else { break };
            let opened = if item.lists & book.special.open != 0 {
                bracket = Some(at);
                continue;
            } else if item.lists & book.special.close != 0 {
                bracket.take()
            } else if item.lists & book.special.dash != 0 {
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
            if let Some(open) = opened.and_then(|o| self.items.get_mut(o)) {
                open.close = u16::try_from(at + 1).ok();
            }
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
        token: mark.first,
        word: WordId::UNKNOWN,
        lists: 0,
        mark: u32::try_from(at).ok(),
        kind: if quoted { 0 } else { kinds::of(&mark.what) },
        close: None,
        punctuation: false,
        border: false,
    }
}

fn of_word(tokens: &[Token], at: usize, token: &Token, book: &Rulebook, mark: usize) -> (Item, usize) {
    let mut item = Item {
        span: Span::new(token.start, token.end),
        token: u32::try_from(at).unwrap_or(u32::MAX),
        word: token.word,
        lists: book.lists.of(token.word),
        mark: None,
        kind: 0,
        close: None,
        punctuation: token.kind == TokenKind::Mark,
        border: false,
    };
    if token.glued && item.lists & book.special.dash != 0 && token.end - token.start == 1 {
        item.lists &= !book.special.dash; // a hyphen inside a word opens no aside
    }
    for phrase in book.lists.phrases(token.word) {
        let end = at + phrase.words.len();
        let free = end <= mark;
        let same =
            || tokens.get(at..end).is_some_and(|t| t.iter().map(|t| t.word).eq(phrase.words.iter().copied()));
        if free && same() {
            item.lists = phrase.lists;
            item.word = WordId::UNKNOWN;
            item.span.end = tokens.get(end - 1).map_or(item.span.end, |t| t.end);
            return (item, end);
        }
    }
    (item, at + 1)
}
