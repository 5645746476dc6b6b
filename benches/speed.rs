//! How fast figcheck is: `cargo bench`. Each bench but the start-up tells bytes of text a second; "growth" shows
//! that the time grows with the length of a draft and no faster, whatever the draft is like.

use divan::{Bencher, counter::BytesCount};
use figcheck::{api::Checker, session::Session, source::Draft};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

/// The rules, loaded once.
static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::builtin);

/// What newspapers print, more words than figures. `#` stands for a number that differs from round to round.
const NEWS: [&str; 12] = [
    "The harbour authority said on Tuesday that it would widen the northern channel before the winter storms.",
    "Cargo at the three quays rose by 12% to 4.# million tonnes in the year to March, from 3.8 million a year earlier.",
    "Nobody at the pilots' union would say whether the older tugs were to be sold, or who might want them.",
    "\u{201c}We have waited long enough,\u{201d} said Ines Okafor, aged 4#, who has run the ferry office since 2009.",
    "The dredging alone will cost £1#m, about a third of the budget, and last for a six-month period from May to October.",
    "Her predecessor left after the council turned down his plan for a bridge, which engineers had called sound.",
    "More than 2,# people live within 3 miles (4.8 km) of the cranes, and most of them work somewhere else.",
    "Traffic through the lock doubled, from 310 boats a week to 620, while the staff stayed at #.",
    "A spokesman declined to comment on the talks, which began in the spring and were meant to be over by now.",
    "Of the 1# ships that called in January, four carried grain, nine timber and the rest nothing at all.",
    "It was the wettest autumn that anyone on the island could remember, and the roads were closed for days.",
    "Shares in the operator fell 3.# per cent to 214p after the port said its profit had more than halved.",
];

/// A claim about one subject, again and again.
const ONE_SUBJECT: [&str; 2] = [
    "Grain stocks in the silo more than doubled.",
    "Grain stocks rose to 4# tonnes from 17 tonnes in the silo.",
];

/// Figures and next to nothing else, as in a table.
const FIGURES: [&str; 3] = ["4# km,", "$1.# bn,", "1# per cent,"];

/// Words without a figure or a full stop.
const WORDS: [&str; 2] = ["the boats and the nets and the men who mend them", "and the rain on the slipway"];

/// At least `size` bytes of these sentences, one after the other; a paragraph ends after every fourth.
fn text(sentences: &[&str], size: usize, paragraphs: bool) -> String {
    let mut text = String::with_capacity(size + 200);
    for (n, sentence) in sentences.iter().cycle().enumerate() {
        text.push_str(&sentence.replace('#', &(100 + n * 7 % 900).to_string()));
        if text.len() >= size {
            break;
        }
        text.push_str(if paragraphs && n % 4 == 3 { "\n\n" } else { " " });
    }
    text
}

fn article(size: usize) -> Draft {
    Draft::plain(&text(&NEWS, size, true))
}

fn bytes(draft: &Draft) -> BytesCount {
    BytesCount::new(draft.text.len())
}

/// The built-in rules.
#[divan::bench]
fn start_up() -> Checker {
    Checker::builtin()
}

/// The built-in rules from their files, as when there are rules besides them.
#[divan::bench]
fn start_up_from_files() -> Checker {
    Checker::replacing(&[]).expect("the built-in rules load")
}

/// Tokens, sentences and figures of 100 kB.
#[divan::bench]
fn scan(bencher: Bencher<'_, '_>) {
    let draft = article(100_000);
    bencher.counter(bytes(&draft)).bench(|| CHECKER.scan(&draft));
}

/// The worksheet of 100 kB.
#[divan::bench]
fn figures(bencher: Bencher<'_, '_>) {
    let draft = article(100_000);
    bencher.counter(bytes(&draft)).bench(|| CHECKER.figures(&draft));
}

/// A whole check of 100 kB.
#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let draft = article(100_000);
    bencher.counter(bytes(&draft)).bench(|| CHECKER.check(&draft));
}

/// Whole checks of drafts from 10 kB to 10 MB.
mod growth {
    use super::*;

    const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

    fn checks(bencher: Bencher<'_, '_>, draft: &Draft) {
        bencher.counter(bytes(draft)).bench(|| CHECKER.check(draft));
    }

    #[divan::bench(args = SIZES, sample_count = 10)]
    fn paragraphs(bencher: Bencher<'_, '_>, size: usize) {
        checks(bencher, &article(size));
    }

    #[divan::bench(args = SIZES, sample_count = 10)]
    fn one_line(bencher: Bencher<'_, '_>, size: usize) {
        checks(bencher, &Draft::plain(&text(&NEWS, size, false)));
    }

    #[divan::bench(args = SIZES, sample_count = 10)]
    fn no_full_stop(bencher: Bencher<'_, '_>, size: usize) {
        checks(bencher, &Draft::plain(&text(&WORDS, size, false)));
    }

    #[divan::bench(args = SIZES, sample_count = 10)]
    fn only_figures(bencher: Bencher<'_, '_>, size: usize) {
        checks(bencher, &Draft::plain(&text(&FIGURES, size, false)));
    }

    #[divan::bench(args = SIZES[..3].iter().copied(), sample_count = 10)]
    fn one_subject(bencher: Bencher<'_, '_>, size: usize) {
        checks(bencher, &Draft::plain(&text(&ONE_SUBJECT, size, true)));
    }
}

/// A draft of 10,000 words: checked from scratch, and again after each keystroke. What counts is the ratio of the two.
mod session {
    use super::*;

    const SIZE: usize = 60_000;

    #[divan::bench]
    fn from_scratch(bencher: Bencher<'_, '_>) {
        let text = text(&NEWS, SIZE, true);
        bencher.bench(|| CHECKER.check(&Draft::plain(&text)));
    }

    #[divan::bench(args = ["plain", "markdown"], sample_count = 500, sample_size = 1)]
    fn keystroke(bencher: Bencher<'_, '_>, format: &str) {
        let read = if format == "plain" { Draft::plain } else { Draft::markdown };
        let mut text = text(&NEWS, SIZE, true);
        let mut session = Session::new(&CHECKER);
        session.check(&read(&text));
        let mut at = 0;
        bencher.bench_local(|| {
            at = (at + 7_919) % text.len();
            let place = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.insert(place, if at % 2 == 0 { 'e' } else { '3' });
            session.check(&read(&text))
        });
    }
}
