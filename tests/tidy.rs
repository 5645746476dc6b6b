//! The walls of the house, so that no reviewer has to guard them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// No file is longer than this, in lines.
const LONGEST: usize = 600;

/// The stages in the order of the data; each knows itself and those before it. Those of one group know
/// each other.
const STAGES: &[&[&str]] = &[
    &["span", "interval", "packing", "fnv"],
    &["source", "units"],
    &["grammar"],
    &["scan"],
    &["rule"],
    &["finding"],
    &["bind"],
    &["check"],
    &["api", "answer", "examples", "session", "sheet"],
    &["report", "review"],
];

/// Crates that are named in one place only. `main.rs` and `src/cli` are the program, all else the library.
const CRATES: &[(&str, &[&str])] = &[
    ("nom", &["src/grammar/", "src/rule/"]),
    ("uom", &["src/units/si.rs"]),
    ("include_dir", &["src/rule/built_in.rs"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/completions.rs"]),
    ("clap_mangen", &["src/cli/man.rs"]),
    ("indicatif", &["src/cli/progress.rs"]),
    ("rayon", &["src/cli/"]),
    ("ignore", &["src/cli/"]),
    ("notify", &["src/cli/watch.rs"]),
    ("flate2", &["src/cli/unpack.rs"]),
    ("ruzstd", &["src/cli/unpack.rs"]),
    ("csv", &["src/report/worksheet/"]),
    ("quick_xml", &["src/source/office/xml.rs", "src/report/checkstyle.rs"]),
    ("zip", &["src/source/office/package.rs"]),
    ("html5gum", &["src/source/html/", "src/source/entity.rs"]),
    ("pulldown_cmark", &["src/source/markdown.rs"]),
    ("encoding_rs", &["src/source/decode.rs"]),
    ("annotate_snippets", &["src/report/"]),
    ("colored", &["src/report/", "src/review/diff.rs", "src/cli/"]),
    ("similar", &["src/review/"]),
    ("tempfile", &["src/review/store.rs"]),
    ("console", &["src/cli/"]),
    ("postcard", &["src/rule/built_in.rs", "src/rule/deferred.rs"]),
    ("quick_junit", &["src/report/junit.rs"]),
    ("percent_encoding", &["src/report/sarif.rs"]),
    ("twox_hash", &["src/report/fingerprint.rs"]),
    ("schemars", &["src/cli/"]),
];

/// What the core must not do: speak, ask the time or the environment, or touch files.
const CORE_NEVER: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "File::open",
    "stdin()",
    "stdout()",
];

struct Source {
    path: String,
    text: String,
}

/// Every file below `folder` with this extension.
fn files(folder: &str, extension: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut found, mut folders) = (Vec::new(), vec![root.join(folder)]);
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                let text = fs::read_to_string(&path).expect("our own files are UTF-8");
                found.push(Source { path: shown(root, path), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn shown(root: &Path, path: PathBuf) -> String {
    path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/")
}

/// The program's code: comments, strings' insides and unit tests aside, as near as lines tell.
fn code(text: &str) -> String {
    let program = text.split("#[cfg(test)]").next().unwrap_or("");
    program.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Whether `name` stands in `code` as the first part of a path: `nom::…`, `use nom;`.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        let starts = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '.');
        starts && (after.starts_with("::") || (code[..at].ends_with("use ") && after.starts_with([';', ' '])))
    })
}

