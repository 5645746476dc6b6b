//! What a finding says: the rule's message filled in, and the figures it speaks of.

use crate::{
    bind::{Unbound, matcher::Bound, when::said_of},
    check::{
        operand::{Context, Slots, bound, figure},
        show, span_of,
        value::{Operands, Quantity, quantity},
    },
    finding::Related,
    grammar::figure::Kind,
    rule::{
        expect::{Expr, Function},
        template::{Form, Piece, Template},
    },
    span::Span,
    units::Rate,
};

/// Fills in a message.
#[must_use]
pub fn render(template: &Template, operands: &Operands<'_>, slots: &Slots, context: Context<'_>) -> String {
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
        Form::Percent => show::percent(base * 100.0, decimals(slots, context) + 1),
        Form::Weekday => context.book.slips.weekdays.get((base - 1.0) as usize).cloned().unwrap_or_default(),
        Form::Difference(slot) => match unit_for(value, slot, slots, context) {
            Some(unit) => show::difference(base, unit, context),
            None => show::number(base),
        },
        Form::Per(slot) => {
            let factor = unit_of(slot, slots, context).map_or(1.0, |unit| context.book.units.factor(unit));
            show::number(base * factor)
        }
        Form::Unit(slot) => unit_of(slot, slots, context)
            .map_or(String::new(), |unit| context.book.units.get(unit.unit).name.to_string()),
        Form::Like(slot) => match unit_for(value, slot, slots, context) {
            Some(unit) => show::in_unit(base, show::handy(base, unit, context), context),
            None => show::number(base),
        },
    }
}

/// The most decimals of the percentages that a claim speaks of.
fn decimals(slots: &Slots, context: Context<'_>) -> usize {
    let figures = slots.iter().filter_map(|(_, bound)| figure(bound.first_mark()?, context));
    figures.filter(|f| f.kind == Kind::Percent).map(show::decimals).max().unwrap_or(0)
}

/// The unit of a slot, without what it is per where the value is not: "£22" beside "£12 a month".
fn unit_for(value: &Quantity, slot: &str, slots: &Slots, context: Context<'_>) -> Option<Rate> {
    let unit = unit_of(slot, slots, context)?;
    let fits = context.book.units.exponents(unit) == value.exponents;
    Some(if fits { unit } else { Rate { per: None, ..unit } })
}

fn unit_of(slot: &str, slots: &Slots, context: Context<'_>) -> Option<Rate> {
    crate::bind::like::unit_of(figure(bound(slot, slots, context)?.first_mark()?, context)?)
}

pub(super) fn words<'a>(slot: &str, slots: &Slots, context: Context<'a>) -> &'a str {
    bound(slot, slots, context).and_then(|b| span_of(b, context)).map_or("", |span| span.of(context.text))
}

/// The words of the date said of a slot's figure.
pub(super) fn when_words<'a>(slot: &str, slots: &Slots, context: Context<'a>) -> &'a str {
    let date = bound(slot, slots, context).and_then(Bound::first_mark).and_then(|m| said_of(m, context.scan));
    date.and_then(|m| context.scan.marks.get(m as usize)).map_or("", |m| m.span.of(context.text))
}

/// The figures a claim speaks of, each with its role; those inside the claim's own words too.
#[must_use]
pub fn related(slots: &Slots, claim: Span, context: Context<'_>) -> Vec<Related> {
    let mut all = Vec::new();
    for (name, bound) in slots {
        for mark in bound.marks() {
            let Some(span) = context.scan.marks.get(*mark as usize).map(|m| m.span) else { continue };
            if span == claim {
                continue;
            }
            all.push(Related {
                span,
                role: context.book.slot(*name).to_string(),
                words: span.of(context.text).to_string(),
                normalised: figure(*mark, context).map(|f| show::figure(f, context)).unwrap_or_default(),
            });
        }
    }
    all
}

/// The claim as understood, when it is one figure and is not written so already: "more than 4 times".
#[must_use]
pub fn normalised(slots: &Slots, claim: Span, context: Context<'_>) -> String {
    let own = slots.iter().filter(|(_, bound)| span_of(bound, context) == Some(claim));
    let figure = own.filter_map(|(_, bound)| figure(bound.first_mark()?, context)).next();
    let shown = figure.map(|f| show::figure(f, context)).unwrap_or_default();
    if shown == claim.of(context.text) { String::new() } else { shown }
}

/// Why a claim could not be checked.
#[must_use]
pub fn why(unbound: Option<Unbound>) -> &'static str {
    match unbound {
        Some(Unbound::NoFigures) => "the draft gives no figures for it",
        Some(Unbound::SeveralFit) => "several figures could be meant",
        Some(Unbound::OtherBasis) => "it is measured on another basis",
        Some(Unbound::OtherThings) => "its figures count different things",
        Some(Unbound::Unsure) => "it is not sure enough which figures it speaks of",
        None => "its figures cannot be compared",
    }
}
