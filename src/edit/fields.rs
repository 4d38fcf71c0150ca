//! Single fields: their names in the user's words, and how a new value gets into an element.
//!
//! The names make labels, and tell whether two commands change the same field, so that a typed word is one undo.

use super::command::*;
use crate::model::*;

/// The field a command sets, if setting one field is all it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FieldKey {
    key: MapKey,
    name: &'static str,
    /// For the text lanes of a touchpoint: which one.
    lane: Option<LaneId>,
}

/// The field a command sets, if setting one field is all it does.
pub(super) fn field_of(command: &Command) -> Option<FieldKey> {
    let field = |key: MapKey, name: &'static str| Some(FieldKey { key, name, lane: None });
    let within = |state: State, key: Key, name: &'static str| field(MapKey::In(state, key), name);
    match command {
        Command::SetAbout(value) => field(MapKey::About, value.name()),
        Command::SetStage { state, id, field } => within(*state, Key::Stage(*id), field.name()),
        Command::SetTouchpoint { state, id, field } => within(*state, Key::Touchpoint(*id), field.name()),
        Command::SetPersona { state, id, field } => within(*state, Key::Persona(*id), field.name()),
        Command::SetPain { state, id, field } => within(*state, Key::Pain(*id), field.name()),
        Command::SetOpportunity { state, id, field } => within(*state, Key::Opportunity(*id), field.name()),
        Command::SetFeedback { state, id, field } => within(*state, Key::Feedback(*id), field.name()),
        Command::SetMeasure { state, id, field } => within(*state, Key::Measure(*id), field.name()),
        Command::SetLane { state, id, field } => within(*state, Key::Lane(*id), field.name()),
        Command::SetLinkLabel { state, id, .. } => within(*state, Key::Link(*id), "condition"),
        Command::SetPictureWords { id, .. } => field(MapKey::Picture(*id), "words"),
        Command::SetNote { id, .. } => field(MapKey::Note(*id), "text"),
        // A plan item is set as a whole; whoever types into it seals at the end of each field.
        Command::SetPlanItem(item) => field(MapKey::Plan(item.id), "item"),
        Command::SetFeeling { state, persona, touchpoint, .. } => {
            within(*state, Key::Feeling(*persona, *touchpoint), "feeling")
        }
        Command::SetText { state, touchpoint, lane, .. } => {
            Some(FieldKey { key: MapKey::In(*state, Key::Touchpoint(*touchpoint)), name: "text", lane: Some(*lane) })
        }
        Command::AddStage { .. }
        | Command::MoveStage { .. }
        | Command::DeleteStage { .. }
        | Command::AddTouchpoint { .. }
        | Command::MoveTouchpoint { .. }
        | Command::DeleteTouchpoint { .. }
        | Command::SetPicture { .. }
        | Command::AddPersona { .. }
        | Command::MovePersona { .. }
        | Command::DeletePersona { .. }
        | Command::AddPain { .. }
        | Command::DeletePain { .. }
        | Command::AddOpportunity { .. }
        | Command::DeleteOpportunity { .. }
        | Command::AddFeedback { .. }
        | Command::DeleteFeedback { .. }
        | Command::AddMeasure { .. }
        | Command::DeleteMeasure { .. }
        | Command::MoveItem { .. }
        | Command::AddTie { .. }
        | Command::RemoveTie { .. }
        | Command::AddLink { .. }
        | Command::DeleteLink { .. }
        | Command::AddLane { .. }
        | Command::MoveLane { .. }
        | Command::DeleteLane { .. }
        | Command::AddNote { .. }
        | Command::MoveNote { .. }
        | Command::DeleteNote { .. }
        | Command::PlaceNote { .. }
        | Command::ParkItem { .. }
        | Command::AddRecords { .. }
        | Command::AddPicture(_)
        | Command::StartIdeal { .. }
        | Command::DropIdeal
        | Command::TakeSnapshot { .. }
        | Command::DeleteSnapshot { .. }
        | Command::SetPin(_)
        | Command::DeletePin { .. }
        | Command::DeletePlanItem { .. }
        | Command::Batch { .. } => None,
    }
}

