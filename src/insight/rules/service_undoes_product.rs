//! Rule: a good product, spoilt by how the person serves.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "service-undoes-product",
    topic: Topic::People,
    scope: Scope::Both,
    title: "A good product, spoilt by how the person serves",
    why: "The magic number is two: one customer meeting one person decides most experiences. A good person can make up for a flawed product; an excellent product cannot make up for an unpleasant person, so this ranks first.",
    example: "At “Fitting”, the way people serve spoils a good product.",
    remedy: "Look at who stands here, what they are allowed to do, and how they are trained and thanked.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let spoilt = |step: &&Step| {
        let pillars = step.touchpoint.pillars;
        step.touchpoint.encounter.is_human()
            && pillars.product == Support::Supports
            && pillars.service == Support::Against
    };
    survey
        .steps()
        .iter()
        .filter(spoilt)
        .map(|step| {
            let message = format!("At {}, the way people serve spoils a good product.", step.name());
            Finding::new(&RULE, Verdict::Failing, message)
                .detail("Product quality supports the experience here; service works against it.")
                .at([step.key()])
                .weighing(100)
        })
        .collect()
}
