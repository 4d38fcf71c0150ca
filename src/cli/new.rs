//! `wayfarer new MAP`

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, Command};

use super::input::is_pipe;
use super::{Outcome, output};
use crate::exchange::Format;
use crate::exchange::shipped::{EXAMPLES, Shipped, TEMPLATES, copy_as_new};
use crate::file::places::{self, OwnTemplate};
use crate::file::{self, Expected};
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

    /// What to begin with: blank, a template, a copy of an example, or a template saved in the window
    #[arg(long, value_name = "NAME", default_value = BLANK, value_parser = TemplateName)]
    template: String,
}

/// The template with one stage and one card.
const BLANK: &str = "blank";

fn shipped_names() -> PossibleValuesParser {
    let names = std::iter::once(BLANK).chain(TEMPLATES.iter().chain(&EXAMPLES).map(|shipped| shipped.key));
    PossibleValuesParser::new(names)
}

/// The templates that somebody saved on this computer.
fn own() -> Vec<OwnTemplate> {
    places::config_dir().map(|config| places::own_templates(&config)).unwrap_or_default()
}

/// Takes the name of anything shipped, or of a template somebody saved here. The help lists what is shipped: it is the
/// same on every computer.
#[derive(Clone)]
struct TemplateName;

impl TypedValueParser for TemplateName {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        match value.to_str().filter(|name| own().iter().any(|template| template.key == **name)) {
            Some(name) => Ok(name.to_owned()),
            None => shipped_names().parse_ref(command, arg, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names: Vec<PossibleValue> = shipped_names().possible_values()?.collect();
        Some(Box::new(names.into_iter()))
    }
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
        let saved = || own().into_iter().find(|template| template.key == self.template);
        let map = match (Shipped::from_key(&self.template), &*self.template) {
            (Some(shipped), _) => copy_as_new(&shipped.open()?, &mut RandomIds, &title)?,
            (None, BLANK) => starter::blank(&mut RandomIds, &title)?,
            (None, name) => match saved() {
                Some(template) => copy_as_new(&file::read(&template.path)?.map, &mut RandomIds, &title)?,
                None => bail!("the template {name} is no longer there; wayfarer new --help lists the others"),
            },
        };
        output::write_map(&self.map, &map, Format::Ron, Expected::Absent)?;
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
