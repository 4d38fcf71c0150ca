//! Every way a map can change, as a closed list.

use crate::model::*;

/// A place for a touchpoint: in a stage, after another touchpoint of it, or first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The stage.
    pub stage: StageId,
    /// The touchpoint before it; `None` puts it first.
    pub after: Option<TouchpointId>,
}

/// One thing a person does to a map. New elements bring their ids, so that a command has one result only.
///
/// `after: None` means "first" everywhere.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Changes one field of what the map is about.
    SetAbout(AboutField),

    /// Adds an empty stage.
    AddStage { state: State, id: StageId, name: String, after: Option<StageId> },
    /// Changes one field of a stage.
    SetStage { state: State, id: StageId, field: StageField },
    /// Moves a stage with all its touchpoints.
    MoveStage { state: State, id: StageId, after: Option<StageId> },
    /// Deletes a stage with all its touchpoints.
    DeleteStage { state: State, id: StageId },

    /// Adds a touchpoint.
    AddTouchpoint { state: State, id: TouchpointId, name: String, at: Slot },
    /// Changes one field of a touchpoint.
    SetTouchpoint { state: State, id: TouchpointId, field: TouchpointField },
    /// Moves a touchpoint, within its stage or to another.
    MoveTouchpoint { state: State, id: TouchpointId, to: Slot },
    /// Deletes a touchpoint, and whatever was tied to it alone.
    DeleteTouchpoint { state: State, id: TouchpointId },
    /// Says how a persona feels at a touchpoint; `None` says that she does not meet it.
    SetFeeling { state: State, persona: PersonaId, touchpoint: TouchpointId, feeling: Option<Feeling> },
    /// Writes into a text or back-stage lane; an empty text clears the place.
    SetText { state: State, touchpoint: TouchpointId, lane: LaneId, text: String },
    /// Puts a picture into a picture lane; `None` clears the place.
    SetPicture { state: State, touchpoint: TouchpointId, lane: LaneId, picture: Option<PictureId> },

    /// Adds a persona.
    AddPersona { state: State, id: PersonaId, name: String, after: Option<PersonaId> },
    /// Changes one field of a persona.
    SetPersona { state: State, id: PersonaId, field: PersonaField },
    /// Moves a persona in the list.
    MovePersona { state: State, id: PersonaId, after: Option<PersonaId> },
    /// Deletes a persona with her curve; her text lanes stay, as nobody's.
    DeletePersona { state: State, id: PersonaId },

    /// Adds a pain point, last at a touchpoint.
    AddPain { state: State, id: PainId, text: String, at: Option<TouchpointId> },
    /// Changes one field of a pain point.
    SetPain { state: State, id: PainId, field: PainField },
    /// Deletes a pain point.
    DeletePain { state: State, id: PainId },

    /// Adds an opportunity, last at a touchpoint.
    AddOpportunity { state: State, id: OpportunityId, text: String, at: Option<TouchpointId> },
    /// Changes one field of an opportunity.
    SetOpportunity { state: State, id: OpportunityId, field: OpportunityField },
    /// Deletes an opportunity.
    DeleteOpportunity { state: State, id: OpportunityId },

    /// Adds feedback, last at a touchpoint.
    AddFeedback { state: State, id: FeedbackId, text: String, at: Option<TouchpointId> },
    /// Changes one field of a piece of feedback.
    SetFeedback { state: State, id: FeedbackId, field: FeedbackField },
    /// Deletes a piece of feedback.
    DeleteFeedback { state: State, id: FeedbackId },

    /// Adds a measure, last at a touchpoint.
    AddMeasure { state: State, id: MeasureId, name: String, at: Option<TouchpointId> },
    /// Changes one field of a measure.
    SetMeasure { state: State, id: MeasureId, field: MeasureField },
    /// Deletes a measure.
    DeleteMeasure { state: State, id: MeasureId },

    /// Moves a pain point, opportunity, piece of feedback or measure from one touchpoint to another (`from: None`
    /// only adds a tie), after the element `after` there.
    MoveItem { state: State, item: Key, from: Option<TouchpointId>, to: TouchpointId, after: Option<Key> },

    /// Ties two elements together.
    AddTie { state: State, tie: Tie },
    /// Takes a tie away.
    RemoveTie { state: State, tie: Tie },

    /// Links two touchpoints.
    AddLink { state: State, link: Link },
    /// Changes a link's condition.
    SetLinkLabel { state: State, id: LinkId, label: String },
    /// Takes a link away.
    DeleteLink { state: State, id: LinkId },

    /// Adds a lane.
    AddLane { state: State, id: LaneId, kind: LaneKind, after: Option<LaneId> },
    /// Changes one field of a lane.
    SetLane { state: State, id: LaneId, field: LaneField },
    /// Moves a lane up or down.
    MoveLane { state: State, id: LaneId, after: Option<LaneId> },
    /// Deletes a lane with the texts in it.
    DeleteLane { state: State, id: LaneId },

    /// Parks a thought, last in the parking lot.
    AddNote { id: NoteId, text: String },
    /// Rewrites a parked thought.
    SetNote { id: NoteId, text: String },
    /// Moves a parked thought.
    MoveNote { id: NoteId, after: Option<NoteId> },
    /// Throws a parked thought away.
    DeleteNote { id: NoteId },
    /// Takes a thought out of the parking lot and onto the map.
    PlaceNote { id: NoteId, state: State, placement: Placement },
    /// Takes something off the map and parks its text.
    ParkItem { state: State, item: Key, note: NoteId },

    /// Adds elements and edges with all their fields, as they were copied. None of them may be there yet, and none may
    /// come before what it refers to.
    AddRecords { state: State, records: Vec<Record> },
    /// Stores a picture in the map.
    AddPicture(Picture),
    /// Says what a picture shows, wherever it stands: its caption, and what people hear who cannot see it.
    SetPictureWords { id: PictureId, alt: String },
    /// Starts an ideal journey: as a copy of today's, sharing ids, or empty.
    StartIdeal { copy_today: bool },
    /// Throws the ideal journey away.
    DropIdeal,
    /// Keeps today's journey as it is on a day.
    TakeSnapshot { id: SnapshotId, date: Date, label: String },
    /// Forgets a snapshot.
    DeleteSnapshot { id: SnapshotId },

    /// Says that two elements, one of each journey, are the same or are not; replaces the match with its id.
    SetPin(Pin),
    /// Forgets a match made by hand.
    DeletePin { id: PinId },

    /// Plans something for a gap; replaces the plan item with its id.
    SetPlanItem(PlanItem),
    /// Takes an item out of the plan.
    DeletePlanItem { id: PlanItemId },

    /// Several commands as one: all happen, or none.
    Batch { label: String, commands: Vec<Command> },
}

