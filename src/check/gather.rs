//! Figures told before a claim that make up one whole with its own: "230 sailors … Seventy came from Hull and 45
//! from Leith; the remaining 115 …".
//!
//! Which of them are meant is not always clear. All ways that the words allow are given, the likeliest first: the
//! claim is wrong only when it fails in each.

use crate::{
    bind::{
        FoundClaim,
        like::{self, figures_alike},
        matcher::Bound,
        score::lists_at,
    },
    check::{
        count, joined,
        operand::{Context, Slots, figure},
        portion,
    },
    grammar::{
        figure::{Figure, Kind, Mark, Skip, What},
        sense::{DETERMINER, OF},
        token::is_possessive,
    },
    rule::{Gather, Reach},
};

/// A figure told before the claim.
struct Mate<'a> {
    at: u32,
    sentence: usize,
    figure: &'a Figure,
    /// It counts something that it names.
    counts: bool,
    /// It is said to be a whole: "of the 20".
    of: bool,
    /// It is said to be the whole of the figure before it: "nine sailors of the crew of 20".
    linked: bool,
    /// It is said to be a part of what was told before it: "6,148 of them".
    of_them: bool,
}

/// The parts, their whole, and whether it is said to be that.
type Way = (Vec<u32>, Option<u32>, bool);

/// So many sentences before the claim's own are looked at.
const REACH: usize = 3;
/// At most so many figures, the nearest, are put together in all ways.
const MOST: usize = 5;

/// The ways to fill `parts`, and `whole` where there is one, with figures told before the claim.
#[must_use]
pub(super) fn ways(claim: &FoundClaim, how: Gather, context: Context<'_>) -> Vec<Slots> {
    let Some((at, own)) = claim.found.marks().find_map(|m| Some((m, figure(m, context)?))) else {
        return Vec::new();
    };
    let mates = if how == Gather::Share { Vec::new() } else { mates(at, own, how, claim, context) };
    // The figure nearest to the claim stands in its sentence or in the one before.
    if how != Gather::Share && mates.last().is_none_or(|m| m.sentence + 1 < context.scan.sentence_of(at)) {
        return Vec::new();
    }
    let ways = match how {
        Gather::Share => {
            let behind = claim.found.slots.iter().filter_map(|(_, b)| b.first_mark()).find(|m| *m > at);
            let ways = portion::ways(at, behind, context).into_iter();
            ways.map(|(part, all)| (vec![part], Some(all), true)).collect()
        }
        Gather::Ratios => subsets(&mates, 1).map(|parts| (parts, None, true)).collect(),
        Gather::Sum => subsets(&mates, 2).map(|parts| (parts, None, true)).collect(),
        Gather::Rest => wholes(&mates, own, at, context),
    };
    let name = |slot: &str| context.book.name(slot);
    let (Some(parts), Some(whole), Some(most)) =
        (name(Gather::PARTS), name(Gather::WHOLE), name(Gather::MOST))
    else {
        return Vec::new();
    };
    let slots = |(marks, all, said): Way| {
        let bound = |slot| all.map(|m| (slot, Bound::Mark(m)));
        let most = if said { None } else { bound(most) };
        let gathered = std::iter::once((parts, Bound::List(marks))).chain(bound(whole)).chain(most);
        joined(&claim.found.slots, &gathered.collect())
    };
    ways.into_iter().map(slots).collect()
}

