//! What feedback led to, or could have led to.

use std::collections::BTreeSet;

use super::one_line;
use crate::model::*;

/// What feedback led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consequence {
    /// It shows this pain point.
    Pain(PainId),
    /// It led to this opportunity.
    Opportunity(OpportunityId),
}

impl Consequence {
    /// The edge that says so.
    pub fn tie(self, feedback: FeedbackId) -> Tie {
        match self {
            Consequence::Pain(id) => Tie::Shows(feedback, id),
            Consequence::Opportunity(id) => Tie::LedTo(feedback, id),
        }
    }

    /// The element.
    pub fn key(self) -> Key {
        match self {
            Consequence::Pain(id) => Key::Pain(id),
            Consequence::Opportunity(id) => Key::Opportunity(id),
        }
    }

    /// What it says, with how far it has come: "Ask who she is first (Planned)".
    pub fn words(self, journey: &Journey) -> String {
        let (text, status) = match self {
            Consequence::Pain(id) => {
                journey.pain(id).map_or(("", ""), |pain| (pain.text.as_str(), pain.status.label()))
            }
            Consequence::Opportunity(id) => {
                journey.opportunity(id).map_or(("", ""), |found| (found.text.as_str(), found.status.label()))
            }
        };
        let (text, none) = (one_line(text), self.kind());
        if text.is_empty() { format!("{none} without words ({status})") } else { format!("{text} ({status})") }
    }

    /// "Pain point" or "Opportunity".
    pub fn kind(self) -> &'static str {
        match self {
            Consequence::Pain(_) => "Pain point",
            Consequence::Opportunity(_) => "Opportunity",
        }
    }
}

/// What a piece of feedback led to: pain points, then opportunities, each by rank.
pub fn consequences(journey: &Journey, feedback: FeedbackId) -> Vec<Consequence> {
    let pains = journey.pains_shown_by(feedback).into_iter().map(|pain| Consequence::Pain(pain.id));
    let found = journey.opportunities_from(feedback).into_iter().map(|found| Consequence::Opportunity(found.id));
    pains.chain(found).collect()
}

/// What else it could have led to: whatever stands at its touchpoints first, then the rest of the journey.
pub fn possible_consequences(journey: &Journey, feedback: FeedbackId) -> Vec<Consequence> {
    let known = consequences(journey, feedback);
    let mut found: Vec<Consequence> = Vec::new();
    for touchpoint in journey.touchpoints_of(feedback.0) {
        found.extend(journey.pains_at(touchpoint.id).iter().map(|pain| Consequence::Pain(pain.id)));
        found.extend(journey.opportunities_at(touchpoint.id).iter().map(|near| Consequence::Opportunity(near.id)));
    }
    let near: BTreeSet<Consequence> = found.iter().copied().collect();
    let all = journey.pains().map(|pain| Consequence::Pain(pain.id));
    let all = all.chain(journey.opportunities().map(|found| Consequence::Opportunity(found.id)));
    let mut seen = BTreeSet::new();
    found.extend(all.filter(|other| !near.contains(other)));
    found.retain(|other| !known.contains(other) && seen.insert(*other));
    found
}
