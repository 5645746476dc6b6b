//! From `rules/units/*.toml` to the table of units.
//!
//! ```toml
//! source = "https://…"          # of every unit in the file that names no other
//! dimension = "length"          # likewise
//!
//! [[unit]]
//! name = "foot"                 # full name, singular, British; a hyphen may be written as a space
//! plural = "feet"               # when it is not name + "s"
//! also = "ft, ft."             # other words, plurals too; capitals do not matter
//! symbols = "′"                 # capitals matter; after the number
//! before = "$, US$"             # symbols that stand before the number
//! either = "kr"                 # symbols that stand on either side
//! million = "MSEK"              # likewise, for a million of it
//! weak = "′"                    # which of these are believed only at a number in digits
//! shared = "pounds"             # which of these another unit has too; the unit loaded first is meant
//! other = "troy ounce"          # another unit that the same words can mean
//! then = "inch"                 # the smaller unit left out in "six foot two"
//! definition = "0.3048 meters"  # in terms of a unit uom knows, of a currency ("0.01 GBP"), or a number
//! per = "1 second"              # divides the definition
//! ```

use super::{
    BASES, Exponents, Unit, UnitError, UnitId,
    error::{File, Text, did_you_mean},
    si,
    words::{Seen, Words, spell},
};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use toml::Spanned;

/// The dimension of money: its units are defined in terms of ISO 4217 codes.
const CURRENCY: &str = "currency";

/// What the files come to: the fields of [`super::Units`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Table {
    pub(super) units: Vec<Unit>,
    pub(super) others: Vec<Option<UnitId>>,
    pub(super) thens: Vec<Option<UnitId>>,
    pub(super) dimensions: Vec<Box<str>>,
    /// The units in the order of their names.
    pub(super) names: Vec<UnitId>,
    /// Only while rules are loaded.
    #[serde(skip)]
    pub(super) words: Words,
}

impl Table {
    /// The unit of this name, or the place in `names` where it would stand.
    pub(super) fn by_name(&self, name: &str) -> Result<UnitId, usize> {
        let key = |id: &UnitId| self.units.get(usize::from(id.0)).map_or("", |unit| &unit.name);
        let found = self.names.binary_search_by(|id| key(id).cmp(name));
        found.and_then(|at| self.names.get(at).copied().ok_or(at))
    }
}

/// Reads all files, in order.
pub(super) fn load(files: &[(&str, &str)]) -> Result<Table, UnitError> {
    let mut table = Table::default();
    // A spelling takes some thirty bytes of file; to grow the map again and again costs more than room.
    let mut seen = Seen::with_room(files.iter().map(|(_, text)| text.len() / 30).sum());
    let mut links = Vec::new();
    for &(name, text) in files {
        let file = File { name, text };
        let sheet = toml::from_str::<Sheet>(text).map_err(|error| file.toml_error(&error, &FIELDS))?;
        let dimension = sheet.dimension.as_ref();
        for row in sheet.unit {
            let unit = add(&mut table, &mut seen, file, (dimension, sheet.source.as_ref()), &row)?;
            links.extend(row.other.map(|other| (file, unit, other, false)));
            links.extend(row.then.map(|then| (file, unit, then, true)));
        }
    }
    for (file, unit, other, then) in links {
        let name = text(&other);
        let Ok(id) = table.by_name(name) else {
            let hint = did_you_mean(name, table.units.iter().map(|known| &*known.name));
            return Err(file.error(other.span(), format!("no unit is called \"{name}\""), hint));
        };
        let links = if then { &mut table.thens } else { &mut table.others };
        if let Some(slot) = links.get_mut(usize::from(unit.0)) {
            *slot = Some(id);
        }
    }
    Ok(table)
}

/// One file as read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet<'a> {
    #[serde(borrow)]
    source: Option<Text<'a>>,
    #[serde(borrow)]
    dimension: Option<Spanned<Text<'a>>>,
    #[serde(borrow)]
    unit: Vec<Row<'a>>,
}

