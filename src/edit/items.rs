//! Commands about what hangs at touchpoints: pain points, opportunities, feedback and measures.

use super::command::{FeedbackField, MeasureField, OpportunityField, PainField};
use super::draft::{Draft, kind_name, quoted};
use super::ranks;
use super::rejection::Rejection;
use crate::model::*;

/// An element that hangs at touchpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Pain(PainId),
    Opportunity(OpportunityId),
    Feedback(FeedbackId),
    Measure(MeasureId),
}

impl Item {
    /// The item under a key; `None` if the key is of something that does not hang at touchpoints.
    pub(super) fn of(key: Key) -> Option<Item> {
        match key {
            Key::Pain(id) => Some(Item::Pain(id)),
            Key::Opportunity(id) => Some(Item::Opportunity(id)),
            Key::Feedback(id) => Some(Item::Feedback(id)),
            Key::Measure(id) => Some(Item::Measure(id)),
            Key::Stage(_)
            | Key::Persona(_)
            | Key::Lane(_)
            | Key::Touchpoint(_)
            | Key::Link(_)
            | Key::Feeling(..)
            | Key::Tie(_) => None,
        }
    }

    pub(super) fn key(self) -> Key {
        match self {
            Item::Pain(id) => Key::Pain(id),
            Item::Opportunity(id) => Key::Opportunity(id),
            Item::Feedback(id) => Key::Feedback(id),
            Item::Measure(id) => Key::Measure(id),
        }
    }

    pub(super) fn uid(self) -> Uid {
        match self {
            Item::Pain(id) => id.0,
            Item::Opportunity(id) => id.0,
            Item::Feedback(id) => id.0,
            Item::Measure(id) => id.0,
        }
    }

    /// The edge by which it hangs at a touchpoint.
    pub(super) fn tie_to(self, touchpoint: TouchpointId) -> Tie {
        match self {
            Item::Pain(id) => Tie::HurtsAt(id, touchpoint),
            Item::Opportunity(id) => Tie::Improves(id, touchpoint),
            Item::Feedback(id) => Tie::About(id, touchpoint),
            Item::Measure(id) => Tie::Measures(id, touchpoint),
        }
    }

    /// All of its kind at a touchpoint, in order.
    fn list_at(self, journey: &Journey, touchpoint: TouchpointId) -> Vec<Key> {
        match self {
            Item::Pain(_) => journey.pains_at(touchpoint).iter().map(|pain| Key::Pain(pain.id)).collect(),
            Item::Opportunity(_) => {
                journey.opportunities_at(touchpoint).iter().map(|found| Key::Opportunity(found.id)).collect()
            }
            Item::Feedback(_) => journey.feedback_at(touchpoint).iter().map(|said| Key::Feedback(said.id)).collect(),
            Item::Measure(_) => journey.measures_at(touchpoint).iter().map(|found| Key::Measure(found.id)).collect(),
        }
    }
}

/// The text by which people know an item, or the name of a touchpoint and the like; empty for edges.
pub(crate) fn text_of(record: &Record) -> &str {
    match record {
        Record::Stage(stage) => &stage.name,
        Record::Persona(persona) => &persona.name,
        Record::Lane(lane) => lane.shown_title(),
        Record::Touchpoint(touchpoint) => &touchpoint.name,
        Record::Pain(pain) => &pain.text,
        Record::Opportunity(opportunity) => &opportunity.text,
        Record::Feedback(feedback) => &feedback.text,
        Record::Measure(measure) => &measure.name,
        Record::Link(link) => &link.label,
        Record::Feeling(..) | Record::Tie(_) => "",
    }
}

fn rank_for_new(draft: &mut Draft, state: State, item: Item, at: Option<TouchpointId>) -> Result<Rank, Rejection> {
    let Some(touchpoint) = at else { return Ok(Rank::first()) };
    draft.touchpoint(state, touchpoint)?;
    let siblings = item.list_at(draft.journey(state)?, touchpoint);
    ranks::rank_last(draft, state, &siblings)
}

fn add(
    draft: &mut Draft,
    state: State,
    item: Item,
    at: Option<TouchpointId>,
    make: impl FnOnce(Rank) -> Record,
) -> Result<String, Rejection> {
    let rank = rank_for_new(draft, state, item, at)?;
    let record = make(rank);
    let kind = kind_name(record.key());
    let label = format!("Add {kind} {}", quoted(text_of(&record), kind));
    draft.add(state, record)?;
    if let Some(touchpoint) = at {
        draft.put_in(state, Record::Tie(item.tie_to(touchpoint)))?;
    }
    Ok(label)
}

pub(super) fn add_pain(
    draft: &mut Draft,
    state: State,
    id: PainId,
    text: &str,
    at: Option<TouchpointId>,
) -> Result<String, Rejection> {
    add(draft, state, Item::Pain(id), at, |rank| Record::Pain(Pain::new(id, rank, text).into()))
}

