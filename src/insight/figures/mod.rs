//! Key figures: what a journey comes to, each with its definition, its n and what it rests on.
//!
//! A [`Figure`] is a definition, one line in [`FIGURES`]; what it comes to on a map is one [`Reading`] or several (one
//! for each persona, stage, severity …). What nobody observed is left out and never counted as zero; a figure of
//! nothing has no value and says so in words. Here never come pictures.

mod beliefs;
mod counts;
mod emotions;
mod listening;
mod measures;
mod pains;
mod people;
mod pillars;
mod reading;
#[cfg(test)]
mod tests;
mod words;

pub use crate::model::{Highlights, Moment, highlights, mean_emotion, mean_emotion_in};
pub use counts::{Counts, counts};
pub use pains::{CRITICAL, CriticalPains, critical_pains, is_open};
pub use people::{StaffQuality, one_to_one};
pub use reading::{Footing, Of, Reading, Share, Value};
pub use words::{figures_markdown, summary};

pub(super) use beliefs::{Belief, beliefs};

use super::rule::Topic;
use super::survey::Survey;
use crate::model::{Map, State};

/// A key figure by its definition.
#[derive(Debug)]
pub struct Figure {
    /// Its name in machine-readable output.
    pub key: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// What it is called.
    pub title: &'static str,
    /// How it is worked out and what is left out of it, in plain sentences.
    pub definition: &'static str,
    /// What is said in place of a number where nothing is known, in a sentence.
    pub nothing: &'static str,
    /// Works it out. There is at least one reading, perhaps without a value.
    work_out: fn(&Survey<'_>) -> Vec<Reading>,
}

impl Figure {
    /// What it comes to on a journey.
    pub(super) fn work_out(&self, survey: &Survey<'_>) -> Vec<Reading> {
        (self.work_out)(survey)
    }
}

/// Figures are the same if they have the same name.
impl PartialEq for Figure {
    fn eq(&self, other: &Figure) -> bool {
        self.key == other.key
    }
}

/// Every key figure, by topic. The window, the command line, the README and the tests read this list.
pub static FIGURES: [&Figure; 15] = [
    &people::ONE_TO_ONE,
    &people::STAGES_FACE_TO_FACE,
    &people::SERVICE_QUALITY,
    &people::RATED_MEETINGS,
    &emotions::PEAK,
    &emotions::LOWEST,
    &emotions::END,
    &emotions::MEAN,
    &emotions::MEAN_BY_STAGE,
    &pillars::COVERAGE,
    &pains::OPEN,
    &pains::WITHOUT_OPPORTUNITY,
    &listening::LOOP_CLOSURE,
    &beliefs::BELIEF_AGAINST_RATING,
    &measures::AGAINST_TARGETS,
];

/// What every figure comes to on one of a map's journeys, in the order of [`FIGURES`], the readings of one figure
/// together; nothing if there is no such journey.
pub fn figures(map: &Map, state: State) -> Vec<Reading> {
    let Some(survey) = Survey::of(map, state) else { return Vec::new() };
    FIGURES.iter().flat_map(|figure| (figure.work_out)(&survey)).collect()
}

/// Readings by figure, in the order given.
pub fn by_figure(readings: &[Reading]) -> Vec<(&'static Figure, &[Reading])> {
    readings.chunk_by(|a, b| a.figure == b.figure).map(|readings| (readings[0].figure, readings)).collect()
}
