//! Where output goes: standard output, buffered, and complaints on standard error.

use super::{Done, Failure, options::OutputFormat};
use serde::Serialize;
use std::io::{self, BufWriter, StdoutLock, Write};

/// Standard output, locked and buffered.
pub(crate) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Tells a trouble: `figcheck: path: reason`. Nothing can be done when that cannot be written.
pub(crate) fn complain(reason: &str) {
    let _ = writeln!(io::stderr().lock(), "figcheck: {reason}");
}

/// An answer, as text or as JSON.
pub(crate) fn answer<T: Serialize>(
    answer: &T,
    format: OutputFormat,
    text: impl Fn(&T) -> String,
) -> Result<Done, Failure> {
    let mut out = stdout();
    match format {
        OutputFormat::Text => out.write_all(text(answer).as_bytes())?,
        OutputFormat::Json => {
            serde_json::to_writer_pretty(&mut out, answer).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        OutputFormat::Jsonl => {
            serde_json::to_writer(&mut out, answer).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(Done::CLEAN)
}

/// The system's words for an error, without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or("error");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The parts of the output put together: as they are, as lines, or as one list.
pub(crate) struct List {
    format: OutputFormat,
    any: bool,
}

impl List {
    /// No parts yet.
    pub(crate) fn new(format: OutputFormat) -> Self {
        List { format, any: false }
    }

    /// Writes one part.
    pub(crate) fn item(&mut self, out: &mut impl Write, item: &[u8]) -> io::Result<()> {
        let (before, after): (&[u8], &[u8]) = match self.format {
            OutputFormat::Text => (b"", b""),
            OutputFormat::Jsonl => (b"", b"\n"),
            OutputFormat::Json if self.any => (b",\n", b""),
            OutputFormat::Json => (b"[\n", b""),
        };
        self.any = true;
        out.write_all(before)?;
        out.write_all(item)?;
        out.write_all(after)
    }

    /// Writes the line for a draft that could not be read; people have been told on standard error.
    pub(crate) fn lost(&mut self, out: &mut impl Write, line: &str) -> io::Result<()> {
        if self.format == OutputFormat::Text { Ok(()) } else { self.item(out, line.as_bytes()) }
    }

    /// Writes what ends the list.
    pub(crate) fn end(&self, out: &mut impl Write) -> io::Result<()> {
        match self.format {
            OutputFormat::Json if self.any => out.write_all(b"\n]\n"),
            OutputFormat::Json => out.write_all(b"[]\n"),
            OutputFormat::Text | OutputFormat::Jsonl => Ok(()),
        }
    }
}
