//! Reading maps from files and pipes.

use std::io::Read;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::output::{io_reason, say};
use crate::exchange::{Format, Opened, open, open_as};
use crate::file::Fingerprint;
use crate::model::RandomIds;

/// The most that is read of one file, in bytes.
const LARGEST: u64 = 64 << 20;

/// Whether a path stands for standard input or output.
pub(super) fn is_pipe(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Opens the map in a file, or in standard input for `-`; by the ending of its name or its content where `format`
/// does not say. What was read differently is said on standard error.
pub(super) fn read_map(path: &Path, format: Option<Format>) -> Result<Opened> {
    Ok(read_map_to_change(path, format)?.0)
}

/// As [`read_map`], with what the file must still hold when the map goes back into it.
pub(super) fn read_map_to_change(path: &Path, format: Option<Format>) -> Result<(Opened, Fingerprint)> {
    let name = shown(path);
    let bytes = read_bytes(path, &name)?;
    let mut ids = RandomIds;
    let opened = match format {
        Some(format) => open_as(format, &bytes, &name, &mut ids)?,
        None => open(&bytes, &name, &mut ids)?,
    };
    for warning in &opened.warnings {
        say(&format!("{name}: {warning}"));
    }
    Ok((opened, Fingerprint::of(&bytes)))
}

/// The name of a file or pipe as messages show it.
pub(super) fn shown(path: &Path) -> String {
    if is_pipe(path) { "standard input".to_owned() } else { path.display().to_string() }
}

fn read_bytes(path: &Path, name: &str) -> Result<Vec<u8>> {
    let read = |source: &mut dyn Read| -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        source.take(LARGEST + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = if is_pipe(path) {
        read(&mut std::io::stdin().lock())
    } else {
        std::fs::File::open(path).and_then(|mut file| read(&mut file))
    };
    let bytes = bytes.map_err(io_reason).with_context(|| format!("{name} could not be read"))?;
    if bytes.len() as u64 > LARGEST {
        bail!("{name} is larger than 64 MB, which is the limit for a map; check that it is the right file");
    }
    Ok(bytes)
}
