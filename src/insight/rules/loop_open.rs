//! Rule: feedback that nobody acted on.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, counted, quoted};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "loop-open",
    topic: Topic::Listening,
    scope: Scope::Today,
    title: "Feedback that nobody acted on",
    why: "Feedback has to be heard, understood, acted on and answered. A loop left open teaches customers to stop talking.",
    example: "4 of 6 pieces of customers’ feedback wait to be acted on.",
    remedy: "Take one a week: understand it, act, and tell whoever said it.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (voice, whose) in [(Voice::Customer, "customers’"), (Voice::Employee, "employees’")] {
        let said: Vec<_> = survey.journey.feedback().filter(|feedback| feedback.source == voice).collect();
        let open: Vec<_> =
            said.iter().filter(|said| matches!(said.status, LoopStatus::Heard | LoopStatus::Understood)).collect();
        let Some(first) = open.first() else { continue };
        let verdict = if open.len() * 2 > said.len() { Verdict::Failing } else { Verdict::AtRisk };
        let waits = if open.len() == 1 { "waits" } else { "wait" };
        let pieces = counted(said.len(), "piece", "pieces");
        let message = format!("{} of {pieces} of {whose} feedback {waits} to be acted on.", open.len());
        let detail = format!("First: {}.", quoted(&first.text));
        let places = open.iter().map(|open| Key::Feedback(open.id));
        found.push(Finding::new(&RULE, verdict, message).detail(detail).at(places));
    }
    found
}
