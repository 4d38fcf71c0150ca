//! Why a command was not carried out, as one sentence a person can act on.

use crate::model::ModelError;

/// A command was not carried out. The map is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The part that would change is protected.
    #[error("{what} is locked; unlock it first")]
    Locked {
        /// The protected part, beginning with a capital letter: `The stage “Service”`.
        what: String,
    },
    /// The element the command is about is not on the map (any more).
    #[error("this {what} is no longer on the map; choose another one")]
    NotThere {
        /// The kind of element, e.g. "touchpoint".
        what: &'static str,
    },
    /// The element would be added a second time.
    #[error("this {what} is on the map already; add it under a new identity")]
    AlreadyThere {
        /// The kind of element.
        what: &'static str,
    },
    /// The place "after …" names an element that is not in the list.
    #[error("the {what} to put it after is not there; choose another place")]
    NoSuchPlace {
        /// The kind of element.
        what: &'static str,
    },
    /// The lane cannot hold what was to be written into it.
    #[error("the lane “{lane}” does not hold {what}; choose another lane")]
    WrongLane {
        /// The lane's title as drawn.
        lane: String,
        /// "texts" or "pictures".
        what: &'static str,
    },
    /// The element cannot hang at a touchpoint, or cannot be parked.
    #[error("a {what} cannot be {done}")]
    WrongKind {
        /// The kind of element.
        what: &'static str,
        /// What was to be done with it, e.g. "parked".
        done: &'static str,
    },
    /// Without a lane of touchpoints there is nothing to point at.
    #[error("a map needs a lane of touchpoints; hide this one instead of deleting it")]
    LastTouchpointsLane,
    /// There is an ideal journey already.
    #[error("the map has an ideal journey already; delete that one before starting another")]
    IdealExists,
    /// There is no ideal journey to work on.
    #[error("the map has no ideal journey yet; start one first")]
    NoIdeal,
    /// The map would no longer hang together.
    #[error("{0}; nothing was changed")]
    Model(ModelError),
}

impl From<ModelError> for Rejection {
    fn from(error: ModelError) -> Self {
        match error {
            ModelError::NoIdeal => Rejection::NoIdeal,
            ModelError::Missing { what, .. } => Rejection::NotThere { what },
            ModelError::IdTaken(_)
            | ModelError::Nothing
            | ModelError::InUse { .. }
            | ModelError::SelfLink
            | ModelError::DoubleLink => Rejection::Model(error),
        }
    }
}
