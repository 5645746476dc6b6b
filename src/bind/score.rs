//! Which of the facts elsewhere in a draft a claim speaks of: by the words the two share, never by
//! whether the sum works out.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    bind::{Fact, FoundClaim, Reading, Unbound},
    grammar::{
        figure::{Kind, What},
        token::TokenKind,
    },
    rule::{Claim, Reach, Rulebook, lists::ListMask},
    scan::{Scan, Sentence, again::Change},
    span::Span,
};

/// The telling words of each sentence, stemmed, a sentence read when it is asked for.
#[derive(Debug)]
pub struct Words<'a> {
    scan: &'a Scan,
    text: &'a str,
    book: &'a Rulebook,
    stems: Stems,
}

/// The stems of the telling words of a draft, as far as they were asked for.
#[derive(Debug, Default)]
pub struct Stems {
    /// For each sentence its stems and the tokens they stand at.
    sentences: Vec<OnceCell<Vec<(u32, u32)>>>,
    /// In how many sentences each stem stands; all sentences were read then.
    frequency: OnceCell<FxHashMap<u32, u32>>,
}

/// A claim binds to a fact of at least this score …
pub const ENOUGH: f64 = 1.3;
/// … that is better than the next by at least so much.
const CLEARLY: f64 = 0.5;
/// Words this near the claim, in tokens, are its own subject and object.
pub(super) const NEAR: u32 = 9;
/// What a headline says is told behind it, so that fewer shared words will do.
const TOLD: f64 = 0.5;
/// What place and distance are worth beside a shared word, which is worth 1 at most: a fact right behind a claim, …
const RIGHT_BEHIND: f64 = 0.6;
/// … right before it, …
const RIGHT_BEFORE: f64 = 0.4;
/// … or one or two sentences further on; …
const SOON: f64 = 0.3;
/// … and a shared word far from the claim beside one near it.
const FAR_WORD: f64 = 0.3;
/// A headline's figures are told within so many sentences.
const NEXT: usize = 3;
/// A subject has at most so many tokens before the claim.
const LONGEST_SUBJECT: u32 = 20;

