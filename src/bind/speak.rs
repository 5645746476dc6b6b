//! Which fact a claim speaks of: one that shares its figures, the one beside it, or one of another sentence.

use std::borrow::Cow;

use crate::{
    bind::{
        Fact, FoundClaim, Page, Reading, Unbound,
        item::{Item, WINDOW},
        matcher::{Bound, Match},
        near::{self, Around},
        score, timing, when,
    },
    grammar::figure::{Figure, Kind, What},
    rule::{Claim, Reach, Rulebook, kinds::AMOUNT, program::Name},
    scan::Scan,
};

/// The fact a claim speaks of, and how sure that is.
///
/// # Errors
/// Why there is none.
pub fn facts_of<'a>(
    claim: &FoundClaim,
    reading: &'a Reading,
    scan: &'a Scan,
    book: &'a Rulebook,
    words: &'a score::Words<'a>,
) -> Result<(Cow<'a, Fact>, f64), Unbound> {
    if claim.excused {
        return Err(Unbound::OtherBasis);
    }
    let page = Page { reading, scan, book, words };
    let asked = Asked::of(claim, page).ok_or(Unbound::NoFigures)?;
    match asked.told() {
        Ok((fact, score)) => Ok((Cow::Borrowed(fact), score)),
        Err(Unbound::NoFigures) if asked.row.near => {
            let pair = asked.row.about.and_then(|kind| near::around(claim, kind, page));
            let facts = score::near(claim.sentence, &reading.facts);
            let meant = |pair: &Around| {
                if asked.narrows(&pair.fact) {
                    return false;
                }
                pair.names_base || near::may_be_said_of(claim, pair, facts, page) && asked.one_way(&pair.fact)
            };
            pair.filter(meant).map(|pair| (Cow::Owned(pair.fact), score::NEAR_PAIR)).ok_or(Unbound::NoFigures)
        }
        Err(why) => Err(why),
    }
}

/// A word of scale makes so much of a figure.
const SCALED: f64 = 100.0;

/// The facts that stand in other sentences than a claim and may be meant by it, with their scores, the best first.
#[must_use]
pub fn candidates<'a>(
    claim: &FoundClaim,
    reading: &'a Reading,
    scan: &'a Scan,
    book: &'a Rulebook,
    words: &'a score::Words<'a>,
) -> Vec<(f64, &'a Fact)> {
    Asked::of(claim, Page { reading, scan, book, words }).map_or_else(Vec::new, |asked| asked.elsewhere())
}

/// What a claim asks of a fact.
struct Asked<'r, 'a> {
    claim: &'r FoundClaim,
    row: &'a Claim,
    page: Page<'a>,
    /// The slots it needs.
    wanted: Vec<Name>,
    /// Its own marks.
    taken: Vec<u32>,
}

impl<'r, 'a> Asked<'r, 'a> {
    fn of(claim: &'r FoundClaim, page: Page<'a>) -> Option<Self> {
        let row = claim.row(page.book)?;
        let taken = claim.found.marks().collect();
        Some(Asked { claim, row, page, wanted: wanted(row, claim, page.book), taken })
    }

    /// The fact that is meant, of those the patterns found.
    fn told(&self) -> Result<(&'a Fact, f64), Unbound> {
        if let Some(own) = self.touching().find(|f| self.fits(f)) {
            return Ok((own, score::OWN_FIGURE));
        }
        if self.row.reach == Reach::Clause {
            return Err(Unbound::NoFigures);
        }
        let same: Vec<&Fact> =
            self.here().filter(|f| f.sentence == self.claim.sentence && self.fits(f)).collect();
        let Page { reading, book, .. } = self.page;
        if let Some(beside) = beside(self.claim, &same, reading.items.of(self.claim.sentence), book) {
            return Ok((beside, score::OWN_SENTENCE));
        }
        if self.claim.at_home {
            return Err(Unbound::NoFigures);
        }
        score::best(&self.elsewhere()).map(|(fact, score)| (fact, score::sure(score)))
    }

