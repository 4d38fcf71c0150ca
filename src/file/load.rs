//! A map from the disk, with what saving it later has to know.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::fingerprint::Fingerprint;
use super::problems::Problem;
use super::read::{MAX_BYTES, ReadError, ReadErrorKind, parse, parse_newer};
use super::reason::{Reason, reason};
use crate::model::Map;
use crate::words::capital;

/// A map as it was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The map.
    pub map: Map,
    /// The fingerprint of the file's bytes, which [`save`](super::save) compares before it replaces them.
    pub fingerprint: Fingerprint,
    /// Why the map may be looked at but not saved to its file, if so.
    pub read_only: Option<ReadOnly>,
}

/// Why a map may not be saved to its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// A newer program wrote it, and saving could lose what that program knows.
    #[error(
        "a newer version of Wayfarer wrote this file (format {format}); save the map under another name to edit it"
    )]
    Newer {
        /// The format of the file.
        format: u32,
    },
    /// The file is protected.
    #[error("the file is protected against writing; save the map under another name to keep changes")]
    Protected,
}

/// Reads the map at `path`.
///
/// # Errors
/// If the file cannot be read, or is not a map, with every fault and its place.
pub fn read(path: &Path) -> Result<Loaded, ReadError> {
    let name = path.display().to_string();
    let (bytes, protected) = bytes_of(path, &name)?;
    let fingerprint = Fingerprint::of(&bytes);
    match parse(&bytes, &name) {
        Ok(map) => Ok(Loaded { map, fingerprint, read_only: protected.then_some(ReadOnly::Protected) }),
        Err(error) => match error.kind {
            // What this program does not know may be nothing this map uses: try, and then only look.
            ReadErrorKind::Newer { format } => match parse_newer(&bytes, &name) {
                Ok(map) => Ok(Loaded { map, fingerprint, read_only: Some(ReadOnly::Newer { format }) }),
                Err(_) => Err(error),
            },
            ReadErrorKind::Disk
            | ReadErrorKind::TooLarge
            | ReadErrorKind::NotText
            | ReadErrorKind::Conflict
            | ReadErrorKind::Syntax
            | ReadErrorKind::Records => Err(error),
        },
    }
}

/// The bytes of the file at `path` and whether it is protected against writing. For callers that must look at the
/// content before they know its format; [`read`] does all of it for a map.
///
/// # Errors
/// If the file cannot be read or is larger than [`MAX_BYTES`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    bytes_of(path, &path.display().to_string()).map(|(bytes, _)| bytes)
}

fn bytes_of(path: &Path, name: &str) -> Result<(Vec<u8>, bool), ReadError> {
    let disk = |error: io::Error| disk_error(name, &error);
    let metadata = fs::metadata(path).map_err(disk)?;
    if !metadata.is_file() {
        // A pipe would make the program wait for ever, and a directory gives an error nobody understands.
        let fault = if metadata.is_dir() { "this is a folder" } else { "this is no ordinary file" };
        return Err(error(name, ReadErrorKind::Disk, fault, "Choose a file that ends in “.ron”."));
    }
    if metadata.len() > MAX_BYTES as u64 {
        return Err(too_large(name, metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // The file may grow between the question and the answer.
    let read = File::open(path).and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes));
    let length = read.map_err(disk)?;
    if length > MAX_BYTES {
        return Err(too_large(name, length as u64));
    }
    Ok((bytes, metadata.permissions().readonly()))
}

fn too_large(name: &str, bytes: u64) -> ReadError {
    let fault = format!("the file has {} MB, and the limit is {} MB", bytes >> 20, MAX_BYTES >> 20);
    error(name, ReadErrorKind::TooLarge, &fault, "Choose a journey map; none is that large.")
}

fn disk_error(name: &str, source: &io::Error) -> ReadError {
    let Reason { fault, advice } = reason(source);
    let advice = if advice.is_empty() { String::new() } else { format!("{}.", capital(advice)) };
    error(name, ReadErrorKind::Disk, &fault, &advice)
}

fn error(name: &str, kind: ReadErrorKind, fault: &str, advice: &str) -> ReadError {
    let problem = Problem {
        place: None,
        thing: String::new(),
        fault: fault.to_owned(),
        advice: advice.to_owned(),
        repair: String::new(),
    };
    ReadError::one(name, kind, problem)
}
