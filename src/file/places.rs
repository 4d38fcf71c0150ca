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

/// The directory for what a person chose: preferences and templates of her own (`~/.config/wayfarer` on Linux); `None`
/// where the system has no home directory. It may not exist yet.
pub fn config_dir() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "wayfarer").map(|places| places.config_dir().to_owned())
}

/// A template that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTemplate {
    /// Its name on the command line: the file's, without the ending.
    pub key: String,
    /// The file.
    pub path: PathBuf,
}

/// The templates saved in a config directory, by name.
pub fn own_templates(config: &Path) -> Vec<OwnTemplate> {
    let entries = fs::read_dir(template_dir(config)).into_iter().flatten().flatten();
    let mut list: Vec<OwnTemplate> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .filter_map(|path| Some(OwnTemplate { key: path.file_stem()?.to_str()?.to_owned(), path }))
        .collect();
    list.sort_by(|a, b| a.key.cmp(&b.key));
    list
}

/// Where templates of one's own are kept.
pub fn template_dir(config: &Path) -> PathBuf {
    config.join("templates")
}

/// Keeps a small picture of a file's map, in a theme of that name.
///
/// # Errors
/// If the state directory takes no file.
pub fn keep_picture(state: &Path, file: &Path, theme: &str, png: &[u8]) -> io::Result<()> {
    let path = picture_path(state, file, theme);
    fs::create_dir_all(disk::directory_of(&path))?;
    disk::replace(&path, png).map(|_| ())
}

/// The small picture of a file's map, if one was kept.
pub fn picture(state: &Path, file: &Path, theme: &str) -> Option<Vec<u8>> {
    fs::read(picture_path(state, file, theme)).ok()
}

fn picture_path(state: &Path, file: &Path, theme: &str) -> PathBuf {
    state.join("pictures").join(format!("{}-{theme}.png", super::backups::path_key(file)))
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
    /// What it holds, in a few words.
    #[serde(default)]
    pub about: String,
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
    for old in list.iter().skip(MOST_RECENT) {
        forget_pictures(state, &old.path);
    }
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
    forget_pictures(state, path);
    write_recent(state, &list)
}

fn write_recent(state: &Path, list: &[Recent]) -> io::Result<()> {
    fs::create_dir_all(state)?;
    let config = ron::ser::PrettyConfig::new().new_line("\n");
    // A path that is not Unicode cannot stand in a text file; the list then stays as it was.
    let text = ron::ser::to_string_pretty(&list, config).map_err(io::Error::other)?;
    disk::replace(&recent_path(state), text.as_bytes()).map(|_| ())
}

/// Takes a file's small pictures away. They may never have been drawn.
fn forget_pictures(state: &Path, file: &Path) {
    let key = super::backups::path_key(file);
    for entry in fs::read_dir(state.join("pictures")).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&key) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn recent_path(state: &Path) -> PathBuf {
    state.join("recent.ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(path: &str, opened: u64) -> Recent {
        Recent { path: path.into(), opened, title: format!("Map {opened}"), about: String::new() }
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
