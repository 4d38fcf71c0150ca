//! A band's blocks at their places: the stages' grounds and headers, the columns, arcs, annotations, and the gutter.
//!
//! Every block that was drawn before from the same is used again. Here never come heights; they are given.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::annotations;
use super::answers::{self, Answer, Answers, Route};
use super::band::{Band, Cx, Laid, shown_stages};
use super::gutter::{self, LanePlace};
use super::header::{self, Extent};
use super::lanes::emotion::{self, Axis};
use super::lanes::{self, Scene};
use super::links::{self, Arch, Arches, Reach};
use super::memory::Columns;
use super::metrics::{Labels, Metrics};
use super::sheet::{Sheet, dashed, one_line};
use super::story::{Place, StoryStage};
use crate::frame::{Block, Color, Part, Placed, Sticky, Subject};
use crate::geom::{Point, Rect, Size, Vec2};
use crate::model::*;
use crate::theme::Theme;

/// What was drawn before, to be handed to the next call; a fresh one draws everything.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(super) columns: Columns,
    stages: Vec<(StageKey, StageDrawn)>,
    lanes: Vec<(LaneKey, Arc<Block>)>,
    corner: Option<Arc<Block>>,
    /// The look of all but the columns, which keep their own.
    look: Option<(Metrics, Theme)>,
    pub(super) arches: ArchesKnown,
    arcs: ArcsDrawn,
    pub(super) answers: AnswersKnown,
    /// The lines of answers, in their order, and whose they are.
    answer_lines: (Arc<[Answer]>, Vec<AnswerLine>),
    /// What the places of the lanes were when they were tagged last; the number changes with them.
    places: (u64, Vec<LanePlace>),
}

/// The arcs of a whole story, as far as they are known.
#[derive(Debug, Default)]
pub(super) enum ArchesKnown {
    /// They have to be found.
    #[default]
    Nothing,
    /// They were found from these links and columns.
    Found { links: u64, order: Arc<()>, arches: Arches },
    /// Whoever laid the story out found them for all its bands.
    Given(Arc<Arches>),
}

/// The answers of a whole story, as far as they are known.
#[derive(Debug, Default)]
pub(super) enum AnswersKnown {
    /// They have to be found.
    #[default]
    Nothing,
    /// They were found from these ties and columns.
    Found { ties: u64, order: Arc<()>, answers: Answers },
    /// Whoever laid the story out found them for all its bands.
    Given(Arc<Answers>),
}

impl Memory {
    /// A fresh one for a band of a story whose arcs and answers are known. It is of no use with any other story.
    pub(crate) fn with_lines(arches: Arc<Arches>, answers: Arc<Answers>) -> Memory {
        Memory { arches: ArchesKnown::Given(arches), answers: AnswersKnown::Given(answers), ..Memory::default() }
    }

