//! What a run's worksheets come to.

use super::Stats;
use std::collections::BTreeMap;

/// The sums as aligned text.
#[must_use]
pub fn stats(stats: &Stats) -> String {
    let mut out = super::summary(stats);
    let counts = [
        ("in a claim", stats.in_claims),
        ("in a fact", stats.in_facts),
        ("with a hedge", stats.hedged),
        ("a range", stats.ranges),
    ];
    section(&mut out, "Of the figures", counts.into_iter());
    section(&mut out, "By kind", sorted(&stats.kinds));
    section(&mut out, "By what they measure", sorted(&stats.dimensions));
    section(&mut out, "Not used", sorted(&stats.not_used));
    out
}

/// The most frequent first.
fn sorted(counts: &BTreeMap<String, usize>) -> impl Iterator<Item = (&str, usize)> {
    let mut counts: Vec<(&str, usize)> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts.into_iter()
}

fn section<'a>(out: &mut String, title: &str, counts: impl Iterator<Item = (&'a str, usize)>) {
    let mut counts = counts.peekable();
    if counts.peek().is_none() {
        return;
    }
    out.push_str(&format!("\n{title}\n"));
    for (name, count) in counts {
        out.push_str(&format!("  {count:>9}  {name}\n"));
    }
}