impl<'a> Words<'a> {
    /// The words of a draft.
    #[must_use]
    pub fn new(scan: &'a Scan, text: &'a str, book: &'a Rulebook) -> Words<'a> {
        let sentences = scan.sentences.iter().map(|_| OnceCell::new()).collect();
        Words { scan, text, book, stems: Stems { sentences, ..Stems::default() } }
    }

    /// The words of a draft after an edit, from those before it, and the stems that stand in more or fewer sentences
    /// than they did.
    #[must_use]
    pub fn again(
        mut stems: Stems,
        change: &Change,
        scan: &'a Scan,
        text: &'a str,
        book: &'a Rulebook,
    ) -> (Words<'a>, FxHashSet<u32>) {
        let mut tail = stems.sentences.split_off(change.was.min(stems.sentences.len()));
        for (_, at) in tail.iter_mut().filter_map(OnceCell::get_mut).flatten() {
            *at = at.wrapping_add(change.shift.tokens);
        }
        let old = stems.sentences.split_off(change.first.min(stems.sentences.len()));
        stems.sentences.resize_with(change.now, OnceCell::new);
        stems.sentences.append(&mut tail);
        let mut words = Words { scan, text, book, stems };
        let mut other = FxHashSet::default();
        if let Some(mut frequency) = words.stems.frequency.take() {
            let new = (change.first..change.now).map(|at| words.of(at));
            let (gone, come) =
                (counted(old.iter().filter_map(OnceCell::get).map(Vec::as_slice)), counted(new));
            for stem in gone.keys().chain(come.keys()) {
                let of = |counts: &FxHashMap<u32, u32>| counts.get(stem).copied().unwrap_or(0);
                if of(&gone) != of(&come) && other.insert(*stem) {
                    let count = frequency.entry(*stem).or_insert(0);
                    *count = (*count + of(&come)).saturating_sub(of(&gone));
                }
            }
            words.stems.frequency = frequency.into();
        }
        (words, other)
    }

    /// What was read of them.
    #[must_use]
    pub fn into_stems(self) -> Stems {
        self.stems
    }

    /// Whether one of these stems stands in a sentence.
    pub fn any_of(&self, sentence: usize, stems: &FxHashSet<u32>) -> bool {
        !stems.is_empty() && self.of(sentence).iter().any(|(stem, _)| stems.contains(stem))
    }

    pub(super) fn of(&self, sentence: usize) -> &[(u32, u32)] {
        self.stems.sentences.get(sentence).map_or(&[], |stems| stems.get_or_init(|| self.read(sentence)))
    }

    fn read(&self, sentence: usize) -> Vec<(u32, u32)> {
        let Words { scan, text, book, .. } = self;
        let Some(sentence) = scan.sentences.get(sentence) else { return Vec::new() };
        let mut folded = String::new();
        let mut stem = |at: u32| {
            let token = scan.tokens.get(at as usize).filter(|token| token.kind == TokenKind::Word)?;
            let word = text.get(token.start as usize..token.end as usize).filter(|word| word.len() >= 3)?;
            let dull = book.lists.of(token.word).meet(book.special.dull | book.special.stop);
            (!dull).then(|| (book.stems.of(word, &mut folded), at))
        };
        (sentence.first..sentence.last).filter_map(&mut stem).collect()
    }

    /// In how many sentences each stem stands.
    fn frequency(&self) -> &FxHashMap<u32, u32> {
        self.stems.frequency.get_or_init(|| counted((0..self.stems.sentences.len()).map(|at| self.of(at))))
    }

    /// The stems of a sentence that stand at these tokens.
    pub(super) fn within<'t>(
        &'t self,
        sentence: usize,
        tokens: &'t [u32],
    ) -> impl Iterator<Item = (u32, u32)> + 't {
        self.of(sentence).iter().filter(|(_, at)| tokens.contains(at)).copied()
    }

    /// Whether the word before this one, "operating" profit, tells another kind of the thing than the word before
    /// it there, "net" profit.
    fn other_kind(&self, here: usize, at: u32, there: usize, stem: u32) -> bool {
        let before = |sentence: usize, at: u32| {
            self.of(sentence).iter().find(|(_, a)| at > 0 && *a == at - 1).map(|(stem, _)| *stem)
        };
        let theirs = self.of(there).iter().find(|(s, _)| *s == stem).map(|(_, at)| *at);
        let (Some(own), Some(at)) = (before(here, at), theirs) else { return false };
        let said = self.of(there).iter().any(|(s, _)| *s == own);
        before(there, at).is_some_and(|other| other != own && !said)
    }

    /// How much a word tells: 1 for one that stands in two sentences only, less for commoner ones.
    pub(super) fn weight(&self, stem: u32) -> f64 {
        match self.frequency().get(&stem).copied().unwrap_or(0) {
            0 | 1 => 0.0,
            n => 1.0 / (1.0 + f64::from(n - 2) * 0.25),
        }
    }
}

/// In how many of these sentences each stem stands.
fn counted<'s>(sentences: impl Iterator<Item = &'s [(u32, u32)]>) -> FxHashMap<u32, u32> {
    // With the sentence it was last met in.
    let mut counts: FxHashMap<u32, (u32, usize)> = FxHashMap::default();
    for (sentence, stems) in sentences.enumerate() {
        for (stem, _) in stems {
            let (count, last) = counts.entry(*stem).or_insert((0, usize::MAX));
            *count += u32::from(*last != sentence);
            *last = sentence;
        }
    }
    counts.into_iter().map(|(stem, (count, _))| (stem, count)).collect()
}

