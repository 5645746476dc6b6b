//! Numbers and words as a terminal shows them.

use std::borrow::Cow;

/// Words of a draft on one line of a terminal: breaks and control characters (an escape sequence in a draft
/// is no command) become spaces.
pub(super) fn plain(words: &str) -> Cow<'_, str> {
    if words.contains(char::is_control) {
        Cow::Owned(words.replace(char::is_control, " "))
    } else {
        Cow::Borrowed(words)
    }
}

/// Words as XML may hold them: the characters it has no way to write become U+FFFD.
pub(super) fn xml(words: &str) -> Cow<'_, str> {
    let barred =
        |c: char| matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    if words.contains(barred) { Cow::Owned(words.replace(barred, "\u{FFFD}")) } else { Cow::Borrowed(words) }
}

/// Words cut to `width` characters.
pub(super) fn cut(words: &str, width: usize) -> Cow<'_, str> {
    let words = plain(words);
    match words.char_indices().nth(width) {
        None => words,
        Some(_) => {
            let kept: String = words.chars().take(width.saturating_sub(1)).collect();
            Cow::Owned(format!("{}…", kept.trim_end()))
        }
    }
}

/// A number with thousands separators, to six significant figures after which nobody in a newsroom asks:
/// 1400 is "1,400", 3.49999 "3.49999", 0.333333333 "0.333333". Whole numbers are shown whole up to 10¹⁵.
#[must_use]
pub fn number(x: f64) -> String {
    if !x.is_finite() || x.abs() >= 1e15 || (x != 0.0 && x.abs() < 1e-6) {
        return format!("{x:e}");
    }
    if (x - x.round()).abs() < 1e-9 * x.abs().max(1.0) {
        return grouped(&format!("{:.0}", x.round() + 0.0));
    }
    let whole_digits = x.abs().log10().floor().max(-1.0) as i32 + 1;
    let places = usize::try_from((6 - whole_digits).clamp(1, 12)).unwrap_or(1);
    let shown = format!("{x:.places$}");
    grouped(shown.trim_end_matches('0').trim_end_matches('.'))
}

/// A number as a newspaper writes it, to three figures: "620 million", "1.25 trillion", "16,700".
#[must_use]
pub fn scaled(x: f64) -> String {
    const SCALES: [(f64, &str); 3] = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    let rounded = to_three_figures(x);
    match SCALES.iter().find(|(scale, _)| rounded.abs() >= *scale) {
        Some((scale, name)) => format!("{}{name}", number(to_three_figures(rounded / scale))),
        None => number(rounded),
    }
}

fn to_three_figures(x: f64) -> f64 {
    format!("{x:.2e}").parse().unwrap_or(x)
}

/// Digits with commas: "-1234567.5" is "-1,234,567.5".
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let (whole, rest) = digits.find('.').map_or((digits, ""), |dot| digits.split_at(dot));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        let cases = [
            (1400.0, "1,400"),
            (-1_234_567.5, "-1,234,567.5"),
            (1.0 / 3.0, "0.333333"),
            (12_345.678_9, "12,345.7"),
            (0.0, "0"),
            (-0.0, "0"),
            (999.0, "999"),
            (0.1 + 0.2, "0.3"),
            (1e15, "1e15"),
            (f64::INFINITY, "inf"),
        ];
        for (x, shown) in cases {
            assert_eq!(number(x), shown);
        }
        for (x, shown) in
            [(6.2e8, "620 million"), (999_999.0, "1 million"), (16_666.7, "16,700"), (2.5e12, "2.5 trillion")]
        {
            assert_eq!(scaled(x), shown);
        }
    }

    #[test]
    fn words_stay_on_their_line() {
        assert_eq!(plain("1,400\r\nTB\u{1b}[2J"), "1,400  TB [2J");
        assert_eq!(xml("<1,400>\tTB\u{1b}[2J\u{ffff}"), "<1,400>\tTB\u{fffd}[2J\u{fffd}");
        assert_eq!(cut("ten thousand and one", 12), "ten thousan…");
    }
}
