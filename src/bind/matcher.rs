//! Runs the programs of patterns over the items of a sentence.
//!
//! Backtracking, but no step is tried twice at the same item, so the time is bounded by the length
//! of the program times the length of the sentence.

use crate::{
    bind::{
        item::{Item, is_restated},
        like::alike,
        met::View,
        resume, series, timing,
    },
    rule::{
        Rulebook,
        kinds::{AMOUNT, Kinds, MULTIPLE},
        program::{Ahead, Member, Name, Op, Program},
        special::Special,
    },
    scan::Scan,
    span::Span,
};

/// What a slot was bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A mark, a place in [`Scan::marks`].
    Mark(u32),
    /// A word or phrase.
    Words(Span),
    /// A run of marks: "5m, 4m and 2m".
    List(Vec<u32>),
    /// A list of words and how many it names: "housing, transport and schools".
    Series(Span, u16),
}

impl Bound {
    /// The mark that it is.
    #[must_use]
    pub fn mark(&self) -> Option<u32> {
        match self {
            Bound::Mark(mark) => Some(*mark),
            Bound::Words(_) | Bound::List(_) | Bound::Series(..) => None,
        }
    }

    /// The first mark in it.
    #[must_use]
    pub fn first_mark(&self) -> Option<u32> {
        self.marks().first().copied()
    }

    /// All marks in it.
    #[must_use]
    pub fn marks(&self) -> &[u32] {
        match self {
            Bound::Mark(mark) => std::slice::from_ref(mark),
            Bound::List(marks) => marks,
            Bound::Words(_) | Bound::Series(..) => &[],
        }
    }
}

/// A pattern found in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// First item.
    pub first: usize,
    /// One past its last item.
    pub last: usize,
    /// The words from the first to the last item.
    pub span: Span,
    /// The slots bound, in the order of the pattern.
    pub slots: Vec<(Name, Bound)>,
    /// It goes over a sentence that tells of no figure and may be of something else.
    pub leaps: bool,
}

impl Match {
    /// The marks it binds one by one, those of lists left out.
    pub fn marks(&self) -> impl Iterator<Item = u32> {
        self.slots.iter().filter_map(|(_, bound)| bound.mark())
    }
}

/// A gap without a number steps over at most so many items.
const WIDEST_GAP: usize = 40;
/// In a set, at most so many items lie between two members.
const WIDEST_SET_GAP: usize = 12;
/// In a list, at most so many words lie between a figure and the comma after it.
const WIDEST_LIST_GAP: usize = 8;

/// Space to work in, kept from one search to the next.
#[derive(Debug, Default)]
pub struct Room {
    slots: Vec<(Name, Bound)>,
    /// One bit for each step at each item, set when it has been tried.
    seen: Vec<u64>,
}

/// Finds every match of `program` in a sentence, one at most from each item.
#[must_use]
pub fn find(program: &Program, view: &View<'_>, scan: &Scan, book: &Rulebook, room: &mut Room) -> Vec<Match> {
    match view.may_begin(program) {
        // Of ten guards nine are of something that the sentence has not.
        0 => Vec::new(),
        starts => find_at(view.places(starts), program, view, scan, book, room),
    }
}

/// Finds every match that begins at one of these places.
pub(super) fn find_at(
    places: impl Iterator<Item = usize>,
    program: &Program,
    view: &View<'_>,
    scan: &Scan,
    book: &Rulebook,
    room: &mut Room,
) -> Vec<Match> {
    let mut found = Vec::new();
    let items = view.items;
    let mut run = Run { program, items, scan, book, room, gap_end: None, leaps: false };
    for first in places {
        let Some(item) = items.get(first) else { continue };
        let before = first.checked_sub(1).and_then(|p| items.get(p));
        if item.each || item.mark.is_some() && before.is_some_and(|i| i.lists.meet(book.special.or)) {
            continue; // "per 100" and "or 60 cents a share" only go with what stands before them
        }
        let aside = item.close.is_some();
        if aside && !matches!(program.ops.first(), Some(Op::Word(_) | Op::List(_))) {
            continue; // what stands in an aside is found from its own first word
        }
        run.room.slots.clear();
        run.room.seen.clear();
        run.leaps = false;
        let Some(last) = run.step(0, first) else { continue };
        let Some((a, b)) = items.get(first).zip(items.get(last.saturating_sub(1))) else {
            continue;
        };
        if last > first && !leaves_dashes(items, first, last, book) {
            let (span, slots) = (a.span.cover(b.span), run.room.slots.clone());
            found.push(Match { first, last, span, slots, leaps: run.leaps });
        }
    }
    found
}

