//! What the kinds of element, marks and fates are called: for people, and in files that other programs read.

use super::{Kind, Mark, PainFate, Part, Trend};
use crate::model::*;

impl Kind {
    /// The name in files that other programs read.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Stage => "stage",
            Kind::Touchpoint => "touchpoint",
            Kind::Persona => "persona",
            Kind::Lane => "lane",
            Kind::Pain => "pain_point",
            Kind::Opportunity => "opportunity",
            Kind::Feedback => "feedback",
            Kind::Measure => "measure",
            Kind::Link => "link",
        }
    }

    /// The word a person reads, within a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Stage => "stage",
            Kind::Touchpoint => "touchpoint",
            Kind::Persona => "persona",
            Kind::Lane => "lane",
            Kind::Pain => "pain point",
            Kind::Opportunity => "opportunity",
            Kind::Feedback => "piece of feedback",
            Kind::Measure => "measure",
            Kind::Link => "link",
        }
    }
}

impl Mark {
    /// Every mark, in the order in which a legend shows them.
    pub const ALL: [Mark; 7] =
        [Mark::Kept, Mark::Changed, Mark::Moved, Mark::Split, Mark::Merged, Mark::Removed, Mark::Added];

    /// The name in files that other programs read.
    pub fn key(self) -> &'static str {
        match self {
            Mark::Kept => "kept",
            Mark::Changed => "changed",
            Mark::Moved => "moved",
            Mark::Split => "split",
            Mark::Merged => "merged",
            Mark::Removed => "removed",
            Mark::Added => "added",
        }
    }

    /// The word a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Mark::Kept => "Kept",
            Mark::Changed => "Changed",
            Mark::Moved => "Moved",
            Mark::Split => "Split",
            Mark::Merged => "Merged",
            Mark::Removed => "Removed",
            Mark::Added => "Added",
        }
    }
}

impl PainFate {
    /// The name in files that other programs read.
    pub fn key(self) -> &'static str {
        match self {
            PainFate::Resolved => "resolved",
            PainFate::Reduced => "reduced",
            PainFate::Open => "open",
            PainFate::Worse => "worse",
            PainFate::Introduced => "introduced",
        }
    }
}

impl Part {
    /// The name in files that other programs read.
    pub fn key(self) -> &'static str {
        match self {
            Part::Emotion => "emotion",
            Part::Pains => "pain_points",
            Part::Touchpoints => "touchpoints",
            Part::Measures => "measures",
        }
    }
}

impl Trend {
    /// The name in files that other programs read.
    pub fn key(self) -> &'static str {
        match self {
            Trend::Neutral => "neutral",
            Trend::Better => "better",
            Trend::Worse => "worse",
        }
    }
}

/// What an element of a journey is called; `None` if it is not there.
pub fn name_of(journey: &Journey, kind: Kind, uid: Uid) -> Option<String> {
    match kind {
        Kind::Stage => journey.stage(StageId(uid)).map(|stage| stage.name.clone()),
        Kind::Touchpoint => journey.touchpoint(TouchpointId(uid)).map(|touchpoint| touchpoint.name.clone()),
        Kind::Persona => journey.persona(PersonaId(uid)).map(|persona| persona.name.clone()),
        Kind::Lane => journey.lane(LaneId(uid)).map(|lane| lane.shown_title().to_owned()),
        Kind::Pain => journey.pain(PainId(uid)).map(|pain| pain.text.clone()),
        Kind::Opportunity => journey.opportunity(OpportunityId(uid)).map(|found| found.text.clone()),
        Kind::Feedback => journey.feedback_item(FeedbackId(uid)).map(|said| said.text.clone()),
        Kind::Measure => journey.measure(MeasureId(uid)).map(|measure| match measure.name.is_empty() {
            true => measure.kind.label().to_owned(),
            false => measure.name.clone(),
        }),
        Kind::Link => journey.link(LinkId(uid)).map(|link| {
            let name = |id| journey.touchpoint(id).map_or("", |touchpoint| &touchpoint.name);
            format!("{} → {}", name(link.from), name(link.to))
        }),
    }
}
