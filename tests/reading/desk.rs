//! What sub-editors meet every day: rents, rates, courts, schools, recipes, tracks and weather, by table.

use crate::table;
use figcheck::{api::Checker, grammar::figure::What, scan, source::Draft};

#[test]
fn so_much_for_each() {
    table(&[
        (
            "A loft lets for £1,450pcm, a room for £120pw; the clerk earns £31,000 pa.",
            &[
                "£1,450 = 1450 pound sterling per month",
                "£120 = 120 pound sterling per week",
                "£31,000 = 31000 pound sterling per year",
            ],
        ),
        ("Tin fell to 9.40 dollars a pound.", &["9.40 dollars = 9.4 US dollar per pound"]),
        ("Barley fetched 190 pounds a tonne.", &["190 pounds = 190 pound sterling per tonne"]),
        ("The pump does 40 strokes per second.", &["40 = 40"]),
        ("The odds are 1 in 14.2 million.", &["1 in 14.2 million = 0.00000007042253521126761"]),
        (
            "She was good on 14-of-21 shots and won four of the last nine games.",
            &["14-of-21 = 0.6666666666666666", "four of the last nine = 0.4444444444444444"],
        ),
    ]);
}

#[test]
fn times_of_a_clock() {
    table(&[
        ("The ferry left at 1540 hrs and docked at 0615.", &[]),
        ("The desk is staffed from 0700 to 1915, or 0700-1915 in spring.", &[]),
        ("They trained for 1500 hours.", &["1500 hours = 1500 hour"]),
        ("It was half-past four.", &[]),
        ("She took gold in 1:58.07.", &["1:58.07 = 118.07 second"]),
        ("The score at 1:15 was level.", &[]),
    ]);
}

#[test]
fn years_of_companies_and_of_old() {
    table(&[
        (
            "Turnover in FY23 was £9m, in FY 2022 £8m.",
            &["£9m = 9000000 pound sterling", "£8m = 8000000 pound sterling"],
        ),
        ("Margins peaked in Q2 FY25.", &[]),
        ("The tombs are from 2,600 BC.", &[]),
    ]);
}

#[test]
fn grades_and_pages() {
    table(&[
        ("She has type 2 diabetes and stage 3 kidney disease.", &[]),
        ("A Category 4 storm hit Year 9 pupils in a size 12 coat.", &[]),
        ("Roast it for 40 minutes at gas mark 6.", &["40 minutes = 40 minute"]),
        ("At this stage 12 boats are missing.", &["12 = 12"]),
        ("In the first year 9 pupils left.", &["9 = 9"]),
        ("See pages 12 and 13, junctions 4 to 6, flight 302 and PO Box 1234.", &[]),
        ("The film is in 4K, for a 4K television; 4K people saw it.", &["4K = 4000"]),
    ]);
}

#[test]
fn ages_of_several() {
    table(&[
        ("His sons, aged 6, 8 and 11, were safe.", &["aged 6 = 6 year", "8 = 8 year", "11 = 11 year"]),
        ("A man aged 40, 12 others and a dog.", &["aged 40 = 40 year", "12 = 12"]),
        ("It is free to children under 5 and people over 65.", &["under 5 = 5 year", "over 65 = 65 year"]),
        ("It hurt people over 30 miles away.", &["over 30 miles = 30 mile"]),
    ]);
}

#[test]
fn temperatures_in_tens() {
    table(&[
        (
            "Highs will be in the mid-70s, lows in the upper 40s.",
            &["70s = 70..79 degree", "40s = 40..49 degree"],
        ),
        ("The song is from the mid-70s.", &[]),
    ]);
}

#[test]
fn millions_and_metres() {
    table(&[
        ("The population grew by 1 per cent to 4.3m.", &["1 per cent = 1 percent", "4.3m = 4300000"]),
        ("Entries rose to 1.3m from 92,000.", &["1.3m = 1300000", "92,000 = 92000"]),
        ("Entries fell to 940,000 from 1.3m.", &["940,000 = 940000", "1.3m = 1300000"]),
        ("Entries went from 940,000 to 1.3m.", &["940,000 = 940000", "1.3m = 1300000"]),
        ("It stands 1.3m from the 1,100 stalls.", &["1.3m = 1.3 metre", "1,100 = 1100"]),
        (
            "It is 2 million km off, and its mirror is 3.5m across.",
            &["2 million km = 2000000 kilometre", "3.5m = 3.5 metre"],
        ),
        ("The year brought a loss of £(4.1)m.", &["£(4.1)m = -4100000 pound sterling"]),
    ]);
}

#[test]
fn levels_of_last_year() {
    table(&[
        (
            "The margin was 6.41 per cent, against 6.05 at its rival.",
            &["6.41 per cent = 6.41 percent", "6.05 = 6.05 percent"],
        ),
        ("Net 15.2 mln vs 10.5.", &["15.2 mln = 15200000", "10.5 = 10500000"]),
        ("It won 55 percent, against 12 candidates.", &["55 percent = 55 percent", "12 = 12"]),
    ]);
}

