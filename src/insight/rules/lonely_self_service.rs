//! Rule: self-service where people would want help.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "lonely-self-service",
    topic: Topic::Quality,
    scope: Scope::Both,
    title: "Self-service where people would want help",
    why: "Self-service is good where people want it. Where the stakes or the stress are high, being left alone is the pain.",
    example: "At “Melts the witch”, customers are left to themselves, and it hurts.",
    remedy: "Offer a person who helps, or make the step so easy that nobody needs one.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let lonely = |step: &&Step| {
        step.touchpoint.encounter == Encounter::SelfService && step.lowest().is_some_and(|low| low.value() <= -4.0)
    };
    survey
        .steps()
        .iter()
        .filter(lonely)
        .map(|step| {
            let lowest = step.lowest().map_or_else(String::new, |low| low.to_string());
            let message = format!("At {}, customers are left to themselves, and it hurts.", step.name());
            Finding::new(&RULE, Verdict::Failing, message)
                .detail(format!("Self-service; the lowest feeling here is {lowest}."))
                .at([step.key()])
                .weighing(60)
        })
        .collect()
}
