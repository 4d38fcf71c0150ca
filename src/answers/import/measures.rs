//! The numbers: a measure for each question at each place.

use super::{Fate, Figure, Work};
use crate::answers::mapping::{Place, Question};
use crate::answers::statistics::{estimate, rounded};
use crate::answers::tally::Counted;
use crate::answers::vocabulary::{BARE, has_word};
use crate::edit::{Command, MeasureField};
use crate::exchange::sheet::shortened;
use crate::model::*;

impl<'w> Work<'w> {
    /// Brings the number of a question at a place onto the map.
    pub(super) fn measure(
        &mut self,
        place: Place,
        (index, question, alone): (usize, &Question, bool),
        counted: &Counted,
        ids: &mut impl IdSource,
    ) {
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
            ..Measure::new(id, Rank::first(), measure_name(question, alone))
        };
        let fate = match known {
            Some(known) => {
                let before = self.commands.len();
                self.set_measure(known, &wanted);
                if self.commands.len() > before { Fate::Updated } else { Fate::Same }
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
                Fate::New
            }
        };
        match fate {
            Fate::New => self.found.measures.0 += 1,
            Fate::Updated => self.found.measures.1 += 1,
            Fate::Same => {}
        }
        self.found.figures.push(Figure { place, question: index, found, fate });
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
        let answers = |measure: &Measure, name: &str| {
            let answers = measure.answers.as_ref();
            answers.is_some_and(|known| known.survey == self.mapping.survey && known.question == name)
        };
        let is_it = |measure: &&&Measure| answers(measure, &question.name);
        // Brought while the columns that answer a question had no names of their own in it.
        let was_it = |measure: &&&Measure| {
            let asked = question.asked.as_deref().is_some_and(|asked| answers(measure, asked));
            asked && measure.kind == question.kind && !self.updated.contains(&measure.id)
        };
        let waits = |measure: &&&Measure| {
            let kind = measure.kind == question.kind && question.kind != MeasureKind::Own;
            kind && measure.value.is_none() && measure.answers.is_none() && !self.updated.contains(&measure.id)
        };
        let find = |wanted: &dyn Fn(&&&'w Measure) -> bool| measures.iter().find(wanted).copied();
        find(&is_it).or_else(|| find(&was_it)).or_else(|| find(&waits))
    }
}

/// The lowest and the highest number that can be made of a question.
pub fn value_ends(question: &Question) -> (f64, f64) {
    match question.kind {
        MeasureKind::Nps => (-100.0, 100.0),
        MeasureKind::Csat => (0.0, 100.0),
        MeasureKind::Ces
        | MeasureKind::Own
        | MeasureKind::Conversion
        | MeasureKind::Churn
        | MeasureKind::Revenue
        | MeasureKind::Roi => question.scale,
    }
}

/// The scale of the number that is made of a question; a share has the usual one, in per cent.
fn value_scale(question: &Question) -> Scale {
    if question.kind == MeasureKind::Csat {
        return Scale::default();
    }
    let (low, high) = value_ends(question);
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

/// What a measure is called: by its number where it has a known one, the title says nothing more, and it is `alone`
/// with that at its place.
fn measure_name(question: &Question, alone: bool) -> String {
    let bare = question.name.chars().count() <= 16 && has_word(&question.name, BARE);
    let long = question.name.chars().count() > 28 && alone;
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
