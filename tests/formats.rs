//! The formats for other programs: what stands in each field, and in what each counts its columns. The claim of
//! these drafts comes after "é", an emoji and a tab, where bytes, characters and UTF-16 units differ.

use figcheck::{
    answer::RuleInfo,
    api::Checker,
    finding::{Report, Verdict},
    report::{
        Document, Lost, Reviewed, Since, Standing, Totals, checkstyle, compact, flat, github, gitlab, html,
        json, junit, rdjson, sarif, text,
    },
    source::Draft,
};
use serde_json::Value;

/// One paragraph of one line. The claim begins after 26 characters, of which "é" has two bytes and the emoji
/// four, or two units of UTF-16.
const LINE: &str = "Café 😀 sales,\tsays Renée, more than tripled, from 400 tonnes to 900 tonnes.\n";

/// The columns of "more than tripled", from 1: in characters, in UTF-16 units, in bytes.
const CHARACTERS: (usize, usize) = (27, 44);
const UTF16: (usize, usize) = (28, 45);
const BYTES: (usize, usize) = (32, 49);

struct Checked {
    draft: Draft,
    report: Report,
    rules: Vec<RuleInfo>,
    figures: Vec<figcheck::api::PlainFigure>,
}

fn checked(text: &str) -> Checked {
    let checker = Checker::builtin();
    let draft = Draft::plain(text);
    let report = checker.check(&draft);
    let figures = checker.figures(&draft);
    Checked { report, rules: checker.rules(), figures, draft }
}

/// A draft called `name` through `show`.
fn shown<T>(checked: &Checked, name: &str, show: impl Fn(&Document<'_>, &Report) -> T) -> T {
    let id = Value::from(name);
    show(&Document::new(&id, name, &checked.draft), &checked.report)
}

fn github_draft(document: &Document<'_>, report: &Report) -> String {
    github::draft(document, report, &Reviewed::default())
}

fn junit_draft(document: &Document<'_>, report: &Report) -> junit::Suite {
    junit::draft(document, report, &Reviewed::default())
}

fn totals(checked: &Checked) -> Totals {
    let mut totals = Totals::default();
    totals.add(&checked.report);
    totals
}

fn lost() -> Lost {
    Lost { id: Value::Null, name: "gone: a,b.md".into(), why: "no such file <or> folder".into() }
}

fn snapshot(name: &str, shown: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots/formats", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, shown);
    });
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn whole_sarif(checked: &Checked, name: &str, verbose: bool, totals: &Totals) -> Value {
    let results = shown(checked, name, |document, report| {
        sarif::draft(document, report, &Reviewed::default(), verbose)
    });
    json(&(sarif::head(&checked.rules) + &results + &sarif::tail(totals)))
}

#[test]
fn the_columns_are_where_they_should_be() {
    let at = LINE.find("more than tripled").expect("the claim");
    let before = &LINE[..at];
    let end = |start: usize| start + "more than tripled".len();
    let columns = |start: usize| (start + 1, end(start) + 1);
    assert_eq!(columns(before.chars().count()), CHARACTERS);
    assert_eq!(columns(before.encode_utf16().count()), UTF16);
    assert_eq!(columns(before.len()), BYTES);
    let checked = checked(LINE);
    assert_eq!(checked.report.findings.len(), 1, "{:?}", checked.report);
}

#[test]
fn text_and_compact_count_characters() {
    let checked = checked(&format!(
        "{LINE}Costs doubled, from 2 tonnes to 4 tonnes, after the rents of 12 flats doubled in May.\n"
    ));
    let told =
        shown(&checked, "a.txt", |document, report| text::finding(document, &report.findings[0], &[], false));
    assert!(told.contains(&format!("--> a.txt:1:{}\n", CHARACTERS.0)), "{told}");
    let line = shown(&checked, "a.txt", |document, report| compact::draft(document, report, false));
    assert!(line.starts_with(&format!("a.txt:1:{}: error wrong-multiple: ", CHARACTERS.0)), "{line}");
    assert_eq!(line.lines().count(), checked.report.findings.len());
    let all = shown(&checked, "a.txt", |document, report| compact::draft(document, report, true));
    snapshot("compact", &all);
}

