//! Arithmetic of units: rates, base units, conversion.

use super::{Exponents, UnitId, Units, table::combine};

/// A unit, or one per another: "kilometre", "US dollar per barrel".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    /// The unit above the line.
    pub unit: UnitId,
    /// The unit below it.
    pub per: Option<UnitId>,
}

impl From<UnitId> for Rate {
    fn from(unit: UnitId) -> Self {
        Rate { unit, per: None }
    }
}

impl Units {
    /// Exponents of the base dimensions of a unit or rate.
    #[must_use]
    pub fn exponents(&self, rate: impl Into<Rate>) -> Exponents {
        let Rate { unit, per } = rate.into();
        let above = self.get(unit).exponents;
        per.map_or(above, |per| combine(above, self.get(per).exponents, -1))
    }

    /// Base units in one of a unit or rate.
    #[must_use]
    pub fn factor(&self, rate: impl Into<Rate>) -> f64 {
        let Rate { unit, per } = rate.into();
        self.get(unit).factor / per.map_or(1.0, |per| self.get(per).factor)
    }

    /// Whether amounts of the two can be compared and added: same exponents and currencies. Where the
    /// exponents are all zero (angles, percents, counts), the dimensions must have the same name.
    #[must_use]
    pub fn commensurable(&self, a: impl Into<Rate>, b: impl Into<Rate>) -> bool {
        let (a, b) = (a.into(), b.into());
        let exponents = self.exponents(a);
        let currencies =
            |rate: Rate| (self.get(rate.unit).currency, rate.per.and_then(|per| self.get(per).currency));
        let dimensions =
            |rate: Rate| (&self.get(rate.unit).dimension, rate.per.map(|per| &self.get(per).dimension));
        exponents == self.exponents(b)
            && currencies(a) == currencies(b)
            && (exponents != Exponents::default() || dimensions(a) == dimensions(b))
    }

    /// A reading in base units: 0 degrees Celsius is 273.15 (kelvins).
    #[must_use]
    pub fn to_base(&self, rate: impl Into<Rate>, value: f64) -> f64 {
        let rate = rate.into();
        let offset = if rate.per.is_none() { self.get(rate.unit).offset } else { 0.0 };
        value * self.factor(rate) + offset
    }

    /// A reading in base units, in the unit given.
    #[must_use]
    pub fn from_base(&self, rate: impl Into<Rate>, base: f64) -> f64 {
        let rate = rate.into();
        let offset = if rate.per.is_none() { self.get(rate.unit).offset } else { 0.0 };
        (base - offset) / self.factor(rate)
    }

    /// A reading in another unit: 212 degrees Fahrenheit in degrees Celsius. None where the two are not
    /// commensurable.
    #[must_use]
    pub fn convert(&self, value: f64, from: impl Into<Rate>, to: impl Into<Rate>) -> Option<f64> {
        let (from, to) = (from.into(), to.into());
        self.commensurable(from, to).then(|| self.from_base(to, self.to_base(from, value)))
    }

    /// Full name, singular: "kilometre", "US dollar per barrel".
    #[must_use]
    pub fn name_of(&self, rate: impl Into<Rate>) -> String {
        let Rate { unit, per } = rate.into();
        let name = &self.get(unit).name;
        per.map_or_else(|| name.to_string(), |per| format!("{name} per {}", self.get(per).name))
    }
}
