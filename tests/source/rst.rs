//! reStructuredText.

use crate::clean::{assert_maps, behind, blocks};
use figcheck::source::{BlockKind, Draft, Format, read};

fn rst(file: &str) -> Draft {
    read(file.as_bytes().to_vec(), Format::Rst).expect("text")
}

#[test]
fn markup_inside_a_figure_is_transparent() {
    let cases = [
        ("It held 1,400 **TB** then.", "1,400 TB", "1,400 **TB"),
        ("It held **1,400** TB then.", "1,400 TB", "1,400** TB"),
        ("It held *1,400\nTB* then.", "1,400 TB", "1,400\nTB"),
        ("* It held 1,400\n  TB then.", "1,400 TB", "1,400\n  TB"),
        ("It held `1,400 <https://example.org/99>`_ TB.", "1,400 TB", "1,400 <https://example.org/99>`_ TB"),
        ("It held 1,400\\ :sup:`9` TB.", "1,4009 TB", "1,400\\ :sup:`9` TB"),
        ("It held 1,400 [1]_ TB.\n\n.. [1] In May.", "1,400 TB", "1,400 [1]_ TB"),
        ("It held 1\\,400 TB.", "1,400 TB", "1\\,400 TB"),
        ("It held 1,400 |unit|.\n\n.. |unit| replace:: TB", "1,400 TB", "1,400 |unit|"),
        ("It held 5 * 6 = 30, 2*3 and a_b.", "5 * 6 = 30, 2*3 and a_b", "5 * 6 = 30, 2*3 and a_b"),
        ("=====\n5 km!\n=====", "5 km", "5 km"),
    ];
    for (file, words, bytes) in cases {
        let draft = rst(file);
        assert_eq!(String::from_utf8_lossy(behind(&draft, file.as_bytes(), words)), bytes, "{file:?}");
    }
}

#[test]
fn blocks_of_a_document() {
    let file = "\
Big news
========

:date: 2026-02-01
:author: Jo 11

First *paragraph*
wrapped.

- one
  goes on
- two

1. three

   four

    said far in

.. note:: Beware of 5.

   And of 6.

.. figure:: harbour12.png
   :alt: 13

   At *work*

Term
    Its meaning.

+-------+-----+
| a     | b   |
+=======+=====+
| 1 TB  | 2   |
| more  |     |
+-------+-----+

=====  ====
c      d
=====  ====
3      4
5      6
=====  ====

| line one
| line two

.. [#n] In May.
   Or June.
";
    let expected = [
        (BlockKind::Headline, "Big news"),
        (BlockKind::Body, "First paragraph wrapped."),
        (BlockKind::Item, "one goes on"),
        (BlockKind::Item, "two"),
        (BlockKind::Item, "three"),
        (BlockKind::Item, "four"),
        (BlockKind::Item, "said far in"),
        (BlockKind::Body, "Beware of 5."),
        (BlockKind::Quote, "And of 6."),
        (BlockKind::Caption, "At work"),
        (BlockKind::Body, "Term"),
        (BlockKind::Quote, "Its meaning."),
        (BlockKind::Table, "a | b"),
        (BlockKind::Table, "1 TB more | 2"),
        (BlockKind::Table, "c | d"),
        (BlockKind::Table, "3 | 4"),
        (BlockKind::Table, "5 | 6"),
        (BlockKind::Body, "line one\nline two"),
        (BlockKind::Body, "In May. Or June."),
    ];
    let draft = rst(file);
    assert_eq!(blocks(&draft), expected);
    assert_eq!(draft.date, Some(jiff::civil::date(2026, 2, 1)));
    assert_maps(&draft, file.as_bytes());
}

#[test]
fn what_a_reader_does_not_see_is_not_read() {
    let file = "Run ``seq 11`` and :math:`x^12`, see https://example.org/13 now::\n\n    14 TB\n\n\
                .. code-block:: sh\n   :linenos:\n\n   15 TB\n\n.. a comment: 16\n\n.. _target: https://example.org/17\n\n\
                .. image:: 18.png\n   :width: 19\n\n>>> 20\n21\n\n..\n   22\n\n.. csv-table:: 23\n\n   \"24\", 25\n\nEnd.\n";
    let draft = rst(file);
    assert_eq!(draft.text, "Run \u{FFFC} and \u{FFFC}, see \u{FFFC} now:\n\nEnd.");
    assert_eq!(draft.notes, ["a csv-table was not read"]);
}

#[test]
fn any_lines_are_a_document() {
    let file = "é\n==\n\n:a: 1\n\n* 2 **x\n\n  + 3\n\n.. note:: 4\n   :b: 5\n\n   |c| [6]_\n\n+--+--+\n|7 | é|\n+--+\n\n== ==\n8  9\n== ==\n\n| 1\n::\n\n  2\n\n.. [3] 4 `5 <6>`_\n(7) 8\n";
    for cut in (0..=file.len()).filter(|cut| file.is_char_boundary(*cut)) {
        assert_maps(&rst(&file[..cut]), &file.as_bytes()[..cut]);
    }
}

#[test]
fn hostile_documents_cost_little_more_than_their_length() {
    for part in [
        "*a ", "**", "`", ":a:`", "|a ", "[1", "- ", "  \n ", "+-\n|", "= =\n", ".. a::\n", ":a: b\n",
        "a\n ==\n",
    ] {
        let draft = rst(&part.repeat(4_000));
        assert!(draft.text.len() <= 4 * part.len() * 4_000, "{part:?}");
    }
}
