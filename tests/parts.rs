//! Checks that have parts: files in the folder named for a check, which add claims and examples to it.

use figcheck::{
    api::Checker,
    rule::{Rulebook, error::RuleError},
};

const HEAD: &str = r#"
what = "Boats that have no berth"
why = "A test."
leaves = "Nothing."
parts = ["late", "early"]
[guards]
hired = ["hired", "on loan"]
[expects]
berthed = "a <= b"
"#;

const EARLY: &str = r#"# Boats before berths.
[[claim]]
match = "{a:number} boats for {b:number} berths"
unless = ["@@hired"]
expect = "@@berthed"
says = "{a} is more than {b}"

[[example]]
draft = "It has 14 boats for 12 berths."
expect = "contradicts"

[[example]]
draft = "It has hired 14 boats for 12 berths."
expect = "unverified"
"#;

const LATE: &str = r#"# Berths before boats.
[guards]
dry = ["ashore"]
[[claim]]
match = "{b:number} berths for {a:number} boats"
unless = ["@@hired", "@@dry"]
expect = "a <= b"
says = "{a} is more than {b}"

[[example]]
draft = "It has 12 berths for 11 boats."
expect = "holds"

[[example]]
draft = "It has 12 berths for 14 boats ashore."
expect = "unverified"
"#;

type Files = Vec<(String, String)>;

fn files(all: &[(&str, &str)]) -> Files {
    all.iter().map(|(name, text)| ((*name).to_string(), (*text).to_string())).collect()
}

/// A check with two parts, in which one thing is written in another way.
fn fleet(from: &str, to: &str) -> Files {
    let all = [("mine/wrong-fleet.toml", HEAD), ("mine/wrong-fleet/early.toml", EARLY)];
    let all = all.into_iter().chain([("mine/wrong-fleet/late.toml", LATE)]);
    all.map(|(name, text)| (name.to_string(), text.replacen(from, to, 1))).collect()
}

fn errors(files: &Files) -> Vec<RuleError> {
    Checker::with_rules(files).expect_err("something is wrong with the files")
}

#[test]
fn parts_add_to_their_check_in_the_order_of_its_list() {
    let checker = Checker::with_rules(&fleet("", "")).expect("it loads");
    let check = checker.book().checks.iter().find(|check| check.id == "wrong-fleet").expect("it is there");
    assert_eq!(check.file, "mine/wrong-fleet.toml");
    assert_eq!(check.parts, ["mine/wrong-fleet/late.toml", "mine/wrong-fleet/early.toml"]);
    assert_eq!(check.claims.len(), 2);
    let drafts: Vec<&str> = check.examples.iter().map(|example| example.draft.as_str()).collect();
    assert_eq!(drafts.first().copied(), Some("It has 12 berths for 11 boats."), "late goes first");
    assert_eq!(drafts.last().copied(), Some("It has hired 14 boats for 12 berths."));
    let results = Checker::test(&fleet("", "")).expect("it loads");
    assert_eq!(results.len(), 4);
    assert!(results.iter().all(|result| result.passed), "{results:?}");
    // What is not listed comes behind what is, by name.
    let checker = Checker::with_rules(&fleet(r#""late", "early""#, "")).expect("it loads");
    let check = checker.book().checks.iter().find(|check| check.id == "wrong-fleet").expect("it is there");
    assert_eq!(check.parts, ["mine/wrong-fleet/early.toml", "mine/wrong-fleet/late.toml"]);
}

#[test]
fn an_example_that_fails_is_told_of_its_own_file() {
    let results = Checker::test(&fleet("for 11 boats", "for 13 boats")).expect("it loads");
    let failed: Vec<_> = results.iter().filter(|result| !result.passed).collect();
    let told: Vec<_> = failed.iter().map(|r| (r.file.as_str(), r.line, r.got.as_str())).collect();
    assert_eq!(told, [("mine/wrong-fleet/late.toml", 11, "contradicts")]);
}

/// What is written otherwise, and of which file, which line and what is told then.
#[test]
fn what_is_wrong_is_told_with_its_place() {
    let early = "mine/wrong-fleet/early.toml";
    let late = "mine/wrong-fleet/late.toml";
    let head = "mine/wrong-fleet.toml";
    for (from, to, file, line, message, hint) in [
        (
            "# Boats before berths.",
            "severity = \"note\"",
            early,
            1,
            "not `severity`",
            "mine/wrong-fleet.toml says what the check is",
        ),
        ("# Berths before boats.", "\nwhat = \"It\"\n", late, 2, "not `what`", "says what the check is"),
        (
            "# Berths before boats.",
            "[lists]\nboat = [\"punt\"]\n",
            late,
            1,
            "not `lists`",
            "a check of its own stands elsewhere",
        ),
        ("\"early\"]", "\"erly\"]", head, 5, "no part `wrong-fleet/erly.toml`", "did you mean `early`?"),
        ("\"@@dry\"", "\"@@dri\"", late, 6, "unknown guards `dri`", "did you mean `dry`?"),
        ("[\"@@hired\"]", "[\"@@hird\"]", early, 4, "unknown guards `hird`", "did you mean `hired`?"),
        ("\"@@berthed\"", "\"@@berth\"", early, 5, "unknown expectation `berth`", "did you mean `berthed`?"),
        // The guards of a part are its own.
        ("[\"@@hired\"]", "[\"@@dry\"]", early, 4, "unknown guards `dry`", ""),
        ("dry = ", "hired = ", late, 3, "mine/wrong-fleet.toml has guards `hired`, too", ""),
        (
            "[guards]\ndry",
            "[expects]\nberthed = \"a < b\"\n[guards]\ndry",
            late,
            3,
            "mine/wrong-fleet.toml expects `berthed`, too",
            "",
        ),
        ("\"on loan\"", "\"@lent\"", head, 7, "unknown list", ""),
        ("{b:number} berths\"", "{b:numbr} berths\"", early, 3, "unknown kind", "did you mean `number`?"),
        (
            "expect = \"holds\"",
            "expect = \"hold\"",
            late,
            12,
            "unknown verdict `hold`",
            "did you mean `holds`?",
        ),
    ] {
        let files = fleet(from, to);
        assert_ne!(files, fleet("", ""), "{from} is written");
        // They need none of ours, which take longer to read than all of this.
        let given: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let errors = Rulebook::load(&given).expect_err(message);
        let told = errors.iter().find(|error| error.message.contains(message));
        let told = told.unwrap_or_else(|| panic!("{message}: {errors:?}"));
        assert_eq!((told.file.as_str(), told.line), (file, line), "{message}: {told}");
        assert!(told.hint.as_deref().unwrap_or_default().contains(hint), "{message}: {told}");
    }
}

#[test]
fn what_is_wrong_with_words_and_hedges_is_told_with_its_place() {
    let words = "words/mine.toml";
    for (file, text, place, message, hint) in [
        (words, "# Ours.\nscal = { gross = 144 }\n", (2, 1), "unknown field `scal`", "did you mean `scale`?"),
        (words, "[[idiom]]\nrole = \"nothing\"\nwords = []\n", (2, 8), "unknown role `nothing`", ""),
        (words, "[ones]\none = \"1\"\n", (2, 7), "invalid type", ""),
        ("hedges.toml", "[[hedge]]\nname = \"some\"\nlov = 0.9\n", (3, 1), "unknown field `lov`", "`low`?"),
    ] {
        let errors = Rulebook::load(&[(file, text)]).expect_err(message);
        let told = &errors[0];
        assert_eq!((told.file.as_str(), (told.line, told.column)), (file, place), "{told}");
        assert_eq!(Some(told.excerpt.as_str()), text.lines().nth(place.0 - 1));
        assert!(told.message.starts_with(message) && told.message.lines().count() == 1, "{told}");
        assert!(told.hint.as_deref().unwrap_or_default().contains(hint), "{told}");
    }
}

#[test]
fn claims_of_no_check_are_refused() {
    let alone = files(&[("mine/wrong-fleet/early.toml", EARLY)]);
    let told = errors(&alone);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].message.contains("none is named `wrong-fleet`"), "{}", told[0]);
    assert_eq!(told[0].line, 3);
    let misspelt = files(&[("mine/wrong-shar/early.toml", EARLY)]);
    assert_eq!(errors(&misspelt)[0].hint.as_deref(), Some("did you mean `wrong-share`?"));
    let whole = files(&[("mine/wrong-share/early.toml", &(HEAD.to_string() + EARLY))]);
    assert!(errors(&whole).iter().any(|error| error.message.contains("not `what`")));
}

