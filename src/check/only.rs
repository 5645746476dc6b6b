//! Claims of the only figures around them that they can be of: "The Hendersons had insured the house for $640,000. The
//! adjuster offered $230,000, half of that", "434 points over 14 games, an average of 41". Nothing else can be meant; but
//! such a claim is wrong only when an ordinary slip would put it right to the digit.

use crate::{
    bind::{self, BEFORE, FoundClaim, like::figures_alike, matcher::Bound, score::PLACE_ALONE},
    check::{
        count, is_together, joined,
        judge::Judged,
        message, nearness, neighbours,
        operand::{Context, Slots, figure, figures},
        product, slip, sole, split, story,
        tell::tell,
        verdict,
    },
    finding::{self, Report, Verdict},
    grammar::{
        figure::{Figure, Kind},
        token::Token,
    },
    rule::{Claim, Rulebook, Told},
    span::Span,
};

/// Figures so many sentences before or behind a claim may be meant.
const AROUND: usize = 1;
/// A total has so many parts.
const PARTS: std::ops::RangeInclusive<usize> = 2..=4;
/// … of which none is smaller than this part of it.
const LEAST: f64 = 0.01;
/// A number that names nothing and is so small is no part of anything: "Ward 7".
const SMALL: f64 = 10.0;

/// Whether a claim is judged when all others have been: `told` is one of [`Told::is_last`].
pub(super) fn comes_last(claim: &FoundClaim, book: &Rulebook) -> bool {
    claim.row(book).and_then(|row| row.told).is_some_and(Told::is_last)
}

/// Whether no word says what a claim is: a total, a price.
fn is_guess(claim: &FoundClaim, book: &Rulebook) -> bool {
    claim.row(book).and_then(|row| row.told).is_some_and(Told::is_guess)
}

/// Judges the claims of a draft of which nothing else has been told, and tells of them in the report.
pub(super) fn judge(reading: &bind::Reading, context: Context<'_>, report: &mut Report) {
    let book = context.book;
    let (guesses, told): (Vec<&FoundClaim>, Vec<&FoundClaim>) =
        reading.claims.iter().filter(|c| comes_last(c, book)).partition(|c| is_guess(c, book));
    let bound = |claim| {
        let last = Last::of(claim, reading, context)?;
        let (slots, verdict) = bound_last(last)?;
        let far = verdict == Verdict::Holds && !nearness::may_be_meant(last.row, &slots, context);
        (!far).then_some((last, slots, verdict))
    };
    for (last, slots, verdict) in told.into_iter().filter_map(bound) {
        add(last, slots, verdict, report);
    }
    // What fits shows what is meant, before anything is called wrong.
    let (fits, wrong): (Vec<_>, Vec<_>) =
        guesses.into_iter().filter_map(bound).partition(|(.., verdict)| *verdict == Verdict::Holds);
    for (last, slots, verdict) in fits.into_iter().chain(wrong) {
        add(last, slots, verdict, report);
    }
}

/// Adds what a claim came to, if nothing else is told of it and its figures.
fn add(last: Last<'_>, slots: Slots, verdict: Verdict, report: &mut Report) {
    let Last { claim, row, context, .. } = last;
    let related = message::related(&slots, claim.found.span, context);
    let own = |span: Span| span.touches(claim.found.span);
    let blamed = report.findings.iter().any(|f| own(f.span) || f.related.iter().any(|r| own(r.span)));
    let known = |span: Span| own(span) || related.iter().any(|r| r.span == span);
    let verified = if row.told == Some(Told::Listed) {
        report
            .verified
            .iter()
            .any(|v| own(v.span) && context.book.checks.get(claim.check).is_some_and(|c| c.id == v.rule))
    } else if row.told.is_some_and(Told::is_guess) && verdict == Verdict::Holds {
        // What a total and its parts are verified of is all of them.
        let all = |v: &finding::Claim| {
            related.iter().all(|r| r.span == v.span || v.related.iter().any(|o| o.span == r.span))
        };
        report.verified.iter().any(all)
    } else if row.told == Some(Told::Story) {
        report.verified.iter().any(|v| own(v.span) || v.related.iter().any(|r| own(r.span)))
    } else {
        // That a part is no more than its whole says nothing of what else is told of the two.
        let reckons = |v: &finding::Claim| context.book.checks.iter().any(|c| c.id == v.rule && c.reckons());
        let told = |v: &finding::Claim| own(v.span) || v.related.iter().any(|r| known(r.span));
        report.verified.iter().any(|v| told(v) && reckons(v))
    };
    if !blamed && !verified {
        tell(claim, &Judged { verdict, slots, unbound: None, confidence: PLACE_ALONE }, context, report);
    }
}

