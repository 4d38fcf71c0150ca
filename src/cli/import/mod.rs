//! `wayfarer import MAP ANSWERS -o OUT`

mod options;
mod shown;

use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};

use self::shown::{counted, json, text};
use super::Outcome;
use super::input::{is_pipe, read_map_to_change, shown};
use super::output::{already_there, io_reason, print, say, shown_output, write_map};
use crate::answers::{self, Import as Brought, Mapping, Role, Tally};
use crate::edit;
use crate::exchange::Format;
use crate::exchange::sheet::{self, Sheet};
use crate::file::{Expected, disk};

use crate::model::*;

/// Bring answers of a survey onto a map
#[derive(Debug, Args)]
#[command(after_help = roles_help())]
pub struct Import {
    /// The map
    #[arg(value_name = "MAP")]
    map: PathBuf,

    /// The answers: a .csv, .tsv or .xlsx file, or - for standard input
    #[arg(value_name = "ANSWERS")]
    answers: PathBuf,

    /// Where the map with the answers goes, the map itself or another file, or - for standard output; without it nothing
    /// is written, and only what would happen is shown
    #[arg(short, long = "output", value_name = "OUT")]
    output: Option<PathBuf>,

    /// Replace OUT even if it is there already and is not the map itself
    #[arg(long, requires = "output")]
    force: bool,

    /// What a column holds, where that is not guessed rightly
    #[arg(long, value_name = "TITLE=ROLE")]
    column: Vec<String>,

    /// The touchpoint, stage or persona that a name in the answers means; nothing after = leaves it out
    #[arg(long = "match", value_name = "NAME=ELEMENT")]
    matches: Vec<String>,

    /// What is made of a rating, with its scale, as “Price clear=csat:1-7”; kinds are nps, csat, ces and own
    #[arg(long, value_name = "TITLE=KIND[:LOW-HIGH]")]
    question: Vec<String>,

    /// Who answered, where no column says so
    #[arg(long, value_name = "NAME")]
    persona: Option<String>,

    /// What the survey is called; read again under the same name, it updates what it brought before
    #[arg(long, value_name = "NAME")]
    survey: Option<String>,

    /// The sheet of a workbook; the first one with something in it where this is missing
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// At most so many comments for each touchpoint, the newest
    #[arg(long, value_name = "COUNT", default_value_t = answers::USUAL_COMMENTS)]
    comments: usize,

    /// Also comments that were read before and are not on the map, because somebody deleted them or there were too many
    #[arg(long)]
    again: bool,

    /// How to show what was done
    #[arg(long, value_enum, default_value_t = ImportFormat::Text)]
    format: ImportFormat,
}

/// How the result is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ImportFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

impl Import {
    pub(super) fn run(self) -> Result<Outcome> {
        if is_pipe(&self.map) && is_pipe(&self.answers) {
            bail!("standard input cannot be both the map and the answers; name a file for one of them");
        }
        let goes_back = self.output.as_deref().is_some_and(|out| disk::is_same_file(&self.map, out));
        if let Some(out) = self.output.as_deref().filter(|out| !goes_back && !self.force && out.is_file()) {
            return Err(already_there(out));
        }
        let (opened, read) = read_map_to_change(&self.map, None)?;
        let mut map = opened.map;
        let name = shown(&self.answers);
        let bytes = read_answers(&self.answers, &name)?;
        let sheet = sheet::read(&bytes, self.sheet.as_deref(), &progress("Reading"))
            .with_context(|| format!("{name} could not be read"))?;
        drop(bytes);
        let survey = match &self.survey {
            Some(survey) => survey.clone(),
            None if is_pipe(&self.answers) => "Survey".to_owned(),
            None => answers::survey_name(&self.answers.to_string_lossy()),
        };
        let mapping = self.mapping(&sheet, map.today(), &survey)?;
        let tally = answers::tally(&sheet, &mapping, &progress("Counting"))?;
        let brought = answers::import(&map, &mapping, &tally, &mut RandomIds);
        if let Some(command) = &brought.command {
            edit::apply(&mut map, command).map_err(|why| anyhow::anyhow!("{}: {why}", shown(&self.map)))?;
        }
        if let Some(out) = &self.output {
            let format = Format::from_name(&out.to_string_lossy()).unwrap_or(Format::Ron);
            let expected = match (goes_back, self.force) {
                (true, _) => Expected::Same(read),
                (false, true) => Expected::Anything,
                (false, false) => Expected::Absent,
            };
            let losses = write_map(out, &map, format, expected)?;
            losses.iter().for_each(|loss| say(&format!("{}: {loss}", shown_output(out))));
        }
        self.show(map.today(), &Read { sheet, mapping, tally, brought, name })
    }

    /// What to type to have it written.
    fn nothing_written(&self) -> String {
        format!("Nothing was written. With -o {} the answers come onto the map.\n", shown(&self.map))
    }

    fn show(&self, journey: &Journey, read: &Read) -> Result<Outcome> {
        const SAID: usize = 20;
        let Read { sheet, mapping, tally, brought, name } = read;
        let summary = match self.format {
            ImportFormat::Text => {
                let text = text(journey, sheet, mapping, tally, brought);
                if self.output.is_some() { text } else { text + &self.nothing_written() }
            }
            ImportFormat::Json => json(journey, sheet, mapping, tally, brought, self.output.is_some()).to_lines(),
        };
        // The map has standard output to itself.
        match self.output.as_deref().is_some_and(is_pipe) {
            true => say(summary.trim_end()),
            false => print(&summary)?,
        }
        sheet.notes.iter().for_each(|note| say(&format!("{name}: {note}")));
        let problems = &tally.problems;
        problems.listed.iter().take(SAID).for_each(|problem| say(&format!("{name}, {problem}")));
        if problems.count > SAID {
            say(&format!(
                "{name}: {} more cells or rows could not be read; --format json lists them",
                problems.count - SAID
            ));
        }
        for (left, count) in tally.unplaced.iter().take(SAID) {
            say(&format!(
                "{name}: “{left}” stands nowhere on the map; {} left out",
                counted(*count, "answer", "answers")
            ));
        }
        let whole = problems.count == 0 && tally.unplaced.is_empty() && brought.comments_left == 0;
        Ok(if whole { Outcome::Complete } else { Outcome::Incomplete })
    }
}

/// Everything that is known of a survey once it was read.
struct Read {
    sheet: Sheet,
    mapping: Mapping,
    tally: Tally,
    brought: Brought,
    name: String,
}

fn read_answers(path: &Path, name: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = sheet::LARGEST_FILE + 1;
    let read = if is_pipe(path) {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(io_reason).with_context(|| format!("{name} could not be read"))?;
    Ok(bytes)
}

/// Says how far it is where somebody watches.
fn progress(what: &'static str) -> impl Fn(f32) -> bool + Sync {
    let bar = std::io::stderr().is_terminal().then(|| indicatif::ProgressBar::new(100).with_message(what));
    move |done| {
        if let Some(bar) = &bar {
            bar.set_position((done * 100.0) as u64);
        }
        true
    }
}

/// Every role with what it means, for the help.
fn roles_help() -> String {
    let mut help = String::from("Roles of columns:");
    for role in Role::ALL {
        help += &format!("\n  {:<10}  {}", role.key(), role.label());
    }
    help
}
