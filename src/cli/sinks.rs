//! Where the reports of a run go: one sink a format, each a file or standard output.

use super::{
    Failure, colour,
    options::{Outputs, ReportFormat},
    output::{List, reason, stdout},
};
use figcheck::{
    answer::RuleInfo,
    api::Checker,
    finding::Report,
    report::{
        Document, Lost, Reviewed, Totals, checkstyle, compact, flat, github, gitlab, html, json, junit,
        rdjson, sarif, text,
    },
};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Seek, SeekFrom, Write},
    path::Path,
};

/// How one report is written; what the threads need of a sink.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    /// The format.
    format: ReportFormat,
    /// Whether text is coloured.
    colour: bool,
    /// What else is told.
    shown: Shown,
}

/// What is told besides the findings.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    /// What holds and what could not be checked.
    pub(crate) verbose: bool,
    /// How each claim was bound.
    pub(crate) trace: bool,
}

/// What a report says of one draft.
pub(crate) enum Part {
    /// Text as it is written; empty when there is nothing to say.
    Text(String),
    /// A suite of JUnit, which has its counts before its suites and so is written at the end.
    Suite(junit::Suite),
    /// A section of the page, which begins with counts and contents and so is written at the end.
    Section(html::Section),
}

/// One report of a run.
pub(crate) struct Sink {
    /// How it is written.
    pub(crate) style: Style,
    /// Its file; none for standard output.
    file: Option<String>,
    out: Box<dyn Write>,
    list: List,
    suites: Vec<junit::Suite>,
    sections: Vec<html::Section>,
}

/// Opens the reports asked for and writes what comes before the drafts, the `rules` of the run in some. A run that is
/// `resumed` adds to the files that are there.
pub(crate) fn open(
    outputs: &Outputs,
    shown: Shown,
    resumed: bool,
    rules: impl Fn() -> Vec<RuleInfo>,
) -> Result<Vec<Sink>, Failure> {
    let targets = outputs.targets()?;
    let on_stdout = colour::on_stdout(outputs.color);
    let mut sinks = Vec::new();
    for (format, file) in targets {
        let out: Box<dyn Write> = match file {
            None => stdout(),
            Some(path) if resumed => Box::new(BufWriter::with_capacity(1 << 16, resume(path, format)?)),
            Some(path) => Box::new(BufWriter::with_capacity(1 << 16, create(path)?)),
        };
        let colour = if file.is_none() { on_stdout } else { colour::always(outputs.color) };
        let style = Style { format, colour, shown };
        let list = List::new(listed(format));
        let file = file.map(|path| path.display().to_string());
        let mut sink = Sink { style, file, out, list, suites: Vec::new(), sections: Vec::new() };
        sink.write(&head(format, &rules))?;
        sinks.push(sink);
    }
    Ok(sinks)
}

impl Style {
    /// What there is to say of one draft.
    pub(crate) fn part(
        self,
        checker: &Checker,
        document: &Document<'_>,
        report: &Report,
        reviewed: &Reviewed,
    ) -> Part {
        Part::Text(match self.format {
            ReportFormat::Text => self.text(checker, document, report, reviewed),
            ReportFormat::Compact => compact::draft(document, report, self.shown.verbose),
            // Plain data with string keys: writing it does not fail.
            ReportFormat::Json => serde_json::to_string(&json::checked(document, report)).unwrap_or_default(),
            ReportFormat::Jsonl => {
                serde_json::to_string(&json::checked(document, report)).unwrap_or_default() + "\n"
            }
            ReportFormat::Flat => flat::draft(document, report, self.shown.verbose),
            ReportFormat::Sarif => sarif::draft(document, report, reviewed, self.shown.verbose),
            ReportFormat::Github => github::draft(document, report, reviewed),
            ReportFormat::Gitlab => gitlab::draft(document, report),
            ReportFormat::Rdjson => rdjson::draft(document, report).join(",\n"),
            ReportFormat::Rdjsonl => {
                rdjson::draft(document, report).into_iter().map(|line| line + "\n").collect()
            }
            ReportFormat::Checkstyle => checkstyle::draft(document, report),
            ReportFormat::Junit => return Part::Suite(junit::draft(document, report, reviewed)),
            ReportFormat::Html => {
                return Part::Section(html::draft(document, report, &checker.figures(document.draft)));
            }
        })
    }

    fn text(
        self,
        checker: &Checker,
        document: &Document<'_>,
        report: &Report,
        reviewed: &Reviewed,
    ) -> String {
        let mut out = String::new();
        if self.shown.trace {
            out.extend(checker.trace(document.draft).into_iter().map(|line| line + "\n"));
        }
        out += &text::findings(document, report, reviewed, self.colour);
        if self.shown.verbose {
            let claims = report.verified.iter().chain(&report.unverified);
            out.extend(claims.map(|claim| text::claim(document, claim, self.colour)));
        }
        out
    }
}

impl Sink {
    /// Writes what there is to say of one draft.
    pub(crate) fn item(&mut self, part: Part) -> Result<(), Failure> {
        match part {
            Part::Text(text) => {
                let written = self.list.item(&mut self.out, text.as_bytes());
                self.told(written)
            }
            Part::Suite(suite) => {
                self.suites.push(suite);
                Ok(())
            }
            Part::Section(section) => {
                self.sections.push(section);
                Ok(())
            }
        }
    }

