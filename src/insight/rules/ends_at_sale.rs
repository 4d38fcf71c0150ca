//! Rule: a journey that ends when the money is in.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, is_sale};

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "ends-at-sale",
    topic: Topic::Experience,
    scope: Scope::Both,
    title: "A journey that ends when the money is in",
    why: "Experience goes on after the sale: use, help, complaints, coming back, and what people tell others.",
    example: "The journey ends at “Pays”.",
    remedy: "Add the first use, what happens when something goes wrong, and what makes people come back.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let Some(last) = survey.steps.last() else { return Vec::new() };
    if survey.steps.len() < 3 || !is_sale(&last.touchpoint.name) {
        return Vec::new();
    }
    let message = format!("The journey ends at {}, before anything was used.", last.name());
    let fix = Fix::EndWith("Afterwards", "What happens after the sale?");
    vec![Finding::new(&RULE, Verdict::AtRisk, message).at([last.key()]).fixed_by(fix)]
}
