//! What the options say about the columns, questions and names of a survey.

use anyhow::{Context as _, Result, bail};

use super::Import;
use crate::answers::{self, Mapping, Place, Role};
use crate::exchange::sheet::Sheet;
use crate::model::*;

impl Import {
    /// How the table is read: as guessed, and as the options say otherwise.
    pub(super) fn mapping(&self, sheet: &Sheet, journey: &Journey, survey: &str) -> Result<Mapping> {
        let mut mapping = Mapping::guess(sheet, journey, survey);
        mapping.most_comments = self.comments;
        mapping.also_read_before = self.again;
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
