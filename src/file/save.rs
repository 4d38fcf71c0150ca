//! Saving a map so that neither a crash, nor a power cut, nor somebody else's change can lose anything.
//!
//! The order matters: first the new bytes are proved to hold the map, then the old bytes are put away, and only then
//! do the new ones take their place, in one step.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::backups;
use super::disk::{self, Durability};
use super::fingerprint::Fingerprint;
use super::read::{ReadError, parse};
use super::reason::reason;
use super::write::to_text;
use crate::model::Map;

/// What the caller knows about the file that is to be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// There is no such file yet.
    Absent,
    /// It still holds the bytes that were read or saved last.
    Same(Fingerprint),
    /// Whatever it is, the person was asked and said to replace it.
    Anything,
}

/// How and with what help a map is saved.
#[derive(Debug, Clone, Default)]
pub struct SaveContext {
    /// Where backups and locks lie; without it a save keeps no backup and excludes nobody.
    pub state_dir: Option<PathBuf>,
    /// Write into the file itself where its directory takes no new file. The person must have been asked: a crash
    /// in that moment leaves a broken file, and only the backup is whole.
    pub in_place: bool,
}

/// A save that worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The file that holds the map now, symbolic links resolved.
    pub path: PathBuf,
    /// The fingerprint to expect at the next save.
    pub fingerprint: Fingerprint,
    /// The bytes are in place, but the disk did not confirm it: a power cut now may bring the old ones back.
    pub durability_uncertain: bool,
    /// Why the replaced bytes could not be kept, if so.
    pub backup_failed: Option<String>,
}

/// A map could not be saved. The file is as it was, unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The text of the map does not read back as the map.
    #[error("the map was not saved, because its file could not be opened again: {0}")]
    Unreadable(#[source] Box<ReadError>),
    /// The text of the map reads back as another map.
    #[error(
        "the map was not saved, because its file would not hold all of it; please report this, and export the map \
         in the meantime"
    )]
    Unfaithful,
    /// The file is protected.
    #[error("“{}” is protected against writing; save the map under another name", .0.display())]
    ReadOnly(PathBuf),
    /// The path is a directory, a pipe or a device.
    #[error("“{}” is not an ordinary file; save the map under another name", .0.display())]
    NotAFile(PathBuf),
    /// A new file was expected, and there is one already.
    #[error("“{}” exists already; replace it or choose another name", .0.display())]
    Exists(PathBuf),
    /// Somebody else has changed the file since it was read or saved.
    #[error(
        "“{}” was changed by another program since it was opened; save under another name, or reload it",
        path.display()
    )]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
        /// What it holds now.
        found: Fingerprint,
    },
    /// Another window is saving the same file.
    #[error("another window is saving “{}” at this moment; try again", .0.display())]
    Busy(PathBuf),
    /// The directory takes no new file, so the safe way is closed. [`SaveContext::in_place`] opens the other one.
    #[error(
        "the folder of “{}” takes no new files; write into the file itself (a backup is kept), or save elsewhere",
        .0.display()
    )]
    DirectoryNotWritable(PathBuf),
    /// Writing in place was asked for, but the old bytes could not be kept.
    #[error("“{}” was not touched, because no backup of it could be kept ({})", path.display(), reason(source).fault)]
    NoBackup {
        /// The file.
        path: PathBuf,
        /// What failed.
        source: io::Error,
    },
    /// Writing in place failed half-way: the file is broken, and the backup is whole.
    #[error(
        "“{}” is damaged, because writing into it failed ({}); save under another name now; the version before \
         is kept as a backup",
        path.display(),
        reason(source).fault
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What failed.
        source: io::Error,
    },
    /// The disk refuses for another reason.
    #[error("“{}” was not saved: {}", path.display(), reason(source))]
    Disk {
        /// The file.
        path: PathBuf,
        /// What failed.
        source: io::Error,
    },
}

/// Saves `map` to `path`.
///
/// # Errors
/// See [`SaveError`]. Whatever happens, the file is whole: the old bytes or the new ones, unless writing in place
/// was asked for.
pub fn save(path: &Path, map: &Map, expected: Expected, context: &SaveContext) -> Result<Saved, SaveError> {
    let text = to_text(map);
    let read_back = parse(text.as_bytes(), "the map").map_err(|error| SaveError::Unreadable(Box::new(error)))?;
    if read_back != *map {
        return Err(SaveError::Unfaithful);
    }
    save_bytes(path, text.as_bytes(), expected, context)
}

/// Writes the bytes of a map to its file as [`save`] does, with the same care and the same backup: for a map in another
/// format, whose bytes the caller has made.
///
/// # Errors
/// As with [`save`].
pub fn save_bytes(path: &Path, bytes: &[u8], expected: Expected, context: &SaveContext) -> Result<Saved, SaveError> {
    let target = disk::resolved(path).map_err(|source| SaveError::Disk { path: path.to_owned(), source })?;
    let failed = |source| SaveError::Disk { path: target.clone(), source };
    let _lock = lock(context, &target)?;
    let old = old_file(&target)?;
    check_expected(&target, old.as_ref(), expected)?;
    let fingerprint = Fingerprint::of(bytes);
    let saved = |durability, backup_failed| Saved {
        path: target.clone(),
        fingerprint,
        durability_uncertain: durability == Durability::Uncertain,
        backup_failed,
    };
    let Some(old) = old else {
        let staged = disk::stage(&target, bytes, None).map_err(failed)?;
        return Ok(saved(staged.commit().map_err(failed)?, None));
    };
    if old.bytes == bytes {
        return Ok(saved(Durability::Certain, None));
    }
    let kept = keep_backup(context, &target, &old.bytes);
    let backup_failed = kept.as_ref().err().map(|error| reason(error).to_string());
    let staged = disk::stage(&target, bytes, Some(old.metadata.permissions()));
    let durability = put(&target, bytes, &old, staged, kept, context.in_place)?;
    Ok(saved(durability, backup_failed))
}

