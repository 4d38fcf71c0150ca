//! What was drawn before, column by column, so that a change redraws only what it touched.
//!
//! *Invariant:* whatever a block is drawn from is compared before the block is used again, so a layout with a memory
//! equals one without. The comparison of a column that did not change is a few numbers and pointers.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::band::{Cx, shown_stages};
use super::curve::Curve;
use super::gutter::LanePlace;
use super::header;
use super::lanes::emotion::{Axis, EmotionKey};
use super::lanes::{self, Cell, Scene, Step};
use super::metrics::Metrics;
use super::obstacles::Obstacles;
use super::story::Place;
use crate::frame::{Block, Image, Item, Outline, Part, Shadow, Shape, Subject, Tag, Text};
use crate::geom::{Affine, Rect, Vec2};
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
    cells: Vec<Cell>,
    /// One for each emotion lane, in order.
    pub curves: Vec<(EmotionKey, Cell, Obstacles)>,
    /// All of it as one block, and where the lanes were for that.
    whole: Option<(u64, Arc<Block>)>,
    /// The texts of the column that were cut.
    pub cut: Vec<Arc<str>>,
}

/// What was drawn for the columns of a band.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    look: Option<Look>,
    /// One for each column of the band.
    pub drawn: Vec<Drawn>,
    /// The heights of all cells, column by column, so that finding the highest does not visit every column.
    heights: Vec<f64>,
    /// What the curves were drawn from as a whole.
    curves: Option<CurvesKey>,
    /// Which columns were drawn anew since everything was put together last; `None` stands for all.
    anew: Option<Vec<usize>>,
    /// Which columns were put together anew the last time; `None` stands for all.
    pub composed: Option<Vec<usize>>,
    /// Where the lanes were when everything was put together last.
    generation: u64,
}

/// What all curves are drawn from; as long as it is the same, only columns that were redrawn need their curves again.
#[derive(Debug)]
struct CurvesKey {
    curves: Vec<Arc<Curve>>,
    heights: Vec<f64>,
    stages: Vec<(usize, Range<usize>)>,
    columns: Range<usize>,
}

/// Curves are the same only if they are one and the same, which is quickly told; where equal ones are not, every
/// column is compared by itself.
impl PartialEq for CurvesKey {
    fn eq(&self, other: &Self) -> bool {
        let rest = |key: &Self| (key.columns.clone(), key.curves.len());
        rest(self) == rest(other)
            && self.curves.iter().zip(&other.curves).all(|(a, b)| Arc::ptr_eq(a, b))
            && self.heights == other.heights
            && self.stages == other.stages
    }
}

impl Columns {
    /// Draws every lane of every column that is not remembered as it is.
    pub fn refresh(&mut self, cx: &mut Cx<'_>, scene: &Scene<'_>) {
        let look = Look::of(cx, scene);
        if self.look.as_ref() != Some(&look) {
            *self = Columns { look: Some(look), ..Columns::default() };
        }
        let lanes = scene.spec.lanes.len();
        let in_order = self.line_up(scene);
        let keep = in_order && self.heights.len() == lanes * self.drawn.len();
        if !keep {
            self.anew = None;
        }
        self.heights.resize(lanes * self.drawn.len(), 0.0);
        for (place, (column, drawn)) in scene.spec.columns.clone().zip(&mut self.drawn).enumerate() {
            let is_new = drawn.refresh(cx, scene, column);
            if is_new && let Some(anew) = &mut self.anew {
                anew.push(place);
            }
            if is_new || !keep {
                for (height, cell) in self.heights[place * lanes..].iter_mut().zip(&drawn.cells) {
                    *height = cell.height;
                }
            }
        }
    }

    /// For each lane, the height that the contents of some columns take. The range counts from the band's first.
    pub fn highest(&self, columns: Range<usize>, lanes: usize) -> Vec<f64> {
        let mut highest = vec![0.0_f64; lanes];
        if lanes > 0 {
            for column in self.heights[columns.start * lanes..columns.end * lanes].chunks_exact(lanes) {
                for (highest, height) in highest.iter_mut().zip(column) {
                    *highest = highest.max(*height);
                }
            }
        }
        highest
    }

