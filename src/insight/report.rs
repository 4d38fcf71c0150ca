//! Findings as a report for a meeting: by topic, with reasons and remedies, in Markdown.
//!
//! The window and the command line hand out the same report.

use std::fmt::Write as _;
use std::sync::Arc;

use super::RULES;
use super::feedback_loop::{self, LoopFilter};
use super::figures::{figures, figures_markdown};
use super::finding::{Finding, Verdict};
use super::matrices::{self, Numbers};
use super::partings::all_partings;
use super::rule::Topic;
use super::survey::steps_text;
use crate::compare::{Filter, Grouping, Order, Plan, PlanTable, Progress, Sides, compare};
use crate::exchange::markdown::escape;
use crate::model::*;
use crate::words::counted;

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

/// The numbers of the steps of both journeys of a map, by which places of findings are said.
pub struct Steps {
    today: Numbers,
    ideal: Numbers,
}

impl Steps {
    /// Numbers the steps of a map's journeys.
    pub fn of(map: &Map) -> Steps {
        let ideal = map.ideal().map_or_else(Numbers::default, Numbers::of);
        Steps { today: Numbers::of(map.today()), ideal }
    }

    /// Where a finding is, in words: "step 6", "steps 8, 9 and 10"; empty for the map as a whole.
    pub fn place_text(&self, map: &Map, finding: &Finding) -> String {
        let journey = map.journey(finding.state).unwrap_or(map.today());
        let steps = match finding.state {
            State::Today => &self.today,
            State::Ideal => &self.ideal,
        };
        let at = finding.places.iter().flat_map(|key| touchpoints(journey, *key));
        let mut numbers: Vec<usize> = at.filter_map(|id| steps.get(id)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.is_empty() { String::new() } else { steps_text(&numbers) }
    }
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

/// The whole report in Markdown: findings by topic with why and what to do, key figures, what was weighed, where personas
/// part, the loop, the plan if there is an ideal journey with what the snapshots show of it, and what was muted. `date`
/// is the day it was made.
pub fn markdown(map: &Map, findings: &[Finding], date: Option<Date>) -> String {
    let title = if map.about().title.trim().is_empty() { "Journey map" } else { &map.about().title };
    let mut out = format!("# Report: {}\n\n", escape(title));
    let tally = Tally::of(findings);
    let dated = date.map_or_else(String::new, |date| format!("{date}. "));
    let _ = writeln!(out, "{dated}{tally}.");
    write_findings(&mut out, map, findings);
    let _ = write!(out, "\n{}", figures_markdown(&figures(map, State::Today)));
    let weighed = matrices::report(map.today());
    if !weighed.is_empty() {
        let _ = write!(out, "\n## What was weighed\n{weighed}");
    }
    if map.today().personas().len() > 1 {
        let _ = write!(out, "\n## Where personas part\n\n{}", all_partings(map.today()).markdown(map.today()));
    }
    let sides = feedback_loop::sides(map.today(), &LoopFilter::default());
    let _ = write!(out, "\n## The feedback loop\n\n{}", lowered(&feedback_loop::markdown(map.today(), &sides, date)));
    if let Some(ideal) = map.ideal() {
        let _ = write!(out, "\n## The plan\n\n{}", lowered(&plan(map, ideal)));
    }
    if !map.about().muted.is_empty() {
        let rules = counted(map.about().muted.len(), "rule is", "rules are");
        let _ = writeln!(out, "\n## Left out\n\n{rules} muted for this map:\n");
        for (rule, reason) in &map.about().muted {
            let title = RULES.iter().find(|known| known.key == rule).map_or(rule.as_str(), |known| known.title);
            let reason = if reason.trim().is_empty() { "no reason given" } else { reason };
            let _ = writeln!(out, "- {}: {}", escape(title), escape(reason));
        }
    }
    out
}

fn write_findings(out: &mut String, map: &Map, findings: &[Finding]) {
    out.push_str("\n## Findings\n");
    if findings.is_empty() {
        out.push_str("\nNothing was found.\n");
    }
    let steps = Steps::of(map);
    for (topic, found) in by_topic(findings) {
        let _ = writeln!(out, "\n### {}\n", topic.label());
        for finding in found {
            let _ = writeln!(out, "{}", item(map, &steps, finding));
        }
    }
}

/// The plan for getting to the ideal journey, without its title.
fn plan(map: &Map, ideal: &Journey) -> String {
    let pins: Vec<Arc<Pin>> = map.pins().cloned().collect();
    let comparison = compare(&Sides { from: map.today(), to: ideal, pins: &pins });
    let plan = Plan::of(map, ideal, &comparison);
    let progress = map.snapshots().next().map(|_| Progress::work_out(map, ideal, &pins, &comparison));
    let table = PlanTable {
        title: "",
        is_record: false,
        plan: &match &progress {
            Some(progress) => plan.with_progress(progress),
            None => plan,
        },
        comparison: &comparison,
        progress: progress.as_ref(),
        filter: &Filter::default(),
        grouping: Grouping::default(),
        order: Order::default(),
    };
    let page = table.to_markdown();
    page.split_once('\n').map_or(String::new(), |(_, rest)| rest.trim_start().to_owned())
}

/// A page with every heading one level lower. Labels never begin a line with a number sign, because it is escaped.
fn lowered(page: &str) -> String {
    page.lines().map(|line| if line.starts_with('#') { format!("#{line}\n") } else { format!("{line}\n") }).collect()
}

fn item(map: &Map, steps: &Steps, finding: &Finding) -> String {
    let mut about = Vec::new();
    if finding.state == State::Ideal {
        about.push("in the ideal".to_owned());
    }
    let place = steps.place_text(map, finding);
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::exchange::shipped::EXAMPLES;
    use crate::insight::findings;
    use crate::model::arbitrary::random_map;

    fn report(map: &Map) -> String {
        markdown(map, &findings(map), "2026-06-30".parse().ok())
    }

    #[test]
    fn the_report_of_an_example_looks_like_the_golden_page() {
        let example = EXAMPLES.iter().find(|example| example.key == "oz").expect("the example");
        let page = report(&example.open().expect("it opens"));
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/report.md");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&golden, &page).expect("the golden page can be written");
        }
        let expected = std::fs::read_to_string(&golden).expect("the golden page is there; UPDATE=1 writes it");
        assert_eq!(page, expected, "if the change is meant, run again with UPDATE=1 and look at the difference");
    }

    #[test]
    fn muted_rules_stand_in_the_report_with_their_reasons() {
        let mut map = EXAMPLES[0].open().expect("it opens");
        let muted = [("loop-open".to_owned(), "Asked *every* | Friday".to_owned())];
        let about = About { muted: muted.into(), ..(**map.about()).clone() };
        map.put(MapRecord::About(Arc::new(about))).expect("about");
        let page = report(&map);
        assert!(page.contains("- Feedback that nobody acted on: Asked \\*every\\* \\| Friday"), "{page}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

        #[test]
        fn whatever_labels_say_every_heading_is_ours_and_every_table_is_as_wide_as_its_head(seed: u64) {
            let map = random_map(seed, 12);
            let page = report(&map);
            let mut level = 0;
            let mut width = None;
            for line in page.lines() {
                let depth = line.chars().take_while(|c| *c == '#').count();
                if depth > 0 {
                    prop_assert!(depth <= level + 1 && line.as_bytes()[depth] == b' ', "{}", line);
                    level = depth;
                }
                let mut bars = 0;
                let mut chars = line.chars();
                while let Some(c) = chars.next() {
                    match c {
                        '\\' => drop(chars.next()),
                        '|' => bars += 1,
                        _ => {}
                    }
                }
                if bars == 0 {
                    width = None;
                } else {
                    prop_assert_eq!(*width.get_or_insert(bars), bars, "{}", line);
                }
                prop_assert!(!line.contains("```") && !line.trim_start().starts_with('>'), "{}", line);
            }
            prop_assert_eq!(page.lines().filter(|line| line.starts_with("# ")).count(), 1);
        }
    }
}
