//! What a finding says: the rule's message filled in, and the working.

use crate::{
    bind::{Unbound, matcher::Bound, when::said_of},
    check::{
        operand::{Context, Slots, figure},
        show, span_of,
        value::{Operands, Quantity, Value, quantity},
    },
    finding::Related,
    rule::{
        Claim,
        expect::{Compare, Expr, FUNCTIONS, Function},
        template::{Form, Piece, Template},
    },
    span::Span,
};

/// Fills in a message.
#[must_use]
pub fn render(template: &Template, operands: &Operands, slots: &Slots, context: Context<'_>) -> String {
    let mut out = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Words(slot) => out.push_str(words(slot, slots, context)),
            Piece::Value(Expr::Call(Function::When, arguments), _) => {
                if let Some(Expr::Slot(slot)) = arguments.first() {
                    out.push_str(when_words(slot, slots, context));
                }
            }
            Piece::Value(expr, form) => match quantity(expr, operands) {
                Some(q) => out.push_str(&shown(&q, form, slots, context)),
                None => out.push('?'),
            },
        }
    }
    out
}

fn shown(value: &Quantity, form: &Form, slots: &Slots, context: Context<'_>) -> String {
    let base = value.face;
    match form {
        Form::Number => show::plain(base, value.exponents),
        Form::Percent => format!("{}%", show::number(base * 100.0)),
        Form::Weekday => context.book.slips.weekdays.get((base - 1.0) as usize).cloned().unwrap_or_default(),
        Form::Difference(slot) => match unit_of(slot, slots, context) {
            Some(unit) => show::in_unit(base + context.book.units.get(unit.unit).offset, unit, context),
            None => show::number(base),
        },
        Form::Like(slot) => match unit_of(slot, slots, context) {
            Some(unit) => show::in_unit(base, show::handy(base, unit, context), context),
            None => show::number(base),
        },
    }
}

fn unit_of(slot: &str, slots: &Slots, context: Context<'_>) -> Option<crate::units::Rate> {
    crate::bind::like::rate(figure(mark(bound(slot, slots, context)?)?, context)?)
}

fn mark(bound: &Bound) -> Option<u32> {
    match bound {
        Bound::Mark(m) => Some(*m),
        Bound::List(list) => list.first().copied(),
        Bound::Words(_) | Bound::Series(..) => None,
    }
}

fn bound<'a>(slot: &str, slots: &'a Slots, context: Context<'_>) -> Option<&'a Bound> {
    let named =
        |(name, _): &&(u8, Bound)| context.book.names.get(usize::from(*name)).is_some_and(|n| n == slot);
    slots.iter().find(named).map(|(_, b)| b)
}

fn words<'a>(slot: &str, slots: &Slots, context: Context<'a>) -> &'a str {
    bound(slot, slots, context).and_then(|b| span_of(b, context)).map_or("", |span| span.of(context.text))
}

/// The words of the date said of a slot's figure.
fn when_words<'a>(slot: &str, slots: &Slots, context: Context<'a>) -> &'a str {
    let date = bound(slot, slots, context).and_then(mark).and_then(|m| said_of(m, context.scan));
    date.and_then(|m| context.scan.marks.get(m as usize)).map_or("", |m| m.span.of(context.text))
}

/// The figures a claim speaks of, each with its role; those inside the claim's own words too.
#[must_use]
pub fn related(slots: &Slots, claim: Span, context: Context<'_>) -> Vec<Related> {
    let mut all = Vec::new();
    for (name, bound) in slots {
        let marks: Vec<Option<u32>> = match bound {
            Bound::Mark(m) => vec![Some(*m)],
            Bound::List(list) => list.iter().copied().map(Some).collect(),
            Bound::Words(_) | Bound::Series(..) => continue,
        };
        for mark in marks.into_iter().flatten() {
            let Some(span) = context.scan.marks.get(mark as usize).map(|m| m.span) else { continue };
            if span == claim {
                continue;
            }
            all.push(Related {
                span,
                role: context.book.names.get(usize::from(*name)).cloned().unwrap_or_default(),
                words: span.of(context.text).to_string(),
                normalised: figure(mark, context).map(|f| show::figure(f, context)).unwrap_or_default(),
            });
        }
    }
    all
}

/// The claim as understood, when it is one figure and is not written so already: "more than 4 times".
#[must_use]
pub fn normalised(slots: &Slots, claim: Span, context: Context<'_>) -> String {
    let own = slots.iter().filter(|(_, bound)| span_of(bound, context) == Some(claim));
    let figure = own.filter_map(|(_, bound)| figure(mark(bound)?, context)).next();
    let shown = figure.map(|f| show::figure(f, context)).unwrap_or_default();
    if shown == claim.of(context.text) { String::new() } else { shown }
}

