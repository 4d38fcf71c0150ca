//! What worker threads do with files: open, save, export, list a folder, remember recent files.
//!
//! The window's own thread never calls these; [`jobs`](super::jobs) does.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::exchange::{self, Format, OpenError};
use crate::file::places;
use crate::file::{self, Expected, Fingerprint, Problem, ReadError, ReadOnly, SaveContext, SaveError};
use crate::model::*;

use super::recent::Recent;

/// A map read from a file.
pub struct OpenedFile {
    /// The file.
    pub path: PathBuf,
    /// The map.
    pub map: Map,
    /// For our own files: what the file holds. `None` for a map brought in from another format.
    pub base: Option<Fingerprint>,
    /// Why it may not be saved to its own file.
    pub read_only: Option<ReadOnly>,
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
    let name = file_name(path);
    if Format::from_name(&name) == Some(Format::Ron) {
        return open_own(path);
    }
    let bytes = file::read_bytes(path).map_err(|error| not_read(path, &error))?;
    match exchange::open(&bytes, &name, ids) {
        Ok(opened) if opened.format == Format::Ron => open_own(path),
        Ok(opened) => Ok(OpenedFile {
            path: path.to_owned(),
            map: opened.map,
            base: None,
            read_only: None,
            warnings: opened.warnings,
        }),
        Err(OpenError::Ron(error)) => Err(not_read(path, &error)),
        Err(error) => Err(OpenFailure {
            path: path.to_owned(),
            sentence: error.to_string(),
            problems: Vec::new(),
            repaired: None,
        }),
    }
}

fn open_own(path: &Path) -> Result<OpenedFile, OpenFailure> {
    let loaded = file::read(path).map_err(|error| not_read(path, &error))?;
    Ok(OpenedFile {
        path: path.to_owned(),
        map: loaded.map,
        base: Some(loaded.fingerprint),
        read_only: loaded.read_only,
        warnings: Vec::new(),
    })
}

fn not_read(path: &Path, error: &ReadError) -> OpenFailure {
    let repaired = error.is_repairable().then(|| file::read_bytes(path).ok()).flatten();
    let repaired = repaired.and_then(|bytes| file::parse_repaired(&bytes, &error.name).ok());
    let mut problems: Vec<String> = error.problems.iter().map(ToString::to_string).collect();
    let sentence = match &error.problems[..] {
        // What is wrong with the whole file is said at once.
        [Problem { place: None, .. }] => format!("{} could not be read: {}", file_name(path), problems.remove(0)),
        [] | [_] => format!("{} could not be read as a map.", file_name(path)),
        many => format!("{} has {} faults.", file_name(path), many.len()),
    };
    OpenFailure { path: path.to_owned(), sentence, problems, repaired: repaired.map(|(map, _)| Box::new(map)) }
}

/// A file was saved.
pub struct SavedFile {
    /// The file.
    pub path: PathBuf,
    /// What it holds now.
    pub base: Fingerprint,
    /// Something worth knowing, in one sentence.
    pub remark: Option<String>,
}

/// A map could not be saved.
pub struct SaveFailure {
    /// The file.
    pub path: PathBuf,
    /// What happened and what to do.
    pub sentence: String,
    /// The file is there and may be replaced if the person says so.
    pub replaceable: bool,
    /// The folder takes no new file, but the file itself may be written if the person says so.
    pub in_place: bool,
    /// The person has said already that whatever is there may be replaced.
    pub replacing: bool,
}

impl SaveFailure {
    /// The file is of a newer format, of which this program would write only what it knows.
    pub fn newer(path: PathBuf) -> SaveFailure {
        let sentence = format!(
            "a newer version of Wayfarer wrote “{}”, and what only that knows would be lost; save the map under another \
             name",
            path.display()
        );
        SaveFailure { path, sentence, replaceable: false, in_place: false, replacing: false }
    }
}

/// What may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Only what was read or saved last, or a new file.
    Careful(Option<Fingerprint>),
    /// The person said to replace whatever is there.
    Replace,
    /// The person said to write into the file itself.
    InPlace(Option<Fingerprint>),
}

/// Writes a map to its file.
pub fn save(
    path: &Path,
    map: &Map,
    permission: Permission,
    state_dir: Option<PathBuf>,
) -> Result<SavedFile, SaveFailure> {
    let replacing = matches!(permission, Permission::Replace | Permission::InPlace(None));
    let (expected, in_place) = match permission {
        Permission::Careful(base) => (base.map_or(Expected::Absent, Expected::Same), false),
        Permission::Replace => (Expected::Anything, false),
        Permission::InPlace(base) => (base.map_or(Expected::Anything, Expected::Same), true),
    };
    let context = SaveContext { state_dir, in_place };
    match file::save(path, map, expected, &context) {
        Ok(saved) => {
            let uncertain = saved
                .durability_uncertain
                .then(|| "Saved, but the disk did not confirm it; wait a moment before switching off.".to_owned());
            let unkept = saved.backup_failed.map(|why| format!("Saved, but the version before was not kept: {why}."));
            // The path stays as the person knows it, even where it is a link.
            Ok(SavedFile { path: path.to_owned(), base: saved.fingerprint, remark: uncertain.or(unkept) })
        }
        Err(error) => Err(SaveFailure {
            path: path.to_owned(),
            sentence: error.to_string(),
            replaceable: matches!(error, SaveError::Exists(_) | SaveError::ChangedOnDisk { .. }),
            in_place: matches!(error, SaveError::DirectoryNotWritable(_)),
            replacing,
        }),
    }
}

