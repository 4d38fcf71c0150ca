//! Writing files, and saying things without stumbling over a closed pipe.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use super::input::is_pipe;
use crate::exchange::{Format, save_as};
use crate::file::{self, Expected, SaveContext, SaveError, Saved, disk};
use crate::model::Map;

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
    match error.kind() {
        io::ErrorKind::BrokenPipe => error.into(),
        _ => anyhow!("{}", file::reason(&error)),
    }
}

/// Writes `bytes` to a file, or to standard output for `-`; see [`write_with`].
pub(super) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, |out| out.write_all(bytes).map_err(anyhow::Error::from))
}

/// Writes a file through `fill`, or standard output for `-`; see [`disk::replace_with`].
///
/// # Errors
/// If the file cannot be written, or `fill` fails.
pub(super) fn write_with(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let written = if is_pipe(path) {
        let mut out = BufWriter::new(io::stdout().lock());
        fill(&mut out).and_then(|()| Ok(out.flush()?))
    } else {
        disk::replace_with(path, fill).map(|_| ())
    };
    written.map_err(|error| in_words(error, || format!("{} could not be written", shown_output(path))))
}

/// Writes a map to a file of that format, or to standard output for `-`, and answers what the format could not carry.
///
/// A map is saved as the window saves it: what it replaces is kept as a backup. In our own format only what is `expected`
/// is replaced; other formats are made anew from a map as often as somebody wants.
///
/// # Errors
/// If it cannot be written, or something else is there than expected.
pub(super) fn write_map(path: &Path, map: &Map, format: Format, expected: Expected) -> Result<Vec<String>> {
    // A device or a pipe has nothing that could be lost.
    let has_bytes =
        !is_pipe(path) && fs::metadata(path).map_or(true, |metadata| metadata.is_file() || metadata.is_dir());
    let context = SaveContext { state_dir: file::state_dir(), in_place: false };
    if format == Format::Ron && has_bytes {
        saved(path, file::save(path, map, expected, &context))?;
        return Ok(Vec::new());
    }
    let (bytes, losses) = save_as(map, format);
    if has_bytes {
        saved(path, file::save_bytes(path, &bytes, Expected::Anything, &context))?;
    } else {
        write_bytes(path, &bytes)?;
    }
    Ok(losses)
}

/// Says how saving a map ended.
fn saved(path: &Path, outcome: std::result::Result<Saved, SaveError>) -> Result<()> {
    let name = path.display();
    let saved = outcome.map_err(|error| match error {
        SaveError::Disk { source, .. } => io_reason(source).context(format!("{name} could not be written")),
        SaveError::Exists(_) => already_there(path),
        SaveError::ChangedOnDisk { .. } => {
            anyhow!("{name} was changed by another program in the meantime and is as that one left it; try again")
        }
        SaveError::DirectoryNotWritable(_) => {
            anyhow!("{name} could not be written: its folder takes no new files; choose another place")
        }
        error @ (SaveError::Unreadable(_)
        | SaveError::Unfaithful
        | SaveError::ReadOnly(_)
        | SaveError::NotAFile(_)
        | SaveError::Busy(_)
        | SaveError::NoBackup { .. }
        | SaveError::Damaged { .. }) => error.into(),
    })?;
    if let Some(why) = saved.backup_failed {
        say(&format!("{name}: saved, but the version before was not kept: {why}"));
    }
    if saved.durability_uncertain {
        say(&format!("{name}: saved, but the disk did not confirm it; wait a moment before switching off"));
    }
    Ok(())
}

/// Refuses to replace a file that nobody said to replace.
pub(super) fn already_there(path: &Path) -> anyhow::Error {
    anyhow!("{} exists already; choose another name, or add --force to replace it", path.display())
}

/// An error of the disk says so in words; any other says enough already.
fn in_words(error: anyhow::Error, could_not: impl Fn() -> String) -> anyhow::Error {
    match error.downcast::<io::Error>() {
        Ok(error) => io_reason(error).context(could_not()),
        Err(error) => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_is_said_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_bytes(&folder.path().join("no/a.png"), b"x").unwrap_err();
        assert!(format!("{error:#}").ends_with("there is no such file or folder; check the path"), "{error:#}");
        let error = write_bytes(folder.path(), b"x").unwrap_err();
        assert!(format!("{error:#}").ends_with("it is a folder; name a file in it"), "{error:#}");
    }
}
