//! Each production of the grammar, by table: a sentence and the figures it holds.

use crate::{Reader, table};
use figcheck::grammar::figure::{Kind, Skip, What, WhenKind};

#[test]
fn digits() {
    table(&[
        ("The town has 1,400 wells.", &["1,400 = 1400"]),
        ("The town has 1 400 000 wells.", &["1 400 000 = 1400000"]),
        ("The town has 10 , 000 wells.", &["10 , 000 = 10000"]),
        ("The dam cost 1.400,50 euros.", &["1.400,50 euros = 1400.5 euro"]),
        ("It holds 12,34,567 coins.", &["12,34,567 = 1234567"]),
        ("The ratio was .5 then.", &[".5 = 0.5"]),
        ("It grew to 6.02e23 cells.", &["6.02e23 = 602000000000000000000000"]),
        ("It grew to 1.3x10^6 cells.", &["1.3x10^6 = 1300000"]),
        ("They hung 3½ doors and 6 5/8 more.", &["3½ = 3.5", "6 5/8 = 6.625"]),
        ("Some 120k letters came, then 5K more.", &["Some 120k = 120000", "5K = 5000"]),
        ("About 12m viewers watched.", &["About 12m = 12000000"]),
        ("Crops need 3 lakh tractors.", &["3 lakh = 300000"]),
        ("The fund made -5 points, or minus 7 units.", &["-5 = -5", "minus 7 = -7"]),
        // A fall by so much has no sign of its own; what it comes to has.
        ("It fell to -10 units, having fallen by -3 per cent.", &["-10 = -10", "-3 per cent = 3 percent"]),
        ("The fund lost -5 points, and fell by -2 more.", &["-5 = 5", "-2 = 2"]),
        ("They lowered it from -7 units to -9.", &["-7 = -7", "-9 = -9"]),
        (
            "It fetched £2.4m, twice £1.2m and a third above £1.8m.",
            &[
                "£2.4m = 2400000 pound sterling",
                "twice = 2",
                "£1.2m = 1200000 pound sterling",
                "a third = 0.3333333333333333",
                "above £1.8m = 1800000 pound sterling",
            ],
        ),
    ]);
}

/// A number was looked for at the end of the first sentence, where there is none.
#[test]
fn a_number_that_opens_a_sentence_is_not_missed() {
    table(&[("It fell by 40 percent to\n\n40 boats sailed.", &["40 percent = 40 percent", "40 = 40"])]);
}

#[test]
fn words() {
    table(&[
        (
            "It took two hundred and fifty-three thousand bricks.",
            &["two hundred and fifty-three thousand = 253000"],
        ),
        ("A dozen eggs, half a dozen rolls.", &["A dozen = 12", "half a dozen = 6"]),
        ("Three and a half million hens.", &["Three and a half million = 3500000"]),
        (
            "Half a billion bees, a quarter of a million wasps.",
            &["Half a billion = 500000000", "a quarter of a million = 250000"],
        ),
        ("Three million, two hundred and forty ants.", &["Three million, two hundred and forty = 3000240"]),
        ("The reading was three point one four.", &["three point one four = 3.14"]),
        ("He built one house for one of them.", &["one = 1", "one = 1"]),
        ("No one came, and this one is mine.", &[]),
    ]);
}

#[test]
fn money() {
    table(&[
        ("It cost US$4.1 trillion.", &["US$4.1 trillion = 4100000000000 US dollar"]),
        ("It cost £1.2tn and 150p.", &["£1.2tn = 1200000000000 pound sterling", "150p = 150 penny"]),
        ("Profits of $(4.2) million.", &["$(4.2) million = -4200000 US dollar"]),
        ("A swing of -$5 or $-5.", &["-$5 = -5 US dollar", "$-5 = -5 US dollar"]),
        ("A Rs 500-crore scheme.", &["Rs 500-crore = 5000000000 Indian rupee"]),
        ("It made 87.1 mln dlrs.", &["87.1 mln dlrs = 87100000 US dollar"]),
        ("It made 1.33bn Australian dollars.", &["1.33bn Australian dollars = 1330000000 Australian dollar"]),
        ("A toll of two dollars and 50 cents.", &["two dollars and 50 cents = 2.5 US dollar"]),
        (
            "They sell at $12 a share, $3 per vial.",
            &["$12 = 12 US dollar per share", "$3 = 3 US dollar per vial"],
        ),
        ("He is paid $90 an hour.", &["$90 = 90 US dollar per hour"]),
        ("Pay was $90 a year earlier.", &["$90 = 90 US dollar"]),
        ("It shipped 890 tonnes a year earlier.", &["890 tonnes = 890 tonne"]),
    ]);
}

