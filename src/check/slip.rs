//! The ordinary slip that would explain a contradiction: each is tried in turn, and the first that
//! makes the claim hold as printed is named.

use crate::{
    bind::matcher::Bound,
    check::{
        operand::{self, Context, Instead, Slots, alternatives, figure, first},
        reading::{self, Reading},
        show,
        value::{Quantity, quantity, satisfied},
        verdict,
    },
    finding::{Replacement, Suggestion, Verdict},
    grammar::figure::{Figure, Kind},
    rule::{
        Claim,
        expect::{Compare, Expr},
    },
    span::Span,
    units::UnitId,
};

/// The slip that explains why a claim fails, if there is an ordinary one.
#[must_use]
pub fn explain(claim: &Claim, slots: &Slots, context: Context<'_>) -> Option<Suggestion> {
    let attempt = Attempt { claim, slots, context, sharp: Sharp::Not };
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
        .or_else(|| attempt.each(Attempt::decimal))
        .or_else(|| attempt.multiple())
        .or_else(|| attempt.nearest())
        .or_else(|| attempt.each(Attempt::digit))
}

/// The slip that explains why a claim fails, of those that seldom explain anything by chance: a word of scale, two
/// digits exchanged, another word. What it puts right has to be right sharply. (The decimal point explains too much:
/// 2.1% where 21% was not meant.)
#[must_use]
pub fn ordinary(claim: &Claim, slots: &Slots, context: Context<'_>) -> Option<Suggestion> {
    let attempt = Attempt { claim, slots, context, sharp: Sharp::Only };
    attempt
        .each(Attempt::magnitude)
        .or_else(|| attempt.each(Attempt::transposed))
        .or_else(|| attempt.other_word())
}

/// As [`ordinary`], of figures of which only their place says that they are meant: what the slip puts right is right
/// to the last digit, but for percentages, which are rounded. A digit of a long claim that is wrong or too many counts,
/// too, and, when the words have `told` which figure is the earlier, a percentage of the wrong one or the word next to
/// the one that fits.
#[must_use]
pub fn exact(claim: &Claim, slots: &Slots, told: bool, context: Context<'_>) -> Option<Suggestion> {
    let attempt = Attempt { claim, slots, context, sharp: Sharp::Exact };
    let own = attempt.marks().next().filter(|(m, _)| attempt.digits(*m) > 2);
    let plain = attempt.ratio().is_some_and(|(_, f)| f.hedge.is_none() && f.amount.digits);
    attempt
        .each(Attempt::magnitude)
        .or_else(|| attempt.each(Attempt::transposed))
        .or_else(|| attempt.other_word())
        .or_else(|| if attempt.ratio().is_none() { attempt.each(Attempt::decimal) } else { None })
        .or_else(|| own.and_then(|(m, f)| attempt.digit(m, f).or_else(|| attempt.extra(m, f))))
        .or_else(|| if told && plain { attempt.base() } else { None })
        .or_else(|| if told { attempt.hedged_step() } else { None })
}

/// As [`exact`], of figures of which the words say that they are meant: one wrong digit of any of them counts.
#[must_use]
pub fn digit(claim: &Claim, slots: &Slots, context: Context<'_>) -> Option<Suggestion> {
    let attempt = Attempt { claim, slots, context, sharp: Sharp::Exact };
    exact(claim, slots, true, context).or_else(|| attempt.each(Attempt::digit))
}

/// What to say of a claim that holds and undersells, "more than doubled" of 3.5 times, and the words that say more.
#[must_use]
pub fn closer(claim: &Claim, slots: &Slots, context: Context<'_>) -> Option<(String, Suggestion)> {
    let attempt = Attempt { claim, slots, context, sharp: Sharp::Not };
    let (mark, figure) = attempt.ratio().filter(|(mark, _)| attempt.compares(*mark))?;
    let said = reading::interval(figure, Reading::Printed, None, &context.book.vocabulary);
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

/// What a hedged multiple would have to come to, as a part of the one claimed, for a slip to explain it.
const NEAR: (f64, f64) = (0.85, 1.6);

/// A ratio that words are used for is given by the figures as exactly as this …
const EXACT: f64 = 0.03;
/// … is no more than so many times …
const MOST_TIMES: f64 = 12.0;
/// … and no less.
const LEAST_TIMES: f64 = 1.8;
/// What is said to be “about”, “nearly” so much comes so near it.
const NEARLY: f64 = 0.04;
/// A number is rounded by no more than so much of its last digit.
const STEP: f64 = 0.501;
/// What floating-point numbers lose in a subtraction.
const ROUNDING: f64 = 1e-6;
/// A figure so much larger or smaller is another.
const BLUNT: f64 = 0.04;

struct Attempt<'a> {
    claim: &'a Claim,
    slots: &'a Slots,
    context: Context<'a>,
    sharp: Sharp,
}

