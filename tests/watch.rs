//! `figcheck check --watch`: each save is checked, by whatever steps an editor saves, and a mistake in the settings
//! ends nothing.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

const FAULT: &str = "A road of 10 miles (26 km) is to join the port to the motorway.\n";
const SOUND: &str = "A road of 10 miles (16 km) is to join the port to the motorway.\n";

/// So long is waited for a line, on a machine however busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A run that watches, and what it tells.
struct Run {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Run {
    /// Begins a run that finds so many faults at first.
    fn begin(folder: &Path, args: &[&str], faults: usize) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_figcheck"));
        command.current_dir(folder).args(["check", "--watch", "--format", "compact"]).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("figcheck runs");
        let (sender, lines) = channel();
        let (out, err) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
        let also = sender.clone();
        thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).try_for_each(|l| sender.send(l))
        });
        thread::spawn(move || {
            BufReader::new(err).lines().map_while(Result::ok).try_for_each(|l| also.send(l))
        });
        let run = Run { child, lines };
        // What comes from the two streams may come in any order.
        let first: Vec<String> =
            (0..=faults).map(|_| run.lines.recv_timeout(PATIENCE).expect("a line")).collect();
        assert!(first.iter().any(|line| line.contains("watching")), "{first:?}");
        run
    }

    /// Waits for a line with these words, and gives what was told before it.
    fn tells(&self, words: &str) -> Vec<String> {
        let mut before = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return before,
                Ok(line) => before.push(line),
                Err(_) => panic!("nothing of `{words}` after {before:?}"),
            }
        }
    }
}

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in files {
        write(&folder, path, text);
    }
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the test");
    fs::write(path, text).expect("a file");
}

#[test]
fn what_is_saved_is_checked() {
    let folder = folder("saved", &[("a.md", SOUND), ("inner/b.txt", SOUND), ("c.md", FAULT)]);
    let run = Run::begin(&folder, &["."], 1);
    write(&folder, "a.md", FAULT);
    assert_eq!(run.tells("a.md:1:11: error"), [""; 0], "the other fault is not told again");
    // As an editor saves: written beside it and put in its place.
    write(&folder, "inner/b.txt~", FAULT);
    fs::rename(folder.join("inner/b.txt~"), folder.join("inner/b.txt")).expect("renamed");
    assert_eq!(run.tells("inner/b.txt:1:11: error"), [""; 0]);
    write(&folder, "new/d.md", FAULT);
    assert_eq!(run.tells("new/d.md:1:11: error"), [""; 0]);
    fs::remove_file(folder.join("c.md")).expect("removed");
    write(&folder, "no-draft.log", FAULT);
    write(&folder, "a.md", &(SOUND.to_string() + "\n" + FAULT));
    assert_eq!(run.tells("a.md:3:11: error"), [""; 0], "nothing is said of what is gone or no draft");
}

#[test]
fn settings_and_rules_are_read_again() {
    let rule =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rules/wrong-barrels.toml"))
            .expect("the example");
    let folder = folder("settings", &[("a.md", FAULT), ("house/wrong-barrels.toml", &rule)]);
    let run = Run::begin(&folder, &["a.md", "--rules", "house"], 1);
    write(&folder, "figcheck.toml", "[severities]\nwrong-conversion = \"note\"\n");
    run.tells("a.md:1:11: note wrong-conversion");
    write(&folder, "figcheck.toml", "sevrities = 1\n");
    run.tells("figcheck.toml:1:1: unknown field `sevrities`");
    write(&folder, "figcheck.toml", "");
    run.tells("a.md:1:11: error wrong-conversion");
    write(&folder, "house/wrong-barrels.toml", "severity =\n");
    run.tells("wrong-barrels.toml:1:");
    write(&folder, "house/wrong-barrels.toml", &rule);
    run.tells("a.md:1:11: error wrong-conversion");
}

/// A report in a watched folder is of all drafts, and does not set off the next run.
#[test]
fn reports_in_files_are_whole_and_no_drafts() {
    let folder = folder("reports", &[("a.md", FAULT), ("b.md", FAULT)]);
    let run = Run::begin(&folder, &["--format", "html=report.html", "."], 2);
    write(&folder, "b.md", &(SOUND.to_string() + "\n" + FAULT));
    run.tells("b.md:3:11: error");
    // The page may be finished after the line on the screen.
    let whole = || {
        let page = fs::read_to_string(folder.join("report.html")).unwrap_or_default();
        page.contains("a.md") && page.contains("b.md") && page.contains("</html>")
    };
    for _ in 0..200 {
        if whole() {
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    assert!(whole());
    thread::sleep(Duration::from_millis(600));
    assert_eq!(run.lines.try_recv().ok(), None, "nothing more is told");
}

#[test]
fn standard_input_cannot_be_watched() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_figcheck"));
    let done = command.args(["check", "--watch", "-"]).stdin(Stdio::null()).output().expect("figcheck runs");
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("not for standard input"));
}
