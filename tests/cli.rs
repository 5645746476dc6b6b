//! The command line, a file a case: tests/cli/*.trycmd are sessions of a shell, tests/cli/*.toml commands
//! with standard input. `TRYCMD=overwrite cargo test --test cli` writes what there is as what should be.

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

const TEXT: &str =
    "Sales\n\nSales more than tripled, from 400 tonnes to 900 tonnes, and rose 5% from 10 km to 12 km.\n";

fn figcheck(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_figcheck"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd").case("tests/cli/*.toml");
}

#[test]
fn threads_change_nothing() {
    let folder = folder("threads");
    for i in 0..20 {
        fs::write(folder.join(format!("{i}.txt")), TEXT.repeat(i % 7)).expect("a file");
    }
    let lines: String =
        (0..100).map(|i| serde_json::json!({"id": i, "text": TEXT}).to_string() + "\n").collect();
    fs::write(folder.join("archive.jsonl"), lines).expect("a file");
    let path = folder.to_str().expect("a plain path");
    for format in ["text", "json"] {
        let run = |threads: &str| {
            let run =
                figcheck(&["check", "--verbose", "--format", format, "--threads", threads, path]).output();
            run.expect("figcheck runs").stdout
        };
        let one = run("1");
        assert!(!one.is_empty());
        assert_eq!(one, run("2"), "{format}");
        assert_eq!(one, run("5"), "{format}");
    }
}

#[test]
fn a_reader_that_stops_is_no_trouble() {
    let mut child =
        figcheck(&["check", "--input", "jsonl", "--format", "jsonl", "-"]).spawn().expect("figcheck runs");
    let mut stdin = child.stdin.take().expect("piped");
    let writer = thread::spawn(move || {
        let line = "{\"id\":1,\"text\":\"\"}\n";
        // figcheck may end before it has read all: that is what is tested.
        let _ = (0..100_000).try_for_each(|_| stdin.write_all(line.as_bytes()));
    });
    let mut stdout = child.stdout.take().expect("piped");
    let mut first = [0; 10];
    stdout.read_exact(&mut first).expect("some output");
    drop(stdout);
    let done = child.wait_with_output().expect("figcheck ends");
    writer.join().expect("the writer ends");
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(done.stderr.is_empty());
}

#[test]
fn any_bytes_are_a_draft() {
    let folder = folder("bytes");
    let mut seed = 1u32;
    for i in 0..40 {
        let bytes: Vec<u8> = (0..100)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let byte = (seed >> 24) as u8;
                // Half of it the letters that figures and markup are made of.
                if byte < 128 { b"0123456789 ,.%$-|*_[]()<>&;\n#`~tkm"[usize::from(byte) % 34] } else { byte }
            })
            .collect();
        fs::write(folder.join(format!("{i}.{}", if i % 2 == 0 { "md" } else { "txt" })), bytes)
            .expect("a file");
    }
    let path = folder.to_str().expect("a plain path");
    for command in ["check", "figures"] {
        for format in ["text", "jsonl"] {
            let done = figcheck(&[command, "--format", format, path]).output().expect("figcheck runs");
            assert!(
                matches!(done.status.code(), Some(0 | 1)),
                "{command}: {}",
                String::from_utf8_lossy(&done.stderr)
            );
        }
    }
}

