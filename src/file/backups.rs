//! The bytes a save replaced, kept in the state directory under their fingerprint: the way back, and later the base
//! for merging.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::disk;
use super::fingerprint::Fingerprint;

/// How many old versions of one file are kept.
pub const KEPT: usize = 10;

/// How many bytes the old versions of one file may take together. The newest is kept even if it is larger.
pub const KEPT_BYTES: u64 = 50 * 1024 * 1024;

/// A kept version of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was replaced.
    pub replaced: SystemTime,
    /// Its length in bytes.
    pub bytes: u64,
}

/// Keeps `bytes`, which `file` holds now, and drops the oldest versions beyond the limits.
///
/// # Errors
/// If the state directory takes no file.
pub fn keep(state: &Path, file: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = directory_for(state, file);
    fs::create_dir_all(&directory)?;
    // A version keeps the ending, which says its format.
    let ending = file.extension().map_or_else(|| "ron".into(), |ending| ending.to_string_lossy());
    let path = directory.join(format!("{}.{ending}", Fingerprint::of(bytes)));
    match File::options().append(true).open(&path) {
        // The same bytes are there already: they are new again.
        Ok(kept) => kept.set_modified(SystemTime::now())?,
        Err(_) => {
            disk::replace(&path, bytes)?;
        }
    }
    prune(&directory);
    Ok(())
}

/// The kept versions of `file`, newest first.
pub fn list(state: &Path, file: &Path) -> Vec<Backup> {
    list_in(&directory_for(state, file))
}

/// One directory for each file, told apart by the path.
fn directory_for(state: &Path, file: &Path) -> PathBuf {
    state.join("backups").join(path_key(file))
}

/// A name for a path that any file system takes.
pub(super) fn path_key(file: &Path) -> String {
    Fingerprint::of(file.as_os_str().as_encoded_bytes()).to_string().chars().take(32).collect()
}

fn list_in(directory: &Path) -> Vec<Backup> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let mut backups: Vec<Backup> = entries
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension != "tmp"))
        .filter_map(|entry| {
            let metadata = entry.metadata().ok()?;
            Some(Backup { path: entry.path(), replaced: metadata.modified().ok()?, bytes: metadata.len() })
        })
        .collect();
    backups.sort_by(|a, b| b.replaced.cmp(&a.replaced).then_with(|| a.path.cmp(&b.path)));
    backups
}

fn prune(directory: &Path) {
    let mut bytes = 0;
    for (place, backup) in list_in(directory).into_iter().enumerate() {
        bytes += backup.bytes;
        if place >= KEPT || (place > 0 && bytes > KEPT_BYTES) {
            // One version too many harms nobody; it is tried again at the next save.
            let _ = fs::remove_file(backup.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Files of so many bytes each, the first replaced a minute ago and each further one a minute earlier.
    fn versions(count: usize, bytes: u64) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..count {
            let file = File::create(folder.path().join(format!("{:02}.ron", count - number))).unwrap();
            file.set_len(bytes).unwrap();
            let minutes = Duration::from_secs(60 * (number as u64 + 1));
            file.set_modified(SystemTime::now() - minutes).unwrap();
        }
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let kept = list_in(folder);
        kept.iter().map(|backup| backup.path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn the_oldest_go_first() {
        let folder = versions(KEPT + 2, 1);
        prune(folder.path());
        assert_eq!(names(folder.path()), ["12", "11", "10", "09", "08", "07", "06", "05", "04", "03"]);
    }

    #[test]
    fn large_ones_take_no_more_room_than_allowed_and_the_newest_stays() {
        let folder = versions(4, KEPT_BYTES / 2);
        prune(folder.path());
        assert_eq!(names(folder.path()), ["04", "03"]);
        let folder = versions(2, KEPT_BYTES + 1);
        prune(folder.path());
        assert_eq!(names(folder.path()), ["02"]);
    }
}