pub(super) fn add_opportunity(
    draft: &mut Draft,
    state: State,
    id: OpportunityId,
    text: &str,
    at: Option<TouchpointId>,
) -> Result<String, Rejection> {
    let make = |rank| Record::Opportunity(Opportunity::new(id, rank, text).into());
    add(draft, state, Item::Opportunity(id), at, make)
}

pub(super) fn add_feedback(
    draft: &mut Draft,
    state: State,
    id: FeedbackId,
    text: &str,
    at: Option<TouchpointId>,
) -> Result<String, Rejection> {
    add(draft, state, Item::Feedback(id), at, |rank| Record::Feedback(Feedback::new(id, rank, text).into()))
}

pub(super) fn add_measure(
    draft: &mut Draft,
    state: State,
    id: MeasureId,
    name: &str,
    at: Option<TouchpointId>,
) -> Result<String, Rejection> {
    add(draft, state, Item::Measure(id), at, |rank| Record::Measure(Measure::new(id, rank, name).into()))
}

fn changed(field: &'static str, record: &Record) -> String {
    format!("Change {field} of {}", quoted(text_of(record), kind_name(record.key())))
}

pub(super) fn set_pain(draft: &mut Draft, state: State, id: PainId, field: &PainField) -> Result<String, Rejection> {
    let old = draft.record(state, Key::Pain(id))?;
    if let Record::Pain(pain) = &old {
        let mut pain = (**pain).clone();
        field.set(&mut pain);
        draft.put_in(state, Record::Pain(pain.into()))?;
    }
    Ok(changed(field.name(), &old))
}

pub(super) fn set_opportunity(
    draft: &mut Draft,
    state: State,
    id: OpportunityId,
    field: &OpportunityField,
) -> Result<String, Rejection> {
    let old = draft.record(state, Key::Opportunity(id))?;
    if let Record::Opportunity(opportunity) = &old {
        let mut opportunity = (**opportunity).clone();
        field.set(&mut opportunity);
        draft.put_in(state, Record::Opportunity(opportunity.into()))?;
    }
    Ok(changed(field.name(), &old))
}

pub(super) fn set_feedback(
    draft: &mut Draft,
    state: State,
    id: FeedbackId,
    field: &FeedbackField,
) -> Result<String, Rejection> {
    let old = draft.record(state, Key::Feedback(id))?;
    if let Record::Feedback(feedback) = &old {
        let mut feedback = (**feedback).clone();
        field.set(&mut feedback);
        draft.put_in(state, Record::Feedback(feedback.into()))?;
    }
    Ok(changed(field.name(), &old))
}

pub(super) fn set_measure(
    draft: &mut Draft,
    state: State,
    id: MeasureId,
    field: &MeasureField,
) -> Result<String, Rejection> {
    let old = draft.record(state, Key::Measure(id))?;
    if let Record::Measure(measure) = &old {
        let mut measure = (**measure).clone();
        field.set(&mut measure);
        draft.put_in(state, Record::Measure(measure.into()))?;
    }
    Ok(changed(field.name(), &old))
}

pub(super) fn delete(draft: &mut Draft, state: State, item: Item) -> Result<String, Rejection> {
    let record = draft.record(state, item.key())?;
    draft.take_whole(state, item.key(), item.uid())?;
    let kind = kind_name(item.key());
    Ok(format!("Delete {kind} {}", quoted(text_of(&record), kind)))
}

/// Deletes a pain point. An opportunity that answered to it alone moves to where it hurt, so that it stays on the
/// map.
pub(super) fn delete_pain(draft: &mut Draft, state: State, id: PainId) -> Result<String, Rejection> {
    let journey = draft.journey(state)?;
    let places: Vec<TouchpointId> = journey.touchpoints_of(id.0).iter().map(|touchpoint| touchpoint.id).collect();
    let alone = |opportunity: &OpportunityId| {
        journey.touchpoints_of(opportunity.0).is_empty() && journey.pains_of(*opportunity).len() == 1
    };
    let left: Vec<OpportunityId> = journey.opportunities_for(id).iter().map(|found| found.id).filter(alone).collect();
    for opportunity in left {
        for place in &places {
            draft.put_in(state, Record::Tie(Tie::Improves(opportunity, *place)))?;
        }
    }
    delete(draft, state, Item::Pain(id))
}

pub(super) fn move_to(
    draft: &mut Draft,
    state: State,
    key: Key,
    from: Option<TouchpointId>,
    to: TouchpointId,
    after: Option<Key>,
) -> Result<String, Rejection> {
    let what = kind_name(key);
    let item = Item::of(key).ok_or(Rejection::WrongKind { what, done: "moved to a touchpoint" })?;
    let label = format!("Move {what} {}", quoted(text_of(&draft.record(state, key)?), what));
    draft.touchpoint(state, to)?;
    if let Some(from) = from.filter(|from| *from != to) {
        draft.take_in(state, Key::Tie(item.tie_to(from)))?;
    }
    draft.put_in(state, Record::Tie(item.tie_to(to)))?;
    let list = item.list_at(draft.journey(state)?, to);
    ranks::move_after(draft, state, &list, key, after)?;
    Ok(label)
}
