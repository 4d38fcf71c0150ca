//! Pages to export: the title and the people above the map, the legend and the sources below it, and the map itself
//! in one row or several.
//!
//! Here live the parts around the map. How lanes draw is `lanes`' matter, how rows are shared out is [`fit`]'s.

mod cast;
pub(super) mod fit;
pub(super) mod foot;
pub(super) mod head;
mod lanes;
mod legend;

use std::sync::Arc;

use super::band::{Cx, band_remembering};
use super::sharing::share_out;
use super::sheet::{Sheet, solid};
use super::story::{Feelings, Story};
use super::strip::strip;
use super::{Page, PageRequest, Pages, Remarks, Show, shown};
use crate::frame::{Block, Frame, Placed, Sticky};
use crate::geom::{Rect, Size, Vec2};
use crate::model::*;
use crate::text::TextEngine;
use crate::theme::Theme;
use crate::words::shortened;
use fit::{Emotion, Furniture, Plan, Row};
use foot::Said;
use head::KeyFigure;
pub(super) use lanes::{Told, usual_lanes};
use lanes::{hidden_lanes, shown_lanes, unasked_lanes};

/// Room around everything on a page, in points.
pub(super) const MARGIN: f64 = 56.0;
/// Room between the rows of a poster.
pub(super) const ROW_GAP: f64 = 28.0;
/// Room between what stands above the map and the map, and between the map and what stands below.
pub(super) const APART: f64 = 12.0;
/// Height of the strip that shows where in the journey one of several pages is.
const STRIP: f64 = 64.0;
/// Height that the strip takes, with the room around it.
const STRIP_WITH_ROOM: f64 = STRIP + 14.0;
/// A slide in points; larger outputs scale it.
pub(super) const SLIDE: Size = Size::new(1920.0, 1080.0);
/// So many columns stand well on a slide.
const FULL_SLIDE: usize = 14;
/// So many still do, with smaller titles.
const CROWDED_SLIDE: usize = 18;

/// The pages of a journey, laid out one at a time as they are asked for.
///
/// What all pages share was found beforehand, so that a page costs the same however many there are. Whoever drops the
/// frames it is done with needs memory for those alone.
pub struct PageRun<'a> {
    /// `None` for a journey that the map does not have.
    laying: Option<Laying<'a>>,
    theme: &'a Theme,
    done: usize,
}

/// A journey being laid out on pages.
struct Laying<'a> {
    cx: Cx<'a>,
    request: PageRequest,
    story: Story,
    lanes: Vec<Arc<Lane>>,
    around: Around,
    plan: Plan,
    /// The rows of the pages that are still to come.
    rows: std::vec::IntoIter<Vec<Row>>,
    count: usize,
    /// What is equal on all pages, from the first one on.
    shared: Option<Shared>,
    cut: Vec<Arc<str>>,
}

impl<'a> PageRun<'a> {
    /// Shares a journey out over pages.
    pub(super) fn new(text: &'a mut TextEngine, map: &'a Map, request: &PageRequest, theme: &'a Theme) -> PageRun<'a> {
        let laying = map.journey(request.state).map(|journey| {
            text.take_report();
            let story = Story::of(journey, &shown(request.state, &request.filter), false, &mut Feelings::default());
            let lanes = shown_lanes(journey, &story, &request.filter.lanes);
            let mut cx = Cx { text, theme, map, journey };
            let around = Around::of(&mut cx, &story, &lanes, request);
            let mut plan =
                fit::plan(&mut cx, fit::Contents::of(journey, &story, &lanes, &request.filter), request, &around);
            let rows = std::mem::take(&mut plan.pages);
            let (count, request) = (rows.len(), request.clone());
            let rows = rows.into_iter();
            Laying { cx, request, story, lanes, around, plan, rows, count, shared: None, cut: Vec::new() }
        });
        PageRun { laying, theme, done: 0 }
    }

    /// How many pages there are in all, at least 1.
    pub fn total(&self) -> usize {
        self.laying.as_ref().map_or(1, |laying| laying.count)
    }

    /// The size of every page, in points.
    pub fn size(&self) -> Size {
        self.laying.as_ref().map_or(SLIDE, |laying| laying.plan.size)
    }

    /// Output pixels per point of the frames.
    pub fn scale(&self) -> f64 {
        self.laying.as_ref().map_or(1.0, |laying| laying.plan.scale)
    }

    /// The next page, as [`Iterator::next`] has it.
    fn lay_out(&mut self) -> Option<Frame> {
        match &mut self.laying {
            Some(laying) => laying.frame(self.done + 1),
            None => (self.done == 0).then(|| Frame { size: SLIDE, background: self.theme.canvas, blocks: Vec::new() }),
        }
    }

    /// What is to be said about the pages laid out so far.
    pub fn finish(self) -> Remarks {
        let Some(laying) = self.laying else {
            let omissions = vec!["The map has no ideal journey yet.".to_owned()];
            return Remarks { omissions, ..Remarks::default() };
        };
        let omissions = cut_texts(&laying.cut)
            .into_iter()
            .chain(left_out_personas(&laying.story))
            .chain(another_size(&laying.request.page, &laying.plan))
            .chain(tiny_text(&laying.request.page, &laying.plan))
            .collect();
        let unasked = unasked_lanes(laying.cx.journey, &laying.story, &laying.request.filter.lanes);
        Remarks { omissions, unasked, fonts: laying.cx.text.take_report() }
    }
}

impl Iterator for PageRun<'_> {
    type Item = Frame;

