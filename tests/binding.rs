//! Which of the facts elsewhere in a draft a claim speaks of: by where they stand, and by the words that both have.

use figcheck::{
    api::Checker,
    bind::{
        self, Fact, FoundClaim, Unbound, candidates,
        item::Items,
        matcher::Match,
        score::{self, Words, best, is_in_reach, sure},
    },
    rule::Reach,
    scan::Scan,
    source::Draft,
    span::Span,
};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::builtin);

/// The facts that a claim of a multiple may speak of and how well each fits, the best first; the claim is found by its
/// words, and each text is a paragraph.
fn scores(claim: &str, paragraphs: &[&str]) -> Vec<(String, f64)> {
    let (draft, book) = (Draft::plain(&paragraphs.join("\n\n")), CHECKER.book());
    let scan = CHECKER.scan(&draft);
    let reading = bind::read(&scan, book);
    let words = Words::new(&scan, &draft.text, book);
    let own = |c: &&FoundClaim| {
        let check = book.checks.get(c.check).map(|check| check.id.as_str());
        c.found.span.of(&draft.text) == claim
            && matches!(check, Some("wrong-multiple" | "wrong-percent-change"))
    };
    let claim = reading.claims.iter().find(own).expect("the claim");
    let facts = candidates(claim, &reading, &scan, book, &words).into_iter();
    facts.map(|(score, fact)| (fact.found.span.of(&draft.text).to_string(), score)).collect()
}

/// How well the only fact fits that a claim of a multiple may speak of; none when it can speak of none.
fn score(claim: &str, paragraphs: &[&str]) -> Option<f64> {
    match &scores(claim, paragraphs)[..] {
        [] => None,
        [(_, score)] => Some(*score),
        several => panic!("{paragraphs:?}: {several:?}"),
    }
}

/// Checks that each of these fits less well than the one before.
fn ordered(scores: &[Option<f64>]) {
    let told: Vec<f64> = scores.iter().flatten().copied().collect();
    let falls = told.windows(2).all(|pair| matches!(pair, [a, b] if *a > b + 1e-9));
    assert!(told.len() == scores.len() && falls, "{scores:?}");
}

const CLAIM: &str = "Harbour profit at the quay tripled.";
const FACT: &str = "Quay profit of the harbour rose from £2m to £6m.";
const OTHER: &str = "The board met in a hall.";

#[test]
fn what_stands_nearer_is_likelier_most_of_all_behind() {
    let next = score("tripled", &[CLAIM, FACT, OTHER, OTHER, OTHER]);
    let before = score("tripled", &[FACT, CLAIM, OTHER, OTHER, OTHER]);
    let second = score("tripled", &[CLAIM, OTHER, FACT, OTHER, OTHER]);
    let third = score("tripled", &[CLAIM, OTHER, OTHER, FACT, OTHER]);
    let fourth = score("tripled", &[CLAIM, OTHER, OTHER, OTHER, FACT]);
    ordered(&[next, before, second, fourth]);
    assert_eq!(second, third);
    assert_eq!(fourth, score("tripled", &[FACT, OTHER, CLAIM, OTHER, OTHER]));
}

#[test]
fn a_word_tells_less_the_more_sentences_it_stands_in() {
    let [two, three, four] = ["The board met.", "The profit shrank.", "The profit shrank. The profit grew."]
        .map(|rest| score("tripled", &["The profit tripled.", "The profit rose from £2m to £6m.", rest]));
    ordered(&[two, three, four]);
    let (none, one) = (0.6, 1.0);
    assert!(two.is_some_and(|two| (two - none - one).abs() < 1e-9), "a word tells one at most: {two:?}");
}

#[test]
fn words_far_from_the_claim_tell_less() {
    let far = "tripled, as he said to us and to you when we met for tea at the";
    let [near, far, none] = [("Harbour", "hall"), ("The", "harbour"), ("The", "hall")].map(|(near, last)| {
        let claim = format!("{near} profit {far} {last}.");
        score("tripled", &[&claim, "The profit rose from £2m to £6m, said the harbour."])
    });
    ordered(&[near, far, none]);
}

#[test]
fn a_claim_is_of_no_other_kind_of_a_thing() {
    let fact = "Net profit rose from £2m to £6m.";
    assert!(score("tripled", &["Net profit tripled.", fact]).is_some());
    assert!(score("tripled", &["The profit tripled.", fact]).is_some());
    assert_eq!(score("tripled", &["Operating profit tripled.", fact]), None);
    let both = "Net profit rose from £2m to £6m, said the operating firm.";
    assert!(score("tripled", &["Operating profit tripled.", both]).is_some());
}

#[test]
fn a_claim_of_nothing_is_of_no_figures_elsewhere() {
    assert_eq!(score("tripled", &["It tripled.", FACT]), None);
    assert_eq!(score("tripled", &["The choir tripled.", FACT]), None);
}