    fn fits(&self, fact: &Fact) -> bool {
        let binds = |name: &Name| {
            let bound = fact.found.slots.iter().find(|(n, _)| n == name);
            bound.is_some_and(|(_, b)| b.mark().is_none_or(|m| !self.taken.contains(&m)))
        };
        Some(fact.kind) == self.row.about && self.wanted.iter().all(binds)
    }

    /// Whether a fact of another sentence tells another thing than a percentage: it is of percentages itself, has a
    /// percentage beside it, or goes the other way.
    fn differs(&self, fact: &Fact) -> bool {
        let Page { scan, book, .. } = self.page;
        let percent = |m: u32| {
            let what = scan.marks.get(m as usize).map(|m| &m.what);
            matches!(what, Some(What::Figure(f)) if f.kind == Kind::Percent)
        };
        let (own, theirs) =
            (score::way(self.claim.found.span, scan, book), score::way(fact.found.span, scan, book));
        if self.row.lead && own.is_some() && theirs.is_some() && own != theirs {
            return true;
        }
        if !self.taken.iter().any(|m| percent(*m)) {
            return false;
        }
        // "Visits were down by 3.9% from 276m to 265m" tells of 3.9%, not of the 14% of five years.
        let value = |m: u32| scan.figure(m).map(|f| f.amount.value);
        let own = |m: &u32| self.taken.iter().any(|taken| value(*taken) == value(*m));
        let by = slot(fact, "by", book).and_then(Bound::mark);
        let told = slot(fact, "from", book).is_some();
        if told && by.is_some_and(|by| percent(by) && !own(&by)) {
            return true;
        }
        let of_it = |m: u32| fact.found.marks().any(|mark| mark == m);
        let beside = scan.marks_of(fact.sentence).any(|m| percent(m) && !of_it(m));
        beside || told && amounts(fact, book).any(percent)
    }

    /// Whether a fact is of percentages, and the claim of how many there are: "the number of deaths quadrupled".
    fn is_no_count(&self, fact: &Fact) -> bool {
        let Page { scan, book, .. } = self.page;
        let percent = |m: u32| scan.figure(m).is_some_and(|f| f.kind == Kind::Percent);
        let before = self.claim.found.span.start;
        let mut ahead = scan.tokens_of(self.claim.sentence).iter().take_while(|t| t.start < before);
        amounts(fact, book).any(percent)
            && !self.taken.iter().any(|m| percent(*m))
            && ahead.any(|t| book.lists.of(t.word).meet(book.special.counting))
    }

    /// Whether a fact is of ranges, "from between £2 and £3", and the claim's own figure none: what was only expected.
    fn ranges(&self, fact: &Fact) -> bool {
        let Page { scan, book, .. } = self.page;
        let range = |m: u32| scan.figure(m).is_some_and(|f| f.high.is_some());
        amounts(fact, book).any(range) && !self.taken.iter().any(|m| range(*m))
    }

    /// Whether a change of another sentence is one of a narrower kind than the claim's.
    fn narrows(&self, fact: &Fact) -> bool {
        let Page { scan, book, words, .. } = self.page;
        let marks: Vec<u32> = amounts(fact, book).collect();
        slot(fact, "from", book).is_some() && near::narrows(self.claim, &marks, scan, book, words)
    }

    /// Whether shares are named in a sentence before a place: their price is no sum that the company earned.
    fn of_stock(&self, sentence: usize, before: u32) -> bool {
        let Page { scan, book, .. } = self.page;
        let mut ahead = scan.tokens_of(sentence).iter().take_while(|t| t.start < before);
        ahead.any(|t| book.lists.of(t.word).meet(book.special.stock))
    }

