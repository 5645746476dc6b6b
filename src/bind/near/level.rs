//! Figures that tell how much there was, and what the words around each say of it: a preposition ("from",
//! "against"), a time ("a year earlier", "in 2021"), a tense ("had been").

use crate::{
    bind::{
        foreign::foreign,
        item::{Item, Items},
        near::REACH,
        score::lists_at,
        when::Time,
    },
    grammar::figure::{Figure, Kind},
    rule::{
        Rulebook,
        kinds::{AMOUNT, DURATION, MULTIPLE, PERCENT, RELATIVE, SHARE, WHEN},
        lists::ListMask,
    },
    scan::Scan,
};

/// A figure that tells how much there was at some time, and not by how much it changed.
#[derive(Clone, Copy, Debug)]
pub(in crate::bind) struct Level {
    /// Its mark, a place in [`Scan::marks`].
    pub(in crate::bind) mark: u32,
    /// Its sentence.
    pub(in crate::bind) sentence: usize,
    /// Its place among the items of its sentence.
    pub(in crate::bind) item: usize,
    /// What is said of it, the claim's own words taken into account.
    pub(in crate::bind) said: Said,
    /// What its own words say of it.
    pub(super) told: Said,
    /// The time said of it.
    pub(in crate::bind) time: Option<Time>,
    /// Some time is said of it, be it only a month.
    pub(super) dated: bool,
}

/// What the words around a figure say of it. In order of time, what is earlier is less: `pair::precedes` and `far`
/// compare, and of several the least holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::bind) enum Said {
    /// "From", "against".
    From,
    /// "A year earlier", "had been".
    Earlier,
    /// "Last year", "when": earlier than what is said of now or of nothing.
    Before,
    /// Nothing of the kind.
    Nothing,
    /// "To", "now", "this year".
    Later,
    /// "Will pay": later than what is so now.
    Coming,
}

/// What is known of figures before the words around them are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    /// The marks of the claim that are no end of a change.
    pub(super) own: &'a [u32],
    /// The figure with which the claim itself compares.
    pub(super) base: Option<u32>,
    /// The ends of changes that are told in full: "26 million, up from 20 million".
    pub(super) told: &'a [u32],
    /// A part, a record or an average is a level, too.
    pub(super) loose: bool,
}

/// A sentence in which levels are looked for.
struct Place<'a> {
    items: &'a [Item],
    known: &'a Known<'a>,
    scan: &'a Scan,
    book: &'a Rulebook,
}

/// Adds the levels of a sentence, but for those of which another change is told than the claim's.
pub(super) fn read(
    sentence: usize,
    known: &Known<'_>,
    items: &Items,
    scan: &Scan,
    book: &Rulebook,
    levels: &mut Vec<Level>,
) {
    let place = Place { items: items.of(sentence), known, scan, book };
    let found: Vec<usize> = (0..place.items.len()).filter(|at| place.is_level(*at)).collect();
    for &item in &found {
        let Some(mark) = place.items.get(item).and_then(|i| i.mark) else { continue };
        let (said, time) = (place.said(item, &found), place.time(item, &found));
        let (first, last) = place.bounds(item);
        let dated = place.items.get(first..last).unwrap_or(&[]).iter().any(|i| i.kind & WHEN != 0);
        levels.push(Level { mark, sentence, item, said, told: said, time, dated });
    }
}

/// Seconds.
const DAY: f64 = 86_400.0;
/// A bare number below this behind "the" may be a name: "the 787".
const LARGE: f64 = 1000.0;

