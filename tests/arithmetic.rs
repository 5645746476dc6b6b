//! The arithmetic against exact fractions, and the calendar against another library.

use chrono::{Datelike, NaiveDate};
use figcheck::{
    api::Checker,
    grammar::figure::What,
    interval::{Interval, TOLERANCE},
    scan,
    source::Draft,
};
use num_rational::BigRational;
use proptest::prelude::*;
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::builtin);

fn exact(x: f64) -> BigRational {
    BigRational::from_float(x).expect("a finite number")
}

/// Numbers like those of drafts, and any others.
fn number() -> impl Strategy<Value = f64> {
    let any = any::<f64>().prop_filter("finite", |x| x.is_finite());
    let written = (-2_000_000_i64..2_000_000, -3..12).prop_map(|(n, power)| n as f64 * 10f64.powi(power));
    prop_oneof![2 => any, 4 => written, 1 => Just(0.0), 1 => Just(f64::MAX), 1 => Just(f64::MIN), 1 => Just(5e-324)]
}

fn interval() -> impl Strategy<Value = Interval> {
    let wide = (number(), number()).prop_map(|(a, b)| Interval::new(a, b));
    let narrow = (number(), 0.0..1.0).prop_map(|(a, part)| Interval::new(a, a + a * part));
    let finite = |i: &Interval| i.lo.is_finite() && i.hi.is_finite();
    prop_oneof![wide, narrow, number().prop_map(Interval::point)].prop_filter("finite", finite)
}

/// A number of an interval: its ends, or as far from the lower one as `part` of 60 says.
fn member(i: Interval, part: u8) -> BigRational {
    let part = BigRational::new(part.min(60).into(), 60.into());
    exact(i.lo) + (exact(i.hi) - exact(i.lo)) * part
}

/// Whether the exact result lies inside, to the last bit.
fn inside(i: Interval, x: &BigRational) -> bool {
    !i.lo.is_nan()
        && !i.hi.is_nan()
        && (i.lo == f64::NEG_INFINITY || i.lo.is_finite() && exact(i.lo) <= *x)
        && (i.hi == f64::INFINITY || i.hi.is_finite() && *x <= exact(i.hi))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_exact_result_lies_inside(a in interval(), b in interval(), s in 0_u8..61, t in 0_u8..61) {
        let (x, y) = (member(a, s), member(b, t));
        prop_assert!(inside(a.plus(b), &(&x + &y)), "{a:?} + {b:?}");
        prop_assert!(inside(a.minus(b), &(&x - &y)), "{a:?} - {b:?}");
        prop_assert!(inside(a.times(b), &(&x * &y)), "{a:?} * {b:?}");
        if y != exact(0.0) {
            prop_assert!(inside(a.over(b), &(&x / &y)), "{a:?} / {b:?}");
        }
        let size = if x < exact(0.0) { -&x } else { x.clone() };
        prop_assert!(inside(a.abs(), &size), "|{a:?}|");
        prop_assert!(inside(a.hull(b), &x) && inside(a.hull(b), &y), "{a:?} {b:?}");
    }

    #[test]
    fn a_change_of_unit_holds_the_exact_result(
        a in interval(), s in 0_u8..61, factor in number(), offset in number(), cancels in any::<bool>()
    ) {
        // What is left of two numbers that nearly cancel out is the error of the first.
        let nearly = -a.lo * factor;
        let offset = if cancels && nearly.is_finite() { nearly } else { offset };
        let (x, result) = (member(a, s), a.linear(factor, offset));
        prop_assert!(inside(result, &(x * exact(factor) + exact(offset))), "{a:?} {factor} {offset}: {result:?}");
    }

    #[test]
    fn give_or_take(x in number(), half in number(), s in 0_u8..61) {
        let size = half.abs();
        let (lo, hi) = (exact(x) - exact(size), exact(x) + exact(size));
        let between = &lo + (&hi - &lo) * BigRational::new(s.into(), 60.into());
        prop_assert!(inside(Interval::around(x, half), &between), "{x} {half}");
    }

    #[test]
    fn the_middle_lies_inside(a in interval()) {
        prop_assert!(a.lo <= a.mid() && a.mid() <= a.hi, "{a:?}: {}", a.mid());
        prop_assert!(a.holds(a.mid()));
    }

    /// Ends may be infinite, and zero times "no end" is zero; there is never an interval of nothing.
    #[test]
    fn open_ends(a in interval(), b in interval(), factor in number()) {
        let up = Interval { hi: f64::INFINITY, ..a };
        let down = Interval { lo: f64::NEG_INFINITY, ..b };
        let results = [up.plus(down), up.minus(b), up.minus(up), up.times(down), up.times(up), up.over(down), a.over(up),
            down.over(up), up.abs(), down.abs(), up.linear(factor, 1.0), down.linear(factor, -1.0), up.hull(down)];
        for result in results {
            prop_assert!(result.lo <= result.hi, "{a:?} {b:?}: {result:?}");
        }
        prop_assert!(inside(up.plus(b), &(exact(a.hi) + exact(b.lo))));
        prop_assert!(inside(up.times(b), &(exact(a.hi) * exact(b.hi))));
        prop_assert!(up.mid() == a.lo && down.mid() == b.hi && Interval::all().mid() == 0.0);
    }

    #[test]
    fn what_shares_a_number_meets(a in interval(), b in interval()) {
        let (lo, hi) = (a.lo.max(b.lo), a.hi.min(b.hi));
        prop_assert_eq!(a.meets(b), b.meets(a));
        if lo <= hi {
            prop_assert!(a.meets(b), "{:?} {:?}", a, b);
        }
        // What lies farther apart than the tolerance of the larger does not.
        let size = [a.lo, a.hi, b.lo, b.hi].map(f64::abs).into_iter().fold(0.0, f64::max);
        if lo - hi > 2.0 * TOLERANCE * size {
            prop_assert!(!a.meets(b), "{:?} {:?}", a, b);
        }
    }
}

