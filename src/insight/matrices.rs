//! What was weighed, in quarters: opportunities by impact and effort, pain points by severity and frequency, touchpoints
//! by importance and feeling.
//!
//! The charts draw these matrices, and a report lists them. Here never come pictures.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::figures::is_open;
use crate::exchange::markdown;
use crate::model::*;
use crate::words::one_line;

/// The last level that is not high: who is half sure that it helps does not do it first, and what takes half the
/// effort can still be done soon.
pub const MIDDLE: u8 = 3;

/// What is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matrix {
    /// Opportunities that are neither done nor dropped: impact against effort.
    Opportunities,
    /// Open pain points: severity against frequency.
    Pains,
    /// Touchpoints: importance against how they feel.
    Touchpoints,
}

impl Matrix {
    /// What the four quarters mean, the upper left one first, then the upper right, lower left and lower right.
    ///
    /// For touchpoints after importance–performance analysis (Martilla and James 1977).
    pub fn quarters(self) -> [&'static str; 4] {
        match self {
            Matrix::Opportunities => ["Do first", "Plan", "Fill in", "Question"],
            Matrix::Pains => ["Watch", "End first", "Live with", "Ease"],
            Matrix::Touchpoints => ["Put right", "Keep", "Leave for later", "Enough"],
        }
    }

    /// Which of the quarters asks for most, by its place among them.
    pub fn first(self) -> usize {
        match self {
            Matrix::Opportunities | Matrix::Touchpoints => 0,
            Matrix::Pains => 1,
        }
    }

    /// In which quarter an element stands; levels above three are high.
    pub fn quarter(self, across: Level, up: Level) -> &'static str {
        self.quarters()[usize::from(across.get() > MIDDLE) + 2 * usize::from(up.get() <= MIDDLE)]
    }
}

/// In which quarter a touchpoint stands: it is important above three, and a feeling is good above zero.
pub fn touchpoint_quarter(mean: f64, importance: Level) -> &'static str {
    let names = Matrix::Touchpoints.quarters();
    names[usize::from(mean > 0.0) + 2 * usize::from(importance.get() <= MIDDLE)]
}

/// Whether an opportunity is still to be weighed against others: it is neither done nor dropped.
pub fn is_to_be_weighed(opportunity: &Opportunity) -> bool {
    opportunity.is_to_do()
}

/// The mean of the known feelings at a touchpoint, −10.0 … +10.0, and of how many; `None` if none is known.
pub fn mean_feeling(journey: &Journey, touchpoint: TouchpointId) -> Option<(f64, usize)> {
    let feelings = journey.feelings_at(touchpoint);
    let known: Vec<f64> = feelings.iter().filter_map(|(_, feeling)| feeling.emotion).map(Emotion::value).collect();
    (!known.is_empty()).then(|| (known.iter().sum::<f64>() / known.len() as f64, known.len()))
}

/// The number of each step along a journey, from 1, found once.
#[derive(Debug, Default)]
pub struct Numbers(BTreeMap<TouchpointId, usize>);

impl Numbers {
    /// Numbers a journey's steps.
    pub fn of(journey: &Journey) -> Numbers {
        Numbers(journey.touchpoints().map(|touchpoint| touchpoint.id).zip(1..).collect())
    }

    /// The number of one step.
    pub fn get(&self, touchpoint: TouchpointId) -> Option<usize> {
        self.0.get(&touchpoint).copied()
    }

    /// The number of the first of some touchpoints, which are in the order of the journey.
    pub fn first(&self, touchpoints: &[&Arc<Touchpoint>]) -> Option<usize> {
        touchpoints.first().and_then(|touchpoint| self.get(touchpoint.id))
    }
}

/// The touchpoints that an opportunity improves, or else those at which the pain points that it addresses hurt, each
/// once and in the order of the journey.
pub fn opportunity_places<'a>(journey: &'a Journey, opportunity: &Opportunity) -> Vec<&'a Arc<Touchpoint>> {
    let improved = journey.touchpoints_of(opportunity.id.0);
    if !improved.is_empty() {
        return improved;
    }
    let pains = journey.pains_of(opportunity.id);
    let mut hurt: Vec<_> = pains.iter().flat_map(|pain| journey.touchpoints_of(pain.id.0)).collect();
    hurt.sort_by(|a, b| journey.along(a, b));
    hurt.dedup_by_key(|touchpoint| touchpoint.id);
    hurt
}

/// The section of a report: each matrix as a table, quarter by quarter, what asks for most first. Of the touchpoints
/// only those that matter and feel bad are listed; nothing if nothing was weighed.
pub fn report(journey: &Journey) -> String {
    let numbers = Numbers::of(journey);
    let mut page = String::new();
    write_opportunities(&mut page, journey, &numbers);
    write_pains(&mut page, journey, &numbers);
    write_touchpoints(&mut page, journey);
    page
}

/// A row of a table: where it stands among the quarters, then what stands in its cells.
type Row = (usize, Vec<String>);

/// Writes a table of what was weighed, and how many things were not.
fn write_table(page: &mut String, title: &str, titles: &[&str], mut rows: Vec<Row>, unweighed: usize) {
    if rows.is_empty() {
        return;
    }
    rows.sort_by_key(|(order, _)| *order);
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(_, cells)| cells).collect();
    let _ = write!(page, "\n### {title}\n\n{}", markdown::table(titles, &rows));
    if unweighed > 0 {
        let _ = writeln!(page, "\nNot weighed yet: {unweighed}.");
    }
}

