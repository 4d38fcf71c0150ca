//! Rule: employees whom nobody asks.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "employees-unheard",
    topic: Topic::Listening,
    scope: Scope::Today,
    title: "Employees whom nobody asks",
    why: "Employees know where it hurts before customers say so, and their own pains become customers’ pains.",
    example: "Nothing on this map comes from employees.",
    remedy: "Ask those who stand at the touchpoints; write their pains and feedback beside the customers’.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let said = survey.journey.feedback().any(|feedback| feedback.source == Voice::Employee);
    let hurts = survey.journey.pains().any(|pain| pain.whose == Voice::Employee);
    if said || hurts || survey.steps.len() < 3 {
        return Vec::new();
    }
    let detail = "No feedback and no pain point is an employee’s.";
    vec![Finding::new(&RULE, Verdict::AtRisk, "Nothing on this map comes from employees.").detail(detail)]
}
