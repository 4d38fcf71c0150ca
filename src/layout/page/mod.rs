//! Pages to export: the title and the people above the map, the legend and the sources below it, and the map itself
//! in one row or several.
//!
//! Here live the parts around the map. How lanes draw is `lanes`' matter, how rows are shared out is [`fit`]'s.

mod cast;
mod fit;
mod foot;
mod head;
mod legend;

use std::sync::Arc;

use super::band::{Cx, band_remembering};
use super::sheet::{Sheet, solid};
use super::story::{Feelings, Story};
use super::strip::strip;
use super::{Filter, Page, PageRequest, Pages};
use crate::frame::{Block, Frame, Placed, Sticky};
use crate::geom::{Rect, Size, Vec2};
use crate::model::*;
use crate::text::TextEngine;
use crate::theme::Theme;
use fit::{Emotion, Furniture, Plan, Row};

/// Room around everything on a page, in points.
const MARGIN: f64 = 56.0;
/// Room between the rows of a poster.
const ROW_GAP: f64 = 28.0;
/// Room between what stands above the map and the map, and between the map and what stands below.
const APART: f64 = 12.0;
/// Height of the strip that shows where in the journey one of several pages is.
const STRIP: f64 = 64.0;
/// Height that the strip takes, with the room around it.
const STRIP_WITH_ROOM: f64 = STRIP + 14.0;
/// A slide in points; larger outputs scale it.
const SLIDE: Size = Size::new(1920.0, 1080.0);
/// So many columns stand well on a slide.
const FULL_SLIDE: usize = 14;
/// So many still do, with smaller titles.
const CROWDED_SLIDE: usize = 18;

/// Lays the pages of a journey out.
pub(super) fn pages(text: &mut TextEngine, map: &Map, request: &PageRequest, theme: &Theme) -> Pages {
    let Some(journey) = map.journey(request.state) else {
        return nothing_to_show(theme);
    };
    text.take_report();
    let story = Story::of(journey, &request.filter, false, &mut Feelings::default());
    let lanes = shown_lanes(journey, &story, &request.filter.lanes);
    let mut cx = Cx { text, theme, map, journey };
    let mut furniture = |cx: &mut Cx<'_>, width: f64| {
        let head = head::head(cx, request, width).height + cast_height(cx, &story, request, width);
        let foot = foot::foot(cx, &story, request, width, (1, 1)).height;
        Furniture { head: head + APART, foot: foot + APART }
    };
    let mut plan = fit::plan(&mut cx, &story, &lanes, request, &mut furniture);
    let mut cut = Vec::new();
    let contents = std::mem::take(&mut plan.pages);
    let count = contents.len();
    let mut frames = Vec::with_capacity(count);
    for (index, mut rows) in contents.into_iter().enumerate() {
        let paper = Paper { story: &story, lanes: &lanes, request, plan: &plan, number: (index + 1, count) };
        frames.push(Arc::new(paper.frame(&mut cx, &mut rows, &mut cut)));
    }
    let omissions = cut_texts(&cut)
        .into_iter()
        .chain(left_out_personas(&story))
        .chain(another_size(&request.page, &plan))
        .collect();
    Pages { frames, scale: plan.scale, omissions, fonts: cx.text.take_report() }
}

/// Something that stands above or below the map, over the page's whole width.
struct Part {
    /// The drawing, its top at 0.
    block: Block,
    /// Height in points, the page's margin included where it touches the edge.
    height: f64,
    /// Texts that had to be cut.
    cut: Vec<Arc<str>>,
}

impl Part {
    fn of(mut sheet: Sheet, height: f64) -> Part {
        Part { cut: sheet.take_cut(), block: sheet.into_block(), height }
    }
}

/// One page about to be drawn.
struct Paper<'a> {
    story: &'a Story,
    lanes: &'a [Arc<Lane>],
    request: &'a PageRequest,
    plan: &'a Plan,
    /// Which page of how many, from 1.
    number: (usize, usize),
}

