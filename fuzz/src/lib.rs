//! What is tried with hostile bytes, a function each: for cargo-fuzz (`fuzz_targets/`) and, with the seeds and
//! mutations of its own, for `tests/fuzz.rs`. None may panic, and what comes out has to hold together.

use figcheck::{
    api::Checker,
    finding::Report,
    report::{self, Document, Reviewed},
    review::{self, Entry, snap},
    rule::{expect, pattern, template},
    session::Session,
    source::{Draft, Format, jsonl, parse_date, read},
    span::Span,
};
use std::sync::LazyLock;

#[path = "../../src/cli/settings/file.rs"]
#[expect(dead_code, reason = "the program asks more of it")]
mod settings_file;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::builtin);

/// A draft for rules to be tried on.
const DRAFT: &str = "Data at the lab tripled from 600 TB to 2,100 TB in 2016, 12% more than the $5 million of 2015. \
                     A road of 10 miles (26 km) opened on Monday 3 May 2021, two years after it was begun in 2011.";

/// The figures of a plain text.
pub fn figures(bytes: &[u8]) {
    let draft = Draft::plain(&String::from_utf8_lossy(bytes));
    let figures = CHECKER.figures(&draft);
    for figure in &figures {
        assert_eq!(words(&draft, figure.span), figure.text);
        assert!(
            figure.value.is_none_or(f64::is_finite) && figure.value_high.is_none_or(f64::is_finite),
            "{figure:?}"
        );
    }
    assert!(figures.is_sorted_by(|a, b| a.span.end <= b.span.start), "figures overlap");
    let (first, rest) = draft.text.split_once('\n').unwrap_or((&draft.text, ""));
    let _ = (CHECKER.compare(first, rest), CHECKER.estimate(first, "photo"), parse_date(first));
}

/// A text in Markdown from its figures to the reports.
pub fn check(bytes: &[u8]) {
    let mut draft = Draft::markdown(&String::from_utf8_lossy(bytes));
    draft.date = bytes.first().and_then(|byte| parse_date(&format!("20{:02}-11-03", byte % 100)));
    let report = checked(&draft);
    assert_eq!(report, CHECKER.check(&draft), "the same text gives the same findings");
    // Two edits: its second half was written last, and then its first half taken out.
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let mut session = Session::new(&CHECKER);
    session.check(&Draft::markdown(&String::from_utf8_lossy(first)));
    assert_eq!(session.check(&draft), report, "an edit gives what a check from scratch gives");
    let rest = Draft::markdown(&String::from_utf8_lossy(second));
    assert_eq!(session.check(&rest), CHECKER.check(&rest), "and so does the next");
    let (id, name) = (serde_json::Value::Null, "draft.md");
    let (document, reviewed) = (Document::new(&id, name, &draft), Reviewed::default());
    let _ = report::text::findings(&document, &report, &reviewed, false);
    let _ = report::sarif::draft(&document, &report, &reviewed, true);
    let _ = report::html::draft(&document, &report, &CHECKER.figures(&draft));
    let _ = report::gitlab::draft(&document, &report);
    let _ = report::rdjson::draft(&document, &report);
    let _ = report::flat::draft(&document, &report, true);
    let _ = report::checkstyle::draft(&document, &report);
    let json = serde_json::to_string(&report::json::checked(&document, &report));
    assert!(json.is_ok_and(|json| serde_json::from_str::<serde_json::Value>(&json).is_ok()));
    let entries: Vec<Entry> = report.findings.iter().map(|finding| Entry::of(finding, &draft.text)).collect();
    let all = review::compare(&report.findings, &draft.text, &review::Snapshot { entries });
    assert_eq!(all.pending(), 0, "what was accepted is known again");
}

/// A rule file, beside the built-in ones.
pub fn rules(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let files = [("mine.toml".to_string(), text.to_string())];
    match Checker::with_rules(&files) {
        Ok(checker) => drop(checker.check(&Draft::plain(DRAFT))),
        Err(errors) => {
            assert!(!errors.is_empty() && errors.iter().all(|error| !error.to_string().is_empty()))
        }
    }
}

/// The languages of `match` and `expect`.
pub fn patterns(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = (pattern::parse(&text), expect::parse(&text), expect::parse_expr(&text), template::parse(&text));
}

/// A file in the format that the first byte tells.
pub fn sources(bytes: &[u8]) {
    let Some((format, bytes)) = bytes.split_first() else { return };
    let formats = [
        Format::Plain,
        Format::Markdown,
        Format::Html,
        Format::Rst,
        Format::AsciiDoc,
        Format::Latex,
        Format::Word,
        Format::OpenDocument,
    ];
    // The digits 0 to 7; any other byte is a line of JSON.
    let format = usize::from(format.wrapping_sub(b'0'));
    let draft = match formats.get(format) {
        Some(format) => read(bytes.to_vec(), *format),
        None => jsonl::read_line(bytes, &jsonl::Fields::default()).map(|record| record.draft),
    };
    let Ok(draft) = draft else { return };
    let file = u32::try_from(bytes.len()).expect("a small file");
    for block in &draft.blocks {
        assert_eq!(words(&draft, block.span).len(), (block.span.end - block.span.start) as usize);
        let written = draft.written_span(block.span);
        assert!(draft.written().get(written.start as usize..written.end as usize).is_some(), "{written:?}");
        // What lines of JSON and Word's files count is not the file's bytes.
        assert!(format > 5 || draft.file_span(block.span).end <= file, "{block:?}");
    }
    assert!(
        draft.blocks.is_sorted_by(|a, b| a.span.end <= b.span.start),
        "blocks overlap: {:?}",
        draft.blocks
    );
    checked(&draft);
}

/// A snapshot.
pub fn snapshots(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(snapshot) = snap::read(&text) else { return };
    let again = snap::write(&snapshot, "draft.md").expect("it can be written");
    let snapshot_again = snap::read(&again).expect("what was written can be read");
    assert_eq!(snapshot.entries, snapshot_again.entries);
    let draft = Draft::plain(DRAFT);
    let report = CHECKER.check(&draft);
    let _ = review::compare(&report.findings, &draft.text, &snapshot).next();
}

/// A settings file.
pub fn settings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err(error) = settings_file::read("figcheck.toml", &text) {
        assert!(error.line > 0 && !error.message.is_empty(), "{error}");
    }
}

/// A report of which every span is one of the draft.
fn checked(draft: &Draft) -> Report {
    let report = CHECKER.check(draft);
    let spans =
        report.findings.iter().flat_map(|f| std::iter::once(f.span).chain(f.related.iter().map(|r| r.span)));
    for span in spans.chain(report.verified.iter().chain(&report.unverified).map(|claim| claim.span)) {
        words(draft, span);
        let written = draft.written_span(span);
        assert!(draft.written().get(written.start as usize..written.end as usize).is_some(), "{written:?}");
    }
    report
}

fn words(draft: &Draft, span: Span) -> &str {
    draft.text.get(span.start as usize..span.end as usize).expect("a span of the clean text")
}
