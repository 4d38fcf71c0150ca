//! Writing files so that there is never half of one, and saying things without stumbling over a closed pipe.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::input::is_pipe;

/// Says one sentence on standard error.
pub(super) fn say(sentence: &str) {
    // There is nobody left to tell if this fails.
    let _ = writeln!(io::stderr(), "wayfarer: {sentence}");
}

/// Writes text to standard output.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("standard output could not be written")
}

/// The name of a file or pipe that is written, as messages show it.
pub(super) fn shown_output(path: &Path) -> String {
    if is_pipe(path) { "standard output".to_owned() } else { path.display().to_string() }
}

/// Whether an error comes from a reader that has closed its end of the pipe.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|io| io.kind() == io::ErrorKind::BrokenPipe)
}

/// The reason of a failed read or write in words that help; a broken pipe stays what it is.
pub(super) fn io_reason(error: io::Error) -> anyhow::Error {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder; check the path",
        io::ErrorKind::PermissionDenied => "permission was denied; choose another place or change the permissions",
        io::ErrorKind::IsADirectory => "it is a folder; name a file in it",
        io::ErrorKind::NotADirectory => "part of the path is a file, not a folder; check the path",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full; make room and try again",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read; choose another place",
        io::ErrorKind::InvalidFilename => "the name is not allowed here; choose another one",
        _ => return error.into(),
    };
    anyhow::anyhow!(words)
}

/// Whether two paths lead to one existing file.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Writes `bytes` to a file, or to standard output for `-`; see [`write_with`].
pub(super) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, |out| out.write_all(bytes).map_err(anyhow::Error::from))
}

/// Writes a file through `fill`, or standard output for `-`.
///
/// The file appears under its name only when it is complete and on the disk; if anything fails, whatever was there
/// before is still there. A symbolic link is followed, so that it stays a link.
///
/// # Errors
/// If the file cannot be written, or `fill` fails.
pub(super) fn write_with(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    if is_pipe(path) {
        let mut out = BufWriter::new(io::stdout().lock());
        let filled = fill(&mut out).and_then(|()| Ok(out.flush()?));
        return filled.map_err(|error| in_words(error, || "standard output could not be written".to_owned()));
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let could_not = || format!("{} could not be written", path.display());
    if target.is_dir() {
        return Err(io_reason(io::ErrorKind::IsADirectory.into()).context(could_not()));
    }
    let (temporary, file) = create_beside(&target).map_err(io_reason).with_context(could_not)?;
    let result = complete(file, fill).map_err(|error| in_words(error, could_not)).and_then(|()| {
        keep_mode(&target, &temporary);
        fs::rename(&temporary, &target).map_err(io_reason).with_context(could_not)
    });
    if result.is_err() {
        // The error that counts is the one we already have.
        let _ = fs::remove_file(&temporary);
    }
    result
}

fn complete(file: File, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::with_capacity(1 << 18, file);
    fill(&mut out)?;
    let file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    Ok(file.sync_all()?)
}

/// An error of the disk says so in words; any other says enough already.
fn in_words(error: anyhow::Error, could_not: impl Fn() -> String) -> anyhow::Error {
    match error.downcast::<io::Error>() {
        Ok(error) => io_reason(error).context(could_not()),
        Err(error) => error,
    }
}

/// A new, empty file in the same folder, so that the rename cannot cross disks.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    for attempt in 0..100 {
        let mut temporary = OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{}-{attempt}.part", std::process::id()));
        let temporary = target.with_file_name(temporary);
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// A file that is replaced keeps its permissions; where that fails, the new file's own are fine.
fn keep_mode(target: &Path, temporary: &Path) {
    if let Ok(metadata) = fs::metadata(target) {
        let _ = fs::set_permissions(temporary, metadata.permissions());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_what_was_there_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.png");
        write_bytes(&path, b"old").unwrap();
        let failed = write_with(&path, |out| {
            out.write_all(b"half")?;
            anyhow::bail!("no more ink")
        });
        assert_eq!(failed.unwrap_err().to_string(), "no more ink");
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_said_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_bytes(&folder.path().join("no/a.png"), b"x").unwrap_err();
        assert!(format!("{error:#}").ends_with("there is no such file or folder; check the path"), "{error:#}");
        let error = write_bytes(folder.path(), b"x").unwrap_err();
        assert!(format!("{error:#}").ends_with("it is a folder; name a file in it"), "{error:#}");
    }
}
