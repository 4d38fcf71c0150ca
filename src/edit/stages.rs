//! Commands about stages.

use super::command::StageField;
use super::draft::{Draft, quoted};
use super::rejection::Rejection;
use super::{ranks, touchpoints};
use crate::model::*;

fn list(draft: &Draft, state: State) -> Result<Vec<Key>, Rejection> {
    Ok(draft.journey(state)?.stages().iter().map(|stage| Key::Stage(stage.id)).collect())
}

pub(super) fn add(
    draft: &mut Draft,
    state: State,
    id: StageId,
    name: &str,
    after: Option<StageId>,
) -> Result<String, Rejection> {
    let rank = ranks::rank_after(draft, state, &list(draft, state)?, after.map(Key::Stage), "stage")?;
    draft.add(state, Record::Stage(Stage::new(id, rank, name).into()))?;
    Ok(format!("Add stage {}", quoted(name, "stage")))
}

pub(super) fn set(draft: &mut Draft, state: State, id: StageId, field: &StageField) -> Result<String, Rejection> {
    let old = draft.stage(state, id)?;
    let mut stage = (*old).clone();
    field.set(&mut stage);
    draft.put_in(state, Record::Stage(stage.into()))?;
    let name = quoted(&old.name, "stage");
    Ok(match field {
        StageField::Name(new) => format!("Rename stage {name} to {}", quoted(new, "stage")),
        StageField::Note(_) => format!("Change note of stage {name}"),
        StageField::Locked(true) => format!("Lock stage {name}"),
        StageField::Locked(false) => format!("Unlock stage {name}"),
    })
}

pub(super) fn move_to(
    draft: &mut Draft,
    state: State,
    id: StageId,
    after: Option<StageId>,
) -> Result<String, Rejection> {
    let name = quoted(&draft.stage(state, id)?.name, "stage");
    ranks::move_after(draft, state, &list(draft, state)?, Key::Stage(id), after.map(Key::Stage))?;
    Ok(format!("Move stage {name}"))
}

pub(super) fn delete(draft: &mut Draft, state: State, id: StageId) -> Result<String, Rejection> {
    let stage = draft.stage(state, id)?;
    let journey = draft.journey(state)?;
    let touchpoint_ids: Vec<TouchpointId> = journey.touchpoints_in(id).map(|touchpoint| touchpoint.id).collect();
    let gone = touchpoints::remove_all(draft, state, &touchpoint_ids, Some(id))?;
    draft.take_whole(state, Key::Stage(id), id.0)?;
    Ok(format!("Delete stage {}{}", quoted(&stage.name, "stage"), gone.with_touchpoints()))
}