    /// Writes that a draft could not be read; people are told on standard error.
    pub(crate) fn lost(&mut self, lost: &Lost) -> Result<(), Failure> {
        self.item(match self.style.format {
            ReportFormat::Text | ReportFormat::Compact | ReportFormat::Sarif => return Ok(()),
            ReportFormat::Json => Part::Text(json::unread(lost)),
            ReportFormat::Jsonl => Part::Text(json::unread(lost) + "\n"),
            ReportFormat::Flat => Part::Text(flat::lost(lost)),
            ReportFormat::Github => Part::Text(github::lost(lost)),
            ReportFormat::Gitlab => Part::Text(gitlab::lost(lost)),
            ReportFormat::Rdjson => Part::Text(rdjson::lost(lost)),
            ReportFormat::Rdjsonl => Part::Text(rdjson::lost(lost) + "\n"),
            ReportFormat::Checkstyle => Part::Text(checkstyle::lost(lost)),
            ReportFormat::Junit => Part::Suite(junit::lost(lost)),
            ReportFormat::Html => Part::Section(html::lost(lost)),
        })
    }

    /// Writes what comes after the drafts; `reviewed` is the line on the review, if there was one.
    pub(crate) fn end(mut self, totals: &Totals, reviewed: Option<&str>) -> Result<(), Failure> {
        let ended = self.list.end(&mut self.out);
        self.told(ended)?;
        let suites = std::mem::take(&mut self.suites);
        self.write(&match self.style.format {
            ReportFormat::Text => text::summary(totals.drafts, totals.counts, self.style.colour),
            ReportFormat::Compact | ReportFormat::Jsonl | ReportFormat::Flat | ReportFormat::Rdjsonl => {
                String::new()
            }
            ReportFormat::Json | ReportFormat::Gitlab => "]\n".to_string(),
            ReportFormat::Sarif => sarif::tail(totals),
            ReportFormat::Github => github::tail(totals),
            ReportFormat::Rdjson => rdjson::TAIL.to_string(),
            ReportFormat::Checkstyle => checkstyle::TAIL.to_string(),
            ReportFormat::Junit => junit::file(suites),
            ReportFormat::Html => html::file(&self.sections, totals),
        })?;
        if let (ReportFormat::Text | ReportFormat::Github, Some(line)) = (self.style.format, reviewed) {
            self.write(&format!("{line}\n"))?;
        }
        let flushed = self.out.flush();
        self.told(flushed)
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.out.write_all(text.as_bytes());
        self.told(written)
    }

    /// An error with the file's name; standard output has none.
    fn told(&self, result: io::Result<()>) -> Result<(), Failure> {
        result.map_err(|error| match &self.file {
            Some(path) => Failure::Reasons(vec![format!("{path}: {}", reason(&error))]),
            None => Failure::Output(error),
        })
    }
}

/// What comes before the drafts.
fn head(format: ReportFormat, rules: impl Fn() -> Vec<RuleInfo>) -> String {
    match format {
        ReportFormat::Json | ReportFormat::Gitlab => "[".to_string(),
        ReportFormat::Sarif => sarif::head(&rules()),
        ReportFormat::Rdjson => rdjson::HEAD.to_string(),
        ReportFormat::Checkstyle => checkstyle::HEAD.to_string(),
        ReportFormat::Text
        | ReportFormat::Compact
        | ReportFormat::Jsonl
        | ReportFormat::Flat
        | ReportFormat::Github
        | ReportFormat::Rdjsonl
        | ReportFormat::Junit
        | ReportFormat::Html => String::new(),
    }
}

/// Whether the parts are the items of a list in JSON.
fn listed(format: ReportFormat) -> bool {
    matches!(format, ReportFormat::Json | ReportFormat::Gitlab | ReportFormat::Sarif | ReportFormat::Rdjson)
}

/// Creates a file, and the folders it is to stand in.
fn create(path: &Path) -> Result<File, Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let made = folder.map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| File::create(path))
        .map_err(|error| format!("{}: {}", path.display(), reason(&error)).into())
}

/// Opens a report of lines to go on with it; a last line that was not written to its end is cut off.
fn resume(path: &Path, format: ReportFormat) -> Result<File, Failure> {
    if !matches!(
        format,
        ReportFormat::Jsonl | ReportFormat::Flat | ReportFormat::Compact | ReportFormat::Rdjsonl
    ) {
        return Err(format!(
            "{}: --resume-after can only add to a report of lines: jsonl, flat, compact or rdjsonl",
            path.display()
        )
        .into());
    }
    let opened = File::options().read(true).write(true).open(path);
    if opened.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return create(path);
    }
    opened.and_then(to_last_line).map_err(|error| format!("{}: {}", path.display(), reason(&error)).into())
}

/// A file cut behind its last whole line.
fn to_last_line(mut file: File) -> io::Result<File> {
    let (mut end, mut block) = (file.seek(SeekFrom::End(0))?, Vec::new());
    while end > 0 {
        let begin = end.saturating_sub(1 << 16);
        file.seek(SeekFrom::Start(begin))?;
        block.clear();
        (&file).take(end - begin).read_to_end(&mut block)?;
        if let Some(at) = block.iter().rposition(|&b| b == b'\n') {
            end = begin + at as u64 + 1;
            break;
        }
        end = begin;
    }
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    Ok(file)
}
