//! Which touchpoints are shown: all, or those that a person asked for.
//!
//! What is left out is said, on the screen and on every page. Here never comes drawing.

use std::collections::BTreeSet;

use crate::edit::clipboard::cell;
use crate::frame::Subject;
use crate::gui::context::touchpoint_of;
use crate::model::*;

/// What a touchpoint has to have to be shown; everything that is set counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sieve {
    /// This persona meets it.
    pub persona: Option<PersonaId>,
    /// Something stands in this lane.
    pub lane: Option<LaneId>,
    /// A pain point at least so bad hurts there.
    pub severity: Option<Level>,
    /// It rests on this.
    pub evidence: Option<Evidence>,
    /// This person answers for it, or for something at it.
    pub owner: Option<String>,
    /// It carries this tag.
    pub tag: Option<String>,
    /// It belongs to this stage.
    pub stage: Option<StageId>,
}

impl Sieve {
    /// Whether everything is shown.
    pub fn is_open(&self) -> bool {
        *self == Sieve::default()
    }

    /// The same without stages, personas and lanes that a journey does not have, which nothing could pass: they were
    /// deleted since, or belong to the other journey.
    pub fn known_to(&self, journey: &Journey) -> Sieve {
        Sieve {
            stage: self.stage.filter(|stage| journey.stage(*stage).is_some()),
            persona: self.persona.filter(|persona| journey.persona(*persona).is_some()),
            lane: self.lane.filter(|lane| journey.lane(*lane).is_some()),
            ..self.clone()
        }
    }

    /// Whether a touchpoint is shown.
    pub fn passes(&self, journey: &Journey, touchpoint: &Touchpoint) -> bool {
        let id = touchpoint.id;
        let in_lane = |lane: LaneId| {
            journey.lane(lane).is_none_or(|lane| match lane.kind {
                LaneKind::Emotion => journey.feelings_at(id).iter().any(|(_, feeling)| feeling.emotion.is_some()),
                LaneKind::Picture => touchpoint.pictures.contains_key(&lane.id),
                LaneKind::Touchpoints
                | LaneKind::Text
                | LaneKind::Channel
                | LaneKind::Pains
                | LaneKind::Opportunities
                | LaneKind::Measures
                | LaneKind::Feedback
                | LaneKind::BackStage => !cell(journey, lane, touchpoint, None).is_empty(),
            })
        };
        let owned = |owner: &String| {
            touchpoint.owner == *owner
                || journey.pains_at(id).iter().any(|pain| pain.owner == *owner)
                || journey.opportunities_at(id).iter().any(|found| found.owner == *owner)
        };
        self.stage.is_none_or(|stage| touchpoint.stage == stage)
            && self.persona.is_none_or(|persona| journey.feeling(persona, id).is_some())
            && self.lane.is_none_or(in_lane)
            && self.severity.is_none_or(|least| journey.pains_at(id).iter().any(|pain| pain.severity >= least))
            && self.evidence.is_none_or(|evidence| touchpoint.evidence == evidence)
            && self.owner.as_ref().is_none_or(owned)
            && self.tag.as_ref().is_none_or(|tag| touchpoint.tags.contains(tag))
    }

    /// The touchpoints that are not shown; what is `selected` always is, for the next key may delete it.
    pub fn hidden(&self, journey: &Journey, selected: &[Subject]) -> BTreeSet<TouchpointId> {
        if self.is_open() {
            return BTreeSet::new();
        }
        let selected: BTreeSet<TouchpointId> = selected.iter().filter_map(|one| touchpoint_of(*one)).collect();
        let left_out =
            |found: &&std::sync::Arc<Touchpoint>| !selected.contains(&found.id) && !self.passes(journey, found);
        journey.touchpoints().filter(left_out).map(|found| found.id).collect()
    }

    /// The only stages that are drawn, where one was asked for: that one, and those of what is `selected`.
    pub fn only_stages(&self, journey: &Journey, selected: &[Subject]) -> BTreeSet<StageId> {
        let stage_of = |subject: &Subject| match subject {
            Subject::Stage(id) | Subject::AddTouchpoint(id) | Subject::StageMeasure(_, id) => Some(*id),
            other => Some(journey.touchpoint(touchpoint_of(*other)?)?.stage),
        };
        let asked = self.stage.into_iter();
        asked.flat_map(|stage| std::iter::once(stage).chain(selected.iter().filter_map(stage_of))).collect()
    }

    /// What is asked for, in words: "stage “Care”, severity 4 and up".
    pub fn words(&self, journey: &Journey) -> String {
        let named = |what: &str, name: &str| format!("{what} “{name}”");
        let parts = [
            self.stage.and_then(|id| journey.stage(id)).map(|stage| named("stage", &stage.name)),
            self.persona.and_then(|id| journey.persona(id)).map(|persona| named("met by", &persona.name)),
            self.lane.and_then(|id| journey.lane(id)).map(|lane| named("with", lane.shown_title())),
            self.severity.map(|least| format!("severity {} and up", least.get())),
            self.evidence.map(|evidence| evidence.label().to_lowercase()),
            self.owner.as_ref().map(|owner| named("owner", owner)),
            self.tag.as_ref().map(|tag| named("tag", tag)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Everybody who answers for something, in order.
pub fn owners(journey: &Journey) -> Vec<String> {
    let touchpoints = journey.touchpoints().map(|found| found.owner.clone());
    let pains = journey.pains().map(|pain| pain.owner.clone());
    let all = touchpoints.chain(pains).chain(journey.opportunities().map(|found| found.owner.clone()));
    all.filter(|owner| !owner.is_empty()).collect::<BTreeSet<String>>().into_iter().collect()
}

/// Every tag, in order.
pub fn tags(journey: &Journey) -> Vec<String> {
    journey.touchpoints().flat_map(|found| found.tags.iter().cloned()).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_that_is_gone_hides_nothing() {
        let map = crate::exchange::shipped::EXAMPLES[0].open().expect("a shipped example");
        let journey = map.today();
        let sieve = Sieve { stage: Some(journey.stages()[1].id), severity: Some(Level::ALL[4]), ..Sieve::default() };
        assert_eq!(sieve.known_to(journey), sieve);
        let left = sieve.known_to(&Journey::new());
        assert_eq!(left, Sieve { severity: Some(Level::ALL[4]), ..Sieve::default() });
    }
}
