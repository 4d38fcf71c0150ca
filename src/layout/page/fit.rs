//! How a story is shared out over pages: which look, how many pages, which columns in which row.
//!
//! Here live the decisions; nothing here draws. A slide holds one row. A poster holds as many rows of stages as it
//! takes, in the smallest look that stays readable.

use std::ops::Range;

use super::super::band::{BandSpec, Cx, Memory, height_without_emotion};
use super::super::metrics::Metrics;
use super::super::story::Story;
use super::super::{Page, PageRequest};
use super::{CROWDED_SLIDE, FULL_SLIDE, MARGIN, ROW_GAP, SLIDE, STRIP_WITH_ROOM};
use crate::geom::Size;
use crate::model::Lane;

use std::sync::Arc;

/// Cards on a slide are never wider than this, however few there are.
const WIDEST_COLUMN: f64 = 200.0;
/// Width of a poster's columns.
const POSTER_COLUMN: f64 = 112.0;
/// A row is closed early, at a stage's edge, once it is filled this far.
const ROW_FILLED_ENOUGH: f64 = 0.72;
/// More slides than this are tiresome; rather several rows a page.
const MOST_SLIDES: usize = 6;
/// A picture's longer side ends here, in points; the encoder's own limit on pixels lies above.
const LONGEST_SIDE: f64 = 30_000.0;
/// The wanted proportion of a poster whose size is free.
const PROPORTION: f64 = 16.0 / 9.0;

/// A run of columns that stand side by side.
#[derive(Debug)]
pub(super) struct Row {
    /// The columns, as a range of the story's.
    pub columns: Range<usize>,
    /// What was drawn while it was measured.
    pub memory: Memory,
    /// Height of the row without its emotion lane, in points.
    pub rest: f64,
}

/// What pages there are to be.
#[derive(Debug)]
pub(super) struct Plan {
    /// Size of each page in points.
    pub size: Size,
    /// Output pixels per point.
    pub scale: f64,
    /// The look.
    pub metrics: Metrics,
    /// The rows of each page.
    pub pages: Vec<Vec<Row>>,
    /// Height of every emotion lane, where all rows of a page share out what the page has left.
    pub emotion: Emotion,
}

/// How high the emotion lanes are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Emotion {
    /// All the height the page has left, up to so much.
    Rest {
        /// The most, in points.
        most: f64,
    },
    /// As the look has it; the page is as high as its contents.
    Usual,
}

/// Room taken by what stands around the rows, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Furniture {
    /// Above the rows, the page's margin included.
    pub head: f64,
    /// Below the rows, the page's margin included.
    pub foot: f64,
}

