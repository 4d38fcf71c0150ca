//! Rule: a persona who meets nothing.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::{Survey, named};
use crate::model::*;
use crate::words::capital;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "persona-without-journey",
    topic: Topic::Customers,
    scope: Scope::Both,
    title: "A persona who meets nothing",
    why: "Whoever is drawn has to walk somewhere: a persona without a curve is a slide, not a customer.",
    example: "Scarecrow meets no touchpoint.",
    remedy: "Say how the persona feels at each touchpoint, or take it off the map.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for persona in survey.personas() {
        let meets = |step: &Step| step.feeling(persona.id).is_some();
        if !survey.steps().is_empty() && !survey.steps().iter().any(meets) {
            let message = format!("{} meets no touchpoint.", capital(&named(&persona.name)));
            let finding = Finding::new(&RULE, Verdict::Failing, message).at([Key::Persona(persona.id)]);
            found.push(finding.fixed_by(Fix::Walk(persona.id)));
        }
    }
    found
}
