//! Figures that another is set against and that are not what it was before: a rival's, a place's, a forecast, the
//! limit of a budget.

use crate::{
    bind::{
        item::Item,
        matcher::{Bound, Match},
        met::View,
    },
    rule::{
        Rulebook,
        kinds::{AMOUNT, DURATION, MONTH, PERCENT, PERIOD, RELATIVE, YEAR},
    },
    scan::Scan,
};

/// A cue stands at most so many items before its figure.
const REACH: usize = 6;
/// What is said of a figure is looked for in so many items behind it.
const BEHIND: usize = 8;
/// "In the first quarter": a time stands so near behind its preposition.
const TIMED: usize = 4;

/// Whether a change ends or begins with a figure that is of something else.
pub(super) fn is_foreign(found: &Match, view: &View<'_>, scan: &Scan, book: &Rulebook) -> bool {
    let special = &book.special;
    // "Fostering pays from £198 to £340", "steers rose 10c to sell from 475c to 595c": the ends of a range.
    let words = view.items.get(found.first.saturating_sub(1)..found.last).unwrap_or(&[]);
    let spans = |pair: &[Item]| matches!(pair, [verb, from] if verb.lists.meet(special.spans) && from.lists.meet(special.from));
    if words.windows(2).any(spans) || with_range(found, view.items, book) || strays(found, view, scan, book) {
        return true;
    }
    // "Three died. Nine others were hurt", "another nine were hurt": others fared otherwise.
    let fate = |some: Option<&[Item]>| some.unwrap_or(&[]).iter().any(|i| i.lists.meet(special.fate));
    let last = found.last.checked_sub(1);
    let another = last.and_then(|l| l.checked_sub(1)).and_then(|l| view.items.get(l));
    let others = last.and_then(|l| view.items.get(l)).is_some_and(|i| i.mark.is_none())
        || another.is_some_and(|i| i.lists.meet(special.other));
    let behind = view.items.get(found.last..view.items.len().min(found.last + REACH));
    if others && fate(behind) && !fate(view.items.get(found.first.saturating_sub(REACH)..found.last)) {
        return true;
    }
    let marks = found.marks();
    let places = marks.filter_map(|m| view.items.iter().position(|i| i.mark == Some(m)));
    places.into_iter().any(|at| {
        let cue = (found.first.max(at.saturating_sub(REACH))..at).rev().find(|place| {
            view.items.get(*place).is_some_and(|i| i.lists.meet(special.against | special.than))
        });
        // "After nine stations were added to make 61"
        let made =
            at.checked_sub(1).and_then(|b| view.items.get(b)).is_some_and(|i| i.lists.meet(special.making));
        made || cue.is_some_and(|cue| foreign(view.items, cue, at, scan, book))
    })
}

/// "Rose 4%, with salaries from £24,000 to £39,000": the ends of a range, too, unless something rises or falls there.
fn with_range(found: &Match, items: &[Item], book: &Rulebook) -> bool {
    let special = &book.special;
    let changes = special.up | special.down | special.changes;
    let from =
        (found.first..found.last).filter(|at| items.get(*at).is_some_and(|i| i.lists.meet(special.from)));
    let with = |from: usize| {
        let before = items.get(from.saturating_sub(WITH)..from).unwrap_or(&[]);
        let near = before.iter().rposition(|i| i.lists.meet(special.with));
        near.and_then(|at| before.get(at + 1..)).is_some_and(|rest| {
            !rest.is_empty()
                && !rest.iter().any(|i| i.lists.meet(changes) || i.mark.is_some() || i.punctuation)
        })
    };
    from.into_iter().any(with)
}

