//! The text of a snapshot: insta's file format, so that `cargo insta` can show and accept it, too.
//!
//! A head of YAML between lines of `---`, of which figcheck reads nothing, then the entries as TOML.

use super::{Entry, Snapshot};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body<E> {
    #[serde(default = "Vec::new")]
    finding: Vec<E>,
}

/// Reads a snapshot.
///
/// # Errors
/// What is wrong with it. A snapshot with a mistake is never taken for an empty one.
pub fn read(text: &str) -> Result<Snapshot, String> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let rest = text.strip_prefix("---").and_then(|rest| rest.trim_start_matches('\r').strip_prefix('\n'));
    let rest = rest.ok_or("is no snapshot: it does not begin with a line of ---")?;
    let mut body = None;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == "---" {
            body = rest.get(at..);
            break;
        }
    }
    let body = body.ok_or("is no snapshot: its head has no end, a line of ---")?;
    let body: Body<Entry> = toml::from_str(body).map_err(|error| error.message().to_string())?;
    Ok(Snapshot { entries: body.finding })
}

/// The text of a snapshot of the draft of that name.
///
/// # Errors
/// None that is known: all entries are plain text.
pub fn write(snapshot: &Snapshot, draft: &str) -> Result<String, String> {
    let body = Body { finding: snapshot.entries.iter().collect() };
    let body = toml::to_string_pretty(&body).map_err(|error| error.to_string())?;
    // A string of JSON is one of YAML.
    let draft = serde_json::to_string(draft).map_err(|error| error.to_string())?;
    Ok(format!("---\nsource: {draft}\n---\n{body}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Decision;

    fn entry() -> Entry {
        Entry {
            rule: "wrong-multiple".into(),
            draft: String::new(),
            claim: "tripled".into(),
            sentence: "It “tripled” — '''or''' \"\"\" so \\ --- it was \u{1b} said: 5 > 3.".into(),
            figures: vec!["to: 5 tonnes".into(), "from: 3 tonnes".into()],
            says: "3 tonnes to 5 tonnes is 1.667 times".into(),
            working: vec!["5 / 3 = 1.667".into()],
            decision: Some(Decision::Accepted),
            reason: "[[finding]] # a quotation".into(),
            by: "Ann = \"Editor\"".into(),
            on: "2026-04-02".into(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let snapshot = Snapshot { entries: vec![entry(), Entry { decision: None, ..entry() }] };
        let text = write(&snapshot, "stories/a \"b\": c.md").expect("plain text");
        assert_eq!(read(&text), Ok(snapshot));
        assert_eq!(read(&text.replace('\n', "\r\n")).map(|s| s.entries.len()), Ok(2));
        assert_eq!(write(&Snapshot::default(), "a").map(|t| read(&t)), Ok(Ok(Snapshot::default())));
    }

    #[test]
    fn a_mistake_is_an_error_and_never_an_empty_snapshot() {
        let text = write(&Snapshot { entries: vec![entry()] }, "a").expect("plain text");
        for (what, with) in [
            ("reason =", "reson ="),
            ("[[finding]]", "[finding]"),
            ("---\n[[", "[["),
            ("\"accepted\"", "\"ok\""),
        ] {
            assert!(text.contains(what), "{what}");
            assert!(read(&text.replacen(what, with, 1)).is_err(), "{with}");
        }
        assert!(read("").is_err());
    }
}
