//! Plain text, Markdown and JSON Lines.

use crate::clean::{assert_maps, behind, blocks, find};
use figcheck::{
    source::{
        BlockKind, Draft, Format,
        jsonl::{self, Fields},
        read,
    },
    span::Span,
};
use std::path::Path;

#[test]
fn plain_text_is_its_own_clean_text() {
    let file = "Headline without a stop\nOne paragraph.\n\n  Another, 1,400 TB.\r\n";
    let draft = Draft::plain(file);
    assert_eq!(draft.text, file);
    assert_eq!(draft.file_span(Span::new(3, 9)), Span::new(3, 9));
    let expected = [
        (BlockKind::Headline, "Headline without a stop"),
        (BlockKind::Body, "One paragraph."),
        (BlockKind::Body, "  Another, 1,400 TB."),
    ];
    assert_eq!(blocks(&draft), expected);
}

#[test]
fn a_first_line_that_ends_or_goes_on_is_no_headline() {
    for text in
        ["A sentence that ends.\nAnother.\n", "A line that goes\non in the next.\n", "Only one line", ""]
    {
        let draft = Draft::plain(text);
        assert!(draft.blocks.iter().all(|block| block.kind == BlockKind::Body), "{text:?}");
    }
}

#[test]
fn hard_wrapped_lines_are_one_paragraph() {
    let draft = Draft::plain("The store held\n1,400 terabytes\nof data.\n\nIt grew.\n");
    assert_eq!(
        blocks(&draft),
        [(BlockKind::Body, "The store held\n1,400 terabytes\nof data."), (BlockKind::Body, "It grew.")]
    );
}

