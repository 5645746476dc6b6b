//! A sentence as patterns see it: words, listed phrases and marks, one item each.

use std::ops::Range;

use crate::{
    bind::AHEAD,
    grammar::{
        figure::{Kind, Mark, What},
        token::{Token, TokenKind, WordId},
    },
    rule::{
        Rulebook,
        kinds::{self, KindMask},
        lists::{Known, ListMask, Lists, Phrase},
    },
    scan::{
        Scan, Sentence,
        again::{Change, Shift},
    },
    span::Span,
};

/// One word, phrase or mark of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its bytes.
    pub span: Span,
    /// The word or phrase; unknown for a mark, and for a phrase that no pattern names.
    pub word: WordId,
    /// The lists it stands in.
    pub lists: ListMask,
    /// What else the rules know of it.
    pub known: Known,
    /// The mark, a place in [`Scan::marks`].
    pub mark: Option<u32>,
    /// The mark's sort.
    pub kind: KindMask,
    /// How many items on the aside ends that begins here, its closing bracket or dash included.
    pub close: Option<u16>,
    /// The 100,000 of "84 for every 100,000": what another figure is told for.
    pub each: bool,
    /// A comma, dash, bracket or the like.
    pub punctuation: bool,
    /// A hyphen inside a word.
    pub hyphen: bool,
    /// Nothing but the border of two sentences.
    pub border: bool,
    /// A word that no rule knows.
    pub plain: bool,
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
}

impl Part {
    fn is_spoken(&self) -> bool {
        self.first < self.last
    }

    fn moved(&self, by: usize) -> Part {
        Part { first: self.first.wrapping_add(by), last: self.last.wrapping_add(by) }
    }
}

/// Most items looked at in one sentence: what is longer is a table or a list of names, not prose.
const MOST: usize = 400;

/// A pattern that crosses into the next sentence looks at so many.
pub const WINDOW: usize = 3;

impl Items {
    /// Reads a draft, of the sentences without a figure only those close behind one with figures.
    #[must_use]
    pub fn read(scan: &Scan, book: &Rulebook) -> Items {
        let most = scan.tokens.len() + scan.sentences.len();
        let mut all =
            Items { items: Vec::with_capacity(most), sentences: Vec::with_capacity(scan.sentences.len()) };
        all.add(0..scan.sentences.len(), None, scan, book);
        all
    }

    /// Adds the items of these sentences, behind an item of those before them.
    fn add(&mut self, sentences: Range<usize>, before: Option<Item>, scan: &Scan, book: &Rulebook) {
        let has_mark = |s: &Sentence| s.first_mark != s.last_mark;
        let earlier = scan.sentences.get(..sentences.start).unwrap_or(&[]).iter().rev().take(WINDOW);
        let mut silent = earlier.take_while(|s| !has_mark(s)).count();
        // Before the first sentence it is as silent as can be.
        silent = if silent == sentences.start { WINDOW } else { silent };
        for sentence in scan.sentences.get(sentences).unwrap_or(&[]) {
            // Patterns look no farther than this behind a figure.
            silent = if has_mark(sentence) { 0 } else { silent + 1 };
            if silent >= WINDOW {
                let end = self.items.len();
                self.sentences.push(Part { first: end, last: end });
                continue;
            }
            if let Some(last) = self.items.last().copied().or(before) {
                self.items.push(border(last));
            }
            let first = self.items.len();
            read(scan, sentence, book, self);
            self.sentences.push(Part { first, last: self.items.len() });
        }
    }

