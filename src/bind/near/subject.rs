//! Whether a claim can be said of two figures near it, as far as its form and its subject tell.

use crate::{
    bind::{
        Fact, FoundClaim, Page,
        matcher::Bound,
        near::{Around, phrase::difference},
        score::{NEAR, Words, claim_tokens, lists_at, phrase, subject},
        speak::slot,
    },
    rule::{
        Rulebook,
        kinds::{self, AMOUNT},
    },
    scan::{Scan, Sentence},
};

/// How a claim stands to the figures it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// "The fall of a third", "that increase": of what stands before it.
    Definite,
    /// ", a fall of a third": of what it stands behind.
    Apposition,
    /// "Sales fell by a third": of its subject.
    Verb,
}

/// Whether a claim can be said of two figures near it.
#[must_use]
pub(in crate::bind) fn may_be_said_of(
    claim: &FoundClaim,
    around: &Around,
    facts: &[Fact],
    page: Page<'_>,
) -> bool {
    let Some(beside) = Beside::of(claim, around, facts, page) else { return false };
    if around.follows_result && beside.form == Form::Verb {
        return beside.follows_result();
    }
    let difference = difference(claim, page.scan);
    match beside.form {
        _ if resumed(&around.fact, claim, page.scan, page.book) => true,
        Form::Verb if difference && !beside.all_here() => {
            around.names_result && beside.any_here() && of_it(beside.anchor, page.scan, page.book)
        }
        Form::Verb if difference && !around.names_result => false,
        Form::Definite => beside.all_before() && beside.shares_object(),
        Form::Apposition if difference && !beside.all_here() => false,
        // "… came to 12,300, an increase of 29 per cent; a year earlier they had been 9,500"
        Form::Apposition => {
            (beside.all_before() || around.names_result && beside.all_here())
                && beside.any_here()
                && beside.shares_object()
        }
        Form::Verb if !beside.stems(&beside.object).is_empty() => beside.verb_with_object(),
        Form::Verb if beside.noun && !beside.any_here() => false,
        Form::Verb => beside.verb_of_subject(),
    }
}

/// A claim beside two figures.
struct Beside<'a> {
    claim: &'a FoundClaim,
    around: &'a Around,
    /// Those near enough to the claim to be meant.
    facts: &'a [Fact],
    page: Page<'a>,
    /// The claim's sentence.
    own: &'a Sentence,
    /// The claim's first token.
    anchor: u32,
    form: Form,
    /// The claim is a noun, "a rise of a third".
    noun: bool,
    /// The tokens of what the claim is done to, "cut *its staff*"; of a noun what it is said of, "a rise in *sales*".
    object: Vec<u32>,
    /// The first token of each of the two figures.
    places: Vec<u32>,
}

