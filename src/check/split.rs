//! A total and its parts, of which no word says that they are that: "It agreed to pay $35.5m. … It will pay $12m in
//! fines, as well as $23.5m to end a suit." Figures that add up to the last of many digits do so seldom by
//! chance; those that do not may be of anything, so they are blamed only when all that is like the total in the
//! sentence behind it is right but for an ordinary slip.

use std::ops::RangeInclusive;

use crate::{
    bind::{Reading, item::Item},
    check::operand::{Context, figure},
    grammar::figure::{Figure, Kind, Skip, What},
    rule::{lists::ListMask, special::Special},
};

/// Figures that may be the parts of a total.
pub(super) struct Parts {
    /// Their marks, in the order of the text.
    pub marks: Vec<u32>,
    /// They are all there is of the sort, and nothing says that one of them is something else.
    pub sound: bool,
    /// The words say of the last that it comes on top of the others: "another 20", "the remaining five".
    pub linked: bool,
}

/// Parts stand in the sentence of their total, in the one before it or in so many behind it …
const BEHIND: usize = 2;
/// … and there are so many of them.
const PARTS: RangeInclusive<usize> = 2..=6;
/// With more like figures than these a sentence is a table.
const MOST: usize = 8;
/// … and with more than these nobody need look which of them are compared.
const TABLE: usize = 4 * MOST;
/// So few are rather told one by one than in a list.
const FEWEST: f64 = 4.0;
/// No part is smaller than this share of its total.
const LEAST: f64 = 0.02;
/// A slip of scale or place makes a figure at most so many times as large.
const SLIP: f64 = 1e3;
/// A total is so many times what it is rounded to: of coarser figures many would fit. All the figures of a sentence
/// fit seldom enough, …
const FINE: f64 = 12.0;
/// … some of them more often, …
const FINER: f64 = 24.0;
/// … and those of two sentences more often still.
const FINEST: f64 = 100.0;
/// A word that says of a figure that it is compared stands so near before it.
const CUE: usize = 6;

/// What says that a sentence tells of something else, and the comma behind it, stand in so many words.
const OPENING: usize = 3;

/// Every run of figures around a total that may be its parts; where none fits, all that is like it right behind it.
pub(super) fn groups(
    sentence: usize,
    total: u32,
    like: impl Fn(&Figure, &Figure) -> bool,
    reading: &Reading,
    context: Context<'_>,
) -> Vec<Parts> {
    let Some(own) = figure(total, context).filter(|f| is_total(f)) else { return Vec::new() };
    let ratio =
        |m: &u32| figure(*m, context).filter(|f| like(own, f)).map(|f| f.amount.value / own.amount.value);
    let part = |m: &u32| ratio(m).is_some_and(|r| (LEAST..1.0).contains(&r));
    let runs = fitting_runs(sentence, total, own, part, reading, context);
    let behind = || context.scan.marks_of(sentence).any(|m| m > total && part(&m));
    if !runs.is_empty()
        || compared(total, sentence, reading, context)
        || is_result(total, sentence, reading, context)
        || behind()
    {
        return runs;
    }
    // A slip may have made a part larger than the total.
    let meant = |m: &u32| ratio(m).is_some_and(|r| r != 1.0 && (LEAST / SLIP..SLIP).contains(&r));
    all_right_behind(sentence, own, meant, reading, context).into_iter().collect()
}

/// Every run of figures around a total that adds up to it.
fn fitting_runs(
    sentence: usize,
    total: u32,
    own: &Figure,
    part: impl Fn(&u32) -> bool,
    reading: &Reading,
    context: Context<'_>,
) -> Vec<Parts> {
    let told = |s: usize| context.scan.marks_of(s).filter(&part).collect::<Vec<u32>>();
    let (before, behind): (Vec<u32>, Vec<u32>) =
        told(sentence).into_iter().filter(|m| *m != total).partition(|m| *m < total);
    let change = follows(total, context.book.special.changes, sentence, reading);
    let mut runs = Runs { own, reading, context, change, groups: Vec::new() };
    runs.add(&behind, sentence..=sentence);
    runs.add(&before, sentence..=sentence);
    if let Some(earlier) = sentence.checked_sub(1) {
        runs.add(&told(earlier), earlier..=earlier);
    }
    let mut run = Vec::new();
    for next in sentence + 1..=sentence + BEHIND {
        let list = told(next);
        runs.add(&list, next..=next);
        // "Its stake is 251,000 shares, up from 165,000. It bought 86,000 in May."
        if !behind.is_empty() && !list.is_empty() {
            runs.add(&[behind.as_slice(), &list].concat(), sentence..=next);
        }
        if !run.is_empty() && !list.is_empty() {
            runs.add(&[run.as_slice(), &list].concat(), sentence + 1..=next);
        }
        run.extend(list);
    }
    runs.groups
}

