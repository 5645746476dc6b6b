//! Dates as machines write them.

use jiff::civil::{Date, date};

/// The day of "2026-02-01", "2026/02/01", "2026.02.01", "1-FEB-2026", or a time stamp that begins so. Dates in
/// words are the grammar's business.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    let stamp = text.split_whitespace().next()?;
    let numbers = || {
        let (day, time) = stamp.split_at_checked(10)?;
        let mut parts = day.split(['-', '/', '.']);
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let whole =
            year.len() == 4 && parts.next().is_none() && !time.starts_with(|c: char| c.is_ascii_digit());
        whole.then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()).flatten()
    };
    let named = || Date::strptime("%d-%b-%Y", stamp).ok();
    numbers().or_else(named).filter(|day| *day >= date(1, 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_machines_write() {
        let day = Some(date(2026, 2, 1));
        for text in [
            "2026-02-01",
            " 2026-02-01T09:30:00Z",
            "2026/02/01",
            "2026.02.01 12:00",
            "1-FEB-2026 09:30:00.01",
        ] {
            assert_eq!(parse(text), day, "{text}");
        }
        for text in [
            "",
            "2026-02-31",
            "1 February 2026",
            "2026-02-011",
            "02-01-2026",
            "2026-2-1",
            "31-FEB-2026",
            "2026-é-01-01",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
