//! The commands that take gaps over from one journey into the other, and that derive an ideal journey.
//!
//! Here refusals become sentences. Here never comes the making of a command, which is [`compare`](crate::compare)'s.

use super::Made;
use crate::edit::Command;
use crate::model::*;

/// The command that makes one journey of the map as the other is at these gaps.
///
/// # Errors
/// A sentence, if that cannot be done.
pub fn command(_map: &Map, _made: &Made, _gaps: &[usize], _into: State) -> Result<Command, String> {
    Err("gaps cannot be taken over yet".to_owned())
}

/// The command that derives an ideal journey from today's.
///
/// # Errors
/// A sentence, if the map has one already.
pub fn derive(_map: &Map) -> Result<Command, String> {
    Err("an ideal journey cannot be derived yet".to_owned())
}