#[test]
fn a_rise_is_told_by_figures_that_rise() {
    let fall = "Quay profit of the harbour fell from £6m to £2m.";
    assert!(score("halved", &["Harbour profit at the quay halved.", fall]).is_some());
    assert_eq!(score("halved", &["Harbour profit at the quay halved.", FACT]), None);
    assert_eq!(score("tripled", &[CLAIM, "Quay profit of the harbour fell from £9m to £2m."]), None);
    // The same ratio the other way round is likely to be meant, and the word to be wrong.
    assert!(score("tripled", &[CLAIM, fall]).is_some());
    assert!(score("rose 200%", &["Harbour profit at the quay rose 200%.", FACT]).is_some());
    assert_eq!(score("rose 200%", &["Harbour profit at the quay rose 200%.", fall]), None);
    // What is said before the claim is not said of it.
    assert!(score("halved", &["Tolls rose. Harbour profit at the quay halved.", fall]).is_some());
}

#[test]
fn a_claim_is_said_of_its_object_or_else_its_subject() {
    let (profit, tolls) =
        ("The profit rose from £3m to £6m.", "The tolls of the harbour rose from £2m to £4m.");
    for (claim, words, of_profit) in [
        ("doubled", "The harbour doubled its profit.", true),
        ("doubling", "The harbour saw a doubling in profit.", true),
        ("doubling", "The harbour saw a doubling of profit.", true),
        ("doubled", "Yearly profit doubled in harbour towns.", true),
        ("doubled", "Profit, as the harbour says, doubled.", true),
        ("doubled", "Profit (before the harbour tax) doubled.", true),
        ("doubled", "The harbour doubled.", false),
    ] {
        let found = scores(claim, &[words, profit, tolls]);
        let expected = if of_profit { "rose from £3m to £6m" } else { "rose from £2m to £4m" };
        assert!(matches!(&found[..], [(fact, _)] if fact == expected), "{words}: {found:?}");
    }
}

/// What `--trace` shows: what a claim speaks of, how sure that is, and what else it might speak of.
#[test]
fn a_trace_tells_what_a_claim_might_speak_of() {
    let text = [CLAIM, FACT, OTHER, "The profit of the harbour rose from £3m to £4m."].join("\n\n");
    let lines = CHECKER.trace(&Draft::plain(&text));
    let claim =
        lines.iter().position(|line| line.starts_with("claim wrong-multiple: tripled [k = tripled] -> "));
    let told = lines.get(claim.expect("the claim")..).unwrap_or(&[]);
    assert!(told.first().is_some_and(|line| line.contains("-> rose from £2m to £6m (sure 0.8")), "{told:#?}");
    let scored: Vec<&str> =
        told.iter().skip(1).take_while(|line| line.starts_with("  ")).map(|l| l.trim()).collect();
    let facts = ["rose from £2m to £6m", "rose from £3m to £4m"];
    assert!(facts.iter().all(|fact| scored.iter().any(|line| line.ends_with(fact))), "{told:#?}");
    assert!(lines.iter().any(|line| line.starts_with("fact change: rose from £2m to £6m [")), "{lines:#?}");
}

fn fact(sentence: usize, start: u32) -> Fact {
    Fact { kind: 0, sentence, found: found(start), rivals: Vec::new() }
}

fn found(start: u32) -> Match {
    Match { first: 0, last: 1, span: Span::new(start, start + 1), slots: Vec::new(), leaps: false }
}

/// One that is good enough, and clearly better than the next.
#[test]
fn the_best_is_bound_where_it_is_clear() {
    let facts = [fact(0, 0), fact(1, 1)];
    let bound = |scores: &[f64]| {
        let scored: Vec<(f64, &Fact)> = scores.iter().copied().zip(&facts).collect();
        best(&scored).map(|(fact, score)| (fact.sentence, score))
    };
    assert_eq!(bound(&[]), Err(Unbound::NoFigures));
    assert_eq!(bound(&[score::ENOUGH - 0.1]), Err(Unbound::NoFigures));
    assert_eq!(bound(&[score::ENOUGH]), Ok((0, score::ENOUGH)));
    assert_eq!(bound(&[2.0, 1.75]), Err(Unbound::SeveralFit));
    assert_eq!(bound(&[2.0, 1.5]), Ok((0, 2.0)));
    assert_eq!(bound(&[1.25, 0.0]), Err(Unbound::NoFigures));
}

#[test]
fn a_better_fit_is_surer_but_never_sure() {
    let certainties: Vec<f64> = (13..80).map(|tenths| sure(f64::from(tenths) / 10.0)).collect();
    assert!(certainties.is_sorted(), "{certainties:?}");
    assert_eq!(certainties.first(), Some(&0.5));
    assert!(certainties.last().is_some_and(|last| (0.8..0.9).contains(last)), "{certainties:?}");
    assert_eq!(sure(0.0), 0.5);
}

