//! Rule: a moment of truth that is a guess.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "truth-on-assumption",
    topic: Topic::Measuring,
    scope: Scope::Today,
    title: "A moment of truth that is a guess",
    why: "Where the journey is won or lost, a claim without data is a risk that nobody sees.",
    example: "“Price quoted” is a moment of truth, and what is said of it is assumed.",
    remedy: "Ask or watch ten customers at this point before anything is built on it.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let guessed = |step: &&Step| step.touchpoint.moment_of_truth && step.touchpoint.evidence == Evidence::Assumed;
    survey
        .steps()
        .iter()
        .filter(guessed)
        .map(|step| {
            let message = format!("{} is a moment of truth, and what is said of it is assumed.", step.name());
            Finding::new(&RULE, Verdict::AtRisk, message).at([step.key()])
        })
        .collect()
}
