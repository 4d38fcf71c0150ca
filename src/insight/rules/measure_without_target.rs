//! Rule: a measure without a target.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, ending, quoted};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "measure-without-target",
    topic: Topic::Measuring,
    scope: Scope::Today,
    title: "A measure without a target",
    why: "A number that nobody wants to move measures nothing.",
    example: "“NPS” has no target.",
    remedy: "Say what the number should be, and by when.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let aimless: Vec<_> = survey.measures().filter(|measure| measure.target.is_none()).collect();
    let Some(first) = aimless.first() else { return Vec::new() };
    let places = aimless.iter().map(|aimless| Key::Measure(aimless.id));
    let finding = |message: String| Finding::new(&RULE, Verdict::AtRisk, message).at(places);
    vec![match aimless.len() {
        1 => finding(format!("{} has no target.", quoted(&first.name))),
        many => {
            finding(format!("{many} measures have no target.")).detail(format!("For example {}", ending(&first.name)))
        }
    }]
}
