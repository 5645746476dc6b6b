//! What the words right before and behind a claim tell of its figures.

use crate::{
    bind::{
        FoundClaim,
        item::{Item, is_restated},
        near::REACH,
    },
    grammar::figure::{Kind, What},
    rule::{
        Rulebook,
        kinds::{AMOUNT, DURATION, KindMask, MONTH, MULTIPLE, PERCENT, PERIOD, RELATIVE, YEAR},
        program::Name,
        special::Special,
    },
    scan::Scan,
};

/// The base of a claim stands at most so many items behind it.
const WIDEST: usize = 24;

/// The marks of a claim that are no end of the change: by how much it is said to be.
pub(super) fn own(claim: &FoundClaim, book: &Rulebook) -> Vec<u32> {
    let end = |name: &Name| matches!(book.slot(*name), "from" | "to");
    claim.found.slots.iter().filter(|(name, _)| !end(name)).filter_map(|(_, b)| b.mark()).collect()
}

/// The figure behind a claim that its last word or the next makes the base: "33 per cent above last year's 210
/// million", "double the rate in its towns, where it is 2.9".
pub(super) fn base(claim: &FoundClaim, items: &[Item], scan: &Scan, book: &Rulebook) -> Option<u32> {
    behind_than(claim, items, scan, book).and_then(|(mark, is_base)| is_base.then_some(mark))
}

/// Whether the figure behind "than" is of something else than what is compared: then nobody can say what that is.
pub(super) fn than_is_of_another(claim: &FoundClaim, items: &[Item], scan: &Scan, book: &Rulebook) -> bool {
    behind_than(claim, items, scan, book).is_some_and(|(_, is_base)| !is_base)
}

/// The figure behind a claim that ends with a word of comparison, and whether it is what that compares with.
fn behind_than(claim: &FoundClaim, items: &[Item], scan: &Scan, book: &Rulebook) -> Option<(u32, bool)> {
    let special = &book.special;
    let last = claim.found.last;
    let cued = |at: usize| items.get(at).is_some_and(|i| i.lists.meet(special.base | special.from));
    let counted = |i: &Item| i.lists.meet(special.many | special.figure_noun) || i.kind & AMOUNT != 0;
    let ratio = times(claim, scan, book) && items.get(last..)?.iter().take(REACH).any(counted);
    // "More than doubled since 2018, when it was 1.1bn"
    let since = items.get(last).is_some_and(|i| i.lists.meet(special.since));
    if !(ratio || since || cued(last) || cued(last.checked_sub(1)?)) {
        return None;
    }
    // A length of time is what another is compared with, else it tells when.
    let long = claim.found.marks().filter_map(|m| scan.figure(m));
    let lengths = if long.into_iter().any(|f| f.kind == Kind::Duration) { 0 } else { DURATION };
    let mut related = false;
    for (n, item) in items.get(last..)?.iter().enumerate() {
        // "…, which is 40", "…, the 40 of a year ago"
        let opens = match items.get(last + n + 1..).unwrap_or(&[]) {
            [the, amount, ..] if the.lists.meet(special.article) => amount.kind & AMOUNT != 0,
            [next, ..] => next.lists.meet(special.relative),
            [] => false,
        };
        if item.kind & AMOUNT & !lengths != 0 {
            let words = items.get(last..last + n).unwrap_or(&[]);
            return item.mark.map(|m| (m, is_base(words, m, scan, book)));
        }
        let ends = item.lists.meet(special.clause) && !item.lists.meet(special.relative | special.many);
        let parted = item.lists.meet(special.comma | special.dash | special.open) && !related && !opens;
        if ends || parted || item.lists.meet(special.and) && !related || n > WIDEST {
            return None;
        }
        related |= opens;
    }
    None
}

/// Whether the words from "than" to a figure make it what is compared: "the 40 of a year ago", "in 2009, when it was 40",
/// but not "in 40 games", "when it had 40 shops", "the old one".
fn is_base(words: &[Item], mark: u32, scan: &Scan, book: &Rulebook) -> bool {
    let special = &book.special;
    let Some(found) = scan.figure(mark) else { return true };
    let counts = found.kind == Kind::Number && found.noun.is_some();
    let pronoun = found.kind == Kind::Number && !found.amount.digits && found.amount.value == 1.0;
    // "When 313 went", "when it had 56 shops"
    let relative = |i: &Item| i.lists.meet(special.relative);
    let clause = words.iter().any(relative);
    let told = !clause || !counts && !words.last().is_some_and(relative);
    let plain = found.kind == Kind::Number && (counts || !clause);
    let within = plain && words.last().is_some_and(|i| i.lists.meet(special.narrowing));
    !pronoun && !within && told
}