/// The facts that fit and are in reach, with their scores, the best first.
#[must_use]
pub fn candidates<'a>(
    claim: &FoundClaim,
    reach: Reach,
    reading: &'a Reading,
    fits: &impl Fn(&&Fact) -> bool,
    scan: &Scan,
    book: &Rulebook,
    words: &Words<'_>,
) -> Vec<(f64, &'a Fact)> {
    let Some(subject) = Subject::of(claim, scan, book, words) else { return Vec::new() };
    let facts = near(claim.sentence, &reading.facts).iter().filter(fits);
    let scored = facts.filter(|fact| is_in_reach(claim, reach, fact, scan));
    let mut scored: Vec<(f64, &Fact)> =
        scored.filter_map(|fact| Some((subject.score(fact, scan, words)?, fact))).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored
}

/// The clearly best of candidates, and its score.
///
/// # Errors
/// When none is good enough, or two are.
pub fn best<'a>(candidates: &[(f64, &'a Fact)]) -> Result<(&'a Fact, f64), Unbound> {
    match candidates {
        [] => Err(Unbound::NoFigures),
        [(best, _), ..] if *best < ENOUGH => Err(Unbound::NoFigures),
        [(best, _), (second, _), ..] if best - second < CLEARLY => Err(Unbound::SeveralFit),
        [(best, fact), ..] => Ok((fact, *best)),
    }
}

/// How sure a binding of this score is, 0 to 1: as good as even at the least score that binds at all, and never as
/// sure as that to a fact of the claim's own sentence.
#[must_use]
pub fn sure(score: f64) -> f64 {
    (1.0 - ENOUGH / 2.0 / score.max(ENOUGH)).min(SUREST)
}

/// How sure it is, 0 to 1, that figures are meant. All are, when the claim names them itself or shares one with the
/// fact that tells them, …
pub(crate) const OWN_FIGURE: f64 = 1.0;
/// … those of the only fact of its sentence a little less, as it may still speak of the sentence before, …
pub(super) const OWN_SENTENCE: f64 = 0.9;
/// … those of another sentence no more than this, whatever words the two share: what is meant may be told nowhere, …
const SUREST: f64 = 0.85;
/// … two near the claim that no fact relates less, as that they make a change is a guess of its own, …
pub(super) const NEAR_PAIR: f64 = 0.8;
/// … and those that nothing but their place speaks for are as likely meant as not: an ordinary slip has to tell.
pub(crate) const PLACE_ALONE: f64 = 0.5;

/// The facts, in order of their sentences, that stand near enough to a sentence to be meant there.
#[must_use]
pub fn near(sentence: usize, facts: &[Fact]) -> &[Fact] {
    let first = facts.partition_point(|f| f.sentence + FARTHEST < sentence);
    let after = facts.partition_point(|f| f.sentence <= sentence + FARTHEST);
    facts.get(first..after).unwrap_or(&[])
}

/// A fact stands at most this many sentences from its claim: the length of a long article.
pub(super) const FARTHEST: usize = 80;

/// Whether a fact stands where a claim of this reach may speak of it.
#[must_use]
pub fn is_in_reach(claim: &FoundClaim, reach: Reach, fact: &Fact, scan: &Scan) -> bool {
    let paragraph = |sentence: usize| scan.sentences.get(sentence).map(|s| s.paragraph);
    match reach {
        Reach::Clause | Reach::Sentence => claim.sentence == fact.sentence,
        Reach::Paragraph => paragraph(claim.sentence) == paragraph(fact.sentence),
        Reach::Next => fact.sentence > claim.sentence && fact.sentence - claim.sentence <= NEXT,
        Reach::Before => before(claim, fact),
        Reach::Draft | Reach::Anywhere => true,
    }
}

/// What a claim is said of, as its words tell.
struct Subject<'a> {
    sentence: usize,
    /// The claim's first token.
    anchor: u32,
    /// The tokens of its object, else of its subject.
    spoken_of: Vec<u32>,
    row: Option<&'a Claim>,
}

