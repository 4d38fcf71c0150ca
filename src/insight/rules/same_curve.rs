//! Rule: two personas who feel the same everywhere.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::{Survey, capital, named};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "same-curve",
    topic: Topic::Customers,
    scope: Scope::Both,
    title: "Two personas who feel the same everywhere",
    why: "Customers differ; one curve for two of them says that nobody asked the second one.",
    example: "Dorothy and Toto feel the same everywhere.",
    remedy: "Ask the second persona, or merge the two.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let personas: Vec<_> = survey.personas().collect();
    let curve = |who: PersonaId| -> Vec<Option<Emotion>> {
        let at = |step: &Step| step.feeling(who).and_then(|feeling| feeling.emotion);
        survey.steps().iter().map(at).collect()
    };
    let mut found = Vec::new();
    for (index, one) in personas.iter().enumerate() {
        for other in &personas[index + 1..] {
            let (a, b) = (curve(one.id), curve(other.id));
            let known = a.iter().flatten().count();
            if known >= 3 && a == b {
                let message =
                    format!("{} and {} feel the same everywhere.", capital(&named(&one.name)), named(&other.name));
                let detail = format!("Equal emotions at all {known} known touchpoints.");
                let places = [Key::Persona(one.id), Key::Persona(other.id)];
                found.push(Finding::new(&RULE, Verdict::AtRisk, message).detail(detail).at(places));
            }
        }
    }
    found
}
