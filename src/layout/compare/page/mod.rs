//! Pages of two journeys: the sentence and the distance above them, the signs and what they rest on below.
//!
//! Columns are shared out over rows and rows over pages so that nothing is cut; a pair for which a page is too low is
//! parted into two. Where even that does not do, a page becomes higher and says so. Here never comes how a row draws.

mod around;
mod legend;

use std::ops::Range;
use std::sync::Arc;

use super::arrow;
use super::assemble::assemble;
use super::common::{Common, SIDES};
use super::curves::Shown;
use super::look::Look;
use super::row::{self, Laid, Memory, RowSpec};
use super::texts::{self, LanePair};
use crate::frame::{Frame, Placed};
use crate::geom::{Size, Vec2};
use crate::layout::band::Cx;
use crate::layout::page::fit::{slide_scale, split_stages};
use crate::layout::page::{APART, MARGIN, ROW_GAP, SLIDE, Told, cut_texts};
use crate::layout::{CompareRequest, CompareView, Compared, Density, Page, PageRequest, Pages};
use crate::model::*;
use crate::text::TextEngine;
use crate::theme::Theme;

/// Columns of a page are never narrower than this, in points.
const NARROWEST: f64 = 92.0;
/// Nor wider.
const WIDEST: f64 = 240.0;
/// Nor so many times as wide as those of the fullest row.
const MOST_STRETCH: f64 = 1.3;
/// So many columns stand in one row however wide a free picture is.
const LEAST_IN_ROW: usize = 18;
/// The wanted proportion of a picture whose size is free.
const PROPORTION: f64 = 16.0 / 9.0;
/// Two curves of a pair need not be as high as one: both have the same scale and stand below one another.
const LOWEST_OF_PAIR: f64 = 136.0;
/// How much smaller than usual the text of a full slide may come out.
const SHRINKS: [f64; 4] = [1.0, 0.93, 0.87, 0.8];

/// Lays the pages of a comparison out.
pub(in crate::layout) fn pages(
    text: &mut TextEngine,
    compared: Compared<'_>,
    request: &PageRequest,
    view: CompareView,
    theme: &Theme,
) -> Pages {
    text.take_report();
    let wanted = CompareRequest {
        density: Density::Regular,
        filter: request.filter.clone(),
        persona: None,
        only_differences: false,
        all_lanes: true,
        height: 0.0,
        shift: 0.0,
    };
    let common = Common::of(compared, &wanted);
    let (lanes, unasked) = lanes(&common, &wanted, view);
    let mut cx = Cx { text, theme, map: compared.map, journey: compared.to };
    let mut paper = Paper { common: &common, lanes: &lanes, request, view, apart: view == CompareView::Swipe };
    let plan = paper.plan(&mut cx);
    let (scale, asked) = (plan.scale, plan.asked);
    let height = plan.size.height;
    let mut cut = Vec::new();
    let frames = paper.frames(&mut cx, plan, &mut cut);
    let higher = (height > asked + 1.0).then(|| {
        format!(
            "The pages are {} pixels high instead of {}: one row of this comparison needs that much. Show fewer \
             lanes, or ask for a larger size.",
            (height * scale).round(),
            (asked * scale).round()
        )
    });
    let omissions = cut_texts(&cut).into_iter().chain(higher).collect();
    Pages { frames, scale, omissions, unasked, fonts: cx.text.take_report() }
}

/// The lanes of a page: those asked for, or of those that tell the story the ones that hold something; and those that
/// hold something and are left out, because none were asked for.
fn lanes(common: &Common<'_>, request: &CompareRequest, view: CompareView) -> (Vec<LanePair>, Vec<Arc<Lane>>) {
    let all = texts::lanes(common, request, &Look::slide(NARROWEST));
    if !request.filter.lanes.is_empty() {
        return (all, Vec::new());
    }
    let journeys = || SIDES.into_iter().map(|side| common.compared.journey(side));
    let tells = |lane: &LanePair| match lane.kind {
        LaneKind::Touchpoints => true,
        LaneKind::Emotion => common.lead.is_some(),
        LaneKind::Pains => journeys().any(|journey| journey.pains().len() > 0),
        // Two rows below one another leave no room for measures, which say where they are going in one of them.
        LaneKind::Measures if view == CompareView::SideBySide => false,
        LaneKind::Measures => journeys().any(|journey| journey.measures().len() > 0),
        LaneKind::Text
        | LaneKind::Channel
        | LaneKind::Opportunities
        | LaneKind::Feedback
        | LaneKind::BackStage
        | LaneKind::Picture => false,
    };
    let (told, others): (Vec<LanePair>, Vec<LanePair>) = all.into_iter().partition(tells);
    let sides = SIDES.map(|side| Told::whole(common.compared.journey(side)));
    let is_held = |pair: &LanePair| {
        std::iter::zip(&pair.lanes, &sides).any(|(lane, told)| lane.as_ref().is_some_and(|lane| told.is_held_by(lane)))
    };
    let unasked = others.iter().filter(|pair| is_held(pair)).filter_map(|pair| pair.lanes.iter().flatten().next_back());
    let unasked = unasked.cloned().collect();
    (told, unasked)
}

