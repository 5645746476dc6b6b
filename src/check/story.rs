//! A headline's figure that its story does not tell but gives the figures for: "China edits out 23% of film" over "trimmed
//! from 169 minutes to 130". Whoever wrote the one had worked it out of the other, so when no two figures of the story
//! come to it and two would but for a slip, one of the three is wrong.

use crate::{
    check::{
        count,
        operand::{Context, figure},
    },
    grammar::figure::{Figure, Kind},
    scan::Sentence,
};

/// The story is read for so many sentences.
const REACH: usize = 12;
/// A story, which is no table, has a full stop in so many sentences: a dateline in brackets may be one.
const BEGINS: usize = 2;
/// A figure within so much of the headline's is the same, rounded or as it was known at another hour.
const SAME: f64 = 0.04;
/// A count up to so much comes out of many others by chance.
const LITTLE: f64 = 12.0;
/// Figures that stand so many places apart in the story, of those that may be meant, are not of one matter.
const APART: usize = 6;

/// The figures of a story of which two may have given its headline's, the smaller or the ratio first; none when it tells that
/// figure itself.
pub(super) fn ways(sentence: usize, own: u32, context: Context<'_>) -> Vec<(u32, u32)> {
    let Some(headline) = figure(own, context).filter(|f| plain(f) && !is_little(f)) else {
        return Vec::new();
    };
    let sentences = context.scan.sentences.get(sentence + 1..).unwrap_or(&[]);
    if !sentences.iter().take(BEGINS).any(|s| ends(s, context)) {
        return Vec::new(); // A table.
    }
    let marks = sentences.iter().take(REACH).flat_map(|s| s.first_mark..s.last_mark);
    let all: Vec<(u32, &Figure)> = marks.filter_map(|m| figure(m, context).map(|f| (m, f))).collect();
    if all.iter().any(|(_, f)| tells(f, headline)) {
        return Vec::new();
    }
    let pairs =
        all.iter().enumerate().flat_map(|(at, a)| all.iter().skip(at + 1).take(APART).map(move |b| (a, b)));
    let fits = |a: &Figure, b: &Figure| {
        let alike = b.kind == headline.kind || headline.is_portion();
        let kin = a.is_portion() && !b.is_portion() && !headline.is_portion()
            || !a.is_portion() && count::akin(a, b, context);
        kin && alike && plain(a) && plain(b) && a.amount.value < b.amount.value
    };
    let ordered = pairs.flat_map(|(a, b)| [(a, b), (b, a)]).filter(|(a, b)| fits(a.1, b.1));
    ordered.map(|(a, b)| (a.0, b.0)).collect()
}

/// Whether a figure of the story is the headline's.
fn tells(told: &Figure, headline: &Figure) -> bool {
    let near = |value: f64| (value / headline.amount.value - 1.0).abs() <= SAME;
    near(told.amount.value)
        || told.high.as_ref().is_some_and(|high| {
            near(high.value) || (told.amount.value..=high.value).contains(&headline.amount.value)
        })
}

/// Whether a sentence ends with a full stop, as those of a story do and the lines of a table do not.
fn ends(sentence: &Sentence, context: Context<'_>) -> bool {
    let last = sentence.last.checked_sub(1).and_then(|at| context.scan.tokens.get(at as usize));
    last.is_some_and(|t| context.book.lists.of(t.word).meet(context.book.special.full_stop))
}

/// Whether a figure is a count so small that it says little: "TWO", "10 things".
fn is_little(figure: &Figure) -> bool {
    figure.kind == Kind::Number && figure.amount.value <= LITTLE
}

/// Whether a figure is no range and more than nothing.
fn plain(figure: &Figure) -> bool {
    figure.high.is_none() && figure.amount.value > 0.0 && !figure.is_rate()
}
