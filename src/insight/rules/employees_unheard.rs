//! Rule: employees whom nobody asks.

use crate::insight::finding::{Finding, Fix, Verdict};
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
    if !survey.is_begun() {
        return Vec::new();
    }
    let said = survey.feedback().any(|feedback| feedback.source == Voice::Employee);
    let hurts = survey.pains().any(|pain| pain.whose == Voice::Employee);
    if said || hurts || survey.steps().len() < 3 {
        return Vec::new();
    }
    let message = "Nothing on this map comes from employees.";
    let finding =
        Finding::new(&RULE, Verdict::AtRisk, message).detail("No feedback and no pain point is an employee’s.");
    let at = survey.lowest_step().map(|step| step.touchpoint.id);
    vec![Finding { fix: at.map(|at| Fix::AddFeedback(Voice::Employee, at)), ..finding }]
}