/// The figure that a claim itself gives as what came of it: "rose 6 per cent to $3.8bn".
pub(in crate::bind) fn result(claim: &FoundClaim, items: &[Item], book: &Rulebook) -> Option<u32> {
    let special = &book.special;
    let after = items.get(claim.found.last..)?;
    // "Shrunk by 555, to 1,682"
    let after = match after {
        [comma, rest @ ..] if comma.lists.meet(special.comma) => {
            rest.first().filter(|i| i.lists.meet(special.reaching))?;
            rest
        }
        _ => after,
    };
    let goes_on = |i: &&Item| !i.punctuation && i.kind & AMOUNT == 0 && !i.lists.meet(special.clause);
    let to = after.iter().take(WIDEST / 2).take_while(goes_on).position(|i| i.lists.meet(special.reaching));
    let (first, rest) = after.get(to.unwrap_or(0)..)?.split_first()?;
    let next = rest.iter().take(REACH).find(|i| i.kind & AMOUNT != 0 || i.lists.meet(special.clause))?;
    next.mark.filter(|_| first.lists.meet(special.reaching | special.standing))
}

/// The figure right before a claim, of which it is said: "4.5bn, up 12 per cent"; and whether the claim is a noun,
/// ", a rise of 12 per cent". `base` is the figure that the claim compares with itself.
pub(super) fn ahead(
    claim: &FoundClaim,
    items: &[Item],
    base: Option<u32>,
    scan: &Scan,
    book: &Rulebook,
) -> Option<(u32, bool)> {
    let before = items.get(..claim.found.first)?;
    let special = &book.special;
    // "was selling at 90p last week, 25 per cent less"
    let over = base.is_none() && behind_comma(claim, items, book);
    let time = |i: &Item| over && i.kind & TIME != 0;
    let open = |i: &Item| {
        let timed = time(i) || over && i.lists.meet(special.adjunct | special.standing);
        let little = i.lists.meet(special.article | special.adverb) && !i.lists.meet(special.definite);
        i.punctuation || timed || little
    };
    let last = before.iter().rposition(|i| i.mark.is_some() && !time(i))?;
    // "£4m ($5m), up 12 per cent", "3.2 per 100, up 12 per cent"
    let opened =
        before.get(..last)?.iter().rposition(|i| i.close.is_some()).filter(|at| is_restated(items, *at));
    let each = last.checked_sub(1).filter(|at| items.get(*at).is_some_and(|i| i.lists.meet(special.of_each)));
    let behind_level = opened.filter(|open| open + REACH > last).or(each);
    let at = behind_level.and_then(|at| at.checked_sub(1)).unwrap_or(last);
    let apart = |i: &&Item| i.punctuation || i.kind & AMOUNT != 0;
    let cues = before.get(at.saturating_sub(REACH)..at)?.iter().rev().take_while(|i| !apart(i));
    if cues.into_iter().any(|i| i.lists.meet(special.from | special.base)) {
        return None; // "against 311 in 2023, 28 per cent fewer"
    }
    let level = before.get(at)?;
    let noun = level.mark.and_then(|m| scan.figure(m)).and_then(|f| f.noun).map_or(0, |n| n.span.end);
    let between = before.get(last + 1..)?;
    let near = between.iter().all(|i| open(i) || i.span.end <= noun);
    let begins = scan.tokens.partition_point(|t| t.start < claim.found.span.start);
    let article = scan.tokens.get(begins).is_some_and(|t| book.lists.of(t.word).meet(special.article))
        || between.last().is_some_and(|i| i.lists.meet(special.article));
    let mark = level.mark.filter(|_| near && level.kind & AMOUNT != 0 && level.kind & PERCENT == 0)?;
    Some((mark, article))
}

/// Whether a claim that begins with its figure stands right behind a comma or dash, and nothing that it is compared
/// with behind it: "24,900, 3,500 more".
pub(super) fn behind_comma(claim: &FoundClaim, items: &[Item], book: &Rulebook) -> bool {
    let special = &book.special;
    let before = items.get(..claim.found.first).unwrap_or(&[]);
    let little = |i: &&Item| i.lists.meet(special.article | special.or | special.adverb);
    let counts = items.get(claim.found.first).is_some_and(|i| i.kind & (AMOUNT | MULTIPLE) != 0);
    let ends = items.get(claim.found.last..).unwrap_or(&[]).iter().find(|i| !i.lists.meet(special.many));
    counts
        && ends.is_none_or(|i| i.punctuation || i.lists.meet(special.and))
        && before.iter().rev().find(|i| !little(i)).is_some_and(|i| i.punctuation)
}

