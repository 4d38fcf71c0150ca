//! The commands that take gaps over from one journey into the other, and that derive an ideal journey.
//!
//! Here refusals become sentences. Here never comes the making of a command, which is [`compare`](crate::compare)'s.

use super::{Made, Target};
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
    let taken = match (&made.target, into) {
        (Target::Own, _) => compare::take(map, &made.comparison, gaps, into, ids),
        (Target::File(file), State::Today) => compare::take_from(map, &file.map, &made.comparison, gaps, ids),
        (Target::File(_), State::Ideal) => return Err("The other map is only read; open it to change it.".to_owned()),
        (Target::Snapshot(_), _) => {
            return Err("A snapshot stays as it was; compare with the ideal journey to take gaps over.".to_owned());
        }
    };
    taken.map_err(|refusal| sentence(&refusal.to_string()))
}

/// The command that derives an ideal journey from today's.
///
/// # Errors
/// A sentence, if the map has one already.
pub fn derive(map: &Map) -> Result<Command, String> {
    compare::derive_ideal(map).map_err(|refusal| sentence(&refusal.to_string()))
}
