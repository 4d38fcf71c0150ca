//! Rule: a whole stage that works against a pillar.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted, steps_text};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "stage-against-pillar",
    topic: Topic::Pillars,
    scope: Scope::Both,
    title: "A whole stage that works against a pillar",
    why: "One bad moment is a slip; a stage in which every touchpoint works against the same pillar is how the company works.",
    example: "In “Service”, all three touchpoints work against service.",
    remedy: "Look for the one cause behind all of them: a rule, a target, a missing person.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (stage, steps) in survey.stages() {
        for pillar in Pillar::ALL {
            let against = steps.iter().filter(|step| step.touchpoint.pillars.get(*pillar) == Support::Against).count();
            if steps.len() >= 2 && against == steps.len() {
                let pillar = pillar.label().to_lowercase();
                let message = format!("Every touchpoint of {} works against {pillar}.", quoted(&stage.name));
                let numbers: Vec<usize> = steps.iter().map(|step| step.number).collect();
                let detail = format!("That is {}.", steps_text(&numbers));
                let places = steps.iter().map(|step| step.key());
                found.push(Finding::new(&RULE, Verdict::Failing, message).detail(detail).at(places).weighing(30));
            }
        }
    }
    found
}
