//! The ordinary slip that would explain a contradiction: each is tried in turn, and the first that
//! makes the claim hold as printed is named.
//!
//! The less the words say that figures are meant, the fewer slips are tried, and the more sharply they have to put the
//! claim right:
//!
//! | | Tried | Sharp | Asked of |
//! |---|---|---|---|
//! | [`ordinary`] | a word of scale, two digits exchanged, another word of a ratio | `NoneBeside` | figures far off (`told`) |
//! | [`rare`] | a word of scale, two digits exchanged | `ToTheDigit` | what adds up or multiplies with no word to say so (`only`: sum, split, product), one of several pairs that a claim may take up (`told`), rules that ask for digits exchanged (`judge`) |
//! | [`of_story`] | as `rare`, or a number that sounds like another | `ToTheDigit` | a headline and two figures of its story (`only`) |
//! | [`exact`] | as `ordinary`; a number that sounds like another, the claim's own or of a price, but of no change; a decimal point, where no ratio is claimed; a digit of a long first figure, wrong or too many; when the words tell the order, a percentage of the wrong figure or the wrong way and the verb next to a hedged one | `ToTheDigit` | the only like figures around (the rest of `only`, sole pairs of `told`) |
//! | [`digit`] | as `exact`; two digits exchanged over one between them; one digit of any figure | `ToTheDigit` | splits whose words link the parts, prices whose total is called one, and rows that are `explained` with all figures in one sentence or taken up by a claim that opens one of the next three (`only`); changes summed up right behind their figures or taken up so (`told`) |
//! | [`any`] | any of one figure or word | `Holds` | rules that ask for an explanation, pairs known by their place, changes set off (`judge`), lists (`only`) |
//! | [`of_scale`] | a word of scale | `Given` | what has to be given is not so of the figures as they stand (`judge`) |
//! | [`explain`] | the likeliest first, some of two figures or of the whole claim | `Holds` | what is told of a fault (`tell`) |

mod attempt;
mod figure;
mod phrase;

use std::ops::Range;

use crate::{
    check::{
        can_be_decided, given, is_together,
        operand::{Context, Slots},
        reading::{self, Precision, Rounding},
        show,
    },
    finding::Suggestion,
    grammar::figure::Kind,
    rule::Claim,
};
use attempt::{Attempt, Sharp, Slip};

/// The slip that explains why a claim fails, if there is an ordinary one.
#[must_use]
pub fn explain(row: &Claim, slots: &Slots, context: Context<'_>) -> Option<Suggestion> {
    if given(row, slots, context) == Some(false) {
        return of_scale(row, slots, context);
    }
    let attempt = Attempt::new(row, slots, context, Sharp::Holds);
    attempt
        .mixed()
        .or_else(|| attempt.direction())
        .or_else(|| attempt.units_exchanged())
        .or_else(|| attempt.each(Attempt::magnitude))
        .or_else(|| attempt.each(Attempt::unit))
        .or_else(|| attempt.base())
        .or_else(|| attempt.last_digit())
        .or_else(|| attempt.one_step())
        .or_else(|| attempt.exchanged())
        .or_else(|| attempt.each(Attempt::transposed))
        .or_else(|| Attempt::new(row, slots, context, Sharp::ToTheDigit).each(Attempt::misheard))
        .or_else(|| attempt.each(Attempt::decimal))
        .or_else(|| attempt.multiple())
        .or_else(|| attempt.nearest())
        // Of several digits that would fit, the one that is right to the last place.
        .or_else(|| Attempt::new(row, slots, context, Sharp::ToTheDigit).each(Attempt::digit))
        .or_else(|| attempt.first_of(&[Attempt::transposed_over_one, Attempt::digit]))
}

/// The word of scale that takes figures out of the bounds within which a claim compares them, if another would put it
/// right: "£38m, ten times the £3.8bn of last year".
#[must_use]
pub fn of_scale(row: &Claim, slots: &Slots, context: Context<'_>) -> Option<Suggestion> {
    let able = can_be_decided(row, slots, context);
    able.then(|| Attempt::new(row, slots, context, Sharp::Given).each(Attempt::magnitude)).flatten()
}

