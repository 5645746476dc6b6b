//! Runs the examples that stand in rule files.

use crate::{
    answer::ExampleResult,
    api::Checker,
    finding::Report,
    rule::{Check, Example, FactKind, Rulebook},
    source::{Draft, parse_date},
};

/// Runs the examples of every rule file that `wanted` names.
#[must_use]
pub fn run(checker: &Checker, wanted: impl Fn(&str) -> bool) -> Vec<ExampleResult> {
    let book = checker.book();
    let mut results = Vec::new();
    for check in book.checks.iter().filter(|c| wanted(&c.file) || c.parts.iter().any(|part| wanted(part))) {
        let own = check.examples.iter().filter(|example| wanted(check.file_of(example)));
        results.extend(own.map(|example| of_check(checker, check, example)));
    }
    for fact in book.facts.iter().filter(|f| wanted(&f.file)) {
        results.extend(fact.examples.iter().map(|example| of_fact(checker, fact, example)));
    }
    results
}

fn draft(example: &Example) -> Draft {
    let mut draft = Draft::plain(&example.draft);
    draft.date = example.date.as_deref().and_then(parse_date);
    draft
}

fn of_check(checker: &Checker, check: &Check, example: &Example) -> ExampleResult {
    let report = checker.check(&draft(example));
    let expected = example.expect.as_deref().unwrap_or("");
    let (got, detail) = verdict(&report, &check.id);
    let says = example.says.as_deref().is_none_or(|s| detail.contains(s));
    result(&check.id, check.file_of(example), example, expected, got, says, detail)
}

fn result(
    rule: &str,
    file: &str,
    example: &Example,
    expected: &str,
    got: &str,
    says: bool,
    detail: String,
) -> ExampleResult {
    ExampleResult {
        rule: rule.to_string(),
        file: file.to_string(),
        line: example.line,
        draft: example.draft.clone(),
        expected: expected.to_string(),
        got: got.to_string(),
        passed: got == expected && says,
        detail,
    }
}

/// What a check says of a draft: the worst verdict on any of its claims.
fn verdict(report: &Report, rule: &str) -> (&'static str, String) {
    if let Some(f) = report.findings.iter().find(|f| f.rule == rule) {
        return (f.verdict.name(), f.message.clone());
    }
    if let Some(c) = report.verified.iter().find(|c| c.rule == rule) {
        return ("holds", c.working.join("; "));
    }
    match report.unverified.iter().find(|c| c.rule == rule) {
        Some(c) => ("unverified", c.why.clone()),
        None => (SILENT, String::new()),
    }
}

/// What an example expects in which nothing is to be found.
const SILENT: &str = "silent";

fn of_fact(checker: &Checker, fact: &FactKind, example: &Example) -> ExampleResult {
    let draft = draft(example);
    let found = crate::bind::read(&checker.scan(&draft), checker.book());
    let kind = checker.book().facts.iter().position(|f| f.name == fact.name);
    let wanted: Vec<String> = example.gives.iter().map(|(role, words)| format!("{role} = {words}")).collect();
    let facts = found.facts.iter().filter(|f| Some(f.kind) == kind);
    let given: Vec<Vec<String>> =
        facts.map(|f| roles(f, checker.book(), &checker.scan(&draft), &draft.text)).collect();
    let fits = !wanted.is_empty() && given.iter().any(|roles| wanted.iter().all(|w| roles.contains(w)));
    let found = given.first().map(|g| g.join(", "));
    let got = if fits { wanted.join(", ") } else { found.unwrap_or_else(|| SILENT.to_string()) };
    let expected = if wanted.is_empty() { SILENT.to_string() } else { wanted.join(", ") };
    result(&fact.name, &fact.file, example, &expected, &got, true, String::new())
}

fn roles(fact: &crate::bind::Fact, book: &Rulebook, scan: &crate::scan::Scan, text: &str) -> Vec<String> {
    let context = crate::check::operand::Context { text, scan, book };
    fact.found
        .slots
        .iter()
        .filter_map(|(name, bound)| {
            Some(format!("{} = {}", book.slot(*name), crate::check::span_of(bound, context)?.of(text)))
        })
        .collect()
}
