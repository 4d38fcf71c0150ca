//! From counts to one command: measures and feedback that are new, and those of the same survey that are brought up to
//! date.
//!
//! What people did with feedback since (its status in the loop, a note) and with measures (name, target, note) stays as
//! they left it.

use std::collections::{BTreeMap, BTreeSet};

use super::mapping::{Mapping, Place, Question};
use super::statistics::{estimate, rounded};
use super::tally::{Counted, Said, Tally};
use super::vocabulary::{BARE, has_word};
use crate::edit::{Command, FeedbackField, MeasureField};
use crate::exchange::sheet::shortened;
use crate::model::*;

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
    /// What else one should know before, in sentences.
    pub notes: Vec<String>,
}

impl Import {
    /// What came in, in one sentence.
    pub fn sentence(&self) -> String {
        let part = |(new, changed): (usize, usize), one: &str, many: &str| {
            let counted = |count: usize| format!("{count} {}", if count == 1 { one } else { many });
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
    let mut work = Work {
        journey: map.today(),
        mapping,
        commands: Vec::new(),
        found: Import { command: None, measures: (0, 0), feedback: (0, 0), comments_left: 0, notes: Vec::new() },
        updated: BTreeSet::new(),
    };
    for ((place, index), counted) in &tally.ratings {
        if let Some(question) = mapping.questions.get(*index) {
            work.measure(*place, question, counted, ids);
        }
    }
    work.comments(tally, ids);
    work.lanes(tally, ids);
    work.note_what_stays();
    let Work { commands, mut found, .. } = work;
    if !commands.is_empty() {
        let label = format!("Import answers of “{}”", shortened(&mapping.survey));
        found.command = Some(Command::Batch { label, commands });
    }
    found
}

struct Work<'w> {
    journey: &'w Journey,
    mapping: &'w Mapping,
    commands: Vec<Command>,
    found: Import,
    /// Measures of this survey that this import touches.
    updated: BTreeSet<MeasureId>,
}

impl<'w> Work<'w> {
    fn measure(&mut self, place: Place, question: &Question, counted: &Counted, ids: &mut impl IdSource) {
        let (Ok(min), Ok(max)) = (Amount::new(question.scale.0), Amount::new(question.scale.1)) else { return };
        let Ok(mut answers) = Answers::new(&*self.mapping.survey, &*question.name, min, max) else { return };
        answers.groups = counted.groups.clone();
        let Some(found) = estimate(question.kind, &answers, &answers.all()) else { return };
        let Ok(value) = Amount::new(rounded(found.value)) else { return };
        let sample = u32::try_from(found.count).unwrap_or(u32::MAX);
        let known = self.known(place, question);
        let id = known.map_or_else(|| MeasureId::new(ids), |measure| measure.id);
        if let Some(before) = known.and_then(|measure| measure.sample).filter(|before| *before > sample) {
            let name = &question.name;
            let (name, now) = (shortened(name), sample);
            self.found.notes.push(format!(
                "“{name}” {} rested on {before} answers; this file has {now}, and the number will rest on these alone.",
                self.at(place)
            ));
        }
        self.updated.insert(id);
        let wanted = Measure {
            kind: question.kind,
            scale: value_scale(question),
            method: method(question),
            sample: Some(sample),
            value: Some(value),
            direction: question.direction,
            date: counted.newest.or_else(|| known.and_then(|measure| measure.date)),
            evidence: Evidence::Researched,
            answers: Some(answers),
            ..Measure::new(id, Rank::first(), measure_name(question))
        };
        match known {
            Some(known) => {
                let before = self.commands.len();
                self.set_measure(known, &wanted);
                self.found.measures.1 += usize::from(self.commands.len() > before);
            }
            None => {
                let at = match place {
                    Place::Touchpoint(touchpoint) => Some(touchpoint),
                    Place::Stage(_) => None,
                };
                self.commands.push(Command::AddMeasure { state: State::Today, id, name: wanted.name.clone(), at });
                let empty = Measure::new(id, Rank::first(), wanted.name.clone());
                if let Place::Stage(stage) = place {
                    self.set(id, MeasureField::Stage(Some(stage)));
                }
                self.set_measure(&empty, &wanted);
                self.found.measures.0 += 1;
            }
        }
    }

