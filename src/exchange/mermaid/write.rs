//! From a map to a journey's text, with a list of what the format has no words for.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Exported;
use super::escape::{Place, escape};
use crate::exchange::markdown;
use crate::model::*;
use crate::words::{counted, counted_if_any};

/// Writes today's journey as a Mermaid journey.
///
/// Mermaid has one whole score from 1 to 5 a task, whoever the actors are: the mean of the known emotions is
/// written, rounded, and a touchpoint without any known emotion gets 3. Both are in the list of losses.
pub fn write(map: &Map) -> Exported {
    let mut writer = Writer { text: String::from("journey\n"), scores: ScoreLosses::default(), unnamed: 0 };
    writer.about(map.about());
    for stage in map.today().stages() {
        writer.stage(map.today(), stage);
    }
    let mut losses = writer.scores.sentences();
    if writer.unnamed > 0 {
        losses.push(format!(
            "{} written as “{NO_NAME}”",
            counted(writer.unnamed, "name is missing and", "names are missing and")
        ));
    }
    let merged = merged_personas(map.today());
    if merged > 0 {
        let personas = counted(merged, "persona has", "personas have");
        losses.push(format!("{personas} the name of another one, or no name like her, and became one with her"));
    }
    losses.extend(left_out(map));
    Exported { text: writer.text, losses }
}

/// Writes today's journey as a Markdown page with the Mermaid journey in it.
pub fn write_markdown(map: &Map) -> Exported {
    let Exported { text, losses } = write(map);
    let title = map.about().title.replace(['\r', '\n'], " ");
    let mut page = String::new();
    if !title.trim().is_empty() {
        let _ = writeln!(page, "# {}\n", markdown::escape(title.trim()));
    }
    let _ = writeln!(page, "```mermaid\n{text}```");
    Exported { text: page, losses }
}

/// What stands for a name that is missing; Mermaid refuses a line without one.
const NO_NAME: &str = "(no name)";

struct Writer {
    text: String,
    scores: ScoreLosses,
    unnamed: usize,
}

impl Writer {
    fn about(&mut self, about: &About) {
        if !about.title.is_empty() {
            self.line(4, &format!("title {}", escape(&about.title, Place::Line)));
        }
        if !about.takeaway.is_empty() {
            self.line(4, &format!("accTitle: {}", escape(&about.takeaway, Place::Line)));
        }
        let scenario = about.scenario.replace("\r\n", "\n").replace('\r', "\n");
        if scenario.contains('\n') {
            self.line(4, "accDescr {");
            for line in scenario.split('\n') {
                self.line(6, &escape(line, Place::Block));
            }
            self.line(4, "}");
        } else if !scenario.is_empty() {
            self.line(4, &format!("accDescr: {}", escape(&scenario, Place::Line)));
        }
    }

    fn stage(&mut self, journey: &Journey, stage: &Stage) {
        let name = self.name(&stage.name, Place::Line);
        self.line(4, &format!("section {name}"));
        for touchpoint in journey.touchpoints_in(stage.id) {
            let name = self.name(&touchpoint.name, Place::Task);
            let feelings = journey.feelings_at(touchpoint.id);
            let score = self.scores.score(&feelings);
            let actors: Vec<String> = feelings
                .iter()
                .filter_map(|(persona, _)| journey.persona(*persona))
                .map(|persona| escape(&persona.name, Place::Actor))
                .collect();
            let actors = actors.join(", ");
            match actors.is_empty() {
                true => self.line(6, &format!("{name}: {score}")),
                false => self.line(6, &format!("{name}: {score}: {actors}")),
            }
        }
    }

    fn name(&mut self, name: &str, place: Place) -> String {
        if name.is_empty() {
            self.unnamed += 1;
            return NO_NAME.to_owned();
        }
        escape(name, place)
    }

    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.text, "{:indent$}{text}", "");
    }
}

/// What becomes of emotions on the way to one whole score a task.
#[derive(Default)]
struct ScoreLosses {
    rounded: usize,
    differing: usize,
    unknown: usize,
}

impl ScoreLosses {
    /// The one score for all who meet a touchpoint: the mean of what is known, or 3.
    fn score(&mut self, feelings: &[(PersonaId, Feeling)]) -> i32 {
        let known: Vec<f64> = feelings.iter().filter_map(|(_, feeling)| feeling.emotion).map(Emotion::value).collect();
        let Some(first) = known.first() else {
            self.unknown += 1;
            return 3;
        };
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        let exact = 3.0 + mean / 5.0;
        let score = exact.round().clamp(1.0, 5.0);
        if known.iter().any(|other| other != first) || known.len() < feelings.len() {
            self.differing += 1;
        } else if (exact - score).abs() > 1e-9 {
            self.rounded += 1;
        }
        score as i32
    }

    fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if self.differing > 0 {
            let touchpoints = counted(self.differing, "touchpoint is", "touchpoints are");
            sentences.push(format!("{touchpoints} felt differently by different personas; the mean was written"));
        }
        if self.rounded > 0 {
            let emotions = counted(self.rounded, "emotion was", "emotions were");
            sentences.push(format!("{emotions} rounded to a whole score from 1 to 5"));
        }
        if self.unknown > 0 {
            let touchpoints = counted(self.unknown, "touchpoint has", "touchpoints have");
            sentences.push(format!("{touchpoints} no known emotion; 3, the middle, was written"));
        }
        sentences
    }
}

