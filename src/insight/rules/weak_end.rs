//! Rule: a journey that ends badly.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, possessive};
use crate::words::capital;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "weak-end",
    topic: Topic::Pains,
    scope: Scope::Both,
    title: "A journey that ends badly",
    why: "People remember the peak and the end more than the mean (Kahneman and others, 1993). A weak end spoils a good journey.",
    example: "Dorothy’s journey ends badly, at “Balloon leaves without her”.",
    remedy: "Give the last touchpoint the care of the first: a thank you, a surprise, a promise kept.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for persona in survey.personas() {
        let Some(end) = survey.highlights(persona.id).end else { continue };
        if end.emotion.value() >= 0.0 || survey.steps().len() < 3 {
            continue;
        }
        let Some(step) = survey.steps().iter().find(|step| step.touchpoint.id == end.touchpoint) else { continue };
        let message = format!("{} journey ends badly, at {}.", capital(&possessive(&persona.name)), step.name());
        let detail = format!("Emotion {} at the end.", end.emotion);
        found.push(Finding::new(&RULE, Verdict::Failing, message).detail(detail).at([step.key()]).weighing(40));
    }
    found
}
