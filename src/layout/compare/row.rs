//! A row: a run of common columns with their lanes. Here lanes get their contents and heights, and every block that
//! was drawn before from the same is used again; where blocks lie is the matter of `assemble.rs`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::arrow::{self, Arrow};
use super::cards::{self, ShownCard};
use super::common::{Common, Place};
use super::curves::{CurveKey, Shown};
use super::feedback::{self, ShownFeedback};
use super::look::Look;
use super::measures::{self, ShownMeasure};
use super::opportunities::{self, ShownOpportunity};
use super::pains::{self, ShownPain};
use super::places::{self, ShownChannel, ShownPicture};
use super::texts::{self, LanePair, ShownText};
use crate::frame::Block;
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::gutter::LanePlace;
use crate::layout::lanes::{self, Cell};
use crate::layout::sheet::Sheet;
use crate::model::*;
use crate::theme::Theme;

/// A measure may take the room of so many columns where its neighbours have none.
const MEASURE_SPAN: f64 = 2.2;

/// Which part of a common journey is drawn as one row, and how.
#[derive(Clone)]
pub(super) struct RowSpec<'a> {
    pub look: &'a Look,
    pub common: &'a Common<'a>,
    pub lanes: &'a [LanePair],
    /// The columns, as a range of [`Common::columns`].
    pub columns: Range<usize>,
    /// Which of the journeys are drawn.
    pub shown: Shown,
    /// Whether the cards say as much as the map's own, as they do where the journeys stand one above the other.
    pub beside: bool,
    /// Whether the heights that the maps themselves ask for count, as they do on the canvas.
    pub own_heights: bool,
}

impl RowSpec<'_> {
    /// The left edges of the columns and the right edge of the last, from the row's first column on.
    pub fn edges(&self) -> Vec<f64> {
        let mut edges = vec![0.0];
        let mut x = 0.0;
        for column in self.columns.clone() {
            x += width(self.look, self.common, column);
            edges.push(x);
        }
        edges
    }

    /// The stages that the row shows at least a part of, with their columns in it.
    pub fn stages(&self) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
        self.common.stages.iter().enumerate().filter_map(|(index, stage)| {
            let start = stage.columns.start.max(self.columns.start);
            let end = stage.columns.end.min(self.columns.end);
            (start < end).then_some((index, start..end))
        })
    }
}

/// The width of a column.
pub(super) fn width(look: &Look, common: &Common<'_>, column: usize) -> f64 {
    match common.columns[column].place {
        Place::Folded(_) => look.fold,
        Place::Steps(_) | Place::Empty => look.metrics.column,
    }
}

/// Everything a lane's place at a column is drawn from.
#[derive(Debug, Clone, PartialEq)]
enum Content {
    Nothing,
    Cards(Vec<ShownCard>),
    Folded(usize),
    Pains(Vec<ShownPain>),
    Opportunities(Vec<ShownOpportunity>),
    Measures(Vec<ShownMeasure>, f64),
    Feedback(Vec<ShownFeedback>),
    Channels(Vec<ShownChannel>),
    Pictures(Vec<ShownPicture>),
    Texts(Vec<ShownText>),
}

/// Which column of the common journey one was.
type Identity = (usize, [Option<TouchpointId>; 2]);

/// What was drawn for one column.
#[derive(Debug, Default)]
pub(super) struct ColumnDrawn {
    contents: Vec<Content>,
    /// One for each lane; the emotion lanes' are empty.
    pub cells: Vec<Cell>,
    /// What the curves were drawn from, what lies below them, and they themselves.
    pub curve: Option<(CurveKey, Option<Arc<Block>>, Cell)>,
    /// All of it as one block, and where the lanes were for that.
    pub whole: Option<(u64, Arc<Block>)>,
}