    /// Brings what is remembered into the order of the columns; returns whether it was so already.
    fn line_up(&mut self, scene: &Scene<'_>) -> bool {
        let range = scene.spec.columns.clone();
        let in_order = self.drawn.len() == range.len()
            && range.clone().zip(&self.drawn).all(|(column, drawn)| drawn.is_of(scene, column));
        if in_order {
            return true;
        }
        self.curves = None;
        let mut before: HashMap<Identity, Drawn> =
            std::mem::take(&mut self.drawn).into_iter().map(|drawn| (drawn.identity, drawn)).collect();
        self.drawn = range
            .map(|column| {
                let identity = identity(scene, column);
                before.remove(&identity).unwrap_or_else(|| Drawn::nothing(identity, stage(scene, column).clone()))
            })
            .collect();
        false
    }

    /// Draws the curves of every column that are not remembered as they are. `heights` are the emotion lanes'.
    pub fn refresh_curves(&mut self, cx: &mut Cx<'_>, scene: &Scene<'_>, heights: &[f64]) {
        let key = CurvesKey {
            curves: {
                let measured = scene.story.measured.iter().map(|measured| measured.curve.clone());
                scene.story.cast.iter().map(|player| player.curve.clone()).chain(measured).collect()
            },
            heights: heights.to_vec(),
            stages: shown_stages(scene).map(|(index, range)| (scene.story.stages[index].number, range)).collect(),
            columns: scene.spec.columns.clone(),
        };
        if self.curves.as_ref() != Some(&key) {
            self.anew = None;
        }
        let first = scene.spec.columns.start;
        for place in places_anew(self.anew.as_deref(), self.drawn.len()) {
            let (column, drawn) = (first + place, &mut self.drawn[place]);
            let ground = header::ground(cx, &scene.story.stages[scene.story.columns[column].stage]);
            drawn.curves.resize_with(heights.len(), Default::default);
            for (height, curve) in heights.iter().zip(&mut drawn.curves) {
                if !curve.0.is_of(scene, column, *height, ground) {
                    let axis = Axis::new(&scene.metrics().emotion, *height);
                    let (cell, obstacles) = lanes::emotion::draw(cx, scene, column, axis, ground);
                    *curve = (EmotionKey::of(scene, column, *height, ground), cell, obstacles);
                    drawn.whole = None;
                }
            }
        }
        self.curves = Some(key);
    }

    /// Puts every column together that is not remembered as it is. `places` are the lanes', and `generation` is
    /// theirs.
    pub fn compose(&mut self, scene: &Scene<'_>, places: &[LanePlace], generation: u64) {
        if self.generation != generation {
            self.anew = None;
        }
        self.generation = generation;
        let first = scene.spec.columns.start;
        for place in places_anew(self.anew.as_deref(), self.drawn.len()) {
            let drawn = &mut self.drawn[place];
            if drawn.whole.as_ref().is_none_or(|(of, _)| *of != generation) {
                drawn.whole = Some((generation, Arc::new(drawn.compose(scene, first + place, places))));
                let curves = drawn.curves.iter().map(|(_, cell, _)| cell);
                drawn.cut = drawn.cells.iter().chain(curves).flat_map(|cell| cell.cut.iter().cloned()).collect();
            }
        }
        self.composed = self.anew.replace(Vec::new());
    }
}

