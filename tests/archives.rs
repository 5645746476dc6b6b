//! Archives: packed and in JSON Lines, stopped and gone on with, and what is hostile among them.

use flate2::{Compression, write::GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const TEXT: &str = "A road of 10 miles (26 km) is to join the port to the motorway.";

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archives").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_figcheck"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).output().expect("figcheck runs")
}

fn out(done: &Output) -> String {
    String::from_utf8_lossy(&done.stdout).into_owned()
}

fn err(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// So many lines, called `n1` and so on; each has a fault, and so much else that some hundreds are several batches.
fn archive(lines: usize) -> String {
    let other = "-".repeat(5000);
    (1..=lines).map(|n| format!("{{\"other\":\"{other}\",\"id\":\"n{n}\",\"text\":\"{TEXT}\"}}\n")).collect()
}

#[test]
fn packed_is_read_as_if_it_were_not() {
    let folder = folder("packed");
    let text = archive(500);
    let (first, rest) = text.split_at(text.len() / 3);
    // A frame that is to be skipped, as parallel packers write it.
    let skipped =
        [&[0x5A, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4], zstd(text.as_bytes()).as_slice()].concat();
    let files = [
        ("a.jsonl", text.clone().into_bytes()),
        ("b.jsonl.gz", gzip(text.as_bytes())),
        ("c.jsonl.zst", zstd(text.as_bytes())),
        ("d.jsonl.gz", [gzip(first.as_bytes()), gzip(rest.as_bytes())].concat()),
        ("e.jsonl.zstd", [zstd(first.as_bytes()), zstd(b""), zstd(rest.as_bytes())].concat()),
        ("f.ndjson.zst", skipped),
    ];
    let mut plain = String::new();
    for (name, bytes) in &files {
        fs::write(folder.join(name), bytes).expect("a file");
        let done = run(&folder, &["check", "--format", "jsonl", name]);
        assert_eq!(done.status.code(), Some(1), "{name}: {}", err(&done));
        if plain.is_empty() {
            plain = out(&done);
        }
        assert_eq!(plain, out(&done), "{name}");
    }
    assert_eq!(plain.matches("wrong-conversion").count(), 500);
}

#[test]
fn packed_drafts_and_standard_input() {
    let folder = folder("drafts");
    let draft = format!("# Roads\n\n{}\n", TEXT.replace("26", "**26**"));
    fs::write(folder.join("a.md.gz"), gzip(draft.as_bytes())).expect("a file");
    fs::write(folder.join("b.md.zst"), zstd(draft.as_bytes())).expect("a file");
    fs::write(folder.join("notes.gz"), gzip(TEXT.as_bytes())).expect("a file");
    let done = run(&folder, &["check", "--format", "compact", "."]);
    let told = out(&done);
    assert!(told.contains("a.md.gz:3:11: ") && told.contains("b.md.zst:3:11: "), "{told}");
    assert!(!told.contains("notes.gz"), "nothing tells that this is a draft");
    assert!(out(&run(&folder, &["check", "notes.gz"])).contains("wrong-conversion"), "but it was named");
    let input = fs::File::open(folder.join("a.md.gz")).expect("the file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_figcheck"));
    let done = command
        .args(["check", "--input", "markdown", "--format", "compact", "-"])
        .stdin(input)
        .output()
        .expect("figcheck runs");
    assert!(out(&done).contains("(standard input):3:"), "{}", out(&done));
}

#[test]
fn what_is_broken_is_told_and_what_came_before_is_checked() {
    let folder = folder("broken");
    let text = archive(200);
    for (name, whole, told) in [
        ("a.jsonl.gz", gzip(text.as_bytes()), "cannot be unpacked (gzip): cut short"),
        (
            "b.jsonl.zst",
            [zstd(text.as_bytes()), zstd(text.as_bytes())].concat(),
            "cannot be unpacked (zstd): cut short",
        ),
    ] {
        fs::write(folder.join(name), &whole[..whole.len() - 6]).expect("a file");
        let done = run(&folder, &["check", "--format", "jsonl", name]);
        assert_eq!(done.status.code(), Some(2));
        assert!(err(&done).contains(&format!("{name}: {told}\n")), "{}", err(&done));
        assert!(out(&done).matches("wrong-conversion").count() >= 200, "{name}: what came before");
        assert_eq!(out(&done).matches("\"error\":").count(), 1, "no half line was read");
    }
}

