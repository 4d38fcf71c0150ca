//! Rule: the company believes what customers do not confirm.

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
    for step in survey.steps.iter().filter(|step| step.touchpoint.evidence != Evidence::Researched) {
        let said = survey.journey.feedback_at(step.touchpoint.id);
        let customers = said.iter().filter(|said| said.source == Voice::Customer);
        let ratings: Vec<f64> =
            customers.filter_map(|said| said.rating).map(|rating| f64::from(rating.get())).collect();
        let (Some(belief), false) = (step.emotion(), ratings.is_empty()) else { continue };
        let rated = ratings.iter().sum::<f64>() / ratings.len() as f64;
        // Three of five is the middle of both scales.
        if belief >= 2.0 && rated <= 2.5 {
            let message = format!(
                "{} is believed to feel {}, and customers rate it {rated:.1} of 5.",
                step.name(),
                signed(belief)
            );
            let detail = format!("n = {}; the curve rests on less than research.", ratings.len());
            found.push(Finding::new(&RULE, Verdict::Failing, message).detail(detail).at([step.key()]).weighing(50));
        }
    }
    found
}
