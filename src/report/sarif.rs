//! SARIF 2.1.0, the format of code scanning. Columns count UTF-16 code units from 1 and ends are exclusive, as
//! `columnKind` says. The figures a claim speaks of are related locations, the edit that would mend it is a fix.

use super::{Document, Lost, Reviewed, Since, Totals, fingerprint, whole, with_role};
use crate::{
    answer::RuleInfo,
    finding::{Claim, Finding, Related, Report, Severity, Verdict},
    span::Span,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

/// What stands unescaped in the path of a URI.
const PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What comes before the results: the tool with its rules.
#[must_use]
pub fn head(rules: &[RuleInfo]) -> String {
    let rules = rules.iter().map(rule).collect();
    let tool =
        Tool { driver: Driver { name: "figcheck", semantic_version: env!("CARGO_PKG_VERSION"), rules } };
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    format!(
        "{{\"$schema\":\"{schema}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{},\"columnKind\":\"utf16CodeUnits\",\"results\":[",
        json(&tool)
    )
}

/// The results of one draft, parted by commas; `verbose` adds the claims that hold (kind "pass") and those that
/// could not be checked (kind "open").
#[must_use]
pub fn draft(document: &Document<'_>, report: &Report, reviewed: &Reviewed, verbose: bool) -> String {
    let accepted = reviewed.accepted.iter().chain(&reviewed.allowed).map(|(finding, _)| finding);
    let mut prints = fingerprint::of(document, report.findings.iter().chain(accepted)).into_iter();
    let mut results = Vec::new();
    for (n, (one, print)) in report.findings.iter().zip(&mut prints).enumerate() {
        let since = reviewed.standings.get(n).map(|standing| standing.since);
        results
            .push(json(&ResultView { baseline_state: since.map(baseline), ..finding(document, one, print) }));
    }
    for ((one, why), print) in reviewed.accepted.iter().zip(&mut prints) {
        let suppression = Suppression { kind: "external", status: "accepted", justification: why };
        results.push(json(&ResultView {
            baseline_state: Some(baseline(Since::Same)),
            suppressions: vec![suppression],
            ..finding(document, one, print)
        }));
    }
    for ((one, why), print) in reviewed.allowed.iter().zip(&mut prints) {
        let suppression = Suppression { kind: "inSource", status: "accepted", justification: why };
        results.push(json(&ResultView { suppressions: vec![suppression], ..finding(document, one, print) }));
    }
    for one in report.verified.iter().chain(&report.unverified).filter(|_| verbose) {
        results.push(json(&claim(document, one)));
    }
    results.join(",\n")
}

fn baseline(since: Since) -> &'static str {
    match since {
        Since::New => "new",
        Since::Changed => "updated",
        Since::Same => "unchanged",
    }
}

/// What comes after the results: whether all could be read.
#[must_use]
pub fn tail(totals: &Totals) -> String {
    let invocation = Invocation {
        execution_successful: totals.lost.is_empty(),
        tool_execution_notifications: totals.lost.iter().map(notification).collect(),
    };
    format!("],\"invocations\":[{}]}}]}}\n", json(&invocation))
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    semantic_version: &'a str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Text,
    full_description: Text,
    help: Text,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultView<'a> {
    rule_id: &'a str,
    kind: &'static str,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partial_fingerprints: Option<Fingerprints>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'a>>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "figcheckFigures/v1")]
    figures: String,
}

/// A finding that an editor has accepted, or that the draft allows, is in the report, and counts for nothing.
#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: &'a str,
}

/// What SARIF has no place for.
#[derive(Serialize)]
struct Properties<'a> {
    verdict: Verdict,
    confidence: f64,
    working: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    slip: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Text,
    artifact_changes: [Change<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Inserted<'a>,
}

#[derive(Serialize)]
struct Inserted<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
    locations: [Location; 1],
}