/// The figures before the one at `own` that may measure or count the same, in order.
fn mates<'a>(at: u32, own: &Figure, how: Gather, claim: &FoundClaim, context: Context<'a>) -> Vec<Mate<'a>> {
    let home = context.scan.sentence_of(at);
    let reach = if claim.row(context.book).is_some_and(|r| r.reach == Reach::Sentence) { 0 } else { REACH };
    // "The remaining 12 offer less": a verb, as far as its form tells.
    let plural = own.noun.is_some_and(|n| n.plural);
    let mut sought = count::noun(own, context).filter(|_| plural || own.amount.value == 1.0);
    let own_noun = sought.is_some();
    // Something else is counted there, too, of which the claim may be the rest.
    let mut others = false;
    let mut found: Vec<Mate<'a>> = Vec::new();
    for m in (0..at).rev() {
        let (Some(mark), Some(other)) = (context.scan.marks.get(m as usize), figure(m, context)) else {
            if context.scan.marks.get(m as usize).is_none() || context.scan.sentence_of(m) + reach < home {
                break;
            }
            continue;
        };
        let sentence = context.scan.sentence_of(m);
        if sentence + reach < home || found.len() == MOST {
            break;
        }
        let taken = claim.found.slots.iter().any(|(_, b)| *b == Bound::Mark(m));
        // No part is as large as the sum of all: "the budget of £412m includes …, £412m in all".
        let whole = how == Gather::Sum && other.amount.value == own.amount.value;
        // "128 yards on the ground and 47 in the air, 175 in all"
        let lent = how == Gather::Sum && is_lent(own, other);
        if taken || whole || !lent && !kin(own, other, mark, context) {
            continue;
        }
        let noun = count::noun(other, context);
        // Pilots and stewards add up to so many people.
        if let (Some(a), Some(b)) = (&sought, &noun)
            && how != Gather::Sum
            && !count::same(a, b)
        {
            others = true;
            continue;
        }
        let (of, linked) = (whose(mark, context), linked(m, mark, context));
        let of_them = of_them(mark, context);
        found.push(Mate { at: m, sentence, figure: other, counts: noun.is_some(), of, linked, of_them });
        sought = sought.or(noun);
    }
    let named = own_noun || found.iter().filter(|m| m.counts).count() > 1;
    if own.kind == Kind::Number && others && !named && !found.iter().any(|m| m.of || m.figure.of.is_some()) {
        return Vec::new();
    }
    found.reverse();
    found
}

/// Whether two figures may be parts of one whole.
fn kin(own: &Figure, other: &Figure, mark: &Mark, context: Context<'_>) -> bool {
    let ratio = |f: &Figure| f.kind == Kind::Percent || f.kind == Kind::Share && f.of.is_none();
    match own.kind {
        Kind::Percent | Kind::Share => ratio(other) && other.kind == own.kind && other.high.is_none(),
        Kind::Number if other.kind == Kind::Share => {
            // "17 of the 29" tells a part and its whole, "one in five" neither.
            other.of.is_some() && (mark.first..mark.last).any(|t| plays(t, OF, context))
        }
        Kind::Number => other.kind == Kind::Number && other.high.is_none(),
        Kind::Money | Kind::Measure | Kind::Duration => {
            other.kind == own.kind
                && other.high.is_none()
                && !own.is_rate()
                && !other.is_rate()
                && like::unit_of(own).is_some_and(|a| like::unit_of(other).is_some_and(|b| a.unit == b.unit))
                && figures_alike(own, other, &context.book.units)
        }
        _ => false,
    }
}

/// Whether a figure may have left its unit to the one before it.
fn is_lent(own: &Figure, other: &Figure) -> bool {
    count::is_bare(other)
        && other.high.is_none()
        && matches!(own.kind, Kind::Money | Kind::Measure | Kind::Duration)
}

/// Whether "of" stands before a figure, and nothing but whose it is between: "of the state's six delegates".
fn whose(mark: &Mark, context: Context<'_>) -> bool {
    let is = |n: u32, role| mark.first.checked_sub(n).is_some_and(|t| plays(t, role, context));
    let owner = mark
        .first
        .checked_sub(1)
        .and_then(|t| context.scan.tokens.get(t as usize))
        .is_some_and(|t| is_possessive(context.text.get(t.start as usize..t.end as usize).unwrap_or("")));
    is(1, OF) || is(2, OF) && (is(1, DETERMINER) || owner) || is(3, OF) && is(2, DETERMINER) && owner
}

/// Whether "of" and a few words join a figure to the one before it.
fn linked(at: u32, mark: &Mark, context: Context<'_>) -> bool {
    let before = at.checked_sub(1).and_then(|b| context.scan.marks.get(b as usize));
    let Some(from) = before.map(|b| b.last).filter(|last| mark.first.saturating_sub(*last) <= LINK) else {
        return false;
    };
    (from..mark.first).any(|t| plays(t, OF, context))
}

/// Whether "of them" stands behind a figure, or before it: "of those, 48".
fn of_them(mark: &Mark, context: Context<'_>) -> bool {
    let special = &context.book.special;
    let lists = |t: u32| lists_at(t, context.scan, context.book);
    let is = |t: u32| plays(t, OF, context) && lists(t + 1).meet(special.them);
    let comma = mark.first.checked_sub(1).is_some_and(|t| lists(t).meet(special.comma));
    is(mark.last) || mark.first.checked_sub(if comma { 3 } else { 2 }).is_some_and(is)
}

