//! Review: which findings an editor has accepted or rejected, which are new, and what has changed.
//!
//! The core of it is plain data; only [`store`] touches files.

pub mod allow;
pub mod diff;
pub mod snap;
pub mod store;
pub mod versions;
pub mod walk;

use crate::{finding::Finding, fnv};
use serde::{Deserialize, Serialize};

/// What is known of one draft: the findings that were accepted or rejected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// In the order of the draft when it was last checked.
    pub entries: Vec<Entry>,
}

/// A finding as a snapshot keeps it: enough to know it again, and to tell later what was accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The rule's name.
    pub rule: String,
    /// Its draft, in a snapshot of what a rule finds; a draft's own snapshot does not repeat it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub draft: String,
    /// The claim as written, its white space made plain.
    pub claim: String,
    /// The sentence it stands in, its white space made plain.
    pub sentence: String,
    /// The figures it speaks of as understood, each with its role: "to: 42 million cubic metres".
    pub figures: Vec<String>,
    /// The message.
    pub says: String,
    /// The arithmetic, a line each.
    #[serde(default)]
    pub working: Vec<String>,
    /// What was decided; none in a snapshot that waits for review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The day it was decided: "2026-04-02".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub on: String,
}

/// What an editor decides of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// The words stay as they are; the finding is quiet from now on.
    Accepted,
    /// The draft must be mended; the finding stays.
    Rejected,
}

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// It was accepted, as this entry tells.
    Accepted(Entry),
    /// It was rejected, as this entry tells.
    Rejected(Entry),
    /// Nobody has decided; with the entry that it takes the place of, where it seems to be that one changed.
    Pending(Option<Entry>),
}

/// A draft's findings beside its snapshot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// Each finding, in the order they came.
    pub items: Vec<Item>,
    /// Accepted entries whose findings are no longer there.
    pub obsolete: Vec<Entry>,
    /// Rejected entries whose findings are no longer there: the draft was mended.
    pub mended: Vec<Entry>,
}

/// A finding and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The finding as an entry without a decision.
    pub entry: Entry,
    /// Where it stands.
    pub state: State,
}

/// An entry is taken for a changed finding when at least this share of its sentence is the same.
const ALIKE: f32 = 0.6;

/// Puts findings beside a snapshot. A finding is known again by its rule, the claim's words, the figures as
/// understood and the sentence; where in the draft it stands makes no difference.
#[must_use]
pub fn compare(findings: &[Finding], text: &str, snapshot: &Snapshot) -> Review {
    beside(findings.iter().map(|finding| Entry::of(finding, text)).collect(), snapshot)
}

/// As [`compare`], of findings that are entries already.
#[must_use]
pub fn beside(entries: Vec<Entry>, snapshot: &Snapshot) -> Review {
    let mut obsolete: Vec<Entry> =
        snapshot.entries.iter().filter(|old| !entries.iter().any(|new| new.same(old))).cloned().collect();
    let review: Vec<Item> = entries
        .into_iter()
        .map(|entry| {
            let known = snapshot.entries.iter().find(|old| old.same(&entry)).cloned();
            let state = match known {
                Some(old) if old.decision == Some(Decision::Rejected) => State::Rejected(old),
                Some(old) => State::Accepted(old),
                None => State::Pending(take_changed(&entry, &mut obsolete)),
            };
            Item { entry, state }
        })
        .collect();
    let rejected = |entry: &Entry| entry.decision == Some(Decision::Rejected);
    let (mended, obsolete) = obsolete.into_iter().partition(rejected);
    Review { items: review, obsolete, mended }
}

/// Takes the entry out of `obsolete` that `entry` seems to be, changed.
fn take_changed(entry: &Entry, obsolete: &mut Vec<Entry>) -> Option<Entry> {
    let likeness = |old: &Entry| {
        if old.figures == entry.figures { 1.0 } else { diff::likeness(&old.sentence, &entry.sentence) }
    };
    let candidates =
        obsolete.iter().enumerate().filter(|(_, old)| old.rule == entry.rule && old.draft == entry.draft);
    let scored = candidates.map(|(at, old)| (at, likeness(old))).filter(|(_, score)| *score >= ALIKE);
    let (at, _) = scored.max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(obsolete.remove(at))
}

impl Review {
    /// The snapshot as it should be were everything accepted: what is obsolete is gone, what is pending has no
    /// decision yet.
    #[must_use]
    pub fn next(&self) -> Snapshot {
        let entry = |item: &Item| match &item.state {
            State::Accepted(known) | State::Rejected(known) => known.clone(),
            State::Pending(_) => item.entry.clone(),
        };
        Snapshot { entries: self.items.iter().map(entry).collect() }
    }

    /// Whether anything waits for a decision.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.items.iter().filter(|item| matches!(item.state, State::Pending(_))).count()
    }
}

impl Snapshot {
    /// Puts a decision in: in the place of `was` or of an entry for the same finding, else at the end.
    pub fn decide(&mut self, entry: Entry, was: Option<&Entry>) {
        let old = |other: &Entry| other.same(&entry) || was.is_some_and(|was| was.same(other));
        let place = self.entries.iter().position(old).unwrap_or(self.entries.len());
        self.entries.retain(|other| !old(other));
        self.entries.insert(place.min(self.entries.len()), entry);
    }

    /// Takes the decision on `entry` back: `before` are the entries that it took the place of.
    pub fn undo(&mut self, entry: &Entry, before: &[Entry]) {
        let place = self.entries.iter().position(|other| other.same(entry)).unwrap_or(self.entries.len());
        self.entries.retain(|other| !other.same(entry));
        self.entries.splice(place..place, before.iter().cloned());
    }
}

impl Entry {
    /// A finding on the draft with the clean text `text`, nothing decided.
    #[must_use]
    pub fn of(finding: &Finding, text: &str) -> Entry {
        let figure = |role: &str, normalised: &str, words: &str| {
            let value = plain(if normalised.is_empty() { words } else { normalised });
            if role.is_empty() { value } else { format!("{role}: {value}") }
        };
        let related = finding.related.iter().map(|r| figure(&r.role, &r.normalised, &r.words));
        let own = (!finding.normalised.is_empty()).then(|| figure("claim", &finding.normalised, ""));
        Entry {
            rule: finding.rule.clone(),
            draft: String::new(),
            claim: plain(&finding.words),
            sentence: plain(finding.sentence.of(text)),
            figures: own.into_iter().chain(related).collect(),
            says: plain(&finding.message),
            working: finding.working.iter().map(|line| plain(line)).collect(),
            decision: None,
            reason: String::new(),
            by: String::new(),
            on: String::new(),
        }
    }

    /// Whether two entries are of the same finding.
    #[must_use]
    pub fn same(&self, other: &Entry) -> bool {
        self.rule == other.rule
            && self.draft == other.draft
            && self.claim == other.claim
            && self.figures == other.figures
            && self.sentence == other.sentence
    }

    /// A short name for the finding, the same wherever it stands: eight hexadecimal digits.
    #[must_use]
    pub fn id(&self) -> String {
        let parts = [&self.rule, &self.claim, &self.sentence].into_iter().chain(&self.figures);
        // Nothing depends on its strength, but it must never change.
        format!("{:08x}", fnv::hash(parts.flat_map(|part| part.bytes().chain(*b"\n"))))
    }
}

/// White space made plain, for a line break in a wrapped paragraph is no change; and no control characters, for a
/// draft must not command the terminal it is reviewed in.
fn plain(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
