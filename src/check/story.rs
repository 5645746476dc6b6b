//! A headline's figure that its story does not tell but gives the figures for: "Censor takes 26% of epic" over "it came in at
//! 184 minutes and left at 136". Whoever wrote the one had worked it out of the other, so when no two figures of the story
//! come to it and two would but for a slip, one of the three is wrong.

use crate::{
    bind,
    check::{
        count,
        operand::{Context, figure},
        split,
    },
    grammar::figure::{Figure, Kind},
};

/// The story is read for so many sentences.
const REACH: usize = 12;
/// A story, which is no table, has a full stop in so many sentences: a dateline in brackets may be one.
const BEGINS: usize = 2;
/// A figure within so much of the headline's is the same, rounded or as it was known at another hour.
const SAME: f64 = 0.04;
/// A count up to so much comes out of many others by chance.
const LITTLE: f64 = 12.0;
/// What the headline's figure is a part of may be too small by a slip, but is no less than this of it.
const LEAST: f64 = 0.2;
/// Figures that stand so many places apart in the story, of those that may be meant, are not of one matter.
const APART: usize = 6;

/// The figures of a story of which two may have given its headline's, the smaller or the ratio first; none when it tells that
/// figure itself.
pub(super) fn ways(sentence: usize, own: u32, context: Context<'_>) -> Vec<(u32, u32)> {
    let Some(headline) = figure(own, context).filter(|f| is_amount(f) && !is_little(f)) else {
        return Vec::new();
    };
    let sentences = context.scan.sentences.get(sentence + 1..).unwrap_or(&[]);
    if !sentences.iter().take(BEGINS).any(|s| bind::is_stopped(s, context.scan, context.book)) {
        return Vec::new(); // A table: its lines have none.
    }
    let all = told(sentence, context);
    if all.iter().any(|(_, f)| tells(f, headline)) {
        return Vec::new();
    }
    let pairs =
        all.iter().enumerate().flat_map(|(at, a)| all.iter().skip(at + 1).take(APART).map(move |b| (a, b)));
    let fits = |a: &Figure, b: &Figure| {
        let alike = b.kind == headline.kind || headline.is_portion();
        let whole = b.amount.value > LEAST * headline.amount.value && !b.is_portion();
        let kin = a.is_portion() && whole && !headline.is_portion()
            || !a.is_portion() && count::akin(a, b, context);
        kin && alike && is_amount(a) && is_amount(b) && a.amount.value < b.amount.value
    };
    let ordered = pairs.flat_map(|(a, b)| [(a, b), (b, a)]).filter(|(a, b)| fits(a.1, b.1));
    ordered.map(|(a, b)| (a.0, b.0)).collect()
}

/// Whether several figures of the story add up to its headline's: three books that "take £100m".
pub(super) fn is_sum(sentence: usize, own: u32, context: Context<'_>) -> bool {
    let Some(headline) = figure(own, context) else { return false };
    let like = |f: &Figure| {
        f.kind == headline.kind && is_amount(f) && f.amount.value < headline.amount.value * (1.0 - SAME)
    };
    let told = told(sentence, context).into_iter();
    let parts: Vec<u32> = told.filter(|(_, f)| like(f)).map(|(m, _)| m).collect();
    let near = headline.amount.step.max(SAME * headline.amount.value) / 2.0;
    let sum = |some: &[u32]| -> f64 {
        some.iter().filter_map(|m| figure(*m, context)).map(|f| f.amount.value).sum()
    };
    split::choices(&parts)
        .filter(|some| some.len() > 2)
        .any(|some| (sum(&some) - headline.amount.value).abs() <= near)
}

/// The figures of the story.
fn told(sentence: usize, context: Context<'_>) -> Vec<(u32, &Figure)> {
    let marks = context.scan.marks_in(sentence + 1..sentence + 1 + REACH);
    marks.filter_map(|m| figure(m, context).map(|f| (m, f))).collect()
}

/// Whether a figure of the story is the headline's.
fn tells(told: &Figure, headline: &Figure) -> bool {
    let near = |value: f64| (value / headline.amount.value - 1.0).abs() <= SAME;
    near(told.amount.value)
        || told.high.as_ref().is_some_and(|high| {
            near(high.value) || (told.amount.value..=high.value).contains(&headline.amount.value)
        })
}

/// Whether a figure is a count so small that it says little: "TWO", "10 things".
fn is_little(figure: &Figure) -> bool {
    figure.kind == Kind::Number && figure.amount.value <= LITTLE
}

/// Whether a figure is no range, no rate and more than nothing.
fn is_amount(figure: &Figure) -> bool {
    count::is_one(figure) && !figure.is_rate()
}
