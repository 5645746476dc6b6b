//! The options that several commands share.

use super::{Failure, inputs};
use clap::{Args, ValueEnum};
use figcheck::{
    api::Checker,
    finding::Severity,
    source::{Format, jsonl::Fields},
};
use jiff::civil::Date;
use std::path::PathBuf;

/// What to read and how.
#[derive(Args)]
pub(crate) struct Reading {
    /// Files, folders (for the drafts below them), or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// The format of the drafts; auto goes by the file's name
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = InputFormat::Auto)]
    pub(crate) input: InputFormat,
    /// The name of what comes from standard input: it tells the format and stands in the output
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// The key of the text in JSON Lines
    #[arg(long, value_name = "KEY", default_value = "text")]
    pub(crate) text_field: String,
    /// The key of the id in JSON Lines
    #[arg(long, value_name = "KEY", default_value = "id")]
    pub(crate) id_field: String,
    /// The key of the date in JSON Lines
    #[arg(long, value_name = "KEY", default_value = "date")]
    pub(crate) date_field: String,
    /// The day the drafts are dated, which tells what "January" or "last month" means
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) date: Option<Date>,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

impl Reading {
    /// The keys of JSON Lines.
    pub(crate) fn fields(&self) -> Fields {
        Fields { text: self.text_field.clone(), id: self.id_field.clone(), date: self.date_field.clone() }
    }

    /// Drafts in these files and folders, read as their names tell.
    pub(crate) fn of(paths: &[PathBuf]) -> Self {
        let Fields { text: text_field, id: id_field, date: date_field } = Fields::default();
        Reading {
            paths: paths.to_vec(),
            input: InputFormat::Auto,
            stdin_filename: None,
            text_field,
            id_field,
            date_field,
            date: None,
            threads: None,
        }
    }
}

/// Rules besides the built-in ones.
#[derive(Args)]
pub(crate) struct Rules {
    /// Add a rule file, or a folder of them, to the built-in rules; may be given again
    #[arg(long = "rules", value_name = "FILE|DIR")]
    pub(crate) files: Vec<PathBuf>,
}

/// How to write.
#[derive(Args)]
pub(crate) struct Writing {
    /// Text for people, one JSON document, or JSON Lines (one line a draft)
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = OutputFormat::Text)]
    pub(crate) format: OutputFormat,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub(crate) color: When,
}

/// Formats of drafts.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// By the file's name; plain text when that tells nothing
    Auto,
    /// Plain text
    Plain,
    /// Markdown
    Markdown,
    /// HTML
    Html,
    /// Word
    Docx,
    /// OpenDocument text
    Odt,
    /// One {"id", "text", "date"} a line
    Jsonl,
}

/// Formats of output.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For people
    Text,
    /// One document
    Json,
    /// One line a draft
    Jsonl,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// In a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The least severity of interest.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
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

impl InputFormat {
    /// The format asked for, none for `auto`.
    pub(crate) fn asked(self) -> Option<Format> {
        match self {
            InputFormat::Auto => None,
            InputFormat::Plain => Some(Format::Plain),
            InputFormat::Markdown => Some(Format::Markdown),
            InputFormat::Html => Some(Format::Html),
            InputFormat::Docx => Some(Format::Word),
            InputFormat::Odt => Some(Format::OpenDocument),
            InputFormat::Jsonl => Some(Format::JsonLines),
        }
    }
}

impl Rules {
    /// The checker with these rules.
    pub(crate) fn checker(&self) -> Result<Checker, Failure> {
        if self.files.is_empty() {
            return Ok(Checker::builtin());
        }
        let files = inputs::rule_files(&self.files)?;
        Checker::with_rules(&files)
            .map_err(|errors| Failure::Reasons(errors.iter().map(ToString::to_string).collect()))
    }
}

fn date(words: &str) -> Result<Date, String> {
    let exact = (words.len() == 10).then(|| figcheck::source::parse_date(words)).flatten();
    exact.ok_or_else(|| "write it as YYYY-MM-DD".to_string())
}
