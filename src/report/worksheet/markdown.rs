//! The worksheet as a list with boxes to tick, in Markdown: to print, or to paste where drafts are discussed.

use super::{Document, Row, part_of, place, value};

/// The worksheet of one draft: a heading, a box for each figure, and below what was read but not used.
#[must_use]
pub fn list(document: &Document<'_>, rows: &[Row]) -> String {
    let (skipped, used): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.figure.skipped.is_some());
    let mut out = format!("## {}\n\n", escaped(document.name));
    for row in &used {
        out.push_str(&format!("- [ ] {}\n", item(document, row)));
    }
    if used.is_empty() {
        out.push_str("No figures.\n");
    }
    if !skipped.is_empty() {
        out.push_str("\nRead but not used:\n\n");
    }
    for row in skipped {
        let (words, why) = (escaped(&row.figure.text), row.figure.skipped.as_deref().unwrap_or(""));
        out.push_str(&format!("- {} {words}: {why}\n", place(document, &row.figure)));
    }
    out.push('\n');
    out
}

/// "3:167 **1,400 tonnes**: 1,400 tonne (measure), of coal; holds wrong-multiple (to)".
fn item(document: &Document<'_>, row: &Row) -> String {
    let figure = &row.figure;
    let mut told = [value(figure), figure.measured_in()];
    told.iter_mut().for_each(|words| *words = escaped(words));
    let normalised = told.join(" ").trim().to_string();
    let normalised =
        if normalised.is_empty() { figure.kind.clone() } else { format!("{normalised} ({})", figure.kind) };
    let mut item = format!("{} **{}**: {normalised}", place(document, figure), escaped(&figure.text));
    if let Some(noun) = &figure.noun {
        item.push_str(&format!(", counts {}", escaped(noun)));
    }
    let uses = part_of(&row.uses);
    if !uses.is_empty() {
        item.push_str(&format!("; {uses}"));
    }
    item
}

/// Words in which no mark of Markdown works, on one line.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' => {
                out.extend(['\\', letter])
            }
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}
