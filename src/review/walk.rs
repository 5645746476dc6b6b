//! The way through what waits for review, key by key: which finding is shown, what was decided, what can be
//! taken back. It knows nothing of terminals or files.

use super::Decision;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Accept this one.
    Accept,
    /// Reject this one.
    Reject,
    /// Leave this one for another time.
    Skip,
    /// Tell of the rule.
    Info,
    /// Show or hide the difference.
    Diff,
    /// Accept all that are left.
    AcceptAll,
    /// Reject all that are left.
    RejectAll,
    /// Leave all that are left.
    SkipAll,
    /// Take the last decision back.
    Undo,
    /// Stop; what is decided stays decided.
    Quit,
}

/// The keys, each with its letter and what it does in a few words.
pub const KEYS: [(char, Key, &str); 10] = [
    ('a', Key::Accept, "accept: the words stay; asks why"),
    ('r', Key::Reject, "reject: the draft must be mended"),
    ('s', Key::Skip, "skip: decide another time"),
    ('i', Key::Info, "info on the rule"),
    ('d', Key::Diff, "difference from what was accepted"),
    ('A', Key::AcceptAll, "accept all that are left"),
    ('R', Key::RejectAll, "reject all that are left"),
    ('S', Key::SkipAll, "skip all that are left"),
    ('u', Key::Undo, "undo the last decision"),
    ('q', Key::Quit, "quit"),
];

impl Key {
    /// The key of a letter.
    #[must_use]
    pub fn of(letter: char) -> Option<Key> {
        KEYS.iter().find(|(own, _, _)| *own == letter).map(|(_, key, _)| *key)
    }
}

/// A walk through findings, counted from 0.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// What was decided of each; skipped is `Some(None)`.
    decided: Vec<Option<Option<Decision>>>,
    /// The findings of each step, the last one last.
    steps: Vec<Vec<usize>>,
}

impl Walk {
    /// A walk through `n` findings.
    #[must_use]
    pub fn new(n: usize) -> Walk {
        Walk { decided: vec![None; n], steps: Vec::new() }
    }

    /// The finding to show; none at the end.
    #[must_use]
    pub fn at(&self) -> Option<usize> {
        self.decided.iter().position(Option::is_none)
    }

    /// Those of which nothing is decided, this one first.
    #[must_use]
    pub fn left(&self) -> Vec<usize> {
        (0..self.decided.len()).filter(|&n| self.decided.get(n) == Some(&None)).collect()
    }

    /// Decides of findings, none for skipping them, and goes on.
    pub fn decide(&mut self, findings: Vec<usize>, decision: Option<Decision>) {
        for &n in &findings {
            if let Some(place) = self.decided.get_mut(n) {
                *place = Some(decision);
            }
        }
        self.steps.push(findings);
    }

    /// Goes back a step, and gives those findings of it that had been decided.
    pub fn undo(&mut self) -> Vec<usize> {
        let mut back = self.steps.pop().unwrap_or_default();
        back.retain(|&n| {
            let before = self.decided.get_mut(n).and_then(Option::take);
            before.flatten().is_some()
        });
        back
    }

    /// How many were decided so; none for skipped ones.
    #[must_use]
    pub fn count(&self, decision: Option<Decision>) -> usize {
        self.decided.iter().filter(|d| **d == Some(decision)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_there_and_back() {
        let mut walk = Walk::new(4);
        walk.decide(vec![0], Some(Decision::Accepted));
        walk.decide(vec![1], None);
        assert_eq!(walk.at(), Some(2));
        assert_eq!(walk.undo(), [] as [usize; 0], "skipping changed nothing on disk");
        assert_eq!(walk.at(), Some(1));
        walk.decide(walk.left(), Some(Decision::Rejected));
        assert_eq!(walk.at(), None);
        assert_eq!((walk.count(Some(Decision::Accepted)), walk.count(Some(Decision::Rejected))), (1, 3));
        assert_eq!(walk.undo(), [1, 2, 3]);
        assert_eq!(walk.undo(), [0]);
        assert_eq!(walk.undo(), [] as [usize; 0]);
        assert_eq!((walk.at(), walk.left().len()), (Some(0), 4));
    }

    #[test]
    fn every_letter_has_one_key() {
        let letters: String = KEYS.iter().map(|(letter, _, _)| *letter).collect();
        assert_eq!(letters, "arsidARSuq");
        assert_eq!((Key::of('A'), Key::of('x')), (Some(Key::AcceptAll), None));
    }
}