/// The slip that explains why a claim fails, of those that seldom explain anything by chance. (The decimal point
/// explains too much: 2.1% where 21% was not meant.)
#[must_use]
pub fn ordinary(row: &Claim, slots: &Slots, context: Context<'_>) -> Option<Suggestion> {
    let attempt = Attempt::new(row, slots, context, Sharp::NoneBeside);
    attempt.first_of(&[Attempt::magnitude, Attempt::transposed]).or_else(|| attempt.other_word())
}

/// The slip that explains why a claim fails, of those that hardly ever explain a sum by chance.
#[must_use]
pub fn rare(row: &Claim, slots: &Slots, context: Context<'_>) -> Option<Suggestion> {
    let attempt = Attempt::new(row, slots, context, Sharp::ToTheDigit);
    attempt.first_of(&[Attempt::magnitude, Attempt::transposed])
}

/// As [`rare`], or a number that sounds like another: of a headline and two figures of its story.
#[must_use]
pub fn of_story(row: &Claim, slots: &Slots, context: Context<'_>) -> Option<Suggestion> {
    let attempt = Attempt::new(row, slots, context, Sharp::ToTheDigit);
    attempt.first_of(&[Attempt::magnitude, Attempt::transposed, Attempt::misheard])
}

/// The slip that explains why a claim fails, of figures of which only their place says that they are meant; or the
/// words have told their order, too: which is the earlier.
#[must_use]
pub fn exact(row: &Claim, slots: &Slots, order_told: bool, context: Context<'_>) -> Option<Suggestion> {
    let attempt = Attempt::new(row, slots, context, Sharp::ToTheDigit);
    let own = attempt.marks().next().filter(|(m, _)| attempt.digits(*m) > 2);
    let plain = attempt.ratio().is_some_and(|(_, f)| f.hedge.is_none() && f.amount.digits);
    attempt
        .first_of(&[Attempt::magnitude, Attempt::transposed, Attempt::misheard])
        .or_else(|| attempt.other_word())
        .or_else(|| if attempt.ratio().is_none() { attempt.each(Attempt::decimal) } else { None })
        .or_else(|| own.and_then(|(m, f)| attempt.digit(m, f).or_else(|| attempt.extra(m, f))))
        .or_else(|| if order_told && plain { attempt.base_or(false) } else { None })
        .or_else(|| if order_told { attempt.hedged_step() } else { None })
        .or_else(|| if order_told && plain { attempt.direction() } else { None })
}

/// The slip that explains why a claim fails, of figures of which the words say that they are meant.
#[must_use]
pub fn digit(row: &Claim, slots: &Slots, context: Context<'_>) -> Option<Suggestion> {
    let attempt = Attempt::new(row, slots, context, Sharp::ToTheDigit);
    exact(row, slots, true, context)
        .or_else(|| attempt.first_of(&[Attempt::transposed_over_one, Attempt::digit]))
}

/// Any slip of one figure or word that puts a claim right.
#[must_use]
pub fn any(row: &Claim, slots: &Slots, context: Context<'_>) -> Option<Suggestion> {
    let attempt = Attempt::new(row, slots, context, Sharp::Holds);
    let slips: [Slip<_>; 8] = [
        Attempt::magnitude,
        Attempt::unit,
        Attempt::transposed,
        Attempt::transposed_over_one,
        Attempt::digit,
        Attempt::decimal,
        Attempt::extra,
        Attempt::miscounted,
    ];
    let misheard = || Attempt::new(row, slots, context, Sharp::ToTheDigit).each(Attempt::misheard);
    attempt.first_of(&slips).or_else(misheard).or_else(|| attempt.other_word()).or_else(|| attempt.base())
}

/// Whether figures give another ratio than the one claimed of them by more than rounding explains.
#[must_use]
pub fn far_off(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    let attempt = Attempt::new(row, slots, context, Sharp::Holds);
    let claimed = attempt.ratio().filter(|(mark, f)| f.hedge.is_none() && attempt.compares(*mark));
    let claimed = match claimed.map(|(_, f)| (f.kind, f.amount.value)) {
        Some((Kind::Percent, percent)) => percent / 100.0,
        Some((Kind::Share, share)) => share,
        _ => return false,
    };
    let told = attempt.computed().map(f64::abs);
    told.is_some_and(|told| (told - claimed).abs() > ROUNDED.max(ROUNDED_PART * claimed))
}

/// Figures rounded to one digit give a percentage that is this far off at most, …
const ROUNDED: f64 = 0.025;
/// … or by this part of it: of 14,639 articles none said otherwise.
const ROUNDED_PART: f64 = 0.125;

