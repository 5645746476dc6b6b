//! Other words, or another base: a fall for a rise, one verb too many, a percentage of the new figure.

use super::attempt::{Attempt, EXACT};
use crate::{
    check::{operand::Instead, show},
    finding::{Replacement, Suggestion},
    grammar::figure::{Figure, Kind},
};

/// A ratio that words are used for is no more than so many times …
const MOST_TIMES: f64 = 12.0;
/// … and no less.
const LEAST_TIMES: f64 = 1.8;

impl Attempt<'_> {
    /// A rise for a fall: the word, or the two figures the other way round.
    pub(super) fn direction(&self) -> Option<Suggestion> {
        let by_order = self.row.expect.orders();
        if by_order {
            return self
                .swapped()
                .filter(|s| self.holds(s, None))
                .map(|_| self.says("direction", "", "", None));
        }
        let (mark, ratio) = self.ratio()?;
        let turned = match ratio.kind {
            Kind::Percent => {
                let negative = Instead { mark, figure: negated(ratio) };
                self.holds(self.slots, Some(&negative))
            }
            Kind::Multiple => self.swapped().is_some_and(|s| self.holds(&s, None)),
            _ => false,
        };
        turned.then(|| self.says("direction", "", "", None))
    }

    pub(super) fn exchanged(&self) -> Option<Suggestion> {
        self.swapped().filter(|s| self.holds(s, None)).map(|_| self.says("exchanged", "", "", None))
    }

    /// A percentage of the new figure, or what is left instead of what went.
    pub(super) fn base(&self) -> Option<Suggestion> {
        self.base_or(true)
    }

    /// As [`Attempt::base`], what is left instead of what went only where `left`: "It has 8,000 clerks and plans to let 1,200
    /// go. Cutting 15 per cent" is of a part.
    pub(super) fn base_or(&self, left: bool) -> Option<Suggestion> {
        let (mark, percent) = self.ratio().filter(|(_, f)| f.kind == Kind::Percent)?;
        let swapped = self.swapped()?;
        let new = Instead { mark, figure: negated(percent) };
        let mut remaining = percent.clone();
        remaining.amount.value = 100.0 - remaining.amount.value;
        let rest = Instead { mark, figure: remaining };
        let mut ratio = percent.clone();
        ratio.amount.value -= 100.0;
        let whole = Instead { mark, figure: ratio };
        let explains = self.holds(&swapped, Some(&new))
            || left && self.holds(self.slots, Some(&rest))
            || percent.amount.value > 100.0 && self.holds(self.slots, Some(&whole));
        let step = if percent.amount.step > 0.0 { percent.amount.step } else { 1.0 };
        let mut changed = percent.clone();
        changed.amount.value = (self.computed()? * 100.0 / step).round() * step;
        explains.then(|| self.writes("base", &Instead { mark, figure: changed }, percent, 0))
    }

    /// A percentage no more than two of its last digits off is a matter of rounding, not of another figure.
    pub(super) fn last_digit(&self) -> Option<Suggestion> {
        let (_, percent) = self.ratio().filter(|(_, f)| f.kind == Kind::Percent)?;
        let off = (self.computed()? * 100.0 - percent.amount.value).abs();
        if off <= 1.5 * percent.amount.step { self.nearest() } else { None }
    }

    /// The verb next to the one that fits: "quadrupled" for "tripled".
    pub(super) fn one_step(&self) -> Option<Suggestion> {
        let (_, figure) = self.ratio().filter(|(_, f)| f.kind == Kind::Multiple && !f.amount.digits)?;
        let right = self.computed().filter(|r| *r > 0.0)?;
        // 1.96 times is "almost doubled".
        let steps = |ratio: f64| (ratio.max(1.0 / ratio) * (1.0 + EXACT)).floor();
        let near = (right >= 1.0) == (figure.amount.value >= 1.0)
            && (steps(right) - steps(figure.amount.value)).abs() <= 1.0;
        if near { self.multiple() } else { None }
    }

    /// As [`Attempt::one_step`], of "more than tripled" where it is more than doubled.
    pub(super) fn hedged_step(&self) -> Option<Suggestion> {
        let hedged = self.ratio().is_some_and(|(_, f)| f.hedge.is_some());
        let changed = |right: &f64| *right > LEAST_TIMES || *right < 1.0 / LEAST_TIMES;
        self.computed().filter(|right| hedged && changed(right)).and_then(|_| self.one_step())
    }

    /// Another multiple or fraction in words that fits exactly: "doubled" of what is three times as much.
    pub(super) fn other_word(&self) -> Option<Suggestion> {
        let (_, figure) = self.ratio().filter(|(_, f)| {
            !f.amount.digits && f.hedge.is_none() && matches!(f.kind, Kind::Multiple | Kind::Share)
        })?;
        let right = self.computed().filter(|r| *r > 0.0)?;
        if figure.kind == Kind::Multiple && (right > 1.0) != (figure.amount.value > 1.0) {
            return None;
        }
        let times = if right < 1.0 && figure.kind == Kind::Multiple { 1.0 / right } else { right };
        let whole = |n: f64| (n * times / (n * times).round() - 1.0).abs() < EXACT && n * times < MOST_TIMES;
        let simple = match figure.kind {
            Kind::Multiple => times > 1.5 && whole(1.0),
            _ => right < 1.0 && (2..=5).any(|n| whole(f64::from(n))),
        };
        let words = || self.says("nearest", "", &format!("{}%", show::number((right * 100.0).round())), None);
        if simple { self.multiple().or_else(|| Some(words())) } else { None }
    }

    /// The words for the ratio that the figures give, where the claim was in words.
    pub(super) fn multiple(&self) -> Option<Suggestion> {
        let (mark, figure) = self.ratio().filter(|(_, f)| f.kind == Kind::Multiple)?;
        if figure.amount.digits {
            return self.nearest();
        }
        let slips = &self.context.book.slips;
        let phrase = &slips.phrase(self.computed()?)?.says;
        let mark = self.context.scan.marks.get(mark as usize)?;
        let mut suggestion = self.says("multiple", "", &format!("“{phrase}”"), None);
        // "Tripling" has no phrase of its form to put in its place.
        let word = mark.core.of(self.context.text);
        let same_form = slips.phrases.iter().any(|phrase| phrase.says.ends_with(word));
        suggestion.replace = same_form.then(|| Replacement { span: mark.span, text: phrase.clone() });
        Some(suggestion)
    }

    /// The claim's own figure at its own precision.
    pub(super) fn nearest(&self) -> Option<Suggestion> {
        let (mark, figure) = self.ratio()?;
        let right = self.computed()? * if figure.kind == Kind::Percent { 100.0 } else { 1.0 };
        let mut changed = figure.clone();
        let step = if figure.amount.step > 0.0 { figure.amount.step } else { 1.0 };
        changed.amount.value = (right / step).round() * step;
        let instead = Instead { mark, figure: changed };
        // "Write 1 times" helps nobody.
        let right = instead.figure.amount.value;
        let says_more = right > 0.0 && (figure.kind != Kind::Multiple || right != 1.0);
        (says_more && self.holds(self.slots, Some(&instead)))
            .then(|| self.writes("nearest", &instead, figure, 0))
    }
}

fn negated(figure: &Figure) -> Figure {
    let mut other = figure.clone();
    other.amount.value = -other.amount.value;
    other.hedge = None;
    other
}
