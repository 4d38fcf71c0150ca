//! How touchpoints feel by their answers, to be set beside what a workshop believes.
//!
//! Nothing is stored for this: it is worked out from the counted answers of a touchpoint's measures, and where there
//! are none there is nothing.

use super::statistics::{Estimate, mood};
use crate::model::*;

/// How people who answered felt at a touchpoint, on the scale of emotions, −10 … +10: those of a persona, or for `None`
/// those of whom no persona of the map is known.
///
/// One question speaks: the one nearest to how it felt. That is satisfaction before a rating of one's own, that before
/// effort, and willingness to recommend last; of two alike the one with more answers. Questions are not thrown
/// together, because one person's two answers are not two people's.
pub fn measured_mood(journey: &Journey, touchpoint: TouchpointId, persona: Option<PersonaId>) -> Option<Estimate> {
    let measures = journey.measures_at(touchpoint);
    let found = measures.iter().filter_map(|measure| {
        let answers = measure.answers.as_ref()?;
        let ratings = ratings_of(journey, answers, persona);
        let nearness = nearness(measure.kind)?;
        let felt = mood(answers, &ratings, measure.direction)?;
        Some((nearness, std::cmp::Reverse(felt.count), felt))
    });
    found.min_by_key(|(nearness, count, _)| (*nearness, *count)).map(|(_, _, felt)| felt)
}

/// The ratings of a persona; for `None` those of nobody whom the journey knows.
pub fn ratings_of(journey: &Journey, answers: &Answers, persona: Option<PersonaId>) -> Ratings {
    let known = |group: Option<PersonaId>| group.filter(|id| journey.persona(*id).is_some());
    let groups = answers.groups.iter().filter(|(group, _)| known(**group) == persona);
    groups.flat_map(|(_, ratings)| ratings.iter()).collect()
}

/// How near a kind of question is to how it felt, the nearest first; `None` for numbers that nobody feels.
fn nearness(kind: MeasureKind) -> Option<u8> {
    match kind {
        MeasureKind::Csat => Some(0),
        MeasureKind::Own => Some(1),
        MeasureKind::Ces => Some(2),
        MeasureKind::Nps => Some(3),
        MeasureKind::Conversion | MeasureKind::Churn | MeasureKind::Revenue | MeasureKind::Roi => None,
    }
}