/// The part that names nothing of its head.
fn lone_part() -> String {
    EARLY.replace("@@hired", "hired").replace("@@berthed", "a <= b")
}

/// A newsroom may add to a check of ours; its folder may hold the head, too.
#[test]
fn the_parts_of_a_check_may_lie_anywhere() {
    let part = lone_part();
    let checker = Checker::with_rules(&files(&[("mine/wrong-share/boats.toml", &part)])).expect("it loads");
    let check = checker.book().checks.iter().find(|check| check.id == "wrong-share").expect("it is there");
    assert_eq!(check.file, "checks/wrong-share.toml");
    assert_eq!(check.parts.last().map(String::as_str), Some("mine/wrong-share/boats.toml"));
    assert!(check.is_from("mine/wrong-share/boats.toml"));
    let inside = fleet("", "").into_iter().map(|(name, text)| {
        let name = name.replace("mine/wrong-fleet.toml", "mine/wrong-fleet/wrong-fleet.toml");
        (name.replace('/', "\\"), text)
    });
    let results = Checker::test(&inside.collect::<Files>()).expect("it loads");
    assert!(results.len() == 4 && results.iter().all(|result| result.passed), "{results:?}");
}

/// A file that is tried takes the place of ours of that name: a part that of a part, a check that of all its files.
#[test]
fn what_is_tried_takes_the_place_of_ours() {
    let ours = figcheck::rule::built_in::files();
    let parts = || ours.iter().filter(|(name, _)| name.starts_with("checks/wrong-share/"));
    let (name, text) = parts().next().expect("it has parts");
    let results = Checker::test(&files(&[(name, text)])).expect("it loads");
    assert_eq!(results.len(), text.lines().filter(|line| *line == "[[example]]").count());
    assert!(results.iter().all(|result| result.file == *name && result.passed));
    // Without the parts that it lists the head cannot be, and ours are not those of another head.
    let head = ours.iter().find(|(name, _)| *name == "checks/wrong-share.toml").expect("it is there");
    let told = Checker::test(&files(&[*head])).expect_err("its parts are missing");
    assert!(told.iter().any(|error| error.message.starts_with("there is no part `wrong-share/")), "{told:?}");
    let all: Vec<(&str, &str)> = std::iter::once(*head).chain(parts().copied()).collect();
    assert!(Checker::test(&files(&all)).expect("it loads").iter().all(|result| result.passed));
    // A part that is called as a fact takes no fact's place.
    let part = lone_part();
    let results = Checker::test(&files(&[("mine/wrong-share/change.toml", &part)])).expect("it loads");
    assert_eq!(results.len(), 2);
}
