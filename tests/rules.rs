//! The examples of every built-in rule file, run as tests, and what figcheck says of them.

use figcheck::{
    api::Checker,
    finding::{Finding, Report, Verdict},
    rule::{Check, Gather, Told, built_in, expect, kinds},
    source::{Draft, parse_date},
};
use std::fmt::Write;

#[test]
fn every_example_comes_out_as_it_says() {
    let results = Checker::test(&[]).expect("the built-in rules load");
    let written: usize = built_in::files()
        .iter()
        .map(|(_, text)| text.lines().filter(|l| l.trim() == "[[example]]").count())
        .sum();
    assert_eq!(results.len(), written, "every example in the rule files is run");
    let failed: Vec<String> = results
        .iter()
        .filter(|result| !result.passed)
        .map(|r| {
            let place = format!("rules/{}:{}", r.file, r.line);
            format!("{place}: expected {}, got {}: {}\n    {}", r.expected, r.got, r.detail, r.draft)
        })
        .collect();
    assert!(failed.is_empty(), "{} of {} failed\n{}", failed.len(), results.len(), failed.join("\n"));
}

/// "Plummeted by a third, from 40 to 27": the patterns and the grammar have to know the same words of change.
#[test]
fn the_grammar_knows_every_word_of_change() {
    let table = |file: &str, key: &str| -> toml::Table {
        let text = built_in::files().iter().find(|(name, _)| *name == file).expect("the file is built in").1;
        text.parse::<toml::Table>().expect("it is TOML")[key].as_table().expect("a table").clone()
    };
    let (lists, grammar) = (table("lists.toml", "lists"), table("words/grammar.toml", "list"));
    let (change, falling) = (words(&grammar, "change"), words(&grammar, "falling"));
    let (rise, fall) = (words(&lists, "rise"), words(&lists, "fall"));
    assert!(rise.len() > 50 && fall.len() > 50, "the lists are read");
    let unknown: Vec<_> = rise.iter().chain(&fall).filter(|word| !change.contains(word)).collect();
    assert!(unknown.is_empty(), "not in the list `change` of words/grammar.toml: {unknown:?}");
    let unknown: Vec<_> = fall.iter().filter(|word| !falling.contains(word)).collect();
    assert!(unknown.is_empty(), "not in the list `falling` of words/grammar.toml: {unknown:?}");
}

/// The single words of a list and of the lists it names.
fn words(lists: &toml::Table, name: &str) -> Vec<String> {
    let entries = lists[name].as_array().expect("a list").iter().filter_map(|entry| entry.as_str());
    let all = entries.flat_map(|entry| match entry.strip_prefix('@') {
        Some(other) => words(lists, other),
        None => vec![entry.to_string()],
    });
    all.filter(|word| !word.contains([' ', '-'])).collect()
}

#[test]
fn every_fact_has_an_example() {
    let checker = Checker::builtin();
    let bare = checker.book().facts.iter().filter(|fact| fact.examples.is_empty());
    let bare: Vec<&str> = bare.map(|fact| fact.file.as_str()).collect();
    // Of checks the loader asks for examples itself; one fact is tested by the check that is about it.
    assert!(bare.iter().all(|file| *file == "facts/exchange.toml"), "no example in {bare:?}");
}

/// The very words of every finding on the examples, a snapshot for each rule.
#[test]
fn findings_on_the_examples() {
    let checker = Checker::builtin();
    for check in &checker.book().checks {
        let shown = findings(&checker, check);
        insta::with_settings!({ snapshot_path => "../snapshots/rules", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(check.id.clone(), shown);
        });
    }
}

/// A suggestion that says what to put in mends what it is about.
#[test]
fn what_is_suggested_mends_the_draft() {
    let checker = Checker::builtin();
    let (mut mended, mut left) = (0, Vec::new());
    for example in checker.book().checks.iter().flat_map(|check| check.examples.iter()) {
        let read = |text: &str| {
            let mut draft = Draft::plain(text);
            draft.date = example.date.as_deref().and_then(parse_date).or(draft.date);
            checker.check(&draft)
        };
        let text = &example.draft;
        for finding in read(text).findings {
            let Some(edit) = finding.suggestion.and_then(|suggestion| suggestion.replace) else { continue };
            let mut new = text.clone();
            new.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
            let same =
                |other: &&Finding| other.rule == finding.rule && other.span.start == finding.span.start;
            match read(&new).findings.iter().find(same) {
                Some(other) => {
                    left.push(format!("{}: {text}\n    {new}\n    {}", finding.rule, other.message))
                }
                None => mended += 1,
            }
        }
    }
    assert!(left.is_empty(), "{} of {}\n{}", left.len(), left.len() + mended, left.join("\n"));
    assert!(mended > 400, "only {mended} findings say what to put in");
}

