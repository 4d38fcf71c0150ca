//! Rule: one-to-one moments that nobody has rated.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::words::counted;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "unrated-meeting",
    topic: Topic::People,
    scope: Scope::Today,
    title: "One-to-one moments that nobody has rated",
    why: "If two people decide most of it, how attentive, polite and knowledgeable the one on your side was has to be known.",
    example: "Nobody has rated the person customers meet at “Reception”.",
    remedy: "Ask three customers who were there, or watch three meetings, and enter the ratings.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let unrated: Vec<&Step> = survey
        .steps()
        .iter()
        .filter(|step| step.is_one_to_one() && step.touchpoint.staff == Default::default())
        .collect();
    let Some(first) = unrated.first() else { return Vec::new() };
    let all = survey.steps().iter().filter(|step| step.is_one_to_one()).count();
    let message = match unrated.len() {
        1 => format!("Nobody has rated the person customers meet at {}.", first.name()),
        many => format!("Nobody has rated the person customers meet at {many} one-to-one touchpoints."),
    };
    let detail = format!(
        "Rated: {} of {}.",
        all - unrated.len(),
        counted(all, "one-to-one touchpoint", "one-to-one touchpoints")
    );
    vec![Finding::new(&RULE, Verdict::AtRisk, message).detail(detail).at(unrated.iter().map(|step| step.key()))]
}
