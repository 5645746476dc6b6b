//! `figcheck check --watch`: waits until a draft, a rule or a setting changes.

use super::{Failure, output::complain};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

/// A change is over when nothing more happens for so long: an editor saves in several steps …
const QUIET: Duration = Duration::from_millis(100);
/// … and is told of after so long whatever happens.
const LONGEST: Duration = Duration::from_secs(2);

/// Files and folders that are watched.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    watched: HashSet<PathBuf>,
    /// What is written here, of which nobody wants to be told.
    own: HashSet<PathBuf>,
}

/// What has changed.
pub(super) enum Change {
    /// These files, by their whole paths.
    Files(HashSet<PathBuf>),
    /// So much that the system did not tell all of it.
    All,
}

impl Watch {
    /// Watches nothing yet, and never the files `own`.
    pub(super) fn new<'a>(own: impl Iterator<Item = &'a Path>) -> Result<Watch, Failure> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| told(&error))?;
        Ok(Watch { watcher, events, watched: HashSet::new(), own: own.map(whole).collect() })
    }

    /// Watches a folder and what is below it; of a file its folder, since whoever saves may put another in its place.
    pub(super) fn add(&mut self, path: &Path) -> Result<(), Failure> {
        let path = whole(path);
        let (place, mode) = match path.parent() {
            Some(folder) if !path.is_dir() => (folder, RecursiveMode::NonRecursive),
            _ => (path.as_path(), RecursiveMode::Recursive),
        };
        if self.watched.iter().any(|known| place.starts_with(known)) {
            return Ok(());
        }
        self.watcher.watch(place, mode).map_err(|error| format!("{}: {}", place.display(), told(&error)))?;
        if mode == RecursiveMode::Recursive {
            self.watched.insert(place.to_path_buf());
        }
        Ok(())
    }

    /// Waits for a change, and for its end.
    pub(super) fn wait(&self) -> Change {
        let (mut files, mut all) = (HashSet::new(), false);
        let mut first: Option<Instant> = None;
        loop {
            let event = match first {
                Some(first) if first.elapsed() > LONGEST => break,
                Some(_) => match self.events.recv_timeout(QUIET) {
                    Ok(event) => event,
                    Err(_) => break,
                },
                None => match self.events.recv() {
                    Ok(event) => event,
                    // The watcher lives as long as this does.
                    Err(_) => break,
                },
            };
            match event {
                Ok(event) if event.need_rescan() => all = true,
                // To read a file changes nothing.
                Ok(Event { kind: EventKind::Access(_), .. }) => continue,
                Ok(event) => files.extend(event.paths.into_iter().filter(|path| !self.own.contains(path))),
                Err(error) => complain(&format!("--watch: {}", told(&error))),
            }
            if all || !files.is_empty() {
                first = first.or_else(|| Some(Instant::now()));
            }
        }
        if all { Change::All } else { Change::Files(files) }
    }
}

impl Change {
    /// Whether a file, or one below a folder, has changed; what is in a folder that is new has.
    pub(super) fn has(&self, path: &Path) -> bool {
        match self {
            Change::All => true,
            Change::Files(files) => {
                let path = whole(path);
                files.iter().any(|file| file.starts_with(&path) || path.starts_with(file))
            }
        }
    }

    /// Whether a file of this name has changed.
    pub(super) fn has_name(&self, name: &str) -> bool {
        match self {
            Change::All => true,
            Change::Files(files) => files.iter().any(|file| file.ends_with(name)),
        }
    }
}

/// A path from the root on, links followed, also of a file that is not there.
fn whole(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        path.file_name().map_or_else(|| folder.clone(), |name| folder.join(name))
    })
}

/// The library's words without the paths, which it adds in a form for programmers.
fn told(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::Io(error) => super::output::reason(error),
        notify::ErrorKind::MaxFilesWatch => "the system watches no more files".to_string(),
        notify::ErrorKind::PathNotFound => "no such file or directory".to_string(),
        _ => error.to_string(),
    }
}
