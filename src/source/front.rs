//! Front matter: the lines of settings that open a Markdown file.

use crate::span::Span;

/// The front matter of a file.
pub(super) struct Front<'a> {
    /// Its keys, in small letters, each with its value, unquoted, and the value's place.
    pub(super) entries: Vec<(String, &'a str, Span)>,
    /// Where the document begins.
    pub(super) end: usize,
}

/// Reads YAML between lines of `---` or TOML between lines of `+++`, as far as it is lines of
/// `key: value` or `key = value` at the margin; that is how the keys a newsroom needs are written.
/// None when the file does not begin so, or the front matter does not end.
pub(super) fn read(text: &str) -> Option<Front<'_>> {
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
            let span = Span::new(offset as u32, (offset + words.len()) as u32);
            entries.push((key.trim().to_ascii_lowercase(), words, span));
        }
    }
    None
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let within = |mark: char| value.strip_prefix(mark).and_then(|v| v.strip_suffix(mark));
    within('"').or_else(|| within('\'')).unwrap_or(value)
}
