//! From a journey's text to a map.
//!
//! Here never come keywords, comments or escapes (see [`lines`](super::lines) and [`escape`](super::escape)).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::escape::{is_blank, unescape};
use super::lines::{Document, Statement, document};
use super::{Imported, LineProblem, MermaidError, fence, shortened};
use crate::model::starter::{IMPORT_LANES, default_lanes};
use crate::model::*;

/// As many records as a map file may hold.
const MOST_RECORDS: usize = 200_000;
/// More stages than anyone can look at; the model looks a stage up by walking over all of them.
const MOST_SECTIONS: usize = 2_000;
/// More personas than anyone can look at.
const MOST_ACTORS: usize = 1_000;
/// As many losses as are listed one by one.
const MOST_LOSSES: usize = 50;

/// Reads a Mermaid journey.
///
/// Sections become stages, tasks touchpoints, actors personas in the order they first appear. A score without an
/// actor is kept as the feeling of a persona without a name, as Mermaid does it for `Task: 5:`. Tasks before the
/// first section go into a stage "Start", or one named like the map if there is no section at all. `accTitle`
/// becomes the takeaway, `accDescr` the scenario.
///
/// # Errors
/// If the text is no journey, a task has no name or no colon, or there is more than a map can hold.
pub fn read(text: &str, ids: &mut impl IdSource) -> Result<Imported, MermaidError> {
    read_from(text, 1, ids)
}

/// Reads the first Mermaid journey of a Markdown file. Lines in messages are those of the file.
///
/// # Errors
/// As [`read`], and if there is no journey in the file.
pub fn read_markdown(text: &str, ids: &mut impl IdSource) -> Result<Imported, MermaidError> {
    let (journey, first_line) = fence::first_journey(text).ok_or(MermaidError::NoFence)?;
    read_from(&journey, first_line, ids)
}

fn read_from(text: &str, first_line: usize, ids: &mut impl IdSource) -> Result<Imported, MermaidError> {
    // As Mermaid does before anything else.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let document = document(&text, first_line)?;
    let mut draft = Draft::default();
    for (line, statement) in &document.statements {
        draft.take(*line, statement)?;
    }
    if !draft.problems.is_empty() {
        return Err(MermaidError::Lines(draft.problems));
    }
    draft.losses_of(&document);
    draft.title = draft.title.or(document.front_title).or(draft.accessible_title.clone());
    draft.into_map(ids)
}

/// A map before it has identities.
#[derive(Debug, Default)]
struct Draft {
    title: Option<String>,
    accessible_title: Option<String>,
    accessible_description: Option<String>,
    sections: Vec<Section>,
    actors: Vec<String>,
    /// Where in `actors` a name stands.
    actor_places: BTreeMap<String, usize>,
    records: usize,
    problems: Vec<LineProblem>,
    losses: Losses,
}

#[derive(Debug)]
struct Section {
    /// `None` for tasks before any section.
    name: Option<String>,
    tasks: Vec<Task>,
}

#[derive(Debug)]
struct Task {
    name: String,
    emotion: Option<Emotion>,
    /// Places in `Draft::actors`.
    actors: Vec<usize>,
}

impl Draft {
    fn take(&mut self, line: usize, statement: &Statement<'_>) -> Result<(), MermaidError> {
        match statement {
            Statement::Title(text) => self.title = Some(unescape(text)),
            Statement::AccessibleTitle(text) => self.accessible_title = Some(unescape(text)),
            Statement::AccessibleDescription(text) => {
                let lines: Vec<String> = text.trim_matches(is_blank).split('\n').map(unescape).collect();
                self.accessible_description = Some(lines.join("\n"));
            }
            Statement::Section(name) => self.section(line, &unescape(name))?,
            Statement::Task(text) => self.task(line, text)?,
        }
        Ok(())
    }

    fn section(&mut self, line: usize, name: &str) -> Result<(), MermaidError> {
        if self.sections.len() >= MOST_SECTIONS {
            return Err(MermaidError::TooLarge { limit: MOST_SECTIONS, what: "sections" });
        }
        if name.is_empty() {
            self.losses.push(line, "the section has no name, so the stage has none either".to_owned());
        }
        self.sections.push(Section { name: Some(name.to_owned()), tasks: Vec::new() });
        Ok(())
    }

    fn task(&mut self, line: usize, text: &str) -> Result<(), MermaidError> {
        let mut fields = text.split(':');
        let name = unescape(fields.next().unwrap_or_default());
        let Some(score) = fields.next() else {
            let text = format!(
                "“{}” has no score; write a task as `Task: score: actor`, with a score from 1 to 5",
                shortened(&name)
            );
            self.problems.push(LineProblem { line, text });
            return Ok(());
        };
        if name.is_empty() {
            let text = "the task has no name; write it as `Task: score: actor`".to_owned();
            self.problems.push(LineProblem { line, text });
            return Ok(());
        }
        let emotion = self.emotion(line, &unescape(score));
        let actors = self.actors_of(fields.next())?;
        let surplus: Vec<String> = fields.map(unescape).filter(|field| !field.is_empty()).collect();
        if !surplus.is_empty() {
            let text = format!("“{}” after the actors was left out", shortened(&surplus.join(": ")));
            self.losses.push(line, text);
        }
        self.records += 1 + actors.len();
        if self.records > MOST_RECORDS {
            return Err(MermaidError::TooLarge { limit: MOST_RECORDS, what: "tasks and scores" });
        }
        if self.sections.is_empty() {
            self.sections.push(Section { name: None, tasks: Vec::new() });
        }
        if let Some(section) = self.sections.last_mut() {
            section.tasks.push(Task { name, emotion, actors });
        }
        Ok(())
    }

