//! Rule: a pain point without an opportunity, an owner or a decision.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "pain-without-answer",
    topic: Topic::Pains,
    scope: Scope::Both,
    title: "A pain point without an opportunity, an owner or a decision",
    why: "A pain that was written down and left alone tells everybody in the room that nothing comes of it.",
    example: "“Price after the trip” has no answer yet.",
    remedy: "Write an opportunity, name an owner, or decide to live with it and say so.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for pain in survey.pains() {
        let answered = !survey.answers_to(pain.id).is_empty() || !pain.owner.trim().is_empty();
        if answered || pain.status != PainStatus::Open {
            continue;
        }
        let severity = pain.severity.get();
        let verdict = if severity >= 4 { Verdict::Failing } else { Verdict::AtRisk };
        let message = format!("{} has no answer yet.", quoted(&pain.text));
        let mut finding = Finding::new(&RULE, verdict, message)
            .detail(format!("Severity {severity} of 5; no opportunity, no owner, no decision."));
        finding = finding.at([Key::Pain(pain.id)]).weighing(u32::from(severity) * 10);
        found.push(match survey.first_place(pain.id.0) {
            Some(place) => finding.fixed_by(Fix::AnswerPain(pain.id, place)),
            None => finding.fixed_by(Fix::AcceptPain(pain.id)),
        });
    }
    found
}