/// A quarter's place in the order of a report: what asks for most, then the others as they stand in the matrix.
fn order(matrix: Matrix, quarter: &str) -> usize {
    let at = matrix.quarters().iter().position(|name| *name == quarter).unwrap_or(0);
    if at == matrix.first() { 0 } else { at + 1 }
}

fn step_cell(step: Option<usize>) -> String {
    step.map_or_else(String::new, |step| step.to_string())
}

fn write_opportunities(page: &mut String, journey: &Journey, numbers: &Numbers) {
    let all: Vec<&Arc<Opportunity>> = journey.opportunities().filter(|one| is_to_be_weighed(one)).collect();
    let row = |one: &&Arc<Opportunity>| -> Option<Row> {
        let (impact, effort) = one.impact.zip(one.effort)?;
        let quarter = Matrix::Opportunities.quarter(effort, impact);
        let step = numbers.first(&opportunity_places(journey, one));
        let (horizon, owner) = (one.horizon.label().to_owned(), one_line(&one.owner));
        let cells = [quarter.to_owned(), one_line(&one.text), step_cell(step), impact.to_string(), effort.to_string()];
        Some((order(Matrix::Opportunities, quarter), cells.into_iter().chain([horizon, owner]).collect()))
    };
    let rows: Vec<Row> = all.iter().filter_map(row).collect();
    let unweighed = all.len() - rows.len();
    let titles = ["Quarter", "Opportunity", "Step", "Impact", "Effort", "Horizon", "Owner"];
    write_table(page, "Opportunities by impact and effort", &titles, rows, unweighed);
}

fn write_pains(page: &mut String, journey: &Journey, numbers: &Numbers) {
    let all: Vec<&Arc<Pain>> = journey.pains().filter(|pain| is_open(pain)).collect();
    let row = |pain: &&Arc<Pain>| -> Option<Row> {
        let frequency = pain.frequency?;
        let quarter = Matrix::Pains.quarter(frequency, pain.severity);
        let step = numbers.first(&journey.touchpoints_of(pain.id.0));
        let (severity, frequency) = (pain.severity.to_string(), frequency.to_string());
        let cells = [quarter.to_owned(), one_line(&pain.text), step_cell(step), severity, frequency];
        Some((order(Matrix::Pains, quarter), cells.into_iter().chain([pain.whose.label().to_owned()]).collect()))
    };
    let rows: Vec<Row> = all.iter().filter_map(row).collect();
    let unweighed = all.len() - rows.len();
    let titles = ["Quarter", "Pain point", "Step", "Severity", "Frequency", "Whose"];
    write_table(page, "Open pain points by severity and frequency", &titles, rows, unweighed);
}

fn write_touchpoints(page: &mut String, journey: &Journey) {
    let worst = Matrix::Touchpoints.quarters()[Matrix::Touchpoints.first()];
    let row = |(touchpoint, step): (&Arc<Touchpoint>, usize)| -> Option<Row> {
        let (importance, (mean, n)) = touchpoint.importance.zip(mean_feeling(journey, touchpoint.id))?;
        let is_wrong = touchpoint_quarter(mean, importance) == worst;
        let cells =
            || vec![step.to_string(), one_line(&touchpoint.name), importance.to_string(), signed(mean), n.to_string()];
        is_wrong.then(|| (step, cells()))
    };
    let rows: Vec<Row> = journey.touchpoints().zip(1..).filter_map(row).collect();
    let titles = ["Step", "Touchpoint", "Importance", "Feeling", "n"];
    write_table(page, "Touchpoints that matter and feel bad", &titles, rows, 0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::shipped::EXAMPLES;

    fn level(level: i64) -> Level {
        Level::new(level).expect("a level")
    }

    #[test]
    fn three_of_five_is_not_high_and_a_feeling_of_zero_is_not_good() {
        assert_eq!(Matrix::Opportunities.quarter(level(3), level(4)), "Do first");
        assert_eq!(Matrix::Opportunities.quarter(level(4), level(3)), "Question");
        assert_eq!(Matrix::Pains.quarter(level(4), level(4)), "End first");
        assert_eq!(touchpoint_quarter(0.0, level(4)), "Put right");
        assert_eq!(touchpoint_quarter(0.1, level(3)), "Enough");
    }

    #[test]
    fn the_report_lists_every_weighed_opportunity_once_and_what_asks_for_most_first() {
        for example in EXAMPLES {
            let map = example.open().expect("it opens");
            let page = report(map.today());
            let open = map.today().opportunities().filter(|one| is_to_be_weighed(one));
            for one in open.filter(|one| one.impact.is_some() && one.effort.is_some()) {
                let rows = page.lines().filter(|line| line.contains(&format!("| {} |", markdown::escape(&one.text))));
                assert_eq!(rows.count(), 1, "{} in {page}", one.text);
            }
            let place = |quarter: &str| page.find(&format!("| {quarter} |"));
            if let (Some(first), Some(next)) = (place("Do first"), place("Plan")) {
                assert!(first < next, "{page}");
            }
        }
    }

    #[test]
    fn of_a_journey_without_anything_there_is_nothing_to_report() {
        assert_eq!(report(&Journey::new()), "");
    }
}