/// Whether figures are so far from a ratio that is claimed of them that others are meant: 1% of what rose by half.
#[must_use]
pub fn absurd(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    let attempt = Attempt::new(row, slots, context, Sharp::Holds);
    let ratio = attempt.ratio().filter(|(mark, _)| attempt.compares(*mark));
    let (claimed, most) = match ratio.map(|(_, f)| (f.kind, f.amount.value)) {
        Some((Kind::Percent, percent)) => (percent / 100.0, ABSURD),
        Some((Kind::Multiple, times)) => (times, ABSURD_MULTIPLE),
        _ => return false,
    };
    let Some(told) = attempt.computed() else { return false };
    let off = (told / claimed).abs();
    let times = off.max(1.0 / off);
    let scale = || attempt.first_of(&[Attempt::magnitude, Attempt::unit]);
    let exactly = Attempt::new(row, slots, context, Sharp::ToTheDigit);
    let turned = || exactly.each(Attempt::transposed);
    // "Rose 3% to $921m compared with $118m": one digit, where all stand together.
    let mistyped = || if is_together(slots, context) { exactly.each(Attempt::digit) } else { None };
    times > most
        && !TENFOLD.contains(&times)
        && scale().is_none()
        && turned().is_none()
        && mistyped().is_none()
}

/// Whether figures are so far beyond a ratio that they have to exceed that a word of scale must be wrong: "more than
/// tenfold" of $1.2 million and $12.4 billion.
#[must_use]
pub fn overshot(row: &Claim, slots: &Slots, context: Context<'_>) -> bool {
    let attempt = Attempt::new(row, slots, context, Sharp::Holds);
    let Some((_, ratio)) = attempt.ratio().filter(|(mark, f)| f.hedge.is_some() && attempt.compares(*mark))
    else {
        return false;
    };
    let claimed = match ratio.kind {
        Kind::Percent => ratio.amount.value / 100.0,
        Kind::Multiple => ratio.amount.value,
        _ => return false,
    };
    attempt.computed().is_some_and(|told| OVERSHOT.contains(&(told / claimed)))
        && attempt.each(Attempt::magnitude).is_some()
}

/// "More than" so many times as much, and a thousandth of it fits.
const OVERSHOT: Range<f64> = 400.0..4000.0;

/// A decimal point moved, of rounded figures.
const TENFOLD: Range<f64> = 9.4..10.6;

/// A multiple that is so many times another is no slip of it.
const ABSURD_MULTIPLE: f64 = 4.0;

/// A percentage that is so many times another is no slip of it, unless the decimal point moved or a word of scale or a unit is wrong.
const ABSURD: f64 = 8.0;

/// What to say of a claim that holds and undersells, "more than doubled" of 3.5 times, and the words that say more.
#[must_use]
pub fn closer(row: &Claim, slots: &Slots, context: Context<'_>) -> Option<(String, Suggestion)> {
    let attempt = Attempt::new(row, slots, context, Sharp::Holds);
    let (mark, figure) = attempt.ratio().filter(|(mark, _)| attempt.compares(*mark))?;
    let said = reading::interval(figure, Precision::Printed, Rounding::default(), &context.book.vocabulary);
    let (value, right) = (figure.amount.value, attempt.computed()?);
    let open = if figure.cuts() { said.lo <= 0.0 } else { said.hi.is_infinite() };
    let new = match figure.kind {
        Kind::Multiple if !figure.amount.digits => {
            let phrase = context.book.slips.phrase(right)?;
            let more = if figure.cuts() { phrase.below < value } else { phrase.from > value };
            (open && more).then(|| format!("“{}”", phrase.says))
        }
        Kind::Percent if open && right * 100.0 >= UNDERSOLD * value => {
            let step = if figure.amount.step > 0.0 { figure.amount.step } else { 1.0 };
            let mut exact = figure.clone();
            (exact.amount.value, exact.hedge) = ((right * 100.0 / step).round() * step, None);
            Some(show::figure(&exact, context))
        }
        _ => None,
    }?;
    let words = context.scan.marks.get(mark as usize)?.span.of(context.text);
    let message = attempt.says("undersells", words, &new, None).text;
    Some((message, Suggestion { slip: None, ..attempt.says("multiple", "", &new, None) }))
}

/// "More than 10%" undersells what is so many times as much.
const UNDERSOLD: f64 = 1.5;
