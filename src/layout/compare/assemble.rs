//! A row's blocks at their places: the stages' grounds and headers, what lies below the curves, the columns, arrows,
//! and the gutter. Here never come heights; they are given.

use std::ops::Range;
use std::sync::Arc;

use super::arrow::{self, Arrow};
use super::common::CommonStage;
use super::curves::{self, CurveKey, Scene, Shown};
use super::gutter;
use super::header::{self, Extent};
use super::row::{Contents, Laid, Memory, RowSpec};
use super::texts::LanePair;
use crate::frame::{Block, Placed, Sticky};
use crate::geom::{Point, Rect, Size, Vec2};
use crate::layout::band::Cx;
use crate::layout::gutter::LanePlace;
use crate::layout::lanes::emotion::{self, Axis};
use crate::layout::memory::append;
use crate::layout::sheet::{DASH_VISIBILITY, Sheet, dashed, one_line};
use crate::model::*;

/// What a stage's header and ground are drawn from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StageKey {
    stage: CommonStage,
    extent: Extent,
    first: bool,
    shown: Shown,
    generation: u64,
    bottom: f64,
}

/// A stage as it was drawn.
#[derive(Debug, Clone)]
pub(super) struct StageDrawn {
    header: Arc<Block>,
    ground: Arc<Block>,
    cut: bool,
}

/// What a lane's title is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LaneKey {
    lane: LanePair,
    place: LanePlace,
    bottom: f64,
    subtitles: Vec<String>,
    personas: [Option<Arc<Persona>>; 2],
    colour: Option<PersonaColour>,
    shown: Shown,
}

/// A row, laid out with its top left corner at the origin.
pub(super) struct Row {
    /// The parts, bottom to top.
    pub blocks: Vec<Placed>,
    /// Width and height; everything drawn lies within.
    pub size: Size,
    /// The texts that did not fit whole and end in an ellipsis.
    pub cut: Vec<Arc<str>>,
}

/// Puts a row together, at least `least_height` high.
pub(super) fn assemble(
    cx: &mut Cx<'_>,
    spec: &RowSpec<'_>,
    (contents, laid): (Contents, &Laid),
    least_height: f64,
    memory: &mut Memory,
) -> Row {
    if memory.places.1 != laid.places || memory.places.0 == 0 {
        memory.places = (memory.places.0 + 1, laid.places.clone());
    }
    let edges = spec.edges();
    let left = spec.look.metrics.gutter;
    let width = left + edges.last().copied().unwrap_or(0.0);
    let size = Size::new(width, (spec.look.header_height() + laid.height).max(least_height));
    let mut assembly = Assembly { cx, spec, laid, edges, size, blocks: Vec::new(), cut: Vec::new() };
    assembly.stages(memory);
    let Contents { mut columns, stages, arrows, .. } = contents;
    assembly.refresh_curves(&mut columns);
    for stage in &stages {
        if let Some(block) = &stage.cell.block {
            let y = assembly.top() + laid.places[stage.lane].top + stage.top;
            assembly.put(assembly.x(stage.column), y, block.clone(), Sticky::Body);
            assembly.cut.extend(stage.cell.cut.iter().cloned());
        }
    }
    for (at, drawn) in columns.iter_mut().enumerate() {
        if drawn.whole.as_ref().is_none_or(|(of, _)| *of != memory.places.0) {
            let curve = drawn.curve.as_ref().map(|(_, _, cell)| cell);
            let mut block = Block::default();
            for ((lane, cell), place) in spec.lanes.iter().zip(&drawn.cells).zip(&laid.places) {
                let cell = if lane.kind == LaneKind::Emotion { curve } else { Some(cell) };
                if let Some(part) = cell.and_then(|cell| cell.block.as_ref()) {
                    append(&mut block, part, Vec2::new(0.0, place.top + place.lead));
                }
            }
            drawn.whole = Some((memory.places.0, Arc::new(block)));
        }
        let x = assembly.x(spec.columns.start + at);
        if let Some((_, block)) = drawn.whole.as_ref().filter(|(_, block)| !block.items.is_empty()) {
            assembly.put(x, assembly.top(), block.clone(), Sticky::Body);
        }
        let cells = drawn.cells.iter().chain(drawn.curve.iter().map(|(_, _, cell)| cell));
        assembly.cut.extend(cells.flat_map(|cell| cell.cut.iter().cloned()));
    }
    assembly.arrows(&arrows, memory);
    assembly.gutter(memory);
    let Assembly { blocks, cut, .. } = assembly;
    memory.keep(spec, columns);
    Row { blocks, size, cut }
}