/// One line of a folder's list. Folders stand first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Whether it is a file.
    pub is_file: bool,
    /// Its name.
    pub name: String,
}

/// That a file was not written, and why, in a sentence.
pub fn not_written(path: &Path, error: &std::io::Error) -> String {
    format!("{} was not written: {}.", path.display(), file::reason(error))
}

/// The folders in a folder, and the files with one of the endings.
pub fn list(folder: &Path, endings: &[&str]) -> Result<Vec<Entry>, String> {
    let problem = |error: std::io::Error| format!("{} cannot be listed: {}.", folder.display(), file::reason(&error));
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let Ok(entry) = entry else { continue };
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let is_file = !entry.path().is_dir();
        let ending = Path::new(&name).extension();
        let fits = ending.is_some_and(|ending| endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted)));
        if !is_file || fits {
            entries.push(Entry { is_file, name });
        }
    }
    entries.sort();
    Ok(entries)
}

/// Whoever reads or changes the list of recent files holds this, so that no job undoes what another one did. It counts
/// the readings.
static RECENT_LIST: Mutex<u64> = Mutex::new(0);

fn recent_list() -> MutexGuard<'static, u64> {
    RECENT_LIST.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The files opened lately, newest first, and how many times the list was read before: of two lists, that with the
/// larger number is true.
pub fn recents(ctx: &egui::Context, state_dir: &Path) -> (u64, Vec<Recent>) {
    let mut readings = recent_list();
    *readings += 1;
    let list = places::recent_files(state_dir).into_iter();
    let list = list.map(|recent| Recent {
        there: recent.path.is_file(),
        day: day_of(recent.opened),
        pictures: super::recent::load_pictures(ctx, state_dir, &recent.path),
        path: recent.path,
        title: recent.title,
        about: recent.about,
    });
    (*readings, list.collect())
}

/// Puts a file at the head of the list, with a small picture of its map.
pub fn remember(state_dir: &Path, path: PathBuf, title: String, map: &Map) {
    let opened = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    super::recent::draw_pictures(state_dir, &path, map);
    let recent = places::Recent { path, opened, title, about: super::recent::about(map) };
    let _held = recent_list();
    if let Err(error) = places::remember(state_dir, recent) {
        // The list is a convenience; a map is open and safe without it.
        log::warn!("the list of recent files was not written: {error}");
    }
}

/// Takes a file off the list.
pub fn forget(state_dir: &Path, path: &Path) {
    let _held = recent_list();
    if let Err(error) = places::forget(state_dir, path) {
        log::warn!("the list of recent files was not written: {error}");
    }
}

/// Saves a template in place of one with that file name, if there is one.
pub fn save_template(config_dir: &Path, file: &str, map: &Map) -> Result<(), String> {
    let folder = places::template_dir(config_dir);
    let problem = |why: String| format!("The template was not saved: {why}");
    std::fs::create_dir_all(&folder)
        .map_err(|error| problem(format!("{} cannot be made: {}.", folder.display(), file::reason(&error))))?;
    let context = SaveContext { state_dir: None, in_place: false };
    let saved = file::save(&folder.join(file), map, Expected::Anything, &context);
    saved.map(|_| ()).map_err(|error| problem(error.to_string()))
}

/// Deletes a template of one's own.
pub fn drop_template(path: &Path) -> Result<(), String> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("The template {} was not deleted: {}.", path.display(), file::reason(&error)))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Shows a folder in the system's file manager.
pub fn show_folder(folder: &Path) -> Result<(), String> {
    let program = if cfg!(target_os = "windows") {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let not_shown = |why: String| format!("No file manager opened; the folder is {}. ({why})", folder.display());
    let mut command = std::process::Command::new(program);
    command.arg(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().map_err(|error| not_shown(file::reason(&error).to_string()))?;
    // Explorer says 1 although it opened.
    if status.success() || cfg!(target_os = "windows") {
        Ok(())
    } else {
        Err(not_shown(format!("{program}: {status}")))
    }
}

fn day_of(seconds: u64) -> String {
    let time = i64::try_from(seconds).ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    let Some(time) = time else { return String::new() };
    let here = time.to_zoned(jiff::tz::TimeZone::system());
    let today = jiff::Zoned::now().date();
    let format = if here.date() == today {
        "Today %H:%M"
    } else if today.yesterday().is_ok_and(|yesterday| here.date() == yesterday) {
        "Yesterday"
    } else if here.year() == today.year() {
        "%-d %b"
    } else {
        "%-d %b %Y"
    };
    here.strftime(format).to_string()
}

/// The last part of a path as a person reads it.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
