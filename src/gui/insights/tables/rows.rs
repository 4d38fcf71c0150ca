//! The rows of the tables: what stands in each cell, how cells are sorted, and which rows a filter keeps.
//!
//! Here never comes drawing.

use std::cmp::Ordering;

use crate::insight::is_open;
use crate::layout::Chart;
use crate::model::*;

/// What a table lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Listed {
    /// Opportunities.
    #[default]
    Opportunities,
    /// Pain points.
    Pains,
    /// Touchpoints.
    Touchpoints,
    /// Measures.
    Measures,
}

impl Listed {
    /// Every table, in the order they are offered.
    pub const ALL: [Listed; 4] = [Listed::Opportunities, Listed::Pains, Listed::Touchpoints, Listed::Measures];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Listed::Opportunities => "Opportunities",
            Listed::Pains => "Pain points",
            Listed::Touchpoints => "Touchpoints",
            Listed::Measures => "Measures",
        }
    }

    /// Its columns, each with its share of the width; the first is the widest and holds the words.
    pub fn columns(self) -> &'static [(&'static str, f32)] {
        match self {
            Listed::Opportunities => &[
                ("Opportunity", 4.0),
                ("Step", 0.7),
                ("Stage", 1.5),
                ("Impact", 0.8),
                ("Effort", 0.8),
                ("Quarter", 1.0),
                ("Horizon", 0.9),
                ("Status", 1.2),
                ("Owner", 1.4),
                ("Votes", 0.7),
            ],
            Listed::Pains => &[
                ("Pain point", 4.0),
                ("Step", 0.7),
                ("Stage", 1.5),
                ("Severity", 0.9),
                ("Frequency", 1.0),
                ("Whose", 1.0),
                ("Status", 1.2),
                ("Opportunities", 1.2),
                ("Evidence", 1.1),
                ("Votes", 0.7),
            ],
            Listed::Touchpoints => &[
                ("Touchpoint", 4.0),
                ("Step", 0.7),
                ("Stage", 1.5),
                ("Importance", 1.0),
                ("Feeling", 0.9),
                ("Encounter", 1.2),
                ("Pain points", 1.0),
                ("Evidence", 1.1),
                ("Owner", 1.4),
            ],
            Listed::Measures => &[
                ("Measure", 3.2),
                ("Step", 0.7),
                ("Stage", 1.5),
                ("Kind", 1.2),
                ("Value", 0.9),
                ("Target", 0.9),
                ("Reached", 1.0),
                ("n", 0.7),
                ("Evidence", 1.1),
                ("Date", 1.1),
            ],
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// As it is read; empty where nothing is said.
    pub text: String,
    order: Sorted,
}

/// How a cell sorts.
#[derive(Debug, Clone, PartialEq)]
enum Sorted {
    Words(String),
    Number(f64),
    /// Nothing is said: last, whichever way the column is sorted.
    Unsaid,
}

impl Cell {
    fn words(text: impl Into<String>) -> Cell {
        let text: String = text.into();
        let order = if text.trim().is_empty() { Sorted::Unsaid } else { Sorted::Words(text.to_lowercase()) };
        Cell { text, order }
    }

    fn number(number: Option<f64>, text: impl Fn(f64) -> String) -> Cell {
        match number {
            Some(number) => Cell { text: text(number), order: Sorted::Number(number) },
            None => Cell { text: String::new(), order: Sorted::Unsaid },
        }
    }

    fn count(count: usize) -> Cell {
        Cell::number(Some(count as f64), |_| count.to_string())
    }

    fn level(level: Option<Level>) -> Cell {
        Cell::number(level.map(|level| f64::from(level.get())), |level| format!("{level}"))
    }

    /// One of a few choices, which sort in their own order.
    fn choice(at: usize, label: &str) -> Cell {
        Cell { text: label.to_owned(), order: Sorted::Number(at as f64) }
    }

    /// Compares two cells of a column; what is not said comes last both ways.
    fn compare(&self, other: &Cell, down: bool) -> Ordering {
        let way = |order: Ordering| if down { order.reverse() } else { order };
        match (&self.order, &other.order) {
            (Sorted::Unsaid, Sorted::Unsaid) => Ordering::Equal,
            (Sorted::Unsaid, _) => Ordering::Greater,
            (_, Sorted::Unsaid) => Ordering::Less,
            (Sorted::Words(a), Sorted::Words(b)) => way(a.cmp(b)),
            (Sorted::Number(a), Sorted::Number(b)) => way(a.total_cmp(b)),
            (Sorted::Number(_), Sorted::Words(_)) => Ordering::Less,
            (Sorted::Words(_), Sorted::Number(_)) => Ordering::Greater,
        }
    }
}

/// An element on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which element.
    pub key: Key,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Its status, where it has one.
    pub status: Option<&'static str>,
    /// Its horizon, where it has one.
    pub horizon: Option<Horizon>,
    /// The stages it stands in.
    pub stages: Vec<StageId>,
    /// The personas it concerns.
    pub personas: Vec<PersonaId>,
}

