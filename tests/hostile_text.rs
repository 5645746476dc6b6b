//! Texts that nobody writes in good faith: what hides in a figure is read as a reader sees it, and told; what cannot
//! be reckoned with is said to be so; nothing panics, and every span is a span of its text.

use figcheck::{
    api::{Checker, PlainFigure},
    source::{Draft, Format, read},
};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::builtin);

/// The figures of a text: words and value, or why it is none.
fn figures(text: &str) -> Vec<(String, String)> {
    let draft = Draft::plain(text);
    CHECKER.figures(&draft).into_iter().map(|figure| (figure.text.clone(), told(figure))).collect()
}

fn told(figure: PlainFigure) -> String {
    let value = figure.value.map(|v| format!("{v} {}", figure.unit.unwrap_or_default()).trim().to_string());
    figure.skipped.or(value).unwrap_or(figure.kind)
}

fn values(text: &str) -> Vec<String> {
    figures(text).into_iter().map(|(_, value)| value).collect()
}

fn notes(text: &str) -> Vec<String> {
    Draft::plain(text).notes
}

#[test]
fn what_hides_in_a_figure_is_told() {
    let hidden = [
        ('\u{200b}', "a zero-width space (U+200B)"),
        ('\u{200c}', "a zero-width character (U+200C)"),
        ('\u{200d}', "a zero-width character (U+200D)"),
        ('\u{2060}', "a zero-width character (U+2060)"),
        ('\u{feff}', "a zero-width character (U+FEFF)"),
        ('\u{ad}', "a soft hyphen (U+00AD)"),
        ('\u{200e}', "a mark of the direction of writing (U+200E)"),
        ('\u{2066}', "a mark of the direction of writing (U+2066)"),
        ('\u{fe0f}', "a character that shows nothing (U+FE0F)"),
        ('\u{e0031}', "a character that shows nothing (U+E0031)"),
        ('\0', "a control character (U+0000)"),
        ('\u{8}', "a control character (U+0008)"),
    ];
    for (c, name) in hidden {
        for figure in [format!("1,4{c}00"), format!("1{c},400"), format!("1,{c}{c}400")] {
            let text = format!("The road is old.\n\nIt has {figure} miles.");
            assert_eq!(figures(&text), [("1,400 miles".to_string(), "1400 mile".to_string())], "{name}");
            let note = format!("{name} inside a figure in line 3; the figure was read as it looks");
            assert_eq!(notes(&text), [note]);
        }
    }
}

/// Where a hidden character stands otherwise it is ordinary: hyphenation, places where a line may break, emoji.
#[test]
fn what_hides_elsewhere_is_not_told() {
    for text in [
        "A road of 1,400 kilo\u{ad}metres for thir\u{ad}teen mil\u{ad}lion dollars.",
        "A road of\u{200b} 1,400\u{200b} kilo\u{200b}metres for 13 mil\u{200b}lion dollars.",
        "A road of \u{200e}1,400 kilometres\u{200f} for $\u{2060}13\u{200d} million.",
        "\u{feff}A road of 1,400\u{feff} kilometres for $13 million \u{1f469}\u{200d}\u{1f527}.",
    ] {
        let read = values(text);
        assert!(
            matches!(read.as_slice(), [a, b] if a == "1400 kilometre" && b == "13000000 US dollar"),
            "{read:?}"
        );
        assert_eq!(notes(text), [""; 0], "{text}");
    }
    let apart = "There were 5.\u{200b}Then 6\u{200b} came.";
    assert_eq!(values(apart), ["5", "6"], "a zero-width space can stand for a space");
}

#[test]
fn a_hidden_character_hides_no_fault() {
    let draft = Draft::plain("A road of 10 miles (2\u{200b}6 km) opens.");
    let report = CHECKER.check(&draft);
    let [finding] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!(finding.rule, "wrong-conversion");
    let draft = Draft::plain("A ro\u{ad}ad of 1\u{2060}0 miles (26 km).");
    let figures = CHECKER.figures(&draft);
    let written = |span| draft.written_span(span).of(draft.written()).to_string();
    let read: Vec<_> = figures.iter().map(|f| (f.text.as_str(), written(f.span))).collect();
    assert_eq!(read, [("10 miles", "1\u{2060}0 miles".to_string()), ("26 km", "26 km".to_string())]);
}

