//! Hedges: words that widen or cut what a figure stands for.

use serde::{Deserialize, Serialize};

/// A hedge: the figure stands for the numbers from `low` times to `high` times its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hedge {
    /// Its name, which is also its plainest wording: "more than".
    pub name: Box<str>,
    /// Lower factor; none when that side is open.
    pub low: Option<f64>,
    /// Upper factor; none when that side is open.
    pub high: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    hedge: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    low: Option<f64>,
    high: Option<f64>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
}

/// A hedge with its phrases before and after the figure.
pub(super) type Parsed = (Hedge, Vec<String>, Vec<String>);

/// The hedges of a file.
pub(super) fn parse(text: &str) -> Result<Vec<Parsed>, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    let hedge =
        |e: Entry| (Hedge { name: e.name.into_boxed_str(), low: e.low, high: e.high }, e.before, e.after);
    Ok(file.hedge.into_iter().map(hedge).collect())
}
