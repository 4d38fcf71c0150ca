//! Rule: a measure without a target.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted};
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
    let aimless: Vec<_> = survey.journey.measures().filter(|measure| measure.target.is_none()).collect();
    let Some(first) = aimless.first() else { return Vec::new() };
    let message = match aimless.len() {
        1 => format!("{} has no target.", quoted(&first.name)),
        many => format!("{many} measures have no target."),
    };
    let detail = format!("First: {}.", quoted(&first.name));
    let places = aimless.iter().map(|aimless| Key::Measure(aimless.id));
    vec![Finding::new(&RULE, Verdict::AtRisk, message).detail(detail).at(places)]
}
