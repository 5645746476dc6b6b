//! The kinds of slot: what a slot of a pattern takes.

use crate::{
    grammar::figure::{Kind, Mark, Skip, What, WhenKind},
    rule::lists::ListMask,
    units::Units,
};
use serde::{Deserialize, Serialize};

/// What a slot takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kinds {
    /// Bits of [`KindMask`]: any mark of one of these sorts.
    pub marks: KindMask,
    /// Names of dimensions: a measure of one of these.
    pub dimensions: Vec<String>,
    /// A word or phrase of one of these lists.
    pub lists: ListMask,
    /// Takes a run of figures, "5m, 4m and 2m".
    pub list: bool,
    /// Takes a list of words, "housing, transport and schools".
    pub series: bool,
    /// Has to be commensurable with the other slots written without a kind.
    pub like: bool,
}

/// A set of sorts of mark, one bit each.
pub type KindMask = u32;

const NUMBER: KindMask = 1;
/// Sums of money.
pub const MONEY: KindMask = 1 << 1;
/// Amounts of a physical unit.
pub const MEASURE: KindMask = 1 << 2;
/// Lengths of time.
pub const DURATION: KindMask = 1 << 3;
const AGE: KindMask = 1 << 4;
/// Percentages.
pub const PERCENT: KindMask = 1 << 5;
const POINTS: KindMask = 1 << 6;
/// Shares: "a third", "one in five".
pub const SHARE: KindMask = 1 << 7;
/// Multiples: "tripled", "fivefold".
pub const MULTIPLE: KindMask = 1 << 8;
const ORDINAL: KindMask = 1 << 9;
const DAY: KindMask = 1 << 10;
/// Months.
pub const MONTH: KindMask = 1 << 11;
/// Years.
pub const YEAR: KindMask = 1 << 12;
/// Quarters, decades and the like.
pub const PERIOD: KindMask = 1 << 13;
/// Times told from another: "a year earlier".
pub const RELATIVE: KindMask = 1 << 14;
/// Days of the week.
pub const WEEKDAY: KindMask = 1 << 15;
const CLOCK: KindMask = 1 << 16;
const SCORE: KindMask = 1 << 17;
/// A number that says what it counts.
const COUNTED: KindMask = 1 << 18;
/// A figure with a hedge.
const HEDGED: KindMask = 1 << 19;
/// A decade or century.
const ERA: KindMask = 1 << 20;
/// A step of a scale: the 4 of "category 4".
const GRADE: KindMask = 1 << 21;

/// A month whose year is not written.
const UNDATED: KindMask = 1 << 22;

/// What a slot without a kind takes: amounts that can be compared.
pub const AMOUNT: KindMask = NUMBER | MONEY | MEASURE | DURATION | PERCENT | POINTS;

/// Dates and times of all sorts but those of the day.
pub const WHEN: KindMask = DAY | MONTH | YEAR | PERIOD | ERA | RELATIVE | WEEKDAY;

/// The dimension of durations and ages.
const TIME: &str = "time";

/// Every kind a rule file may name.
pub const NAMES: [(&str, KindMask); 28] = [
    ("amount", AMOUNT),
    ("number", NUMBER),
    ("counted", COUNTED),
    ("money", MONEY),
    ("measure", MEASURE),
    ("percent", PERCENT),
    ("points", POINTS),
    ("share", SHARE),
    ("ratio", PERCENT | SHARE),
    ("multiple", MULTIPLE),
    ("duration", DURATION),
    ("age", AGE),
    ("ordinal", ORDINAL),
    ("date", DAY | MONTH | YEAR),
    ("day", DAY),
    ("month", MONTH),
    ("undated", UNDATED),
    ("year", YEAR),
    ("period", PERIOD),
    ("era", ERA),
    ("when", WHEN),
    ("ago", RELATIVE),
    ("weekday", WEEKDAY),
    ("clock", CLOCK),
    ("score", SCORE),
    ("grade", GRADE),
    ("hedged", HEDGED),
    ("figure", AMOUNT | AGE | SHARE),
];

/// The sort of a mark; 0 for what no slot takes.
#[must_use]
pub fn of(what: &What) -> KindMask {
    match what {
        What::Figure(f) => {
            hedged(f.hedge.is_some())
                | match f.kind {
                    Kind::Number if f.noun.is_some() => NUMBER | COUNTED,
                    Kind::Number => NUMBER,
                    Kind::Money => MONEY,
                    Kind::Measure => MEASURE,
                    Kind::Duration => DURATION,
                    Kind::Age => AGE,
                    Kind::Percent => PERCENT,
                    Kind::Points => POINTS,
                    Kind::Share => SHARE,
                    Kind::Multiple => MULTIPLE,
                    Kind::Ordinal => ORDINAL,
                    Kind::Vague => 0,
                }
        }
        What::When(w) => match w.kind {
            WhenKind::Day => DAY,
            WhenKind::Month if w.resolved || w.year.is_none() => MONTH | UNDATED,
            WhenKind::Month => MONTH,
            WhenKind::Year => YEAR,
            WhenKind::Decade | WhenKind::Century => PERIOD | ERA,
            WhenKind::Quarter | WhenKind::Range => PERIOD,
            WhenKind::Relative => RELATIVE,
            WhenKind::Weekday => WEEKDAY,
            WhenKind::Clock => CLOCK,
        },
        What::Skipped(Skip::Score) => SCORE,
        What::Skipped(Skip::Grade) => GRADE,
        What::Skipped(_) => 0,
    }
}

fn hedged(is: bool) -> KindMask {
    if is { HEDGED } else { 0 }
}

impl Kinds {
    /// The sorts of the marks that the slot may take.
    #[must_use]
    pub fn marks(&self) -> KindMask {
        let measured =
            self.dimensions.iter().map(|d| if d == TIME { MEASURE | DURATION | AGE } else { MEASURE });
        measured.fold(self.marks, |all, more| all | more)
    }

    /// Whether the slot takes this mark.
    #[must_use]
    pub fn take(&self, mark: &Mark, units: &Units) -> bool {
        if of(&mark.what) & self.marks != 0 {
            return true;
        }
        let What::Figure(f) = &mark.what else { return false };
        let dimension = f
            .unit
            .as_ref()
            .filter(|u| u.per.is_none() && u.per_noun.is_none())
            .map(|u| &*units.get(u.unit).dimension);
        dimension.is_some_and(|d| self.dimensions.iter().any(|k| k == d))
    }
}
