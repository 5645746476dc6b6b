//! Every draft of a run through one function, in parallel, the results in the order of the input.
//!
//! Work goes in batches; only the batch in hand is in memory, so that neither a folder of a million drafts
//! nor an endless stream of JSON Lines grows.

use super::{
    Failure,
    desk::{Case, Desk, Plan},
    inputs::Input,
    output::reason,
    pool::Pool,
    progress::Progress,
    unpack,
};
use figcheck::{
    report::{Document, Lost, html},
    source::{
        self, Draft, Format,
        jsonl::{self, Fields},
    },
};
use jiff::civil::Date;
use serde_json::Value;
use std::{
    fs::File,
    io::{self, BufRead, Read},
    path::Path,
};

/// Files in a batch.
const FILES: usize = 512;
/// Bytes of JSON Lines in a batch.
const BYTES: usize = 1 << 20;
/// The longest line of JSON read, in bytes.
const LINE: usize = 64 << 20;

/// What became of one input.
pub(crate) struct Outcome<T> {
    /// What there is to tell on standard error: notes on how it was read, or why it could not be.
    pub(crate) told: Vec<String>,
    /// What the work gave, or what could not be read.
    pub(crate) result: Result<T, Lost>,
}

/// Puts every draft of a run through `work`, in parallel, with what holds for it, and hands the outcomes to
/// `take` in the order of the input.
pub(crate) fn each<T: Send>(
    desk: &Desk<'_>,
    work: impl Fn(&Document<'_>, &Plan) -> T + Sync,
    mut take: impl FnMut(Outcome<T>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let reading = desk.reading;
    let mut run = Run {
        asked: reading.input.asked(),
        stdin: reading.stdin_filename.as_deref(),
        fields: reading.fields(),
        date: reading.date,
        pool: Pool::new(reading.threads),
        progress: Progress::new(None),
        work: &work,
    };
    // How many drafts an archive or standard input holds is not known before its end.
    let file =
        |case: &Case| matches!(case.input, Input::File(_)) && run.format(&case.input) != Format::JsonLines;
    if desk.cases.iter().all(file) {
        run.progress = Progress::new(Some(desk.cases.len()));
    }
    let mut waiting: Vec<&Case> = Vec::new();
    // What is done already, up to the draft of this name.
    let mut done = desk.done_to.as_deref();
    for case in &desk.cases {
        if run.format(&case.input) == Format::JsonLines {
            run.batch(&mut waiting, &mut take)?;
            run.lines(case, &mut done, &mut take)?;
        } else if let Some(last) = done {
            done = done.filter(|_| run.name(&case.input) != last);
        } else {
            waiting.push(case);
            if waiting.len() == FILES {
                run.batch(&mut waiting, &mut take)?;
            }
        }
    }
    run.batch(&mut waiting, &mut take)?;
    match done {
        Some(last) => Err(format!("no draft is called `{last}`, so nothing was checked").into()),
        None => Ok(()),
    }
}

struct Run<'a, W> {
    asked: Option<Format>,
    /// What standard input is called.
    stdin: Option<&'a Path>,
    fields: Fields,
    date: Option<Date>,
    pool: Pool,
    progress: Progress,
    work: &'a W,
}

impl<T: Send, W: Fn(&Document<'_>, &Plan) -> T + Sync> Run<'_, W> {
    fn format(&self, input: &Input) -> Format {
        let name = match input {
            Input::File(path) => Some(path.as_path()),
            Input::Stdin => self.stdin,
            Input::Lost(..) => None,
        };
        self.asked.or(name.and_then(Format::of)).unwrap_or(Format::Plain)
    }

    /// What the output calls an input.
    fn name(&self, input: &Input) -> String {
        match input {
            Input::Stdin => {
                self.stdin.map_or_else(|| "(standard input)".to_string(), |name| name.display().to_string())
            }
            Input::File(path) => path.display().to_string(),
            Input::Lost(path, _) => path.clone(),
        }
    }

    /// Works on the files that wait, each a draft.
    fn batch(
        &self,
        waiting: &mut Vec<&Case>,
        take: &mut impl FnMut(Outcome<T>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let outcomes = self.pool.map(waiting, |case| {
            let outcome = match &case.input {
                Input::Lost(path, why) => Outcome::failed(path, why),
                Input::Stdin => self.file(case, None, io::stdin().lock(), 0),
                Input::File(path) => match open(path) {
                    Ok((opened, size)) => self.file(case, Some(path), opened, size),
                    Err(why) => Outcome::failed(&self.name(&case.input), &why),
                },
            };
            self.progress.step();
            outcome
        });
        waiting.clear();
        self.progress.aside(|| outcomes.into_iter().try_for_each(take))
    }

    /// Works on a file of JSON Lines as it comes in, from behind the draft up to which all is done.
    fn lines(
        &self,
        case: &Case,
        done: &mut Option<&str>,
        take: &mut impl FnMut(Outcome<T>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let name = self.name(&case.input);
        let opened: Result<Box<dyn Read>, String> = match &case.input {
            Input::Lost(_, why) => Err(why.clone()),
            Input::Stdin => Ok(Box::new(io::stdin().lock())),
            Input::File(path) => open_any_size(path).map(|file| Box::new(file) as Box<dyn Read>),
        };
        let unpacked = opened.and_then(|reader| unpack::stream(reader).map_err(|error| reason(&error)));
        let mut reader = match unpacked {
            Ok(reader) => reader,
            Err(why) => return take(Outcome::failed(&name, &why)),
        };
        let (mut buffer, mut number) = (Vec::new(), 0);
        loop {
            let end = fill(&mut reader, &mut buffer, LINE);
            let lines: Vec<(usize, &[u8])> = buffer
                .split_inclusive(|&b| b == b'\n')
                .enumerate()
                .map(|(i, line)| (number + i + 1, line))
                .collect();
            number += lines.len();
            let mut rest = lines.as_slice();
            if let Some(last) = *done {
                let found = lines.iter().position(|(number, line)| self.called(&name, *number, line) == last);
                rest = lines.get(found.map_or(lines.len(), |at| at + 1)..).unwrap_or(&[]);
                *done = done.filter(|_| found.is_none());
            }
            let outcomes = self.pool.map(rest, |&(number, bytes)| {
                let outcome = self.line(case, &name, number, bytes);
                self.progress.step();
                outcome
            });
            self.progress.aside(|| outcomes.into_iter().flatten().try_for_each(&mut *take))?;
            match end {
                Ok(false) => {}
                Ok(true) => return Ok(()),
                Err(error) => return take(Outcome::failed(&name, &reason(&error))),
            }
        }
    }

    /// Reads one draft, from the file at `path` or from standard input, of `size` bytes as far as is known, and
    /// works on it.
    fn file(&self, case: &Case, path: Option<&Path>, reader: impl Read, size: usize) -> Outcome<T> {
        let name = &self.name(&case.input);
        // Room for one byte more, so that the end of the file is seen without asking for more room.
        let mut bytes = Vec::with_capacity(size + 1);
        match reader.take(source::LIMIT as u64 + 1).read_to_end(&mut bytes) {
            Err(error) => return Outcome::failed(name, &reason(&error)),
            Ok(read) if read > source::LIMIT => return Outcome::failed(name, TOO_LARGE),
            Ok(_) => {}
        }
        let mut bytes = match unpack::whole(bytes) {
            Ok(bytes) => bytes,
            Err(why) => return Outcome::failed(name, &why),
        };
        let ours = html::is_page(&bytes);
        if ours {
            bytes.clear();
        }
        let mut draft = match source::read(bytes, self.format(&case.input)) {
            Ok(draft) => draft,
            Err(why) => return Outcome::failed(name, &why),
        };
        if ours {
            draft.notes.push("a page that figcheck made; not checked".to_string());
        }
        self.set(&mut draft, &case.plan);
        let told = draft.notes.iter().map(|note| format!("{name}: note: {note}")).collect();
        let id = Value::String(name.clone());
        let document = Document::new(&id, name, &draft);
        let document = match path {
            Some(path) => document.at(path),
            None => document,
        };
        Outcome { told, result: Ok((self.work)(&document, &case.plan)) }
    }

    /// Gives a draft its country and its day: the one asked for, or that of its file, or of its text, or else of the
    /// settings.
    fn set(&self, draft: &mut Draft, plan: &Plan) {
        draft.locale.clone_from(&plan.settings.locale);
        draft.date = self.date.or(draft.date);
        if draft.date.is_none() && plan.settings.date.is_some() && plan.checker.scan(draft).dateline.is_none()
        {
            draft.date = plan.settings.date;
        }
    }

    /// What the output calls a line, however much of it can be read.
    fn called(&self, file: &str, number: usize, line: &[u8]) -> String {
        line_name(&jsonl::id(without_mark(line, number), &self.fields), file, number)
    }

    /// Reads one line of JSON and works on it; none for an empty line.
    fn line(&self, case: &Case, file: &str, number: usize, line: &[u8]) -> Option<Outcome<T>> {
        let line = without_mark(line, number);
        if line.len() > LINE {
            let why = format!("a line longer than {} MiB", LINE >> 20);
            return Some(Outcome::lost(&Value::Null, &format!("{file}:{number}"), &why));
        }
        if line.trim_ascii().is_empty() {
            return None;
        }
        let mut record = match jsonl::read_line(line, &self.fields) {
            Ok(record) => record,
            Err(why) => return Some(Outcome::lost(&Value::Null, &format!("{file}:{number}"), &why)),
        };
        let name = line_name(&record.id, file, number);
        self.set(&mut record.draft, &case.plan);
        // Notes on a document go with its findings: an archive may have one for each of a million lines.
        Some(Outcome {
            told: Vec::new(),
            result: Ok((self.work)(&Document::new(&record.id, &name, &record.draft), &case.plan)),
        })
    }
}

/// What the output calls a line of JSON.
fn line_name(id: &Value, file: &str, number: usize) -> String {
    match id {
        Value::Null => format!("{file}:{number}"),
        Value::String(id) => id.clone(),
        id => id.to_string(),
    }
}

impl<T> Outcome<T> {
    /// The file `name` could not be read.
    fn failed(name: &str, why: &str) -> Self {
        Outcome::lost(&Value::String(name.to_string()), name, why)
    }

    /// What is at `place` could not be read.
    fn lost(id: &Value, place: &str, why: &str) -> Self {
        let lost = Lost { id: id.clone(), name: place.to_string(), why: why.to_string() };
        Outcome { told: vec![format!("{place}: {why}")], result: Err(lost) }
    }
}

const TOO_LARGE: &str = "larger than 1 GiB; split it, or give it as JSON Lines";

/// Opens a draft; with its size in bytes, where the system tells it.
fn open(path: &Path) -> Result<(File, usize), String> {
    let file = open_any_size(path)?;
    let size = file.metadata().map_or(0, |about| usize::try_from(about.len()).unwrap_or(usize::MAX));
    if size > source::LIMIT { Err(TOO_LARGE.to_string()) } else { Ok((file, size)) }
}

fn open_any_size(path: &Path) -> Result<File, String> {
    File::open(path).map_err(|error| reason(&error))
}

/// A line without the byte order mark with which a file may begin.
fn without_mark(line: &[u8], number: usize) -> &[u8] {
    if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line }
}

/// Fills the buffer with whole lines, about [`BYTES`] of them; true at the end of the input. Of a line longer than
/// `longest` the rest is left out. When the input breaks off, what was read before is in the buffer.
fn fill(reader: &mut impl BufRead, buffer: &mut Vec<u8>, longest: usize) -> io::Result<bool> {
    buffer.clear();
    while buffer.len() < BYTES {
        let begin = buffer.len();
        match reader.by_ref().take(longest as u64 + 1).read_until(b'\n', buffer) {
            Ok(0) => return Ok(true),
            Ok(read) if read > longest && !buffer.ends_with(b"\n") => {
                reader.skip_until(b'\n')?;
                buffer.push(b'\n');
            }
            Ok(_) => {}
            Err(error) => {
                buffer.truncate(begin);
                return Err(error);
            }
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_too_long_is_cut_and_the_next_is_whole() {
        let mut buffer = Vec::new();
        for (text, kept) in [
            ("12345\n123456789\n1234\n", "12345\n123456\n1234\n"),
            ("123456\n1234567", "123456\n123456\n"),
            ("12345\n", "12345\n"),
            ("123", "123"),
        ] {
            let mut reader = text.as_bytes();
            assert!(fill(&mut reader, &mut buffer, 5).is_ok_and(|end| end));
            assert_eq!(String::from_utf8_lossy(&buffer), kept);
        }
    }
}