/// One unit as read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row<'a> {
    #[serde(borrow)]
    pub(super) name: Spanned<Text<'a>>,
    #[serde(borrow)]
    pub(super) plural: Option<Spanned<Text<'a>>>,
    #[serde(borrow, default)]
    pub(super) also: List<'a>,
    #[serde(borrow, default)]
    pub(super) symbols: List<'a>,
    #[serde(borrow, default)]
    pub(super) before: List<'a>,
    #[serde(borrow, default)]
    pub(super) either: List<'a>,
    #[serde(borrow, default)]
    pub(super) million: List<'a>,
    #[serde(borrow, default)]
    pub(super) weak: List<'a>,
    #[serde(borrow, default)]
    pub(super) shared: List<'a>,
    #[serde(borrow)]
    pub(super) other: Option<Spanned<Text<'a>>>,
    #[serde(borrow)]
    pub(super) then: Option<Spanned<Text<'a>>>,
    #[serde(borrow)]
    pub(super) dimension: Option<Spanned<Text<'a>>>,
    #[serde(borrow)]
    pub(super) definition: Spanned<Text<'a>>,
    #[serde(borrow)]
    pub(super) per: Option<Spanned<Text<'a>>>,
    #[serde(borrow)]
    pub(super) source: Option<Text<'a>>,
}

/// The fields of a file, for "did you mean".
const FIELDS: [&str; 16] = [
    "unit",
    "name",
    "plural",
    "also",
    "symbols",
    "before",
    "either",
    "million",
    "weak",
    "shared",
    "other",
    "then",
    "dimension",
    "definition",
    "per",
    "source",
];

/// Adds the unit of one row and its spellings; what it leaves out comes from the head of its file.
fn add<'a>(
    table: &mut Table,
    seen: &mut Seen<'a>,
    file: File<'a>,
    (dimension, source): (Option<&Spanned<Text<'_>>>, Option<&Text<'_>>),
    row: &Row<'_>,
) -> Result<UnitId, UnitError> {
    let name = text(&row.name);
    let fault = |message: String, hint: &str| {
        let hint = Some(hint.to_owned()).filter(|hint| !hint.is_empty());
        Err(file.error(row.name.span(), message, hint))
    };
    let Ok(id) = u16::try_from(table.units.len()).map(UnitId) else {
        return fault("more than 65,536 units".into(), "");
    };
    let Err(place) = table.by_name(name) else {
        return fault(format!("the unit \"{name}\" is defined twice"), "");
    };
    let Some(source) = row.source.as_ref().or(source).filter(|source| !source.is_empty()) else {
        let hint = "add `source = \"https://…\"`, to the unit or to the top of the file";
        return fault(format!("\"{name}\" has no source"), hint);
    };
    let Some(dimension) = row.dimension.as_ref().or(dimension) else {
        let hint = "add `dimension = \"length\"`, or another, to the unit or to the top of the file";
        return fault(format!("\"{name}\" has no dimension"), hint);
    };
    check_dimension(table, file, dimension)?;
    let (defined, currency) = define(file, text(dimension), row)?;
    let plural = row.plural.as_ref().map_or_else(|| format!("{name}s"), |plural| text(plural).to_owned());
    let code = currency.filter(|_| text(&row.definition).starts_with("1 "));
    let code = code.as_ref().and_then(|code| std::str::from_utf8(code).ok());
    let first = table.words.len();
    spell(&mut table.words, seen, file, row, id, &plural, code)?;
    let symbol = table.words.iter(first).find(|spelling| spelling.symbol);
    table.units.push(Unit {
        name: name.to_owned().into(),
        plural: plural.into(),
        symbol: symbol.map_or(name, |spelling| spelling.text).to_owned().into(),
        dimension: text(dimension).to_owned().into(),
        exponents: defined.exponents,
        factor: defined.factor,
        offset: defined.offset,
        currency,
        source: source.to_string().into(),
    });
    table.names.insert(place, id);
    table.others.push(None);
    table.thens.push(None);
    Ok(id)
}

