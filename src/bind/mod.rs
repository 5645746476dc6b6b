//! Facts and claims of a draft, and which fact a claim speaks of.

pub mod item;
pub mod like;
pub mod matcher;
pub mod score;
mod series;
pub mod when;

use crate::{
    bind::{
        item::{Item, View, Window, items},
        matcher::{Bound, Match, Room},
    },
    rule::{Claim, Reach, Rulebook, kinds::AMOUNT, needs::Search, program::Name},
    scan::Scan,
};

/// Figures that the draft itself relates.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its kind, a place in [`Rulebook::facts`].
    pub kind: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Where it stands and what it binds.
    pub found: Match,
    /// Other ways to bind it that the words allow: another figure stands before "up from 400".
    pub rivals: Vec<Match>,
}

/// Words that assert arithmetic.
#[derive(Clone, Debug)]
pub struct FoundClaim {
    /// Its check, a place in [`Rulebook::checks`].
    pub check: usize,
    /// Its pattern, a place in the check's claims.
    pub claim: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Where it stands and what it binds.
    pub found: Match,
    /// Something in its sentence makes it one that cannot be judged.
    pub excused: bool,
}

/// All facts and claims of a draft.
#[derive(Debug, Default)]
pub struct Reading {
    /// Facts, in order.
    pub facts: Vec<Fact>,
    /// Claims, in order.
    pub claims: Vec<FoundClaim>,
}

/// Why a claim has no operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unbound {
    /// No figures in reach are related as it says.
    NoFigures,
    /// Several are, and none is clearly meant.
    SeveralFit,
    /// Its sentence says that it is measured on another basis.
    OtherBasis,
    /// The figures count different things.
    OtherThings,
}

/// Finds every fact and claim.
#[must_use]
pub fn read(scan: &Scan, book: &Rulebook) -> Reading {
    let mut reading = Reading::default();
    let (mut window, mut room) = (Window::with_room(scan.tokens.len()), Room::default());
    let mut ahead = scan.sentences.iter();
    ahead.by_ref().take(WINDOW - 1).for_each(|sentence| window.push(scan, sentence, book));
    for (at, sentence) in scan.sentences.iter().enumerate() {
        if let Some(next) = ahead.next() {
            window.push(scan, next, book);
        }
        if sentence.first_mark != sentence.last_mark {
            for (view, patterns) in [(window.first(), &book.within), (window.all(), &book.crossing)] {
                let Some(view) = view else { continue };
                let possible = patterns.iter().filter(|(needs, _)| view.meets.covers(*needs));
                for (_, pattern) in possible {
                    search(at, &view, *pattern, scan, book, &mut room, &mut reading);
                }
            }
        }
        window.pop();
    }
    reading
}

/// A pattern with borders looks at this many sentences.
pub const WINDOW: usize = 3;

/// Headline, standfirst and lead are among this many sentences.
const LEAD: usize = 3;

/// Finds the facts or claims of a pattern that begin in a sentence.
fn search(
    at: usize,
    view: &View<'_>,
    search: Search,
    scan: &Scan,
    book: &Rulebook,
    room: &mut Room,
    reading: &mut Reading,
) {
    match search {
        Search::Fact(kind, pattern) => {
            let Some(pattern) = book.facts.get(kind).and_then(|f| f.patterns.get(pattern)) else { return };
            for found in matcher::find(pattern, view, scan, book, room) {
                let fact = Fact { kind, sentence: at, found, rivals: Vec::new() };
                add_fact(&mut reading.facts, fact, view, book);
            }
        }
        Search::Claim(check, claim) => {
            let Some(row) = book.checks.get(check).and_then(|c| c.claims.get(claim)) else { return };
            if row.lead && at >= LEAD {
                return;
            }
            for found in matcher::find(&row.program, view, scan, book, room) {
                let new = FoundClaim { check, claim, sentence: at, found, excused: false };
                add_claim(&mut reading.claims, new, view, scan, book, room);
            }
        }
    }
}

/// Of two facts of one kind with the same figures, the one that says more, else the first, is kept.
fn add_fact(facts: &mut Vec<Fact>, new: Fact, view: &View<'_>, book: &Rulebook) {
    let begin = facts.iter().rposition(|f| f.sentence + WINDOW <= new.sentence).map_or(0, |i| i + 1);
    let marks = |f: &Fact| -> Vec<u32> { f.found.slots.iter().filter_map(|(_, b)| mark(b)).collect() };
    let wanted = marks(&new);
    for old in facts.iter_mut().skip(begin).filter(|f| f.kind == new.kind) {
        let known = marks(old);
        if wanted.iter().all(|m| known.contains(m)) {
            return;
        }
        if known.iter().all(|m| wanted.contains(m)) && old.found.span.touches(new.found.span) {
            *old = new;
            return;
        }
        // Two ways to begin, one end: the nearer figure is meant, unless it only says the other again ("or 60
        // cents a share"); the claim must fail on both.
        let inside = old.found.first < new.found.first && old.found.last == new.found.last;
        if inside && known.last() == wanted.last() {
            let before = new.found.first.checked_sub(1).and_then(|at| view.items.get(at));
            if before.is_none_or(|i| i.lists & (book.special.or | book.special.open) == 0) {
                let rival = std::mem::replace(&mut old.found, new.found);
                old.rivals.push(rival);
            }
            return;
        }
    }
    facts.push(new);
}