/// What was drawn before, to be handed to the next call; a fresh one draws everything.
#[derive(Debug, Default)]
pub(super) struct Memory {
    columns: BTreeMap<Identity, ColumnDrawn>,
    pub stages: Vec<(super::assemble::StageKey, super::assemble::StageDrawn)>,
    pub gutter: Vec<(super::assemble::LaneKey, Arc<Block>)>,
    pub arrows: Vec<((Arrow, arrow::Reach), Arc<Block>)>,
    look: Option<(Look, Theme, Vec<LanePair>)>,
    /// Where the lanes were last; the number changes with them.
    pub places: (u64, Vec<LanePlace>),
}

/// What stands in the lanes of a row.
pub(super) struct Contents {
    pub columns: Vec<ColumnDrawn>,
    /// What each stage adds to each measures lane, and the height its columns take there.
    pub stages: Vec<StageCell>,
    pub arrows: Vec<Arrow>,
    /// For each lane, the height that its contents take.
    pub own: Vec<f64>,
}

/// The measures of a whole stage in one lane.
pub(super) struct StageCell {
    /// The lane.
    pub lane: usize,
    /// The stage's first column in the row.
    pub column: usize,
    /// Where it stands below the lane's top.
    pub top: f64,
    pub cell: Cell,
}

/// Draws what stands in the lanes of a row.
pub(super) fn contents(cx: &mut Cx<'_>, spec: &RowSpec<'_>, memory: &mut Memory) -> Contents {
    let look = (spec.look.clone(), cx.theme.clone(), spec.lanes.to_vec());
    if memory.look.as_ref() != Some(&look) {
        *memory = Memory { look: Some(look), ..Memory::default() };
    }
    let mut before = std::mem::take(&mut memory.columns);
    let spans = spans(spec);
    let mut columns = Vec::with_capacity(spec.columns.len());
    for (at, column) in spec.columns.clone().enumerate() {
        let mut drawn = before.remove(&identity(spec.common, column)).unwrap_or_default();
        refresh(cx, spec, &mut drawn, (column, spans[at]));
        columns.push(drawn);
    }
    let mut own = vec![0.0_f64; spec.lanes.len()];
    for drawn in &columns {
        for (own, cell) in own.iter_mut().zip(&drawn.cells) {
            *own = own.max(cell.height);
        }
    }
    let stages = stage_cells(cx, spec, &columns);
    for stage in &stages {
        own[stage.lane] = own[stage.lane].max(stage.top + stage.cell.height);
    }
    let touches = |arrow: &Arrow| spec.columns.contains(&arrow.from) || spec.columns.contains(&arrow.to);
    let arrows = match spec.shown {
        Shown::Both => arrow::arrows(spec.common).into_iter().filter(touches).collect(),
        Shown::Only(_) => Vec::new(),
    };
    Contents { columns, stages, arrows, own }
}

impl Memory {
    /// Keeps what was drawn for the next time.
    pub fn keep(&mut self, spec: &RowSpec<'_>, columns: Vec<ColumnDrawn>) {
        self.columns = spec.columns.clone().map(|column| identity(spec.common, column)).zip(columns).collect();
    }
}

fn identity(common: &Common<'_>, column: usize) -> Identity {
    let found = &common.columns[column];
    let stage = common.stages[found.stage].place;
    match &found.place {
        Place::Steps(steps) => (stage, [0, 1].map(|side: usize| steps[side].as_ref().map(|step| step.touchpoint.id))),
        Place::Folded(_) => (stage, [None, None]),
        Place::Empty => (stage, [None, None]),
    }
}

fn refresh(cx: &mut Cx<'_>, spec: &RowSpec<'_>, drawn: &mut ColumnDrawn, (column, span): (usize, f64)) {
    drawn.contents.resize(spec.lanes.len(), Content::Nothing);
    drawn.cells.resize(spec.lanes.len(), Cell::default());
    for (at, lane) in spec.lanes.iter().enumerate() {
        let content = content(spec, lane, column, span);
        if content != drawn.contents[at] {
            drawn.cells[at] = draw(cx, spec.look, lane, &content);
            drawn.contents[at] = content;
            drawn.whole = None;
        }
    }
}

