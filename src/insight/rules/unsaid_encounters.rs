//! Rule: touchpoints that do not say who meets whom.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Step, Survey, steps_text};
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
    let unsaid: Vec<&Step<'_>> =
        survey.steps.iter().filter(|step| step.touchpoint.encounter == Encounter::Unset).collect();
    if unsaid.is_empty() || survey.steps.len() < 3 {
        return Vec::new();
    }
    let numbers: Vec<usize> = unsaid.iter().map(|step| step.number).collect();
    let message = format!("{} of {} touchpoints do not say who meets whom.", unsaid.len(), survey.steps.len());
    let detail = format!("That is {}.", steps_text(&numbers));
    vec![Finding::new(&RULE, Verdict::AtRisk, message).detail(detail).at(unsaid.iter().map(|step| step.key()))]
}
