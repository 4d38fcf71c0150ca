//! Rule: two personas who feel the same everywhere.

use std::collections::HashMap;

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, named};
use crate::model::*;
use crate::words::capital;

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
    // Each curve as the feelings that are known, so that many personas who meet little cost little.
    let mut curves: HashMap<PersonaId, Vec<(usize, Emotion)>> = HashMap::new();
    for step in survey.steps() {
        for (who, feeling) in &step.feelings {
            if let Some(emotion) = feeling.emotion {
                curves.entry(*who).or_default().push((step.number, emotion));
            }
        }
    }
    let mut alike: HashMap<&[(usize, Emotion)], Vec<usize>> = HashMap::new();
    for (index, persona) in personas.iter().enumerate() {
        if let Some(curve) = curves.get(&persona.id).filter(|curve| curve.len() >= 3) {
            alike.entry(curve).or_default().push(index);
        }
    }
    // Whoever feels as the first of many does is named with her alone.
    let with_first = |(curve, group): (&[(usize, Emotion)], Vec<usize>)| {
        group[1..].iter().map(|other| (group[0], *other, curve.len())).collect::<Vec<_>>()
    };
    let mut pairs: Vec<(usize, usize, usize)> = alike.into_iter().flat_map(with_first).collect();
    pairs.sort_unstable();
    let finding = |(one, other, known): (usize, usize, usize)| {
        let (one, other) = (&personas[one], &personas[other]);
        let message = format!("{} and {} feel the same everywhere.", capital(&named(&one.name)), named(&other.name));
        let detail = format!("Equal emotions at all {known} known touchpoints.");
        let places = [Key::Persona(one.id), Key::Persona(other.id)];
        Finding::new(&RULE, Verdict::AtRisk, message).detail(detail).at(places)
    };
    pairs.into_iter().map(finding).collect()
}