impl AboutField {
    /// What people call the field.
    pub(super) fn name(&self) -> &'static str {
        match self {
            AboutField::Title(_) => "title",
            AboutField::Takeaway(_) => "takeaway",
            AboutField::Scenario(_) => "scenario",
            AboutField::Goals(_) => "goals",
            AboutField::Author(_) => "author",
            AboutField::Version(_) => "version",
            AboutField::Sources(_) => "sources",
            AboutField::Forces(_) => "forces",
            AboutField::Priorities(_) => "priorities",
            AboutField::StructureLocked(_) => "structure lock",
            AboutField::IdealLocked(_) => "lock of the ideal journey",
            AboutField::Mute(..) => "muted rules",
        }
    }

    /// Puts the value into the element.
    pub(super) fn set(&self, it: &mut About) {
        match self {
            AboutField::Title(value) => it.title = value.clone(),
            AboutField::Takeaway(value) => it.takeaway = value.clone(),
            AboutField::Scenario(value) => it.scenario = value.clone(),
            AboutField::Goals(value) => it.goals = value.clone(),
            AboutField::Author(value) => it.author = value.clone(),
            AboutField::Version(value) => it.version = value.clone(),
            AboutField::Sources(value) => it.sources = value.clone(),
            AboutField::Forces(value) => it.forces = value.clone(),
            AboutField::Priorities(value) => it.priorities = value.clone(),
            AboutField::StructureLocked(value) => it.structure_locked = *value,
            AboutField::IdealLocked(value) => it.ideal_locked = *value,
            AboutField::Mute(rule, Some(reason)) => {
                it.muted.insert(rule.clone(), reason.clone());
            }
            AboutField::Mute(rule, None) => {
                it.muted.remove(rule);
            }
        }
    }
}

impl StageField {
    /// What people call the field.
    pub(super) fn name(&self) -> &'static str {
        match self {
            StageField::Name(_) => "name",
            StageField::Note(_) => "note",
            StageField::Locked(_) => "lock",
        }
    }

    /// Puts the value into the element.
    pub(super) fn set(&self, it: &mut Stage) {
        match self {
            StageField::Name(value) => it.name = value.clone(),
            StageField::Note(value) => it.note = value.clone(),
            StageField::Locked(value) => it.locked = *value,
        }
    }
}

impl TouchpointField {
    /// What people call the field.
    pub(super) fn name(&self) -> &'static str {
        match self {
            TouchpointField::Name(_) => "name",
            TouchpointField::Note(_) => "note",
            TouchpointField::Channel(_) => "channel",
            TouchpointField::Encounter(_) => "encounter",
            TouchpointField::Stagecraft(_) => "stagecraft",
            TouchpointField::Pillar(Pillar::Service, _) => "service",
            TouchpointField::Pillar(Pillar::Product, _) => "product quality",
            TouchpointField::Pillar(Pillar::Brand, _) => "brand image",
            TouchpointField::Pillar(Pillar::Perks, _) => "perks",
            TouchpointField::Importance(_) => "importance",
            TouchpointField::MomentOfTruth(_) => "moment of truth",
            TouchpointField::Staff(_) => "staff",
            TouchpointField::Evidence(_) => "evidence",
            TouchpointField::EvidenceNote(_) => "evidence note",
            TouchpointField::Owner(_) => "owner",
            TouchpointField::Tags(_) => "tags",
        }
    }

    /// Puts the value into the element.
    pub(super) fn set(&self, it: &mut Touchpoint) {
        match self {
            TouchpointField::Name(value) => it.name = value.clone(),
            TouchpointField::Note(value) => it.note = value.clone(),
            TouchpointField::Channel(value) => it.channel = value.clone(),
            TouchpointField::Encounter(value) => it.encounter = *value,
            TouchpointField::Stagecraft(value) => it.stagecraft = *value,
            TouchpointField::Pillar(pillar, support) => it.pillars = it.pillars.with(*pillar, *support),
            TouchpointField::Importance(value) => it.importance = *value,
            TouchpointField::MomentOfTruth(value) => it.moment_of_truth = *value,
            TouchpointField::Staff(value) => it.staff = *value,
            TouchpointField::Evidence(value) => it.evidence = *value,
            TouchpointField::EvidenceNote(value) => it.evidence_note = value.clone(),
            TouchpointField::Owner(value) => it.owner = value.clone(),
            TouchpointField::Tags(value) => it.tags = value.clone(),
        }
    }
}

