//! Rule: a moment of truth nobody answers for.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "truth-without-owner",
    topic: Topic::Outcomes,
    scope: Scope::Both,
    title: "A moment of truth nobody answers for",
    why: "Where the journey is won or lost, somebody has to be able to act the same day.",
    example: "“City gate” is a moment of truth that nobody owns.",
    remedy: "Name one owner in the company.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let orphan = |step: &&Step| step.touchpoint.moment_of_truth && step.touchpoint.owner.trim().is_empty();
    survey
        .steps()
        .iter()
        .filter(orphan)
        .map(|step| {
            let message = format!("{} is a moment of truth that nobody owns.", step.name());
            Finding::new(&RULE, Verdict::AtRisk, message).at([step.key()])
        })
        .collect()
}
