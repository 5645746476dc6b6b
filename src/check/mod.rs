//! Verdicts: every claim of a draft, worked out at the precision its figures were written with.

pub mod again;
mod any;
mod count;
mod function;
mod gather;
mod judge;
pub mod message;
mod nearness;
mod neighbours;
mod only;
pub mod operand;
mod peers;
mod plausible;
mod portion;
mod product;
pub mod reading;
mod rival;
pub mod show;
pub mod slip;
mod sole;
mod split;
mod story;
mod tell;
mod told;
mod trace;
pub mod value;
mod working;
mod written;

pub use trace::trace;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    bind::{self, FoundClaim, Unbound, matcher::Bound, score::Words},
    check::{
        operand::{Context, Instead, Slots, alternatives, decidable, first},
        reading::Precision,
        value::{granted, satisfied},
    },
    finding::{self, Finding, Report, Verdict},
    grammar::figure::{Figure, Kind},
    rule::{Claim, Rulebook},
    scan::Scan,
    span::Span,
};

/// Checks every claim of a draft.
#[must_use]
pub fn check(text: &str, scan: &Scan, book: &Rulebook) -> Report {
    let context = Context { text, scan, book };
    let reading = bind::claims(scan, book);
    if reading.claims.is_empty() {
        return reported(&reading, scan, book, |_, _, _| false, |_| ());
    }
    let words = Words::new(scan, text, book);
    reported(
        &reading,
        scan,
        book,
        |_, claim, report| judge::judge(claim, &reading, &words, context, report),
        |report| only::judge(&reading, context, report),
    )
}

/// The report on all claims of a draft. `judge` adds what it has to say of the claim at a place; false when it is none
/// after all. `judge_last` adds what is to be said of those that are judged when all the others have been.
fn reported(
    reading: &bind::Reading,
    scan: &Scan,
    book: &Rulebook,
    mut judge: impl FnMut(usize, &FoundClaim, &mut Report) -> bool,
    judge_last: impl FnOnce(&mut Report),
) -> Report {
    let mut report = Report::default();
    report.counts.figures = scan.marks.len();
    let mut made: Vec<&FoundClaim> = Vec::new();
    let is_last = |claim: &FoundClaim| only::comes_last(claim, book);
    for (at, claim) in reading.claims.iter().enumerate().filter(|(_, claim)| !is_last(claim)) {
        let near = made.iter().rev().take_while(|c| c.sentence + bind::item::WINDOW > claim.sentence);
        if near.into_iter().all(|c| !bind::compete(c, claim, book)) && judge(at, claim, &mut report) {
            made.push(claim);
        }
    }
    judge_last(&mut report);
    settle(&mut report);
    report.findings.sort_by_key(|f| (f.span, f.severity));
    report.advice.sort_by_key(|f| f.span);
    report.advice.dedup_by(|a, b| a.span == b.span && a.rule == b.rule);
    report
}

/// Words that were tried on several sorts of figures are told of once, and not blamed when they hold of any.
fn settle(report: &mut Report) {
    let holding: FxHashSet<(&str, Span)> =
        report.verified.iter().map(|v| (v.rule.as_str(), v.span)).collect();
    let mut told: FxHashSet<(String, Span)> = FxHashSet::default();
    let mut blamed = Reported::default();
    let counts = &mut report.counts;
    report.findings.retain(|f| {
        let holds = holding.contains(&(f.rule.as_str(), f.span));
        let new =
            !holds && told.insert((f.rule.clone(), f.span)) && blamed.is_new(&f.rule, f.span, &f.related);
        *counts.of_mut(f.verdict) -= usize::from(!new);
        new
    });
    drop_judged(report);
    let counts = &mut report.counts;
    let mut held = Reported::default();
    report.verified.retain(|c| {
        let new = held.is_new(&c.rule, c.span, &c.related);
        *counts.of_mut(c.verdict) -= usize::from(!new);
        new
    });
}

/// Drops the unverified claims on whose words there is a verdict by the same rule.
fn drop_judged(report: &mut Report) {
    let mut judged: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    let verified = report.verified.iter().map(|v| (v.rule.as_str(), v.span));
    for (rule, span) in verified.chain(report.findings.iter().map(|f| (f.rule.as_str(), f.span))) {
        judged.entry(rule).or_default().push(span);
    }
    judged.values_mut().for_each(|spans| spans.sort_unstable());
    report.unverified.retain(|claim| {
        let spans = judged.get(claim.rule.as_str()).map_or(&[][..], Vec::as_slice);
        let before = spans.partition_point(|s| s.start < claim.span.end);
        let near = spans.get(..before).unwrap_or(&[]).iter().rev().take(TOUCHING);
        let open = !near.into_iter().any(|s| s.touches(claim.span));
        report.counts.unverified -= usize::from(!open);
        open
    });
}

/// What was told last: the rule, its words and its figures.
#[derive(Default)]
struct Reported(Vec<(String, Span, Vec<Span>)>);

impl Reported {
    /// False when words that touch these were told of by the same rule with the same figures: "rose", and "rose from
    /// 3 to 4".
    fn is_new(&mut self, rule: &str, span: Span, related: &[finding::Related]) -> bool {
        let figures: Vec<Span> = related.iter().map(|r| r.span).collect();
        let told = self.0.iter().rev().take(TOUCHING).any(|(other, place, known)| {
            other == rule && place.touches(span) && figures.iter().all(|f| known.contains(f))
        });
        if !told {
            self.0.push((rule.to_string(), span, figures));
        }
        !told
    }
}

