//! The built-in rules: their files, and the image of what they come to.
//!
//! To read the files and make them ready takes longer than to check an article, so it is done beforehand, by a test
//! that writes the image (`UPDATE_RULES=1 cargo test --test image`). An image begins with a stamp of all it was made
//! from; one whose stamp is another, because a rule or the code that reads rules has changed since, is not used.

use super::Rulebook;
use include_dir::{Dir, include_dir};

/// The image, as it was when it was last written.
static IMAGE: &[u8] = include_bytes!("built_in.image");

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The code on which an image depends; but for how figures are read in the examples, which only tells what is rare: after a
/// change there the image still serves, if not as fast, until a test asks for a new one.
const CODE: &[&[u8]] = &[
    include_bytes!("built_in.rs"),
    include_bytes!("deferred.rs"),
    include_bytes!("dimension.rs"),
    include_bytes!("error.rs"),
    include_bytes!("expect.rs"),
    include_bytes!("file.rs"),
    include_bytes!("gather.rs"),
    include_bytes!("kinds.rs"),
    include_bytes!("lists.rs"),
    include_bytes!("load.rs"),
    include_bytes!("load/amounts.rs"),
    include_bytes!("load/checks.rs"),
    include_bytes!("load/guards.rs"),
    include_bytes!("load/locales.rs"),
    include_bytes!("mod.rs"),
    include_bytes!("needs.rs"),
    include_bytes!("pattern.rs"),
    include_bytes!("program.rs"),
    include_bytes!("search.rs"),
    include_bytes!("slips.rs"),
    include_bytes!("special.rs"),
    include_bytes!("stem.rs"),
    include_bytes!("template.rs"),
    include_bytes!("told.rs"),
    include_bytes!("working.rs"),
    include_bytes!("../grammar/hedge.rs"),
    include_bytes!("../grammar/index.rs"),
    include_bytes!("../grammar/lex.rs"),
    include_bytes!("../grammar/meaning.rs"),
    include_bytes!("../grammar/packed.rs"),
    include_bytes!("../grammar/phrases.rs"),
    include_bytes!("../grammar/sense.rs"),
    include_bytes!("../grammar/token.rs"),
    include_bytes!("../grammar/vocabulary.rs"),
    include_bytes!("../grammar/words.rs"),
    include_bytes!("../interval.rs"),
    include_bytes!("../packing.rs"),
    include_bytes!("../units/convert.rs"),
    include_bytes!("../units/error.rs"),
    include_bytes!("../units/locale.rs"),
    include_bytes!("../units/mod.rs"),
    include_bytes!("../units/si.rs"),
    include_bytes!("../units/table.rs"),
    include_bytes!("../units/words.rs"),
];

/// The stamp of the code, worked out by the compiler.
const CODE_STAMP: u64 = {
    let (mut stamp, mut at) = (0, 0);
    while at < CODE.len() {
        stamp = mixed(stamp, CODE[at]);
        at += 1;
    }
    stamp
};

/// The built-in rules from their image; none when it is not of these rules and this code.
pub(crate) fn image() -> Option<Rulebook> {
    let (stamp, rules) = IMAGE.split_first_chunk()?;
    if u64::from_le_bytes(*stamp) != current_stamp() { None } else { postcard::from_bytes(rules).ok() }
}

/// Whether the image is of the rules and the code as they are.
#[must_use]
pub fn is_current() -> bool {
    IMAGE.first_chunk().is_some_and(|stamp| u64::from_le_bytes(*stamp) == current_stamp())
}

/// The image as it has to be, from the files.
///
/// # Errors
/// What is wrong with a rule, or why it cannot be written.
pub fn new_image() -> Result<Vec<u8>, String> {
    let told =
        |errors: Vec<super::error::RuleError>| errors.first().map(ToString::to_string).unwrap_or_default();
    let book = Rulebook::load(&files()).map_err(told)?;
    postcard::to_extend(&book, current_stamp().to_le_bytes().to_vec()).map_err(|error| error.to_string())
}

/// Every built-in rule file, name and text, in the order of their names.
#[must_use]
pub fn files() -> Vec<(&'static str, &'static str)> {
    let text = |(name, bytes)| std::str::from_utf8(bytes).ok().map(|text| (name, text));
    contents().into_iter().filter_map(text).collect()
}

/// Their bytes: whether they are text is asked only of what is read.
fn contents() -> Vec<(&'static str, &'static [u8])> {
    let mut files = Vec::new();
    let mut folders = vec![&FILES];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        let contents = folder.files().filter_map(|f| Some((f.path().to_str()?, f.contents())));
        files.extend(contents.filter(|(name, _)| name.ends_with(".toml")));
    }
    files.sort_unstable_by_key(|(name, _)| *name);
    files
}

fn current_stamp() -> u64 {
    let files = contents();
    files.iter().fold(CODE_STAMP, |stamp, (name, text)| mixed(mixed(stamp, name.as_bytes()), text))
}

/// A number for all bytes so far and these.
const fn mixed(stamp: u64, mut bytes: &[u8]) -> u64 {
    let mut stamp = (stamp ^ bytes.len() as u64).wrapping_mul(PRIME);
    // Four words at once need not wait for each other.
    while let Some((a, rest)) = bytes.split_first_chunk::<8>()
        && let Some((b, rest)) = rest.split_first_chunk::<8>()
        && let Some((c, rest)) = rest.split_first_chunk::<8>()
        && let Some((d, rest)) = rest.split_first_chunk::<8>()
    {
        let four = u64::from_le_bytes(*a).wrapping_mul(PRIME)
            ^ u64::from_le_bytes(*b).wrapping_mul(PRIMES[0])
            ^ u64::from_le_bytes(*c).wrapping_mul(PRIMES[1])
            ^ u64::from_le_bytes(*d).wrapping_mul(PRIMES[2]);
        stamp = (stamp ^ four).wrapping_mul(PRIME).rotate_left(29);
        bytes = rest;
    }
    while let Some((word, rest)) = bytes.split_first_chunk::<8>() {
        stamp = (stamp ^ u64::from_le_bytes(*word)).wrapping_mul(PRIME).rotate_left(29);
        bytes = rest;
    }
    while let Some((byte, rest)) = bytes.split_first() {
        stamp = (stamp ^ *byte as u64).wrapping_mul(PRIME).rotate_left(29);
        bytes = rest;
    }
    stamp
}

const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
/// Further odd numbers, so that words that change places tell.
const PRIMES: [u64; 3] = [0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb, 0xd6e8_feb8_6659_fd93];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_back_is_what_was_written() {
        let image: &'static [u8] = new_image().expect("the built-in rules load").leak();
        let (_, rules) = image.split_at(8);
        let book: Rulebook = postcard::from_bytes(rules).expect("it can be read");
        assert!(postcard::to_allocvec(&book).expect("it can be written") == rules);
        assert_eq!(book.vocabulary.spell(book.vocabulary.find("Tonnes")), "tonnes");
    }

    #[test]
    fn every_byte_tells() {
        let stamps =
            [&b""[..], b"a", b"b", b"ab", b"ba", b"a\0", b"12345678", b"123456781"].map(|b| mixed(1, b));
        let long = |at: usize| {
            let mut bytes = [7; 40];
            bytes[at] = 8;
            mixed(1, &bytes)
        };
        let stamps: Vec<u64> = stamps.into_iter().chain((0..40).map(long)).collect();
        assert!(stamps.iter().enumerate().all(|(n, stamp)| !stamps[..n].contains(stamp)), "{stamps:x?}");
    }
}
