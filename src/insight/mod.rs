//! What a journey tells: key figures, and findings of the method's rules.
//!
//! Figures and findings are values, worked out anew from the map and never stored in it. Here never come pictures,
//! words on a slide or errors: that something is wrong with a journey is a value like any other.

pub mod feedback_loop;
mod figures;
mod finding;
pub mod partings;
pub mod portfolio;
pub mod report;
mod rule;
mod rules;
mod survey;

pub use figures::*;
pub use finding::{Finding, Fix, Verdict};
pub use report::Tally;
pub use rule::{Rule, Scope, Topic};
pub use rules::RULES;

use crate::model::{Map, State};
use survey::Survey;

/// What all rules find on a map, today's journey and the ideal one: worst first, heaviest first, then by topic and
/// in the order of the journey. Rules that the map mutes are left out.
pub fn findings(map: &Map) -> Vec<Finding> {
    let mut found = Vec::new();
    for state in State::ALL {
        let Some(survey) = Survey::of(map, *state) else { continue };
        for rule in RULES.iter().filter(|rule| asks_about(rule.scope, *state)) {
            found.extend((rule.check)(&survey).into_iter().map(|finding| Finding { state: *state, ..finding }));
        }
    }
    found.retain(|finding| !map.about().muted.contains_key(finding.rule.key));
    found.sort_by_key(|finding| (finding.verdict, std::cmp::Reverse(finding.weight)));
    found
}

fn asks_about(scope: Scope, state: State) -> bool {
    match scope {
        Scope::Both => true,
        Scope::Today => state == State::Today,
        Scope::Ideal => state == State::Ideal,
    }
}

#[cfg(test)]
mod rule_tests;
