//! Bytes to text: UTF-8, UTF-16 by its byte order mark, and whatever else there is.

use super::map::Map;
use encoding_rs::WINDOWS_1252;

/// A file's bytes as text.
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub(super) text: String,
    /// From its bytes to the file's.
    pub(super) map: Map,
    /// What had to be guessed.
    pub(super) note: Option<String>,
}

/// Decodes a file. UTF-8 without a byte order mark, the usual case, is neither copied nor mapped.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, ..] => utf8(bytes, 3),
        _ => utf8(bytes, 0),
    }
}

fn utf8(mut bytes: Vec<u8>, mark: usize) -> Decoded {
    bytes.drain(..mark);
    let skipped = u32::try_from(mark).unwrap_or(0);
    match String::from_utf8(bytes) {
        Ok(text) => {
            let map = if mark == 0 { Map::default() } else { Map::shifted(skipped) };
            Decoded { text, map, note: None }
        }
        Err(error) => patched(error.as_bytes(), skipped),
    }
}

/// Reads what is UTF-8 as such and each other byte as Windows-1252. That serves a text in Windows-1252 or
/// Latin-1, where an accented letter between plain ones is never UTF-8, and a text in UTF-8 into which a
/// few of them were pasted.
fn patched(bytes: &[u8], skipped: u32) -> Decoded {
    let (mut text, mut map, mut at, mut bad) =
        (String::with_capacity(bytes.len()), Map::default(), skipped, 0);
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_empty() {
            map.push((len(&text), 1), (at, 1));
            text.push_str(chunk.valid());
            at = at.saturating_add(len(chunk.valid()));
        }
        for byte in chunk.invalid() {
            let (letter, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(byte));
            map.push((len(&text), len(&letter)), (at, 1));
            text.push_str(&letter);
            at = at.saturating_add(1);
            bad += 1;
        }
    }
    let bytes = if bad == 1 {
        "1 byte that is not UTF-8 was".to_string()
    } else {
        format!("{bad} bytes that are not UTF-8 were")
    };
    Decoded { text, map, note: Some(format!("{bytes} read as Windows-1252")) }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let units = pairs.filter_map(|pair| pair.try_into().ok().map(unit));
    let (mut text, mut map, mut at, mut bad) =
        (String::with_capacity(bytes.len() / 2), Map::default(), 2, usize::from(odd));
    for letter in char::decode_utf16(units) {
        bad += usize::from(letter.is_err());
        let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
        let (bytes, from) = (letter.len_utf8() as u32, 2 * letter.len_utf16() as u32);
        map.push((len(&text), bytes), (at, from));
        text.push(letter);
        at += from;
    }
    let note = (bad > 0).then(|| format!("{bad} places are not valid UTF-16"));
    Decoded { text, map, note }
}

fn len(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}
