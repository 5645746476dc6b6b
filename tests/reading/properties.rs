//! What must hold of every reading: numbers read back as themselves, spans slice to their words, and
//! nothing makes the reading fail.

use crate::Reader;
use figcheck::grammar::figure::What;

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A whole number in words, the British way.
fn spell(n: u64) -> String {
    let join = |head: String, rest: u64, link: &str| {
        if rest == 0 { head } else { format!("{head}{link}{}", spell(rest)) }
    };
    match n {
        0..20 => ONES[n as usize].to_owned(),
        20..100 => join(TENS[(n / 10) as usize].to_owned(), n % 10, "-"),
        100..1000 => join(format!("{} hundred", spell(n / 100)), n % 100, " and "),
        _ => {
            let (size, name) = [
                (1_000_000_000_000, "trillion"),
                (1_000_000_000, "billion"),
                (1_000_000, "million"),
                (1000, "thousand"),
            ]
            .into_iter()
            .find(|(size, _)| n >= *size)
            .expect("a thousand or more");
            let link = if n % size < 100 { " and " } else { " " };
            join(format!("{} {name}", spell(n / size)), n % size, link)
        }
    }
}

/// A small random generator, seeded: the same numbers on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 17
    }
}

/// The only figure of a text, when it has just one.
fn only(reader: &Reader, text: &str) -> Option<f64> {
    let scan = reader.scan(text);
    match scan.marks.as_slice() {
        [mark] => match &mark.what {
            What::Figure(f) if f.high.is_none() => Some(f.amount.value),
            _ => None,
        },
        _ => None,
    }
}

#[test]
fn numbers_read_back_as_themselves() {
    let reader = Reader::new();
    let mut random = Random(7);
    let spread = (2..1200).chain((0..1500).map(|k| random.next() % 10u64.pow(k % 15 + 1) + 2));
    for n in spread {
        let words = format!("They counted {} boats.", spell(n));
        assert_eq!(only(&reader, &words), Some(n as f64), "{words}");
        let mut grouped = n.to_string();
        for at in (1..grouped.len()).rev().filter(|at| (n.to_string().len() - at) % 3 == 0) {
            grouped.insert(at, ',');
        }
        let digits = format!("They counted {grouped} boats.");
        assert_eq!(only(&reader, &digits), Some(n as f64), "{digits}");
    }
}

#[test]
fn american_words_read_back_as_themselves() {
    let reader = Reader::new();
    let mut random = Random(23);
    for n in (2..1200).chain((0..1000).map(|k| random.next() % 10u64.pow(k % 13 + 1) + 2)) {
        let words = format!("They counted {} boats.", spell(n).replace(" and ", " "));
        assert_eq!(only(&reader, &words), Some(n as f64), "{words}");
    }
}

#[test]
fn scales_and_halves_read_back_as_themselves() {
    let reader = Reader::new();
    for n in 1..100u32 {
        for (scale, size) in [("million", 1e6), ("bn", 1e9), ("lakh", 1e5), ("crore", 1e7)] {
            for (words, value) in [
                (format!("{n} {scale}"), f64::from(n)),
                (format!("{n}.5 {scale}"), f64::from(n) + 0.5),
                (format!("{n}½ {scale}"), f64::from(n) + 0.5),
                (format!("{n}-1/2 {scale}"), f64::from(n) + 0.5),
                (format!("{} and a half {scale}", spell(n.into())), f64::from(n) + 0.5),
            ] {
                assert_eq!(only(&reader, &format!("It sold {words} boats.")), Some(value * size), "{words}");
            }
        }
    }
}

#[test]
fn heights_read_alike_however_written() {
    let reader = Reader::new();
    for feet in 2..9u64 {
        for inches in 1..12u64 {
            let (f, i) = (spell(feet), spell(inches));
            for words in [
                format!("{feet}ft {inches}in"),
                format!("{feet} ft {inches} in"),
                format!("{feet}'{inches}\""),
                format!("{feet} feet {inches} inches"),
                format!("{feet} feet, {inches} inches"),
                format!("{feet} feet and {inches} inches"),
                format!("{feet}-foot-{inches}"),
                format!("{feet}ft {inches}"),
                format!("{f} foot {i}"),
            ] {
                let text = format!("He is {words} tall.");
                assert_eq!(only(&reader, &text), Some((feet * 12 + inches) as f64), "{text}");
            }
        }
    }
}

