//! What the tests of reading share: the built-in rules, loaded once.

use std::{fs, path::Path};

use figcheck::{
    grammar::vocabulary::Vocabulary,
    scan::{Options, Scan, plain::plain, scan},
    units::Units,
};

/// The built-in words and units.
pub(crate) struct Reader {
    /// The units.
    pub(crate) units: Units,
    /// The words.
    pub(crate) vocabulary: Vocabulary,
    /// The dateline.
    pub(crate) options: Options,
}

impl Reader {
    /// Loads them.
    pub(crate) fn new() -> Self {
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
    pub(crate) fn scan(&self, text: &str) -> Scan {
        scan(text, &self.vocabulary, &self.units, &self.options)
    }
}

/// The figures of a text, each as "words = value unit".
#[allow(dead_code)]
pub(crate) fn figures(reader: &Reader, text: &str) -> Vec<String> {
    let scan = reader.scan(text);
    let show = |mark| {
        let plain = plain(mark, &reader.units, &reader.vocabulary)?;
        let value = plain.value?;
        let high = plain.high.map(|h| format!("..{h}")).unwrap_or_default();
        let unit = plain.unit.map(|u| format!(" {u}")).unwrap_or_default();
        Some(format!("{} = {value}{high}{unit}", mark.span.of(text)))
    };
    scan.marks.iter().filter_map(show).collect()
}
