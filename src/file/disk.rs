//! Replacing a file so that a crash leaves the old bytes or the new ones, never a mixture and never nothing.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Whether what was written is certain to survive a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The disk has confirmed it.
    Certain,
    /// The new bytes are in place, but the disk did not confirm that the directory remembers it.
    Uncertain,
}

/// New bytes beside the file they are to replace. Dropped without [`Staged::commit`], they vanish and the file stays
/// as it was.
#[derive(Debug)]
pub struct Staged {
    temporary: PathBuf,
    target: PathBuf,
    committed: bool,
}

/// Puts `bytes` beside `target`, all the way down to the disk. `permissions` are those of the file to be replaced;
/// `None` takes what the system gives to new files.
///
/// # Errors
/// If the directory takes no new file, or the disk refuses or is full. Nothing is left behind then.
pub fn stage(target: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<Staged> {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let temporary = target.with_file_name(format!("{}{}-{count}.tmp", temporary_prefix(target), std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
    let staged = Staged { temporary, target: target.to_owned(), committed: false };
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(staged)
}

/// How the names of files staged for `target` begin.
fn temporary_prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // A very long name must leave room for what is put around it.
    let name: String = name.chars().take(60).collect();
    format!(".{name}.wayfarer-")
}

impl Staged {
    /// Lets the new bytes take the place of the old ones.
    ///
    /// # Errors
    /// If the system refuses; the old bytes are then still in place.
    pub fn commit(mut self) -> io::Result<Durability> {
        rename(&self.temporary, &self.target)?;
        self.committed = true;
        let directory = directory_of(&self.target);
        match sync_directory(&directory) {
            Ok(()) => Ok(Durability::Certain),
            Err(error) => {
                log::warn!("{} is saved, but its directory could not be synced: {error}", self.target.display());
                Ok(Durability::Uncertain)
            }
        }
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.committed
            && let Err(error) = fs::remove_file(&self.temporary)
        {
            log::warn!("{} was left behind: {error}", self.temporary.display());
        }
    }
}

/// Replaces a file, or makes it, with the permissions it has.
///
/// # Errors
/// As [`stage`] and [`Staged::commit`]; the old bytes are then still in place.
pub fn replace(target: &Path, bytes: &[u8]) -> io::Result<Durability> {
    let permissions = fs::metadata(target).ok().map(|metadata| metadata.permissions());
    stage(target, bytes, permissions)?.commit()
}

/// The directory a file stands in; `.` for a bare name.
pub fn directory_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        Some(_) | None => PathBuf::from("."),
    }
}

/// Removes what a killed program staged for `target`. Only to be called while nobody else can be saving it.
pub fn sweep(target: &Path) {
    let prefix = temporary_prefix(target);
    let Ok(entries) = fs::read_dir(directory_of(target)) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(".tmp") {
            // What cannot be removed now will be tried again at the next save.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    // Windows refuses for a moment while a virus scanner or an indexer has the file open.
    let mut tries = if cfg!(windows) { 5 } else { 1 };
    loop {
        tries -= 1;
        match fs::rename(from, to) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && tries > 0 => {
                std::thread::sleep(std::time::Duration::from_millis(40 << (4 - tries)));
            }
            result => return result,
        }
    }
}

#[cfg(unix)]
fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Elsewhere directories cannot be opened, and the rename itself is what there is.
#[cfg(not(unix))]
fn sync_directory(_directory: &Path) -> io::Result<()> {
    Ok(())
}
