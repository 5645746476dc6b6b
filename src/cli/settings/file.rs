//! What may stand in `figcheck.toml`. The doc comments are what editors show from the JSON schema.

use clap::ValueEnum;
use figcheck::rule::{Severity, error::RuleError};
use schemars::JsonSchema;
use serde::Deserialize;
use std::{collections::BTreeMap, path::PathBuf};

/// Settings of figcheck for the drafts below this file's folder.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(title = "figcheck.toml")]
pub(crate) struct File {
    /// Rule files, or folders of them, besides the built-in rules; from this file's folder.
    pub(crate) rules: Vec<PathBuf>,
    /// A file of exchange rates, from this file's folder: [[rate]] tables, as in rules/rates.toml.
    pub(crate) rates: Option<PathBuf>,
    /// Drafts that are not checked when a folder is, in the language of .gitignore.
    pub(crate) ignore: Vec<String>,
    /// The folder of accepted findings, from each draft's folder.
    pub(crate) snapshots: Option<PathBuf>,
    /// Whether a comment that allows a finding must give a reason.
    pub(crate) reasons: Option<bool>,
    /// The day of drafts that do not tell it: "2026-04-02".
    pub(crate) date: Option<String>,
    /// Where the drafts are written, "en-GB": what a gallon, a ton, a dollar and 03/04/2026 mean there.
    pub(crate) locale: Option<String>,
    /// The least severity to report.
    pub(crate) severity: Option<Least>,
    /// The least severity that makes the exit status 1.
    pub(crate) fail_on: Option<Least>,
    /// How sure figcheck must be of what a claim speaks of, 0 to 1, to report it.
    pub(crate) confidence: Option<f64>,
    /// What each rule's findings are worth.
    pub(crate) severities: BTreeMap<String, Worth>,
    /// Other settings for some of the drafts; the last that matches holds.
    pub(crate) r#override: Vec<Override>,
}

/// Other settings for some of the drafts.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Override {
    /// Which drafts, in the language of .gitignore, from this file's folder.
    pub(crate) paths: Vec<String>,
    /// The day of drafts that do not tell it: "2026-04-02".
    pub(crate) date: Option<String>,
    /// Where they are written, "en-US".
    pub(crate) locale: Option<String>,
    /// The least severity to report.
    pub(crate) severity: Option<Least>,
    /// The least severity that makes the exit status 1.
    pub(crate) fail_on: Option<Least>,
    /// How sure figcheck must be of what a claim speaks of, 0 to 1, to report it.
    pub(crate) confidence: Option<f64>,
    /// What each rule's findings are worth.
    #[serde(default)]
    pub(crate) severities: BTreeMap<String, Worth>,
}

/// The least severity of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Least {
    /// Figures that contradict a claim
    Error,
    /// Also what does not follow from the figures as printed
    Warning,
    /// Also advice
    Note,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Self {
        match least {
            Least::Error => Severity::Error,
            Least::Warning => Severity::Warning,
            Least::Note => Severity::Note,
        }
    }
}

/// What a rule's findings are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Worth {
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// Advice.
    Note,
    /// Nothing: the rule is switched off.
    Off,
}

/// Reads the text of a settings file.
///
/// # Errors
/// What is wrong with it, with line and column, and what may have been meant.
pub(crate) fn read(name: &str, text: &str) -> Result<File, RuleError> {
    let file: File = toml::from_str(text).map_err(|error| RuleError::toml(name, text, &error))?;
    let at = |key: &str, message: String| RuleError::at(name, text, text.find(key).unwrap_or(0), message);
    let parts = file.r#override.iter();
    for date in file.date.iter().chain(parts.clone().filter_map(|part| part.date.as_ref())) {
        if date.parse::<jiff::civil::Date>().is_err() {
            return Err(at(&format!("\"{date}\""), format!("`{date}` is no day; write it as YYYY-MM-DD")));
        }
    }
    for sure in file.confidence.iter().chain(parts.filter_map(|part| part.confidence.as_ref())) {
        if !(0.0..=1.0).contains(sure) {
            return Err(at("confidence", "confidence goes from 0 to 1".to_string()));
        }
    }
    Ok(file)
}

/// The JSON schema of a settings file, for editors.
pub(crate) fn schema() -> String {
    let mut text = serde_json::to_string_pretty(&schemars::schema_for!(File)).unwrap_or_default();
    text.push('\n');
    text
}

impl Worth {
    /// As rule files and settings write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Worth::Error => "error",
            Worth::Warning => "warning",
            Worth::Note => "note",
            Worth::Off => "off",
        }
    }

    /// What a finding of it is worth; none for nothing.
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Worth::Error => Some(Severity::Error),
            Worth::Warning => Some(Severity::Warning),
            Worth::Note => Some(Severity::Note),
            Worth::Off => None,
        }
    }
}