/// How many items part the clause that ends before these from the next, which might as well be a sentence.
pub(super) fn joined(items: &[Item], special: &Special) -> Option<usize> {
    let [first, second, ..] = items else { return None };
    let and = first.lists.meet(special.comma) && second.lists.meet(special.joining);
    if first.lists.meet(special.semicolon) { Some(1) } else { and.then_some(2) }
}

/// Whether a match begins between two dashes and ends behind them: "the allowance - a sum taken off to lower the tax -
/// to £40 from £30".
fn leaves_dashes(items: &[Item], first: usize, last: usize, book: &Rulebook) -> bool {
    let before = items.get(first.saturating_sub(WIDEST_GAP)..first).unwrap_or(&[]);
    before.iter().rev().zip(1..).any(|(item, back)| {
        let close = item.close.filter(|_| item.lists.meet(book.special.dash)).map(usize::from);
        close.is_some_and(|close| close > back && first + close < last + back)
    })
}

fn meets(item: &Item, ahead: &Ahead) -> bool {
    item.lists.meet(ahead.lists)
        || item.kind & ahead.marks != 0
        || ahead.words != 0 && item.word.bloom() & ahead.words != 0
        || ahead.punctuation && item.punctuation
}

/// Whether a step that asks for words takes an item.
fn fits(op: &Op, item: &Item) -> bool {
    match op {
        Op::Word(word) => item.word == *word,
        Op::List(lists) => item.lists.meet(*lists),
        Op::OneOf(words, lists) => item.lists.meet(*lists) || words.contains(&item.word),
        _ => false,
    }
}

struct Run<'a> {
    program: &'a Program,
    items: &'a [Item],
    scan: &'a Scan,
    book: &'a Rulebook,
    room: &'a mut Room,
    /// Where the gap right before ended: what another figure is told for fills no slot there.
    gap_end: Option<usize>,
    /// Whether the way found goes over a sentence that may be of something else.
    leaps: bool,
}

