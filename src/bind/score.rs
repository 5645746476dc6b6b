//! Which of the facts elsewhere in a draft a claim speaks of: by the words the two share, never by
//! whether the sum works out.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::{
    bind::{Fact, FoundClaim, Reading, Unbound},
    grammar::token::TokenKind,
    rule::{Reach, Rulebook, lists::ListMask},
    scan::{Scan, Sentence},
};

/// The telling words of each sentence, stemmed.
#[derive(Debug, Default)]
pub struct Words {
    /// For each sentence its stems and the tokens they stand at.
    sentences: Vec<Vec<(u32, u32)>>,
    /// In how many sentences each stem stands.
    frequency: FxHashMap<u32, u32>,
}

/// A claim binds to a fact of at least this score …
const ENOUGH: f64 = 1.6;
/// … that is better than the next by at least so much.
const CLEARLY: f64 = 0.5;
/// Words this near the claim, in tokens, are its own subject and object.
const NEAR: u32 = 9;

impl Words {
    /// Reads every sentence of a draft.
    #[must_use]
    pub fn read(scan: &Scan, text: &str, book: &Rulebook) -> Words {
        let mut words = Words::default();
        let mut folded = String::new();
        for sentence in &scan.sentences {
            let mut stems: Vec<(u32, u32)> = Vec::new();
            for at in sentence.first..sentence.last {
                let Some(token) = scan.tokens.get(at as usize) else { break };
                let dull = book.lists.of(token.word) & (book.special.dull | book.special.stop) != 0;
                let word = text.get(token.start as usize..token.end as usize).unwrap_or("");
                if token.kind != TokenKind::Word || dull || word.len() < 3 {
                    continue;
                }
                let stem = stem(word, &mut folded, &book.suffixes);
                if !stems.iter().any(|(s, _)| *s == stem) {
                    *words.frequency.entry(stem).or_default() += 1;
                }
                stems.push((stem, at));
            }
            words.sentences.push(stems);
        }
        words
    }

    fn of(&self, sentence: usize) -> &[(u32, u32)] {
        self.sentences.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// The stems that stand at these tokens of a sentence.
    fn within<'a>(&'a self, sentence: usize, tokens: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        self.of(sentence).iter().filter(|(_, at)| tokens.contains(at)).map(|(stem, _)| *stem)
    }

    /// How much a word tells: 1 for one that stands in two sentences only, less for commoner ones.
    fn weight(&self, stem: u32) -> f64 {
        match self.frequency.get(&stem).copied().unwrap_or(0) {
            0 | 1 => 0.0,
            n => 1.0 / (1.0 + f64::from(n - 2) * 0.25),
        }
    }
}

/// A number for a word without its ending: "stored" and "stores" have one. `folded` is space to work in.
fn stem(word: &str, folded: &mut String, suffixes: &[String]) -> u32 {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    let last = folded.as_bytes().last();
    let without = |suffix: &String| {
        let may = suffix.as_bytes().last() == last && folded.len() >= suffix.len() + SHORTEST_STEM;
        if may { folded.strip_suffix(suffix.as_str()) } else { None }
    };
    let stem = suffixes.iter().find_map(without).unwrap_or(folded);
    let mut hasher = FxHasher::default();
    hasher.write(stem.as_bytes());
    (hasher.finish() >> 32) as u32
}

/// What is left of a word without its ending has to be this long, in bytes.
const SHORTEST_STEM: usize = 3;