#[test]
fn what_may_be_divided_by_nothing_may_be_anything() {
    let one = Interval::point(1.0);
    for none in
        [Interval::point(0.0), Interval::new(-1.0, 0.0), Interval::new(0.0, 2.0), Interval::new(-1.0, 1.0)]
    {
        assert_eq!(one.over(none), Interval::all());
    }
    let tenth = one.over(Interval::point(10.0));
    assert!(tenth.hi - tenth.lo < 1e-15, "and a quotient is no wider than it has to be: {tenth:?}");
    assert_eq!(Interval::new(2.0, 1.0), Interval { lo: 1.0, hi: 2.0 });
    assert!(
        one.holds(1.0 + TOLERANCE / 2.0)
            && !one.holds(1.0 + 3.0 * TOLERANCE)
            && !one.holds(1.0 - 3.0 * TOLERANCE)
    );
}

#[test]
fn what_has_no_end() {
    let (nothing, any) = (Interval::point(0.0), Interval::all());
    for none in [nothing.times(any), any.times(nothing)] {
        assert!(none.holds(0.0) && none.hi - none.lo < f64::MIN_POSITIVE, "{none:?}");
    }
    assert_eq!(Interval::around(f64::INFINITY, f64::INFINITY), any, "not even a number");
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A number of the day, 0 for 1 January 1970.
fn day_number(day: NaiveDate) -> i32 {
    (day - NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day")).num_days() as i32
}

/// The first and last day of the only date of a text.
fn days(draft: &Draft) -> Option<(i32, i32)> {
    CHECKER.scan(draft).marks.into_iter().find_map(|mark| match mark.what {
        What::When(when) => when.first.zip(when.last),
        _ => None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days_of_the_calendar(year in 1600_i32..2100, month in 1_u32..13, day in 1_u32..32) {
        let name = MONTHS[month as usize - 1];
        let there = NaiveDate::from_ymd_opt(year, month, day);
        let draft = Draft::plain(&format!("The bridge opened on {day} {name} {year}."));
        let read = days(&draft);
        prop_assert_eq!(read, there.map(|day| (day_number(day), day_number(day))));
        let told = CHECKER.check(&draft).findings.iter().any(|finding| finding.rule == "impossible-date");
        prop_assert_eq!(told, there.is_none());
        let first = NaiveDate::from_ymd_opt(year, month, 1).expect("a day");
        let next = first + chrono::Months::new(1);
        let month = Draft::plain(&format!("The bridge opened in {name} {year}."));
        prop_assert_eq!(days(&month), Some((day_number(first), day_number(next) - 1)));
    }

    #[test]
    fn weekdays_of_the_calendar(number in -100_000_i64..47_000, shift in 0_usize..7) {
        let day = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day") + chrono::Duration::days(number);
        let own = day.weekday().num_days_from_monday() as usize;
        let written = WEEKDAYS[(own + shift) % 7];
        let (month, year) = (MONTHS[day.month0() as usize], day.year());
        let draft = Draft::plain(&format!("The bridge opened on {written}, {} {month} {year}.", day.day()));
        let report = CHECKER.check(&draft);
        prop_assert_eq!(report.findings.iter().any(|f| f.rule == "wrong-weekday"), shift != 0, "{:?}", report.findings);
    }

    /// "On Tuesday" is the day of a draft, or the nearest before it.
    #[test]
    fn weekdays_told_from_the_dateline(number in -100_000_i64..47_000, weekday in 0_u32..7) {
        let now = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day") + chrono::Duration::days(number);
        let mut draft = Draft::plain(&format!("The bridge opened on {}.", WEEKDAYS[weekday as usize]));
        draft.date = now.to_string().parse().ok();
        prop_assert_eq!(draft.date.and_then(scan::days), Some(day_number(now)));
        let back = (now.weekday().num_days_from_monday() + 7 - weekday) % 7;
        let then = day_number(now) - back as i32;
        prop_assert_eq!(days(&draft), Some((then, then)));
    }
}