    /// Whether two figures near a claim go the way it says: else they are likely to be of something else.
    fn one_way(&self, pair: &Fact) -> bool {
        let Page { scan, book, .. } = self.page;
        let value = |name: &str| {
            let mark = slot(pair, name, book).and_then(Bound::mark).and_then(|m| scan.marks.get(m as usize));
            match mark.map(|m| &m.what) {
                Some(What::Figure(f)) => Some((f.amount.value, f.unit.as_ref().map(|u| u.unit))),
                _ => None,
            }
        };
        let (Some((from, unit)), Some((to, other))) = (value("from"), value("to")) else { return true };
        // So far apart they may be that by a slip of scale.
        let scaled = !(1.0 / SCALED..SCALED).contains(&(to / from));
        unit != other
            || scaled
            || score::way(self.claim.found.span, scan, book).is_none_or(|up| up == (to > from))
            || self.is_reversed(from, to)
    }

    /// Whether a change is just as large as the claim says, the other way round: "nearly doubled" from 61 to 32.
    fn is_reversed(&self, from: f64, to: f64) -> bool {
        self.taken.iter().filter_map(|m| self.page.scan.figure(*m)).any(|own| match own.kind {
            Kind::Percent => {
                let (said, step) = (own.amount.value.abs(), own.amount.step);
                ((to / from - 1.0).abs() * PERCENT - said).abs() <= step
            }
            Kind::Multiple => {
                let said = own.amount.value.max(1.0 / own.amount.value);
                (to.max(from) / to.min(from) / said - 1.0).abs() < ALMOST
            }
            _ => false,
        })
    }

    /// Whether claim and result are said of times that cannot be one.
    fn at_other_time(&self, fact: &Fact) -> bool {
        let Page { scan, book, .. } = self.page;
        let result = slot(fact, "to", book).and_then(Bound::mark);
        result.is_some_and(|to| self.taken.iter().any(|own| when::apart(*own, to, scan)))
    }

    /// The facts of the claim's own sentence; one that crosses a border begins a sentence or two before it.
    fn here(&self) -> impl Iterator<Item = &'a Fact> + use<'r, 'a> {
        let facts = &self.page.reading.facts;
        let first = facts.partition_point(|f| f.sentence + WINDOW <= self.claim.sentence);
        let after = facts.partition_point(|f| f.sentence <= self.claim.sentence);
        let about = self.row.about;
        facts.get(first..after).unwrap_or(&[]).iter().filter(move |f| Some(f.kind) == about)
    }

    /// Those of them that share a figure with the claim.
    fn touching(&self) -> impl Iterator<Item = &'a Fact> + use<'r, 'a> {
        let (claim, scan) = (self.claim, self.page.scan);
        self.here().filter(move |f| f.found.slots.iter().any(|(_, b)| shares(b, &claim.found, scan)))
    }

    fn elsewhere(&self) -> Vec<(f64, &'a Fact)> {
        let Page { reading, scan, book, words } = self.page;
        // "Doubled to 756 million": whatever pair is found elsewhere has to hold the figure that stands here.
        let own: Vec<u32> =
            self.touching().flat_map(|f| amounts(f, book)).filter(|m| !self.taken.contains(m)).collect();
        // "4.1 per 100, a 1.4-fold rise": what came of it is told, elsewhere perhaps to another digit.
        let result = near::apposed(self.claim, reading, scan, book).and_then(|m| scan.figure(m));
        let tells_it = |f: &Fact| {
            let alike = |m: u32| scan.figure(m).zip(result).is_some_and(|(a, b)| is_about(a, b));
            result.is_none() || amounts(f, book).any(alike)
        };
        let priced = self.of_stock(self.claim.sentence, self.claim.found.span.start);
        let agrees = |f: &&Fact| {
            let behind = f.found.span.start > self.claim.found.span.start || !self.row.lead;
            f.sentence != self.claim.sentence
                && behind
                && self.fits(f)
                && !self.differs(f)
                && !self.ranges(f)
                && !self.is_no_count(f)
                && self.one_way(f)
                && (!priced || self.of_stock(f.sentence, f.found.span.start))
                && !self.at_other_time(f)
                && (own.is_empty() || amounts(f, book).any(|m| own.contains(&m)))
                && tells_it(f)
        };
        if !score::near(self.claim.sentence, &reading.facts).iter().any(|f| agrees(&f)) {
            return Vec::new();
        }
        let all = score::candidates(self.claim, self.row.reach, reading, &agrees, scan, book, words);
        // Where one is of a narrower kind, so may the others be.
        if all.iter().any(|(_, fact)| self.narrows(fact)) { Vec::new() } else { all }
    }
}

