//! Every part of a map as one record with a key: what files list, what changes swap, what comparisons match.

use std::sync::Arc;

use super::choices::State;
use super::elements::*;
use super::id::*;
use super::journey::Journey;
use super::plan::PlanItem;

/// Which record of a journey is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A stage.
    Stage(StageId),
    /// A persona.
    Persona(PersonaId),
    /// A lane.
    Lane(LaneId),
    /// A touchpoint.
    Touchpoint(TouchpointId),
    /// A pain point.
    Pain(PainId),
    /// An opportunity.
    Opportunity(OpportunityId),
    /// A piece of feedback.
    Feedback(FeedbackId),
    /// A measure.
    Measure(MeasureId),
    /// A *leads to* edge.
    Link(LinkId),
    /// How a persona feels at a touchpoint.
    Feeling(PersonaId, TouchpointId),
    /// Any other edge.
    Tie(Tie),
}

/// One record of a journey. The large ones are shared, so copies of a journey are cheap, and "unchanged" can be
/// seen by comparing pointers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A stage.
    Stage(Arc<Stage>),
    /// A persona.
    Persona(Arc<Persona>),
    /// A lane.
    Lane(Arc<Lane>),
    /// A touchpoint.
    Touchpoint(Arc<Touchpoint>),
    /// A pain point.
    Pain(Arc<Pain>),
    /// An opportunity.
    Opportunity(Arc<Opportunity>),
    /// A piece of feedback.
    Feedback(Arc<Feedback>),
    /// A measure.
    Measure(Arc<Measure>),
    /// A *leads to* edge.
    Link(Link),
    /// How a persona feels at a touchpoint.
    Feeling(PersonaId, TouchpointId, Feeling),
    /// Any other edge.
    Tie(Tie),
}

impl Record {
    /// The key under which a journey holds this record.
    pub fn key(&self) -> Key {
        match self {
            Record::Stage(stage) => Key::Stage(stage.id),
            Record::Persona(persona) => Key::Persona(persona.id),
            Record::Lane(lane) => Key::Lane(lane.id),
            Record::Touchpoint(touchpoint) => Key::Touchpoint(touchpoint.id),
            Record::Pain(pain) => Key::Pain(pain.id),
            Record::Opportunity(opportunity) => Key::Opportunity(opportunity.id),
            Record::Feedback(feedback) => Key::Feedback(feedback.id),
            Record::Measure(measure) => Key::Measure(measure.id),
            Record::Link(link) => Key::Link(link.id),
            Record::Feeling(persona, touchpoint, _) => Key::Feeling(*persona, *touchpoint),
            Record::Tie(tie) => Key::Tie(*tie),
        }
    }
}

/// Which record of a map is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapKey {
    /// Title, scenario and the like; there is always exactly one.
    About,
    /// A picture.
    Picture(PictureId),
    /// Whether there is an ideal journey.
    Ideal,
    /// A record of one of the two journeys.
    In(State, Key),
    /// A note in the parking lot.
    Note(NoteId),
    /// A pair matched by hand.
    Pin(PinId),
    /// What somebody planned for one gap.
    Plan(PlanItemId),
    /// A dated snapshot.
    Snapshot(SnapshotId),
}

/// One record of a map.
#[derive(Debug, Clone, PartialEq)]
pub enum MapRecord {
    /// Title, scenario and the like.
    About(Arc<About>),
    /// A picture.
    Picture(Arc<Picture>),
    /// A whole ideal journey, where there was none.
    Ideal(Arc<Journey>),
    /// A record of one of the two journeys.
    In(State, Record),
    /// A note in the parking lot.
    Note(Arc<Note>),
    /// A pair matched by hand.
    Pin(Arc<Pin>),
    /// What somebody planned for one gap.
    Plan(Arc<PlanItem>),
    /// A dated snapshot.
    Snapshot(Arc<Snapshot>),
}

impl MapRecord {
    /// The key under which a map holds this record.
    pub fn key(&self) -> MapKey {
        match self {
            MapRecord::About(_) => MapKey::About,
            MapRecord::Picture(picture) => MapKey::Picture(picture.id),
            MapRecord::Ideal(_) => MapKey::Ideal,
            MapRecord::In(state, record) => MapKey::In(*state, record.key()),
            MapRecord::Note(note) => MapKey::Note(note.id),
            MapRecord::Pin(pin) => MapKey::Pin(pin.id),
            MapRecord::Plan(item) => MapKey::Plan(item.id),
            MapRecord::Snapshot(snapshot) => MapKey::Snapshot(snapshot.id),
        }
    }
}

/// A record cannot be put or taken, because the map would no longer hang together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Two different elements have one identity.
    #[error("the id {0} is already used by another element")]
    IdTaken(Uid),
    /// The element is not there.
    #[error("there is no {what} {id}")]
    Missing {
        /// The kind of element, e.g. "stage".
        what: &'static str,
        /// Its identity.
        id: Uid,
    },
    /// The element is not there (edges, and records that exist once).
    #[error("there is nothing there to take away")]
    Nothing,
    /// Something else refers to the element.
    #[error("the {what} {id} is still used by another element")]
    InUse {
        /// The kind of element.
        what: &'static str,
        /// Its identity.
        id: Uid,
    },
    /// A touchpoint leads to itself.
    #[error("a touchpoint cannot lead to itself")]
    SelfLink,
    /// Two touchpoints are already linked in this direction.
    #[error("these two touchpoints are already linked")]
    DoubleLink,
    /// There is no ideal journey to work on.
    #[error("the map has no ideal journey yet")]
    NoIdeal,
}
