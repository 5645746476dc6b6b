//! What figures of one claim lend each other: a unit, a scale, or the unit that a word may mean as well.

use figcheck::{
    api::Checker,
    bind::matcher::Bound,
    check::{
        operand::{self, Context, Slots, alternatives},
        reading::Precision,
        value::{Operands, Quantity, Value},
    },
    rule::expect::parse,
    source::Draft,
};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::builtin);

/// What `ask` makes of a sentence, whose figures are `a`, `b` and `c`.
fn over<T>(sentence: &str, ask: impl Fn(&Slots, Context<'_>) -> T) -> T {
    let (draft, book) = (Draft::plain(sentence), CHECKER.book());
    let scan = CHECKER.scan(&draft);
    let marks = (0..).take(scan.marks.len()).map(Bound::Mark);
    let names = ["a", "b", "c"].map(|slot| book.name(slot).expect("a slot of some rule"));
    ask(&names.into_iter().zip(marks).collect(), Context { text: &draft.text, scan: &scan, book })
}

/// All ways to take the figures of a sentence, in base units and with their currencies.
fn ways(sentence: &str) -> Vec<String> {
    let shown = |q: &Quantity| {
        let code = q.money.over.map(|code| String::from_utf8_lossy(&code).into_owned());
        let value = (q.face * 1000.0).round() / 1000.0;
        code.map_or_else(|| format!("{value}"), |code| format!("{code} {value}"))
    };
    let way = |operands: Operands<'_>| {
        let values = operands.slots.iter().filter_map(|operand| match &operand.value {
            Value::Quantity(q) => Some(shown(q)),
            _ => None,
        });
        values.collect::<Vec<_>>().join(", ")
    };
    over(sentence, |slots, context| alternatives(slots, Precision::Printed, None, context).map(way).collect())
}

/// What the second figure of a sentence may be at the least and the most, in the last way to take it.
fn second(sentence: &str, precision: Precision) -> (f64, f64) {
    over(sentence, |slots, context| {
        let operands = alternatives(slots, precision, None, context).last().expect("a way");
        match operands.slots.get(1).map(|operand| &operand.value) {
            Some(Value::Quantity(q)) => (q.interval.lo, q.interval.hi),
            other => panic!("{sentence}: {other:?}"),
        }
    })
}

/// Checks sentences against all ways to take their figures.
fn table(rows: &[(&str, &[&str])]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(sentence, expected)| {
            let found = ways(sentence);
            (found != *expected).then(|| format!("{sentence}\n  is {found:?}\n  not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_bare_number_is_in_the_unit_of_the_other() {
    table(&[
        ("It paid $381 against 160.", &["USD 381, USD 160"]),
        ("It fell to 160 from $381 million.", &["USD 160, USD 381000000"]),
        ("It paid $381, up 160.", &["USD 381, USD 160"]),
        ("It paid $40 for 160 cats.", &["USD 40, 160"]),
        ("It paid $40, up 12%.", &["USD 40, 0.12"]),
    ]);
}

#[test]
fn a_bare_number_may_be_of_the_scale_of_the_one_before_it() {
    table(&[
        ("It rose to $381 million from 160.", &["USD 381000000, USD 160000000"]),
        ("It paid $381 million against 160.", &["USD 381000000, USD 160", "USD 381000000, USD 160000000"]),
        ("It paid $40 million against $5.", &["USD 40000000, USD 5", "USD 40000000, USD 5000000"]),
        ("It paid $40 million against $3,000.", &["USD 40000000, USD 3000", "USD 40000000, USD 3000000000"]),
        ("It paid $40 million against $5,000.", &["USD 40000000, USD 5000"]),
        ("It rose to $1.4 million from 683,000.", &["USD 1400000, USD 683000"]),
        ("It paid $5 against $40 million.", &["USD 5, USD 40000000"]),
        ("It paid $40 million against $5 thousand.", &["USD 40000000, USD 5000"]),
        ("It paid $40 million against £5.", &["USD 40000000, GBP 5"]),
        ("It paid $40 million, or $5 per cat.", &["USD 40000000, USD 5"]),
        ("It paid $40 million to 160 cats.", &["USD 40000000, 160"]),
        ("It has 40 million hectares (98.8 acres).", &["400000000000, 399829.415"]),
        ("It paid $40 million, up 12%.", &["USD 40000000, 0.12"]),
    ]);
}

#[test]
fn a_number_in_words_is_as_rough_as_the_scale_it_is_lent() {
    for (sentence, least, most) in [
        ("It rose to 381 million from six.", 5.5e6, 6.5e6),
        ("It rose to $381 million from six.", 5.5e6, 6.5e6),
        ("It rose to $381 million from six and a half.", 6.5e6, 6.5e6),
        ("It rose to 381 from six.", 6.0, 6.0),
    ] {
        let found = second(sentence, Precision::Printed);
        assert!((found.0 - least).abs() < 1e-3 && (found.1 - most).abs() < 1e-3, "{sentence}: {found:?}");
    }
}

#[test]
fn the_ends_of_a_range_have_the_scale_of_the_higher() {
    table(&[
        ("It was between $350 and $400 million.", &["USD 375000000"]),
        ("It rose to between 350 and 400 million from 160.", &["375000000, 160", "375000000, 160000000"]),
        ("It rose to 400 million from between 150 and 160.", &["400000000, 155", "400000000, 155000000"]),
    ]);
}

/// A gallon is American or imperial, and all of a sentence are the one or the other.
#[test]
fn a_unit_of_two_meanings_is_taken_both_ways() {
    table(&[
        ("It holds 5,000 gallons.", &["18.927", "22.73"]),
        ("It holds 5,000 gallons against 3,000.", &["18.927, 11.356", "22.73, 13.638"]),
    ]);
}

#[test]
fn a_rate_beside_an_amount_is_an_amount() {
    table(&[
        ("It paid $5.5bn, up to $8.2bn a year.", &["USD 5500000000, USD 8200000000"]),
        ("It paid $86,400 a day and $7.", &["USD 86400, USD 7"]),
        // What cancels it stands beside it.
        ("It paid $86,400 a day for 3 days.", &["USD 1, 259200"]),
        ("It paid $86,400 a day and $7 for 3 days.", &["USD 1, USD 7, 259200"]),
    ]);
}

/// "About" says already that final zeros are rounding, unless it is said of a ratio.
#[test]
fn beside_a_rough_figure_no_other_is_rough() {
    let width = |sentence: &str| {
        let (lo, hi) = second(sentence, Precision::Coarse);
        hi - lo
    };
    let coarse = width("It rose by 40% to $3,000.");
    assert!(coarse > 1.5, "{coarse}");
    assert_eq!(width("It rose by about 40% to $3,000."), coarse);
    assert!(width("It rose from about $2,000 to $3,000.") < 1.5);
}

#[test]
fn an_expectation_is_decidable_when_all_that_one_comparison_asks_for_is_there() {
    for (expectation, decidable) in [
        ("a < 3", true),
        ("a + b < 3", false),
        ("b + a < 3", false),
        ("b < 3 or a < 3", true),
        ("b < 3 and c < a", false),
    ] {
        let expect = parse(expectation).expect("an expectation");
        let found = over("It has 5 cats.", |slots, context| operand::decidable(&expect, slots, context.book));
        assert_eq!(found, decidable, "{expectation}");
    }
}
