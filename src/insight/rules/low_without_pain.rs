//! Rule: a low point that nobody explains.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, possessive};

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "low-without-pain",
    topic: Topic::Pains,
    scope: Scope::Both,
    title: "A low point that nobody explains",
    why: "The lowest point is what people remember. If no pain point stands there, nobody knows what to change.",
    example: "Nobody has said what hurts at “Melts the witch”, Dorothy’s lowest point.",
    remedy: "Ask what exactly hurts there, and write it down.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for persona in survey.personas() {
        let Some(lowest) = survey.highlights(persona.id).lowest else { continue };
        let Some(step) = survey.steps().iter().find(|step| step.touchpoint.id == lowest.touchpoint) else { continue };
        if lowest.emotion.value() > -3.0 || !step.pains.is_empty() {
            continue;
        }
        let message =
            format!("Nobody has said what hurts at {}, {} lowest point.", step.name(), possessive(&persona.name));
        let detail = format!("Emotion {}, no pain point.", lowest.emotion);
        let fix = Fix::NamePain(step.touchpoint.id);
        found.push(Finding::new(&RULE, Verdict::AtRisk, message).detail(detail).at([step.key()]).fixed_by(fix));
    }
    found
}
