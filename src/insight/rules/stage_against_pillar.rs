//! Rule: a whole stage that works against a pillar.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted};
use crate::model::*;
use crate::words::listed;

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
        let against =
            |pillar: &&Pillar| steps.iter().all(|step| step.touchpoint.pillars.get(**pillar) == Support::Against);
        let pillars: Vec<String> =
            Pillar::ALL.iter().filter(against).map(|pillar| pillar.label().to_lowercase()).collect();
        if steps.len() < 2 || pillars.is_empty() {
            continue;
        }
        let message = format!("Every touchpoint of {} works against {}.", quoted(&stage.name), listed(&pillars));
        let felt: Vec<f64> = steps.iter().filter_map(|step| step.emotion()).collect();
        let mean = (!felt.is_empty()).then(|| signed(felt.iter().sum::<f64>() / felt.len() as f64));
        let detail = mean.map_or_else(String::new, |mean| format!("Customers feel {mean} on average."));
        let places = steps.iter().map(|step| step.key());
        found.push(Finding::new(&RULE, Verdict::Failing, message).detail(detail).at(places).weighing(30));
    }
    found
}
