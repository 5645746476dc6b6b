//! A letter that is a scale and no unit: the "41m" of "84m euros (£58m), up from 41m" is 41 million.

use crate::{
    grammar::{
        Context,
        figure::{Figure, Kind, Mark, What},
        sense::{COMPARED, COUNTED_CUE, EXTENT, FROM, HYPHEN, TO},
    },
    scan::resolve::is,
};

/// Tokens between a figure and one beside it, a sum or one that it is compared with.
const BESIDE: u32 = 8;
/// Tokens between a number and one that is compared with it, its letter being the same.
const COMPARED_REACH: u32 = 24;
/// Tokens between what is counted and such a number.
const COUNTED_REACH: usize = 14;
/// So many are counted; fewer may be so many metres, their unit left out.
const MANY: f64 = 1000.0;

/// Reads as a number what only a letter makes a measure, when what stands around it says that the letter is a scale.
pub(super) fn letters(context: &Context<'_>, marks: &mut [Mark]) {
    for at in 0..marks.len() {
        let Some(measure) = Measure::of(context, marks, at) else { continue };
        let against = measure.set_against();
        if against.is_none() && !measure.has_company() {
            continue;
        }
        let Some(scale) = context.vocabulary.counting_scale(measure.last_word(measure.mark)) else {
            continue;
        };
        // "940,000 from 1.3m": the one has lent its unit to the other.
        for (at, scale) in [(Some(at), scale), (against, 1.0)] {
            let mark = at.and_then(|at| marks.get_mut(at));
            let Some(What::Figure(figure)) = mark.map(|mark| &mut mark.what) else { continue };
            figure.rescale(scale);
            figure.unit = None;
            figure.kind = Kind::Number;
        }
    }
}

/// A figure whose letter may be a unit or a scale.
struct Measure<'a> {
    context: &'a Context<'a>,
    marks: &'a [Mark],
    at: usize,
    mark: &'a Mark,
    figure: &'a Figure,
}

impl<'a> Measure<'a> {
    /// The measure at a place; none when its own words say that it is one: "6.5m across", "a 6.5m-wide mirror".
    fn of(context: &'a Context<'a>, marks: &'a [Mark], at: usize) -> Option<Measure<'a>> {
        let mark = marks.get(at)?;
        let What::Figure(figure) = &mark.what else { return None };
        if figure.kind != Kind::Measure || figure.amount.scale != 1.0 || figure.high.is_some() {
            return None;
        }
        let end = mark.last as usize;
        let hyphened = context.tokens.get(end).is_some_and(|t| t.glued) && is(context, end, HYPHEN);
        // "6.5m from the wall", but "up to 1.3m from 92,000"
        let from_another =
            || is(context, end, FROM) && marks.get(at + 1).is_some_and(|next| next.first == mark.last + 1);
        let extent = is(context, end, EXTENT) && !from_another();
        (!hyphened && !extent).then_some(Measure { context, marks, at, mark, figure })
    }

    /// Whether it stands a little behind a sum, behind what is counted (the "67.6m" to which a population grew), or is
    /// compared with a number of the same letter ("carried 2.35m passengers in the first nine months, up from 2.87m", "sold
    /// 2.35m songs in May but that fell to 1.9m").
    fn has_company(&self) -> bool {
        let Measure { context, mark, .. } = *self;
        let first = mark.first as usize;
        let before = || self.marks.get(..self.at).unwrap_or(&[]).iter().rev();
        let is_scaled = |m: &Mark| matches!(&m.what, What::Figure(f) if f.amount.scale > 1.0);
        let within = |reach: u32| move |m: &&Mark| mark.first - m.last <= reach;
        let summed = before().next().filter(within(BESIDE)).is_some_and(is_scaled);
        let counted = |at: usize| context.roles(at) & COUNTED_CUE != 0;
        let compared = || {
            let cued = |roles| first.checked_sub(1).is_some_and(|at| is(context, at, roles));
            let to = cued(TO);
            (to || cued(FROM | COMPARED))
                && before()
                    .take_while(within(COMPARED_REACH))
                    .take_while(|m| !to || !self.is_full_stop_between(m.last, mark.first))
                    .any(|m| is_scaled(m) && self.last_word(m) == self.last_word(mark))
        };
        let counts = || (first.saturating_sub(COUNTED_REACH)..first).any(counted);
        !self.is_beside_measure() && (summed || counts() || compared())
    }

    /// The place of the number of so many that it is set against, which are no metres: "fell to 940,000 from 1.3m",
    /// "1.3m, up from 683,000".
    fn set_against(&self) -> Option<usize> {
        let Measure { mark, .. } = *self;
        let before = self.at.checked_sub(1).filter(|at| {
            self.marks.get(*at).is_some_and(|m| self.links(m.last, mark.first) && self.counts_many(m))
        });
        before.or_else(|| {
            let next = self.marks.get(self.at + 1)?;
            (self.links(mark.last, next.first) && self.counts_many(next)).then_some(self.at + 1)
        })
    }

    /// Whether a word between two figures sets the one against the other.
    fn links(&self, last: u32, first: u32) -> bool {
        let behind = |back| is(self.context, (first - back) as usize, FROM | COMPARED);
        match first.saturating_sub(last) {
            0 => false,
            1 => behind(1) || is(self.context, last as usize, TO),
            gap => gap <= BESIDE && (behind(1) || behind(2)),
        }
    }

    fn counts_many(&self, mark: &Mark) -> bool {
        let What::Figure(figure) = &mark.what else { return false };
        let plain = figure.kind == Kind::Number && figure.unit.is_none();
        let lent = || {
            figure.unit == self.figure.unit && self.last_word(mark).ends_with(|c: char| c.is_ascii_digit())
        };
        figure.amount.value >= MANY && figure.high.is_none() && (plain || lent())
    }

    /// Whether a measure in another unit stands next to it: "cut from 2km to 1,900m".
    fn is_beside_measure(&self) -> bool {
        let measure = |m: &Mark| {
            let What::Figure(figure) = &m.what else { return false };
            figure.kind == Kind::Measure && self.last_word(m) != self.last_word(self.mark)
        };
        let before = self.at.checked_sub(1).and_then(|at| self.marks.get(at));
        let behind = self.marks.get(self.at + 1);
        before.is_some_and(|m| measure(m) && self.mark.first - m.last <= BESIDE)
            || behind.is_some_and(|m| measure(m) && m.first - self.mark.last <= BESIDE)
    }

    /// Whether a sentence ends between two tokens.
    fn is_full_stop_between(&self, last: u32, first: u32) -> bool {
        (last..first).any(|at| self.word(at) == ".")
    }

    fn last_word(&self, mark: &Mark) -> &'a str {
        self.word(mark.last - 1)
    }

    fn word(&self, at: u32) -> &'a str {
        let token = self.context.tokens.get(at as usize);
        token.and_then(|t| self.context.text.get(t.start as usize..t.end as usize)).unwrap_or("")
    }
}