#[test]
fn compact_is_a_line_a_finding_whatever_the_words() {
    let checked = checked("Sales more\nthan tripled, from 400 tonnes\nto 900 tonnes.\n");
    let lines = shown(&checked, "a\nb.txt", |document, report| compact::draft(document, report, true));
    assert_eq!(
        lines.lines().count(),
        checked.report.findings.len() + checked.report.verified.len(),
        "{lines}"
    );
}

/// A loose claim of a rule that passes it is told as loose wherever verdicts are, and nowhere as one that holds.
#[test]
fn what_is_loose_and_passes_is_not_said_to_hold() {
    let mut checked = checked("Takings rose 2.4% to £41,000 from £40,000.\n");
    assert_eq!((checked.report.counts.loose, checked.report.findings.len()), (1, 0), "{:?}", checked.report);
    // That it rose holds.
    let rule = "wrong-percent-change";
    checked.report.verified.retain(|claim| claim.rule == rule);
    let told = shown(&checked, "a.txt", |document, report| {
        text::claim(document, &report.verified[0], false) + &compact::draft(document, report, true)
    });
    assert!(
        told.contains(&format!("loose[{rule}]: ")) && told.contains(&format!(": loose {rule}: ")),
        "{told}"
    );
    assert!(!told.contains("holds"), "{told}");
    let record = json(&shown(&checked, "a.txt", |document, report| flat::draft(document, report, true)));
    assert_eq!((&record["verdict"], &record["message"]), (&Value::from("loose"), &Value::from("")));
    let sarif = whole_sarif(&checked, "a.txt", true, &totals(&checked));
    assert_eq!(sarif["runs"][0]["results"][0]["kind"], "pass");
    let page = shown(&checked, "a.txt", |document, report| html::draft(document, report, &checked.figures));
    let page = html::file(&[page], &totals(&checked));
    assert!(page.contains("class=\"card loose\"") && !page.contains("class=\"card holds\""), "{page}");
    let uses = Checker::builtin().worksheet(&checked.draft).into_iter().flat_map(|row| row.uses);
    let uses = uses.filter(|used| used.name == rule);
    let verdicts: Vec<&str> = uses.filter_map(|used| used.verdict.map(Verdict::name)).collect();
    assert!(!verdicts.is_empty() && verdicts.iter().all(|verdict| *verdict == "loose"), "{verdicts:?}");
}

#[test]
fn json_gives_bytes_of_the_file_and_columns_in_characters() {
    let checked = checked(LINE);
    let value = shown(&checked, "a.txt", |document, report| {
        serde_json::to_value(json::checked(document, report)).expect("plain data")
    });
    let finding = &value["findings"][0];
    assert_eq!((&finding["line"], &finding["column"]), (&Value::from(1), &Value::from(CHARACTERS.0)));
    assert_eq!((&finding["start"], &finding["end"]), (&Value::from(BYTES.0 - 1), &Value::from(BYTES.1 - 1)));
    assert_eq!(json(&json::unread(&lost())), json(r#"{"id":null,"error":"no such file <or> folder"}"#));
}

#[test]
fn sarif_counts_utf16_and_says_so() {
    let checked = checked(LINE);
    let sarif = whole_sarif(&checked, "./my drafts/é#1.txt", false, &totals(&checked));
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    assert_eq!(run["tool"]["driver"]["name"], "figcheck");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), checked.rules.len());
    assert!(rules.iter().all(|rule| rule["shortDescription"]["text"] != "" && rule["help"]["text"] != ""));
    let result = &run["results"][0];
    assert_eq!(
        (&result["ruleId"], &result["level"], &result["kind"]),
        (&"wrong-multiple".into(), &"error".into(), &"fail".into())
    );
    assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "my%20drafts/%C3%A9%231.txt");
    let region = json(&format!(
        r#"{{"startLine":1,"startColumn":{},"endLine":1,"endColumn":{},"snippet":{{"text":"more than tripled"}}}}"#,
        UTF16.0, UTF16.1
    ));
    assert_eq!(place["region"], region);
    let related = result["relatedLocations"].as_array().expect("the figures");
    let words: Vec<&Value> =
        related.iter().map(|r| &r["physicalLocation"]["region"]["snippet"]["text"]).collect();
    assert_eq!(words, ["400 tonnes", "900 tonnes"]);
    assert_eq!(related[0]["message"]["text"], "from: 400 tonnes");
    let print = result["partialFingerprints"]["figcheckFigures/v1"].as_str().expect("a fingerprint");
    assert_eq!(print.len(), 32);
    let fix = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    if let Some(edit) = checked.report.findings[0].suggestion.as_ref().and_then(|s| s.replace.as_ref()) {
        assert_eq!(fix["insertedContent"]["text"], edit.text.as_str());
    }
}

