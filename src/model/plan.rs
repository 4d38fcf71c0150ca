//! What people say about the work between today's journey and the ideal one.
//!
//! Which gaps there are is worked out anew each time and is no part of a map; who closes them, when and how is said
//! by people and stands here.

use super::choices::{Horizon, choices};
use super::id::{PlanItemId, Uid};
use super::values::Date;

choices! {
    /// How much work it is to close a gap.
    Effort {
        /// Days.
        Low = "low", "Low";
        /// Weeks.
        #[default]
        Mid = "mid", "Medium";
        /// Months.
        High = "high", "High";
    }
}

choices! {
    /// How far the work on a gap has come. That a closed gap opened again is seen in the snapshots and never said here.
    PlanStatus {
        /// Nobody has begun.
        #[default]
        Open = "open", "Open";
        /// Somebody is on it.
        InProgress = "in_progress", "In progress";
        /// Done.
        Closed = "closed", "Closed";
        /// Decided against.
        Dropped = "dropped", "Dropped";
    }
}

/// What somebody said about closing one gap between the two journeys.
///
/// It outlives what it points at: once the gap is closed, this is what is left of it. So nothing has to exist under
/// its two identities, and several items may point at one gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanItem {
    /// Identity.
    pub id: PlanItemId,
    /// The element of today's journey; `None` where the ideal journey brings something new.
    pub from: Option<Uid>,
    /// The element of the ideal journey, which may be in another file; `None` where something is to go.
    pub to: Option<Uid>,
    /// How it is now, in the team's words; empty takes the comparison's.
    pub is: String,
    /// How it should be; empty takes the comparison's.
    pub should: String,
    /// Who closes it; empty takes the linked opportunity's or the touchpoint's owner.
    pub owner: String,
    /// How much work it is; `None` takes the linked opportunity's.
    pub effort: Option<Effort>,
    /// When; `None` takes the linked opportunity's.
    pub horizon: Option<Horizon>,
    /// How far it has come.
    pub status: PlanStatus,
    /// How one will know that it is done; empty takes what a measure says.
    pub done_when: String,
    /// The day it was closed.
    pub closed: Option<Date>,
    /// Anything else worth knowing.
    pub note: String,
}

impl PlanItem {
    /// An open item with nothing said about it yet.
    pub fn new(id: PlanItemId, from: Option<Uid>, to: Option<Uid>) -> Self {
        PlanItem {
            id,
            from,
            to,
            is: String::new(),
            should: String::new(),
            owner: String::new(),
            effort: None,
            horizon: None,
            status: PlanStatus::default(),
            done_when: String::new(),
            closed: None,
            note: String::new(),
        }
    }
}
