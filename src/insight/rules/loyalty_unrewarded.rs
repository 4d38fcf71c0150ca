//! Rule: coming back is not rewarded.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "loyalty-unrewarded",
    topic: Topic::Quality,
    scope: Scope::Both,
    title: "Coming back is not rewarded",
    why: "Loyalty that is rewarded is part of what good looks like: new customers are courted, those who stay should feel it too.",
    example: "Nothing in the second half of the journey rewards coming back.",
    remedy: "Give those who stay something that those who come for the first time do not get.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let half = survey.steps().len() / 2;
    let perks = survey.steps()[half..].iter().any(|step| step.touchpoint.pillars.perks == Support::Supports);
    let says = survey.steps().iter().any(|step| step.touchpoint.pillars.perks != Support::Unknown);
    if perks || !says || survey.steps().len() < 6 {
        return Vec::new();
    }
    let message = "Nothing in the second half of the journey rewards those who stay.";
    vec![
        Finding::new(&RULE, Verdict::AtRisk, message)
            .detail("Perks support the experience in the first half at most.")
            .fixed_by(Fix::EndWith("Afterwards", "What rewards those who stay?")),
    ]
}
