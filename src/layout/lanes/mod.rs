//! One file per kind of lane: what stands in the lane at one touchpoint.
//!
//! A place is drawn with its column's left edge and its lane's top at the origin, and says how much height it needs;
//! where the lane comes to lie is the band's matter, so that a place which did not change stays the same block.

mod back_stage;
mod channel;
pub(crate) mod emotion;
mod feedback;
pub(crate) mod measured;
mod measures;
pub(crate) mod opportunities;
pub(crate) mod pains;
mod picture;
pub(crate) mod text;
mod touchpoints;

use std::sync::Arc;

use super::band::{BandSpec, Cx};
use super::metrics::Metrics;
use super::sheet::Sheet;
use super::story::{Place, Story, StoryStage};
use crate::frame::{Block, Color};
use crate::model::*;

pub(crate) use measures::{SMALL_SAMPLE, stage_measure};
pub(crate) use text::quoted;
pub(crate) use touchpoints::card_rect;

/// What the places of a band are drawn from.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    /// Sizes, lanes, and which columns.
    pub spec: &'a BandSpec<'a>,
    /// What is shown.
    pub story: &'a Story,
}

impl<'a> Scene<'a> {
    /// The sizes.
    pub fn metrics(&self) -> &'a Metrics {
        self.spec.metrics
    }

    /// The touchpoint of a column.
    pub fn step(&self, column: usize) -> Option<Step<'a>> {
        let found = self.story.columns.get(column)?;
        match &found.place {
            Place::Step { number, touchpoint, .. } => {
                Some(Step { number: *number, touchpoint, stage: &self.story.stages[found.stage] })
            }
            Place::Empty | Place::Add => None,
        }
    }

    /// The stamp of a column's touchpoint, equal as long as everything that hangs on it is.
    pub fn stamp(&self, column: usize) -> Option<u64> {
        match &self.story.columns.get(column)?.place {
            Place::Step { stamp, .. } => Some(*stamp),
            Place::Empty | Place::Add => None,
        }
    }

    /// Whether back-stage touchpoints have a lane of their own.
    pub fn has_back_stage(&self) -> bool {
        let lane = |lane: &Arc<Lane>| lane.kind == LaneKind::BackStage;
        self.metrics().shows.back_stage && self.spec.lanes.iter().any(lane)
    }
}

/// A touchpoint in its column.
#[derive(Clone, Copy)]
pub(crate) struct Step<'a> {
    /// Its number in the whole journey, from 1.
    pub number: usize,
    /// The touchpoint.
    pub touchpoint: &'a Arc<Touchpoint>,
    /// Its stage.
    pub stage: &'a StoryStage,
}

/// What stands in one lane at one column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    /// The drawing, its column's left edge and its lane's top at the origin; `None` if there is nothing.
    pub block: Option<Arc<Block>>,
    /// The height it needs, the lane's padding included; 0 if there is nothing.
    pub height: f64,
    /// The texts that were cut.
    pub cut: Vec<Arc<str>>,
}

impl Cell {
    /// What was drawn, down to `bottom` without the lane's padding.
    pub fn new(mut sheet: Sheet, bottom: f64, metrics: &Metrics) -> Cell {
        if sheet.is_empty() {
            return Cell::default();
        }
        let cut = sheet.take_cut();
        Cell { block: Some(Arc::new(sheet.into_block())), height: bottom + metrics.lane_pad, cut }
    }
}

/// Draws the place of a lane at a touchpoint. The emotion lane, whose height is not its own, is drawn later.
pub(crate) fn cell(cx: &mut Cx<'_>, scene: &Scene<'_>, lane: &Lane, step: &Step<'_>) -> Cell {
    let metrics = scene.metrics();
    let mut sheet = Sheet::new();
    let bottom = match lane.kind {
        LaneKind::Touchpoints => touchpoints::draw(&mut sheet, cx, scene, step),
        LaneKind::Emotion => 0.0,
        LaneKind::Text => text::draw(&mut sheet, cx, scene, lane, step),
        LaneKind::Channel => channel::draw(&mut sheet, cx, metrics, step),
        LaneKind::Pains => pains::draw(&mut sheet, cx, metrics, step),
        LaneKind::Opportunities => opportunities::draw(&mut sheet, cx, metrics, step),
        LaneKind::Measures => measures::draw(&mut sheet, cx, metrics, step),
        LaneKind::Feedback => feedback::draw(&mut sheet, cx, metrics, step),
        LaneKind::BackStage => back_stage::draw(&mut sheet, cx, metrics, lane, step),
        LaneKind::Picture => picture::draw(&mut sheet, cx, metrics, lane, step),
    };
    Cell::new(sheet, bottom, metrics)
}

/// Draws a touchpoint's card by itself, wherever its lane would put it.
pub(crate) fn card(sheet: &mut Sheet, cx: &mut Cx<'_>, scene: &Scene<'_>, step: &Step<'_>) {
    touchpoints::draw(sheet, cx, scene, step);
}

/// Whether a look has room for lanes of this kind.
pub(crate) fn is_shown(kind: LaneKind, metrics: &Metrics) -> bool {
    match kind {
        LaneKind::Touchpoints | LaneKind::Emotion | LaneKind::Pains | LaneKind::Opportunities => true,
        LaneKind::Text | LaneKind::Channel | LaneKind::Feedback | LaneKind::Picture => metrics.shows.words,
        LaneKind::Measures => metrics.shows.measures,
        LaneKind::BackStage => metrics.shows.back_stage,
    }
}

/// The least height of a lane of this kind in which something stands.
pub(crate) fn least_height(kind: LaneKind, metrics: &Metrics) -> f64 {
    match kind {
        LaneKind::Touchpoints => metrics.card.height + 2.0 * metrics.lane_pad,
        LaneKind::Emotion => metrics.emotion.least,
        LaneKind::Text | LaneKind::Feedback => metrics.least.words,
        LaneKind::Pains => metrics.least.pains,
        LaneKind::Opportunities => metrics.least.opportunities,
        LaneKind::BackStage => metrics.least.back_stage,
        LaneKind::Channel | LaneKind::Measures | LaneKind::Picture => 0.0,
    }
}

/// What a lane says below its title, if anything.
pub(crate) fn subtitle(cx: &Cx<'_>, scene: &Scene<'_>, lane: &Lane) -> String {
    let (journey, tally) = (cx.journey, &scene.story.tally);
    match lane.kind {
        LaneKind::Touchpoints | LaneKind::Emotion | LaneKind::Channel | LaneKind::Picture => String::new(),
        LaneKind::Text => {
            lane.persona.and_then(|id| journey.persona(id)).map_or_else(String::new, |persona| persona.name.clone())
        }
        LaneKind::Pains if scene.metrics().header.chevrons => "severity 1\u{2013}5".to_owned(),
        LaneKind::Pains => counted(tally.open, "open"),
        LaneKind::Opportunities if scene.metrics().header.chevrons => String::new(),
        LaneKind::Opportunities => counted(tally.now, "now"),
        LaneKind::Measures => "bar to target".to_owned(),
        LaneKind::Feedback => counted(tally.unanswered, "unanswered"),
        LaneKind::BackStage => "not seen".to_owned(),
    }
}

fn counted(count: usize, word: &str) -> String {
    if count == 0 { String::new() } else { format!("{count} {word}") }
}

/// The colour of a persona, hidden or not.
fn persona_color(cx: &Cx<'_>, story: &Story, id: PersonaId) -> Option<Color> {
    story.personas.iter().find(|(persona, _)| persona.id == id).map(|(_, colour)| cx.theme.persona(*colour))
}
