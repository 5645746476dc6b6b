//! What the functions of rule files come to, over the figures and dates of a sentence, by table.

use figcheck::{
    api::Checker,
    bind::matcher::Bound,
    check::{
        operand::{Context, Slots, first},
        value::{Operands, Quantity, quantity, satisfied},
    },
    rule::expect::{parse, parse_expr},
    source::Draft,
    units::Exponents,
};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::builtin);

/// What `ask` makes of a sentence: its figures and dates are `a`, `b` and so on, in order, and all of them `parts`.
fn over<T>(sentence: &str, ask: impl Fn(&Operands<'_>) -> Option<T>) -> Option<T> {
    let (draft, book) = (Draft::plain(sentence), CHECKER.book());
    let scan = CHECKER.scan(&draft);
    let context = Context { text: &draft.text, scan: &scan, book };
    let marks: Vec<u32> = (0..).take(scan.marks.len()).collect();
    let each = ["a", "b", "c", "d", "e"].into_iter().zip(marks.iter().map(|mark| Bound::Mark(*mark)));
    let bound = each.chain([("parts", Bound::List(marks.clone()))]);
    let slots: Slots = bound.map(|(slot, to)| (book.name(slot).expect("a slot of some rule"), to)).collect();
    ask(&first(&slots, context))
}

/// What an expression comes to.
fn worked(sentence: &str, expression: &str) -> Option<Quantity> {
    let mut expr = parse_expr(expression).expect("an expression");
    expr.measured(&mut amount).expect("an amount");
    over(sentence, |slots| quantity(&expr, slots))
}

fn amount(text: &str) -> Option<(f64, Exponents)> {
    worked(text, "a").map(|q| (q.face, q.exponents))
}

/// A sentence, an expression over it, and the least and the most that it may be.
type Row<'a> = (&'a str, &'a str, Option<(f64, f64)>);

/// Checks expressions over sentences against all that they may be, from the least to the most; none where they
/// cannot be told.
fn table(rows: &[Row<'_>]) {
    let near = |a: f64, b: f64| a == b || (a - b).abs() <= 1e-9 * b.abs().max(1.0);
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|&(sentence, expression, expected)| {
            let found = worked(sentence, expression).map(|q| (q.interval.lo, q.interval.hi));
            let right = match (found, expected) {
                (Some(found), Some(expected)) => near(found.0, expected.0) && near(found.1, expected.1),
                (found, expected) => found == expected,
            };
            (!right).then(|| format!("{sentence}\n  {expression} is {found:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_middle_of_a_list() {
    table(&[
        ("They scored 9, 3 and 4 points.", "median(parts)", Some((4.0, 4.0))),
        ("They had 9, 1, 7, 5 and 3 cats.", "median(parts)", Some((5.0, 5.0))),
        ("They had 9 and 4 cats.", "median(parts)", Some((6.5, 6.5))),
        ("They had 8, 1, 2 and 4 cats.", "median(parts)", Some((3.0, 3.0))),
    ]);
}

#[test]
fn powers_of_what_is_above_zero() {
    table(&[
        ("They had 9 cats in 2 houses.", "power(a, b)", Some((81.0, 81.0))),
        ("They had 9 cats in 2 houses.", "power(a, 0 - b)", Some((1.0 / 81.0, 1.0 / 81.0))),
        ("They had 9 cats in 2 houses.", "power(b - a, b)", None),
        ("They had 9 cats in at least 2 houses.", "power(a, b)", None),
        ("They had 9 cats in at least 2 houses.", "power(a, 0 - b)", None),
    ]);
}

#[test]
fn whole_numbers() {
    table(&[
        // 6.4 to 6.9, 6.6 to 7.2 and 12.4 to 13.5 of them.
        ("It was 12%, and there were 55 voters.", "whole(a * b)", Some((0.0, 0.0))),
        ("It was 12%, and there were 58 voters.", "whole(a * b)", Some((1.0, 1.0))),
        ("It was 12%, and there were 108 voters.", "whole(a * b)", Some((1.0, 1.0))),
    ]);
}

/// Counted from the last day of the one to the first of the other at least, and both whole at most.
#[test]
fn from_one_date_to_another() {
    table(&[
        ("From 3 May 2020 to 10 May 2020.", "span(a, b) / '1 day'", Some((7.0, 8.0))),
        ("From 3 May to 10 May.", "span(a, b) / '1 day'", Some((7.0, 8.0))),
        ("From 5 May to 5 May.", "span(a, b) / '1 day'", Some((0.0, 1.0))),
        ("From 20 December to 10 January.", "span(a, b) / '1 day'", Some((21.0, 22.0))),
        // Months are uneven by three days.
        ("From 3 May 2020 to 10 June 2020.", "span(a, b) / '1 day'", Some((38.0, 42.0))),
        ("From 31 June 2020 to 5 July 2020.", "span(a, b)", None),
        ("From 5 June 2020 to 31 June 2020.", "span(a, b)", None),
        ("From 31 June to 5 July.", "span(a, b)", None),
    ]);
}

/// Of one day that there is.
#[test]
fn days_of_the_week() {
    table(&[
        ("It opened on 5 June 2020.", "weekday(a)", Some((5.0, 5.0))),
        ("It opened on 31 May 1959.", "weekday(a)", Some((7.0, 7.0))),
        ("It opened on 31 June 2020.", "weekday(a)", None),
        ("It opened in June 2020.", "weekday(a)", None),
        ("It opened on 5 June.", "weekday(a)", None),
    ]);
}

/// From the end of its first year to the start of its last at least, and both whole at most.
#[test]
fn the_length_of_a_period() {
    table(&[
        ("She reigned 1998–2010.", "length(a) / '1 day'", Some((4748.0 - 730.5, 4748.0))),
        ("She reigned 1998–99.", "length(a) / '1 day'", Some((0.0, 730.0))),
    ]);
    let face = worked("She reigned 1998–2010.", "length(a) / '1 day'").map(|length| length.face);
    assert!(face.is_some_and(|face| (face - (4748.0 - 365.25)).abs() < 1e-6), "{face:?}");
}

/// Checks expectations over sentences: met, not met, or none when the two sides cannot be compared.
fn verdicts(rows: &[(&str, &str, Option<bool>)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|&(sentence, expectation, expected)| {
            let mut expect = parse(expectation).expect("an expectation");
            expect.measured(amount).expect("an amount");
            let found = over(sentence, |slots| satisfied(&expect, slots));
            (found != expected).then(|| format!("{sentence}\n  {expectation} is {found:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// At face value equal numbers are neither more nor less.
#[test]
fn comparisons() {
    for (of_equal, of_less, comparison) in [
        (true, false, "face(a) = face(b)"),
        (false, true, "face(a) != face(b)"),
        (false, true, "face(a) < face(b)"),
        (true, true, "face(a) <= face(b)"),
        (false, false, "face(a) > face(b)"),
        (true, false, "face(a) >= face(b)"),
        (true, false, "face(a) in face(b) .. 9"),
    ] {
        verdicts(&[
            ("They had 5 cats and 5 dogs.", comparison, Some(of_equal)),
            ("They had 4 cats and 5 dogs.", comparison, Some(of_less)),
        ]);
    }
}

#[test]
fn only_like_is_added_to_like() {
    verdicts(&[
        ("They paid $5 and $7.", "a + b ~ a + b", Some(true)),
        ("They paid $5 and £7.", "a + b ~ a + b", None),
        ("They paid $5 and £7.", "a - b ~ a - b", None),
        ("It is 5 km long and weighs 7 kg.", "a + b ~ a + b", None),
        ("It is 5 km long and weighs 7 kg.", "a - b ~ a - b", None),
        ("They paid $5 and £7.", "a < b", None),
        ("It is 5 km long and weighs 7 kg.", "a < b", None),
    ]);
}

#[test]
fn a_sign_leaves_an_amount_what_it_is() {
    verdicts(&[
        ("It is 5 km long.", "-a < a", Some(true)),
        ("They paid $5.", "-a < a", Some(true)),
        ("They paid $5.", "0 - a < a", Some(true)),
    ]);
}

#[test]
fn nothing_is_divided_by_zero() {
    verdicts(&[
        ("They had 5 cats and 0 dogs.", "a / b > 1", None),
        ("They had 0 cats and 0 dogs.", "a / b ~ 0", None),
    ]);
}

/// Two ranges agree when both their ends do, and what is one number of a range is no range.
#[test]
fn ranges() {
    verdicts(&[
        ("From 10 to 20 cats, and from 10 to 20 dogs.", "a ~ b", Some(true)),
        ("From 10 to 20 cats, and from 10 to 30 dogs.", "a ~ b", Some(false)),
        ("From 10 to 20 cats, and from 12 to 20 dogs.", "a ~ b", Some(false)),
        ("From 10 to 20 cats, and 12 dogs.", "a ~ b", Some(true)),
        ("From 10 to 20 cats, and from 10 to 30 dogs.", "first(a) ~ first(b)", Some(true)),
        ("From 10 to 20 cats, and from 12 to 20 dogs.", "last(a) ~ last(b)", Some(true)),
        ("From 10 to 20 cats, and from 12 to 30 dogs.", "face(a) ~ b", Some(true)),
        ("From 10 to 20 cats, and from 12 to 30 dogs.", "abs(a) ~ b", Some(true)),
    ]);
}

/// A difference of temperatures has no zero.
#[test]
fn differences() {
    verdicts(&[
        ("It rose by 5C, or 9F.", "difference(a) ~ difference(b)", Some(true)),
        ("It rose by 5 to 10C, or 9 to 18F.", "difference(a) ~ difference(b)", Some(true)),
        ("It rose by 5 to 10C, or 9 to 20F.", "difference(a) ~ difference(b)", Some(false)),
        ("It rose by 5C, or 9F.", "difference(difference(a)) ~ difference(b)", Some(true)),
    ]);
}

/// So many of a unit, not to the day; a plain number is of years already.
#[test]
fn years() {
    table(&[
        ("They had 16 cats.", "years(a)", Some((15.5, 16.5))),
        ("It took 24 months.", "years(a)", Some((23.5 / 12.0, 24.5 / 12.0))),
    ]);
}

/// In US dollars, by the highest and the lowest rate of exchange of its days.
#[test]
fn what_money_is_worth() {
    verdicts(&[
        ("They paid £100.", "worth(a) > '$100'", Some(true)),
        ("They paid £100.", "worth(a) ~ face(worth(a))", Some(true)),
        ("They paid £100 a month.", "worth(a) > '$100'", None),
        ("They paid £100 per cat.", "worth(a) > '$100'", None),
        ("They had 100 cats.", "worth(a) > '$100'", None),
    ]);
}

/// With what they are counted by.
#[test]
fn units() {
    verdicts(&[
        ("They paid $5 and $7.", "unit(a) = unit(b)", Some(true)),
        ("They paid $5 and £7.", "unit(a) = unit(b)", Some(false)),
        ("They paid $5 a month and $7 a month.", "unit(a) = unit(b)", Some(true)),
        ("They paid $5 a month and $7 for 3 months.", "unit(a) = unit(b)", Some(false)),
        ("They paid $5 per degree and $7 for 3 degrees.", "unit(a) = unit(b)", Some(false)),
    ]);
}

/// Two digits next to each other exchanged, or a word for a ten that sounds like one for a teen.
#[test]
fn numbers_jumbled() {
    let jumbled = |sentence: &'static str, is: bool| verdicts(&[(sentence, "jumbled(a, b) = 1", Some(is))]);
    jumbled("They had 1,230 cats and 1,203 dogs.", true);
    jumbled("They had 1,230 cats and 1,320 dogs.", true);
    jumbled("They had 1,230 cats and 1,032 dogs.", false);
    jumbled("They had 1,234 cats and 1,432 dogs.", false);
    jumbled("They had 1,230 cats and 2,103 dogs.", false);
    jumbled("They had 10 cats and 1 dog.", false);
    jumbled("It is 1.24 m long and 1.42 m wide.", true);
    jumbled("They had twenty-one cats and twelve dogs.", true);
    jumbled("They had sixteen cats and sixty dogs.", true);
    jumbled("They had sixteen cats and seventy dogs.", false);
    jumbled("They had twelve cats and twenty dogs.", false);
}

/// Words of four letters and more within ten words, but what the figures count.
#[test]
fn words_that_two_figures_share() {
    let akin = |sentence: &'static str, words: f64| table(&[(sentence, "akin(a, b)", Some((words, words)))]);
    akin("The harbour had 5 ferries. The harbour had 7 barges.", 1.0);
    akin("The harbour had 5 ferries in winter. In winter the harbour had 7 barges.", 2.0);
    akin("The harbour had 5 ferries. The island had 7 ferries.", 0.0);
    akin("The harbour and its 5 ferries. The island had 7 harbour ferries.", 0.0);
    akin("The old cow ate 5 buckets. The old cow ate 7 loaves.", 0.0);
    akin("The harbour, as he says to you and to me and to us, had 5 ferries. The harbour had 7 barges.", 0.0);
    akin(
        "It had 5 ferries, as he says to you and to me and to us, in winter. In winter it had 7 barges.",
        0.0,
    );
}