/// The only fitting fact of a claim's own sentence, when nothing stands between the two that could be meant
/// instead: "grew from £5bn to £8bn, a rise of 60%", "it doubled: 40 million, against 20 million".
fn beside<'a>(claim: &FoundClaim, facts: &[&'a Fact], items: &[Item], book: &Rulebook) -> Option<&'a Fact> {
    let [fact] = facts else { return None };
    let result = near::result(claim, items, book);
    if result.is_some_and(|r| !amounts(fact, book).any(|m| m == r)) {
        return None; // it tells another result itself
    }
    let headed = slot(fact, "head", book).is_some();
    let follows = claim.found.first >= fact.found.last;
    let (from, to) =
        if follows { (fact.found.last, claim.found.first) } else { (claim.found.last, fact.found.first) };
    let between = items.get(from..to)?;
    let near = if headed || follows {
        let mut rest = timing::without(between, &book.special);
        follows && rest.by_ref().take(NEXT).all(|i| i.punctuation) && rest.next().is_none()
    } else {
        let ends = book.special.stop | book.special.clause;
        let breaks = |i: &Item| i.lists.meet(ends) || i.kind & AMOUNT != 0;
        let comma = between.iter().rposition(|i| i.punctuation);
        let goes_on =
            comma.is_none_or(|c| between.get(c + 1).is_some_and(|i| i.lists.meet(book.special.with)));
        between.len() <= CLOSE && !between.iter().any(breaks) && goes_on
    };
    near.then_some(*fact)
}

/// A percentage is so many times a ratio.
const PERCENT: f64 = 100.0;
/// "Doubled" may be said of what is off by this part.
const ALMOST: f64 = 0.1;

/// Behind a fact with a verb of its own only an apposition speaks of it, a comma or a dash and a time away …
const NEXT: usize = 2;
/// … one without a verb may stand this many items further on, ", with 20 million against 10 million".
const CLOSE: usize = 16;

/// Whether two figures of one sort tell nearly the same amount.
fn is_about(a: &Figure, b: &Figure) -> bool {
    let (a, b) = (a.amount.value, b.amount.value);
    (a - b).abs() <= ROUNDED * a.abs().max(b.abs())
}

/// What is told again in a rounder number is off by this part at most.
const ROUNDED: f64 = 0.05;

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

/// What a fact binds to the slot of this name.
pub(super) fn slot<'a>(fact: &'a Fact, name: &str, book: &Rulebook) -> Option<&'a Bound> {
    let named = |(n, _): &&(Name, Bound)| book.slot(*n) == name;
    fact.found.slots.iter().find(named).map(|(_, bound)| bound)
}

/// The marks of a fact's amounts.
fn amounts<'a>(fact: &'a Fact, book: &'a Rulebook) -> impl Iterator<Item = u32> + 'a {
    fact.found
        .slots
        .iter()
        .filter(move |(n, _)| !matches!(book.slot(*n), "head" | "by" | "or"))
        .filter_map(|(_, b)| b.mark())
}

/// The slots a claim needs from a fact.
fn wanted(row: &Claim, claim: &FoundClaim, book: &Rulebook) -> Vec<Name> {
    let mut wanted = Vec::new();
    row.expect.slots(&mut |slot| {
        let name = book.name(slot);
        if let Some(name) = name
            && !claim.found.slots.iter().any(|(n, _)| *n == name)
            && !wanted.contains(&name)
        {
            wanted.push(name);
        }
    });
    wanted
}
