//! Verdicts: every claim of a draft, worked out at the precision its figures were written with.

mod any;
mod count;
mod function;
mod gather;
pub mod message;
pub mod operand;
mod peers;
mod portion;
pub mod reading;
mod rival;
pub mod show;
pub mod slip;
mod told;
pub mod value;
mod working;

use rustc_hash::FxHashSet;

use crate::{
    bind::{self, FoundClaim, Unbound, matcher::Bound, score::Words},
    check::{
        operand::{Context, Instead, Slots, alternatives, first},
        reading::Reading,
        value::satisfied,
    },
    finding::{self, Finding, Report, Severity, Verdict},
    grammar::figure::{Figure, Kind},
    rule::{Claim, Gather, Rulebook, expect::Compare},
    scan::Scan,
    span::Span,
};

/// Checks every claim of a draft.
#[must_use]
pub fn check(text: &str, scan: &Scan, book: &Rulebook) -> Report {
    let context = Context { text, scan, book };
    let reading = bind::claims(scan, book);
    let mut report = Report::default();
    report.counts.figures = scan.marks.len();
    if reading.claims.is_empty() {
        return report;
    }
    let words = Words::new(scan, text, book);
    let mut made: Vec<&FoundClaim> = Vec::new();
    for claim in &reading.claims {
        let near = made.iter().rev().take_while(|c| c.sentence + bind::item::WINDOW > claim.sentence);
        if near.into_iter().all(|c| !bind::rival(c, claim, book))
            && judge(claim, &reading, &words, context, &mut report)
        {
            made.push(claim);
        }
    }
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
    let counts = &mut report.counts;
    report.findings.retain(|f| {
        let holds = holding.contains(&(f.rule.as_str(), f.span));
        if holds || !told.insert((f.rule.clone(), f.span)) {
            match f.verdict {
                Verdict::Loose => counts.loose -= 1,
                _ => counts.contradicts -= 1,
            }
            return false;
        }
        true
    });
}

/// Judges a claim; false when it is none, because what has to be given is not.
fn judge(
    claim: &FoundClaim,
    reading: &bind::Reading,
    words: &Words<'_>,
    context: Context<'_>,
    report: &mut Report,
) -> bool {
    let Some(check) = context.book.checks.get(claim.check) else { return false };
    let Some(row) = check.claims.get(claim.claim) else { return false };
    let mut slots = claim.found.slots.clone();
    let given = |slots: &Slots| row.given.as_ref().map(|g| satisfied(g, &first(slots, context)));
    let mut given_of_it = given(&slots);
    if given_of_it == Some(Some(false)) {
        return false;
    }
    let mut confidence = 1.0;
    let mut rivals: Vec<Slots> = Vec::new();
    let mut unbound = claim.excused.then_some(Unbound::OtherBasis);
    let mut among = None;
    if row.peers {
        let vote = peers::vote(claim, row, reading, context);
        slots = joined(&slots, &vote.other);
        among = Some(vote.verdict);
    } else if row.any && unbound.is_none() {
        let told = any::told(claim, row, reading, words, context);
        if told.unbound.is_none() {
            slots = told.slots;
        }
        among = Some(told.verdict);
        unbound = told.unbound;
    } else if let Some(how) = row.gather.filter(|_| unbound.is_none()) {
        let mut ways = gather::ways(claim, how, context).into_iter();
        match ways.next() {
            Some(likeliest) => slots = likeliest,
            None => unbound = Some(Unbound::NoFigures),
        }
        // What is not given of some way is no way to read the claim.
        rivals = ways.filter(|way| given(way) != Some(Some(false))).collect();
    } else if row.about.is_some() && unbound.is_none() {
        match bind::facts_of(claim, reading, context.scan, context.book, words) {
            Ok((fact, sure)) => {
                slots = joined(&claim.found.slots, &fact.found.slots);
                rivals = fact.rivals.iter().map(|r| joined(&claim.found.slots, &r.slots)).collect();
                confidence = sure;
            }
            Err(why) => unbound = Some(why),
        }
    }
    if row.alike && unbound.is_none() && !count::one_thing(&slots, row.about.is_some() || row.quiet, context)
    {
        unbound = Some(Unbound::OtherThings);
    }
    if slots != claim.found.slots {
        given_of_it = given(&slots);
    }
    if given_of_it == Some(Some(false)) {
        unbound = unbound.or(Some(Unbound::NoFigures));
    }
    let mut verdict = match (unbound, among) {
        (Some(_), _) => Verdict::Unverified,
        (None, Some(verdict)) => verdict,
        (None, None) if given_of_it == Some(None) => Verdict::Unverified,
        (None, None) => decided(row, &slots, None, context),
    };
    let fails = |v: Verdict| matches!(v, Verdict::Contradicts | Verdict::Loose);
    if fails(verdict) && !rivals.iter().all(|r| fails(self::verdict(row, r, None, context))) {
        verdict = Verdict::Unverified;
        unbound = Some(Unbound::SeveralFit);
    }
    if fails(verdict) && rival::fits(row, &slots, context) {
        verdict = Verdict::Unverified;
        unbound = Some(Unbound::SeveralFit);
    }
    if let Some(told) = row.told.filter(|_| verdict == Verdict::Unverified && !claim.excused)
        && let Some(far) = told::judge(claim, row, told, reading, words, context)
    {
        (verdict, slots) = far;
        confidence = FAR;
        unbound = None;
    }
    // Of a whole with parts that are not told nothing is shown by those that are.
    let sure = |(name, _): &&(u8, Bound)| {
        context.book.names.get(usize::from(*name)).is_none_or(|n| n != Gather::MOST)
    };
    if row.gather.is_some() && verdict == Verdict::Holds {
        let told: Slots = slots.iter().filter(sure).cloned().collect();
        if self::verdict(row, &told, None, context) != Verdict::Holds {
            verdict = Verdict::Unverified;
        }
    }
    let untold = match verdict {
        Verdict::Unverified => row.quiet,
        Verdict::Holds | Verdict::Loose => check.faults_only,
        Verdict::Contradicts => false,
    };
    if untold {
        return true;
    }
    let severity = match verdict {
        Verdict::Contradicts => check.severity,
        Verdict::Loose => check.loose,
        Verdict::Holds | Verdict::Unverified => None,
    };
    match verdict {
        Verdict::Holds => report.counts.holds += 1,
        Verdict::Loose => report.counts.loose += 1,
        Verdict::Contradicts => report.counts.contradicts += 1,
        Verdict::Unverified => report.counts.unverified += 1,
    }
    let span = claim.found.span;
    let plain = finding::Claim {
        rule: check.id.clone(),
        span,
        words: span.of(context.text).to_string(),
        related: message::related(&slots, span, context),
        working: Vec::new(),
        why: String::new(),
    };
    match (severity, verdict) {
        (_, Verdict::Unverified) => {
            let why = message::why(unbound).to_string();
            report.unverified.push(finding::Claim { why, ..plain });
        }
        (Some(severity), _) => {
            let operands = first(&slots, context);
            report.findings.push(Finding {
                rule: check.id.clone(),
                severity,
                verdict,
                message: message::render(&row.says, &operands, &slots, context),
                span,
                sentence: sentence(span, context),
                normalised: message::normalised(&slots, span, context),
                words: plain.words,
                related: plain.related,
                working: working::working(row, verdict, &slots, context),
                suggestion: if row.slips { slip::explain(row, &slots, context) } else { None },
                confidence,
            });
        }
        (None, _) => {
            let plain = finding::Claim { working: working::working(row, verdict, &slots, context), ..plain };
            if row.slips {
                report.advice.extend(advice(&plain, row, &slots, confidence, context));
            }
            report.verified.push(plain);
        }
    }
    true
}

