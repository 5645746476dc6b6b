//! Reading a draft again after an edit: the paragraphs that it touched are read, all others are moved.
//!
//! What stands in a paragraph is read from that paragraph alone, and from the day and the country of the draft. What
//! the whole draft tells is worked out anew each time.

use jiff::civil::Date;

use super::{Found, Options, Scan, Sentence, context, days, read, readable, resolve, sentence};
use crate::{
    grammar::{
        Context,
        figure::{Mark, What},
        lex::lex,
        token::Token,
        vocabulary::Vocabulary,
    },
    span::Span,
    units::Units,
};

/// What a reading leaves for the next one.
#[derive(Debug, Default)]
pub struct Kept {
    text: String,
    /// What was found before it was read in the light of the whole draft.
    found: Found,
    /// The day of the draft, and whether the month comes first.
    told: (Option<Date>, Option<bool>),
}

/// What an edit changed: the sentences from `first` up to `was` became those up to `now`. What stands before them is
/// the same, what stands behind them is only moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first of them.
    pub first: usize,
    /// One past the last of them before the edit.
    pub was: usize,
    /// One past the last of them after it.
    pub now: usize,
    /// How far what stands behind them was moved.
    pub shift: Shift,
}

/// How far something was moved, forwards or, as differences wrap around, backwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// In bytes.
    pub bytes: u32,
    /// In tokens.
    pub tokens: u32,
    /// In marks.
    pub marks: u32,
    /// In sentences.
    pub sentences: usize,
}

impl Shift {
    /// A span, moved.
    #[must_use]
    pub fn span(self, span: Span) -> Span {
        Span { start: span.start.wrapping_add(self.bytes), end: span.end.wrapping_add(self.bytes) }
    }

    fn mark(self, mark: &Mark) -> Mark {
        let mut what = mark.what.clone();
        if let What::Figure(figure) = &mut what {
            if let Some(noun) = &mut figure.noun {
                (noun.span, noun.head) = (self.span(noun.span), noun.head.wrapping_add(self.tokens));
            }
            if let Some(noun) = figure.unit.as_mut().and_then(|unit| unit.per_noun.as_mut()) {
                *noun = self.span(*noun);
            }
        }
        Mark {
            span: self.span(mark.span),
            core: self.span(mark.core),
            first: mark.first.wrapping_add(self.tokens),
            last: mark.last.wrapping_add(self.tokens),
            what,
        }
    }

    fn token(self, token: Token) -> Token {
        let (start, end) = (token.start.wrapping_add(self.bytes), token.end.wrapping_add(self.bytes));
        Token { start, end, ..token }
    }

    /// A sentence, moved by so many paragraphs, too, but not yet in its marks.
    fn sentence(self, sentence: Sentence, paragraphs: u32) -> Sentence {
        Sentence {
            span: self.span(sentence.span),
            first: sentence.first.wrapping_add(self.tokens),
            last: sentence.last.wrapping_add(self.tokens),
            paragraph: sentence.paragraph.wrapping_add(paragraphs),
            ..sentence
        }
    }
}

impl Change {
    /// Takes in the sentences that the edit did not touch but in whose marks the whole draft now tells something else.
    fn widened(self, sentences: &[Sentence], old: &[Mark], new: &[Mark]) -> Change {
        let first_mark = |at: usize| sentences.get(at).map_or(new.len(), |s| s.first_mark as usize);
        let home = |mark: usize| sentences.partition_point(|s| s.last_mark as usize <= mark);
        let before = old.iter().zip(new).take(first_mark(self.first));
        let first = before.into_iter().position(|(a, b)| a != b).map_or(self.first, home);
        let behind = new.len() - first_mark(self.now);
        let mut pairs = old.iter().rev().zip(new.iter().rev()).take(behind);
        let differs = pairs.position(|(a, b)| self.shift.mark(a) != *b);
        let now = differs.map_or(self.now, |at| home(new.len() - 1 - at) + 1);
        Change { first, was: self.was + (now - self.now), now, shift: self.shift }
    }

    /// Takes in what stands behind it up to a sentence.
    #[must_use]
    pub fn up_to(self, sentence: usize) -> Change {
        let more = sentence.saturating_sub(self.now);
        Change { was: self.was + more, now: self.now + more, ..self }
    }

    /// Whether it touches one of the sentences that are at most so far from this one, counted after it.
    #[must_use]
    pub fn is_near(&self, sentence: usize, reach: usize) -> bool {
        sentence + reach >= self.first && sentence < self.now + reach
    }
}

impl Kept {
    /// Makes the reading of the draft as it was, `scan`, that which [`super::scan`] gives of the draft as it is, and
    /// tells what is other than it was.
    pub fn scan(
        &mut self,
        scan: &mut Scan,
        text: &str,
        vocabulary: &Vocabulary,
        units: &Units,
        options: &Options<'_>,
    ) -> Change {
        let text = readable(text);
        let mut change = self.cut(&scan.sentences, text);
        sentences(scan, text, vocabulary, &mut change);
        let Scan { tokens, sentences, marks: old, dateline } = scan;
        let Kept { found, told, .. } = self;
        let context = context(text, tokens, sentences, vocabulary, units, options);
        if *told == (context.dateline, context.month_first) {
            found.again(&context, sentences, &mut change);
        } else {
            // Every date may be another.
            *told = (context.dateline, context.month_first);
            *found = Found::default();
            change = Change { first: 0, ..change.up_to(sentences.len()) };
            sentences.iter_mut().for_each(|sentence| read(&context, sentence, found));
        }
        let mut marks = found.marks.clone();
        resolve(&context, sentences, &found.cues, options, &mut marks);
        *dateline = context.dateline.and_then(days);
        let change = change.widened(sentences, old, &marks);
        *old = marks;
        self.text.clear();
        self.text.push_str(text);
        change
    }