/// All that follows U+202E is shown from right to left: "004,1" looks like "1,400".
#[test]
fn a_figure_that_is_turned_round_is_told() {
    let note = "a mark that turns the direction of writing (U+202E) before a figure in line 1; the figure was read \
                without it, so it does not look as it was read";
    assert_eq!(notes("A road of \u{202e}004,1\u{202c} miles."), [note]);
    assert_eq!(notes("The \u{202e}daor\u{202c} has 1,400 miles."), [""; 0]);
}

#[test]
fn only_the_first_hidden_characters_are_told() {
    let text = "There were 1\u{200b}0 of them.\n".repeat(100);
    let notes = notes(&text);
    assert_eq!(notes.len(), 4, "{notes:?}");
    assert_eq!(notes.last().map(String::as_str), Some("97 more such characters inside figures"));
}

#[test]
fn digits_of_other_scripts() {
    for text in ["１,４００ miles", "１，４００ ｍｉｌｅｓ", "١٬٤٠٠ miles", "१,४०० miles", "𝟏𝟒𝟎𝟎 miles"]
    {
        assert_eq!(values(&format!("A road of {text}.")), ["1400 mile"], "{text}");
        assert_eq!(notes(text), [""; 0]);
    }
    assert_eq!(values("It rose by ２．５％ to ＄３０."), ["2.5 percent", "30 US dollar"]);
    assert_eq!(values("A road of 1٤00 miles."), ["1400 mile"]);
    let note =
        "a digit of another script (U+0664) inside a figure in line 1; the figure was read as it looks";
    assert_eq!(notes("A road of 1٤00 miles."), [note]);
    assert_eq!(values("Chapter Ⅳ, ⑤ roads, 一百 miles"), [""; 0], "no digits");
}

#[test]
fn entities_hide_nothing_either() {
    let html = "<p>A road of 1,4&#8203;00 miles and 1,&shy;400 km.</p>".to_string();
    let draft = read(html.into_bytes(), Format::Html).expect("a text");
    assert_eq!(draft.text, "A road of 1,400 miles and 1,400 km.");
    assert_eq!(draft.notes.len(), 2, "{:?}", draft.notes);
    let line = br#"{"text": "A road of 1,4\u200b00 miles."}"#;
    let record = figcheck::source::jsonl::read_line(line, &Default::default()).expect("a line");
    assert_eq!((record.draft.text.as_str(), record.draft.notes.len()), ("A road of 1,400 miles.", 1));
}

#[test]
fn bytes_that_are_no_text() {
    let draft =
        read(b"A road of 1\xff400 miles \xc3\x28 \xed\xa0\x80.".to_vec(), Format::Plain).expect("a text");
    assert_eq!(draft.notes, ["5 bytes that are not UTF-8 were read as Windows-1252"]);
    let zeros = read(vec![0; 100_000], Format::Plain).expect("a text");
    assert!(CHECKER.figures(&zeros).is_empty());
    for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphanumeric()) {
        for format in
            [Format::Plain, Format::Markdown, Format::Html, Format::Rst, Format::AsciiDoc, Format::Latex]
        {
            let bytes = [&[byte; 3][..], b"5 km", &[byte; 2], b"10%", &[byte]].concat();
            let draft = read(bytes, format).expect("a text");
            for figure in CHECKER.figures(&draft) {
                assert_eq!(figure.span.of(&draft.text), figure.text);
            }
        }
    }
}