#[test]
fn measures() {
    table(&[
        ("She is 5ft 7in tall.", &["5ft 7in = 67 inch"]),
        // A pound beside an ounce or a stone is a weight, whatever it is alone.
        ("It weighed 9 pounds 2 ounces.", &["9 pounds 2 ounces = 146 ounce"]),
        ("She weighed 4 stone 3 pounds at noon.", &["4 stone 3 pounds = 59 pound"]),
        ("He weighs 9st 4lb now.", &["9st 4lb = 130 pound"]),
        ("It lasted 2 hours and 20 minutes.", &["2 hours and 20 minutes = 140 minute"]),
        ("The 2.4-litre engine.", &["2.4-litre = 2.4 litre"]),
        ("A 400TB store, 100mph winds.", &["400TB = 400 terabyte", "100mph = 100 mile per hour"]),
        ("The pool is 50 m long.", &["50 m = 50 metre"]),
        (
            "It rose a quarter of a percentage point.",
            &["a quarter of a percentage point = 0.25 percentage point"],
        ),
        ("They waited half an hour.", &["half an hour = 0.5 hour"]),
        ("It rose from 4.25 per cent to 4.5.", &["4.25 per cent = 4.25 percent", "4.5 = 4.5 percent"]),
        ("It rose from 5 miles to 9 boats.", &["5 miles = 5 mile", "9 = 9"]),
        (
            "It took 2.35m people in the first part of 2024, up from 2.87m.",
            &["2.35m = 2350000", "2.87m = 2870000"],
        ),
        ("It sold 2.3m songs in May but that fell to 19m.", &["2.3m = 2300000", "19m = 19000000"]),
        (
            "The swim, seen by 2.3m people, was cut to 900m from 1.2km.",
            &["2.3m = 2300000", "900m = 900 metre", "1.2km = 1.2 kilometre"],
        ),
        ("It lost £5 in the same quarter a year ago.", &["£5 = 5 pound sterling"]),
        ("He ran four straight years.", &["four straight years = 4 year"]),
        ("It fell in the two following months.", &["two following months = 2 month"]),
        ("Turnout was 67.2% or 67.2 per cent.", &["67.2% = 67.2 percent", "67.2 per cent = 67.2 percent"]),
        ("The sack weighs 20 pounds.", &["20 pounds = 20 pound"]),
        ("The London firm paid 20 pounds.", &["20 pounds = 20 pound sterling"]),
    ]);
}

#[test]
fn ranges() {
    table(&[
        ("Three to five years.", &["Three to five years = 3..5 year"]),
        ("Wages rose by 4-5 per cent.", &["4-5 per cent = 4..5 percent"]),
        ("It costs between $10m and $15m.", &["between $10m and $15m = 10000000..15000000 US dollar"]),
        (
            "It costs between $26 and $31 million.",
            &["between $26 and $31 million = 26000000..31000000 US dollar"],
        ),
        ("Prices range from $40 to $90.", &["from $40 to $90 = 40..90 US dollar"]),
        ("The ferry seats 140-170 people.", &["140-170 = 140..170"]),
        ("An 8- to 16-metre mirror.", &["8- to 16-metre = 8..16 metre"]),
        ("The dollar stood at 146.20/30 yen.", &["146.20/30 yen = 146.2..146.3 Japanese yen"]),
        ("More than 5 and less than 9 boats.", &["More than 5 and less than 9 = 5..9"]),
    ]);
}

#[test]
fn changes_are_two_figures() {
    table(&[
        ("Sales rose from 2.3 to 2.6 mln.", &["2.3 = 2300000", "2.6 mln = 2600000"]),
        ("Sales rose to 10 from 5 percent.", &["10 = 10 percent", "5 percent = 5 percent"]),
        ("Sales rose to 2.6 mln from 2.3.", &["2.6 mln = 2600000", "2.3 = 2300000"]),
        ("Sales rose 12 pct from 11.", &["12 pct = 12 percent", "11 = 11"]),
        ("It rose 80 yen to 1,880 yen.", &["80 yen = 80 Japanese yen", "1,880 yen = 1880 Japanese yen"]),
        ("A gain of $3 to $45.", &["$3 = 3 US dollar", "$45 = 45 US dollar"]),
        ("Traffic went from 5 to 9 trucks.", &["5 = 5", "9 = 9"]),
    ]);
}