impl<'a> Beside<'a> {
    fn of(
        claim: &'a FoundClaim,
        around: &'a Around,
        facts: &'a [Fact],
        page: Page<'a>,
    ) -> Option<Beside<'a>> {
        let Page { scan, book, words, .. } = page;
        let own = scan.sentences.get(claim.sentence)?;
        let (anchor, after) = claim_tokens(claim, scan, book, own);
        let (form, noun) = form(anchor, scan, book);
        // "Reduce its estimate by four pct": the claim holds its object.
        let held: Vec<u32> = (anchor + 1..after).filter(|at| !noun && !scan.is_marked(*at)).collect();
        let holds = !around.follows_result && words.within(claim.sentence, &held).next().is_some();
        let object = if holds {
            held
        } else if noun && !lists_at(after, scan, book).meet(book.special.whose) {
            Vec::new()
        } else {
            let behind = after + u32::from(noun)..own.last.min(after + NEAR);
            phrase(behind, book.special.adjunct, scan, book)
        };
        let marks = around.fact.found.marks().filter_map(|m| scan.marks.get(m as usize));
        let places = marks.map(|m| m.first).collect();
        Some(Beside { claim, around, facts, page, own, anchor, form, noun, object, places })
    }

    /// The telling words at these tokens of the claim's sentence.
    fn stems(&self, tokens: &[u32]) -> Vec<u32> {
        let words = self.page.words.within(self.claim.sentence, tokens);
        words.filter(|(_, at)| !self.is_generic(*at)).map(|(stem, _)| stem).collect()
    }

    /// "The number", "the figure" tell nothing of what is counted.
    fn is_generic(&self, at: u32) -> bool {
        lists_at(at, self.page.scan, self.page.book).meet(self.page.book.special.figure_noun)
    }

    /// Whether all these words, which are said at these tokens, stand with the figures, too.
    fn share(&self, said: &[u32], tokens: &[u32]) -> bool {
        let theirs = words_of(&self.around.fact, tokens, self.page.scan, self.page.words);
        said.iter().all(|stem| theirs.contains(stem))
    }

    fn shares_object(&self) -> bool {
        self.share(&self.stems(&self.object), &self.object)
    }

    /// Whether one of the figures stands in the claim's sentence.
    fn any_here(&self) -> bool {
        self.places.iter().any(|p| (self.own.first..self.own.last).contains(p))
    }

    fn all_here(&self) -> bool {
        self.places.iter().all(|p| (self.own.first..self.own.last).contains(p))
    }

    /// Whether the figures stand before the claim; what it compares with itself may stand behind it.
    fn all_before(&self) -> bool {
        let Page { scan, book, .. } = self.page;
        let base =
            || slot(&self.around.fact, "from", book).and_then(Bound::mark).filter(|_| self.around.names_base);
        let is_base =
            |p: u32| base().and_then(|m| scan.marks.get(m as usize)).is_some_and(|mark| mark.first == p);
        self.places.iter().all(|p| *p < self.anchor || is_base(*p))
    }

    /// Whether one of the figures stands in the claim's own clause.
    fn in_one_clause(&self) -> bool {
        let joined = |p: &u32| joined(self.anchor, *p, self.page.scan, self.page.book);
        self.any_here() && self.places.iter().any(joined)
    }

    /// "24,900, up 3,500": whether a verb right behind what came of it is said of the pair.
    fn follows_result(&self) -> bool {
        let one_subject = || {
            let subject = self.subject();
            let said = self.stems(&subject);
            let theirs = words_of(&self.around.fact, &subject, self.page.scan, self.page.words);
            said.is_empty() || said.iter().any(|stem| theirs.contains(stem))
        };
        self.all_before() && self.any_here() && self.shares_object() && (self.all_here() || one_subject())
    }

    /// Whether a verb with an object, "cut its staff", is said of the pair.
    fn verb_with_object(&self) -> bool {
        self.in_one_clause() || self.may_be_meant() && self.shares_object()
    }

    /// Whether a verb, "sales fell", is said of the pair.
    fn verb_of_subject(&self) -> bool {
        let Page { scan, book, .. } = self.page;
        if self.in_one_clause() {
            return true;
        }
        let subject = self.subject();
        let said = self.stems(&subject);
        let generic = || subject.iter().any(|at| self.is_generic(*at));
        let is_volume = || said.is_empty() && self.any_here() && generic();
        // "From $9 in January to $6 on Friday: shares have lost a third."
        let colon = |at: u32| lists_at(at, scan, book).meet(book.special.colon);
        let is_heading = || {
            let last = self.places.iter().copied().max().unwrap_or(self.anchor);
            self.all_before() && self.all_here() && self.around.only_pair && (last..self.anchor).any(colon)
        };
        // "It had been 40 in May and 52 in June, so the number has grown …"
        let is_spoken_of = || {
            said.is_empty()
                && self.all_before()
                && self.around.only_pair
                && (of_it(self.anchor, scan, book) || generic())
        };
        is_volume()
            || is_heading()
            || is_spoken_of()
            || !said.is_empty() && self.may_be_meant() && self.share(&said, &subject)
    }

    /// Whether the figures stand in the claim's sentence, or are no change that another tells.
    fn may_be_meant(&self) -> bool {
        self.any_here() || !stated(&self.around.fact, self.facts)
    }

    /// The tokens that tell what the claim is said of.
    fn subject(&self) -> Vec<u32> {
        let Page { scan, book, words, .. } = self.page;
        subject(self.own.first, self.anchor, self.claim.sentence, scan, book, words)
    }
}

