//! The working: what the figures come to, and how that compares with what the words claim.

use crate::{
    bind::{like, matcher::Bound},
    check::{
        message::{render, when_words, words},
        operand::{Context, Slots, alternatives, bound, figure, first},
        reading::Precision,
        show,
        value::{self, Operands, Quantity, quantity, satisfied},
    },
    finding::Verdict,
    grammar::figure::{Figure, Kind},
    interval::Interval,
    rule::{
        Claim,
        expect::{Clause, Compare, Expr, Function},
    },
    units::{Exponents, Rate},
};

/// The working of a verdict, a line a comparison: "2,100 terabytes / 600 terabytes = 3.5 (3.496 to 3.504), not
/// more than 4 times". Of several ways to be right it tells the one that is, or the first that is not.
#[must_use]
pub(super) fn working(row: &Claim, verdict: Verdict, slots: &Slots, context: Context<'_>) -> Vec<String> {
    let holds = verdict == Verdict::Holds;
    let mut readings = alternatives(slots, Precision::Printed, None, context);
    let decided = readings.find(|operands| satisfied(&row.expect, operands) == Some(holds));
    let operands = &decided.unwrap_or_else(|| first(slots, context));
    let teller = Teller { operands, slots, context };
    let also = row.also.as_ref().map(|also| render(also, operands, slots, context));
    for way in &row.expect.ways {
        let outcome = |clause: &Clause| value::holds(clause, operands);
        let known = way.iter().all(|clause| outcome(clause).is_some());
        let all = way.iter().all(|clause| outcome(clause) == Some(true));
        if known && all == holds {
            let telling = way.iter().filter(|clause| outcome(clause) == Some(holds));
            return telling.filter_map(|clause| teller.line(clause, holds)).chain(also).collect();
        }
    }
    Vec::new()
}

/// What a comparison is told with.
struct Teller<'a> {
    operands: &'a Operands<'a>,
    slots: &'a Slots,
    context: Context<'a>,
}

/// How a value is shown.
#[derive(Clone, Copy)]
enum Form {
    /// Times a hundred, with so many decimals.
    Percent(usize),
    /// In a unit.
    Unit(Rate),
    /// As a difference in a unit: without the unit's zero.
    Difference(Rate),
    /// A weekday, 1 for Monday.
    Weekday,
    /// A number, or a time.
    Plain(Exponents),
}

impl<'a> Teller<'a> {
    /// A comparison in words; none when it has no words, or nothing of the draft in it.
    fn line(&self, clause: &Clause, holds: bool) -> Option<String> {
        let template = self.context.book.working.of_comparison(clause.compare, holds)?;
        let mut any = false;
        clause.left.slots(&mut |_| any = true);
        if !any {
            return None;
        }
        let left = self.side(&clause.left, &clause.right, true)?;
        let line = template.replace("{left}", &left);
        if clause.compare != Compare::Within {
            return Some(line.replace("{right}", &self.side(&clause.right, &clause.left, false)?));
        }
        let form = self.form(&clause.left, &clause.right, &quantity(&clause.left, self.operands)?);
        let low = quantity(&clause.right, self.operands)?.interval.lo;
        let high = quantity(clause.high.as_ref()?, self.operands)?.interval.hi;
        let bound = |x: f64| self.shown(x, form);
        Some(line.replace("{low}", &bound(low)).replace("{high}", &bound(high)))
    }

    /// One side: what it is made of and, when that is more than a figure, what it comes to. A figure that leads
    /// is shown as the other side has it, too, where that is another unit.
    fn side(&self, expr: &Expr, other: &Expr, leads: bool) -> Option<String> {
        if let Expr::Number(x) = expr {
            return Some(self.constant(*x, other));
        }
        if let Expr::Amount(text, ..) = expr {
            return Some(text.clone());
        }
        if let Expr::Call(Function::Worth, of) = expr
            && self.figures(expr).iter().all(|figure| self.currency(figure) == Some(WORTH))
        {
            return self.text(of.first()?);
        }
        let value = quantity(expr, self.operands)?;
        let form = self.form(expr, other, &value);
        if let Expr::Call(function, _) = expr
            && let Some(phrase) = self.context.book.working.of_function(*function)
            && (phrase.contains("{value}") || phrase.contains("{range}"))
        {
            let (low, high) = (self.shown(value.interval.lo, form), self.shown(value.interval.hi, form));
            let range = if low == high { low } else { format!("{low} to {high}") };
            let text = self.text(expr)?.replace("{value}", &self.shown(value.face, form));
            return Some(text.replace("{range}", &range));
        }
        let text = self.text(expr)?;
        let own = self.figures(expr);
        let figure = match expr {
            Expr::Slot(_) => own.first(),
            Expr::Call(Function::Difference | Function::Face | Function::Yearly, of)
                if matches!(of.first(), Some(Expr::Slot(_))) =>
            {
                own.first()
            }
            _ => None,
        };
        match figure {
            Some(figure) if !leads || !converts(figure, form) => Some(text),
            None if matches!(expr, Expr::Slot(_)) => Some(text),
            _ if matches!(other, Expr::Number(_) | Expr::Amount(..)) && !matches!(form, Form::Percent(_)) => {
                Some(format!("{text} = {}", self.shown(value.face, form)))
            }
            _ => {
                let shown = self.with_range(&value, form);
                Some(if shown == text { text } else { format!("{text} = {shown}") })
            }
        }
    }

