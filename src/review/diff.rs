//! What has changed between what was accepted and what is there now, word by word.

use super::Entry;
use colored::Colorize;
use similar::{ChangeTag, TextDiff};

/// How much of two texts is the same, 0 to 1, in words.
#[must_use]
pub fn likeness(old: &str, new: &str) -> f32 {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    TextDiff::from_slices(&old, &new).ratio()
}

/// The lines in which two entries differ, `-` before what was and `+` before what is; those that do not differ
/// stand between them. Colours mark the words.
#[must_use]
pub fn entries(old: Option<&Entry>, new: Option<&Entry>, colour: bool) -> String {
    texts(&old.map(shown).unwrap_or_default(), &new.map(shown).unwrap_or_default(), colour)
}

/// As [`entries`], of two texts.
#[must_use]
pub fn texts(old: &str, new: &str, colour: bool) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut out = String::new();
    for change in diff.iter_all_inline_changes() {
        let (sign, style): (&str, fn(&str) -> colored::ColoredString) = match change.tag() {
            ChangeTag::Delete => ("-", |words| words.red()),
            ChangeTag::Insert => ("+", |words| words.green()),
            ChangeTag::Equal => (" ", |words| words.dimmed()),
        };
        let paint = |words: &str, strong: bool| match (colour, strong) {
            (false, _) => words.to_string(),
            (true, false) => style(words).to_string(),
            (true, true) => style(words).bold().underline().to_string(),
        };
        out.push_str(&paint(sign, false));
        out.push(' ');
        for (strong, words) in change.iter_strings_lossy() {
            out.push_str(&paint(words.trim_end_matches('\n'), strong));
        }
        out.push('\n');
    }
    out
}

/// An entry as people read it, a line a thing.
fn shown(entry: &Entry) -> String {
    let mut out = format!("{}: {}\nclaim: {}\n{}\n", entry.rule, entry.says, entry.claim, entry.sentence);
    for line in entry.figures.iter().map(|figure| format!("figure {figure}\n")) {
        out.push_str(&line);
    }
    for line in &entry.working {
        out.push_str(&format!("= {line}\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_are_told() {
        let shown = texts("from 12 to 42\nsame\n", "from 12 to 45\nsame\n", false);
        assert_eq!(shown, "- from 12 to 42\n+ from 12 to 45\n  same\n");
        colored::control::set_override(true);
        assert!(texts("a\n", "b\n", true).contains('\u{1b}'));
        assert!(likeness("it held 42 tonnes in May", "it held 45 tonnes in May") > 0.7);
        assert!(likeness("it held 42 tonnes in May", "rain fell for 5 days") < 0.4);
    }
}