impl Place<'_> {
    /// Whether the figure at this place tells how much there was.
    fn is_level(&self, at: usize) -> bool {
        let Some(item) = self.items.get(at).filter(|i| i.kind & AMOUNT != 0) else { return false };
        let Some(figure) = item.mark.and_then(|m| self.scan.figure(m)) else { return false };
        let other = item.mark.is_some_and(|m| self.known.own.contains(&m))
            || self.told_of(at).is_some_and(|m| !self.known.own.contains(&m));
        let base = self.known.base.is_some() && self.known.base == item.mark;
        let full = item.mark.is_some_and(|m| self.known.told.contains(&m));
        let aside = self.gloss(at) || !self.known.loose && self.aside(at);
        let told = base || !other && (full || !self.changes(at) && !aside) && !self.of_each(at);
        told && figure.high.is_none() && self.sort(figure, at)
    }

    /// Whether a figure is of a sort that can be an end of the claim's change: percentages only of one in points.
    fn sort(&self, figure: &Figure, at: usize) -> bool {
        let mut own = self.known.own.iter().filter_map(|m| self.scan.figure(*m));
        let points = own.clone().any(|f| f.kind == Kind::Points);
        let percent = points || own.any(|f| self.in_points(f));
        let sort = match figure.kind {
            Kind::Percent => percent,
            Kind::Duration => !points && (self.known.base.is_some() || self.is_short(figure)),
            kind => !points && matches!(kind, Kind::Number | Kind::Money | Kind::Measure),
        };
        let small_word = figure.kind == Kind::Number || figure.amount.value <= 1.0;
        let spelt = small_word && !figure.amount.digits && figure.amount.scale == 1.0;
        let bare = figure.kind == Kind::Number && figure.noun.is_none();
        let named =
            figure.amount.value < LARGE && self.lists(at.checked_sub(1)).meet(self.book.special.article);
        let base = self.known.base.is_some_and(|b| self.items.get(at).and_then(|i| i.mark) == Some(b));
        sort && (base || !(spelt || bare && named))
    }

    /// Whether a time is measured, as a wait or a run is, and does not say when: of minutes or hours, no days or years.
    fn is_short(&self, figure: &Figure) -> bool {
        let unit = figure.unit.as_ref().map(|u| self.book.units.get(u.unit));
        unit.is_some_and(|u| u.factor < DAY)
    }

    /// Whether a figure is so many points, which may be of a percentage.
    fn in_points(&self, figure: &Figure) -> bool {
        let noun = figure.noun.and_then(|n| self.scan.tokens.get(n.head as usize));
        noun.is_some_and(|t| self.book.lists.of(t.word).meet(self.book.special.points))
    }

    /// Whether the figure tells by how much something changed: "rose 40", "a gain of 40", "40 more".
    fn changes(&self, at: usize) -> bool {
        let special = &self.book.special;
        let mut before = at.checked_sub(1);
        while self.lists(before).meet(special.adverb | special.article) {
            before = before.and_then(|b| b.checked_sub(1));
        }
        let earlier = self.lists(before.and_then(|b| b.checked_sub(1)));
        let gained = self.lists(before).meet(special.whose) && earlier.meet(special.difference);
        let (next, second) = (self.items.get(at + 1), self.lists(Some(at + 2)));
        let difference = next.is_some_and(|i| {
            i.lists.meet(special.difference) || !i.punctuation && second.meet(special.difference)
        });
        let of_the =
            self.lists(at.checked_sub(1)).meet(special.article) && self.lists(before).meet(special.whose);
        gained
            || difference
            || of_the
            || self.lists(before).meet(special.changes | special.or | special.expected)
            // "After buying another 100,000"
            || self.known.loose && self.lists(at.checked_sub(1)).meet(special.another)
    }

    /// Whether the figure says another again, in brackets, or is the end of a range.
    fn gloss(&self, at: usize) -> bool {
        let special = &self.book.special;
        let before = self.items.get(at.saturating_sub(REACH)..at).unwrap_or(&[]);
        let gloss = match before {
            [.., amount, open] => open.lists.meet(special.open) && amount.kind & AMOUNT != 0,
            _ => false,
        };
        let compared = before.iter().any(|i| i.lists.meet(special.from));
        gloss || compared && before.iter().any(|i| i.lists.meet(special.spans))
    }

    /// Whether the figure is a part, a forecast, a peak or another's.
    fn aside(&self, at: usize) -> bool {
        let special = &self.book.special;
        let before = self.items.get(at.saturating_sub(REACH)..at).unwrap_or(&[]);
        let compared = before.iter().any(|i| i.lists.meet(special.from));
        let (first, last) = self.bounds(at);
        let mut part = self.items.get(first..last).unwrap_or(&[]).iter();
        let never = special.expected | special.some_of | special.ranging | special.conditional;
        // "4.1 for every 100,000 people" is a level.
        let rate = |i: &Item| i.lists.meet(special.of_each);
        let out = |i: &Item| i.lists.meet(never) && !rate(i) || !compared && i.lists.meet(special.extreme);
        let each = |p: usize| self.lists(Some(p)).meet(special.of_each) && !self.of_each(p + 1);
        let cue = (at.saturating_sub(REACH)..at)
            .rev()
            .find(|place| self.lists(Some(*place)).meet(special.against | special.than));
        let foreign = cue.is_some_and(|cue| foreign(self.items, cue, at, self.scan, self.book));
        foreign || part.any(out) || (first..last).any(each)
    }

    /// Whether a figure is what another is counted by: the 100,000 of "four for every 100,000 people".
    fn of_each(&self, at: usize) -> bool {
        let amount = self.items.get(at).is_some_and(|i| i.kind & AMOUNT != 0);
        amount && self.lists(at.checked_sub(1)).meet(self.book.special.of_each)
    }

    /// The lists of the item at a place.
    fn lists(&self, at: Option<usize>) -> ListMask {
        at.and_then(|at| self.items.get(at)).map_or(ListMask::NONE, |i| i.lists)
    }

    /// The percentage by which a level is said to have changed: "rose 8 pct to 12.4 billion", "4.5bn, up 12 per cent".
    fn told_of(&self, at: usize) -> Option<u32> {
        let special = &self.book.special;
        let percent = |i: &&Item| i.kind & (PERCENT | MULTIPLE) != 0;
        let before = self.items.get(at.saturating_sub(2 * REACH)..at)?;
        let to = before.iter().rposition(|i| i.lists.meet(special.reaching)).and_then(|to| before.get(..to));
        let told = |i: &&Item| i.kind & (AMOUNT | MULTIPLE) != 0;
        let by = to.and_then(|before| before.iter().rev().take(REACH).find(told)).filter(percent);
        let after = self.items.get(at + 1..)?.iter().take(REACH + 3);
        let mut after = after.take_while(|i| i.kind & (AMOUNT & !PERCENT) == 0);
        let upward = after.find(|i| i.lists.meet(special.up | special.down | special.article) || percent(i));
        let behind = upward.filter(percent).or_else(|| after.take(2).find(percent));
        // "More than 1,800 people held last year, a 190-percent increase"
        let mut rest = self.items.get(at + 1..)?.iter().take(2 * REACH).skip_while(|i| !i.punctuation);
        let comma = rest.next().filter(|i| i.lists.meet(special.comma));
        let article = rest.next().filter(|i| i.lists.meet(special.article));
        let set_off = comma.and(article).and_then(|_| rest.next()).filter(percent);
        let apposed = set_off.filter(|_| rest.next().is_some_and(|i| i.lists.meet(special.change_noun)));
        by.or(behind.filter(|_| self.items.get(at + 1).is_some_and(|i| i.punctuation))).or(apposed)?.mark
    }

    /// What is said of the level at a place among the others.
    fn said(&self, at: usize, levels: &[usize]) -> Said {
        let special = &self.book.special;
        for place in (at.saturating_sub(REACH)..at).rev() {
            let Some(item) = self.items.get(place) else { break };
            // "It came to 40": nothing rose.
            let amounts = || self.lists(place.checked_sub(1)).meet(special.amounting);
            if item.lists.meet(special.from) {
                return Said::From;
            } else if item.lists.meet(special.reaching) && !amounts() {
                return if self.to_come(at) { Said::Coming } else { Said::Later };
            } else if item.kind & (AMOUNT | MULTIPLE | SHARE) != 0
                || item.lists.meet(special.clause | special.verb | special.reaching)
            {
                break;
            }
        }
        if self.until_then(at) {
            return Said::Before;
        }
        let (first, last) = self.bounds(at);
        let opening = self.opening(first);
        let nearest =
            |cue: usize| levels.iter().filter(|l| (first..last).contains(*l)).min_by_key(|l| l.abs_diff(cue));
        let cues = self
            .items
            .iter()
            .enumerate()
            .take(last)
            .skip(opening)
            .filter(|(cue, _)| nearest(*cue) == Some(&at));
        let told = cues.filter_map(|(cue, item)| {
            let relative = item.kind & RELATIVE != 0;
            let lists = match item.mark.and_then(|m| self.scan.marks.get(m as usize)) {
                Some(mark) => lists_at(mark.first, self.scan, self.book),
                None => item.lists,
            };
            let relative_or_earlier = || (relative || lists.meet(special.earlier)).then_some(Said::Earlier);
            if cue < first {
                relative_or_earlier()
            } else if lists.meet(special.before) {
                Some(Said::Before)
            } else if lists.meet(special.later) || item.mark.is_some() && lists.meet(special.present) {
                Some(Said::Later)
            } else {
                relative_or_earlier()
            }
        });
        let open = if self.to_come(at) { Said::Coming } else { Said::Nothing };
        told.min().unwrap_or(open)
    }

    /// Whether the verb before a figure says that it is so only later: "will pay $150", but not "will cut $150".
    fn to_come(&self, at: usize) -> bool {
        let special = &self.book.special;
        let (first, _) = self.bounds(at);
        let before = self.items.get(first..at).unwrap_or(&[]);
        let phrase = || before.iter().rev().take_while(|i| i.kind & AMOUNT == 0).take(2 * REACH);
        let is = |lists: ListMask| phrase().any(|i| i.lists.meet(lists));
        is(special.to_come) && (is(special.reaching) || !is(special.up | special.down))
    }

    /// Where the words begin that open the part of a sentence beginning at a place: "in the year before, it had been 40".
    fn opening(&self, first: usize) -> usize {
        let special = &self.book.special;
        let Some(comma) = first.checked_sub(1).filter(|at| self.lists(Some(*at)).meet(special.comma)) else {
            return first;
        };
        let (start, end) = self.bounds(comma.saturating_sub(1));
        let plain =
            self.items.get(start..end).unwrap_or(&[]).iter().all(|i| i.kind & (AMOUNT & !DURATION) == 0);
        let begins = !self.lists(start.checked_sub(1)).meet(special.comma);
        if plain && begins && end == comma { start } else { first }
    }

    /// Whether a figure stands in an aside of its own that says when it was so: ", 3 billion when Lowe took over,".
    fn until_then(&self, at: usize) -> bool {
        let special = &self.book.special;
        let opens = self.lists(at.checked_sub(1)).meet(special.comma | special.dash | special.open);
        let next = self.items.get(at + 1..).unwrap_or(&[]).iter().take(2).find(|i| !i.punctuation);
        opens && next.is_some_and(|i| i.lists.meet(special.before) && i.lists.meet(special.clause))
    }

    /// The time said of a level: by a date in its own part of the sentence, or in a short one that opens the
    /// sentence.
    fn time(&self, at: usize, levels: &[usize]) -> Option<Time> {
        let (first, last) = self.bounds(at);
        let dated =
            |place: &usize| self.items.get(*place).and_then(|i| i.mark).and_then(|m| Time::of(m, self.scan));
        let nearest = |cue: &usize| {
            levels.iter().filter(|l| (first..last).contains(*l)).min_by_key(|l| l.abs_diff(*cue))
        };
        let own = (first..last).filter(|p| nearest(p) == Some(&at)).filter(|p| dated(p).is_some());
        let opening =
            || (0..first).take(2 * REACH).find(|p| dated(p).is_some() && levels.first() == Some(&at));
        own.min_by_key(|p| p.abs_diff(at)).or_else(opening).and_then(|p| dated(&p))
    }

    /// A part of a sentence ends with a comma, a dash, a bracket, "and" or a word that begins a clause.
    fn bounds(&self, at: usize) -> (usize, usize) {
        let special = &self.book.special;
        let ends = |i: &Item| {
            i.lists.meet(
                special.comma | special.and | special.open | special.close | special.dash | special.clause,
            )
        };
        let opens =
            |p: usize| p + usize::from(!self.items.get(p).is_some_and(|i| i.lists.meet(special.clause)));
        let first = self.items.get(..at).and_then(|i| i.iter().rposition(ends)).map_or(0, opens);
        let last =
            self.items.get(at..).and_then(|i| i.iter().position(ends)).map_or(self.items.len(), |p| at + p);
        (first, last)
    }
}