    /// How the value of `expr` is shown, so that it can be compared with `other`.
    fn form(&self, expr: &Expr, other: &Expr, value: &Quantity) -> Form {
        let (own, theirs) = (self.figures(expr), self.figures(other));
        let units = &self.context.book.units;
        if let Expr::Call(Function::Weekday | Function::Named, _) = expr {
            return Form::Weekday;
        }
        if let Expr::Call(Function::Worth, _) = expr
            && let Some((dollar, _)) =
                units.iter().find(|(_, unit)| unit.currency == Some(WORTH) && unit.factor == 1.0)
        {
            return Form::Unit(Rate::from(dollar));
        }
        let percent = |figures: &[&Figure]| figures.iter().any(|f| f.kind == Kind::Percent);
        let all =
            |figures: &[&Figure]| !figures.is_empty() && figures.iter().all(|f| f.kind == Kind::Percent);
        let decimals = |figures: &[&Figure]| figures.iter().map(|f| show::decimals(f)).max().unwrap_or(0);
        let fits = |rate: &Rate| {
            let of_money = if rate.per.is_none() { units.get(rate.unit).currency } else { value.money.over };
            units.exponents(*rate) == value.exponents && of_money == value.money.over
        };
        let rate = |figures: &[&Figure]| figures.iter().filter_map(|f| like::unit_of(f)).find(fits);
        if value.exponents.iter().all(|e| *e == 0) && value.money == value::Money::default() {
            let scaled = matches!(expr, Expr::Binary('*' | '/', ..));
            // An angle has no dimension, but is not told in radians.
            let angle = rate(&theirs).or(rate(&own)).filter(|rate| units.factor(*rate) != 1.0);
            return match angle {
                _ if percent(&theirs) => Form::Percent(decimals(&theirs) + 1),
                _ if all(&own) && !scaled => Form::Percent(decimals(&own) + 1),
                Some(rate) if !scaled => Form::Unit(rate),
                _ => Form::Plain(value.exponents),
            };
        }
        match (rate(&theirs), rate(&own)) {
            (Some(rate), _) if matches!(expr, Expr::Call(Function::Difference, _)) => Form::Difference(rate),
            (Some(rate), _) => Form::Unit(rate),
            (None, Some(rate)) => Form::Unit(show::handy(value.face, rate, self.context)),
            (None, None) => Form::Plain(value.exponents),
        }
    }

    /// A number of the rule beside `other`: a percentage beside percentages, an amount beside amounts.
    fn constant(&self, x: f64, other: &Expr) -> String {
        let form = quantity(other, self.operands).map(|value| self.form(other, &Expr::Number(x), &value));
        match form {
            Some(Form::Unit(rate)) => show::constant(x, rate, self.context),
            Some(form @ Form::Percent(_)) => self.shown(x, form),
            _ => show::number(x),
        }
    }

    fn currency(&self, figure: &Figure) -> Option<[u8; 3]> {
        figure.unit.as_ref().and_then(|unit| self.context.book.units.get(unit.unit).currency)
    }

    /// A value in base units.
    fn shown(&self, base: f64, form: Form) -> String {
        let context = self.context;
        match form {
            Form::Percent(places) => show::percent(base * 100.0, places),
            Form::Unit(rate) => show::in_unit(base, rate, context),
            Form::Difference(rate) => show::difference(base, rate, context),
            Form::Weekday => {
                context.book.slips.weekdays.get((base - 1.0) as usize).cloned().unwrap_or_default()
            }
            Form::Plain(exponents) => show::plain(base, exponents),
        }
    }

    /// A value and, where it is not known exactly, from where to where it may lie: "4 years (3 to 5)".
    fn with_range(&self, value: &Quantity, form: Form) -> String {
        let Interval { lo, hi } = value.interval;
        let face = self.shown(value.face, form);
        let (low, high) = (self.shown(lo, form), self.shown(hi, form));
        if !lo.is_finite() || !hi.is_finite() || (low == face && high == face) {
            return face;
        }
        let unit = |words: &str| words.split_once(' ').map(|(_, unit)| unit.to_string());
        let bare = |words: &str| words.split(' ').next().unwrap_or("").to_string();
        if unit(&low) == unit(&high) && unit(&high) == unit(&face) {
            format!("{face} ({} to {})", bare(&low), bare(&high))
        } else {
            format!("{face} ({low} to {high})")
        }
    }

