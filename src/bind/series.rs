//! Lists of words, "housing, transport and schools", for a number that announces how many there are.

use crate::{bind::item::Item, rule::Rulebook, span::Span};

/// An item of a list has at most so many words: what is longer is a clause.
const LONGEST: usize = 6;
/// The last item may go on to the end of its sentence for so many.
const LONGEST_LAST: usize = 8;

/// The list that begins at item `at`: its words, how many it names, and the item after it. None for what may be
/// no list, or one that could be counted in two ways: with figures, verbs, brackets or more than one "and" in it,
/// or with an item that only describes the one before it ("of Leeds", "who").
pub(super) fn read(items: &[Item], at: usize, book: &Rulebook) -> Option<(Span, u16, usize)> {
    let special = &book.special;
    let rest = items.get(at..)?;
    let ends = rest.iter().position(|i| i.border || i.punctuation && !i.lists.meet(special.comma));
    let list = rest.get(..ends.unwrap_or(rest.len()))?;
    let before = at.checked_sub(1).and_then(|b| items.get(b));
    let apposed = before.filter(|i| i.lists.meet(special.comma)).and_then(|_| apposed(list, book));
    let list = apposed.unwrap_or(list);
    // What ends it has to end the sentence, too, or the aside that it fills.
    let after = rest.get(list.len()..).unwrap_or(&[]);
    let aside = before.zip(after.first()).is_some_and(|(before, after)| {
        [(special.dash, special.dash), (special.open, special.close)]
            .iter()
            .any(|(opens, closes)| before.lists.meet(*opens) && after.lists.meet(*closes))
    });
    if !aside && apposed.is_none() && !after.iter().take_while(|i| !i.border).all(|i| i.punctuation) {
        return None;
    }
    let loose = special.verb | special.clause | special.or;
    if list.iter().any(|i| i.mark.is_some() || i.close.is_some() || i.lists.meet(loose)) {
        return None;
    }
    let and = list.iter().position(|i| i.lists.meet(special.and))?;
    let (named, last) = (list.get(..and)?, list.get(and + 1..)?);
    if last.is_empty()
        || last.len() > LONGEST_LAST
        || last.iter().any(|i| i.lists.meet(special.and | special.comma))
    {
        return None;
    }
    let named = match named.split_last() {
        Some((comma, before)) if comma.lists.meet(special.comma) => before,
        _ => named,
    };
    let mut count: u16 = 1;
    for part in named.split(|i| i.lists.meet(special.comma)) {
        let begins = part.first()?;
        if part.len() > LONGEST || begins.lists.meet(special.preposition) {
            return None;
        }
        count = count.checked_add(1)?;
    }
    let span = list.first()?.span.cover(list.last()?.span);
    (count > 2).then_some((span, count, at + list.len()))
}

/// What stands before the comma behind the last item, and behind that what goes on about all: "Ann Hale, Bo Lim and Cy
/// Roe, were".
fn apposed<'a>(list: &'a [Item], book: &Rulebook) -> Option<&'a [Item]> {
    let special = &book.special;
    let and = list.iter().position(|i| i.lists.meet(special.and))?;
    let close = and + list.get(and..)?.iter().position(|i| i.lists.meet(special.comma))?;
    let other =
        special.relative | special.clause | special.and | special.or | special.preposition | special.article;
    let goes_on = |i: &Item| {
        let word = !i.punctuation && i.mark.is_none() && !i.lists.meet(other);
        word || i.lists.meet(special.verb | special.auxiliary)
    };
    let goes_on = list.get(close + 1).is_some_and(goes_on);
    // "13 banks, a mortgage company and a trust company": so many, and these besides.
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|b| list.get(b));
        before.is_none_or(|i| i.lists.meet(special.comma | special.and))
    };
    let named =
        list.iter().take(close).enumerate().all(|(at, i)| !(begins(at) && i.lists.meet(special.article)));
    list.get(..close).filter(|_| goes_on && named)
}
