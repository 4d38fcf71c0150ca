//! Rule: a persona to whom the brand means nothing.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, named};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "persona-without-brand",
    topic: Topic::Customers,
    scope: Scope::Both,
    title: "A persona whose tie to the brand is unknown",
    why: "People stay where they feel a connection to what the brand stands for; if nobody can name it, price is what is left.",
    example: "Nobody has said what the brand means to Ada.",
    remedy: "Ask what they would miss if you were gone, and write it down in their words.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if !survey.is_begun() {
        return Vec::new();
    }
    let silent = survey.personas().filter(|persona| persona.brand.trim().is_empty());
    silent
        .map(|persona| {
            let message = format!("Nobody has said what the brand means to {}.", named(&persona.name));
            Finding::new(&RULE, Verdict::AtRisk, message).at([Key::Persona(persona.id)])
        })
        .collect()
}
