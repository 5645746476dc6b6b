//! Front matter: the lines of settings that open a Markdown file.

use super::{BlockKind, clean::Clean, date};
use jiff::civil::Date;
use std::ops::Range;

/// Reads the keys of the front matter that speak to a reader into `clean`, and gives where the document begins
/// and the day it is dated.
pub(super) fn head(written: &str, clean: &mut Clean<'_>) -> (usize, Option<Date>) {
    let Some(front) = read(written) else { return (0, None) };
    let mut dates = Dates::default();
    for (key, value, range) in front.entries {
        if !value.is_empty() && !value.starts_with(['|', '>', '[', '{']) {
            setting(&key, value, range, clean, &mut dates);
        }
    }
    (front.end, dates.day())
}

/// The days that a draft's settings tell.
#[derive(Default)]
pub(super) struct Dates {
    date: Option<Date>,
    dateline: Option<Date>,
}

impl Dates {
    /// A day that the draft is dated.
    pub(super) fn date(&mut self, day: Date) {
        self.date.get_or_insert(day);
    }

    /// The day the draft is dated: the dateline's before the date's, the first of each.
    pub(super) fn day(&self) -> Option<Date> {
        self.dateline.or(self.date)
    }
}

/// Reads one setting of a draft: a headline or standfirst, or a date, in words or as machines write it.
/// `range` is the value's place.
pub(super) fn setting(key: &str, value: &str, range: Range<usize>, clean: &mut Clean<'_>, dates: &mut Dates) {
    let kind = match key {
        "title" | "headline" => BlockKind::Headline,
        "standfirst" | "subtitle" | "description" | "summary" => BlockKind::Standfirst,
        "date" | "dateline" => {
            if let Some(day) = date::parse(value) {
                let known = if key == "date" { &mut dates.date } else { &mut dates.dateline };
                known.get_or_insert(day);
                return;
            }
            BlockKind::Dateline
        }
        _ => return,
    };
    clean.enter(kind);
    clean.words(value, range);
    clean.leave();
}

/// The front matter of a file.
struct Front<'a> {
    /// Its keys, in small letters, each with its value, unquoted, and the value's place.
    entries: Vec<(String, &'a str, Range<usize>)>,
    /// Where the document begins.
    end: usize,
}

/// Reads YAML between lines of `---` or TOML between lines of `+++`, as far as it is lines of
/// `key: value` or `key = value` at the margin; that is how the keys a newsroom needs are written.
/// None when the file does not begin so, or the front matter does not end.
fn read(text: &str) -> Option<Front<'_>> {
    let (fence, sign) = match text.lines().next()?.trim_end() {
        "---" => ("---", ':'),
        "+++" => ("+++", '='),
        _ => return None,
    };
    let (mut entries, mut at) = (Vec::new(), 0);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        if number == 0 {
            continue;
        }
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return Some(Front { entries, end: at });
        }
        if let Some((key, value)) = line.split_once(sign)
            && !key.starts_with([' ', '\t', '-', '#'])
        {
            let words = unquoted(value);
            let offset = start + key.len() + 1 + (words.as_ptr() as usize - value.as_ptr() as usize);
            entries.push((key.trim().to_ascii_lowercase(), words, offset..offset + words.len()));
        }
    }
    None
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let within = |mark: char| value.strip_prefix(mark).and_then(|v| v.strip_suffix(mark));
    within('"').or_else(|| within('\'')).unwrap_or(value)
}
