//! Whether two figures can be compared at all.

use crate::{
    grammar::figure::{Figure, Kind},
    scan::Scan,
    units::{Rate, Units},
};

/// Whether the marks at these places of [`Scan::marks`] are commensurable, as far as their words
/// tell: a bare number may have left its unit to the other.
#[must_use]
pub fn alike(a: u32, b: u32, scan: &Scan, units: &Units) -> bool {
    scan.figure(a).zip(scan.figure(b)).is_some_and(|(a, b)| figures_alike(a, b, units))
}

/// As [`alike`], for figures.
#[must_use]
pub fn figures_alike(a: &Figure, b: &Figure, units: &Units) -> bool {
    let bare = |f: &Figure| f.kind == Kind::Number && f.noun.is_none();
    match (unit_of(a), unit_of(b)) {
        (Some(x), Some(y)) => units.commensurable(x, y) || per_elided(a, b, units),
        (None, None) => ratio(a.kind) == ratio(b.kind),
        _ => bare(a) && lends(b, a) || bare(b) && lends(a, b),
    }
}

/// "1.12 dlrs from 87 cts a share": the second figure's "a share" is the first's too.
fn per_elided(a: &Figure, b: &Figure, units: &Units) -> bool {
    let plain = |f: &Figure| f.unit.as_ref().map(|u| (u.unit, u.per));
    match (plain(a), plain(b)) {
        (Some((x, None)), Some((y, Some(_)))) | (Some((x, Some(_))), Some((y, None))) => {
            units.commensurable(Rate::from(x), Rate::from(y))
        }
        _ => false,
    }
}

/// Whether a bare number beside such a figure may have left out its unit; one beside a length of time only when
/// the two are written alike: "from 214 minutes to 137".
fn lends(lender: &Figure, bare: &Figure) -> bool {
    let digits = lender.amount.digits && bare.amount.digits;
    let ratio = (lender.amount.value / bare.amount.value).abs();
    match lender.kind {
        // "The vote was 26 to 21. The cost has doubled to £60m"
        Kind::Money => (1.0 / SAME_SUM..SAME_SUM).contains(&ratio),
        Kind::Measure | Kind::Number => true,
        Kind::Duration => digits && (1.0 / SAME_LENGTH..SAME_LENGTH).contains(&ratio),
        _ => false,
    }
}

/// Two sums of money of which one left out its currency are within this factor of each other.
const SAME_SUM: f64 = 1e4;
/// Two lengths of time in one unit are within this factor of each other.
const SAME_LENGTH: f64 = 5.0;

fn ratio(kind: Kind) -> bool {
    matches!(kind, Kind::Percent | Kind::Points | Kind::Share | Kind::Multiple)
}

/// The unit of a figure, none for a bare or counted number.
#[must_use]
pub fn unit_of(figure: &Figure) -> Option<Rate> {
    figure.unit.as_ref().map(|u| Rate { unit: u.unit, per: u.per })
}
