//! Figures that stand next to one another, of which one would be the sum of the others but for a slip: "Bills go to
//! £1,717, which is £194 more than £1,568 now." So many digits fit so seldom by chance that no word has to say what the
//! figures are.

use std::ops::Range;

use crate::{
    bind::{Reading, like},
    check::{
        operand::{Context, figure},
        split,
    },
    grammar::figure::{Figure, Kind},
};

/// Figures stand next to one another in a sentence and so many before and behind it.
const AROUND: usize = 2;
/// They begin at most so many bytes apart.
const APART: u32 = 600;
/// A total has at most so many parts among its neighbours.
const PARTS: usize = 4;
/// With more like figures than these around it a figure is of a table.
const TABLE: usize = 12;
/// No part is smaller than this share of its total; what is smaller or so much larger is of something else.
const LEAST: f64 = 0.01;
/// Figures that add up but for this share of their sum may be meant to.
const NEARLY: f64 = 0.0002;
/// The figure with most digits, but for noughts at its ends, has at least so many, and the next one less.
const DIGITS: usize = 4;

/// The parts that a total may have among the figures around it, if two digits of one of them all are exchanged.
pub(super) fn parts(sentence: usize, total: u32, reading: &Reading, context: Context<'_>) -> Vec<Vec<u32>> {
    let Some(own) = figure(total, context).filter(|f| is_plain(f)) else { return Vec::new() };
    let mut marks = like(sentence, own, context);
    // "47,620 at work, 540 more than a year ago; 35,290 of them full-time": by how much it differs is no part.
    marks.retain(|m| {
        *m == total || !split::stands_before(*m, context.book.special.difference, reading, context)
    });
    let series = Series { marks, context, reading };
    if series.marks.len() > TABLE {
        return Vec::new();
    }
    series.parts(total)
}

/// Like figures in the order of the text.
struct Series<'a> {
    marks: Vec<u32>,
    context: Context<'a>,
    reading: &'a Reading,
}

impl Series<'_> {
    /// The other figures of every run in which a total misses their sum by what two digits exchanged come to.
    fn parts(&self, total: u32) -> Vec<Vec<u32>> {
        let Some(at) = self.marks.iter().position(|m| *m == total) else { return Vec::new() };
        runs(self.marks.len())
            .filter(|(run, place)| run.start + place == at)
            .filter(|(run, place)| self.is_long(run) && self.misses_by_nines(run, *place))
            .filter(|(run, _)| self.pairs(run) && !self.touched(run))
            .filter(|(run, _)| !self.of(run).iter().any(|m| self.is_within(*m) || self.is_aloof(*m, run)))
            .map(|(run, _)| self.of(&run).iter().copied().filter(|m| *m != total).collect())
            .collect()
    }

    /// "Making up £70m of that amount": of a sum that is told.
    fn is_within(&self, mark: u32) -> bool {
        split::stands_before(mark, self.context.book.special.of_them, self.reading, self.context)
    }

    /// "It reached 786. … Barlow shed 12.50": by how much something changed of which the others do not tell.
    fn is_aloof(&self, mark: u32, run: &Range<usize>) -> bool {
        let here = self.context.scan.sentence_of(mark);
        split::is_change(mark, self.reading, self.context)
            && !self.of(run).iter().any(|m| *m != mark && self.context.scan.sentence_of(*m) == here)
    }

    fn of(&self, run: &Range<usize>) -> &[u32] {
        self.marks.get(run.clone()).unwrap_or(&[])
    }

    fn figures(&self, run: &Range<usize>) -> impl Iterator<Item = &Figure> {
        self.of(run).iter().filter_map(|m| figure(*m, self.context))
    }

    /// "3,138 against 5,667": both are meant, or neither, and of more such pairs not all.
    fn pairs(&self, run: &Range<usize>) -> bool {
        let compared = |at: usize| {
            self.marks.get(at).is_some_and(|m| split::is_compared(*m, self.reading, self.context))
        };
        run.clone().all(|at| !compared(at) || run.len() == 3 && at > run.start)
            && !(run.len() == 3 && compared(run.end))
    }

    /// Whether the figures of a run are long, near one another, of one size, and none is told twice.
    fn is_long(&self, run: &Range<usize>) -> bool {
        let mut long: Vec<usize> = self.figures(run).map(digits).collect();
        long.sort_unstable_by(|a, b| b.cmp(a));
        let mut values: Vec<f64> = self.figures(run).map(|f| f.amount.value).collect();
        values.sort_by(f64::total_cmp);
        let sized = values.first().zip(values.last()).is_some_and(|(small, large)| *small >= LEAST * large);
        let same = values.windows(2).any(|two| matches!(two, [a, b] if a == b));
        let start = |m: &u32| self.context.scan.marks.get(*m as usize).map(|m| m.span.start);
        let marks = self.of(run);
        let apart = marks.first().and_then(start).zip(marks.last().and_then(start));
        matches!(long.as_slice(), [first, second, ..] if *first >= DIGITS && second + 1 >= DIGITS)
            && sized
            && !same
            && apart.is_some_and(|(a, b)| b.saturating_sub(a) <= APART)
    }

    /// Whether the figure at a place of a run misses the sum of the others by a multiple of nine, as it does when two
    /// digits of one of them are exchanged.
    fn misses_by_nines(&self, run: &Range<usize>, place: usize) -> bool {
        let step = self.figures(run).map(|f| f.amount.step).fold(f64::MAX, f64::min);
        let off = (self.off(run, place) / step.max(f64::MIN_POSITIVE)).round();
        off != 0.0 && off % 9.0 == 0.0
    }

    /// By how much the figures of a run but for the one at a place come to more than that.
    fn off(&self, run: &Range<usize>, place: usize) -> f64 {
        let signed = self.figures(run).map(|f| f.amount.value).enumerate();
        signed.map(|(at, value)| if at == place { -value } else { value }).sum()
    }

    /// Whether a figure of a run is in another that adds up, or nearly.
    fn touched(&self, run: &Range<usize>) -> bool {
        let meets = |other: &Range<usize>| other.start < run.end && run.start < other.end;
        runs(self.marks.len()).any(|(other, place)| meets(&other) && self.adds_up(&other, place))
    }

    fn adds_up(&self, run: &Range<usize>, place: usize) -> bool {
        let step = self.figures(run).map(|f| f.amount.step).fold(0.0, f64::max);
        let most = self.figures(run).map(|f| f.amount.value).fold(0.0, f64::max);
        self.off(run, place).abs() <= (step * 0.51).max(most * NEARLY)
    }
}

