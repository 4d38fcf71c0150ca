//! What stands on the matrices: which elements, at which values, and what is said of each.

use super::dots::Look;
use super::{Chart, ChartRequest};
use crate::frame::Charted;
use crate::insight::is_open;
use crate::model::*;

/// An element of a matrix.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// What it is.
    pub what: Charted,
    /// Where it stands across and upwards, each from 0 to 1; `None` where one of them is not known.
    pub at: Option<(f64, f64)>,
    /// Its words.
    pub words: String,
    /// What a screen reader says.
    pub said: String,
    /// How it looks.
    pub look: Look,
    /// Which elements get their words first where there is little room: smaller is earlier.
    pub order: u32,
}

/// The middle of a level's share of an axis.
pub(super) fn middle_of(level: Level) -> f64 {
    (f64::from(level.get()) - 0.5) / 5.0
}

/// The elements of a matrix, with the one that somebody holds where it is held.
pub(super) fn elements(journey: &Journey, request: &ChartRequest) -> Vec<Element> {
    let numbers = Numbers::of(journey);
    let held = |what: Charted| request.moved.filter(|moved| moved.what == what).map(|moved| (moved.across, moved.up));
    match request.chart {
        Chart::Opportunities => {
            let shown = journey.opportunities().filter(|opportunity| is_to_be_weighed(opportunity));
            shown.map(|opportunity| of_opportunity(journey, &numbers, opportunity, &held)).collect()
        }
        Chart::Pains => {
            let shown = journey.pains().filter(|pain| is_open(pain));
            shown.map(|pain| of_pain(journey, &numbers, pain, &held)).collect()
        }
        Chart::Touchpoints => {
            let all = journey.touchpoints().zip(1..);
            all.map(|(touchpoint, number)| of_touchpoint(journey, touchpoint, number, &held)).collect()
        }
        Chart::Pillars => Vec::new(),
    }
}

/// Whether an opportunity is neither done nor dropped.
fn is_to_be_weighed(opportunity: &Opportunity) -> bool {
    match opportunity.status {
        OpportunityStatus::Proposed | OpportunityStatus::Planned | OpportunityStatus::InProgress => true,
        OpportunityStatus::Done | OpportunityStatus::Dropped => false,
    }
}

/// The number of each step, found once.
struct Numbers(std::collections::BTreeMap<TouchpointId, usize>);

impl Numbers {
    fn of(journey: &Journey) -> Numbers {
        Numbers(journey.touchpoints().map(|touchpoint| touchpoint.id).zip(1..).collect())
    }

    /// The first step among touchpoints.
    fn first<'a>(&self, touchpoints: impl Iterator<Item = &'a std::sync::Arc<Touchpoint>>) -> Option<usize> {
        touchpoints.filter_map(|touchpoint| self.0.get(&touchpoint.id).copied()).min()
    }
}

fn of_opportunity(
    journey: &Journey,
    numbers: &Numbers,
    opportunity: &Opportunity,
    held: &dyn Fn(Charted) -> Option<(Level, Level)>,
) -> Element {
    let what = Charted::Opportunity(opportunity.id);
    let levels = held(what).or_else(|| opportunity.effort.zip(opportunity.impact));
    let improved = numbers.first(journey.touchpoints_of(opportunity.id.0).into_iter());
    let step = improved.or_else(|| {
        let pains = journey.pains_of(opportunity.id);
        numbers.first(pains.iter().flat_map(|pain| journey.touchpoints_of(pain.id.0)))
    });
    let words = named(&opportunity.text, "An opportunity without words");
    let (effort, impact) = match levels {
        Some((effort, impact)) => (Some(effort), Some(impact)),
        None => (opportunity.effort, opportunity.impact),
    };
    let said = format!(
        "{words}, opportunity, impact {}, effort {}, {}{}{}",
        level_words(impact),
        level_words(effort),
        opportunity.horizon.label().to_lowercase(),
        quarter_words(Chart::Opportunities, levels),
        step_words(step),
    );
    Element {
        what,
        at: levels.map(|(across, up)| (middle_of(across), middle_of(up))),
        words,
        said,
        look: Look::Horizon(opportunity.horizon, step),
        order: opportunity.horizon as u32 * 10 + 5 - impact.map_or(0, |level| u32::from(level.get())),
    }
}

fn of_pain(
    journey: &Journey,
    numbers: &Numbers,
    pain: &Pain,
    held: &dyn Fn(Charted) -> Option<(Level, Level)>,
) -> Element {
    let what = Charted::Pain(pain.id);
    let levels = held(what).or_else(|| pain.frequency.map(|frequency| (frequency, pain.severity)));
    let severity = levels.map_or(pain.severity, |(_, severity)| severity);
    let step = numbers.first(journey.touchpoints_of(pain.id.0).into_iter());
    let words = named(&pain.text, "A pain point without words");
    let said = format!(
        "{words}, pain point, severity {severity} of 5, frequency {}, {}{}{}",
        level_words(levels.map(|(frequency, _)| frequency)),
        pain.status.label().to_lowercase(),
        quarter_words(Chart::Pains, levels),
        step_words(step),
    );
    Element {
        what,
        at: levels.map(|(across, up)| (middle_of(across), middle_of(up))),
        words,
        said,
        look: Look::Severity(severity),
        order: 5 - u32::from(severity.get()),
    }
}

fn of_touchpoint(
    journey: &Journey,
    touchpoint: &Touchpoint,
    number: usize,
    held: &dyn Fn(Charted) -> Option<(Level, Level)>,
) -> Element {
    let what = Charted::Touchpoint(touchpoint.id);
    let importance = held(what).map(|(_, up)| up).or(touchpoint.importance);
    let feelings = journey.feelings_at(touchpoint.id);
    let known: Vec<f64> = feelings.iter().filter_map(|(_, feeling)| feeling.emotion).map(Emotion::value).collect();
    let mean = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
    let words = named(&touchpoint.name, "A touchpoint without a name");
    let felt = match mean {
        Some(mean) => format!("mean feeling {}, n = {}", signed(mean), known.len()),
        None => "nobody knows how it feels".to_owned(),
    };
    let truth = if touchpoint.moment_of_truth { ", moment of truth" } else { "" };
    let quarter = importance.zip(mean).and_then(|(up, mean)| {
        let across = Level::new(if mean > 0.0 { 5 } else { 1 }).ok()?;
        Chart::Touchpoints.quarter(across, up)
    });
    let quarter = quarter.map_or(String::new(), |quarter| format!(", in {quarter}"));
    let said = format!("Step {number}, {words}, importance {}, {felt}{truth}{quarter}", level_words(importance));
    Element {
        what,
        at: mean.zip(importance).map(|(mean, up)| ((mean + 10.0) / 20.0, middle_of(up))),
        words,
        said,
        look: Look::Step(number, touchpoint.moment_of_truth),
        order: u32::from(!touchpoint.moment_of_truth),
    }
}

fn named(words: &str, without: &str) -> String {
    let line: Vec<&str> = words.split_whitespace().collect();
    if line.is_empty() { without.to_owned() } else { line.join(" ") }
}

fn level_words(level: Option<Level>) -> String {
    level.map_or_else(|| "not said".to_owned(), |level| format!("{level} of 5"))
}

fn quarter_words(chart: Chart, levels: Option<(Level, Level)>) -> String {
    let quarter = levels.and_then(|(across, up)| chart.quarter(across, up));
    quarter.map_or(String::new(), |quarter| format!(", in {quarter}"))
}

fn step_words(step: Option<usize>) -> String {
    step.map_or_else(|| ", at no touchpoint".to_owned(), |step| format!(", step {step}"))
}
