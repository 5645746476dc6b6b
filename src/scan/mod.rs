//! Text to tokens, sentences and marks.

pub mod again;
mod dateline;
mod declared;
mod letters;
mod meaning;
mod noun;
mod period;
pub mod plain;
mod resolve;
mod sentence;

pub use noun::is_plural;

use std::ops::Range;

use crate::{
    grammar::{
        self, Context,
        figure::{Figure, Kind, Mark, What},
        lex::lex,
        sense::{BEGINS, DECLARED},
        token::{Token, TokenKind},
        vocabulary::Vocabulary,
    },
    span::Span,
    units::{Locale, Units},
};

/// A draft as read.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order.
    pub sentences: Vec<Sentence>,
    /// All marks, in order; none overlap.
    pub marks: Vec<Mark>,
    /// The day the draft was written, in days since 1970-01-01.
    pub dateline: Option<i32>,
}

impl Scan {
    /// The places of the marks of a sentence; none when there is no such sentence.
    #[must_use]
    pub fn marks_of(&self, sentence: usize) -> Range<u32> {
        self.sentences.get(sentence).map_or(0..0, |s| s.first_mark..s.last_mark)
    }

    /// The places of the marks of a run of sentences, as far as there are such sentences.
    #[must_use]
    pub fn marks_in(&self, sentences: Range<usize>) -> Range<u32> {
        let end = sentences.end.min(self.sentences.len());
        let run = self.sentences.get(sentences.start..end).unwrap_or(&[]);
        run.first().zip(run.last()).map_or(0..0, |(first, last)| first.first_mark..last.last_mark)
    }

    /// The sentence that a byte of the text stands in, or the next one behind it; the count of sentences when there is
    /// none.
    #[must_use]
    pub fn sentence_at(&self, byte: u32) -> usize {
        self.sentences.partition_point(|s| s.span.end <= byte)
    }

    /// The sentence of a mark; the count of sentences when there is none.
    #[must_use]
    pub fn sentence_of(&self, mark: u32) -> usize {
        self.sentences.partition_point(|s| s.last_mark <= mark)
    }

    /// The figure of a mark; none when there is no such mark, or it is none.
    #[must_use]
    pub fn figure(&self, mark: u32) -> Option<&Figure> {
        match &self.marks.get(mark as usize)?.what {
            What::Figure(figure) => Some(figure),
            What::When(_) | What::Skipped(_) => None,
        }
    }

    /// The tokens of a sentence; none when there is no such sentence.
    #[must_use]
    pub fn tokens_of(&self, sentence: usize) -> &[Token] {
        let tokens = self.sentences.get(sentence).map_or(0..0, |s| s.first as usize..s.last as usize);
        self.tokens.get(tokens).unwrap_or(&[])
    }

    /// Whether a token is part of a mark.
    #[must_use]
    pub fn is_marked(&self, token: u32) -> bool {
        let mark = self.marks.partition_point(|m| m.last <= token);
        self.marks.get(mark).is_some_and(|m| m.first <= token)
    }
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past its last token.
    pub last: u32,
    /// The paragraph it stands in, counted from 0.
    pub paragraph: u32,
    /// First mark.
    pub first_mark: u32,
    /// One past its last mark.
    pub last_mark: u32,
}

/// What a reading depends on beside the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options<'a> {
    /// The day the draft was written, by which "last July" is resolved; none for the one that the draft tells.
    pub dateline: Option<jiff::civil::Date>,
    /// What words mean where it was written.
    pub locale: Option<&'a Locale>,
}

/// Reads a draft's clean text. Never fails; a text of more than four gigabytes is read up to there.
#[must_use]
pub fn scan(text: &str, vocabulary: &Vocabulary, units: &Units, options: &Options<'_>) -> Scan {
    let text = readable(text);
    let tokens = lex(text, vocabulary);
    let mut sentences = sentence::split(text, &tokens, vocabulary);
    let context = context(text, &tokens, &sentences, vocabulary, units, options);
    let mut found = Found { marks: Vec::with_capacity(tokens.len() / 16), cues: Vec::new() };
    for sentence in &mut sentences {
        read(&context, sentence, &mut found);
    }
    let Found { mut marks, cues } = found;
    resolve(&context, &sentences, &cues, options, &mut marks);
    let dateline = context.dateline.and_then(days);
    Scan { tokens, sentences, marks, dateline }
}

