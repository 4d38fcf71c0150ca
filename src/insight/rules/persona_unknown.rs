//! Rule: a persona about whom nobody knows enough.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, named};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "persona-unknown",
    topic: Topic::Customers,
    scope: Scope::Both,
    title: "A persona about whom nobody knows enough",
    why: "Knowing customers means knowing what they need, what they want, and what puts them under stress; a name and a picture are not enough.",
    example: "Nobody has said what Scarecrow needs or wants.",
    remedy: "Ask five people of this kind; write down needs, wants and stresses in their words.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if !survey.is_begun() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for persona in survey.personas() {
        let lists = [(&persona.needs, "needs"), (&persona.wants, "wants"), (&persona.stresses, "finds stressful")];
        let missing: Vec<&str> = lists.iter().filter(|(list, _)| list.is_empty()).map(|(_, word)| *word).collect();
        if !missing.is_empty() {
            let message = format!("Nobody has said what {} {}.", named(&persona.name), alternatives(&missing));
            found.push(Finding::new(&RULE, Verdict::AtRisk, message).at([Key::Persona(persona.id)]));
        }
    }
    found
}

/// "needs", "needs or wants", "needs, wants or finds stressful".
fn alternatives(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}