/// Whether the figures stand in the sentence behind a claim, which goes on about the change itself: "The cut, to 4
/// from 5, …".
fn resumed(pair: &Fact, claim: &FoundClaim, scan: &Scan, book: &Rulebook) -> bool {
    let first = scan.sentences.get(pair.sentence).map(|s| s.first);
    let noun = |at: u32| lists_at(at, scan, book).meet(book.special.change_noun);
    let goes_on = book.special.comma | book.special.from | book.special.reaching;
    pair.sentence == claim.sentence + 1
        && first.is_some_and(|at| {
            lists_at(at, scan, book).meet(book.special.definite)
                && noun(at + 1)
                && lists_at(at + 2, scan, book).meet(goes_on)
        })
}

/// Whether the subject right before a claim is a pronoun: "it had shrunk".
fn of_it(anchor: u32, scan: &Scan, book: &Rulebook) -> bool {
    (1..=3)
        .filter_map(|n| anchor.checked_sub(n))
        .any(|at| lists_at(at, scan, book).meet(book.special.pronoun))
}

/// The form of the claim that begins at a token, and whether it is a noun.
fn form(anchor: u32, scan: &Scan, book: &Rulebook) -> (Form, bool) {
    let special = &book.special;
    let article = |at: &u32| lists_at(*at, scan, book).meet(special.article);
    // "The steep 8% fall", but "the board halved".
    let figure = {
        let at = scan.marks.partition_point(|m| m.first < anchor);
        scan.marks.get(at).is_some_and(|m| m.first == anchor && kinds::of(&m.what) & AMOUNT != 0)
    };
    let Some(article) = (0..=1 + u32::from(figure)).filter_map(|n| u32::checked_sub(anchor, n)).find(article)
    else {
        // "Growth of 40 per cent over that time …"
        let begins = scan.sentences.iter().any(|s| s.first == anchor);
        let noun = begins && lists_at(anchor, scan, book).meet(special.change_noun);
        return (if noun { Form::Definite } else { Form::Verb }, noun);
    };
    let before = article.checked_sub(1).map(|at| lists_at(at, scan, book)).unwrap_or_default();
    // "That is a rise of a third"
    if lists_at(article, scan, book).meet(special.definite) || of_it(article, scan, book) {
        (Form::Definite, true)
    } else if before.meet(special.comma | special.dash | special.open) {
        (Form::Apposition, true)
    } else {
        (Form::Verb, true)
    }
}

/// The words of a pair's sentences that are not the claim's own and no part of a figure.
fn words_of(pair: &Fact, spoken_of: &[u32], scan: &Scan, words: &Words<'_>) -> Vec<u32> {
    let until = pair.found.span.end;
    (pair.sentence..)
        .take_while(|s| scan.sentences.get(*s).is_some_and(|s| s.span.start < until))
        .flat_map(|s| words.of(s))
        .filter(|(_, at)| !spoken_of.contains(at) && !scan.is_marked(*at))
        .map(|(stem, _)| *stem)
        .collect()
}

/// Whether the figures of a pair are a change that their own sentence tells: "exports rose to 60 from 56".
fn stated(pair: &Fact, facts: &[Fact]) -> bool {
    let marks: Vec<u32> = pair.found.marks().collect();
    facts.iter().filter(|f| f.kind == pair.kind).any(|fact| {
        let bound = |m: &u32| fact.found.marks().any(|mark| mark == *m);
        marks.iter().all(bound)
    })
}

/// Whether a claim and a figure stand in one clause.
fn joined(anchor: u32, place: u32, scan: &Scan, book: &Rulebook) -> bool {
    let special = &book.special;
    let between = (anchor + 1).min(place)..anchor.max(place);
    between.into_iter().all(|at| {
        let lists = lists_at(at, scan, book);
        let breaks = lists.meet(special.clause) && !lists.meet(special.goes_on);
        let goes_on = || lists_at(at + 1, scan, book).meet(special.goes_on);
        !breaks && !lists.meet(special.and) && (!lists.meet(special.comma) || goes_on())
    })
}
