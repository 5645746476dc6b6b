//! What a draft itself allows: in a comment or in brackets, for one block, with a reason.

use figcheck::{
    api::Checker,
    review::allow::{self, Allowed},
    source::{self, Draft, Format},
};
use std::{fs, path::Path, process::Command, sync::LazyLock};

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::builtin);

const ROAD: &str = "A road of 10 miles (26 km) is to join it to the motorway.";
const RAIL: &str = "A railway of 20 miles (52 km) is to follow.";

/// What is still found, by its words, and what was allowed.
fn check(draft: &Draft, reasons: bool) -> (Vec<String>, Allowed) {
    let checker = &*CHECKER;
    let rules: Vec<&str> = checker.book().checks.iter().map(|check| check.id.as_str()).collect();
    let mut report = checker.check(draft);
    let allowed = allow::take(&mut report, draft, &rules, reasons);
    (report.findings.into_iter().map(|finding| finding.words).collect(), allowed)
}

fn reasons(allowed: &Allowed) -> Vec<&str> {
    allowed.findings.iter().map(|(_, reason)| reason.as_str()).collect()
}

fn faults(allowed: &Allowed) -> Vec<&str> {
    allowed.faults.iter().map(|(_, why)| why.as_str()).collect()
}

fn read(text: &str, format: Format) -> Draft {
    source::read(text.as_bytes().to_vec(), format).expect("a draft")
}

#[test]
fn a_comment_speaks_of_the_next_block_only() {
    let comment = "<!-- figcheck: allow wrong-conversion: as on the sign -->";
    let markdown = format!("# Roads\n\n{comment}\n\n{ROAD}\n\n{RAIL}\n");
    let html = format!("<h1>Roads</h1>{comment}<p>{ROAD}</p><p>{RAIL}</p>");
    let listed = format!("# Roads\n\n{comment}\n\n- {ROAD}\n- {RAIL}\n");
    let inline = format!("# Roads\n\n{ROAD} {comment}\n\n{RAIL}\n");
    for (text, format) in [
        (markdown, Format::Markdown),
        (html, Format::Html),
        (listed, Format::Markdown),
        (
            format!("{ROAD}\n\n{RAIL}\n")
                .replace("A road", ".. figcheck: allow wrong-conversion: as on the sign\n\nA road"),
            Format::Rst,
        ),
        (
            format!("{ROAD}\n\n{RAIL}\n")
                .replace("A road", "// figcheck: allow wrong-conversion: as on the sign\nA road"),
            Format::AsciiDoc,
        ),
        (
            format!("{ROAD}\n\n{RAIL}\n")
                .replace("A road", "% figcheck: allow wrong-conversion: as on the sign\nA road"),
            Format::Latex,
        ),
        (inline, Format::Markdown),
        (format!("<p>{ROAD} {comment}</p><p>{RAIL}</p>"), Format::Html),
    ] {
        let (found, allowed) = check(&read(&text, format), true);
        assert_eq!(found, ["20 miles (52 km)"], "{text}");
        assert_eq!((reasons(&allowed), faults(&allowed)), (vec!["as on the sign"], vec![]), "{text}");
    }
}

#[test]
fn brackets_in_a_text_are_not_read() {
    let notice = "[figcheck: allow wrong-conversion: the sign [1] says 26 km, not 16 km]";
    for text in [format!("{ROAD} {notice}\n\n{RAIL}\n"), format!("{notice}\n\n{ROAD}\n\n{RAIL}\n")] {
        let draft = Draft::plain(&text);
        let (found, allowed) = check(&draft, true);
        assert_eq!((found, faults(&allowed)), (vec!["20 miles (52 km)".to_string()], vec![]), "{text}");
        assert_eq!(reasons(&allowed), ["the sign [1] says 26 km, not 16 km"]);
        assert_eq!(draft.written(), text, "what people are shown has the notice");
        assert_eq!((draft.text.len(), draft.text.contains("figcheck")), (text.len(), false));
        let figures = CHECKER.figures(&draft).len();
        assert_eq!(figures, CHECKER.figures(&Draft::plain(&format!("{ROAD}\n\n{RAIL}\n"))).len());
        let place = draft.notices[0].written;
        assert_eq!(place.of(draft.written()), notice);
    }
}