fn rule(rule: &RuleInfo) -> Rule<'_> {
    let or_what =
        |words: &str| Text { text: if words.is_empty() { rule.what.clone() } else { words.to_string() } };
    Rule {
        id: &rule.name,
        short_description: Text { text: rule.what.clone() },
        full_description: or_what(&rule.why),
        help: or_what(&rule.leaves),
        default_configuration: Configuration {
            enabled: rule.severity.is_some(),
            level: rule.severity.map_or("none", Severity::name),
        },
    }
}

fn finding<'a>(document: &Document<'_>, finding: &'a Finding, fingerprint: String) -> ResultView<'a> {
    let suggestion = finding.suggestion.as_ref();
    let fix = suggestion.and_then(|s| s.replace.as_ref().map(|edit| (s, edit))).map(|(s, edit)| Fix {
        description: Text { text: s.text.clone() },
        artifact_changes: [Change {
            artifact_location: artifact(document.name),
            replacements: [Replacement {
                deleted_region: region(document, edit.span, false),
                inserted_content: Inserted { text: &edit.text },
            }],
        }],
    });
    ResultView {
        rule_id: &finding.rule,
        kind: "fail",
        level: finding.severity.name(),
        message: Text { text: whole(finding) },
        locations: [location(document, finding.span)],
        related_locations: related(document, &finding.related),
        partial_fingerprints: Some(Fingerprints { figures: fingerprint }),
        baseline_state: None,
        suppressions: Vec::new(),
        fixes: fix.into_iter().collect(),
        properties: Some(Properties {
            verdict: finding.verdict,
            confidence: finding.confidence,
            working: &finding.working,
            slip: suggestion.and_then(|s| s.slip.as_deref()),
        }),
    }
}

fn claim<'a>(document: &Document<'_>, claim: &'a Claim) -> ResultView<'a> {
    let lines: Vec<&str> =
        [claim.told()].into_iter().chain(claim.working.iter().map(String::as_str)).collect();
    ResultView {
        rule_id: &claim.rule,
        kind: if claim.verdict == Verdict::Unverified { "open" } else { "pass" },
        level: "none",
        message: Text { text: lines.join("\n") },
        locations: [location(document, claim.span)],
        related_locations: related(document, &claim.related),
        partial_fingerprints: None,
        baseline_state: None,
        suppressions: Vec::new(),
        fixes: Vec::new(),
        properties: None,
    }
}

fn related(document: &Document<'_>, figures: &[Related]) -> Vec<Location> {
    let one = |(i, figure): (usize, &Related)| Location {
        id: Some(i + 1),
        message: Some(Text { text: with_role(figure) }),
        ..location(document, figure.span)
    };
    figures.iter().enumerate().map(one).collect()
}

fn location(document: &Document<'_>, span: Span) -> Location {
    let region = Some(region(document, span, true));
    let physical_location = Physical { artifact_location: artifact(document.name), region };
    Location { id: None, physical_location, message: None }
}

fn region(document: &Document<'_>, span: Span, with_words: bool) -> Region {
    let (start, end) = document.range(span);
    let words = document.draft.written_span(span).of(document.draft.written());
    Region {
        start_line: start.line,
        start_column: start.utf16,
        end_line: end.line,
        end_column: end.utf16,
        snippet: with_words.then(|| Text { text: words.to_string() }),
    }
}

fn notification(lost: &Lost) -> Notification {
    let physical_location = Physical { artifact_location: artifact(&lost.name), region: None };
    Notification {
        level: "error",
        message: Text { text: format!("could not be read: {}", lost.why) },
        locations: [Location { id: None, physical_location, message: None }],
    }
}

/// A path as a URI: relative to where the run began, as code hosts want it, unless it is absolute.
fn artifact(name: &str) -> Artifact {
    let path = super::tidy_path(name);
    let encoded = utf8_percent_encode(&path, &PATH).to_string();
    let drive = path.as_bytes().get(1) == Some(&b':');
    let uri = match path.starts_with('/') {
        true => format!("file://{encoded}"),
        false if drive => format!("file:///{}", encoded.replacen("%3A", ":", 1)),
        false => encoded,
    };
    Artifact { uri }
}

fn json(value: &impl Serialize) -> String {
    // Plain data with string keys: writing it does not fail.
    serde_json::to_string(value).unwrap_or_default()
}
