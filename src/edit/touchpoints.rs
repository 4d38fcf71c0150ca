//! Commands about touchpoints, and what goes when touchpoints go.

use std::collections::BTreeSet;

use super::command::{Slot, TouchpointField};
use super::draft::{Draft, quoted};
use super::items::Item;
use super::ranks;
use super::rejection::Rejection;
use crate::model::*;
use crate::words::counted;

fn list(draft: &Draft, state: State, stage: StageId) -> Result<Vec<Key>, Rejection> {
    draft.stage(state, stage)?;
    Ok(draft.journey(state)?.touchpoints_in(stage).map(|touchpoint| Key::Touchpoint(touchpoint.id)).collect())
}

pub(super) fn add(
    draft: &mut Draft,
    state: State,
    id: TouchpointId,
    name: &str,
    at: Slot,
) -> Result<String, Rejection> {
    let siblings = list(draft, state, at.stage)?;
    let rank = ranks::rank_after(draft, state, &siblings, at.after.map(Key::Touchpoint), "touchpoint")?;
    draft.add(state, Record::Touchpoint(Touchpoint::new(id, at.stage, rank, name).into()))?;
    Ok(format!("Add {}", quoted(name, "touchpoint")))
}

pub(super) fn set(
    draft: &mut Draft,
    state: State,
    id: TouchpointId,
    field: &TouchpointField,
) -> Result<String, Rejection> {
    let old = draft.touchpoint(state, id)?;
    let mut touchpoint = (*old).clone();
    field.set(&mut touchpoint);
    draft.put_in(state, Record::Touchpoint(touchpoint.into()))?;
    let name = quoted(&old.name, "touchpoint");
    Ok(match field {
        TouchpointField::Name(new) => format!("Rename {name} to {}", quoted(new, "touchpoint")),
        other => format!("Change {} of {name}", other.name()),
    })
}

pub(super) fn move_to(draft: &mut Draft, state: State, id: TouchpointId, to: Slot) -> Result<String, Rejection> {
    let old = draft.touchpoint(state, id)?;
    let label = format!("Move {}", quoted(&old.name, "touchpoint"));
    let siblings = list(draft, state, to.stage)?;
    let after = to.after.map(Key::Touchpoint);
    if old.stage == to.stage {
        ranks::move_after(draft, state, &siblings, Key::Touchpoint(id), after)?;
        return Ok(label);
    }
    let rank = ranks::rank_after(draft, state, &siblings, after, "touchpoint")?;
    let moved = Touchpoint { stage: to.stage, rank, ..(*old).clone() };
    draft.put_in(state, Record::Touchpoint(moved.into()))?;
    Ok(label)
}

pub(super) fn delete(draft: &mut Draft, state: State, id: TouchpointId) -> Result<String, Rejection> {
    let name = quoted(&draft.touchpoint(state, id)?.name, "touchpoint");
    let gone = remove_all(draft, state, &[id], None)?;
    Ok(format!("Delete {name}{}", gone.without_touchpoints()))
}

pub(super) fn set_text(
    draft: &mut Draft,
    state: State,
    id: TouchpointId,
    lane: LaneId,
    text: &str,
) -> Result<String, Rejection> {
    let old = draft.touchpoint(state, id)?;
    let lane = draft.lane(state, lane)?;
    match lane.kind {
        LaneKind::Text | LaneKind::BackStage => {}
        LaneKind::Touchpoints
        | LaneKind::Emotion
        | LaneKind::Channel
        | LaneKind::Pains
        | LaneKind::Opportunities
        | LaneKind::Measures
        | LaneKind::Feedback
        | LaneKind::Picture => {
            return Err(Rejection::WrongLane { lane: lane.shown_title().to_owned(), what: "texts" });
        }
    }
    let mut touchpoint = (*old).clone();
    match text {
        "" => touchpoint.texts.remove(&lane.id),
        text => touchpoint.texts.insert(lane.id, text.to_owned()),
    };
    draft.put_in(state, Record::Touchpoint(touchpoint.into()))?;
    Ok(format!("Write into {} at {}", quoted(lane.shown_title(), "lane"), quoted(&old.name, "touchpoint")))
}

pub(super) fn set_picture(
    draft: &mut Draft,
    state: State,
    id: TouchpointId,
    lane: LaneId,
    picture: Option<PictureId>,
) -> Result<String, Rejection> {
    let old = draft.touchpoint(state, id)?;
    let lane = draft.lane(state, lane)?;
    if lane.kind != LaneKind::Picture {
        return Err(Rejection::WrongLane { lane: lane.shown_title().to_owned(), what: "pictures" });
    }
    let mut touchpoint = (*old).clone();
    match picture {
        Some(picture) => touchpoint.pictures.insert(lane.id, picture),
        None => touchpoint.pictures.remove(&lane.id),
    };
    draft.put_in(state, Record::Touchpoint(touchpoint.into()))?;
    let verb = if picture.is_some() { "Put a picture at" } else { "Take the picture from" };
    Ok(format!("{verb} {}", quoted(&old.name, "touchpoint")))
}