    /// An expression with its words filled in; none when it holds a function that has no words.
    fn text(&self, expr: &Expr) -> Option<String> {
        Some(match expr {
            Expr::Number(x) => show::number(*x),
            Expr::Amount(text, ..) => text.clone(),
            Expr::Slot(name) => self.slot(name, ", "),
            Expr::Binary(sign, left, right) => {
                format!("{} {sign} {}", self.part(left, *sign, false)?, self.part(right, *sign, true)?)
            }
            Expr::Call(Function::When, of) => match of.first()? {
                Expr::Slot(slot) => when_words(slot, self.slots, self.context).to_string(),
                _ => return None,
            },
            // Where zero is nothing at all, a difference is like any amount.
            Expr::Call(Function::Difference, of) if !self.is_zeroed(of.first()?) => self.text(of.first()?)?,
            Expr::Call(function, of) => {
                let mut text = self.context.book.working.of_function(*function)?.to_string();
                for (n, argument) in of.iter().enumerate() {
                    let words = match (function, argument) {
                        (Function::Abs, Expr::Binary('-', a, b)) if self.negative(argument) => {
                            format!("{} - {}", self.part(b, '-', false)?, self.part(a, '-', true)?)
                        }
                        (Function::Sum, Expr::Slot(list)) => self.slot(list, " + "),
                        _ => self.text(argument)?,
                    };
                    text = text.replace(&format!("{{{}}}", n + 1), &words);
                }
                text
            }
        })
    }

    /// An operand of `sign`, in brackets where the order of the arithmetic needs them.
    fn part(&self, expr: &Expr, sign: char, second: bool) -> Option<String> {
        let text = self.text(expr)?;
        let bare = |function| self.context.book.working.of_function(function) == Some("{1}");
        let inner = match expr {
            Expr::Call(Function::Sum, _) => &'+',
            Expr::Binary(inner, ..) => inner,
            Expr::Call(function, of) if bare(*function) => match of.first() {
                Some(Expr::Binary(inner, ..)) => inner,
                _ => return Some(text),
            },
            _ => return Some(text),
        };
        let weaker = matches!(inner, '+' | '-') && matches!(sign, '*' | '/');
        let turned = second && matches!((sign, inner), ('-', '+' | '-') | ('/', '*' | '/'));
        Some(if weaker || turned { format!("({text})") } else { text })
    }

    /// Whether its unit has a zero of its own, as degrees have.
    fn is_zeroed(&self, expr: &Expr) -> bool {
        quantity(expr, self.operands).is_some_and(|value| value.zero != 0.0)
    }

    fn negative(&self, expr: &Expr) -> bool {
        quantity(expr, self.operands).is_some_and(|value| value.face < 0.0)
    }

    /// The words of a slot: its figure as understood, a date as written, a list with `between` its items.
    fn slot(&self, name: &str, between: &str) -> String {
        match bound(name, self.slots, self.context) {
            Some(Bound::List(list)) => {
                let parts = list.iter().filter_map(|at| self.told(*at));
                parts.collect::<Vec<_>>().join(between)
            }
            Some(bound) => {
                let figure = bound.mark().and_then(|at| self.told(at));
                figure.unwrap_or_else(|| words(name, self.slots, self.context).to_string())
            }
            None => name.to_string(),
        }
    }

    /// A figure as understood; a share as written, since nobody writes 0.5 for "half".
    fn told(&self, at: u32) -> Option<String> {
        let figure = figure(at, self.context)?;
        if figure.kind == Kind::Share {
            let span = self.context.scan.marks.get(at as usize)?.span;
            return Some(span.of(self.context.text).to_string());
        }
        Some(show::figure(figure, self.context))
    }

    /// The figures in an expression, in order.
    fn figures(&self, expr: &Expr) -> Vec<&'a Figure> {
        let mut all = Vec::new();
        expr.slots(&mut |name| {
            let marks = bound(name, self.slots, self.context).map_or(&[][..], Bound::marks);
            all.extend(marks.iter().filter_map(|at| figure(*at, self.context)));
        });
        all
    }
}

/// The currency that amounts of money are compared in.
const WORTH: [u8; 3] = *b"USD";

/// Whether a figure is shown otherwise than it is understood.
fn converts(figure: &Figure, form: Form) -> bool {
    match form {
        Form::Percent(_) => figure.kind != Kind::Percent,
        Form::Unit(rate) | Form::Difference(rate) => {
            let per = |own: Rate| own.per.is_some() && rate.per.is_some() && own.per != rate.per;
            like::unit_of(figure).is_none_or(|own| own.unit != rate.unit || per(own))
        }
        Form::Weekday | Form::Plain(_) => false,
    }
}
