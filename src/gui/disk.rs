//! What worker threads do with files: open, save, list a folder, remember recent files.
//!
//! The window's own thread never calls these; [`jobs`](super::jobs) does.

use std::path::{Path, PathBuf};

use crate::exchange::{self, Format};
use crate::file;
use crate::model::*;

/// A file's bytes as they were last read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(blake3::Hash);

/// A map read from a file.
pub struct OpenedFile {
    /// The file.
    pub path: PathBuf,
    /// The map.
    pub map: Map,
    /// For our own files: what the file holds. `None` for a map brought in from another format.
    pub base: Option<Base>,
    /// What was read as something else, or not at all.
    pub warnings: Vec<String>,
}

/// A file could not be opened.
pub struct OpenFailure {
    /// The file.
    pub path: PathBuf,
    /// What happened, in one sentence or several.
    pub sentence: String,
    /// Every fault, each with its place.
    pub problems: Vec<String>,
    /// What is left of the map when the faults are mended.
    pub repaired: Option<Box<Map>>,
}

/// Opens a map of any format.
pub fn open(path: &Path, ids: &mut impl IdSource) -> Result<OpenedFile, OpenFailure> {
    let failure = |sentence: String| OpenFailure {
        path: path.to_owned(),
        sentence,
        problems: Vec::new(),
        repaired: None,
    };
    let name = file_name(path);
    let bytes = std::fs::read(path).map_err(|error| failure(format!("{name} could not be read: {error}.")))?;
    match exchange::open(&bytes, &name, ids) {
        Ok(opened) => {
            let own = opened.format == Format::Ron;
            let base = own.then(|| Base(blake3::hash(&bytes)));
            Ok(OpenedFile { path: path.to_owned(), map: opened.map, base, warnings: opened.warnings })
        }
        Err(error) => Err(failure(error.to_string())),
    }
}

/// A file was saved.
pub struct SavedFile {
    /// The file.
    pub path: PathBuf,
    /// What it holds now.
    pub base: Base,
    /// Something worth knowing, in one sentence.
    pub remark: Option<String>,
}

/// Writes a map to its file.
pub fn save(path: &Path, map: &Map, base: Option<&Base>) -> Result<SavedFile, String> {
    let _ = base;
    let text = file::to_text(map);
    std::fs::write(path, &text).map_err(|error| format!("{} could not be written: {error}.", path.display()))?;
    Ok(SavedFile { path: path.to_owned(), base: Base(blake3::hash(text.as_bytes())), remark: None })
}

/// One line of a folder's list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Folders stand first.
    pub is_file: bool,
    /// Its name.
    pub name: String,
}

/// The folders in a folder, and the files with one of the endings.
pub fn list(folder: &Path, endings: &[&str]) -> Result<Vec<Entry>, String> {
    let problem = |error: std::io::Error| format!("{} cannot be listed: {error}.", folder.display());
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let Ok(entry) = entry else { continue };
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let is_file = !entry.path().is_dir();
        let fits = Path::new(&name)
            .extension()
            .is_some_and(|ending| endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted)));
        if !is_file || fits {
            entries.push(Entry { is_file, name });
        }
    }
    entries.sort();
    Ok(entries)
}

/// The last part of a path as a person reads it.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