/// The clearly best of the facts that fit, and its score.
///
/// # Errors
/// When none is good enough, or two are.
pub fn best<'a>(
    claim: &FoundClaim,
    reach: Reach,
    reading: &'a Reading,
    fits: &impl Fn(&&Fact) -> bool,
    scan: &Scan,
    book: &Rulebook,
    words: &Words,
) -> Result<(&'a Fact, f64), Unbound> {
    let mut scored: Vec<(f64, &Fact)> = Vec::new();
    let near = near(claim.sentence, &reading.facts);
    for fact in near.iter().filter(fits) {
        if let Some(score) = score(claim, reach, fact, scan, book, words) {
            scored.push((score, fact));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    match scored.as_slice() {
        [] => Err(Unbound::NoFigures),
        [(best, _), ..] if *best < ENOUGH => Err(Unbound::NoFigures),
        [(best, _), (second, _), ..] if best - second < CLEARLY => Err(Unbound::SeveralFit),
        [(best, fact), ..] => Ok((fact, *best)),
    }
}

/// The facts, in order of their sentences, that stand near enough to a sentence to be meant there.
#[must_use]
pub fn near(sentence: usize, facts: &[Fact]) -> &[Fact] {
    let first = facts.partition_point(|f| f.sentence + FARTHEST < sentence);
    let after = facts.partition_point(|f| f.sentence <= sentence + FARTHEST);
    facts.get(first..after).unwrap_or(&[])
}

/// A fact stands at most this many sentences from its claim: the length of a long article.
const FARTHEST: usize = 80;

/// How well a fact fits a claim; none when it is out of reach.
fn score(
    claim: &FoundClaim,
    reach: Reach,
    fact: &Fact,
    scan: &Scan,
    book: &Rulebook,
    words: &Words,
) -> Option<f64> {
    let (c, f) = (scan.sentences.get(claim.sentence)?, scan.sentences.get(fact.sentence)?);
    let within = match reach {
        Reach::Clause => false,
        Reach::Sentence => claim.sentence == fact.sentence,
        Reach::Paragraph => c.paragraph == f.paragraph,
        Reach::Draft => true,
    };
    if !within {
        return None;
    }
    let (anchor, after) = claim_tokens(claim, scan, c);
    let until = fact.found.span.end;
    let spanned =
        (fact.sentence..).take_while(|s| scan.sentences.get(*s).is_some_and(|s| s.span.start < until));
    let theirs: Vec<u32> = spanned.flat_map(|s| words.of(s)).map(|(stem, _)| *stem).collect();
    let object = phrase(after..c.last.min(after + NEAR), book.special.adjunct, scan, book);
    let subject = phrase((c.first.max(anchor.saturating_sub(NEAR))..anchor).rev(), 0, scan, book);
    let spoken_of = if words.within(claim.sentence, &object).next().is_some() { object } else { subject };
    // A count in the headline may have no subject of its own.
    let row = book.checks.get(claim.check).and_then(|c| c.claims.get(claim.claim));
    let mut said = words.within(claim.sentence, &spoken_of).peekable();
    let untold = row.is_some_and(|r| r.lead) && said.peek().is_none();
    if !untold && !said.any(|stem| theirs.contains(&stem)) {
        return None;
    }
    let (mut near, mut far) = (0.0, 0.0);
    let mut counted: Vec<u32> = Vec::new();
    for (stem, at) in words.of(claim.sentence) {
        if counted.contains(stem) || !theirs.contains(stem) {
            continue;
        }
        counted.push(*stem);
        let weight = words.weight(*stem);
        if at.abs_diff(anchor) <= NEAR { near += weight } else { far += weight }
    }
    let distance = claim.sentence.abs_diff(fact.sentence);
    let follows = fact.sentence > claim.sentence;
    let place = match (distance, follows) {
        (0, _) => 0.5,
        (1, true) => 0.6,
        (1, false) => 0.4,
        (2 | 3, true) => 0.3,
        _ => 0.0,
    };
    Some(near + 0.3 * far + place)
}

/// The claim's first token and the one after its last.
fn claim_tokens(claim: &FoundClaim, scan: &Scan, sentence: &Sentence) -> (u32, u32) {
    let tokens = scan.tokens.get(sentence.first as usize..sentence.last as usize).unwrap_or(&[]);
    let count = |end: u32| u32::try_from(tokens.iter().take_while(|t| t.start < end).count()).unwrap_or(0);
    let span = claim.found.span;
    (sentence.first + count(span.start), sentence.first + count(span.end))
}

/// The tokens up to where the phrase ends: what a claim is said of stands close behind it ("doubled its staff"),
/// else before it ("staff doubled").
fn phrase(range: impl Iterator<Item = u32>, also: ListMask, scan: &Scan, book: &Rulebook) -> Vec<u32> {
    let ends = also | book.special.preposition | book.special.stop | book.special.clause;
    range
        .take_while(|at| {
            scan.tokens
                .get(*at as usize)
                .is_some_and(|t| t.kind != TokenKind::Mark && book.lists.of(t.word) & ends == 0)
        })
        .collect()
}
