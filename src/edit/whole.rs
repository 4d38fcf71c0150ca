//! Commands about the map as a whole: what it is about, its ideal journey, snapshots, pictures, matches and
//! the plan.

use std::sync::Arc;

use super::command::AboutField;
use super::draft::{Draft, quoted};
use super::locks;
use super::rejection::Rejection;
use crate::model::*;
use crate::words::counted;

pub(super) fn set_about(draft: &mut Draft, field: &AboutField) -> Result<String, Rejection> {
    let mut about = (**draft.map().about()).clone();
    field.set(&mut about);
    draft.put(MapRecord::About(about.into()))?;
    Ok(match field {
        AboutField::StructureLocked(true) => "Lock the structure".to_owned(),
        AboutField::StructureLocked(false) => "Unlock the structure".to_owned(),
        AboutField::IdealLocked(true) => "Lock the ideal journey".to_owned(),
        AboutField::IdealLocked(false) => "Unlock the ideal journey".to_owned(),
        AboutField::Mute(rule, Some(_)) => format!("Mute the rule {rule}"),
        AboutField::Mute(rule, None) => format!("Listen to the rule {rule} again"),
        other => format!("Change {} of the map", other.name()),
    })
}

pub(super) fn add_records(draft: &mut Draft, state: State, records: &[Record]) -> Result<String, Rejection> {
    records.iter().try_for_each(|record| draft.add(state, record.clone()))?;
    Ok(format!("Add {}", counted(records.len(), "record", "records")))
}

pub(super) fn add_picture(draft: &mut Draft, picture: &Picture) -> Result<String, Rejection> {
    if draft.map().picture(picture.id).is_some() {
        return Err(Rejection::AlreadyThere { what: "picture" });
    }
    draft.put(MapRecord::Picture(Arc::new(picture.clone())))?;
    Ok("Add picture".to_owned())
}

pub(super) fn set_picture_words(draft: &mut Draft, id: PictureId, alt: &str) -> Result<String, Rejection> {
    let found = draft.map().picture(id).ok_or(Rejection::NotThere { what: "picture" })?;
    let picture = Picture { alt: alt.to_owned(), ..(**found).clone() };
    draft.put(MapRecord::Picture(Arc::new(picture)))?;
    Ok(match alt.trim() {
        "" => "Leave a picture without words".to_owned(),
        words => format!("Describe a picture as {}", quoted(words, "picture")),
    })
}

/// The copy shares the identities of today's journey: that is how the two are compared.
pub(super) fn start_ideal(draft: &mut Draft, copy_today: bool) -> Result<String, Rejection> {
    if draft.map().ideal().is_some() {
        return Err(Rejection::IdealExists);
    }
    let ideal = if copy_today { draft.map().today().clone() } else { Journey::new() };
    draft.put(MapRecord::Ideal(Arc::new(ideal)))?;
    Ok("Start the ideal journey".to_owned())
}

pub(super) fn drop_ideal(draft: &mut Draft) -> Result<String, Rejection> {
    let ideal = draft.journey(State::Ideal)?;
    locks::check_whole(ideal)?;
    if draft.map().about().structure_locked {
        return Err(Rejection::Locked { what: "The structure of this map".to_owned() });
    }
    // Matches made by hand would come to point at nothing.
    let pins: Vec<PinId> = draft.map().pins().map(|pin| pin.id).collect();
    pins.into_iter().try_for_each(|pin| draft.take(MapKey::Pin(pin)))?;
    draft.take(MapKey::Ideal)?;
    Ok("Delete the ideal journey".to_owned())
}

pub(super) fn take_snapshot(draft: &mut Draft, id: SnapshotId, date: Date, label: &str) -> Result<String, Rejection> {
    if draft.map().get(MapKey::Snapshot(id)).is_some() {
        return Err(Rejection::AlreadyThere { what: "snapshot" });
    }
    let journey = Arc::new(draft.map().today().clone());
    draft.put(MapRecord::Snapshot(Snapshot { id, date, label: label.to_owned(), journey }.into()))?;
    Ok(format!("Take snapshot {}", quoted(label, "snapshot")))
}

pub(super) fn delete_snapshot(draft: &mut Draft, id: SnapshotId) -> Result<String, Rejection> {
    let found = draft.map().snapshots().find(|snapshot| snapshot.id == id).cloned();
    let snapshot = found.ok_or(Rejection::NotThere { what: "snapshot" })?;
    draft.take(MapKey::Snapshot(id))?;
    Ok(format!("Delete snapshot {}", quoted(&snapshot.label, "snapshot")))
}

pub(super) fn set_pin(draft: &mut Draft, pin: &Pin) -> Result<String, Rejection> {
    let there = draft.map().today().contains_uid(pin.today);
    if !there || !draft.journey(State::Ideal)?.contains_uid(pin.ideal) {
        return Err(Rejection::NotThere { what: "element" });
    }
    draft.put(MapRecord::Pin(Arc::new(pin.clone())))?;
    Ok(if pin.same { "Match two elements" } else { "Part two elements" }.to_owned())
}

pub(super) fn delete_pin(draft: &mut Draft, id: PinId) -> Result<String, Rejection> {
    if draft.map().get(MapKey::Pin(id)).is_none() {
        return Err(Rejection::NotThere { what: "match" });
    }
    draft.take(MapKey::Pin(id))?;
    Ok("Forget a match".to_owned())
}

/// What the item points at need not be there: a plan remembers gaps that are closed, and an ideal journey may be in
/// another file.
pub(super) fn set_plan_item(draft: &mut Draft, item: &PlanItem) -> Result<String, Rejection> {
    let is_new = draft.map().get(MapKey::Plan(item.id)).is_none();
    draft.put(MapRecord::Plan(Arc::new(item.clone())))?;
    Ok(if is_new { "Add to the plan" } else { "Change the plan" }.to_owned())
}

pub(super) fn delete_plan_item(draft: &mut Draft, id: PlanItemId) -> Result<String, Rejection> {
    if draft.map().get(MapKey::Plan(id)).is_none() {
        return Err(Rejection::NotThere { what: "plan item" });
    }
    draft.take(MapKey::Plan(id))?;
    Ok("Take an item out of the plan".to_owned())
}