impl<'a> Subject<'a> {
    fn of(claim: &FoundClaim, scan: &Scan, book: &'a Rulebook, words: &Words<'_>) -> Option<Subject<'a>> {
        let own = scan.sentences.get(claim.sentence)?;
        let (anchor, after) = claim_tokens(claim, scan, book, own);
        let row = claim.row(book);
        let noun = row.is_some_and(|r| r.headline) || of_article(anchor, scan, book);
        let after = after + u32::from(noun && lists_at(after, scan, book).meet(book.special.whose));
        let object = phrase(after..own.last.min(after + NEAR), book.special.adjunct, scan, book);
        let spoken_of = if words.within(claim.sentence, &object).next().is_some() {
            object
        } else {
            subject(own.first, anchor, claim.sentence, scan, book, words)
        };
        Some(Subject { sentence: claim.sentence, anchor, spoken_of, row })
    }

    /// How well a fact fits; none when it is said of something else.
    fn score(&self, fact: &Fact, scan: &Scan, words: &Words<'_>) -> Option<f64> {
        let Subject { sentence, anchor, ref spoken_of, row } = *self;
        let until = fact.found.span.end;
        let spanned =
            (fact.sentence..).take_while(|s| scan.sentences.get(*s).is_some_and(|s| s.span.start < until));
        let theirs: Vec<u32> = spanned.flat_map(|s| words.of(s)).map(|(stem, _)| *stem).collect();
        // A count in the headline may have no subject of its own.
        let mut said = words.within(sentence, spoken_of).peekable();
        let untold = row.is_some_and(|r| r.lead) && said.peek().is_none();
        let shared = |(stem, at): (u32, u32)| {
            theirs.contains(&stem) && !words.other_kind(sentence, at, fact.sentence, stem)
        };
        if !untold && !said.any(shared) {
            return None;
        }
        // "KENRO revenues" are not the revenues of the whole firm.
        let head = words.within(sentence, spoken_of).min_by_key(|(_, at)| at.abs_diff(anchor));
        if head.is_some_and(|(stem, at)| theirs.contains(&stem) && !shared((stem, at))) {
            return None;
        }
        let (mut near, mut far) = (0.0, 0.0);
        let mut counted: Vec<u32> = Vec::new();
        for (stem, at) in words.of(sentence) {
            if counted.contains(stem) || !theirs.contains(stem) {
                continue;
            }
            counted.push(*stem);
            let other = words.other_kind(sentence, *at, fact.sentence, *stem);
            let weight = if other { 0.0 } else { words.weight(*stem) };
            let own = at.abs_diff(anchor) <= NEAR || spoken_of.contains(at);
            if own { near += weight } else { far += weight }
        }
        let follows = fact.sentence > sentence;
        let place = match (sentence.abs_diff(fact.sentence), follows) {
            (1, true) => RIGHT_BEHIND,
            (1, false) => RIGHT_BEFORE,
            (2 | 3, true) => SOON,
            _ => 0.0,
        };
        let told = if row.is_some_and(|r| r.headline) { TOLD } else { 0.0 };
        Some(near + FAR_WORD * far + place + told)
    }
}

/// The tokens that tell what a claim without an object is said of: its clause, and what stands before an aside.
pub(super) fn subject(
    first: u32,
    anchor: u32,
    sentence: usize,
    scan: &Scan,
    book: &Rulebook,
    words: &Words<'_>,
) -> Vec<u32> {
    let begins = first.max(anchor.saturating_sub(LONGEST_SUBJECT));
    let subject = clause(begins..anchor, scan, book);
    if words.within(sentence, &subject).next().is_some() {
        return subject;
    }
    // "Sales, led by Brazil, jumped", "output (GDP) grew": an aside stands between.
    let special = &book.special;
    let ends = anchor.checked_sub(1).map_or(ListMask::NONE, |at| lists_at(at, scan, book));
    let opens = if ends.meet(special.close) { special.open } else { special.comma };
    let aside = ends.meet(special.close | special.comma);
    let open =
        (begins..anchor.saturating_sub(1)).rev().find(|at| aside && lists_at(*at, scan, book).meet(opens));
    open.map_or_else(Vec::new, |open| clause(begins..open, scan, book))
}