    fn next(&mut self) -> Option<Frame> {
        let frame = self.lay_out()?;
        self.done += 1;
        Some(frame)
    }
}

/// Lays all pages of a journey out.
pub(super) fn pages(text: &mut TextEngine, map: &Map, request: &PageRequest, theme: &Theme) -> Pages {
    let mut run = PageRun::new(text, map, request, theme);
    let scale = run.scale();
    let frames = run.by_ref().map(Arc::new).collect();
    let Remarks { omissions, unasked, fonts } = run.finish();
    Pages { frames, scale, omissions, unasked, fonts }
}

/// What stands around the map, as far as it follows from the journey and not from the page.
struct Around {
    show: Show,
    figures: Vec<KeyFigure>,
    said: Said,
}

impl Around {
    fn of(cx: &mut Cx<'_>, story: &Story, lanes: &[Arc<Lane>], request: &PageRequest) -> Around {
        let figures = if request.show.title { head::key_figures(cx) } else { Vec::new() };
        Around { show: request.show, figures, said: Said::of(cx, story, lanes, request) }
    }

    /// The room that it takes on a page of this width.
    fn room(&self, cx: &mut Cx<'_>, story: &Story, request: &PageRequest, width: f64) -> Furniture {
        let people = self.people(cx, story, width).map_or(0.0, |people| people.height);
        let head = head::head(cx, request, &self.figures, width).height + people;
        let foot = foot::foot(cx, &self.said, width, (1, 1)).height;
        Furniture { head: head + APART, foot: foot + APART }
    }

    fn people(&self, cx: &mut Cx<'_>, story: &Story, width: f64) -> Option<Part> {
        let wanted = self.show.personas && !story.cast.is_empty();
        wanted.then(|| cast::cast(cx, story, width))
    }
}

/// The parts that are equal on all pages of a run.
struct Shared {
    /// The title and the people, from top to bottom.
    above: Vec<Part>,
    /// The whole journey in a strip, where there are several pages.
    strip: Option<Part>,
}

/// Something that stands above or below the map, over the page's whole width.
#[derive(Clone)]
pub(super) struct Part {
    /// The drawing, its top at 0.
    pub block: Arc<Block>,
    /// Height in points, the page's margin included where it touches the edge.
    pub height: f64,
    /// Texts that had to be cut.
    pub cut: Vec<Arc<str>>,
}

impl Part {
    pub fn of(mut sheet: Sheet, height: f64) -> Part {
        Part { cut: sheet.take_cut(), block: Arc::new(sheet.into_block()), height }
    }

    /// The part on a page.
    pub fn placed(&self, top: f64) -> Placed {
        Placed { origin: Vec2::new(0.0, top), block: self.block.clone(), sticky: Sticky::Body }
    }
}

