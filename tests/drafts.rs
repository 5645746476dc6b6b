//! Whole drafts as a newsroom would write them: sound ones full of traps, and ones with faults far apart.

use figcheck::{
    api::Checker,
    finding::Report,
    report::{Document, text},
    source::{self, Draft, Format},
};
use serde_json::Value;
use std::{fs, path::Path};

/// Sound drafts: nothing may be said of them.
const SOUND: [&str; 4] = ["ferry.txt", "county.md", "bottler.txt", "vault.txt"];

/// Drafts with faults: each the rule and the words it must be found at, in the order of the text.
const FAULTY: &[(&str, &[(&str, &str)])] = &[
    (
        "harbour.md",
        &[
            ("wrong-weekday", "Monday 13 May 2025"),
            ("wrong-percent-change", "28 per cent"),
            ("wrong-conversion", "14 miles (38 km)"),
        ],
    ),
    ("hospital.txt", &[("wrong-multiple", "almost doubled"), ("impossible-date", "31 September")]),
    (
        "orchard.txt",
        &[
            ("wrong-share", "one in five"),
            ("wrong-direction", "rose"),
            ("implausible-equivalence", "enough to fill"),
        ],
    ),
];

fn read(name: &str) -> Draft {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts").join(name);
    let format = Format::of(&path).unwrap_or(Format::Plain);
    source::read(fs::read(&path).expect("a draft of ours"), format).expect("text")
}

/// What `figcheck check --verbose` prints, but for what could not be checked.
fn shown(name: &str, draft: &Draft, report: &Report) -> String {
    let id = Value::from(name);
    let document = Document::new(&id, name, draft);
    let mut shown = String::new();
    for finding in &report.findings {
        shown.push_str(&text::finding(&document, finding, &[], false));
    }
    for claim in &report.verified {
        shown.push_str(&text::claim(&document, claim, false));
    }
    shown + &text::summary(1, report.counts, false)
}

fn snapshot(checker: &Checker, name: &str) -> Report {
    let draft = read(name);
    let report = checker.check(&draft);
    let shown = shown(name, &draft, &report);
    let stem = name.split('.').next().unwrap_or(name).to_string();
    insta::with_settings!({ snapshot_path => "../snapshots/drafts", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(stem, shown);
    });
    report
}

#[test]
fn nothing_is_said_of_sound_drafts() {
    let checker = Checker::builtin();
    for name in SOUND {
        let report = snapshot(&checker, name);
        let said: Vec<&str> = report.findings.iter().map(|f| f.message.as_str()).collect();
        assert!(said.is_empty(), "{name}: {said:?}");
    }
}

#[test]
fn the_faults_are_found_and_nothing_else() {
    let checker = Checker::builtin();
    for (name, faults) in FAULTY {
        let report = snapshot(&checker, name);
        let found: Vec<(&str, &str)> =
            report.findings.iter().map(|f| (f.rule.as_str(), f.words.as_str())).collect();
        assert_eq!(found.len(), faults.len(), "{name}: {found:?}");
        for ((rule, words), (found_rule, found_words)) in faults.iter().zip(&found) {
            assert_eq!(rule, found_rule, "{name}: {found:?}");
            let same = found_words.contains(words) || words.contains(found_words);
            assert!(same && !found_words.is_empty(), "{name}: {found:?}");
        }
    }
}

/// One slip in a sound draft: what is written instead, the rule that must notice, the figures it must
/// underline besides the claim, and words of the suggestion.
struct Slip {
    old: &'static str,
    new: &'static str,
    rule: &'static str,
    claim: &'static str,
    figures: &'static [&'static str],
    suggestion: &'static str,
}

const SLIPS: &[Slip] = &[
    Slip {
        old: "more than tripled",
        new: "more than quadrupled",
        rule: "wrong-multiple",
        claim: "more than quadrupled",
        figures: &["270 terabytes", "about 900 terabytes"],
        suggestion: "more than tripled",
    },
    Slip {
        old: "900 terabytes",
        new: "900 gigabytes",
        rule: "wrong-multiple",
        claim: "more than tripled",
        figures: &["270 terabytes", "about 900 gigabytes"],
        suggestion: "terabytes",
    },
    Slip {
        old: "300 million photos",
        new: "300 billion photos",
        rule: "implausible-equivalence",
        claim: "900 terabytes",
        figures: &["300 billion"],
        suggestion: "million",
    },
    Slip {
        old: "six-month period",
        new: "nine-month period",
        rule: "wrong-duration",
        claim: "nine-month period ending in December 2025",
        figures: &[],
        suggestion: "",
    },
    Slip {
        old: "in June 2025",
        new: "in June 2024",
        rule: "wrong-duration",
        claim: "six-month period ending in December 2025",
        figures: &[],
        suggestion: "",
    },
    Slip {
        old: "from 270 terabytes",
        new: "from 470 terabytes",
        rule: "wrong-multiple",
        claim: "more than tripled",
        figures: &["470 terabytes", "about 900 terabytes"],
        suggestion: "nearly doubled",
    },
    Slip {
        old: "up from",
        new: "down from",
        rule: "wrong-direction",
        claim: "down",
        figures: &["270 terabytes", "about 900 terabytes"],
        suggestion: "the other way",
    },
];

#[test]
fn one_slip_in_the_vault_is_found() {
    let checker = Checker::builtin();
    let sound = read("vault.txt");
    let mut faults = Vec::new();
    for slip in SLIPS {
        assert_eq!(sound.text.matches(slip.old).count(), 1, "{}", slip.old);
        let report = checker.check(&Draft::plain(&sound.text.replace(slip.old, slip.new)));
        let right = report.findings.iter().find(|f| f.rule == slip.rule && f.words.contains(slip.claim));
        let Some(finding) = right else {
            let found: Vec<&str> = report.findings.iter().map(|f| f.message.as_str()).collect();
            faults.push(format!("{}: no {} at “{}”, but {found:?}", slip.new, slip.rule, slip.claim));
            continue;
        };
        for figure in slip.figures {
            if !finding.related.iter().any(|r| r.words.contains(figure)) {
                faults.push(format!("{}: “{figure}” is not underlined: {:?}", slip.new, finding.related));
            }
        }
        let told = finding.suggestion.as_ref().map_or("", |s| s.text.as_str());
        if !told.contains(slip.suggestion) {
            faults.push(format!("{}: “{told}” does not suggest “{}”", slip.new, slip.suggestion));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
