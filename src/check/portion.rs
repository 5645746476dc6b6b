//! The part and the whole that a share is said of: "The county has 640 bridges. Inspectors rated 96 of them, or 15 per
//! cent, as poor."
//!
//! The part is the figure right before the share, or the one that the claim has behind it: "a third (213) are shut".
//! Its whole is any larger one of its sort told before it, as long as something says that one is a part of the other:
//! "96 of them", "of the 640", "the 640-member house", the same noun.

use crate::{
    bind::{
        like::{self, figures_alike},
        score::lists_at,
    },
    check::{
        count,
        operand::{Context, figure},
    },
    grammar::{
        figure::{Figure, Kind, Mark, What},
        sense::OF,
    },
    rule::lists::ListMask,
};

/// Between a part and its share stand at most so many words.
const NEAR: u32 = 8;
/// At most so many figures before the part are looked at.
const MOST: u32 = 8;
/// What says that the part itself changed stands at most so many words before it.
const BACK: u32 = 10;

/// The part of the share at a mark, with each whole that it may be taken from. The part may stand `behind` the share.
#[must_use]
pub(super) fn ways(share: u32, behind: Option<u32>, context: Context<'_>) -> Vec<(u32, u32)> {
    let found = match behind {
        Some(at) => figure(at, context).filter(|f| f.high.is_none()).map(|f| (at, f)),
        None => part(share, context),
    };
    let Some((at, part)) = found else { return Vec::new() };
    let (here, first) = (context.scan.sentence_of(at), at.min(share));
    let told = told_part(at, context) || behind.is_some() && told_part(share, context);
    let wholes =
        (first.saturating_sub(MOST)..first).rev().take_while(|m| context.scan.sentence_of(*m) + 1 >= here);
    let fits = |m: &u32| {
        let whole = figure(*m, context)?;
        let larger = whole.amount.value > part.amount.value && kin(part, whole, context);
        (larger && !shared(*m, share, context) && (told || linked(part, *m, whole, context))).then_some(())
    };
    wholes.filter(|m| fits(m).is_some()).map(|m| (at, m)).collect()
}

/// The figure right before a share, unless it tells a change.
fn part(share: u32, context: Context<'_>) -> Option<(u32, &Figure)> {
    let first = context.scan.marks.get(share as usize)?.first;
    let time =
        |m: &u32| matches!(context.scan.marks.get(*m as usize), Some(Mark { what: What::When(_), .. }));
    let at = (share.saturating_sub(2)..share).rev().find(|m| !time(m))?;
    let (mark, found) = (context.scan.marks.get(at as usize)?, figure(at, context)?);
    let counts = matches!(found.kind, Kind::Number | Kind::Money | Kind::Measure) && found.high.is_none();
    let near = first.saturating_sub(mark.last) <= NEAR
        && context.scan.sentence_of(at) == context.scan.sentence_of(share);
    (counts && near && !changed(mark, context)).then_some((at, found))
}

/// Whether the words before a figure speak of a rise or fall, of which the share is then told.
fn changed(mark: &Mark, context: Context<'_>) -> bool {
    let special = &context.book.special;
    let before = (mark.first.saturating_sub(BACK)..mark.first).rev();
    let mut clause = before.take_while(|t| !lists(*t, context).meet(special.comma | special.full_stop));
    clause.any(|t| lists(t, context).meet(special.up | special.down | special.changes | special.from))
}

/// Whether a figure is said to be a part: "96 of them", "of whom 96".
fn told_part(at: u32, context: Context<'_>) -> bool {
    let Some(mark) = context.scan.marks.get(at as usize) else { return false };
    let special = &context.book.special;
    let them = |t: u32| plays_of(t, context) && lists(t + 1, context).meet(special.them);
    them(mark.last) || (2..=3).any(|n| mark.first.checked_sub(n).is_some_and(them))
}

/// Whether a larger figure is said to be the whole of a part.
fn linked(part: &Figure, at: u32, whole: &Figure, context: Context<'_>) -> bool {
    let Some(mark) = context.scan.marks.get(at as usize) else { return false };
    let own = (1..=3).any(|n| mark.first.checked_sub(n).is_some_and(|t| plays_of(t, context)));
    let nouns = (count::noun(part, context), count::noun(whole, context));
    let counted = match nouns {
        (Some(a), Some(b)) => count::same(&a, &b),
        (None, Some(_)) => part.noun.is_none(),
        _ => false,
    };
    // "The 120-member house"
    let member = (mark.first + 1..=mark.last).any(|t| lists(t, context).meet(context.book.special.dash));
    part.kind == Kind::Number && (counted || member) || own
}

/// Whether a figure is itself followed by a share other than that of the claim: it is a part, too ("14,310 votes, or 52
/// per cent, and …").
fn shared(at: u32, claimed: u32, context: Context<'_>) -> bool {
    if at + 1 == claimed {
        return false;
    }
    let (mark, next) = (context.scan.marks.get(at as usize), figure(at + 1, context));
    let first = context.scan.marks.get(at as usize + 1).map(|m| m.first);
    let ratio = next.is_some_and(Figure::is_portion);
    ratio && mark.zip(first).is_some_and(|(mark, first)| first.saturating_sub(mark.last) <= NEAR)
}

/// Whether two figures count or measure one sort of thing.
fn kin(part: &Figure, whole: &Figure, context: Context<'_>) -> bool {
    let units = match (like::unit_of(part), like::unit_of(whole)) {
        (Some(_), Some(_)) => figures_alike(part, whole, &context.book.units),
        (None, None) => true,
        _ => false,
    };
    // "3.6 million acres, of which 1.2 million, …"
    let bare = part.kind == Kind::Number
        && part.noun.is_none()
        && part.unit.is_none()
        && (part.amount.scale > 1.0 || whole.amount.scale == 1.0 && whole.kind == Kind::Measure);
    let kinds = part.kind == whole.kind && units || bare && matches!(whole.kind, Kind::Measure | Kind::Money);
    kinds && whole.high.is_none() && !part.is_rate() && !whole.is_rate()
}

fn lists(token: u32, context: Context<'_>) -> ListMask {
    lists_at(token, context.scan, context.book)
}

fn plays_of(token: u32, context: Context<'_>) -> bool {
    let token = context.scan.tokens.get(token as usize);
    token.is_some_and(|t| context.book.vocabulary.is(t.word, OF))
}