/// Puts the new bytes in the place of the old: by the staged file, or, where the folder took none and somebody allowed
/// it, into the file itself, once the old bytes are kept elsewhere.
pub(super) fn put(
    target: &Path,
    bytes: &[u8],
    old: &OldFile,
    staged: io::Result<disk::Staged>,
    kept: io::Result<()>,
    in_place: bool,
) -> Result<Durability, SaveError> {
    let failed = |source| SaveError::Disk { path: target.to_owned(), source };
    match staged {
        Ok(staged) => {
            check_untouched(target, old)?;
            staged.commit().map_err(failed)
        }
        Err(error) if disk::is_refusal(&error) && !in_place => Err(SaveError::DirectoryNotWritable(target.to_owned())),
        Err(error) if disk::is_refusal(&error) => {
            kept.map_err(|source| SaveError::NoBackup { path: target.to_owned(), source })?;
            check_untouched(target, old)?;
            write_in_place(target, bytes).map_err(|source| SaveError::Damaged { path: target.to_owned(), source })
        }
        Err(error) => Err(failed(error)),
    }
}

/// The file as it stands before a save.
pub(super) struct OldFile {
    bytes: Vec<u8>,
    metadata: fs::Metadata,
}

/// Holds off other windows until dropped. Without a state directory nobody is held off.
fn lock(context: &SaveContext, target: &Path) -> Result<Option<File>, SaveError> {
    const TRIES: usize = 20;
    const PAUSE: Duration = Duration::from_millis(100);
    let Some(state) = &context.state_dir else { return Ok(None) };
    let directory = state.join("locks");
    let open = fs::create_dir_all(&directory).and_then(|()| {
        let name = format!("{}.lock", backups::path_key(target));
        OpenOptions::new().write(true).create(true).truncate(false).open(directory.join(name))
    });
    let file = match open {
        Ok(file) => file,
        Err(error) => {
            // A state directory that cannot be written must not keep anybody from saving.
            log::warn!("no lock for {}: {error}", target.display());
            return Ok(None);
        }
    };
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => {
                disk::sweep(target);
                return Ok(Some(file));
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => {
                log::warn!("no lock for {}: {error}", target.display());
                return Ok(None);
            }
        }
    }
    Err(SaveError::Busy(target.to_owned()))
}

/// What stands at `target` now, if anything, and if it may be replaced.
pub(super) fn old_file(target: &Path) -> Result<Option<OldFile>, SaveError> {
    let failed = |source| SaveError::Disk { path: target.to_owned(), source };
    let metadata = match fs::metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    if !metadata.is_file() {
        return Err(SaveError::NotAFile(target.to_owned()));
    }
    if disk::is_protected(target, &metadata).map_err(failed)? {
        return Err(SaveError::ReadOnly(target.to_owned()));
    }
    let bytes = fs::read(target).map_err(failed)?;
    Ok(Some(OldFile { bytes, metadata }))
}

fn check_expected(target: &Path, old: Option<&OldFile>, expected: Expected) -> Result<(), SaveError> {
    // Nothing is lost where nothing is: a file that was removed meanwhile is simply made again.
    let Some(old) = old else { return Ok(()) };
    match expected {
        Expected::Anything => Ok(()),
        Expected::Absent => Err(SaveError::Exists(target.to_owned())),
        Expected::Same(fingerprint) => match Fingerprint::of(&old.bytes) {
            found if found == fingerprint => Ok(()),
            found => Err(SaveError::ChangedOnDisk { path: target.to_owned(), found }),
        },
    }
}

/// The last look before the old bytes go: writing a large map takes long enough for somebody else to come between.
fn check_untouched(target: &Path, old: &OldFile) -> Result<(), SaveError> {
    let now = fs::metadata(target);
    let touched =
        now.is_ok_and(|now| now.len() != old.metadata.len() || now.modified().ok() != old.metadata.modified().ok());
    if !touched {
        return Ok(());
    }
    let bytes = fs::read(target).map_err(|source| SaveError::Disk { path: target.to_owned(), source })?;
    match Fingerprint::of(&bytes) {
        found if bytes != old.bytes => Err(SaveError::ChangedOnDisk { path: target.to_owned(), found }),
        _ => Ok(()),
    }
}

fn keep_backup(context: &SaveContext, target: &Path, bytes: &[u8]) -> io::Result<()> {
    match &context.state_dir {
        Some(state) => backups::keep(state, target, bytes),
        None => Err(io::Error::new(io::ErrorKind::NotFound, "there is no place for backups")),
    }
}

/// Writes into the file itself: longer or shorter, it never has a moment without bytes, but it has one with mixed
/// ones.
fn write_in_place(target: &Path, bytes: &[u8]) -> io::Result<Durability> {
    let mut file = OpenOptions::new().write(true).open(target)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()?;
    Ok(Durability::Certain)
}
