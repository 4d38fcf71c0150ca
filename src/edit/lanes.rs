//! Commands about lanes.

use super::command::LaneField;
use super::draft::{Draft, quoted};
use super::ranks;
use super::rejection::Rejection;
use crate::model::*;

fn list(draft: &Draft, state: State) -> Result<Vec<Key>, Rejection> {
    Ok(draft.journey(state)?.lanes().iter().map(|lane| Key::Lane(lane.id)).collect())
}

pub(super) fn add(
    draft: &mut Draft,
    state: State,
    id: LaneId,
    kind: LaneKind,
    after: Option<LaneId>,
) -> Result<String, Rejection> {
    let rank = ranks::rank_after(draft, state, &list(draft, state)?, after.map(Key::Lane), "lane")?;
    draft.add(state, Record::Lane(Lane::new(id, rank, kind).into()))?;
    Ok(format!("Add lane “{}”", kind.label()))
}

pub(super) fn set(draft: &mut Draft, state: State, id: LaneId, field: &LaneField) -> Result<String, Rejection> {
    let old = draft.lane(state, id)?;
    if let LaneField::Persona(Some(persona)) = field {
        draft.persona(state, *persona)?;
    }
    let mut lane = (*old).clone();
    field.set(&mut lane);
    draft.put_in(state, Record::Lane(lane.into()))?;
    let name = quoted(old.shown_title(), "lane");
    Ok(match field {
        LaneField::Title(new) => format!("Rename lane {name} to {}", quoted(new, "lane")),
        LaneField::Height(_) => format!("Change height of lane {name}"),
        LaneField::Visible(true) => format!("Show lane {name}"),
        LaneField::Visible(false) => format!("Hide lane {name}"),
        LaneField::Locked(true) => format!("Lock lane {name}"),
        LaneField::Locked(false) => format!("Unlock lane {name}"),
        LaneField::Interaction(true) => format!("Draw the line of interaction above lane {name}"),
        LaneField::Interaction(false) => format!("Take away the line of interaction above lane {name}"),
        LaneField::Persona(_) => format!("Change whose thoughts lane {name} holds"),
        LaneField::Note(_) => format!("Change note of lane {name}"),
    })
}

pub(super) fn move_to(draft: &mut Draft, state: State, id: LaneId, after: Option<LaneId>) -> Result<String, Rejection> {
    let name = quoted(draft.lane(state, id)?.shown_title(), "lane");
    ranks::move_after(draft, state, &list(draft, state)?, Key::Lane(id), after.map(Key::Lane))?;
    Ok(format!("Move lane {name}"))
}

pub(super) fn delete(draft: &mut Draft, state: State, id: LaneId) -> Result<String, Rejection> {
    let lane = draft.lane(state, id)?;
    let journey = draft.journey(state)?;
    let others = |kind| journey.lanes().iter().any(|other| other.kind == kind && other.id != id);
    if lane.kind == LaneKind::Touchpoints && !others(LaneKind::Touchpoints) {
        return Err(Rejection::LastTouchpointsLane);
    }
    let written: Vec<_> = journey
        .touchpoints()
        .filter(|touchpoint| touchpoint.texts.contains_key(&id) || touchpoint.pictures.contains_key(&id))
        .cloned()
        .collect();
    for touchpoint in written {
        let mut touchpoint = (*touchpoint).clone();
        touchpoint.texts.remove(&id);
        touchpoint.pictures.remove(&id);
        draft.put_in(state, Record::Touchpoint(touchpoint.into()))?;
    }
    draft.take_whole(state, Key::Lane(id), id.0)?;
    Ok(format!("Delete lane {}", quoted(lane.shown_title(), "lane")))
}
