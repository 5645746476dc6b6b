//! What stands before a figure and tells how it is to be read.

use super::{
    input::Input,
    sense::{AND, BETWEEN, CHANGE, COMMA, DASH, FROM, HYPHEN, ONES, PREPOSITION, TENS, TO, VERB},
    when::bare_year_at,
};

/// Tokens looked back from a "from" for the range before it.
const REACH: usize = 11;
/// Tokens between the lower end of a range and what joins it to the upper: "9.2 million to".
const UNIT: usize = 3;

/// Whether a range stands before this "from": what it begins is the range it was, not a change from one to the other:
/// "12% to 15%, down from 18% to 23%".
pub(super) fn range_told(from: Input<'_>) -> bool {
    // "Between 2014 and 2023, rising from 14 to 42": two years are none.
    let number = |i: &Input<'_>| i.is_digits() && !bare_year_at(*i) || i.is(ONES | TENS);
    (2..=REACH).filter_map(|n| from.back(n)).filter(|i| i.is(TO | DASH | HYPHEN | AND)).any(|joint| {
        let high = (1..=2).map(|n| joint.skip(n)).take_while(|i| i.at < from.at).any(|i| number(&i));
        let Some(n) = (1..=UNIT).find(|n| joint.back(*n).as_ref().is_some_and(number)) else { return false };
        let parted = (1..n)
            .filter_map(|k| joint.back(k))
            .any(|i| i.is(CHANGE | VERB | PREPOSITION | COMMA | FROM | TO | AND));
        let word = (n + 1..=n + 2).filter_map(|k| joint.back(k)).find(|i| i.is_word());
        let before = |roles| word.is_some_and(|i| i.is(roles));
        high && !parted && !before(FROM | CHANGE) && (!joint.is(AND) || before(BETWEEN))
    })
}
