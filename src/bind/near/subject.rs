//! Whether a claim can be said of two figures near it, as far as its form and its subject tell.

use crate::{
    bind::{
        Fact, FoundClaim, Page,
        matcher::Bound,
        near::{Around, phrase::difference},
        score::{NEAR, Words, claim_tokens, of, phrase, subject},
        speak::slot,
    },
    rule::{
        Rulebook,
        kinds::{self, AMOUNT},
    },
    scan::Scan,
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
pub(in crate::bind) fn speaks_of(
    claim: &FoundClaim,
    around: &Around,
    facts: &[Fact],
    page: Page<'_>,
) -> bool {
    let Page { scan, book, words, .. } = page;
    let Some(own) = scan.sentences.get(claim.sentence) else { return false };
    let (pair, resulting) = (&around.fact, around.names_result);
    let (anchor, after) = claim_tokens(claim, scan, own);
    let (form, noun) = form(anchor, scan, book);
    let of_what = of(after, scan, book).meet(book.special.whose);
    let object = if noun && !of_what {
        Vec::new()
    } else {
        phrase(after + u32::from(noun)..own.last.min(after + NEAR), book.special.adjunct, scan, book)
    };
    // "Reduce its estimate by four pct": the claim holds its object.
    let held: Vec<u32> = (anchor + 1..after).filter(|at| !noun && !scan.is_marked(*at)).collect();
    let holds = words.within(claim.sentence, &held).next().is_some();
    let object = if holds && !around.follows_result { held } else { object };
    let generic = |at: u32| of(at, scan, book).meet(book.special.figure_noun);
    let telling = |tokens: &[u32]| -> Vec<u32> {
        let words = words.within(claim.sentence, tokens);
        words.filter(|(_, at)| !generic(*at)).map(|(stem, _)| stem).collect()
    };
    let marks: Vec<u32> = pair.found.marks().collect();
    let places: Vec<u32> =
        marks.iter().filter_map(|m| scan.marks.get(*m as usize)).map(|m| m.first).collect();
    let here = places.iter().any(|p| (own.first..own.last).contains(p));
    // What the claim itself compares with may stand behind it.
    let based = around.names_base.then(|| slot(pair, "from", book).and_then(Bound::mark)).flatten();
    let of_base = |p: &u32| based.and_then(|m| scan.marks.get(m as usize)).is_some_and(|m| m.first == *p);
    let behind = places.iter().all(|p| *p < anchor || of_base(p));
    let own_object = telling(&object);
    let shared = |said: &[u32], spoken_of: &[u32]| {
        let theirs = words_of(pair, spoken_of, scan, words);
        said.iter().all(|stem| theirs.contains(stem))
    };
    let difference = difference(claim, scan);
    let all_here = places.iter().all(|p| (own.first..own.last).contains(p));
    if around.follows_result && form == Form::Verb {
        let subject = subject(own.first, anchor, claim.sentence, scan, book, words);
        let said = telling(&subject);
        let theirs = words_of(pair, &subject, scan, words);
        let one_subject = said.is_empty() || said.iter().any(|s| theirs.contains(s));
        return behind && here && shared(&telling(&object), &object) && (all_here || one_subject);
    }
    let one_clause = || here && places.iter().any(|p| joined(anchor, *p, scan, book));
    match form {
        _ if resumed(pair, claim, scan, book) => true,
        Form::Verb if difference && !all_here => resulting && here && of_it(anchor, scan, book),
        Form::Verb if difference && !resulting => false,
        Form::Definite => behind && shared(&own_object, &object),
        Form::Apposition if difference && !all_here => false,
        // "… came to 12,300, an increase of 29 per cent; a year earlier they had been 9,500"
        Form::Apposition => (behind || resulting && all_here) && here && shared(&own_object, &object),
        Form::Verb if !own_object.is_empty() => {
            one_clause() || (here || !stated(pair, facts)) && shared(&own_object, &object)
        }
        Form::Verb if noun && !here => false,
        Form::Verb => {
            let subject = subject(own.first, anchor, claim.sentence, scan, book, words);
            let said = telling(&subject);
            let volume = said.is_empty() && here && subject.iter().copied().any(generic);
            // "It had been 40 in May and 52 in June, so the number has grown …"
            let spoken_of = said.is_empty()
                && behind
                && around.only_pair
                && (of_it(anchor, scan, book) || subject.iter().copied().any(generic));
            let colon = |at: u32| of(at, scan, book).meet(book.special.colon);
            // "From $9 in January to $6 on Friday: shares have lost a third."
            let heading = behind && all_here && around.only_pair && {
                let last = places.iter().copied().max().unwrap_or(anchor);
                (last..anchor).any(colon)
            };
            one_clause()
                || volume
                || heading
                || spoken_of
                || !said.is_empty() && (here || !stated(pair, facts)) && shared(&said, &subject)
        }
    }
}

/// Whether the figures stand in the sentence behind a claim, which goes on about the change itself: "The cut, to 4
/// from 5, …".
fn resumed(pair: &Fact, claim: &FoundClaim, scan: &Scan, book: &Rulebook) -> bool {
    let first = scan.sentences.get(pair.sentence).map(|s| s.first);
    let noun = |at: u32| of(at, scan, book).meet(book.special.change_noun);
    let goes_on = book.special.comma | book.special.from | book.special.reaching;
    pair.sentence == claim.sentence + 1
        && first.is_some_and(|at| {
            of(at, scan, book).meet(book.special.definite)
                && noun(at + 1)
                && of(at + 2, scan, book).meet(goes_on)
        })
}

/// Whether the subject right before a claim is a pronoun: "it had shrunk".
fn of_it(anchor: u32, scan: &Scan, book: &Rulebook) -> bool {
    (1..=3).filter_map(|n| anchor.checked_sub(n)).any(|at| of(at, scan, book).meet(book.special.pronoun))
}

/// The form of the claim that begins at a token, and whether it is a noun.
fn form(anchor: u32, scan: &Scan, book: &Rulebook) -> (Form, bool) {
    let special = &book.special;
    let article = |at: &u32| of(*at, scan, book).meet(special.article);
    // "The steep 8% fall", but "the board halved".
    let figure = {
        let at = scan.marks.partition_point(|m| m.first < anchor);
        scan.marks.get(at).is_some_and(|m| m.first == anchor && kinds::of(&m.what) & AMOUNT != 0)
    };
    let Some(article) = (0..=1 + u32::from(figure)).filter_map(|n| u32::checked_sub(anchor, n)).find(article)
    else {
        // "Growth of 40 per cent over that time …"
        let begins = scan.sentences.iter().any(|s| s.first == anchor);
        let noun = begins && of(anchor, scan, book).meet(special.change_noun);
        return (if noun { Form::Definite } else { Form::Verb }, noun);
    };
    let before = article.checked_sub(1).map(|at| of(at, scan, book)).unwrap_or_default();
    // "That is a rise of a third"
    if of(article, scan, book).meet(special.definite) || of_it(article, scan, book) {
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
        let lists = of(at, scan, book);
        let breaks = lists.meet(special.clause) && !lists.meet(special.goes_on);
        let goes_on = || of(at + 1, scan, book).meet(special.goes_on);
        !breaks && !lists.meet(special.and) && (!lists.meet(special.comma) || goes_on())
    })
}
