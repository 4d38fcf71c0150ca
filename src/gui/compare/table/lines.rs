//! The table from top to bottom: headings and rows, and where each begins.
//!
//! Worked out again only when the plan or what is asked of it changes, so that thousands of rows scroll as smoothly as
//! ten. Here never comes drawing.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::progressed::Progressed;
use crate::compare::{Filter, Group, Grouping, Order};

/// Height of a row in points.
pub const ROW: f32 = 42.0;
/// Height of a group's heading.
pub const HEADING: f32 = 34.0;
/// Height of the row that is being edited.
pub const EDITED: f32 = 102.0;

/// What is asked of the table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choices {
    /// Which rows.
    pub filter: Filter,
    /// What they are put together by.
    pub grouping: Grouping,
    /// In which order.
    pub order: Order,
    /// The titles of groups that are folded up.
    pub folded: BTreeSet<String>,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group, by its place in [`Lines::groups`].
    Heading(usize),
    /// A row, by its place in the plan.
    Row(usize),
}

/// Every line and where it begins.
#[derive(Default)]
pub struct Lines {
    made_of: Option<(Arc<Progressed>, Choices, Option<usize>)>,
    /// The groups.
    pub groups: Vec<Group>,
    lines: Vec<Line>,
    tops: Vec<f32>,
    /// Height of all of them.
    pub height: f32,
}

impl Lines {
    /// Brings the lines up to date; `edited` is the row that is being edited.
    pub fn update(&mut self, shown: &Arc<Progressed>, choices: &Choices, edited: Option<usize>) {
        let same = |made: &(Arc<Progressed>, Choices, Option<usize>)| {
            Arc::ptr_eq(&made.0, shown) && made.1 == *choices && made.2 == edited
        };
        if self.made_of.as_ref().is_some_and(same) {
            return;
        }
        self.groups = shown.plan.groups(&choices.filter, choices.grouping, choices.order);
        self.lines.clear();
        self.tops.clear();
        self.height = 0.0;
        for at in 0..self.groups.len() {
            let group = &self.groups[at];
            let folded = choices.folded.contains(&group.title);
            let rows: Vec<usize> = if folded { Vec::new() } else { group.rows.clone() };
            if !group.title.is_empty() {
                self.push(Line::Heading(at), HEADING);
            }
            for row in rows {
                self.push(Line::Row(row), if edited == Some(row) { EDITED } else { ROW });
            }
        }
        self.made_of = Some((shown.clone(), choices.clone(), edited));
    }

    fn push(&mut self, line: Line, height: f32) {
        self.lines.push(line);
        self.tops.push(self.height);
        self.height += height;
    }

    /// The lines that show between two heights, each with where it begins and ends.
    pub fn between(&self, top: f32, bottom: f32) -> impl Iterator<Item = (Line, Range<f32>)> + '_ {
        let first = self.tops.partition_point(|start| *start <= top).saturating_sub(1);
        let from_first = (first..self.lines.len()).map(|at| (self.lines[at], self.span(at)));
        from_first.take_while(move |(_, span)| span.start < bottom)
    }

    fn span(&self, at: usize) -> Range<f32> {
        self.tops[at]..self.tops.get(at + 1).copied().unwrap_or(self.height)
    }

    /// Where a row is; `None` if it is not shown.
    pub fn span_of(&self, row: usize) -> Option<Range<f32>> {
        self.lines.iter().position(|line| *line == Line::Row(row)).map(|at| self.span(at))
    }

    /// The rows that are shown, from top to bottom, as places in the plan.
    pub fn rows(&self) -> Vec<usize> {
        let row = |line: &Line| match line {
            Line::Row(row) => Some(*row),
            Line::Heading(_) => None,
        };
        self.lines.iter().filter_map(row).collect()
    }
}