#[test]
fn shares_and_multiples() {
    table(&[
        ("Over the last three quarters it fell.", &["three = 3"]),
        ("One in five voted.", &["One in five = 0.2"]),
        ("Of them, 40 of the 60 left.", &["40 of the 60 = 0.6666666666666666"]),
        ("Some 17 out of 20 agreed.", &["Some 17 out of 20 = 0.85"]),
        ("Two-thirds of it burned.", &["Two-thirds = 0.6666666666666666"]),
        ("Output more than doubled.", &["more than doubled = 2"]),
        ("A tenfold rise, or 10-fold.", &["tenfold = 10", "10-fold = 10"]),
        ("It is 3.5 times as large.", &["3.5 times = 3.5"]),
        ("It is three times last year's sum.", &["three times = 3"]),
        ("A third party joined.", &[]),
        ("Of 48 drummers, 16, or a third, left.", &["48 = 48", "16 = 16", "a third = 0.3333333333333333"]),
        ("It had grown by a fifth, to 48.", &["a fifth = 0.2", "48 = 48"]),
        ("The herd dropped a third, from 48.", &["a third = 0.3333333333333333", "48 = 48"]),
        ("Of 48 drummers 16, a third, left.", &["48 = 48", "16 = 16", "a third = 0.3333333333333333"]),
        ("A fourth, also at sea, sank.", &[]),
    ]);
}

#[test]
fn hedges_and_ages() {
    table(&[
        ("Nearly 500 came, 30 or more left.", &["Nearly 500 = 500", "30 or more = 30"]),
        ("The 63-year-old and his aunt, aged 90.", &["63-year-old = 63 year", "aged 90 = 90 year"]),
        ("Anna Berg, 34, said so.", &["34 = 34 year"]),
        ("10-plus years, 30-odd boats.", &["10-plus years = 10 year", "30-odd = 30"]),
    ]);
}

#[test]
fn no_quantities() {
    let reader = Reader::new();
    for (text, skip) in [
        ("They won 69-28 at home.", Skip::Score),
        ("Ring +44 20 7946 0018 now.", Skip::Phone),
        ("It runs version 2.1.3 here.", Skip::Name),
        ("An F-16 flew over.", Skip::Name),
        ("The 3G network and its masts.", Skip::Idiom),
        ("The PM2.5 reading.", Skip::Name),
        ("Her 401(k) plan.", Skip::Name),
        ("Radio 4's host.", Skip::Name),
        ("He lives at 10 Mill Street now.", Skip::Address),
        ("See page 3, please.", Skip::Reference),
        ("No one came.", Skip::Pronoun),
        ("The last one, a slow race, was wet.", Skip::Pronoun),
        ("It was second to none.", Skip::Idiom),
        ("A 7/2 favourite.", Skip::Score),
        ("The blood was at 120/80 then.", Skip::Score),
        ("The scp-294 file.", Skip::Name),
        ("The 10b-5 rule.", Skip::Name),
        ("They were outnumbered 3 to 1.", Skip::Score),
    ] {
        let scan = reader.scan(text);
        let skips: Vec<&What> = scan.marks.iter().map(|m| &m.what).collect();
        assert_eq!(skips, [&What::Skipped(skip)], "{text}");
    }
}

#[test]
fn dates() {
    let reader = Reader::new();
    for (text, kind, year, month, day) in [
        ("Since January 4, 2019, it rained.", WhenKind::Day, Some(2019), Some(1), Some(4)),
        ("By 26 February 2024 it was done.", WhenKind::Day, Some(2024), Some(2), Some(26)),
        ("The 2024-05-03 note.", WhenKind::Day, Some(2024), Some(5), Some(3)),
        ("Work ended in January 2026.", WhenKind::Month, Some(2026), Some(1), None),
        ("The 1987 crash.", WhenKind::Year, Some(1987), None, None),
        ("In the mid-1990s it grew.", WhenKind::Decade, Some(1990), None, None),
        ("The third quarter of 2024.", WhenKind::Quarter, Some(2024), Some(7), None),
        ("In the 19th century.", WhenKind::Century, Some(1800), None, None),
        ("The 1985/86 season.", WhenKind::Range, Some(1985), None, None),
        ("It burned in 44 BC.", WhenKind::Year, None, None, None),
        ("At 7:38 pm it broke.", WhenKind::Clock, None, None, None),
        ("It broke at half past five.", WhenKind::Clock, None, None, None),
        ("A quarter to nine, it broke.", WhenKind::Clock, None, None, None),
        ("It broke at noon.", WhenKind::Clock, None, None, None),
        ("Sales in Q3 2024.", WhenKind::Quarter, Some(2024), Some(7), None),
        ("Sales in H2 2024.", WhenKind::Quarter, Some(2024), Some(7), None),
        ("Sales in Q4'13.", WhenKind::Quarter, Some(2013), Some(10), None),
        ("It was H2's best month.", WhenKind::Quarter, None, Some(7), None),
        ("In mid-March it froze.", WhenKind::Month, None, Some(3), None),
        ("It began at 10:15 p.m. ET.", WhenKind::Clock, None, None, None),
        ("Sales in H2.", WhenKind::Quarter, None, Some(7), None),
        ("Up from a year earlier.", WhenKind::Relative, None, None, None),
    ] {
        let scan = reader.scan(text);
        let whens: Vec<_> = scan
            .marks
            .iter()
            .filter_map(|m| match &m.what {
                What::When(w) => Some((w.kind, w.year, w.month, w.day)),
                _ => None,
            })
            .collect();
        assert_eq!(whens, [(kind, year, month, day)], "{text}: {:?}", scan.marks);
    }
}