    /// The actors of a task, each once. None at all stands for the actor without a name.
    fn actors_of(&mut self, field: Option<&str>) -> Result<Vec<usize>, MermaidError> {
        let mut actors = Vec::new();
        for name in field.unwrap_or_default().split(',').map(unescape) {
            let next = self.actors.len();
            let place = *self.actor_places.entry(name).or_insert_with_key(|name| {
                self.actors.push(name.clone());
                next
            });
            if !actors.contains(&place) {
                actors.push(place);
            }
            if self.actors.len() > MOST_ACTORS {
                return Err(MermaidError::TooLarge { limit: MOST_ACTORS, what: "different actors" });
            }
        }
        Ok(actors)
    }

    /// The emotion for a score, with a word on every score that is not what it says.
    fn emotion(&mut self, line: usize, score: &str) -> Option<Emotion> {
        if score.is_empty() {
            self.losses.push(line, "the score is missing, read as unknown".to_owned());
            return None;
        }
        let Some(number) = number(score) else {
            self.losses.push(line, format!("“{}” is not a score, read as unknown", shortened(score)));
            return None;
        };
        let (held, said) = match number {
            low if low < 1.0 => (1.0, Some("below 1, read as 1")),
            high if high > 5.0 => (5.0, Some("above 5, read as 5")),
            within => (within, None),
        };
        if let Some(said) = said {
            self.losses.push(line, format!("score {} is {said}", shortened(score)));
        }
        Emotion::new((held - 3.0) * 5.0).ok()
    }

    fn losses_of(&mut self, document: &Document<'_>) {
        for (line, last) in &document.unclosed {
            self.losses.push(*line, format!("the description is never closed with }}; it was read up to line {last}"));
        }
        for (line, comment) in &document.cut {
            let comment = comment.trim_matches(is_blank);
            if !comment.is_empty() {
                let text =
                    format!("“{}” stands after a #, which begins a comment, and was left out", shortened(comment));
                self.losses.push(*line, text);
            }
        }
        match document.passed_over {
            0 => {}
            1 => self.losses.general("1 comment or drawing setting was left out".to_owned()),
            count => self.losses.general(format!("{count} comments or drawing settings were left out")),
        }
    }

    fn into_map(self, ids: &mut impl IdSource) -> Result<Imported, MermaidError> {
        let mut map = Map::new(MapId::new(ids));
        let only_loose_tasks = self.sections.len() == 1;
        let loose_name = match &self.title {
            Some(title) if only_loose_tasks && !title.is_empty() => title.clone(),
            _ if only_loose_tasks => "Journey".to_owned(),
            _ => "Start".to_owned(),
        };
        let title = self.title.unwrap_or_default();
        let takeaway = self.accessible_title.filter(|sentence| *sentence != title).unwrap_or_default();
        let scenario = self.accessible_description.unwrap_or_default();
        map.put(MapRecord::About(Arc::new(About { title, takeaway, scenario, ..About::default() })))?;

        let mut put = |record| map.put(MapRecord::In(State::Today, record)).map(|_| ());
        for lane in default_lanes(ids, &IMPORT_LANES) {
            put(Record::Lane(Arc::new(lane)))?;
        }
        let mut personas = Vec::with_capacity(self.actors.len());
        for (name, rank) in self.actors.into_iter().zip(Rank::sequence(self.actor_places.len())) {
            let persona = Persona::new(PersonaId::new(ids), rank, name);
            personas.push(persona.id);
            put(Record::Persona(Arc::new(persona)))?;
        }
        let ranks = Rank::sequence(self.sections.len());
        for (section, rank) in self.sections.into_iter().zip(ranks) {
            let name = section.name.unwrap_or_else(|| loose_name.clone());
            let stage = Stage::new(StageId::new(ids), rank, name);
            let stage_id = stage.id;
            put(Record::Stage(Arc::new(stage)))?;
            let ranks = Rank::sequence(section.tasks.len());
            for (task, rank) in section.tasks.into_iter().zip(ranks) {
                let touchpoint = Touchpoint::new(TouchpointId::new(ids), stage_id, rank, task.name);
                let met = touchpoint.id;
                put(Record::Touchpoint(Arc::new(touchpoint)))?;
                let feeling = Feeling { emotion: task.emotion, evidence: None };
                for place in task.actors {
                    put(Record::Feeling(personas[place], met, feeling))?;
                }
            }
        }
        Ok(Imported { map, losses: self.losses.into_sentences() })
    }
}

/// A score as JavaScript's `Number` takes it, and with a decimal comma or a true minus, which people write too.
fn number(text: &str) -> Option<f64> {
    let text = text.replace('\u{2212}', "-").replace(',', ".");
    let numeric = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|number| numeric && !number.is_nan())
}

/// What was read differently, the first ones in full.
#[derive(Debug, Default)]
struct Losses {
    sentences: Vec<String>,
    more: usize,
    general: Vec<String>,
}

impl Losses {
    fn push(&mut self, line: usize, text: String) {
        if self.sentences.len() < MOST_LOSSES {
            self.sentences.push(format!("line {line}: {text}"));
        } else {
            self.more += 1;
        }
    }

    fn general(&mut self, text: String) {
        self.general.push(text);
    }

    fn into_sentences(mut self) -> Vec<String> {
        if self.more > 0 {
            self.sentences.push(format!("{} more lines were read differently", self.more));
        }
        self.sentences.append(&mut self.general);
        self.sentences
    }
}