/// A note on a claim that holds, when other words would say more.
fn advice(
    claim: &finding::Claim,
    row: &Claim,
    slots: &Slots,
    confidence: f64,
    context: Context<'_>,
) -> Option<Finding> {
    let (message, suggestion) = slip::closer(row, slots, context)?;
    let finding::Claim { rule, span, words, related, working, .. } = claim.clone();
    Some(Finding {
        rule,
        severity: Severity::Note,
        verdict: Verdict::Holds,
        message,
        span,
        sentence: sentence(span, context),
        words,
        normalised: message::normalised(slots, span, context),
        related,
        working,
        suggestion: Some(suggestion),
        confidence,
    })
}

/// Leaves unverified the findings of which it is not as sure as `least` which figures they speak of.
pub fn doubt(report: &mut Report, least: f64) {
    let doubtful = |finding: &mut Finding| finding.confidence < least;
    for finding in report.findings.extract_if(.., doubtful) {
        match finding.verdict {
            Verdict::Loose => report.counts.loose -= 1,
            _ => report.counts.contradicts -= 1,
        }
        report.counts.unverified += 1;
        let Finding { rule, span, words, related, .. } = finding;
        let why = message::why(Some(Unbound::Unsure)).to_string();
        report.unverified.push(finding::Claim { rule, span, words, related, working: Vec::new(), why });
    }
    report.unverified.sort_by_key(|claim| claim.span);
    report.advice.retain(|finding| finding.confidence >= least);
}

/// From the start of the sentence that a span begins in to the end of that it ends in.
fn sentence(span: Span, context: Context<'_>) -> Span {
    let sentences = &context.scan.sentences;
    let first = sentences.partition_point(|s| s.span.end <= span.start);
    let spans = sentences.iter().skip(first).map(|s| s.span);
    spans.take_while(|s| s.touches(span)).reduce(Span::cover).unwrap_or(span)
}

/// The slots of a claim and those of its fact that the claim leaves open.
fn joined(own: &Slots, fact: &Slots) -> Slots {
    let open = |(n, b): &&(u8, Bound)| !own.iter().any(|(m, c)| n == m || b == c);
    let others = fact.iter().filter(open);
    own.iter().chain(others).cloned().collect()
}

