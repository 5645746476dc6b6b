//! So much for each of so many, and what that comes to, wherever the three stand in a sentence or two: "It sold 3.7
//! million shares on Monday. … It sold them for $12.46 each, or a total of $46.1m." That three figures fit so well is
//! seldom chance; where they do not fit others may be meant, so they are blamed only when there are no others.

use std::ops::Range;

use crate::{
    check::{
        count,
        operand::{Context, figure},
    },
    grammar::figure::{Figure, Kind},
    span::Span,
};

/// A total and a number of things that a price may be of.
pub(super) struct Way {
    pub total: u32,
    pub n: u32,
    /// Nothing else near it can be meant.
    pub only: bool,
    /// The price is for one of the unit in which the number is given: "$165 a square foot", "2,400 square feet".
    pub of_unit: bool,
}

/// Figures so many sentences before or behind a price may be meant.
const AROUND: usize = 1;
/// Rounding of the three may come to so much: of coarser figures many would fit.
const ROUNDED: f64 = 0.08;

/// All totals and numbers around a price that may be meant with it: those that fit it, and the only ones.
pub(super) fn ways(sentence: usize, each: u32, context: Context<'_>) -> Vec<Way> {
    let Some(own) = figure(each, context).filter(|f| f.high.is_none() && f.amount.value > 0.0) else {
        return Vec::new();
    };
    let total = |m: &u32| figure(*m, context).is_some_and(|f| is_total(own, f));
    let number = |m: &u32| figure(*m, context).is_some_and(|f| is_number(own, f, *m, context));
    let split = |sentences: Range<usize>| -> (Vec<u32>, Vec<u32>) {
        let others = || context.scan.marks_in(sentences.clone()).filter(|m| *m != each);
        (others().filter(total).collect(), others().filter(number).collect())
    };
    let own_alone = split(sentence..sentence + 1);
    let around = split(sentence.saturating_sub(AROUND)..sentence + AROUND + 1);
    // "It was leaving the pot at four tonnes a minute. In 35 minutes 410 tonnes …"
    let near = if own_alone.0.is_empty() && own_alone.1.is_empty() { &around } else { &own_alone };
    let (totals, numbers) = near;
    // "300,000 tonnes a year for four years" may be of another year.
    let timeless = |unit| *context.book.units.get(unit).dimension != *"time";
    let of_unit = own.unit.as_ref().and_then(|u| u.per).is_some_and(timeless);
    // What the number comes to stands behind it, whatever other sums do.
    let behind = |n: &u32| {
        let of_it =
            |total: &&u32| *total > n && context.scan.sentence_of(**total) == context.scan.sentence_of(*n);
        around.0.iter().find(of_it).filter(|_| of_unit)
    };
    let only = match (totals.as_slice(), numbers.as_slice()) {
        ([total], [n]) => Some((*total, *n)),
        // "It owes £320 to each of its 46 drivers. The debt is £14,720."
        ([], [n]) if matches!(around.0.as_slice(), [_]) => around.0.first().map(|total| (*total, *n)),
        (_, [n]) => behind(n).map(|total| (*total, *n)),
        _ => None,
    };
    let only = only.filter(|(total, n)| !fits(own, *total, *n, context));
    let only = only.map(|(total, n)| Way { total, n, only: true, of_unit });
    let (totals, numbers) = &around;
    let pairs = totals.iter().flat_map(|t| numbers.iter().map(move |n| (*t, *n)));
    let fitting = pairs.filter(|(total, n)| fits(own, *total, *n, context));
    let mut ways: Vec<Way> = fitting.map(|(total, n)| Way { total, n, only: false, of_unit }).collect();
    if ways.is_empty() {
        ways.extend(only);
    }
    ways
}

/// Whether a figure may be what so much for each comes to.
fn is_total(each: &Figure, total: &Figure) -> bool {
    let unit = |f: &Figure| f.unit.as_ref().map(|u| u.unit);
    let plain = total.unit.is_some() && !total.is_rate();
    plain
        && total.kind == each.kind
        && total.high.is_none()
        && unit(total) == unit(each)
        && total.amount.value > each.amount.value
}

/// Whether a figure counts, or measures, what a price is for one of.
fn is_number(each: &Figure, n: &Figure, mark: u32, context: Context<'_>) -> bool {
    let unit = each.unit.as_ref();
    if n.high.is_some() || n.amount.value <= 1.0 {
        return false;
    }
    if let Some(per) = unit.and_then(|u| u.per) {
        return n.unit.as_ref().is_some_and(|u| u.unit == per && u.per.is_none());
    }
    if n.kind != Kind::Number {
        return false;
    }
    let Some(per) = unit.and_then(|u| u.per_noun) else { return n.noun.is_some() };
    let per = count::singular(per.of(context.text));
    let behind = context.scan.marks.get(mark as usize).map_or(0, |m| m.last as usize);
    let noun = n.noun.map_or(behind, |noun| noun.head as usize);
    let near = context.scan.tokens.get(behind.min(noun)..(behind + NOUN).max(noun + 1)).unwrap_or(&[]);
    near.iter().any(|t| count::singular(Span::new(t.start, t.end).of(context.text)) == per)
}

/// A number has its noun so near behind it: "82 million newly issued shares".
const NOUN: usize = 4;

/// Whether three figures fit as nearly as they are written, and are written finely enough for that to tell.
fn fits(each: &Figure, total: u32, n: u32, context: Context<'_>) -> bool {
    let (Some(total), Some(n)) = (figure(total, context), figure(n, context)) else { return false };
    let rounded = |f: &Figure| f.amount.step / 2.0 / f.amount.value;
    let counted = if n.kind == Kind::Number && n.amount.scale <= 1.0 { 0.0 } else { rounded(n) };
    let off = rounded(each) + rounded(total) + counted;
    let product = n.amount.value * each.amount.value;
    off <= ROUNDED && (product / total.amount.value - 1.0).abs() <= off + 1e-9
}
