//! What is wrong with a rule file, and where.

use std::fmt;

/// One thing wrong with one rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The file's name.
    pub file: String,
    /// Line, counted from 1; 0 when the whole file is meant.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// The line as written.
    pub excerpt: String,
    /// What is wrong.
    pub message: String,
    /// What may have been meant.
    pub hint: Option<String>,
}

impl RuleError {
    /// An error at byte `at` of `text`.
    #[must_use]
    pub fn at(file: &str, text: &str, at: usize, message: impl Into<String>) -> Self {
        let at = (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let before = text.get(..at).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let excerpt = text.get(start..).unwrap_or("").lines().next().unwrap_or("");
        RuleError {
            file: file.to_string(),
            line: line_of(text, at),
            column: text.get(start..at).unwrap_or("").chars().count() + 1,
            excerpt: excerpt.to_string(),
            message: message.into(),
            hint: None,
        }
    }

    /// What is wrong with `text` as TOML, with a hint where a key is nearly one that may stand there.
    #[must_use]
    pub fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        RuleError::read(file, text, error.span().map_or(0, |span| span.start), error.message())
    }

    /// What the TOML reader says of byte `at` of `text`, with a hint where a key is nearly one that may stand there.
    #[must_use]
    pub fn read(file: &str, text: &str, at: usize, message: &str) -> Self {
        let own = RuleError::at(file, text, at, message);
        let mut names = message.split('`').skip(1).step_by(2);
        match names.next() {
            Some(written) if message.starts_with("unknown ") => own.meant(closest(written, names)),
            _ => own,
        }
    }

    /// The same with a hint: a name close to the one written.
    #[must_use]
    pub fn meant(mut self, name: Option<String>) -> Self {
        self.hint = name.map(|n| format!("did you mean `{n}`?"));
        self
    }
}

/// The line of byte `at` of `text`, counted from 1.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    memchr::memchr_iter(b'\n', before).count() + 1
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        if !self.excerpt.trim().is_empty() {
            let indent = " ".repeat(self.column.saturating_sub(1));
            write!(f, "\n    {}\n    {indent}^", self.excerpt)?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\n    {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for RuleError {}

/// What a name in a rule file stands for.
///
/// # Errors
/// That it stands for nothing, with the name that may have been meant.
pub(super) fn named<T: Copy>(table: &[(&'static str, T)], name: &str) -> Result<T, Option<String>> {
    let known = table.iter().find(|(n, _)| *n == name).map(|(_, value)| *value);
    known.ok_or_else(|| closest(name, table.iter().map(|(n, _)| *n)))
}

/// The known name nearest to `name`, when it is near enough to be a slip of the pen.
#[must_use]
pub fn closest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .map(|k| (strsim::jaro_winkler(name, k), k))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k.to_string())
}
