//! Rule: a person who is inattentive, impolite or does not know.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Step, Survey};

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "poor-meeting",
    topic: Topic::People,
    scope: Scope::Both,
    title: "A person who is inattentive, impolite or does not know",
    why: "Most experiences are decided by one customer meeting one person. Two or less of five for attention, courtesy or knowledge is what people tell their friends.",
    example: "At “City gate”, the person is not polite (1 of 5).",
    remedy: "Train, relieve or exchange the person; give them the answers and the time the customer needs.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    survey.steps.iter().filter(|step| step.touchpoint.encounter.is_human()).filter_map(finding).collect()
}

/// Ratings up to this are poor.
const POOR: u8 = 2;

fn finding(step: &Step<'_>) -> Option<Finding> {
    let staff = step.touchpoint.staff;
    let named = [(staff.attentive, "attentive"), (staff.polite, "polite"), (staff.knowledgeable, "knowledgeable")];
    let poor: Vec<String> = named
        .iter()
        .filter_map(|(rating, word)| Some((rating.filter(|rating| rating.get() <= POOR)?, word)))
        .map(|(rating, word)| format!("{word} {} of 5", rating.get()))
        .collect();
    if poor.is_empty() {
        return None;
    }
    let message = format!("At {}, the person falls short.", step.name());
    let detail = format!("Rated {}.", poor.join(", "));
    Some(Finding::new(&RULE, Verdict::Failing, message).detail(detail).at([step.key()]).weighing(80))
}
