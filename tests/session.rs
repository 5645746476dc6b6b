//! A session gives after every edit what a check from scratch gives, whatever the draft and whatever the edit.

use figcheck::{api::Checker, finding::Report, session::Session, source::Draft};
use proptest::{collection::vec, prelude::*};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::builtin);

/// The drafts of all examples in the rule files: every sort of claim and fact.
static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let all = Checker::replacing(&[]).expect("the built-in rules load");
    let book = all.book();
    let examples = book.checks.iter().flat_map(|check| check.examples.iter());
    let examples = examples.chain(book.facts.iter().flat_map(|fact| fact.examples.iter()));
    examples.map(|example| example.draft.clone()).collect()
});

/// What is typed: characters, and words that say something of the whole draft or of what stands around them.
const PIECES: &[&str] = &[
    "a",
    "s",
    "e",
    " ",
    " ",
    ".",
    ". ",
    "\n",
    "\n\n",
    ",",
    "0",
    "1",
    "7",
    "(",
    ")",
    "–",
    "-",
    "%",
    "£",
    "$",
    "’s",
    "€1.5m ($2m) ",
    " million",
    " not ",
    "The ",
    "J. ",
    "(all figures in Canadian dollars) ",
    "pounds ",
    "sterling ",
    "40C ",
    "40 degrees ",
    "Fahrenheit ",
    "(Dec 21, 2013) ",
    "Friday, January 4, 2019\n\n",
    "one in five ",
    "doubled ",
    "of them ",
    "[figcheck: allow wrong-share: known] ",
    "\u{200b}",
    "# ",
    "> ",
    "*",
    "<!-- ",
    "`",
];

/// One change to a text; places are parts of 65,536 of its length.
#[derive(Clone, Debug)]
enum Edit {
    Type(u16, usize),
    Paste(u16, prop::sample::Index),
    Cut(u16, usize),
}

impl Edit {
    fn apply(&self, text: &mut String) {
        let place = |at: u16, text: &str| {
            let at = text.len() * usize::from(at) / 65_536;
            (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
        };
        match self {
            Edit::Type(at, piece) => text.insert_str(place(*at, text), PIECES[*piece]),
            Edit::Paste(at, example) => {
                text.insert_str(place(*at, text), &format!(" {}\n\n", example.get::<String>(&EXAMPLES)))
            }
            Edit::Cut(at, length) => {
                let from = place(*at, text);
                let to =
                    (from + length..text.len()).find(|to| text.is_char_boundary(*to)).unwrap_or(text.len());
                text.replace_range(from..to, "");
            }
        }
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (any::<u16>(), 0..PIECES.len()).prop_map(|(at, piece)| Edit::Type(at, piece)),
        1 => (any::<u16>(), any::<prop::sample::Index>()).prop_map(|(at, example)| Edit::Paste(at, example)),
        2 => (any::<u16>(), 0_usize..4).prop_map(|(at, length)| Edit::Cut(at, length)),
        1 => (any::<u16>(), 0_usize..300).prop_map(|(at, length)| Edit::Cut(at, length)),
    ]
}

/// Examples, one after the other; after every so many a paragraph ends.
fn draft(examples: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    (vec(any::<prop::sample::Index>(), examples), 1_usize..5).prop_map(|(examples, paragraph)| {
        let mut text = String::new();
        for (n, example) in examples.iter().enumerate() {
            text.push_str(example.get::<String>(&EXAMPLES));
            text.push_str(if n % paragraph == 0 { "\n\n" } else { " " });
        }
        text
    })
}

/// Checks a text after each edit, twice.
fn same(mut text: String, edits: &[Edit], read: fn(&str) -> Draft) -> Result<(), TestCaseError> {
    let mut session = Session::new(&CHECKER);
    session.check(&read(&text));
    for edit in edits {
        edit.apply(&mut text);
        let draft = read(&text);
        let scratch = CHECKER.check(&draft);
        prop_assert_eq!(&session.check(&draft), &scratch, "after {:?}: {:?}", edit, text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn short_drafts(text in draft(1..8), edits in vec(edit(), 1..24)) {
        same(text, &edits, Draft::plain)?;
    }

    #[test]
    fn markdown(text in draft(1..8), edits in vec(edit(), 1..24)) {
        same(text, &edits, Draft::markdown)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    /// Longer than any claim sees.
    #[test]
    fn long_drafts(text in draft(90..160), edits in vec(edit(), 8..24)) {
        same(text, &edits, Draft::plain)?;
    }
}

/// A claim finds its figures by the words they share, which tell the less the more sentences have them, however far off.
#[test]
fn a_word_that_grows_common_far_away() {
    let draft = |first: &str, second: &str| {
        let between = "The board met in a hall.\n\n".repeat(100);
        let figures = "The profit tripled.\n\nThe profit rose from £20m to £90m.";
        Draft::plain(&format!("{figures}\n\n{between}The {first} fell. The {second} grew."))
    };
    let mut session = Session::new(&CHECKER);
    let told = |report: &Report| report.findings.iter().any(|finding| finding.rule == "wrong-multiple");
    for (first, second, wrong) in [
        ("profit", "choir", true),
        ("profit", "profit", false),
        ("choir", "choir", true),
        ("choir", "profit", true),
    ] {
        let draft = draft(first, second);
        let report = session.check(&draft);
        assert_eq!(report, CHECKER.check(&draft), "{first} {second}");
        assert_eq!(told(&report), wrong, "{first} {second}");
    }
}

/// Figures are sought only once a claim asks for them: one that is written later finds those that stood there before,
/// whatever was asked for until then.
#[test]
fn a_claim_that_is_written_later_finds_the_figures() {
    let between = "The board met in a hall.\n\n".repeat(12);
    let mut session = Session::new(&CHECKER);
    let drafts =
        [("The choir sang.", false), ("The fee was £9.", false), ("The profit of the firm tripled.", true)];
    for (words, wrong) in drafts {
        let figures = "The profit of the firm had gone to £90m from £20m.";
        let draft = Draft::plain(&format!("{words}\n\n{between}{figures}"));
        let report = session.check(&draft);
        assert_eq!(report, CHECKER.check(&draft), "{words}");
        assert_eq!(!report.findings.is_empty(), wrong, "{words}");
    }
}

#[test]
fn any_draft_may_come_next() {
    let mut session = Session::new(&CHECKER);
    let mut dated =
        Draft::plain("It opened on Friday. Sales fell from 40 to 20 tonnes in July; they had halved.");
    for draft in EXAMPLES.iter().step_by(7).map(|text| Draft::plain(text)).chain([Draft::plain("")]) {
        assert_eq!(session.check(&draft), CHECKER.check(&draft), "{}", draft.text);
        assert_eq!(session.check(&dated), CHECKER.check(&dated));
        dated.date = if dated.date.is_some() { None } else { figcheck::source::parse_date("2026-04-02") };
        dated.locale = if dated.locale.is_some() { None } else { Some("en-US".to_string()) };
    }
}
