//! The steps of a journey with what hangs on each, kept from one reading to the next.
//!
//! To gather what hangs on a touchpoint is most of the work of a reading. A touchpoint's stamp says whether any of it
//! has changed, so that only those are gathered anew of which something has. Here never comes a judgement.

use std::sync::Arc;

use super::survey::quoted;
use crate::model::hash::HashMap;
use crate::model::*;

/// A touchpoint with what hangs on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its number along the journey, from 1.
    pub number: usize,
    /// The touchpoint.
    pub touchpoint: Arc<Touchpoint>,
    /// Who meets it, and how that feels.
    pub feelings: Vec<(PersonaId, Feeling)>,
    /// What hurts here.
    pub pains: Vec<Arc<Pain>>,
    /// What was said about it, by rank.
    pub feedback: Vec<Arc<Feedback>>,
}

impl Step {
    fn of(journey: &Journey, touchpoint: &Arc<Touchpoint>) -> Step {
        let id = touchpoint.id;
        Step {
            number: 0,
            touchpoint: touchpoint.clone(),
            feelings: journey.feelings_at(id),
            pains: journey.pains_at(id).into_iter().cloned().collect(),
            feedback: journey.feedback_at(id).into_iter().cloned().collect(),
        }
    }

    /// How a persona feels here; `None` if she does not meet it.
    pub fn feeling(&self, persona: PersonaId) -> Option<Feeling> {
        self.feelings.iter().find(|(id, _)| *id == persona).map(|(_, feeling)| *feeling)
    }

    /// The mean of the known emotions here, −10.0 … +10.0; `None` if none is known.
    pub fn emotion(&self) -> Option<f64> {
        let known = || self.feelings.iter().filter_map(|(_, feeling)| feeling.emotion).map(Emotion::value);
        let count = known().count();
        (count > 0).then(|| known().sum::<f64>() / count as f64)
    }

    /// The lowest known emotion here.
    pub fn lowest(&self) -> Option<Emotion> {
        self.feelings.iter().filter_map(|(_, feeling)| feeling.emotion).min()
    }

    /// Its key.
    pub fn key(&self) -> Key {
        Key::Touchpoint(self.touchpoint.id)
    }

    /// Its name between quotation marks, shortened where it is long.
    pub fn name(&self) -> String {
        quoted(&self.touchpoint.name)
    }

    /// Whether one customer meets one person here.
    pub fn is_one_to_one(&self) -> bool {
        self.touchpoint.encounter == Encounter::OneToOne
    }
}

/// All steps of a journey in order.
#[derive(Debug)]
pub(super) struct Steps {
    /// The personas in order, which is that of the feelings at every step.
    personas: Vec<PersonaId>,
    /// Each step's stamp.
    stamps: Vec<u64>,
    list: Vec<Step>,
    gathered: usize,
}

impl Steps {
    /// The steps of a journey; those of a reading before are kept where nothing about them has changed.
    pub(super) fn of(journey: &Journey, before: Option<Steps>) -> Steps {
        let personas: Vec<PersonaId> = journey.personas().map(|persona| persona.id).collect();
        let stamped: Vec<(&Arc<Touchpoint>, u64)> =
            journey.stages().iter().flat_map(|stage| journey.stamped_touchpoints_in(stage.id)).collect();
        let before = before.filter(|before| before.personas == personas);
        let stamps: Vec<u64> = stamped.iter().map(|(_, stamp)| *stamp).collect();
        let mut kept: HashMap<u64, Step> = match before {
            Some(before) if before.stamps == stamps => return Steps { gathered: 0, ..before },
            Some(before) => before.stamps.into_iter().zip(before.list).collect(),
            None => HashMap::default(),
        };
        let mut gathered = 0;
        let mut step = |(index, (touchpoint, stamp)): (usize, (&Arc<Touchpoint>, u64))| {
            let step = kept.remove(&stamp).unwrap_or_else(|| {
                gathered += 1;
                Step::of(journey, touchpoint)
            });
            Step { number: index + 1, ..step }
        };
        let list = stamped.into_iter().enumerate().map(&mut step).collect();
        Steps { personas, stamps, list, gathered }
    }

    /// How many of them were gathered anew at the latest reading.
    pub(super) fn gathered(&self) -> usize {
        self.gathered
    }

    /// They, in order.
    pub(super) fn list(&self) -> &[Step] {
        &self.list
    }
}
