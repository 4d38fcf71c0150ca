//! How a story is shared out over pages: which look, how many pages, which columns in which row.
//!
//! Here live the decisions; nothing here draws. Cutting columns into rows is [`rows`]' matter, the look of a row that of
//! [`looks`]. A slide holds one row. A poster holds as many rows of stages as it takes, in the smallest look that stays
//! readable.

mod looks;
mod rows;

use std::ops::Range;
use std::sync::Arc;

use super::super::answers::Answers;
use super::super::band::{BandSpec, Cx, Memory, height_without_emotion};
use super::super::links::Arches;
use super::super::metrics::{CardFoot, Metrics};
use super::super::sharing::share_out;
use super::super::story::Story;
use super::super::{Filter, Page, PageRequest};
use super::{Around, CROWDED_SLIDE, FULL_SLIDE, MARGIN, ROW_GAP, SLIDE, STRIP_WITH_ROOM};
use crate::geom::Size;
use crate::model::{Encounter, Journey, Lane, LaneKind};
use looks::{SLIDE_FLOOR, breaks_a_word, with_fitting_words, with_whole_titles};
use rows::{LONGEST_SIDE, WIDEST_COLUMN, free_capacity, height, paginate, slide_capacity, slide_runs, split};

pub(super) use rows::Row;
pub(in crate::layout) use rows::split_stages;

/// A poster's columns may grow by so much to fill their row.
const MOST_STRETCH: f64 = 1.4;
/// The columns of a slide are never narrower, in points; only a page too narrow for its own margins would have them so.
const LEAST_COLUMN: f64 = 24.0;
/// Width of a poster's columns.
const POSTER_COLUMN: f64 = 112.0;
/// The smallest text of a picture, in pixels of the output, on one at least 960 pixels wide; the text of a narrower one
/// shrinks with it, for that is a picture to be recognised and not read.
pub(super) const READABLE: f64 = 12.0;
/// Text smaller than this is told about, in pixels on a picture as wide as that.
pub(super) const TELLING: f64 = 9.0;
/// By how much the scale of a slide on a small page is lowered from trial to trial.
const SMALL_STEP: f64 = 0.95;
/// How much smaller than usual the text of a full slide may come out.
const SLIDE_SHRINKS: [f64; 3] = [1.0, 0.93, 0.87];
/// Height of the curves of a slide, in points, for which its text may come out so much smaller: they tell the story, and
/// flat ones tell none.
const LIVELY: f64 = 250.0;
/// A poster's text is never enlarged beyond what it is on a sheet so many points wide.
const NARROWEST_POSTER: f64 = 1100.0;
/// A poster's text is enlarged only as long as its curves keep so many times their usual height.
const AIRY: f64 = 1.6;
/// How high a row is likely to be is seen from so many columns at the journey's beginning.
const SAMPLE: usize = 240;
/// More slides than this are tiresome; rather several rows a page.
const MOST_SLIDES: usize = 6;
/// What was drawn while rows were measured is kept for the first so many columns of a story. Those of a longer one are
/// drawn again when their page comes, so that its pages do not all take memory at once.
const KEPT: usize = 4_000;

/// What pages there are to be.
#[derive(Debug)]
pub(super) struct Plan {
    /// Size of each page in points.
    pub size: Size,
    /// Output pixels per point.
    pub scale: f64,
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

/// What is to be shared out.
pub(super) struct Contents<'a> {
    story: &'a Story,
    lanes: &'a [Arc<Lane>],
    /// The links that are drawn as arcs, found once for all rows.
    arches: Arc<Arches>,
    /// The lines from pain points to opportunities, found once as well; none where they are left out.
    answers: Arc<Answers>,
    /// Whether any touchpoint says its encounter, which is what stands in a card's last row.
    says_encounters: bool,
}

impl<'a> Contents<'a> {
    /// A story in some lanes.
    pub fn of(journey: &Journey, story: &'a Story, lanes: &'a [Arc<Lane>], filter: &Filter) -> Contents<'a> {
        let says = |column| story.touchpoint(column).is_some_and(|touchpoint| touchpoint.encounter != Encounter::Unset);
        let says_encounters = (0..story.columns.len()).any(says);
        let answers = if filter.without_answers { Answers::default() } else { Answers::of(journey, story) };
        let (arches, answers) = (Arc::new(Arches::of(journey, story)), Arc::new(answers));
        Contents { story, lanes, arches, answers, says_encounters }
    }

    fn columns(&self) -> Range<usize> {
        0..self.story.columns.len()
    }
}

