//! A band: a run of columns with its lanes, its stages above and its lane titles at the left.
//!
//! The canvas is one band over the whole journey; a page holds one or several. Here lanes get their heights; how each
//! lane draws is its own file's matter (`lanes/<kind>.rs`), and where blocks lie is that of `assembly.rs`.

use std::ops::Range;
use std::sync::Arc;

use super::answers::{self, Answer, Answers};
use super::assembly::{AnswersKnown, ArchesKnown, assemble};
use super::gutter::{BlueprintLine, LanePlace};
use super::lanes::{self, Cell, Scene};
use super::links::{self, Arch, Arches};
use super::memory::Columns;
use super::metrics::Metrics;
use super::story::Story;
use crate::frame::Placed;
use crate::geom::Size;
use crate::model::*;
use crate::text::TextEngine;
use crate::theme::Theme;

pub(crate) use super::assembly::Memory;

/// What everything that draws needs at hand.
pub(crate) struct Cx<'a> {
    /// Measures text.
    pub text: &'a mut TextEngine,
    /// Colours.
    pub theme: &'a Theme,
    /// The map, for its pictures.
    pub map: &'a Map,
    /// The journey that is drawn.
    pub journey: &'a Journey,
}

/// Which part of a story is drawn as one band, and how.
#[derive(Debug, Clone)]
pub(crate) struct BandSpec<'a> {
    /// All sizes.
    pub metrics: &'a Metrics,
    /// The columns, as a range of [`Story::columns`].
    pub columns: Range<usize>,
    /// The lanes from top to bottom; those the look has no room for are left out beforehand ([`shown_lanes`]).
    pub lanes: &'a [Arc<Lane>],
    /// Whether lane titles stand at the left.
    pub gutter: bool,
    /// Height of the emotion lane in points; held between the look's least and most.
    pub emotion: f64,
    /// The band reaches down to at least this height.
    pub least_height: f64,
    /// Whether the heights that the map itself asks for count, as they do on the canvas.
    pub own_heights: bool,
    /// Whether the journey's links are drawn where they leave the order of the columns.
    pub links: bool,
    /// Whether pain points are tied to what answers them.
    pub answers: bool,
}

/// A run of columns, laid out with its top left corner at the origin.
#[derive(Debug, Clone)]
pub(crate) struct Band {
    /// The parts, bottom to top.
    pub blocks: Vec<Placed>,
    /// Width and height; everything drawn lies within.
    pub size: Size,
    /// The texts that did not fit whole and end in an ellipsis.
    pub cut: Vec<Arc<str>>,
}

/// The lanes that are shown: those the map shows or the filter names, as far as the look has room for them.
pub(crate) fn shown_lanes(journey: &Journey, filter: &super::Filter, metrics: &Metrics) -> Vec<Arc<Lane>> {
    let wanted = |lane: &&Arc<Lane>| match filter.lanes.is_empty() {
        true => lane.visible,
        false => filter.lanes.contains(&lane.id),
    };
    journey.lanes().iter().filter(wanted).filter(|lane| lanes::is_shown(lane.kind, metrics)).cloned().collect()
}

/// The height that a band would have if its emotion lanes were of no height: what is left can be shared out.
/// What it draws for that is remembered, so that the band itself costs little more.
pub(crate) fn height_without_emotion(cx: &mut Cx<'_>, story: &Story, spec: &BandSpec<'_>, memory: &mut Memory) -> f64 {
    let scene = Scene { spec, story };
    let drawn = draw_lanes(cx, &scene, memory);
    spec.metrics.header_height() + lay(&scene, drawn, 0.0).others
}

/// Like [`band_remembering`], its emotion lanes as high as the others leave room for in `height`.
pub(crate) fn band_filling(
    cx: &mut Cx<'_>,
    story: &Story,
    spec: &BandSpec<'_>,
    memory: &mut Memory,
    height: f64,
) -> Band {
    let scene = Scene { spec, story };
    let drawn = draw_lanes(cx, &scene, memory);
    let laid = lay(&scene, drawn, 0.0);
    let room = height - spec.metrics.header_height() - laid.others;
    let laid = lay(&scene, laid.drawn, room / laid.curves.len().max(1) as f64);
    assemble(cx, scene, laid, memory)
}

/// Lays a run of columns out, sharing every block that did not change since the memory was last used.
pub(crate) fn band_remembering(cx: &mut Cx<'_>, story: &Story, spec: &BandSpec<'_>, memory: &mut Memory) -> Band {
    let scene = Scene { spec, story };
    let drawn = draw_lanes(cx, &scene, memory);
    let laid = lay(&scene, drawn, spec.emotion);
    assemble(cx, scene, laid, memory)
}

