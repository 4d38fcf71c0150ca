//! Rule: customers whom nobody asks.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "nobody-listens",
    topic: Topic::Listening,
    scope: Scope::Today,
    title: "Customers whom nobody asks",
    why: "Listening is collecting, understanding, acting and answering; without a single voice of a customer the map is what the company believes.",
    example: "No customer’s feedback is on this map.",
    remedy: "Put at least one thing that a customer really said at each stage.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if !survey.is_begun() {
        return Vec::new();
    }
    let heard = survey.feedback().any(|feedback| feedback.source == Voice::Customer);
    if heard || survey.steps().len() < 3 {
        return Vec::new();
    }
    let message = "No customer’s own words are on this map.";
    let finding = Finding::new(&RULE, Verdict::AtRisk, message).detail("It holds no feedback from customers.");
    let at = survey.lowest_step().map(|step| step.touchpoint.id);
    vec![Finding { fix: at.map(|at| Fix::AddFeedback(Voice::Customer, at)), ..finding }]
}
