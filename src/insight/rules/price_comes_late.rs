//! Rule: a price that comes after the decision.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "price-comes-late",
    topic: Topic::Quality,
    scope: Scope::Both,
    title: "A price that comes after the decision",
    why: "Clear prices before paying are part of what good looks like: a price that surprises is felt as a breach of trust.",
    example: "The price comes late, at “Surprise price”.",
    remedy: "Name the whole price before the customer decides.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    const PRICE: &[&str] = &["price", "fee", "cost", "charge", "bill", "invoice"];
    /// On fewer touchpoints nothing is late.
    const LEAST: usize = 4;
    if survey.steps().len() < LEAST {
        return Vec::new();
    }
    let half = survey.steps().len() / 2;
    let is_priced = |step: &Step| {
        let name = step.touchpoint.name.to_lowercase();
        name.split(|c: char| !c.is_alphabetic())
            .any(|word| PRICE.iter().any(|p| word.strip_suffix('s').unwrap_or(word) == *p))
    };
    let late =
        |step: &&Step| step.number > half && step.lowest().is_some_and(|low| low.value() < 0.0) && is_priced(step);
    survey
        .steps()
        .iter()
        .filter(late)
        .map(|step| {
            let lowest = step.lowest().map_or_else(String::new, |low| low.to_string());
            let message = format!("The price comes late, at {}.", step.name());
            let detail =
                format!("Step {} of {}; the lowest feeling here is {lowest}.", step.number, survey.steps().len());
            Finding::new(&RULE, Verdict::Failing, message).detail(detail).at([step.key()]).weighing(55)
        })
        .collect()
}
