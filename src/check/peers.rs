//! A claim held against every other fact of its kind: one rate of exchange throughout a draft.

use crate::{
    bind::{self, Fact, FoundClaim, score},
    check::{
        marks,
        operand::{Context, Slots, alternatives},
        reading::Precision,
        value::{Operands, satisfied},
    },
    finding::Verdict,
    rule::Claim,
};

/// What the others say.
pub(super) struct Vote {
    /// That of most of them.
    pub verdict: Verdict,
    /// The slots of one that says so.
    pub other: Slots,
}

/// At most so many others, the nearest, are asked.
pub(super) const MOST: usize = 40;

/// Asks every other fact of the kind a claim is about. The claim is wrong when it disagrees with more of them
/// than agree with it and itself; of only two that disagree the later one is told.
pub(super) fn vote(claim: &FoundClaim, row: &Claim, reading: &bind::Reading, context: Context<'_>) -> Vote {
    let taken = marks(&claim.found.slots);
    let other =
        |f: &&Fact| Some(f.kind) == row.about && !marks(&f.found.slots).iter().any(|m| taken.contains(m));
    // The nearest on either side, in the order of the text: those farther off need not be looked at.
    let (before, after) =
        reading.facts.split_at(reading.facts.partition_point(|f| f.sentence < claim.sentence));
    let fits = |f: &&Fact| other(f) && score::is_in_reach(claim, row.reach, f, context.scan);
    let nearest = before.iter().rev().filter(fits).take(MOST);
    let mut others: Vec<&Fact> = nearest.chain(after.iter().filter(fits).take(MOST)).collect();
    let unverified = Vote { verdict: Verdict::Unverified, other: Slots::new() };
    if others.is_empty() {
        return unverified;
    }
    let own =
        [Precision::Printed, Precision::Coarse].map(|precision| Own::read(claim, row, precision, context));
    // What its own figures alone rule out needs no others.
    if own.first().is_none_or(|own| own.ways.is_empty()) {
        return unverified;
    }
    others.sort_by_key(|f| (f.sentence.abs_diff(claim.sentence), f.found.span));
    let (mut agree, mut differ): (Option<&Fact>, Option<&Fact>) = (None, None);
    let (mut ayes, mut noes) = (0_usize, 0_usize);
    for fact in others.into_iter().take(MOST) {
        match holds(row, &own, &fact.found.slots, context) {
            Some(true) => {
                ayes += 1;
                agree = agree.or(Some(fact));
            }
            Some(false) => {
                noes += 1;
                differ = differ.or(Some(fact));
            }
            None => {}
        }
    }
    let later = differ.is_some_and(|f| f.found.span < claim.found.span);
    let slots = |fact: Option<&Fact>| fact.map_or_else(Slots::new, |f| f.found.slots.clone());
    if noes > ayes + 1 || ayes == 0 && noes == 1 && later {
        Vote { verdict: Verdict::Contradicts, other: slots(differ) }
    } else if ayes > 0 {
        Vote { verdict: Verdict::Holds, other: slots(agree) }
    } else {
        unverified
    }
}

/// A claim's own figures at a precision.
struct Own<'a> {
    precision: Precision,
    /// The ways to take them that what is given does not rule out, and whether it is given whatever the others are.
    ways: Vec<(Operands<'a>, bool)>,
}

impl<'a> Own<'a> {
    fn read(claim: &'a FoundClaim, row: &Claim, precision: Precision, context: Context<'a>) -> Own<'a> {
        let ways = alternatives(&claim.found.slots, precision, None, context);
        let given = |way: &Operands<'_>| row.given.as_ref().map_or(Some(true), |given| satisfied(given, way));
        let judged = ways.map(|way| (given(&way), way)).filter(|(given, _)| *given != Some(false));
        Own { precision, ways: judged.map(|(given, way)| (way, given == Some(true))).collect() }
    }
}

/// Whether a claim agrees with another fact, at either precision; none when they cannot be compared. Each is
/// read by itself: neither lends the other its unit, scale or precision.
fn holds(row: &Claim, own: &[Own<'_>], other: &Slots, context: Context<'_>) -> Option<bool> {
    let mut known = None;
    for Own { precision, ways } in own.iter().take_while(|own| !own.ways.is_empty()) {
        let mut given = false;
        for mut both in alternatives(other, *precision, None, context) {
            for (way, settled) in ways {
                both.others = Some(way);
                if !settled && row.given.as_ref().is_some_and(|given| satisfied(given, &both) != Some(true)) {
                    continue;
                }
                given = true;
                match satisfied(&row.expect, &both) {
                    Some(true) => return Some(true),
                    Some(false) => known = Some(false),
                    None => {}
                }
            }
        }
        // What is not given of the figures as printed is not given of them at all.
        if !given {
            break;
        }
    }
    known
}