    /// Forgets what was drawn with other sizes or colours; the columns see to themselves.
    fn forget_other_looks(&mut self, metrics: &Metrics, theme: &Theme) {
        if self.look.as_ref().is_none_or(|(of, colours)| of != metrics || colours != theme) {
            self.look = Some((metrics.clone(), theme.clone()));
            self.stages.clear();
            self.lanes.clear();
            self.arcs = ArcsDrawn::default();
            self.answer_lines = Default::default();
            self.corner = None;
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
struct StageKey {
    stage: Arc<Stage>,
    /// The numbers of its steps that are shown.
    steps: Range<usize>,
    number: usize,
    average: Option<f64>,
    extent: Extent,
    generation: u64,
    /// The lanes with curves, whose grid lies on the ground.
    curves: Arc<[usize]>,
    bottom: f64,
    measures: Vec<Arc<Measure>>,
}

#[derive(Debug, Clone)]
struct StageDrawn {
    header: Arc<Block>,
    /// Whether the stage's name was cut.
    cut: bool,
    ground: Arc<Block>,
    /// The numbers of its steps, so many to a block.
    steps: Vec<Arc<Block>>,
}

/// The numbers of so many steps are one block: few blocks for a long journey, and little in vain where few are in view.
const STEPS_IN_BLOCK: usize = 16;

#[derive(Debug, Clone, PartialEq)]
struct LaneKey {
    lane: Arc<Lane>,
    place: LanePlace,
    subtitle: String,
    personas: Vec<Arc<Persona>>,
    colours: Vec<PersonaColour>,
    uncast: usize,
    measured: bool,
}

/// A line that was drawn, and from what.
#[derive(Debug)]
struct AnswerLine {
    route: Route,
    gaps: Vec<f64>,
    block: Arc<Block>,
}

/// What an arc was drawn from.
#[derive(Debug, Clone, PartialEq)]
struct ArcKey {
    arch: Arch,
    reach: Reach,
}

/// The arcs that were drawn, in order, and from what.
#[derive(Debug, Default)]
struct ArcsDrawn {
    all: Arc<[Arch]>,
    /// The band's edges, and the room above the cards.
    room: ((f64, f64), f64),
    drawn: Vec<ArcDrawn>,
}

#[derive(Debug)]
struct ArcDrawn {
    key: ArcKey,
    block: Arc<Block>,
    /// Whether its words were cut.
    cut: bool,
}

/// Puts a band together.
pub(super) fn assemble(cx: &mut Cx<'_>, scene: Scene<'_>, laid: Laid, memory: &mut Memory) -> Band {
    let spec = scene.spec;
    let metrics = spec.metrics;
    memory.forget_other_looks(metrics, cx.theme);
    let heights: Vec<f64> = laid.emotions().map(|place| place.height - place.lead).collect();
    memory.columns.refresh_curves(cx, &scene, &heights);
    if memory.places.1 != laid.places || memory.places.0 == 0 {
        memory.places = (memory.places.0 + 1, laid.places.clone());
    }
    memory.columns.compose(&scene, &laid.places, memory.places.0);

    let left = if spec.gutter { metrics.gutter } else { 0.0 };
    let size = Size::new(
        left + metrics.column * spec.columns.len() as f64,
        (metrics.header_height() + laid.height).max(spec.least_height),
    );
    let mut assembly = Assembly { cx, scene, laid: &laid, left, size, blocks: Vec::new(), cut: Vec::new() };
    assembly.blocks.reserve(spec.columns.len() * 2 + 64);
    assembly.stages(memory);
    assembly.columns(memory);
    assembly.links(memory);
    assembly.answers(memory);
    assembly.annotations(memory);
    if spec.gutter {
        assembly.gutter(memory);
    }
    Band { blocks: assembly.blocks, size, cut: assembly.cut }
}

/// A band's blocks, put together.
struct Assembly<'a, 'b> {
    cx: &'a mut Cx<'b>,
    scene: Scene<'a>,
    laid: &'a Laid,
    /// Where the first column begins.
    left: f64,
    size: Size,
    blocks: Vec<Placed>,
    cut: Vec<Arc<str>>,
}

impl Assembly<'_, '_> {
    fn put(&mut self, x: f64, y: f64, block: Arc<Block>, sticky: Sticky) {
        self.blocks.push(Placed { origin: Vec2::new(x, y), block, sticky });
    }

    fn x(&self, column: usize) -> f64 {
        self.left + (column - self.scene.spec.columns.start) as f64 * self.scene.metrics().column
    }

    fn top(&self) -> f64 {
        self.scene.metrics().header_height()
    }

    /// Grounds first, then measures of whole stages, then headers.
    fn stages(&mut self, memory: &mut Memory) {
        let metrics = self.scene.metrics();
        let bottom = self.size.height - self.top();
        let shown: Vec<(usize, Range<usize>)> = shown_stages(&self.scene).collect();
        let curves: Arc<[usize]> = self.laid.curves.as_slice().into();
        memory.stages.truncate(shown.len());
        for (place, (index, range)) in shown.iter().enumerate() {
            let stage = &self.scene.story.stages[*index];
            let extent = Extent {
                width: metrics.column * range.len() as f64,
                continued: range.start > stage.columns.start,
                first: place == 0,
            };
            let key = StageKey {
                stage: stage.stage.clone(),
                steps: self.step_numbers(range),
                number: stage.number,
                average: stage.average,
                extent,
                generation: memory.places.0,
                curves: curves.clone(),
                bottom,
                measures: self.laid.drawn.stage_cells.get(place).map_or_else(Vec::new, |cells| cells.measures.clone()),
            };
            let drawn = match memory.stages.get(place) {
                Some((known, drawn)) if *known == key => drawn.clone(),
                _ => {
                    let (header, cut) = header::stage(self.cx, metrics, stage, extent);
                    let ground = Arc::new(self.ground(stage, extent, bottom));
                    let steps = key.steps.clone().step_by(STEPS_IN_BLOCK).map(|first| {
                        let last = key.steps.end.min(first + STEPS_IN_BLOCK);
                        Arc::new(header::numbers(self.cx, metrics, first..last))
                    });
                    StageDrawn { header: Arc::new(header), cut, ground, steps: steps.collect() }
                }
            };
            self.cut.extend(drawn.cut.then(|| Arc::from(stage.stage.name.as_str())));
            let x = self.x(range.start);
            self.put(x, self.top(), drawn.ground.clone(), Sticky::Body);
            self.put(x, 0.0, drawn.header.clone(), Sticky::Top);
            for (part, steps) in drawn.steps.iter().enumerate() {
                let x = x + (part * STEPS_IN_BLOCK) as f64 * metrics.column;
                self.put(x, 0.0, steps.clone(), Sticky::Top);
            }
            match memory.stages.get_mut(place) {
                Some(slot) => *slot = (key, drawn),
                None => memory.stages.push((key, drawn)),
            }
        }
        for (place, (_, range)) in shown.iter().enumerate() {
            self.stage_measures(place, range.start);
        }
    }

    /// The numbers above the columns of a stage, where the look has them.
    fn step_numbers(&self, columns: &Range<usize>) -> Range<usize> {
        let first = self.scene.story.number(columns.start).filter(|_| self.scene.metrics().header.steps > 0.0);
        let count = columns.clone().filter(|column| self.scene.story.number(*column).is_some()).count();
        first.map_or(0..0, |first| first..first + count)
    }

    fn stage_measures(&mut self, place: usize, column: usize) {
        let Some(cells) = self.laid.drawn.stage_cells.get(place) else { return };
        for (index, lane) in self.scene.spec.lanes.iter().enumerate() {
            if lane.kind != LaneKind::Measures {
                continue;
            }
            let lane = self.laid.places[index];
            let mut y = self.top() + lane.top + lane.lead + cells.own[index];
            for cell in &cells.cells {
                if let Some(block) = &cell.block {
                    self.put(self.x(column), y, block.clone(), Sticky::Body);
                    self.cut.extend(cell.cut.iter().cloned());
                    y += cell.height;
                }
            }
        }
    }

    /// What lies below a stage's columns: its colour, the rules between lanes, the curves' grid, the right edge.
    fn ground(&mut self, stage: &StoryStage, extent: Extent, bottom: f64) -> Block {
        let (metrics, theme) = (self.scene.metrics(), self.cx.theme);
        let mut sheet = Sheet::new();
        let width = extent.width;
        sheet.fill(Rect::new(0.0, 0.0, width, bottom), 0.0, header::ground(self.cx, stage));
        let rule = if metrics.header.chevrons { theme.line_strong } else { theme.line };
        for (lane, place) in self.scene.spec.lanes.iter().zip(&self.laid.places) {
            if place.rule && place.line.is_none() {
                sheet.fill(Rect::new(0.0, place.top, width, place.top + 1.0), 0.0, rule);
            }
            if lane.kind == LaneKind::Emotion && !self.scene.story.cast.is_empty() {
                let axis = Axis::new(&metrics.emotion, place.height - place.lead);
                emotion::grid(&mut sheet, self.cx, axis, (0.0, width), place.top + place.lead);
            }
            if let Some(line) = place.line {
                let y = place.top + metrics.visibility / 2.0;
                sheet.line(Point::new(0.0, y), Point::new(width, y), dashed(theme.ctrl, 1.5, line.dash()));
                if extent.first {
                    self.words_on_line(&mut sheet, line.words(), header::ground(self.cx, stage), (y, width));
                }
            }
        }
        sheet.fill(Rect::new(width - 1.0, 0.0, width, bottom), 0.0, theme.line_strong);
        sheet.into_block()
    }

    /// The words on a line between lanes, once, where the stage is wide enough for them.
    fn words_on_line(&mut self, sheet: &mut Sheet, words: &str, ground: Color, (y, width): (f64, f64)) {
        let metrics = self.scene.metrics();
        let words = self.cx.text.paragraph(words, metrics.note, one_line(f64::INFINITY));
        let rect = Rect::new(8.0, y - words.height / 2.0, 8.0 + words.width + 12.0, y + words.height / 2.0);
        if rect.x1 + 8.0 <= width {
            sheet.fill(rect, 0.0, ground);
            sheet.paragraph(&words, Point::new(rect.x0 + 6.0, rect.y0), self.cx.theme.ink_soft);
        }
    }

    fn columns(&mut self, memory: &Memory) {
        let top = self.top();
        for (index, column) in self.scene.spec.columns.clone().enumerate() {
            let x = self.x(column);
            let drawn = &memory.columns.drawn[index];
            if let Some(whole) = drawn.whole() {
                self.put(x, top, whole.clone(), Sticky::Body);
                self.cut.extend(drawn.cut.iter().cloned());
            }
            self.add_place(column, x);
        }
    }

    /// The place to add a touchpoint, in the lane of the cards.
    fn add_place(&mut self, column: usize, x: f64) {
        let found = &self.scene.story.columns[column];
        let adds = match found.place {
            Place::Step { .. } => false,
            Place::Empty => self.scene.story.editable,
            Place::Add => true,
        };
        let lane = self.scene.spec.lanes.iter().position(|lane| lane.kind == LaneKind::Touchpoints);
        if let (true, Some(lane)) = (adds, lane) {
            let metrics = self.scene.metrics();
            let place = self.laid.places[lane];
            let stage = self.scene.story.stages[found.stage].stage.id;
            let card = lanes::card_rect(metrics);
            let block = header::add_touchpoint(self.cx, card, stage, metrics.note);
            self.put(x, self.top() + place.top + place.lead, Arc::new(block), Sticky::Body);
        }
    }

    fn links(&mut self, memory: &mut Memory) {
        let metrics = self.scene.metrics();
        let lane = self.scene.spec.lanes.iter().position(|lane| lane.kind == LaneKind::Touchpoints);
        let Some(place) = lane.map(|lane| self.laid.places[lane]) else { return };
        let range = self.scene.spec.columns.clone();
        let edges = (self.left, self.left + metrics.column * range.len() as f64);
        let (left, first, pitch) = (self.left, range.start, metrics.column);
        let middle =
            |column: usize| range.contains(&column).then(|| left + (column - first) as f64 * pitch + pitch / 2.0);
        let ends = |arch: &Arch| (middle(arch.from), middle(arch.to));
        let shown = &self.laid.drawn.arches;
        let room = (edges, place.lead);
        let mut arcs = std::mem::take(&mut memory.arcs);
        if !Arc::ptr_eq(&arcs.all, shown) || arcs.room != room {
            let mut known: HashMap<LinkId, ArcDrawn> =
                arcs.drawn.into_iter().map(|arc| (arc.key.arch.link.id, arc)).collect();
            let drawn = shown.iter().map(|arch| {
                let words = match arch.link.label.is_empty() {
                    true => edges,
                    false => links::room_for_words(metrics, arch, shown.iter(), ends, edges),
                };
                let reach = Reach { ends: ends(arch), edges, words, lead: place.lead };
                let key = ArcKey { arch: arch.clone(), reach };
                known.remove(&arch.link.id).filter(|arc| arc.key == key).unwrap_or_else(|| {
                    let (block, cut) = links::draw(self.cx, metrics, arch, reach);
                    ArcDrawn { key, block, cut }
                })
            });
            let drawn = drawn.collect();
            arcs = ArcsDrawn { all: shown.clone(), room, drawn };
        }
        for ArcDrawn { key, block, cut } in &arcs.drawn {
            self.put(0.0, self.top() + place.top, block.clone(), Sticky::Body);
            self.cut.extend(cut.then(|| Arc::from(key.arch.link.label.as_str())));
        }
        memory.arcs = arcs;
    }

    /// The lines from pain points to opportunities. Where those lie is read from what was drawn of their columns.
    fn answers(&mut self, memory: &mut Memory) {
        let spec = self.scene.spec;
        let Some((pains, opportunities)) = answers::lanes(spec) else { return };
        let (metrics, top) = (self.scene.metrics(), self.top());
        let lower = self.laid.places[pains.max(opportunities)];
        let foot = top + lower.top + lower.lead;
        let edges = (self.left, self.left + metrics.column * spec.columns.len() as f64);
        let columns = &memory.columns;
        let find = |column: usize, subject: Subject| {
            let index = column.checked_sub(spec.columns.start)?;
            let whole = columns.drawn.get(index)?.whole()?;
            let tag = whole.tags.iter().find(|tag| tag.subject == subject && tag.part == Part::Whole)?;
            Some(tag.rect + Vec2::new(self.x(column), top))
        };
        let route = |answer: &Answer| Route {
            from: find(answer.from.1, Subject::Pain(answer.pain, answer.from.0)),
            to: find(answer.to.1, Subject::Opportunity(answer.opportunity, answer.to.0)),
            edges,
            foot,
            adjacent: opportunities == pains + 1,
        };
        let answers = &self.laid.drawn.answers;
        let (known_answers, known) = std::mem::take(&mut memory.answer_lines);
        let of_the_same = Arc::ptr_eq(&known_answers, answers);
        let touches = |answer: &Answer, places: &[usize]| {
            let at =
                |column: usize| column.checked_sub(spec.columns.start).is_some_and(|place| places.contains(&place));
            at(answer.from.1) || at(answer.to.1)
        };
        let still = columns.composed.as_deref().filter(|_| of_the_same).is_some_and(|places| {
            let drawn = answers.iter().zip(&known).filter(|(answer, _)| touches(answer, places));
            drawn.into_iter().all(|(answer, line)| route(answer) == line.route)
        });
        let lines = match still {
            true => known,
            false => self.answer_lines(answers, route, known_answers.iter().copied().zip(known)),
        };
        for line in &lines {
            self.put(0.0, 0.0, line.block.clone(), Sticky::Body);
        }
        memory.answer_lines = (answers.clone(), lines);
    }

    /// The line of every answer, drawn anew where it runs another way than the one of before.
    fn answer_lines(
        &self,
        answers: &[Answer],
        route: impl Fn(&Answer) -> Route,
        mut known: impl Iterator<Item = (Answer, AnswerLine)>,
    ) -> Vec<AnswerLine> {
        let metrics = self.scene.metrics();
        let routes: Vec<Route> = answers.iter().map(route).collect();
        let ways = answers.iter().zip(&routes).map(|(answer, route)| answers::bends(metrics, answer, route));
        let ways: Vec<Vec<Point>> = ways.collect();
        let gaps = answers::crossings(&ways);
        let lines = answers.iter().zip(routes).zip(ways.iter().zip(gaps)).map(|((answer, route), (bends, gaps))| {
            let same = |(of, line): &(Answer, AnswerLine)| (of, &line.route, &line.gaps) == (answer, &route, &gaps);
            let block = match known.next().filter(same) {
                Some((_, line)) => line.block,
                None => answers::draw(self.cx.theme.opp, bends, &route, &gaps),
            };
            AnswerLine { route, gaps, block }
        });
        lines.collect()
    }

    /// Peak, lowest point and end in words, where the look tells them.
    fn annotations(&mut self, memory: &Memory) {
        let (metrics, spec) = (self.scene.metrics(), self.scene.spec);
        if metrics.emotion.labels != Labels::Annotated {
            return;
        }
        for (which, lane) in self.laid.curves.iter().enumerate() {
            let place = self.laid.places[*lane];
            let axis = Axis::new(&metrics.emotion, place.height - place.lead);
            let obstacles = memory.columns.drawn.iter().map(|drawn| &drawn.curves[which].2);
            let block = annotations::draw(self.cx, &self.scene, axis, obstacles);
            let y = self.top() + place.top + place.lead;
            let x = self.x(spec.columns.start);
            self.put(x, y, Arc::new(block), Sticky::Body);
        }
    }

    fn gutter(&mut self, memory: &mut Memory) {
        let (metrics, top) = (self.scene.metrics(), self.top());
        let last = self.scene.spec.lanes.len().saturating_sub(1);
        memory.lanes.truncate(self.scene.spec.lanes.len());
        for (index, lane) in self.scene.spec.lanes.iter().enumerate() {
            let mut place = self.laid.places[index];
            let y = top + place.top;
            if index == last {
                place.height = place.height.max(self.size.height - y);
            }
            let cast = lane.kind == LaneKind::Emotion;
            let players = self.scene.story.cast.iter().filter(|_| cast);
            let key = LaneKey {
                lane: lane.clone(),
                place: LanePlace { top: 0.0, ..place },
                subtitle: lanes::subtitle(self.cx, &self.scene, lane),
                personas: players.clone().map(|player| player.persona.clone()).collect(),
                colours: players.map(|player| player.colour).collect(),
                uncast: self.scene.story.uncast,
                measured: cast && !self.scene.story.measured.is_empty(),
            };
            let block = match memory.lanes.get(index) {
                Some((known, block)) if *known == key => block.clone(),
                _ => Arc::new(gutter::lane(self.cx, &self.scene, lane, self.laid.places[index], place.height)),
            };
            self.put(0.0, y, block.clone(), Sticky::Left);
            match memory.lanes.get_mut(index) {
                Some(slot) => *slot = (key, block),
                None => memory.lanes.push((key, block)),
            }
        }
        let corner = memory.corner.get_or_insert_with(|| Arc::new(header::corner(self.cx, metrics))).clone();
        self.put(0.0, 0.0, corner, Sticky::Corner);
    }
}
