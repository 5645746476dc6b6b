//! What the report tells of a claim: a finding, or that it was verified or could not be.

use crate::{
    bind::FoundClaim,
    check::{
        judge::Judged,
        message,
        operand::{Context, Slots, first},
        slip,
        working::working,
    },
    finding::{self, Finding, Report, Severity, Verdict},
    rule::Claim,
    span::Span,
};

/// Puts a claim and what it came to into the report; false when that is not worth a word.
pub(super) fn tell(claim: &FoundClaim, judged: &Judged, context: Context<'_>, report: &mut Report) -> bool {
    let Some(check) = context.book.checks.get(claim.check) else { return false };
    let Some(row) = claim.row(context.book) else { return false };
    let Judged { verdict, ref slots, confidence, unbound } = *judged;
    let untold = match verdict {
        Verdict::Unverified => row.quiet,
        Verdict::Holds | Verdict::Loose => check.faults_only,
        Verdict::Contradicts => false,
    };
    if untold {
        return false;
    }
    *report.counts.of_mut(verdict) += 1;
    let severity = match verdict {
        Verdict::Holds | Verdict::Unverified => None,
        Verdict::Loose => check.loose,
        Verdict::Contradicts => check.severity,
    };
    let span = claim.found.span;
    let plain = finding::Claim {
        rule: check.id.clone(),
        verdict,
        span,
        words: span.of(context.text).to_string(),
        related: message::related(slots, span, context),
        working: Vec::new(),
        why: String::new(),
    };
    if verdict == Verdict::Unverified {
        report.unverified.push(finding::Claim { why: message::why(unbound).to_string(), ..plain });
        return true;
    }
    let plain = finding::Claim { working: working(row, verdict, slots, context), ..plain };
    let Some(severity) = severity else {
        if row.slips {
            report.advice.extend(advice(&plain, row, slots, confidence, context));
        }
        report.verified.push(plain);
        return true;
    };
    report.findings.push(Finding {
        severity,
        verdict,
        message: message::render(&row.says, &first(slots, context), slots, context),
        suggestion: if row.slips { slip::explain(row, slots, context) } else { None },
        ..finding(plain, slots, confidence, context)
    });
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
    let plain = finding(claim.clone(), slots, confidence, context);
    Some(Finding { message, suggestion: Some(suggestion), ..plain })
}

/// A finding of which nothing is said yet: severity, verdict and message are those of a note.
fn finding(claim: finding::Claim, slots: &Slots, confidence: f64, context: Context<'_>) -> Finding {
    let finding::Claim { rule, span, words, related, working, .. } = claim;
    Finding {
        rule,
        severity: Severity::Note,
        verdict: Verdict::Holds,
        message: String::new(),
        span,
        sentence: sentence(span, context),
        normalised: message::normalised(slots, span, context),
        words,
        related,
        working,
        suggestion: None,
        confidence,
    }
}

/// From the start of the sentence that a span begins in to the end of that it ends in.
fn sentence(span: Span, context: Context<'_>) -> Span {
    let first = context.scan.sentence_at(span.start);
    let spans = context.scan.sentences.iter().skip(first).map(|s| s.span);
    spans.take_while(|s| s.touches(span)).reduce(Span::cover).unwrap_or(span)
}
