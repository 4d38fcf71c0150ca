//! What a journey tells: key figures, and findings of the method's rules.
//!
//! Figures and findings are values, worked out anew from the map and never stored in it. Here never come pictures,
//! words on a slide or errors: that something is wrong with a journey is a value like any other.

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
