//! Claims that are reckoned with figures told before them: "the remaining 125".

use serde::{Deserialize, Serialize};

use super::error::named;

/// What a claim is reckoned with that is told before it, in its own sentence or the three before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gather {
    /// Shares of one whole.
    Ratios,
    /// Two parts or more.
    Sum,
    /// A whole, and the parts that are already taken from it.
    Rest,
    /// A part and the whole that a share is said of.
    Share,
}

impl Gather {
    /// The slot that the parts fill.
    pub const PARTS: &'static str = "parts";
    /// The slot that the whole fills.
    pub const WHOLE: &'static str = "whole";

    /// The slot that the whole fills, too, when nothing but its place says that it is one: there may be parts that
    /// are not told.
    pub const MOST: &'static str = "most";
    /// The names in rule files.
    pub const NAMES: [(&'static str, Gather); 4] =
        [("ratios", Gather::Ratios), ("sum", Gather::Sum), ("rest", Gather::Rest), ("share", Gather::Share)];

    /// By its name in rule files.
    ///
    /// # Errors
    /// That there is none of that name, and which may have been meant.
    pub fn read(name: &str) -> Result<Gather, (String, Option<String>)> {
        named(&Gather::NAMES, name).map_err(|hint| (format!("unknown way to gather `{name}`"), hint))
    }
}