#[test]
fn clock_times_that_share_a_half_of_the_day() {
    let reader = Reader::new();
    for (text, minutes) in [
        ("Open between 2 and 4 p.m. only.", [840, 960]),
        ("Open from 11 to 1pm.", [660, 780]),
        ("Open 10:30-11am.", [630, 660]),
        ("Open from 10 to 2 a.m. only.", [1320, 120]),
        ("Open from 9am to noon.", [540, 720]),
        ("A ferry at twenty past nine, and a quarter to ten.", [560, 585]),
    ] {
        let scan = reader.scan(text);
        let minute = |mark: &figcheck::grammar::figure::Mark| match &mark.what {
            What::When(when) => when.minute,
            _ => None,
        };
        let found: Vec<Option<u16>> = scan.marks.iter().map(minute).collect();
        assert_eq!(found, minutes.map(Some), "{text}");
    }
}

#[test]
fn the_dateline_resolves() {
    let mut reader = Reader::new();
    reader.options.dateline = Some(jiff::civil::date(2026, 2, 11));
    for (text, first, last) in [
        ("It fell last July.", "2025-07-01", "2025-07-31"),
        ("It fell in January.", "2026-01-01", "2026-01-31"),
        ("It fell last year.", "2025-01-01", "2025-12-31"),
        ("It fell on Monday.", "2026-02-09", "2026-02-09"),
        ("It fell yesterday.", "2026-02-10", "2026-02-10"),
    ] {
        let scan = reader.scan(text);
        let Some(What::When(when)) = scan.marks.first().map(|m| &m.what) else { panic!("{text}") };
        let day = |n: Option<i32>| {
            let days = jiff::Span::new().days(i64::from(n.unwrap_or(0)));
            jiff::civil::date(1970, 1, 1).checked_add(days).map(|d| d.to_string()).unwrap_or_default()
        };
        assert_eq!((day(when.first), day(when.last)), (first.to_owned(), last.to_owned()), "{text}");
        assert!(when.resolved, "{text}");
    }
}

#[test]
fn nouns() {
    let reader = Reader::new();
    for (text, phrase) in [
        ("It stored 620 million digital photos of birds.", "digital photos"),
        ("The firm hired 12 sales managers.", "sales managers"),
        ("A 1.4 million-strong union.", "union"),
        ("They saw 30 people there.", "people"),
    ] {
        let scan = reader.scan(text);
        let Some(What::Figure(f)) = scan.marks.first().map(|m| &m.what) else { panic!("{text}") };
        assert_eq!(f.noun.map(|n| n.span.of(text)), Some(phrase), "{text}");
    }
}

#[test]
fn precision() {
    let reader = Reader::new();
    for (text, step, coarse) in [
        ("It has 1,400 wells.", 1.0, 100.0),
        ("It made $4.5bn.", 1e8, 1e8),
        ("It made $4.50.", 0.01, 0.1),
        ("It has four wells.", 0.0, 0.0),
        ("Half of it.", 0.0, 0.0),
        ("It has two million wells.", 1e6, 1e6),
    ] {
        let scan = reader.scan(text);
        let Some(What::Figure(f)) = scan.marks.first().map(|m| &m.what) else { panic!("{text}") };
        assert!(
            (f.amount.step - step).abs() < 1e-9 && (f.amount.coarse - coarse).abs() < 1e-9,
            "{text}: {f:?}"
        );
    }
}

#[test]
fn kinds() {
    let reader = Reader::new();
    for (text, kind) in [
        ("Dozens came.", Kind::Vague),
        ("Hundreds of thousands came.", Kind::Vague),
        ("She came 21st.", Kind::Ordinal),
        ("25 basis points.", Kind::Points),
        ("A six-month period.", Kind::Duration),
        ("He is 63 years old.", Kind::Age),
    ] {
        let scan = reader.scan(text);
        let kinds: Vec<Kind> = scan
            .marks
            .iter()
            .filter_map(|m| match &m.what {
                What::Figure(f) => Some(f.kind),
                _ => None,
            })
            .collect();
        assert_eq!(kinds, [kind], "{text}");
    }
}