/// The pages of a comparison about to be shared out and drawn.
struct Paper<'a> {
    common: &'a Common<'a>,
    lanes: &'a [LanePair],
    request: &'a PageRequest,
    view: CompareView,
    /// Whether the two journeys stand on pages of their own, the first one's before the second one's.
    apart: bool,
}

/// A run of columns: one row, or two that show the one journey and the other.
struct Group {
    columns: Range<usize>,
    look: Look,
    /// What was drawn while it was measured, for each of the rows.
    memories: Vec<Memory>,
    /// Height of each of the rows without its emotion lanes.
    rests: Vec<f64>,
    /// How many emotion lanes a row has.
    curves: usize,
}

/// What pages there are to be.
struct Plan {
    size: Size,
    /// Output pixels per point.
    scale: f64,
    /// The height that was asked for, in points.
    asked: f64,
    /// Whether the curves take all the height a page has left.
    fill: bool,
    pages: Vec<Vec<Group>>,
}

impl Paper<'_> {
    /// The journeys of a group, in rows below one another.
    fn shown(&self) -> Vec<Shown> {
        match self.view {
            CompareView::Overlay => vec![Shown::Both],
            CompareView::SideBySide | CompareView::Swipe => SIDES.map(Shown::Only).to_vec(),
        }
    }

    /// How many of a group's rows stand on one page.
    fn rows_on_page(&self) -> f64 {
        match self.view {
            CompareView::Overlay | CompareView::Swipe => 1.0,
            CompareView::SideBySide if self.apart => 1.0,
            CompareView::SideBySide => 2.0,
        }
    }

    fn spec<'s>(&'s self, look: &'s Look, columns: Range<usize>, shown: Shown) -> RowSpec<'s> {
        let lanes = self.lanes;
        RowSpec { look, common: self.common, lanes, columns, shown, beside: false, own_heights: false }
    }

    /// The rows of all runs of columns, `width` points wide where they are full.
    fn groups(&self, cx: &mut Cx<'_>, capacity: usize, width: f64) -> Vec<Group> {
        let runs = split_stages(self.common.stages.iter().map(|stage| stage.columns.clone()), capacity);
        let fullest = runs.iter().map(ExactSizeIterator::len).max().unwrap_or(0).max(1);
        let most = (width - Look::slide(NARROWEST).metrics.gutter) / fullest as f64 * MOST_STRETCH;
        runs.into_iter().map(|run| self.group(cx, run, (width, most))).collect()
    }

    /// The rows of some columns, `width` points wide unless that would make a column too wide.
    fn group(&self, cx: &mut Cx<'_>, columns: Range<usize>, (width, most): (f64, f64)) -> Group {
        let gutter = Look::slide(NARROWEST).metrics.gutter;
        let column = ((width - gutter) / columns.len().max(1) as f64).min(most.min(WIDEST)).floor();
        let mut look = Look::slide(column);
        // On paper nobody can point at a card to read the rest of it.
        look.metrics.card.title_lines = 12;
        if self.rows_on_page() > 1.0 {
            look.metrics.emotion.least = LOWEST_OF_PAIR;
        }
        let mut memories: Vec<Memory> = self.shown().iter().map(|_| Memory::default()).collect();
        let laid = self.lay(cx, (&look, columns.clone()), &mut memories, 0.0);
        let rests = laid.iter().map(|laid| look.header_height() + laid.others).collect();
        let curves = laid.first().map_or(0, |laid| laid.curves);
        Group { columns, rests, curves, look, memories }
    }

    /// Where the lanes of a group's rows lie. Two that one uncovers over the other are as high as one another; of two
    /// below one another each is as high as it has to be, their curves alike.
    fn lay(
        &self,
        cx: &mut Cx<'_>,
        (look, columns): (&Look, Range<usize>),
        memories: &mut [Memory],
        emotion: f64,
    ) -> Vec<Laid> {
        let mut rows: Vec<(Vec<f64>, f64)> = Vec::new();
        for (shown, memory) in self.shown().into_iter().zip(memories) {
            let spec = self.spec(look, columns.clone(), shown);
            let contents = row::contents(cx, &spec, memory);
            rows.push((contents.own, arrow::room(contents.arrows.iter(), look)));
            memory.keep(&spec, contents.columns);
        }
        if self.view == CompareView::Swipe {
            let highest = |at: usize| rows.iter().map(|(own, _)| own[at]).fold(0.0, f64::max);
            let own: Vec<f64> = (0..self.lanes.len()).map(highest).collect();
            let arrows = rows.iter().map(|(_, arrows)| *arrows).fold(0.0, f64::max);
            rows.iter_mut().for_each(|row| *row = (own.clone(), arrows));
        }
        let spec = self.spec(look, columns, Shown::Both);
        rows.iter().map(|(own, arrows)| row::lay(&spec, own, *arrows, emotion)).collect()
    }

    fn plan(&mut self, cx: &mut Cx<'_>) -> Plan {
        match self.request.page {
            Page::Fitting => match self.on_one_page(cx, SLIDE) {
                Ok(plan) if plan.pages[0].len() == 1 => plan,
                Ok(_) | Err(_) => self.free(cx),
            },
            Page::Fixed { pixels } => match self.on_one_page(cx, pixels) {
                Ok(plan) => plan,
                Err(plan) => self.on_pages_apart(cx, pixels, plan),
            },
        }
    }

    /// The two journeys of a pair on pages of their own, where one page is too low for both of them.
    fn on_pages_apart(&mut self, cx: &mut Cx<'_>, pixels: Size, together: Plan) -> Plan {
        let too_high = |plan: &Plan| plan.size.height > plan.asked + 1.0;
        if self.view != CompareView::SideBySide || !too_high(&together) {
            return together;
        }
        self.apart = true;
        self.on_one_page(cx, pixels).unwrap_or_else(|plan| plan)
    }

    /// All rows on one page of a size, its text as large as that lets it be; else the pages with the smallest text.
    fn on_one_page(&self, cx: &mut Cx<'_>, pixels: Size) -> Result<Plan, Plan> {
        let usual = slide_scale(pixels);
        let mut smallest = None;
        for shrink in SHRINKS {
            let scale = usual * shrink;
            let plan = self.fixed(cx, Size::new(pixels.width / scale, pixels.height / scale), scale);
            if plan.pages.len() == 1 && plan.size.height <= plan.asked + 1.0 {
                return Ok(plan);
            }
            smallest = Some(plan);
        }
        Err(smallest.expect("one was tried"))
    }

    /// Rows on pages of a size, as many pages as it takes.
    fn fixed(&self, cx: &mut Cx<'_>, size: Size, scale: f64) -> Plan {
        let inner = size.width - 2.0 * MARGIN;
        let gutter = Look::slide(NARROWEST).metrics.gutter;
        let capacity = (((inner - gutter) / NARROWEST) as usize).max(1);
        let groups = self.groups(cx, capacity, inner);
        let around = around::height(cx, self, size.width);
        let free = size.height - around;
        let mut pages: Vec<Vec<Group>> = vec![Vec::new()];
        for group in groups {
            let page = pages.last_mut().expect("there is always a page");
            page.push(group);
            if page.len() > 1 && self.least(page) > free {
                let group = page.pop().expect("just pushed");
                pages.push(vec![group]);
            }
        }
        let highest = pages.iter().map(|page| self.least(page)).fold(0.0, f64::max);
        let height = size.height.max((highest + around).ceil());
        Plan { size: Size::new(size.width, height), scale, asked: size.height, fill: true, pages }
    }

    /// One picture, as large as it takes.
    fn free(&self, cx: &mut Cx<'_>) -> Plan {
        let columns = self.common.columns.len();
        let gutter = Look::slide(NARROWEST).metrics.gutter;
        if columns <= LEAST_IN_ROW {
            let plan = self.fixed(cx, SLIDE, 1.0);
            return Plan { asked: plan.size.height, ..plan };
        }
        let column = NARROWEST * 1.15;
        let sample = self.group(cx, 0..LEAST_IN_ROW, (gutter + LEAST_IN_ROW as f64 * column, column));
        let high = self.rest(&sample) + self.curves(&sample) * sample.look.metrics.emotion.usual;
        let in_row = ((PROPORTION * high * columns as f64 / column).sqrt() as usize).clamp(LEAST_IN_ROW, columns);
        let inner = gutter + in_row as f64 * column;
        let groups = self.groups(cx, in_row, inner);
        let widest = groups.iter().map(|group| group.columns.len() as f64 * group.look.metrics.column);
        let inner = gutter + widest.fold(0.0, f64::max);
        let width = inner + 2.0 * MARGIN;
        let usual = |group: &Group| self.rest(group) + self.curves(group) * group.look.metrics.emotion.usual;
        let gaps = ROW_GAP * (groups.len() as f64 * self.rows_on_page() - 1.0).max(0.0);
        let high: f64 = groups.iter().map(usual).sum::<f64>() + gaps;
        let size = Size::new(width, (around::height(cx, self, width) + high).ceil());
        Plan { size, scale: 1.0, asked: size.height, fill: true, pages: vec![groups] }
    }

    /// The least height of some groups below one another.
    fn least(&self, groups: &[Group]) -> f64 {
        let own = |group: &Group| self.rest(group) + self.curves(group) * group.look.metrics.emotion.least;
        let rows = self.rows_on_page();
        groups.iter().map(own).sum::<f64>() + ROW_GAP * (groups.len() as f64 * rows - 1.0).max(0.0)
    }

    /// Height that a group takes on a page without its emotion lanes.
    fn rest(&self, group: &Group) -> f64 {
        match self.rows_on_page() > 1.0 {
            true => group.rests.iter().sum(),
            false => group.rests.iter().copied().fold(0.0, f64::max),
        }
    }

    /// How many emotion lanes of a group stand on a page.
    fn curves(&self, group: &Group) -> f64 {
        group.curves as f64 * self.rows_on_page()
    }

    fn frames(&self, cx: &mut Cx<'_>, plan: Plan, cut: &mut Vec<Arc<str>>) -> Vec<Arc<Frame>> {
        let sides: Vec<Vec<Shown>> = match self.apart {
            false => vec![self.shown()],
            true => self.shown().into_iter().map(|shown| vec![shown]).collect(),
        };
        let Plan { size, mut pages, fill, .. } = plan;
        let count = pages.len() * sides.len();
        let mut frames = Vec::with_capacity(count);
        for shown in &sides {
            for groups in &mut pages {
                let number = (frames.len() + 1, count);
                frames.push(Arc::new(self.frame(cx, (size, fill), groups, shown, number, cut)));
            }
        }
        frames
    }

    fn frame(
        &self,
        cx: &mut Cx<'_>,
        (size, fill): (Size, bool),
        groups: &mut [Group],
        sides: &[Shown],
        number: (usize, usize),
        cut: &mut Vec<Arc<str>>,
    ) -> Frame {
        let (head, foot) = around::parts(cx, self, size.width, number);
        let mut blocks = vec![head.placed(0.0), foot.placed(size.height - foot.height)];
        cut.extend(head.cut.iter().chain(&foot.cut).cloned());
        let free = size.height - head.height - foot.height - 2.0 * APART;
        let mut top = head.height + APART;
        let lanes: f64 = groups.iter().map(|group| self.curves(group)).sum();
        let least = groups.iter().map(|group| group.look.metrics.emotion.least).fold(0.0, f64::max);
        let spare = (free - self.least(groups)).max(0.0) / lanes.max(1.0);
        let emotion = if fill { least + spare } else { least };
        for group in groups.iter_mut().filter(|group| !group.columns.is_empty()) {
            let place = (&group.look, group.columns.clone());
            let laid = self.lay(cx, place, &mut group.memories, emotion);
            for ((shown, memory), laid) in self.shown().into_iter().zip(&mut group.memories).zip(&laid) {
                if !sides.contains(&shown) {
                    continue;
                }
                let spec = self.spec(&group.look, group.columns.clone(), shown);
                let contents = row::contents(cx, &spec, memory);
                let row = assemble(cx, &spec, (contents, laid), 0.0, memory);
                let origin = Vec2::new(MARGIN, top);
                blocks.extend(row.blocks.into_iter().map(|placed| Placed { origin: placed.origin + origin, ..placed }));
                cut.extend(row.cut);
                top += row.size.height + ROW_GAP;
            }
        }
        if self.common.columns.is_empty() {
            blocks.push(crate::layout::page::head::empty(cx, size.width).placed(top + free / 3.0));
        }
        Frame { size, background: cx.theme.canvas, blocks }
    }
}
