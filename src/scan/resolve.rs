//! What more than one figure tells: whether the draft's pounds are money or weight, and what a bare
//! number takes from the figure before it.

use crate::{
    grammar::{
        Context,
        figure::{Elided, Figure, Kind, Mark, What},
        sense::{
            AGED, AND, BEFORE, COMMA, COMPARED, FROM, OF, PREPOSITION, STERLING_CUE, STOP, TO, VERB, WARMTH,
            WEIGHT_CUE,
        },
        token::TokenKind,
    },
    units::{Locale, UnitId},
};

/// Tokens looked at on either side for a word of weight.
const REACH: usize = 8;

/// Turns sums of a currency whose name is also another unit's into that unit, where the draft does not
/// speak of the currency otherwise and the sum is small, or where a word of weight stands near.
pub(super) fn pounds(context: &Context<'_>, marks: &mut [Mark]) {
    let mut sterling = None;
    for mark in marks {
        let What::Figure(figure) = &mut mark.what else { continue };
        let Some(unit) = figure.unit.as_mut().filter(|_| figure.kind == Kind::Money) else { continue };
        let Some(other) = unit.other.filter(|o| context.units.get(*o).currency.is_none()) else { continue };
        let words = mark.core.of(context.text);
        let signed = context.tokens.partition_point(|t| t.start < mark.core.start);
        let signed = context.tokens.get(signed).is_some_and(|t| context.vocabulary.is(t.word, BEFORE));
        if signed || words.contains(&*context.units.get(unit.unit).symbol) {
            continue;
        }
        let (first, last) = (mark.first as usize, mark.last as usize);
        let said = |range: std::ops::Range<usize>, role: u128| {
            let tokens = context.tokens.get(range.start..range.end.min(context.tokens.len())).unwrap_or(&[]);
            tokens.iter().any(|t| context.vocabulary.is(t.word, role))
        };
        if said(first..last, STERLING_CUE) {
            continue;
        }
        let near = first.saturating_sub(REACH)..last.saturating_add(REACH);
        // "one pound of coal", where no sum of money is written with its sign
        let of = figure.amount.value < 1000.0 && said(last..last + 1, OF) && !signs(context, unit.unit);
        let weighed = of || said(near, WEIGHT_CUE);
        // "wheat at 215 pounds a tonne"
        let paid = unit.per.is_some_and(|per| &*context.units.get(per).dimension == "mass");
        if paid && !weighed {
            continue;
        }
        let small = figure.amount.scale < 1e6;
        let known = *sterling.get_or_insert_with(|| speaks_of(context, unit.unit));
        if weighed || (small && !known) {
            unit.other = Some(unit.unit);
            unit.unit = other;
            figure.kind = Kind::Measure;
        }
    }
}

/// Reads units by what their bare words mean where the draft was written.
pub(super) fn local(context: &Context<'_>, locale: &Locale, marks: &mut [Mark]) {
    for mark in marks {
        let What::Figure(Figure { unit: Some(unit), .. }) = &mut mark.what else { continue };
        let (here, per) = (locale.meant(unit.unit), unit.per.and_then(|per| locale.meant(per)));
        let words = mark.core.of(context.text).split(|c: char| !c.is_alphabetic() && c != '.');
        let whose = |word: &str| locale.unless.iter().any(|own| own.eq_ignore_ascii_case(word));
        if (here.is_none() && per.is_none()) || words.map(|w| w.trim_end_matches('.')).any(whose) {
            continue;
        }
        if let Some(here) = here {
            unit.other = None;
            unit.unit = here;
        }
        unit.per = per.or(unit.per);
    }
}

/// Whether the draft shows the currency's sign.
fn signs(context: &Context<'_>, currency: UnitId) -> bool {
    context.text.contains(&*context.units.get(currency).symbol)
}

/// Reads the degrees of "a high of 40 degrees" on the scale that the draft's other temperatures have.
pub(super) fn degrees(context: &Context<'_>, marks: &mut [Mark]) {
    let scaled = |mark: &Mark| match &mark.what {
        What::Figure(f) => f.unit.as_ref().map(|u| u.unit).filter(|u| context.units.get(*u).offset != 0.0),
        _ => None,
    };
    let mut scales = marks.iter().filter_map(scaled);
    let Some(scale) = scales.next().filter(|scale| scales.all(|other| other == *scale)) else { return };
    for mark in marks {
        let What::Figure(figure) = &mut mark.what else { continue };
        let Some(unit) = figure.unit.as_mut() else { continue };
        let warm = unit.other.is_some_and(|other| context.units.get(other).offset != 0.0);
        let near = mark.first.saturating_sub(REACH as u32) as usize..mark.last as usize + REACH;
        let tokens = context.tokens.get(near.start..near.end.min(context.tokens.len())).unwrap_or(&[]);
        let angle = context.units.get(unit.unit).offset == 0.0;
        if warm && angle && tokens.iter().any(|t| context.vocabulary.is(t.word, WARMTH)) {
            unit.other = Some(unit.unit);
            unit.unit = scale;
        }
    }
}

