//! What can be wrong with a file of units, and where.

use serde::{Deserialize, Deserializer, de};
use std::{borrow::Cow, error::Error, fmt, ops::Range};

/// A fault in a file of units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitError {
    /// The file, as it was named to [`super::Units::load`].
    pub file: String,
    /// Bytes of the file that are wrong.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for UnitError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.file, self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(out, " ({hint})"))
    }
}

impl Error for UnitError {}

/// A file being read.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

impl File<'_> {
    /// A fault at `span`.
    pub(super) fn error(self, span: Range<usize>, message: String, hint: Option<String>) -> UnitError {
        UnitError { file: self.name.to_owned(), span, message, hint }
    }

    /// What the TOML reader found wrong; `fields` are the names it would have known.
    pub(super) fn toml_error(self, error: &toml::de::Error, fields: &[&str]) -> UnitError {
        let message = error.message().to_owned();
        let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
        let hint = unknown.and_then(|unknown| did_you_mean(unknown, fields.iter().copied()));
        self.error(error.span().unwrap_or(0..0), message, hint)
    }

    /// "length.toml:12:9", for the byte at `offset`.
    pub(super) fn place(self, offset: usize) -> String {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        format!("{}:{line}:{column}", self.name)
    }
}

/// A hint naming the known word nearest to `word`, if one is near.
pub(super) fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let near = known.map(|known| (strsim::osa_distance(known, word), known));
    let (distance, known) = near.min_by_key(|&(distance, known)| (distance, known))?;
    (distance <= 1 + word.chars().count() / 4).then(|| format!("did you mean \"{known}\"?"))
}

/// Text of a TOML file, borrowed wherever it holds no escapes. (serde borrows no `Cow` inside a `Spanned`.)
pub(super) struct Text<'a>(Cow<'a, str>);

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_str(TextVisitor).map(Text)
    }
}

struct TextVisitor;

impl<'de> de::Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}
