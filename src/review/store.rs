//! Snapshots on disk: `snapshots/NAME.snap` beside the draft `NAME`, and `NAME.snap.new` while it waits.
//!
//! A file is written whole under another name, brought to the disk, and only then given its name, so that
//! whoever is interrupted, and when, has the old file or the new one.

use super::{Snapshot, snap};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The folder of snapshots beside a draft, unless the settings name another.
pub const FOLDER: &str = "snapshots";

/// Where the snapshot of a draft is.
#[must_use]
pub fn path(draft: &Path, folder: &Path) -> PathBuf {
    let mut name = draft.file_name().unwrap_or_default().to_os_string();
    name.push(".snap");
    draft.parent().unwrap_or(Path::new("")).join(folder).join(name)
}

/// Where a snapshot waits for review.
#[must_use]
pub fn waiting(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(".new");
    PathBuf::from(name)
}

/// Reads a snapshot; an empty one when there is no file.
///
/// # Errors
/// The file and why it could not be read.
pub fn load(path: &Path) -> Result<Snapshot, String> {
    match fs::read_to_string(path) {
        Ok(text) => snap::read(&text).map_err(|why| format!("{}: {why}", path.display())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Snapshot::default()),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

/// Writes a snapshot. An empty one is no file.
///
/// # Errors
/// The file and why it could not be written; then what was there before is still there.
pub fn save(path: &Path, snapshot: &Snapshot) -> Result<(), String> {
    let told = |error: io::Error| format!("{}: {error}", path.display());
    if snapshot.entries.is_empty() {
        return remove(path);
    }
    // The draft's name only: the same whatever folder figcheck was started in.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = name.trim_end_matches(".new").trim_end_matches(".snap");
    let text = snap::write(snapshot, draft)?;
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    write(path, text.as_bytes()).map_err(told)
}

/// Changes a snapshot on disk, reading it first: what others have decided in the meantime stays.
///
/// # Errors
/// As [`load`] and [`save`].
pub fn update(path: &Path, change: impl FnOnce(&mut Snapshot)) -> Result<(), String> {
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    // Two at once wait for each other, where the system can lock a folder.
    let lock = File::open(folder).and_then(|folder| folder.lock().map(|()| folder));
    let mut snapshot = load(path)?;
    change(&mut snapshot);
    let saved = save(path, &snapshot);
    drop(lock);
    saved
}

/// Removes a snapshot; it is no error when there is none.
///
/// # Errors
/// The file and why it could not be removed.
pub fn remove(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(format!("{}: {error}", path.display())),
        _ => Ok(()),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".figcheck-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    // That the new name reaches the disk, too; not every system can do this to a folder.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}