impl Run<'_> {
    /// Runs from step `at` and item `pos`; gives the item after the match.
    fn step(&mut self, mut at: usize, mut pos: usize) -> Option<usize> {
        let program = self.program;
        loop {
            match program.ops.get(at)? {
                Op::End => return Some(pos),
                Op::Jump(to) => at = *to as usize,
                Op::Word(_) | Op::List(_) | Op::OneOf(..) => {
                    let (here, beyond) = self.here(at, pos)?;
                    self.gap_end = None;
                    if beyond.is_some() {
                        if self.tried(at, pos) {
                            return None;
                        }
                        let kept = self.room.slots.len();
                        if let Some(end) = self.step(at + 1, here) {
                            return Some(end);
                        }
                        self.room.slots.truncate(kept);
                    }
                    pos = beyond.unwrap_or(here);
                    at += 1;
                }
                Op::Border => {
                    // A pattern that begins with one asks where a sentence ends.
                    let border = self.border(pos, at > 0)?;
                    if self.tried(at, pos) {
                        return None;
                    }
                    let (items, special) = (self.items, &self.book.special);
                    let kept = self.room.slots.len();
                    for (begin, leaps) in resume::beginnings(items, border, special) {
                        if let Some(end) = self.step(at + 1, begin) {
                            self.leaps |= leaps;
                            return Some(end);
                        }
                        self.room.slots.truncate(kept);
                    }
                    return None;
                }
                Op::Slot(name, kinds) => {
                    pos = self.slot(*name, kinds, pos)?;
                    at += 1;
                    // "From 44 a year ago to 38": when a figure was so may be said behind it.
                    if let Some(when) = self.when(kinds, at, pos) {
                        let kept = self.room.slots.len();
                        if let Some(end) = self.step(at, pos) {
                            return Some(end);
                        }
                        self.room.slots.truncate(kept);
                        pos += when;
                    }
                }
                Op::Gap(..) => return self.gap(at, pos),
                Op::Set(members, after) => {
                    pos = self.set(members, pos)?;
                    at = *after as usize;
                }
                Op::Split(_, b, first) if !self.may_stand(first.as_ref(), pos) => at = *b as usize,
                Op::Split(a, b, _) => {
                    if self.tried(at, pos) {
                        return None;
                    }
                    let kept = self.room.slots.len();
                    if let Some(end) = self.step(*a as usize, pos) {
                        return Some(end);
                    }
                    self.room.slots.truncate(kept);
                    at = *b as usize;
                }
            }
        }
    }

    /// The item after the word of step `at`, which stands at `pos` or behind the aside that begins there; and that after
    /// the second place, when it stands at both: the bracket and then the comma of "£5m (£4m), up".
    fn here(&self, at: usize, pos: usize) -> Option<(usize, Option<usize>)> {
        let op = self.program.ops.get(at)?;
        let item = self.items.get(pos)?;
        let first = fits(op, item).then_some(pos + 1);
        let beyond = || {
            let close = pos + usize::from(item.close?);
            let behind = self.items.get(close)?;
            // The first comma of ", he said, up" stands for both.
            let comma = first.is_some() && item.lists.meet(self.book.special.comma);
            if comma { Some(close) } else { fits(op, behind).then_some(close + 1) }
        };
        let behind_filler = || self.items.get(self.filled(pos)?).filter(|i| fits(op, i)).map(|_| pos + 2);
        match (first, beyond()) {
            (Some(here), beyond) => Some((here, beyond)),
            (None, beyond) => beyond.or_else(behind_filler).map(|here| (here, None)),
        }
    }

    /// The item behind a word that tells nothing: "rose sharply by".
    fn filled(&self, pos: usize) -> Option<usize> {
        let filler = self.items.get(pos)?.lists.meet(self.book.special.filler);
        filler.then_some(pos + 1)
    }

    /// How many items behind the figure of a slot only say when it was so, if what it is set against follows.
    fn when(&self, kinds: &Kinds, at: usize, pos: usize) -> Option<usize> {
        let looks = matches!(self.program.ops.get(at), None | Some(Op::Gap(..) | Op::End));
        let amount = kinds.like || kinds.marks & AMOUNT != 0;
        let special = &self.book.special;
        let length = timing::told_by(self.items.get(pos..).filter(|_| amount && !looks)?, special)?;
        let next = self.items.get(pos + length)?;
        next.lists.meet(special.from | special.reaching).then_some(length)
    }

    /// The first item of the next sentence, when nothing but marks of punctuation stand before it, or of the next clause,
    /// when that might as well be a sentence: "…; it was 40 in May", "…, and that is up from 40".
    fn border(&self, pos: usize, clauses: bool) -> Option<usize> {
        let rest = self.items.get(pos..)?;
        if let Some(clause) = joined(rest, &self.book.special).filter(|_| clauses) {
            return Some(pos + clause);
        }
        let at = rest.iter().position(|i| !i.punctuation || i.border)?;
        rest.get(at).filter(|i| i.border).map(|_| pos + at + 1)
    }

    fn slot(&mut self, name: Name, kinds: &Kinds, pos: usize) -> Option<usize> {
        let close = self.items.get(pos)?.close;
        self.slot_at(name, kinds, pos)
            .or_else(|| self.slot_at(name, kinds, pos + usize::from(close?)))
            .or_else(|| self.slot_at(name, kinds, self.filled(pos)?))
    }

    fn slot_at(&mut self, name: Name, kinds: &Kinds, at: usize) -> Option<usize> {
        let (bound, end) = if kinds.series {
            let (span, count, end) = series::read(self.items, at, self.book)?;
            (Bound::Series(span, count), end)
        } else if kinds.list {
            let (marks, end) = self.list(kinds, at)?;
            (Bound::List(marks), end)
        } else {
            let open = |item: &&Item| !item.each || self.gap_end != Some(at);
            let item = self.items.get(at).filter(open).filter(|item| self.fills(kinds, item))?;
            (item.mark.map_or(Bound::Words(item.span), Bound::Mark), at + 1)
        };
        self.room.slots.push((name, bound));
        Some(end)
    }

    /// Whether an item could fill a slot, given what is bound already.
    fn fills(&self, kinds: &Kinds, item: &Item) -> bool {
        if item.lists.meet(kinds.lists) {
            return true;
        }
        let Some((at, mark)) = item.mark.and_then(|m| Some((m, self.scan.marks.get(m as usize)?))) else {
            return false;
        };
        if item.kind & kinds.marks == 0
            && (kinds.dimensions.is_empty() || !kinds.take(mark, &self.book.units))
        {
            return false;
        }
        !kinds.like
            || self.bound_like().all(|other| other == at || alike(other, at, self.scan, &self.book.units))
    }

    /// The marks bound to slots that have to be commensurable.
    fn bound_like(&self) -> impl Iterator<Item = u32> + '_ {
        self.room.slots.iter().filter_map(|(name, bound)| match bound {
            Bound::Mark(m) => self.program.alike.contains(name).then_some(*m),
            Bound::Words(_) | Bound::List(_) | Bound::Series(..) => None,
        })
    }

    /// Goes on from the gap at step `at` behind as few items as it can.
    fn gap(&mut self, at: usize, mut pos: usize) -> Option<usize> {
        let program = self.program;
        let Op::Gap(most, next, behind) = program.ops.get(at)? else { return None };
        let kept = self.room.slots.len();
        let mut end = pos + most.map_or(WIDEST_GAP, usize::from);
        let to_border = matches!(program.ops.get(at + 1), Some(Op::Border)) && most.is_none();
        loop {
            self.gap_end = Some(pos);
            if self.may_stand(behind.as_ref(), pos)
                && !self.tried(at, pos)
                && let Some(end) = self.step(at + 1, pos)
            {
                return Some(end);
            }
            self.room.slots.truncate(kept);
            if pos >= end {
                return None;
            }
            let inside = self.items.get(pos).is_some_and(|i| i.close.is_some()) && most.is_none();
            let after = self.over(pos, next, most.is_some(), to_border)?;
            // Each aside may be gone into or over: what was looked at behind one is not looked at again.
            if inside
                && !self.tried(program.ops.len() + at, after)
                && let Some(end) = self.gap(at, after)
            {
                return Some(end);
            }
            // "Face-to-face" is one word.
            if self.items.get(pos).is_some_and(|i| i.hyphen) {
                end += 2;
            }
            pos = if inside { pos + 1 } else { after };
        }
    }

    /// Whether what is needed may stand at `pos`, or behind the aside that begins there.
    fn may_stand(&self, need: Option<&Ahead>, pos: usize) -> bool {
        let Some(need) = need else { return true };
        let item = self.items.get(pos);
        item.is_some_and(|i| i.close.is_some() || meets(i, need))
    }

    /// The item after the one at `pos`, if a gap may step over it: a `strict` one over less, one to the border of its
    /// sentence over all but what concedes something: "the first gain for months", "because".
    fn over(&self, pos: usize, next: &Kinds, strict: bool, to_border: bool) -> Option<usize> {
        let item = self.items.get(pos).filter(|i| !i.border)?;
        let said = item.lists.meet(self.book.special.comma);
        if let Some(close) = item.close
            && (!strict || said || is_restated(self.items, pos))
        {
            return Some(pos + usize::from(close));
        }
        if item.plain && !strict {
            return Some(pos + 1);
        }
        let special = &self.book.special;
        let ends = if to_border {
            item.lists.meet(special.concession)
        } else {
            item.lists.meet(special.stop) || item.kind & MULTIPLE != 0
        };
        let joins = item.lists.meet(special.and) && self.joins_clause(pos);
        let strays = strict && (item.punctuation || item.lists.meet(special.preposition));
        // "117 million, or 60 cents a share": what only says the other again is no rival to it.
        let again = || {
            let before = pos.checked_sub(1).and_then(|p| self.items.get(p));
            before.is_some_and(|i| i.lists.meet(special.or))
        };
        if ends || !to_border && joins || strays || !item.each && self.fills(next, item) && !again() {
            return None;
        }
        Some(pos + 1)
    }

    /// Whether the "and" at `pos` joins another clause: a verb comes before the next figure or comma.
    fn joins_clause(&self, pos: usize) -> bool {
        let special = &self.book.special;
        let after = self.items.get(pos + 1..).unwrap_or(&[]);
        // "Between 2005 and 2014, rising 99%": two dates are no clause.
        let dated = |at: Option<usize>| {
            at.and_then(|at| self.items.get(at)).is_some_and(|i| i.mark.is_some() && i.kind & AMOUNT == 0)
        };
        if dated(pos.checked_sub(1)) && dated(Some(pos + 1)) {
            return false;
        }
        // "£217m on beds, scanners and linen, up from £184m", but "in aid and the total, up from £184m".
        let named = after.first().is_none_or(|i| i.mark.is_some() || i.lists.meet(special.article));
        after
            .iter()
            .take_while(|i| i.kind & AMOUNT == 0 && (named || !i.lists.meet(special.comma)))
            .any(|i| i.lists.meet(special.stop | special.verb))
    }

    fn set(&mut self, members: &[Member], first: usize) -> Option<usize> {
        let (mut pos, mut end) = (first, first);
        let mut left: Vec<&Member> = members.iter().collect();
        // A figure that no member takes where it stands is stepped over.
        let next = Kinds::default();
        while !left.is_empty() && pos - end <= WIDEST_SET_GAP {
            let kept = self.room.slots.len();
            let taken = left.iter().position(|member| {
                if !self.may_stand(member.first.as_ref(), pos) {
                    return false;
                }
                self.room.slots.truncate(kept);
                self.step(member.at.into(), pos).is_some_and(|after| {
                    let moved = after > pos;
                    if moved {
                        end = after;
                    }
                    moved
                })
            });
            match taken {
                Some(i) => {
                    left.remove(i);
                    pos = end;
                }
                None if self.another_begins(end, pos) => break,
                None => {
                    self.room.slots.truncate(kept);
                    let inside = self.items.get(pos).is_some_and(|i| i.close.is_some()) && pos == end;
                    match self.over(pos, &next, false, false) {
                        Some(_) if inside => pos += 1,
                        Some(after) => pos = after,
                        None => break,
                    }
                }
            }
        }
        (end > first).then_some(end)
    }

    /// Whether something else is spoken of by now: a comma and then "has gone" lie between two places.
    fn another_begins(&self, from: usize, pos: usize) -> bool {
        let special = &self.book.special;
        let verb = self.items.get(pos).is_some_and(|i| i.lists.meet(special.auxiliary));
        let between = self.items.get(from..pos).unwrap_or(&[]);
        let comma = between.iter().position(|i| i.lists.meet(special.comma));
        // "…, which has grown, to 40": more of the same.
        let more =
            |at: usize| between.get(at + 1).is_some_and(|i| i.lists.meet(special.relative | special.with));
        // "A sale that raised £5m, and the ratio improved to 104%"
        let and = |at: usize| between.get(at + 1).is_some_and(|i| i.lists.meet(special.and));
        comma.is_some_and(|at| verb && !more(at) || and(at))
    }

    /// A run of like figures, "5m, 4m and 2m", words between figure and comma allowed.
    fn list(&self, kinds: &Kinds, mut pos: usize) -> Option<(Vec<u32>, usize)> {
        let special = &self.book.special;
        let mut marks: Vec<u32> = Vec::new();
        let mut end = pos;
        let mut closed = false;
        while let Some(item) = self.items.get(pos) {
            let mark = item.mark.filter(|_| item.kind & kinds.marks != 0 && !item.each)?;
            let like = |m: u32| alike(m, mark, self.scan, &self.book.units);
            if !marks.iter().copied().chain(self.bound_like()).all(like) {
                break;
            }
            // "Nine students, three of them from Leeds, and two guards": the three are counted already.
            let within =
                !marks.is_empty() && self.items.get(pos + 1).is_some_and(|n| n.lists.meet(special.of_them));
            if !within {
                marks.push(mark);
            }
            end = pos + 1;
            if closed {
                break;
            }
            let mut after = pos + 1;
            let separates = |i: &Item| i.lists.meet(special.comma | special.and);
            while let Some(next) = self.items.get(after).filter(|n| !separates(n)) {
                if next.mark.is_some_and(like)
                    || next.border
                    || next.lists.meet(special.clause)
                    || after - pos > WIDEST_LIST_GAP
                {
                    break;
                }
                after += 1;
            }
            let Some(first) = self.items.get(after).filter(|n| separates(n)) else { break };
            closed = first.lists.meet(special.and);
            pos = after + 1;
            if let Some(second) = self.items.get(pos).filter(|n| n.lists.meet(special.and) && !closed) {
                closed = second.lists.meet(special.and);
                pos += 1;
            }
            if self.items.get(pos).is_none_or(|n| n.mark.is_none()) {
                break;
            }
        }
        (marks.len() >= 2 && closed).then_some((marks, end))
    }

    /// Whether step `at` has been tried at item `pos` before; from now on it has.
    fn tried(&mut self, at: usize, pos: usize) -> bool {
        let bit = at * (self.items.len() + 1) + pos;
        if self.room.seen.len() <= bit / 64 {
            self.room.seen.resize(bit / 64 + 1, 0);
        }
        let Some(word) = self.room.seen.get_mut(bit / 64) else { return true };
        let was = *word >> (bit % 64) & 1 == 1;
        *word |= 1 << (bit % 64);
        was
    }
}