impl Paper<'_> {
    fn frame(&self, cx: &mut Cx<'_>, rows: &mut [Row], cut: &mut Vec<Arc<str>>) -> Frame {
        let size = self.plan.size;
        let mut blocks = Vec::new();
        let mut top = 0.0;
        let mut put = |part: Part, top: f64| {
            cut.extend(part.cut);
            blocks.push(Placed { origin: Vec2::new(0.0, top), block: Arc::new(part.block), sticky: Sticky::Body });
            top + part.height
        };
        top = put(head::head(cx, self.request, size.width), top);
        if let Some(people) = self.people(cx, size.width) {
            top = put(people, top);
        }
        if self.number.1 > 1 {
            top = put(journey_strip(cx, self.story, rows, size.width), top);
        }
        let foot = foot::foot(cx, self.story, self.request, size.width, self.number);
        let foot_top = size.height - foot.height;
        put(foot, foot_top);
        let free = foot_top - top - 2.0 * APART;
        top += APART;
        if self.story.columns.is_empty() {
            put(head::empty(cx, size.width), top + free / 3.0);
        }
        let emotion = self.emotion_height(rows, free);
        for row in rows.iter_mut().filter(|row| !row.columns.is_empty()) {
            let spec = fit::spec(&row.metrics, self.lanes, row.columns.clone(), emotion);
            let band = band_remembering(cx, self.story, &spec, &mut row.memory);
            let origin = Vec2::new(MARGIN, top);
            blocks.extend(band.blocks.into_iter().map(|placed| Placed { origin: placed.origin + origin, ..placed }));
            cut.extend(band.cut);
            top += band.size.height + ROW_GAP;
        }
        Frame { size, background: cx.theme.canvas, blocks }
    }

    fn people(&self, cx: &mut Cx<'_>, width: f64) -> Option<Part> {
        let wanted = self.request.show.personas && !self.story.cast.is_empty();
        wanted.then(|| cast::cast(cx, self.story, width))
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

/// Where in the journey this page is: all of it in a strip, the page's part framed.
fn journey_strip(cx: &mut Cx<'_>, story: &Story, rows: &[Row], width: f64) -> Part {
    let area = Rect::new(MARGIN, 10.0, width - MARGIN, 10.0 + STRIP);
    let mut sheet = strip(cx, story, area, 14.0);
    let columns = story.columns.len().max(1) as f64;
    if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
        let x_of = |column: usize| area.x0 + area.width() * column as f64 / columns;
        let frame = Rect::new(x_of(first.columns.start), area.y0, x_of(last.columns.end), area.y1);
        sheet.framed(frame, 6.0, None, solid(cx.theme.accent, 2.0));
    }
    Part::of(sheet, STRIP_WITH_ROOM)
}

fn cast_height(cx: &mut Cx<'_>, story: &Story, request: &PageRequest, width: f64) -> f64 {
    let wanted = request.show.personas && !story.cast.is_empty();
    if wanted { cast::cast(cx, story, width).height } else { 0.0 }
}

/// The lanes of a page of the whole journey when none are asked for.
pub(super) fn usual_lanes(journey: &Journey) -> Vec<Arc<Lane>> {
    let everything = Story::of(journey, &Filter::default(), false, &mut Feelings::default());
    shown_lanes(journey, &everything, &Default::default())
}

/// The lanes of a page: those asked for, or of the four that tell the story on a slide those that hold something.
fn shown_lanes(journey: &Journey, story: &Story, wanted: &std::collections::BTreeSet<LaneId>) -> Vec<Arc<Lane>> {
    let of = |shown: &dyn Fn(&Lane) -> bool| -> Vec<Arc<Lane>> {
        journey.lanes().iter().filter(|lane| shown(lane)).cloned().collect()
    };
    if !wanted.is_empty() {
        return of(&|lane| wanted.contains(&lane.id));
    }
    let telling = of(&|lane| lane.visible && tells_the_story(journey, story, lane.kind));
    if telling.is_empty() { of(&|lane| lane.visible) } else { telling }
}

fn tells_the_story(journey: &Journey, story: &Story, kind: LaneKind) -> bool {
    let mut touchpoints = (0..story.columns.len()).filter_map(|column| story.touchpoint(column));
    match kind {
        LaneKind::Touchpoints => true,
        LaneKind::Emotion => !story.cast.is_empty(),
        LaneKind::Pains => touchpoints.any(|touchpoint| !journey.pains_at(touchpoint.id).is_empty()),
        LaneKind::Opportunities => touchpoints.any(|touchpoint| !journey.opportunities_at(touchpoint.id).is_empty()),
        LaneKind::Text
        | LaneKind::Channel
        | LaneKind::Measures
        | LaneKind::Feedback
        | LaneKind::BackStage
        | LaneKind::Picture => false,
    }
}

fn nothing_to_show(theme: &Theme) -> Pages {
    let frame = Frame { size: SLIDE, background: theme.canvas, blocks: Vec::new() };
    Pages {
        frames: vec![Arc::new(frame)],
        scale: 1.0,
        omissions: vec!["The map has no ideal journey yet.".to_owned()],
        fonts: Default::default(),
    }
}

fn cut_texts(cut: &[Arc<str>]) -> Option<String> {
    let longest = cut.iter().max_by_key(|text| text.chars().count())?;
    let start: String = longest.chars().take(40).collect();
    let noun = if cut.len() == 1 { "1 text was".to_owned() } else { format!("{} texts were", cut.len()) };
    Some(format!("{noun} shortened to fit, the longest begins “{}…”.", start.trim_end()))
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

fn left_out_personas(story: &Story) -> Option<String> {
    (story.uncast > 0).then(|| {
        let (noun, verb) = if story.uncast == 1 { ("persona", "is") } else { ("personas", "are") };
        format!("{} more {noun} {verb} not drawn: a picture shows four curves at most.", story.uncast)
    })
}

#[cfg(test)]
mod tests;