/// All that may be meant in the first sentence behind a total that has any, else in the one before it.
fn all_right_behind(
    sentence: usize,
    own: &Figure,
    meant: impl Fn(&u32) -> bool,
    reading: &Reading,
    context: Context<'_>,
) -> Option<Parts> {
    // What is called a part of another is no total of what was told before it.
    let whole = !reading.items.of(sentence).iter().any(|i| is_part(i, context));
    let earlier = sentence.checked_sub(1).filter(|_| whole);
    let (at, marks) = (sentence + 1..=sentence + BEHIND)
        .chain(earlier)
        .map(|s| (s, context.scan.marks_of(s).filter(&meant).collect::<Vec<u32>>()))
        .find(|(_, marks)| !marks.is_empty())?;
    // "In addition, 104 barns and 60 carts burned": what comes on top is no part.
    let besides = || {
        let special = &context.book.special;
        let mut opening = reading.items.of(at).iter().take(OPENING);
        let also = opening.next().is_some_and(|i| i.lists.meet(special.also));
        at > sentence && also && opening.any(|i| i.lists.meet(special.comma))
    };
    if !PARTS.contains(&marks.len()) || besides() || !is_sound(own, &marks, at, reading, context) {
        return None;
    }
    // "It makes 14m tonnes and buys 14m more. The county needs 98m": nothing is added up.
    let linked = at > sentence && marks.last().is_some_and(|m| on_top(*m, at, reading, context));
    Some(Parts { marks, sound: true, linked })
}

/// The figures behind the words of a claim that are told as all the parts of its total: those of the list that stands
/// there and, in case that others are meant, every choice of those that are like it.
pub(super) fn listed(
    from: u32,
    total: u32,
    like: impl Fn(&Figure, &Figure) -> bool,
    reading: &Reading,
    context: Context<'_>,
) -> Option<(Parts, Vec<Vec<u32>>)> {
    // "Two questions: one, who pays?"
    let own = figure(total, context).filter(|f| f.high.is_none())?;
    let named = own.kind == Kind::Number;
    if named && own.amount.value < FEWEST {
        return None;
    }
    let sentence = context.scan.sentences.partition_point(|s| s.span.end < from);
    let special = &context.book.special;
    let items = reading.items.of(sentence);
    let behind = items.iter().position(|i| i.span.start >= from).unwrap_or(items.len());
    let items = items.get(behind..).unwrap_or(&[]);
    // "The fund has £48m: it spent £31m last year and £14m in May."
    if items.first().is_some_and(|i| i.lists.meet(special.pronoun)) {
        return None;
    }
    let mut list = List::default();
    for (at, item) in items.iter().enumerate() {
        let next = items.get(at + 1);
        match item.mark.map(|m| (m, figure(m, context))) {
            Some((mark, Some(found))) if like(own, found) => list.take(mark, item, next, special),
            // "Four rented and one owned": the one is told, but in no figure.
            Some((mark, None)) if is_pronoun(mark, context) => {
                list.open |= !list.closed && !next.is_some_and(|i| i.lists.meet(special.dash));
            }
            Some(_) => {}
            None => list.step(item, at.checked_sub(1).and_then(|b| items.get(b)), next, special),
        }
    }
    let open = list.open || list.named && !list.closed;
    let List { marks, all, and, .. } = list;
    let from_others = special.from | special.than | special.against;
    let sound = |m: &u32| !follows(*m, from_others, sentence, reading);
    if !PARTS.contains(&marks.len()) || all.len() > MOST || !and || open && named {
        return None;
    }
    let part = |i: &Item| i.lists.meet(special.some_of) && !i.lists.meet(special.other | special.of_them);
    // "… and the rest drowned": they are not all told in figures.
    let last = items.iter().rposition(|i| i.mark.is_some_and(|m| marks.last() == Some(&m))).unwrap_or(0);
    let rest =
        items.get(last + NEXT..).unwrap_or(&[]).iter().any(|i| i.lists.meet(special.other | special.rest));
    let sound = marks.iter().all(sound) && !rest && !items.iter().any(part);
    let choices = choices(&all).collect();
    Some((Parts { marks, sound, linked: true }, choices))
}