/// Whether a fact stands in the sentence before the claim's, or before the claim in its own.
fn before(claim: &FoundClaim, fact: &Fact) -> bool {
    fact.sentence + 1 == claim.sentence
        || fact.sentence == claim.sentence && fact.found.span.start < claim.found.span.start
}

/// The claim's first token and the one after its last, and after its noun: "a threefold increase".
pub(super) fn claim_tokens(
    claim: &FoundClaim,
    scan: &Scan,
    book: &Rulebook,
    sentence: &Sentence,
) -> (u32, u32) {
    let tokens = scan.tokens.get(sentence.first as usize..sentence.last as usize).unwrap_or(&[]);
    let count = |end: u32| u32::try_from(tokens.iter().take_while(|t| t.start < end).count()).unwrap_or(0);
    let span = claim.found.span;
    let (anchor, after) = (sentence.first + count(span.start), sentence.first + count(span.end));
    let noun = of_article(anchor, scan, book) && lists_at(after, scan, book).meet(book.special.change_noun);
    (anchor, after + u32::from(noun))
}

/// Whether an article stands before the claim, so that what it is of may follow: "a doubling in profit".
pub(super) fn of_article(anchor: u32, scan: &Scan, book: &Rulebook) -> bool {
    (1..=2).any(|n| anchor >= n && lists_at(anchor - n, scan, book).meet(book.special.article))
}

/// Whether words speak of a rise, or of a fall; none when of neither or both.
pub fn way(span: Span, scan: &Scan, book: &Rulebook) -> Option<bool> {
    let first = scan.tokens.partition_point(|t| t.start < span.start);
    let tokens = scan.tokens.get(first..).unwrap_or(&[]).iter().take_while(|t| t.end <= span.end);
    let lists = tokens.fold(ListMask::NONE, |all, t| all | book.lists.of(t.word));
    let (up, down) = (lists.meet(book.special.up), lists.meet(book.special.down));
    if up != down {
        return Some(up);
    }
    // "Nearly doubled"
    let at = scan.marks.partition_point(|m| m.span.end <= span.start);
    let mark = scan.marks.get(at).filter(|m| m.span.start < span.end);
    match mark.map(|m| &m.what) {
        Some(What::Figure(f)) if f.kind == Kind::Multiple && !up => Some(f.amount.value > 1.0),
        _ => None,
    }
}

/// The lists that the word of a token stands in.
pub(crate) fn lists_at(token: u32, scan: &Scan, book: &Rulebook) -> ListMask {
    scan.tokens.get(token as usize).map_or(ListMask::NONE, |t| book.lists.of(t.word))
}

/// The tokens of the clause that ends with these: "the number of people who wait for a place".
fn clause(tokens: std::ops::Range<u32>, scan: &Scan, book: &Rulebook) -> Vec<u32> {
    let within = |at: &u32| {
        let token = scan.tokens.get(*at as usize);
        token.is_some_and(|t| t.kind != TokenKind::Mark)
            && !lists_at(*at, scan, book).meet(book.special.clause)
    };
    tokens.rev().take_while(within).collect()
}

/// The tokens up to where the phrase ends: what a claim is said of stands close behind it ("doubled its staff"),
/// else before it ("staff doubled").
pub(super) fn phrase(
    range: impl Iterator<Item = u32>,
    also: ListMask,
    scan: &Scan,
    book: &Rulebook,
) -> Vec<u32> {
    let ends = also | book.special.preposition | book.special.stop | book.special.clause;
    range
        .take_while(|at| {
            scan.tokens
                .get(*at as usize)
                .is_some_and(|t| t.kind != TokenKind::Mark && !book.lists.of(t.word).meet(ends))
        })
        .collect()
}
