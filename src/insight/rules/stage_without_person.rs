//! Rule: a stage that hurts, with no one to turn to.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted};
use crate::model::*;
use crate::words::counted;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "stage-without-person",
    topic: Topic::People,
    scope: Scope::Both,
    title: "A stage that hurts, with no one to turn to",
    why: "Where nobody meets the customer in person, nobody can make up for what goes wrong.",
    example: "Customers have nobody to turn to in “Delivery”, where it hurts.",
    remedy: "Give customers one person to turn to in this stage, or take the pain away so that none is needed.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (stage, steps) in survey.stages() {
        let alone = steps.iter().all(|step| !step.touchpoint.encounter.is_human());
        let said = steps.iter().all(|step| step.touchpoint.encounter != Encounter::Unset);
        let emotions: Vec<f64> = steps.iter().filter_map(|step| step.emotion()).collect();
        let mean = emotions.iter().sum::<f64>() / emotions.len().max(1) as f64;
        if alone && said && !emotions.is_empty() && mean < 0.0 {
            let message = format!("Customers have nobody to turn to in {}, where it hurts.", quoted(&stage.name));
            let detail = format!(
                "{}, mean emotion {}.",
                counted(steps.len(), "touchpoint, none with a person", "touchpoints, none with a person"),
                signed(mean)
            );
            let places = steps.iter().map(|step| step.key());
            found.push(Finding::new(&RULE, Verdict::AtRisk, message).detail(detail).at(places));
        }
    }
    found
}
