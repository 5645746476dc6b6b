//! What every attempt to explain a contradiction stands on: the claim, its figures, and whether it holds with one of them
//! in another form.

use std::cell::OnceCell;

use crate::{
    check::{
        can_be_decided, given,
        operand::{Context, Instead, Slots, alternatives, figure, first},
        plausible::divides,
        reading::Precision,
        value::{Quantity, granted, quantity, satisfied},
    },
    finding::{Replacement, Suggestion},
    grammar::figure::{Figure, Kind},
    rule::{
        Claim, Told,
        expect::{Clause, Compare, Expr},
    },
    span::Span,
};

/// What a hedged multiple would have to come to, as a part of the one claimed, for a slip to explain it.
const NEAR: (f64, f64) = (0.85, 1.6);
/// What is said to be “about”, “nearly” so much comes so near it.
const NEARLY: f64 = 0.04;
/// A number is rounded by no more than so much of its last digit.
const STEP: f64 = 0.501;
/// Seconds in the shortest month.
const MONTH: f64 = 28.0 * 86_400.0;
/// What floating-point numbers lose in a subtraction.
const ROUNDING: f64 = 1e-6;
/// A figure so much larger or smaller is another.
const BLUNT: f64 = 0.04;
/// A ratio that words are used for is given by the figures as exactly as this.
pub(super) const EXACT: f64 = 0.03;

/// Words that fail, to be explained.
pub(super) struct Attempt<'a> {
    pub(super) row: &'a Claim,
    pub(super) slots: &'a Slots,
    pub(super) context: Context<'a>,
    sharp: Sharp,
    /// The conditions of the claim hold, and its figures are told.
    may_be_tried: OnceCell<bool>,
}

/// A slip of one figure, a mark, if it explains the claim.
pub(super) type Slip<A> = fn(&A, u32, &Figure) -> Option<Suggestion>;

/// How sharply a slip has to put a claim right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharp {
    /// It holds.
    Holds,
    /// It holds, and would not with a number near the one put in its place.
    NoneBeside,
    /// It holds to the last digit.
    ToTheDigit,
    /// As one of the two, and what has to be given holds as well, which it does not of the figures as they stand.
    Given,
}

