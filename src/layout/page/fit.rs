//! How a story is shared out over pages: which look, how many pages, which columns in which row.
//!
//! Here live the decisions; nothing here draws. A slide holds one row. A poster holds as many rows of stages as it
//! takes, in the smallest look that stays readable.

use std::ops::Range;

use super::super::answers::Answers;
use super::super::band::{BandSpec, Cx, Memory, height_without_emotion};
use super::super::links::Arches;
use super::super::metrics::{CardFoot, Metrics};
use super::super::story::Story;
use super::super::{Filter, Page, PageRequest};
use super::{Around, CROWDED_SLIDE, FULL_SLIDE, MARGIN, ROW_GAP, SLIDE, STRIP_WITH_ROOM};
use crate::geom::Size;
use crate::model::{Encounter, Journey, Lane, LaneKind};
use crate::text::{Align, Room, TextStyle};

use std::sync::Arc;

/// Cards on a slide are never wider than this, however few there are.
const WIDEST_COLUMN: f64 = 420.0;
/// A poster's columns may grow by so much to fill their row.
const MOST_STRETCH: f64 = 1.4;
/// Width of a poster's columns.
const POSTER_COLUMN: f64 = 112.0;
/// A title longer than so many lines is cut, and that is said.
const MOST_TITLE_LINES: usize = 12;
/// A row is closed early, at a stage's edge, once it is filled this far.
const ROW_FILLED_ENOUGH: f64 = 0.72;
/// How much smaller than usual the text of a full slide may come out.
const SLIDE_SHRINKS: [f64; 3] = [1.0, 0.93, 0.87];
/// A poster's text is never enlarged beyond what it is on a sheet so many points wide.
const NARROWEST_POSTER: f64 = 1100.0;
/// A poster's text is enlarged only as long as its curves keep so many times their usual height.
const AIRY: f64 = 1.6;
/// Titles and items may be set smaller by so much for the sake of a long word.
const WORD_SHRINK: f32 = 0.93;
/// No text of a slide is set smaller, so that it stays readable on the largest sheet.
const SLIDE_FLOOR: f32 = 14.0;
/// More slides than this are tiresome; rather several rows a page.
const MOST_SLIDES: usize = 6;
/// A picture's longer side ends here, in points; the encoder's own limit on pixels lies above.
const LONGEST_SIDE: f64 = 30_000.0;
/// What was drawn while rows were measured is kept for the first so many columns of a story. Those of a longer one are
/// drawn again when their page comes, so that its pages do not all take memory at once.
const KEPT: usize = 4_000;
/// The wanted proportion of a poster whose size is free.
const PROPORTION: f64 = 16.0 / 9.0;

