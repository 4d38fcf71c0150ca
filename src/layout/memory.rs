//! What was drawn before, column by column, so that a change redraws only what it touched.
//!
//! *Invariant:* whatever a block is drawn from is compared before the block is used again, so a layout with a memory
//! equals one without. The comparison of a column that did not change is a few numbers and pointers.

use std::collections::HashMap;
use std::sync::Arc;

use super::band::Cx;
use super::header;
use super::lanes::emotion::{Axis, EmotionKey};
use super::lanes::{self, Cell, Scene, Step};
use super::metrics::Metrics;
use super::obstacles::Obstacles;
use super::story::Place;
use crate::frame::{Block, Part, Subject};
use crate::geom::Rect;
use crate::model::*;
use crate::theme::Theme;

/// What every column of a band depends on; if it changes, nothing remembered is of use.
#[derive(Debug, Clone, PartialEq)]
struct Look {
    metrics: Metrics,
    theme: Theme,
    lanes: Vec<(LaneId, LaneKind, Option<PersonaId>, String)>,
    personas: Vec<(PersonaId, PersonaColour, String)>,
    cast: Vec<PersonaId>,
}

impl Look {
    fn of(cx: &Cx<'_>, scene: &Scene<'_>) -> Look {
        let lane = |lane: &Arc<Lane>| (lane.id, lane.kind, lane.persona, lane.shown_title().to_owned());
        Look {
            metrics: scene.metrics().clone(),
            theme: cx.theme.clone(),
            lanes: scene.spec.lanes.iter().map(lane).collect(),
            personas: scene.story.personas.iter().map(|(p, colour)| (p.id, *colour, p.name.clone())).collect(),
            cast: scene.story.cast.iter().map(|player| player.persona.id).collect(),
        }
    }
}

/// Which column of the journey one was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Identity {
    Step(TouchpointId),
    Empty(StageId),
    Add(StageId),
}

/// What was drawn for one column.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    identity: Identity,
    stamp: u64,
    number: usize,
    stage: Arc<Stage>,
    pictures: Vec<Arc<Picture>>,
    /// One for each lane; the emotion lanes' are empty.
    pub cells: Vec<Cell>,
    /// One for each emotion lane, in order.
    pub curves: Vec<(EmotionKey, Cell, Obstacles)>,
    /// The places of the lanes as tags, and for which heights.
    pub places: Option<(u64, Arc<Block>)>,
}

/// What was drawn for the columns of a band.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    look: Option<Look>,
    /// One for each column of the band.
    pub drawn: Vec<Drawn>,
    numbers: Vec<Option<Arc<Block>>>,
}

impl Columns {
    /// Draws every lane of every column that is not remembered as it is.
    pub fn refresh(&mut self, cx: &mut Cx<'_>, scene: &Scene<'_>) {
        let look = Look::of(cx, scene);
        if self.look.as_ref() != Some(&look) {
            *self = Columns { look: Some(look), ..Columns::default() };
        }
        self.line_up(scene);
        for (column, drawn) in scene.spec.columns.clone().zip(&mut self.drawn) {
            drawn.refresh(cx, scene, column);
        }
    }

    /// Brings what is remembered into the order of the columns.
    fn line_up(&mut self, scene: &Scene<'_>) {
        let range = scene.spec.columns.clone();
        let in_order = self.drawn.len() == range.len()
            && range.clone().zip(&self.drawn).all(|(column, drawn)| drawn.identity == identity(scene, column));
        if in_order {
            return;
        }
        let mut before: HashMap<Identity, Drawn> =
            std::mem::take(&mut self.drawn).into_iter().map(|drawn| (drawn.identity, drawn)).collect();
        self.drawn = range
            .map(|column| {
                let identity = identity(scene, column);
                before.remove(&identity).unwrap_or_else(|| Drawn::nothing(identity, stage(scene, column).clone()))
            })
            .collect();
    }

    /// Draws the curves of every column that are not remembered as they are. `heights` are the emotion lanes'.
    pub fn refresh_curves(&mut self, cx: &mut Cx<'_>, scene: &Scene<'_>, heights: &[f64]) {
        for (column, drawn) in scene.spec.columns.clone().zip(&mut self.drawn) {
            let ground = header::ground(cx, &scene.story.stages[scene.story.columns[column].stage]);
            drawn.curves.resize_with(heights.len(), Default::default);
            for (height, curve) in heights.iter().zip(&mut drawn.curves) {
                if !curve.0.is_of(scene, column, *height, ground) {
                    let axis = Axis::new(&scene.metrics().emotion, *height);
                    let (cell, obstacles) = lanes::emotion::draw(cx, scene, column, axis, ground);
                    *curve = (EmotionKey::of(scene, column, *height, ground), cell, obstacles);
                }
            }
        }
    }