    /// Makes the items of the draft as it was those of the draft as it is. What stands behind the change is moved only
    /// when there are more or fewer items before it.
    pub(crate) fn again(&mut self, change: &Change, scan: &Scan, book: &Rulebook) {
        // A phrase may go into the next sentences; those close behind a figure are read because of it.
        let begin = change.first.saturating_sub(AHEAD);
        let behind = WINDOW.min(scan.sentences.len() - change.now);
        let was = (change.was + behind).min(self.sentences.len());
        let (before, parts) = (self.sentences.get(..begin), self.sentences.get(was..).unwrap_or(&[]));
        let head = before.and_then(|parts| parts.last()).map_or(0, |part| part.last);
        let tail = parts.iter().find(|part| part.is_spoken()).map_or(self.items.len(), |part| part.first);
        let last = self.items.get(..head).and_then(|items| items.last()).copied();
        let mut fresh = Items::default();
        fresh.add(begin..change.now + behind, last, scan, book);
        let end = head + fresh.items.len();
        if let Some(last) = fresh.items.last().copied().or(last).filter(|_| tail < self.items.len()) {
            fresh.items.push(border(last));
        }
        let first = head + fresh.items.len();
        self.items.splice(head..tail, fresh.items);
        if change.shift != Shift::default() {
            for item in self.items.get_mut(first..).unwrap_or(&mut []) {
                item.span = change.shift.span(item.span);
                item.mark = item.mark.map(|mark| mark.wrapping_add(change.shift.marks));
            }
        }
        let moved = fresh.sentences.iter().map(|part| part.moved(head));
        let now = begin + fresh.sentences.len();
        self.sentences.splice(begin.min(was)..was, moved);
        let mut last = end;
        for part in self.sentences.get_mut(now..).unwrap_or(&mut []) {
            *part = if part.is_spoken() {
                part.moved(first.wrapping_sub(tail))
            } else {
                Part { first: last, last }
            };
            last = part.last;
        }
    }

    /// The items of a sentence, none behind the last.
    #[must_use]
    pub fn of(&self, sentence: usize) -> &[Item] {
        let part = self.sentences.get(sentence);
        part.and_then(|part| self.items.get(part.first..part.last)).unwrap_or(&[])
    }

    /// The items of a sentence and of those behind it, as many as are looked `across`, with the borders between them.
    #[must_use]
    pub fn across(&self, sentence: usize, across: usize) -> &[Item] {
        let parts = self.sentences.get(sentence..).unwrap_or(&[]);
        let parts = parts.get(..across).unwrap_or(parts);
        let ends = parts.first().zip(parts.last());
        ends.and_then(|(first, last)| self.items.get(first.first..last.last)).unwrap_or(&[])
    }
}

/// Reads a sentence behind other items.
fn read(scan: &Scan, sentence: &Sentence, book: &Rulebook, all: &mut Items) {
    let begin = all.items.len();
    let mut reader = Reader { tokens: &scan.tokens, book, full: begin + MOST, all, lists: ListMask::NONE };
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
    let Reader { lists, .. } = reader;
    let items = all.items.get_mut(begin..).unwrap_or(&mut []);
    if lists.meet(book.special.close | book.special.dash) {
        asides(items, book);
    }
    if lists.meet(book.special.attribution) {
        attributions(items, book);
    }
}

/// What parts two sentences.
fn border(last: Item) -> Item {
    let end = last.span.end;
    Item { punctuation: true, border: true, plain: false, ..Item::unknown(Span::new(end, end)) }
}

impl Item {
    /// A word that no rule knows.
    fn unknown(span: Span) -> Item {
        Item {
            span,
            word: WordId::UNKNOWN,
            lists: ListMask::NONE,
            known: Known::NOTHING,
            mark: None,
            kind: 0,
            close: None,
            each: false,
            punctuation: false,
            hyphen: false,
            border: false,
            plain: true,
        }
    }
}

