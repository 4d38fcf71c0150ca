//! `wayfarer convert IN OUT`

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::input::{is_pipe, read_map};
use super::output::{already_there, say, shown_output, write_map};
use super::{Outcome, input};
use crate::exchange::Format;
use crate::file::{Expected, disk};

/// Read a map from one format and write it in another
#[derive(Debug, Args)]
#[command(after_help = formats())]
pub struct Convert {
    /// The file to read, or - for standard input
    #[arg(value_name = "IN")]
    from: PathBuf,

    /// The file to write, or - for standard output
    #[arg(value_name = "OUT")]
    to: PathBuf,

    /// The format of IN, where its name does not say
    #[arg(long = "from", value_name = "FORMAT")]
    from_format: Option<Format>,

    /// The format of OUT, where its name does not say
    #[arg(long = "to", value_name = "FORMAT")]
    to_format: Option<Format>,

    /// Replace OUT even if it is a .ron map
    #[arg(long)]
    force: bool,
}

impl Convert {
    pub(super) fn run(self) -> Result<Outcome> {
        let (from, to) = (input::shown(&self.from), shown_output(&self.to));
        if disk::is_same_file(&self.from, &self.to) {
            bail!("{from} and {to} are the same file; choose another name for the result");
        }
        let Some(format) = self.to_format.or_else(|| Format::from_name(&self.to.to_string_lossy())) else {
            match is_pipe(&self.to) {
                true => bail!("standard output has no ending that says the format; add --to ron, mermaid or markdown"),
                false => bail!("the ending of {to} is no known format; use .ron, .mmd or .md, or add --to"),
            }
        };
        if format == Format::Ron && !self.force && self.to.is_file() {
            return Err(already_there(&self.to));
        }
        let opened = read_map(&self.from, self.from_format)?;
        let expected = if self.force { Expected::Anything } else { Expected::Absent };
        let losses = write_map(&self.to, &opened.map, format, expected)?;
        for loss in &losses {
            say(&format!("{to}: {loss}"));
        }
        Ok(match opened.warnings.is_empty() {
            true => Outcome::of(&losses),
            false => Outcome::Incomplete,
        })
    }
}

/// Every format with its endings, for the help.
fn formats() -> String {
    let mut help = String::from("Formats, by the ending of a name:");
    for format in Format::ALL {
        let endings: Vec<String> = format.extensions().iter().map(|ending| format!(".{ending}")).collect();
        help += &format!("\n  {:<16}  {}", endings.join(" "), format.label());
    }
    help
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &Format::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.key()).help(self.label()))
    }
}
