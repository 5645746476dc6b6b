//! JUnit XML: a suite a draft, a test case a claim. A claim that holds has passed, one with a finding has
//! failed, one that could not be checked was skipped. No times, so that the same drafts give the same bytes.

use super::{Document, Lost, Reviewed, text, words::xml};
use crate::{
    finding::{Claim, Finding, Report},
    span::Span,
};
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};
use std::collections::HashMap;

pub use quick_junit::TestSuite as Suite;

/// The suite of one draft. Without claims it has one test case that has passed: some CI systems take a report
/// without tests for a failure.
#[must_use]
pub fn draft(document: &Document<'_>, report: &Report, reviewed: &Reviewed) -> Suite {
    let mut cases: Vec<(Span, TestCase)> = Vec::new();
    for (n, finding) in report.findings.iter().enumerate() {
        let status = failed(document, finding, reviewed.remarks(n));
        cases.push((finding.span, case(document, finding.span, &finding.rule, &finding.words, status)));
    }
    for claim in &report.verified {
        let status = TestCaseStatus::success();
        cases.push((claim.span, case(document, claim.span, &claim.rule, &claim.words, status)));
    }
    for claim in &report.unverified {
        cases.push((claim.span, case(document, claim.span, &claim.rule, &claim.words, skipped(claim))));
    }
    cases.sort_by_key(|(span, _)| *span);
    let mut suite = TestSuite::new(xml(document.name));
    if cases.is_empty() {
        let mut none = TestCase::new("no claims to check", TestCaseStatus::success());
        none.set_classname(xml(document.name));
        suite.add_test_case(none);
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (_, mut case) in cases {
        let same = seen.entry(case.name.as_str().to_string()).or_default();
        *same += 1;
        if *same > 1 {
            // CI systems know a test case by its name.
            case.name = format!("{} ({same})", case.name.as_str()).into();
        }
        suite.add_test_case(case);
    }
    suite
}

/// The suite of a draft that could not be read.
#[must_use]
pub fn lost(lost: &Lost) -> Suite {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(xml(&format!("could not be read: {}", lost.why))).set_type("unreadable");
    let mut case = TestCase::new("read the draft", status);
    case.set_classname(xml(&lost.name));
    let mut suite = TestSuite::new(xml(&lost.name));
    suite.add_test_case(case);
    suite
}

/// All suites as one file.
#[must_use]
pub fn file(suites: Vec<Suite>) -> String {
    let mut report = quick_junit::Report::new("figcheck");
    report.add_test_suites(suites);
    // Writing to memory fails only for times that cannot be written, and there are none.
    report.to_string().unwrap_or_default()
}

fn case(document: &Document<'_>, span: Span, rule: &str, words: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(format!("{rule}: {}", xml(words)), status);
    case.set_classname(xml(document.name));
    case.extra.insert("file".into(), xml(document.name).into());
    case.extra.insert("line".into(), document.place(span).line.to_string().into());
    case
}

fn failed(document: &Document<'_>, finding: &Finding, remarks: &[String]) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status
        .set_message(xml(&finding.message))
        .set_type(format!("{} {}", finding.severity.name(), finding.rule))
        .set_description(xml(&text::finding(document, finding, remarks, false)));
    status
}

fn skipped(claim: &Claim) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    status.set_message(xml(&claim.why)).set_type("unverified");
    status
}
