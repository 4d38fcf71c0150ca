//! Rule: a severe pain point that is put off.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "severe-pain-later",
    topic: Topic::Pains,
    scope: Scope::Today,
    title: "A severe pain point that is put off",
    why: "What hurts most decides what people tell others; putting it off is a decision that should be made knowingly.",
    example: "“Dangerous work” is severe, and its only answer is planned for later.",
    remedy: "Bring one answer forward, or accept the pain openly.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for pain in survey.pains().filter(|pain| pain.severity.get() >= 4 && Survey::is_open(pain)) {
        let answers = survey.answers_to(pain.id);
        if answers.is_empty() || answers.iter().any(|answer| answer.horizon != Horizon::Later) {
            continue;
        }
        let message = match answers.len() {
            1 => format!("{} is severe, and its only answer is planned for later.", quoted(&pain.text)),
            _ => format!("{} is severe, and all its answers are planned for later.", quoted(&pain.text)),
        };
        let fix = Fix::PlanFor(answers[0].id, Horizon::Next);
        let detail = format!("Severity {} of 5.", pain.severity.get());
        found.push(
            Finding::new(&RULE, Verdict::AtRisk, message)
                .detail(detail)
                .at([Key::Pain(pain.id)])
                .weighing(20)
                .fixed_by(fix),
        );
    }
    found
}
