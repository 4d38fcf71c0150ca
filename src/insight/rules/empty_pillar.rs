//! Rule: a pillar that nothing stands on.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::Survey;
use crate::model::*;
use crate::words::counted;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "empty-pillar",
    topic: Topic::Pillars,
    scope: Scope::Both,
    title: "A pillar that nothing stands on",
    why: "Four pillars carry an experience: service, product or service quality, brand image, and perks. One that no touchpoint serves is a decision nobody took.",
    example: "Nothing on this journey supports perks.",
    remedy: "Decide where this pillar could carry, or say that you do without it by muting this rule with the reason.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if !survey.is_begun() {
        return Vec::new();
    }
    if survey.steps().len() < 4 {
        return Vec::new();
    }
    if survey.steps().iter().all(|step| step.touchpoint.pillars == Pillars::default()) {
        let message = "Nobody has said how the touchpoints serve the four pillars.";
        let detail = "Service, product quality, brand image and perks are unknown everywhere.";
        return vec![Finding::new(&RULE, Verdict::AtRisk, message).detail(detail)];
    }
    let mut found = Vec::new();
    for pillar in Pillar::ALL {
        let count =
            |support| survey.steps().iter().filter(|step| step.touchpoint.pillars.get(*pillar) == support).count();
        let against = count(Support::Against);
        if count(Support::Supports) > 0 {
            continue;
        }
        let name = pillar.label().to_lowercase();
        let (verdict, message, detail) = if against > 0 {
            let detail = format!(
                "{} against this pillar, none for it.",
                counted(against, "touchpoint works", "touchpoints work")
            );
            (
                Verdict::Failing,
                format!("Nothing on this journey supports {name}, and some of it works against {name}."),
                detail,
            )
        } else {
            (
                Verdict::AtRisk,
                format!("Nothing on this journey supports {name}."),
                "Unknown at every touchpoint.".to_owned(),
            )
        };
        found.push(Finding::new(&RULE, verdict, message).detail(detail));
    }
    found
}
