//! The date or period said of a figure: "600 terabytes in May 2024", "In October … 2,100 terabytes".

use crate::{
    grammar::figure::{What, When},
    scan::Scan,
};

/// At most so many tokens lie between a figure and the date behind it.
const REACH: u32 = 6;

/// The mark of the date said of the mark at this place: the one close behind it, else the one that opens its
/// sentence or stands last before it.
#[must_use]
pub fn said_of(mark: u32, scan: &Scan) -> Option<u32> {
    let sentence = scan.sentences.get(scan.sentence_of(mark))?;
    let at = scan.marks.get(mark as usize)?;
    for next in mark + 1..sentence.last_mark {
        let other = scan.marks.get(next as usize)?;
        if other.first > at.last + REACH {
            break;
        }
        match &other.what {
            What::When(_) => return Some(next),
            What::Figure(_) => break,
            What::Skipped(_) => {}
        }
    }
    (sentence.first_mark..mark)
        .rev()
        .find(|before| matches!(scan.marks.get(*before as usize).map(|m| &m.what), Some(What::When(_))))
}

/// A time, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    year: Option<i16>,
    /// First and last day, in days since 1970-01-01.
    days: Option<(i32, i32)>,
}

impl Time {
    /// The time that a mark tells; none when it is no date, or nothing tells its year.
    #[must_use]
    pub fn of(mark: u32, scan: &Scan) -> Option<Time> {
        let What::When(when) = &scan.marks.get(mark as usize)?.what else { return None };
        let days = when.first.zip(when.last);
        (days.is_some() || when.year.is_some()).then_some(Time { year: when.year, days })
    }

    /// Whether it was over before the other began.
    #[must_use]
    pub fn before(self, other: Time) -> bool {
        match (self.days, other.days, self.year, other.year) {
            (Some((_, end)), Some((begin, _)), ..) => end < begin,
            (_, _, Some(year), Some(later)) => year < later,
            _ => false,
        }
    }
}

/// Whether two figures are said of times that cannot be one: January and February, 2003 and 2004.
#[must_use]
pub fn apart(a: u32, b: u32, scan: &Scan) -> bool {
    let time = |mark: u32| -> Option<&When> {
        match &scan.marks.get(said_of(mark, scan)? as usize)?.what {
            What::When(when) => Some(when),
            What::Figure(_) | What::Skipped(_) => None,
        }
    };
    let (Some(a), Some(b)) = (time(a), time(b)) else { return false };
    let differ = |a: Option<i32>, b: Option<i32>| a.is_some() && b.is_some() && a != b;
    differ(a.month.map(i32::from), b.month.map(i32::from))
        || differ(a.year.map(i32::from), b.year.map(i32::from))
}
