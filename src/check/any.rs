//! A claim that may speak of any of several facts: "five years later" counts from one of the dates before it. It is
//! wrong when it fits none of them, and right when it fits the likeliest.

use crate::{
    bind::{self, Fact, FoundClaim, Unbound, score},
    check::{
        joined, marks,
        operand::{Context, Slots},
        verdict,
    },
    finding::Verdict,
    rule::{Claim, Reach},
};

/// What the facts say.
pub(super) struct Outcome {
    /// Contradicts when none of them fits, holds when the likeliest does.
    pub verdict: Verdict,
    /// The slots of the claim and the likeliest.
    pub slots: Slots,
    /// Why there is no verdict.
    pub unbound: Option<Unbound>,
}

/// At most so many facts, the likeliest, are tried.
const MOST: usize = 40;
/// … each with so many others as the second of a pair.
const MOST_SECONDS: usize = 20;

/// Tries a claim on every fact that it may speak of. Where they stand near it, the nearest is the likeliest; in the
/// whole draft, that which shares most words with it, and without one that does it is not judged.
pub(super) fn told(
    claim: &FoundClaim,
    row: &Claim,
    reading: &bind::Reading,
    words: &score::Words<'_>,
    context: Context<'_>,
) -> Outcome {
    let wordy = row.reach == Reach::Draft;
    let likely = if wordy { spoken_of(claim, reading, words, context) } else { Vec::new() };
    let clear = likely.len();
    let all = likely.into_iter().chain(near(claim, row, row.about, reading, context)).take(MOST);
    let seconds = row.until.map_or_else(Vec::new, |_| near(claim, row, row.until, reading, context));
    let mut first: Option<(Slots, Verdict)> = None;
    let mut fits = false;
    for (at, fact) in all.enumerate() {
        let alone = joined(&claim.found.slots, &fact.found.slots);
        let other = |f: &&&Fact| !marks(&f.found.slots).iter().any(|m| marks(&fact.found.slots).contains(m));
        let pairs = seconds.iter().filter(other).take(MOST_SECONDS).map(|f| joined(&alone, &f.found.slots));
        for slots in std::iter::once(alone.clone()).chain(pairs) {
            let verdict = verdict(row, &slots, None, context);
            if verdict == Verdict::Unverified {
                continue;
            }
            if wordy && first.is_none() && at >= clear {
                return Outcome::nothing(); // none of those that share its words can be meant
            }
            fits |= verdict != Verdict::Contradicts;
            first = first.or(Some((slots, verdict)));
        }
    }
    match first {
        None => Outcome::nothing(),
        Some((_, Verdict::Contradicts)) if fits => {
            Outcome { unbound: Some(Unbound::SeveralFit), ..Outcome::nothing() }
        }
        Some((slots, verdict)) => Outcome { verdict, slots, unbound: None },
    }
}

impl Outcome {
    /// No fact can be meant.
    fn nothing() -> Outcome {
        Outcome { verdict: Verdict::Unverified, slots: Slots::new(), unbound: Some(Unbound::NoFigures) }
    }
}

/// The facts in reach that share no figure with a claim, the nearest first.
fn near<'a>(
    claim: &FoundClaim,
    row: &Claim,
    kind: Option<usize>,
    reading: &'a bind::Reading,
    context: Context<'_>,
) -> Vec<&'a Fact> {
    let own = marks(&claim.found.slots);
    let other = |f: &&Fact| Some(f.kind) == kind && !marks(&f.found.slots).iter().any(|m| own.contains(m));
    let within = |f: &&Fact| score::is_in_reach(claim, row.reach, f, context.scan);
    let all = score::near(claim.sentence, &reading.facts);
    let mut facts: Vec<&Fact> = all.iter().filter(other).filter(within).collect();
    let at = claim.found.span.start;
    facts.sort_by_key(|f| (f.sentence.abs_diff(claim.sentence), f.found.span.start.abs_diff(at)));
    facts
}

/// The facts of a draft that share enough words with a claim, the likeliest first.
fn spoken_of<'a>(
    claim: &FoundClaim,
    reading: &'a bind::Reading,
    words: &'a score::Words<'a>,
    context: Context<'a>,
) -> Vec<&'a Fact> {
    let scored = bind::candidates(claim, reading, context.scan, context.book, words);
    scored.into_iter().filter(|(score, _)| *score >= score::ENOUGH).map(|(_, fact)| fact).collect()
}
