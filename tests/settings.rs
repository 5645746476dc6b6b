//! Settings: found upwards, the nearest holds, mistakes are told with what was meant.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const DRAFT: &str = "A road of 10 miles (26 km) is to join the port to the motorway.\n";

/// A fresh folder with these files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("settings").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the test");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_figcheck"));
    command.current_dir(folder).args(args).env_remove("CI").stdin(Stdio::null());
    command.output().expect("figcheck runs")
}

fn status(folder: &Path, args: &[&str]) -> Option<i32> {
    run(folder, args).status.code()
}

fn out(done: &Output) -> String {
    String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr)
}

#[test]
fn the_nearest_settings_hold() {
    let folder = folder(
        "nearest",
        &[
            ("figcheck.toml", "[severities]\nwrong-conversion = \"note\"\n"),
            ("a.txt", DRAFT),
            ("inner/figcheck.toml", "severities = { wrong-conversion = \"off\" }\n"),
            ("inner/deep/b.txt", DRAFT),
        ],
    );
    let shown = |path: &str| out(&run(&folder, &["check", path]));
    assert!(shown("a.txt").contains("note[wrong-conversion]"), "{}", shown("a.txt"));
    assert!(!shown("inner/deep/b.txt").contains("wrong-conversion"));
    assert_eq!(shown(".").matches("wrong-conversion]").count(), 1, "each draft by its own");
    assert!(out(&run(&folder, &["check", "--no-config", "inner"])).contains("error[wrong-conversion]"));
    let asked = out(&run(&folder, &["check", "--config", "figcheck.toml", "inner"]));
    assert!(asked.contains("note[wrong-conversion]"));
}

#[test]
fn severity_and_what_fails() {
    let text = "fail-on = \"error\"\n[severities]\nwrong-conversion = \"warning\"\n[[override]]\npaths = [\"x/\"]\nfail-on = \"warning\"\n";
    let folder = folder("fail", &[("figcheck.toml", text), ("a.txt", DRAFT), ("x/a.txt", DRAFT)]);
    assert_eq!(status(&folder, &["check", "a.txt"]), Some(0), "told, but no failure");
    assert!(out(&run(&folder, &["check", "a.txt"])).contains("warning[wrong-conversion]"));
    assert_eq!(status(&folder, &["check", "x/a.txt"]), Some(1), "here it is");
    assert_eq!(status(&folder, &["check", "--fail-on", "note", "a.txt"]), Some(1), "the flag is stronger");
    let quiet = out(&run(&folder, &["check", "--severity", "error", "a.txt"]));
    assert!(!quiet.contains("[wrong-conversion]"));
}

#[test]
fn ignored_paths() {
    let text = "ignore = [\"old/\", \"*.wire.txt\", \"!keep.wire.txt\"]\n";
    let files =
        [("figcheck.toml", text), ("old/a.txt", DRAFT), ("b.wire.txt", DRAFT), ("sub/keep.wire.txt", DRAFT)];
    let folder = folder("ignored", &files);
    let shown = out(&run(&folder, &["check", "."]));
    assert_eq!(shown.matches("error[").count(), 1, "{shown}");
    assert!(shown.contains("keep.wire.txt"));
    assert_eq!(status(&folder, &["check", "old/a.txt"]), Some(1), "a file that is named is checked");
    assert_eq!(status(&folder, &["check", "--force-exclude", "old/a.txt"]), Some(0));
    assert_eq!(status(&folder, &["check", "old"]), Some(0));
}

#[test]
fn own_rules_dates_and_the_folder_of_snapshots() {
    let rule =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rules/wrong-barrels.toml"));
    let files = [
        ("figcheck.toml", "rules = [\"house\"]\nsnapshots = \"../accepted\"\ndate = \"2026-03-20\"\n"),
        ("house/wrong-barrels.toml", &rule.expect("the example")),
        ("stories/a.txt", "It sold 300 barrels at $70 a barrel, for $40,000.\n"),
        ("stories/b.txt", "The talks begin on Friday 21 March.\n"),
    ];
    let folder = folder("rules", &files);
    // From another folder, too: paths in the settings are from where the settings are.
    for (place, path) in [(folder.clone(), "stories"), (folder.join("stories"), ".")] {
        let shown = out(&run(&place, &["check", path]));
        assert!(shown.contains("[wrong-barrels]"), "{shown}");
        assert!(shown.contains("[wrong-weekday]"), "21 March 2026 is a Saturday: {shown}");
    }
    assert_eq!(status(&folder, &["accept", "--all", "--reason", "x", "stories"]), Some(0));
    assert!(folder.join("accepted/a.txt.snap").exists());
    assert_eq!(status(&folder, &["check", "--snapshot", "stories"]), Some(0));
}