/// Every choice of two or more of at most [`MOST`] figures.
pub(super) fn choices(all: &[u32]) -> impl Iterator<Item = Vec<u32>> + '_ {
    (1..1_u32 << all.len().min(MOST))
        .filter(|bits| bits.count_ones() > 1)
        .map(|bits| all.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1).map(|(_, m)| *m).collect())
}

/// The figures of a list as they are read.
#[derive(Default)]
struct List {
    /// Those of the list.
    marks: Vec<u32>,
    /// All that are like it, to the end of the sentence.
    all: Vec<u32>,
    /// "And" has been read, …
    and: bool,
    /// … and a figure behind it.
    last: bool,
    /// The list is at its end.
    closed: bool,
    /// A part of it is told in no figure.
    open: bool,
    /// An article stands where a part begins.
    named: bool,
}

impl List {
    fn take(&mut self, mark: u32, item: &Item, next: Option<&Item>, special: &Special) {
        self.all.push(mark);
        self.named = false;
        // "Nine nurses, three of them men": the three are counted already.
        let within = !self.marks.is_empty() && next.is_some_and(|i| i.lists.meet(special.of_them));
        if !self.closed && !within && !item.border {
            self.marks.push(mark);
            self.last |= self.and;
        }
    }

    fn step(&mut self, item: &Item, before: Option<&Item>, next: Option<&Item>, special: &Special) {
        if self.closed {
            return;
        }
        let begins = |list: ListMask| next.is_some_and(|i| i.lists.meet(list));
        let joins = item.lists.meet(special.and);
        let comma = item.lists.meet(special.comma);
        // "A man, a woman and four children", "two cooks and the pilot": one is told in no figure.
        if joins || comma {
            self.open |= self.named;
            self.named = false;
        }
        if before.is_none() && item.lists.meet(special.article) {
            self.named = true;
        }
        if joins {
            self.and = true;
            self.named = begins(special.article);
        } else if comma && !self.marks.is_empty() && begins(special.article) {
            self.named = true;
        }
        // What is in dashes ends with the second, "nine-bed" has none.
        let dash = item.lists.meet(special.dash)
            && before.is_some_and(|b| b.span.end < item.span.start)
            && !self.marks.is_empty();
        // Behind "and" and the last part something else may be told of.
        let ends = special.clause | special.relative | special.colon | special.close;
        let ended = self.last && item.lists.meet(ends);
        let comma = self.last && self.marks.len() > 1 && comma;
        self.closed = dash || ended || comma && !begins(special.and | special.with);
    }
}

/// Whether a mark is a number that stands for a thing: "one is closed".
fn is_pronoun(mark: u32, context: Context<'_>) -> bool {
    let what = context.scan.marks.get(mark as usize).map(|m| &m.what);
    matches!(what, Some(What::Skipped(Skip::Pronoun)))
}

/// The runs of figures that come to a total.
struct Runs<'a> {
    own: &'a Figure,
    reading: &'a Reading,
    context: Context<'a>,
    /// The total is by how much something changed, and so are its parts.
    change: bool,
    groups: Vec<Parts>,
}

