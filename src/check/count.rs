//! Whether figures that are to be added up measure or count one thing: "19 live rounds", "17 rounds" and "two"
//! do, "10 boats" and "six people" do not.

use crate::{
    bind::like::{figures_alike, unit_of},
    check::operand::{Context, Slots, figures},
    grammar::figure::{Figure, Kind},
    scan::is_plural,
    span::Span,
};

/// Whether the figures may measure or count one thing, as far as their units and nouns tell; of numbers that
/// stand `apart` from their total at least two have to say what they count. Prices per pound do not add up.
pub(super) fn one_thing(slots: &Slots, apart: bool, context: Context<'_>) -> bool {
    let mut figures = figures(slots, None, context);
    // A share beside its part and its whole counts nothing, and either may have left its noun to the other.
    let all = figures.len();
    figures.retain(|(_, f)| !f.is_ratio());
    let apart = apart && figures.len() == all;
    if figures.is_empty() {
        return true;
    }
    let counted = figures.iter().any(|(_, f)| f.kind == Kind::Number);
    let nouns: Vec<String> = figures.iter().filter_map(|(_, f)| noun(f, context)).collect();
    let known = nouns.len() >= if counted && apart { 2 } else { 0 };
    let next = || figures.iter().zip(figures.iter().skip(1));
    let unit = |f: &Figure| f.unit.is_some() || f.noun.is_some();
    let bare = figures
        .split_first()
        .is_some_and(|((_, total), parts)| !unit(total) && parts.iter().any(|(_, p)| p.unit.is_some()));
    known
        && !bare
        && nouns.iter().enumerate().all(|(at, a)| nouns.iter().skip(at + 1).all(|b| same(a, b)))
        && next().all(|((_, a), (_, b))| figures_alike(a, b, &context.book.units))
        && !figures.iter().any(|(_, f)| f.is_rate())
}

/// Whether two figures count or measure one sort of thing, as far as they tell.
pub(super) fn kin(a: &Figure, b: &Figure, context: Context<'_>) -> bool {
    let nouns = match (noun(a, context), noun(b, context)) {
        (Some(a), Some(b)) => same(&a, &b),
        _ => true,
    };
    let units = unit_of(a).is_some() == unit_of(b).is_some();
    nouns && units && a.kind == b.kind && figures_alike(a, b, &context.book.units)
}

/// As [`kin`], or one left its unit to the other: "64 minutes by train and 26 by car".
pub(super) fn akin(a: &Figure, b: &Figure, context: Context<'_>) -> bool {
    let near = (1.0 / LENT..LENT).contains(&(a.amount.value / b.amount.value));
    kin(a, b, context) || near && (is_bare(a) || is_bare(b)) && figures_alike(a, b, &context.book.units)
}

/// A figure that left its unit to another is within this factor of it.
const LENT: f64 = 5.0;

/// Whether a figure is a number that neither counts nor measures anything.
pub(super) fn is_bare(figure: &Figure) -> bool {
    figure.kind == Kind::Number && figure.noun.is_none() && figure.unit.is_none()
}

/// Whether a figure is no range and more than nothing.
pub(super) fn is_one(figure: &Figure) -> bool {
    figure.high.is_none() && figure.amount.value > 0.0
}

/// What all sorts of people count as …
const PERSON: &str = "person";
/// … and the dead and injured, who may be sailors or anyone else.
const ANYONE: &str = "";

/// Whether two nouns may count one thing.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || a == ANYONE || b == ANYONE
}

/// The noun a number counts: singular, and the same word for all sorts of people.
pub(super) fn noun(figure: &Figure, context: Context<'_>) -> Option<String> {
    let head = context.scan.tokens.get(figure.noun.filter(|_| figure.kind == Kind::Number)?.head as usize)?;
    let lists = context.book.lists.of(head.word);
    if lists.meet(context.book.special.other) {
        return None;
    }
    if lists.meet(context.book.special.casualty) {
        return Some(ANYONE.to_string());
    }
    if lists.meet(context.book.special.people) {
        return Some(PERSON.to_string());
    }
    let word = Span::new(head.start, head.end).of(context.text);
    let many = figure.high.is_some() || figure.amount.value != 1.0;
    // "Five gold and four silver", "one Dutch and two Danish": an adjective counts what was spoken of.
    let alone = figure.noun.is_some_and(|n| n.span.start == head.start);
    (!many || !alone || is_plural(word, head.word, &context.book.vocabulary)).then(|| singular(word))
}

/// A noun of many as one of one.
pub(super) fn singular(noun: &str) -> String {
    let word = noun.to_lowercase();
    let stem = word.strip_suffix("ies").map(|s| format!("{s}y"));
    stem.unwrap_or_else(|| word.strip_suffix('s').unwrap_or(&word).to_string())
}
