//! A claim of which no figures near it are meant, tried on all that the draft tells of its subject. It is verified
//! when some fit. It is wrong only when none do and an ordinary slip would explain it: that other figures are meant is
//! else likelier than that these are wrong. Only a lone pair of which the words say that it is meant needs no slip.

use crate::{
    bind::{self, FoundClaim, far, matcher::Bound, score::Words},
    check::{
        count, joined, nearness, only,
        operand::{Context, Slots, figure},
        slip, verdict,
    },
    finding::Verdict,
    grammar::figure::{Figure, Kind},
    rule::{Claim, Told, program::Name},
    scan::Scan,
};

/// A way to fill the open slots of a claim.
struct Way {
    slots: Slots,
    /// Its figures.
    marks: Vec<u32>,
    /// Nothing says that its figures are something else.
    sound: bool,
}

/// The verdict on a claim, and the slots it was reached with; none when nothing that the draft tells is meant.
pub(super) fn judge(
    claim: &FoundClaim,
    row: &Claim,
    told: Told,
    reading: &bind::Reading,
    words: &Words<'_>,
    context: Context<'_>,
) -> Option<(Verdict, Slots)> {
    let told_of = ways(claim, row, told, reading, words, context);
    if told_of.is_empty() {
        return None;
    }
    let decided = told_of.into_iter().filter_map(|way| {
        let verdict = verdict(row, &way.slots, None, context);
        (verdict != Verdict::Unverified).then_some((way, verdict))
    });
    let subject = far::subject(claim, context.scan, context.book, words);
    let mut decided: Vec<(f64, Way, Verdict)> = decided
        .map(|(way, verdict)| (far::shared(&subject, &way.marks, context.scan, words), way, verdict))
        .collect();
    decided.sort_by(|a, b| b.0.total_cmp(&a.0));
    // What shares no word is meant only where nothing does.
    let wordy = decided.first().is_some_and(|(shared, ..)| *shared >= ENOUGH);
    let holds = |(shared, _, verdict): &(f64, Way, Verdict)| verdict.agrees() && (!wordy || *shared > 0.0);
    if let Some(at) = decided.iter().position(holds) {
        let (shared, way, verdict) = decided.swap_remove(at);
        let sure = verdict == Verdict::Holds
            && way.sound
            && shared >= ENOUGH
            && nearness::may_be_meant(row, &way.slots, context);
        return sure.then_some((Verdict::Holds, way.slots));
    }
    let least = match told {
        Told::Change | Told::Share | Told::Again => ENOUGH,
        _ => 0.0,
    };
    let failing = |(shared, way, verdict): &(f64, Way, Verdict)| {
        *verdict == Verdict::Contradicts && way.sound && *shared >= least
    };
    let mut failing = decided.into_iter().filter(failing);
    failing
        .find(|(_, way, _)| slip::ordinary(row, &way.slots, context).is_some())
        .map(|(_, way, verdict)| (verdict, way.slots))
}

/// The verdict on a claim of the only two like figures around it, and the slots it was reached with.
pub(super) fn by_lone_pair(
    claim: &FoundClaim,
    row: &Claim,
    reading: &bind::Reading,
    words: &Words<'_>,
    context: Context<'_>,
) -> Option<(Verdict, Slots)> {
    let Context { scan, book, .. } = context;
    let (from, to) = (book.name("from")?, book.name("to")?);
    let page = bind::Page { reading, scan, book, words };
    let tried: Vec<(bind::LonePair, Slots, Verdict)> = bind::lone_pairs(claim, page)
        .into_iter()
        .map(|only| {
            let ends = vec![(from, Bound::Mark(only.from)), (to, Bound::Mark(only.to))];
            let slots = joined(&claim.found.slots, &ends);
            let verdict = verdict(row, &slots, None, context);
            (only, slots, verdict)
        })
        .collect();
    let opens = bind::opens_sentence(claim, reading, book);
    if tried.is_empty() && opens {
        return resumed(claim, row, context);
    }
    let respective = |m: u32| only::is_respective(scan.sentence_of(m), context);
    let own = claim.found.marks().min().unwrap_or(0);
    // Many pairs come to so small a percentage: "Tin rose to £71.06 after touching £72. It has lost 3% this week".
    let vague = claim
        .found
        .marks()
        .filter_map(|m| figure(m, context))
        .any(|f| f.kind == Kind::Percent && f.amount.value < SMALL);
    // "Three times as many" may be of two things of which neither is called so.
    let meant = |only: &bind::LonePair| !only.of_two_things || only.order_told && only.has_result;
    if let Some((only, slots, _)) = tried.iter().find(|(.., v)| v.agrees()) {
        let sure = only.order_told && meant(only) && nearness::may_be_meant(row, slots, context);
        return sure.then(|| (Verdict::Holds, slots.clone()));
    }
    let explained = |(only, slots, verdict): &(bind::LonePair, Slots, Verdict)| {
        *verdict == Verdict::Contradicts
            && (only.surely_meant && meant(only) && !slip::absurd(row, slots, context)
                || (meant(only) || only.compares)
                    && !(vague && scan.sentence_of(only.from) != claim.sentence)
                    && slip::exact(row, slots, only.order_told, context).is_some()
                || (opens && [only.from, only.to].into_iter().all(|m| m < own && !respective(m))
                    || only.order_told && sums_up(claim, only, reading, scan))
                    && slip::digit(row, slots, context).is_some())
    };
    tried.into_iter().find(explained).map(|(_, slots, verdict)| (verdict, slots))
}