impl Runs<'_> {
    /// Adds those of a list of figures that stand in some sentences, and of those of the list that are not compared:
    /// "Domestic orders of 1.20 billion against 1.36 billion, and foreign ones of 1.45 billion".
    fn add(&mut self, list: &[u32], sentences: RangeInclusive<usize>) {
        if list.len() > TABLE {
            return;
        }
        let Runs { reading, context, .. } = *self;
        let is = |m: &u32, cues: ListMask| sentences.clone().any(|s| follows(*m, cues, s, reading));
        let special = &context.book.special;
        let list: Vec<u32> =
            list.iter().copied().filter(|m| self.change || !is(m, special.changes)).collect();
        let told: Vec<u32> = list.iter().copied().filter(|m| !is(m, cues(special))).collect();
        let apart = sentences.clone().count() > 1;
        self.add_all(&list, apart);
        if told.len() < list.len() {
            self.add_all(&told, apart);
        }
    }

    fn add_all(&mut self, list: &[u32], apart: bool) {
        if list.len() > MOST {
            return;
        }
        for from in 0..list.len() {
            for to in (from + PARTS.start())..=list.len().min(from + PARTS.end()) {
                let marks = list.get(from..to).unwrap_or(&[]);
                let fine = match marks.len() == list.len() {
                    _ if apart => FINEST,
                    true => FINE,
                    false => FINER,
                };
                if adds_up(self.own, marks, fine, self.context) {
                    self.groups.push(Parts { marks: marks.to_vec(), sound: false, linked: false });
                }
            }
        }
    }
}

/// Whether a figure says how much there is as finely as a total that is told by no word has to.
fn is_total(figure: &Figure) -> bool {
    let step = if figure.amount.step > 0.0 { figure.amount.step } else { 1.0 };
    matches!(figure.kind, Kind::Number | Kind::Money | Kind::Measure)
        && figure.high.is_none()
        && figure.amount.value >= FINE * step
        && !figure.is_rate()
}

/// Whether figures come to a total as nearly as the coarsest of them is written.
fn adds_up(total: &Figure, marks: &[u32], fine: f64, context: Context<'_>) -> bool {
    let parts: Vec<&Figure> = marks.iter().filter_map(|m| figure(*m, context)).collect();
    let step = parts.iter().map(|f| f.amount.step).fold(total.amount.step, f64::max);
    let sum: f64 = parts.iter().map(|f| f.amount.value).sum();
    let exact = total.kind == Kind::Number && step <= 1.0;
    let off = if exact { 1e-9 * sum } else { step * 0.5 + 1e-9 * sum };
    (sum - total.amount.value).abs() <= off && total.amount.value >= fine * if exact { 1.0 } else { step }
}

/// Whether nothing says that figures behind a total are not all its parts: that one is compared, is a part of another or
/// comes several times.
fn is_sound(total: &Figure, marks: &[u32], sentence: usize, reading: &Reading, context: Context<'_>) -> bool {
    let special = &context.book.special;
    let items = reading.items.of(sentence);
    let times = |f: &Figure| {
        let part = |m: &u32| {
            figure(*m, context).is_some_and(|p| p.amount.value * f.amount.value == total.amount.value)
        };
        f.kind == Kind::Number && f.amount.value > 1.0 && marks.iter().any(part)
    };
    let some = |i: &Item| {
        i.lists.meet(special.of_them) || i.lists.meet(special.some_of) && !i.lists.meet(special.other)
    };
    // "30 of them, at $120m each" are 30; "30 each for the two" are not.
    let each = |m: &u32| {
        let at = items.iter().position(|i| i.mark == Some(*m)).unwrap_or(0);
        let near = items.get(at.saturating_sub(NEXT)..items.len().min(at + NEXT + 1)).unwrap_or(&[]);
        near.iter().any(|i| i.lists.meet(special.of_each))
    };
    let mut others = items.iter().filter_map(|i| i.mark).filter_map(|m| figure(m, context));
    let name = |m: &u32| {
        let at = items.iter().position(|i| i.mark == Some(*m)).and_then(|at| at.checked_sub(1));
        at.and_then(|at| items.get(at)).is_some_and(|i| i.lists.meet(special.naming))
    };
    marks.iter().all(|m| !compared(*m, sentence, reading, context))
        && !marks.iter().any(name)
        && !items.iter().any(some)
        && !marks.iter().any(each)
        && !others.any(times)
}

