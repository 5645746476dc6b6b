//! The targets of `fuzz/` over their seeds and some mutations of them, always the same: what cargo-fuzz does with far
//! more of them, and what it has found.

#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "it is a library of its own, too")]
mod targets;

use std::{fs, panic, path::Path};

/// So many mutations of each seed are tried.
const MUTATIONS: u64 = 24;

/// A target runs a seed and what became of it; where it panics, the bytes are told.
fn run(name: &str, target: fn(&[u8]), mutations: u64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let dictionary = dictionary(&fs::read_to_string(folder.join("figcheck.dict")).expect("the dictionary"));
    let mut seeds: Vec<_> = ["seeds", "found"]
        .into_iter()
        .filter_map(|kind| fs::read_dir(folder.join(kind).join(name)).ok())
        .flatten()
        .map(|entry| fs::read(entry.expect("an entry").path()).expect("a seed"))
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty(), "{name} has seeds");
    let mut chance = Chance(7);
    for seed in &seeds {
        tried(target, seed);
        for _ in 0..mutations {
            let mut bytes = seed.clone();
            for _ in 0..=chance.below(4) {
                mutate(&mut bytes, &dictionary, &seeds, &mut chance);
            }
            tried(target, &bytes);
        }
    }
}

fn tried(target: fn(&[u8]), bytes: &[u8]) {
    let done = panic::catch_unwind(|| target(bytes));
    assert!(done.is_ok(), "this panics: {:?}", bytes.escape_ascii().to_string());
}

/// Numbers by chance, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// One small change: a byte, a piece left out or doubled, a word of the dictionary, a piece of another seed.
fn mutate(bytes: &mut Vec<u8>, dictionary: &[Vec<u8>], seeds: &[Vec<u8>], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let end = (at + chance.below(24)).min(bytes.len());
    let with = match chance.below(6) {
        0 => vec![chance.below(256) as u8],
        1 => Vec::new(),
        2 => bytes[at..end].repeat(2 + chance.below(3)),
        3 | 4 => dictionary[chance.below(dictionary.len())].clone(),
        _ => {
            let other = &seeds[chance.below(seeds.len())];
            let from = chance.below(other.len());
            other[from..(from + chance.below(40)).min(other.len())].to_vec()
        }
    };
    let end = if chance.below(2) == 0 { at } else { end };
    bytes.splice(at..end, with);
}

/// The words of a dictionary of libFuzzer's.
fn dictionary(text: &str) -> Vec<Vec<u8>> {
    let quoted = |line: &str| Some(line.strip_prefix('"')?.strip_suffix('"')?.to_string());
    let words: Vec<Vec<u8>> = text.lines().filter_map(quoted).map(|word| unescaped(&word)).collect();
    assert!(words.len() > 30 && words.contains(&"\u{200b}".as_bytes().to_vec()));
    words
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut pieces = word.split('\\');
    let mut bytes = pieces.next().unwrap_or("").as_bytes().to_vec();
    for piece in pieces {
        match piece.strip_prefix('x').and_then(|hex| u8::from_str_radix(hex.get(..2)?, 16).ok()) {
            Some(byte) => bytes.extend(std::iter::once(byte).chain(piece.bytes().skip(3))),
            None => bytes.extend(piece.bytes()),
        }
    }
    bytes
}

#[test]
fn figures() {
    run("figures", targets::figures, MUTATIONS);
}

#[test]
fn check() {
    run("check", targets::check, MUTATIONS);
}

/// All built-in rules are loaded each time.
#[test]
fn rules() {
    run("rules", targets::rules, MUTATIONS / 8);
}

#[test]
fn patterns() {
    run("patterns", targets::patterns, 20 * MUTATIONS);
}

#[test]
fn sources() {
    run("sources", targets::sources, MUTATIONS);
}

#[test]
fn snapshots() {
    run("snapshots", targets::snapshots, 10 * MUTATIONS);
}

#[test]
fn settings() {
    run("settings", targets::settings, 20 * MUTATIONS);
}
