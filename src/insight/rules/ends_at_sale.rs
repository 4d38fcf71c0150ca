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
    example: "The map ends at “Pays”, before anything was used.",
    remedy: "Add the first use, what happens when something goes wrong, and what makes people come back.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let Some(last) = survey.steps().last() else { return Vec::new() };
    // Whoever buys again has used what was bought first.
    let name = last.touchpoint.name.to_lowercase();
    let repeats = AGAIN.iter().any(|word| name.contains(word));
    if survey.steps().len() < 3 || repeats || !is_sale(&name) {
        return Vec::new();
    }
    let message = format!("The map ends at {}, before anything was used.", last.name());
    let fix = Fix::EndWith("Afterwards", "What happens after the sale?");
    vec![Finding::new(&RULE, Verdict::AtRisk, message).at([last.key()]).fixed_by(fix)]
}

/// Words of a sale that is not the first.
const AGAIN: [&str; 5] = ["again", "renew", "reorder", "re-order", "repeat"];
