//! Whether figures that no word names can be meant by what only bounds them: 92% is "more than 10%", but nobody who
//! wrote that meant it.

use crate::{
    check::{
        operand::{Context, Slots, first},
        value::{Operands, Quantity, quantity},
    },
    rule::{
        Claim,
        expect::{Clause, Compare},
    },
};

/// What a bound is said of is at most so many times it, …
const MOST_APART: f64 = 2.0;
/// … and a sum of which no word says that it is one comes nearer.
const SUM_APART: f64 = 1.25;
/// What is rounded reaches at least so much as far up as down.
const ROUNDED: f64 = 0.5;

/// Whether what a claim comes to is near enough to what it says, where that is open on a side.
pub(super) fn may_be_meant(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    let operands = first(slots, context);
    let most = if row.told.is_some_and(|told| told.is_guess()) { SUM_APART } else { MOST_APART };
    row.expect.ways.iter().any(|way| way.iter().all(|clause| is_near(clause, &operands, most)))
}

fn is_near(clause: &Clause, operands: &Operands<'_>, most: f64) -> bool {
    let sides = quantity(&clause.left, operands).zip(quantity(&clause.right, operands));
    let Some((a, b)) = sides.filter(|_| clause.compare == Compare::Agrees) else { return true };
    // "Up to 26": from nothing; what is merely rounded reaches as far down as up.
    let open = |q: Quantity| {
        let (down, up) = (q.face - q.interval.lo, q.interval.hi - q.face);
        !down.is_finite() || !up.is_finite() || q.interval.lo <= 0.0 && up < ROUNDED * down
    };
    let times = (a.face / b.face).abs();
    !(open(a) || open(b)) || (1.0 / most..=most).contains(&times)
}