impl Row {
    /// The row in one sentence, for screen readers: "Show the slippers; Step 2; Impact 5 …".
    pub fn said(&self, listed: Listed) -> String {
        let (first, others) = match self.cells.split_first() {
            Some(cells) => cells,
            None => return String::new(),
        };
        let titles = listed.columns().iter().skip(1).map(|(title, _)| *title);
        let named = titles.zip(others).filter(|(_, cell)| !cell.text.is_empty());
        let parts = named.map(|(title, cell)| format!("{title} {}", cell.text));
        std::iter::once(first.text.clone()).chain(parts).collect::<Vec<_>>().join("; ")
    }
}

/// Which rows are shown, and in which order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// What is listed.
    pub listed: Listed,
    /// Words that a row has to hold, all of them.
    pub words: String,
    /// Only this status.
    pub status: Option<&'static str>,
    /// Only this horizon.
    pub horizon: Option<Horizon>,
    /// Only this stage.
    pub stage: Option<StageId>,
    /// Only this persona.
    pub persona: Option<PersonaId>,
    /// The column that rows are sorted by, and whether the largest comes first; `None` leaves the order of the journey.
    pub sorted: Option<(usize, bool)>,
}

impl Choice {
    /// Whether every row is shown.
    pub fn keeps_all(&self) -> bool {
        let Choice { words, status, horizon, stage, persona, .. } = self;
        words.trim().is_empty() && status.is_none() && horizon.is_none() && stage.is_none() && persona.is_none()
    }

    fn keeps(&self, row: &Row) -> bool {
        let fits = |wanted: Option<&'static str>| wanted.is_none() || row.status == wanted;
        fits(self.status)
            && (self.horizon.is_none() || row.horizon == self.horizon)
            && self.stage.is_none_or(|stage| row.stages.contains(&stage))
            && self.persona.is_none_or(|persona| row.personas.contains(&persona))
            && self
                .words
                .to_lowercase()
                .split_whitespace()
                .all(|word| row.cells.iter().any(|cell| cell.text.to_lowercase().contains(word)))
    }

    /// The rows that are kept, sorted; rows that are equal stay in the order of the journey.
    pub fn of(&self, mut rows: Vec<Row>) -> Vec<Row> {
        rows.retain(|row| self.keeps(row));
        if let Some((column, down)) = self.sorted {
            rows.sort_by(|a, b| match (a.cells.get(column), b.cells.get(column)) {
                (Some(a), Some(b)) => a.compare(b, down),
                (None, _) | (_, None) => Ordering::Equal,
            });
        }
        rows
    }
}

/// All rows of a table, in the order of the journey.
pub fn rows(journey: &Journey, listed: Listed) -> Vec<Row> {
    let numbers: std::collections::BTreeMap<TouchpointId, usize> =
        journey.touchpoints().map(|touchpoint| touchpoint.id).zip(1..).collect();
    let place = |touchpoints: &[&std::sync::Arc<Touchpoint>]| Place::of(journey, &numbers, touchpoints);
    let mut rows: Vec<(usize, Row)> = match listed {
        Listed::Opportunities => {
            let all = journey.opportunities();
            all.map(|one| opportunity(journey, one, place(&opportunity_places(journey, one)))).collect()
        }
        Listed::Pains => {
            journey.pains().map(|one| pain(journey, one, place(&journey.touchpoints_of(one.id.0)))).collect()
        }
        Listed::Touchpoints => journey.touchpoints().map(|one| touchpoint(journey, one, place(&[one]))).collect(),
        Listed::Measures => {
            journey.measures().map(|one| measure(journey, one, place(&journey.touchpoints_of(one.id.0)))).collect()
        }
    };
    rows.sort_by_key(|(first, _)| *first);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The touchpoints that an opportunity improves, or else those at which the pain points that it addresses hurt.
pub fn opportunity_places<'a>(journey: &'a Journey, opportunity: &Opportunity) -> Vec<&'a std::sync::Arc<Touchpoint>> {
    let improved = journey.touchpoints_of(opportunity.id.0);
    if !improved.is_empty() {
        return improved;
    }
    journey.pains_of(opportunity.id).iter().flat_map(|pain| journey.touchpoints_of(pain.id.0)).collect()
}

