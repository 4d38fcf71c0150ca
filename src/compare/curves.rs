//! How each persona's curve differs: stage by stage, and at the points that people remember.

use super::comparison::{Kind, PersonaCurves, StageColumn, StageMeans};
use super::entries::people;
use super::groups::Groups;
use super::sides::Side;
use crate::model::*;

/// The curves of every persona of either journey, those of the first journey first.
pub(super) fn curves(from: &Side, to: &Side, groups: &Groups, stages: &[StageColumn]) -> Vec<PersonaCurves> {
    debug_assert!(stages.len() >= groups.of_kind(Kind::Stage).count());
    let curve = |(ours, theirs): (Option<PersonaId>, Option<PersonaId>)| {
        let mean = |side: &Side, persona: Option<PersonaId>, stage: Option<StageId>| {
            mean_emotion_in(side.journey, stage?, persona?)
        };
        let means =
            |stage: &StageColumn| StageMeans { from: mean(from, ours, stage.from), to: mean(to, theirs, stage.to) };
        let points = |side: &Side, persona: Option<PersonaId>| {
            persona.map(|persona| highlights(side.journey, persona)).unwrap_or_default()
        };
        PersonaCurves {
            from_persona: ours,
            to_persona: theirs,
            stages: stages.iter().map(means).collect(),
            from: points(from, ours),
            to: points(to, theirs),
        }
    };
    people(groups).into_iter().map(curve).collect()
}
