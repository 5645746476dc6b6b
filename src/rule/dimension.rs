//! The dimensions of an expectation, checked when its file is loaded: `to / from ~ k` compares
//! plain numbers, `from + span(a, b)` makes no sense.

use crate::{
    rule::{
        expect::{Clause, Compare, Expect, Expr, Function},
        kinds::{self, Kinds},
    },
    units::{BASES, Exponents, Units},
};

/// What a slot or an expression measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A quantity: powers of the base dimensions, and of the one that all slots without a kind share.
    Quantity(Exponents, i8),
    /// A date or period.
    Date,
    /// Several sorts are possible; only the draft can tell.
    Open,
}

const PLAIN: Sort = Sort::Quantity([0; BASES.len()], 0);

/// What a slot of these kinds measures.
#[must_use]
pub fn of(kinds: &Kinds, units: &Units) -> Sort {
    if kinds.series {
        return PLAIN;
    }
    if kinds.like {
        return Sort::Quantity([0; BASES.len()], 1);
    }
    let named = |name: &str| kinds::NAMES.iter().find(|n| n.0 == name).map_or(0, |n| n.1);
    let within = |names: &[&str]| {
        let mask = names.iter().fold(0, |m, n| m | named(n));
        kinds.marks != 0 && kinds.marks & !mask == 0
    };
    if let [dimension] = kinds.dimensions.as_slice() {
        let unit = units.iter().map(|(_, u)| u).find(|u| &*u.dimension == dimension.as_str());
        return unit.map_or(Sort::Open, |u| Sort::Quantity(u.exponents, 0));
    }
    if within(&["number", "percent", "points", "share", "multiple", "ordinal", "score"]) {
        PLAIN
    } else if within(&["duration", "age"]) {
        power("time", 1)
    } else if within(&["when"]) {
        Sort::Date
    } else {
        Sort::Open
    }
}

fn power(base: &str, n: i8) -> Sort {
    Sort::Quantity(std::array::from_fn(|i| if BASES.get(i) == Some(&base) { n } else { 0 }), 0)
}

/// Checks every clause; `sort` tells what each slot measures.
///
/// # Errors
/// Says which two things cannot be compared, added or counted.
pub fn check(expect: &Expect, sort: &impl Fn(&str) -> Sort) -> Result<(), String> {
    for Clause { left, compare, right, high } in expect.clauses() {
        let a = infer(left, sort)?;
        let zero = *compare == Compare::More && *right == Expr::Number(0.0);
        for other in std::iter::once(right).chain(high) {
            let b = infer(other, sort)?;
            if !zero && !fits(a, b) {
                return Err(format!("the two sides measure different things: {} and {}", name(a), name(b)));
            }
        }
    }
    Ok(())
}

fn infer(expr: &Expr, sort: &impl Fn(&str) -> Sort) -> Result<Sort, String> {
    Ok(match expr {
        Expr::Number(_) => PLAIN,
        Expr::Amount(_, _, exponents) => Sort::Quantity(*exponents, 0),
        Expr::Slot(slot) => sort(slot),
        Expr::Binary(op, l, r) => {
            let (a, b) = (infer(l, sort)?, infer(r, sort)?);
            let negated = **l == Expr::Number(0.0) && *op == '-';
            match (op, a, b) {
                (_, Sort::Date, _) | (_, _, Sort::Date) => {
                    return Err("a date takes no part in arithmetic; use span()".into());
                }
                (_, Sort::Open, _) | (_, _, Sort::Open) => Sort::Open,
                ('*', Sort::Quantity(x, n), Sort::Quantity(y, m)) => {
                    Sort::Quantity(zip(x, y, i8::wrapping_add), n.wrapping_add(m))
                }
                ('/', Sort::Quantity(x, n), Sort::Quantity(y, m)) => {
                    Sort::Quantity(zip(x, y, i8::wrapping_sub), n.wrapping_sub(m))
                }
                _ if a == b || negated => b,
                _ => return Err(format!("`{op}` joins different things: {} and {}", name(a), name(b))),
            }
        }
        Expr::Call(function, arguments) => {
            let sorts = arguments.iter().map(|a| infer(a, sort)).collect::<Result<Vec<_>, _>>()?;
            let first = sorts.first().copied().unwrap_or(Sort::Open);
            match function {
                Function::Sum
                | Function::Abs
                | Function::Difference
                | Function::Worth
                | Function::First
                | Function::Last
                | Function::Max
                | Function::Min
                | Function::Average
                | Function::Median
                | Function::All
                | Function::Face => first,
                Function::Own => sorts.get(1).copied().unwrap_or(Sort::Open),
                Function::Size => Sort::Open,
                Function::Count
                | Function::Weekday
                | Function::Named
                | Function::Exists
                | Function::Told
                | Function::Bounded
                | Function::Unit
                | Function::Currency
                | Function::Whole
                | Function::Scale
                | Function::Digits
                | Function::Jumbled
                | Function::Akin
                | Function::Echoed
                | Function::Apart
                | Function::Noun
                | Function::Alike
                | Function::Word
                | Function::Ambiguous
                | Function::Rate
                | Function::Per
                | Function::Yearly
                | Function::Rough => PLAIN,
                Function::Power => {
                    if sorts.iter().any(|s| !fits(*s, PLAIN)) {
                        return Err("power() takes two plain numbers".into());
                    }
                    PLAIN
                }
                Function::Years => {
                    if !fits(first, power("time", 1)) && first != PLAIN {
                        return Err("years() takes a length of time".into());
                    }
                    PLAIN
                }
                Function::When => Sort::Date,
                Function::Clock | Function::Length => power("time", 1),
                Function::Span => {
                    if sorts.iter().any(|s| matches!(s, Sort::Quantity(..))) {
                        return Err("span() takes two dates".into());
                    }
                    power("time", 1)
                }
            }
        }
    })
}

fn zip(x: Exponents, y: Exponents, f: fn(i8, i8) -> i8) -> Exponents {
    std::array::from_fn(|i| f(x.get(i).copied().unwrap_or(0), y.get(i).copied().unwrap_or(0)))
}

/// Amounts without a kind may be plain numbers or percentages, so they may be compared with one.
fn fits(a: Sort, b: Sort) -> bool {
    let like = |s: Sort| matches!(s, Sort::Quantity(_, 1));
    a == b || a == Sort::Open || b == Sort::Open || like(a) && b == PLAIN || like(b) && a == PLAIN
}

fn name(sort: Sort) -> String {
    let Sort::Quantity(exponents, like) = sort else {
        return if sort == Sort::Date { "a date".into() } else { "anything".into() };
    };
    let mut parts: Vec<String> = Vec::new();
    let named = BASES.iter().copied().zip(exponents).chain([("an amount", like)]);
    for (base, n) in named.filter(|(_, n)| *n != 0) {
        parts.push(if n == 1 { base.to_string() } else { format!("{base}^{n}") });
    }
    if parts.is_empty() { "a plain number".into() } else { parts.join(" ") }
}