/// Whether the draft shows the currency's sign or speaks of its country.
fn speaks_of(context: &Context<'_>, currency: UnitId) -> bool {
    signs(context, currency) || context.tokens.iter().any(|t| context.vocabulary.is(t.word, STERLING_CUE))
}

/// Reads the 9 of "aged 6 and 9" as an age, too.
pub(super) fn ages(context: &Context<'_>, marks: &mut [Mark]) {
    for n in 1..marks.len() {
        let (before, after) = marks.split_at_mut(n);
        let (Some(level), Some(mark)) = (before.last(), after.first_mut()) else { continue };
        let (What::Figure(level_figure), What::Figure(figure)) = (&level.what, &mut mark.what) else {
            continue;
        };
        if level_figure.kind != Kind::Age || !level_figure.amount.digits || !bare(figure) {
            continue;
        }
        let joint = level.last as usize..mark.first as usize;
        let listed = (1..=2).contains(&joint.len()) && joint.clone().all(|at| is(context, at, AND | COMMA));
        let cued = is(context, level.first as usize, AGED) || n > 1 && in_list(context, before, level.first);
        let word = context.tokens.get(mark.last as usize).is_some_and(|t| t.kind == TokenKind::Word);
        let free = !word || is(context, mark.last as usize, PREPOSITION | STOP | VERB);
        if listed && cued && free && figure.amount.value < 125.0 {
            figure.unit.clone_from(&level_figure.unit);
            figure.kind = Kind::Age;
        }
    }
}

/// Whether the last of these ages was itself one of a list.
fn in_list(context: &Context<'_>, marks: &[Mark], first: u32) -> bool {
    let before = marks.iter().rev().nth(1);
    let aged = |m: &&Mark| matches!(&m.what, What::Figure(f) if f.kind == Kind::Age);
    before.filter(aged).is_some_and(|m| m.last + 1 == first && is(context, m.last as usize, COMMA))
}

/// Whether the token at a place has any of these roles.
pub(super) fn is(context: &Context<'_>, at: usize, roles: u128) -> bool {
    context.roles(at) & roles != 0
}

/// Gives the 5 of "to 10 percent from 5" and of "from 4.5 percent to 5" its unit, and the 2.3 of "to 2.6 mln against
/// 2.3" its scale.
///
/// Only between "from" and "to", where the figure before is a level and not the change itself, or behind "against",
/// where both have the same decimals; and only where the two are of one size as written.
pub(super) fn elided(context: &Context<'_>, marks: &mut [Mark]) {
    let is = |at: u32, role| {
        let token = context.tokens.get(at as usize);
        token.is_some_and(|t| context.vocabulary.is(t.word, role))
    };
    for n in 1..marks.len() {
        let (before, after) = marks.split_at_mut(n);
        let (Some(level), Some(mark)) = (before.last(), after.first_mut()) else { continue };
        // "5.46 percent, against 5.01"
        let comma = is(level.last, COMMA) && is(level.last + 1, COMPARED);
        let link = level.last + u32::from(comma);
        let behind = |role| level.first > 0 && is(level.first - 1, role);
        let told = behind(TO) && is(link, FROM | COMPARED) || behind(FROM) && is(link, TO);
        if mark.first != link + 1 || !(told || is(link, COMPARED)) {
            continue;
        }
        let (What::Figure(level), What::Figure(figure)) = (&level.what, &mut mark.what) else { continue };
        let (a, b) = (level.amount, figure.amount);
        let precise = b.step < 1.0 && (a.step / a.scale - b.step).abs() < 1e-9;
        if bare(figure) && level.high.is_none() && one_size(level, figure) && (told || precise) {
            let scale = level.amount.scale;
            figure.elided = Some(Elided { value: figure.amount.value * scale });
            figure.unit.clone_from(&level.unit);
            figure.kind = level.kind;
        }
    }
}

fn bare(figure: &Figure) -> bool {
    let plain = figure.kind == Kind::Number && figure.unit.is_none() && figure.noun.is_none();
    plain
        && figure.amount.digits
        && figure.amount.scale == 1.0
        && figure.elided.is_none()
        && figure.high.is_none()
}

/// Whether the level has something to lend, and the numbers as written are within a factor of five.
fn one_size(level: &Figure, figure: &Figure) -> bool {
    let lends = level.unit.is_some() || level.amount.scale >= 1000.0;
    let (a, b) = (level.amount.value.abs() / level.amount.scale, figure.amount.value.abs());
    lends && level.amount.digits && a < 5.0 * b && b < 5.0 * a
}
