//! Whether a ratio is what its figures come to, and not merely what they could come to by rounding.

use crate::{
    check::value::{Money, Operands, Quantity},
    rule::expect::{Clause, Expr, Function},
    units::Exponents,
};

/// A number larger than this is a multiple.
const STEP_UP: f64 = 1.5;
/// A multiple is off by less than so much of itself, whatever its figures are rounded to, …
const MULTIPLE_OFF: f64 = 0.2;
/// … a change or a share by so much of itself, …
const RATIO_OFF: f64 = 0.2;
/// … or so much, of figures of one digit, "3 million to 4 million" …
const ROUND_OFF: f64 = 0.4;
/// … and so much more, a small one …
const POINTS_OFF: f64 = 0.02;
/// … or, of its square, a large one.
const LARGE_OFF: f64 = 0.3;

/// Whether a ratio that rounding allows is near enough to what the figures come to as they stand: "$4 to $5" may be
/// $4.45 and $4.55, but nobody who wrote that calls it a rise of 2 per cent. What only bounds it, or
/// tells a range, may be any.
pub(super) fn plausible(clause: &Clause, told: Quantity, claimed: Quantity, slots: &Operands<'_>) -> bool {
    let plain = told.exponents == Exponents::default() && told.money == Money::default();
    let Some(multiple) = divides(&clause.left).filter(|_| plain) else { return true };
    let (mut free, mut fine) = (false, false);
    clause.slots(&mut |name| {
        free |= slots.get(name).is_some_and(|o| o.is_bounded() || o.is_range());
        fine |= slots.get(name).is_some_and(|o| o.shows_digits());
    });
    if free {
        return true;
    }
    let (told, claimed) = (told.face.abs(), claimed.face.abs());
    let most = if multiple && claimed > STEP_UP {
        MULTIPLE_OFF * claimed
    } else {
        let off = if fine { RATIO_OFF } else { ROUND_OFF };
        off * claimed + POINTS_OFF + LARGE_OFF * told * told
    };
    (told - claimed).abs() < most
}

/// Whether an expression divides, so that what it comes to is rounded; and if so whether it is nothing but a ratio.
pub(super) fn divides(expr: &Expr) -> Option<bool> {
    match expr {
        Expr::Binary('/', ..) => Some(true),
        Expr::Binary(_, l, r) => divides(l).or_else(|| divides(r)).map(|_| false),
        Expr::Call(Function::Abs, arguments) => arguments.first().and_then(divides).map(|_| false),
        _ => None,
    }
}
