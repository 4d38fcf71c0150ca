//! Rule: a score of too few answers.

use crate::insight::finding::{Finding, Verdict};
use crate::insight::rule::{Rule, Scope, Topic};
use crate::insight::survey::{Survey, quoted};
use crate::model::*;
use crate::words::{counted, listed};

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
    // Several measures of one survey have one name; then the step tells which is which.
    let share = |measure: &&std::sync::Arc<Measure>| {
        let alike = small.iter().filter(|other| other.name == measure.name).count() > 1;
        let step = survey.first_place(measure.id.0).filter(|_| alike);
        let step = step.and_then(|at| survey.steps().iter().find(|step| step.touchpoint.id == at));
        let at = step.map_or_else(String::new, |step| format!(" at step {}", step.number));
        format!("{}{at} on {}", quoted(&measure.name), measure.sample.unwrap_or(0))
    };
    let mut shares: Vec<String> = small.iter().take(MOST_NAMED).map(share).collect();
    if small.len() > MOST_NAMED {
        shares.push(format!("{} more", small.len() - MOST_NAMED));
    }
    let places = small.iter().map(|small| Key::Measure(small.id));
    let detail = match small.len() {
        1 => format!("With fewer than {FEW} answers it moves by chance alone."),
        _ => format!("{}.", listed(&shares)),
    };
    vec![Finding::new(&RULE, Verdict::AtRisk, message).detail(detail).at(places)]
}

/// Fewer answers than these are a small sample.
const FEW: u32 = 30;
/// So many measures are named.
const MOST_NAMED: usize = 6;
