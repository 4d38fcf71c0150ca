//! Rule: an ideal in which it still hurts badly.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "ideal-still-hurts",
    topic: Topic::Ideal,
    scope: Scope::Ideal,
    title: "An ideal in which it still hurts badly",
    why: "The ideal answers the question what the journey would be without pain points; a severe one in it is an ideal not thought through.",
    example: "“Price after the trip” still hurts in the ideal.",
    remedy: "Resolve it in the ideal, or say why it has to stay by accepting it.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let severe = |pain: &&std::sync::Arc<Pain>| pain.severity.get() >= 4 && Survey::is_open(pain);
    survey
        .pains()
        .filter(severe)
        .map(|pain| {
            let message = format!("{} still hurts in the ideal.", quoted(&pain.text));
            let detail = format!("Severity {} of 5.", pain.severity.get());
            Finding::new(&RULE, Verdict::Failing, message)
                .detail(detail)
                .at([Key::Pain(pain.id)])
                .fixed_by(Fix::ResolvePain(pain.id))
        })
        .collect()
}