/// What a parked thought becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// A touchpoint of that name.
    Touchpoint(TouchpointId, Slot),
    /// A pain point at a touchpoint.
    Pain(PainId, TouchpointId),
    /// An opportunity at a touchpoint.
    Opportunity(OpportunityId, TouchpointId),
    /// Feedback about a touchpoint.
    Feedback(FeedbackId, TouchpointId),
}

/// A field of [`About`] with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutField {
    Title(String),
    Takeaway(String),
    Scenario(String),
    Goals(Vec<String>),
    Author(String),
    Version(String),
    Sources(String),
    Forces(Vec<String>),
    Priorities(Vec<String>),
    StructureLocked(bool),
    IdealLocked(bool),
    /// Mutes a rule of the method for this map, with the reason; `None` lets it speak again.
    Mute(String, Option<String>),
}

/// A field of [`Stage`] with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StageField {
    Name(String),
    Note(String),
    Locked(bool),
}

/// A field of [`Touchpoint`] with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TouchpointField {
    Name(String),
    Note(String),
    Channel(Channel),
    Encounter(Encounter),
    Stagecraft(Stagecraft),
    Pillar(Pillar, Support),
    Importance(Option<Level>),
    MomentOfTruth(bool),
    Staff(StaffRating),
    Evidence(Evidence),
    EvidenceNote(String),
    Owner(String),
    Tags(std::collections::BTreeSet<String>),
}

/// A field of [`Persona`] with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonaField {
    Name(String),
    Role(String),
    Segment(String),
    Share(Option<Percent>),
    Needs(Vec<String>),
    Wants(Vec<String>),
    Stresses(Vec<String>),
    Brand(String),
    Quote(String),
    Colour(Option<PersonaColour>),
    Initials(String),
    Picture(Option<PictureId>),
    Note(String),
}

/// A field of [`Pain`] with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PainField {
    Text(String),
    Severity(Level),
    Frequency(Option<Level>),
    Whose(Voice),
    Pillar(Option<Pillar>),
    Status(PainStatus),
    Evidence(Evidence),
    Owner(String),
    Votes(u32),
    Note(String),
}

/// A field of [`Opportunity`] with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpportunityField {
    Text(String),
    Impact(Option<Level>),
    Effort(Option<Level>),
    Horizon(Horizon),
    Owner(String),
    Status(OpportunityStatus),
    Votes(u32),
    Note(String),
}

/// A field of [`Feedback`] with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedbackField {
    Source(Voice),
    Text(String),
    Date(Option<Date>),
    Rating(Option<Level>),
    Status(LoopStatus),
    Origin(Option<Origin>),
    Note(String),
}

/// A field of [`Measure`] with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeasureField {
    Name(String),
    Kind(MeasureKind),
    Scale(Scale),
    Method(String),
    Sample(Option<u32>),
    Value(Option<Amount>),
    Target(Option<Amount>),
    Direction(Direction),
    Date(Option<Date>),
    Evidence(Evidence),
    Answers(Option<Answers>),
    Stage(Option<StageId>),
    Note(String),
}

/// A field of [`Lane`] with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LaneField {
    Title(String),
    Height(Option<u16>),
    Visible(bool),
    Locked(bool),
    Interaction(bool),
    Persona(Option<PersonaId>),
    Note(String),
}