    /// Tags the places of the lanes in every column where they are not remembered. `tops` and `heights` belong to the
    /// lanes, and `generation` to both.
    pub fn refresh_places(&mut self, scene: &Scene<'_>, places: &[(f64, f64)], generation: u64) {
        for (column, drawn) in scene.spec.columns.clone().zip(&mut self.drawn) {
            let Some(step) = scene.step(column) else { continue };
            if drawn.places.as_ref().is_none_or(|(of, _)| *of != generation) {
                drawn.places = Some((generation, Arc::new(tag_places(scene, &step, places))));
            }
        }
    }

    /// The number of a step above its column.
    pub fn number(&mut self, cx: &mut Cx<'_>, metrics: &Metrics, number: usize) -> Arc<Block> {
        if self.numbers.len() <= number {
            self.numbers.resize(number + 1, None);
        }
        self.numbers[number].get_or_insert_with(|| header::number(cx, metrics, number)).clone()
    }
}

fn stage<'a>(scene: &Scene<'a>, column: usize) -> &'a Arc<Stage> {
    &scene.story.stages[scene.story.columns[column].stage].stage
}

fn identity(scene: &Scene<'_>, column: usize) -> Identity {
    match &scene.story.columns[column].place {
        Place::Step { touchpoint, .. } => Identity::Step(touchpoint.id),
        Place::Empty => Identity::Empty(stage(scene, column).id),
        Place::Add => Identity::Add(stage(scene, column).id),
    }
}

impl Drawn {
    fn nothing(identity: Identity, stage: Arc<Stage>) -> Drawn {
        Drawn {
            identity,
            stamp: 0,
            number: 0,
            stage,
            pictures: Vec::new(),
            cells: Vec::new(),
            curves: Vec::new(),
            places: None,
        }
    }

    fn refresh(&mut self, cx: &mut Cx<'_>, scene: &Scene<'_>, column: usize) {
        let lanes = scene.spec.lanes;
        let (Some(step), Some(stamp)) = (scene.step(column), scene.stamp(column)) else {
            self.cells.resize_with(lanes.len(), Cell::default);
            return;
        };
        let same_stage = Arc::ptr_eq(&self.stage, &step.stage.stage);
        let same = self.stamp == stamp && self.cells.len() == lanes.len() && self.same_pictures(cx, &step);
        if same && same_stage && self.number == step.number {
            return;
        }
        if same {
            // Number and stage stand on the cards alone, and in what is said about them.
            for (lane, cell) in lanes.iter().zip(&mut self.cells) {
                if matches!(lane.kind, LaneKind::Touchpoints | LaneKind::BackStage) {
                    *cell = lanes::cell(cx, scene, lane, &step);
                }
            }
        } else {
            self.cells = lanes.iter().map(|lane| lanes::cell(cx, scene, lane, &step)).collect();
            self.pictures = pictures(cx, &step).cloned().collect();
            self.curves.clear();
            self.places = None;
        }
        self.stamp = stamp;
        self.number = step.number;
        self.stage = step.stage.stage.clone();
    }

    fn same_pictures(&self, cx: &Cx<'_>, step: &Step<'_>) -> bool {
        if step.touchpoint.pictures.is_empty() {
            return self.pictures.is_empty();
        }
        let mut kept = self.pictures.iter();
        pictures(cx, step).all(|picture| kept.next().is_some_and(|kept| Arc::ptr_eq(kept, picture)))
            && kept.next().is_none()
    }
}

fn pictures<'a>(cx: &Cx<'a>, step: &Step<'a>) -> impl Iterator<Item = &'a Arc<Picture>> {
    let map = cx.map;
    let touchpoint: &'a Touchpoint = step.touchpoint;
    touchpoint.pictures.values().filter_map(move |id| map.picture(*id))
}

fn tag_places(scene: &Scene<'_>, step: &Step<'_>, places: &[(f64, f64)]) -> Block {
    let mut sheet = super::sheet::Sheet::new();
    for (lane, (top, height)) in scene.spec.lanes.iter().zip(places) {
        let rect = Rect::new(0.0, *top, scene.metrics().column, top + height);
        let label = format!("{}, {}", lane.shown_title(), step.touchpoint.name);
        sheet.tag(Subject::Cell(lane.id, step.touchpoint.id), Part::Whole, rect, label);
    }
    sheet.into_block()
}
