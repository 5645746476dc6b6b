//! Checks: each from one file, or from a head and the parts in the folder named for it.
//!
//! `wrong-share/one-in.toml` adds its claims and examples to the check of `wrong-share.toml`, wherever the two lie. Which
//! claim comes first matters: those of the head, then those of the parts as the head lists them under `parts`, then
//! those of parts that it does not list, as they are given (ours before a newsroom's, then by name).

use super::{Loader, Source};
use crate::rule::{
    Check, FactKind, Severity,
    deferred::Deferred,
    error::{RuleError, closest},
    file::{RuleFile, folder, stem},
};

/// A check as written.
struct Written<'a> {
    id: &'a str,
    head: &'a Source<'a>,
    /// In the order of their claims.
    parts: Vec<&'a Source<'a>>,
}

impl Loader {
    pub(super) fn checks(&mut self, sources: &[Source<'_>], facts: &[FactKind]) -> Vec<Check> {
        let written = self.written(sources);
        written.iter().map(|check| self.check(check, facts)).collect()
    }

    /// Which files make which check.
    fn written<'a>(&mut self, sources: &'a [Source<'a>]) -> Vec<Written<'a>> {
        let ids: Vec<&str> = sources.iter().filter(|s| is_head(&s.rules)).map(|s| stem(s.name)).collect();
        let (mut checks, mut parts): (Vec<Written<'a>>, Vec<&Source<'a>>) = (Vec::new(), Vec::new());
        for source in sources {
            let (id, owner) = (stem(source.name), folder(source.name));
            // A newsroom may keep the head in the folder, too.
            if owner.is_some_and(|owner| owner != id && ids.contains(&owner)) {
                parts.push(source);
            } else if !source.rules.claim.is_empty() && !is_head(&source.rules) && owner.is_some() {
                self.adrift(source, &ids);
            } else if source.rules.claim.is_empty() && !is_head(&source.rules) {
                // Facts, words, settings.
            } else if checks.iter().any(|check| check.id == id) {
                let message = format!("a check named `{id}` is there already; choose another file name");
                self.fail(source, 0, message, None);
            } else {
                checks.push(Written { id, head: source, parts: Vec::new() });
            }
        }
        for part in parts {
            match checks.iter_mut().find(|check| folder(part.name) == Some(check.id)) {
                Some(check) => {
                    self.only_adds(part, check.head);
                    check.parts.push(part);
                }
                None => self.adrift(part, &ids),
            }
        }
        checks.iter_mut().for_each(|check| self.order(check));
        checks
    }

    /// Refuses claims that belong to no check.
    fn adrift(&mut self, source: &Source<'_>, ids: &[&str]) {
        let owner = folder(source.name).unwrap_or_default();
        let at = source.rules.claim.first().map_or(0, |row| row.r#match.span().start);
        let message =
            format!("these claims are of no check: the file says no `what`, and none is named `{owner}`");
        // Most names begin alike, so only one that a slip of the pen is made of is meant.
        let meant = closest(owner, ids.iter().copied()).filter(|id| strsim::levenshtein(id, owner) <= SLIP);
        let mut error = RuleError::at(source.name, source.text, at, message).meant(meant);
        error.hint.get_or_insert_with(|| {
            format!(
                "give {owner}.toml, too, which says what the check is; or say `what`, `why` and `leaves` here"
            )
        });
        self.errors.push(error);
    }

    /// A part adds guards, expectations, claims and examples to its check and says nothing else of it.
    fn only_adds(&mut self, part: &Source<'_>, head: &Source<'_>) {
        let rules = &part.rules;
        let others = [
            ("severity", rules.severity.is_some()),
            ("loose", rules.loose.is_some()),
            ("what", rules.what.is_some()),
            ("why", rules.why.is_some()),
            ("leaves", rules.leaves.is_some()),
            ("faults_only", rules.faults_only),
            ("sources", !rules.sources.is_empty()),
            ("parts", !rules.parts.is_empty()),
            ("fact", !rules.fact.is_empty()),
            ("lists", !rules.lists.is_empty()),
            ("synonyms", !rules.synonyms.is_empty()),
            ("thing", !rules.thing.is_empty()),
            ("rate", !rules.rate.is_empty()),
            ("locale", !rules.locale.is_empty()),
            ("slips", rules.slips.is_some()),
            ("working", rules.working.is_some()),
            ("set", !rules.set.is_empty()),
        ];
        for (name, _) in others.iter().filter(|(_, written)| *written) {
            let message = format!(
                "a part of a check has only `guards`, `expects`, `claim` and `example`, not `{name}`"
            );
            let mut error = RuleError::at(part.name, part.text, place(part.text, name), message);
            error.hint =
                Some(format!("{} says what the check is; a check of its own stands elsewhere", head.name));
            self.errors.push(error);
        }
        for (name, rows) in rules.guards.iter().filter(|(name, _)| head.rules.guards.contains_key(*name)) {
            let at = rows.first().map_or(0, |row| row.span().start);
            self.fail(part, at, format!("{} has guards `{name}`, too", head.name), None);
        }
        for (name, row) in rules.expects.iter().filter(|(name, _)| head.rules.expects.contains_key(*name)) {
            self.fail(part, row.span().start, format!("{} expects `{name}`, too", head.name), None);
        }
    }

    /// Puts the parts of a check in the order that its head lists them in.
    fn order(&mut self, check: &mut Written<'_>) {
        let listed = &check.head.rules.parts;
        let found = |name: &str| check.parts.iter().any(|part| stem(part.name) == name);
        for name in listed.iter().filter(|name| !found(name.get_ref())) {
            let message = format!("there is no part `{}/{}.toml`", check.id, name.get_ref());
            let hint = closest(name.get_ref(), check.parts.iter().map(|part| stem(part.name)));
            self.fail(check.head, name.span().start, message, hint);
        }
        let place = |part: &Source<'_>| listed.iter().position(|name| name.get_ref() == stem(part.name));
        check.parts.sort_by_key(|part| place(part).unwrap_or(usize::MAX));
    }

    fn check(&mut self, written: &Written<'_>, facts: &[FactKind]) -> Check {
        let head = written.head;
        let files = || std::iter::once(head).chain(written.parts.iter().copied());
        let rows = files().flat_map(|source| source.rules.claim.iter().map(move |row| (source, row)));
        let claims = rows.filter_map(|(source, row)| self.claim(source, head, row, facts));
        let claims = claims.map(Deferred::from).collect();
        let severity = self.severity(head, head.rules.severity.as_ref(), Some(Severity::Error));
        let loose = self.severity(head, head.rules.loose.as_ref(), None);
        self.complete(written);
        let rules = &head.rules;
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let examples: Vec<_> =
            (0..).zip(files()).flat_map(|(part, source)| source.rules.examples(source.text, part)).collect();
        Check {
            id: written.id.to_string(),
            severity,
            loose,
            what: text(&rules.what),
            why: text(&rules.why),
            leaves: text(&rules.leaves),
            faults_only: rules.faults_only,
            sources: rules.sources.clone(),
            claims,
            examples: examples.into(),
            file: head.name.to_string(),
            parts: written.parts.iter().map(|part| part.name.to_string()).collect(),
        }
    }

    /// A check without its words and examples is refused: nobody could trust it.
    fn complete(&mut self, written: &Written<'_>) {
        let head = written.head;
        let rules = &head.rules;
        let fields = [("what", &rules.what), ("why", &rules.why), ("leaves", &rules.leaves)];
        for (name, _) in fields.iter().filter(|(_, field)| field.as_ref().is_none_or(|f| f.trim().is_empty()))
        {
            self.fail(head, 0, format!("the check does not say `{name}`"), None);
        }
        let mut seen = [false, rules.faults_only, false];
        for source in std::iter::once(head).chain(written.parts.iter().copied()) {
            self.expected(source, &mut seen);
        }
        let wanted = [
            "a hit: an example that expects \"contradicts\"",
            "a miss: an example that expects \"holds\"",
            "a guardrail: an example that expects \"unverified\" or \"silent\"",
        ];
        for (missing, _) in wanted.iter().zip(seen).filter(|(_, s)| !s) {
            self.fail(head, 0, format!("the check lacks {missing}"), None);
        }
    }

    /// Notes which of a hit, a miss and a guardrail the examples of a file are.
    fn expected(&mut self, source: &Source<'_>, seen: &mut [bool; 3]) {
        let [hit, miss, guardrail] = seen;
        for example in &source.rules.example {
            let Some(expect) = &example.expect else {
                let at = example.draft.span().start;
                self.fail(source, at, "the example does not say what to `expect`", None);
                continue;
            };
            match expect.get_ref().as_str() {
                "contradicts" | "loose" => *hit = true,
                "holds" => *miss = true,
                "unverified" | "silent" => *guardrail = true,
                other => {
                    let hint =
                        closest(other, ["contradicts", "loose", "holds", "unverified", "silent"].into_iter());
                    self.fail(source, expect.span().start, format!("unknown verdict `{other}`"), hint);
                }
            }
        }
    }
}

/// So many letters are a slip of the pen.
const SLIP: usize = 2;

/// Whether a file says what a check is.
fn is_head(rules: &RuleFile) -> bool {
    rules.what.is_some() || rules.why.is_some() || rules.leaves.is_some() || rules.severity.is_some()
}

/// Where a key or a table of this name begins, as near as lines tell.
fn place(text: &str, name: &str) -> usize {
    let begins = |line: &str| {
        let rest = line.trim_start_matches('[').strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with([' ', '=', ']', '.']))
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) {
            return at;
        }
        at += line.len();
    }
    0
}
