//! Figures: quantities with hedges, alone or in ranges.

use nom::{Parser, branch::alt, combinator::opt};

use super::{
    clock::clock_at,
    earlier::range_told,
    figure::{Amount, Elided, Figure, Kind, UnitRef},
    input::{Input, Read, check, glued, word},
    joins::{bare, near_before, rated, to_joins, told_change, unhedged, upward},
    number::{Shape, whole},
    quantity::{Part, is_gloss, lessens, part, unit_after, unit_of},
    sense::{
        AGED, AND, ARTICLE, BEFORE, BETWEEN, CHANGE, COMMA, DASH, DETERMINER, FROM, HEDGE_LAST, HYPHEN, OF,
        OLD, ONES, OR, RANGED, SCORE, SLASH, TENS, TO, VERB, YEARS_OLD,
    },
    vocabulary::Vocabulary,
    when,
};

/// A figure as read, with its places among the tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// First token, hedge included.
    pub(super) first: usize,
    /// First token without the hedge.
    pub(super) core: usize,
    /// One past the last token of number, unit and hedge after it.
    pub(super) core_end: usize,
    /// One past the last token of all, the rate's included.
    pub(super) last: usize,
    /// One past the last token of the hedge after it, if any.
    pub(super) span_end: usize,
    /// How its first number is written.
    pub(super) shape: Shape,
    /// The figure.
    pub(super) figure: Figure,
}

/// A quantity or range; `hedge`, which was read before it, may be half of one: "more than 5 and less than 10".
pub(super) fn figure<'a>(hedge: Option<u16>) -> impl Fn(Input<'a>) -> Read<'a, Found> {
    move |i| {
        let (rest, found) = alt((between, from, run)).parse(i)?;
        Ok(hedge.and_then(|h| bounded(i, rest, &found, h)).unwrap_or((rest, found)))
    }
}

/// "more than 100 and less than 300", "at most 9 and at least 5", one bound after the other: a range.
fn bounded<'a>(i: Input<'a>, rest: Input<'a>, low: &Found, hedge: u16) -> Option<(Input<'a>, Found)> {
    let side = |h: u16| {
        i.context.vocabulary.hedges().get(usize::from(h)).map(|h| (h.low.is_some(), h.high.is_some()))
    };
    let (joined, _) = word(AND | COMMA)(rest).ok()?;
    let (start, second) = hedge_before(joined)?;
    let falling = match (side(hedge)?, side(second)?) {
        ((true, false), (false, true)) => false,
        ((false, true), (true, false)) => true,
        _ => return None,
    };
    let (end, b) = part(start).ok()?;
    let (a, z) = (low.figure.amount, b.number.amount);
    let same = b.unit == low.figure.unit || low.figure.unit.is_none();
    // "under 90, at least a dozen": two figures of a list.
    let listed = rest.is(COMMA) && falling;
    if !same || listed || low.figure.high.is_some() || z.value == a.value || (z.value < a.value) != falling {
        return None;
    }
    let (amount, high) = if falling { (z, a) } else { (a, z) };
    let figure = Figure { amount, high: Some(high), unit: b.unit, hedge: None, ..low.figure.clone() };
    let found = Found {
        first: i.at,
        core: i.at,
        core_end: end.at,
        last: end.at,
        span_end: end.at,
        shape: low.shape,
        figure,
    };
    Some((end, found))
}

/// A hedge before a figure.
pub(super) fn hedge_before(i: Input<'_>) -> Option<(Input<'_>, u16)> {
    let v = i.context.vocabulary;
    if !i.is(super::sense::HEDGE_FIRST) || i.is(super::sense::WAY) && i.after(super::sense::MOVING) {
        return None;
    }
    // "a four-under 68"
    if i.glued() && i.is_word() && i.after(HYPHEN) {
        return None;
    }
    // "Tarn Corp <TRN.N> 440 boats": a bracket closes.
    let mark = |n: usize| i.back(n).is_some_and(|b| !b.is_word() && b.is(super::sense::HEDGE_FIRST));
    if i.glued() && mark(0) && i.back(1).is_some_and(Input::is_word) && (2..=4).any(mark) {
        return None;
    }
    let (n, at) = Vocabulary::longest(&v.hedges_before, words(i))?;
    Some((i.skip(n), u16::try_from(at).ok()?))
}

/// Whether one word before is a hedge: the "over" of "over 65s".
pub(super) fn hedged(i: Input<'_>) -> bool {
    let ends = |b| hedge_before(b).is_some_and(|(rest, _)| rest.at == i.at);
    !i.glued() && i.back(1).is_some_and(ends)
}

