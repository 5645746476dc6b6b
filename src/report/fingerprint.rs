//! What a finding is known by in the next run: its rule, its sentence and its figures, never its line. Moving a
//! paragraph changes nothing, changing a figure does.

use super::Document;
use crate::finding::Finding;
use std::collections::HashMap;
use twox_hash::XxHash3_128;

/// A fingerprint for each finding of a draft, 32 hexadecimal digits. Two that say the same in the same words are
/// told apart by their order.
pub(super) fn of<'a>(document: &Document<'_>, findings: impl Iterator<Item = &'a Finding>) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    let one = |finding: &Finding| {
        let said = said(document, finding);
        let same = seen.entry(said.clone()).or_default();
        *same += 1;
        let nth = if *same == 1 { String::new() } else { format!("\0{same}") };
        format!("{:032x}", hash(&(said + &nth)))
    };
    findings.map(one).collect()
}

/// The fingerprint within a path, for formats in which the fingerprint is all there is to tell findings by.
pub(super) fn within(path: &str, fingerprint: &str) -> String {
    format!("{:032x}", hash(&format!("{path}\0{fingerprint}")))
}

fn said(document: &Document<'_>, finding: &Finding) -> String {
    let sentence: Vec<&str> = finding.sentence.of(&document.draft.text).split_whitespace().collect();
    let figures = finding.related.iter().map(|figure| format!("\0{}\0{}", figure.role, figure.normalised));
    format!("{}\0{}\0{}{}", finding.rule, finding.words, sentence.join(" "), figures.collect::<String>())
}

fn hash(words: &str) -> u128 {
    XxHash3_128::oneshot(words.as_bytes())
}