/// Of two claims of one check in the same words the first is kept. One with a condition may yet turn out to be none:
/// the check decides which is meant.
fn add_claim(
    claims: &mut Vec<FoundClaim>,
    mut new: FoundClaim,
    view: &View<'_>,
    scan: &Scan,
    book: &Rulebook,
    room: &mut Room,
) {
    let begin = claims.iter().rposition(|c| c.sentence + WINDOW <= new.sentence).map_or(0, |i| i + 1);
    let Some(rule) = book.checks.get(new.check) else { return };
    let sure = |c: &FoundClaim| rule.claims.get(c.claim).is_some_and(|r| r.given.is_none());
    let same = |c: &FoundClaim| c.check == new.check && sure(c) && c.found.span.touches(new.found.span);
    if claims.get(begin..).unwrap_or(&[]).iter().any(same) {
        return;
    }
    new.excused =
        rule.claims.get(new.claim).is_some_and(|row| excused(row, view, &new.found, scan, book, room));
    claims.push(new);
}

/// Whether two claims of one check are two ways to read the same words. Claims with conditions of their own may
/// share words, as long as neither binds all the other does.
#[must_use]
pub fn rival(a: &FoundClaim, b: &FoundClaim, book: &Rulebook) -> bool {
    let rows = book.checks.get(a.check).map_or(&[][..], |c| &c.claims);
    let own = |c: &FoundClaim| rows.get(c.claim).is_some_and(|r| r.given.is_some());
    let apart = own(a) && own(b) && !within(&a.found, &b.found) && !within(&b.found, &a.found);
    a.check == b.check && a.found.span.touches(b.found.span) && !apart
}

/// Whether all marks of one match are bound by another too.
fn within(a: &Match, b: &Match) -> bool {
    let marks = |m: &Match| -> Vec<u32> { m.slots.iter().filter_map(|(_, b)| mark(b)).collect() };
    let other = marks(b);
    marks(a).iter().all(|m| other.contains(m))
}

fn mark(bound: &Bound) -> Option<u32> {
    match bound {
        Bound::Mark(m) => Some(*m),
        Bound::Words(_) | Bound::List(_) | Bound::Series(..) => None,
    }
}

fn excused(
    claim: &Claim,
    view: &View<'_>,
    found: &Match,
    scan: &Scan,
    book: &Rulebook,
    room: &mut Room,
) -> bool {
    claim.unless.iter().any(|pattern| {
        let near = matcher::find(pattern, view, scan, book, room);
        near.iter().any(|m| clause_between(view, m, found, book))
    })
}

/// Whether no word between the two ends a clause.
fn clause_between(view: &View<'_>, a: &Match, b: &Match, book: &Rulebook) -> bool {
    let (from, to) = if a.first <= b.first { (a.last, b.first) } else { (b.last, a.first) };
    let between = view.items.get(from..to).unwrap_or(&[]);
    !between.iter().any(|i| i.lists & book.special.clause != 0)
}

