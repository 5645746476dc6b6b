//! What a reading gives: figures, dates, and what was read but is no figure.

use crate::{span::Span, units::UnitId};

/// One thing read in a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// All its words, hedge included: "around 2,100 terabytes".
    pub span: Span,
    /// Without the hedge: "2,100 terabytes".
    pub core: Span,
    /// First token of `span`.
    pub first: u32,
    /// One past its last token, the words of a rate included, which `span` leaves out: "a share".
    pub last: u32,
    /// What it is.
    pub what: What,
}

/// What a mark is.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A quantity.
    Figure(Figure),
    /// A date or a period of the calendar.
    When(When),
    /// A number that is no quantity, and why.
    Skipped(Skip),
}

/// A number as written, with unit, hedge, range, rate and the noun it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What sort of figure.
    pub kind: Kind,
    /// The value in its own unit: 2100 for "2,100 TB", 12 for "12%", 3 for "tripled", 1/3 for "a third".
    pub amount: Amount,
    /// The upper end of a written range: 5 in "three to five".
    pub high: Option<Amount>,
    /// The unit, none for a bare number or a counted noun.
    pub unit: Option<UnitRef>,
    /// The hedge, a place in the table of hedges: "about", "more than".
    pub hedge: Option<u16>,
    /// The noun counted: "photos" in "620 million digital photos".
    pub noun: Option<Noun>,
    /// For "40 of the 60" and "one in five": the part and the whole.
    pub of: Option<(f64, f64)>,
    /// The unit or scale is left to a neighbour: "26" in "between $26 and $31 million".
    pub elided: Option<Elided>,
}

/// A googol is 1e100.
const MOST: f64 = 1e110;

/// Sorts of figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A bare or counted number.
    Number,
    /// An amount of a currency.
    Money,
    /// A number with a unit of measure.
    Measure,
    /// A length of time: "six months", "a six-month period".
    Duration,
    /// An age: "63-year-old", "aged 63".
    Age,
    /// "12%", "12 per cent".
    Percent,
    /// Percentage points and basis points.
    Points,
    /// "a third", "one in five", "40 of the 60", "half".
    Share,
    /// "tripled", "fivefold", "3.5 times as many", "twice", "halved".
    Multiple,
    /// "third", "21st": a rank, not an amount.
    Ordinal,
    /// "dozens", "hundreds of thousands": no number to check.
    Vague,
}

/// A number as written and its two readings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The value, scale word applied.
    pub value: f64,
    /// One unit of the last digit shown: 1 for "1,400", 1e8 for "4.5bn"; 0 when exact (a count in words, "half").
    pub step: f64,
    /// One unit of the last digit that is not a final zero: 100 for "1,400".
    pub coarse: f64,
    /// The scale word's factor: 1e6 for "620 million", 1 for none.
    pub scale: f64,
    /// Written in digits.
    pub digits: bool,
}

impl Figure {
    /// Whether its numbers are too large or too small to reckon with: their squares and what they are in other units
    /// would have to be numbers, too.
    #[must_use]
    pub fn is_extreme(&self) -> bool {
        let extreme = |value: f64| value != 0.0 && !(1.0 / MOST..=MOST).contains(&value.abs());
        let (part, whole) = self.of.unwrap_or_default();
        [self.amount.value, self.high.map_or(0.0, |high| high.value), part, whole].into_iter().any(extreme)
    }

    /// Whether it tells what part of something: "12%", "a third".
    #[must_use]
    pub fn is_portion(&self) -> bool {
        matches!(self.kind, Kind::Percent | Kind::Share)
    }

    /// Whether it tells how large something is beside another: a portion, or how many times.
    #[must_use]
    pub fn is_ratio(&self) -> bool {
        self.is_portion() || self.kind == Kind::Multiple
    }

    /// Whether it is so much for each of something: "a year", "a six-pack".
    #[must_use]
    pub fn is_rate(&self) -> bool {
        self.unit.as_ref().is_some_and(|u| u.per.is_some() || u.per_noun.is_some())
    }

