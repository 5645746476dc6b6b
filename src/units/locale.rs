//! What words mean where a draft is written.

use super::UnitId;
use serde::{Deserialize, Serialize};

/// The usage of a country's papers, from `rules/locales.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locale {
    /// Its name, a language tag: "en-GB".
    pub name: String,
    /// Whether the month comes first in a date in digits; none where either may.
    pub month_first: Option<bool>,
    /// The units that bare words stand for here, each behind the one they are read as elsewhere.
    pub means: Vec<(UnitId, UnitId)>,
    /// Words that say whose unit is meant, "us", "american", in small letters and without a full stop at the end.
    pub unless: Vec<String>,
}

impl Locale {
    /// What a unit stands for here.
    #[must_use]
    pub fn meant(&self, unit: UnitId) -> Option<UnitId> {
        self.means.iter().find(|(elsewhere, _)| *elsewhere == unit).map(|(_, here)| *here)
    }
}