#[test]
fn byte_order_marks_and_encodings_map_to_the_bytes_of_the_file() {
    let words = "It cost £4.5bn — 12% of “all” 😀 1,400 TB";
    let utf16 = |to: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(words.encode_utf16()).flat_map(to).collect()
    };
    let files = [
        words.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", words.as_bytes()].concat(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
    ];
    for file in &files {
        let draft = read(file.clone(), Format::Plain).expect("text");
        assert_eq!(draft.text, words);
        assert!(draft.notes.is_empty());
        for part in ["£4.5bn", "—", "😀", "1,400 TB", words] {
            let bytes = behind(&draft, file, part);
            let again = match file[0] {
                0xFF => bytes.chunks(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect::<Vec<_>>(),
                0xFE => bytes.chunks(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect(),
                _ => String::from_utf8_lossy(bytes).encode_utf16().collect(),
            };
            assert_eq!(String::from_utf16_lossy(&again), part);
        }
    }
}

#[test]
fn other_bytes_are_read_as_windows_1252_with_a_note() {
    let file = b"Caf\xE9 sales rose \x80400 \x93a lot\x94 \xC3\xA9 1,400 TB";
    let draft = read(file.to_vec(), Format::Plain).expect("text");
    assert_eq!(draft.text, "Café sales rose €400 “a lot” é 1,400 TB");
    assert_eq!(draft.notes, ["4 bytes that are not UTF-8 were read as Windows-1252"]);
    assert_eq!(behind(&draft, file, "€400"), b"\x80400");
    assert_eq!(behind(&draft, file, "1,400 TB"), b"1,400 TB");
    assert_eq!(behind(&draft, file, "Café"), b"Caf\xE9");
}

#[test]
fn utf16_cut_short_is_read_with_a_note() {
    let draft = read(b"\xFF\xFE4\x000\x00\x00\xD8x".to_vec(), Format::Plain).expect("text");
    assert_eq!(draft.text, "40\u{FFFD}");
    assert_eq!(draft.notes, ["2 places are not valid UTF-16"]);
}

#[test]
fn markup_inside_a_figure_is_transparent() {
    let cases = [
        ("It held 1,400 **TB** then.", "1,400 TB", "1,400 **TB"),
        ("It held **1,400** TB then.", "1,400 TB", "1,400** TB"),
        ("It held 1,400\nTB then.", "1,400 TB", "1,400\nTB"),
        ("It held 1,400\r\nTB then.", "1,400 TB", "1,400\r\nTB"),
        ("> It held 1,400\n> TB then.", "1,400 TB", "1,400\n> TB"),
        ("It held 1,400&nbsp;TB then.", "1,400\u{a0}TB", "1,400&nbsp;TB"),
        ("It held &pound;4.5bn.", "£4.5bn", "&pound;4.5bn"),
        ("It held 1\\,400 TB.", "1,400 TB", "1\\,400 TB"),
        ("It held [1,400](https://example.org/99) TB.", "1,400 TB", "1,400](https://example.org/99) TB"),
        ("It held 5 km<sup>2</sup>.", "5 km2", "5 km<sup>2"),
        ("It held 1,400[^1] TB.\n\n[^1]: In May.", "1,400 TB", "1,400[^1] TB"),
        ("# It held 1,400 *TB*", "1,400 TB", "1,400 *TB"),
    ];
    for (file, words, bytes) in cases {
        let draft = Draft::markdown(file);
        assert_eq!(String::from_utf8_lossy(behind(&draft, file.as_bytes(), words)), bytes, "{file:?}");
    }
}

#[test]
fn what_a_reader_does_not_see_is_not_read() {
    let file = "Run `seq 100` and see <https://example.org/2024> now, ~~400~~ 600.\n\n```\n12 TB\n```\n\n    13 TB\n\n\
                <div>14 TB</div>\n\n<!-- 15 TB -->\n\n[16](u \"17\") ![18 boats](19.png)\n";
    let draft = Draft::markdown(file);
    for digits in ["100", "2024", "400", "12", "13", "14", "15", "17", "19"] {
        assert!(!draft.text.contains(digits), "{digits} in {:?}", draft.text);
    }
    for digits in ["600", "16", "18"] {
        assert!(draft.text.contains(digits), "{digits}");
    }
    assert!(draft.text.contains("Run \u{FFFC} and see \u{FFFC} now"), "{:?}", draft.text);
    assert!(blocks(&draft).contains(&(BlockKind::Caption, "18 boats")));
}

#[test]
fn blocks_of_markdown() {
    let file = "# Big news\n\nFirst *paragraph*\nwrapped.\n\n- one\n- two\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    let expected = [
        (BlockKind::Headline, "Big news"),
        (BlockKind::Body, "First paragraph wrapped."),
        (BlockKind::Item, "one"),
        (BlockKind::Item, "two"),
        (BlockKind::Quote, "said"),
        (BlockKind::Table, "a | b"),
        (BlockKind::Table, "1 | 2"),
    ];
    assert_eq!(blocks(&Draft::markdown(file)), expected);
}

#[test]
fn front_matter_dates_the_draft_and_gives_the_headline() {
    let day = jiff::civil::date(2026, 2, 1);
    let dated = [
        "---\ntitle: \"Data tripled\"\ndate: 2026-02-01\n---\nBody 5 km.\n",
        "---\r\ndate: 2026-02-01T10:00:00Z\r\n---\r\nBody 5 km.\r\n",
        "+++\ndate = 2026-02-01\n+++\nBody 5 km.\n",
        "---\ndate: 2025-01-01\ndateline: '2026-02-01'\n---\nBody 5 km.\n",
        "---\ndateline: 2026-02-01\ndate: 2025-01-01\n---\nBody 5 km.\n",
    ];
    for file in dated {
        let draft = Draft::markdown(file);
        assert_eq!(draft.date, Some(day), "{file:?}");
        assert_eq!(behind(&draft, file.as_bytes(), "5 km"), b"5 km");
        assert!(!draft.text.contains("2026"), "{file:?}");
    }
    assert_eq!(blocks(&Draft::markdown(dated[0]))[0], (BlockKind::Headline, "Data tripled"));
    let words = "---\ndate: 1 February 2026\n---\nBody.\n";
    let draft = Draft::markdown(words);
    assert_eq!((draft.date, blocks(&draft)[0]), (None, (BlockKind::Dateline, "1 February 2026")));
    assert_eq!(behind(&draft, words.as_bytes(), "February"), b"February");
    let rule = Draft::markdown("---\n\nNot front matter: 5 km.\n");
    assert!(rule.text.contains("5 km"));
}