/// The value remembered at a place, if it was made from the same, else a new one.
fn remembered<K: PartialEq, V: Clone>(slots: &mut Vec<(K, V)>, at: usize, key: K, make: impl FnOnce() -> V) -> V {
    if let Some((known, value)) = slots.get(at)
        && *known == key
    {
        return value.clone();
    }
    let value = make();
    slots.truncate(slots.len().max(at));
    match slots.get_mut(at) {
        Some(slot) => *slot = (key, value.clone()),
        None => slots.push((key, value.clone())),
    }
    value
}

struct Assembly<'a, 'b> {
    cx: &'a mut Cx<'b>,
    spec: &'a RowSpec<'a>,
    laid: &'a Laid,
    /// Left edges of the columns, from the first one's on.
    edges: Vec<f64>,
    size: Size,
    blocks: Vec<Placed>,
    cut: Vec<Arc<str>>,
}

impl Assembly<'_, '_> {
    fn put(&mut self, x: f64, y: f64, block: Arc<Block>, sticky: Sticky) {
        self.blocks.push(Placed { origin: Vec2::new(x, y), block, sticky });
    }

    fn x(&self, column: usize) -> f64 {
        self.spec.look.metrics.gutter + self.edges[column - self.spec.columns.start]
    }

    fn top(&self) -> f64 {
        self.spec.look.header_height()
    }

    /// Grounds and headers.
    fn stages(&mut self, memory: &mut Memory) {
        let spec = self.spec;
        let bottom = self.size.height - self.top();
        let shown: Vec<(usize, Range<usize>)> = spec.stages().collect();
        memory.stages.truncate(shown.len());
        for (place, (at, range)) in shown.iter().enumerate() {
            let stage = &spec.common.stages[*at];
            let width = self.edges[range.end - spec.columns.start] - self.edges[range.start - spec.columns.start];
            let extent = Extent { width, continued: range.start > stage.columns.start };
            let key = StageKey {
                stage: stage.clone(),
                extent,
                first: place == 0,
                shown: spec.shown,
                generation: memory.places.0,
                bottom,
            };
            let drawn = remembered(&mut memory.stages, place, key, || {
                let (header, cut) = header::stage(self.cx, spec.look, spec.common, (stage, spec.shown), extent);
                let ground = ground(self.cx, spec, self.laid, stage, (extent.width, bottom, place == 0));
                StageDrawn { header: Arc::new(header), ground: Arc::new(ground), cut }
            });
            self.cut.extend(drawn.cut.then(|| Arc::from(header::name(stage, spec.shown))));
            let x = self.x(range.start);
            self.put(x, self.top(), drawn.ground, Sticky::Body);
            self.put(x, 0.0, drawn.header, Sticky::Top);
        }
    }

    /// Draws the curves that are not remembered as they are, and puts what lies below them.
    fn refresh_curves(&mut self, columns: &mut [super::row::ColumnDrawn]) {
        let spec = self.spec;
        let lanes: Vec<LanePlace> = spec
            .lanes
            .iter()
            .zip(&self.laid.places)
            .filter(|(l, _)| l.kind == LaneKind::Emotion)
            .map(|(_, p)| *p)
            .collect();
        let Some(place) = lanes.first().filter(|_| spec.common.lead.is_some()) else { return };
        let axis = Axis::new(&spec.look.metrics.emotion, place.height - place.lead);
        for (at, drawn) in columns.iter_mut().enumerate() {
            let column = spec.columns.start + at;
            let stage = &spec.common.stages[spec.common.columns[column].stage];
            let scene = Scene {
                look: spec.look,
                common: spec.common,
                shown: spec.shown,
                axis,
                width: self.edges[at + 1] - self.edges[at],
                ground: header::ground(self.cx, stage),
                range: (spec.columns.start, spec.columns.end),
            };
            let Some(key) = CurveKey::of(&scene, column) else { continue };
            if drawn.curve.as_ref().is_none_or(|(known, ..)| *known != key) {
                let under = curves::under(self.cx, &scene, column).map(Arc::new);
                drawn.curve = Some((key, under, curves::draw(self.cx, &scene, column)));
                drawn.whole = None;
            }
            if let Some((_, Some(under), _)) = &drawn.curve {
                for place in &lanes {
                    let (x, y) = (self.x(column), self.top() + place.top + place.lead);
                    self.put(x, y, under.clone(), Sticky::Body);
                }
            }
        }
    }