/// Whether the words before a figure say that it is what was before, or by how much something changed.
fn compared(mark: u32, sentence: usize, reading: &Reading, context: Context<'_>) -> bool {
    follows(mark, cues(&context.book.special), sentence, reading)
}

/// Whether a figure is what another is set against.
pub(super) fn is_compared(mark: u32, reading: &Reading, context: Context<'_>) -> bool {
    let sentence = context.scan.sentence_of(mark);
    let special = &context.book.special;
    follows(mark, special.against | special.from, sentence, reading)
}

/// Whether the word behind a figure is of a list: "70 of them", "20 more".
pub(super) fn stands_before(mark: u32, lists: ListMask, reading: &Reading, context: Context<'_>) -> bool {
    let items = reading.items.of(context.scan.sentence_of(mark));
    let at = items.iter().position(|i| i.mark == Some(mark));
    at.and_then(|at| items.get(at + 1)).is_some_and(|i| i.lists.meet(lists))
}

/// Whether the words before a figure say that something rose or fell by it.
pub(super) fn is_change(mark: u32, reading: &Reading, context: Context<'_>) -> bool {
    follows(mark, context.book.special.changes, context.scan.sentence_of(mark), reading)
}

/// Words that say of a figure that it is compared.
fn cues(special: &Special) -> ListMask {
    special.from | special.than | special.changes | special.against
}

/// Whether the words next to a figure say that it is what those before it come to: "raising £400", "£400 together".
pub(super) fn is_sum(mark: u32, reading: &Reading, context: Context<'_>) -> bool {
    let (sentence, special) = (context.scan.sentence_of(mark), &context.book.special);
    let items = reading.items.of(sentence);
    let at = items.iter().position(|i| i.mark == Some(mark)).unwrap_or(0);
    let behind = items.get(at + 1..).unwrap_or(&[]).iter().take(NEXT);
    follows(mark, special.sums_to, sentence, reading)
        || behind.into_iter().any(|i| i.lists.meet(special.sums_to))
}

/// Whether words of a list stand before a figure of a sentence, with no other and no comma between.
fn follows(mark: u32, cues: ListMask, sentence: usize, reading: &Reading) -> bool {
    let items = reading.items.of(sentence);
    let at = items.iter().position(|i| i.mark == Some(mark)).unwrap_or(0);
    let before = items.get(at.saturating_sub(CUE)..at).unwrap_or(&[]);
    let mut near = before.iter().rev().take_while(|i| i.mark.is_none() && !i.punctuation);
    near.any(|i| i.lists.meet(cues))
}

/// Whether a total is what came of a change: "rose to 40".
fn is_result(total: u32, sentence: usize, reading: &Reading, context: Context<'_>) -> bool {
    let special = &context.book.special;
    let items = reading.items.of(sentence);
    let at = items.iter().position(|i| i.mark == Some(total)).unwrap_or(0);
    let before = items.get(..at).unwrap_or(&[]).iter().rev();
    let mut last = before.skip_while(|i| i.lists.meet(special.adverb | special.article));
    // "To total 140,000 tonnes"
    last.next().is_some_and(|i| i.lists.meet(special.reaching | special.standing | special.figure_noun))
}

/// Whether a figure comes on top of the others: "another 20", "20 more", "the remaining five".
fn on_top(mark: u32, sentence: usize, reading: &Reading, context: Context<'_>) -> bool {
    let special = &context.book.special;
    let items = reading.items.of(sentence);
    let Some(at) = items.iter().position(|i| i.mark == Some(mark)) else { return false };
    let around = items.get(at.saturating_sub(NEXT)..items.len().min(at + NEXT + 1)).unwrap_or(&[]);
    around.iter().any(|i| i.lists.meet(special.other)) && !around.iter().any(|i| i.lists.meet(special.than))
}

/// Such a word stands so near.
const NEXT: usize = 2;

/// Whether an item says that a figure beside it is a part of another: "of which", "half of".
fn is_part(item: &Item, context: Context<'_>) -> bool {
    let special = &context.book.special;
    let ratio = |m: u32| figure(m, context).is_some_and(Figure::is_ratio);
    item.lists.meet(special.of_them | special.some_of) || item.mark.is_some_and(ratio)
}