#[test]
fn a_stopped_run_goes_on() {
    let folder = folder("resume");
    fs::write(folder.join("a.jsonl"), archive(500)).expect("a file");
    fs::write(folder.join("b.jsonl"), archive(3).replace("\"n", "\"m")).expect("a file");
    let check = |args: &[&str]| run(&folder, &[&["check", "a.jsonl", "b.jsonl"], args].concat());
    let whole = out(&check(&["--format", "jsonl"]));
    let rest = |id: &str| out(&check(&["--format", "jsonl", "--resume-after", id]));
    let after = |n: usize| whole.split_inclusive('\n').skip(n).collect::<String>();
    assert_eq!(rest("n1"), after(1));
    assert_eq!(rest("n417"), after(417));
    assert_eq!(rest("n500"), after(500));
    assert_eq!(rest("m2"), after(502));
    assert_eq!(rest("m3"), "", "all was done");
    let done = check(&["--resume-after", "n0"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(err(&done).contains("no draft is called `n0`, so nothing was checked"), "{}", err(&done));

    // Killed in the middle of a line: it goes on from the last whole one.
    let at = whole.len() / 2;
    fs::write(folder.join("report.jsonl"), &whole[..at]).expect("a file");
    let lines = whole[..at].matches('\n').count();
    let done = check(&["--format=jsonl=report.jsonl", "--resume-after", &format!("n{lines}")]);
    assert_eq!(done.status.code(), Some(1), "{}", err(&done));
    assert_eq!(fs::read_to_string(folder.join("report.jsonl")).expect("the report"), whole);
    let done = check(&["--format=sarif=report.jsonl", "--resume-after", "n1"]);
    assert_eq!(done.status.code(), Some(2), "one document cannot be added to");
    assert_eq!(
        fs::read_to_string(folder.join("report.jsonl")).expect("the report"),
        whole,
        "and is left alone"
    );
}

#[test]
fn drafts_go_on_by_path_and_lines_without_a_name_by_place() {
    let folder = folder("resume-paths");
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(folder.join(name), TEXT).expect("a file");
    }
    fs::write(folder.join("d.jsonl"), format!("{{\"text\":\"{TEXT}\"}}\n").repeat(3)).expect("a file");
    let names = |id: &str| {
        let told = out(&run(&folder, &["check", "--format", "compact", "--resume-after", id, "."]));
        told.lines().map(|line| line.split(": ").next().unwrap_or("").to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names("b.txt"), ["c.txt:1:11", "d.jsonl:1:1:11", "d.jsonl:2:1:11", "d.jsonl:3:1:11"]);
    assert_eq!(names("d.jsonl:2"), ["d.jsonl:3:1:11"]);
    let sheet = out(&run(&folder, &["figures", "--format", "jsonl", "--resume-after", "d.jsonl:2", "."]));
    assert_eq!(sheet.lines().count(), 1);
}

/// Every record has the same columns, in the same order, none of them nested.
#[test]
fn flat_records_are_rows_of_one_table() {
    let folder = folder("flat");
    let edit =
        "Sales more than tripled, from $400 million to $900 million. Costs fell 10% from £50m to £45m.";
    fs::write(folder.join("a.txt"), format!("{TEXT}\n\n{edit}\n")).expect("a file");
    fs::write(folder.join("b.jsonl"), archive(2) + "no JSON\n").expect("a file");
    let done = run(&folder, &["check", "--format", "flat", "--verbose", "a.txt", "b.jsonl"]);
    let rows: Vec<serde_json::Map<String, serde_json::Value>> =
        out(&done).lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert!(rows.len() > 5, "{rows:?}");
    let columns: Vec<&String> = rows[0].keys().collect();
    for row in &rows {
        assert_eq!(row.keys().collect::<Vec<_>>(), columns);
        assert!(row.values().all(|value| !value.is_array() && !value.is_object()), "{row:?}");
    }
    let with = |key: &str, value: &str| rows.iter().find(|row| row[key] == value).expect("a row");
    let fault = with("rule", "wrong-multiple");
    assert_eq!(
        (&fault["draft"], &fault["severity"], &fault["verdict"]),
        (&"a.txt".into(), &"error".into(), &"contradicts".into())
    );
    assert_eq!(fault["figures"], "from: $400 million; to: $900 million");
    assert_eq!((&fault["line"], &fault["column"]), (&3.into(), &7.into()));
    assert_eq!(with("rule", "unreadable")["draft"], "b.jsonl:3");
    assert_eq!(with("verdict", "holds")["severity"], serde_json::Value::Null);
}