/// A story about to be shared out, and what stands around it.
struct Fitting<'a> {
    contents: Contents<'a>,
    around: &'a Around,
    request: &'a PageRequest,
}

/// Shares the story out.
pub(super) fn plan<'a>(cx: &mut Cx<'_>, contents: Contents<'a>, request: &'a PageRequest, around: &'a Around) -> Plan {
    let columns = contents.story.columns.len();
    let fitting = Fitting { contents, around, request };
    match request.page {
        Page::Fitting if columns <= CROWDED_SLIDE => {
            let plan = fitting.slides(cx, SLIDE, 1.0);
            fitting.as_high_as_needed(cx, plan)
        }
        Page::Fitting => fitting.free_poster(cx),
        Page::Fixed { pixels } => fitting.fixed(cx, pixels),
    }
}

impl Fitting<'_> {
    /// The room around the rows on a page of this width.
    fn room(&self, cx: &mut Cx<'_>, width: f64) -> Furniture {
        self.around.room(cx, self.contents.story, self.request, width)
    }

    /// Pages of a given size: a slide where it can be read, else one page of several rows, else several slides, else
    /// several pages of several rows. Only what fits in none of these ways is set smaller than is readable.
    fn fixed(&self, cx: &mut Cx<'_>, pixels: Size) -> Plan {
        let story = self.contents.story;
        let wide = pixels.width > pixels.height;
        // A slide with much on it is laid out on a larger sheet, its text accordingly smaller.
        let (readable, tiny) = slide_scales(pixels);
        let sheet_of = |scale: f64| Size::new(pixels.width / scale, pixels.height / scale);
        let one_slide =
            |scale: &f64| wide && story.columns.len() <= slide_capacity(sheet_of(*scale).width, CROWDED_SLIDE);
        if let Some(plan) = self.slides_that_fit(cx, (pixels, LIVELY), readable.iter().copied().filter(one_slide)) {
            return plan;
        }
        let metrics = with_fitting_words(cx, story, Metrics::poster(POSTER_COLUMN), self.contents.columns());
        let smallest = self.poster_at(cx, &metrics, (pixels, readable_scale(pixels)), 1.0);
        let smallest = match smallest {
            Some(plan) if plan.pages.len() == 1 => return self.enlarged(cx, &metrics, pixels, plan),
            other => other,
        };
        let few = |scale: &f64| wide && slide_runs(story, sheet_of(*scale)).len() <= MOST_SLIDES;
        let slides = self.slides_that_fit(cx, (pixels, LIVELY), readable.iter().copied().filter(few));
        let pages = slides.or(smallest);
        pages.or_else(|| self.slides_that_fit(cx, (pixels, 0.0), tiny.into_iter().filter(few))).unwrap_or_else(|| {
            let plan = self.slides(cx, sheet_of(readable[0]), readable[0]);
            self.as_high_as_needed(cx, plan)
        })
    }

    /// The slides at the first of some scales at which they are no higher than the page, break no word and leave their
    /// curves `curves` points of height; else at the one that comes nearest to that.
    fn slides_that_fit(
        &self,
        cx: &mut Cx<'_>,
        (pixels, curves): (Size, f64),
        scales: impl Iterator<Item = f64>,
    ) -> Option<Plan> {
        let mut nearest: Option<(u8, Plan)> = None;
        for scale in scales {
            let plan = self.slides(cx, Size::new(pixels.width / scale, pixels.height / scale), scale);
            if self.overflow(cx, &plan, 0.0) > 0.0 {
                continue;
            }
            let faults = 2 * u8::from(self.breaks_words(cx, &plan)) + u8::from(self.overflow(cx, &plan, curves) > 0.0);
            if nearest.as_ref().is_none_or(|(least, _)| faults < *least) {
                nearest = Some((faults, plan));
            }
            if faults == 0 {
                break;
            }
        }
        nearest.map(|(_, plan)| plan)
    }

    /// Whether a title or an item is broken within a word.
    fn breaks_words(&self, cx: &mut Cx<'_>, plan: &Plan) -> bool {
        let mut rows = plan.pages.iter().flatten();
        rows.any(|row| breaks_a_word(cx, self.contents.story, &row.metrics, row.columns.clone()))
    }

    /// By how much the highest page is too high for its size, in points, if each of its curves takes `curves` points or
    /// the least that its look allows.
    fn overflow(&self, cx: &mut Cx<'_>, plan: &Plan, curves: f64) -> f64 {
        let room = self.room(cx, plan.size.width);
        let strip = if plan.pages.len() > 1 { STRIP_WITH_ROOM } else { 0.0 };
        let least = |rows: &Vec<Row>| -> f64 {
            let lanes: f64 = rows.iter().map(|row| row.height(row.metrics.emotion.least.max(curves))).sum();
            lanes + ROW_GAP * rows.len().saturating_sub(1) as f64
        };
        let highest = plan.pages.iter().map(least).fold(0.0, f64::max);
        room.head + room.foot + strip + highest - plan.size.height
    }

    /// The plan on paper that is high enough for everything.
    fn as_high_as_needed(&self, cx: &mut Cx<'_>, mut plan: Plan) -> Plan {
        plan.size.height += self.overflow(cx, &plan, 0.0).max(0.0).ceil();
        plan
    }

    /// One row a page, as many pages as it takes.
    fn slides(&self, cx: &mut Cx<'_>, size: Size, scale: f64) -> Plan {
        let story = self.contents.story;
        let inner = size.width - 2.0 * MARGIN;
        let gutter = Metrics::slide(WIDEST_COLUMN).gutter;
        let pages = slide_runs(story, size).into_iter().map(|run| {
            let column = ((inner - gutter) / run.len().max(1) as f64).clamp(LEAST_COLUMN, WIDEST_COLUMN).floor();
            let metrics = with_fitting_words(cx, story, Metrics::slide(column), run.clone());
            vec![self.row(cx, &metrics, run)]
        });
        Plan { size, scale, pages: pages.collect(), emotion: Emotion::Rest { most: f64::INFINITY } }
    }

    /// One picture of the proportion of a slide, as large as it takes.
    fn free_poster(&self, cx: &mut Cx<'_>) -> Plan {
        let story = self.contents.story;
        let metrics = with_fitting_words(cx, story, Metrics::poster(POSTER_COLUMN), self.contents.columns());
        let sample = self.row(cx, &metrics, 0..SAMPLE.min(story.columns.len()));
        let row_height = sample.height(metrics.emotion.usual) + ROW_GAP;
        drop(sample);
        let width_of = |capacity: usize| 2.0 * MARGIN + metrics.gutter + capacity as f64 * metrics.column;
        let capacity = free_capacity(story, &metrics, row_height);
        let runs = split(story, capacity);
        let used = runs.iter().map(ExactSizeIterator::len).max().unwrap_or(0).max(FULL_SLIDE);
        let room = self.room(cx, width_of(used));
        let rows = self.filled_rows(cx, &metrics, runs, used as f64 * metrics.column);
        let pages = paginate(rows, LONGEST_SIDE - room.head - room.foot - STRIP_WITH_ROOM, 1.0);
        let tallest = pages.iter().map(|rows| height(rows, 1.0)).fold(0.0, f64::max);
        let strip = if pages.len() > 1 { STRIP_WITH_ROOM } else { 0.0 };
        let size = Size::new(width_of(used), (room.head + tallest + room.foot + strip).ceil());
        Plan { size, scale: 1.0, pages, emotion: Emotion::Usual }
    }

    /// The largest look in which a poster that fits one page at its smallest still does.
    fn enlarged(&self, cx: &mut Cx<'_>, metrics: &Metrics, pixels: Size, smallest: Plan) -> Plan {
        // The larger the look, the higher the rows: halve the range a few times.
        let (mut fits, mut too_large) = (smallest.scale, (pixels.width / NARROWEST_POSTER).max(smallest.scale));
        let mut best = smallest;
        for _ in 0..5 {
            let scale = (fits + too_large) / 2.0;
            match self.poster_at(cx, metrics, (pixels, scale), AIRY).filter(|plan| plan.pages.len() == 1) {
                Some(plan) => (best, fits) = (plan, scale),
                None => too_large = scale,
            }
        }
        best
    }

    /// A poster of several rows at one scale, its emotion lanes `air` times as high as usual; `None` if a row alone
    /// is too high or too wide for a page.
    fn poster_at(&self, cx: &mut Cx<'_>, metrics: &Metrics, (pixels, scale): (Size, f64), air: f64) -> Option<Plan> {
        let size = Size::new(pixels.width / scale, pixels.height / scale);
        let capacity = ((size.width - 2.0 * MARGIN - metrics.gutter) / metrics.column) as usize;
        if capacity == 0 {
            return None;
        }
        let room = self.room(cx, size.width);
        let free = size.height - room.head - room.foot;
        let width = size.width - 2.0 * MARGIN - metrics.gutter;
        let rows = self.filled_rows(cx, metrics, split(self.contents.story, capacity), width);
        // Several pages carry a strip each.
        let free = if height(&rows, air) <= free { free } else { free - STRIP_WITH_ROOM };
        if rows.iter().any(|row| row.height(metrics.emotion.least) > free) {
            return None;
        }
        let emotion = Emotion::Rest { most: metrics.emotion.most };
        Some(Plan { size, scale, pages: paginate(rows, free, air), emotion })
    }

    /// Rows whose columns are widened until they fill `width`, within limits: the last row may stay short.
    fn filled_rows(&self, cx: &mut Cx<'_>, metrics: &Metrics, runs: Vec<Range<usize>>, width: f64) -> Vec<Row> {
        share_out(cx, runs, |cx, run| {
            let column = width / run.len().max(1) as f64;
            let column = column.min(metrics.column * MOST_STRETCH).max(metrics.column).floor();
            self.row(cx, &Metrics { column, ..metrics.clone() }, run)
        })
    }

    fn row(&self, cx: &mut Cx<'_>, metrics: &Metrics, columns: Range<usize>) -> Row {
        let Contents { story, lanes, arches, answers, .. } = &self.contents;
        let metrics = &self.without_empty_feet(metrics);
        let metrics = with_whole_titles(cx, story, metrics, columns.clone());
        let fresh = || Memory::with_lines(arches.clone(), answers.clone());
        let mut memory = fresh();
        let rest = height_without_emotion(cx, story, &spec(&metrics, lanes, columns.clone(), 0.0), &mut memory);
        if columns.start >= KEPT {
            memory = fresh();
        }
        let emotion = lanes.iter().filter(|lane| lane.kind == LaneKind::Emotion).count();
        let curves = if story.cast.is_empty() { 0 } else { emotion };
        Row { columns, metrics, memory, rest, curves }
    }

    /// The look with lower cards where no touchpoint says its encounter.
    fn without_empty_feet(&self, metrics: &Metrics) -> Metrics {
        let mut metrics = metrics.clone();
        let has_row = match metrics.card.encounter {
            CardFoot::Word | CardFoot::ShortWord => true,
            CardFoot::GlyphIfOneToOne | CardFoot::Nothing => false,
        };
        if has_row && !self.contents.says_encounters {
            metrics.card.height -= metrics.card.foot * 1.6;
        }
        metrics
    }
}

