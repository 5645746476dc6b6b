//! The table of ordinary slips, `rules/slips.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What may be taken for what, and what is said of it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Slips {
    /// Words of scale, each row a thousand times larger from one to the next.
    pub scales: Vec<Vec<String>>,
    /// Pairs of numbers that sound alike.
    pub misheard: Vec<(f64, f64)>,
    /// Pairs that are taken for one another only in words.
    pub misheard_words: Vec<(f64, f64)>,
    /// Names of units taken for one another.
    pub units: Vec<Vec<String>>,
    /// Names of the weekdays, Monday first, for messages.
    pub weekdays: Vec<String>,
    /// Phrases for ratios, for `compare` and suggestions.
    pub phrases: Vec<Phrase>,
    /// What is said of each slip, by its name; `{old}` and `{new}` are filled in.
    pub says: BTreeMap<String, String>,
}

impl Slips {
    /// The closest phrase without a number that fits a ratio: "more than tripled" for 3.5.
    #[must_use]
    pub fn phrase(&self, ratio: f64) -> Option<&Phrase> {
        let fits = |p: &&Phrase| p.from <= ratio && ratio < p.below && !p.says.contains('{');
        let fitting = self.phrases.iter().filter(fits);
        fitting.min_by(|a, b| (a.below - a.from).total_cmp(&(b.below - b.from)))
    }
}

/// A phrase for a ratio.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// The phrase; `{ratio}` is filled in.
    pub says: String,
    /// The smallest ratio it fits …
    pub from: f64,
    /// … and the one it no longer fits.
    pub below: f64,
}