/// The fact a claim speaks of, and how sure that is. `words` is asked for the words of the draft only when
/// the fact stands elsewhere.
///
/// # Errors
/// Why there is none.
pub fn facts_of<'a>(
    claim: &FoundClaim,
    reading: &'a Reading,
    scan: &Scan,
    book: &Rulebook,
    words: &dyn Fn() -> &'a score::Words,
) -> Result<(&'a Fact, f64), Unbound> {
    let row =
        book.checks.get(claim.check).and_then(|c| c.claims.get(claim.claim)).ok_or(Unbound::NoFigures)?;
    if claim.excused {
        return Err(Unbound::OtherBasis);
    }
    let wanted = wanted(row, claim, book);
    let taken: Vec<u32> = claim.found.slots.iter().filter_map(|(_, b)| mark(b)).collect();
    let binds = |f: &Fact, name: &Name| {
        let bound = f.found.slots.iter().find(|(n, _)| n == name);
        bound.is_some_and(|(_, b)| mark(b).is_none_or(|m| !taken.contains(&m)))
    };
    let fits = |f: &&Fact| Some(f.kind) == row.about && wanted.iter().all(|w| binds(f, w));
    // A fact that crosses a border begins a sentence or two before the claim in it.
    let first = reading.facts.partition_point(|f| f.sentence + WINDOW <= claim.sentence);
    let after = reading.facts.partition_point(|f| f.sentence <= claim.sentence);
    let own_facts = reading.facts.get(first..after).unwrap_or(&[]);
    let here = || own_facts.iter().filter(|f| Some(f.kind) == row.about);
    let overlaps = |f: &&Fact| f.found.slots.iter().any(|(_, b)| shares(b, &claim.found, scan));
    if let Some(own) = here().filter(overlaps).find(fits) {
        return Ok((own, 1.0));
    }
    if row.reach == Reach::Clause {
        return Err(Unbound::NoFigures);
    }
    if let Some(beside) =
        beside(claim, here().filter(|f| f.sentence == claim.sentence).filter(fits).collect(), scan, book)
    {
        return Ok((beside, 0.9));
    }
    // "Doubled to 756 million": whatever pair is found elsewhere has to hold the figure that stands here.
    let own: Vec<u32> =
        here().filter(overlaps).flat_map(|f| amounts(f, book)).filter(|m| !taken.contains(m)).collect();
    let agrees = |f: &&Fact| {
        f.sentence != claim.sentence
            && fits(f)
            && (own.is_empty() || amounts(f, book).any(|m| own.contains(&m)))
    };
    if !score::near(claim.sentence, &reading.facts).iter().any(|f| agrees(&f)) {
        return Err(Unbound::NoFigures);
    }
    score::best(claim, row.reach, reading, &agrees, scan, book, words())
}

/// The only fitting fact of a claim's own sentence, when nothing stands between the two that could be meant
/// instead: "grew from £5bn to £8bn, a rise of 60%", "it doubled: 40 million, against 20 million".
fn beside<'a>(claim: &FoundClaim, facts: Vec<&'a Fact>, scan: &Scan, book: &Rulebook) -> Option<&'a Fact> {
    let [fact] = facts.as_slice() else { return None };
    let items = items(scan, scan.sentences.get(claim.sentence)?, book);
    let headed =
        fact.found.slots.iter().any(|(n, _)| book.names.get(usize::from(*n)).is_some_and(|n| n == "head"));
    let follows = claim.found.first >= fact.found.last;
    let (from, to) =
        if follows { (fact.found.last, claim.found.first) } else { (claim.found.last, fact.found.first) };
    let between = items.get(from..to)?;
    let near = if headed || follows {
        follows && between.len() <= NEXT && between.iter().all(|i| i.punctuation)
    } else {
        let ends = book.special.stop | book.special.clause;
        let breaks = |i: &Item| i.lists & ends != 0 || i.kind & AMOUNT != 0;
        let comma = between.iter().rposition(|i| i.punctuation);
        let goes_on =
            comma.is_none_or(|c| between.get(c + 1).is_some_and(|i| i.lists & book.special.with != 0));
        between.len() <= CLOSE && !between.iter().any(breaks) && goes_on
    };
    near.then_some(*fact)
}

/// Behind a fact with a verb of its own only an apposition speaks of it, a comma or a dash away …
const NEXT: usize = 2;
/// … one without a verb may stand this many items further on, ", with 20 million against 10 million".
const CLOSE: usize = 16;

/// Whether what a fact binds is bound by the claim too.
fn shares(bound: &Bound, claim: &Match, scan: &Scan) -> bool {
    let span = |bound: &Bound| match bound {
        Bound::Mark(m) => scan.marks.get(*m as usize).map(|m| m.span),
        Bound::Words(span) | Bound::Series(span, _) => Some(*span),
        Bound::List(_) => None,
    };
    let Some(own) = span(bound) else { return false };
    claim.slots.iter().filter_map(|(_, b)| span(b)).any(|s| s.touches(own))
}

/// The marks of a fact's amounts.
fn amounts<'a>(fact: &'a Fact, book: &'a Rulebook) -> impl Iterator<Item = u32> + 'a {
    let named = |n: &Name| book.names.get(usize::from(*n)).map_or("", String::as_str);
    fact.found
        .slots
        .iter()
        .filter(move |(n, _)| !matches!(named(n), "head" | "by" | "or"))
        .filter_map(|(_, b)| mark(b))
}

/// The slots a claim needs from a fact.
fn wanted(row: &Claim, claim: &FoundClaim, book: &Rulebook) -> Vec<Name> {
    let mut wanted = Vec::new();
    row.expect.slots(&mut |slot| {
        let name = book.names.iter().position(|n| n == slot).and_then(|n| Name::try_from(n).ok());
        if let Some(name) = name
            && !claim.found.slots.iter().any(|(n, _)| *n == name)
            && !wanted.contains(&name)
        {
            wanted.push(name);
        }
    });
    wanted
}
