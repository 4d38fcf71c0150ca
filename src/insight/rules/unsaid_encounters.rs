//! Rule: touchpoints that do not say who meets whom.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "unsaid-encounters",
    topic: Topic::Map,
    scope: Scope::Both,
    title: "Touchpoints that do not say who meets whom",
    why: "Whether one person meets one person, a team, a machine or nobody decides how a touchpoint can be improved at all.",
    example: "5 of 14 touchpoints do not say who meets whom.",
    remedy: "Set the encounter of each touchpoint: one-to-one, team, self-service or surroundings.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if !survey.is_begun() {
        return Vec::new();
    }
    let unsaid: Vec<&Step> =
        survey.steps().iter().filter(|step| step.touchpoint.encounter == Encounter::Unset).collect();
    if unsaid.is_empty() || survey.steps().len() < 3 {
        return Vec::new();
    }
    let message = match (unsaid.len(), survey.steps().len()) {
        (all, of) if all == of => "No touchpoint says who meets whom.".to_owned(),
        (1, _) => format!("{} does not say who meets whom.", unsaid[0].name()),
        (some, of) => format!("{some} of {of} touchpoints do not say who meets whom."),
    };
    vec![Finding::new(&RULE, Verdict::AtRisk, message).at(unsaid.iter().map(|step| step.key()))]
}
