//! Days and periods as numbers: from what is written, and the dateline, to first and last day.

use jiff::{
    Span,
    civil::{Date, date},
};

use super::figure::{When, WhenKind};

/// What is known of a date while it is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Day {
    pub(super) year: Option<i16>,
    pub(super) month: Option<u8>,
    /// How many months the period has, when not one.
    pub(super) months: u8,
    pub(super) day: Option<u8>,
    pub(super) weekday: Option<u8>,
    pub(super) resolved: bool,
}

impl From<Date> for Day {
    fn from(d: Date) -> Self {
        Day {
            year: Some(d.year()),
            month: u8::try_from(d.month()).ok(),
            day: u8::try_from(d.day()).ok(),
            ..Day::default()
        }
    }
}

impl Day {
    /// With the year (or, of a weekday, the day) that lies nearest before the dateline.
    pub(super) fn near(self, dateline: Option<Date>) -> Day {
        let Some(now) = dateline else { return self };
        match (self.year, self.month, self.weekday) {
            (None, Some(month), _) => {
                // A date up to two months ahead is ahead: a draft of May speaks of next July.
                let ahead = (i16::from(month) - i16::from(now.month()) + 12) % 12;
                let year = now.year() + i16::from(i16::from(now.month()) + ahead > 12) - i16::from(ahead > 2);
                Day { year: Some(year), ..self }.resolved()
            }
            (None, None, Some(weekday)) => self.weekday_near(now, weekday),
            _ => self,
        }
    }

    /// "last July", "next Monday": the one before (`step` below 0) or after the dateline.
    pub(super) fn beside(self, dateline: Option<Date>, step: i32) -> Day {
        let Some(now) = dateline else { return self };
        match (self.month, self.weekday) {
            (Some(month), _) => {
                let passed = i16::from(month) < i16::from(now.month());
                let year = match step {
                    ..0 => now.year() - i16::from(!passed),
                    0 => now.year(),
                    _ => now.year() + i16::from(passed || i16::from(month) == i16::from(now.month())),
                };
                Day { year: Some(year), ..self }.resolved()
            }
            (None, Some(weekday)) if step <= 0 => self.weekday_near(now, weekday),
            _ => self,
        }
    }

    /// The weekday on or nearest before the dateline.
    fn weekday_near(self, now: Date, weekday: u8) -> Day {
        let today = now.weekday().to_monday_one_offset();
        let back = (i64::from(today) - i64::from(weekday)).rem_euclid(7);
        match now.checked_sub(Span::new().days(back)) {
            Ok(d) => Day { weekday: Some(weekday), ..Day::from(d) }.resolved(),
            Err(_) => self,
        }
    }

    /// The month `step` months on.
    pub(super) fn month_beside(self, step: i32) -> Day {
        let (Some(year), Some(month)) = (self.year, self.month) else { return Day::default() };
        let count = i32::from(year) * 12 + i32::from(month) - 1 + step;
        Day {
            year: i16::try_from(count.div_euclid(12)).ok(),
            month: u8::try_from(count.rem_euclid(12) + 1).ok(),
            ..Day::default()
        }
    }

    /// Marked as told from the dateline.
    pub(super) fn resolved(self) -> Day {
        Day { resolved: true, ..self }
    }

    /// The date, with its first and last day where they can be told.
    pub(super) fn when(self, kind: WhenKind) -> When {
        let days = self.ends(kind);
        let known = self.year.is_some();
        When {
            kind,
            year: self.year,
            month: self.month,
            day: self.day,
            weekday: self.weekday,
            minute: None,
            first: days.map(|d| d.0),
            last: days.map(|d| d.1),
            resolved: self.resolved && known,
        }
    }

    fn ends(self, kind: WhenKind) -> Option<(i32, i32)> {
        let year = self.year?;
        let years = |n: i16| Some((day_number(year, 1, 1)?, day_number(year.checked_add(n)?, 1, 1)? - 1));
        match (kind, self.month, self.day) {
            (WhenKind::Decade, ..) => years(10),
            (WhenKind::Century, ..) => years(100),
            (_, Some(month), Some(day)) => {
                let n = day_number(year, month, day)?;
                Some((n, n))
            }
            (_, Some(_), None) => {
                let after = self.month_beside(i32::from(self.months.max(1)));
                Some((day_number(year, self.month?, 1)?, day_number(after.year?, after.month?, 1)? - 1))
            }
            _ => years(1),
        }
    }
}

/// The days of which one is "next Monday": some mean by it the first Monday to come, some the one after.
pub(super) fn fortnight_after(dateline: Option<Date>) -> (Option<i32>, Option<i32>) {
    let today = dateline
        .and_then(|d| day_number(d.year(), u8::try_from(d.month()).ok()?, u8::try_from(d.day()).ok()?));
    (today.map(|t| t + 1), today.map(|t| t + 14))
}

/// Days since 1970-01-01, none for a day there never was.
fn day_number(year: i16, month: u8, day: u8) -> Option<i32> {
    let d = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let since = d.since(date(1970, 1, 1)).ok()?;
    Some(since.get_days())
}
