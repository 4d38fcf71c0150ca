//! From counts to one command: measures and feedback that are new, and those of the same survey that are brought up to
//! date.
//!
//! What people did with feedback since (its status in the loop, a note) and with measures (name, target, note) stays as
//! they left it. A comment that somebody deleted stays deleted: see [`Mapping::also_read_before`].

mod comments;
mod measures;

use std::collections::{BTreeMap, BTreeSet};

use super::mapping::{Mapping, Place, Question};
use super::statistics::{Estimate, rounded};
use super::tally::{Said, Tally};
use crate::edit::{Command, MeasureField};
use crate::exchange::sheet::shortened;
use crate::model::*;
use crate::words::counted;

pub use measures::{method, value_ends};

/// What an import does, to be looked at first.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Everything as one command; `None` if nothing would change.
    pub command: Option<Command>,
    /// Measures that come, and those whose numbers change.
    pub measures: (usize, usize),
    /// Comments that come as feedback, and pieces of feedback that change.
    pub feedback: (usize, usize),
    /// Comments that stay out because a place has enough of them.
    pub comments_left: usize,
    /// Comments that stay out because they were read before and are no longer, or never came, on the map.
    pub comments_before: usize,
    /// Every number that the answers make, in the order of the journey.
    pub figures: Vec<Figure>,
    /// Every comment that comes or changes, in the order of the journey, the newest of a place first.
    pub comments: Vec<Brought>,
    /// What else one should know before, in sentences.
    pub notes: Vec<String>,
}

/// What becomes of something that a survey brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It comes onto the map.
    New,
    /// It is on the map, and is brought up to date.
    Updated,
    /// It is on the map as it is.
    Same,
}

impl Fate {
    /// The word a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Fate::New => "New",
            Fate::Updated => "Updated",
            Fate::Same => "As before",
        }
    }

    /// The name in files that other programs read.
    pub fn key(self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Updated => "updated",
            Fate::Same => "same",
        }
    }
}

/// The number that the answers to a question make at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Where.
    pub place: Place,
    /// Which of the mapping's questions.
    pub question: usize,
    /// The number, its interval, and how many answered.
    pub found: Estimate,
    /// What becomes of it.
    pub fate: Fate,
}

impl Figure {
    /// "66.7%, 95%: 20.8 to 93.9, n 3": the number with its interval and on how many answers it rests.
    pub fn words(&self, question: &Question) -> String {
        let interval = self.interval().map_or(String::new(), |said| format!("95%: {said}, "));
        format!("{}, {interval}n {}", self.value(question), self.found.count)
    }

    /// "66.7%": the number with its unit, to one decimal.
    pub fn value(&self, question: &Question) -> String {
        let unit = if question.kind == MeasureKind::Csat { "%" } else { "" };
        format!("{}{unit}", tenths(self.found.value))
    }

    /// "20.8 to 93.9", the ends for 95%; `None` where the answers do not tell.
    pub fn interval(&self) -> Option<String> {
        self.found.interval.map(|(low, high)| format!("{} to {}", tenths(low), tenths(high)))
    }
}

/// A number to one decimal, with a true minus sign and none before a zero.
fn tenths(value: f64) -> String {
    (rounded(value) + 0.0).to_string().replace('-', "\u{2212}")
}

/// A comment on its way onto the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// What it is about.
    pub place: Place,
    /// What was said.
    pub said: Said,
    /// What becomes of it.
    pub fate: Fate,
}

