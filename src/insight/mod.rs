//! What a journey tells: findings of the method's rules with what mends them, key figures, what was weighed, the feedback
//! loop, where personas part, the report of all that, and the portfolio of several maps.
//!
//! All of it are values, worked out anew from the map and never stored in it, with the sentences in which they are said.
//! Here never come pictures, colours or errors: that something is wrong with a journey is a value like any other.

pub mod feedback_loop;
mod figures;
mod finding;
pub mod matrices;
pub mod partings;
mod parts;
pub mod portfolio;
mod reader;
pub mod report;
mod rule;
mod rules;
mod steps;
mod survey;

pub use figures::*;
pub use finding::{Finding, Fix, Verdict};
pub use reader::Reader;
pub use report::Tally;
pub use rule::{Rule, Scope, Topic};
pub use rules::RULES;

use crate::model::Map;

/// What all rules find on a map, today's journey and the ideal one: worst first, heaviest first, then by topic and
/// in the order of the journey. Rules that the map mutes are left out.
pub fn findings(map: &Map) -> Vec<Finding> {
    Reader::new().findings(map)
}

#[cfg(test)]
mod rule_tests;
