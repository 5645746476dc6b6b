//! How the figure of an operand is written, what it counts and when it was so: worked out when a rule asks.

use crate::{
    bind::when::said_of,
    check::{
        count::{self, singular},
        neighbours,
        operand::{self, Context, date_of},
        reading::{self, Precision, Rounding},
        value::{Date, Operand, Quantity},
    },
    fnv,
    grammar::{
        figure::UnitRef,
        token::{Token, TokenKind},
    },
    interval::Interval,
    span::Span,
    units::BASES,
};

/// Words so many tokens from a figure tell what it is of, …
const BESIDE: u32 = 10;
/// … when they have so many letters.
const SHORTEST: u32 = 4;

/// Numbers that sound like tens: thirteen, thirty.
const TEENS: std::ops::RangeInclusive<f64> = 13.0..=19.0;

impl Operand<'_> {
    /// The date or period said of its figure.
    pub(super) fn when(&self) -> Option<Date> {
        date_of(said_of(self.mark?, self.context.scan)?, self.context)
    }

    /// The size of one of the things its figure counts, from the table of things.
    pub(super) fn size(&self) -> Option<Quantity> {
        let noun = self.figure.as_ref()?.noun?;
        let head = self.context.scan.tokens.get(noun.head as usize)?;
        let word = Span::new(head.start, head.end).of(self.context.text).to_lowercase();
        let thing = self.context.book.things.iter().find(|t| t.words.contains(&word))?;
        Some(Quantity {
            interval: thing.size,
            exponents: thing.exponents,
            ..Quantity::plain(thing.size.mid())
        })
    }

    fn unit_ref(&self) -> Option<&UnitRef> {
        self.figure.as_ref()?.unit.as_ref()
    }

    /// What its unit is known by: a number for each unit, with what it is counted by ("an hour").
    pub(super) fn unit(&self) -> Option<u32> {
        let unit = self.unit_ref()?;
        let per = unit.per.map_or(0, |per| u32::from(per.0) + 1);
        Some(per << 16 | u32::from(unit.unit.0))
    }

    /// What one of its currency is worth in US dollars.
    pub(super) fn worth(&self) -> Option<Interval> {
        let book = self.context.book;
        let unit = self.unit_ref().filter(|u| u.per.is_none() && u.per_noun.is_none())?;
        book.worth(book.units.get(unit.unit).currency?, self.context.scan.dateline)
    }

    /// Bounded on a side: "more than".
    pub(super) fn is_bounded(&self) -> bool {
        let hedge = self.figure.as_ref().and_then(|f| f.hedge);
        let hedge = hedge.and_then(|h| self.context.book.vocabulary.hedges().get(usize::from(h)));
        hedge.is_some_and(|h| h.low == Some(1.0) || h.high == Some(1.0))
    }

    /// From one number to another: "10 to 12".
    pub(super) fn is_range(&self) -> bool {
        self.figure.as_ref().is_some_and(|f| f.high.is_some())
    }

    /// An amount of more digits than one, zeros at its end aside.
    pub(super) fn shows_digits(&self) -> bool {
        self.figure.as_ref().is_some_and(|f| !f.is_portion() && neighbours::digits(f) > 1)
    }

    /// Widened both ways: "about".
    pub(super) fn is_rough(&self) -> bool {
        self.figure.as_ref().is_some_and(|f| reading::widened(f, &self.context.book.vocabulary))
    }

    /// So much for each of something, or for a time, be it in a word of its own ("knots").
    pub(super) fn is_rate(&self) -> bool {
        let Some(unit) = self.unit_ref() else { return false };
        let exponents = self.context.book.units.get(unit.unit).exponents;
        let timed = BASES.iter().zip(exponents).any(|(base, power)| *base == "time" && power == -1);
        timed || unit.per.is_some() || unit.per_noun.is_some()
    }

    /// Whether the words of its unit can mean another unit, too.
    pub(super) fn is_ambiguous(&self) -> bool {
        self.unit_ref().is_some_and(|u| u.other.is_some())
    }

    /// Its figure with all that it is per, also where the one beside it left that out: "$30,000 (or $2,500 a month)".
    pub(super) fn as_written(&self) -> Option<Quantity> {
        let own = operand::figure(self.mark?, self.context)?.unit.as_ref()?;
        let mut figure = self.figure.clone()?;
        figure.unit.as_mut().filter(|unit| unit.unit == own.unit).map(|unit| unit.per = own.per)?;
        Some(operand::quantity(&figure, Precision::Printed, Rounding::default(), self.context))
    }

    /// The factor of its word of scale.
    pub(super) fn scale(&self) -> f64 {
        self.figure.as_ref().map_or(0.0, |f| f.amount.scale)
    }

    /// How many digits it shows, final zeros left out.
    pub(super) fn digits(&self) -> u32 {
        let Some(figure) = &self.figure else { return 0 };
        let amount = figure.amount;
        let coarse = amount.coarse.max(amount.step);
        if coarse > 0.0 && amount.value != 0.0 {
            ((amount.value.abs() / coarse).log10().floor() + 1.0).max(1.0) as u32
        } else {
            1
        }
    }

    /// The place of its sentence.
    pub(super) fn sentence(&self) -> Option<usize> {
        let scan = self.context.scan;
        let mark = scan.marks.get(self.mark? as usize)?;
        Some(scan.sentence_at(mark.span.start))
    }

    /// Whether another figure has the same value, or this one is the other misheard or miskeyed: two digits next to
    /// each other exchanged, "sixty" for "sixteen".
    pub(super) fn is_jumbled(&self, other: &Operand<'_>) -> Option<bool> {
        let (a, b) = (self.figure.as_ref()?.amount, other.figure.as_ref()?.amount);
        let step = a.step.min(b.step);
        let unit = if step > 0.0 { step } else { 1.0 };
        if a.value == b.value {
            return Some(true);
        }
        let (low, high) = (a.value.min(b.value), a.value.max(b.value));
        let teen = TEENS.contains(&low) && high == (low - 10.0) * 10.0;
        let digits = |value: f64| (value.abs() / unit).round() as u64;
        Some(teen || exchanged(digits(a.value), digits(b.value)))
    }

    /// How many telling words stand near its figure and near another, one's units and nouns left out.
    pub(super) fn shared_words(&self, other: &Operand<'_>) -> Option<usize> {
        let (own, theirs) = (self.words_near()?, other.words_near()?);
        Some(own.iter().filter(|stem| theirs.contains(stem)).count())
    }

    /// Whether the words near another figure name what this one counts.
    pub(super) fn is_echoed_near(&self, other: &Operand<'_>) -> Option<bool> {
        let (scan, book, text) = (self.context.scan, self.context.book, self.context.text);
        let head = scan.tokens.get(self.figure.as_ref()?.noun?.head as usize)?;
        let stem = book.stems.of(Span::new(head.start, head.end).of(text), &mut String::new());
        Some(other.words_near()?.contains(&stem))
    }

    /// The stems of the telling words near its figure, each once.
    fn words_near(&self) -> Option<Vec<u32>> {
        let (scan, book) = (self.context.scan, self.context.book);
        let mark = scan.marks.get(self.mark? as usize)?;
        let sentence = scan.sentences.get(self.sentence()?)?;
        let noun = self.figure.as_ref().and_then(|f| f.noun).map(|n| n.span);
        let near =
            sentence.first.max(mark.first.saturating_sub(BESIDE))..sentence.last.min(mark.last + BESIDE);
        let special = &book.special;
        let untelling = special.dull | special.stop | special.figure_noun | special.verb;
        let telling = |token: &&Token| {
            let long = token.kind == TokenKind::Word && token.end - token.start >= SHORTEST;
            let own = noun.is_some_and(|n| n.start <= token.start && token.end <= n.end);
            long && !own && !book.lists.of(token.word).meet(untelling)
        };
        let tokens = near.filter(|at| !(mark.first..mark.last).contains(at));
        let mut folded = String::new();
        let mut stems: Vec<u32> = tokens
            .filter_map(|at| scan.tokens.get(at as usize).filter(telling))
            .map(|token| {
                let word = Span::new(token.start, token.end).of(self.context.text);
                book.stems.of(word, &mut folded)
            })
            .collect();
        stems.sort_unstable();
        stems.dedup();
        Some(stems)
    }

    /// Which of some figures the name before a listed word belongs to: the only one with that name in its part of the
    /// sentence, between commas and words that join.
    pub(super) fn names_one_of(&self, figures: &[&Operand<'_>]) -> Option<usize> {
        let Context { text, scan, book } = self.context;
        let at = scan.tokens.partition_point(|t| t.start < self.words.map_or(0, |w| w.start));
        let name = |token: usize| {
            let token = scan.tokens.get(token).filter(|t| t.kind == TokenKind::Word)?;
            let word = Span::new(token.start, token.end).of(text);
            let proper =
                word.starts_with(char::is_uppercase) && !book.lists.of(token.word).meet(book.special.dull);
            proper.then(|| word.trim_end_matches("'s").trim_end_matches("’s"))
        };
        let parts: Vec<Vec<&str>> = figures
            .iter()
            .map(|f| {
                let mark = scan.marks.get(f.mark? as usize)?;
                Some(self.part_around(mark.first as usize, mark.last as usize)?.filter_map(name).collect())
            })
            .collect::<Option<_>>()?;
        let own = self.part_around(at, at + 1)?;
        let near = (own.start..at).rev().chain(at..own.end).filter_map(name);
        let having = |name: &str| {
            let mut all = parts.iter().enumerate().filter(|(_, part)| part.contains(&name)).map(|(n, _)| n);
            all.next().map(|first| (first, all.next().is_some()))
        };
        near.filter_map(having).next().filter(|(_, more)| !more).map(|(first, _)| first)
    }

    /// The tokens around some of them, as far as the next comma or word that joins clauses or parts of a list.
    fn part_around(&self, first: usize, last: usize) -> Option<std::ops::Range<usize>> {
        let Context { scan, book, .. } = self.context;
        let start = scan.tokens.get(first)?.start;
        let sentence = scan.sentences.get(scan.sentence_at(start))?;
        let special = &book.special;
        let ends =
            special.comma | special.and | special.clause | special.colon | special.open | special.close;
        let joins = |at: &usize| scan.tokens.get(*at).is_none_or(|t| book.lists.of(t.word).meet(ends));
        let from =
            (sentence.first as usize..first).rev().find(joins).map_or(sentence.first as usize, |at| at + 1);
        let to = (last..sentence.last as usize).find(joins).unwrap_or(sentence.last as usize);
        Some(from..to)
    }

    /// What it counts: a number for each word.
    pub(super) fn noun(&self) -> Option<u32> {
        let noun = count::noun(self.figure.as_ref()?, self.context)?;
        (!noun.is_empty()).then(|| number(&noun))
    }

    /// The whole that a share is written with: 29 of "17 of the 29".
    pub(super) fn whole(&self) -> Option<f64> {
        self.figure.as_ref()?.of.map(|(_, whole)| whole)
    }

    /// What it is for one of: a number for each word.
    pub(super) fn per(&self) -> Option<u32> {
        let noun = self.unit_ref()?.per_noun?;
        Some(number(&singular(noun.of(self.context.text))))
    }
}

/// Whether a number is another with two digits next to each other exchanged.
fn exchanged(a: u64, b: u64) -> bool {
    let places = std::iter::successors(Some(1_u64), |place| place.checked_mul(10));
    places.take_while(|place| a / place >= 10).any(|place| {
        let (low, high) = (a / place % 10, a / place / 10 % 10);
        // A number does not begin with a zero.
        let begins = a / place < 100;
        let turned = |n: u64, digit: u64| u128::from(n) + 9 * u128::from(place) * u128::from(digit);
        low != high && !(begins && low == 0) && turned(a, low) == turned(b, high)
    })
}

/// A number that stands for a word. Were it another's, too, a claim's figures that count two things would be taken to
/// count one.
fn number(word: &str) -> u32 {
    fnv::hash(word.bytes())
}