#[test]
fn notices_may_stand_one_under_the_other() {
    let first = "[figcheck: allow wrong-conversion: the sign]";
    let text = format!("{first}\n[figcheck: allow wrong-share: none here]\n\n{ROAD}\n\n{RAIL}\n");
    let (found, allowed) = check(&Draft::plain(&text), true);
    assert_eq!((found.len(), reasons(&allowed)), (1, vec!["the sign"]));
    assert_eq!(faults(&allowed), ["allows wrong-share, which is not found there"]);
}

#[test]
fn what_allows_nothing_is_told() {
    let told = |notice: &str, needed: bool| {
        let (found, allowed) = check(&Draft::plain(&format!("{ROAD} [figcheck: {notice}]\n")), needed);
        (found.len(), faults(&allowed).join("; "))
    };
    assert_eq!(told("allow wrong-conversion: so", true), (0, String::new()));
    assert_eq!(
        told("allow wrong-conversion", false),
        (0, String::new()),
        "where the settings need no reason"
    );
    let (found, why) = told("allow wrong-conversion", true);
    assert_eq!(found, 1);
    assert!(why.starts_with("gives no reason"), "{why}");
    let two = "allow wrong-conversion, wrong-share: so";
    assert_eq!(told(two, true), (0, "allows wrong-share, which is not found there".into()));
    let unknown = "allow wrong-conversions: so";
    let why = "allows `wrong-conversions`, which is no rule; did you mean `wrong-conversion`?";
    assert_eq!(told(unknown, true), (1, why.into()));
    assert!(told("alow wrong-conversion: so", true).1.starts_with("not understood"));
}

#[test]
fn broken_notices_are_text() {
    for text in
        ["[figcheck: allow wrong-share: so", "[figcheck:", "<!-- figcheck: allow", "<!--", "]]][figcheck:]"]
    {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            for tail in ["", "\n\nIt has 12 cranes. é", &format!("\n\n{ROAD} é")] {
                let (found, allowed) = check(&read(&format!("{text}{tail}"), format), true);
                assert_eq!(reasons(&allowed), [""; 0], "{text}{tail}");
                // In markup a comment without an end hides what is behind it.
                if format == Format::Plain {
                    let expected: &[&str] = if tail.contains(ROAD) { &["10 miles (26 km)"] } else { &[] };
                    assert_eq!(found, expected, "{text}{tail}");
                }
            }
        }
    }
}

/// What would take minutes were every notice looked for in the whole of the text.
#[test]
fn hostile_notices_cost_no_more_than_their_length() {
    for piece in [
        "[figcheck:",
        "<!-- figcheck:",
        "<!-- figcheck: x -->\n\na\n\n",
        "// figcheck: a ",
        "[figcheck: a]\n\na\n\n",
    ] {
        for format in [Format::Plain, Format::Markdown] {
            let draft = read(&piece.repeat(40_000), format);
            assert!(draft.text.len() <= piece.len() * 40_000 + 3);
        }
    }
}

#[test]
fn the_run_tells_of_it() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("allow");
    fs::create_dir_all(&folder).expect("a folder");
    let text = format!(
        "{ROAD} [figcheck: allow wrong-conversion: so]\n\n{RAIL} [figcheck: allow wrong-share: so]\n"
    );
    fs::write(folder.join("a.txt"), text).expect("a draft");
    let run = |args: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_figcheck")).current_dir(&folder).args(args).output();
        done.expect("figcheck runs")
    };
    let done = run(&["check", "a.txt"]);
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert_eq!(done.status.code(), Some(1), "the railway is still wrong");
    assert!(out.ends_with("\n1 allowed by the drafts\n") && !out.contains("26 kilometres"), "{out}");
    assert_eq!(err, "figcheck: a.txt:3:45: allows wrong-share, which is not found there\n");
    let sarif: serde_json::Value =
        serde_json::from_slice(&run(&["check", "--format", "sarif", "a.txt"]).stdout).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let kinds: Vec<_> = results.iter().map(|one| &one["suppressions"][0]["kind"]).collect();
    assert_eq!(kinds, [&serde_json::Value::Null, &"inSource".into()]);
}
