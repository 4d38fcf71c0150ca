//! Where the program keeps what is not the person's own file: backups, locks, and the list of recent files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk;

/// How many recent files are remembered.
pub const MOST_RECENT: usize = 20;

/// The directory for backups, locks and recent files (`~/.local/state/wayfarer` on Linux); `None` where the system
/// has no home directory. It may not exist yet.
pub fn state_dir() -> Option<PathBuf> {
    let places = directories::ProjectDirs::from("", "", "wayfarer")?;
    Some(places.state_dir().unwrap_or_else(|| places.data_local_dir()).to_owned())
}

/// A file that was opened or saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// When it was opened last, in seconds since 1970.
    pub opened: u64,
    /// The map's title.
    pub title: String,
}

/// The recent files, newest first. A list that cannot be read is an empty list: it is a convenience, and no reason
/// to bother anybody.
pub fn recent_files(state: &Path) -> Vec<Recent> {
    let text = fs::read_to_string(recent_path(state)).unwrap_or_default();
    if text.is_empty() {
        return Vec::new();
    }
    ron::from_str(&text).unwrap_or_else(|error| {
        log::warn!("the list of recent files cannot be read: {error}");
        Vec::new()
    })
}

/// Puts a file at the head of the recent files.
///
/// # Errors
/// If the state directory takes no file.
pub fn remember(state: &Path, recent: Recent) -> io::Result<()> {
    let mut list = recent_files(state);
    list.retain(|other| other.path != recent.path);
    list.insert(0, recent);
    list.truncate(MOST_RECENT);
    write_recent(state, &list)
}

/// Takes a file off the recent files.
///
/// # Errors
/// If the state directory takes no file.
pub fn forget(state: &Path, path: &Path) -> io::Result<()> {
    let mut list = recent_files(state);
    list.retain(|other| other.path != path);
    write_recent(state, &list)
}

fn write_recent(state: &Path, list: &[Recent]) -> io::Result<()> {
    fs::create_dir_all(state)?;
    let config = ron::ser::PrettyConfig::new().new_line("\n");
    // A path that is not Unicode cannot stand in a text file; the list then stays as it was.
    let text = ron::ser::to_string_pretty(&list, config).map_err(io::Error::other)?;
    disk::replace(&recent_path(state), text.as_bytes()).map(|_| ())
}

fn recent_path(state: &Path) -> PathBuf {
    state.join("recent.ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(path: &str, opened: u64) -> Recent {
        Recent { path: path.into(), opened, title: format!("Map {opened}") }
    }

    #[test]
    fn the_file_opened_last_comes_first_and_once() {
        let state = tempfile::tempdir().unwrap();
        assert_eq!(recent_files(state.path()), []);
        for (path, opened) in [("/a.ron", 1), ("/b.ron", 2), ("/a.ron", 3)] {
            remember(state.path(), recent(path, opened)).unwrap();
        }
        assert_eq!(recent_files(state.path()), [recent("/a.ron", 3), recent("/b.ron", 2)]);
        forget(state.path(), Path::new("/a.ron")).unwrap();
        assert_eq!(recent_files(state.path()), [recent("/b.ron", 2)]);
    }

    #[test]
    fn a_damaged_list_is_an_empty_list() {
        let state = tempfile::tempdir().unwrap();
        fs::write(recent_path(state.path()), "[(path: ").unwrap();
        assert_eq!(recent_files(state.path()), []);
        remember(state.path(), recent("/a.ron", 1)).unwrap();
        assert_eq!(recent_files(state.path()).len(), 1);
    }
}
