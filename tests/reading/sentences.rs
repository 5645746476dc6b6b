//! Where sentences end.

use crate::Reader;

/// Each text with its sentences parted by bars.
const SENTENCES: &[&str] = &[
    "It cost £3m.| Councillors agreed.",
    "It cost 45p.| Bread is dearer.",
    "It rose by 5K.| Police were told.",
    "He was 5ft. 7in. tall.",
    "John F. Kennedy won.| Nixon lost.",
    "They met at 5 p.m. Monday.",
    "He won plan B.| The rest left.",
];

#[test]
fn a_unit_of_one_letter_is_no_initial() {
    let reader = Reader::new();
    for marked in SENTENCES {
        let text = marked.replace('|', "");
        let scan = reader.scan(&text);
        let found: Vec<&str> = scan.sentences.iter().map(|s| s.span.of(&text).trim()).collect();
        let meant: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, meant);
    }
}