/// Where an element stands.
struct Place {
    first: Option<usize>,
    stages: Vec<StageId>,
    stage_name: String,
    touchpoints: Vec<TouchpointId>,
}

impl Place {
    fn of(
        journey: &Journey,
        numbers: &std::collections::BTreeMap<TouchpointId, usize>,
        touchpoints: &[&std::sync::Arc<Touchpoint>],
    ) -> Place {
        let mut at: Vec<(usize, &std::sync::Arc<Touchpoint>)> =
            touchpoints.iter().filter_map(|touchpoint| Some((*numbers.get(&touchpoint.id)?, *touchpoint))).collect();
        at.sort_by_key(|(number, _)| *number);
        at.dedup_by_key(|(number, _)| *number);
        let mut stages: Vec<StageId> = at.iter().map(|(_, touchpoint)| touchpoint.stage).collect();
        stages.dedup();
        let stage_name = stages.first().and_then(|stage| journey.stage(*stage)).map_or("", |stage| &stage.name);
        Place {
            first: at.first().map(|(number, _)| *number),
            stage_name: stage_name.to_owned(),
            stages,
            touchpoints: at.iter().map(|(_, touchpoint)| touchpoint.id).collect(),
        }
    }

    fn step(&self) -> Cell {
        Cell::number(self.first.map(|first| first as f64), |first| format!("{first}"))
    }

    fn stage(&self) -> Cell {
        Cell::words(self.stage_name.as_str())
    }

    /// The personas who meet one of the touchpoints.
    fn personas(&self, journey: &Journey) -> Vec<PersonaId> {
        let mut personas: Vec<PersonaId> = self
            .touchpoints
            .iter()
            .flat_map(|touchpoint| journey.feelings_at(*touchpoint).into_iter().map(|(persona, _)| persona))
            .collect();
        personas.sort();
        personas.dedup();
        personas
    }

    fn order(&self) -> usize {
        self.first.unwrap_or(usize::MAX)
    }
}

fn opportunity(journey: &Journey, one: &Opportunity, place: Place) -> (usize, Row) {
    let quarter = one.effort.zip(one.impact).and_then(|(effort, impact)| Chart::Opportunities.quarter(effort, impact));
    let cells = vec![
        Cell::words(one.text.as_str()),
        place.step(),
        place.stage(),
        Cell::level(one.impact),
        Cell::level(one.effort),
        Cell::words(quarter.unwrap_or_default()),
        Cell::choice(one.horizon as usize, one.horizon.label()),
        Cell::choice(one.status as usize, one.status.label()),
        Cell::words(one.owner.as_str()),
        Cell::count(one.votes as usize),
    ];
    let row = Row {
        key: Key::Opportunity(one.id),
        cells,
        status: Some(one.status.label()),
        horizon: Some(one.horizon),
        personas: place.personas(journey),
        stages: place.stages.clone(),
    };
    (place.order(), row)
}

fn pain(journey: &Journey, one: &Pain, place: Place) -> (usize, Row) {
    let answers = journey.opportunities_for(one.id).len();
    let cells = vec![
        Cell::words(one.text.as_str()),
        place.step(),
        place.stage(),
        Cell::level(Some(one.severity)),
        Cell::level(one.frequency),
        Cell::choice(one.whose as usize, one.whose.label()),
        Cell::choice(one.status as usize, one.status.label()),
        match answers {
            0 if is_open(one) => Cell { text: "None".to_owned(), order: Sorted::Number(0.0) },
            _ => Cell::count(answers),
        },
        Cell::choice(one.evidence as usize, one.evidence.label()),
        Cell::count(one.votes as usize),
    ];
    let felt: Vec<PersonaId> = journey.personas_of(one.id.0).iter().map(|persona| persona.id).collect();
    let personas = if felt.is_empty() { place.personas(journey) } else { felt };
    let status = Some(one.status.label());
    let row = Row { key: Key::Pain(one.id), cells, status, horizon: None, personas, stages: place.stages.clone() };
    (place.order(), row)
}

fn touchpoint(journey: &Journey, one: &Touchpoint, place: Place) -> (usize, Row) {
    let feelings = journey.feelings_at(one.id);
    let known: Vec<f64> = feelings.iter().filter_map(|(_, feeling)| feeling.emotion).map(Emotion::value).collect();
    let mean = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
    let cells = vec![
        Cell::words(one.name.as_str()),
        place.step(),
        place.stage(),
        Cell::level(one.importance),
        Cell::number(mean, signed),
        match one.encounter {
            Encounter::Unset => Cell::words(""),
            encounter => Cell::choice(encounter as usize, encounter.label()),
        },
        Cell::count(journey.pains_at(one.id).len()),
        Cell::choice(one.evidence as usize, one.evidence.label()),
        Cell::words(one.owner.as_str()),
    ];
    let personas = place.personas(journey);
    let key = Key::Touchpoint(one.id);
    (place.order(), Row { key, cells, status: None, horizon: None, personas, stages: place.stages.clone() })
}