/// Slides are laid out about 1,080 points high or 1,920 wide, whichever leaves more room.
pub(in crate::layout) fn slide_scale(pixels: Size) -> f64 {
    (pixels.width / SLIDE.width).min(pixels.height / SLIDE.height).max(pixels.width / 2600.0).max(0.05)
}

/// The scales to try for slides on a page, the largest first: those at which the smallest text is as large as a
/// poster's, at least one, and those at which it is not.
fn slide_scales(pixels: Size) -> (Vec<f64>, Vec<f64>) {
    let least = least_slide_scale(pixels);
    let scales = SLIDE_SHRINKS.map(|shrink| slide_scale(pixels) * shrink);
    let mut readable: Vec<f64> = scales.iter().map(|scale| scale.max(least)).collect();
    readable.dedup();
    // On a small page every pixel counts: down to the usual scale in small steps.
    let smaller = std::iter::successors(Some(least * SMALL_STEP), |scale| Some(scale * SMALL_STEP));
    let smaller = smaller.take_while(|scale| *scale > scales[0]);
    (readable, smaller.chain(scales.into_iter().filter(|scale| *scale < least)).collect())
}

/// The scale at which a slide's smallest text is as large as a poster's.
pub(super) fn least_slide_scale(pixels: Size) -> f64 {
    readable_scale(pixels) * READABLE / f64::from(SLIDE_FLOOR)
}

/// The scale at which a poster's smallest text comes out just readable: as laid out, or smaller on a small picture.
fn readable_scale(pixels: Size) -> f64 {
    (pixels.width / 960.0).min(1.0)
}

/// How a row is drawn.
pub(super) fn spec<'a>(
    metrics: &'a Metrics,
    lanes: &'a [Arc<Lane>],
    columns: Range<usize>,
    emotion: f64,
) -> BandSpec<'a> {
    BandSpec {
        metrics,
        columns,
        lanes,
        gutter: true,
        emotion,
        least_height: 0.0,
        own_heights: false,
        links: true,
        answers: true,
    }
}
