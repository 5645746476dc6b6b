//! Findings that the draft itself allows, by a comment with the rule's name and a reason.

use crate::{
    finding::{Finding, Report},
    rule::error::closest,
    source::{Draft, Notice},
    span::Span,
};

/// What came of the notices of a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allowed {
    /// The findings taken out of the report, each with the reason.
    pub findings: Vec<(Finding, String)>,
    /// What is wrong with notices, each with its place in the written text.
    pub faults: Vec<(Span, String)>,
}

/// Takes the findings that a draft allows out of its report. `rules` are the names of all rules; with `reasons`, a
/// notice without one allows nothing.
pub fn take(report: &mut Report, draft: &Draft, rules: &[&str], reasons: bool) -> Allowed {
    let mut allowed = Allowed::default();
    for notice in &draft.notices {
        if let Err(why) = one(notice, report, rules, reasons, &mut allowed.findings) {
            allowed.faults.push((notice.written, why));
        }
    }
    allowed
}

fn one(
    notice: &Notice,
    report: &mut Report,
    rules: &[&str],
    reasons: bool,
    allowed: &mut Vec<(Finding, String)>,
) -> Result<(), String> {
    let words =
        notice.words.strip_prefix("allow ").ok_or("not understood; write “figcheck: allow RULE: reason”")?;
    let (names, reason) = words.split_once(':').unwrap_or((words, ""));
    let reason = reason.trim();
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    if let Some(name) = names.iter().find(|name| !rules.contains(name)) {
        let meant = closest(name, rules.iter().copied());
        let hint = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        return Err(format!("allows `{name}`, which is no rule{hint}"));
    }
    if reasons && reason.is_empty() {
        return Err(format!(
            "gives no reason, so it allows nothing; write “figcheck: allow {}: reason”",
            words.trim()
        ));
    }
    let block = notice.block.unwrap_or_default();
    let mut unused = Vec::new();
    for name in names {
        let fits = |finding: &Finding| finding.rule == name && finding.span.touches(block);
        let (out, stay): (Vec<Finding>, Vec<Finding>) = report.findings.drain(..).partition(fits);
        report.findings = stay;
        if out.is_empty() {
            unused.push(name);
        }
        allowed.extend(out.into_iter().map(|finding| (finding, reason.to_string())));
    }
    match unused.is_empty() {
        true => Ok(()),
        false => Err(format!("allows {}, which is not found there", unused.join(", "))),
    }
}