impl PersonaField {
    /// What people call the field.
    pub(super) fn name(&self) -> &'static str {
        match self {
            PersonaField::Name(_) => "name",
            PersonaField::Role(_) => "role",
            PersonaField::Segment(_) => "segment",
            PersonaField::Share(_) => "share",
            PersonaField::Needs(_) => "needs",
            PersonaField::Wants(_) => "wants",
            PersonaField::Stresses(_) => "stresses",
            PersonaField::Brand(_) => "brand",
            PersonaField::Quote(_) => "quote",
            PersonaField::Colour(_) => "colour",
            PersonaField::Initials(_) => "initials",
            PersonaField::Picture(_) => "picture",
            PersonaField::Note(_) => "note",
        }
    }

    /// Puts the value into the element.
    pub(super) fn set(&self, it: &mut Persona) {
        match self {
            PersonaField::Name(value) => it.name = value.clone(),
            PersonaField::Role(value) => it.role = value.clone(),
            PersonaField::Segment(value) => it.segment = value.clone(),
            PersonaField::Share(value) => it.share = *value,
            PersonaField::Needs(value) => it.needs = value.clone(),
            PersonaField::Wants(value) => it.wants = value.clone(),
            PersonaField::Stresses(value) => it.stresses = value.clone(),
            PersonaField::Brand(value) => it.brand = value.clone(),
            PersonaField::Quote(value) => it.quote = value.clone(),
            PersonaField::Colour(value) => it.colour = *value,
            PersonaField::Initials(value) => it.initials = value.clone(),
            PersonaField::Picture(value) => it.picture = *value,
            PersonaField::Note(value) => it.note = value.clone(),
        }
    }
}

impl PainField {
    /// What people call the field.
    pub(super) fn name(&self) -> &'static str {
        match self {
            PainField::Text(_) => "text",
            PainField::Severity(_) => "severity",
            PainField::Frequency(_) => "frequency",
            PainField::Whose(_) => "voice",
            PainField::Pillar(_) => "pillar",
            PainField::Status(_) => "status",
            PainField::Evidence(_) => "evidence",
            PainField::Owner(_) => "owner",
            PainField::Votes(_) => "votes",
            PainField::Note(_) => "note",
        }
    }

    /// Puts the value into the element.
    pub(super) fn set(&self, it: &mut Pain) {
        match self {
            PainField::Text(value) => it.text = value.clone(),
            PainField::Severity(value) => it.severity = *value,
            PainField::Frequency(value) => it.frequency = *value,
            PainField::Whose(value) => it.whose = *value,
            PainField::Pillar(value) => it.pillar = *value,
            PainField::Status(value) => it.status = *value,
            PainField::Evidence(value) => it.evidence = *value,
            PainField::Owner(value) => it.owner = value.clone(),
            PainField::Votes(value) => it.votes = *value,
            PainField::Note(value) => it.note = value.clone(),
        }
    }
}

impl OpportunityField {
    /// What people call the field.
    pub(super) fn name(&self) -> &'static str {
        match self {
            OpportunityField::Text(_) => "text",
            OpportunityField::Impact(_) => "impact",
            OpportunityField::Effort(_) => "effort",
            OpportunityField::Horizon(_) => "horizon",
            OpportunityField::Owner(_) => "owner",
            OpportunityField::Status(_) => "status",
            OpportunityField::Votes(_) => "votes",
            OpportunityField::Note(_) => "note",
        }
    }

    /// Puts the value into the element.
    pub(super) fn set(&self, it: &mut Opportunity) {
        match self {
            OpportunityField::Text(value) => it.text = value.clone(),
            OpportunityField::Impact(value) => it.impact = *value,
            OpportunityField::Effort(value) => it.effort = *value,
            OpportunityField::Horizon(value) => it.horizon = *value,
            OpportunityField::Owner(value) => it.owner = value.clone(),
            OpportunityField::Status(value) => it.status = *value,
            OpportunityField::Votes(value) => it.votes = *value,
            OpportunityField::Note(value) => it.note = value.clone(),
        }
    }
}

