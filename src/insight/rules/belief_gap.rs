//! Rule: the company believes what customers do not confirm.

use crate::insight::figures::{Belief, beliefs};
use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "belief-gap",
    topic: Topic::Measuring,
    scope: Scope::Today,
    title: "The company believes what customers do not confirm",
    why: "Eight executives of ten believe that they deliver a superior experience; one customer of ten agrees (Bain & Company, 2005). Where both are known, show the gap.",
    example: "“Reception” is believed to feel +6, and customers rate it 1.5 of 5.",
    remedy: "Believe the customers: correct the curve, and say what it rests on now.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for Belief { step, believed, rated, n, .. } in beliefs(survey) {
        // Three of five is the middle of both scales.
        if believed >= 2.0 && rated <= 2.5 {
            let message = format!(
                "{} is believed to feel {}, and customers rate it {rated:.1} of 5.",
                step.name(),
                signed(believed)
            );
            let detail = format!("n = {n}; the curve rests on less than research.");
            found.push(Finding::new(&RULE, Verdict::Failing, message).detail(detail).at([step.key()]).weighing(50));
        }
    }
    found
}
