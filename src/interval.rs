//! Interval arithmetic in f64, rounded outward: the true result always lies inside.

use serde::{Deserialize, Serialize};

/// All the numbers that could have been written as one figure: a closed interval, either end of
/// which may be infinite.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower bound.
    pub lo: f64,
    /// Upper bound.
    pub hi: f64,
}

/// Two numbers this close, relatively, are the same number: f64 noise, not news.
pub const TOLERANCE: f64 = 1e-9;

impl Interval {
    /// The interval `lo..=hi`, its ends put in order.
    #[must_use]
    pub fn new(lo: f64, hi: f64) -> Self {
        if lo <= hi { Interval { lo, hi } } else { Interval { lo: hi, hi: lo } }
    }

    /// One number, exactly.
    #[must_use]
    pub fn point(x: f64) -> Self {
        Interval { lo: x, hi: x }
    }

    /// Every number.
    #[must_use]
    pub fn all() -> Self {
        Interval { lo: f64::NEG_INFINITY, hi: f64::INFINITY }
    }

    /// `x` give or take `half`.
    #[must_use]
    pub fn around(x: f64, half: f64) -> Self {
        outward(x - half.abs(), x + half.abs())
    }

    /// Whether some number lies in both, ends a relative [`TOLERANCE`] apart counting as touching.
    #[must_use]
    pub fn meets(self, other: Interval) -> bool {
        let slack = TOLERANCE * scale(self).max(scale(other));
        self.lo <= other.hi + slack && other.lo <= self.hi + slack
    }

    /// Whether `x` lies inside, within [`TOLERANCE`].
    #[must_use]
    pub fn holds(self, x: f64) -> bool {
        self.meets(Interval::point(x))
    }

    /// The smallest interval holding both.
    #[must_use]
    pub fn hull(self, other: Interval) -> Interval {
        Interval { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    /// The middle; the finite end when the other is infinite.
    #[must_use]
    pub fn mid(self) -> f64 {
        match (self.lo.is_finite(), self.hi.is_finite()) {
            // Halved first: the whole width may be more than there are numbers for.
            (true, true) => (self.lo / 2.0 + self.hi / 2.0).clamp(self.lo, self.hi),
            (true, false) => self.lo,
            (false, true) => self.hi,
            (false, false) => 0.0,
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, o: Interval) -> Interval {
        outward(self.lo + o.lo, self.hi + o.hi)
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, o: Interval) -> Interval {
        outward(self.lo - o.hi, self.hi - o.lo)
    }

    /// The product.
    #[must_use]
    pub fn times(self, o: Interval) -> Interval {
        let p =
            [product(self.lo, o.lo), product(self.lo, o.hi), product(self.hi, o.lo), product(self.hi, o.hi)];
        outward(
            p.iter().copied().fold(f64::INFINITY, f64::min),
            p.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        )
    }

    /// The quotient; every number when the divisor may be zero.
    #[must_use]
    pub fn over(self, o: Interval) -> Interval {
        if o.lo <= 0.0 && o.hi >= 0.0 {
            return Interval::all();
        }
        self.times(outward(1.0 / o.hi, 1.0 / o.lo))
    }

    /// The absolute value.
    #[must_use]
    pub fn abs(self) -> Interval {
        if self.lo >= 0.0 {
            self
        } else if self.hi <= 0.0 {
            Interval { lo: -self.hi, hi: -self.lo }
        } else {
            Interval { lo: 0.0, hi: self.hi.max(-self.lo) }
        }
    }

    /// Every member times `factor` plus `offset`: a change of unit.
    #[must_use]
    pub fn linear(self, factor: f64, offset: f64) -> Interval {
        // In two steps, each rounded outward: where the two nearly cancel out, what is left is the first one's error.
        self.times(Interval::point(factor)).plus(Interval::point(offset))
    }
}

/// 0 times infinity is 0 here: a zero amount of anything is nothing.
fn product(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { a * b }
}

fn scale(i: Interval) -> f64 {
    let finite = |x: f64| if x.is_finite() { x.abs() } else { 0.0 };
    finite(i.lo).max(finite(i.hi))
}

fn outward(lo: f64, hi: f64) -> Interval {
    if lo.is_nan() || hi.is_nan() {
        return Interval::all();
    }
    Interval { lo: lo.next_down(), hi: hi.next_up() }
}
