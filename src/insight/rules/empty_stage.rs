//! Rule: a stage in which nothing happens.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "empty-stage",
    topic: Topic::Map,
    scope: Scope::Both,
    title: "A stage in which nothing happens",
    why: "A stage without a touchpoint is either not needed or not understood.",
    example: "Nothing happens in “Loyalty”.",
    remedy: "Add what the customer meets there, or delete the stage.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if !survey.is_begun() {
        return Vec::new();
    }
    let empty = survey.empty_stages();
    empty
        .map(|stage| {
            let message = format!("Nothing happens in {}.", quoted(&stage.name));
            Finding::new(&RULE, Verdict::AtRisk, message)
                .at([Key::Stage(stage.id)])
                .fixed_by(Fix::DeleteStage(stage.id))
        })
        .collect()
}
