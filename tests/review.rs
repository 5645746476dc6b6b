//! Review: what is accepted stays quiet, what changes comes back, and nothing that was accepted is lost.

use figcheck::{
    api::Checker,
    review::{self, Decision, Entry, Review, Snapshot, State, store},
    source::Draft,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

const DRAFT: &str = "The harbour authority said on Thursday that its traffic had grown.\n\n\
    The port more than quadrupled its freight, to 1,400 tonnes from 400 tonnes.\n\n\
    A road of 10 miles (26 km) is to join it to the motorway.\n";

fn review(text: &str, snapshot: &Snapshot) -> Review {
    let report = Checker::builtin().check(&Draft::plain(text));
    review::compare(&report.findings, text, snapshot)
}

/// The snapshot of a text in which everything has been decided so.
fn decided(text: &str, decision: Decision) -> Snapshot {
    let mut next = review(text, &Snapshot::default()).next();
    next.entries.iter_mut().for_each(|entry| entry.decision = Some(decision));
    next
}

fn pending(review: &Review) -> Vec<(&str, bool)> {
    let pending = |item: &'_ review::Item| match &item.state {
        State::Pending(was) => Some(was.is_some()),
        State::Accepted(_) | State::Rejected(_) => None,
    };
    review.items.iter().filter_map(|item| Some((item.entry.rule.as_str(), pending(item)?))).collect()
}

#[test]
fn a_finding_is_known_again_wherever_it_stands() {
    let accepted = decided(DRAFT, Decision::Accepted);
    assert_eq!(accepted.entries.len(), 2);
    let paragraphs: Vec<&str> = DRAFT.trim().split("\n\n").collect();
    let moved = format!("A new first line.\n\n{}\n\n{}\n\n{}\n", paragraphs[2], paragraphs[1], paragraphs[0]);
    let wrapped = DRAFT.replace("its freight", "its\nfreight");
    for text in [DRAFT, &moved, &wrapped] {
        let review = review(text, &accepted);
        assert_eq!((pending(&review), review.obsolete.len()), (vec![], 0), "{text}");
    }
}

#[test]
fn a_changed_figure_comes_back_with_what_it_was() {
    let accepted = decided(DRAFT, Decision::Accepted);
    let review = review(&DRAFT.replace("1,400", "1,300"), &accepted);
    assert_eq!(pending(&review), [("wrong-multiple", true)]);
    assert!(review.obsolete.is_empty(), "what has changed is not obsolete");
    let mended = self::review(&DRAFT.replace("26 km", "16 km"), &accepted);
    assert_eq!(pending(&mended), []);
    assert_eq!(mended.obsolete.len(), 1, "what was mended is");
}

#[test]
fn figures_in_another_sentence_count_too() {
    let draft = "The amount of freight in the port more than quadrupled in a year, its owner said.\n\n\
        In June the port held 1,400 tonnes of freight, up from 400 tonnes in the June before.\n";
    let accepted = decided(draft, Decision::Accepted);
    assert_eq!(accepted.entries.len(), 1);
    assert_eq!(pending(&review(&draft.replace("In June the port", "In June its sheds"), &accepted)), []);
    assert_eq!(pending(&review(&draft.replace("1,400", "1,300"), &accepted)), [("wrong-multiple", true)]);
}

#[test]
fn a_rejected_finding_stays_rejected() {
    let review = review(DRAFT, &decided(DRAFT, Decision::Rejected));
    assert!(review.items.iter().all(|item| matches!(item.state, State::Rejected(_))));
}

#[test]
fn decisions_take_the_place_of_what_they_change_and_can_be_taken_back() {
    let before = decided(DRAFT, Decision::Accepted);
    let changed = review(&DRAFT.replace("1,400", "1,300"), &before);
    let State::Pending(Some(was)) = &changed.items[0].state else { panic!("it has changed") };
    let mut snapshot = before.clone();
    snapshot.decide(changed.items[0].entry.clone(), Some(was));
    assert_eq!(snapshot.entries.len(), 2);
    assert!(snapshot.entries[0].same(&changed.items[0].entry));
    snapshot.undo(&changed.items[0].entry, std::slice::from_ref(was));
    assert_eq!(snapshot, before);
}

