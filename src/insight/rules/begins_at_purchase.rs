//! Rule: a journey that begins when money changes hands.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, is_sale};

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "begins-at-purchase",
    topic: Topic::Experience,
    scope: Scope::Both,
    title: "A journey that begins when money changes hands",
    why: "Experience is everything from first awareness on: adverts, peer reviews and word of mouth shape what people expect before the company notices them.",
    example: "The map begins at “Pays at the till”, when most is already decided.",
    remedy: "Add how people first hear of you, compare you with others, and decide.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let Some(first) = survey.steps().first() else { return Vec::new() };
    if survey.steps().len() < 3 || !is_sale(&survey.words(first)) {
        return Vec::new();
    }
    let message = format!("The map begins at {}, when most is already decided.", first.name());
    let fix = Fix::BeginWith("Awareness", "How do they first hear of you?");
    vec![Finding::new(&RULE, Verdict::AtRisk, message).at([first.key()]).fixed_by(fix)]
}
