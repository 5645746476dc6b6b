//! The answers of the smaller commands for people.

use super::{number, scaled};
use crate::answer::{Comparison, Estimate, ExampleResult, RuleInfo};
use colored::Colorize;

/// An estimate: how many things, then how that was reckoned.
#[must_use]
pub fn estimate(answer: &Estimate) -> String {
    let Estimate { amount, things, low, high, size, per_unit, source } = answer;
    let range = match (scaled(*low), scaled(*high)) {
        (low, high) if low == high => low,
        (low, high) => format!("{low} to {high}"),
    };
    format!(
        "{amount} is {range} {things}\n  size of one  {size}\n  that is      {per_unit}\n  source       {source}\n"
    )
}

/// A comparison: ratio, percent, difference, and the phrases that fit.
#[must_use]
pub fn comparison(answer: &Comparison) -> String {
    let ranged = |x: f64, (low, high): (f64, f64)| match (number(round(low)), number(round(high))) {
        (low, high) if low == high => number(round(x)),
        (low, high) => format!("{} ({low} to {high} as written)", number(round(x))),
    };
    let mut out = format!("{} to {}\n", answer.from, answer.to);
    out += &format!("  ratio        {}\n", ranged(answer.ratio, answer.ratio_range));
    out += &format!("  percent      {}\n", ranged(answer.percent, answer.percent_range));
    out += &format!("  difference   {}\n", answer.difference);
    for (i, phrase) in answer.phrases.iter().enumerate() {
        out += &format!("  {:<11}  {phrase}\n", if i == 0 { "you can say" } else { "" });
    }
    out
}

/// All rules, a line each.
#[must_use]
pub fn rules(rules: &[RuleInfo]) -> String {
    let width = rules.iter().map(|rule| rule.name.chars().count()).max().unwrap_or(0);
    rules
        .iter()
        .map(|rule| format!("{:<width$}  {:<7}  {}\n", rule.name, severity(rule), rule.what))
        .collect()
}

/// All there is to say of a rule.
#[must_use]
pub fn rule(rule: &RuleInfo, colour: bool) -> String {
    let head = |words: &str| if colour { words.bold().to_string() } else { words.to_string() };
    let mut out = format!("{}  ({})\n\n{}", head(&rule.name), severity(rule), wrapped(&rule.what));
    for (title, words) in [("Why", &rule.why), ("What it leaves alone", &rule.leaves)] {
        if !words.is_empty() {
            out += &format!("\n{}\n{}", head(title), wrapped(words));
        }
    }
    if !rule.examples.is_empty() {
        out += &format!("\n{}\n", head("Examples"));
        for example in &rule.examples {
            out += &format!("  {:<12}  {}\n", example.expect, example.draft.trim());
        }
    }
    if !rule.sources.is_empty() {
        out += &format!("\n{}\n", head("Sources"));
        for source in &rule.sources {
            out += &format!("  {source}\n");
        }
    }
    out += &format!("\nIt stands in {}\n", rule.file);
    out + &rule.parts.iter().map(|part| format!("  and {part}\n")).collect::<String>()
}

/// How the examples of rule files came out: those that failed, then one line.
#[must_use]
pub fn tested(results: &[ExampleResult]) -> String {
    let mut out = String::new();
    for r in results.iter().filter(|result| !result.passed) {
        out += &format!("{}:{}: {}: expected {}, got {}\n", r.file, r.line, r.rule, r.expected, r.got);
        out += &format!("    {}\n", r.draft.trim());
        if !r.detail.is_empty() {
            out += &format!("    {}\n", r.detail);
        }
    }
    let failed = results.iter().filter(|result| !result.passed).count();
    out + &format!("{}, {failed} failed\n", super::text::plural(results.len(), "example"))
}

fn severity(rule: &RuleInfo) -> &'static str {
    rule.severity.map_or("off", |severity| severity.name())
}

/// Three decimals are enough to choose a word by.
fn round(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

/// A paragraph in lines of at most 80 characters.
fn wrapped(paragraph: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in paragraph.split_whitespace() {
        let width = word.chars().count();
        if used > 0 && used + 1 + width > 80 {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width;
    }
    out + "\n"
}