/// How sharply a slip has to put a claim right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sharp {
    /// It holds.
    Not,
    /// It would not hold with a number near the one put in its place.
    Only,
    /// It holds to the last digit.
    Exact,
}

impl Attempt<'_> {
    fn holds(&self, slots: &Slots, instead: Option<&Instead>) -> bool {
        verdict(self.claim, slots, instead, self.context) == Verdict::Holds
            && self.believable(slots, instead)
            && instead.is_none_or(|i| match self.sharp {
                Sharp::Not => true,
                Sharp::Only => self.only(slots, i),
                Sharp::Exact => self.to_the_digit(slots, i),
            })
    }

    /// Whether both sides of the claim come to one number with a figure in its place: a percentage to its last digit,
    /// what is said to be about so much nearly.
    fn to_the_digit(&self, slots: &Slots, instead: &Instead) -> bool {
        let Some(clause) = self.claim.expect.clauses().next() else { return false };
        let ratio = self.ratio().map(|(_, f)| f);
        let off = |side: f64| match ratio {
            Some(f) if f.hedge.is_some() && f.kind != Kind::Percent => NEARLY * side,
            Some(f) if f.kind == Kind::Percent => 0.005 * f.amount.step.max(ROUNDING) + ROUNDING,
            Some(_) => EXACT * side,
            None if divides(&clause.left) => self.marks().next().map_or(0.0, |(_, f)| f.amount.step * STEP),
            None => ROUNDING * side,
        };
        let mut ways = alternatives(slots, Reading::Printed, Some(instead), self.context);
        ways.any(|o| {
            let sides = quantity(&clause.left, &o).zip(quantity(&clause.right, &o));
            sides.is_some_and(|(a, b)| (a.face - b.face).abs() <= off(b.face.abs()))
        })
    }

    /// Whether the claim would fail with a figure a little larger or smaller than that put in its place.
    fn only(&self, slots: &Slots, instead: &Instead) -> bool {
        [1.0 - BLUNT, 1.0 + BLUNT].into_iter().all(|factor| {
            let mut other = instead.clone();
            other.figure.amount.value *= factor;
            verdict(self.claim, slots, Some(&other), self.context) != Verdict::Holds
        })
    }

    /// "More than tripled" holds for a thousand times too, but no slip is explained by that.
    fn believable(&self, slots: &Slots, instead: Option<&Instead>) -> bool {
        let Some((mark, claimed)) =
            self.ratio().filter(|(_, f)| f.hedge.is_some() && f.kind == Kind::Multiple)
        else {
            return true;
        };
        let claimed = instead.filter(|i| i.mark == mark).map_or(claimed, |i| &i.figure);
        let Some(clause) = self.claim.expect.clauses().next() else { return true };
        let mut ways = alternatives(slots, Reading::Printed, instead, self.context);
        let near = |q: Quantity| (NEAR.0..NEAR.1).contains(&(q.face / claimed.amount.value));
        ways.next().and_then(|o| quantity(&clause.left, &o)).is_none_or(near)
    }

    /// Two figures in different units or scales: the unit or the word of scale, before all else.
    fn mixed(&self) -> Option<Suggestion> {
        let amounts: Vec<&Figure> = self.marks().map(|(_, f)| f).filter(|f| !is_ratio(f)).collect();
        let (first, rest) = amounts.split_first()?;
        let differs = |f: &&Figure| {
            let unit = |f: &Figure| f.unit.as_ref().map(|u| u.unit);
            f.amount.scale != first.amount.scale
                || unit(f).is_some() && unit(first).is_some() && unit(f) != unit(first)
        };
        if !rest.iter().any(differs) {
            return None;
        }
        self.each(Attempt::magnitude).or_else(|| self.each(Attempt::unit))
    }

    /// The claim with its from and to exchanged.
    fn swapped(&self) -> Option<Slots> {
        let at = |name: &str| self.slots.iter().position(|(n, _)| self.context.book.slot(*n) == name);
        let (from, to) = (at("from")?, at("to")?);
        let mut slots = self.slots.clone();
        let (a, b) = (slots.get(from)?.1.clone(), slots.get(to)?.1.clone());
        slots.get_mut(from)?.1 = b;
        slots.get_mut(to)?.1 = a;
        Some(slots)
    }

    /// The ratio that the claim asserts: "12%", "tripled".
    fn ratio(&self) -> Option<(u32, &Figure)> {
        self.marks().find(|(_, f)| is_ratio(f))
    }

    fn marks(&self) -> impl Iterator<Item = (u32, &Figure)> {
        let marks = self.slots.iter().flat_map(|(_, bound)| bound.marks());
        marks.filter_map(|m| Some((*m, figure(*m, self.context)?)))
    }

    /// A rise for a fall: the word, or the two figures the other way round.
    fn direction(&self) -> Option<Suggestion> {
        let by_order = self.claim.expect.orders();
        if by_order {
            return self
                .swapped()
                .filter(|s| self.holds(s, None))
                .map(|_| self.says("direction", "", "", None));
        }
        let (mark, ratio) = self.ratio()?;
        let turned = match ratio.kind {
            Kind::Percent => {
                let negative = Instead { mark, figure: negated(ratio) };
                self.holds(self.slots, Some(&negative))
            }
            Kind::Multiple => self.swapped().is_some_and(|s| self.holds(&s, None)),
            _ => false,
        };
        turned.then(|| self.says("direction", "", "", None))
    }

    /// Whether what the claim compares is its ratio, and not the figures alone as in "rose".
    fn compares(&self, mark: u32) -> bool {
        let is = |bound: &Bound| matches!(bound, Bound::Mark(m) if *m == mark);
        let clause = self.claim.expect.clauses().next().filter(|clause| clause.compare == Compare::Agrees);
        let Some(Expr::Slot(slot)) = clause.map(|clause| &clause.right) else { return false };
        self.slots.iter().any(|(name, bound)| self.context.book.slot(*name) == slot && is(bound))
    }

    fn exchanged(&self) -> Option<Suggestion> {
        self.swapped().filter(|s| self.holds(s, None)).map(|_| self.says("exchanged", "", "", None))
    }

    /// A percentage of the new figure, or what is left instead of what went.
    fn base(&self) -> Option<Suggestion> {
        let (mark, percent) = self.ratio().filter(|(_, f)| f.kind == Kind::Percent)?;
        let swapped = self.swapped()?;
        let new = Instead { mark, figure: negated(percent) };
        let mut left = percent.clone();
        left.amount.value = 100.0 - left.amount.value;
        let rest = Instead { mark, figure: left };
        let mut ratio = percent.clone();
        ratio.amount.value -= 100.0;
        let whole = Instead { mark, figure: ratio };
        let explains = self.holds(&swapped, Some(&new))
            || self.holds(self.slots, Some(&rest))
            || percent.amount.value > 100.0 && self.holds(self.slots, Some(&whole));
        let step = if percent.amount.step > 0.0 { percent.amount.step } else { 1.0 };
        let right = (self.computed()? * 100.0 / step).round() * step;
        explains.then(|| self.says("base", "", &format!("{}%", show::number(right)), None))
    }

    /// What the claim's own arithmetic comes to.
    fn computed(&self) -> Option<f64> {
        let clause = self.claim.expect.clauses().next()?;
        let operands = first(self.slots, self.context);
        let side = if matches!(clause.left, Expr::Slot(_)) { &clause.right } else { &clause.left };
        quantity(side, &operands).map(|q| q.face)
    }

    /// A percentage no more than two of its last digits off is a matter of rounding, not of another figure.
    fn last_digit(&self) -> Option<Suggestion> {
        let (_, percent) = self.ratio().filter(|(_, f)| f.kind == Kind::Percent)?;
        let off = (self.computed()? * 100.0 - percent.amount.value).abs();
        if off <= 1.5 * percent.amount.step { self.nearest() } else { None }
    }

    /// Tries one kind of slip on each figure in turn, a claimed ratio first.
    fn each(&self, slip: fn(&Self, u32, &Figure) -> Option<Suggestion>) -> Option<Suggestion> {
        let ratio = self.marks().filter(|(_, f)| is_ratio(f));
        let others = self.marks().filter(|(_, f)| !is_ratio(f));
        ratio.chain(others).find_map(|(mark, figure)| slip(self, mark, figure))
    }

    fn magnitude(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        let span = self.context.scan.marks.get(mark as usize)?.core;
        let old = span.of(self.context.text);
        for (row, at) in self.rows(old) {
            for (step, word) in row.iter().enumerate().filter(|(step, _)| *step != at) {
                let mut other = figure.clone();
                other.rescale(1000_f64.powi(i32::try_from(step).ok()? - i32::try_from(at).ok()?));
                if self.holds(self.slots, Some(&Instead { mark, figure: other })) {
                    let new = replace_last(old, row.get(at)?, word)?;
                    return Some(self.says("magnitude", old, &new, Some(span)));
                }
            }
        }
        if figure.amount.scale > 1.0 || figure.kind != Kind::Money && figure.kind != Kind::Number {
            return None;
        }
        // A scale left out: "$13.5 (£7m)".
        let lender = self.marks().find(|(m, f)| *m != mark && f.amount.scale >= 1000.0)?;
        let mut other = figure.clone();
        other.rescale(lender.1.amount.scale);
        if !self.holds(self.slots, Some(&Instead { mark, figure: other })) {
            return None;
        }
        let theirs = self.context.scan.marks.get(lender.0 as usize)?.core.of(self.context.text);
        let (row, at) = self.rows(theirs).next()?;
        let word = row.get(at)?;
        let space = if word.len() > 2 { " " } else { "" };
        Some(self.says("magnitude", old, &format!("{old}{space}{word}"), Some(span)))
    }

    /// The rows of the table of scales whose words end the number in `text`, and where.
    fn rows<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'t Vec<String>, usize)> {
        self.context.book.slips.scales.iter().filter_map(move |row| {
            let found = row.iter().position(|word| replace_last(text, word, word).is_some())?;
            Some((row, found))
        })
    }

    fn unit(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        let units = &self.context.book.units;
        let used = figure.unit.as_ref()?;
        let name = &*units.get(used.unit).name;
        for row in self.context.book.slips.units.iter().filter(|row| row.iter().any(|n| n == name)) {
            for other in row.iter().filter(|n| *n != name).filter_map(|n| units.by_name(n)) {
                let changed = with_unit(figure, other);
                if self.holds(self.slots, Some(&Instead { mark, figure: changed.clone() })) {
                    return Some(self.says("unit", "", &show::figure(&changed, self.context), None));
                }
            }
        }
        None
    }

    /// "80 miles (50 km)" for "50 miles (80 km)": two units, or two currencies, have changed places.
    fn units_exchanged(&self) -> Option<Suggestion> {
        let mut figures = operand::figures(self.slots, None, self.context);
        let [(_, a), (_, b)] = figures.as_mut_slice() else { return None };
        if a.unit.is_none() || b.unit.is_none() || a.unit == b.unit {
            return None;
        }
        std::mem::swap(&mut a.unit, &mut b.unit);
        let operands = operand::of_figures(self.slots, &figures, self.context);
        (satisfied(&self.claim.expect, &operands) == Some(true)).then(|| self.says("exchanged", "", "", None))
    }

    fn transposed(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        self.rewritten(mark, figure, "transposed", |digits| {
            (1..digits.len())
                .filter_map(|i| {
                    let mut other = digits.to_vec();
                    other.swap(i - 1, i);
                    (other != digits && other.first() != Some(&b'0')).then_some(other)
                })
                .collect()
        })
    }

    fn digit(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        self.rewritten(mark, figure, "digit", |digits| {
            let change = |i: usize| (b'0'..=b'9').map(move |d| (i, d));
            (0..digits.len())
                .rev()
                .flat_map(change)
                .filter_map(|(i, d)| {
                    let mut other = digits.to_vec();
                    let old = other.get_mut(i)?;
                    let same = *old == d || i == 0 && d == b'0';
                    *old = d;
                    (!same).then_some(other)
                })
                .collect()
        })
    }

    /// A digit too many: "14.2" for "4.2".
    fn extra(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        let span = self.context.scan.marks.get(mark as usize)?.core;
        let old = span.of(self.context.text);
        let digits = |at: &usize| old.as_bytes().get(*at).is_some_and(u8::is_ascii_digit);
        let point = old.find('.').unwrap_or(old.len());
        (0..point).filter(digits).find_map(|at| {
            let new = format!("{}{}", old.get(..at)?, old.get(at + 1..)?);
            let value = number_part(&new).replace(',', "").parse::<f64>().ok().filter(|v| *v > 0.0)?;
            let unit = figure.amount.value / number_part(old).replace(',', "").parse::<f64>().ok()?;
            let mut changed = figure.clone();
            changed.amount.value = value * unit;
            self.holds(self.slots, Some(&Instead { mark, figure: changed }))
                .then(|| self.says("digit", old, &new, Some(span)))
        })
    }

    /// How many digits a figure is written with.
    fn digits(&self, mark: u32) -> usize {
        let core = self.context.scan.marks.get(mark as usize).map(|m| m.core.of(self.context.text));
        core.map_or(0, |text| number_part(text).bytes().filter(u8::is_ascii_digit).count())
    }

    /// Tries other digits in place of a figure's.
    fn rewritten(
        &self,
        mark: u32,
        figure: &Figure,
        slip: &str,
        others: impl Fn(&[u8]) -> Vec<Vec<u8>>,
    ) -> Option<Suggestion> {
        let span = self.context.scan.marks.get(mark as usize)?.core;
        let old = span.of(self.context.text);
        if !figure.amount.digits || figure.high.is_some() {
            return None;
        }
        let digits: Vec<u8> = number_part(old).bytes().filter(u8::is_ascii_digit).collect();
        if digits.len() < 2 || digits.len() > 9 {
            return None;
        }
        let value = |d: &[u8]| std::str::from_utf8(d).ok().and_then(|d| d.parse::<f64>().ok());
        let unit = figure.amount.value / value(&digits)?;
        others(&digits).into_iter().find_map(|other| {
            let mut changed = figure.clone();
            changed.amount.value = value(&other)? * unit;
            self.holds(self.slots, Some(&Instead { mark, figure: changed })).then(|| {
                let new = with_digits(old, &other);
                self.says(slip, old, &new, Some(span))
            })
        })
    }

    fn decimal(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        let span = self.context.scan.marks.get(mark as usize)?.core;
        let old = span.of(self.context.text);
        for factor in [0.1, 10.0, 0.01, 100.0] {
            let mut changed = figure.clone();
            changed.amount.value *= factor;
            changed.amount.step *= factor;
            changed.amount.coarse *= factor;
            if figure.amount.digits
                && figure.high.is_none()
                && self.holds(self.slots, Some(&Instead { mark, figure: changed.clone() }))
            {
                return Some(self.says("decimal", old, &show::figure(&changed, self.context), None));
            }
        }
        None
    }

    /// The verb next to the one that fits: "quadrupled" for "tripled".
    fn one_step(&self) -> Option<Suggestion> {
        let (_, figure) = self.ratio().filter(|(_, f)| f.kind == Kind::Multiple && !f.amount.digits)?;
        let right = self.computed().filter(|r| *r > 0.0)?;
        let steps = |ratio: f64| if ratio >= 1.0 { ratio.floor() } else { (1.0 / ratio).floor() };
        let near = (right >= 1.0) == (figure.amount.value >= 1.0)
            && (steps(right) - steps(figure.amount.value)).abs() <= 1.0;
        if near { self.multiple() } else { None }
    }

    /// As [`Attempt::one_step`], of "more than tripled" where it is more than doubled.
    fn hedged_step(&self) -> Option<Suggestion> {
        let hedged = self.ratio().is_some_and(|(_, f)| f.hedge.is_some());
        let changed = |right: &f64| *right > LEAST_TIMES || *right < 1.0 / LEAST_TIMES;
        self.computed().filter(|right| hedged && changed(right)).and_then(|_| self.one_step())
    }

    /// Another multiple or fraction in words that fits exactly: "doubled" of what is three times as much.
    fn other_word(&self) -> Option<Suggestion> {
        let (_, figure) = self.ratio().filter(|(_, f)| {
            !f.amount.digits && f.hedge.is_none() && matches!(f.kind, Kind::Multiple | Kind::Share)
        })?;
        let right = self.computed().filter(|r| *r > 0.0)?;
        if figure.kind == Kind::Multiple && (right > 1.0) != (figure.amount.value > 1.0) {
            return None;
        }
        let times = if right < 1.0 && figure.kind == Kind::Multiple { 1.0 / right } else { right };
        let whole = |n: f64| (n * times / (n * times).round() - 1.0).abs() < EXACT && n * times < MOST_TIMES;
        let simple = match figure.kind {
            Kind::Multiple => times > 1.5 && whole(1.0),
            _ => right < 1.0 && (2..=5).any(|n| whole(f64::from(n))),
        };
        let words = || self.says("nearest", "", &format!("{}%", show::number((right * 100.0).round())), None);
        if simple { self.multiple().or_else(|| Some(words())) } else { None }
    }

    /// The words for the ratio that the figures give, where the claim was in words.
    fn multiple(&self) -> Option<Suggestion> {
        let (_, figure) = self.ratio().filter(|(_, f)| f.kind == Kind::Multiple)?;
        if figure.amount.digits {
            return self.nearest();
        }
        let phrase = &self.context.book.slips.phrase(self.computed()?)?.says;
        Some(self.says("multiple", "", &format!("“{phrase}”"), None))
    }

    /// The claim's own figure at its own precision.
    fn nearest(&self) -> Option<Suggestion> {
        let (mark, figure) = self.ratio()?;
        let right = self.computed()? * if figure.kind == Kind::Percent { 100.0 } else { 1.0 };
        let mut changed = figure.clone();
        let step = if figure.amount.step > 0.0 { figure.amount.step } else { 1.0 };
        changed.amount.value = (right / step).round() * step;
        (changed.amount.value > 0.0
            && self.holds(self.slots, Some(&Instead { mark, figure: changed.clone() })))
        .then(|| self.says("nearest", "", &show::figure(&changed, self.context), None))
    }

    fn says(&self, slip: &str, old: &str, new: &str, place: Option<Span>) -> Suggestion {
        let template = self.context.book.slips.says.get(slip).map_or("", String::as_str);
        Suggestion {
            text: template.replace("{old}", old).replace("{new}", new),
            slip: Some(slip.to_string()),
            replace: place.map(|span| Replacement { span, text: new.to_string() }),
        }
    }
}