/// A part and its whole have at most so many words between them: "2,700 workers of the plant's 3,400".
const LINK: u32 = 6;

fn plays(token: u32, role: u128, context: Context<'_>) -> bool {
    context.scan.tokens.get(token as usize).is_some_and(|t| context.book.vocabulary.is(t.word, role))
}

/// The wholes that `own` may be the rest of, each with the parts that may have been taken from it.
fn wholes(mates: &[Mate<'_>], own: &Figure, at: u32, context: Context<'_>) -> Vec<Way> {
    let mut ways = Vec::new();
    let size = |f: &Figure| f.of.map_or(f.amount.value, |(_, whole)| whole);
    let part = |f: &Figure| f.of.map_or(f.amount.value, |(part, _)| part);
    // What is said to be a whole comes first, and then what stands nearer.
    for told in [true, false] {
        for (n, whole) in mates.iter().enumerate().rev() {
            let both = whole.figure.of.is_some();
            let uncounted = (whole.at + 1..at).any(|m| counts_one(m, context));
            if uncounted && own.kind == Kind::Number {
                continue;
            }
            // "Of the 46 staff, 18 work there. Eleven of them will move": of the 18, which name no staff themselves.
            let spoken_of = mates.get(n + 1).is_some_and(|part| part.of_them);
            let said = both || whole.of || whole.linked || spoken_of;
            let may = said || whole.counts && own.kind == Kind::Number;
            if said != told || !may || size(whole.figure) <= own.amount.value {
                continue;
            }
            let first = if both { n } else { n + 1 - 2 * usize::from(whole.linked && n > 0) };
            let smaller = |m: &&Mate<'_>| part(m.figure) < size(whole.figure) && (both || m.at != whole.at);
            let mut pool: Vec<&Mate<'_>> = mates.iter().skip(first).filter(smaller).collect();
            if pool.first().is_none_or(|p| p.sentence > whole.sentence + 1) {
                continue;
            }
            // "The report has 18 parts. Nine are out, … the other nine": nothing else is told of in between.
            let named = count::noun(own, context).is_some() || pool.iter().any(|m| m.counts);
            let between = (whole.at + 1..at).filter(|m| figure(*m, context).is_some()).count();
            if !said && !named && between > pool.len() {
                continue;
            }
            // Fewer of them are always fewer than a whole whose parts may not all be told.
            let ways_in = if said { usize::MAX } else { 1 };
            let all = (pool.first(), pool.last());
            ways.extend(subsets(&pool, 1).take(ways_in).map(|parts| (parts, Some(whole.at), said)));
            // Of a whole that is not said to be one the parts may stand together beside the claim.
            if let (Some(first), Some(last)) = all
                && !said
                && first.sentence < last.sentence
            {
                let last = last.sentence;
                pool.retain(|m| m.sentence == last);
                ways.extend(subsets(&pool, 1).take(1).map(|parts| (parts, Some(whole.at), said)));
            }
        }
    }
    ways
}

/// Whether a mark may be a part of one that is not counted: "one was found on Monday, a third on Friday", but "the first".
fn counts_one(mark: u32, context: Context<'_>) -> bool {
    let Some(mark) = context.scan.marks.get(mark as usize) else { return false };
    let lists = |t: u32| lists_at(t, context.scan, context.book);
    let named = mark.first.checked_sub(1).is_some_and(|t| lists(t).meet(context.book.special.definite));
    match &mark.what {
        What::Figure(f) if f.kind == Kind::Ordinal => !named,
        What::Figure(f) => f.kind == Kind::Share && f.of.is_none(),
        What::Skipped(skip) => *skip == Skip::Pronoun,
        _ => false,
    }
}

/// Every choice of at least so many figures, all of them first.
fn subsets<'a, M: std::borrow::Borrow<Mate<'a>>>(
    mates: &[M],
    least: u32,
) -> impl Iterator<Item = Vec<u32>> + use<'_, 'a, M> {
    let all = (1_u32 << mates.len().min(MOST + 1)) - 1;
    (1..=all).rev().filter(move |bits| bits.count_ones() >= least).map(move |bits| {
        let chosen = mates.iter().enumerate().filter(move |(n, _)| bits >> n & 1 == 1);
        chosen.map(|(_, mate)| mate.borrow().at).collect()
    })
}