    /// Where the text and the one before are the same, in whole paragraphs; how far what stands behind was moved, in
    /// bytes.
    fn cut(&self, all: &[Sentence], text: &str) -> Change {
        let (old, new) = (self.text.as_bytes(), text.as_bytes());
        let shorter = old.len().min(new.len());
        let front = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let back = old.iter().rev().zip(new.iter().rev()).take(shorter - front).take_while(|(a, b)| a == b);
        let back = old.len() - back.count();
        let opens = |at: usize| match (at.checked_sub(1).and_then(|at| all.get(at)), all.get(at)) {
            (Some(before), Some(sentence)) => before.paragraph != sentence.paragraph,
            _ => true,
        };
        // A paragraph is as it was when all up to the first word of the next is, or all from the last word before it.
        let reached = all.partition_point(|s| s.span.start as usize <= front);
        let first = (0..reached).rev().find(|at| opens(*at)).unwrap_or(0);
        let behind = all.partition_point(|s| (s.span.end as usize) < back) + 1;
        let was = (behind.max(first)..all.len()).find(|at| opens(*at)).unwrap_or(all.len());
        let bytes = new.len().wrapping_sub(old.len()) as u32;
        Change { first, was, now: first, shift: Shift { bytes, ..Shift::default() } }
    }
}

/// Reads the tokens and sentences of what was changed, and moves those behind it, all but their marks.
fn sentences(scan: &mut Scan, text: &str, vocabulary: &Vocabulary, change: &mut Change) {
    let Scan { tokens, sentences, .. } = scan;
    let token = |at: usize| sentences.get(at).map_or(tokens.len(), |s| s.first as usize);
    let (first, was) = (token(change.first), token(change.was));
    let before = change.first.checked_sub(1).and_then(|at| sentences.get(at));
    let (start, paragraph) = before.map_or((0, 0), |s| (s.span.end, s.paragraph + 1));
    let end = sentences.get(change.was).map(|s| change.shift.span(s.span).start as usize);
    let fresh = text.get(start as usize..end.unwrap_or(text.len())).unwrap_or("");
    let mut new_tokens = lex(fresh, vocabulary);
    let mut new_sentences = sentence::split(fresh, &new_tokens, vocabulary);
    // What was read by itself stands among all the rest.
    let here = Shift { bytes: start, tokens: first as u32, ..Shift::default() };
    new_tokens.iter_mut().for_each(|token| *token = here.token(*token));
    new_sentences.iter_mut().for_each(|sentence| *sentence = here.sentence(*sentence, paragraph));
    change.now = change.first + new_sentences.len();
    change.shift.sentences = change.now.wrapping_sub(change.was);
    change.shift.tokens = (first + new_tokens.len()).wrapping_sub(was) as u32;
    let shift = change.shift;
    let tail = tokens.split_off(was);
    tokens.truncate(first);
    tokens.append(&mut new_tokens);
    tokens.extend(tail.into_iter().map(|token| shift.token(token)));
    let next = new_sentences.last().map_or(paragraph, |s| s.paragraph + 1);
    let tail = sentences.split_off(change.was);
    let paragraphs = next.wrapping_sub(tail.first().map_or(0, |s| s.paragraph));
    sentences.truncate(change.first);
    sentences.append(&mut new_sentences);
    sentences.extend(tail.into_iter().map(|sentence| shift.sentence(sentence, paragraphs)));
}

impl Found {
    /// Reads the changed sentences, and moves what was found behind them.
    fn again(&mut self, context: &Context<'_>, sentences: &mut [Sentence], change: &mut Change) {
        let before = change.first.checked_sub(1).and_then(|at| sentences.get(at));
        let (mark, token) = before.map_or((0, 0), |s| (s.last_mark as usize, s.last as usize));
        let behind = sentences.get(change.now).map_or((self.marks.len(), usize::MAX), |s| {
            (s.first_mark as usize, s.first.wrapping_sub(change.shift.tokens) as usize)
        });
        let cue = |token: usize| self.cues.partition_point(|cue| *cue < token);
        let (first_cue, behind_cue) = (cue(token), cue(behind.1));
        let (marks, cues) = (self.marks.split_off(behind.0), self.cues.split_off(behind_cue));
        self.marks.truncate(mark);
        self.cues.truncate(first_cue);
        for sentence in sentences.iter_mut().take(change.now).skip(change.first) {
            read(context, sentence, self);
        }
        change.shift.marks = self.marks.len().wrapping_sub(behind.0) as u32;
        let shift = change.shift;
        self.marks.extend(marks.iter().map(|mark| shift.mark(mark)));
        self.cues.extend(cues.into_iter().map(|cue| (cue as u32).wrapping_add(shift.tokens) as usize));
        for sentence in sentences.iter_mut().skip(change.now) {
            sentence.first_mark = sentence.first_mark.wrapping_add(shift.marks);
            sentence.last_mark = sentence.last_mark.wrapping_add(shift.marks);
        }
    }
}