/// What is read sentence by sentence.
#[derive(Clone, Debug, Default)]
struct Found {
    marks: Vec<Mark>,
    /// The tokens of words like "figures", which tell a currency.
    cues: Vec<usize>,
}

/// What the reading of every sentence depends on.
fn context<'a>(
    text: &'a str,
    tokens: &'a [Token],
    sentences: &[Sentence],
    vocabulary: &'a Vocabulary,
    units: &'a Units,
    options: &Options<'_>,
) -> Context<'a> {
    let mut context = Context::new(text, tokens, vocabulary, units, options.dateline);
    context.month_first = options.locale.and_then(|locale| locale.month_first);
    context.dateline = context.dateline.or_else(|| dateline::find(&context, sentences));
    context
}

/// Reads a sentence, with nothing known of the others.
fn read(context: &Context<'_>, sentence: &mut Sentence, found: &mut Found) {
    let Found { marks, cues } = found;
    sentence.first_mark = marks.len() as u32;
    let (first, end) = (sentence.first as usize, sentence.last as usize);
    let mut at = first;
    while let Some(token) = context.tokens.get(at).filter(|_| at < end) {
        let roles = context.roles(at);
        let candidate = token.kind == TokenKind::Digits || roles & BEGINS != 0;
        if candidate && roles & DECLARED != 0 {
            cues.push(at);
            at += 1;
            continue;
        }
        match candidate.then(|| grammar::read(context, at, first, end)).flatten() {
            Some(mut mark) => {
                set_against(context, marks.last(), &mut mark);
                noun::attach(context, &mut mark, end);
                if let What::When(_) = mark.what {
                    mark = period::joined(context, marks, sentence, mark);
                }
                at = (mark.last as usize).max(at + 1);
                marks.push(mark);
            }
            None => at += 1,
        }
    }
    sentence.last_mark = marks.len() as u32;
}

/// Takes its bound from a figure that the one before is set against: "35% less than 2,303" is of 2,303 itself.
fn set_against(context: &Context<'_>, before: Option<&Mark>, mark: &mut Mark) {
    let ratio = |m: &&Mark| match &m.what {
        What::Figure(f) => matches!(f.kind, Kind::Percent | Kind::Points | Kind::Multiple),
        What::When(_) | What::Skipped(_) => false,
    };
    let hedges = context.vocabulary.hedges();
    if before.filter(ratio).is_some_and(|before| before.last == mark.first)
        && let What::Figure(figure) = &mut mark.what
        && let Some(hedge) = figure.hedge.and_then(|h| hedges.get(usize::from(h)))
        && (hedge.low == Some(1.0) || hedge.high == Some(1.0))
        && mark.core.start > mark.span.start
    {
        figure.hedge = None;
        mark.span = mark.core;
        while context.tokens.get(mark.first as usize).is_some_and(|token| token.start < mark.core.start) {
            mark.first += 1;
        }
    }
}

/// Reads the marks in the light of each other, and of what the whole draft tells.
fn resolve(
    context: &Context<'_>,
    sentences: &[Sentence],
    cues: &[usize],
    options: &Options<'_>,
    marks: &mut [Mark],
) {
    declared::signs(context, sentences, cues, marks);
    resolve::pounds(context, marks);
    meaning::meanings(context, sentences, marks);
    resolve::degrees(context, marks);
    letters::letters(context, marks);
    resolve::elided(context, marks);
    resolve::ages(context, marks);
    options.locale.into_iter().for_each(|locale| resolve::local(context, locale, marks));
}

/// A day as days since 1970-01-01.
#[must_use]
pub fn days(day: jiff::civil::Date) -> Option<i32> {
    day.since(jiff::civil::date(1970, 1, 1)).ok().map(|span| span.get_days())
}

/// As much of the text as 32-bit positions reach.
fn readable(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize - 16);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}