#[test]
fn numbers_that_cannot_be_reckoned_with() {
    let why = "a number too large or too small to reckon with";
    let many = ["9".repeat(10_000), format!("1{}", ",000".repeat(3000)), format!("0.{}1", "0".repeat(9999))];
    for number in many.iter().map(String::as_str).chain([
        "1e400",
        "1e-400",
        "10^400",
        "2^-5000",
        "1e308 million",
        "1e99999999999999999999",
        "10^-999999999999",
        "1x10^99999999999",
    ]) {
        assert_eq!(values(&format!("A load of {number} tonnes.")), [why], "{:.40}", number);
        let fell = format!("The load rose from {number} tonnes to {number} tonnes, tripling by {number}%.");
        let report = CHECKER.check(&Draft::plain(&fell));
        assert!(report.findings.is_empty(), "{:.40}: {:?}", number, report.findings);
    }
    assert_eq!(values("It has 0 roads of 0.0 km and 1e100 stars."), ["0", "0 kilometre", "1e100"].map(whole));
    for word in ["NaN", "nan", "infinity", "inf", "-inf", "Infinity", "∞", "0x10"] {
        let read = values(&format!("A load of {word} tonnes, {word}% or ${word}."));
        assert!(
            read.iter().all(|value| !value.contains("NaN") && !value.contains("inf")),
            "{word}: {read:?}"
        );
    }
}

/// A number as Rust writes it.
fn whole(text: &str) -> String {
    text.parse::<f64>().map_or(text.to_string(), |number| number.to_string())
}

#[test]
fn dates_that_no_calendar_has() {
    for text in [
        "It opened on 1 January 0000 and closed on 31 December 9999, 10 years later.",
        "It opened on 31 December 99999, after 99999999999 weeks, and closed in 0001.",
        "00/00/0000, 0000-00-00, 99999-12-31, -0001-01-01, 9999-12-31, AD 0, 5 BC, 65535 AD.",
        "In the 9990s, the 100th century, in 32767-32768, between May 0000 and December 9999.",
        "He was 99999 on 29 February 1900. Next Monday, last December, 500 years ago.",
    ] {
        for day in ["-009999-01-01", "0000-01-01", "9999-12-31", "2024-02-29"] {
            let mut draft = Draft::plain(text);
            draft.date = day.parse().ok();
            assert!(draft.date.is_some(), "{day}");
            for figure in CHECKER.figures(&draft) {
                assert_eq!(figure.span.of(text), figure.text);
            }
            for finding in CHECKER.check(&draft).findings {
                assert!(!finding.span.of(text).is_empty() && !finding.message.is_empty(), "{text}");
            }
        }
    }
}

#[test]
fn markup_nested_a_hundred_thousand_deep() {
    let deep = |open: &str, close: &str| {
        format!("{}A road of 10 miles (26 km).{}", open.repeat(100_000), close.repeat(100_000))
    };
    for (format, text) in [
        (Format::Html, deep("<div>", "</div>")),
        (Format::Html, deep("<table><tr><td>", "")),
        (Format::Html, deep("<b>", "</i>")),
        (Format::Markdown, deep("> ", "")),
        (Format::Markdown, deep("[", "](x)")),
        (Format::Markdown, deep("*_", "_*")),
        (Format::Rst, deep("`", "`_")),
        (Format::AsciiDoc, deep("*_", "_*")),
        (Format::Latex, deep("\\textbf{", "}")),
        (Format::Latex, deep("\\begin{quote}", "\\end{quote}")),
        (Format::Plain, deep("(", ")")),
        (Format::Plain, deep("[figcheck: ", "]")),
    ] {
        let draft = read(text.into_bytes(), format).expect("a text");
        let report = CHECKER.check(&draft);
        for finding in &report.findings {
            assert!(!finding.span.of(&draft.text).is_empty(), "{format:?}");
        }
    }
}

/// Each of these may be gone into or stepped over: two to the power of their number, if nothing is remembered.
#[test]
fn hundreds_of_asides_in_one_sentence() {
    for aside in ["(Hull) ", "\u{2013} ", "(a \u{2013} b) "] {
        let asides = aside.repeat(300);
        let draft =
            Draft::plain(&format!("The road fell to 10 miles {asides} from 26 km {asides} 10 per cent."));
        assert_eq!(CHECKER.check(&draft).findings, [], "{aside}");
    }
}
