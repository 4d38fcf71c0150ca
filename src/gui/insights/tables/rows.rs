//! The rows of the tables: which elements there are, and what stands in each cell.
//!
//! Here never comes drawing.

use std::collections::HashMap;
use std::sync::Arc;

use super::cells::Cell;
use super::choice::Listed;
use crate::insight::is_open;
use crate::insight::matrices::{Matrix, Numbers, mean_feeling, opportunity_places};
use crate::model::*;

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

/// All rows of a table, in the order of the journey.
pub fn rows(journey: &Journey, listed: Listed) -> Vec<Row> {
    let numbers = Numbers::of(journey);
    let order: HashMap<StageId, usize> = journey.stages().iter().map(|stage| stage.id).zip(0..).collect();
    let place = |touchpoints: &[&Arc<Touchpoint>]| Place::of(journey, (&numbers, &order), touchpoints);
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
            let places = |one: &Measure| place(&journey.touchpoints_of(one.id.0));
            journey.measures().map(|one| measure((journey, &order), one, places(one))).collect()
        }
    };
    rows.sort_by_key(|(first, _)| *first);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Where an element stands.
struct Place {
    first: Option<usize>,
    stages: Vec<StageId>,
    stage_name: String,
    /// Where the stage stands among the stages.
    stage_order: usize,
    touchpoints: Vec<TouchpointId>,
}

impl Place {
    /// The place of what stands at these touchpoints, which are in the order of the journey.
    fn of(
        journey: &Journey,
        (numbers, order): (&Numbers, &HashMap<StageId, usize>),
        touchpoints: &[&Arc<Touchpoint>],
    ) -> Place {
        let mut stages: Vec<StageId> = touchpoints.iter().map(|touchpoint| touchpoint.stage).collect();
        stages.dedup();
        let stage_name = stages.first().and_then(|stage| journey.stage(*stage)).map_or("", |stage| &stage.name);
        Place {
            first: numbers.first(touchpoints),
            stage_order: stages.first().and_then(|stage| order.get(stage)).copied().unwrap_or(0),
            stage_name: stage_name.to_owned(),
            stages,
            touchpoints: touchpoints.iter().map(|touchpoint| touchpoint.id).collect(),
        }
    }

    fn step(&self) -> Cell {
        Cell::number(self.first.map(|first| first as f64), |first| format!("{first}"))
    }

    /// The stage by its name; stages sort as they come in the journey.
    fn stage(&self) -> Cell {
        match self.stage_name.trim().is_empty() {
            true => Cell::words(""),
            false => Cell::choice(self.stage_order, &self.stage_name),
        }
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
    let quarter = one.effort.zip(one.impact).map(|(effort, impact)| Matrix::Opportunities.quarter(effort, impact));
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
    let answers = journey.answers_to(one.id).len();
    let cells = vec![
        Cell::words(one.text.as_str()),
        place.step(),
        place.stage(),
        Cell::level(Some(one.severity)),
        Cell::level(one.frequency),
        Cell::choice(one.whose as usize, one.whose.label()),
        Cell::choice(one.status as usize, one.status.label()),
        match answers {
            0 if is_open(one) => Cell::none("None"),
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
    let mean = mean_feeling(journey, one.id).map(|(mean, _)| mean);
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

fn measure((journey, order): (&Journey, &HashMap<StageId, usize>), one: &Measure, mut place: Place) -> (usize, Row) {
    if let Some(stage) = one.stage.and_then(|stage| journey.stage(stage)) {
        place.stages.push(stage.id);
        if place.stage_name.is_empty() {
            place.stage_name.clone_from(&stage.name);
            place.stage_order = order.get(&stage.id).copied().unwrap_or(0);
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
    use std::cmp::Ordering;

    use super::super::choice::Choice;
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
                    let unsaid: Vec<bool> = sorted.iter().map(|row| row.cells[column].is_unsaid()).collect();
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
