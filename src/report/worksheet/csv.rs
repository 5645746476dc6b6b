//! The worksheet for a spreadsheet: comma-separated values, a line a figure.

use super::{Document, Row, part_of};

/// The columns. Numbers are written plainly, so that a spreadsheet can reckon with them.
const COLUMNS: [&str; 17] = [
    "draft",
    "line",
    "column",
    "start",
    "end",
    "words",
    "kind",
    "value",
    "value_high",
    "at_least",
    "at_most",
    "unit",
    "dimension",
    "hedge",
    "counts",
    "not_used",
    "part_of",
];

/// The first line.
#[must_use]
pub fn head() -> Vec<u8> {
    written([COLUMNS.map(String::from)])
}

/// The lines of one draft.
#[must_use]
pub fn lines(document: &Document<'_>, rows: &[Row]) -> Vec<u8> {
    written(rows.iter().map(|row| record(document, row)))
}

fn written(records: impl IntoIterator<Item = [String; 17]>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        // Writing to memory does not fail, and every record has as many cells as the first.
        let _ = writer.write_record(record);
    }
    writer.into_inner().unwrap_or_default()
}

fn record(document: &Document<'_>, row: &Row) -> [String; 17] {
    let figure = &row.figure;
    let (place, file) = (document.place(figure.span), document.draft.file_span(figure.span));
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let words = |words: &Option<String>| words.clone().unwrap_or_default();
    let (at_least, at_most) = figure.bounds.unwrap_or_default();
    [
        document.name.to_string(),
        place.line.to_string(),
        place.column.to_string(),
        file.start.to_string(),
        file.end.to_string(),
        figure.text.clone(),
        figure.kind.clone(),
        number(figure.value),
        number(figure.value_high),
        number(at_least),
        number(at_most),
        figure.measured_in(),
        words(&figure.dimension),
        words(&figure.hedge),
        words(&figure.noun),
        words(&figure.skipped),
        part_of(&row.uses),
    ]
}
