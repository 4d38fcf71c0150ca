//! Rule: an opportunity for now that nobody owns.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, ending, quoted};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "opportunity-without-owner",
    topic: Topic::Pains,
    scope: Scope::Both,
    title: "An opportunity for now that nobody owns",
    why: "What everybody should do, nobody does.",
    example: "“Quote at the gate” is for now, and nobody owns it.",
    remedy: "Name one person, or move it to later.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let orphan = |opportunity: &&std::sync::Arc<crate::model::Opportunity>| {
        opportunity.is_to_do() && opportunity.horizon == Horizon::Now && opportunity.owner.trim().is_empty()
    };
    let orphans: Vec<_> = survey.opportunities().filter(orphan).collect();
    let Some(first) = orphans.first() else { return Vec::new() };
    let places = orphans.iter().map(|orphan| Key::Opportunity(orphan.id));
    let finding = |message: String| Finding::new(&RULE, Verdict::AtRisk, message).at(places);
    vec![match orphans.len() {
        1 => finding(format!("{} is for now, and nobody owns it.", quoted(&first.text)))
            .fixed_by(Fix::PlanFor(first.id, Horizon::Next)),
        many => finding(format!("{many} opportunities are for now, and nobody owns them."))
            .detail(format!("For example {}", ending(&first.text))),
    }]
}