/// Checks what must hold of any text.
fn sound(reader: &Reader, text: &str) {
    let scan = reader.scan(text);
    let mut end = 0;
    for token in &scan.tokens {
        assert!(token.start >= end && token.end > token.start, "{text:?}: {token:?}");
        assert!(text.get(token.start as usize..token.end as usize).is_some(), "{text:?}: {token:?}");
        end = token.end;
    }
    let mut next = 0;
    for mark in &scan.marks {
        assert!(mark.first as usize >= next && mark.last > mark.first, "{text:?}: {mark:?}");
        assert!(mark.last as usize <= scan.tokens.len(), "{text:?}: {mark:?}");
        next = mark.last as usize;
        for span in [mark.span, mark.core] {
            let words = span.of(text);
            assert!(!words.is_empty() && words == words.trim(), "{text:?}: {mark:?}");
        }
        assert!(mark.span.start <= mark.core.start && mark.core.end <= mark.span.end, "{text:?}: {mark:?}");
    }
    let covered: u32 = scan.sentences.iter().map(|s| s.last - s.first).sum();
    assert_eq!(covered as usize, scan.tokens.len(), "{text:?}");
    assert_eq!(scan.sentences.last().map_or(0, |s| s.last_mark as usize), scan.marks.len(), "{text:?}");
}

#[test]
fn any_text_reads() {
    let reader = Reader::new();
    let pieces = [
        "1",
        "400",
        "1,400",
        "2.5",
        "1.2.3",
        ".5",
        "½",
        "-",
        "–",
        "−",
        "$",
        "£",
        "€",
        "US$",
        "%",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "(",
        ")",
        ".",
        ",",
        ":",
        "/",
        "'",
        "’",
        "\"",
        "and",
        "a",
        "half",
        "third",
        "of",
        "in",
        "to",
        "from",
        "between",
        "million",
        "mln",
        "m",
        "bn",
        "k",
        "st",
        "th",
        "s",
        "ft",
        "in",
        "per",
        "cent",
        "percent",
        "years",
        "old",
        "January",
        "May",
        "Monday",
        "2024",
        "last",
        "quarter",
        "more than",
        "or more",
        "times",
        "fold",
        "twice",
        "é",
        "日本",
        "\u{a0}",
        "\u{2009}",
        "x10^",
        "e5",
        "#",
        "+",
        "No.",
        "U.S.",
        "hundred",
        "dozens",
        "one",
        "minus",
        "°C",
        "\u{ad}",
        "🙂",
        "\u{0}",
    ];
    let mut random = Random(11);
    for _ in 0..20_000 {
        let text: String =
            (0..random.next() % 12).map(|_| pieces[random.next() as usize % pieces.len()]).collect();
        sound(&reader, &text);
        let spaced: Vec<&str> =
            (0..random.next() % 12).map(|_| pieces[random.next() as usize % pieces.len()]).collect();
        sound(&reader, &spaced.join(" "));
    }
    for _ in 0..5_000 {
        let bytes: Vec<u8> = (0..random.next() % 40).map(|_| random.next() as u8).collect();
        sound(&reader, &String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn reading_takes_linear_time() {
    let reader = Reader::new();
    for piece in
        ["1 ", "one and ", "from ", "1-", "a hundred ", "\"8 ", "1,", "million ", "between 1 and ", "5 to "]
    {
        let short = piece.repeat(2_000);
        let long = piece.repeat(40_000);
        let time = |text: &str| {
            let start = std::time::Instant::now();
            let marks = reader.scan(text).marks.len();
            (start.elapsed(), marks)
        };
        let (quick, _) = time(&short);
        let (slow, _) = time(&long);
        let limit = quick.as_secs_f64().max(0.002) * 20.0 * 8.0;
        assert!(slow.as_secs_f64() < limit, "{piece:?}: {quick:?}, then {slow:?}");
    }
}
