//! Rule: a touchpoint that nobody meets.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Step, Survey};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "nobody-meets",
    topic: Topic::Customers,
    scope: Scope::Both,
    title: "A touchpoint that nobody meets",
    why: "What no customer meets is not a touchpoint: it is work behind the scenes, or somebody forgot a persona.",
    example: "Nobody meets “Palace guard”.",
    remedy: "Say who meets it and how that feels, or move it behind the line of visibility.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if survey.journey.personas().len() == 0 {
        return Vec::new();
    }
    let lonely = |step: &&Step<'_>| step.feelings.is_empty() && step.touchpoint.stagecraft == Stagecraft::FrontStage;
    survey
        .steps
        .iter()
        .filter(lonely)
        .map(|step| {
            let message = format!("No persona meets {}.", step.name());
            let fix = Fix::BackStage(step.touchpoint.id);
            Finding::new(&RULE, Verdict::AtRisk, message).at([step.key()]).fixed_by(fix)
        })
        .collect()
}
