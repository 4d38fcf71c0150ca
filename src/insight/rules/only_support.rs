//! Rule: a journey that is nothing but support.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "only-support",
    topic: Topic::Experience,
    scope: Scope::Both,
    title: "A journey that is nothing but support",
    why: "Service is help at a point; experience is the whole. A map that holds only support shows what the company does when things have gone wrong.",
    example: "All 6 touchpoints are about service; product, brand and perks play no part.",
    remedy: "Add the moments in which nobody needs help; say for each touchpoint what product, brand image and perks do there.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let front: Vec<&Step> =
        survey.steps().iter().filter(|step| step.touchpoint.stagecraft == Stagecraft::FrontStage).collect();
    let only_service = |step: &&&Step| {
        let pillars = step.touchpoint.pillars;
        let others = [pillars.product, pillars.brand, pillars.perks];
        pillars.service != Support::Unknown && others.iter().all(|other| *other == Support::Unknown)
    };
    if front.len() < 4 || front.iter().filter(only_service).count() < front.len() {
        return Vec::new();
    }
    let message = format!("All {} touchpoints are about service; product, brand and perks play no part.", front.len());
    vec![Finding::new(&RULE, Verdict::Failing, message)]
}
