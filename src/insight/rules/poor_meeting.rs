//! Rule: a person who is inattentive, impolite or does not know.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::words::listed;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "poor-meeting",
    topic: Topic::People,
    scope: Scope::Both,
    title: "A person who is inattentive, impolite or does not know",
    why: "Most experiences are decided by one customer meeting one person. Two or less of five for attention, courtesy or knowledge is what people tell their friends.",
    example: "The person customers meet at “City gate” is impolite.",
    remedy: "Train or relieve whoever stands here; give them the answers and the time the customer needs.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    survey.steps().iter().filter(|step| step.touchpoint.encounter.is_human()).filter_map(finding).collect()
}

/// Ratings up to this are poor.
const POOR: u8 = 2;

fn finding(step: &Step) -> Option<Finding> {
    let staff = step.touchpoint.staff;
    let asked = [
        (staff.attentive, "attentive", "inattentive"),
        (staff.polite, "polite", "impolite"),
        (staff.knowledgeable, "knowledgeable", "short of answers"),
    ];
    let (poor, how): (Vec<String>, Vec<&str>) = asked
        .iter()
        .filter_map(|(rating, word, lacks)| Some((rating.filter(|rating| rating.get() <= POOR)?, word, lacks)))
        .map(|(rating, word, lacks)| (format!("{word} {} of 5", rating.get()), lacks))
        .unzip();
    if poor.is_empty() {
        return None;
    }
    let who = if step.is_one_to_one() { "The person" } else { "The people" };
    let is = if step.is_one_to_one() { "is" } else { "are" };
    let message = format!("{who} customers meet at {} {is} {}.", step.name(), listed(&how));
    let detail = format!("Rated {}.", listed(&poor));
    Some(Finding::new(&RULE, Verdict::Failing, message).detail(detail).at([step.key()]).weighing(80))
}