/// A run of columns that stand side by side.
#[derive(Debug)]
pub(super) struct Row {
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
    fn height(&self, emotion: f64) -> f64 {
        self.rest + self.curves as f64 * emotion
    }
}

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
    /// several pages of several rows.
    fn fixed(&self, cx: &mut Cx<'_>, pixels: Size) -> Plan {
        let story = self.contents.story;
        let wide = pixels.width > pixels.height;
        let usual = slide_scale(pixels);
        // A slide with much on it is laid out on a larger sheet, its text accordingly smaller.
        let scales = SLIDE_SHRINKS.map(|shrink| usual * shrink);
        let sheet_of = |scale: f64| Size::new(pixels.width / scale, pixels.height / scale);
        let one_slide = wide && story.columns.len() <= slide_capacity(sheet_of(usual).width, CROWDED_SLIDE);
        if one_slide {
            for scale in scales {
                let plan = self.slides(cx, sheet_of(scale), scale);
                if self.overflow(cx, &plan) <= 0.0 {
                    return plan;
                }
            }
        }
        let metrics = with_fitting_words(cx, story, Metrics::poster(POSTER_COLUMN), self.contents.columns());
        let smallest = self.poster_at(cx, &metrics, (pixels, readable_scale(pixels)), 1.0);
        let smallest = match smallest {
            Some(plan) if plan.pages.len() == 1 => return self.enlarged(cx, &metrics, pixels, plan),
            other => other,
        };
        if wide {
            for scale in scales.into_iter().filter(|scale| slide_runs(story, sheet_of(*scale)).len() <= MOST_SLIDES) {
                let plan = self.slides(cx, sheet_of(scale), scale);
                if self.overflow(cx, &plan) <= 0.0 {
                    return plan;
                }
            }
        }
        smallest.unwrap_or_else(|| {
            let plan = self.slides(cx, sheet_of(usual), usual);
            self.as_high_as_needed(cx, plan)
        })
    }

    /// By how much the highest page is too high for its size, in points.
    fn overflow(&self, cx: &mut Cx<'_>, plan: &Plan) -> f64 {
        let room = self.room(cx, plan.size.width);
        let strip = if plan.pages.len() > 1 { STRIP_WITH_ROOM } else { 0.0 };
        let least = |rows: &Vec<Row>| -> f64 {
            let lanes: f64 = rows.iter().map(|row| row.height(row.metrics.emotion.least)).sum();
            lanes + ROW_GAP * rows.len().saturating_sub(1) as f64
        };
        let highest = plan.pages.iter().map(least).fold(0.0, f64::max);
        room.head + room.foot + strip + highest - plan.size.height
    }

    /// The plan on paper that is high enough for everything.
    fn as_high_as_needed(&self, cx: &mut Cx<'_>, mut plan: Plan) -> Plan {
        plan.size.height += self.overflow(cx, &plan).max(0.0).ceil();
        plan
    }

    /// One row a page, as many pages as it takes.
    fn slides(&self, cx: &mut Cx<'_>, size: Size, scale: f64) -> Plan {
        let story = self.contents.story;
        let inner = size.width - 2.0 * MARGIN;
        let gutter = Metrics::slide(WIDEST_COLUMN).gutter;
        let pages = slide_runs(story, size).into_iter().map(|run| {
            let column = ((inner - gutter) / run.len().max(1) as f64).min(WIDEST_COLUMN).floor();
            let metrics = with_fitting_words(cx, story, Metrics::slide(column), run.clone());
            vec![self.row(cx, &metrics, run)]
        });
        Plan { size, scale, pages: pages.collect(), emotion: Emotion::Rest { most: f64::INFINITY } }
    }

    /// One picture of the proportion of a slide, as large as it takes.
    fn free_poster(&self, cx: &mut Cx<'_>) -> Plan {
        let story = self.contents.story;
        let metrics = with_fitting_words(cx, story, Metrics::poster(POSTER_COLUMN), self.contents.columns());
        let whole = self.row(cx, &metrics, self.contents.columns());
        let row_height = whole.height(metrics.emotion.usual) + ROW_GAP;
        drop(whole);
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
        let runs = runs.into_iter().map(|run| {
            let column = width / run.len().max(1) as f64;
            let column = column.min(metrics.column * MOST_STRETCH).max(metrics.column).floor();
            self.row(cx, &Metrics { column, ..metrics.clone() }, run)
        });
        runs.collect()
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

fn slide_capacity(width: f64, at_slide_width: usize) -> usize {
    let gutter = Metrics::slide(WIDEST_COLUMN).gutter;
    let column = (SLIDE.width - 2.0 * MARGIN - gutter) / at_slide_width as f64;
    ((width - 2.0 * MARGIN - gutter) / column + 1e-6) as usize
}

/// The columns of each slide.
fn slide_runs(story: &Story, size: Size) -> Vec<Range<usize>> {
    let columns = story.columns.len();
    let crowded = slide_capacity(size.width, CROWDED_SLIDE).max(1);
    if columns <= crowded {
        std::iter::once(0..columns).collect()
    } else {
        split(story, slide_capacity(size.width, FULL_SLIDE).max(1))
    }
}

/// How many columns a row of a poster had best hold: the picture about as wide as wanted, its rows well filled.
fn free_capacity(story: &Story, metrics: &Metrics, row_height: f64) -> usize {
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

/// The scale at which a poster's smallest text comes out just readable: as laid out, or smaller on a small picture.
fn readable_scale(pixels: Size) -> f64 {
    (pixels.width / 960.0).min(1.0)
}

/// The look with cards as high as the longest title among some columns needs: on paper nobody can hover.
fn with_whole_titles(cx: &mut Cx<'_>, story: &Story, metrics: &Metrics, columns: Range<usize>) -> Metrics {
    let mut metrics = metrics.clone();
    let usual = metrics.card.title_lines;
    metrics.card.title_lines = MOST_TITLE_LINES;
    let width = metrics.card_width() - 2.0 * metrics.card.pad;
    let room = Room { width, max_lines: MOST_TITLE_LINES, align: Align::Start };
    let titles = columns.filter_map(|column| story.touchpoint(column));
    let lines =
        titles.map(|touchpoint| cx.text.paragraph(touchpoint.name.trim(), metrics.card.title, room).lines).max();
    let more = lines.unwrap_or(0).saturating_sub(usual) as f64;
    metrics.card.height += more * f64::from(metrics.card.title.line_height);
    metrics
}

/// The look with titles and items a little smaller where that keeps the longest word of some columns whole.
fn with_fitting_words(cx: &mut Cx<'_>, story: &Story, mut metrics: Metrics, columns: Range<usize>) -> Metrics {
    let journey = cx.journey;
    let touchpoints: Vec<_> = columns.filter_map(|column| story.touchpoint(column)).collect();
    let titles = touchpoints.iter().flat_map(|touchpoint| unbroken(&touchpoint.name));
    let title_room = metrics.card_width() - 2.0 * metrics.card.pad;
    metrics.card.title = fitting(cx, titles, metrics.card.title, title_room);
    let item_room = metrics.column - 2.0 * metrics.text_inset;
    for touchpoint in touchpoints {
        let pains = journey.pains_at(touchpoint.id);
        let opportunities = journey.opportunities_at(touchpoint.id);
        let pains = pains.iter().flat_map(|pain| unbroken(&pain.text));
        let words = pains.chain(opportunities.iter().flat_map(|opportunity| unbroken(&opportunity.text)));
        metrics.items.text = fitting(cx, words, metrics.items.text, item_room);
    }
    metrics
}

/// What a line is not broken within: words, and the parts of a word with hyphens.
fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '\n', '\t', '-', '/']).map(str::trim_end)
}