/// A hedge after a figure: "500 or more", "30+".
fn hedge_after(i: Input<'_>) -> Option<(Input<'_>, u16)> {
    let v = i.context.vocabulary;
    if !i.is(HEDGE_LAST) {
        return None;
    }
    let (n, at) = Vocabulary::longest(&v.hedges_after, words(i))?;
    let rest = i.skip(n);
    // "no less than 5 and more than 12": the "more" belongs to what follows.
    let taken = (1..n).any(|k| hedge_before(i.skip(k)).is_some_and(|(end, _)| end.at > rest.at));
    // "$500m plus the debt": something is added.
    if rest.is_digits() || taken || rest.is(DETERMINER | ARTICLE | BEFORE | ONES | TENS) {
        return None;
    }
    Some((rest, u16::try_from(at).ok()?))
}

fn words<'a>(i: Input<'a>) -> impl Iterator<Item = u32> + 'a {
    i.context.tokens.get(i.at..i.end).unwrap_or(&[]).iter().map(|t| t.word.0)
}

/// "between 5 and 10".
fn between(i: Input<'_>) -> Read<'_, Found> {
    let (start, _) = word(BETWEEN)(i)?;
    let (rest, a) = part(start)?;
    let (second, _) = word(AND | TO)(rest)?;
    let (rest, b) = hedged_part(second)?;
    // "between 2002 and 2003": two years.
    check(rest, !(when::bare_year_at(start) && when::bare_year_at(second)))?;
    check(rest, !(clock_at(second) || when::day_at(second)))?;
    let found = range(i, &a, &b, rest.at).ok_or(nom::Err::Error(()))?;
    Ok((rest, found))
}

/// "from 5 to 10", where it is a range: after "ranging", or with one unit for both and no change told, or
/// where nothing else is said.
fn from(i: Input<'_>) -> Read<'_, Found> {
    let (rest, _) = word(FROM)(i)?;
    check(i, !range_told(i))?;
    let (rest, a) = part(rest)?;
    let (rest, _) = alt((word(TO), glued(HYPHEN), word(DASH))).parse(rest)?;
    check(rest, !(clock_at(rest) || when::day_at(rest)))?;
    let (rest, b) = hedged_part(rest)?;
    // "prices ranged from", but not "prices fell from", nor "between the censuses, from"
    let mut own = (1..=5).map_while(|k| i.back(k)).take_while(|b| !b.is(COMMA));
    let cue = own.find(|b| b.is(RANGED | CHANGE)).is_some_and(|b| b.is(RANGED));
    let alone = i.at == i.first && rest.peek().is_none();
    let shared = a.unit.is_none() && !told_change(i) || alone;
    let years = [&a, &b].iter().all(|p| p.unit.is_none() && p.number.shape == Shape::Digits(4));
    // "from 28 million to 23 million": what comes down is two figures, whatever is said of it.
    check(i, (cue || shared && upward(&a, &b)) && !years)?;
    let found = range(i, &a, &b, rest.at).ok_or(nom::Err::Error(()))?;
    Ok((rest, found))
}

/// A quantity, with what joins it to a second.
fn run(i: Input<'_>) -> Read<'_, Found> {
    let (rest, a) = part(i)?;
    if let Some((end, b)) = dealt(rest, &a)
        && let Some(found) = range(i, &Part { unit: None, ..a.clone() }, &b, end.at)
    {
        return Ok((end, found));
    }
    if let Ok((end, b)) = second(i, rest, &a)
        && let Some(mut found) = range(i, &a, &b, end.at)
    {
        if rest.is(HYPHEN | DASH) {
            found.figure.elided = found.figure.elided.or_else(|| elided_thousands(&a, &b));
        }
        return Ok((end, found));
    }
    Ok(single(i, rest, a))
}

/// The "30 yen" of "146.20/30 yen", as dealers quote: only the last decimals are written again, or all of it
/// ("418/420 pence").
fn dealt<'a>(i: Input<'a>, a: &Part) -> Option<(Input<'a>, Part)> {
    let (rest, _) = glued(SLASH)(i).ok()?;
    let low = a.number.amount;
    match a.number.shape {
        Shape::Digits(0) if a.unit.is_none() && low.scale == 1.0 && low.step < 1.0 => {}
        _ if a.unit.is_none() && low.scale == 1.0 && low.digits && rest.glued() && rest.is_digits() => {
            let (end, b) = part(rest).ok()?;
            let high = b.number.amount;
            let near = low.value < high.value && high.value < 1.05 * low.value && high.scale == 1.0;
            return (near && b.unit.is_some() && !b.sign_first && high.step == low.step).then_some((end, b));
        }
        _ => return None,
    }
    // "146.20/30", "1.7425/35": the last two decimals, or all.
    let (written, decimals) = (rest.text().len(), -low.step.log10().round());
    let last_two = written == 2 && decimals > 2.0;
    if !rest.glued() || !rest.is_digits() || !(last_two || written as f64 == decimals) {
        return None;
    }
    let (end, b) = part(rest).ok()?;
    let last = b.number.amount;
    let (parts, kept) = ((1.0 / low.step).round(), 10f64.powi(i32::try_from(written).ok()?));
    let whole = ((low.value * parts).round() / kept).floor() * kept + last.value;
    // "1.3995/05"
    let value = if last_two && whole <= low.value * parts { whole + kept } else { whole } / parts;
    if last.scale != 1.0 || b.sign_first || value <= low.value {
        return None;
    }
    let amount = Amount { value, step: low.step, coarse: low.step, ..last };
    let number = super::number::Number { amount, ..b.number };
    Some((end, Part { number, ..b }))
}

/// The upper end of a range that begins with `a`.
fn second<'a>(start: Input<'a>, i: Input<'a>, a: &Part) -> Read<'a, Part> {
    let (rest, hyphen) = opt(glued(HYPHEN)).parse(i)?;
    if hyphen.is_some() && (!rest.glued() || rest.is(TO) && rest.skip(1).is(HYPHEN)) {
        // "8- to 16-metre", "$10-to-$15"
        let (rest, _) = alt((word(TO), word(OR))).parse(rest)?;
        let (rest, _) = opt(glued(HYPHEN)).parse(rest)?;
        return part(rest);
    }
    let (rest, joint) = alt((word(HYPHEN | DASH), word(TO), word(OR))).parse(i)?;
    check(rest, !(clock_at(rest) || when::day_at(rest)))?;
    let role = i.context.vocabulary.sense(joint.word);
    // "finished on 12-under 276"
    let dashed = role.is(HYPHEN | DASH) && rest.is_word();
    let (end, b) = if dashed { part(rest) } else { hedged_part(rest) }?;
    let fits = if role.is(HYPHEN | DASH) {
        dash_joins(start, i, rest, end, a, &b)
    } else if role.is(OR) {
        bare(a) && upward(a, &b) && b.number.amount.value < 4.0 * a.number.amount.value
    } else {
        to_joins(start, a, &b)
    };
    // "cut by half to 66.2 billion"
    let part = a.number.shape == Shape::Fraction && !a.number.amount.digits && b.number.amount.value > 10.0;
    let fits = fits && !part;
    check(end, fits)?;
    Ok((end, b))
}

/// The upper end, its own hedge passed over: "between 2 and about 7".
fn hedged_part(i: Input<'_>) -> Read<'_, Part> {
    part(hedge_before(i).map_or(i, |(rest, _)| rest))
}

/// Whether a hyphen or dash between two numbers makes a range of them.
fn dash_joins(
    start: Input<'_>,
    joint: Input<'_>,
    rest: Input<'_>,
    end: Input<'_>,
    a: &Part,
    b: &Part,
) -> bool {
    // "75 -300mm": nobody prints a negative length behind another one.
    let slipped =
        !joint.glued() && rest.glued() && a.unit.is_none() && a.number.amount.digits && b.unit.is_some();
    let even = joint.glued() == rest.glued() || (slipped && joint.is(HYPHEN));
    // "7-Eleven"
    let name = rest.is_capital() && a.number.amount.digits;
    let negative = b.number.amount.value < 0.0 || name;
    // "three-four-three", as teams line up
    let number = |i: Input<'_>| i.is_digits() || i.is(ONES | TENS);
    let third = start.glued() && start.after(HYPHEN) && start.back(2).is_some_and(number)
        || end.glued() && end.is(HYPHEN) && end.skip(1).glued() && number(end.skip(1));
    if !even || negative || third || !upward(a, b) {
        return false;
    }
    // "$24 a month — $288 in a year"
    if rated(a) && b.unit.is_some() && !rated(b) {
        return false;
    }
    // "now £1.35 – 20p more"; "270 minutes — 4 1/2 hours —": the same again
    if !joint.glued() && (lessens(joint, a, b) || is_gloss(joint, a, b)) {
        return false;
    }
    if a.unit.is_some() || b.unit.is_some() {
        return true;
    }
    // "the village lost 30-40 houses"
    let counted = end.is_plural() && !end.is_capital() && !end.is(SCORE | VERB);
    let scored = !counted && (near_before(start, 4, SCORE) || (0..2).any(|k| end.skip(k).is(SCORE)));
    !scored && a.number.shape != Shape::Fraction
}

/// The range from `a` to `b`, when their units agree.
fn range(i: Input<'_>, a: &Part, b: &Part, end: usize) -> Option<Found> {
    let mut low = a.number.amount;
    let mut high = b.number.amount;
    let unit = match (&a.unit, &b.unit) {
        (Some(x), None) if a.sign_first => Some(x.clone()),
        (None, Some(y)) if !b.sign_first => Some(y.clone()),
        (Some(x), Some(y)) => {
            let (small, large) = (unit_of(i, x), unit_of(i, y));
            if x.unit != y.unit {
                if small.dimension != large.dimension
                    || small.currency != large.currency
                    || small.offset != large.offset
                {
                    return None;
                }
                low.value *= small.factor / large.factor;
            }
            Some(y.clone())
        }
        (None, None) => None,
        _ => return None,
    };
    let elided = elided_scale(low, high, a.unit.is_none() || a.sign_first);
    if elided.is_none() && low.value > high.value {
        std::mem::swap(&mut low, &mut high);
    }
    let kind = kind(i, unit.as_ref(), a.number.shape);
    let core_end = if b.core > 0 { b.core } else { end };
    let figure =
        Figure { kind, amount: low, high: Some(high), unit, hedge: None, noun: None, of: None, elided };
    Some(finish(
        i,
        Found {
            first: i.at,
            core: i.at,
            core_end,
            last: end,
            span_end: core_end,
            shape: a.number.shape,
            figure,
        },
    ))
}

/// "26" beside "31 million": 26 million, most likely.
fn elided_scale(low: Amount, high: Amount, open: bool) -> Option<Elided> {
    let fits = open
        && low.scale == 1.0
        && high.scale >= 1000.0
        && low.value < 10_000.0
        && low.value <= high.value / high.scale;
    fits.then_some(Elided { value: whole(low.value * high.scale) })
}

/// The 10,000 of "10-15,000 people".
fn elided_thousands(a: &Part, b: &Part) -> Option<Elided> {
    let (low, high) = (a.number.amount, b.number.amount);
    let short = matches!(a.number.shape, Shape::Digits(1..=3)) && high.digits && high.scale == 1.0;
    let value = low.value * 1000.0;
    let fits = high.value % 1000.0 == 0.0 && (value..10.0 * value).contains(&high.value);
    (short && fits).then_some(Elided { value })
}

/// One quantity.
fn single<'a>(i: Input<'a>, rest: Input<'a>, a: Part) -> (Input<'a>, Found) {
    let kind = kind(i, a.unit.as_ref(), a.number.shape);
    let figure = Figure {
        kind,
        amount: a.number.amount,
        high: None,
        unit: a.unit,
        hedge: None,
        noun: None,
        of: None,
        elided: None,
    };
    let found = Found {
        first: i.at,
        core: i.at,
        core_end: a.core,
        last: rest.at,
        span_end: a.core,
        shape: a.number.shape,
        figure,
    };
    let found = finish(i, elided_unit(i, rest, found));
    (Input { at: found.last, ..rest }, found)
}

/// "from 2.3 to 2.6 mln dlrs", "to 10 from 5 percent", where they are two figures: the first has the
/// second's unit, and perhaps its scale. "45 and 50 mg": the unit.
fn elided_unit(i: Input<'_>, rest: Input<'_>, mut found: Found) -> Found {
    if rest.is(HYPHEN) && rest.glued() && rest.skip(1).is(AND) && found.figure.unit.is_none() {
        return hyphened(i, rest.skip(2), found);
    }
    let link = if rest.is(AND) {
        AND
    } else if !rest.is(TO | FROM) {
        return found;
    } else if unhedged(i).after(FROM) {
        TO
    } else if unhedged(i).after(TO) {
        FROM
    } else {
        return found;
    };
    if found.shape == Shape::Fraction || !found.figure.amount.digits {
        return found;
    }
    if found.figure.unit.is_some() {
        return elided_sum(rest, link, found);
    }
    let Ok((_, b)) = word(link)(rest).and_then(|(after, _)| part(after)) else { return found };
    let (low, high) = (found.figure.amount, b.number.amount);
    // "12 and $5", "12 and three days", "3 and 5 million dollars", "to 4,573 and 34 percent"
    let alike = high.digits && high.scale * low.scale == 1.0 && low.value < 5.0 * high.value;
    if b.sign_first || (rest.is(AND) && !(alike && high.value < 5.0 * low.value)) {
        return found;
    }
    let scaled = low.scale == 1.0 && high.scale >= 1000.0 && low.value < 1000.0;
    if b.unit.is_none() && !scaled {
        return found;
    }
    let factor = if scaled { high.scale } else { 1.0 };
    found.figure.elided = Some(Elided { value: whole(low.value * factor) });
    found.figure.kind = kind(i, b.unit.as_ref(), found.shape);
    found.figure.unit = b.unit;
    found
}

/// The twelve years of "12- and 13-year-olds": a hyphen leaves the unit to the next number.
fn hyphened(i: Input<'_>, next: Input<'_>, mut found: Found) -> Found {
    let Ok((end, b)) = part(next) else { return found };
    let joined = b.unit.is_some() && !b.sign_first && next.skip(1).is(HYPHEN) && next.skip(1).glued();
    if joined {
        found.figure.kind = kind(i, b.unit.as_ref(), found.shape);
        if found.figure.kind == Kind::Duration && old(end).is_ok() {
            found.figure.kind = Kind::Age;
        }
        found.figure.unit = b.unit;
    }
    found
}

/// The $26 million of "from $26 to $31 million".
fn elided_sum(rest: Input<'_>, link: u128, mut found: Found) -> Found {
    let Ok((_, b)) = word(link)(rest).and_then(|(after, _)| part(after)) else { return found };
    let (low, high) = (found.figure.amount, b.number.amount);
    let shown = high.value / high.scale;
    let alike = low.value < 5.0 * shown && shown < 5.0 * low.value;
    let sums = b.sign_first && b.unit == found.figure.unit && link != AND;
    if sums && alike && low.scale == 1.0 && high.scale >= 1e6 && low.value < 1000.0 {
        found.figure.elided = Some(Elided { value: whole(low.value * high.scale) });
    }
    found
}

/// Adds what may follow: a hedge ("or more"), then a unit it parted from its number ("10-plus years"),
/// and "old".
fn finish(i: Input<'_>, mut found: Found) -> Found {
    let end = Input { at: found.core_end, ..i };
    if let Some((rest, hedge)) = hedge_after(end) {
        found.figure.hedge = Some(hedge);
        (found.core_end, found.last, found.span_end) = (rest.at, found.last.max(rest.at), rest.at);
        let parted = found.figure.unit.is_none().then(|| unit_after(rest, found.figure.amount.digits));
        if let Some(Ok((after, id))) = parted {
            let other = i.context.units.other(id);
            found.figure.unit = Some(UnitRef { unit: id, per: None, per_noun: None, other });
            found.figure.kind = kind(i, found.figure.unit.as_ref(), found.shape);
            (found.core_end, found.last, found.span_end) = (after.at, after.at, after.at);
        }
    }
    if let Some(unit) = i.context.vocabulary.age_unit()
        && found.figure.kind == Kind::Number
        && found.figure.unit.is_none()
        && let Ok((rest, _)) = word(YEARS_OLD)(Input { at: found.core_end, ..i })
    {
        found.figure.unit = Some(UnitRef { unit, per: None, per_noun: None, other: None });
        found.figure.kind = Kind::Age;
        (found.core_end, found.last, found.span_end) = (rest.at, rest.at, rest.at);
    }
    if found.figure.kind == Kind::Duration
        && let Ok((rest, _)) = old(Input { at: found.core_end, ..i })
    {
        found.figure.kind = Kind::Age;
        (found.core_end, found.last, found.span_end) = (rest.at, rest.at, rest.at);
    }
    found
}

/// "old", "-old", "of age".
fn old(i: Input<'_>) -> Read<'_, ()> {
    let (rest, _) = opt(glued(HYPHEN)).parse(i)?;
    if let Ok((rest, _)) = word(OLD)(rest) {
        return Ok((rest, ()));
    }
    let (rest, _) = word(OF)(i)?;
    let (rest, _) = word(AGED)(rest)?;
    Ok((rest, ()))
}

/// The sort of a quantity of this unit.
pub(super) fn kind(i: Input<'_>, unit: Option<&UnitRef>, shape: Shape) -> Kind {
    let Some(unit) = unit.map(|u| unit_of(i, u)) else {
        return if shape == Shape::Fraction { Kind::Share } else { Kind::Number };
    };
    match &*unit.dimension {
        "currency" => Kind::Money,
        "time" => Kind::Duration,
        "percent" => Kind::Percent,
        "points" => Kind::Points,
        "count" => Kind::Number,
        _ => Kind::Measure,
    }
}