/// Whether the aside that begins at a place says the amount before it in another unit or currency and nothing else:
/// "£4m ($5m)".
#[must_use]
pub fn is_restated(items: &[Item], open: usize) -> bool {
    let sort = |item: &Item| item.kind & (kinds::MONEY | kinds::MEASURE);
    let before = open.checked_sub(1).and_then(|at| items.get(at)).map_or(0, sort);
    let close = items.get(open).and_then(|item| item.close).map_or(open, |close| open + usize::from(close));
    let mut inside = items.get(open..close).unwrap_or(&[]).iter().peekable();
    before != 0 && inside.peek().is_some() && inside.all(|item| item.punctuation || sort(item) == before)
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

/// Between commas, who says so takes at most so many items.
const LONGEST_ATTRIBUTION: usize = 9;

/// Pairs the commas around who says so, "…, the council said, …": that counts as nothing either.
fn attributions(items: &mut [Item], book: &Rulebook) {
    let special = &book.special;
    let mut comma: Option<usize> = None;
    for at in 0..items.len() {
        if !items.get(at).is_some_and(|item| item.lists.meet(special.comma)) {
            continue;
        }
        let open = comma.replace(at);
        let Some(inside) = open.and_then(|open| items.get(open + 1..at)) else { continue };
        let tells = inside.iter().any(|item| item.lists.meet(special.attribution));
        let goes_on = |item: &Item| {
            item.kind & kinds::AMOUNT != 0 || item.lists.meet(special.clause | special.relative | special.and)
        };
        if tells && inside.len() <= LONGEST_ATTRIBUTION && !inside.iter().any(goes_on) {
            let item = open.and_then(|open| Some((open, items.get_mut(open)?)));
            if let Some((open, item)) = item {
                item.close = u16::try_from(at + 1 - open).ok();
            }
        }
    }
}

struct Reader<'a> {
    tokens: &'a [Token],
    book: &'a Rulebook,
    all: &'a mut Items,
    /// How many items are enough.
    full: usize,
    /// The lists of all items.
    lists: ListMask,
}

impl Reader<'_> {
    fn mark(&mut self, mark: &Mark, place: u32) {
        if self.all.items.len() >= self.full {
            return;
        }
        // "1.3218/23": a dealer's two prices, neither of them a figure to reckon with.
        let slash = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|t| t.glued && self.book.lists.of(t.word).meet(self.book.special.slash))
        };
        let quoted = slash(mark.last as usize) || slash((mark.first as usize).wrapping_sub(1));
        let kind = if quoted { 0 } else { kinds::of(&mark.what) };
        let each = self.all.items.last().is_some_and(|item| item.lists.meet(self.book.special.of_each))
            && matches!(&mark.what, What::Figure(f) if f.kind == Kind::Number && f.amount.is_round());
        self.all.items.push(Item { mark: Some(place), kind, each, plain: false, ..Item::unknown(mark.span) });
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
        while let Some(token) = self.tokens.get(at).filter(|_| at < end && self.all.items.len() < self.full) {
            if token.word == WordId::UNKNOWN && token.kind == TokenKind::Word {
                self.all.items.push(Item::unknown(Span::new(token.start, token.end)));
                at += 1;
                continue;
            }
            let known = self.book.lists.known(token.word);
            let listed = self.book.lists.at(known);
            let mut item = Item {
                word: token.word,
                lists: listed.lists,
                known,
                punctuation: token.kind == TokenKind::Mark,
                plain: false,
                ..Item::unknown(Span::new(token.start, token.end))
            };
            let second = self.tokens.get(at + 1).map_or(0, |token| token.word.bloom());
            let begins = listed.seconds & second != 0;
            let phrase = if begins { phrase(self.tokens, &self.book.lists, at, wall) } else { None };
            if let Some((phrase, last)) = phrase {
                item.span.end = last;
                item.word = phrase.word;
                item.known = phrase.known;
                item.lists = self.book.lists.at(phrase.known).lists;
                at += phrase.words.len();
            } else {
                let special = &self.book.special;
                if token.glued && listed.lists.meet(special.dash) && token.end - token.start == 1 {
                    item.lists = item.lists - special.dash; // a hyphen inside a word opens no aside
                    // "Two-way traffic" counts nothing.
                    item.hyphen = self.all.items.last().is_some_and(|before| before.mark.is_none())
                        && self.tokens.get(at + 1).is_some_and(|t| t.glued && t.kind == TokenKind::Word);
                    item.punctuation = !item.hyphen;
                }
                if self.compound(at) {
                    // "After-hours trade", "face-to-face"
                    item.lists = item.lists - (special.stop | special.clause | special.preposition);
                    // In "up-to-date" and "cut-to-fit" nothing goes up or down.
                    if listed.lists.meet(special.up | special.down | special.raising | special.cutting) {
                        item = Item::unknown(item.span);
                    }
                }
                at += 1;
            }
            self.lists |= item.lists;
            self.all.items.push(item);
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
