//! Commands about the parking lot, and the way between it and the map.

use std::sync::Arc;

use super::command::Placement;
use super::draft::{Draft, kind_name, quoted};
use super::rejection::Rejection;
use super::{items, ranks, touchpoints};
use crate::model::*;

fn note(draft: &Draft, id: NoteId) -> Result<Arc<Note>, Rejection> {
    let found = draft.map().notes().iter().find(|note| note.id == id);
    found.cloned().ok_or(Rejection::NotThere { what: "note" })
}

/// The rank at index `at` of the parking lot without the note `moved`.
fn rank_at(draft: &mut Draft, moved: NoteId, at: usize) -> Result<Rank, Rejection> {
    let others: Vec<Arc<Note>> = draft.map().notes().iter().filter(|note| note.id != moved).cloned().collect();
    let rank = |place: Option<usize>| place.and_then(|place| others.get(place)).map(|note| &note.rank);
    if let Some(rank) = ranks::between(rank(at.checked_sub(1)), rank(Some(at))) {
        return Ok(rank);
    }
    let mut spread = Rank::sequence(others.len() + 1);
    let own = spread.remove(at);
    for (note, rank) in others.iter().zip(spread) {
        draft.put(MapRecord::Note(Note { rank, ..(**note).clone() }.into()))?;
    }
    Ok(own)
}

pub(super) fn add(draft: &mut Draft, id: NoteId, text: &str) -> Result<String, Rejection> {
    if note(draft, id).is_ok() {
        return Err(Rejection::AlreadyThere { what: "note" });
    }
    let rank = rank_at(draft, id, draft.map().notes().len())?;
    draft.put(MapRecord::Note(Note { id, rank, text: text.to_owned() }.into()))?;
    Ok(format!("Park {}", quoted(text, "note")))
}

pub(super) fn set(draft: &mut Draft, id: NoteId, text: &str) -> Result<String, Rejection> {
    let old = note(draft, id)?;
    draft.put(MapRecord::Note(Note { text: text.to_owned(), ..(*old).clone() }.into()))?;
    Ok(format!("Rewrite parked {}", quoted(&old.text, "note")))
}

pub(super) fn move_to(draft: &mut Draft, id: NoteId, after: Option<NoteId>) -> Result<String, Rejection> {
    let old = note(draft, id)?;
    let label = format!("Move parked {}", quoted(&old.text, "note"));
    let notes = draft.map().notes();
    let from = notes.iter().position(|note| note.id == id);
    let before = from.and_then(|from| from.checked_sub(1)).map(|before| notes[before].id);
    if after == Some(id) || after == before {
        return Ok(label);
    }
    let mut others = notes.iter().filter(|note| note.id != id);
    let at = match after {
        None => 0,
        Some(after) => {
            let found = others.position(|note| note.id == after);
            found.ok_or(Rejection::NoSuchPlace { what: "note" })? + 1
        }
    };
    let rank = rank_at(draft, id, at)?;
    draft.put(MapRecord::Note(Note { rank, ..(*old).clone() }.into()))?;
    Ok(label)
}

pub(super) fn delete(draft: &mut Draft, id: NoteId) -> Result<String, Rejection> {
    let old = note(draft, id)?;
    draft.take(MapKey::Note(id))?;
    Ok(format!("Delete parked {}", quoted(&old.text, "note")))
}

pub(super) fn place(draft: &mut Draft, id: NoteId, state: State, placement: Placement) -> Result<String, Rejection> {
    let old = note(draft, id)?;
    match placement {
        Placement::Touchpoint(id, slot) => touchpoints::add(draft, state, id, &old.text, slot)?,
        Placement::Pain(id, at) => items::add_pain(draft, state, id, &old.text, Some(at))?,
        Placement::Opportunity(id, at) => items::add_opportunity(draft, state, id, &old.text, Some(at))?,
        Placement::Feedback(id, at) => items::add_feedback(draft, state, id, &old.text, Some(at))?,
    };
    draft.take(MapKey::Note(id))?;
    Ok(format!("Place {}", quoted(&old.text, "note")))
}

pub(super) fn park(draft: &mut Draft, state: State, key: Key, id: NoteId) -> Result<String, Rejection> {
    let record = draft.record(state, key)?;
    match key {
        Key::Touchpoint(touchpoint) => touchpoints::delete(draft, state, touchpoint)?,
        Key::Pain(pain) => items::delete_pain(draft, state, pain)?,
        Key::Opportunity(opportunity) => items::delete(draft, state, items::Item::Opportunity(opportunity))?,
        Key::Feedback(feedback) => items::delete(draft, state, items::Item::Feedback(feedback))?,
        Key::Measure(measure) => items::delete(draft, state, items::Item::Measure(measure))?,
        Key::Stage(_) | Key::Persona(_) | Key::Lane(_) | Key::Link(_) | Key::Feeling(..) | Key::Tie(_) => {
            return Err(Rejection::WrongKind { what: kind_name(key), done: "parked" });
        }
    };
    add(draft, id, items::text_of(&record))
}