fn content(spec: &RowSpec<'_>, lane: &LanePair, column: usize, span: f64) -> Content {
    let common = spec.common;
    if let Place::Folded(count) = common.columns[column].place {
        return if lane.kind == LaneKind::Touchpoints { Content::Folded(count) } else { Content::Nothing };
    }
    let content = match lane.kind {
        LaneKind::Touchpoints if spec.beside => Content::Cards(cards::beside(common, column)),
        LaneKind::Touchpoints => Content::Cards(cards::shown(common, column, spec.shown)),
        LaneKind::Pains => Content::Pains(pains::shown(common, column, spec.shown)),
        LaneKind::Measures => Content::Measures(measures::shown(common, column, spec.shown), span),
        LaneKind::Text | LaneKind::BackStage => Content::Texts(texts::shown(common, lane, column, spec.shown)),
        LaneKind::Channel => Content::Channels(places::channels(common, column, spec.shown)),
        LaneKind::Opportunities => Content::Opportunities(opportunities::shown(common, column, spec.shown)),
        LaneKind::Feedback => Content::Feedback(feedback::shown(common, column, spec.shown)),
        LaneKind::Picture => Content::Pictures(places::pictures(common, lane, column, spec.shown)),
        LaneKind::Emotion => Content::Nothing,
    };
    let empty = match &content {
        Content::Nothing | Content::Folded(_) => false,
        Content::Cards(found) => found.is_empty(),
        Content::Pains(found) => found.is_empty(),
        Content::Opportunities(found) => found.is_empty(),
        Content::Measures(found, _) => found.is_empty(),
        Content::Feedback(found) => found.is_empty(),
        Content::Channels(found) => found.is_empty(),
        Content::Pictures(found) => found.is_empty(),
        Content::Texts(found) => found.is_empty(),
    };
    if empty { Content::Nothing } else { content }
}

fn draw(cx: &mut Cx<'_>, look: &Look, lane: &LanePair, content: &Content) -> Cell {
    let mut sheet = Sheet::new();
    let bottom = match content {
        Content::Nothing => return Cell::default(),
        Content::Cards(found) => cards::draw(&mut sheet, cx, look, found),
        Content::Folded(count) => folded(&mut sheet, cx, look, *count),
        Content::Pains(found) => pains::draw(&mut sheet, cx, look, found),
        Content::Measures(found, span) => {
            let inset = look.metrics.text_inset;
            measures::draw(&mut sheet, cx, look, found, (inset, span - inset))
        }
        Content::Opportunities(found) => opportunities::draw(&mut sheet, cx, look, found),
        Content::Feedback(found) => feedback::draw(&mut sheet, cx, look, found),
        Content::Channels(found) => places::draw_channels(&mut sheet, cx, look, lane, found),
        Content::Pictures(found) => places::draw_pictures(&mut sheet, cx, look, lane, found),
        Content::Texts(found) => texts::draw(&mut sheet, cx, look, lane, found),
    };
    Cell::new(sheet, bottom, &look.metrics)
}

/// Where columns without a difference were folded away: how many.
fn folded(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, count: usize) -> f64 {
    let (metrics, theme) = (&look.metrics, cx.theme);
    let top = metrics.lane_pad;
    let rect = Rect::new(2.0, top, look.fold - 2.0, top + look.kept);
    sheet.fill(rect, 6.0, theme.sunken);
    let center = rect.center();
    let line = f64::from(metrics.note.line_height);
    let wide = cx.text.width("kept", metrics.note) <= rect.width() - 2.0;
    let up = if wide { line / 2.0 } else { 0.0 };
    sheet.centered(cx, &count.to_string(), look.word, Point::new(center.x, center.y - up), theme.ink_soft);
    if wide {
        sheet.centered(cx, "kept", metrics.note, Point::new(center.x, center.y + up), theme.ink_soft);
    }
    rect.y1
}

