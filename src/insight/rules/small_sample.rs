//! Rule: a score of too few answers.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, counted, listed, quoted};
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
    let small: Vec<_> = survey.measures().filter(small).collect();
    let Some(first) = small.first() else { return Vec::new() };
    let message = match small.len() {
        1 => format!(
            "{} rests on only {}.",
            quoted(&first.name),
            counted(first.sample.unwrap_or(0) as usize, "answer", "answers")
        ),
        many => format!("{many} measures rest on fewer than {FEW} answers each."),
    };
    let share = |small: &&std::sync::Arc<Measure>| format!("{} on {}", quoted(&small.name), small.sample.unwrap_or(0));
    let mut shares: Vec<String> = small.iter().take(MOST_NAMED).map(share).collect();
    if small.len() > MOST_NAMED {
        shares.push(format!("{} more", small.len() - MOST_NAMED));
    }
    let places = small.iter().map(|small| Key::Measure(small.id));
    let detail = match small.len() {
        1 => format!("Below {FEW}, chance moves it."),
        _ => format!("{}.", listed(&shares)),
    };
    vec![Finding::new(&RULE, Verdict::AtRisk, message).detail(detail).at(places)]
}

/// Fewer answers than these are a small sample.
const FEW: u32 = 30;
/// So many measures are named.
const MOST_NAMED: usize = 6;
