//! What findings look like, from reports made by hand.

use figcheck::{
    api::{Checker, PlainFigure},
    finding::{Claim, Counts, Finding, Related, Replacement, Report, Severity, Suggestion, Verdict},
    report::{Document, json, text, worksheet},
    sheet::{Row, Stats, Use},
    source::Draft,
    span::Span,
};
use serde_json::Value;

const LONG: &str = "Harbour traffic quadruples\nThe port of Lund more than quadrupled the freight it handles in a year, its owner said, and plans to hire.\nIt has two cranes and a new rail link, of which the second is not yet in use because the inspectors have asked for papers that nobody can find; all the same it moved 1,400 tonnes in June, which is enough to fill about seventy lorries and the yard behind the old customs house, up from 400 tonnes in the same month of the year before, when half of the quay was closed.\n";

fn span(text: &str, words: &str) -> Span {
    let start = text.rfind(words).expect("the words are in the text");
    Span::new(start as u32, (start + words.len()) as u32)
}

fn related(text: &str, role: &str, words: &str, normalised: &str) -> Related {
    Related { span: span(text, words), role: role.into(), words: words.into(), normalised: normalised.into() }
}

fn finding(text: &str) -> Finding {
    Finding {
        rule: "wrong-multiple".into(),
        severity: Severity::Error,
        verdict: Verdict::Contradicts,
        message: "400 to 1,400 tonnes is 3.5 times, not more than 4".into(),
        span: span(text, "more than quadrupled"),
        sentence: span(text, "more than quadrupled"),
        words: "more than quadrupled".into(),
        normalised: "more than 4 times".into(),
        related: vec![
            related(text, "to", "1,400 tonnes", "1,400 tonnes"),
            related(text, "from", "400 tonnes", "400 tonnes"),
        ],
        working: vec!["1,400 / 400 = 3.5 (3.49 to 3.51)".into(), "more than 4 times is 4 or more".into()],
        suggestion: Some(Suggestion {
            text: "write “more than tripled”".into(),
            slip: Some("a verb one step off".into()),
            replace: Some(Replacement { span: span(text, "quadrupled"), text: "tripled".into() }),
        }),
        confidence: 0.9,
    }
}

fn snapshot(name: &str, shown: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, shown);
    });
}

#[test]
fn a_finding_in_long_lines_is_cut_to_its_figures() {
    let draft = Draft::plain(LONG);
    let id = Value::from("port.txt");
    let document = Document::new(&id, "port.txt", &draft);
    let shown = text::finding(&document, &finding(LONG), &[], false);
    assert!(shown.contains("--> port.txt:2:18\n"), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 120), "{shown}");
    snapshot("report_long_lines", &shown);
}

#[test]
fn a_finding_in_markdown_shows_the_markup() {
    let draft = Draft::markdown(
        "# Port\n\nIt **more than quadrupled** its freight,\nto 1,400 *tonnes*\nfrom 400 tonnes in May.\n",
    );
    let id = Value::from("port.md");
    let document = Document::new(&id, "port.md", &draft);
    snapshot("report_markdown", &text::finding(&document, &finding(&draft.text), &[], false));
    let json = serde_json::to_value(json::checked(
        &document,
        &Report { findings: vec![finding(&draft.text)], ..Report::default() },
    ))
    .expect("plain data");
    let related = &json["findings"][0]["related"][0];
    let (start, end) = (related["start"].as_u64(), related["end"].as_u64());
    let words = draft.written().get(start.expect("a number") as usize..end.expect("a number") as usize);
    assert_eq!(words, Some("1,400 *tonnes"), "from the first byte read to the last");
    assert_eq!((&related["line"], &related["column"]), (&Value::from(4), &Value::from(4)));
}

#[test]
fn claims_and_the_summary() {
    let draft = Draft::plain(LONG);
    let id = Value::from("port.txt");
    let document = Document::new(&id, "port.txt", &draft);
    let holds = Claim {
        rule: "wrong-multiple".into(),
        verdict: Verdict::Holds,
        span: span(LONG, "more than quadrupled"),
        words: "more than quadrupled".into(),
        related: vec![],
        working: vec!["1,400 / 400 = 3.5".into()],
        why: String::new(),
    };
    let unverified = Claim {
        verdict: Verdict::Unverified,
        why: "the draft gives no staff figures".into(),
        working: vec![],
        ..holds.clone()
    };
    let counts = Counts { figures: 7, holds: 1, loose: 0, contradicts: 2, unverified: 1 };
    let shown = text::claim(&document, &holds, false)
        + &text::claim(&document, &unverified, false)
        + &text::summary(1, counts, false);
    snapshot("report_claims", &shown);
}

#[test]
fn colour_changes_nothing_but_the_colours() {
    let draft = Draft::plain(LONG);
    let id = Value::from("port.txt");
    let document = Document::new(&id, "port.txt", &draft);
    let coloured = text::finding(&document, &finding(LONG), &[], true);
    assert!(coloured.contains('\u{1b}'));
    let mut bare = String::new();
    for (i, part) in coloured.split('\u{1b}').enumerate() {
        bare.push_str(if i == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) });
    }
    let trimmed: Vec<&str> = bare.lines().map(str::trim_end).collect();
    let plain = text::finding(&document, &finding(LONG), &[], false);
    assert_eq!(trimmed, plain.lines().collect::<Vec<_>>());
}

