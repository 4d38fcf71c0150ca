//! `wayfarer import MAP ANSWERS -o OUT`

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};

use super::Outcome;
use super::input::{is_pipe, read_map, shown};
use super::json::Json;
use super::output::{io_reason, print, say, shown_output, write_bytes};
use crate::answers::{self, Import as Brought, Mapping, Place, Role, Tally};
use crate::edit;
use crate::exchange::sheet::{self, Sheet};
use crate::exchange::{Format, save_as};
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

    /// Where the map with the answers goes, or - for standard output; without it, only what would happen is shown
    #[arg(short, long = "output", value_name = "OUT")]
    output: Option<PathBuf>,

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
        let mut map = read_map(&self.map, None)?.map;
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
            let (bytes, losses) = save_as(&map, Format::from_name(&out.to_string_lossy()).unwrap_or(Format::Ron));
            write_bytes(out, &bytes)?;
            losses.iter().for_each(|loss| say(&format!("{}: {loss}", shown_output(out))));
        }
        self.show(&sheet, &mapping, &tally, &brought, &name)
    }

    fn mapping(&self, sheet: &Sheet, journey: &Journey, survey: &str) -> Result<Mapping> {
        let mut mapping = Mapping::guess(sheet, journey, survey);
        mapping.most_comments = self.comments;
        for said in &self.column {
            let (title, key) = parted(said, "--column")?;
            let column = column(sheet, title)?;
            let Some(role) = Role::from_key(key) else {
                let known: Vec<&str> = Role::ALL.iter().map(|role| role.key()).collect();
                bail!("“{key}” is no role of a column; use one of {}", known.join(", "));
            };
            mapping.set_role(column, role, sheet, journey);
        }
        for said in &self.question {
            self::question(&mut mapping, parted(said, "--question")?)?;
        }
        if let Some(name) = &self.persona {
            mapping.everybody = Some(persona(journey, name)?);
        }
        for said in &self.matches {
            let (name, element) = parted(said, "--match")?;
            if let Some(found) = mapping.places.get_mut(name) {
                *found = if element.is_empty() { None } else { Some(place(journey, element)?) };
            } else if let Some(found) = mapping.personas.get_mut(name) {
                *found = if element.is_empty() { None } else { Some(persona(journey, element)?) };
            } else {
                bail!("no answer names “{name}”; check the name, and which columns hold touchpoints and personas");
            }
        }
        Ok(mapping)
    }

    fn show(&self, sheet: &Sheet, mapping: &Mapping, tally: &Tally, brought: &Brought, name: &str) -> Result<Outcome> {
        const SAID: usize = 20;
        let summary = match self.format {
            ImportFormat::Text => text(sheet, mapping, tally, brought, self.output.is_none()),
            ImportFormat::Json => json(sheet, mapping, tally, brought).to_lines(),
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

fn parted<'a>(said: &'a str, option: &str) -> Result<(&'a str, &'a str)> {
    let (name, value) =
        said.rsplit_once('=').with_context(|| format!("{option} needs a name, = and a value, not “{said}”"))?;
    Ok((name.trim(), value.trim()))
}

fn column(sheet: &Sheet, title: &str) -> Result<usize> {
    let found = sheet.titles().iter().position(|known| known.to_lowercase() == title.to_lowercase());
    found.with_context(|| format!("there is no column “{title}”; the columns are {}", sheet.titles().join(", ")))
}

fn question(mapping: &mut Mapping, (title, said): (&str, &str)) -> Result<()> {
    let (kind, scale) = said.split_once(':').map_or((said, None), |(kind, scale)| (kind, Some(scale)));
    let kind = MeasureKind::from_key(kind).filter(|kind| answers::OF_RATINGS.contains(kind));
    let kind =
        kind.with_context(|| format!("“{said}” is no number that is made of ratings; use nps, csat, ces or own"))?;
    let ends = scale.map(|scale| {
        let ends = scale.split_once("..").or_else(|| scale.rsplit_once('-'));
        let ends = ends.and_then(|(low, high)| low.trim().parse::<f64>().ok().zip(high.trim().parse::<f64>().ok()));
        ends.filter(|(low, high)| low < high).with_context(|| format!("“{scale}” is no scale; write it as 1-7"))
    });
    let ends = ends.transpose()?;
    let mut found =
        mapping.questions.iter_mut().filter(|question| question.name.to_lowercase() == title.to_lowercase()).peekable();
    if found.peek().is_none() {
        bail!("no rating is called “{title}”; check the title, or add --column “{title}=rating”");
    }
    for question in found {
        question.set_kind(kind);
        question.scale = ends.unwrap_or(question.scale);
    }
    Ok(())
}

fn place(journey: &Journey, name: &str) -> Result<Place> {
    let same = |known: &str| known.to_lowercase() == name.to_lowercase();
    let touchpoint = journey.touchpoints().find(|found| same(&found.name)).map(|found| Place::Touchpoint(found.id));
    let stage = || journey.stages().iter().find(|found| same(&found.name)).map(|found| Place::Stage(found.id));
    touchpoint.or_else(stage).with_context(|| format!("the map has no touchpoint or stage “{name}”; check the name"))
}

fn persona(journey: &Journey, name: &str) -> Result<PersonaId> {
    let found = journey.personas().find(|persona| persona.name.to_lowercase() == name.to_lowercase());
    let known: Vec<&str> = journey.personas().map(|persona| persona.name.as_str()).collect();
    let found = found.with_context(|| format!("the map has no persona “{name}”; it has {}", known.join(", ")))?;
    Ok(found.id)
}

fn text(sheet: &Sheet, mapping: &Mapping, tally: &Tally, brought: &Brought, only_shown: bool) -> String {
    let mut out = String::new();
    // Writing into a text never fails.
    let _ = writeln!(out, "Survey “{}”, {}", mapping.survey, counted(tally.rows, "row", "rows"));
    for (title, role) in sheet.titles().iter().zip(&mapping.roles) {
        let _ = writeln!(out, "  {title}: {}", role.label().to_lowercase());
    }
    for question in &mapping.questions {
        let (low, high) = question.scale;
        let kind = question.kind.label();
        let _ = writeln!(
            out,
            "  “{}” makes {kind} of {low} to {high}: {}",
            question.name,
            answers::method(question).to_lowercase()
        );
    }
    let _ = writeln!(out, "{}.", brought.sentence());
    brought.notes.iter().for_each(|note| {
        let _ = writeln!(out, "{note}");
    });
    if only_shown {
        out += "Nothing was written; add -o OUT.ron for that.\n";
    }
    out
}

fn json(sheet: &Sheet, mapping: &Mapping, tally: &Tally, brought: &Brought) -> Json {
    let columns = sheet.titles().iter().zip(&mapping.roles).map(|(title, role)| {
        Json::Object(vec![("title", Json::text(title.as_str())), ("role", Json::text(role.key()))])
    });
    let questions = mapping.questions.iter().map(|question| {
        Json::Object(vec![
            ("title", Json::text(question.name.as_str())),
            ("kind", Json::text(question.kind.key())),
            ("min", Json::Number(question.scale.0)),
            ("max", Json::Number(question.scale.1)),
            ("method", Json::text(answers::method(question))),
        ])
    });
    let problems = tally.problems.listed.iter().map(|problem| {
        Json::Object(vec![
            ("row", Json::Number(f64::from(problem.row))),
            ("column", Json::said(&problem.column)),
            ("what", Json::said(&problem.what)),
            ("why", Json::text(problem.why.as_str())),
        ])
    });
    let unplaced = tally
        .unplaced
        .iter()
        .map(|(name, count)| Json::Object(vec![("name", Json::text(name.as_str())), ("answers", Json::count(*count))]));
    Json::Object(vec![
        ("survey", Json::text(mapping.survey.as_str())),
        ("rows", Json::count(tally.rows)),
        ("columns", Json::List(columns.collect())),
        ("questions", Json::List(questions.collect())),
        ("ratings", Json::Number(tally.rating_count() as f64)),
        ("measures_added", Json::count(brought.measures.0)),
        ("measures_updated", Json::count(brought.measures.1)),
        ("comments_added", Json::count(brought.feedback.0)),
        ("comments_updated", Json::count(brought.feedback.1)),
        ("comments_left_out", Json::count(brought.comments_left)),
        ("left_out", Json::List(unplaced.collect())),
        ("problem_count", Json::count(tally.problems.count)),
        ("problems", Json::List(problems.collect())),
        ("notes", Json::List(brought.notes.iter().map(|note| Json::text(note.as_str())).collect())),
    ])
}

/// Every role with what it means, for the help.
fn roles_help() -> String {
    let mut help = String::from("Roles of columns:");
    for role in Role::ALL {
        help += &format!("\n  {:<10}  {}", role.key(), role.label());
    }
    help
}

/// `1 row`, `3 rows`, `no rows`.
fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        more => format!("{more} {many}"),
    }
}