#[test]
fn a_draft_cannot_command_the_terminal() {
    let next = review(&DRAFT.replace("its freight", "its \u{1b}[2Jfreight"), &Snapshot::default()).next();
    assert!(!next.entries.is_empty());
    let clean = |words: &String| !words.contains(char::is_control);
    assert!(next.entries.iter().all(|entry| clean(&entry.sentence) && clean(&entry.says)));
}

#[test]
fn names_of_findings_never_change() {
    let entries = review(DRAFT, &Snapshot::default()).next().entries;
    let ids: Vec<String> = entries.iter().map(Entry::id).collect();
    assert_eq!(ids, ["12c2cdc6", "a9000390"]);
}

/// A fresh folder with the draft in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    fs::write(folder.join("port.txt"), DRAFT).expect("a draft");
    folder
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_figcheck"));
    command.current_dir(folder).args(args).env_remove("CI").env_remove("TF_BUILD").stdin(Stdio::null());
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("figcheck runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn ids(folder: &Path) -> Vec<String> {
    let listed = run(folder, &["pending", "--json"]).stdout;
    let listed: serde_json::Value = serde_json::from_slice(&listed).expect("JSON");
    listed.as_array().expect("a list").iter().map(|one| one["id"].as_str().unwrap_or("").into()).collect()
}

#[test]
fn from_the_flag_to_the_quiet_run_and_back() {
    let folder = folder("review");
    let check = ["check", "--snapshot", "--color", "never", "."];
    assert_eq!(run(&folder, &check).status.code(), Some(1));
    let waiting = folder.join("snapshots/port.txt.snap.new");
    assert!(waiting.exists());

    let ids = ids(&folder);
    assert_eq!(ids.len(), 2);
    let accepted = run(&folder, &["accept", "--id", &ids[0], "--reason", "a quotation", "--by", "Ann"]);
    assert!(accepted.status.success(), "{}", text(&accepted.stderr));
    assert!(run(&folder, &["reject", "--id", &ids[1], "--reason", "measure", "--by", "Bo"]).status.success());
    assert!(!waiting.exists(), "nothing waits any more");

    let second = run(&folder, &check);
    let shown = text(&second.stdout);
    assert_eq!(second.status.code(), Some(1));
    assert!(shown.contains("rejected by Bo on ") && shown.contains(": measure"), "{shown}");
    assert!(!shown.contains("wrong-multiple") && shown.contains("1 accepted, 1 rejected, 0 to review"));

    fs::write(folder.join("port.txt"), DRAFT.replace("26 km", "16 km")).expect("a mended draft");
    let third = run(&folder, &check);
    assert_eq!(third.status.code(), Some(0), "{}", text(&third.stdout));
    assert!(text(&third.stdout).contains("; 1 mended\n"));
    assert_eq!(run(&folder, &["pending", "--prune"]).status.code(), Some(0));

    fs::write(folder.join("port.txt"), DRAFT.replace("26 km", "16 km").replace("1,400", "1,300"))
        .expect("one");
    let fourth = run(&folder, &check);
    assert_eq!(fourth.status.code(), Some(1));
    assert!(text(&fourth.stdout).contains("changed since it was accepted by Ann on "));
    let listed = text(&run(&folder, &["review", "--color", "never"]).stdout);
    assert!(listed.contains("- figure to: 1,400 tonnes") && listed.contains("+ figure to: 1,300 tonnes"));
    assert!(listed.contains("figcheck accept --id "), "{listed}");
}

#[test]
fn what_was_accepted_is_not_gone_when_a_run_looks_for_errors_only() {
    let folder = folder("review_severity");
    fs::write(folder.join("figcheck.toml"), "severities = { wrong-conversion = \"note\" }\n")
        .expect("settings");
    assert!(run(&folder, &["accept", "--all", "--reason", "x"]).status.success());
    let errors = ["check", "--snapshot", "--severity", "error", "."];
    let shown = text(&run(&folder, &errors).stdout);
    assert!(shown.contains("2 accepted, 0 rejected, 0 to review\n"), "{shown}");
    assert!(run(&folder, &["pending", "--prune", "--severity", "error"]).status.success());
    let known = store::load(&folder.join("snapshots/port.txt.snap")).expect("whole");
    assert_eq!(known.entries.len(), 2);
}