/// The verdict on a claim that takes up two of several figures told before it, when for none it holds and two digits
/// exchanged would put it right for one: "It took $31.2m. It cost $150m and opened with $65m. A fall of 25 per cent …".
fn resumed(claim: &FoundClaim, row: &Claim, context: Context<'_>) -> Option<(Verdict, Slots)> {
    let Context { scan, book, .. } = context;
    let (from, to) = (book.name("from")?, book.name("to")?);
    let up = bind::score::way(claim.found.span, scan, book)?;
    let before = scan.marks_in(claim.sentence.saturating_sub(bind::BEFORE)..claim.sentence);
    let told: Vec<(u32, &Figure)> = before
        .filter_map(|m| figure(m, context).map(|f| (m, f)))
        .filter(|(_, f)| matches!(f.kind, Kind::Number | Kind::Money | Kind::Measure) && count::is_one(f))
        .collect();
    let pairs = told.iter().flat_map(|a| told.iter().map(move |b| (a, b)));
    let like = |((m, a), (n, b)): &(&(u32, &Figure), &(u32, &Figure))| {
        m != n && (b.amount.value > a.amount.value) == up && count::kin(a, b, context)
    };
    let pairs: Vec<(u32, u32)> =
        pairs.filter(like).map(|((a, _), (b, _))| (*a, *b)).take(MOST_TRIED + 1).collect();
    if pairs.len() > MOST_TRIED {
        return None;
    }
    let tried: Vec<(Slots, Verdict)> = pairs
        .into_iter()
        .map(|(a, b)| joined(&claim.found.slots, &vec![(from, Bound::Mark(a)), (to, Bound::Mark(b))]))
        .map(|slots| {
            let verdict = verdict(row, &slots, None, context);
            (slots, verdict)
        })
        .collect();
    if tried.iter().any(|(_, v)| v.agrees()) {
        return None;
    }
    let explained = |(slots, v): &(Slots, Verdict)| {
        *v == Verdict::Contradicts && slip::rare(row, slots, context).is_some()
    };
    tried.into_iter().find(explained).map(|(slots, verdict)| (verdict, slots))
}

/// A percentage smaller than this fits many pairs.
const SMALL: f64 = 10.0;

/// With more pairs than these one will fit by chance.
const MOST_TRIED: usize = 6;

/// Whether a claim stands right behind its figures and nothing else behind it: "It was 75 in June and 61 by May, a fall of 18%."
fn sums_up(claim: &FoundClaim, only: &bind::LonePair, reading: &bind::Reading, scan: &Scan) -> bool {
    let here = scan.marks_of(claim.sentence);
    let items = reading.items.of(claim.sentence);
    let own = claim.found.marks().min().unwrap_or(0);
    let next = items.get(claim.found.last);
    [only.from, only.to].iter().all(|m| here.contains(m) && *m < own) && next.is_none_or(|i| i.punctuation)
}

/// Figures that are meant share at least so much with a claim.
const ENOUGH: f64 = 0.5;

/// All ways to fill the open slots of a claim with what the draft tells.
fn ways(
    claim: &FoundClaim,
    row: &Claim,
    told: Told,
    reading: &bind::Reading,
    words: &Words<'_>,
    context: Context<'_>,
) -> Vec<Way> {
    let Context { scan, book, .. } = context;
    let own = claim.found.slots.iter().find_map(|(_, b)| b.first_mark());
    let groups = match (told, row.about, own) {
        (Told::Change, Some(kind), _) => far::changes(claim, kind, bind::Page { reading, scan, book, words }),
        (Told::Parts, _, Some(total)) => far::parts(claim, total, reading, scan, book),
        (Told::Share, ..) => far::shares(claim, reading, scan, book),
        (Told::Whole, _, Some(part)) => far::wholes(claim, part, reading, scan, book),
        (Told::Again, _, Some(first)) => far::again(claim, first, reading, scan, book),
        _ => Vec::new(),
    };
    let names: Vec<Name> = told.slots().iter().filter_map(|slot| book.name(slot)).collect();
    let bound = |marks: Vec<u32>| match told {
        Told::Parts => vec![Bound::List(marks)],
        _ => marks.into_iter().map(Bound::Mark).collect(),
    };
    let way = |group: far::Group| {
        let filled = names.iter().copied().zip(bound(group.marks.clone()));
        let slots: Slots = claim.found.slots.iter().cloned().chain(filled).collect();
        Way { slots, marks: group.marks, sound: group.sound }
    };
    let one = |way: &Way| match told {
        Told::Change | Told::Share => true,
        // A headline says "3.4m" and leaves its noun to the story.
        Told::Again => count::one_thing(&way.slots, false, context),
        _ => count::one_thing(&way.slots, true, context),
    };
    groups.into_iter().map(way).filter(one).collect()
}