/// The style, or a smaller one in which every word is at most so wide. A word that is too long even for that is
/// broken; the others need not suffer from it.
fn fitting<'a>(cx: &mut Cx<'_>, words: impl Iterator<Item = &'a str>, style: TextStyle, room: f64) -> TextStyle {
    let least = if style.size >= SLIDE_FLOOR { SLIDE_FLOOR } else { 12.0 };
    let small = TextStyle { size: (style.size * WORD_SHRINK).round().max(least), ..style };
    // No letter is wider than its size, so that short words need not be measured.
    let long = words.filter(|word| word.chars().count() as f64 * f64::from(style.size) > room);
    let too_long: Vec<&str> = long.filter(|word| cx.text.width(word, style) > room).collect();
    match too_long.into_iter().any(|word| cx.text.width(word, small) <= room) {
        true => small,
        false => style,
    }
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

/// Height of rows below one another, their emotion lanes `air` times as high as usual.
fn height(rows: &[Row], air: f64) -> f64 {
    let lanes: f64 = rows.iter().map(|row| row.height(row.metrics.emotion.usual * air)).sum();
    lanes + ROW_GAP * rows.len().saturating_sub(1) as f64
}

/// Puts rows on pages in order, a new page when the next row would not fit. At least one page.
fn paginate(rows: Vec<Row>, free: f64, air: f64) -> Vec<Vec<Row>> {
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