#[test]
fn ci_writes_nothing() {
    let folder = folder("review_ci");
    let done = command(&folder, &["check", "--snapshot", "."]).env("CI", "true").output().expect("it runs");
    assert_eq!(done.status.code(), Some(1));
    assert!(!folder.join("snapshots").exists());
}

#[test]
fn a_reason_is_needed_and_an_unknown_finding_is_trouble() {
    let folder = folder("review_reasons");
    assert_eq!(run(&folder, &["accept", "--all"]).status.code(), Some(2));
    assert_eq!(run(&folder, &["accept", "--all", "--reason", "  "]).status.code(), Some(2));
    assert_eq!(run(&folder, &["accept", "--id", "00000000", "--reason", "x"]).status.code(), Some(2));
    assert!(!folder.join("snapshots").exists());
}

#[test]
fn a_spoilt_snapshot_is_trouble_and_left_alone() {
    let folder = folder("review_spoilt");
    let snap = folder.join("snapshots/port.txt.snap");
    fs::create_dir_all(folder.join("snapshots")).expect("a folder");
    fs::write(&snap, "---\nsource: port.txt\n---\n[[finding]]\nrule = \"wr").expect("half a snapshot");
    for args in [&["check", "--snapshot", "."][..], &["accept", "--all", "--reason", "x"]] {
        let done = run(&folder, args);
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        assert!(text(&done.stderr).contains("port.txt.snap"), "{}", text(&done.stderr));
    }
    assert!(fs::read_to_string(&snap).expect("still there").ends_with("\"wr"));
}

#[test]
fn whoever_is_killed_has_lost_nothing() {
    let folder = folder("review_killed");
    let snap = folder.join("snapshots/port.txt.snap");
    let ids = ids(&folder);
    assert!(run(&folder, &["accept", "--id", &ids[0], "--reason", "first"]).status.success());
    let mut whole = 0;
    for turn in 0..15 {
        let reason = "again and again ".repeat(400 + turn);
        let mut child = command(&folder, &["accept", "--id", &ids[1], "--reason", &reason])
            .stdout(Stdio::null())
            .spawn()
            .expect("figcheck runs");
        thread::sleep(Duration::from_micros(1_400 * turn as u64));
        let _ = child.kill();
        let _ = child.wait();
        let known = store::load(&snap).expect("whole, whenever it was killed");
        assert!(known.entries.iter().any(|entry| entry.id() == ids[0] && entry.reason == "first"));
        whole += usize::from(known.entries.len() == 2);
    }
    // At last one that is let live.
    assert!(run(&folder, &["accept", "--id", &ids[1], "--reason", "last"]).status.success());
    assert_eq!(store::load(&snap).map(|known| known.entries.len()), Ok(2), "{whole} of 15 came through");
}

#[test]
fn two_at_once_both_count() {
    let folder = folder("review_two");
    let ids = ids(&folder);
    for turn in 0..4 {
        let reason = format!("turn {turn}");
        let accept = |id: &str| {
            command(&folder, &["accept", "--id", id, "--reason", &reason]).stdout(Stdio::null()).spawn()
        };
        let (one, two) = (accept(&ids[0]), accept(&ids[1]));
        assert!(one.expect("runs").wait().is_ok_and(|s| s.success()));
        assert!(two.expect("runs").wait().is_ok_and(|s| s.success()));
        let known = store::load(&folder.join("snapshots/port.txt.snap")).expect("whole");
        assert!(
            known.entries.len() == 2 && known.entries.iter().all(|entry| entry.reason == reason),
            "{known:?}"
        );
    }
}

