//! Rule: a touchpoint that nobody meets.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "nobody-meets",
    topic: Topic::Customers,
    scope: Scope::Both,
    title: "A touchpoint that nobody meets",
    why: "What no customer meets is not a touchpoint: it is work behind the scenes, or somebody forgot a persona.",
    example: "Nobody meets “Palace guard”.",
    remedy: "Say who meets it and how that feels, or move it behind the line of visibility.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if !survey.is_begun() {
        return Vec::new();
    }
    if survey.personas().len() == 0 {
        return Vec::new();
    }
    let lonely = |step: &&Step| step.feelings.is_empty() && step.touchpoint.stagecraft == Stagecraft::FrontStage;
    let lonely: Vec<&Step> = survey.steps().iter().filter(lonely).collect();
    // Many at once have one cause: nobody has gone through the journey yet.
    if lonely.len() > FEW {
        let message = format!("No persona meets {} of {} touchpoints.", lonely.len(), survey.steps().len());
        return vec![Finding::new(&RULE, Verdict::AtRisk, message).at(lonely.iter().map(|step| step.key()))];
    }
    let one = |step: &&Step| {
        let message = format!("No persona meets {}.", step.name());
        let fix = Fix::BackStage(step.touchpoint.id);
        Finding::new(&RULE, Verdict::AtRisk, message).at([step.key()]).fixed_by(fix)
    };
    lonely.iter().map(one).collect()
}

/// Up to so many are named one by one.
const FEW: usize = 3;
