//! `--changed-since`: only what stands in lines that have changed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const OLD: &str = "The port is to grow, its owner said on Thursday.\n\n\
    A road of 10 miles (26 km) is to join it to the motorway.\n\n\
    The amount of freight in the port more than quadrupled in a year.\n\n\
    In June the port held 1,400 tonnes of freight, up from 400 tonnes in the June before.\n";

/// A repository with the draft in it, committed.
fn repository(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("a b")).expect("a folder for the test");
    fs::write(folder.join("a b/é.md"), OLD).expect("a draft");
    fs::write(folder.join("other.md"), OLD).expect("a draft");
    for args in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "first"]] {
        git(&folder, args);
    }
    folder
}

fn git(folder: &Path, args: &[&str]) {
    let ours = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"];
    let done = Command::new("git").arg("-C").arg(folder).args(ours).args(args).output().expect("git runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn check(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_figcheck"));
    command.current_dir(folder).env("CI", "1").args(["check", "--format", "compact"]).args(args);
    command.output().expect("figcheck runs")
}

fn found(folder: &Path, args: &[&str]) -> String {
    let done = check(folder, args);
    assert!(done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
    let lines = String::from_utf8_lossy(&done.stdout).into_owned();
    let part = |line: &str| line.split(": ").take(2).collect::<Vec<_>>().join(" ");
    lines.lines().filter(|line| line.contains(".md:")).map(part).collect::<Vec<_>>().join("\n")
}

#[test]
fn only_changed_lines_count_and_the_figures_of_a_claim_do() {
    let folder = repository("lines");
    let since = |rev| found(&folder, &["--changed-since", rev, "."]);
    assert_eq!(since("HEAD"), "", "nothing has changed");
    let new = OLD.replace("on Thursday", "on Friday");
    fs::write(folder.join("a b/é.md"), &new).expect("a draft");
    assert_eq!(since("HEAD"), "", "another line");
    fs::write(folder.join("a b/é.md"), new.replace("400 tonnes in", "401 tonnes in")).expect("a draft");
    assert_eq!(
        since("HEAD"),
        "a b/é.md:5:35 error wrong-multiple",
        "the claim's figure is in a changed line"
    );
    git(&folder, &["commit", "-q", "-a", "-m", "second"]);
    assert_eq!(since("HEAD"), "");
    assert_eq!(since("HEAD~1"), "a b/é.md:5:35 error wrong-multiple", "committed or not");
    fs::write(folder.join("new.md"), OLD).expect("a draft");
    assert_eq!(since("HEAD").lines().count(), 2, "all of a file that git does not know");
    // From a folder of the repository, too, and of one file by name.
    assert_eq!(
        found(&folder.join("a b"), &["--changed-since", "HEAD~1", "é.md"]),
        "é.md:5:35 error wrong-multiple"
    );
}

#[test]
fn it_is_where_the_history_parted_that_counts() {
    let folder = repository("base");
    git(&folder, &["checkout", "-q", "-b", "work"]);
    fs::write(folder.join("mine.md"), OLD).expect("a draft");
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-q", "-m", "mine"]);
    git(&folder, &["checkout", "-q", "-b", "trunk", "HEAD~1"]);
    fs::write(folder.join("other.md"), OLD.replace("10 miles", "11 miles")).expect("a draft");
    git(&folder, &["commit", "-q", "-a", "-m", "theirs"]);
    git(&folder, &["checkout", "-q", "work"]);
    let shown = found(&folder, &["--changed-since", "trunk", "."]);
    assert!(shown.lines().count() == 2 && !shown.contains("other.md"), "{shown}");
}

#[test]
fn what_git_does_not_know_is_trouble() {
    let folder = repository("trouble");
    let done = check(&folder, &["--changed-since", "no-such-branch", "."]);
    assert_eq!(done.status.code(), Some(2));
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(told, "figcheck: --changed-since: git knows no revision `no-such-branch`\n");
    assert_eq!(check(&folder, &["--changed-since", "--output=x", "."]).status.code(), Some(2));
    assert!(!folder.join("x").exists());
}
