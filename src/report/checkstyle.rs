//! Checkstyle's XML, which Jenkins, Sonar and many others read. Lines and columns count from 1, columns in
//! characters (code points); a tab is one.

use super::{Document, Lost, brief, words::xml};
use crate::finding::{Report, Severity};
use quick_xml::{
    Writer,
    events::{BytesEnd, BytesStart, Event},
};
use std::io;

/// What comes before the drafts. The version is that of Checkstyle whose format it is.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
/// What comes after them.
pub const TAIL: &str = "</checkstyle>\n";

/// One draft with its findings; a draft without any is listed, too, so that it is known to be checked.
#[must_use]
pub fn draft(document: &Document<'_>, report: &Report) -> String {
    let errors = report.findings.iter().map(|finding| {
        let at = document.place(finding.span);
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "info",
        };
        let place = [("line", at.line.to_string()), ("column", at.column.to_string())];
        error(&place, severity, &brief(finding), &finding.rule)
    });
    file(document.name, errors.collect())
}

/// A draft that could not be read.
#[must_use]
pub fn lost(lost: &Lost) -> String {
    let why = format!("could not be read: {}", lost.why);
    file(&lost.name, vec![error(&[("line", "1".into())], "error", &why, "unreadable")])
}

fn error(place: &[(&str, String)], severity: &str, message: &str, rule: &str) -> BytesStart<'static> {
    let mut element = BytesStart::new("error");
    place.iter().for_each(|(name, value)| element.push_attribute((*name, value.as_str())));
    element.push_attribute(("severity", severity));
    element.push_attribute(("message", xml(message).as_ref()));
    element.push_attribute(("source", format!("figcheck.{rule}").as_str()));
    element
}

fn file(name: &str, errors: Vec<BytesStart<'static>>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory does not fail.
    let _ = write(&mut writer, name, errors);
    let mut out = String::from_utf8(writer.into_inner()).unwrap_or_default();
    out.push('\n');
    out
}

fn write(writer: &mut Writer<Vec<u8>>, name: &str, errors: Vec<BytesStart<'static>>) -> io::Result<()> {
    let mut file = BytesStart::new("file");
    file.push_attribute(("name", xml(name).as_ref()));
    if errors.is_empty() {
        return writer.write_event(Event::Empty(file));
    }
    writer.write_event(Event::Start(file))?;
    errors.into_iter().try_for_each(|error| writer.write_event(Event::Empty(error)))?;
    writer.write_event(Event::End(BytesEnd::new("file")))
}