/// What is told twice is counted once, and what is doubted is counted as unverified.
#[test]
fn as_many_are_counted_as_are_told() {
    let checker = Checker::builtin();
    let examples = checker.book().checks.iter().flat_map(|check| check.examples.iter());
    let drafts: Vec<&str> = examples.map(|example| example.draft.as_str()).collect();
    for drafts in drafts.chunks(3) {
        let mut report = checker.check(&Draft::plain(&drafts.join("\n\n")));
        assert_counted(&report, drafts);
        Checker::doubt(&mut report, 0.85);
        assert_counted(&report, drafts);
    }
}

fn assert_counted(report: &Report, drafts: &[&str]) {
    let verdicts = report.findings.iter().map(|f| f.verdict).chain(report.verified.iter().map(|c| c.verdict));
    let verdicts: Vec<Verdict> = verdicts.chain(report.unverified.iter().map(|c| c.verdict)).collect();
    let told = |verdict: Verdict| verdicts.iter().filter(|other| **other == verdict).count();
    let counts = &report.counts;
    for (count, verdict) in [
        (counts.holds, Verdict::Holds),
        (counts.loose, Verdict::Loose),
        (counts.contradicts, Verdict::Contradicts),
        (counts.unverified, Verdict::Unverified),
    ] {
        assert_eq!(count, told(verdict), "{verdict:?}: {drafts:?}");
    }
}

fn findings(checker: &Checker, check: &Check) -> String {
    let mut shown = String::new();
    for example in check.examples.iter() {
        let mut draft = Draft::plain(&example.draft);
        draft.date = example.date.as_deref().and_then(parse_date);
        let report = checker.check(&draft);
        let own: Vec<&Finding> = report.findings.iter().filter(|f| f.rule == check.id).collect();
        if !own.is_empty() {
            let _ = writeln!(shown, "{}", draft.text);
        }
        for finding in own {
            let _ = writeln!(shown, "  {}: {}", finding.severity.name(), finding.message);
            for line in &finding.working {
                let _ = writeln!(shown, "    = {line}");
            }
            if let Some(suggestion) = &finding.suggestion {
                let _ = writeln!(shown, "    > {}", suggestion.text);
            }
        }
    }
    shown
}

/// What a rule may be written with has to be told, each in its place: many words stand in several.
#[test]
fn the_rule_language_is_documented() {
    let guide = include_str!("../CONTRIBUTING.md");
    let between = |from: &str, to: &str| {
        let told = guide.split_once(from).and_then(|(_, rest)| rest.split_once(to));
        told.unwrap_or_else(|| panic!("no {from} … {to}")).0
    };
    let all = |names: &[&str], told: &str| {
        let untold: Vec<&str> =
            names.iter().filter(|name| !told.contains(&format!("`{name}`"))).copied().collect();
        assert_eq!(untold, [""; 0]);
    };
    all(&expect::FUNCTIONS.map(|(name, ..)| name), between("### `expect`", "### `says`"));
    all(&kinds::NAMES.map(|(name, _)| name), between("The kinds of figure:", "More keys of a claim:"));
    all(&Told::NAMES.map(|(name, _)| name), between("| `told = ", " |\n"));
    all(&Gather::NAMES.map(|(name, _)| name), between("| `gather = ", " |\n"));
}

/// What several claims are guarded by stands in a file once, under a name.
#[test]
fn guards_go_by_names() {
    let rule = |named: &str| {
        let text = format!(
            r#"
            what = "Boats that have no berth"
            why = "A test."
            leaves = "Nothing."
            [guards]
            hired = ["hired", "on loan"]
            [[claim]]
            match = "{{a:number}} boats for {{b:number}} berths"
            unless = ["@@{named}"]
            expect = "a <= b"
            says = "{{a}} is more than {{b}}"
            [[example]]
            draft = "It has 14 boats for 12 berths."
            expect = "contradicts"
            [[example]]
            draft = "It has 11 boats for 12 berths."
            expect = "holds"
            [[example]]
            draft = "It has hired 14 boats for 12 berths."
            expect = "unverified"
            "#
        );
        [("wrong-fleet.toml".to_string(), text)]
    };
    let results = Checker::test(&rule("hired")).expect("it loads");
    assert!(results.iter().filter(|r| r.file == "wrong-fleet.toml").all(|r| r.passed), "{results:?}");
    let errors = Checker::with_rules(&rule("hred")).expect_err("there are no such guards");
    assert_eq!(errors.first().and_then(|e| e.hint.clone()).as_deref(), Some("did you mean `hired`?"));
}