/// Whether an expression divides: what it comes to is rounded.
fn divides(expr: &Expr) -> bool {
    match expr {
        Expr::Binary('/', ..) => true,
        Expr::Binary(_, a, b) => divides(a) || divides(b),
        _ => false,
    }
}

fn is_ratio(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Percent | Kind::Multiple | Kind::Share)
}

fn negated(figure: &Figure) -> Figure {
    let mut other = figure.clone();
    other.amount.value = -other.amount.value;
    other.hedge = None;
    other
}

fn with_unit(figure: &Figure, unit: UnitId) -> Figure {
    let mut other = figure.clone();
    if let Some(used) = &mut other.unit {
        used.unit = unit;
    }
    other
}

/// `text` with the last whole word `old` replaced.
fn replace_last(text: &str, old: &str, new: &str) -> Option<String> {
    let at = text.rfind(old)?;
    let (before, after) = (text.get(..at)?, text.get(at + old.len()..)?);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    if letter(before.chars().next_back()) || letter(after.chars().next()) {
        return None;
    }
    Some(format!("{before}{new}{after}"))
}

/// The first run of digits and separators.
fn number_part(text: &str) -> &str {
    let Some(start) = text.find(|c: char| c.is_ascii_digit()) else { return "" };
    let rest = text.get(start..).unwrap_or("");
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
    rest.get(..end).unwrap_or("")
}

/// `text` with the digits of its number replaced one for one.
fn with_digits(text: &str, digits: &[u8]) -> String {
    let mut next = digits.iter();
    text.chars()
        .map(|c| if c.is_ascii_digit() { next.next().map_or(c, |d| char::from(*d)) } else { c })
        .collect()
}
