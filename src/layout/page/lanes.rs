//! Which lanes a page shows: those that were asked for, or else the few that tell the story on a slide. What the others
//! hold is then not on the page, and is told.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::layout::marks;
use crate::layout::story::Story;
use crate::model::*;

/// The lanes of a page of the whole journey when none are asked for.
pub(in crate::layout) fn usual_lanes(journey: &Journey) -> Vec<Arc<Lane>> {
    Told::whole(journey).usual_lanes()
}

/// The lanes of a page: those asked for, or of the four that tell the story on a slide those that hold something.
pub(super) fn shown_lanes(journey: &Journey, story: &Story, wanted: &BTreeSet<LaneId>) -> Vec<Arc<Lane>> {
    if !wanted.is_empty() {
        return journey.lanes().iter().filter(|lane| wanted.contains(&lane.id)).cloned().collect();
    }
    Told::of(journey, story).usual_lanes()
}

/// The visible lanes that hold something and are not on a page, because none were asked for.
pub(super) fn unasked_lanes(journey: &Journey, story: &Story, wanted: &BTreeSet<LaneId>) -> Vec<Arc<Lane>> {
    if !wanted.is_empty() {
        return Vec::new();
    }
    let told = Told::of(journey, story);
    let shown: Vec<LaneId> = told.usual_lanes().iter().map(|lane| lane.id).collect();
    let is_unasked = |lane: &&Arc<Lane>| lane.visible && !shown.contains(&lane.id) && told.is_held_by(lane);
    journey.lanes().iter().filter(is_unasked).cloned().collect()
}

/// The lanes that would tell the story too, were they not hidden.
pub(super) fn hidden_lanes(journey: &Journey) -> impl Iterator<Item = &Arc<Lane>> {
    let told = Told::whole(journey);
    journey.lanes().iter().filter(move |lane| !lane.visible && told.is_usual(lane))
}

/// What there is for lanes to tell.
pub(in crate::layout) struct Told<'a> {
    journey: &'a Journey,
    has_cast: bool,
    touchpoints: Vec<&'a Arc<Touchpoint>>,
    stages: Vec<StageId>,
}

impl<'a> Told<'a> {
    /// All of a journey.
    pub fn whole(journey: &'a Journey) -> Told<'a> {
        let stages = journey.stages().iter().map(|stage| stage.id).collect();
        let has_cast = journey.personas().len() > 0;
        Told { journey, has_cast, touchpoints: journey.touchpoints().collect(), stages }
    }

    /// What is shown of a journey.
    fn of(journey: &'a Journey, story: &'a Story) -> Told<'a> {
        let touchpoints = (0..story.columns.len()).filter_map(|column| story.touchpoint(column)).collect();
        let stages = story.stages.iter().map(|stage| stage.stage.id).collect();
        Told { journey, has_cast: !story.cast.is_empty(), touchpoints, stages }
    }

    /// The visible lanes that tell the story, or all that are visible if none does.
    fn usual_lanes(&self) -> Vec<Arc<Lane>> {
        let visible = || self.journey.lanes().iter().filter(|lane| lane.visible);
        let usual: Vec<Arc<Lane>> = visible().filter(|lane| self.is_usual(lane)).cloned().collect();
        if usual.is_empty() { visible().cloned().collect() } else { usual }
    }

    /// Whether a lane tells something of the story on a slide.
    fn is_usual(&self, lane: &Lane) -> bool {
        match lane.kind {
            LaneKind::Touchpoints | LaneKind::Emotion | LaneKind::Pains | LaneKind::Opportunities => {
                self.is_held_by(lane)
            }
            LaneKind::Text
            | LaneKind::Channel
            | LaneKind::Measures
            | LaneKind::Feedback
            | LaneKind::BackStage
            | LaneKind::Picture => false,
        }
    }

    /// Whether a lane holds any of it.
    pub fn is_held_by(&self, lane: &Lane) -> bool {
        let journey = self.journey;
        let any = |holds: &dyn Fn(&Touchpoint) -> bool| self.touchpoints.iter().any(|touchpoint| holds(touchpoint));
        let has_text =
            |touchpoint: &Touchpoint| touchpoint.texts.get(&lane.id).is_some_and(|text| !text.trim().is_empty());
        let of_stage = |measure: &Arc<Measure>| measure.stage.is_some_and(|stage| self.stages.contains(&stage));
        match lane.kind {
            LaneKind::Touchpoints => true,
            LaneKind::Emotion => self.has_cast,
            LaneKind::Pains => any(&|touchpoint| !journey.pains_at(touchpoint.id).is_empty()),
            LaneKind::Opportunities => any(&|touchpoint| !journey.opportunities_at(touchpoint.id).is_empty()),
            // A card that is not seen stands among the others where there is no lane for it; words have no other place.
            LaneKind::Text | LaneKind::BackStage => any(&has_text),
            LaneKind::Channel => any(&|touchpoint| marks::channel_icon(&touchpoint.channel).is_some()),
            LaneKind::Measures => {
                any(&|touchpoint| !journey.measures_at(touchpoint.id).is_empty()) || journey.measures().any(of_stage)
            }
            LaneKind::Feedback => any(&|touchpoint| !journey.feedback_at(touchpoint.id).is_empty()),
            LaneKind::Picture => any(&|touchpoint| touchpoint.pictures.contains_key(&lane.id)),
        }
    }
}
