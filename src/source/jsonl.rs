//! JSON Lines: one document a line, `{"id": …, "text": …, "date": "YYYY-MM-DD"}`.
//!
//! Positions are bytes of the document's text, not of the file. The id may be anything, id and date may be left
//! out, other keys are ignored. A date that cannot be read is left out with a note.

use super::{Draft, date, plain};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use std::{borrow::Cow, fmt};

/// The keys that a document's parts stand under.
#[derive(Clone, Debug)]
pub struct Fields {
    /// The text's.
    pub text: String,
    /// The id's.
    pub id: String,
    /// The date's.
    pub date: String,
}

impl Default for Fields {
    fn default() -> Self {
        Fields { text: "text".to_string(), id: "id".to_string(), date: "date".to_string() }
    }
}

/// One document of a JSON Lines file.
#[derive(Clone, Debug)]
pub struct Record {
    /// What it is called; null when it has no id.
    pub id: Value,
    /// Its draft, read as plain text.
    pub draft: Draft,
}

/// Reads one line.
///
/// # Errors
/// What is wrong with it: bad UTF-8 or JSON, or no text.
pub fn read_line(line: &[u8], fields: &Fields) -> Result<Record, String> {
    let mut json = serde_json::Deserializer::from_slice(line);
    let line = Seed(fields).deserialize(&mut json).and_then(|line| json.end().map(|()| line));
    let Line { id, text, date: written } = line.map_err(|error| reason(&error))?;
    let mut draft = super::finished(plain::read(text));
    match written {
        Value::Null => {}
        Value::String(written) => {
            draft.date = date::parse(&written);
            if draft.date.is_none() {
                draft.notes.push(format!("the date `{written}` was not understood; write YYYY-MM-DD"));
            }
        }
        other => draft.notes.push(format!("the date `{other}` was not understood; write YYYY-MM-DD")),
    }
    Ok(Record { id, draft })
}

/// The id of a line, and nothing else of it; null when it has none or is no JSON.
#[must_use]
pub fn id(line: &[u8], fields: &Fields) -> Value {
    let mut json = serde_json::Deserializer::from_slice(line);
    Id(&fields.id).deserialize(&mut json).unwrap_or_default()
}

/// The parts of a document, as far as they were read.
#[derive(Default)]
struct Line {
    id: Value,
    text: String,
    date: Value,
}

struct Seed<'a>(&'a Fields);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Line;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Line, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Line;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line, A::Error> {
        let (mut line, mut text) = (Line::default(), None);
        while let Some(key) = map.next_key::<Key<'de>>()? {
            match key.0.as_ref() {
                key if key == self.0.text => text = Some(map.next_value::<String>()?),
                key if key == self.0.id => line.id = map.next_value()?,
                key if key == self.0.date => line.date = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        line.text = text.ok_or_else(|| A::Error::custom(format!("missing field `{}`", self.0.text)))?;
        Ok(line)
    }
}

struct Id<'a>(&'a str);

impl<'de> DeserializeSeed<'de> for Id<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Id<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut id = Value::Null;
        while let Some(key) = map.next_key::<Key<'de>>()? {
            if key.0 == self.0 {
                id = map.next_value()?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(id)
    }
}

/// A key, copied only where it has escapes.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// The parser's words without its line number, which is always 1 here.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or("not JSON");
    if error.column() > 0 { format!("{words} (column {})", error.column()) } else { words.to_string() }
}
