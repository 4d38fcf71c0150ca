//! Rule: a score of too few answers.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, counted, quoted};
use crate::model::*;

/// The rule.
pub(super) static RULE: Rule = Rule {
    key: "small-sample",
    topic: Topic::Measuring,
    scope: Scope::Today,
    title: "A score of too few answers",
    why: "Below thirty answers a score moves by chance: a percentage of ten people changes by ten points with each of them.",
    example: "“Price clear” rests on 22 answers.",
    remedy: "Ask more people, or show the number as a hint and not as a fact.",
    check,
};

fn check(survey: &Survey<'_>) -> Vec<Finding> {
    let small = |measure: &&std::sync::Arc<Measure>| {
        measure.value.is_some() && measure.sample.is_some_and(|sample| sample < FEW)
    };
    let small: Vec<_> = survey.journey.measures().filter(small).collect();
    let Some(first) = small.first() else { return Vec::new() };
    let message = match small.len() {
        1 => format!(
            "{} rests on {}.",
            quoted(&first.name),
            counted(first.sample.unwrap_or(0) as usize, "answer", "answers")
        ),
        many => format!("{many} measures rest on fewer than {FEW} answers."),
    };
    let named: Vec<String> =
        small.iter().map(|small| format!("{} n = {}", quoted(&small.name), small.sample.unwrap_or(0))).collect();
    let places = small.iter().map(|small| Key::Measure(small.id));
    vec![Finding::new(&RULE, Verdict::AtRisk, message).detail(format!("{}.", named.join(", "))).at(places)]
}

/// Fewer answers than these are a small sample.
const FEW: u32 = 30;
