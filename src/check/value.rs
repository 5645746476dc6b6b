//! Operands and what an expectation makes of them.

use crate::{
    check::{function::call, operand::Context, plausible::plausible},
    grammar::figure::Figure,
    interval::Interval,
    rule::expect::{Clause, Compare, Expect, Expr},
    span::Span,
    units::{BASES, Exponents},
};

/// A value in the middle of a computation.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A quantity in base units.
    Quantity(Quantity),
    /// Several.
    List(Vec<Quantity>),
    /// A date or period.
    Date(Date),
    /// A listed word: a number for each, the same for those that mean the same.
    Word(u32),
}

/// A quantity in base units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// All it may be.
    pub interval: Interval,
    /// The value at face value.
    pub face: f64,
    /// The two ends of a written range, each with its own precision.
    pub ends: Option<[Interval; 2]>,
    /// Base units at the zero of its unit, as of the degree Celsius.
    pub zero: f64,
    /// Its dimension.
    pub exponents: Exponents,
    /// The currencies it is in: dollars, or dollars to the pound.
    pub money: Money,
}

/// The currencies of a quantity: an amount is over one, a rate of exchange over one and under another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// ISO 4217 code of what is counted.
    pub over: Option<[u8; 3]>,
    /// ISO 4217 code of what it is counted for one of.
    pub under: Option<[u8; 3]>,
}

impl Money {
    fn inverse(self) -> Money {
        Money { over: self.under, under: self.over }
    }

    /// Of a product; equal currencies above and below cancel. None when more than one is left on either side.
    fn times(self, other: Money) -> Option<Money> {
        let (mut over, mut under) = ([self.over, other.over], [self.under, other.under]);
        for above in &mut over {
            if let Some(below) = under.iter_mut().find(|u| above.is_some() && **u == *above) {
                (*above, *below) = (None, None);
            }
        }
        match (over, under) {
            ([Some(_), Some(_)], _) | (_, [Some(_), Some(_)]) => None,
            ([a, b], [c, d]) => Some(Money { over: a.or(b), under: c.or(d) }),
        }
    }
}

/// A date as far as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// First and last day, in days since 1970-01-01, when it is told which and there are such days.
    pub days: Option<(i32, i32)>,
    /// Whether it is in the calendar.
    pub exists: bool,
    /// Whether its year is written out.
    pub told: bool,
    /// The weekday written beside it, 1 for Monday.
    pub named: Option<u8>,
    /// Of a clock time, minutes since midnight.
    pub minute: Option<u16>,
    /// First and last day of a year, of a date whose year is not told.
    pub turn: Option<(i32, i32)>,
}

impl Quantity {
    /// A plain number, exactly.
    #[must_use]
    pub fn plain(x: f64) -> Self {
        Quantity {
            interval: Interval::point(x),
            face: x,
            ends: None,
            zero: 0.0,
            exponents: [0; BASES.len()],
            money: Money::default(),
        }
    }

    pub(super) fn time(interval: Interval, face: f64) -> Self {
        let exponents = std::array::from_fn(|i| i8::from(BASES.get(i) == Some(&"time")));
        Quantity { interval, face, exponents, ..Quantity::plain(0.0) }
    }
}

/// The operands of a claim, by slot.
#[derive(Clone, Default)]
pub struct Operands<'a> {
    /// One for each slot bound.
    pub slots: Vec<Operand<'a>>,
    /// Those of another, for the slots that are not bound here.
    pub others: Option<&'a Operands<'a>>,
}

/// What one slot stands for.
#[derive(Clone)]
pub struct Operand<'a> {
    /// The slot.
    pub slot: &'a str,
    /// Its value.
    pub value: Value,
    /// Its mark, where it is bound to one alone.
    pub mark: Option<u32>,
    /// The figure of that, as it is read.
    pub figure: Option<Figure>,
    /// Its words, where it is no figure but a listed word.
    pub words: Option<Span>,
    /// Where it stands.
    pub context: Context<'a>,
}

impl Operands<'_> {
    pub(super) fn get(&self, slot: &str) -> Option<&Operand<'_>> {
        let own = self.slots.iter().find(|o| o.slot == slot);
        own.or_else(|| self.others?.get(slot))
    }

    pub(super) fn value(&self, slot: &str) -> Option<&Value> {
        self.get(slot).map(|o| &o.value)
    }
}

/// Whether everything expected can be so; none when something is not told or cannot be compared.
#[must_use]
pub fn satisfied(expect: &Expect, slots: &Operands<'_>) -> Option<bool> {
    any(expect, slots).0
}