    /// Whether it is a word that cuts, "halved": what is more than halved is less than half.
    #[must_use]
    pub fn cuts(&self) -> bool {
        self.kind == Kind::Multiple
            && !self.amount.digits
            && self.amount.value > 0.0
            && self.amount.value < 1.0
    }

    /// Multiplies the figure by a scale that its neighbour's words hold for both.
    pub fn rescale(&mut self, scale: f64) {
        for amount in [Some(&mut self.amount), self.high.as_mut()].into_iter().flatten() {
            *amount = amount.rescaled(scale);
        }
    }
}

impl Amount {
    /// Whether it is a hundred, a thousand or a higher power of ten: others are told for so many, "84 per 100,000".
    #[must_use]
    pub fn is_round(self) -> bool {
        let power = self.value.log10();
        power >= 2.0 && (power - power.round()).abs() < 1e-9
    }

    /// So many times as much, its precision too.
    #[must_use]
    pub fn rescaled(self, scale: f64) -> Amount {
        Amount {
            value: self.value * scale,
            step: self.step * scale,
            coarse: self.coarse * scale,
            scale: self.scale * scale,
            ..self
        }
    }
}

/// A unit as used: a numerator and what it is per.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitRef {
    /// The unit.
    pub unit: UnitId,
    /// The unit in the denominator: the hour of "dollars an hour".
    pub per: Option<UnitId>,
    /// The noun in the denominator: "share", "head", "vial"; or the words of the unit in it, when the goods stand
    /// between: "hour" in "12 tons of methane an hour".
    pub per_noun: Option<Span>,
    /// Another unit these words can mean: the imperial gallon.
    pub other: Option<UnitId>,
}

/// The noun a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// The phrase: "digital photos".
    pub span: Span,
    /// Its head word's token.
    pub head: u32,
    /// The head is a plural by its form: what is counted, and no verb or the like.
    pub plural: bool,
}

/// What a figure leaves to its neighbour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elided {
    /// The value with the neighbour's scale, when it may be meant: 26 million.
    pub value: f64,
}

/// A date or period: the days it spans, as far as the words and the dateline tell.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// What sort.
    pub kind: WhenKind,
    /// The year, written or resolved.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month as written, not checked: 31 of "31 June".
    pub day: Option<u8>,
    /// The weekday as written, 1 for Monday.
    pub weekday: Option<u8>,
    /// Of a clock time, minutes since midnight.
    pub minute: Option<u16>,
    /// First day, in days since 1970-01-01, when it can be told.
    pub first: Option<i32>,
    /// Last day.
    pub last: Option<i32>,
    /// Told from the dateline or a neighbour, not written out.
    pub resolved: bool,
}

/// Sorts of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhenKind {
    /// A weekday alone.
    Weekday,
    /// A day of the month, with or without its year.
    Day,
    /// A month, with or without its year.
    Month,
    /// A quarter, half or season.
    Quarter,
    /// A year: "2025", "fiscal 2024", "last year".
    Year,
    /// "the 1980s".
    Decade,
    /// "the 19th century".
    Century,
    /// From one year to another: "1985/86", "1918 to 1939"; after "from" they are two dates.
    Range,
    /// "a year earlier", "last month": another time, not told.
    Relative,
    /// A clock time.
    Clock,
}

/// Why a number was not taken for a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Skip {
    /// "69-28".
    Score,
    /// "+44 20 7946 0018".
    Phone,
    /// "version 2.1", "iPhone 6", "Boeing 777", "Route 66".
    Name,
    /// "Category 4", "type 2": a step of a scale.
    Grade,
    /// "10 Downing Street".
    Address,
    /// "Section 230", "page 3".
    Reference,
    /// "no one", "this one"; "one of them" is a count.
    Pronoun,
    /// "second to none".
    Idiom,
    /// "1e400", "1e-400": too large or too small to reckon with.
    Extreme,
}
