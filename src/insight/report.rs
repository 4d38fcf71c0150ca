//! Findings as a report for a meeting: by topic, with reasons and remedies, in Markdown.
//!
//! The window and the command line hand out the same report.

use std::fmt::Write as _;

use super::finding::{Finding, Verdict};
use super::rule::Topic;
use super::survey::{counted, steps_text};
use crate::exchange::markdown::escape;
use crate::model::*;

/// How many findings there are of each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Customers suffer.
    pub failing: usize,
    /// It may go wrong.
    pub at_risk: usize,
    /// Worth keeping.
    pub good: usize,
}

impl Tally {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Tally {
        let mut tally = Tally::default();
        for finding in findings {
            *match finding.verdict {
                Verdict::Failing => &mut tally.failing,
                Verdict::AtRisk => &mut tally.at_risk,
                Verdict::Good => &mut tally.good,
            } += 1;
        }
        tally
    }

    /// How many ask somebody to do something.
    pub fn open(self) -> usize {
        self.failing + self.at_risk
    }
}

/// "4 failing, 3 at risk, 2 good".
impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} failing, {} at risk, {} good", self.failing, self.at_risk, self.good)
    }
}

/// Findings by topic, in the topics' order, each in the order given.
pub fn by_topic(findings: &[Finding]) -> Vec<(Topic, Vec<&Finding>)> {
    let of = |topic: Topic| findings.iter().filter(|finding| finding.rule.topic == topic).collect::<Vec<_>>();
    Topic::ALL.iter().map(|topic| (*topic, of(*topic))).filter(|(_, found)| !found.is_empty()).collect()
}

/// Where a finding is, in words: "step 6", "steps 8, 9 and 10", "the persona “Ada”"; empty for the map as a whole.
pub fn place_text(journey: &Journey, finding: &Finding) -> String {
    let numbers: Vec<usize> = {
        let mut at: Vec<TouchpointId> = finding.places.iter().flat_map(|key| touchpoints(journey, *key)).collect();
        at.sort();
        let number = |(index, touchpoint): (usize, &std::sync::Arc<Touchpoint>)| {
            at.binary_search(&touchpoint.id).is_ok().then_some(index + 1)
        };
        journey.touchpoints().enumerate().filter_map(number).collect()
    };
    if numbers.is_empty() { String::new() } else { steps_text(&numbers) }
}

/// The touchpoints at which something stands.
pub fn touchpoints(journey: &Journey, key: Key) -> Vec<TouchpointId> {
    let of = |uid: Uid| journey.touchpoints_of(uid).iter().map(|touchpoint| touchpoint.id).collect();
    match key {
        Key::Touchpoint(id) => vec![id],
        Key::Pain(id) => of(id.0),
        Key::Opportunity(id) => of(id.0),
        Key::Feedback(id) => of(id.0),
        Key::Measure(id) => of(id.0),
        Key::Stage(_) | Key::Persona(_) | Key::Lane(_) | Key::Link(_) | Key::Feeling(..) | Key::Tie(_) => Vec::new(),
    }
}

/// The report in Markdown: a headline, then topic by topic what was found, why it matters and what to do.
pub fn markdown(map: &Map, findings: &[Finding]) -> String {
    let title = if map.about().title.trim().is_empty() { "Journey map" } else { &map.about().title };
    let mut out = format!("# Findings: {}\n\n{}.\n", escape(title), Tally::of(findings));
    for (topic, found) in by_topic(findings) {
        let _ = writeln!(out, "\n## {}\n", topic.label());
        for finding in found {
            let _ = writeln!(out, "{}", item(map, finding));
        }
    }
    if !map.about().muted.is_empty() {
        let rules = counted(map.about().muted.len(), "rule is", "rules are");
        let _ = writeln!(out, "\n## Left out\n\n{rules} muted for this map:\n");
        for (rule, reason) in &map.about().muted {
            let _ = writeln!(out, "- {}: {}", escape(rule), escape(reason));
        }
    }
    out
}

fn item(map: &Map, finding: &Finding) -> String {
    let journey = map.journey(finding.state).unwrap_or(map.today());
    let mut about = Vec::new();
    if finding.state == State::Ideal {
        about.push("in the ideal".to_owned());
    }
    let place = place_text(journey, finding);
    if !place.is_empty() {
        about.push(place);
    }
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    let mut out = format!("- **{}**: {}{about}", finding.verdict.label(), escape(&finding.message));
    if !finding.detail.is_empty() {
        let _ = write!(out, " {}", escape(&finding.detail));
    }
    if finding.is_open() {
        let _ = write!(out, "\n  - Why: {}\n  - What to do: {}", escape(finding.rule.why), escape(finding.rule.remedy));
    }
    out
}