impl Import {
    /// What came in, in one sentence.
    pub fn sentence(&self) -> String {
        let part = |(new, changed): (usize, usize), one: &str, many: &str| {
            let counted = |count: usize| counted(count, one, many);
            match (new, changed) {
                (0, 0) => None,
                (new, 0) => Some(format!("{} added", counted(new))),
                (0, changed) => Some(format!("{} updated", counted(changed))),
                (new, changed) => Some(format!("{} added and {changed} updated", counted(new))),
            }
        };
        let parts = [part(self.measures, "measure", "measures"), part(self.feedback, "comment", "comments")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        match parts.is_empty() {
            true => "Nothing changed".to_owned(),
            false => parts.join(", "),
        }
    }
}

/// Turns counts into the command that brings them onto today's journey.
pub fn import(map: &Map, mapping: &Mapping, tally: &Tally, ids: &mut impl IdSource) -> Import {
    let found = Import {
        command: None,
        measures: (0, 0),
        feedback: (0, 0),
        comments_left: 0,
        comments_before: 0,
        figures: Vec::new(),
        comments: Vec::new(),
        notes: Vec::new(),
    };
    let mut work = Work { journey: map.today(), mapping, commands: Vec::new(), found, updated: BTreeSet::new() };
    for ((place, index), counted) in &tally.ratings {
        if let Some(question) = mapping.questions.get(*index) {
            let same = |other: usize| mapping.questions.get(other).is_some_and(|other| other.kind == question.kind);
            let here = tally.ratings.range((*place, 0)..=(*place, usize::MAX));
            let alone = here.filter(|((_, other), _)| same(*other)).count() == 1;
            work.measure(*place, (*index, question, alone), counted, ids);
        }
    }
    work.comments(tally, ids);
    work.lanes(tally, ids);
    work.note_what_stays();
    let Work { journey, commands, mut found, .. } = work;
    let order = order(journey);
    found.figures.sort_by_key(|figure| (order.get(&figure.place).copied(), figure.question));
    found.comments.sort_by_key(|comment| order.get(&comment.place).copied());
    if !commands.is_empty() {
        let label = format!("Import answers of “{}”", shortened(&mapping.survey));
        found.command = Some(Command::Batch { label, commands });
    }
    found
}

/// The places of a journey as people read it: each stage, and after it what is in it.
fn order(journey: &Journey) -> BTreeMap<Place, usize> {
    let of_stage = |stage: &std::sync::Arc<Stage>| {
        let steps = journey.touchpoints_in(stage.id).map(|found| Place::Touchpoint(found.id));
        std::iter::once(Place::Stage(stage.id)).chain(steps).collect::<Vec<_>>()
    };
    journey.stages().iter().flat_map(of_stage).zip(0..).collect()
}

struct Work<'w> {
    journey: &'w Journey,
    mapping: &'w Mapping,
    commands: Vec<Command>,
    found: Import,
    /// Measures of this survey that this import touches.
    updated: BTreeSet<MeasureId>,
}

impl Work<'_> {
    fn set(&mut self, id: MeasureId, field: MeasureField) {
        self.commands.push(Command::SetMeasure { state: State::Today, id, field });
    }

    /// Makes sure that what comes can be seen: a map without such a lane gets one.
    fn lanes(&mut self, tally: &Tally, ids: &mut impl IdSource) {
        let wanted = [(LaneKind::Measures, !tally.ratings.is_empty()), (LaneKind::Feedback, self.found.feedback.0 > 0)];
        for (kind, needed) in wanted {
            let is_there = self.journey.lanes().iter().any(|lane| lane.kind == kind);
            if needed && !is_there {
                let after = self.journey.lanes().last().map(|lane| lane.id);
                self.commands.push(Command::AddLane { state: State::Today, id: LaneId::new(ids), kind, after });
            }
        }
    }

    fn note_what_stays(&mut self) {
        let stale = |measure: &&std::sync::Arc<Measure>| {
            let of_survey = measure.answers.as_ref().is_some_and(|known| known.survey == self.mapping.survey);
            of_survey && !self.updated.contains(&measure.id)
        };
        match self.journey.measures().filter(stale).count() {
            0 => {}
            1 => self.found.notes.push("1 measure of this survey has no answers in this file and stays.".to_owned()),
            many => {
                self.found.notes.push(format!("{many} measures of this survey have no answers in this file and stay."));
            }
        }
    }

    fn at(&self, place: Place) -> String {
        place.name(self.journey).map_or_else(String::new, |name| format!("at “{}”", shortened(name)))
    }
}