/// Notes a new dimension, or refuses it if it looks like a known one misspelt.
fn check_dimension(
    table: &mut Table,
    file: File<'_>,
    dimension: &Spanned<Text<'_>>,
) -> Result<(), UnitError> {
    let name = text(dimension);
    if table.dimensions.iter().rev().any(|known| **known == *name) {
        return Ok(());
    }
    if si::exponents(name).is_none() {
        let builtin = si::dimensions().map(|known| -> &str { known });
        // A slip changes the length by one at most, and spares the first letter or the last.
        let ends = |word: &str| (word.bytes().next(), word.bytes().next_back());
        let near = |known: &&str| {
            known.len().abs_diff(name.len()) <= 1
                && (ends(known).0 == ends(name).0 || ends(known).1 == ends(name).1)
                && strsim::osa_distance(known, name) == 1
        };
        let mut known = builtin.chain(table.dimensions.iter().map(|known| &**known));
        if let Some(close) = known.find(near) {
            let message = format!("no dimension is called \"{name}\" yet");
            return Err(file.error(dimension.span(), message, Some(format!("did you mean \"{close}\"?"))));
        }
    }
    table.dimensions.push(name.into());
    Ok(())
}

/// What the definition comes to, and the currency it is in.
fn define(
    file: File<'_>,
    dimension: &str,
    row: &Row<'_>,
) -> Result<(si::Defined, Option<[u8; 3]>), UnitError> {
    let definition = text(&row.definition);
    if dimension == CURRENCY {
        let Some((factor, code)) = money(definition) else {
            let message = format!("not an amount of money: \"{definition}\"");
            let hint = "write a number and an ISO 4217 code: \"1 EUR\", \"0.01 GBP\"";
            return Err(file.error(row.definition.span(), message, Some(hint.into())));
        };
        let exponents = BASES.map(|base| i8::from(base == "money"));
        return Ok((si::Defined { exponents, factor, offset: 0.0 }, Some(code)));
    }
    let read = |dimension: &str, definition: &Spanned<Text<'_>>| {
        let defined = si::define(dimension, text(definition));
        defined.filter(|defined| defined.factor.is_finite() && defined.factor > 0.0).ok_or_else(|| {
            let message = format!("uom knows no such {dimension}: \"{}\"", text(definition));
            let hint = "write a number, a space and an American name: \"1609.344 meters\"";
            file.error(definition.span(), message, Some(hint.into()))
        })
    };
    let Some(per) = &row.per else { return Ok((read(dimension, &row.definition)?, None)) };
    let (above, below) = (read("quantity", &row.definition)?, read("quantity", per)?);
    let exponents = combine(above.exponents, below.exponents, -1);
    if si::exponents(dimension).is_some_and(|known| known != exponents) {
        let message = format!("this per \"{}\" is no {dimension}", text(per));
        return Err(file.error(row.definition.span(), message, None));
    }
    Ok((si::Defined { exponents, factor: above.factor / below.factor, offset: 0.0 }, None))
}

/// `above` times `below` to the power of `sign`, as exponents.
pub(super) fn combine(above: Exponents, below: Exponents, sign: i8) -> Exponents {
    let mut sum = above;
    for (a, b) in sum.iter_mut().zip(below) {
        *a = a.saturating_add(b.saturating_mul(sign));
    }
    sum
}

/// The number and the code of "0.01 GBP".
fn money(text: &str) -> Option<(f64, [u8; 3])> {
    let (number, code) = text.split_once(' ')?;
    let factor = number.parse::<f64>().ok().filter(|factor| factor.is_finite() && *factor > 0.0)?;
    let code = <[u8; 3]>::try_from(code.as_bytes()).ok()?;
    code.iter().all(u8::is_ascii_uppercase).then_some((factor, code))
}

/// Some spellings, separated by commas.
pub(super) type List<'a> = Option<Spanned<Text<'a>>>;

/// The items of a list, each with its bytes in the file.
pub(super) fn items<'a>(list: &'a List<'_>) -> impl Iterator<Item = (&'a str, Range<usize>)> {
    list.iter().flat_map(|list| {
        let (whole, bytes) = (text(list), list.span());
        // Without escapes, and after one quote, the value is the file's own text.
        let plain = bytes.len() == whole.len() + 2;
        let mut next = bytes.start + 1;
        whole.split(',').map(move |item| {
            let start = next + item.len() - item.trim_start().len();
            next += item.len() + 1;
            let item = item.trim();
            (item, if plain { start..start + item.len() } else { bytes.clone() })
        })
    })
}

/// The text of a field.
pub(super) fn text<'a>(field: &'a Spanned<Text<'_>>) -> &'a str {
    field.get_ref()
}
