//! How precise a figure is: what it may stand for as it is printed and with final zeros taken for rounding, by table.

use figcheck::{
    api::Checker,
    check::reading::{Precision, Rounding, ends, interval, widened},
    grammar::figure::{Figure, What},
    source::Draft,
};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::builtin);

/// The only figure of a sentence.
fn figure(sentence: &str) -> Figure {
    let scan = CHECKER.scan(&Draft::plain(sentence));
    let [mark] = &scan.marks[..] else { panic!("{sentence}: {:?}", scan.marks) };
    let What::Figure(figure) = &mark.what else { panic!("{sentence}: {mark:?}") };
    figure.clone()
}

/// The least and the most that it may be, in its own unit.
fn read(sentence: &str, precision: Precision) -> (f64, f64) {
    let found = interval(&figure(sentence), precision, Rounding::default(), &CHECKER.book().vocabulary);
    (found.lo, found.hi)
}

/// A sentence, and the least and the most that its figure may be in the one precision and in the other.
type Row<'a> = (&'a str, (f64, f64), (f64, f64));

/// Checks sentences against what their figures may be as printed, and with final zeros taken for rounding.
fn table(rows: &[Row<'_>]) {
    let near = |a: f64, b: f64| a == b || (a - b).abs() <= 1e-9 * b.abs().max(1.0);
    let wrong: Vec<String> = rows
        .iter()
        .flat_map(|&(sentence, printed, coarse)| {
            [(sentence, Precision::Printed, printed), (sentence, Precision::Coarse, coarse)]
        })
        .filter_map(|(sentence, precision, expected)| {
            let found = read(sentence, precision);
            let right = near(found.0, expected.0) && near(found.1, expected.1);
            (!right).then(|| format!("{sentence} {precision:?} is {found:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Checks figures that are the same in both readings.
fn both(rows: &[(&str, f64, f64)]) {
    let rows: Vec<_> = rows.iter().map(|&(sentence, lo, hi)| (sentence, (lo, hi), (lo, hi))).collect();
    table(&rows);
}

/// To the nearest whole one, to ten where the number is that round, or to the digits shown; a fraction of one as what
/// it is one part of.
#[test]
fn multiples() {
    both(&[
        ("Sales doubled.", 1.75, 2.5),
        ("Sales tripled.", 2.5, 3.5),
        ("Sales rose tenfold.", 9.5, 10.5),
        ("Sales rose 20-fold.", 15.0, 25.0),
        ("Sales rose 21-fold.", 20.5, 21.5),
        ("Sales rose 30-fold.", 25.0, 35.0),
        ("Sales are 3.5 times as high.", 3.45, 3.55),
        ("Sales are 1.25 times as high.", 1.245, 1.255),
        ("Sales are 1.125 times as high.", 1.1245, 1.1255),
        ("Sales are 20.5 times as high.", 20.45, 20.55),
        ("Sales are 0.4 times as high.", 0.35, 0.45),
        ("Sales halved.", 1.0 / 2.5, 1.0 / 1.75),
        ("Sales are 0.25 times as high.", 1.0 / 4.5, 1.0 / 3.5),
    ]);
}

/// A count in words is exact, and an amount in words is rounded like one in digits.
#[test]
fn figures_in_words() {
    both(&[
        ("It has four ships.", 4.0, 4.0),
        ("Sales rose six per cent.", 5.5, 6.5),
        ("Sales rose twenty per cent.", 19.5, 20.5),
        ("It cost six dollars.", 5.5, 6.5),
        ("It is thirty miles long.", 29.5, 30.5),
        ("It is six miles long.", 5.5, 6.5),
        ("It made two billion.", 1.5e9, 2.5e9),
        ("It holds two million litres.", 1.5e6, 2.5e6),
        ("It is half a metre long.", 0.375, 0.625),
        ("It is two and a half miles long.", 2.375, 2.625),
        ("It is twenty and a half miles long.", 20.375, 20.625),
        ("It holds half a million litres.", 4.5e5, 5.5e5),
    ]);
}

/// Of each sort of figure final zeros make another part rough.
#[test]
fn figures_in_digits() {
    table(&[
        ("It had 400 cats.", (400.0, 400.0), (400.0, 400.0)),
        ("It had 1,000 cats.", (1000.0, 1000.0), (975.0, 1025.0)),
        ("It had 3,000 cats.", (3000.0, 3000.0), (2925.0, 3075.0)),
        ("It had 3,100 cats.", (3100.0, 3100.0), (3050.0, 3150.0)),
        ("It is 3,000 miles long.", (2999.5, 3000.5), (2850.0, 3150.0)),
        ("It cost £3,000.", (2999.5, 3000.5), (2925.0, 3075.0)),
        ("It cost £3,001.", (3000.5, 3001.5), (3000.5, 3001.5)),
        ("It cost £2.50.", (2.495, 2.505), (2.495, 2.505)),
        ("It cost £3 million.", (2.5e6, 3.5e6), (2.5e6, 3.5e6)),
        ("It rose 20%.", (19.5, 20.5), (19.5, 20.5)),
        ("It rose 150%.", (149.5, 150.5), (147.5, 152.5)),
        ("It rose 21%.", (20.5, 21.5), (20.5, 21.5)),
    ]);
}

#[test]
fn shares() {
    both(&[
        ("Of them three in four came.", 0.72, 0.78),
        ("Of them 3 in 10 came.", 0.27, 0.33),
        ("Of them 3 in 20 came.", 0.15, 0.15),
    ]);
}

#[test]
fn hedges() {
    both(&[
        ("It had about 400 cats.", 360.0, 440.0),
        ("It had almost 400 cats.", 360.0, 400.0),
        ("It had just over 400 cats.", 400.0, 440.0),
        ("It had more than 400 cats.", 400.0, f64::INFINITY),
        ("It had fewer than 400 cats.", 0.0, 400.0),
        ("It had about 100 to 200 cats.", 90.0, 220.0),
        ("It was about -21C.", -21.5 / 0.9, -20.5 / 1.1),
        ("It was below 20C.", 0.0, 20.0),
        ("It was below -20C.", f64::NEG_INFINITY, -20.0),
        ("It was below 0C.", f64::NEG_INFINITY, 0.0),
    ]);
}

/// "About" widens a figure both ways; "almost" and "more than" tell on which side it lies.
#[test]
fn what_is_widened_both_ways() {
    let words = &CHECKER.book().vocabulary;
    for (hedge, both_ways) in
        [("about", true), ("almost", false), ("just over", false), ("more than", false), ("up to", false)]
    {
        assert_eq!(widened(&figure(&format!("It had {hedge} 400 cats.")), words), both_ways, "{hedge}");
    }
}

#[test]
fn the_ends_of_a_range_are_widened_each_by_itself() {
    let ends = |sentence: &str| {
        let ends =
            ends(&figure(sentence), Precision::Printed, Rounding::default(), &CHECKER.book().vocabulary);
        ends.map(|ends| ends.map(|end| (end.lo.round(), end.hi.round())))
    };
    assert_eq!(ends("It had 100 to 200 cats."), Some([(100.0, 100.0), (200.0, 200.0)]));
    assert_eq!(ends("It had about 100 to 200 cats."), Some([(90.0, 110.0), (180.0, 220.0)]));
    assert_eq!(ends("It had about 100 cats."), None);
}