#[test]
fn sarif_tells_claims_and_what_could_not_be_read() {
    let checked = checked("Sales tripled, from 300 tonnes to 900 tonnes. Costs doubled in May.\n");
    let totals = Totals { lost: vec![lost()], ..totals(&checked) };
    let sarif = whole_sarif(&checked, "/drafts/a.txt", true, &totals);
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let kinds: Vec<(&str, &str)> = results
        .iter()
        .map(|r| (r["kind"].as_str().unwrap_or(""), r["level"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(kinds, [("pass", "none"), ("open", "none")]);
    let uri = &results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "file:///drafts/a.txt");
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = &invocation["toolExecutionNotifications"][0];
    assert_eq!(told["message"]["text"], "could not be read: no such file <or> folder");
    assert_eq!(told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "gone%3A%20a%2Cb.md");
}

#[test]
fn sarif_tells_what_an_editor_decided() {
    let mut checked = checked(&format!("{LINE}\nCosts doubled, from 20 tonnes to 70 tonnes.\n"));
    let accepted = checked.report.findings.remove(0);
    let standing = Standing { since: Since::Changed, remarks: vec!["changed since it was accepted".into()] };
    let reviewed = Reviewed {
        standings: vec![standing],
        accepted: vec![(accepted, "by Ann: as the minister said it".into())],
        allowed: Vec::new(),
    };
    let results =
        shown(&checked, "a.txt", |document, report| sarif::draft(document, report, &reviewed, false));
    let results = json(&format!("[{results}]"));
    assert_eq!(
        (&results[0]["baselineState"], &results[0]["suppressions"]),
        (&"updated".into(), &Value::Null)
    );
    assert_eq!(results[1]["baselineState"], "unchanged");
    let suppression =
        r#"[{"kind":"external","status":"accepted","justification":"by Ann: as the minister said it"}]"#;
    assert_eq!(results[1]["suppressions"], json(suppression));
    let log = shown(&checked, "a.txt", |document, report| github::draft(document, report, &reviewed));
    assert!(log.contains("= review: changed since it was accepted"), "{log}");
}

#[test]
fn a_fingerprint_knows_the_figures_and_not_the_line() {
    let print = |text: &str| {
        let sarif = whole_sarif(&checked(text), "a.txt", false, &Totals::default());
        let results = sarif["runs"][0]["results"].as_array().expect("results").clone();
        results.iter().map(|r| r["partialFingerprints"]["figcheckFigures/v1"].to_string()).collect::<Vec<_>>()
    };
    let one = print(LINE);
    assert_eq!(print(&format!("A new lead.\n\n{LINE}")), one, "moved");
    assert_ne!(print(&LINE.replace("900", "901")), one, "a figure changed");
    let twice = print(&format!("{LINE}\n{LINE}"));
    assert_eq!(twice[0], one[0]);
    assert_ne!(twice[1], one[0], "two that say the same are two");
}

#[test]
fn github_counts_characters_and_escapes() {
    let checked = checked(LINE);
    let out = shown(&checked, "./a,b: 100%.txt", github_draft);
    let command = out.lines().last().unwrap_or("");
    let start = format!(
        "::error file=a%2Cb%3A 100%25.txt,line=1,endLine=1,col={},endColumn={},title=figcheck%3A wrong-multiple::",
        CHARACTERS.0, CHARACTERS.1
    );
    assert!(command.starts_with(&start), "{command}");
    assert!(command.contains("%0A"), "the working is on lines of its own: {command}");
    snapshot("github", &(out + &github::lost(&lost()) + &github::tail(&totals(&checked))));
}

#[test]
fn github_has_no_columns_over_two_lines_and_takes_no_commands() {
    let checked =
        checked("::set-env::Sales more\nthan tripled, from 400 tonnes to 900 tonnes. ::warning::x\n");
    let out = shown(&checked, "a.txt", github_draft);
    let lines: Vec<&str> = out.lines().collect();
    let token = lines[0].strip_prefix("::stop-commands::").expect("commands are stopped first");
    let resumed = lines.iter().position(|line| *line == format!("::{token}::")).expect("and resumed");
    assert!(
        lines[resumed + 1..]
            .iter()
            .all(|line| line.starts_with("::error file=a.txt,line=1,endLine=2,title=")),
        "{out}"
    );
    assert_eq!(lines.len(), resumed + 1 + checked.report.findings.len());
}

#[test]
fn github_says_what_it_leaves_out() {
    let totals = Totals { errors: 11, warnings: 10, notes: 12, ..Totals::default() };
    let told = github::tail(&totals);
    let left: Vec<&str> = told.lines().skip(1).collect();
    let line = |n: &str| format!("GitHub shows 10 of these {n} as annotations; all are in this log");
    assert_eq!(left, [line("11 errors"), line("12 notes")]);
}

#[test]
fn gitlab_has_every_field_and_counts_characters() {
    let checked = checked(&format!("{LINE}\n{LINE}"));
    let issues = json(&format!("[{},{}]", shown(&checked, "./a.txt", gitlab::draft), gitlab::lost(&lost())));
    let issue = &issues[0];
    let keys: Vec<&String> = issue.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["check_name", "description", "fingerprint", "location", "severity"]);
    assert_eq!((&issue["check_name"], &issue["severity"]), (&"wrong-multiple".into(), &"major".into()));
    let place = json(&format!(
        r#"{{"path":"a.txt","positions":{{"begin":{{"line":1,"column":{}}},"end":{{"line":1,"column":{}}}}}}}"#,
        CHARACTERS.0, CHARACTERS.1
    ));
    assert_eq!(issue["location"], place);
    assert_ne!(issue["fingerprint"], issues[1]["fingerprint"], "GitLab shows only one of each fingerprint");
    assert_eq!(issues[2]["severity"], "blocker");
    let elsewhere = json(&format!("[{}]", shown(&checked, "b.txt", gitlab::draft)));
    assert_ne!(elsewhere[0]["fingerprint"], issue["fingerprint"]);
}

#[test]
fn rdjson_counts_bytes_and_has_every_field() {
    let checked = checked(LINE);
    let lines = shown(&checked, "a.txt", rdjson::draft);
    assert_eq!(lines.len(), 1);
    let whole =
        json(&format!("{}{},{}{}", rdjson::HEAD, lines.join(","), rdjson::lost(&lost()), rdjson::TAIL));
    assert_eq!(whole["source"]["name"], "figcheck");
    let diagnostic = &whole["diagnostics"][0];
    assert_eq!(diagnostic, &json(&lines[0]), "rdjsonl has the same, a line each");
    let range = |start: usize, end: usize| {
        json(&format!(r#"{{"start":{{"line":1,"column":{start}}},"end":{{"line":1,"column":{end}}}}}"#))
    };
    assert_eq!(diagnostic["location"]["path"], "a.txt");
    assert_eq!(diagnostic["location"]["range"], range(BYTES.0, BYTES.1));
    assert_eq!(
        (&diagnostic["severity"], &diagnostic["code"]["value"]),
        (&"ERROR".into(), &"wrong-multiple".into())
    );
    assert_eq!(diagnostic["source"]["name"], "figcheck");
    let message = diagnostic["message"].as_str().expect("a message");
    assert!(message.contains("2.25"), "{message}");
    let related = &diagnostic["related_locations"][0];
    assert_eq!(related["message"], "from: 400 tonnes");
    let from = LINE.find("400").expect("the figure") + 1;
    assert_eq!(related["location"]["range"], range(from, from + "400 tonnes".len()));
    let unread = &whole["diagnostics"][1];
    assert_eq!(unread["location"], json(r#"{"path":"gone: a,b.md"}"#));
}

#[test]
fn checkstyle_counts_characters() {
    let checked = checked(LINE);
    let out = checkstyle::HEAD.to_string()
        + &shown(&checked, "a<b>\u{1}.txt", checkstyle::draft)
        + &checkstyle::lost(&lost())
        + checkstyle::TAIL;
    assert!(
        out.contains(&format!("<error line=\"1\" column=\"{}\" severity=\"error\" ", CHARACTERS.0)),
        "{out}"
    );
    assert!(out.contains("<file name=\"a&lt;b&gt;\u{FFFD}.txt\">"), "{out}");
    snapshot("checkstyle", &out);
}

#[test]
fn junit_is_a_case_a_claim() {
    let checked =
        checked(&format!("{LINE}\nCosts doubled, from 2 tonnes to 4 tonnes. Rents doubled in May.\n"));
    let none = self::checked("Nothing to check.\n");
    let suites =
        vec![shown(&checked, "a.txt", junit_draft), shown(&none, "b.txt", junit_draft), junit::lost(&lost())];
    let out = junit::file(suites);
    assert!(out.contains(&format!("--&gt; a.txt:1:{}\n", CHARACTERS.0)), "the text counts characters: {out}");
    snapshot("junit", &out);
}

#[test]
fn the_page() {
    let text = format!(
        "{LINE}\nCosts <script>alert(1)</script> doubled, from 2 tonnes to 4 tonnes & 10 km (26 miles).\u{1}\n"
    );
    let checked = checked(&text);
    let section = |name: &str| {
        shown(&checked, name, |document, report| html::draft(document, report, &checked.figures))
    };
    let page = html::file(&[section("a<b>.txt"), html::lost(&lost())], &totals(&checked));
    assert!(html::is_page(page.as_bytes()) && !html::is_page(text.as_bytes()));
    assert!(!page.contains("<script>alert"), "the draft's markup is text");
    assert!(!page.contains('\u{1}'), "every id is made");
    assert!(page.contains(&format!("line 1, column {}", CHARACTERS.0)), "columns count characters");
    for outside in ["src=", "@import", "url(", "http://", "https://"] {
        assert!(!page.contains(outside), "the page asks for nothing: {outside}");
    }
    // Every link leads somewhere, and no two elements have one id.
    let values = |name: &str| {
        page.split(&format!(" {name}=\""))
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect::<Vec<_>>()
    };
    let mut ids = values("id");
    for target in values("href").iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(ids.contains(&target), "#{target} leads nowhere");
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids are unique");
    let main = page.split("<body>").nth(1).and_then(|rest| rest.split("<script>").next()).unwrap_or("");
    snapshot("html", main);
}

#[test]
fn the_page_of_any_text_is_well_formed() {
    // Marks that overlap, stand at the ends, and lie outside all blocks.
    let texts =
        ["", "\n\n", "1,400", "12 km (40 miles) (9 km)", "Sales rose 5% to 9% from 3%, tripled, tripled"];
    for text in texts {
        let checked = checked(text);
        let section =
            shown(&checked, "x", |document, report| html::draft(document, report, &checked.figures));
        let page = html::file(&[section], &totals(&checked));
        for tag in ["span", "a", "p", "div", "article", "section"] {
            let opened =
                page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag} in {text:?}");
        }
    }
}
