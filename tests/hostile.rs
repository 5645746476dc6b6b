//! Files and folders that are not what they should be: each a clear word and exit status 2, and the rest is checked.
#![cfg(unix)]

use std::{
    fs,
    io::Write,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const FAULT: &str = "A road of 10 miles (26 km) is to join the port to the motorway.\n";

/// A fresh folder with a draft in it.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    fs::write(folder.join("sound.txt"), FAULT).expect("a draft");
    folder
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_figcheck"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("figcheck runs")
}

fn err(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

/// All of it was told, and the sound draft checked.
fn assert_told(done: &Output, told: &[&str]) {
    let out = String::from_utf8_lossy(&done.stdout);
    assert_eq!(done.status.code(), Some(2), "{}", err(done));
    assert!(out.contains("sound.txt:1:11"), "the rest is checked: {out}");
    for words in told {
        assert!(err(done).lines().any(|line| line == *words), "{words}: {}", err(done));
    }
    assert_eq!(err(done).lines().count(), told.len(), "and nothing else: {}", err(done));
}

#[test]
fn links_that_lead_nowhere_or_round_in_circles() {
    let folder = folder("links");
    symlink("gone.txt", folder.join("a.txt")).expect("a link");
    symlink("b.txt", folder.join("b.txt")).expect("a link");
    fs::create_dir(folder.join("inner")).expect("a folder");
    symlink("..", folder.join("inner/loop")).expect("a link");
    symlink("../inner", folder.join("inner/c.md")).expect("a link to a folder, called like a draft");
    let done = run(&folder, &["check", "--format", "compact", "."]);
    let told =
        ["figcheck: a.txt: no such file or directory", "figcheck: b.txt: too many levels of symbolic links"];
    assert_told(&done, &told);
}

#[test]
fn a_pipe_among_the_drafts_holds_nothing_up() {
    let folder = folder("pipe");
    let made = Command::new("mkfifo").arg(folder.join("a.txt")).status().expect("mkfifo runs");
    assert!(made.success());
    let done = run(&folder, &["check", "--format", "compact", "."]);
    assert_eq!(done.status.code(), Some(1), "{}", err(&done));
    assert!(String::from_utf8_lossy(&done.stdout).contains("sound.txt:1:11"));
}

#[test]
fn what_may_not_be_read_is_told() {
    let folder = folder("forbidden");
    fs::write(folder.join("a.txt"), FAULT).expect("a draft");
    fs::create_dir(folder.join("b")).expect("a folder");
    let shut = |path: &str, mode: u32| {
        fs::set_permissions(folder.join(path), fs::Permissions::from_mode(mode)).expect("permissions");
    };
    shut("a.txt", 0);
    shut("b", 0);
    // Root may read whatever it likes.
    let forbidden = fs::read(folder.join("a.txt")).is_err();
    let done = run(&folder, &["check", "--format", "compact", "."]);
    shut("b", 0o755);
    if forbidden {
        assert_told(&done, &["figcheck: a.txt: permission denied", "figcheck: b: permission denied"]);
    }
    // A folder for a file fails for root, too.
    fs::create_dir(folder.join("c.snap")).expect("a folder");
    let done = run(&folder, &["check", "--rules", "c.snap/none.toml", "sound.txt"]);
    assert_eq!(err(&done), "figcheck: c.snap/none.toml: no such file or directory\n");
    assert_eq!(done.status.code(), Some(2));
}

/// The drafts are listed, then they vanish while standard input is read, and each is told.
#[test]
fn a_folder_that_vanishes_while_its_drafts_are_read() {
    let folder = folder("vanishing");
    fs::create_dir(folder.join("gone")).expect("a folder");
    fs::write(folder.join("gone/a.txt"), FAULT).expect("a draft");
    let args = ["check", "--threads", "1", "--format", "compact", "-", "gone", "sound.txt"];
    let mut child = command(&folder, &args).stdin(Stdio::piped()).spawn().expect("figcheck runs");
    let mut stdin = child.stdin.take().expect("piped");
    // More than a pipe holds: when it is written, figcheck reads, and so has listed the drafts.
    stdin.write_all(" \n".repeat(1 << 20).as_bytes()).expect("figcheck reads");
    fs::remove_dir_all(folder.join("gone")).expect("removed");
    drop(stdin);
    let done = child.wait_with_output().expect("figcheck ends");
    assert_told(&done, &["figcheck: gone/a.txt: no such file or directory"]);
}

#[test]
fn a_working_folder_that_is_gone() {
    let folder = folder("working");
    let script =
        format!("cd gone && rmdir ../gone && '{}' check --format compact .", env!("CARGO_BIN_EXE_figcheck"));
    fs::create_dir(folder.join("gone")).expect("a folder");
    let mut shell = Command::new("sh");
    let done = shell.current_dir(&folder).args(["-c", &script]).output().expect("a shell runs it");
    assert!(matches!(done.status.code(), Some(0 | 2)), "{}", err(&done));
    assert!(!err(&done).contains("panicked"), "{}", err(&done));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = folder("full");
    for (format, told) in
        [("text", "standard output"), ("jsonl", "standard output"), ("sarif", "standard output")]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
        let done = command(&folder, &["check", "--format", format, "."]).stdout(full).output().expect("runs");
        assert_eq!(done.status.code(), Some(2), "{format}");
        assert_eq!(err(&done), format!("figcheck: {told}: no space left on device\n"), "{format}");
    }
    for format in ["text", "html", "junit", "json"] {
        let done = run(&folder, &["check", &format!("--format={format}=/dev/full"), "."]);
        assert_eq!(done.status.code(), Some(2), "{format}");
        assert_eq!(err(&done), "figcheck: /dev/full: no space left on device\n", "{format}");
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
    let done = command(&folder, &["figures", "."]).stdout(full).output().expect("runs");
    assert_eq!(err(&done), "figcheck: standard output: no space left on device\n");
    // Where not even complaints can be written, the exit status tells.
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
    let done = command(&folder, &["check", "."]).stdout(full()).stderr(full()).output().expect("runs");
    assert_eq!(done.status.code(), Some(2));
}
