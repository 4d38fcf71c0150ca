//! Rule: a map without an ideal journey.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::Survey;
use crate::words::counted;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "no-ideal",
    topic: Topic::Ideal,
    scope: Scope::Today,
    title: "A map without an ideal journey",
    why: "What would the journey be if there were no pain points? Without that picture every improvement is a repair.",
    example: "Nobody has drawn what this journey should be.",
    remedy: "Derive a first ideal from today’s map, and edit it together.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if survey.has_ideal() || survey.pains().len() == 0 {
        return Vec::new();
    }
    let pains = counted(survey.pains().len(), "pain point", "pain points");
    let message = "Nobody has drawn what this journey should be.";
    vec![
        Finding::new(&RULE, Verdict::AtRisk, message)
            .detail(format!("Today’s map has {pains}."))
            .fixed_by(Fix::StartIdeal),
    ]
}
