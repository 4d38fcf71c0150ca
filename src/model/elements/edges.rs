//! The edges of the graph that carry something of their own, and those that only tie.

use crate::model::choices::*;
use crate::model::id::*;
use crate::model::values::*;

/// A touchpoint leads to another; branches and loops are allowed, a touchpoint leading to itself is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Identity.
    pub id: LinkId,
    /// Where it starts; must exist.
    pub from: TouchpointId,
    /// Where it ends; must exist, and differ from `from`.
    pub to: TouchpointId,
    /// The condition, e.g. "if refused".
    pub label: String,
}

/// How a persona feels at a touchpoint she meets. Without a feeling she does not meet it at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Feeling {
    /// The emotion, or `None` for "not observed", which leaves a gap in the curve.
    pub emotion: Option<Emotion>,
    /// What the value rests on, where it differs from the touchpoint's own evidence.
    pub evidence: Option<Evidence>,
}

/// An edge that says nothing but that two elements belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// The pain hurts at the touchpoint.
    HurtsAt(PainId, TouchpointId),
    /// The pain is felt by the persona.
    FeltBy(PainId, PersonaId),
    /// The opportunity addresses the pain.
    Addresses(OpportunityId, PainId),
    /// The opportunity improves the touchpoint.
    Improves(OpportunityId, TouchpointId),
    /// The feedback is about the touchpoint.
    About(FeedbackId, TouchpointId),
    /// The feedback comes from the persona.
    From(FeedbackId, PersonaId),
    /// The feedback shows the pain.
    Shows(FeedbackId, PainId),
    /// The feedback led to the opportunity.
    LedTo(FeedbackId, OpportunityId),
    /// The measure measures the touchpoint.
    Measures(MeasureId, TouchpointId),
}

impl Tie {
    /// The identities of both ends, source first.
    pub fn ends(self) -> (Uid, Uid) {
        match self {
            Tie::HurtsAt(a, b) => (a.0, b.0),
            Tie::FeltBy(a, b) => (a.0, b.0),
            Tie::Addresses(a, b) => (a.0, b.0),
            Tie::Improves(a, b) => (a.0, b.0),
            Tie::About(a, b) => (a.0, b.0),
            Tie::From(a, b) => (a.0, b.0),
            Tie::Shows(a, b) => (a.0, b.0),
            Tie::LedTo(a, b) => (a.0, b.0),
            Tie::Measures(a, b) => (a.0, b.0),
        }
    }
}
