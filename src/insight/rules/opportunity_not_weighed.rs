//! Rule: opportunities nobody has weighed.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::matrices::is_to_be_weighed;
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "opportunity-not-weighed",
    topic: Topic::Pains,
    scope: Scope::Both,
    title: "Opportunities nobody has weighed",
    why: "Without impact and effort the loudest voice decides what is done first.",
    example: "3 of 8 opportunities have not been weighed.",
    remedy: "Weigh them together in five minutes: impact and effort from 1 to 5.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let to_weigh = || survey.opportunities().filter(|opportunity| is_to_be_weighed(opportunity));
    let all = to_weigh().count();
    let vague: Vec<_> =
        to_weigh().filter(|opportunity| opportunity.impact.is_none() || opportunity.effort.is_none()).collect();
    if vague.is_empty() {
        return Vec::new();
    }
    let message = match (vague.len(), all) {
        (1, _) => format!("Nobody has weighed {}.", quoted(&vague[0].text)),
        (some, of) if some == of => format!("None of the {of} opportunities has been weighed."),
        (some, of) => format!("{some} of {of} opportunities have not been weighed."),
    };
    let places = vague.iter().map(|vague| Key::Opportunity(vague.id));
    vec![Finding::new(&RULE, Verdict::AtRisk, message).detail("Impact or effort is missing.").at(places)]
}
