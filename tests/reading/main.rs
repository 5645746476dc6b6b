//! How figures are read: each production by table, quantities of every sort, and what must hold of all readings.

mod dateline;
mod desk;
mod grammar;
mod meanings;
mod newsroom;
mod properties;
mod quantities;
mod sentences;

use std::{fs, path::Path};

use figcheck::{
    grammar::vocabulary::Vocabulary,
    scan::{Options, Scan, plain::plain, scan},
    units::Units,
};

/// The built-in words and units.
struct Reader {
    /// The units.
    units: Units,
    /// The words.
    vocabulary: Vocabulary,
    /// The dateline.
    options: Options<'static>,
}

impl Reader {
    /// Loads them.
    fn new() -> Self {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/units");
        let mut files: Vec<(String, String)> = fs::read_dir(dir)
            .expect("rules/units")
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                Some((path.file_name()?.to_str()?.to_owned(), fs::read_to_string(path).ok()?))
            })
            .collect();
        files.sort();
        let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
        let units = Units::load(&files).expect("the built-in units load");
        let vocabulary = Vocabulary::built_in(&units).expect("the built-in words load");
        Reader { units, vocabulary, options: Options::default() }
    }

    /// Reads a text.
    fn scan(&self, text: &str) -> Scan {
        scan(text, &self.vocabulary, &self.units, &self.options)
    }
}

/// The figures of a text, each as "words = value unit".
fn figures(reader: &Reader, text: &str) -> Vec<String> {
    let scan = reader.scan(text);
    let show = |mark| {
        let plain = plain(text, mark, &reader.units, &reader.vocabulary)?;
        let value = plain.value?;
        let high = plain.high.map(|h| format!("..{h}")).unwrap_or_default();
        let unit = plain.unit.map(|u| format!(" {u}")).unwrap_or_default();
        let per = plain.per.map(|p| format!(" per {p}")).unwrap_or_default();
        Some(format!("{} = {value}{high}{unit}{per}", mark.span.of(text)))
    };
    scan.marks.iter().filter_map(show).collect()
}

/// Checks sentences against their figures, each as "words = value unit".
fn table(rows: &[(&str, &[&str])]) {
    let reader = Reader::new();
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, expected)| {
            let found = figures(&reader, text);
            (found != *expected).then(|| format!("{text}\n  read     {found:?}\n  expected {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
