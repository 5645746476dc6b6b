//! The day of a draft, as its text tells it.

use figcheck::{api::Checker, source::Draft};

#[test]
fn is_read_from_the_first_paragraphs() {
    let checker = Checker::builtin();
    let day = |text: &str| checker.scan(&Draft::plain(text)).dateline;
    let told = [
        ("Old mill burns\n\n(Nov 16, 2013 6:40 AM) The mill is gone.", 16_025),
        ("Friday, January 4, 2019\n\nThe mill is gone.", 17_900),
        ("KABUL, Afghanistan, May 5, 2020 (AP) — The mill is gone.", 18_387),
        ("Old mill burns\n\nPublished 12 May 2020 at 10:15\n\nThe mill is gone.", 18_394),
    ];
    for (text, want) in told {
        assert_eq!(day(text), Some(want), "{text}");
    }
}

#[test]
fn is_no_other_date() {
    let checker = Checker::builtin();
    for text in [
        "On May 3, 2019, the mill burned.",
        "Flood of May 3, 2019\n\nThe mill is gone.",
        "John Hale, May 3, 1920 – June 4, 2001.",
        "The mill burned (May 3, 2019).",
    ] {
        assert_eq!(checker.scan(&Draft::plain(text)).dateline, None, "{text}");
    }
}