/// Whether a claim tells an amount by which something changed. It is often of another time than the figures: "rose 17
/// to 110, against 52".
pub(in crate::bind) fn difference(claim: &FoundClaim, scan: &Scan) -> bool {
    let mut marks = claim.found.marks();
    marks.all(|m| scan.figure(m).is_some_and(|f| !f.is_ratio()))
}

/// "Twice as many men as women": a ratio of two things is no change, unless a time is said of the second: "twice as
/// many as last year".
pub(super) fn ratio(claim: &FoundClaim, items: &[Item], scan: &Scan, book: &Rulebook) -> bool {
    let timed = |i: &Item| i.kind & TIME != 0 || i.lists.meet(book.special.earlier);
    let after = items.get(claim.found.last..).unwrap_or(&[]);
    // "Twice as much.", and that is all.
    let many = after.first().is_some_and(|i| i.lists.meet(book.special.many));
    let said = after.iter().find(|i| !i.lists.meet(book.special.many));
    let as_much = many && said.is_none_or(|i| i.punctuation);
    times(claim, scan, book) && !as_much && !(many && after.iter().take(REACH + 2).any(timed))
}

/// Whether a claim tells so much for each of something: "32 cents a six-pack".
pub(super) fn for_each(claim: &FoundClaim, scan: &Scan) -> bool {
    let mut marks = claim.found.marks();
    marks.any(|m| scan.figure(m).and_then(|f| f.unit.as_ref()).is_some_and(|u| u.per_noun.is_some()))
}

/// "Doubling the £400m" tells what was before, and not what came of it.
pub(super) fn of_amount(claim: &FoundClaim, items: &[Item], book: &Rulebook) -> bool {
    let after = items.get(claim.found.last..).unwrap_or(&[]);
    let next = after.iter().find(|i| !i.lists.meet(book.special.article));
    next.is_some_and(|i| i.kind & AMOUNT & !DURATION != 0)
}

/// Whether the claim is a multiple that sets one thing against another, "twice", "three times", and no verb.
fn times(claim: &FoundClaim, scan: &Scan, book: &Rulebook) -> bool {
    let marks = claim.found.marks();
    marks.filter_map(|m| scan.marks.get(m as usize)).any(|mark| {
        let multiple = matches!(&mark.what, What::Figure(f) if f.kind == Kind::Multiple);
        let tokens = scan.tokens.get(mark.first as usize..mark.last as usize).unwrap_or(&[]);
        multiple && tokens.iter().any(|t| book.lists.of(t.word).meet(book.special.times))
    })
}

/// Whether what the words around a claim say leaves no two figures that it could be said of. `base` is the figure that
/// it compares with itself.
pub(super) fn is_of_no_pair(claim: &FoundClaim, items: &[Item], base: Option<u32>, book: &Rulebook) -> bool {
    let special = &book.special;
    let (first, last) = (claim.found.first, claim.found.last);
    let before = items.get(..first).unwrap_or(&[]);
    let behind = items.get(last..).unwrap_or(&[]);
    base.is_none()
        && (never_was(before, special)
            || is_since_a_time(last, items, special) && !explains_what_is_before(before, special)
            || says_again(behind, special))
        || is_compared_with(before, special)
        || items.iter().any(|i| i.lists.meet(special.respectively))
        || sets_groups_apart(behind, special)
        || falls_short_of_majority(behind, special)
        || stands_alongside(before, special)
}

/// "Is expected to rise 4%", "could rise 4%": what is only expected or possible; not so "those who wait for planned
/// treatment".
fn never_was(before: &[Item], special: &Special) -> bool {
    let clause = before.iter().enumerate().rev();
    let mut clause =
        clause.take_while(|(_, i)| !i.lists.meet(special.clause | special.comma)).take(WIDEST / 2);
    let named = |at: usize| {
        let ahead = at.checked_sub(1).and_then(|at| before.get(at));
        ahead.is_some_and(|i| i.lists.meet(special.preposition | special.whose))
    };
    clause.any(|(at, i)| i.lists.meet(special.unreal) || i.lists.meet(special.expected) && !named(at))
}

/// "After a rise of 4%" is itself what another is compared with; not so "homes on the island have doubled", "thefts from
/// boats fell".
fn is_compared_with(before: &[Item], special: &Special) -> bool {
    let phrase =
        |i: &&Item| i.kind & AMOUNT == 0 && !i.punctuation && !i.lists.meet(special.auxiliary | special.verb);
    let near = || before.iter().rev().take(REACH).take_while(phrase);
    let cue = near().position(|i| i.lists.meet(special.from | special.base | special.instead));
    let article = |i: &Item| i.lists.meet(special.article | special.definite);
    cue.is_some_and(|cue| cue == 0 || near().take(cue).any(article))
}

