//! AsciiDoc.

use crate::clean::{assert_maps, behind, blocks};
use figcheck::source::{BlockKind, Draft, Format, read};

fn asciidoc(file: &str) -> Draft {
    read(file.as_bytes().to_vec(), Format::AsciiDoc).expect("text")
}

#[test]
fn markup_inside_a_figure_is_transparent() {
    let cases = [
        ("It held 1,400 *TB* then.", "1,400 TB", "1,400 *TB"),
        ("It held **1,400** TB then.", "1,400 TB", "1,400** TB"),
        ("It held 1,4__00__ TB then.", "1,400 TB", "1,4__00__ TB"),
        ("It held _1,400\nTB_ then.", "1,400 TB", "1,400\nTB"),
        ("It held 1,400{nbsp}TB then.", "1,400\u{a0}TB", "1,400{nbsp}TB"),
        ("It held 1,400&nbsp;TB then.", "1,400\u{a0}TB", "1,400&nbsp;TB"),
        ("It held &#163;4.5bn.", "£4.5bn", "&#163;4.5bn"),
        ("It held https://example.org/99[1,400] TB.", "1,400 TB", "1,400] TB"),
        ("It held link:99.html[1,400 TB].", "1,400 TB", "1,400 TB"),
        ("It held 1,400footnote:[In May, 12.] TB.", "1,400 TB", "1,400footnote:[In May, 12.] TB"),
        ("It covers 5 km^2^.", "5 km2", "5 km^2"),
        ("It held +1,400+ [.big]#TB#.", "1,400 TB", "1,400+ [.big]#TB"),
        (":held: 1,400 TB\n\nIt held {held}.", "1,400 TB", "{held}"),
        ("It is 5 * 6 = 30 and a_b_c, 2 + 3.", "5 * 6 = 30 and a_b_c, 2 + 3", "5 * 6 = 30 and a_b_c, 2 + 3"),
        (
            "\"`It held 5`\" km -- or \\*6* km",
            "“It held 5” km — or *6* km",
            "\"`It held 5`\" km -- or \\*6* km",
        ),
    ];
    for (file, words, bytes) in cases {
        let draft = asciidoc(file);
        assert_eq!(String::from_utf8_lossy(behind(&draft, file.as_bytes(), words)), bytes, "{file:?}");
    }
}

#[test]
fn blocks_of_a_document() {
    let file = "\
= Big news
Jo Jones <jo@example.org>
v1.2, 2026-02-01
:description: It is big

[.lead]
First *paragraph*
wrapped.

* one
goes on
** two

. three
+
four

Term:: Its meaning.

NOTE: Beware of 5.footnote:[In May.]

[quote, Jo]
said

____
said again
____

.At work
image::harbour.png[The harbour, 300]

.Sales
[cols=\"1,1\"]
|===
|a |b

|1 TB
|2 +
more

2+|wide
|===

|===
|c |d
|3 |4
|===

Line one +
line two
";
    let expected = [
        (BlockKind::Headline, "Big news"),
        (BlockKind::Standfirst, "It is big"),
        (BlockKind::Standfirst, "First paragraph wrapped."),
        (BlockKind::Item, "one goes on"),
        (BlockKind::Item, "two"),
        (BlockKind::Item, "three"),
        (BlockKind::Body, "four"),
        (BlockKind::Item, "Term"),
        (BlockKind::Item, "Its meaning."),
        (BlockKind::Body, "Beware of 5."),
        (BlockKind::Body, "In May."),
        (BlockKind::Quote, "said"),
        (BlockKind::Quote, "said again"),
        (BlockKind::Caption, "At work"),
        (BlockKind::Caption, "The harbour"),
        (BlockKind::Caption, "Sales"),
        (BlockKind::Table, "a | b"),
        (BlockKind::Table, "1 TB | 2\nmore"),
        (BlockKind::Table, "wide"),
        (BlockKind::Table, "c | d"),
        (BlockKind::Table, "3 | 4"),
        (BlockKind::Body, "Line one\nline two"),
    ];
    let draft = asciidoc(file);
    assert_eq!(blocks(&draft), expected);
    assert_eq!(draft.date, Some(jiff::civil::date(2026, 2, 1)));
    assert_maps(&draft, file.as_bytes());
}

#[test]
fn the_day_comes_from_the_header() {
    let day = Some(jiff::civil::date(2026, 2, 1));
    for file in [
        "= Rain\n:revdate: 2026-02-01\n\nIt rained.\n",
        "= Rain\nJo\n2026-02-01\n\nIt rained.\n",
        "---\ndate: 2026-02-01\n---\n= Rain\n\nIt rained.\n",
        ":date: 2026-02-01\n\nIt rained.\n",
    ] {
        assert_eq!(asciidoc(file).date, day, "{file:?}");
    }
    assert_eq!(asciidoc("= Rain\n\n:date: 2026-02-01\n\nIt rained.\n").date, None);
}

#[test]
fn what_a_reader_does_not_see_is_not_read() {
    let file = "Run `seq 11` and stem:[x^12], see https://example.org/13 now.\n// 14\n\n----\n15 TB\n----\n\n\
                [source,sh]\n16 TB\n\n  17 TB\n\n////\n18\n////\n\n```sh\n19\n```\n\n....\n20\n....\n\n++++\n21\n++++\n\n\
                include::22.adoc[]\n\nifdef::a[]\n<<23>> [[a24]][.line-through]#25# (((26))) ((27))\n";
    let draft = asciidoc(file);
    assert_eq!(draft.text, "Run \u{FFFC} and \u{FFFC}, see \u{FFFC} now.\n\n\u{FFFC} 27");
    assert_eq!(draft.notes, ["an included file was not read"]);
}

#[test]
fn what_is_said_to_figcheck_is_no_attribute() {
    let draft = asciidoc("[figcheck: allow wrong-share: as told]\n\nIt held 5 km.\n");
    assert_eq!(draft.notices.len(), 1);
    assert_eq!(draft.notices[0].words, "allow wrong-share: as told");
    assert_eq!(draft.notices[0].block, draft.blocks.last().map(|block| block.span));
}

#[test]
fn any_lines_are_a_document() {
    let file = "= é\nJo\n:a: 1\n\n* 2 *x*\n+\n3\n\n.T4\n[cols=2*]\n|===\n|5 |é a|6\n2+|7\n|===\n\n{a} `8` \"`9`\" https://é[1] footnote:[2]\n\n----\n3\n----\n____\n4 -- 5 +\n____\nA:: 6\n[quote]\n7 ^8^ <<b,9>>\n";
    for cut in (0..=file.len()).filter(|cut| file.is_char_boundary(*cut)) {
        let part = &file[..cut];
        let draft = asciidoc(&part.replace("{a}", "{b}"));
        assert_maps(&draft, part.replace("{a}", "{b}").as_bytes());
    }
}

#[test]
fn hostile_documents_cost_little_more_than_their_length() {
    let attributes = ":a: ".to_string() + &"9".repeat(200) + "\n\n" + &"{a}".repeat(4_000);
    assert!(asciidoc(&attributes).text.len() <= 200 * 4_000);
    for part in [
        "*a ",
        "__",
        "`",
        "footnote:[",
        "https://a[",
        "[",
        "((",
        "<<a",
        "{a",
        "|===\n|",
        "|a",
        "____\n",
        "a:: ",
        "\"`",
        "\n",
        "* ",
    ] {
        let draft = asciidoc(&part.repeat(4_000));
        assert!(draft.text.len() <= 4 * part.len() * 4_000, "{part:?}");
    }
}
