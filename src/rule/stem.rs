//! Words that tell the same thing: "stored" and "stores" by their endings, "profit" and "earnings" by a table.

use crate::{fnv, packing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

/// What does not tell words apart.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Stems {
    /// Endings, "-s", "-ed", by their last byte.
    suffixes: BTreeMap<u8, Vec<String>>,
    /// The stem that stands for each of those that mean the same.
    #[serde(serialize_with = "packing::sorted")]
    same: FxHashMap<u32, u32>,
}

/// What is left of a word without its ending has to be this long, in bytes.
const SHORTEST_STEM: usize = 3;

impl Stems {
    /// From endings and rows of words that mean the same.
    #[must_use]
    pub fn new<'a>(suffixes: Vec<String>, rows: impl Iterator<Item = &'a Vec<String>>) -> Stems {
        let mut stems = Stems::default();
        for suffix in suffixes {
            let last = suffix.as_bytes().last().copied().unwrap_or(0);
            stems.suffixes.entry(last).or_default().push(suffix);
        }
        let mut folded = String::new();
        for row in rows {
            let all: Vec<u32> = row.iter().map(|word| stems.of(word, &mut folded)).collect();
            let Some(&first) = all.first() else { continue };
            stems.same.extend(all.into_iter().map(|stem| (stem, first)));
        }
        stems
    }

    /// A number for a word without its ending, the same for words that mean the same. `folded` is space to work in.
    #[must_use]
    pub fn of(&self, word: &str, folded: &mut String) -> u32 {
        folded.clear();
        if word.is_ascii() {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else {
            folded.extend(word.chars().flat_map(char::to_lowercase));
        }
        let without = |suffix: &String| {
            let long = folded.len() >= suffix.len() + SHORTEST_STEM;
            if long { folded.strip_suffix(suffix.as_str()) } else { None }
        };
        let suffixes = folded.as_bytes().last().and_then(|last| self.suffixes.get(last));
        let stem = suffixes.into_iter().flatten().find_map(without).unwrap_or(folded);
        // Were it another's, too, two places that share the one and the other would seem to share a word.
        let stem = fnv::hash(stem.bytes());
        self.same.get(&stem).copied().unwrap_or(stem)
    }
}
