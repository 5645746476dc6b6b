//! Figures near a share that fit it where those it was bound to do not: of 5,120 people 61 are ill, and 46 of these are
//! three quarters of the 61.

use crate::{
    bind::{like::figures_alike, matcher::Bound},
    check::{
        operand::{Context, Slots, figure},
        verdict,
    },
    finding::Verdict,
    grammar::figure::Figure,
    rule::Claim,
};

/// Figures so many sentences before or behind may be meant.
const NEAR: usize = 2;

/// Whether another figure near by, taken for the part or for the whole of a claim, makes it hold.
pub(super) fn fits(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    let named = |name: &u8| matches!(context.book.slot(*name), "part" | "parts" | "whole");
    let ratio = |m: &u32| figure(*m, context).is_some_and(Figure::is_portion);
    let bound: Vec<u32> = slots.iter().flat_map(|(_, b)| b.marks()).copied().collect();
    bound.iter().any(ratio)
        && slots.iter().enumerate().filter(|(_, (name, _))| named(name)).any(|(at, (name, taken))| {
            let Some(mark) = taken.marks().first().copied() else { return false };
            let others = near(mark, context).filter(|other| {
                let alike = figure(mark, context)
                    .zip(figure(*other, context))
                    .is_some_and(|(a, b)| a.kind == b.kind && figures_alike(a, b, &context.book.units));
                alike && !bound.contains(other)
            });
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
}

/// The marks of the sentences around a mark.
fn near(mark: u32, context: Context<'_>) -> impl Iterator<Item = u32> + use<> {
    let sentences = &context.scan.sentences;
    let home = context.scan.sentence_of(mark);
    let first = sentences.get(home.saturating_sub(NEAR)).map_or(mark, |s| s.first_mark);
    let last = sentences.get(home + NEAR).or(sentences.last()).map_or(mark, |s| s.last_mark);
    first..last
}