/// One sentence with everything that Mermaid has no place for, counted.
fn left_out(map: &Map) -> Option<String> {
    let journey = map.today();
    let about = map.about();
    let lists = [&about.goals, &about.forces, &about.priorities];
    let words = [&about.author, &about.version, &about.sources];
    let others = [about.structure_locked, about.ideal_locked, !about.muted.is_empty()];
    let about_fields = lists.iter().filter(|list| !list.is_empty()).count()
        + words.iter().filter(|text| !text.is_empty()).count()
        + others.iter().filter(|is_said| **is_said).count();
    let texts: usize = journey.touchpoints().map(|touchpoint| touchpoint.texts.len()).sum();
    let parts = [
        counted_if_any(journey.pains().len(), "pain point", "pain points"),
        counted_if_any(journey.opportunities().len(), "opportunity", "opportunities"),
        counted_if_any(journey.feedback().len(), "piece of feedback", "pieces of feedback"),
        counted_if_any(journey.measures().len(), "measure", "measures"),
        counted_if_any(links_beside_order(journey), "link", "links"),
        counted_if_any(texts, "text in a lane", "texts in lanes"),
        counted_if_any(map.pictures().count(), "picture", "pictures"),
        counted_if_any(detailed_touchpoints(journey), "touchpoint's details", "touchpoints' details"),
        counted_if_any(detailed_personas(journey), "persona's details", "personas' details"),
        counted_if_any(
            journey.personas().len() - met_personas(journey).len(),
            "persona who meets no touchpoint",
            "personas who meet no touchpoint",
        ),
        counted_if_any(evident_emotions(journey), "emotion's evidence", "emotions' evidence"),
        counted_if_any(detailed_stages(journey), "stage's details", "stages' details"),
        counted_if_any(set_lanes(journey), "lane's settings", "lanes' settings"),
        counted_if_any(about_fields, "field about the map", "fields about the map"),
        counted_if_any(map.notes().len(), "parked note", "parked notes"),
        counted_if_any(map.pins().count(), "pair matched by hand", "pairs matched by hand"),
        counted_if_any(map.plan().len(), "plan item", "plan items"),
        counted_if_any(map.snapshots().count(), "snapshot", "snapshots"),
        map.ideal().map(|_| "the ideal journey".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let (last, others) = parts.split_last()?;
    Some(match others {
        [] => format!("left out: {last}"),
        others => format!("left out: {} and {last}", others.join(", ")),
    })
}

/// Links that say more than the order in which the touchpoints are written.
fn links_beside_order(journey: &Journey) -> usize {
    let next: BTreeSet<(TouchpointId, TouchpointId)> =
        journey.touchpoints().zip(journey.touchpoints().skip(1)).map(|(one, next)| (one.id, next.id)).collect();
    let says_more = |link: &&&Link| !link.label.is_empty() || !next.contains(&(link.from, link.to));
    journey.links().iter().filter(says_more).count()
}

/// Touchpoints that say more than their name, their place and how they feel.
fn detailed_touchpoints(journey: &Journey) -> usize {
    let is_detailed = |touchpoint: &Touchpoint| {
        let bare = Touchpoint::new(touchpoint.id, touchpoint.stage, touchpoint.rank.clone(), touchpoint.name.clone());
        let (texts, pictures) = (touchpoint.texts.clone(), touchpoint.pictures.clone());
        *touchpoint != Touchpoint { texts, pictures, ..bare }
    };
    journey.touchpoints().filter(|touchpoint| is_detailed(touchpoint)).count()
}

/// Personas that say more than their name.
fn detailed_personas(journey: &Journey) -> usize {
    let is_detailed =
        |persona: &Persona| *persona != Persona::new(persona.id, persona.rank.clone(), persona.name.clone());
    journey.personas().filter(|persona| is_detailed(persona)).count()
}

/// The personas who meet a touchpoint; a journey's text knows no others.
fn met_personas(journey: &Journey) -> Vec<&Persona> {
    let met: BTreeSet<PersonaId> = feelings(journey).map(|(persona, _)| persona).collect();
    journey.personas().filter(|persona| met.contains(&persona.id)).map(|persona| &**persona).collect()
}

/// How many personas cannot be told from another one, because the text has only their name.
fn merged_personas(journey: &Journey) -> usize {
    let met = met_personas(journey);
    let names: BTreeSet<String> = met.iter().map(|persona| escape(&persona.name, Place::Actor)).collect();
    met.len() - names.len()
}

/// Emotions that say of themselves what they rest on.
fn evident_emotions(journey: &Journey) -> usize {
    feelings(journey).filter(|(_, feeling)| feeling.evidence.is_some()).count()
}

fn feelings(journey: &Journey) -> impl Iterator<Item = (PersonaId, Feeling)> + '_ {
    journey.touchpoints().flat_map(|touchpoint| journey.feelings_at(touchpoint.id))
}

/// Stages that say more than their name.
fn detailed_stages(journey: &Journey) -> usize {
    let is_detailed = |stage: &Stage| *stage != Stage::new(stage.id, stage.rank.clone(), stage.name.clone());
    journey.stages().iter().filter(|stage| is_detailed(stage)).count()
}

/// Lanes that are not as a new lane of their kind is, whoever's they are.
fn set_lanes(journey: &Journey) -> usize {
    let is_set = |lane: &Lane| {
        let usual = starter::lane(lane.id, lane.rank.clone(), lane.kind);
        *lane != Lane { persona: lane.persona, ..usual }
    };
    journey.lanes().iter().filter(|lane| is_set(lane)).count()
}