#[test]
fn a_finding_with_bad_spans_is_no_panic() {
    let text = "é1,400\u{1b}[31m tonnes\r\n\tx 😀";
    let draft = Draft::plain(text);
    let id = Value::Null;
    let document = Document::new(&id, "x", &draft);
    let last = text.len() as u32 + 3;
    for start in 0..last {
        for end in start..=last {
            let one = Finding { span: Span::new(start, end), related: vec![], ..finding(LONG) };
            let shown = text::finding(&document, &one, &[], false);
            assert!(!shown.contains('\u{1b}'), "an escape sequence got through");
            let _ = serde_json::to_string(&json::checked(
                &document,
                &Report { findings: vec![one], ..Report::default() },
            ));
        }
    }
}

#[test]
fn the_worksheet() {
    let draft = Draft::plain(LONG);
    let id = Value::from("port.txt");
    let document = Document::new(&id, "port.txt", &draft);
    let figure = |words: &str, kind: &str| PlainFigure {
        span: span(LONG, words),
        text: words.into(),
        kind: kind.into(),
        ..PlainFigure::default()
    };
    let figures = [
        PlainFigure {
            value: Some(4.0),
            bounds: Some((Some(4.0), None)),
            ..figure("more than quadrupled", "multiple")
        },
        PlainFigure { value: Some(2.0), noun: Some("cranes".into()), ..figure("two cranes", "number") },
        PlainFigure { value: Some(1400.0), unit: Some("tonne".into()), ..figure("1,400 tonnes", "measure") },
        PlainFigure {
            value: Some(70.0),
            noun: Some("lorries".into()),
            bounds: Some((Some(63.0), Some(77.0))),
            ..figure("about seventy lorries", "number")
        },
        PlainFigure { skipped: Some("a rank".into()), ..figure("the second", "ordinal") },
    ];
    let used = |role: &str, verdict| Use { name: "wrong-multiple".into(), role: role.into(), verdict };
    let mut rows: Vec<Row> =
        figures.iter().map(|figure| Row { figure: figure.clone(), uses: vec![] }).collect();
    rows[0].uses = vec![used("", Some(Verdict::Contradicts))];
    rows[2].uses = vec![
        used("to", Some(Verdict::Contradicts)),
        Use { name: "change".into(), role: "to".into(), verdict: None },
    ];
    let mut stats = Stats::of(&rows);
    snapshot("report_worksheet", &(worksheet::table(&document, &rows, false) + &worksheet::summary(&stats)));
    snapshot("report_worksheet_list", &worksheet::list(&document, &rows));
    let csv = [worksheet::head(), worksheet::lines(&document, &rows)].concat();
    snapshot("report_worksheet_csv", &String::from_utf8(csv).expect("text"));
    stats += &stats.clone();
    snapshot("report_worksheet_stats", &worksheet::stats(&stats));
    let json = serde_json::to_value(json::read(&document, &figures)).expect("plain data");
    assert_eq!(json["figures"].as_array().map(Vec::len), Some(4));
    assert_eq!(json["others"][0]["why"], "a rank");
}

#[test]
fn a_worksheet_of_odd_words_is_still_a_worksheet() {
    let text = "*9 [x](y)*\n<b>, \"8\"";
    let draft = Draft::plain(text);
    let id = Value::from("a, \"b\"_c.txt");
    let document = Document::new(&id, "a, \"b\"_c.txt", &draft);
    let figure = PlainFigure {
        span: span(text, text),
        text: text.into(),
        kind: "number".into(),
        ..PlainFigure::default()
    };
    let rows = [Row { figure, uses: vec![] }];
    let list = worksheet::list(&document, &rows);
    assert_eq!(list, "## a, \"b\"\\_c.txt\n\n- [ ] 1:1 **\\*9 \\[x\\](y)\\* \\<b\\>, \"8\"**: number\n\n");
    let csv = String::from_utf8(worksheet::lines(&document, &rows)).expect("text");
    assert!(csv.starts_with("\"a, \"\"b\"\"_c.txt\",1,1,0,"), "{csv}");
    assert!(csv.contains("\"*9 [x](y)*\n<b>, \"\"8\"\"\""), "{csv}");
}

/// Claims that hold and undersell, told only when asked for.
#[test]
fn better_phrases_for_what_undersells() {
    let checker = Checker::builtin();
    for (draft, told) in [
        ("The archive more than doubled, from 600 TB to 2,100 TB.", Some("write “more than tripled”")),
        ("The archive more than doubled, from 400 TB to 1,170 TB.", Some("write “nearly tripled”")),
        ("The archive more than tripled, from 600 TB to 2,100 TB.", None),
        ("The archive more than doubled, from 400 TB to 1,000 TB.", None),
        ("The archive tripled, from 400 TB to 1,250 TB.", None),
        (
            "The backlog more than halved, from 900 cases to 100 cases.",
            Some("write “fell by two-thirds or more”"),
        ),
        ("The backlog more than halved, from 900 cases to 400 cases.", None),
        ("Sales rose by more than 10%, from £50m to £74m.", Some("write 48%")),
        ("Sales rose by more than 10%, from £50m to £56m.", None),
        ("Sales rose by more than 2.5%, from £50.00m to £53.75m.", Some("write 7.5%")),
        ("Sales grew more than 2-fold, from £600m to £2,100m.", None),
    ] {
        let report = checker.check(&Draft::plain(draft));
        assert!(report.findings.is_empty(), "{draft}: {:?}", report.findings);
        let advice: Vec<&str> =
            report.advice.iter().filter_map(|note| Some(note.suggestion.as_ref()?.text.as_str())).collect();
        assert_eq!(advice, Vec::from_iter(told), "{draft}");
        assert!(report.advice.iter().all(|note| note.severity == Severity::Note && !note.working.is_empty()));
    }
}
