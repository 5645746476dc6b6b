//! Paths to files: folders walked, rule files read.

use super::{Failure, output::reason};
use figcheck::source::Format;
use ignore::{DirEntry, WalkBuilder};
use std::{
    collections::HashSet,
    ffi::OsStr,
    fs, io,
    path::{self, Path, PathBuf},
};

/// Where a draft comes from.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
    /// A path that leads nowhere, and why.
    Lost(String, String),
}

/// The inputs that `paths` name, in order. A folder gives the drafts below it, by name, without hidden and
/// ignored files (.gitignore, .ignore).
pub(crate) fn of(paths: &[PathBuf]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Stdin);
        } else if path.is_dir() {
            walk(path, &mut inputs, |path| Format::of(path).is_some());
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    inputs
}

/// Rule files with their texts: the files named, those in the folder of the same name beside each, which hold the parts of
/// its check, and all .toml files below the folders named. Each once.
pub(crate) fn rule_files(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Failure> {
    let mut inputs = Vec::new();
    for path in with_parts(paths) {
        if path.is_dir() {
            walk(&path, &mut inputs, |path| path.extension().is_some_and(|e| e == "toml"));
        } else {
            inputs.push(Input::File(path));
        }
    }
    let (mut files, mut lost) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for input in inputs {
        match input {
            Input::File(path) if !seen.insert(fs::canonicalize(&path).unwrap_or(path.clone())) => {}
            Input::File(path) => match fs::read_to_string(&path) {
                Ok(text) => files.push((path.display().to_string(), text)),
                Err(error) => lost.push(format!("{}: {}", path.display(), reason(&error))),
            },
            Input::Lost(path, why) => lost.push(format!("{path}: {why}")),
            Input::Stdin => {}
        }
    }
    if lost.is_empty() { Ok(files) } else { Err(Failure::Reasons(lost)) }
}

/// These paths, and behind each file the folder with the parts of its check, where there is one.
pub(crate) fn with_parts(paths: &[PathBuf]) -> Vec<PathBuf> {
    let parts = |path: &PathBuf| {
        let folder = path.extension().is_some_and(|e| e == "toml").then(|| path.with_extension(""));
        folder.filter(|folder| folder.is_dir() && !path.is_dir())
    };
    paths.iter().flat_map(|path| std::iter::once(path.clone()).chain(parts(path))).collect()
}

fn walk(folder: &Path, inputs: &mut Vec<Input>, wanted: impl Fn(&Path) -> bool) {
    let mut found = Vec::new();
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
            Ok(entry) if !wanted(entry.path()) || is_special(&entry) => {}
            Ok(entry) => {
                let path = entry.into_path();
                let path = path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
                found.push((order(path.as_os_str()), Input::File(path)));
            }
            Err(error) => {
                let (path, why) = lost(&error);
                let path = path.unwrap_or_else(|| folder.display().to_string());
                let path = path.strip_prefix("./").unwrap_or(&path).to_string();
                found.push((order(path.as_ref()), Input::Lost(path, why)));
            }
        }
    }
    found.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    inputs.extend(found.into_iter().map(|(_, input)| input));
}

/// What puts paths in order by their names, folder by folder: what separates names sorts before all else in them.
fn order(path: &OsStr) -> Vec<u8> {
    let mut bytes = path.as_encoded_bytes().to_vec();
    bytes.iter_mut().filter(|b| path::is_separator(char::from(**b))).for_each(|b| *b = 0);
    bytes
}

/// Whether an entry of a folder is neither a file nor a link to one, such as a pipe, from which nothing may ever come.
/// A link that leads nowhere is told when it is read.
fn is_special(entry: &DirEntry) -> bool {
    let linked = entry.path_is_symlink();
    let kind =
        if linked { entry.path().metadata().ok().map(|about| about.file_type()) } else { entry.file_type() };
    kind.is_some_and(|kind| !kind.is_file())
}

/// The walker's error: the path, if it tells one, and the reason.
fn lost(error: &ignore::Error) -> (Option<String>, String) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path.display().to_string()), lost(err).1),
        ignore::Error::WithDepth { err, .. } => lost(err),
        // The walker puts the system's words into a sentence of its own.
        ignore::Error::Io(io) => {
            let cause = io.get_ref().and_then(|walker| walker.source()?.downcast_ref::<io::Error>());
            (None, reason(cause.unwrap_or(io)))
        }
        other => (None, other.to_string()),
    }
}
