//! Rule: a person who makes the journey.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "meeting-that-carries",
    topic: Topic::People,
    scope: Scope::Today,
    title: "A person who makes the journey",
    why: "What works should be kept when everything else is changed: an attentive, polite and knowledgeable person is the hardest part to build.",
    example: "At “Spa and make-over”, a good person makes the moment.",
    remedy: "Say thank you, and find out what the person does that others could do too.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let carried = |step: &&Step| {
        let staff = step.touchpoint.staff;
        let good = |rating: Option<Level>| rating.is_some_and(|rating| rating.get() >= 4);
        step.is_one_to_one()
            && good(staff.attentive)
            && good(staff.polite)
            && good(staff.knowledgeable)
            && step.emotion().is_some_and(|emotion| emotion >= 5.0)
    };
    survey
        .steps()
        .iter()
        .filter(carried)
        .map(|step| {
            let message = format!("At {}, a good person makes the moment.", step.name());
            let emotion = step.emotion().map_or_else(String::new, signed);
            let detail = format!("Attentive, polite and knowledgeable; customers feel {emotion}.");
            Finding::new(&RULE, Verdict::Good, message).detail(detail).at([step.key()])
        })
        .collect()
}
