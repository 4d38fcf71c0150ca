//! What stands on the matrices: which elements, at which values, and what is said of each.

use super::dots::Look;
use super::{Chart, ChartRequest, Moved};
use crate::frame::Charted;
use crate::insight::is_open;
use crate::insight::matrices::{
    Matrix, Numbers, is_to_be_weighed, mean_feeling, opportunity_places, touchpoint_quarter,
};
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
    let reading = Reading { journey, numbers: Numbers::of(journey), moved: request.moved };
    match request.chart {
        Chart::Opportunities => {
            let shown = journey.opportunities().filter(|opportunity| is_to_be_weighed(opportunity));
            shown.map(|opportunity| reading.opportunity(opportunity)).collect()
        }
        Chart::Pains => journey.pains().filter(|pain| is_open(pain)).map(|pain| reading.pain(pain)).collect(),
        Chart::Touchpoints => {
            journey.touchpoints().zip(1..).map(|(touchpoint, number)| reading.touchpoint(touchpoint, number)).collect()
        }
        Chart::Pillars => Vec::new(),
    }
}

/// A journey as its elements are read.
struct Reading<'a> {
    journey: &'a Journey,
    numbers: Numbers,
    moved: Option<Moved>,
}

impl Reading<'_> {
    /// The levels across and upwards of an element: where it is held, else its own.
    fn levels(&self, what: Charted, own: (Option<Level>, Option<Level>)) -> (Option<Level>, Option<Level>) {
        match self.moved.filter(|moved| moved.what == what) {
            Some(moved) => (Some(moved.across), Some(moved.up)),
            None => own,
        }
    }

    fn opportunity(&self, opportunity: &Opportunity) -> Element {
        let what = Charted::Opportunity(opportunity.id);
        let (effort, impact) = self.levels(what, (opportunity.effort, opportunity.impact));
        let step = self.numbers.first(&opportunity_places(self.journey, opportunity));
        let words = named(&opportunity.text, "An opportunity without words");
        let said = format!(
            "{words}, opportunity, impact {}, effort {}, {}{}{}",
            level_words(impact),
            level_words(effort),
            opportunity.horizon.label().to_lowercase(),
            quarter_words(effort.zip(impact).map(|(across, up)| Matrix::Opportunities.quarter(across, up))),
            step_words(step),
        );
        Element {
            what,
            at: effort.zip(impact).map(|(across, up)| (middle_of(across), middle_of(up))),
            words,
            said,
            look: Look::Horizon(opportunity.horizon, step),
            order: opportunity.horizon as u32 * 10 + 5 - impact.map_or(0, |level| u32::from(level.get())),
        }
    }

    fn pain(&self, pain: &Pain) -> Element {
        let what = Charted::Pain(pain.id);
        let (frequency, severity) = self.levels(what, (pain.frequency, Some(pain.severity)));
        let severity = severity.unwrap_or(pain.severity);
        let step = self.numbers.first(&self.journey.touchpoints_of(pain.id.0));
        let words = named(&pain.text, "A pain point without words");
        let said = format!(
            "{words}, pain point, severity {severity} of 5, frequency {}, {}{}{}",
            level_words(frequency),
            pain.status.label().to_lowercase(),
            quarter_words(frequency.map(|frequency| Matrix::Pains.quarter(frequency, severity))),
            step_words(step),
        );
        Element {
            what,
            at: frequency.map(|frequency| (middle_of(frequency), middle_of(severity))),
            words,
            said,
            look: Look::Severity(severity),
            order: 5 - u32::from(severity.get()),
        }
    }

    fn touchpoint(&self, touchpoint: &Touchpoint, number: usize) -> Element {
        let what = Charted::Touchpoint(touchpoint.id);
        let (_, importance) = self.levels(what, (None, touchpoint.importance));
        let felt = mean_feeling(self.journey, touchpoint.id);
        let mean = felt.map(|(mean, _)| mean);
        let words = named(&touchpoint.name, "A touchpoint without a name");
        let feels = match felt {
            Some((mean, n)) => format!("mean feeling {}, n = {n}", signed(mean)),
            None => "nobody knows how it feels".to_owned(),
        };
        let truth = if touchpoint.moment_of_truth { ", moment of truth" } else { "" };
        let said = format!(
            "Step {number}, {words}, importance {}, {feels}{truth}{}",
            level_words(importance),
            quarter_words(importance.zip(mean).map(|(up, mean)| touchpoint_quarter(mean, up))),
        );
        Element {
            what,
            at: mean.zip(importance).map(|(mean, up)| ((mean + 10.0) / 20.0, middle_of(up))),
            words,
            said,
            look: Look::Step(number, touchpoint.moment_of_truth),
            order: u32::from(!touchpoint.moment_of_truth),
        }
    }
}

fn named(words: &str, without: &str) -> String {
    let line: Vec<&str> = words.split_whitespace().collect();
    if line.is_empty() { without.to_owned() } else { line.join(" ") }
}

fn level_words(level: Option<Level>) -> String {
    level.map_or_else(|| "not said".to_owned(), |level| format!("{level} of 5"))
}

fn quarter_words(quarter: Option<&str>) -> String {
    quarter.map_or_else(String::new, |quarter| format!(", in {quarter}"))
}

fn step_words(step: Option<usize>) -> String {
    step.map_or_else(|| ", at no touchpoint".to_owned(), |step| format!(", step {step}"))
}
