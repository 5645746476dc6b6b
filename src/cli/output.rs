//! Where output goes: standard output, buffered, and complaints on standard error.

use super::{Done, Failure, options::OutputFormat};
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Standard output, locked; line by line to a terminal, where a progress bar may stand below, and else in large
/// pieces.
pub(crate) fn stdout() -> Box<dyn Write> {
    let out = io::stdout();
    if out.is_terminal() {
        Box::new(out.lock())
    } else {
        Box::new(BufWriter::with_capacity(1 << 16, out.lock()))
    }
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

/// The parts of the output put together: one after the other, or as the items of a list in JSON.
pub(crate) struct List {
    listed: bool,
    any: bool,
}

impl List {
    /// No parts yet; `listed` puts them between commas.
    pub(crate) fn new(listed: bool) -> Self {
        List { listed, any: false }
    }

    /// Writes one part, if there is anything in it.
    pub(crate) fn item(&mut self, out: &mut impl Write, item: &[u8]) -> io::Result<()> {
        if item.is_empty() {
            return Ok(());
        }
        if self.listed {
            out.write_all(if self.any { b",\n" } else { b"\n" })?;
        }
        self.any = true;
        out.write_all(item)
    }

    /// Ends the last part.
    pub(crate) fn end(&self, out: &mut impl Write) -> io::Result<()> {
        if self.listed && self.any { out.write_all(b"\n") } else { Ok(()) }
    }
}