/// Every run of so many places, and which of them may be the total: an end of it, or any of three.
fn runs(len: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
    let places = |n: usize| (0..n).filter(move |p| n == 3 || *p == 0 || *p == n - 1);
    (3..=PARTS + 1)
        .flat_map(move |n| (0..(len + 1).saturating_sub(n)).map(move |from| from..from + n))
        .flat_map(move |run| places(run.len()).map(move |place| (run.clone(), place)))
}

/// The figures of one sort and size with one around a sentence.
fn like(sentence: usize, own: &Figure, context: Context<'_>) -> Vec<u32> {
    let unit = |f: &Figure| f.unit.as_ref().map(|u| u.unit);
    // "14,620 litres here, 9,380 there"
    let bare = |f: &Figure| f.kind == Kind::Number && f.noun.is_none();
    let like = |m: &u32| {
        figure(*m, context).is_some_and(|f| {
            is_plain(f)
                && (f.kind == own.kind && unit(f) == unit(own) || bare(f) || bare(own))
                && (LEAST..1.0 / LEAST).contains(&(f.amount.value / own.amount.value))
                && like::figures_alike(own, f, &context.book.units)
        })
    };
    context.scan.marks_in(sentence.saturating_sub(AROUND)..sentence + AROUND + 1).filter(like).collect()
}

/// Whether a figure says how much there is, in digits or with a word of scale.
fn is_plain(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Duration)
        && (figure.amount.digits || figure.amount.scale > 1.0)
        && figure.high.is_none()
        && figure.amount.value > 0.0
        && !figure.is_rate()
}

/// How many digits a figure has, without noughts at its ends.
pub(super) fn digits(figure: &Figure) -> usize {
    let mut whole = (figure.amount.value / figure.amount.step.max(f64::MIN_POSITIVE)).round();
    if !(1.0..1e15).contains(&whole) {
        return 0;
    }
    while whole % 10.0 == 0.0 {
        whole /= 10.0;
    }
    std::iter::successors(Some(whole), |w| Some((w / 10.0).floor()).filter(|w| *w >= 1.0)).count()
}
