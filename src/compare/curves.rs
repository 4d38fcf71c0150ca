//! How each persona's curve differs: stage by stage, and at the points that people remember.

use super::comparison::{PersonaCurves, StageColumn, StageMeans};
use super::entries::People;
use super::sides::Side;
use crate::model::hash::HashMap;
use crate::model::*;

/// So many personas have curves. Nobody draws more, and a file could hold a hundred thousand.
const MOST: usize = 32;

/// One persona's curve in one journey.
#[derive(Default)]
struct Curve {
    means: HashMap<StageId, f64>,
    highlights: Highlights,
}

/// The curves of the personas of either journey, those of the first journey first.
pub(super) fn curves(from: &Side, to: &Side, people: &People, stages: &[StageColumn]) -> Vec<PersonaCurves> {
    let both = |(ours, theirs): &(Option<PersonaId>, Option<PersonaId>)| {
        let (first, second) = (curve(from, *ours), curve(to, *theirs));
        let mean = |curve: &Curve, stage: Option<StageId>| curve.means.get(&stage?).copied();
        let means = |stage: &StageColumn| StageMeans { from: mean(&first, stage.from), to: mean(&second, stage.to) };
        PersonaCurves {
            from_persona: *ours,
            to_persona: *theirs,
            stages: stages.iter().map(means).collect(),
            from: first.highlights,
            to: second.highlights,
        }
    };
    people.pairs.iter().take(MOST).map(both).collect()
}

fn curve(side: &Side, persona: Option<PersonaId>) -> Curve {
    let Some(persona) = persona else { return Curve::default() };
    let feelings: Vec<(TouchpointId, Feeling)> = side.feelings_of(persona).collect();
    let stage = |id: TouchpointId| side.journey.touchpoint(id).map(|touchpoint| touchpoint.stage);
    let mut moments: Vec<(Option<StageId>, Moment)> = Vec::new();
    for (touchpoint, feeling) in &feelings {
        let known = feeling.emotion.map(|emotion| Moment { touchpoint: *touchpoint, emotion });
        moments.extend(known.map(|moment| (stage(*touchpoint), moment)));
    }
    let by_stage = moments.chunk_by(|a, b| a.0 == b.0);
    let mean = |run: &[(Option<StageId>, Moment)]| Some((run[0].0?, mean_of(run.iter().map(|(_, moment)| *moment))?));
    Curve { means: by_stage.filter_map(mean).collect(), highlights: highlights_of(feelings.into_iter()) }
}
