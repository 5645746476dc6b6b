//! Figures near a claim that fit it where those it was bound to do not: of 5,120 people 61 are ill, and 46 of these are
//! three quarters of the 61. Of "60 sales worth £2m, up 90 per cent from 50 worth £1.05m" the amounts are meant.

use crate::{
    bind::{like::figures_alike, matcher::Bound},
    check::{
        operand::{self, Context, Slots, figure},
        verdict,
    },
    finding::Verdict,
    grammar::figure::{Figure, Kind},
    rule::Claim,
};

/// Figures so many sentences before or behind may be meant.
const NEAR: usize = 2;

/// Whether other figures near by make a claim hold.
pub(super) fn fits(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    instead_of_one(row, slots, context) || instead_of_ends(row, slots, context)
}

/// Whether the figures that stand next to both ends of a change make it hold in their place.
fn instead_of_ends(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    let bound: Vec<u32> = slots.iter().flat_map(|(_, b)| b.marks()).copied().collect();
    let ratio =
        |m: &u32| figure(*m, context).is_some_and(|f| matches!(f.kind, Kind::Percent | Kind::Multiple));
    let end = |slot| operand::bound(slot, slots, context).and_then(Bound::mark);
    let (Some(from), Some(to)) = (end("from"), end("to")) else { return false };
    let beside = |end: u32| {
        let here = context.scan.marks_of(context.scan.sentence_of(end));
        let next = [end.checked_sub(1), end.checked_add(1)].into_iter().flatten();
        next.filter(|m| here.contains(m) && !bound.contains(m)).collect::<Vec<u32>>()
    };
    let with = |a: u32, b: u32| -> Slots {
        let mark = |m: u32| if m == from { a } else { b };
        let other = |(name, taken): &(u8, Bound)| match taken {
            Bound::Mark(m) if *m == from || *m == to => (*name, Bound::Mark(mark(*m))),
            _ => (*name, taken.clone()),
        };
        slots.iter().map(other).collect()
    };
    let pairs = beside(from).into_iter().flat_map(|a| beside(to).into_iter().map(move |b| (a, b)));
    bound.iter().any(ratio)
        && pairs
            .into_iter()
            .filter(|(a, b)| a != b && alike(*a, *b, context))
            .any(|(a, b)| verdict(row, &with(a, b), None, context) == Verdict::Holds)
}

/// Whether another figure, taken for the part or for the whole of a claim, makes it hold.
fn instead_of_one(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    let bound: Vec<u32> = slots.iter().flat_map(|(_, b)| b.marks()).copied().collect();
    let portion = bound.iter().any(|m| figure(*m, context).is_some_and(Figure::is_portion));
    let last = bound.iter().map(|m| context.scan.sentence_of(*m)).max();
    let may_be_another = |name: u8, mark: u32| match context.book.slot(name) {
        "part" | "parts" | "whole" => portion || row.lead,
        // "It killed 19. Nine of them were men. Another 12 …"
        "a" | "b" if row.lead => true,
        // "It asked for £41m. That is £3m above the council's £38m. It is also £6m above last year's £35m."
        "a" | "b" | "from" | "to" if !row.expect.orders() => Some(context.scan.sentence_of(mark)) < last,
        _ => false,
    };
    slots.iter().enumerate().any(|(at, (name, taken))| {
        let mark = taken.marks().first().copied().filter(|m| may_be_another(*name, *m));
        mark.is_some_and(|mark| {
            let others = near(mark, context).filter(|m| alike(mark, *m, context) && !bound.contains(m));
            others.into_iter().any(|other| {
                let mut tried = slots.clone();
                if let Some(slot) = tried.get_mut(at) {
                    let instead = match taken {
                        Bound::List(_) => Bound::List(vec![other]),
                        _ => Bound::Mark(other),
                    };
                    *slot = (*name, instead);
                }
                verdict(row, &tried, None, context) == Verdict::Holds
            })
        })
    })
}

/// Whether two figures are of one kind and sort.
fn alike(a: u32, b: u32, context: Context<'_>) -> bool {
    figure(a, context)
        .zip(figure(b, context))
        .is_some_and(|(a, b)| a.kind == b.kind && figures_alike(a, b, &context.book.units))
}

/// The marks of the sentences around a mark.
fn near(mark: u32, context: Context<'_>) -> impl Iterator<Item = u32> + use<> {
    let sentences = &context.scan.sentences;
    let home = context.scan.sentence_of(mark);
    let first = sentences.get(home.saturating_sub(NEAR)).map_or(mark, |s| s.first_mark);
    let last = sentences.get(home + NEAR).or(sentences.last()).map_or(mark, |s| s.last_mark);
    first..last
}
