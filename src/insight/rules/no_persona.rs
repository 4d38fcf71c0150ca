//! Rule: a journey without anybody on it.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::Survey;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "no-persona",
    topic: Topic::Customers,
    scope: Scope::Both,
    title: "A journey without anybody on it",
    why: "A journey is somebody’s. Without a persona the map shows what the company does, not what people live through.",
    example: "Nobody walks this journey.",
    remedy: "Add the customer you know best, with what she needs, wants and worries about.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if survey.personas().len() > 0 || survey.steps().is_empty() {
        return Vec::new();
    }
    let message = "Nobody walks this journey: it has no persona.";
    vec![Finding::new(&RULE, Verdict::Failing, message).fixed_by(Fix::AddPersona)]
}
