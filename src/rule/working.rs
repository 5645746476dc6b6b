//! How the working is told, `rules/working.toml`.

use crate::rule::expect::{Compare, FUNCTIONS, Function};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Phrases for comparisons and functions; what has none is not told.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Working {
    /// By the sign: what is said when the comparison holds, and when it does not.
    pub compare: BTreeMap<String, [String; 2]>,
    /// A hedged "halved", of which the number would say the opposite: `{hedge}` is the hedge.
    pub halved: String,
    /// By the name of the function.
    pub functions: BTreeMap<String, String>,
}

impl Working {
    /// What is said of a comparison that holds, or does not.
    #[must_use]
    pub fn of_comparison(&self, compare: Compare, holds: bool) -> Option<&str> {
        let sign = match compare {
            Compare::Agrees => "~",
            Compare::Less => "<",
            Compare::AtMost => "<=",
            Compare::More => ">",
            Compare::AtLeast => ">=",
            Compare::Equal => "=",
            Compare::Differs => "!=",
            Compare::Within => "in",
        };
        let [yes, no] = self.compare.get(sign)?;
        Some(if holds { yes } else { no })
    }

    /// What a function is of.
    #[must_use]
    pub fn of_function(&self, function: Function) -> Option<&str> {
        let (name, ..) = FUNCTIONS.iter().find(|(_, known, _)| *known == function)?;
        self.functions.get(*name).map(String::as_str)
    }
}
