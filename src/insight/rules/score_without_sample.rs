//! Rule: a score that does not say how many were asked.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "score-without-sample",
    topic: Topic::Measuring,
    scope: Scope::Today,
    title: "A score that does not say how many were asked",
    why: "A number without its sample is an opinion with decimals.",
    example: "“CSAT at gate” does not say how many were asked.",
    remedy: "Enter the number of answers, or take the value away.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let vague = |measure: &&std::sync::Arc<Measure>| {
        let asked = matches!(measure.kind, MeasureKind::Nps | MeasureKind::Csat | MeasureKind::Ces);
        asked && measure.value.is_some() && measure.sample.is_none()
    };
    survey
        .measures()
        .filter(vague)
        .map(|measure| {
            let message = format!("{} does not say how many people were asked.", quoted(&measure.name));
            Finding::new(&RULE, Verdict::AtRisk, message).at([Key::Measure(measure.id)])
        })
        .collect()
}