/// What stands in the lanes, and how high it is.
#[derive(Debug)]
pub(super) struct LanesDrawn {
    /// For each lane, the height that its touchpoints' own things take; stage measures follow below.
    pub own: Vec<f64>,
    /// What each stage adds to each measures lane.
    pub stage_cells: Vec<StageCells>,
    pub arches: Arc<[Arch]>,
    pub answers: Arc<[Answer]>,
}

/// Where the lanes lie.
#[derive(Debug)]
pub(super) struct Laid {
    pub drawn: LanesDrawn,
    /// One for each lane.
    pub places: Vec<LanePlace>,
    /// Which lanes are emotion lanes with curves.
    pub curves: Vec<usize>,
    /// Height of all lanes.
    pub height: f64,
    /// Height of all lanes but those with curves.
    pub others: f64,
}

#[derive(Debug)]
pub(super) struct StageCells {
    pub measures: Vec<Arc<Measure>>,
    pub cells: Vec<Cell>,
    /// For each lane, the height that the stage's touchpoints take.
    pub own: Vec<f64>,
}

impl StageCells {
    /// Height of the measures of the whole stage.
    fn height(&self) -> f64 {
        self.cells.iter().map(|cell| cell.height).sum()
    }
}

impl Laid {
    pub fn emotions(&self) -> impl Iterator<Item = &LanePlace> {
        self.curves.iter().map(|lane| &self.places[*lane])
    }
}

/// Draws what stands in the lanes of all columns.
fn draw_lanes(cx: &mut Cx<'_>, scene: &Scene<'_>, memory: &mut Memory) -> LanesDrawn {
    let spec = scene.spec;
    memory.columns.refresh(cx, scene);
    let own = memory.columns.highest(0..spec.columns.len(), spec.lanes.len());
    let stage_cells = stage_cells(cx, scene, &memory.columns);
    let arches = if spec.links { shown_arches(cx, scene, memory) } else { Arc::default() };
    let answers = if answers::lanes(spec).is_some() { shown_answers(cx, scene, memory) } else { Arc::default() };
    LanesDrawn { own, stage_cells, arches, answers }
}

/// Gives the lanes their heights; `emotion` is that of each lane with curves, as far as the look allows it.
fn lay(scene: &Scene<'_>, drawn: LanesDrawn, emotion: f64) -> Laid {
    let (spec, metrics) = (scene.spec, scene.metrics());
    let mut laid =
        Laid { drawn, places: Vec::with_capacity(spec.lanes.len()), curves: Vec::new(), height: 0.0, others: 0.0 };
    let (mut has_cards, mut has_back_stage) = (false, false);
    let answered = answers::lanes(spec).map(|(pains, opportunities)| pains.max(opportunities));
    for (index, lane) in spec.lanes.iter().enumerate() {
        let (lead, line) = match lane.kind {
            LaneKind::BackStage if !std::mem::replace(&mut has_back_stage, true) => {
                (metrics.visibility, Some(BlueprintLine::Visibility))
            }
            LaneKind::Touchpoints if !std::mem::replace(&mut has_cards, true) => {
                (links::room(laid.drawn.arches.iter(), metrics), None)
            }
            _ if lane.interaction && index > 0 => {
                let internal = lane.kind == LaneKind::BackStage;
                let line = if internal { BlueprintLine::InternalInteraction } else { BlueprintLine::Interaction };
                (metrics.visibility, Some(line))
            }
            _ => (0.0, None),
        };
        let lead = lead + if answered == Some(index) { answers::room(&laid.drawn.answers) } else { 0.0 };
        let curve = lane.kind == LaneKind::Emotion && !scene.story.cast.is_empty();
        let mut height = lane_height(scene, lane, &laid.drawn, index, emotion);
        if spec.own_heights {
            height = height.max(lane.height.map_or(0.0, f64::from));
        }
        laid.places.push(LanePlace { top: laid.height, height: lead + height, lead, rule: index > 0, line });
        laid.height += lead + height;
        laid.others += lead + if curve { 0.0 } else { height };
        if curve {
            laid.curves.push(index);
        }
    }
    laid
}