/// The modules of this crate that `code` names, `crate::a::b` and `use crate::{a, b::c}` alike.
fn imports(code: &str) -> Vec<String> {
    let mut modules: Vec<String> = Vec::new();
    for (at, word) in code.match_indices("crate::") {
        let rest = &code[at + word.len()..];
        let first =
            |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        match rest.strip_prefix('{') {
            None => modules.push(first(rest)),
            Some(group) => {
                let mut depth = 0;
                let mut start = 0;
                for (i, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => {
                            modules.push(first(&group[start..i]));
                            break;
                        }
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            modules.push(first(&group[start..i]));
                            start = i + 1;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    modules.retain(|module| !module.is_empty());
    modules
}

#[test]
fn imports_point_one_way() {
    let stage = |module: &str| STAGES.iter().position(|group| group.contains(&module));
    let mut faults = Vec::new();
    for file in files("src", "rs") {
        let module = file.path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or("");
        if matches!(module, "lib" | "main" | "cli") {
            continue;
        }
        let Some(own) = stage(module) else {
            faults.push(format!("{}: tests/tidy.rs knows no stage `{module}`", file.path));
            continue;
        };
        for import in imports(&code(&file.text)) {
            match stage(&import) {
                Some(other) if other > own => {
                    faults.push(format!("{}: {module} must not know {import}", file.path))
                }
                Some(_) => {}
                None => faults.push(format!("{}: `crate::{import}` is no stage", file.path)),
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn source_knows_no_later_stage() {
    let later = |module: &String| !matches!(module.as_str(), "source" | "span" | "interval");
    let faults: Vec<String> = files("src/source", "rs")
        .iter()
        .flat_map(|file| {
            imports(&code(&file.text)).into_iter().filter(later).map(|m| format!("{}: {m}", file.path))
        })
        .collect();
    assert_none(&faults);
}

#[test]
fn crates_are_named_where_they_belong() {
    let mut faults = Vec::new();
    for file in files("src", "rs") {
        let code = code(&file.text);
        for (name, places) in CRATES {
            if names(&code, name) && !places.iter().any(|place| file.path.starts_with(place)) {
                faults.push(format!("{}: names {name}, which belongs in {}", file.path, places.join(", ")));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn the_core_neither_speaks_nor_asks() {
    let mut faults = Vec::new();
    for file in files("src", "rs") {
        let outside = ["src/cli/", "src/review/store.rs", "src/main.rs"]
            .iter()
            .any(|place| file.path.starts_with(place));
        let code = code(&file.text);
        for word in ["println!", "eprintln!", "print!(", "eprint!(", "dbg!"] {
            // The cli writes to locked streams and looks at the errors; these macros would panic.
            if code.contains(word) {
                faults.push(format!("{}: {word}", file.path));
            }
        }
        for word in CORE_NEVER.iter().filter(|_| !outside) {
            if code.contains(word) {
                faults.push(format!("{}: {word} is for the cli", file.path));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    let mut faults = Vec::new();
    for file in files("src", "rs").into_iter().chain(files("tests", "rs")).chain(files("benches", "rs")) {
        if !file.text.starts_with("//! ") {
            faults.push(format!("{}: begin with a `//!` comment that says what it does", file.path));
        }
        if file.text.lines().count() > LONGEST {
            faults.push(format!("{}: over {LONGEST} lines; split it by what it does", file.path));
        }
    }
    assert_none(&faults);
}

/// A check that has more to say has parts: CONTRIBUTING.md.
#[test]
fn rule_files_of_checks_are_short_and_parts_begin_with_a_sentence() {
    let mut faults = Vec::new();
    for file in files("rules/checks", "toml") {
        let lines = file.text.lines().count();
        if lines > LONGEST {
            faults.push(format!("{}: {lines} lines, over {LONGEST}; give the check parts", file.path));
        }
        let part = file.path.matches('/').count() > 2;
        let told = file.text.lines().take_while(|line| line.starts_with('#'));
        if part && !told.collect::<String>().contains('“') {
            faults.push(format!("{}: begin with a comment that gives a sentence for it", file.path));
        }
    }
    assert_none(&faults);
}

#[test]
fn nothing_is_left_to_do() {
    let marks =
        [concat!("to", "do!("), concat!("unimplemented", "!("), concat!("TO", "DO"), concat!("FIX", "ME")];
    let mut faults = Vec::new();
    for file in files("src", "rs").into_iter().chain(files("tests", "rs")).chain(files("rules", "toml")) {
        for mark in marks.iter().filter(|mark| file.text.contains(**mark)) {
            faults.push(format!("{}: {mark}", file.path));
        }
    }
    assert_none(&faults);
}

#[test]
fn no_path_of_a_machine() {
    let marks = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("/wo", "rk/"),
        concat!("C:", "\\"),
    ];
    let mut all = Vec::new();
    for (folder, extension) in [
        ("src", "rs"),
        ("tests", "rs"),
        ("tests", "toml"),
        ("tests", "trycmd"),
        ("rules", "toml"),
        ("examples", "md"),
        ("snapshots", "snap"),
    ] {
        all.extend(files(folder, extension));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    all.extend(files("docs", "md"));
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "Cargo.toml", "deny.toml"]
    {
        if let Ok(text) = fs::read_to_string(root.join(name)) {
            all.push(Source { path: name.to_string(), text });
        }
    }
    let mut faults = Vec::new();
    for file in all {
        for mark in marks.iter().filter(|mark| file.text.contains(**mark)) {
            faults.push(format!("{}: {mark}", file.path));
        }
    }
    assert_none(&faults);
}

/// The image of the built-in rules is out of use when the code changes that reads rules: all of it has to be named.
#[test]
fn the_stamp_of_the_image_is_of_all_code_that_reads_rules() {
    let stamped = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rule/built_in.rs"));
    let stamped = stamped.expect("a file of ours");
    let named = |path: &str| {
        let path = path.strip_prefix("src/rule/").map_or_else(|| path.replace("src/", "../"), str::to_string);
        stamped.contains(&format!("include_bytes!(\"{path}\")"))
    };
    let all = files("src/rule", "rs").into_iter().chain(files("src/units", "rs"));
    let missing: Vec<String> = all.map(|file| file.path).filter(|path| !named(path)).collect();
    assert_none(&missing);
}

/// Each hook of pre-commit is given the drafts of every format; archives are for `figcheck check` itself.
#[test]
fn hooks_name_every_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).expect("a file of ours");
    let hooks = read(".pre-commit-hooks.yaml");
    let patterns: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("files: ")).collect();
    assert_eq!(patterns.len(), 2);
    let format = read("src/source/format.rs");
    let lines = format.lines().filter(|line| line.contains("(Format::") && line.contains("&[\""));
    let extensions: Vec<&str> = lines
        .filter(|line| !line.contains("JsonLines"))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .collect();
    assert!(extensions.len() > 8, "{extensions:?}");
    let named = |pattern: &str, extension: &str| pattern.split(['(', '|', ')']).any(|part| part == extension);
    let missing: Vec<_> = extensions.iter().filter(|e| !patterns.iter().all(|p| named(p, e))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_walls_see_what_they_should() {
    let code =
        "use crate::{\n    finding::{Claim, Report},\n    span::Span,\n};\nfn f() { crate::units::get() }";
    assert_eq!(imports(code), ["finding", "span", "units"]);
    assert!(names("use nom::Parser;", "nom") && names("x = nom::tag()", "nom") && names("use clap;", "clap"));
    assert!(!names("economy::x nom_like venom::y", "nom"));
}