/// Whether the word of a change is said of something else than its figures: "falling rates pushed sales from 410 to
/// 450", "exports slumped while imports went from …", "pay rose 2 per cent and women's from …", "Fall River will go …".
fn strays(found: &Match, view: &View<'_>, scan: &Scan, book: &Rulebook) -> bool {
    let special = &book.special;
    let head = found.slots.iter().find(|(name, _)| book.slot(*name) == "head");
    let head = head.and_then(|(_, bound)| match bound {
        Bound::Words(span) => Some(span.start),
        Bound::Mark(mark) => scan.marks.get(*mark as usize).map(|m| m.span.start),
        Bound::List(_) | Bound::Series(..) => None,
    });
    let words = view.items.get(found.first..found.last).unwrap_or(&[]);
    let Some(at) = head.and_then(|start| words.iter().position(|i| i.span.start == start)) else {
        return false;
    };
    let (Some(head), Some(rest)) = (words.get(at), words.get(at + 1..)) else { return false };
    let bound = |i: &Item| i.mark.is_some_and(|m| found.marks().any(|mark| mark == m));
    let named = rest.first().is_some_and(|i| i.plain && capital(i, scan)) && capital(head, scan);
    let first = rest.iter().position(&bound).unwrap_or(rest.len());
    let (before, behind) = rest.split_at_checked(first).unwrap_or((rest, &[]));
    // "Doubled since May, to 40"
    let clause = |pair: &[Item]| matches!(pair, [a, b] if a.lists.meet(special.clause) && b.mark.is_none());
    let goes_on = special.up | special.down | special.reaching | special.from | special.and | special.or;
    let another = |pair: &[Item]| match pair {
        [and, next] if and.lists.meet(special.and) => next.mark.is_none() && !next.lists.meet(goes_on),
        [comma, with] if comma.lists.meet(special.comma) => with.lists.meet(special.alongside),
        // "On sales up from £40m"
        [sales, up] => up.lists.meet(special.up | special.down) && sales.mark.is_none() && !sales.punctuation,
        _ => false,
    };
    named
        || before.windows(2).any(clause)
        || rest.iter().any(|i| i.lists.meet(special.carries | special.raising | special.cutting))
        || rest.iter().any(|i| i.kind & PERCENT != 0 && !bound(i))
        || behind.windows(2).any(another)
        || head.mark.is_some() && rest.iter().any(|i| i.lists.meet(special.of_each))
}

/// "With" stands so near before "from".
const WITH: usize = 4;

/// Whether a figure behind "against", "compared with" or "than" is said to be of something else: what stands between
/// the two names another or a yardstick, or what stands behind it names a place and no time.
pub(super) fn foreign(items: &[Item], cue: usize, at: usize, scan: &Scan, book: &Rulebook) -> bool {
    let special = &book.special;
    let between = items.get(cue + 1..at).unwrap_or(&[]);
    if between.iter().any(|i| i.kind & AMOUNT != 0) {
        return false;
    }
    let other = special.yardstick | special.expected;
    let named =
        |i: &Item| i.mark.is_none() && capital(i, scan) && !i.lists.meet(special.dated | special.article);
    if between.iter().any(|i| i.lists.meet(other) || named(i)) {
        return true;
    }
    let ends = |i: &&Item| i.border || i.lists.meet(special.full_stop | special.comma | special.clause);
    let behind: Vec<&Item> =
        items.get(at + 1..).unwrap_or(&[]).iter().take(BEHIND).take_while(|i| !ends(i)).collect();
    let timed = |some: &[&Item]| {
        some.iter().take(TIMED).any(|i| {
            i.kind & (YEAR | PERIOD | MONTH | RELATIVE | DURATION) != 0
                || i.lists
                    .meet(special.dated | special.earlier | special.before | special.present | special.spell)
        })
    };
    let placed = behind.iter().position(|i| i.lists.meet(special.placing));
    let place = placed.filter(|n| *n <= 1).and_then(|n| behind.get(n + 1..)).is_some_and(|rest| !timed(rest));
    place || behind.iter().any(|i| i.lists.meet(other))
}

/// Whether an item is a word with a capital.
fn capital(item: &Item, scan: &Scan) -> bool {
    let at = scan.tokens.partition_point(|t| t.start < item.span.start);
    scan.tokens.get(at).is_some_and(|t| t.capital)
}