impl FeedbackField {
    /// What people call the field.
    pub(super) fn name(&self) -> &'static str {
        match self {
            FeedbackField::Source(_) => "source",
            FeedbackField::Text(_) => "text",
            FeedbackField::Date(_) => "date",
            FeedbackField::Rating(_) => "rating",
            FeedbackField::Status(_) => "status",
            FeedbackField::Origin(_) => "origin",
            FeedbackField::Note(_) => "note",
        }
    }

    /// Puts the value into the element.
    pub(super) fn set(&self, it: &mut Feedback) {
        match self {
            FeedbackField::Source(value) => it.source = *value,
            FeedbackField::Text(value) => it.text = value.clone(),
            FeedbackField::Date(value) => it.date = *value,
            FeedbackField::Rating(value) => it.rating = *value,
            FeedbackField::Status(value) => it.status = *value,
            FeedbackField::Origin(value) => it.origin = value.clone(),
            FeedbackField::Note(value) => it.note = value.clone(),
        }
    }
}

impl MeasureField {
    /// What people call the field.
    pub(super) fn name(&self) -> &'static str {
        match self {
            MeasureField::Name(_) => "name",
            MeasureField::Kind(_) => "kind",
            MeasureField::Scale(_) => "scale",
            MeasureField::Method(_) => "method",
            MeasureField::Sample(_) => "sample",
            MeasureField::Value(_) => "value",
            MeasureField::Target(_) => "target",
            MeasureField::Direction(_) => "direction",
            MeasureField::Date(_) => "date",
            MeasureField::Evidence(_) => "evidence",
            MeasureField::Answers(_) => "answers",
            MeasureField::Stage(_) => "stage",
            MeasureField::Note(_) => "note",
        }
    }

    /// Puts the value into the element.
    pub(super) fn set(&self, it: &mut Measure) {
        match self {
            MeasureField::Name(value) => it.name = value.clone(),
            MeasureField::Kind(value) => it.kind = *value,
            MeasureField::Scale(value) => it.scale = value.clone(),
            MeasureField::Method(value) => it.method = value.clone(),
            MeasureField::Sample(value) => it.sample = *value,
            MeasureField::Value(value) => it.value = *value,
            MeasureField::Target(value) => it.target = *value,
            MeasureField::Direction(value) => it.direction = *value,
            MeasureField::Date(value) => it.date = *value,
            MeasureField::Evidence(value) => it.evidence = *value,
            MeasureField::Answers(value) => it.answers = value.clone(),
            MeasureField::Stage(value) => it.stage = *value,
            MeasureField::Note(value) => it.note = value.clone(),
        }
    }
}

impl LaneField {
    /// What people call the field.
    pub(super) fn name(&self) -> &'static str {
        match self {
            LaneField::Title(_) => "title",
            LaneField::Height(_) => "height",
            LaneField::Visible(_) => "visible",
            LaneField::Locked(_) => "lock",
            LaneField::Interaction(_) => "line of interaction",
            LaneField::Persona(_) => "persona",
            LaneField::Note(_) => "note",
        }
    }

    /// Puts the value into the element.
    pub(super) fn set(&self, it: &mut Lane) {
        match self {
            LaneField::Title(value) => it.title = value.clone(),
            LaneField::Height(value) => it.height = *value,
            LaneField::Visible(value) => it.visible = *value,
            LaneField::Locked(value) => it.locked = *value,
            LaneField::Interaction(value) => it.interaction = *value,
            LaneField::Persona(value) => it.persona = *value,
            LaneField::Note(value) => it.note = value.clone(),
        }
    }
}
