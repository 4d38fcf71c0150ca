//! Rule: feedback that nobody acted on.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, ending};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "loop-open",
    topic: Topic::Listening,
    scope: Scope::Today,
    title: "Feedback that nobody acted on",
    why: "Feedback has to be heard, understood, acted on and answered. A loop left open teaches customers to stop talking.",
    example: "4 of 6 things customers said have not been acted on.",
    remedy: "Act on one piece of feedback a week: understand it, change something, and tell whoever said it.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (voice, who) in [(Voice::Customer, "customers"), (Voice::Employee, "employees")] {
        let said: Vec<_> = survey.feedback().filter(|feedback| feedback.source == voice).collect();
        let waiting = said.iter().filter(|said| matches!(said.status, LoopStatus::Heard | LoopStatus::Understood));
        let (praise, open): (Vec<&std::sync::Arc<Feedback>>, Vec<_>) =
            waiting.copied().partition(|said| is_praise(said));
        let Some(first) = open.first() else { continue };
        let verdict = if open.len() * 2 > said.len() { Verdict::Failing } else { Verdict::AtRisk };
        let message = match (open.len(), said.len()) {
            (1, 1) => format!("The one thing {who} said has not been acted on."),
            (2, 2) => format!("Neither of the two things {who} said has been acted on."),
            (all, of) if all == of => format!("None of the {of} things {who} said has been acted on."),
            (1, of) => format!("1 of {of} things {who} said has not been acted on."),
            (some, of) => format!("{some} of {of} things {who} said have not been acted on."),
        };
        let detail = if open.len() == 1 { ending(&first.text) } else { format!("For example {}", ending(&first.text)) };
        let detail = match praise.len() {
            0 => detail,
            1 => format!("{detail} 1 more is praise and asks for nothing."),
            many => format!("{detail} {many} more are praise and ask for nothing."),
        };
        let places = open.iter().map(|open| Key::Feedback(open.id));
        found.push(Finding::new(&RULE, verdict, message).detail(detail).at(places));
    }
    found
}

/// Whether somebody says that it was good, which asks nobody to change anything: rated 4 or 5 of 5.
fn is_praise(feedback: &Feedback) -> bool {
    feedback.rating.is_some_and(|rating| rating.get() >= 4)
}
