//! What hangs at touchpoints: pain points, opportunities, feedback and measures.

use super::answers::{Answers, Origin};
use crate::model::choices::*;
use crate::model::id::*;
use crate::model::rank::Rank;
use crate::model::values::*;

/// Something that hurts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pain {
    /// Identity.
    pub id: PainId,
    /// Place among the pain points of one touchpoint.
    pub rank: Rank,
    /// What hurts.
    pub text: String,
    /// How much, 1 … 5.
    pub severity: Level,
    /// How often, 1 … 5.
    pub frequency: Option<Level>,
    /// Whose pain it is.
    pub whose: Voice,
    /// The pillar it breaks.
    pub pillar: Option<Pillar>,
    /// What was decided about it.
    pub status: PainStatus,
    /// What the statement rests on.
    pub evidence: Evidence,
    /// Who takes care of it.
    pub owner: String,
    /// Dots stuck on it in a workshop; no statement about severity.
    pub votes: u32,
    /// Anything else worth knowing.
    pub note: String,
}

impl Pain {
    /// A pain point of middle severity.
    pub fn new(id: PainId, rank: Rank, text: impl Into<String>) -> Self {
        Pain {
            id,
            rank,
            text: text.into(),
            severity: Level::default(),
            frequency: None,
            whose: Voice::default(),
            pillar: None,
            status: PainStatus::default(),
            evidence: Evidence::default(),
            owner: String::new(),
            votes: 0,
            note: String::new(),
        }
    }
}

/// Something that could be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opportunity {
    /// Identity.
    pub id: OpportunityId,
    /// Place among the opportunities of one touchpoint.
    pub rank: Rank,
    /// What could be done.
    pub text: String,
    /// How much it would help, 1 … 5.
    pub impact: Option<Level>,
    /// How much work it is, 1 … 5.
    pub effort: Option<Level>,
    /// When.
    pub horizon: Horizon,
    /// Who.
    pub owner: String,
    /// How far it has come.
    pub status: OpportunityStatus,
    /// Dots stuck on it in a workshop.
    pub votes: u32,
    /// Anything else worth knowing.
    pub note: String,
}

impl Opportunity {
    /// An opportunity for now, not yet weighed.
    pub fn new(id: OpportunityId, rank: Rank, text: impl Into<String>) -> Self {
        Opportunity {
            id,
            rank,
            text: text.into(),
            impact: None,
            effort: None,
            horizon: Horizon::default(),
            owner: String::new(),
            status: OpportunityStatus::default(),
            votes: 0,
            note: String::new(),
        }
    }

    /// Whether it is still to be done: it is neither done nor dropped.
    pub fn is_to_do(&self) -> bool {
        match self.status {
            OpportunityStatus::Proposed | OpportunityStatus::Planned | OpportunityStatus::InProgress => true,
            OpportunityStatus::Done | OpportunityStatus::Dropped => false,
        }
    }

    /// Whether it still counts as an answer to what it addresses: nobody decided against it.
    pub fn still_counts(&self) -> bool {
        match self.status {
            OpportunityStatus::Proposed
            | OpportunityStatus::Planned
            | OpportunityStatus::InProgress
            | OpportunityStatus::Done => true,
            OpportunityStatus::Dropped => false,
        }
    }
}

/// Something somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// Identity.
    pub id: FeedbackId,
    /// Place among the feedback at one touchpoint.
    pub rank: Rank,
    /// Who said it.
    pub source: Voice,
    /// What was said.
    pub text: String,
    /// When.
    pub date: Option<Date>,
    /// How many of five.
    pub rating: Option<Level>,
    /// How far it has come in the loop.
    pub status: LoopStatus,
    /// The survey it came from; `None` where somebody typed it.
    pub origin: Option<Origin>,
    /// Anything else worth knowing.
    pub note: String,
}

impl Feedback {
    /// Something a customer said.
    pub fn new(id: FeedbackId, rank: Rank, text: impl Into<String>) -> Self {
        Feedback {
            id,
            rank,
            source: Voice::default(),
            text: text.into(),
            date: None,
            rating: None,
            status: LoopStatus::default(),
            origin: None,
            note: String::new(),
        }
    }
}

/// A number that was, or could be, measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Identity.
    pub id: MeasureId,
    /// Place among the measures at one touchpoint.
    pub rank: Rank,
    /// What is measured, e.g. "Price clear".
    pub name: String,
    /// The kind of number.
    pub kind: MeasureKind,
    /// The lowest and highest possible number.
    pub scale: Scale,
    /// How it was measured.
    pub method: String,
    /// How many answers the number rests on.
    pub sample: Option<u32>,
    /// The number.
    pub value: Option<Amount>,
    /// What the number should be.
    pub target: Option<Amount>,
    /// Which way it should go.
    pub direction: Direction,
    /// When it was measured.
    pub date: Option<Date>,
    /// What it rests on.
    pub evidence: Evidence,
    /// The answers the number was worked out from; `None` where somebody typed it.
    pub answers: Option<Answers>,
    /// The stage it measures, where it is not about single touchpoints; must exist.
    pub stage: Option<StageId>,
    /// Anything else worth knowing.
    pub note: String,
}

impl Measure {
    /// A measure in percent without a number yet.
    pub fn new(id: MeasureId, rank: Rank, name: impl Into<String>) -> Self {
        Measure {
            id,
            rank,
            name: name.into(),
            kind: MeasureKind::default(),
            scale: Scale::default(),
            method: String::new(),
            sample: None,
            value: None,
            target: None,
            direction: Direction::default(),
            date: None,
            evidence: Evidence::default(),
            answers: None,
            stage: None,
            note: String::new(),
        }
    }
}

/// The range a measure lives in, `min < max`, and its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    min: Amount,
    max: Amount,
    /// Printed after the number: `%`, ` days`, or nothing.
    pub unit: String,
}

impl Scale {
    /// A scale from `min` to `max`.
    ///
    /// # Errors
    /// If `min` is not below `max`.
    pub fn new(min: Amount, max: Amount, unit: impl Into<String>) -> Result<Scale, OutOfRange> {
        if min >= max {
            return Err(OutOfRange {
                value: format!("{min} to {max}"),
                expected: "a scale whose lower end is below its upper end",
            });
        }
        Ok(Scale { min, max, unit: unit.into() })
    }

    /// The lower end.
    pub fn min(&self) -> Amount {
        self.min
    }

    /// The upper end.
    pub fn max(&self) -> Amount {
        self.max
    }

    /// Where `value` lies between the ends, clamped to 0.0 … 1.0.
    pub fn fraction(&self, value: Amount) -> f64 {
        ((value.get() - self.min.get()) / (self.max.get() - self.min.get())).clamp(0.0, 1.0)
    }
}

/// 0 … 100%.
impl Default for Scale {
    fn default() -> Self {
        let amount = |v: f64| Amount::new(v).expect("finite");
        Scale { min: amount(0.0), max: amount(100.0), unit: "%".to_owned() }
    }
}