/// Shares the story out. `furniture` tells the room around the rows for a page of a given width and look.
pub(super) fn plan(
    cx: &mut Cx<'_>,
    story: &Story,
    lanes: &[Arc<Lane>],
    request: &PageRequest,
    furniture: &mut dyn FnMut(&mut Cx<'_>, f64) -> Furniture,
) -> Plan {
    let columns = story.columns.len();
    match request.page {
        Page::Fitting if columns <= CROWDED_SLIDE => slides(cx, story, lanes, SLIDE, 1.0),
        Page::Fitting => free_poster(cx, story, lanes, furniture),
        Page::Fixed { pixels } => {
            let scale = slide_scale(pixels);
            let slide = Size::new(pixels.width / scale, pixels.height / scale);
            let wide = slide.width > slide.height;
            if wide && columns <= slide_capacity(slide.width, CROWDED_SLIDE) {
                return slides(cx, story, lanes, slide, scale);
            }
            if let Some(plan) = fixed_poster(cx, story, lanes, pixels, furniture, true) {
                return plan;
            }
            let slides_needed = columns.div_ceil(slide_capacity(slide.width, FULL_SLIDE).max(1));
            if wide && slides_needed <= MOST_SLIDES {
                return slides(cx, story, lanes, slide, scale);
            }
            fixed_poster(cx, story, lanes, pixels, furniture, false)
                .unwrap_or_else(|| slides(cx, story, lanes, slide, scale))
        }
    }
}

/// Slides are laid out about 1,080 points high or 1,920 wide, whichever leaves more room.
fn slide_scale(pixels: Size) -> f64 {
    (pixels.width / SLIDE.width).min(pixels.height / SLIDE.height).max(pixels.width / 2600.0).max(0.05)
}

fn slide_capacity(width: f64, at_slide_width: usize) -> usize {
    let gutter = Metrics::slide(WIDEST_COLUMN).gutter;
    let column = (SLIDE.width - 2.0 * MARGIN - gutter) / at_slide_width as f64;
    ((width - 2.0 * MARGIN - gutter) / column + 1e-6) as usize
}

/// One row a page, as many pages as it takes.
fn slides(cx: &mut Cx<'_>, story: &Story, lanes: &[Arc<Lane>], size: Size, scale: f64) -> Plan {
    let columns = story.columns.len();
    let inner = size.width - 2.0 * MARGIN;
    let gutter = Metrics::slide(WIDEST_COLUMN).gutter;
    let crowded = slide_capacity(size.width, CROWDED_SLIDE).max(1);
    let runs = if columns <= crowded {
        std::iter::once(0..columns).collect()
    } else {
        split(story, slide_capacity(size.width, FULL_SLIDE).max(1))
    };
    let most = runs.iter().map(ExactSizeIterator::len).max().unwrap_or(1).max(1);
    let column = ((inner - gutter) / most as f64).min(WIDEST_COLUMN);
    let metrics = Metrics::slide(column);
    let pages = runs.into_iter().map(|run| vec![row(cx, story, lanes, &metrics, run)]).collect();
    Plan { size, scale, metrics, pages, emotion: Emotion::Rest { most: f64::INFINITY } }
}

/// One picture of the proportion of a slide, as large as it takes.
fn free_poster(
    cx: &mut Cx<'_>,
    story: &Story,
    lanes: &[Arc<Lane>],
    furniture: &mut dyn FnMut(&mut Cx<'_>, f64) -> Furniture,
) -> Plan {
    let metrics = Metrics::poster(POSTER_COLUMN);
    let columns = story.columns.len();
    let whole = row(cx, story, lanes, &metrics, 0..columns);
    let row_height = whole.rest + metrics.emotion.usual + ROW_GAP;
    let width_of = |capacity: usize| 2.0 * MARGIN + metrics.gutter + capacity as f64 * metrics.column;
    // Rows of this many columns make the picture about as wide as wanted: w = p·h with h = row_height·n / capacity.
    let square = (PROPORTION * row_height * columns as f64 / metrics.column).sqrt();
    let widest = ((LONGEST_SIDE - 2.0 * MARGIN - metrics.gutter) / metrics.column) as usize;
    let capacity = (square.ceil() as usize).clamp(FULL_SLIDE.min(columns), widest);
    let width = width_of(capacity);
    let room = furniture(cx, width);
    let rows: Vec<Row> = split(story, capacity).into_iter().map(|run| row(cx, story, lanes, &metrics, run)).collect();
    let pages = paginate(rows, &metrics, LONGEST_SIDE - room.head - room.foot - STRIP_WITH_ROOM);
    let tallest = pages.iter().map(|rows| height(rows, &metrics)).fold(0.0, f64::max);
    let strip = if pages.len() > 1 { STRIP_WITH_ROOM } else { 0.0 };
    let used = pages.iter().flatten().map(|row| row.columns.len()).max().unwrap_or(0);
    let size = Size::new(width_of(used.max(FULL_SLIDE)), (room.head + tallest + room.foot + strip).ceil());
    Plan { size, scale: 1.0, metrics, pages, emotion: Emotion::Usual }
}

/// Several rows on pages of a given size: the largest look that holds everything on one page, or (`one_page` not
/// asked for) the smallest readable one on several.
fn fixed_poster(
    cx: &mut Cx<'_>,
    story: &Story,
    lanes: &[Arc<Lane>],
    pixels: Size,
    furniture: &mut dyn FnMut(&mut Cx<'_>, f64) -> Furniture,
    one_page: bool,
) -> Option<Plan> {
    let smallest = readable_scale(pixels);
    let on_one_page = |plan: &Plan| plan.pages.len() == 1;
    let mut best = poster_at(cx, story, lanes, pixels, smallest, furniture)?;
    if !one_page {
        return Some(best);
    }
    if !on_one_page(&best) {
        return None;
    }
    // The larger the look, the higher the rows: halve the range a few times.
    let (mut fits, mut too_large) = (smallest, (pixels.width / SLIDE.width).max(smallest));
    for _ in 0..5 {
        let scale = (fits + too_large) / 2.0;
        match poster_at(cx, story, lanes, pixels, scale, furniture).filter(on_one_page) {
            Some(plan) => (best, fits) = (plan, scale),
            None => too_large = scale,
        }
    }
    Some(best)
}

/// The scale at which a poster's smallest text comes out just readable: as laid out, or smaller on a small picture.
fn readable_scale(pixels: Size) -> f64 {
    (pixels.width / 960.0).min(1.0)
}

/// A poster of several rows at one scale; `None` if a row alone is too high or too wide for a page.
fn poster_at(
    cx: &mut Cx<'_>,
    story: &Story,
    lanes: &[Arc<Lane>],
    pixels: Size,
    scale: f64,
    furniture: &mut dyn FnMut(&mut Cx<'_>, f64) -> Furniture,
) -> Option<Plan> {
    let metrics = Metrics::poster(POSTER_COLUMN);
    let size = Size::new(pixels.width / scale, pixels.height / scale);
    let capacity = ((size.width - 2.0 * MARGIN - metrics.gutter) / metrics.column) as usize;
    if capacity == 0 {
        return None;
    }
    let room = furniture(cx, size.width);
    let free = size.height - room.head - room.foot;
    let rows: Vec<Row> = split(story, capacity).into_iter().map(|run| row(cx, story, lanes, &metrics, run)).collect();
    // Several pages carry a strip each.
    let free = if height(&rows, &metrics) <= free { free } else { free - STRIP_WITH_ROOM };
    if rows.iter().any(|row| row.rest + metrics.emotion.least > free) {
        return None;
    }
    let emotion = Emotion::Rest { most: metrics.emotion.usual * 2.0 };
    Some(Plan { size, scale, pages: paginate(rows, &metrics, free), metrics, emotion })
}

fn row(cx: &mut Cx<'_>, story: &Story, lanes: &[Arc<Lane>], metrics: &Metrics, columns: Range<usize>) -> Row {
    let mut memory = Memory::default();
    let rest = height_without_emotion(cx, story, &spec(metrics, lanes, columns.clone(), 0.0), &mut memory);
    Row { columns, memory, rest }
}

/// How a row is drawn.
pub(super) fn spec<'a>(
    metrics: &'a Metrics,
    lanes: &'a [Arc<Lane>],
    columns: Range<usize>,
    emotion: f64,
) -> BandSpec<'a> {
    BandSpec { metrics, columns, lanes, gutter: true, emotion, least_height: 0.0, own_heights: false, links: true }
}

/// Height of rows below one another, their emotion lanes as small as may be.
fn height(rows: &[Row], metrics: &Metrics) -> f64 {
    let lanes: f64 = rows.iter().map(|row| row.rest + metrics.emotion.usual).sum();
    lanes + ROW_GAP * rows.len().saturating_sub(1) as f64
}

/// Puts rows on pages in order, a new page when the next row would not fit. At least one page.
fn paginate(rows: Vec<Row>, metrics: &Metrics, free: f64) -> Vec<Vec<Row>> {
    let mut pages: Vec<Vec<Row>> = vec![Vec::new()];
    for row in rows {
        let page = pages.last_mut().expect("there is always a page");
        page.push(row);
        if page.len() > 1 && height(page, metrics) > free {
            let row = page.pop().expect("just pushed");
            pages.push(vec![row]);
        }
    }
    pages
}

/// Cuts the columns into runs of at most `capacity`, at the edges of stages where that does not waste much room.
pub(super) fn split(story: &Story, capacity: usize) -> Vec<Range<usize>> {
    let capacity = capacity.max(1);
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut run = 0..0;
    for stage in &story.stages {
        let fits = run.len() + stage.columns.len() <= capacity;
        let filled_enough = run.len() as f64 >= capacity as f64 * ROW_FILLED_ENOUGH;
        if !fits
            && (filled_enough
                || stage.columns.len() <= capacity && !run.is_empty() && stage.columns.len() * 2 > capacity)
        {
            runs.push(run);
            run = stage.columns.start..stage.columns.start;
        }
        run.end = stage.columns.end;
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
