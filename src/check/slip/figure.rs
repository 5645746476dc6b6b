//! A figure written otherwise: another word of scale or unit, two digits exchanged, a number that sounds like another, one wrong or too many, a decimal
//! point moved.

use super::attempt::Attempt;
use crate::{
    check::{
        operand::{self, Instead},
        show,
        value::satisfied,
    },
    finding::Suggestion,
    grammar::figure::{Figure, Kind},
    rule::Told,
    units::UnitId,
};

/// Small counts go so far.
const MOST_COUNTED: f64 = 20.0;

impl Attempt<'_> {
    /// Two figures in different units or scales: the unit or the word of scale, before all else.
    pub(super) fn mixed(&self) -> Option<Suggestion> {
        let amounts: Vec<&Figure> = self.marks().map(|(_, f)| f).filter(|f| !f.is_ratio()).collect();
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

    /// The word of scale next to the one that stands there, or one left out.
    pub(super) fn magnitude(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        let span = self.context.scan.marks.get(mark as usize)?.core;
        let old = span.of(self.context.text);
        if figure.kind == Kind::Share {
            return None; // "60 million of the 100 billion" has two of them
        }
        for (row, at) in self.rows(old) {
            for (step, word) in row.iter().enumerate().filter(|(step, _)| step.abs_diff(at) == 1) {
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
        if figure.amount.value >= 1000.0 {
            return None; // "300,000 and 2.5 million"
        }
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

    pub(super) fn unit(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
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
    pub(super) fn units_exchanged(&self) -> Option<Suggestion> {
        let mut figures = operand::figures(self.slots, None, self.context);
        let [(_, a), (_, b)] = figures.as_mut_slice() else { return None };
        if a.unit.is_none() || b.unit.is_none() || a.unit == b.unit {
            return None;
        }
        std::mem::swap(&mut a.unit, &mut b.unit);
        let operands = operand::of_figures(self.slots, &figures, self.context);
        (satisfied(&self.row.expect, &operands) == Some(true)).then(|| self.says("exchanged", "", "", None))
    }

    pub(super) fn transposed(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        self.exchanged_digits(mark, figure, 1)
    }

    /// Two digits exchanged with one between them: 1,407 for 1,704.
    pub(super) fn transposed_over_one(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        self.exchanged_digits(mark, figure, 2)
    }

    fn exchanged_digits(&self, mark: u32, figure: &Figure, apart: usize) -> Option<Suggestion> {
        self.rewritten(mark, figure, "transposed", |digits| {
            (apart..digits.len())
                .filter_map(|i| {
                    let mut other = digits.to_vec();
                    other.swap(i - apart, i);
                    (other != digits && other.first() != Some(&b'0')).then_some(other)
                })
                .collect()
        })
    }

    pub(super) fn digit(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
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

    /// A number for one that sounds like it: "fifteen" for "fifty".
    pub(super) fn misheard(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        let slips = &self.context.book.slips;
        let words = if figure.amount.digits { [].as_slice() } else { slips.misheard_words.as_slice() };
        let number = figure.amount.value / figure.amount.scale;
        // Of figures that are only near, one or another will sound like what would fit by chance.
        let own = self.marks().next().is_some_and(|(own, _)| own == mark);
        let told = self.row.told.is_some_and(|told| !matches!(told, Told::Product | Told::Story));
        if figure.high.is_some() || self.row.near || told && !own {
            return None;
        }
        let pairs = slips.misheard.iter().chain(words).flat_map(|(a, b)| [(*a, *b), (*b, *a)]);
        pairs.filter(|(from, _)| *from == number).find_map(|(_, to)| {
            let mut changed = figure.clone();
            changed.amount.value = to * figure.amount.scale;
            let instead = Instead { mark, figure: changed };
            self.holds(self.slots, Some(&instead)).then(|| self.writes("misheard", &instead, figure, 0))
        })
    }

    /// One or two more or fewer of what is counted on the fingers: "three" for "four".
    pub(super) fn miscounted(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        let span = self.context.scan.marks.get(mark as usize)?.core;
        let counts =
            figure.kind == Kind::Number && figure.high.is_none() && figure.amount.value.fract() == 0.0;
        if !counts || figure.amount.value > MOST_COUNTED {
            return None;
        }
        [-1.0, 1.0, -2.0, 2.0]
            .into_iter()
            .map(|off| figure.amount.value + off)
            .filter(|n| *n >= 1.0)
            .find_map(|n| {
                let mut changed = figure.clone();
                changed.amount.value = n;
                self.holds(self.slots, Some(&Instead { mark, figure: changed }))
                    .then(|| self.says("digit", span.of(self.context.text), &n.to_string(), Some(span)))
            })
    }

    /// A digit too many: "14.2" for "4.2".
    pub(super) fn extra(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
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
    pub(super) fn digits(&self, mark: u32) -> usize {
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

    /// The decimal point, or a zero, out of place.
    pub(super) fn decimal(&self, mark: u32, figure: &Figure) -> Option<Suggestion> {
        if !figure.amount.digits || figure.high.is_some() {
            return None;
        }
        [(0.1, 1), (10.0, -1), (0.01, 2), (100.0, -2)].into_iter().find_map(|(factor, decimals)| {
            let mut changed = figure.clone();
            changed.amount.value *= factor;
            changed.amount.step *= factor;
            changed.amount.coarse *= factor;
            let instead = Instead { mark, figure: changed };
            self.holds(self.slots, Some(&instead)).then(|| self.writes("decimal", &instead, figure, decimals))
        })
    }

    /// A figure with another value, in the words of the one that stands there, with so many `decimals` more.
    pub(super) fn writes(&self, slip: &str, new: &Instead, old: &Figure, decimals: i32) -> Suggestion {
        let span = self.context.scan.marks.get(new.mark as usize).map(|mark| mark.core);
        let text = span.map_or("", |span| span.of(self.context.text));
        // "1 inches" is not what to write.
        let single = old.kind == Kind::Measure && new.figure.amount.value == new.figure.amount.scale;
        match with_number(text, new.figure.amount.value / old.amount.value, decimals) {
            Some(written) if old.amount.digits && old.high.is_none() && !single => {
                self.says(slip, text, &written, span)
            }
            _ => self.says(slip, text, &show::figure(&new.figure, self.context), None),
        }
    }
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

/// `text` with its number so many times as large, with so many `more` decimals, zeros at the end left out.
fn with_number(text: &str, times: f64, more: i32) -> Option<String> {
    let old = number_part(text);
    let value = old.replace(',', "").parse::<f64>().ok().filter(|_| times > 0.0)? * times;
    let decimals = old.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let decimals = usize::try_from(i32::try_from(decimals).ok()? + more).unwrap_or(0);
    let rounded = format!("{value:.decimals$}");
    let (units, rest) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let bare = !old.contains(',') && old.len() > 3 && !old.contains('.');
    let units = if bare { units.to_string() } else { show::grouped(units) };
    let rest = if more == 0 { rest } else { rest.trim_end_matches('0') };
    let point = if rest.is_empty() { "" } else { "." };
    Some(text.replacen(old, &format!("{units}{point}{rest}"), 1))
}

/// `text` with the digits of its number replaced one for one.
fn with_digits(text: &str, digits: &[u8]) -> String {
    let mut next = digits.iter();
    text.chars()
        .map(|c| if c.is_ascii_digit() { next.next().map_or(c, |d| char::from(*d)) } else { c })
        .collect()
}