    fn arrows(&mut self, arrows: &[Arrow], memory: &mut Memory) {
        let spec = self.spec;
        let lane = spec.lanes.iter().position(|lane| lane.kind == LaneKind::Touchpoints);
        let Some(place) = lane.map(|lane| self.laid.places[lane]) else { return };
        memory.arrows.truncate(arrows.len());
        let half = spec.look.metrics.column / 2.0;
        let edges = (spec.look.metrics.gutter, self.size.width);
        for (at, arrow) in arrows.iter().enumerate() {
            let middle = |column: usize| spec.columns.contains(&column).then(|| self.x(column) + half);
            let reach = arrow::Reach { ends: (middle(arrow.from), middle(arrow.to)), edges, lead: place.lead };
            let key = (arrow.clone(), reach);
            let block =
                remembered(&mut memory.arrows, at, key, || Arc::new(arrow::draw(self.cx, spec.look, arrow, reach)));
            self.put(0.0, self.top() + place.top, block, Sticky::Body);
        }
    }

    fn gutter(&mut self, memory: &mut Memory) {
        let spec = self.spec;
        let last = spec.lanes.len().saturating_sub(1);
        memory.gutter.truncate(spec.lanes.len());
        for (at, lane) in spec.lanes.iter().enumerate() {
            let place = self.laid.places[at];
            let y = self.top() + place.top;
            let bottom = if at == last { place.height.max(self.size.height - y) } else { place.height };
            let lead = spec.common.lead.as_ref().filter(|_| lane.kind == LaneKind::Emotion);
            let key = LaneKey {
                lane: lane.clone(),
                place: LanePlace { top: 0.0, ..place },
                bottom,
                subtitles: gutter::subtitles(spec.common, lane, spec.shown),
                personas: lead.map(|lead| lead.personas.clone()).unwrap_or_default(),
                colour: lead.map(|lead| lead.colour),
                shown: spec.shown,
            };
            let block = remembered(&mut memory.gutter, at, key, || {
                Arc::new(gutter::lane(self.cx, spec.look, spec.common, (lane, spec.shown), (place, bottom)))
            });
            self.put(0.0, y, block, Sticky::Left);
        }
        let corner = Arc::new(header::corner(self.cx, spec.look, spec.common.names, spec.shown));
        self.put(0.0, 0.0, corner, Sticky::Corner);
    }
}

/// What lies below a stage's columns: its colour, the rules between lanes, the curves' grid, the right edge.
fn ground(
    cx: &mut Cx<'_>,
    spec: &RowSpec<'_>,
    laid: &Laid,
    stage: &CommonStage,
    (width, bottom, first): (f64, f64, bool),
) -> Block {
    let (metrics, theme) = (&spec.look.metrics, cx.theme);
    let mut sheet = Sheet::new();
    let color = header::ground(cx, stage);
    sheet.fill(Rect::new(0.0, 0.0, width, bottom), 0.0, color);
    for (lane, place) in spec.lanes.iter().zip(&laid.places) {
        let visibility = gutter::has_visibility(lane, *place);
        if place.rule && !visibility {
            sheet.fill(Rect::new(0.0, place.top, width, place.top + 1.0), 0.0, theme.line);
        }
        if lane.kind == LaneKind::Emotion && spec.common.lead.is_some() {
            let axis = Axis::new(&metrics.emotion, place.height - place.lead);
            emotion::grid(&mut sheet, cx, axis, (0.0, width), place.top + place.lead);
        }
        if visibility {
            let y = place.top + place.lead / 2.0;
            sheet.line(Point::new(0.0, y), Point::new(width, y), dashed(theme.ctrl, 1.5, DASH_VISIBILITY));
            let words = cx.text.paragraph("Line of visibility", metrics.note, one_line(f64::INFINITY));
            let rect = Rect::new(8.0, y - words.height / 2.0, 20.0 + words.width, y + words.height / 2.0);
            if first && rect.x1 + 8.0 <= width {
                sheet.fill(rect, 0.0, color);
                sheet.paragraph(&words, Point::new(rect.x0 + 6.0, rect.y0), theme.ink_soft);
            }
        }
    }
    sheet.fill(Rect::new(width - 1.0, 0.0, width, bottom), 0.0, theme.line_strong);
    sheet.into_block()
}