#[test]
fn ranges_beside_words_of_scoring() {
    table(&[
        ("The village lost 30-40 houses.", &["30-40 = 30..40"]),
        ("Town lost 30-40.", &[]),
        ("He carded a four-under 68.", &["four = 4", "68 = 68"]),
        ("Just shy of 400 came, a touch over 90 left.", &["Just shy of 400 = 400", "a touch over 90 = 90"]),
    ]);
}

#[test]
fn times_of_trains_and_of_races() {
    table(&[
        ("The 06.20 and the 09.05 were late; bolts of 09.05 mm.", &["09.05 mm = 9.05 millimetre"]),
        ("He won in 5m 12.4s, 3m ahead of the next.", &["5m 12.4s = 312.4 second", "3m = 3 metre"]),
        ("She took the set 7-6 (4).", &[]),
        ("A magnitude-6.1 quake shook it.", &["magnitude-6.1 = 6.1 magnitude (earthquake)"]),
        ("Rates rose by a tenth of a point.", &["a tenth of a point = 0.1 percentage point"]),
        ("Bread is $3 a loaf.", &["$3 = 3 US dollar per loaf"]),
        ("A heavy swell and 15 to 20 knot winds.", &["15 to 20 knot = 15..20 knot"]),
        ("The €3bn dam has 9.5m-wide gates.", &["€3bn = 3000000000 euro", "9.5m = 9.5 metre"]),
    ]);
}

#[test]
fn pairs_of_currencies_and_of_days() {
    table(&[
        ("GBP/USD 1.2684 and EUR/CHF 0.9712.", &["1.2684 = 1.2684", "0.9712 = 0.9712"]),
        ("The class of '92, born in '70, danced to 80's music.", &[]),
        ("It runs from 12 to 15 February and on 3 and 5 March.", &[]),
        ("It rose from 5 to 10 in May.", &["5 = 5", "10 = 10"]),
        ("A crate of 2 - ~7 kilos.", &["2 - ~7 kilos = 2..7 kilogram"]),
    ]);
}

#[test]
fn periods_told_by_their_end() {
    table(&[
        ("Sales rose in the six months to March 2024.", &[]),
        ("In the year to the end of June and the 12 weeks to 14 July it fell.", &[]),
        ("Every year until 1991 it grew.", &[]),
        (
            "He took six months to March and two months to April.",
            &["six months = 6 month", "two months = 2 month"],
        ),
        ("They gave it the two months to pay.", &["two months = 2 month"]),
    ]);
    let reader = crate::Reader::new();
    let days = |text: &str| {
        reader.scan(text).marks.iter().find_map(|mark| match &mark.what {
            What::When(when) => when.first.zip(when.last),
            _ => None,
        })
    };
    let number = |year, month, day| scan::days(jiff::civil::date(year, month, day));
    let told = days("Sales rose in the six months to March 2024.");
    assert_eq!(told, number(2023, 10, 1).zip(number(2024, 3, 31)));
    let told = days("Sales rose in the two weeks to 14 July 2024.");
    assert_eq!(told, number(2024, 7, 1).zip(number(2024, 7, 14)));
}

#[test]
fn so_many_for_every_hundred_thousand() {
    let checker = Checker::builtin();
    let draft = Draft::plain(
        "The rate fell from 91 cases per 100,000 people to 84.3 per 100,000; 12 boats per 40 crew.",
    );
    let figures = checker.figures(&draft);
    let told: Vec<(&str, &str, bool)> = figures
        .iter()
        .map(|f| (f.text.as_str(), f.per.as_deref().unwrap_or(""), f.skipped.is_some()))
        .collect();
    let expected = [
        ("91", "100,000 people", false),
        ("100,000", "", true),
        ("84.3", "100,000", false),
        ("100,000", "", true),
        ("12", "", false),
        ("40", "", false),
    ];
    assert_eq!(told, expected);
}

#[test]
fn rates_of_goods() {
    table(&[
        (
            "It burns 14 tons of coal an hour and yields 2.5 grams of gold a tonne, 6.2 tonnes a head.",
            &[
                "14 tons = 14 ton per hour",
                "2.5 grams = 2.5 gram per tonne",
                "6.2 tonnes = 6.2 tonne per head",
            ],
        ),
        ("It burned 14 tons of coal a year earlier.", &["14 tons = 14 ton"]),
        (
            "The dollar stood at 1.7460/70 marks, the pound at 1.3995/05 dlrs.",
            &["1.7460/70 marks = 1.746..1.747 Deutsche mark", "1.3995/05 dlrs = 1.3995..1.4005 US dollar"],
        ),
        ("The defendant, 23, had a reading of 130 over 80.", &["23 = 23 year"]),
    ]);
}
