//! The spellings of the units, and who has which.

use super::{
    Place, Spelling, UnitError, UnitId,
    error::{File, did_you_mean},
    table::{List, Row, items, text},
};
use rustc_hash::FxHashMap;
use std::{borrow::Cow, collections::hash_map::Entry, ops::Range};

/// Adds all spellings of a unit: its names, those with a space for a hyphen, the other words, the symbols,
/// and the code of a currency's main unit.
pub(super) fn spell<'a>(
    words: &mut Words,
    seen: &mut Seen<'a>,
    file: File<'a>,
    row: &Row<'_>,
    unit: UnitId,
    plural: &str,
    code: Option<&str>,
) -> Result<(), UnitError> {
    let first = words.rows.len();
    let mut add = |text: &str, span: Range<usize>, place: Place, symbol: bool, times: f64| {
        let owner = Owner { unit, file, span: span.clone(), shared: listed(&row.shared, text) };
        match seen.claim(text, symbol, owner) {
            Claim::New => words.push(text, unit, (place, times), symbol, listed(&row.weak, text)),
            Claim::Known => {}
            Claim::Taken(place) => {
                let hint = "if both are meant, list it under `shared`: the unit loaded first is the default";
                let message = format!("\"{text}\" is already a spelling of the unit at {place}");
                return Err(file.error(span, message, Some(hint.into())));
            }
        }
        Ok(())
    };
    for name in [text(&row.name), plural] {
        add(name, row.name.span(), Place::After, false, 1.0)?;
        if name.contains('-') {
            add(&name.replace('-', " "), row.name.span(), Place::After, false, 1.0)?;
        }
    }
    for (word, span) in items(&row.also) {
        add(word, span, Place::After, false, 1.0)?;
    }
    let symbols = [
        (&row.before, Place::Before, 1.0),
        (&row.either, Place::Either, 1.0),
        (&row.symbols, Place::After, 1.0),
        (&row.million, Place::Either, 1e6),
    ];
    for (list, place, times) in symbols {
        for (symbol, span) in items(list) {
            add(symbol, span, place, true, times)?;
        }
    }
    if let Some(code) = code {
        // "COP 26", "TOP 10": a code that is a word is no money before its number.
        let place = if listed(&row.weak, code) { Place::After } else { Place::Either };
        add(code, row.definition.span(), place, true, 1.0)?;
    }
    check_lists(words, first, file, row)
}

/// Refuses a `weak` or `shared` spelling that the unit does not have.
fn check_lists(words: &Words, first: usize, file: File<'_>, row: &Row<'_>) -> Result<(), UnitError> {
    let own = || words.iter(first).map(|spelling| spelling.text);
    let mut listed = items(&row.weak).chain(items(&row.shared));
    match listed.find(|(word, _)| !own().any(|known| known == *word)) {
        None => Ok(()),
        Some((word, span)) => {
            let message = format!("\"{word}\" is no spelling of \"{}\"", text(&row.name));
            Err(file.error(span, message, did_you_mean(word, own())))
        }
    }
}

fn listed(list: &List<'_>, word: &str) -> bool {
    items(list).any(|(item, _)| item == word)
}

/// All spellings in the order of the table, their texts in one string.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    text: String,
    rows: Vec<Word>,
}

/// One spelling, as [`Spelling`].
#[derive(Clone, Copy, Debug)]
struct Word {
    start: u32,
    end: u32,
    unit: UnitId,
    place: Place,
    times: f64,
    symbol: bool,
    weak: bool,
}

impl Words {
    /// All spellings from the `first` on.
    pub(super) fn iter(&self, first: usize) -> impl Iterator<Item = Spelling<'_>> {
        self.rows.iter().skip(first).map(|&Word { start, end, unit, place, times, symbol, weak }| {
            let text = self.text.get(start as usize..end as usize).unwrap_or("");
            Spelling { text, unit, place, times, symbol, weak }
        })
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    fn push(&mut self, text: &str, unit: UnitId, (place, times): (Place, f64), symbol: bool, weak: bool) {
        let offset = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let start = offset(&self.text);
        self.text.push_str(text);
        self.rows.push(Word { start, end: offset(&self.text), unit, place, times, symbol, weak });
    }
}

/// Who has which spelling so far: words in lower case, symbols as they are.
pub(super) struct Seen<'a>(FxHashMap<Box<str>, Owner<'a>>);

/// The first to have a spelling.
struct Owner<'a> {
    unit: UnitId,
    file: File<'a>,
    span: Range<usize>,
    /// Another unit may have it too.
    shared: bool,
}

/// What became of a claim to a spelling.
enum Claim {
    /// Granted.
    New,
    /// The unit has it already.
    Known,
    /// Another unit has it, named at this place.
    Taken(String),
}

impl<'a> Seen<'a> {
    /// Room for `count` spellings.
    pub(super) fn with_room(count: usize) -> Self {
        Seen(FxHashMap::with_capacity_and_hasher(count, rustc_hash::FxBuildHasher))
    }

    fn claim(&mut self, text: &str, symbol: bool, claimant: Owner<'a>) -> Claim {
        let folded = !symbol && text.chars().any(char::is_uppercase);
        let key = if folded { Cow::Owned(text.to_lowercase()) } else { Cow::Borrowed(text) };
        match self.0.entry(key.into()) {
            Entry::Vacant(slot) => {
                slot.insert(claimant);
                Claim::New
            }
            Entry::Occupied(slot) if slot.get().unit == claimant.unit => Claim::Known,
            Entry::Occupied(slot) if slot.get().shared || claimant.shared => Claim::New,
            Entry::Occupied(slot) => Claim::Taken(slot.get().file.place(slot.get().span.start)),
        }
    }
}
