//! Whether "to" between two quantities makes a range of them: "40 to 60 tonnes", but not "rose by 40 to 120".

use super::{
    earlier::range_told,
    input::Input,
    quantity::{Part, unit_of},
    range::hedge_before,
    sense::{AND, BETWEEN, CHANGE, FROM, OF, OPEN, OR, PREPOSITION, TO},
};

/// Whether "to" between two quantities makes a range of them.
pub(super) fn to_joins(start: Input<'_>, a: &Part, b: &Part) -> bool {
    let start = unhedged(start);
    if start.after(FROM) && start.back(1).is_some_and(range_told) {
        return upward(a, b);
    }
    if start.after(FROM | BETWEEN) && a.unit.is_some() {
        return false;
    }
    if start.after(FROM) && told_change(start) {
        return false;
    }
    // "rose 5 to 105": the change, then where it led. But "rose to 5 to 10", "rose 5 to 10 percent".
    if rated(a) && !rated(b) {
        return false;
    }
    let free = a.unit.is_none() && is_percent(start, b);
    let mut before = start.back(1);
    for _ in 0..3 {
        match before {
            Some(p) if p.is(CHANGE) => return free && upward(a, b),
            // "rose 16% or $640 to $4,640"
            Some(p) if p.is(OR) && near_before(p, 5, CHANGE) => return false,
            // "fell from a peak of $46 to $52": two figures, as in "from $46 to $52".
            Some(p) if p.is(OF) && near_before(p, 4, FROM) && told_change(p) => return false,
            // "rose by 25% (4,120 to 5,150)"
            Some(p) if p.is(OPEN) && near_before(p, 5, CHANGE) && (fine(a) || fine(b)) => return false,
            // "a rise of $2m to $15m", but "growth of 1.5% to 2%"
            Some(p) if p.is(OF) && p.after(CHANGE) && a.unit.is_some() => {
                return a.unit == b.unit && is_percent(start, b) && upward(a, b) && !apart(a, b, 1.5);
            }
            // "fell by 25 cents to $1.50", "fell by 20 MW to 120 MW", "fell by nine to 45", "rose by £3,450 to £5,430"
            Some(p)
                if p.is(PREPOSITION)
                    && p.after(CHANGE)
                    && (units_differ(a, b)
                        || bare(a) == bare(b) && (apart(a, b, 2.0) || !p.is(TO) && (fine(a) || fine(b)))) =>
            {
                return false;
            }
            Some(p) if p.is(PREPOSITION | OF | AND) => break,
            other => before = other.and_then(|p| p.back(1)),
        }
    }
    upward(a, b)
}

/// Whether a quantity is so much for each of something.
pub(super) fn rated(part: &Part) -> bool {
    part.unit.as_ref().is_some_and(|u| u.per.is_some() || u.per_noun.is_some())
}

/// The place before the hedge of what begins here: that of "about" in "from about 5".
pub(super) fn unhedged(i: Input<'_>) -> Input<'_> {
    let hedge = |n: &usize| {
        let start = i.back(*n)?;
        hedge_before(start).filter(|(rest, _)| rest.at == i.at).map(|_| start)
    };
    (1..=LONGEST_HEDGE).find_map(|n| hedge(&n)).unwrap_or(i)
}

/// Tokens looked back for a hedge.
const LONGEST_HEDGE: usize = 4;

fn is_percent(i: Input<'_>, p: &Part) -> bool {
    p.unit.as_ref().is_some_and(|u| &*unit_of(i, u).dimension == "percent")
}

fn units_differ(a: &Part, b: &Part) -> bool {
    let unit = |p: &Part| p.unit.as_ref().map(|u| u.unit);
    a.sign_first != b.sign_first && unit(a).is_some() && unit(b).is_some()
}

/// Whether the second number is more than so many times the first.
fn apart(a: &Part, b: &Part, times: f64) -> bool {
    b.number.amount.value > times * a.number.amount.value
}

/// Whether a number has more digits than the ends of a range: "£3,450".
fn fine(p: &Part) -> bool {
    let amount = p.number.amount;
    let mut digits = if amount.step > 0.0 { (amount.value / amount.step).round() } else { 0.0 };
    while digits >= RANGED_TO && digits % 10.0 == 0.0 {
        digits /= 10.0;
    }
    digits >= RANGED_TO
}

/// A range is told in numbers of two digits, but for noughts at their ends.
const RANGED_TO: f64 = 100.0;

pub(super) fn bare(p: &Part) -> bool {
    p.unit.is_none()
}

/// Whether the second can be the upper end: more than the first, or of another unit.
pub(super) fn upward(a: &Part, b: &Part) -> bool {
    let (x, y) = (a.number.amount, b.number.amount);
    let mantissa = x.scale < y.scale && x.scale == 1.0;
    mantissa || x.value < y.value || (a.unit.is_some() && b.unit.is_some() && a.unit != b.unit)
}

/// Whether one of the `n` tokens up to here plays the role.
pub(super) fn near_before(i: Input<'_>, n: usize, role: u128) -> bool {
    (0..n).filter_map(|k| i.back(k)).any(|b| b.is(role))
}

/// Whether a change is told before this place, in the same clause or so.
pub(super) fn told_change(i: Input<'_>) -> bool {
    i.back(1).is_some_and(|b| near_before(b, 12, CHANGE))
}
