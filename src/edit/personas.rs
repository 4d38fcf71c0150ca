//! Commands about personas and how they feel.

use super::command::PersonaField;
use super::draft::{Draft, quoted};
use super::ranks;
use super::rejection::Rejection;
use crate::model::*;

fn list(draft: &Draft, state: State) -> Result<Vec<Key>, Rejection> {
    Ok(draft.journey(state)?.personas().map(|persona| Key::Persona(persona.id)).collect())
}

pub(super) fn add(
    draft: &mut Draft,
    state: State,
    id: PersonaId,
    name: &str,
    after: Option<PersonaId>,
) -> Result<String, Rejection> {
    let rank = ranks::rank_after(draft, state, &list(draft, state)?, after.map(Key::Persona), "persona")?;
    draft.add(state, Record::Persona(Persona::new(id, rank, name).into()))?;
    Ok(format!("Add persona {}", quoted(name, "persona")))
}

pub(super) fn set(draft: &mut Draft, state: State, id: PersonaId, field: &PersonaField) -> Result<String, Rejection> {
    let old = draft.persona(state, id)?;
    let mut persona = (*old).clone();
    field.set(&mut persona);
    draft.put_in(state, Record::Persona(persona.into()))?;
    let name = quoted(&old.name, "persona");
    Ok(match field {
        PersonaField::Name(new) => format!("Rename persona {name} to {}", quoted(new, "persona")),
        other => format!("Change {} of {name}", other.name()),
    })
}

pub(super) fn move_to(
    draft: &mut Draft,
    state: State,
    id: PersonaId,
    after: Option<PersonaId>,
) -> Result<String, Rejection> {
    let name = quoted(&draft.persona(state, id)?.name, "persona");
    ranks::move_after(draft, state, &list(draft, state)?, Key::Persona(id), after.map(Key::Persona))?;
    Ok(format!("Move persona {name}"))
}

pub(super) fn delete(draft: &mut Draft, state: State, id: PersonaId) -> Result<String, Rejection> {
    let persona = draft.persona(state, id)?;
    let lanes: Vec<_> = draft.journey(state)?.lanes().iter().filter(|lane| lane.persona == Some(id)).cloned().collect();
    for lane in lanes {
        draft.put_in(state, Record::Lane(Lane { persona: None, ..(*lane).clone() }.into()))?;
    }
    draft.take_whole(state, Key::Persona(id), id.0)?;
    Ok(format!("Delete persona {}", quoted(&persona.name, "persona")))
}

pub(super) fn set_feeling(
    draft: &mut Draft,
    state: State,
    persona: PersonaId,
    touchpoint: TouchpointId,
    feeling: Option<Feeling>,
) -> Result<String, Rejection> {
    let who = quoted(&draft.persona(state, persona)?.name, "persona");
    let place = quoted(&draft.touchpoint(state, touchpoint)?.name, "touchpoint");
    match feeling {
        Some(feeling) => draft.put_in(state, Record::Feeling(persona, touchpoint, feeling))?,
        None => draft.take_in(state, Key::Feeling(persona, touchpoint))?,
    }
    Ok(format!("Change how {who} feels at {place}"))
}