    fn set(&mut self, id: MeasureId, field: MeasureField) {
        self.commands.push(Command::SetMeasure { state: State::Today, id, field });
    }

    /// Brings the fields in line that come from the survey.
    fn set_measure(&mut self, known: &Measure, wanted: &Measure) {
        let id = known.id;
        let fields = [
            (known.kind != wanted.kind).then_some(MeasureField::Kind(wanted.kind)),
            (known.scale != wanted.scale).then(|| MeasureField::Scale(wanted.scale.clone())),
            (known.method != wanted.method).then(|| MeasureField::Method(wanted.method.clone())),
            (known.sample != wanted.sample).then_some(MeasureField::Sample(wanted.sample)),
            (known.value != wanted.value).then_some(MeasureField::Value(wanted.value)),
            (known.direction != wanted.direction).then_some(MeasureField::Direction(wanted.direction)),
            (known.date != wanted.date).then_some(MeasureField::Date(wanted.date)),
            (known.evidence != wanted.evidence).then_some(MeasureField::Evidence(wanted.evidence)),
            (known.answers != wanted.answers).then(|| MeasureField::Answers(wanted.answers.clone())),
        ];
        fields.into_iter().flatten().for_each(|field| self.set(id, field));
    }

    /// The measure that this survey's question brought before; else one of the same kind that waits for its number.
    fn known(&self, place: Place, question: &Question) -> Option<&'w Measure> {
        let journey = self.journey;
        let measures: Vec<&'w Measure> = match place {
            Place::Touchpoint(at) => journey.measures_at(at).into_iter().map(|measure| &**measure).collect(),
            Place::Stage(stage) => {
                journey.measures().filter(|found| found.stage == Some(stage)).map(|found| &**found).collect()
            }
        };
        let is_it = |measure: &&&Measure| {
            let answers = measure.answers.as_ref();
            answers.is_some_and(|known| known.survey == self.mapping.survey && known.question == question.name)
        };
        let waits = |measure: &&&Measure| {
            let kind = measure.kind == question.kind && question.kind != MeasureKind::Own;
            kind && measure.value.is_none() && measure.answers.is_none() && !self.updated.contains(&measure.id)
        };
        measures.iter().find(is_it).or_else(|| measures.iter().find(waits)).copied()
    }

    fn comments(&mut self, tally: &Tally, ids: &mut impl IdSource) {
        let of_survey = |said: &&std::sync::Arc<Feedback>| {
            said.origin.as_ref().is_some_and(|origin| origin.survey == self.mapping.survey)
        };
        let journey = self.journey;
        let known: BTreeMap<&str, &Feedback> = journey
            .feedback()
            .filter(of_survey)
            .filter_map(|said| Some((said.origin.as_ref()?.answer.as_str(), &**said)))
            .collect();
        for (place, comments) in &tally.comments {
            let mut here = comments.iter().filter(|said| known.contains_key(&*said.answer)).count();
            for said in comments {
                match (known.get(&*said.answer), place) {
                    (Some(feedback), _) => self.update(feedback, said),
                    (None, Place::Touchpoint(at)) if here < self.mapping.most_comments => {
                        here += 1;
                        self.add(said, *at, ids);
                    }
                    (None, Place::Touchpoint(_) | Place::Stage(_)) => self.found.comments_left += 1,
                }
            }
        }
    }

    fn add(&mut self, said: &Said, at: TouchpointId, ids: &mut impl IdSource) {
        let (state, id) = (State::Today, FeedbackId::new(ids));
        self.commands.push(Command::AddFeedback { state, id, text: said.text.clone(), at: Some(at) });
        let origin = Origin { survey: self.mapping.survey.clone(), answer: said.answer.clone() };
        let fields = [
            Some(FeedbackField::Origin(Some(origin))),
            said.date.map(|date| FeedbackField::Date(Some(date))),
            said.rating.map(|rating| FeedbackField::Rating(Some(rating))),
            (said.voice != Voice::default()).then_some(FeedbackField::Source(said.voice)),
        ];
        let set = |field| Command::SetFeedback { state, id, field };
        self.commands.extend(fields.into_iter().flatten().map(set));
        if let Some(persona) = said.persona.filter(|persona| self.journey.persona(*persona).is_some()) {
            self.commands.push(Command::AddTie { state, tie: Tie::From(id, persona) });
        }
        self.found.feedback.0 += 1;
    }

    fn update(&mut self, known: &Feedback, said: &Said) {
        let fields = [
            (known.text != said.text).then(|| FeedbackField::Text(said.text.clone())),
            (said.date.is_some() && known.date != said.date).then_some(FeedbackField::Date(said.date)),
            (said.rating.is_some() && known.rating != said.rating).then_some(FeedbackField::Rating(said.rating)),
        ];
        let fields: Vec<FeedbackField> = fields.into_iter().flatten().collect();
        self.found.feedback.1 += usize::from(!fields.is_empty());
        let set = |field| Command::SetFeedback { state: State::Today, id: known.id, field };
        self.commands.extend(fields.into_iter().map(set));
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
        if self.found.comments_left > 0 {
            let (left, most) = (self.found.comments_left, self.mapping.most_comments);
            self.found.notes.push(format!(
                "{left} {} out: of each place the newest {most} come onto the map.",
                if left == 1 { "comment stays" } else { "comments stay" }
            ));
        }
    }

    fn at(&self, place: Place) -> String {
        let name = match place {
            Place::Touchpoint(id) => self.journey.touchpoint(id).map(|found| &found.name),
            Place::Stage(id) => self.journey.stage(id).map(|found| &found.name),
        };
        name.map_or_else(String::new, |name| format!("at “{}”", shortened(name)))
    }
}