/// The day in the settings is for drafts that do not tell theirs, in the text or before it; `--date` is for all.
#[test]
fn a_draft_that_tells_its_day_keeps_it() {
    let (told, words) = ("LONDON, April 2, 2019 – ", "The talks begin on Friday 5 April.\n");
    let json = |text: &str| serde_json::json!({ "id": "line", "text": text }).to_string();
    let files = [
        ("figcheck.toml", "date = \"2020-03-20\"\n"),
        ("told.txt", &format!("{told}{words}")),
        ("front.md", &format!("---\ndate: 2019-04-02\n---\n{words}")),
        ("told.jsonl", &json(&format!("{told}{words}"))),
        ("untold.txt", words),
        ("untold.jsonl", &json(words)),
    ];
    let folder = folder("dates", &files);
    for (path, flagged) in [
        ("told.txt", false),
        ("front.md", false),
        ("told.jsonl", false),
        ("untold.txt", true),
        ("untold.jsonl", true),
    ] {
        let shown = out(&run(&folder, &["check", path]));
        assert_eq!(shown.contains("[wrong-weekday]"), flagged, "5 April 2020 is a Sunday: {path}: {shown}");
        let asked = out(&run(&folder, &["check", "--date", "2020-03-20", path]));
        assert!(asked.contains("[wrong-weekday]"), "{path}: {asked}");
    }
}

#[test]
fn mistakes_are_told_with_what_was_meant() {
    for (text, told) in [
        ("sevrity = \"error\"\n", "figcheck.toml:1:1: unknown field `sevrity`"),
        ("sevrity = \"error\"\n", "did you mean `severity`?"),
        ("\nseverity = \"eror\"\n", "figcheck.toml:2:12: unknown variant `eror`"),
        ("\nseverity = \"eror\"\n", "did you mean `error`?"),
        ("[severities]\nwrong-shares = \"off\"\n", "figcheck.toml:2:1: there is no check `wrong-shares`"),
        ("[severities]\nwrong-shares = \"off\"\n", "did you mean `wrong-share`?"),
        ("[[override]]\npath = [\"a\"]\n", "did you mean `paths`?"),
        ("date = \"2 April 2026\"\n", "figcheck.toml:1:8: `2 April 2026` is no day; write it as YYYY-MM-DD"),
        ("\nlocale = \"en-UK\"\n", "figcheck.toml:2:10: there is no locale `en-UK`"),
        ("confidence = 7.0\n", "figcheck.toml:1:1: confidence goes from 0 to 1"),
        ("rules = [\"nowhere.toml\"]\n", "nowhere.toml: no such file or directory"),
        ("severity = \n", "figcheck.toml:1:"),
    ] {
        let folder = folder("mistakes", &[("figcheck.toml", text), ("a.txt", DRAFT)]);
        let done = run(&folder, &["check", "."]);
        assert_eq!(done.status.code(), Some(2), "{text}");
        assert!(out(&done).contains(told), "{text}: {}", out(&done));
        assert!(done.stdout.is_empty(), "nothing is checked by half");
    }
}

/// What a gallon, a ton, a dollar and 03/04/2026 mean is said by the settings, for some drafts otherwise, or in the run.
#[test]
fn the_locale_tells_what_words_mean() {
    let draft = "The leak of 03/04/2026, a Wednesday, cost $300 and lost 20 gallons (91 litres).\n";
    let settings = "locale = \"en-GB\"\n[[override]]\npaths = [\"us/\"]\nlocale = \"en-US\"\n";
    let folder = folder("locale", &[("figcheck.toml", settings), ("a.txt", draft), ("us/a.txt", draft)]);
    let units = |args: &[&str]| {
        let shown = out(&run(&folder, &[&["figures", "--format", "jsonl"], args].concat()));
        let read: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
        let units = read["figures"].as_array().expect("figures").iter().map(|f| f["unit"].clone());
        units.filter_map(|unit| unit.as_str().map(str::to_string)).collect::<Vec<_>>()
    };
    assert_eq!(units(&["a.txt"]), ["US dollar", "imperial gallon", "litre"]);
    assert_eq!(units(&["us/a.txt"]), ["US dollar", "gallon", "litre"]);
    assert_eq!(units(&["--locale", "en-au", "a.txt"]), ["Australian dollar", "imperial gallon", "litre"]);
    let british = out(&run(&folder, &["check", "a.txt"]));
    assert!(british.contains("[wrong-weekday]") && !british.contains("[wrong-conversion]"), "{british}");
    let american = out(&run(&folder, &["check", "us/a.txt"]));
    assert!(american.contains("[wrong-conversion]"), "{american}");
    let lost = run(&folder, &["check", "--locale", "en-GN", "a.txt"]);
    assert_eq!(lost.status.code(), Some(2));
    assert!(out(&lost).contains("there is no locale `en-GN`; did you mean `en-GB`?"), "{}", out(&lost));
}