impl<'a> Attempt<'a> {
    pub(super) fn new(row: &'a Claim, slots: &'a Slots, context: Context<'a>, sharp: Sharp) -> Attempt<'a> {
        Attempt { row, slots, context, sharp, may_be_tried: OnceCell::new() }
    }

    /// Whether the conditions of the claim hold with these slots and its figures are told: worked out once for its own.
    fn may_be_tried(&self, slots: &Slots) -> bool {
        let may_be = || {
            given(self.row, slots, self.context) == Some(true)
                && can_be_decided(self.row, slots, self.context)
        };
        if std::ptr::eq(slots, self.slots) { *self.may_be_tried.get_or_init(may_be) } else { may_be() }
    }

    /// Whether the claim holds with its figures read as printed, one of them otherwise.
    fn printed(&self, slots: &Slots, instead: Option<&Instead>) -> bool {
        let asked = self.row.given.as_ref().filter(|_| self.sharp == Sharp::Given);
        (asked.is_some() || self.may_be_tried(slots))
            && alternatives(slots, Precision::Printed, instead, self.context).any(|operands| {
                asked.is_none_or(|asked| granted(asked, &operands) == Some(true))
                    && satisfied(&self.row.expect, &operands) == Some(true)
            })
    }

    pub(super) fn holds(&self, slots: &Slots, instead: Option<&Instead>) -> bool {
        self.printed(slots, instead)
            && self.believable(slots, instead)
            && instead.is_none_or(|i| match self.sharp {
                Sharp::Holds => true,
                Sharp::NoneBeside => self.fails_beside(slots, i),
                Sharp::ToTheDigit => self.to_the_digit(slots, i),
                Sharp::Given => self.to_the_digit(slots, i) || self.fails_beside(slots, i),
            })
    }

    /// Whether both sides of the claim come to one number with a figure in its place: a percentage to its last digit,
    /// what is said to be about so much nearly.
    fn to_the_digit(&self, slots: &Slots, instead: &Instead) -> bool {
        // "50% of them" is no ratio that a headline claims.
        let claimed = |(mark, _): &(u32, &Figure)| {
            !self.of_story() || self.marks().next().is_some_and(|(own, _)| own == *mark)
        };
        let ratio = self.ratio().filter(claimed).map(|(_, f)| f);
        let off = |clause: &Clause, side: f64| match ratio {
            Some(f) if f.hedge.is_some() && f.kind != Kind::Percent => NEARLY * side,
            Some(f) if f.kind == Kind::Percent => 0.005 * f.amount.step.max(ROUNDING) + ROUNDING,
            Some(_) => EXACT * side,
            // A headline rounds what it adds up, too.
            None if divides(&clause.left).is_some() || self.of_story() => {
                self.marks().next().map_or(0.0, |(_, f)| f.amount.step * STEP)
            }
            None => self.uneven().unwrap_or(ROUNDING * side),
        };
        // What a way to be right compares stands first in it. A story's figures may be related in any of them.
        let ways = self.row.expect.ways.iter().filter_map(|way| way.first());
        let clauses: Vec<&Clause> = ways.take(if self.of_story() { usize::MAX } else { 1 }).collect();
        let mut ways = alternatives(slots, Precision::Printed, Some(instead), self.context);
        ways.any(|o| {
            clauses.iter().any(|clause| {
                // What is claimed lies in the middle of the bounds around it.
                let high = clause.high.as_ref().unwrap_or(&clause.right);
                let bounds = quantity(&clause.right, &o).zip(quantity(high, &o));
                let sides =
                    quantity(&clause.left, &o).zip(bounds.map(|(a, b)| f64::midpoint(a.face, b.face)));
                sides.is_some_and(|(a, b)| (a.face - b).abs() <= off(clause, b.abs()))
            })
        })
    }

    /// By how many seconds a length of months or years may differ from what the calendar gives.
    fn uneven(&self) -> Option<f64> {
        let (_, own) = self.marks().next().filter(|(_, f)| f.kind == Kind::Duration)?;
        let unit = self.context.book.units.get(own.unit.as_ref()?.unit);
        (unit.factor >= MONTH).then_some(own.amount.step * unit.factor * STEP)
    }

    /// Whether the claim is a headline's, of figures of its story.
    fn of_story(&self) -> bool {
        self.row.told == Some(Told::Story)
    }

    /// Whether the claim would fail with a figure a little larger or smaller than that put in its place.
    fn fails_beside(&self, slots: &Slots, instead: &Instead) -> bool {
        [1.0 - BLUNT, 1.0 + BLUNT].into_iter().all(|factor| {
            let mut other = instead.clone();
            other.figure.amount.value *= factor;
            !self.printed(slots, Some(&other))
        })
    }

    /// "More than tripled" holds for a thousand times too, but no slip is explained by that.
    fn believable(&self, slots: &Slots, instead: Option<&Instead>) -> bool {
        let Some((mark, claimed)) =
            self.ratio().filter(|(_, f)| f.hedge.is_some() && f.kind == Kind::Multiple)
        else {
            return true;
        };
        let claimed = instead.filter(|i| i.mark == mark).map_or(claimed, |i| &i.figure);
        let Some(clause) = self.row.expect.clauses().next() else { return true };
        let mut ways = alternatives(slots, Precision::Printed, instead, self.context);
        let near = |q: Quantity| (NEAR.0..NEAR.1).contains(&(q.face / claimed.amount.value));
        ways.next().and_then(|o| quantity(&clause.left, &o)).is_none_or(near)
    }

    /// The claim with its from and to exchanged.
    pub(super) fn swapped(&self) -> Option<Slots> {
        let at = |name: &str| self.slots.iter().position(|(n, _)| self.context.book.slot(*n) == name);
        let (from, to) = (at("from")?, at("to")?);
        let mut slots = self.slots.clone();
        let (a, b) = (slots.get(from)?.1.clone(), slots.get(to)?.1.clone());
        slots.get_mut(from)?.1 = b;
        slots.get_mut(to)?.1 = a;
        Some(slots)
    }

    /// The ratio that the claim asserts: "12%", "tripled".
    pub(super) fn ratio(&self) -> Option<(u32, &Figure)> {
        self.marks().find(|(_, f)| f.is_ratio())
    }

    pub(super) fn marks(&self) -> impl Iterator<Item = (u32, &Figure)> {
        let marks = self.slots.iter().flat_map(|(_, bound)| bound.marks());
        marks.filter_map(|m| Some((*m, figure(*m, self.context)?)))
    }

    /// Whether what the claim compares is its ratio, and not the figures alone as in "rose".
    pub(super) fn compares(&self, mark: u32) -> bool {
        let clause = self.row.expect.clauses().next().filter(|clause| clause.compare == Compare::Agrees);
        let Some(Expr::Slot(slot)) = clause.map(|clause| &clause.right) else { return false };
        self.slots
            .iter()
            .any(|(name, bound)| self.context.book.slot(*name) == slot && bound.mark() == Some(mark))
    }

    /// What the claim's own arithmetic comes to.
    pub(super) fn computed(&self) -> Option<f64> {
        let clause = self.row.expect.clauses().next()?;
        let operands = first(self.slots, self.context);
        let side = if matches!(clause.left, Expr::Slot(_)) { &clause.right } else { &clause.left };
        quantity(side, &operands).map(|q| q.face)
    }

    /// Tries one kind of slip on each figure in turn, a claimed ratio first.
    pub(super) fn each(&self, slip: Slip<Self>) -> Option<Suggestion> {
        let ratio = self.marks().filter(|(_, f)| f.is_ratio());
        let others = self.marks().filter(|(_, f)| !f.is_ratio());
        ratio.chain(others).find_map(|(mark, figure)| slip(self, mark, figure))
    }

    /// As [`Attempt::each`], the first of several slips that explains it.
    pub(super) fn first_of(&self, slips: &[Slip<Self>]) -> Option<Suggestion> {
        slips.iter().find_map(|slip| self.each(*slip))
    }

    pub(super) fn says(&self, slip: &str, old: &str, new: &str, place: Option<Span>) -> Suggestion {
        let template = self.context.book.slips.says.get(slip).map_or("", String::as_str);
        Suggestion {
            text: template.replace("{old}", old).replace("{new}", new),
            slip: Some(slip.to_string()),
            replace: place.map(|span| Replacement { span, text: new.to_string() }),
        }
    }
}
