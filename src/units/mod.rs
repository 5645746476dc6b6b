//! Units of measure and currencies, read from `rules/units/*.toml`.
//!
//! A unit is data: its names, symbols and a definition in terms of a unit that uom knows. All
//! conversion is uom's; `si.rs` is the only file that names it.

mod convert;
mod error;
mod locale;
mod si;
mod table;
mod words;

pub use convert::Rate;
pub use error::UnitError;
pub use locale::Locale;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use table::Table;

/// All units, in the order of their files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Units {
    table: Table,
}

impl Units {
    /// Reads files of units, each a name and a TOML text, in order; a later file adds to the earlier ones.
    /// `rules/units` shows the format, and the head of `table.rs` explains it.
    ///
    /// # Errors
    /// The first fault: bad TOML, a definition that uom cannot read, a spelling that another unit has, a unit
    /// without a source or a dimension.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, UnitError> {
        table::load(files).map(|table| Units { table })
    }

    /// The unit of `id`.
    ///
    /// # Panics
    /// When `id` is not of this table.
    #[must_use]
    pub fn get(&self, id: UnitId) -> &Unit {
        &self.table.units[usize::from(id.0)]
    }

    /// The unit of this full name, singular, as in its file: "kilometre".
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<UnitId> {
        self.table.by_name(name).ok()
    }

    /// How many units there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.units.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.units.is_empty()
    }

    /// All units.
    pub fn iter(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        (0..=u16::MAX).map(UnitId).zip(&self.table.units)
    }

    /// All spellings. Where two have the same text (words: but for capitals), the first is the usual meaning.
    /// A symbol written exactly so is meant before a word. There are none of units that were not read from files:
    /// then the vocabulary has them.
    pub fn spellings(&self) -> impl Iterator<Item = Spelling<'_>> {
        self.table.words.iter(0)
    }

    /// The names of all dimensions, in the order of the files.
    pub fn dimensions(&self) -> impl Iterator<Item = &str> {
        self.table.dimensions.iter().map(|name| &**name)
    }

    /// Another unit that the same words can mean: the imperial gallon for the US gallon.
    #[must_use]
    pub fn other(&self, id: UnitId) -> Option<UnitId> {
        self.table.others.get(usize::from(id.0)).copied().flatten()
    }

    /// The smaller unit that may be left out behind this one: the inch of "six foot two".
    #[must_use]
    pub fn then(&self, id: UnitId) -> Option<UnitId> {
        self.table.thens.get(usize::from(id.0)).copied().flatten()
    }

    /// Where the unit's definition was taken from, a URL.
    #[must_use]
    pub fn source(&self, id: UnitId) -> &str {
        self.table.units.get(usize::from(id.0)).map_or("", |unit| &unit.source)
    }
}

/// A unit's place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitId(pub u16);

/// Exponents of the base dimensions, in the order of [`BASES`]: `[1, 0, -1, …]` is a speed.
pub type Exponents = [i8; BASES.len()];

/// The base dimensions: the seven of the SI, and ours.
pub const BASES: [&str; 9] =
    ["length", "mass", "time", "current", "temperature", "amount", "luminosity", "money", "information"];

/// One unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Full name, singular, British spelling: "kilometre", "US dollar".
    #[serde(borrow)]
    pub name: Cow<'static, str>,
    /// Full name, plural.
    #[serde(borrow)]
    pub plural: Cow<'static, str>,
    /// Usual symbol, for messages: "km", "$"; the name when there is none.
    #[serde(borrow)]
    pub symbol: Cow<'static, str>,
    /// What it measures: "length", "energy", "currency", "percent", "count", …
    #[serde(borrow)]
    pub dimension: Cow<'static, str>,
    /// Its exponents.
    pub exponents: Exponents,
    /// Base units in one of these.
    pub factor: f64,
    /// Base units at this unit's zero: 273.15 for the degree Celsius, 0 elsewhere.
    pub offset: f64,
    /// ISO 4217 code of a currency (its minor units too), so that pounds never add to dollars.
    pub currency: Option<[u8; 3]>,
    /// Where its definition was taken from, a URL.
    #[serde(borrow)]
    pub source: Cow<'static, str>,
}

/// One way to write a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spelling<'a> {
    /// As written: "square miles", "km²", "US$".
    pub text: &'a str,
    /// The unit meant.
    pub unit: UnitId,
    /// Where it stands.
    pub place: Place,
    /// How many of the unit it stands for: a million for "MEUR", else one.
    pub times: f64,
    /// A symbol: its capitals matter ("MB" and "Mb").
    pub symbol: bool,
    /// Too short or too common a word to be believed anywhere but at a number in digits ("m", "in", "p").
    pub weak: bool,
}

/// On which side of its number a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// "$5".
    Before,
    /// "5 km".
    After,
    /// "EUR 5" and "5 EUR".
    Either,
}