#[test]
fn nothing_is_bound_beyond_eighty_sentences() {
    let facts: Vec<Fact> = (0..300).map(|sentence| fact(sentence, 0)).collect();
    let near = |sentence| {
        let near = score::near(sentence, &facts);
        (near.first().map(|f| f.sentence), near.last().map(|f| f.sentence))
    };
    assert_eq!(near(100), (Some(20), Some(180)));
    assert_eq!(near(10), (Some(0), Some(90)));
    assert_eq!(near(290), (Some(210), Some(299)));
}

#[test]
fn a_claim_reaches_as_far_as_its_rule_says() {
    let draft =
        Draft::plain("One is here. Two is here.\n\nThree is here. Four is here. Five is here. Six is here.");
    let scan: Scan = CHECKER.scan(&draft);
    assert_eq!(scan.sentences.len(), 6);
    let claim =
        FoundClaim { check: 0, claim: 0, sentence: 1, found: found(50), excused: false, at_home: false };
    let reached = |reach: Reach| -> Vec<usize> {
        (0..6).filter(|sentence| is_in_reach(&claim, reach, &fact(*sentence, 60), &scan)).collect()
    };
    assert_eq!(reached(Reach::Clause), [1]);
    assert_eq!(reached(Reach::Sentence), [1]);
    assert_eq!(reached(Reach::Paragraph), [0, 1]);
    assert_eq!(reached(Reach::Next), [2, 3, 4]);
    assert_eq!(reached(Reach::Before), [0]);
    assert_eq!(reached(Reach::Draft), [0, 1, 2, 3, 4, 5]);
    assert_eq!(reached(Reach::Anywhere), [0, 1, 2, 3, 4, 5]);
    // Of its own sentence what stands before it.
    assert!(is_in_reach(&claim, Reach::Before, &fact(1, 40), &scan));
    assert!(!is_in_reach(&claim, Reach::Before, &fact(1, 50), &scan));
}

/// What stands between dashes counts as nothing, so a hyphen inside a word must not be taken for one.
#[test]
fn asides_stand_between_dashes_and_not_between_hyphens() {
    let asides = |text: &str| -> Vec<String> {
        let draft = Draft::plain(text);
        let items = Items::read(&CHECKER.scan(&draft), CHECKER.book());
        let items = items.of(0);
        let asides = items.iter().enumerate().filter_map(|(at, item)| {
            let last = items.get(at + usize::from(item.close?) - 1)?;
            Some(item.span.cover(last.span).of(&draft.text).to_string())
        });
        asides.collect()
    };
    assert_eq!(asides("The fair—the tenth—took £900."), ["—the tenth—"]);
    assert_eq!(asides("The fair - the tenth - took £900 (in cash)."), ["- the tenth -", "(in cash)"]);
    assert_eq!(asides("The mid-year fair took £900 at the half-price stalls."), [""; 0]);
}

/// What a sentence meets is noted by item, those far back together: no pattern is lost there, nor where the sentence
/// behind holds the rest of it.
#[test]
fn a_pattern_is_found_however_far_back_it_begins() {
    for words in [0, 1, 55, 61, 62, 63, 64, 65, 130, 300] {
        let before = "alders ".repeat(words);
        let draft =
            Draft::plain(&format!("{before}the toll rose from 40 crowns to 60 crowns. It had doubled."));
        let scan = CHECKER.scan(&draft);
        let reading = bind::read(&scan, CHECKER.book());
        let told = |fact: &&Fact| fact.found.span.of(&draft.text).contains("from 40 crowns to 60 crowns");
        assert!(reading.facts.iter().any(|fact| told(&fact)), "behind {words} words");
        let doubled = |claim: &&FoundClaim| claim.found.span.of(&draft.text).contains("doubled");
        assert!(reading.claims.iter().any(|claim| doubled(&claim)), "behind {words} words");
    }
}

/// A pattern may have more borders than are looked across, some of which are not crossed.
#[test]
fn a_pattern_with_more_borders_than_are_crossed_is_found() {
    let rule = r#"
what = "A count of okapis told behind zebras"
why = "There are seven."
leaves = "All else."
sources = ["https://example.org/"]
severity = "error"

[[claim]]
match = "zebras .. [// ..] [// ..] [// ..] okapis ..1 {n:number}"
expect = "n ~ 7"
says = "not {n}"

[[example]]
draft = "There are three zebras. Of okapis there are 19."
expect = "contradicts"

[[example]]
draft = "There are three zebras. Of okapis there are 7."
expect = "holds"

[[example]]
draft = "There are three zebras and 19 gnus."
expect = "silent"
"#;
    let checker = Checker::with_rules(&[("okapis.toml".to_string(), rule.to_string())]).expect("it loads");
    for between in [", okapis", ". Of okapis were", ". It rained on 4 May. Okapis were"] {
        let report = checker.check(&Draft::plain(&format!("There were three zebras{between} 19.")));
        let told = report.findings.iter().any(|finding| finding.rule == "okapis");
        assert!(told, "zebras{between}");
    }
}