impl Laying<'_> {
    /// The next page, which is this one of all, from 1.
    fn frame(&mut self, number: usize) -> Option<Frame> {
        let mut rows = self.rows.next()?;
        let size = self.plan.size;
        let mut blocks = Vec::new();
        let mut top = 0.0;
        for part in self.parts_above(&rows) {
            self.cut.extend(part.cut.iter().cloned());
            blocks.push(part.placed(top));
            top += part.height;
        }
        let foot = foot::foot(&mut self.cx, &self.around.said, size.width, (number, self.count));
        let foot_top = size.height - foot.height;
        blocks.push(foot.placed(foot_top));
        self.cut.extend(foot.cut);
        let free = foot_top - top - 2.0 * APART;
        top += APART;
        if self.story.columns.is_empty() {
            blocks.push(head::empty(&mut self.cx, size.width).placed(top + free / 3.0));
        }
        let emotion = self.emotion_height(&rows, free);
        let Laying { cx, story, lanes, .. } = self;
        rows.retain(|row| !row.columns.is_empty());
        let bands = share_out(cx, rows, |cx, mut row| {
            let spec = fit::spec(&row.metrics, lanes, row.columns.clone(), emotion);
            band_remembering(cx, story, &spec, &mut row.memory)
        });
        for band in bands {
            let origin = Vec2::new(MARGIN, top);
            blocks.extend(band.blocks.into_iter().map(|placed| Placed { origin: placed.origin + origin, ..placed }));
            self.cut.extend(band.cut);
            top += band.size.height + ROW_GAP;
        }
        Some(Frame { size, background: self.cx.theme.canvas, blocks })
    }

    /// What stands above a page's rows.
    fn parts_above(&mut self, rows: &[Row]) -> Vec<Part> {
        let width = self.plan.size.width;
        let Laying { cx, story, around, request, .. } = self;
        let several = self.count > 1;
        let shared = self.shared.get_or_insert_with(|| {
            let head = head::head(cx, request, &around.figures, width);
            let above = std::iter::once(head).chain(around.people(cx, story, width)).collect();
            Shared { above, strip: several.then(|| journey_strip(cx, story, width)) }
        });
        let strip = shared.strip.as_ref().map(|strip| with_page_marked(cx, strip, story, rows, width));
        shared.above.iter().cloned().chain(strip).collect()
    }

    fn emotion_height(&self, rows: &[Row], free: f64) -> f64 {
        let Some(emotion) = rows.first().map(|row| &row.metrics.emotion) else { return 0.0 };
        match self.plan.emotion {
            Emotion::Usual => emotion.usual,
            Emotion::Rest { most } => {
                let gaps = ROW_GAP * (rows.len() - 1) as f64;
                let used: f64 = rows.iter().map(|row| row.rest).sum();
                let lanes: usize = rows.iter().map(|row| row.curves).sum();
                ((free - used - gaps) / lanes.max(1) as f64).clamp(emotion.least, most.max(emotion.least))
            }
        }
    }
}

/// Where the strip lies in its part of a page.
fn strip_area(width: f64) -> Rect {
    Rect::new(MARGIN, 10.0, width - MARGIN, 10.0 + STRIP)
}

/// The whole journey in a strip.
fn journey_strip(cx: &mut Cx<'_>, story: &Story, width: f64) -> Part {
    Part::of(strip(cx, story, strip_area(width), 14.0), STRIP_WITH_ROOM)
}

/// Where in the journey a page is: the strip with the page's part framed.
fn with_page_marked(cx: &Cx<'_>, strip: &Part, story: &Story, rows: &[Row], width: f64) -> Part {
    let area = strip_area(width);
    let columns = story.columns.len().max(1) as f64;
    let mut block = Block::clone(&strip.block);
    if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
        let x_of = |column: usize| area.x0 + area.width() * column as f64 / columns;
        let frame = Rect::new(x_of(first.columns.start), area.y0, x_of(last.columns.end), area.y1);
        let mut mark = Sheet::new();
        mark.framed(frame, 6.0, None, solid(cx.theme.accent, 2.0));
        let mark = mark.into_block();
        block.bounds = block.bounds.union(mark.bounds);
        block.items.extend(mark.items);
    }
    Part { block: Arc::new(block), ..strip.clone() }
}

/// How many texts were cut, in a sentence.
pub(super) fn cut_texts(cut: &[Arc<str>]) -> Option<String> {
    let longest = cut.iter().max_by_key(|text| text.chars().count())?;
    let start = shortened(longest, 40);
    let noun = if cut.len() == 1 { "1 text was".to_owned() } else { format!("{} texts were", cut.len()) };
    Some(format!("{noun} shortened to fit, the longest begins “{}…”.", start.trim_end_matches('…')))
}

/// A page that had to become higher than asked, because one row alone is.
fn another_size(page: &Page, plan: &Plan) -> Option<String> {
    let Page::Fixed { pixels } = page else { return None };
    let height = (plan.size.height * plan.scale).round();
    (height > pixels.height + 1.0).then(|| {
        format!(
            "The pages are {height} pixels high instead of {}: one row of this map needs that much. Show fewer lanes, \
             or ask for a larger size.",
            pixels.height
        )
    })
}

/// Text that had to become smaller than anybody can read, because the page holds it in no other way.
fn tiny_text(page: &Page, plan: &Plan) -> Option<String> {
    let Page::Fixed { pixels } = page else { return None };
    let height = plan.scale / fit::least_slide_scale(*pixels) * fit::READABLE;
    (height < fit::TELLING).then(|| {
        "The smallest text is too small to read: this size holds the map in no other way. Show fewer lanes, or ask for \
         a larger size."
            .to_owned()
    })
}

fn left_out_personas(story: &Story) -> Option<String> {
    (story.uncast > 0).then(|| {
        let (noun, verb) = if story.uncast == 1 { ("persona", "is") } else { ("personas", "are") };
        format!("{} more {noun} {verb} not drawn: a picture shows four curves at most.", story.uncast)
    })
}

#[cfg(test)]
mod tests;