/// The verdict on a claim, its figures read as written or one of them otherwise.
#[must_use]
pub fn verdict(claim: &Claim, slots: &Slots, instead: Option<&Instead>, context: Context<'_>) -> Verdict {
    let given = claim.given.as_ref().is_none_or(|g| satisfied(g, &first(slots, context)) == Some(true));
    if given { decided(claim, slots, instead, context) } else { Verdict::Unverified }
}

/// As [`verdict`], of a claim whose conditions hold.
fn decided(claim: &Claim, slots: &Slots, instead: Option<&Instead>, context: Context<'_>) -> Verdict {
    if ranks(claim, slots, context) {
        return Verdict::Unverified;
    }
    let mut known = false;
    for (reading, verdict) in [(Reading::Printed, Verdict::Holds), (Reading::Coarse, Verdict::Loose)] {
        for operands in alternatives(slots, reading, instead, context) {
            match satisfied(&claim.expect, &operands) {
                Some(true) => return verdict,
                Some(false) => known = true,
                None => {}
            }
        }
    }
    if known { Verdict::Contradicts } else { Verdict::Unverified }
}

/// "At five, up from 13": bare small whole numbers may be places in a list, of which the smaller is the higher.
fn ranks(claim: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    let order = claim.expect.clauses().all(|c| matches!(c.compare, Compare::More | Compare::Less));
    let bare = |f: &Figure| {
        f.kind == Kind::Number
            && f.noun.is_none()
            && f.amount.value.fract() == 0.0
            && f.amount.value.abs() <= LAST_RANK
    };
    let figures = operand::figures(slots, None, context);
    order && !figures.is_empty() && figures.iter().all(|(_, f)| bare(f)) && !numbered(slots, context)
}

/// Whether the sentence of bare numbers says that they are numbers of something: "the number of ferries was 61".
fn numbered(slots: &Slots, context: Context<'_>) -> bool {
    let Context { scan, book, .. } = context;
    let mark = slots.iter().find_map(|(_, b)| match b {
        Bound::Mark(mark) => scan.marks.get(*mark as usize),
        _ => None,
    });
    let sentence = mark.and_then(|mark| {
        scan.sentences.get(scan.sentences.partition_point(|s| s.span.end <= mark.span.start))
    });
    let tokens = sentence.and_then(|s| scan.tokens.get(s.first as usize..s.last as usize)).unwrap_or(&[]);
    tokens.iter().any(|t| book.lists.of(t.word).meet(book.special.counting))
}

/// How sure it is that figures far from a claim are meant.
const FAR: f64 = 0.5;

/// Places in a list are counted to here.
const LAST_RANK: f64 = 200.0;

/// How each claim was bound, a line each.
#[must_use]
pub fn trace(text: &str, scan: &Scan, book: &Rulebook) -> Vec<String> {
    let context = Context { text, scan, book };
    let reading = bind::read(scan, book);
    let words = Words::new(scan, text, book);
    let mut lines = Vec::new();
    for fact in &reading.facts {
        let name = book.facts.get(fact.kind).map_or("", |f| f.name.as_str());
        lines.push(format!(
            "fact {name}: {} [{}]",
            fact.found.span.of(text),
            roles(&fact.found.slots, context)
        ));
    }
    for claim in &reading.claims {
        let Some(check) = book.checks.get(claim.check) else { continue };
        let about = check.claims.get(claim.claim).and_then(|c| c.about);
        let bound = match about.map(|_| bind::facts_of(claim, &reading, scan, book, &words)) {
            None => String::new(),
            Some(Ok((fact, sure))) => format!(" -> {} (sure {sure:.2})", fact.found.span.of(text)),
            Some(Err(why)) => format!(" -> {}", message::why(Some(why))),
        };
        let own = roles(&claim.found.slots, context);
        lines.push(format!("claim {}: {} [{own}]{bound}", check.id, claim.found.span.of(text)));
        if check.claims.get(claim.claim).is_some_and(|c| c.near) {
            for (level, said) in bind::told_near(claim, &reading, scan, book) {
                let words = scan.marks.get(level as usize).map_or("", |m| m.span.of(text));
                lines.push(format!("  near: {words} ({said})"));
            }
        }
        let others = bind::candidates(claim, &reading, scan, book, &words);
        for (score, fact) in others.iter().take(TRACED) {
            lines.push(format!("  {score:.2} {}", fact.found.span.of(text)));
        }
    }
    lines
}

/// Candidates shown for each claim.
const TRACED: usize = 4;

fn roles(slots: &Slots, context: Context<'_>) -> String {
    let role = |(name, bound): &(u8, Bound)| {
        let name = context.book.names.get(usize::from(*name)).map_or("", String::as_str);
        format!("{name} = {}", span_of(bound, context).map_or("", |s| s.of(context.text)))
    };
    slots.iter().map(role).collect::<Vec<_>>().join(", ")
}

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
