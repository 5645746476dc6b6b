//! The options that several commands share.

use super::{Failure, desk};
use clap::{
    Args, ValueEnum,
    builder::{EnumValueParser, PossibleValue, TypedValueParser},
};
use figcheck::{
    api::Checker,
    source::{Format, jsonl::Fields},
};
use jiff::civil::Date;
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

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
    /// Where the drafts are written, such as en-GB, which tells what a gallon, a dollar and 03/04/2026 mean
    #[arg(long, value_name = "TAG")]
    pub(crate) locale: Option<String>,
    /// Use this settings file, whatever figcheck.toml is above the drafts
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Use no settings file
    #[arg(long)]
    pub(crate) no_config: bool,
    /// Leave out what the settings ignore even when it is named: for hooks that name every file
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

impl Reading {
    /// The keys of JSON Lines.
    pub(crate) fn fields(&self) -> Fields {
        Fields { text: self.text_field.clone(), id: self.id_field.clone(), date: self.date_field.clone() }
    }
}

/// Rules besides the built-in ones.
#[derive(Args)]
pub(crate) struct Rules {
    /// Add a rule file, or a folder of them, to the built-in rules; may be given again
    #[arg(long = "rules", value_name = "FILE|DIR")]
    pub(crate) files: Vec<PathBuf>,
}

/// Which reports to write, and where.
#[derive(Args)]
pub(crate) struct Outputs {
    /// The format of the report; =FILE writes it to a file, and may be given again for more reports
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "text", value_parser = TargetParser)]
    format: Vec<Target>,
    /// Write the report to a file, not to standard output
    #[arg(long, short, value_name = "FILE")]
    output_file: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub(crate) color: When,
}

/// A format and the file it goes to.
#[derive(Clone)]
struct Target {
    format: ReportFormat,
    file: Option<PathBuf>,
}

/// Formats of the report of a check.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people: excerpts, working and suggestions
    Text,
    /// For people: a page with the drafts, their figures marked
    Html,
    /// For editors and grep: path:line:column: severity rule: message
    Compact,
    /// For programs: one document
    Json,
    /// For programs: one line a draft
    Jsonl,
    /// For tables, such as Parquet: one line a finding, always the same columns
    Flat,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub Actions: annotations, and the whole text
    Github,
    /// GitLab code quality
    Gitlab,
    /// Reviewdog: one document
    Rdjson,
    /// Reviewdog: one line a finding
    Rdjsonl,
    /// Checkstyle XML
    Checkstyle,
    /// JUnit XML: a test case a claim
    Junit,
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
    /// reStructuredText
    Rst,
    /// AsciiDoc
    Asciidoc,
    /// LaTeX
    Latex,
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

impl Outputs {
    /// Each format with its file, none for standard output.
    pub(crate) fn targets(&self) -> Result<Vec<(ReportFormat, Option<&Path>)>, Failure> {
        let spare = self.format.iter().filter(|target| target.file.is_none()).count();
        if spare > 1 {
            return Err(
                "two reports cannot go to one place; name a file for all but one: --format sarif=FILE"
                    .to_string()
                    .into(),
            );
        }
        if spare == 0 && self.output_file.is_some() {
            return Err("no report is left for --output-file: each --format names its own"
                .to_string()
                .into());
        }
        let main = self.output_file.as_deref();
        let all: Vec<_> = self
            .format
            .iter()
            .map(|target| {
                (target.format, target.file.as_deref().or(main).filter(|file| file.as_os_str() != "-"))
            })
            .collect();
        match all
            .iter()
            .enumerate()
            .find(|(i, (_, file))| all.iter().take(*i).any(|(_, other)| other == file))
        {
            Some((_, (_, file))) => {
                let place = file.map_or("standard output".to_string(), |file| file.display().to_string());
                Err(format!("two reports cannot both go to {place}").into())
            }
            None => Ok(all),
        }
    }
}

/// Reads `FORMAT` or `FORMAT=FILE`.
#[derive(Clone)]
struct TargetParser;

impl TypedValueParser for TargetParser {
    type Value = Target;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Target, clap::Error> {
        let words = value.to_string_lossy();
        let (format, file) = match words.split_once('=') {
            Some((format, file)) if !file.is_empty() => (OsStr::new(format), Some(PathBuf::from(file))),
            _ => (value, None),
        };
        let format = EnumValueParser::<ReportFormat>::new().parse_ref(command, arg, format)?;
        Ok(Target { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(ReportFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
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
            InputFormat::Rst => Some(Format::Rst),
            InputFormat::Asciidoc => Some(Format::AsciiDoc),
            InputFormat::Latex => Some(Format::Latex),
            InputFormat::Jsonl => Some(Format::JsonLines),
        }
    }
}

impl Rules {
    /// The checker with these rules, whatever the settings are.
    pub(crate) fn checker(&self) -> Result<Checker, Failure> {
        desk::checker(&self.files)
    }
}

fn date(words: &str) -> Result<Date, String> {
    let exact = (words.len() == 10).then(|| figcheck::source::parse_date(words)).flatten();
    exact.ok_or_else(|| "write it as YYYY-MM-DD".to_string())
}
