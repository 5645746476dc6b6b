//! Character references of HTML: `&nbsp;`, `&pound;`, `&#163;`, `&#xA3;`.

use html5gum::{Token, Tokenizer};

/// The longest reference looked for, in bytes.
const LONGEST: usize = 40;

/// The characters that the reference at the start of `text` stands for, and its length; none where there is
/// no reference.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count() + 1;
    let closed = text.as_bytes().get(end) == Some(&b';');
    let whole = text.get(..end + usize::from(closed))?;
    let decoded = decode(whole);
    if decoded == whole {
        return None;
    }
    if closed && !decoded.ends_with(';') {
        return Some((decoded, whole.len()));
    }
    // Some names stand without a semicolon, and then letters or digits may follow: "&pound4".
    let mut ends = (2..=whole.len()).rev().filter_map(|end| Some((decode(whole.get(..end)?), end)));
    ends.find(|(decoded, _)| decoded.chars().count() == 1)
}

fn decode(reference: &str) -> String {
    let mut decoded = String::new();
    for Ok(token) in Tokenizer::new(reference) {
        if let Token::String(words) = token {
            decoded.push_str(&String::from_utf8_lossy(&words));
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_by_name_and_number() {
        for (text, decoded, length) in [
            ("&nbsp;TB", "\u{a0}", 6),
            ("&pound;4.5bn", "£", 7),
            ("&pound4.5bn", "£", 6),
            ("&#163;4", "£", 6),
            ("&#xA3;4", "£", 6),
            ("&semi;", ";", 6),
            ("&#59;", ";", 5),
            ("&amp;nbsp;", "&", 5),
        ] {
            assert_eq!(reference(text), Some((decoded.to_string(), length)), "{text}");
        }
        for text in ["", "&", "& 4", "&;", "&#;", "&#x;", "AT&T", "&nosuch;", "&4", "&é"] {
            assert_eq!(reference(text), None, "{text}");
        }
    }
}