/// What went together with something deleted.
#[derive(Debug, Default)]
pub(super) struct Gone {
    touchpoints: usize,
    pains: usize,
    opportunities: usize,
    feedback: usize,
    measures: usize,
}

impl Gone {
    /// ` with 1 pain point and 2 opportunities`, or nothing.
    fn without_touchpoints(&self) -> String {
        self.sentence(false)
    }

    /// ` with 3 touchpoints and 1 pain point`, or nothing.
    pub(super) fn with_touchpoints(&self) -> String {
        self.sentence(true)
    }

    fn sentence(&self, touchpoints: bool) -> String {
        let parts = [
            (self.touchpoints * usize::from(touchpoints), "touchpoint", "touchpoints"),
            (self.pains, "pain point", "pain points"),
            (self.opportunities, "opportunity", "opportunities"),
            (self.feedback, "piece of feedback", "pieces of feedback"),
            (self.measures, "measure", "measures"),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| counted(count, one, many))
            .collect();
        match parts.split_last() {
            None => String::new(),
            Some((only, [])) => format!(" with {only}"),
            Some((last, others)) => format!(" with {} and {last}", others.join(", ")),
        }
    }
}

/// Takes touchpoints away, with their edges and with everything that hung at them alone. `stage` goes as well,
/// where given: measures of it go too, unless they measure other touchpoints.
///
/// An opportunity stays as long as anything it improves or addresses stays; a measure as long as the stage or a
/// touchpoint it measures stays.
pub(super) fn remove_all(
    draft: &mut Draft,
    state: State,
    touchpoints: &[TouchpointId],
    stage: Option<StageId>,
) -> Result<Gone, Rejection> {
    let mut gone = Gone { touchpoints: touchpoints.len(), ..Gone::default() };
    let doomed_items = doomed(draft.journey(state)?, touchpoints, stage);
    for item in doomed_items {
        match item {
            Item::Pain(_) => gone.pains += 1,
            Item::Opportunity(_) => gone.opportunities += 1,
            Item::Feedback(_) => gone.feedback += 1,
            Item::Measure(_) => gone.measures += 1,
        }
        draft.take_whole(state, item.key(), item.uid())?;
    }
    if let Some(stage) = stage {
        let measures: Vec<_> = draft.journey(state)?.measures().filter(|m| m.stage == Some(stage)).cloned().collect();
        for measure in measures {
            draft.put_in(state, Record::Measure(Measure { stage: None, ..(*measure).clone() }.into()))?;
        }
    }
    for id in touchpoints {
        draft.take_whole(state, Key::Touchpoint(*id), id.0)?;
    }
    Ok(gone)
}

/// The elements that hang at nothing but the touchpoints and the stage given.
fn doomed(journey: &Journey, touchpoints: &[TouchpointId], stage: Option<StageId>) -> Vec<Item> {
    let going: BTreeSet<TouchpointId> = touchpoints.iter().copied().collect();
    let all_going = |uid: Uid| journey.touchpoints_of(uid).iter().all(|touchpoint| going.contains(&touchpoint.id));
    let mut pains = BTreeSet::new();
    let mut opportunities = BTreeSet::new();
    let mut items = Vec::new();
    for id in touchpoints {
        pains.extend(journey.pains_at(*id).iter().filter(|pain| all_going(pain.id.0)).map(|pain| pain.id));
        opportunities.extend(journey.opportunities_at(*id).iter().map(|opportunity| opportunity.id));
    }
    opportunities.extend(pains.iter().flat_map(|pain| journey.opportunities_for(*pain)).map(|found| found.id));
    let useless =
        |id: &OpportunityId| all_going(id.0) && journey.pains_of(*id).iter().all(|pain| pains.contains(&pain.id));
    items.extend(pains.iter().copied().map(Item::Pain));
    items.extend(opportunities.iter().filter(|id| useless(id)).copied().map(Item::Opportunity));

    let mut said = BTreeSet::new();
    let mut measures: BTreeSet<MeasureId> = BTreeSet::new();
    for id in touchpoints {
        said.extend(journey.feedback_at(*id).iter().filter(|feedback| all_going(feedback.id.0)).map(|f| f.id));
        measures.extend(journey.measures_at(*id).iter().map(|measure| measure.id));
    }
    if stage.is_some() {
        measures.extend(journey.measures().filter(|measure| measure.stage == stage).map(|measure| measure.id));
    }
    let stage_stays = |id: &MeasureId| journey.measure(*id).is_some_and(|m| m.stage.is_some() && m.stage != stage);
    items.extend(said.into_iter().map(Item::Feedback));
    items.extend(measures.into_iter().filter(|id| all_going(id.0) && !stage_stays(id)).map(Item::Measure));
    items
}
