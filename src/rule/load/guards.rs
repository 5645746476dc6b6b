//! The patterns that guard claims, each made ready once, and what they expect. What many claims of a file share has a name
//! there, what many parts of a check share in its head.

use toml::Spanned;

use super::{Loader, Source};
use crate::rule::error::closest;

/// Before the name of several guards, or of what is expected: "@@level" stands for all that the file's `[guards]` list so.
const NAMED: &str = "@@";

impl Loader {
    /// The places of the guards of a claim.
    pub(super) fn guards(
        &mut self,
        source: &Source<'_>,
        head: &Source<'_>,
        rows: &[Spanned<String>],
    ) -> Vec<u16> {
        let mut places = Vec::new();
        for row in rows {
            let Some(name) = row.get_ref().strip_prefix(NAMED) else {
                places.extend(self.guard(source, row));
                continue;
            };
            // What is wrong with a pattern is told of the file that it stands in.
            match [source, head].into_iter().find_map(|s| Some((s, s.rules.guards.get(name)?))) {
                Some((s, rows)) => places.extend(rows.iter().filter_map(|row| self.guard(s, row))),
                None => {
                    let known = [source, head].into_iter().flat_map(|s| s.rules.guards.keys());
                    let hint = closest(name, known.map(String::as_str));
                    self.fail(source, row.span().start, format!("unknown guards `{name}`"), hint);
                }
            }
        }
        places
    }

    /// What a claim expects, and the file that says so: what `[expects]` has under the name it gives, or its own words.
    pub(super) fn shared_expect<'a, 's>(
        &mut self,
        source: &'a Source<'s>,
        head: &'a Source<'s>,
        written: &'a Spanned<String>,
    ) -> Option<(&'a Source<'s>, &'a Spanned<String>)> {
        let Some(name) = written.get_ref().strip_prefix(NAMED) else { return Some((source, written)) };
        let found = [source, head].into_iter().find_map(|s| Some((s, s.rules.expects.get(name)?)));
        if found.is_none() {
            let known = [source, head].into_iter().flat_map(|s| s.rules.expects.keys());
            let hint = closest(name, known.map(String::as_str));
            self.fail(source, written.span().start, format!("unknown expectation `{name}`"), hint);
        }
        found
    }

    /// The place of a guard: most are written at many claims.
    fn guard(&mut self, source: &Source<'_>, written: &Spanned<String>) -> Option<u16> {
        if let Some(&place) = self.guard_places.get(written.get_ref()) {
            return Some(place);
        }
        let program = self.program(source, written)?;
        let Ok(place) = u16::try_from(self.guards.len()) else {
            self.fail(source, written.span().start, "there are too many patterns", None);
            return None;
        };
        self.guards.push(program.into());
        self.guard_places.insert(written.get_ref().clone(), place);
        Some(place)
    }
}
