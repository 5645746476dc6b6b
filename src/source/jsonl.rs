//! JSON Lines: one document a line, `{"id": …, "text": …, "date": "YYYY-MM-DD"}`.
//!
//! Positions are bytes of the document's `text`, not of the file. `id` may be anything, `date` may be left
//! out, other keys are ignored. A date that cannot be read is left out with a note.

use super::{Draft, date, plain};
use serde::Deserialize;

/// One document of a JSON Lines file.
#[derive(Clone, Debug)]
pub struct Record {
    /// What it is called; null when it has no `id`.
    pub id: serde_json::Value,
    /// Its draft, read as plain text.
    pub draft: Draft,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    date: Option<String>,
}

/// Reads one line.
///
/// # Errors
/// What is wrong with it: bad UTF-8 or JSON, or no `text`.
pub fn read_line(line: &[u8]) -> Result<Record, String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| reason(&error))?;
    let mut draft = plain::read(line.text);
    if let Some(written) = line.date {
        draft.date = date::parse(&written);
        if draft.date.is_none() {
            draft.notes.push(format!("the date `{written}` was not understood; write YYYY-MM-DD"));
        }
    }
    Ok(Record { id: line.id, draft })
}

/// The parser's words without its line number, which is always 1 here.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or("not JSON");
    if error.column() > 0 { format!("{words} (column {})", error.column()) } else { words.to_string() }
}