/// Words that touch are told of within so many claims of one another.
const TOUCHING: usize = 12;

/// Leaves unverified the findings of which it is not as sure as `least` which figures they speak of.
pub fn doubt(report: &mut Report, least: f64) {
    let doubtful = |finding: &mut Finding| finding.confidence < least;
    for finding in report.findings.extract_if(.., doubtful) {
        *report.counts.of_mut(finding.verdict) -= 1;
        report.counts.unverified += 1;
        let Finding { rule, span, words, related, .. } = finding;
        let why = message::why(Some(Unbound::Unsure)).to_string();
        let (verdict, working) = (Verdict::Unverified, Vec::new());
        report.unverified.push(finding::Claim { rule, verdict, span, words, related, working, why });
    }
    report.unverified.sort_by_key(|claim| claim.span);
    report.advice.retain(|finding| finding.confidence >= least);
}

/// The slots of a claim and those of its fact that the claim leaves open.
fn joined(own: &Slots, fact: &Slots) -> Slots {
    let open = |(n, b): &&(u8, Bound)| !own.iter().any(|(m, c)| n == m || b == c);
    let others = fact.iter().filter(open);
    own.iter().chain(others).cloned().collect()
}

/// Whether a claim and the figures it is of stand in one sentence.
fn is_together(slots: &Slots, context: Context<'_>) -> bool {
    let mut sentences = slots.iter().flat_map(|(_, b)| b.marks()).map(|m| context.scan.sentence_of(*m));
    let first = sentences.next();
    sentences.all(|s| Some(s) == first)
}

/// The marks that slots are filled with, but for lists.
fn marks(slots: &Slots) -> Vec<u32> {
    slots.iter().filter_map(|(_, bound)| bound.mark()).collect()
}

/// The verdict on a claim, its figures read as written or one of them otherwise.
#[must_use]
pub fn verdict(row: &Claim, slots: &Slots, instead: Option<&Instead>, context: Context<'_>) -> Verdict {
    if given(row, slots, context) == Some(true) {
        decided(row, slots, instead, context)
    } else {
        Verdict::Unverified
    }
}

/// Whether the condition of a claim holds, true when it has none; none when what it asks for is not told.
fn given(row: &Claim, slots: &Slots, context: Context<'_>) -> Option<bool> {
    let Some(given) = &row.given else { return Some(true) };
    if !decidable(given, slots, context.book) {
        return None;
    }
    granted(given, &first(slots, context))
}

/// As [`verdict`], of a claim whose conditions hold.
fn decided(row: &Claim, slots: &Slots, instead: Option<&Instead>, context: Context<'_>) -> Verdict {
    if !can_be_decided(row, slots, context) {
        return Verdict::Unverified;
    }
    let mut known = false;
    for (precision, verdict) in [(Precision::Printed, Verdict::Holds), (Precision::Coarse, Verdict::Loose)] {
        for operands in alternatives(slots, precision, instead, context) {
            match satisfied(&row.expect, &operands) {
                // "From 80 to 100, up 20 per cent" agrees with 84 and 100, but nobody rounds so.
                Some(true) if verdict == Verdict::Loose && slip::far_off(row, slots, context) => known = true,
                Some(true) => return verdict,
                Some(false) => known = true,
                None => {}
            }
        }
    }
    if known { Verdict::Contradicts } else { Verdict::Unverified }
}

/// Whether the figures that a claim needs are told, and are no places in a list.
fn can_be_decided(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    decidable(&row.expect, slots, context.book) && !ranks(row, slots, context)
}

/// "At five, up from 13": bare small whole numbers may be places in a list, of which the smaller is the higher; and a number
/// set to one is a ratio.
fn ranks(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    if !row.expect.orders() {
        return false;
    }
    let bare = |f: &Figure| {
        f.kind == Kind::Number
            && f.noun.is_none()
            && f.amount.value.fract() == 0.0
            && f.amount.value.abs() <= LAST_RANK
    };
    let figures = operand::figures(slots, None, context);
    let places = !figures.is_empty() && figures.iter().all(|(_, f)| bare(f)) && !numbered(slots, context);
    // "A ratio of 118 to 1"
    let odds = figures.len() > 1
        && figures.iter().all(|(_, f)| f.kind == Kind::Number && f.noun.is_none())
        && figures.iter().any(|(_, f)| f.amount.value == 1.0);
    places || odds
}

/// Whether the sentence of bare numbers says that they are numbers of something: "the number of ferries was 61".
fn numbered(slots: &Slots, context: Context<'_>) -> bool {
    let Context { scan, book, .. } = context;
    let mark = slots.iter().find_map(|(_, b)| b.mark());
    let tokens = mark.map_or(&[][..], |mark| scan.tokens_of(scan.sentence_of(mark)));
    tokens.iter().any(|t| book.lists.of(t.word).meet(book.special.counting))
}

/// Places in a list are counted to here.
const LAST_RANK: f64 = 100.0;

/// Where a slot's words stand.
#[must_use]
pub fn span_of(bound: &Bound, context: Context<'_>) -> Option<Span> {
    let mark = |m: u32| context.scan.marks.get(m as usize).map(|m| m.span);
    match bound {
        Bound::Mark(m) => mark(*m),
        Bound::Words(span) | Bound::Series(span, _) => Some(*span),
        Bound::List(list) => list.iter().filter_map(|m| mark(*m)).reduce(Span::cover),
    }
}
