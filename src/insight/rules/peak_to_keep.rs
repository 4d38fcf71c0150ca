//! Rule: a peak worth keeping.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, possessive};
use crate::words::capital;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "peak-to-keep",
    topic: Topic::Quality,
    scope: Scope::Today,
    title: "A peak worth keeping",
    why: "People remember the peak and the end. What makes the peak should survive every change.",
    example: "Dorothy’s best moment is “Spa and make-over”.",
    remedy: "Find out what makes it, and do not improve it away.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let Some(persona) = survey.personas().next() else { return Vec::new() };
    let Some(peak) = survey.highlights(persona.id).peak else { return Vec::new() };
    let Some(step) = survey.steps().iter().find(|step| step.touchpoint.id == peak.touchpoint) else {
        return Vec::new();
    };
    if peak.emotion.value() < 7.0 {
        return Vec::new();
    }
    let message = format!("{} best moment is {}.", capital(&possessive(&persona.name)), step.name());
    let detail = format!("Emotion {}, at step {} of {}.", peak.emotion, step.number, survey.steps().len());
    vec![Finding::new(&RULE, Verdict::Good, message).detail(detail).at([step.key()])]
}
