//! What is listed, which rows a filter keeps, and in which order they stand.
//!
//! Here never comes drawing.

use std::cmp::Ordering;

use super::rows::Row;
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