fn measure(journey: &Journey, one: &Measure, mut place: Place) -> (usize, Row) {
    if let Some(stage) = one.stage.and_then(|stage| journey.stage(stage)) {
        place.stages.push(stage.id);
        if place.stage_name.is_empty() {
            place.stage_name.clone_from(&stage.name);
        }
    }
    let amount = |amount: Option<Amount>| {
        Cell::number(amount.map(Amount::get), |_| amount.map_or(String::new(), |a| format!("{a}{}", one.scale.unit)))
    };
    let reached = one.value.zip(one.target).map(|(value, target)| match one.direction {
        Direction::Higher => value >= target,
        Direction::Lower => value <= target,
    });
    let status = reached.map(|reached| if reached { "Reached" } else { "Not reached" });
    let cells = vec![
        Cell::words(one.name.as_str()),
        place.step(),
        place.stage(),
        Cell::choice(one.kind as usize, one.kind.label()),
        amount(one.value),
        amount(one.target),
        Cell::words(match reached {
            Some(true) => "Yes",
            Some(false) => "No",
            None => "",
        }),
        Cell::number(one.sample.map(f64::from), |sample| format!("{sample}")),
        Cell::choice(one.evidence as usize, one.evidence.label()),
        Cell::words(one.date.map_or(String::new(), |date| date.to_string())),
    ];
    let personas = place.personas(journey);
    (place.order(), Row { key: Key::Measure(one.id), cells, status, horizon: None, personas, stages: place.stages })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arbitrary::random_map;

    const SEEDS: std::ops::Range<u64> = 0..25;

    #[test]
    fn every_element_has_a_row_with_a_cell_for_each_column() {
        for map in SEEDS.map(|seed| random_map(seed, 20)) {
            let journey = map.today();
            for (listed, count) in [
                (Listed::Opportunities, journey.opportunities().len()),
                (Listed::Pains, journey.pains().len()),
                (Listed::Touchpoints, journey.touchpoint_count()),
                (Listed::Measures, journey.measures().len()),
            ] {
                let rows = rows(journey, listed);
                assert_eq!(rows.len(), count);
                assert!(rows.iter().all(|row| row.cells.len() == listed.columns().len()));
                assert_eq!(Choice { listed, ..Choice::default() }.of(rows.clone()), rows);
            }
        }
    }

    #[test]
    fn sorting_loses_no_row_and_leaves_what_is_not_said_at_the_end_both_ways() {
        for map in SEEDS.map(|seed| random_map(seed, 20)) {
            for listed in Listed::ALL {
                let all = rows(map.today(), listed);
                for (column, down) in (0..listed.columns().len()).flat_map(|at| [(at, false), (at, true)]) {
                    let choice = Choice { listed, sorted: Some((column, down)), ..Choice::default() };
                    let sorted = choice.of(all.clone());
                    assert_eq!(sorted.len(), all.len());
                    assert!(
                        sorted.is_sorted_by(|a, b| {
                            a.cells[column].compare(&b.cells[column], down) != Ordering::Greater
                        })
                    );
                    let unsaid: Vec<bool> =
                        sorted.iter().map(|row| row.cells[column].order == Sorted::Unsaid).collect();
                    assert!(unsaid.is_sorted(), "{listed:?} {column} {down}");
                }
            }
        }
    }

    #[test]
    fn filters_keep_those_rows_and_all_of_them() {
        for map in SEEDS.map(|seed| random_map(seed, 20)) {
            let journey = map.today();
            for stage in journey.stages() {
                let all = rows(journey, Listed::Touchpoints);
                let kept = Choice { stage: Some(stage.id), listed: Listed::Touchpoints, ..Choice::default() }.of(all);
                assert_eq!(kept.len(), journey.touchpoints_in(stage.id).len());
            }
            let all = rows(journey, Listed::Opportunities);
            let by_horizon: usize = Horizon::ALL
                .iter()
                .map(|horizon| Choice { horizon: Some(*horizon), ..Choice::default() }.of(all.clone()).len())
                .sum();
            assert_eq!(by_horizon, all.len());
            for row in &all {
                let words = Choice { words: row.cells[0].text.to_uppercase(), ..Choice::default() };
                assert!(words.of(all.clone()).contains(row));
            }
        }
    }
}
