//! The fields that are compared, and what a difference in one of them says.
//!
//! How fields are compared is in `fields`; what a difference is worth in `worth`.

use crate::model::*;

/// Whether a change is for the better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trend {
    /// Nobody can say.
    #[default]
    Neutral,
    /// The second value is better.
    Better,
    /// The second value is worse; always worth a flag.
    Worse,
}

/// A compared field of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Name,
    Note,
    Channel,
    Encounter,
    Stagecraft,
    Pillar(Pillar),
    Importance,
    MomentOfTruth,
    Attentive,
    Polite,
    Knowledgeable,
    Evidence,
    EvidenceNote,
    Owner,
    Tags,
    /// What stands in a text or back-stage lane; the lane of the first journey, or of the second where it is new.
    Text(LaneId),
    /// What stands in a picture lane.
    Picture(LaneId),
    /// Text of a pain point, opportunity or piece of feedback; the condition of a link.
    Words,
    Severity,
    Frequency,
    Whose,
    BrokenPillar,
    Status,
    Votes,
    Impact,
    Effort,
    Horizon,
    Rating,
    Date,
    MeasureKind,
    Scale,
    Method,
    Sample,
    /// The answers a measure was worked out from.
    Answers,
    /// The survey a piece of feedback came from.
    Origin,
    Value,
    Target,
    Direction,
    /// The stage that a measure is about.
    Stage,
    Role,
    Segment,
    Share,
    Needs,
    Wants,
    Stresses,
    Brand,
    Quote,
    Colour,
    Initials,
    Portrait,
    Title,
    LaneKind,
    Persona,
    Visible,
    Locked,
}

impl Field {
    /// Whether a difference in this field is a difference of the journey.
    ///
    /// What a description rests on, notes, who takes care of it, how many dots were stuck on it, how it is drawn and
    /// whether it is locked say something about the map: such differences are listed, but are nothing to close.
    pub fn is_of_the_journey(self) -> bool {
        match self {
            Field::Evidence | Field::EvidenceNote | Field::Note | Field::Owner | Field::Tags | Field::Votes => false,
            Field::Sample | Field::Date | Field::Answers | Field::Origin => false,
            Field::Colour | Field::Initials | Field::Portrait | Field::Visible | Field::Locked => false,
            Field::Name | Field::Channel | Field::Encounter | Field::Stagecraft => true,
            Field::Pillar(_) | Field::Importance | Field::MomentOfTruth => true,
            Field::Attentive | Field::Polite | Field::Knowledgeable => true,
            Field::Text(_) | Field::Picture(_) | Field::Words => true,
            Field::Severity | Field::Frequency | Field::Whose | Field::BrokenPillar | Field::Status => true,
            Field::Impact | Field::Effort | Field::Horizon | Field::Rating => true,
            Field::MeasureKind | Field::Scale | Field::Method | Field::Value | Field::Target => true,
            Field::Direction | Field::Stage => true,
            Field::Role | Field::Segment | Field::Share | Field::Needs | Field::Wants | Field::Stresses => true,
            Field::Brand | Field::Quote | Field::Title | Field::LaneKind | Field::Persona => true,
        }
    }
}

/// One field with another value.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// The field.
    pub field: Field,
    /// What it is called, e.g. "Service pillar".
    pub label: String,
    /// The value in the first journey, in words; empty if nothing was said.
    pub from: String,
    /// The value in the second journey.
    pub to: String,
    /// Whether that is for the better.
    pub trend: Trend,
    /// The weaker evidence of the two ends.
    pub evidence: Evidence,
}