/// insta reads what figcheck writes, and finds in it what it would have written itself.
#[test]
fn insta_reads_a_snapshot() {
    let folder = folder("review_insta");
    assert!(run(&folder, &["accept", "--all", "--reason", "x: \"y\"", "--by", "Ann"]).status.success());
    let written = fs::read_to_string(folder.join("snapshots/port.txt.snap")).expect("a snapshot");
    let body = written.splitn(3, "---\n").nth(2).expect("a head and a body");
    insta::with_settings!({ snapshot_path => folder.join("snapshots"), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("port.txt", body);
    });
}

#[test]
fn two_versions_of_an_article() {
    use figcheck::review::versions::{Version, changes};
    let checker = Checker::builtin();
    let version = |text: &str| Version::of(&Draft::plain(text), &checker);
    let paragraphs: Vec<&str> = DRAFT.trim().split("\n\n").collect();
    let moved = format!("{}\n\n{}\n\n{}\n", paragraphs[0], paragraphs[2], paragraphs[1]);
    let same = changes(&version(DRAFT), &version(&moved.replace("1,400 tonnes", "1400 t")));
    assert_eq!((same.figures, same.still_flagged), (vec![], 1), "only the sentence has changed");

    let new = moved.replace("1,400", "1,300").replace("26 km", "16 km") + "\nIt has 12 cranes.\n";
    let changes = changes(&version(DRAFT), &version(&new));
    let flagged: Vec<_> = changes.flagged.iter().map(|c| (c.old.is_some(), c.new.is_some())).collect();
    assert_eq!(flagged, [(true, true), (true, false)], "the multiple changed, the conversion is mended");
    let words = |seen: &Option<_>| seen.as_ref().map(|seen: &review::versions::Seen| seen.text.clone());
    let figures: Vec<_> = changes.figures.iter().map(|c| (words(&c.old), words(&c.new))).collect();
    let pair = |old: &str, new: &str| (Some(old.to_string()), Some(new.to_string()));
    assert_eq!(
        figures,
        [pair("26 km", "16 km"), pair("1,400 tonnes", "1,300 tonnes"), (None, Some("12".to_string()))]
    );
}

#[test]
fn diff_tells_by_its_status() {
    let folder = folder("review_diff");
    fs::write(folder.join("new.txt"), DRAFT.replace("26 km", "16 km")).expect("a draft");
    let done = run(&folder, &["diff", "--color", "never", "port.txt", "new.txt"]);
    let shown = text(&done.stdout);
    assert_eq!(done.status.code(), Some(1));
    assert!(shown.contains("port.txt:5:11: no longer flagged: wrong-conversion"), "{shown}");
    assert!(shown.contains("new.txt:5:21: 26 km → 16 km"), "{shown}");
    assert_eq!(run(&folder, &["diff", "port.txt", "port.txt"]).status.code(), Some(0));
    assert_eq!(run(&folder, &["diff", "port.txt", "nowhere.txt"]).status.code(), Some(2));
    assert_eq!(run(&folder, &["diff", "port.txt", "."]).status.code(), Some(2));
}

#[test]
fn a_change_of_rules_shows_what_it_adds_and_removes() {
    let folder = folder("review_rules");
    let rule =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rules/wrong-barrels.toml"));
    let rule = rule.expect("the example");
    fs::write(folder.join("wrong-barrels.toml"), &rule).expect("a rule");
    fs::write(folder.join("oil.txt"), "It sold 300 barrels at $70 a barrel, for $40,000.\n")
        .expect("a draft");
    let test = ["rules", "test", "wrong-barrels.toml", "--snapshot", "."];
    let first = run(&folder, &test);
    assert!(text(&first.stdout).contains("+ oil.txt: wrong-barrels: "), "{}", text(&first.stdout));
    assert_eq!(first.status.code(), Some(1));
    assert!(run(&folder, &[&test[..], &["--accept"]].concat()).status.success());
    assert!(run(&folder, &test).status.success());
    fs::write(folder.join("wrong-barrels.toml"), rule.replace("{n:volume} .. at", "{n:volume} .. for"))
        .expect("it");
    let changed = run(&folder, &test);
    assert!(text(&changed.stdout).contains("- oil.txt: wrong-barrels: "), "{}", text(&changed.stdout));
    assert_eq!(changed.status.code(), Some(1));
}