/// The scale of the number that is made of a question.
fn value_scale(question: &Question) -> Scale {
    let (low, high) = match question.kind {
        MeasureKind::Nps => (-100.0, 100.0),
        MeasureKind::Csat => return Scale::default(),
        MeasureKind::Ces
        | MeasureKind::Own
        | MeasureKind::Conversion
        | MeasureKind::Churn
        | MeasureKind::Revenue
        | MeasureKind::Roi => question.scale,
    };
    match (Amount::new(low), Amount::new(high)) {
        (Ok(low), Ok(high)) => Scale::new(low, high, "").unwrap_or_default(),
        (Err(_), _) | (_, Err(_)) => Scale::default(),
    }
}

/// How the number is made, as it stands beside it.
pub fn method(question: &Question) -> String {
    let (low, high) = question.scale;
    match question.kind {
        MeasureKind::Nps => "Share of 9 and 10 minus share of 0 to 6".to_owned(),
        MeasureKind::Csat => format!("Share of {} and {high} on {low} to {high}", high - 1.0),
        MeasureKind::Ces
        | MeasureKind::Own
        | MeasureKind::Conversion
        | MeasureKind::Churn
        | MeasureKind::Revenue
        | MeasureKind::Roi => format!("Mean on {low} to {high}"),
    }
}

/// What a measure is called: by its number where it has a known one and the title says nothing more.
fn measure_name(question: &Question) -> String {
    let bare = question.name.chars().count() <= 16 && has_word(&question.name, BARE);
    let long = question.name.chars().count() > 28;
    match question.kind {
        MeasureKind::Nps | MeasureKind::Csat | MeasureKind::Ces if bare || long => question.kind.label().to_owned(),
        MeasureKind::Nps
        | MeasureKind::Csat
        | MeasureKind::Ces
        | MeasureKind::Own
        | MeasureKind::Conversion
        | MeasureKind::Churn
        | MeasureKind::Revenue
        | MeasureKind::Roi => shortened(&question.name),
    }
}