fn lane_height(scene: &Scene<'_>, lane: &Lane, drawn: &LanesDrawn, index: usize, emotion: f64) -> f64 {
    let metrics = scene.metrics();
    let with_stages = drawn.stage_cells.iter().map(|stage| stage.own[index] + stage.height());
    let contents = match lane.kind {
        LaneKind::Measures => with_stages.fold(drawn.own[index], f64::max),
        _ => drawn.own[index],
    };
    match lane.kind {
        LaneKind::Emotion if scene.story.cast.is_empty() => metrics.lane_empty,
        LaneKind::Emotion => emotion.min(metrics.emotion.most).max(metrics.emotion.least).floor(),
        LaneKind::Touchpoints => contents.max(lanes::least_height(lane.kind, metrics)).ceil(),
        LaneKind::Text
        | LaneKind::Channel
        | LaneKind::Pains
        | LaneKind::Opportunities
        | LaneKind::Measures
        | LaneKind::Feedback
        | LaneKind::BackStage
        | LaneKind::Picture => {
            if contents > 0.0 {
                contents.max(lanes::least_height(lane.kind, metrics)).ceil()
            } else {
                metrics.lane_empty
            }
        }
    }
}

/// The measures of whole stages, where a measures lane is shown.
fn stage_cells(cx: &mut Cx<'_>, scene: &Scene<'_>, columns: &Columns) -> Vec<StageCells> {
    let (spec, story) = (scene.spec, scene.story);
    if !spec.lanes.iter().any(|lane| lane.kind == LaneKind::Measures) {
        return Vec::new();
    }
    shown_stages(scene)
        .map(|(index, range)| {
            let stage = &story.stages[index];
            // A stage that runs over several bands shows its measures in the first.
            let here = range.start == stage.columns.start;
            let measures = if here { story.tally.measures_of(stage.stage.id).to_vec() } else { Vec::new() };
            let width = spec.metrics.column * range.len() as f64;
            let cells = measures
                .iter()
                .map(|measure| lanes::stage_measure(cx, spec.metrics, measure, stage.stage.id, width))
                .collect();
            let first = range.start - spec.columns.start;
            // How high the touchpoints' own things are matters only where something follows below them.
            let beside = if measures.is_empty() { 0..0 } else { first..first + range.len() };
            let own = columns.highest(beside, spec.lanes.len());
            StageCells { measures, cells, own }
        })
        .collect()
}

/// The stages that a band shows at least a part of, with their columns in it.
pub(super) fn shown_stages<'a>(scene: &Scene<'a>) -> impl Iterator<Item = (usize, Range<usize>)> + use<'a> {
    let range = scene.spec.columns.clone();
    let stages = &scene.story.stages;
    let first = stages.partition_point(|stage| stage.columns.end <= range.start);
    (first..stages.len()).map_while(move |index| {
        let columns = &stages[index].columns;
        (columns.start < range.end).then(|| (index, columns.start.max(range.start)..columns.end.min(range.end)))
    })
}

/// The arcs that touch a band's columns.
fn shown_arches(cx: &Cx<'_>, scene: &Scene<'_>, memory: &mut Memory) -> Arc<[Arch]> {
    let columns = &scene.spec.columns;
    if let ArchesKnown::Given(arches) = &memory.arches {
        return arches.touching(columns);
    }
    let stamp = cx.journey.links_stamp();
    if stamp == 0 {
        return Arc::default();
    }
    let story = scene.story;
    match &memory.arches {
        ArchesKnown::Found { links, order, arches } if *links == stamp && Arc::ptr_eq(order, &story.order) => {
            arches.touching(columns)
        }
        ArchesKnown::Nothing | ArchesKnown::Found { .. } | ArchesKnown::Given(_) => {
            let arches = Arches::of(cx.journey, story);
            let shown = arches.touching(columns);
            memory.arches = ArchesKnown::Found { links: stamp, order: story.order.clone(), arches };
            shown
        }
    }
}

/// The lines from pain points to opportunities that touch a band's columns.
fn shown_answers(cx: &Cx<'_>, scene: &Scene<'_>, memory: &mut Memory) -> Arc<[Answer]> {
    let columns = &scene.spec.columns;
    let (stamp, story) = (cx.journey.answers_stamp(), scene.story);
    match &memory.answers {
        AnswersKnown::Given(answers) => return answers.touching(columns),
        AnswersKnown::Found { ties, order, answers } if *ties == stamp && Arc::ptr_eq(order, &story.order) => {
            return answers.touching(columns);
        }
        AnswersKnown::Nothing | AnswersKnown::Found { .. } => {}
    }
    let answers = Answers::of(cx.journey, story);
    let shown = answers.touching(columns);
    memory.answers = AnswersKnown::Found { ties: stamp, order: story.order.clone(), answers };
    shown
}