/// The arithmetic, a line a clause: "1,400 terabytes / 400 terabytes = 3.5 (3.49 to 3.51)".
#[must_use]
pub fn working(claim: &Claim, operands: &Operands, slots: &Slots, context: Context<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for clause in claim.expect.clauses() {
        let sides = [Some(&clause.left), Some(&clause.right), clause.high.as_ref()];
        let written: Vec<String> =
            sides.into_iter().flatten().map(|e| side(e, operands, slots, context)).collect();
        let sign = match clause.compare {
            Compare::Agrees => "~",
            Compare::Less => "<",
            Compare::AtMost => "<=",
            Compare::More => ">",
            Compare::AtLeast => ">=",
            Compare::Equal => "=",
            Compare::Differs => "!=",
            Compare::Within => "in",
        };
        match written.as_slice() {
            [left, low, high] => lines.push(format!("{left} {sign} {low} .. {high}")),
            [left, right] => lines.push(format!("{left} {sign} {right}")),
            _ => {}
        }
    }
    lines
}

/// An expression with its words filled in and, when it is more than one word, what it comes to.
fn side(expr: &Expr, operands: &Operands, slots: &Slots, context: Context<'_>) -> String {
    let text = written(expr, operands, slots, context);
    if matches!(expr, Expr::Number(_) | Expr::Amount(..) | Expr::Slot(_)) {
        return text;
    }
    match quantity(expr, operands) {
        Some(q) => {
            let unit = first_slot(expr).and_then(|s| unit_of(s, slots, context));
            let unit = unit.filter(|u| context.book.units.exponents(*u) == q.exponents);
            let show = |base: f64| match unit {
                Some(unit) => show::in_unit(base, unit, context),
                None => show::plain(base, q.exponents),
            };
            let range = if q.interval.hi - q.interval.lo > q.face.abs() * 1e-6
                && q.interval.lo.is_finite()
                && q.interval.hi.is_finite()
            {
                format!(" ({} to {})", show(q.interval.lo), show(q.interval.hi))
            } else {
                String::new()
            };
            format!("{text} = {}{range}", show(q.face))
        }
        None => text,
    }
}

fn first_slot(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Number(_) | Expr::Amount(..) => None,
        Expr::Slot(name) => Some(name),
        Expr::Binary(_, l, r) => first_slot(l).or_else(|| first_slot(r)),
        Expr::Call(_, arguments) => arguments.iter().find_map(first_slot),
    }
}

fn written(expr: &Expr, operands: &Operands, slots: &Slots, context: Context<'_>) -> String {
    match expr {
        Expr::Number(x) => show::number(*x),
        Expr::Amount(text, ..) => text.clone(),
        Expr::Slot(name) => match operands.slots.iter().find(|o| o.slot == *name).map(|o| &o.value) {
            Some(Value::List(_)) => {
                let Some(Bound::List(list)) = bound(name, slots, context) else { return name.clone() };
                let parts = list.iter().filter_map(|m| figure(*m, context)).map(|f| show::figure(f, context));
                parts.collect::<Vec<_>>().join(" + ")
            }
            _ => match bound(name, slots, context).and_then(mark).and_then(|m| figure(m, context)) {
                Some(f) => show::figure(f, context),
                None => words(name, slots, context).to_string(),
            },
        },
        Expr::Binary(op, l, r) => {
            let part = |e: &Expr| {
                let text = written(e, operands, slots, context);
                let inner = matches!(e, Expr::Binary('+' | '-', ..)) && matches!(op, '*' | '/');
                if inner { format!("({text})") } else { text }
            };
            format!("{} {op} {}", part(l), part(r))
        }
        Expr::Call(Function::When, arguments) => match arguments.first() {
            Some(Expr::Slot(slot)) => when_words(slot, slots, context).to_string(),
            _ => String::new(),
        },
        Expr::Call(function, arguments) => {
            let name = FUNCTIONS.iter().find(|f| f.1 == *function).map_or("", |f| f.0);
            let inner: Vec<String> = arguments.iter().map(|a| written(a, operands, slots, context)).collect();
            format!("{name}({})", inner.join(", "))
        }
    }
}

/// Why a claim could not be checked.
#[must_use]
pub fn why(unbound: Option<Unbound>) -> &'static str {
    match unbound {
        Some(Unbound::NoFigures) => "the draft gives no figures for it",
        Some(Unbound::SeveralFit) => "several figures could be meant",
        Some(Unbound::OtherBasis) => "it is measured on another basis",
        Some(Unbound::OtherThings) => "its figures count different things",
        None => "its figures cannot be compared",
    }
}