/// As [`satisfied`], of what has to be given; none, too, while one of its ways hangs on something that is not told yet.
#[must_use]
pub fn granted(given: &Expect, slots: &Operands<'_>) -> Option<bool> {
    match any(given, slots) {
        (Some(false), true) => None,
        (known, _) => known,
    }
}

/// Whether one of the ways can be so, as far as any is known, and whether one is not.
fn any(expect: &Expect, slots: &Operands<'_>) -> (Option<bool>, bool) {
    let (mut known, mut open) = (None, false);
    for way in &expect.ways {
        match all(way, slots) {
            Some(true) => return (Some(true), open),
            Some(false) => known = Some(false),
            None => open = true,
        }
    }
    (known, open)
}

/// Whether all comparisons can be so.
fn all(clauses: &[Clause], slots: &Operands<'_>) -> Option<bool> {
    let mut all = Some(true);
    for clause in clauses {
        match holds(clause, slots) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}

/// Whether one comparison can be so; none when something is not told or cannot be compared.
pub(super) fn holds(clause: &Clause, slots: &Operands<'_>) -> Option<bool> {
    let left = quantity(&clause.left, slots)?;
    let right = quantity(&clause.right, slots)?;
    let zero = clause.right == Expr::Number(0.0);
    if !zero && (left.exponents != right.exponents || left.money != right.money) {
        return None;
    }
    let (a, b) = (left.interval, right.interval);
    Some(match clause.compare {
        Compare::Agrees | Compare::Equal => match (left.ends, right.ends) {
            (Some([low, high]), Some([other_low, other_high])) => {
                low.meets(other_low) && high.meets(other_high)
            }
            _ => a.meets(b) && (clause.compare == Compare::Equal || plausible(clause, left, right, slots)),
        },
        Compare::Differs => !a.meets(b),
        Compare::Less => a.lo < b.hi,
        Compare::AtMost => a.lo <= b.hi,
        Compare::More => a.hi > b.lo,
        Compare::AtLeast => a.hi >= b.lo,
        Compare::Within => {
            let high = quantity(clause.high.as_ref()?, slots)?;
            a.meets(b.hull(high.interval))
        }
    })
}

/// Works out an expression; none when a slot is empty or dimensions do not fit.
#[must_use]
pub fn quantity(expr: &Expr, slots: &Operands<'_>) -> Option<Quantity> {
    match expr {
        Expr::Number(x) => Some(Quantity::plain(*x)),
        Expr::Amount(_, x, exponents) => Some(Quantity { exponents: *exponents, ..Quantity::plain(*x) }),
        Expr::Slot(name) => match slots.value(name)? {
            Value::Quantity(q) => Some(*q),
            Value::List(_) | Value::Date(_) | Value::Word(_) => None,
        },
        Expr::Binary(op, l, r) => {
            let negated = *op == '-' && **l == Expr::Number(0.0);
            let b = quantity(r, slots)?;
            let a = if negated {
                Quantity { exponents: b.exponents, money: b.money, ..Quantity::plain(0.0) }
            } else {
                quantity(l, slots)?
            };
            binary(*op, a, b)
        }
        Expr::Call(function, arguments) => call(*function, arguments, slots),
    }
}

/// Joins two quantities; none when they cannot be added, or when what comes out is no number, as of what is divided by
/// nothing.
pub(super) fn binary(op: char, a: Quantity, b: Quantity) -> Option<Quantity> {
    let same = a.exponents == b.exponents && a.money == b.money;
    let join = |sign: i8| -> Exponents {
        std::array::from_fn(|i| {
            let (x, y) = (a.exponents.get(i).copied().unwrap_or(0), b.exponents.get(i).copied().unwrap_or(0));
            x.saturating_add(y.saturating_mul(sign))
        })
    };
    let (interval, face, exponents, money) = match op {
        '+' if same => (a.interval.plus(b.interval), a.face + b.face, a.exponents, a.money),
        '-' if same => (a.interval.minus(b.interval), a.face - b.face, a.exponents, a.money),
        '*' => (a.interval.times(b.interval), a.face * b.face, join(1), a.money.times(b.money)?),
        '/' => (a.interval.over(b.interval), a.face / b.face, join(-1), a.money.times(b.money.inverse())?),
        _ => return None,
    };
    face.is_finite().then_some(Quantity { interval, face, exponents, money, ends: None, zero: 0.0 })
}