#[test]
fn every_span_of_any_markdown_maps_into_the_file() {
    let file = "\u{FEFF}---\ndate: soon 😀\n---\n# é &amp; 😀\n\n* a\n  1. b **c\n\n> > d `e\n| x | y\n|--|--|\n| *1* | 2 & 3 |\n\n[^n]: é<br>9\\\n8  \n7\n<p>\n";
    for cut in 0..=file.len() {
        let bytes = &file.as_bytes()[..cut];
        let draft = read(bytes.to_vec(), Format::Markdown).expect("text");
        assert_maps(&draft, bytes);
        let mut last = 0;
        for (start, letter) in draft.text.char_indices() {
            let span = draft.file_span(Span::new(start as u32, (start + letter.len_utf8()) as u32));
            assert!(last <= span.start && span.end as usize <= cut, "{start} of {:?}", draft.text);
            last = span.start;
        }
    }
}

#[test]
fn lines_of_json() {
    let read = |line: &[u8]| jsonl::read_line(line, &Fields::default());
    let record = read(br#"{"id": 7, "text": "Up\n5 km", "date": "2026-02-01", "more": []}"#).expect("good");
    assert_eq!(record.id, 7);
    assert_eq!(record.draft.date, Some(jiff::civil::date(2026, 2, 1)));
    assert_eq!(find(&record.draft, "5 km"), Span::new(3, 7));
    let undated = read(br#"{"text": "5 km", "date": "today"}"#).expect("good");
    assert!(undated.id.is_null() && undated.draft.date.is_none());
    assert_eq!(undated.draft.notes, ["the date `today` was not understood; write YYYY-MM-DD"]);
    assert_eq!(read(b"{\"id\": 1}").map(|_| ()), Err("missing field `text` (column 9)".to_string()));
    assert!(read(b"\xFF").is_err());
    assert!(read(b"[]").is_err());
    assert!(read(br#"{"text": "5 km"} {"text": "6 km"}"#).is_err());
    let odd = read(br#"{"text": "5 km", "date": 20260201}"#).expect("good");
    assert_eq!(odd.draft.notes, ["the date `20260201` was not understood; write YYYY-MM-DD"]);
}

#[test]
fn lines_of_json_with_keys_of_their_own() {
    let fields = Fields { text: "body".into(), id: "url".into(), date: "published".into() };
    let line = br#"{"text": 1, "id": 2, "url": "a/b", "b\u006fdy": "Up 5 km", "published": "2026-02-01"}"#;
    let record = jsonl::read_line(line, &fields).expect("good");
    assert_eq!((record.id, record.draft.text.as_str()), ("a/b".into(), "Up 5 km"));
    assert_eq!(record.draft.date, Some(jiff::civil::date(2026, 2, 1)));
    let missing = jsonl::read_line(br#"{"text": "Up 5 km"}"#, &fields);
    assert_eq!(missing.map(|_| ()), Err("missing field `body` (column 19)".to_string()));
}

#[test]
fn formats_by_name() {
    for (name, format) in [
        ("a.txt", Some(Format::Plain)),
        ("a.MD", Some(Format::Markdown)),
        ("b/a.markdown", Some(Format::Markdown)),
        ("a.jsonl", Some(Format::JsonLines)),
        ("a.htm", Some(Format::Html)),
        ("a.docx", Some(Format::Word)),
        ("a.odt", Some(Format::OpenDocument)),
        ("a.rst", Some(Format::Rst)),
        ("a.adoc", Some(Format::AsciiDoc)),
        ("a.tex", Some(Format::Latex)),
        ("a.rs", None),
        ("a", None),
    ] {
        assert_eq!(Format::of(Path::new(name)), format, "{name}");
    }
}

#[test]
fn hostile_markdown_costs_little_more_than_its_length() {
    for part in ["> ", "- ", "*a ", "[", "![", "`", "|a|\n|-|\n", "&amp", "[^1]: ", "~~a ", "<b>", "---\n"] {
        let draft = Draft::markdown(&part.repeat(4_000));
        assert!(draft.text.len() <= 4 * part.len() * 4_000, "{part:?}");
    }
}