#[test]
fn places_in_a_word_file_are_told_as_paragraphs() {
    let folder = folder("word");
    let paragraphs = ["Port", "", "It more than tripled its freight,", "from 400 tonnes to 900 tonnes."];
    let text: String = paragraphs.map(|words| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")).concat();
    let file = fs::File::create(folder.join("port.docx")).expect("a file");
    let mut archive = zip::ZipWriter::new(file);
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    let text = text.replace("freight,</w:t></w:r></w:p><w:p><w:r><w:t>", "freight, ");
    archive.write_all(format!("<w:document>{text}</w:document>").as_bytes()).expect("a part");
    archive.finish().expect("a file");
    let path = folder.to_str().expect("a plain path");
    let run = |args: &[&str]| {
        let done = figcheck(args).output().expect("figcheck runs");
        assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    let text = run(&["check", "--color", "never", path]);
    assert!(text.contains("--> ") && text.contains("port.docx, paragraph 2\n"), "{text}");
    assert!(text.contains("2 | It more than tripled its freight, from 400 tonnes"), "{text}");
    let json = run(&["check", "--format", "jsonl", path]);
    assert!(json.contains(r#""start":8,"end":25,"line":2,"column":4"#), "{json}");
}

#[test]
fn a_folder_without_drafts_is_told() {
    let folder = folder("no-drafts-at-all");
    fs::write(folder.join("notes.log"), TEXT).expect("a file");
    let done = figcheck(&["check"]).arg(&folder).output().expect("figcheck runs");
    assert_eq!(done.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&done.stderr).starts_with("figcheck: no drafts here: "));
}

#[test]
fn several_reports_in_one_run() {
    let folder = folder("reports");
    fs::write(folder.join("a.txt"), TEXT).expect("a file");
    let at = |name: &str| folder.join("reports").join(name).to_str().expect("a plain path").to_string();
    let formats = [
        "html",
        "compact",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "rdjson",
        "rdjsonl",
        "checkstyle",
        "junit",
    ];
    let targets: Vec<String> =
        formats.iter().map(|format| format!("--format={format}={}", at(format))).collect();
    let path = folder.join("a.txt");
    let run = |args: &[&str]| figcheck(args).arg(&path).output().expect("figcheck runs");
    let mut args = vec!["check", "--format", "text"];
    args.extend(targets.iter().map(String::as_str));
    let done = run(&args);
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(done.stdout, run(&["check"]).stdout, "text is as it is alone");
    for format in formats {
        let file = fs::read(at(format)).expect("the report was written");
        assert!(!file.is_empty(), "{format}");
        assert_eq!(file, run(&["check", "--format", format]).stdout, "{format} is as it is alone");
        let quiet = run(&["check", "--format", format, "--output-file", &at("again")]);
        assert!(quiet.stdout.is_empty());
        assert_eq!(fs::read(at("again")).expect("the report was written"), file, "{format}");
    }
    // A page among the drafts is none.
    let done = figcheck(&["check", "--input", "html", &at("html")]).output().expect("figcheck runs");
    assert_eq!(done.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&done.stderr).contains("a page that figcheck made"));
}

#[test]
fn a_report_that_cannot_be_written_is_trouble() {
    let folder = folder("unwritable");
    fs::write(folder.join("a.txt"), TEXT).expect("a file");
    let target = format!("--format=sarif={}", folder.join("a.txt/x.sarif").display());
    let done = figcheck(&["check", &target]).arg(folder.join("a.txt")).output().expect("figcheck runs");
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("x.sarif: "), "the file is named");
}

#[test]
fn completions_and_manual_pages() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let done = figcheck(&["completions", shell]).output().expect("figcheck runs");
        let text = String::from_utf8_lossy(&done.stdout);
        assert_eq!(done.status.code(), Some(0));
        assert!(text.contains("output-file"), "{shell} completes options");
        // The generators for the other two know no values.
        assert!(
            matches!(shell, "elvish" | "powershell") || text.contains("sarif"),
            "{shell} completes formats"
        );
    }
    let page = figcheck(&["man"]).output().expect("figcheck runs").stdout;
    assert!(
        String::from_utf8_lossy(&page).contains("figcheck\\-check(1)"),
        "the page names those of the commands"
    );
    let folder = folder("man");
    let done = figcheck(&["man"]).arg(&folder).output().expect("figcheck runs");
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let page = fs::read_to_string(folder.join("figcheck-check.1")).expect("a page for each command");
    assert!(page.contains("Checkstyle XML"), "the formats are told");
    assert_eq!(
        fs::read(folder.join("figcheck.1")).expect("the main page"),
        figcheck(&["man"]).output().expect("runs").stdout
    );
}

#[test]
fn what_is_no_draft_is_told_and_the_rest_is_checked() {
    let folder = folder("no-drafts");
    // A file of holes: as large as it says, and taking no room.
    fs::File::create(folder.join("a.txt")).and_then(|file| file.set_len((1 << 30) + 1)).expect("a file");
    fs::write(folder.join("b.docx"), "It held 5 km.").expect("a file");
    fs::write(folder.join("c.md"), b"\xD0\xCF\x11\xE0 5 km").expect("a file");
    fs::write(folder.join("d.txt"), TEXT).expect("a file");
    let path = folder.to_str().expect("a plain path");
    let done = figcheck(&["check", "--color", "never", path]).output().expect("figcheck runs");
    assert_eq!(done.status.code(), Some(2));
    let told = String::from_utf8_lossy(&done.stderr);
    for words in [
        "a.txt: larger than 1 GiB; split it, or give it as JSON Lines\n",
        "b.docx: not a Word or OpenDocument file, or cut short: ",
        "c.md: an old Word file, or one with a password; save it as .docx without one\n",
    ] {
        assert!(told.contains(words), "{told}");
    }
    assert!(String::from_utf8_lossy(&done.stdout).contains("d.txt:3:"), "the sound one is checked");
}