/// The places of the columns that were drawn anew, or of all if it is not known which those are.
fn places_anew(anew: Option<&[usize]>, count: usize) -> impl Iterator<Item = usize> {
    let all = if anew.is_none() { 0..count } else { 0..0 };
    anew.unwrap_or_default().iter().copied().chain(all)
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
            whole: None,
            cut: Vec::new(),
        }
    }

    /// Whether it was drawn for a column, however that has changed since. A stamp is one touchpoint's alone, which saves
    /// looking at that.
    fn is_of(&self, scene: &Scene<'_>, column: usize) -> bool {
        let same_stamp = self.stamp != 0 && scene.stamp(column) == Some(self.stamp);
        same_stamp || self.identity == identity(scene, column)
    }

    /// All of the column, its left edge and the first lane's top at the origin.
    pub fn whole(&self) -> Option<&Arc<Block>> {
        self.whole.as_ref().map(|(_, block)| block).filter(|block| !block.items.is_empty() || !block.tags.is_empty())
    }

    /// The places of the lanes as tags, and on them what stands there.
    fn compose(&self, scene: &Scene<'_>, column: usize, places: &[LanePlace]) -> Block {
        let mut block = match scene.step(column) {
            Some(step) => tag_places(scene, &step, places),
            None => Block::default(),
        };
        let mut curves = self.curves.iter();
        let emotion = |lane: &Lane| lane.kind == LaneKind::Emotion && !scene.story.cast.is_empty();
        for ((lane, cell), place) in scene.spec.lanes.iter().zip(&self.cells).zip(places) {
            let cell = if emotion(lane) { curves.next().map(|(_, cell, _)| cell) } else { Some(cell) };
            if let Some(part) = cell.and_then(|cell| cell.block.as_ref()) {
                append(&mut block, part, Vec2::new(0.0, place.top + place.lead));
            }
        }
        block
    }

    /// Draws what is not remembered as it is; returns whether that was anything.
    fn refresh(&mut self, cx: &mut Cx<'_>, scene: &Scene<'_>, column: usize) -> bool {
        let lanes = scene.spec.lanes;
        let (Some(step), Some(stamp)) = (scene.step(column), scene.stamp(column)) else {
            self.cells.resize_with(lanes.len(), Cell::default);
            return false;
        };
        let same_stage = Arc::ptr_eq(&self.stage, &step.stage.stage);
        // A touchpoint that did not change shows no picture now either, if it showed none before.
        let same_pictures = |drawn: &Drawn| drawn.pictures.is_empty() || drawn.same_pictures(cx, &step);
        let same = self.stamp == stamp && self.cells.len() == lanes.len() && same_pictures(self);
        if same && same_stage && self.number == step.number {
            return false;
        }
        self.whole = None;
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
        }
        self.stamp = stamp;
        self.number = step.number;
        self.stage = step.stage.stage.clone();
        true
    }

    fn same_pictures(&self, cx: &Cx<'_>, step: &Step<'_>) -> bool {
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

fn tag_places(scene: &Scene<'_>, step: &Step<'_>, places: &[LanePlace]) -> Block {
    let mut sheet = super::sheet::Sheet::new();
    for (lane, place) in scene.spec.lanes.iter().zip(places) {
        let rect = Rect::new(0.0, place.top + place.lead, scene.metrics().column, place.top + place.height);
        let label = format!("{}, {}", lane.shown_title(), step.touchpoint.name);
        sheet.tag(Subject::Cell(lane.id, step.touchpoint.id), Part::Whole, rect, label);
    }
    sheet.into_block()
}

/// Adds a part to a block, moved to its place.
pub(crate) fn append(block: &mut Block, part: &Block, by: Vec2) {
    let moved = part.bounds + by;
    let empty = block.items.is_empty() && block.tags.is_empty();
    block.bounds = if empty { moved } else { block.bounds.union(moved) };
    block.items.extend(part.items.iter().map(|item| moved_item(item, by)));
    block.tags.extend(part.tags.iter().map(|tag| Tag { rect: tag.rect + by, ..tag.clone() }));
}

fn moved_item(item: &Item, by: Vec2) -> Item {
    match item {
        Item::Shape(shape) => Item::Shape(Shape { outline: moved_outline(&shape.outline, by), ..shape.clone() }),
        Item::Shadow(shadow) => Item::Shadow(Shadow { rect: shadow.rect + by, ..*shadow }),
        Item::Text(text) => Item::Text(Text { origin: text.origin + by, ..text.clone() }),
        Item::Image(image) => Item::Image(Image { rect: image.rect + by, ..image.clone() }),
    }
}

fn moved_outline(outline: &Outline, by: Vec2) -> Outline {
    match outline {
        Outline::Rect { rect, radius } => Outline::Rect { rect: *rect + by, radius: *radius },
        Outline::Circle { center, radius } => Outline::Circle { center: *center + by, radius: *radius },
        Outline::Line { from, to } => Outline::Line { from: *from + by, to: *to + by },
        Outline::Path(path) => Outline::Path(Affine::translate(by) * path.clone()),
    }
}
