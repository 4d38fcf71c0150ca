//! Replacing a file so that a crash leaves the old bytes or the new ones, never a mixture and never nothing.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::fingerprint::Fingerprint;

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
    stage_with(target, permissions, |out| out.write_all(bytes))
}

/// As [`stage`], with bytes that come little by little.
fn stage_with<E: From<io::Error>>(
    target: &Path,
    permissions: Option<Permissions>,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<Staged, E> {
    let (file, temporary) = create_beside(target)?;
    let staged = Staged { temporary, target: target.to_owned(), committed: false };
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    filled(file, fill)?.sync_all()?;
    Ok(staged)
}

/// How many temporary names this program has taken.
static COUNTER: AtomicU32 = AtomicU32::new(0);

/// A new, empty file in the same directory, so that the rename cannot cross disks.
fn create_beside(target: &Path) -> io::Result<(File, PathBuf)> {
    const MOST_TRIES: usize = 100;
    let prefix = temporary_prefix(target);
    for _ in 0..MOST_TRIES {
        let count = COUNTER.fetch_add(1, Ordering::Relaxed);
        let temporary = target.with_file_name(format!("{prefix}{}-{count}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((file, temporary)),
            // Left by a killed program that had this one's number, or made by one on another computer.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The file once everything went into it.
fn filled<E: From<io::Error>>(file: File, fill: impl FnOnce(&mut dyn Write) -> Result<(), E>) -> Result<File, E> {
    let mut out = BufWriter::with_capacity(1 << 18, file);
    fill(&mut out)?;
    Ok(out.into_inner().map_err(io::IntoInnerError::into_error)?)
}

/// How the names of files staged for `target` begin, and those for no other file in its directory.
fn temporary_prefix(target: &Path) -> String {
    // A very long name must leave room for what is put around it, and its beginning may be that of another one.
    const LONGEST: usize = 100;
    const DIGITS: usize = 16;
    let name = target.file_name().unwrap_or_default();
    let fingerprint = Fingerprint::of(name.as_encoded_bytes()).to_string();
    let name = name.to_string_lossy();
    let begin = &name[..name.floor_char_boundary(LONGEST)];
    format!(".{begin}.{}.wayfarer-", &fingerprint[..DIGITS])
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

/// Whether two paths lead to one file that is there.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Replaces a file, or makes it; see [`replace_with`].
///
/// # Errors
/// As [`replace_with`].
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<Durability> {
    replace_with(path, |out| out.write_all(bytes))
}

/// Replaces a file through `fill`, or makes it.
///
/// The new file appears under its name only when it is complete and on the disk, and has the permissions of the old
/// one. A symbolic link is followed and stays a link, also where it leads to a file that is not there yet. A device or
/// a pipe is written into and stays what it is.
///
/// # Errors
/// If the file is protected, the disk refuses or `fill` fails; an ordinary file's old bytes are then still in place.
pub fn replace_with<E: From<io::Error>>(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<Durability, E> {
    let permissions = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(E::from(io::ErrorKind::IsADirectory.into())),
        Ok(metadata) if !metadata.is_file() => {
            filled(OpenOptions::new().write(true).open(path)?, fill)?;
            return Ok(Durability::Uncertain);
        }
        Ok(metadata) if is_protected(path, &metadata)? => {
            let why = "it is protected against writing; choose another name, or allow writing to it";
            return Err(E::from(io::Error::new(io::ErrorKind::PermissionDenied, why)));
        }
        Ok(metadata) => Some(metadata.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(E::from(error)),
    };
    let target = resolved(path)?;
    Ok(stage_with(&target, permissions, fill)?.commit()?)
}

/// Whether an ordinary file may not be written, by its own permissions or by those of the disk it is on.
///
/// # Errors
/// If the disk does not even answer that.
pub fn is_protected(path: &Path, metadata: &fs::Metadata) -> io::Result<bool> {
    // Permissions do not bind every person who has set them.
    if metadata.permissions().readonly() {
        return Ok(true);
    }
    match OpenOptions::new().write(true).open(path) {
        Ok(_) => Ok(false),
        Err(error) if is_refusal(&error) => Ok(true),
        Err(error) => Err(error),
    }
}

/// Whether the system says that something may not be written.
pub fn is_refusal(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// The path with symbolic links followed, also where the last one leads to a file that is not there yet.
///
/// # Errors
/// If the directory is not there, or links lead in a circle.
pub fn resolved(path: &Path) -> io::Result<PathBuf> {
    const MOST_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::canonicalize(&path) {
            Ok(found) => return Ok(found),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let directory = directory_of(&path);
        match fs::read_link(&path) {
            Ok(link) => path = directory.join(link),
            Err(_) => {
                let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_owned();
                return Ok(fs::canonicalize(directory)?.join(name));
            }
        }
    }
    Err(io::Error::other("symbolic links lead in a circle"))
}

/// The directory a file stands in; `.` for a bare name.
pub fn directory_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        Some(_) | None => PathBuf::from("."),
    }
}

/// Removes what a killed program staged for `target`. What is younger than an hour may be somebody's who is just
/// saving it, on another computer or under another state directory, and stays.
pub fn sweep(target: &Path) {
    const ABANDONED: Duration = Duration::from_secs(60 * 60);
    let prefix = temporary_prefix(target);
    let is_abandoned =
        |metadata: fs::Metadata| metadata.modified().is_ok_and(|time| time.elapsed().is_ok_and(|age| age > ABANDONED));
    let Ok(entries) = fs::read_dir(directory_of(target)) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(".tmp") && entry.metadata().is_ok_and(is_abandoned) {
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
                std::thread::sleep(Duration::from_millis(40 << (4 - tries)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_what_was_there_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.png");
        replace(&path, b"old").unwrap();
        let failed = replace_with(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more ink"))
        });
        assert_eq!(failed.unwrap_err().to_string(), "no more ink");
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(replace(folder.path(), b"x").unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }

    #[test]
    fn what_a_killed_program_of_the_same_number_left_is_not_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.png");
        let from = COUNTER.load(Ordering::Relaxed);
        for count in from..from + 50 {
            let name = format!("{}{}-{count}.tmp", temporary_prefix(&path), std::process::id());
            fs::write(folder.path().join(name), b"half").unwrap();
        }
        replace(&path, b"whole").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
    }

    #[test]
    fn only_what_was_abandoned_long_ago_for_the_very_file_is_swept_away() {
        let folder = tempfile::tempdir().unwrap();
        // Names that differ only at their ends, as long as the system lets them be.
        let long = |end: &str| folder.path().join(format!("{}{end}", "漢".repeat(80)));
        let [mine, other] = [long("1"), long("2")];
        let staged = [&mine, &mine, &other].map(|path| stage(path, b"half", None).unwrap());
        let [abandoned, fresh, others] = &staged;
        let long_ago = std::time::SystemTime::now() - Duration::from_secs(2 * 60 * 60);
        for old in [abandoned, others] {
            File::options().write(true).open(&old.temporary).unwrap().set_modified(long_ago).unwrap();
        }
        sweep(&mine);
        let left = [abandoned, fresh, others].map(|staged| staged.temporary.exists());
        assert_eq!(left, [false, true, true]);
    }

    #[cfg(unix)]
    mod on_unix {
        use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _, symlink};

        use super::*;

        #[test]
        #[cfg(target_os = "linux")]
        fn a_device_is_written_into_and_stays_one() {
            let folder = tempfile::tempdir().unwrap();
            let link = folder.path().join("null");
            symlink("/dev/full", &link).unwrap();
            let failed = replace(&link, b"x").unwrap_err();
            assert_eq!(failed.kind(), io::ErrorKind::StorageFull);
            assert!(fs::metadata("/dev/full").unwrap().file_type().is_char_device());
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        }

        #[test]
        fn a_pipe_is_written_into_and_its_reader_gets_everything() {
            let folder = tempfile::tempdir().unwrap();
            let pipe = folder.path().join("pipe");
            let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo, of coreutils");
            assert!(made.success());
            let reader = std::thread::spawn({
                let pipe = pipe.clone();
                move || fs::read(pipe).unwrap()
            });
            replace(&pipe, b"a picture").unwrap();
            assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
            assert_eq!(reader.join().unwrap(), b"a picture");
        }

        #[test]
        fn a_link_stays_one_also_where_it_leads_to_nothing_yet() {
            let folder = tempfile::tempdir().unwrap();
            let link = folder.path().join("link");
            symlink("file", &link).unwrap();
            for bytes in [b"first", b"other"] {
                replace(&link, bytes).unwrap();
                assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
                assert_eq!(fs::read(folder.path().join("file")).unwrap(), bytes);
            }
        }

        #[test]
        fn a_file_keeps_its_mode_and_a_protected_one_its_bytes() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.png");
            fs::write(&path, b"old").unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
            replace(&path, b"new").unwrap();
            assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
            fs::set_permissions(&path, Permissions::from_mode(0o440)).unwrap();
            let refused = replace(&path, b"newer").unwrap_err();
            assert!(refused.to_string().starts_with("it is protected against writing;"), "{refused}");
            assert_eq!(fs::read(&path).unwrap(), b"new");
        }
    }
}