/// For every column the room its measures have: up to the next measure of the stage, within limits.
fn spans(spec: &RowSpec<'_>) -> Vec<f64> {
    let pitch = spec.look.metrics.column;
    let mut spans = vec![pitch; spec.columns.len()];
    if !spec.lanes.iter().any(|lane| lane.kind == LaneKind::Measures) {
        return spans;
    }
    for (_, range) in spec.stages() {
        let mut room = 0.0;
        for column in range.rev() {
            room += width(spec.look, spec.common, column);
            if !measures::shown(spec.common, column, spec.shown).is_empty() {
                spans[column - spec.columns.start] = room.min(pitch * MEASURE_SPAN).max(pitch);
                room = 0.0;
            }
        }
    }
    spans
}

fn stage_cells(cx: &mut Cx<'_>, spec: &RowSpec<'_>, columns: &[ColumnDrawn]) -> Vec<StageCell> {
    let mut cells = Vec::new();
    for (lane, _) in spec.lanes.iter().enumerate().filter(|(_, lane)| lane.kind == LaneKind::Measures) {
        for (stage, range) in spec.stages() {
            // A stage that runs over several rows shows its measures in the first.
            if range.start != spec.common.stages[stage].columns.start {
                continue;
            }
            let found = measures::of_stage(spec.common, stage, spec.shown);
            if found.is_empty() {
                continue;
            }
            let wide: f64 = range.clone().map(|column| width(spec.look, spec.common, column)).sum();
            let (pitch, inset) = (spec.look.metrics.column, spec.look.metrics.text_inset);
            let x1 = wide.min(pitch * MEASURE_SPAN).max(wide.min(pitch)) - inset;
            let first = range.start - spec.columns.start;
            let own =
                columns[first..first + range.len()].iter().map(|drawn| drawn.cells[lane].height).fold(0.0, f64::max);
            let mut sheet = Sheet::new();
            let bottom = measures::draw(&mut sheet, cx, spec.look, &found, (inset, x1));
            let cell = Cell::new(sheet, bottom, &spec.look.metrics);
            cells.push(StageCell { lane, column: range.start, top: own, cell });
        }
    }
    cells
}

/// Where the lanes lie.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Laid {
    /// One for each lane.
    pub places: Vec<LanePlace>,
    /// How many lanes have curves.
    pub curves: usize,
    /// Height of all lanes.
    pub height: f64,
    /// Height of all lanes but those with curves.
    pub others: f64,
}

/// Gives the lanes their heights; `emotion` is that of each lane with curves, as far as the look allows it. `own` are
/// the heights of the lanes' contents, `arrows` that of the arrows above the cards.
pub(super) fn lay(spec: &RowSpec<'_>, own: &[f64], arrows: f64, emotion: f64) -> Laid {
    let metrics = &spec.look.metrics;
    let mut laid = Laid { places: Vec::new(), curves: 0, height: 0.0, others: 0.0 };
    let (mut has_cards, mut has_back_stage) = (false, false);
    for (at, lane) in spec.lanes.iter().enumerate() {
        let lead = match lane.kind {
            LaneKind::BackStage if !std::mem::replace(&mut has_back_stage, true) => metrics.visibility,
            LaneKind::Touchpoints if !std::mem::replace(&mut has_cards, true) => arrows,
            _ => 0.0,
        };
        let curve = lane.kind == LaneKind::Emotion && spec.common.lead.is_some();
        let mut height = match lane.kind {
            LaneKind::Emotion if !curve => metrics.lane_empty,
            LaneKind::Emotion => emotion.min(metrics.emotion.most).max(metrics.emotion.least).floor(),
            LaneKind::Touchpoints => own[at].max(spec.look.kept + 2.0 * metrics.lane_pad).ceil(),
            _ if own[at] > 0.0 => own[at].max(lanes::least_height(lane.kind, metrics)).ceil(),
            _ => metrics.lane_empty,
        };
        if spec.own_heights {
            height = height.max(lane.named().and_then(|lane| lane.height).map_or(0.0, f64::from));
        }
        laid.places.push(LanePlace { top: laid.height, height: lead + height, lead, rule: at > 0, line: None });
        laid.height += lead + height;
        laid.others += lead + if curve { 0.0 } else { height };
        laid.curves += usize::from(curve);
    }
    laid
}
