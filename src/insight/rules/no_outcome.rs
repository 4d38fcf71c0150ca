//! Rule: nothing says what the company gets out of it.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "no-outcome",
    topic: Topic::Outcomes,
    scope: Scope::Today,
    title: "Nothing says what the company gets out of it",
    why: "Retention, acquisition, word of mouth, complaints and returns are what a better journey is paid from; without one of them it is hard to argue for it.",
    example: "No measure says whether people stay, come or tell others.",
    remedy: "Tie one outcome, such as churn or revenue, to the touchpoint that moves it.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if !survey.is_begun() {
        return Vec::new();
    }
    let outcome = |measure: &std::sync::Arc<Measure>| match measure.kind {
        MeasureKind::Nps | MeasureKind::Conversion | MeasureKind::Churn | MeasureKind::Revenue | MeasureKind::Roi => {
            true
        }
        MeasureKind::Csat | MeasureKind::Ces | MeasureKind::Own => false,
    };
    let Some(last) = survey.steps().last() else { return Vec::new() };
    if survey.steps().len() < 3 || survey.measures().any(outcome) {
        return Vec::new();
    }
    let fix = Fix::AddMeasure("Would recommend us", MeasureKind::Nps, last.touchpoint.id);
    let message = "No measure says whether people come, stay or tell others.";
    vec![Finding::new(&RULE, Verdict::AtRisk, message).fixed_by(fix)]
}
