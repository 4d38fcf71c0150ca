//! Cutting the columns of a story into rows, and rows into pages.
//!
//! Here never comes measuring: how many columns a row holds and how high it is were found before.

use std::ops::Range;

use super::super::{CROWDED_SLIDE, FULL_SLIDE, MARGIN, ROW_GAP, SLIDE};
use crate::geom::Size;
use crate::layout::assembly::Memory;
use crate::layout::metrics::Metrics;
use crate::layout::story::Story;

/// Cards on a slide are never wider than this, however few there are.
pub(super) const WIDEST_COLUMN: f64 = 420.0;
/// A picture's longer side ends here, in points; the encoder's own limit on pixels lies above.
pub(super) const LONGEST_SIDE: f64 = 30_000.0;
/// A row is closed early, at a stage's edge, once it is filled this far.
const ROW_FILLED_ENOUGH: f64 = 0.72;
/// The wanted proportion of a poster whose size is free.
const PROPORTION: f64 = 16.0 / 9.0;

/// A run of columns that stand side by side.
#[derive(Debug)]
pub(in crate::layout::page) struct Row {
    /// The columns, as a range of the story's.
    pub columns: Range<usize>,
    /// The look, its cards as high as the longest title of the row needs.
    pub metrics: Metrics,
    /// What was drawn while it was measured.
    pub memory: Memory,
    /// Height of the row without its emotion lanes, in points.
    pub rest: f64,
    /// How many emotion lanes with curves it has.
    pub curves: usize,
}

impl Row {
    /// Height of the row if each of its emotion lanes is so high, in points.
    pub fn height(&self, emotion: f64) -> f64 {
        self.rest + self.curves as f64 * emotion
    }
}

/// How many columns a slide of this width holds, where one of the usual width holds `at_slide_width`.
pub(super) fn slide_capacity(width: f64, at_slide_width: usize) -> usize {
    let gutter = Metrics::slide(WIDEST_COLUMN).gutter;
    let column = (SLIDE.width - 2.0 * MARGIN - gutter) / at_slide_width as f64;
    ((width - 2.0 * MARGIN - gutter) / column + 1e-6) as usize
}

/// The columns of each slide.
pub(super) fn slide_runs(story: &Story, size: Size) -> Vec<Range<usize>> {
    let columns = story.columns.len();
    let crowded = slide_capacity(size.width, CROWDED_SLIDE).max(1);
    if columns <= crowded {
        std::iter::once(0..columns).collect()
    } else {
        split(story, slide_capacity(size.width, FULL_SLIDE).max(1))
    }
}

/// How many columns a row of a poster had best hold: the picture about as wide as wanted, its rows well filled.
pub(super) fn free_capacity(story: &Story, metrics: &Metrics, row_height: f64) -> usize {
    let columns = story.columns.len();
    let widest = ((LONGEST_SIDE - 2.0 * MARGIN - metrics.gutter) / metrics.column) as usize;
    // Rows of this many columns give the wanted proportion: w = p·h with h = row_height · columns / capacity.
    let square = (PROPORTION * row_height * columns as f64 / metrics.column).sqrt();
    let around = (square * 0.75) as usize..=(square * 1.5).ceil() as usize;
    let cost = |capacity: usize| {
        let rows = split(story, capacity);
        let used = rows.iter().map(ExactSizeIterator::len).max().unwrap_or(1).max(1) as f64;
        let proportion = used * metrics.column / (rows.len() as f64 * row_height) / PROPORTION;
        let waste = 1.0 - columns as f64 / (used * rows.len() as f64);
        proportion.max(1.0 / proportion) - 1.0 + 2.0 * waste
    };
    let capacities = around.map(|capacity| capacity.clamp(FULL_SLIDE.min(columns), widest));
    capacities.min_by(|a, b| cost(*a).total_cmp(&cost(*b))).unwrap_or(FULL_SLIDE)
}

/// Height of rows below one another, their emotion lanes `air` times as high as usual.
pub(super) fn height(rows: &[Row], air: f64) -> f64 {
    let lanes: f64 = rows.iter().map(|row| row.height(row.metrics.emotion.usual * air)).sum();
    lanes + ROW_GAP * rows.len().saturating_sub(1) as f64
}

/// Puts rows on pages in order, a new page when the next row would not fit. At least one page.
pub(super) fn paginate(rows: Vec<Row>, free: f64, air: f64) -> Vec<Vec<Row>> {
    let mut pages: Vec<Vec<Row>> = vec![Vec::new()];
    for row in rows {
        let page = pages.last_mut().expect("there is always a page");
        page.push(row);
        if page.len() > 1 && height(page, air) > free {
            let row = page.pop().expect("just pushed");
            pages.push(vec![row]);
        }
    }
    pages
}

/// Cuts the columns into runs of at most `capacity`, at the edges of stages where that does not waste much room.
pub(super) fn split(story: &Story, capacity: usize) -> Vec<Range<usize>> {
    split_stages(story.stages.iter().map(|stage| stage.columns.clone()), capacity)
}

/// As [`split`], over stages of which only the columns are known.
pub(in crate::layout) fn split_stages(
    stages: impl Iterator<Item = Range<usize>>,
    capacity: usize,
) -> Vec<Range<usize>> {
    let capacity = capacity.max(1);
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut run = 0..0;
    for columns in stages {
        let fits = run.len() + columns.len() <= capacity;
        let filled_enough = run.len() as f64 >= capacity as f64 * ROW_FILLED_ENOUGH;
        if !fits && (filled_enough || columns.len() <= capacity && !run.is_empty() && columns.len() * 2 > capacity) {
            runs.push(run);
            run = columns.start..columns.start;
        }
        run.end = columns.end;
        while run.len() > capacity {
            runs.push(run.start..run.start + capacity);
            run.start += capacity;
        }
    }
    if !run.is_empty() || runs.is_empty() {
        runs.push(run);
    }
    runs
}
