//! `wayfarer new MAP`

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::input::is_pipe;
use super::{Outcome, output};
use crate::exchange::{Format, save_as};
use crate::model::{RandomIds, starter};

/// Start a new map
#[derive(Debug, Args)]
pub struct New {
    /// The file to create, or - for standard output; an existing file is never overwritten
    #[arg(value_name = "MAP.ron")]
    map: PathBuf,

    /// The map's title; without it, the file's name
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

impl New {
    pub(super) fn run(self) -> Result<Outcome> {
        let name = self.map.display();
        if !is_pipe(&self.map) {
            if Format::from_name(&self.map.to_string_lossy()) != Some(Format::Ron) {
                bail!("a map is kept in a .ron file; name it {}", self.map.with_extension("ron").display());
            }
            if self.map.symlink_metadata().is_ok() {
                bail!("{name} exists already; choose another name, or delete it first");
            }
        }
        let title = self.title.unwrap_or_else(|| title_from(&self.map));
        let map = starter::blank(&mut RandomIds, &title)?;
        let (bytes, _) = save_as(&map, Format::Ron);
        output::write_bytes(&self.map, &bytes)?;
        Ok(Outcome::Complete)
    }
}

/// The file's name as a title: no ending, blanks for hyphens and underscores.
fn title_from(path: &Path) -> String {
    if is_pipe(path) {
        return "New journey".to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.replace(['-', '_'], " ").trim().to_owned()
}
