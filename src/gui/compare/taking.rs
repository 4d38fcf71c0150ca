//! The commands that take gaps over from one journey into the other, and that derive an ideal journey.
//!
//! Here refusals become sentences. Here never comes the making of a command, which is [`compare`](crate::compare)'s.

use super::Made;
use crate::compare;
use crate::edit::Command;
use crate::gui::actions::sentence;
use crate::gui::context::Ids;
use crate::model::*;

/// The command that makes one journey of the map as the other is at these gaps.
///
/// # Errors
/// A sentence, if that cannot be done.
pub fn command(map: &Map, made: &Made, gaps: &[usize], into: State, ids: &mut Ids) -> Result<Command, String> {
    compare::take(map, &made.comparison, gaps, into, ids).map_err(|refusal| sentence(&refusal.to_string()))
}

/// The command that derives an ideal journey from today's.
///
/// # Errors
/// A sentence, if the map has one already.
pub fn derive(map: &Map) -> Result<Command, String> {
    compare::derive_ideal(map).map_err(|refusal| sentence(&refusal.to_string()))
}