#[test]
fn each_value_and_where_it_comes_from() {
    let text = "severity = \"warning\"\n[[override]]\npaths = [\"wire/\"]\nfail-on = \"error\"\nseverities = { wrong-share = \"off\" }\n";
    let folder = folder("origins", &[("figcheck.toml", text), ("wire/a.txt", DRAFT)]);
    let shown = out(&run(&folder, &["config", "wire/a.txt"]));
    let from = |key: &str| {
        let line = shown.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(from("severity "), "severity = \"warning\" # figcheck.toml");
    assert_eq!(from("fail-on"), "fail-on = \"error\" # figcheck.toml for wire/");
    assert_eq!(from("confidence"), "confidence = 0 # default");
    assert_eq!(from("severities.wrong-share"), "severities.wrong-share = \"off\" # figcheck.toml for wire/");
    assert!(!out(&run(&folder, &["config"])).contains("wrong-share"));
    let json: serde_json::Value =
        serde_json::from_slice(&run(&folder, &["config", "--json"]).stdout).expect("JSON");
    assert!(json.as_array().is_some_and(|rows| rows.iter().any(|row| row["key"] == "severity")));
}

/// Below the confidence asked for a finding is a claim that could not be checked, and counted so.
#[test]
fn what_is_not_sure_enough_stays_unverified() {
    let draft = "Catches of herring off the cape more than quadrupled, the harbour master said.\n\nThe boats had a \
        good year. Catches of herring rose from 400 tonnes to 1,400 tonnes, he said.\n";
    let text = "[[override]]\npaths = [\"sure/\"]\nconfidence = 0.9\n";
    let files = [("figcheck.toml", text), ("sure/a.txt", draft), ("b.txt", draft), ("sure/c.txt", DRAFT)];
    let folder = folder("confidence", &files);
    assert!(out(&run(&folder, &["check", "b.txt"])).contains("error[wrong-multiple]"));
    let doubtful = out(&run(&folder, &["check", "--verbose", "sure/a.txt"]));
    assert!(doubtful.contains("it is not sure enough which figures it speaks of"), "{doubtful}");
    assert!(doubtful.contains("0 contradicted, 1 unverified"), "{doubtful}");
    assert_eq!(status(&folder, &["check", "sure/a.txt"]), Some(0));
    assert_eq!(status(&folder, &["check", "sure/c.txt"]), Some(1), "figures beside the claim are sure");
}

#[test]
fn init_begins_and_what_it_suggests_is_valid() {
    let folder = folder("init", &[("a.txt", DRAFT)]);
    assert_eq!(status(&folder, &["init"]), Some(0));
    assert_eq!(status(&folder, &["check", "a.txt"]), Some(1), "nothing is set");
    let again = run(&folder, &["init"]);
    assert_eq!(again.status.code(), Some(2), "never written over: {}", out(&again));
    let path = folder.join("figcheck.toml");
    let text = fs::read_to_string(&path).expect("it is there");
    let set: String = text
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| {
            line.starts_with('[') || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
        })
        .filter(|line| !line.starts_with("rules") && !line.starts_with("rates"))
        .fold(String::new(), |all, line| all + line + "\n");
    assert!(set.lines().count() > 10, "{set}");
    fs::write(&path, set).expect("all of it set");
    let done = run(&folder, &["check", "a.txt"]);
    assert_eq!(done.status.code(), Some(1), "{}", out(&done));
}

/// The schema in the repository is the one the program prints, and knows every key that the program does.
#[test]
fn the_schema_is_up_to_date() {
    let folder = folder("schema", &[]);
    fs::create_dir_all(&folder).expect("a folder");
    let printed = out(&run(&folder, &["config", "--schema"]));
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("figcheck.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&kept, &printed).expect("the schema is written");
    }
    let kept = fs::read_to_string(kept).expect("figcheck.schema.json");
    assert_eq!(kept, printed, "UPDATE_SCHEMA=1 cargo test --test settings");
    let schema: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    for key in ["rules", "severities", "fail-on", "override"] {
        assert!(schema["properties"][key]["description"].is_string(), "{key}: {schema}");
    }
    assert_eq!(schema["additionalProperties"], false);
}