/// A claim that is judged when all others have been.
#[derive(Clone, Copy)]
struct Last<'a> {
    claim: &'a FoundClaim,
    row: &'a Claim,
    reading: &'a bind::Reading,
    context: Context<'a>,
}

impl<'a> Last<'a> {
    fn of(claim: &'a FoundClaim, reading: &'a bind::Reading, context: Context<'a>) -> Option<Last<'a>> {
        let row = claim.row(context.book).filter(|_| !claim.excused)?;
        Some(Last { claim, row, reading, context })
    }

    /// Whether it opens its sentence, or what somebody says in it, and takes up what was told before.
    fn opens(&self) -> bool {
        bind::opens_sentence_or_speech(self.claim, self.reading, self.context.book)
    }
}

/// The slots of a claim with the only figures that it can be of, and the verdict.
fn bound_last(last: Last<'_>) -> Option<(Slots, Verdict)> {
    let Last { claim, row, context, .. } = last;
    let own: Vec<u32> = claim.found.slots.iter().filter_map(|(_, b)| b.first_mark()).collect();
    let name = |slot: &str| context.book.name(slot);
    let two = |a: &str, b: &str, marks: (u32, u32)| -> Option<Slots> {
        Some(vec![(name(a)?, Bound::Mark(marks.0)), (name(b)?, Bound::Mark(marks.1))])
    };
    let ways: Vec<Slots> = match row.told? {
        Told::Rate => rates(claim.sentence, &own, row.resumes, context)
            .into_iter()
            .filter_map(|way| two("total", "n", way))
            .collect(),
        Told::Split => return bound_split(last, *own.first()?),
        Told::Listed => return bound_listed(last, *own.first()?),
        Told::Product => return bound_product(last, *own.first()?),
        Told::Years => {
            vec![two("start", "end", sole::years(claim.sentence, *own.first()?, last.opens(), context)?)?]
        }
        Told::Times => vec![two("start", "end", sole::times(claim.sentence, context)?)?],
        Told::Ratio => {
            vec![vec![(
                name("ratio")?,
                Bound::Mark(sole::ratio(claim.sentence, &own, last.opens(), context)?),
            )]]
        }
        Told::Story => return bound_story(last, *own.first()?),
        Told::Sum => return bound_sum(last, &own),
        _ => {
            let two_of = |back: usize| only_two(claim.sentence, &own, row.resumes, back, context);
            // "The gap of $36 million may cost jobs": what opens its sentence may take up what was told farther off.
            let far = || if last.opens() { two_of(BEFORE + 1) } else { None };
            vec![two("part", "whole", two_of(BEFORE).or_else(far)?)?]
        }
    };
    let tried: Vec<(Slots, Verdict)> = ways
        .into_iter()
        .map(|ends| joined(&claim.found.slots, &ends))
        .map(|slots| {
            let verdict = verdict(row, &slots, None, context);
            (slots, verdict)
        })
        .collect();
    if let Some(fits) = tried.iter().find(|(_, v)| v.agrees()) {
        return (fits.1 == Verdict::Holds).then(|| fits.clone());
    }
    let explained =
        |(slots, verdict): &(Slots, Verdict)| *verdict == Verdict::Contradicts && explains(last, slots);
    tried.into_iter().find(explained)
}

/// A total with all that is like it around it as its parts.
fn bound_sum(last: Last<'_>, own: &[u32]) -> Option<(Slots, Verdict)> {
    let Last { claim, row, context, .. } = last;
    let parts = all_like(claim.sentence, own, row.resumes, context)?;
    let (slots, verdict) = of_parts(last, parts.clone())?;
    // "Three vans carrying 52, 47 and 31 players, 130 in total": the vans are no part.
    let fits = |some: Vec<u32>| of_parts(last, some).is_some_and(|(_, v)| v.agrees());
    match verdict {
        Verdict::Holds => Some((slots, verdict)),
        Verdict::Contradicts
            if explains(last, &slots)
                && !passes_one(&parts, context)
                && !split::choices(&parts).any(fits) =>
        {
            Some((slots, verdict))
        }
        _ => None,
    }
}

/// Whether a number stands before a claim that may be a part of its total and is too small to be taken for one: "14 in the
/// first quarter, seven in the second".
fn passes_over(claim: &FoundClaim, context: Context<'_>) -> bool {
    let here = context.scan.marks_of(claim.sentence).start;
    let little = |m: u32| figure(m, context).is_some_and(|f| count::is_bare(f) && f.amount.value < SMALL);
    around(claim.sentence, BEFORE, context).any(|m| m < here && little(m))
}

/// Whether a number stands among parts that is none of them: "took 14, eight and five of the plots".
fn passes_one(parts: &[u32], context: Context<'_>) -> bool {
    let number = |m: u32| figure(m, context).is_some_and(|f| f.kind == Kind::Number);
    parts.iter().zip(parts.iter().skip(1)).any(|(a, b)| (a + 1..*b).any(number))
}

/// A total with the figures around it that may be its parts.
fn bound_split(last: Last<'_>, total: u32) -> Option<(Slots, Verdict)> {
    let Last { claim, row, reading, context } = last;
    // "€1bn at once, with another 550m to follow"
    let lent = |a: &Figure, b: &Figure| {
        let bare = |f: &Figure| count::is_bare(f) && f.amount.scale > 1.0;
        (bare(a) || bare(b)) && figures_alike(a, b, &context.book.units)
    };
    let like = |a: &Figure, b: &Figure| counts(b) && (count::kin(a, b, context) || lent(a, b));
    let groups = split::groups(claim.sentence, total, like, reading, context).into_iter();
    let tried: Vec<(Slots, Verdict, bool, bool)> = groups
        .filter_map(|group| {
            let (slots, verdict) = of_parts(last, group.marks)?;
            Some((slots, verdict, group.sound, group.linked))
        })
        .collect();
    if let Some((slots, verdict, ..)) = tried.iter().find(|(_, v, ..)| *v == Verdict::Holds) {
        return Some((slots.clone(), *verdict));
    }
    let explained = |(slots, verdict, sound, linked): &(Slots, Verdict, bool, bool)| {
        *sound
            && *verdict == Verdict::Contradicts
            && (explains(last, slots) || *linked && slip::digit(row, slots, context).is_some())
    };
    tried
        .into_iter()
        .find(explained)
        .map(|(slots, verdict, ..)| (slots, verdict))
        .or_else(|| among_neighbours(last, total))
}

/// A total with the figures next to it that would add up to it but for two digits exchanged.
fn among_neighbours(last: Last<'_>, total: u32) -> Option<(Slots, Verdict)> {
    let Last { claim, row, reading, context } = last;
    let runs = neighbours::parts(claim.sentence, total, reading, context).into_iter();
    let mut tried = runs.filter_map(|marks| of_parts(last, marks));
    tried.find(|(slots, verdict)| {
        *verdict == Verdict::Contradicts && slip::rare(row, slots, context).is_some()
    })
}

/// The slots of a total with these as its parts, and what they come to.
fn of_parts(last: Last<'_>, marks: Vec<u32>) -> Option<(Slots, Verdict)> {
    let Last { claim, row, context, .. } = last;
    let parts = context.book.name("parts")?;
    let slots = joined(&claim.found.slots, &vec![(parts, Bound::List(marks))]);
    let verdict = verdict(row, &slots, None, context);
    Some((slots, verdict))
}

/// A total with the figures behind it that are said to be its parts.
fn bound_listed(last: Last<'_>, total: u32) -> Option<(Slots, Verdict)> {
    let Last { claim, row, reading, context } = last;
    // "128 yards on the ground and 47 in the air"
    let like = |a: &Figure, b: &Figure| {
        let plain = matches!(b.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Duration);
        let one_sort = a.kind == b.kind && figures_alike(a, b, &context.book.units) || count::is_bare(b);
        plain && !b.is_rate() && b.high.is_none() && b.amount.value > 0.0 && one_sort
    };
    // The first of the parts may stand in the claim's own words.
    let first = claim.found.slots.iter().filter_map(|(_, b)| b.first_mark()).find(|m| *m != total);
    let first = first.and_then(|m| context.scan.marks.get(m as usize)).map(|m| m.span.start);
    let (group, others) =
        split::listed(first.unwrap_or(claim.found.span.end), total, like, reading, context)?;
    let (slots, verdict) = of_parts(last, group.marks)?;
    if verdict == Verdict::Holds {
        return Some((slots, verdict));
    }
    let fits = |marks: Vec<u32>| of_parts(last, marks).is_some_and(|(_, v)| v.agrees());
    let wrong = verdict == Verdict::Contradicts && group.sound && slip::any(row, &slots, context).is_some();
    (wrong && !others.into_iter().any(fits)).then_some((slots, verdict))
}

/// A price with what it comes to and for how many, in the sentences around it.
fn bound_product(last: Last<'_>, each: u32) -> Option<(Slots, Verdict)> {
    let Last { claim, row, reading, context } = last;
    let (total, n) = (context.book.name("total")?, context.book.name("n")?);
    product::ways(claim.sentence, each, context).into_iter().find_map(|way| {
        let ends = vec![(total, Bound::Mark(way.total)), (n, Bound::Mark(way.n))];
        let slots = joined(&claim.found.slots, &ends);
        match verdict(row, &slots, None, context) {
            Verdict::Holds if !way.only => Some((slots, Verdict::Holds)),
            Verdict::Contradicts if way.only => {
                let long = || figure(way.total, context).is_some_and(|f| neighbours::digits(f) > 2);
                let tied = || {
                    way.of_unit && slip::exact(row, &slots, false, context).is_some()
                        || split::is_sum(way.total, reading, context)
                            && long()
                            && slip::digit(row, &slots, context).is_some()
                };
                (explains(last, &slots) || tied()).then_some((slots, Verdict::Contradicts))
            }
            _ => None,
        }
    })
}

/// A headline's figure with two of the story that would come to it but for a slip, when no two do.
fn bound_story(last: Last<'_>, own: u32) -> Option<(Slots, Verdict)> {
    let Last { claim, row, context, .. } = last;
    let (part, whole) = (context.book.name("part")?, context.book.name("whole")?);
    let ways = story::ways(claim.sentence, own, context).into_iter();
    let judged = ways.map(|(a, b)| {
        let slots = joined(&claim.found.slots, &vec![(part, Bound::Mark(a)), (whole, Bound::Mark(b))]);
        let verdict = verdict(row, &slots, None, context);
        (slots, verdict)
    });
    let tried: Vec<(Slots, Verdict)> = judged.collect();
    if tried.iter().any(|(_, verdict)| verdict.agrees()) || story::is_sum(claim.sentence, own, context) {
        return None;
    }
    // Of ratios there are few; many figures add up to one that differs by a digit.
    let ratio = |slots: &Slots| figures(slots, None, context).iter().any(|(_, f)| f.is_portion());
    let slip = |slots: &Slots| {
        if ratio(slots) { slip::digit(row, slots, context) } else { slip::of_story(row, slots, context) }
    };
    let explained =
        |(slots, verdict): &(Slots, Verdict)| *verdict == Verdict::Contradicts && slip(slots).is_some();
    tried.into_iter().find(explained)
}

/// Whether an ordinary slip explains why a claim fails.
fn explains(last: Last<'_>, slots: &Slots) -> bool {
    let Last { claim, row, context, .. } = last;
    // "That left 35 per cent": a share may be of what is left.
    let ratio = || figures(slots, None, context).iter().any(|(_, f)| f.is_portion());
    let untold = || row.told == Some(Told::Sum) && passes_over(claim, context);
    let takes_up = || row.resumes || !ratio() && !untold() && last.opens();
    let slip = match row.told {
        // What a wrong length may be is given.
        Some(Told::Years) => return true,
        _ if row.exchanged => slip::rare(row, slots, context),
        Some(Told::Sum) if is_long(row, slots, context) => slip::digit(row, slots, context),
        _ if row.explained && (is_together(slots, context) || takes_up()) => slip::digit(row, slots, context),
        Some(Told::Sum | Told::Split | Told::Product) => slip::rare(row, slots, context),
        _ => slip::exact(row, slots, false, context),
    };
    slip.is_some()
}

/// Whether the figure that a claim gives itself has so many digits that others of one digit hardly fit by chance.
fn is_long(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    let filled = |name: u8| row.told.is_some_and(|t| t.slots().contains(&context.book.slot(name)));
    let own = slots.iter().find(|(name, _)| !filled(*name)).and_then(|(_, b)| b.first_mark());
    own.and_then(|m| figure(m, context)).is_some_and(|f| neighbours::digits(f) >= LONG)
}

/// So many digits, without noughts at their ends.
const LONG: usize = 4;

/// The ways to share out one of the only two amounts beside a claim's own among the other: those of its sentence, or of it
/// and the one before, which of two kinds then stand together; of a claim that takes them up those before it.
fn rates(sentence: usize, own: &[u32], resumes: bool, context: Context<'_>) -> Vec<(u32, u32)> {
    let Some(each) = own.first().and_then(|m| figure(*m, context)) else { return Vec::new() };
    // "£6,300 from 42 sponsors": what is shared out is of the sort of each share, what it is shared by is none.
    let fits = |(total, n): &(u32, u32)| {
        let (Some(total), Some(n)) = (figure(*total, context), figure(*n, context)) else { return false };
        let units = &context.book.units;
        let apart = n.kind == Kind::Measure && total.kind == Kind::Measure && !figures_alike(n, total, units);
        (matches!(n.kind, Kind::Number | Kind::Duration) || apart) && total.kind == each.kind
    };
    let others = |from: usize, to: usize| -> Vec<u32> {
        let may_be = |f: &Figure| counts(f) || resumes && f.kind == Kind::Duration && count::is_one(f);
        let marks = context.scan.marks_in(from..to);
        marks.filter(|m| !own.contains(m) && figure(*m, context).is_some_and(may_be)).collect()
    };
    let kind = |m: u32| figure(m, context).map(|f| f.kind);
    let (near, both) = if resumes {
        (others(sentence.saturating_sub(1), sentence), others(sentence.saturating_sub(BEFORE), sentence))
    } else {
        (others(sentence, sentence + 1), others(sentence.saturating_sub(1), sentence + 1))
    };
    let pair = match (near.as_slice(), both.as_slice()) {
        ([a, b], _) | ([], [a, b]) => Some((*a, *b)),
        ([_], [a, b]) if resumes || kind(*a) == kind(*b) => Some((*a, *b)),
        _ => None,
    };
    let Some((a, b)) = pair else { return Vec::new() };
    [(a, b), (b, a)].into_iter().filter(fits).collect()
}

/// All figures right before a claim that are like its own, else all behind it: the parts of its total.
fn all_like(sentence: usize, own: &[u32], resumes: bool, context: Context<'_>) -> Option<Vec<u32>> {
    let at = own.first()?;
    let total = figure(*at, context)?;
    let units = &context.book.units;
    let like = |m: &u32| {
        let lent =
            |f: &Figure| (count::is_bare(f) || count::is_bare(total)) && figures_alike(total, f, units);
        let may_be = |f: &Figure| counts(f) || resumes && count::is_bare(f) && count::is_one(f);
        figure(*m, context).is_some_and(|f| may_be(f) && (count::kin(total, f, context) || lent(f)))
    };
    let (before, behind): (Vec<u32>, Vec<u32>) =
        around(sentence, if resumes { BEFORE } else { AROUND }, context).filter(like).partition(|m| m < at);
    let last = context.scan.sentences.get(sentence)?.last_mark;
    let behind = behind.into_iter().filter(|m| !own.contains(m) && *m < last).collect();
    let parts = if before.len() < *PARTS.start() { behind } else { before };
    let least =
        parts.iter().filter_map(|m| figure(*m, context)).map(|f| f.amount.value).fold(f64::MAX, f64::min);
    (PARTS.contains(&parts.len()) && least > LEAST * total.amount.value).then_some(parts)
}

/// Whether a bare number has as many decimals as a claim's own percentage and is one, too: "53.3 per cent, less than the
/// years before: 62.4 and 66.9".
fn is_percent_too(number: &Figure, own: &[u32], context: Context<'_>) -> bool {
    let step = number.amount.step;
    let percent = |f: &Figure| f.kind == Kind::Percent && f.amount.step == step;
    count::is_bare(number) && step < 1.0 && own.iter().any(|m| figure(*m, context).is_some_and(percent))
}

/// Whether a number is so small beside the difference that a claim tells that it is no end of it.
fn is_slight(number: &Figure, own: &[u32], context: Context<'_>) -> bool {
    let larger = |f: &Figure| f.kind == Kind::Number && number.amount.value * SLIGHT < f.amount.value;
    number.kind == Kind::Number && own.iter().any(|m| figure(*m, context).is_some_and(larger))
}

/// … less than one part in so many of it.
const SLIGHT: f64 = 50.0;

/// The smaller and the larger of the only two like figures around a sentence, so many sentences back.
fn only_two(
    sentence: usize,
    own: &[u32],
    resumes: bool,
    back: usize,
    context: Context<'_>,
) -> Option<(u32, u32)> {
    let is = |m: &u32, kinds: &[Kind]| figure(*m, context).is_some_and(|f| kinds.contains(&f.kind));
    // A difference is told behind the two, and may be one of two times.
    let ratio = own.iter().any(|m| is(m, &[Kind::Percent, Kind::Share]));
    let timed = own.iter().any(|m| is(m, &[Kind::Duration]));
    // "A gain of three points": of two percentages.
    let points = own.iter().any(|m| is(m, &[Kind::Points]));
    let may_be = |f: &Figure| match f.kind {
        Kind::Percent => points && f.amount.digits && count::is_one(f),
        Kind::Duration => timed && count::is_one(f),
        _ => !points && counts(f),
    };
    let all: Vec<(u32, &Figure)> = around(sentence, if ratio && !resumes { AROUND } else { back }, context)
        .filter(|m| !own.contains(m) && (!resumes || own.iter().all(|o| m < o)))
        .filter_map(|m| figure(m, context).map(|f| (m, f)))
        .filter(|(_, f)| may_be(f) && (ratio || !is_slight(f, own, context)))
        .filter(|(_, f)| !is_percent_too(f, own, context))
        .collect();
    if all.iter().any(|(m, _)| has_ratio(*m, own, context)) {
        return None;
    }
    let mut pairs = all.iter().enumerate().flat_map(|(at, a)| {
        let alike = move |b: &&(u32, &Figure)| {
            // "It costs £16.50 more. Drivers make 22 trips": a unit is left out only beside it.
            let beside = context.scan.sentence_of(a.0) == context.scan.sentence_of(b.0);
            // "64,000 voters … 24,320 ballots …": turnout.
            let counted = ratio && resumes && !beside && a.1.kind == Kind::Number && b.1.kind == Kind::Number;
            counted || if beside { count::akin(a.1, b.1, context) } else { count::kin(a.1, b.1, context) }
        };
        all.iter().skip(at + 1).filter(alike).map(move |b| (*a, *b))
    });
    let ((a, x), (b, y)) = pairs.next().filter(|_| pairs.next().is_none())?;
    if resumes && is_respective(context.scan.sentence_of(a), context) {
        return None;
    }
    // "Hotels added 1,240 jobs and restaurants 860. Warehouses added 2,400."
    if !ratio && own.iter().all(|m| *m < a.min(b)) {
        return None;
    }
    // "By one point to 9% … by four points to 8%": each came of a change of its own.
    if points && [a, b].iter().all(|m| is_reached(*m, context)) {
        return None;
    }
    let larger = x.amount.value.total_cmp(&y.amount.value);
    match larger {
        std::cmp::Ordering::Less => Some((a, b)),
        std::cmp::Ordering::Greater => Some((b, a)),
        std::cmp::Ordering::Equal => None,
    }
}

/// Whether "to" stands right before a figure.
fn is_reached(mark: u32, context: Context<'_>) -> bool {
    let before = context.scan.marks.get(mark as usize).and_then(|m| (m.first as usize).checked_sub(1));
    let token = before.and_then(|at| context.scan.tokens.get(at));
    token.is_some_and(|t| context.book.lists.of(t.word).meet(context.book.special.reaching))
}

/// Whether the figures of a sentence are told of several things in turn: "£4.2m and £3.1m for rent and wages, respectively".
pub(super) fn is_respective(sentence: usize, context: Context<'_>) -> bool {
    let lists = |t: &Token| context.book.lists.of(t.word);
    context.scan.tokens_of(sentence).iter().any(|t| lists(t).meet(context.book.special.respectively))
}

/// Whether a figure is a share itself: "13 million acres, or at least a quarter of the forest".
fn has_ratio(mark: u32, own: &[u32], context: Context<'_>) -> bool {
    let marks = &context.scan.marks;
    let (Some(this), Some(next)) = (marks.get(mark as usize), marks.get(mark as usize + 1)) else {
        return false;
    };
    !own.contains(&(mark + 1))
        && next.first.saturating_sub(this.last) <= BETWEEN
        && figure(mark + 1, context).is_some_and(Figure::is_portion)
}

/// So many words stand at most between a figure and the share that it is: ", or".
const BETWEEN: u32 = 2;

/// The marks of the sentences around one, so many of them before it.
fn around(sentence: usize, before: usize, context: Context<'_>) -> std::ops::Range<u32> {
    context.scan.marks_in(sentence.saturating_sub(before)..sentence + AROUND + 1)
}

/// Whether a figure tells how many or how much there is of something.
fn counts(figure: &Figure) -> bool {
    let little = count::is_bare(figure) && figure.amount.value < SMALL;
    matches!(figure.kind, Kind::Number | Kind::Money | Kind::Measure) && count::is_one(figure) && !little
}