/// "Up 4% from 1985", "48,000 fewer mortgages were approved in January than a year before": measured on a time.
fn is_since_a_time(last: usize, items: &[Item], special: &Special) -> bool {
    let behind = items.get(last..).unwrap_or(&[]);
    let cued =
        |at: usize| items.get(at).is_some_and(|i| i.lists.meet(special.base | special.from | special.since));
    let cue =
        [last, last.wrapping_sub(1)].into_iter().find(|at| cued(*at) && !explains_itself(behind, special));
    let goes_on = |i: &&Item| !i.punctuation && i.kind & AMOUNT == 0 && !i.lists.meet(special.clause);
    let further = || {
        let mut ahead = behind.iter().take(WIDEST).take_while(goes_on);
        ahead.position(|i| i.lists.meet(special.from | special.than)).map(|n| last + n)
    };
    // "Rose 18 per cent over the winter" is in that time.
    let meanwhile = |cue: usize| {
        let over = |i: &Item| !i.lists.meet(special.from | special.since | special.than);
        let dated = |i: &Item| i.lists.meet(special.dated) || i.kind & (RELATIVE | YEAR | MONTH) != 0;
        match items.get(cue..) {
            Some([cue, time, ..]) if time.kind & PERIOD != 0 => over(cue) && !dated(time),
            Some([cue, the, time, ..]) if the.lists.meet(special.article) => over(cue) && !dated(time),
            _ => false,
        }
    };
    cue.or_else(further).filter(|cue| !meanwhile(*cue)).and_then(|cue| items.get(cue + 1..)).is_some_and(
        |after| {
            let mut after = after.iter().take(REACH).take_while(|i| i.kind & AMOUNT == 0 && !i.punctuation);
            after.any(|i| i.kind & TIME != 0 || i.lists.meet(special.dated))
        },
    )
}

/// "Doubled since 2014, rising from 14 to 28", "since the thaw, from 14 to 28": the figures follow.
fn explains_itself(behind: &[Item], special: &Special) -> bool {
    let moved = special.up | special.down | special.raising | special.cutting;
    let mut aside = behind.iter().skip_while(|i| !i.lists.meet(special.comma));
    aside.nth(1).is_some_and(|i| i.lists.meet(special.relative | moved | special.from))
}

/// "Goes to $1,728 from $1,600, which is 8 per cent more than last year": of the figures right before.
fn explains_what_is_before(before: &[Item], special: &Special) -> bool {
    let mut near =
        before.iter().rev().skip_while(|i| i.lists.meet(special.article | special.adverb | special.verb));
    near.next().is_some_and(|i| i.lists.meet(special.relative | special.pronoun))
        && near.next().is_some_and(|i| i.lists.meet(special.comma | special.dash))
        && near.next().is_some_and(|i| i.kind & AMOUNT != 0)
}

/// "Those who walked 7,000 steps had a 47 per cent lower risk than those who walked 2,000": two conditions.
fn sets_groups_apart(behind: &[Item], special: &Special) -> bool {
    let clause = || behind.iter().take(WIDEST).take_while(|i| !i.punctuation);
    clause().enumerate().any(|(n, i)| {
        let named = || clause().skip(n + 1).take(2).any(|i| i.lists.meet(special.others));
        i.lists.meet(special.than) && named()
    })
}

/// "Four short of a majority on the 50-seat council".
fn falls_short_of_majority(behind: &[Item], special: &Special) -> bool {
    let mut near = behind.iter().take(REACH).take_while(|i| !i.punctuation);
    near.any(|i| i.lists.meet(special.quorum))
}

/// "Sales rose to £108m from £90m, with Germany up 63 per cent": of another.
fn stands_alongside(before: &[Item], special: &Special) -> bool {
    let comma = before.iter().rposition(|i| i.lists.meet(special.comma));
    match comma.and_then(|comma| before.get(comma + 1..)) {
        Some([with, rest @ ..]) => {
            !rest.is_empty()
                && with.lists.meet(special.with)
                && with.kind & AMOUNT == 0
                && rest.iter().all(|i| i.kind & AMOUNT == 0)
        }
        _ => false,
    }
}

/// "Dropping 0.44 per cent, or 27.06 points, to 6,078": what it was needs no telling.
fn says_again(behind: &[Item], special: &Special) -> bool {
    match behind {
        [comma, or, amount, ..] if comma.lists.meet(special.comma) => {
            or.lists.meet(special.or) && amount.kind & AMOUNT != 0
        }
        [or, amount, ..] => or.lists.meet(special.or) && amount.kind & AMOUNT != 0,
        _ => false,
    }
}

const TIME: KindMask = RELATIVE | YEAR | PERIOD | MONTH;
