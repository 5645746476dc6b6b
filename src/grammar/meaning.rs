//! What a unit's words mean by the words around them: the francs of a draft from Zurich, the "b" of a packet of data.
//!
//! ```toml
//! [[sense]]
//! of = "French franc"              # the unit that is read; none for the letters of a scale
//! written = "franc, francs"         # only where it is written so; none for all its words
//! means = "Swiss franc"             # the unit that is meant; none for a name that is no quantity
//! near = "…"                        # words of which one stands near the figure
//! draft = "Switzerland, Zurich"     # words of which one stands anywhere in the draft
//! ```

use serde::{Deserialize, Serialize};

use super::{token::WordId, vocabulary::Vocabulary};
use crate::units::{UnitId, Units};

/// One unit that another's words can mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meaning {
    /// The unit as read; none for a number with the letter of a scale.
    pub of: Option<UnitId>,
    /// The words or marks that it has to be written with; none for any.
    pub written: Vec<Box<str>>,
    /// What is meant; none for a name.
    pub means: Option<UnitId>,
    /// Words near the figure.
    pub near: Vec<WordId>,
    /// Words of the draft.
    pub draft: Vec<WordId>,
}

/// One of them as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Row {
    of: Option<String>,
    written: String,
    means: Option<String>,
    near: String,
    draft: String,
}

impl Vocabulary {
    /// The meanings that a unit's words can have; those of letters for none.
    #[must_use]
    pub fn meanings(&self, of: Option<UnitId>) -> &[Meaning] {
        let first = self.meanings.partition_point(|m| m.of < of);
        let rest = self.meanings.get(first..).unwrap_or(&[]);
        rest.get(..rest.partition_point(|m| m.of == of)).unwrap_or(&[])
    }

    /// Adds the rows of the files, once the units are known; a row that names an unknown unit is left out.
    pub(super) fn add_meanings(&mut self, units: &Units) {
        let known = |name: &Option<String>| name.as_ref().map_or(Some(None), |n| units.by_name(n).map(Some));
        for row in std::mem::take(&mut self.meaning_rows) {
            let (Some(of), Some(means)) = (known(&row.of), known(&row.means)) else { continue };
            let written = items(&row.written).map(Into::into).collect();
            let near = items(&row.near).map(|word| self.intern(word)).collect();
            let draft = items(&row.draft).map(|word| self.intern(word)).collect();
            self.meanings.push(Meaning { of, written, means, near, draft });
        }
        self.meanings.sort_by_key(|m| m.of);
    }
}

fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|item| !item.is_empty())
}
