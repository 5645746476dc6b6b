//! `--changed-since`: which lines of which drafts have changed, as git tells it.

use super::Failure;
use figcheck::{finding::Finding, report::Document, span::Span};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The changed lines of a working tree.
pub(crate) struct Changed {
    root: PathBuf,
    /// By the path from the root; none for all lines.
    files: HashMap<PathBuf, Option<Vec<Lines>>>,
}

/// Lines, the first and the last, counted from 1.
type Lines = (usize, usize);

impl Changed {
    /// What has changed since `revision`, or since the history parted from it: in the working tree, committed or not,
    /// and files that git does not know yet.
    pub(crate) fn since(revision: &str) -> Result<Changed, Failure> {
        let root = PathBuf::from(line(&git(Path::new("."), &["rev-parse", "--show-toplevel"])?));
        let commit = format!("{revision}^{{commit}}");
        let asked = git(&root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
        let asked = asked.map_err(|_| format!("--changed-since: git knows no revision `{revision}`"))?;
        let asked = line(&asked);
        // In a shallow clone there may be no common history; then the revision itself is compared with.
        let base = git(&root, &["merge-base", &asked, "HEAD"]).map(|out| line(&out)).unwrap_or(asked);
        let mut files = HashMap::new();
        for path in paths(&git(&root, &["diff", "--name-only", "-z", "--no-renames", &base])?) {
            let diff = git(&root, &[DIFF, &[&base, "--", &path]].concat())?;
            files.insert(PathBuf::from(&path), hunks(&diff));
        }
        for path in paths(&git(&root, &["ls-files", "--others", "--exclude-standard", "-z"])?) {
            files.insert(PathBuf::from(path), None);
        }
        Ok(Changed { root: fs::canonicalize(&root).unwrap_or(root), files })
    }

    /// Whether a draft has changed at all.
    pub(crate) fn has(&self, draft: &Path) -> bool {
        self.lines(draft).is_some()
    }

    /// Whether the claim of a finding, or a figure that it speaks of, is in a changed line.
    pub(crate) fn touches(&self, document: &Document<'_>, finding: &Finding) -> bool {
        // A line of JSON and standard input have no lines that git could tell of.
        let Some(path) = document.path else { return true };
        match self.lines(path) {
            None => false,
            Some(None) => true,
            Some(Some(changed)) => {
                let touched = |span: Span| {
                    let (first, last) = document.range(span);
                    changed.iter().any(|(from, to)| first.line <= *to && *from <= last.line)
                };
                touched(finding.span) || finding.related.iter().any(|figure| touched(figure.span))
            }
        }
    }

    fn lines(&self, draft: &Path) -> Option<&Option<Vec<Lines>>> {
        let whole = fs::canonicalize(draft).ok()?;
        self.files.get(whole.strip_prefix(&self.root).ok()?)
    }
}

/// One file's changes, without what a user's settings of git may add.
const DIFF: &[&str] =
    &["diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames"];

/// The lines that the hunks of a diff added or changed; none for a file that is not text.
fn hunks(diff: &str) -> Option<Vec<Lines>> {
    if diff.lines().any(|line| line.starts_with("Binary files ")) {
        return None;
    }
    let mut lines = Vec::new();
    for head in diff.lines().filter_map(|line| line.strip_prefix("@@ -")) {
        let Some(new) = head.split(' ').nth(1).and_then(|new| new.strip_prefix('+')) else { continue };
        let (first, count) = new.split_once(',').unwrap_or((new, "1"));
        if let (Ok(first), Ok(count)) = (first.parse::<usize>(), count.parse::<usize>())
            && count > 0
        {
            lines.push((first, first + count - 1));
        }
    }
    Some(lines)
}

fn paths(out: &str) -> Vec<String> {
    out.split('\0').filter(|path| !path.is_empty()).map(str::to_string).collect()
}

fn line(out: &str) -> String {
    out.trim_end_matches(['\n', '\r']).to_string()
}

/// What git says, or why it says nothing.
fn git(folder: &Path, args: &[&str]) -> Result<String, Failure> {
    let run =
        Command::new("git").arg("-C").arg(folder).args(["-c", "diff.noprefix=false"]).args(args).output();
    let Output { status, stdout, stderr } =
        run.map_err(|_| "--changed-since needs git, which was not found".to_string())?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).into_owned());
    }
    let why = String::from_utf8_lossy(&stderr);
    Err(format!("git: {}", why.lines().next().unwrap_or("failed")).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_tell_the_new_lines() {
        let diff =
            "--- a/x\n+++ b/x\n@@ -1 +1 @@ a\n-a\n+b\n@@ -3,0 +4,2 @@\n+c\n+@@ -1 +9 @@\n@@ -7,2 +7,0 @@\n";
        assert_eq!(hunks(diff), Some(vec![(1, 1), (4, 5)]), "what was taken out has no lines");
        assert_eq!(hunks("Binary files a/x and b/x differ\n"), None);
        assert_eq!(hunks("old mode 100644\nnew mode 100755\n"), Some(vec![]));
    }
}
