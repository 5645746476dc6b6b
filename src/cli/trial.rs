//! `figcheck rules test --snapshot`: what a change of rules adds and removes over a folder of drafts.
//!
//! Each rule file has a snapshot beside it, `snapshots/NAME.toml.snap`, of what its rules find in those drafts.

use super::{
    Done, Failure,
    desk::Desk,
    documents,
    flags::{in_ci, keep_waiting},
    options::{Reading, Rules},
    output::{complain, stdout},
};
use figcheck::{
    api::Checker,
    report::text::plural,
    review::{self, Entry, Item, State, store},
};
use std::{io::Write, path::Path};

/// Runs the rules of `files` over `drafts` and tells what is not as in the snapshots; with `accept` it is from now
/// on.
pub(crate) fn run(
    checker: &Checker,
    files: &[(String, String)],
    drafts: &Reading,
    accept: bool,
) -> Result<Done, Failure> {
    let desk = Desk::open(drafts, &Rules { files: Vec::new() })?;
    let (mut all, mut done) = (Vec::new(), Done::CLEAN);
    documents::each(
        &desk,
        |document, _| {
            let entry = |finding| Entry {
                draft: document.name.replace('\\', "/"),
                ..Entry::of(finding, &document.draft.text)
            };
            checker.check(document.draft).findings.iter().map(entry).collect::<Vec<Entry>>()
        },
        |outcome| {
            outcome.told.iter().for_each(|words| complain(words));
            match outcome.result {
                Ok(entries) => all.extend(entries),
                Err(_) => done.trouble = true,
            }
            Ok(())
        },
    )?;
    let mut out = stdout();
    let checks = &checker.book().checks;
    // What the parts of a check find is in the snapshot of its file, when that is tried, too.
    let apart = |file: &str| {
        let check = checks.iter().find(|check| check.parts.iter().any(|part| part == file));
        check.is_none_or(|check| files.iter().all(|(other, _)| *other != check.file))
    };
    for (file, _) in files.iter().filter(|(file, _)| apart(file)) {
        let own: Vec<&str> = checks.iter().filter(|c| c.is_from(file)).map(|c| c.id.as_str()).collect();
        // A file of facts or words has no rules of its own, and may change what any rule finds.
        let found = all.iter().filter(|e| own.is_empty() || own.contains(&e.rule.as_str()));
        let snap = store::path(Path::new(file), Path::new(store::FOLDER));
        let review = review::beside(found.cloned().collect(), &store::load(&snap)?);
        let added: Vec<&Item> =
            review.items.iter().filter(|item| matches!(item.state, State::Pending(_))).collect();
        for item in &added {
            if let State::Pending(Some(was)) = &item.state {
                writeln!(out, "- {}", line(was))?;
            }
            writeln!(out, "+ {}", line(&item.entry))?;
        }
        for gone in &review.obsolete {
            writeln!(out, "- {}", line(gone))?;
        }
        let same = review.items.len() - added.len();
        let changed = !added.is_empty() || !review.obsolete.is_empty();
        let told = plural(added.len(), "finding");
        writeln!(out, "{file}: {told} added, {} removed, {same} as before", review.obsolete.len())?;
        if accept {
            store::save(&snap, &review.next())?;
            store::remove(&store::waiting(&snap))?;
        } else {
            done.found |= changed;
            if !in_ci() {
                keep_waiting(&snap, &review)?;
            }
        }
    }
    out.flush()?;
    Ok(done)
}

fn line(entry: &Entry) -> String {
    format!("{}: {}: {}", entry.draft, entry.rule, entry.says)
}
