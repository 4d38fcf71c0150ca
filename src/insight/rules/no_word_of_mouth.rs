//! Rule: nobody talks to anybody.

use crate::insight::finding::{Finding, Fix, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::steps::Step;
use crate::insight::survey::Survey;
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "no-word-of-mouth",
    topic: Topic::Experience,
    scope: Scope::Both,
    title: "Nobody talks to anybody",
    why: "People believe each other more than any advert: peer reviews and word of mouth belong to the experience, before and after.",
    example: "No touchpoint is about what people tell each other.",
    remedy: "Add where people hear about you from others, and where they tell others.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    if !survey.is_begun() {
        return Vec::new();
    }
    const SAYING: &[&str] =
        &["review", "recommend", "friend", "word of mouth", "tells", "forum", "rating", "peer", "neighbour", "hears"];
    let heard = |step: &Step| {
        let channel = match &step.touchpoint.channel {
            Channel::Known(known) => matches!(known, KnownChannel::WordOfMouth | KnownChannel::Social),
            Channel::Own { .. } | Channel::Unset => false,
        };
        channel || SAYING.iter().any(|word| survey.words(step).contains(word))
    };
    if survey.steps().len() < 5 || survey.steps().iter().any(heard) {
        return Vec::new();
    }
    let fix = Fix::BeginWith("Awareness", "What do others tell them about you?");
    vec![Finding::new(&RULE, Verdict::AtRisk, "No touchpoint is about what people tell each other.").fixed_by(fix)]
}
