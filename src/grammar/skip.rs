//! Numbers that are no quantity: scores, phone numbers, names, addresses, references, idioms.

use nom::{Parser, branch::alt, combinator::opt, sequence::preceded};

use super::{
    digits::Digits,
    figure::Skip,
    input::{Input, Read, check, digits, glued, no, text_of, word},
    number::{below_thousand, decimal},
    phrases::Role,
    sense::{
        ADDRESS_JOIN, AND, CALENDAR_YEAR, CHANGE, CLOSE, COLON, COMMA, DASH, DECADE_S, DETERMINER, FROM,
        GRADED, HYPHEN, IDIOM_FIRST, INDEX, MONTH, NAME_MARK, NAMED, ODDS, ONES, OPEN, OVER, PERIOD, PHONE,
        PLUS, POINT, PREPOSITION, REFERENCE, RELATIVE, SCALE, SCALE_LETTER, SCORE, SLASH, STOP, STREET, TENS,
        TIMES, TO, VERB, WEEKDAY,
    },
    token::TokenKind,
    vocabulary::Vocabulary,
};

/// A phrase of several words with a number in it.
pub(super) fn idiom(i: Input<'_>) -> Read<'_, Role> {
    let v = i.context.vocabulary;
    let tokens = i.context.tokens.get(i.at..i.end).unwrap_or(&[]);
    let found = if i.is(IDIOM_FIRST) {
        Vocabulary::longest(&v.idioms, tokens.iter().map(|t| t.word.0))
    } else if i.is_digits() && i.skip(1).glued() {
        Vocabulary::longest(&v.numerals, tokens.iter().map(|t| v.symbol(text_of(i.context, *t))))
    } else {
        None
    };
    match found.and_then(|(n, role)| Some((n, Role::of(role)?))) {
        Some((n, role)) => Ok((i.skip(n), role)),
        None => no(),
    }
}

/// Digits that are no quantity.
pub(super) fn skip(i: Input<'_>) -> Read<'_, Skip> {
    check(i, i.is_digits() || i.is(PLUS))?;
    alt((phone, dotted, score, tie_break, attached, address, named)).parse(i)
}

/// Three groups or more of digits, seven digits or more, with a sign that it is a number to call.
fn phone(i: Input<'_>) -> Read<'_, Skip> {
    let (start, plus) = opt(word(PLUS)).parse(i)?;
    let (mut at, first) = digits(start)?;
    check(start, plain_digits(start))?;
    let mut figures = first.end - first.start;
    let mut groups = 1;
    let mut hyphens = 0;
    while groups < 8 {
        let (next, hyphen) = opt(alt((glued(HYPHEN | SLASH), word(CLOSE)))).parse(at)?;
        let Ok((rest, token)) = digits(next) else { break };
        // "2,345-1/4" is a price.
        check(next, plain_digits(next))?;
        if hyphen.is_none() && token.glued || hyphen.is_some() && !token.glued && groups > 1 {
            break;
        }
        figures += token.end - token.start;
        groups += 1;
        hyphens += usize::from(hyphen.is_some());
        at = rest;
    }
    let zero = start.text().starts_with('0');
    let called = i.back(1).is_some_and(|b| b.is(PHONE)) || i.back(2).is_some_and(|b| b.is(PHONE));
    let long = groups >= 3 && (7..=15).contains(&figures);
    let sure = plus.is_some() || zero || called || (hyphens + 1 == groups && hyphens >= 2);
    check(at, (long && sure) || (called && groups >= 2 && figures >= 7))?;
    Ok((at, Skip::Phone))
}

/// Whether the token is nothing but digits.
fn plain_digits(i: Input<'_>) -> bool {
    i.text().bytes().all(|b| b.is_ascii_digit())
}

/// "2.1.3", "192.168.0.1".
fn dotted(i: Input<'_>) -> Read<'_, Skip> {
    let (rest, _) = digits(i)?;
    check(i, i.text().len() >= 5)?;
    match i.says() {
        Some(Digits::Dotted) => Ok((rest, Skip::Name)),
        _ => no(),
    }
}

/// "69-28", "3-1": plain numbers joined by a hyphen that cannot be a range, or beside a word of scoring.
fn score(i: Input<'_>) -> Read<'_, Skip> {
    let (rest, _) = digits(i)?;
    let (rest, _) = glued(HYPHEN | DASH)(rest)?;
    let (after, second) = digits(rest)?;
    check(after, second.glued)?;
    let value = |i: Input<'_>| match i.says() {
        Some(Digits::Number(d)) if d.plain && d.width <= 3 => Some(d.value),
        _ => None,
    };
    let (Some(a), Some(b)) = (value(i), value(rest)) else { return no() };
    // "3-0-1", "2-1/2"
    let (end, third) = opt(preceded(glued(HYPHEN | DASH), digits)).parse(after)?;
    let near = (1..4).any(|k| i.back(k).is_some_and(|p| p.is(SCORE)))
        || (0..2).any(|k| end.skip(k).is(SCORE))
        || beside_score(i, end);
    check(end, !(end.glued() && end.is(SLASH)))?;
    let unit = super::quantity::unit_after(end, true).is_ok();
    // "the village lost 30-40 houses"
    let counted = end.is_plural() && !end.is_capital() && !end.is(SCORE | VERB | STOP);
    check(end, third.is_some() || (!unit && (a >= b || near && !counted)))?;
    Ok((end, Skip::Score))
}

/// The "(6)" of "7-6 (6)": the points of a set's last game.
fn tie_break(i: Input<'_>) -> Read<'_, Skip> {
    let (rest, _) = digits(i)?;
    let set = |a: f64, b: f64| (a - b).abs() == 1.0 && a.max(b) == 7.0;
    let side = |n: usize| i.back(n).and_then(|b| decimal(b).ok()).map_or(0.0, |(_, d)| d.value);
    let hyphened = i.back(3).is_some_and(|b| b.is(HYPHEN) && b.glued());
    check(i, i.after(OPEN) && rest.is(CLOSE) && hyphened && set(side(4), side(2)))?;
    Ok((rest, Skip::Score))
}

/// Whether another score stands just before or just behind, as those of sets do: "3-6 6-4", "7-6 (2-7)".
fn beside_score(i: Input<'_>, end: Input<'_>) -> bool {
    let falls = |a: Input<'_>, b: Input<'_>| match (a.says(), b.says()) {
        (Some(Digits::Number(a)), Some(Digits::Number(b))) => a.plain && b.plain && a.value > b.value,
        _ => false,
    };
    let pair = |at: Input<'_>| {
        at.is_digits() && at.skip(1).is(HYPHEN) && at.skip(2).is_digits() && falls(at, at.skip(2))
    };
    let opened = |i: Input<'_>| i.is(OPEN | CLOSE | COMMA);
    let before = i.back(if i.back(1).is_some_and(opened) { 4 } else { 3 }).is_some_and(pair);
    before || pair(if opened(end) { end.skip(1) } else { end })
}

/// "3-to-1", "two-for-one", "3:1", "7/2", "outnumbered three to one": odds, not amounts.
pub(super) fn odds(i: Input<'_>) -> Read<'_, Skip> {
    if i.is_digits() && i.skip(1).is(OVER) {
        return pressure(i);
    }
    check(i, i.is_digits() || (i.is(ONES | TENS) && i.skip(1).is(HYPHEN | TO)))?;
    check(
        i,
        !i.is_digits() || i.skip(1).is(TO) || i.skip(1).glued() && i.skip(1).is(HYPHEN | COLON | SLASH),
    )?;
    if i.skip(1).is(SLASH) {
        return slashed_odds(i);
    }
    if i.skip(1).is(TO) {
        return to_one(i);
    }
    let (rest, _) = side(i)?;
    check(rest, rest.is(HYPHEN | COLON) && rest.glued())?;
    let (rest, _) = if rest.is(COLON) {
        check(rest, i.is_digits() && rest.skip(1).glued())?;
        (rest.skip(1), ())
    } else {
        let (rest, _) = (glued(HYPHEN), glued(ODDS), glued(HYPHEN)).parse(rest)?;
        (rest, ())
    };
    check(rest, rest.glued())?;
    let (rest, _) = side(rest)?;
    // "a two-to-three-year term", "the 5-to-10-mile walk": a range.
    check(rest, !(rest.glued() && rest.is(HYPHEN)) && super::quantity::unit_after(rest, true).is_err())?;
    Ok((rest, Skip::Score))
}

/// "five to one", where nothing fell to one and nothing is counted.
fn to_one(i: Input<'_>) -> Read<'_, Skip> {
    let (rest, a) = side(i)?;
    let (rest, _) = word(TO)(rest)?;
    let (end, b) = side(rest)?;
    // "From 18 to 1, to over 25 to 1" is told of two ratios.
    let again = (1..5).map(|k| end.skip(k)).any(|next| {
        let other = side(next).and_then(|(rest, _)| word(TO)(rest)).and_then(|(rest, _)| side(rest));
        other.is_ok_and(|(_, one)| one == 1.0)
    });
    let told = !again && (1..6).filter_map(|k| i.back(k)).any(|b| b.is(FROM | CHANGE));
    check(end, b == 1.0 && a > 1.0 && !told && super::number::ends(end) && !end.skip(1).is_digits())?;
    Ok((end, Skip::Score))
}

/// "7/2", "100/30": what no fraction is, for the first number is the larger; a pressure of the blood, "120/80", and
/// an innings, "250/4", are written so, too.
fn slashed_odds(i: Input<'_>) -> Read<'_, Skip> {
    let (rest, a) = decimal(i)?;
    let (rest, _) = glued(SLASH)(rest)?;
    let (end, b) = decimal(rest)?;
    let small = |d: super::digits::Decimal| d.plain && d.width <= 3;
    check(end, rest.glued() && small(a) && small(b) && a.value > b.value)?;
    let priced = i.back(1).is_some_and(super::quantity::ends_sign);
    check(end, !(priced || end.glued() && end.is(SLASH | HYPHEN)))?;
    check(end, super::quantity::unit_after(end, true).is_err())?;
    Ok((end, Skip::Score))
}

/// "130 over 80", of the blood.
fn pressure(i: Input<'_>) -> Read<'_, Skip> {
    let (rest, high) = decimal(i)?;
    let (rest, _) = word(OVER)(rest)?;
    let (end, low) = decimal(rest)?;
    let likely = (70.0..300.0).contains(&high.value) && (30.0..200.0).contains(&low.value);
    check(end, high.plain && low.plain && likely && low.value < high.value && super::number::ends(end))?;
    Ok((end, Skip::Score))
}

/// One of the numbers of odds.
fn side(i: Input<'_>) -> Read<'_, f64> {
    if i.is_digits() { decimal(i).map(|(rest, d)| (rest, d.value)) } else { below_thousand(i) }
}

/// "F-16", "737-800", "3D", "q=30%": digits tied to what is no unit.
fn attached(i: Input<'_>) -> Read<'_, Skip> {
    let (mut rest, _) = digits(i)?;
    let hyphened = i.glued() && i.after(HYPHEN) && i.back(1).is_some_and(Input::glued);
    // "I-95"
    let plain = |b: Input<'_>| b.text().len() == 1 || !b.is(PREPOSITION | STOP);
    // "scp-294": an abbreviation, for it has no vowel.
    let vowel = |c| b"aeiouyAEIOUY".contains(&c);
    let short = |b: Input<'_>| b.text().len() > 1 && !(b.after_digit() || b.text().bytes().any(vowel));
    let name = hyphened && i.back(2).is_some_and(|b| b.is_word() && (b.is_capital() && plain(b) || short(b)));
    let lettered = i.back(1).is_some_and(Input::is_word);
    // "PM2.5"
    let pointed =
        i.after(PERIOD) && i.back(1).is_some_and(Input::glued) && i.back(2).is_some_and(Input::is_word);
    // "J1047.5+2218"
    let position = i.after(PLUS)
        && i.back(1).is_some_and(Input::glued)
        && i.back(2).is_some_and(|b| b.is_digits() && b.glued());
    let inside = i.glued() && (i.after(NAME_MARK) || lettered || pointed || position);
    // "3x" is a multiple, "3x2" is not.
    let on = rest.skip(1);
    let times = rest.is(TIMES) && !(on.glued() && (on.is_digits() || on.is_word()));
    let tied = rest.glued()
        && rest.is_word()
        && !times
        && super::quantity::part(i).is_ok_and(|(_, p)| p.core <= rest.at);
    let parted = is_parted(rest);
    check(i, name || inside || tied || parted)?;
    if tied {
        rest = rest.skip(1);
    }
    if parted {
        rest = rest.skip(3);
    }
    Ok((tail(rest), Skip::Name))
}

/// Whether the letter of a part of a law follows: the "(k)" of "a 401(k)".
fn is_parted(i: Input<'_>) -> bool {
    let (letter, close) = (i.skip(1), i.skip(2));
    let glued = [i, letter, close].into_iter().all(Input::glued);
    glued && i.is(OPEN) && letter.is_word() && letter.text().len() == 1 && close.is(CLOSE)
}

/// Behind what is tied to a name by hyphens: the "-800" of "Boeing 737-800".
fn tail(i: Input<'_>) -> Input<'_> {
    let mut rest = i;
    while rest.glued()
        && rest.is(HYPHEN)
        && (rest.skip(1).is_digits() || rest.skip(1).is_capital())
        && rest.skip(1).glued()
    {
        rest = rest.skip(2);
    }
    rest
}

/// "10 Downing Street".
fn address(i: Input<'_>) -> Read<'_, Skip> {
    let (rest, _) = digits(i)?;
    let street = (1..4).find(|k| {
        let at = rest.skip(*k);
        at.is(STREET)
            && at.is_capital()
            && (0..*k).all(|j| rest.skip(j).is_capital() || rest.skip(j).is(ADDRESS_JOIN))
    });
    match street {
        Some(k) => Ok((rest.skip(k + 1), Skip::Address)),
        None => no(),
    }
}

/// "page 3", "No. 10", "Boeing 777", "iPhone 6".
fn named(i: Input<'_>) -> Read<'_, Skip> {
    let (rest, _) = digits(i)?;
    let before = i.back(1).map(|b| if b.is(PERIOD | HYPHEN) { b.back(1).unwrap_or(b) } else { b });
    let Some(before) = before else { return no() };
    if titled(i, rest) || indexed(i, before, rest) {
        return Ok((rest, Skip::Name));
    }
    if graded(i, before, rest) {
        return Ok((rest, Skip::Grade));
    }
    if !before.is(REFERENCE | NAMED) {
        return if listed(i) { Ok((rest, Skip::Reference)) } else { no() };
    }
    let proper = before.text().chars().any(char::is_uppercase);
    let skip = if before.is(NAMED) && proper {
        Skip::Name
    } else if before.is(REFERENCE) {
        Skip::Reference
    } else {
        return no();
    };
    // "No. 10/15"
    let slashed = rest.is(SLASH) && rest.glued() && rest.skip(1).is_digits() && rest.skip(1).glued();
    let rest = if slashed { rest.skip(2) } else { rest };
    // "Boeing 747s"
    let rest = if rest.glued() && rest.is(DECADE_S) && skip == Skip::Name { rest.skip(1) } else { rest };
    // "No 10 planes", "order 50 planes": a noun after it is counted; but not in "the No. 2 maker".
    let dotted = i.after(PERIOD) && before.is_capital() && before.text().len() == 2;
    let counted = !dotted
        && rest.is_word()
        && !rest.glued()
        && !rest.is_capital()
        && !rest.is(PREPOSITION | STOP | VERB);
    let scaled = rest.is(super::sense::SCALE) || super::quantity::unit_after(rest, true).is_ok();
    // "Boeing 777F", "Section 39A", "Figure 4c"
    let of_text = rest.is_capital() || before.is(REFERENCE) && proper && !rest.is(SCALE_LETTER);
    let letter = rest.glued() && of_text && rest.text().len() == 1;
    let (rest, scaled) = if letter { (rest.skip(1), false) } else { (rest, scaled) };
    check(rest, !counted && !scaled && !i.after(OPEN))?;
    check(rest, before.peek().is_some_and(|t| t.kind != TokenKind::Mark || i.glued()))?;
    Ok((if skip == Skip::Name { tail(rest) } else { rest }, skip))
}

/// "the FTSE 100 closed", "S&P 500 companies", but not "the Nikkei 300 points higher".
fn indexed(i: Input<'_>, before: Input<'_>, rest: Input<'_>) -> bool {
    let letter = before.text().len() == 1;
    let named = before.is(INDEX) && before.is_capital() && (!letter || before.glued() && before.after(AND));
    let points = i.context.vocabulary.find(rest.folded().trim_end_matches('s'));
    let moved = i.context.vocabulary.is(points, POINT) || super::quantity::unit_after(rest, true).is_ok();
    named && plain_digits(i) && i.text().len() <= 4 && !(moved || rest.is(SCALE))
}

/// The 13 of "pages 12 and 13": one more behind a number of a page.
fn listed(i: Input<'_>) -> bool {
    let many = |b: Input<'_>| b.is(REFERENCE) && b.text().ends_with('s');
    i.after(AND | COMMA | TO | HYPHEN | DASH)
        && i.back(2).is_some_and(|b| b.is_digits() && b.text().len() <= i.text().len())
        && i.back(3).is_some_and(many)
}

/// "type 2 diabetes", "Category 4 hurricane", "gas mark 7", but not "at this stage 12 people".
fn graded(i: Input<'_>, before: Input<'_>, rest: Input<'_>) -> bool {
    let word =
        if before.is(NAMED) && before.after(GRADED) { before.back(1).unwrap_or(before) } else { before };
    if !word.is(GRADED) || !plain_digits(i) || i.text().len() > 2 {
        return false;
    }
    let dated = word.is(CALENDAR_YEAR) && !word.is_capital();
    let scaled = rest.is(SCALE | SCALE_LETTER | TIMES) || super::quantity::unit_after(rest, true).is_ok();
    let told = word.after(RELATIVE) || rest.is(COLON) && rest.glued();
    let tied = i.after(HYPHEN) && !i.back(1).is_some_and(Input::glued) || rest.is(HYPHEN) && rest.glued();
    !(dated || scaled || told || tied)
}

/// "Shrek 2", "Channel 4": a small number after a name, with nothing to count after it.
fn titled(i: Input<'_>, rest: Input<'_>) -> bool {
    let name =
        i.back(1).is_some_and(|b| b.is_word() && b.is_capital() && b.at > b.first && !b.is(MONTH | WEEKDAY));
    let small = i.text().len() <= 2;
    // "Roe's 34": what a name has is no part of it.
    let had = i.back(1).is_some_and(Input::is_possessive);
    if !name || !small || had {
        return false;
    }
    let counted = rest.is_word() && !rest.is(PREPOSITION | STOP | VERB);
    let scaled = super::quantity::unit_after(rest, true).is_ok() || rest.is(HYPHEN | DASH | SLASH);
    !i.glued() && !counted && !scaled && !rest.is_digits() && !gapped(i) && !grouped(i)
}

/// "Labour has 21 seats, the Conservatives 18": how many a group has.
fn grouped(i: Input<'_>) -> bool {
    let name = |b: &Input<'_>| b.is_word() && b.is_capital();
    let plural = |b: &Input<'_>| b.text().ends_with('s') && !b.text().ends_with("ss");
    let mut before = i.back(1).filter(plural);
    while let Some(word) = before.filter(name) {
        before = word.back(1);
    }
    before.is_some_and(|b| b.is(DETERMINER) && b.back(1).is_some_and(|b| b.is(AND | COMMA)))
}

/// "Leeds lost 212 jobs, Hull 140 and York 60": one more of a row in which the name before has too large a number to
/// be part of it.
fn gapped(i: Input<'_>) -> bool {
    let name = |b: &Input<'_>| b.is_word() && b.is_capital();
    let mut before = i.back(1);
    while let Some(word) = before.filter(name) {
        before = word.back(1);
    }
    let joined = before.filter(|b| b.is(AND | COMMA)).and_then(|b| b.back(1));
    let other = if joined.is_some_and(|b| b.is(COMMA)) { joined.and_then(|b| b.back(1)) } else { joined };
    other.is_some_and(|b| b.is_digits() && b.text().len() == 3 && b.back(1).is_some_and(|n| name(&n)))
}
