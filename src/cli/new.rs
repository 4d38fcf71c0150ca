//! `wayfarer new MAP`

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use super::input::is_pipe;
use super::{Outcome, output};
use crate::exchange::shipped::{EXAMPLES, Shipped, TEMPLATES, copy_as_new};
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

    /// What to begin with: blank, a template, or a copy of an example
    #[arg(long, value_name = "NAME", default_value = BLANK, value_parser = template_names())]
    template: String,
}

/// The template with one stage and one card.
const BLANK: &str = "blank";

fn template_names() -> clap::builder::PossibleValuesParser {
    let names = std::iter::once(BLANK).chain(TEMPLATES.iter().chain(&EXAMPLES).map(|shipped| shipped.key));
    clap::builder::PossibleValuesParser::new(names)
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
        let map = match Shipped::from_key(&self.template) {
            Some(shipped) => copy_as_new(&shipped.open()?, &mut RandomIds, &title)?,
            None => starter::blank(&mut RandomIds, &title)?,
        };
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
