//! Dragging: a card to another step, a point of the curve up or down, a pain point to another touchpoint, a stage or
//! a lane to another place.
//!
//! Nothing changes before the button is released; a drag that is called off leaves no trace. Here never come keys or
//! painting.

use super::together;
use crate::edit::{Command, Slot};
use crate::frame::{Part, Sticky, Subject};
use crate::geom::{Point, Rect};
use crate::gui::canvas::scene::Scene;
use crate::gui::context::Ids;
use crate::layout;
use crate::model::*;

/// What is dragged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::gui::canvas) enum Load {
    /// A touchpoint's card.
    Card(TouchpointId),
    /// A pain point, opportunity, piece of feedback or measure, away from a touchpoint.
    Item(Key, TouchpointId),
    /// A persona's point on the curve.
    Emotion(PersonaId, TouchpointId),
    /// A stage's header.
    Stage(StageId),
    /// A lane's title.
    Lane(LaneId),
    /// A wire from something to what it is to be connected with.
    Wire(Subject),
}

impl Load {
    /// What of a subject can be dragged.
    pub(in crate::gui::canvas) fn of(subject: Subject) -> Option<Load> {
        match subject {
            Subject::Touchpoint(id) => Some(Load::Card(id)),
            Subject::Pain(id, at) => Some(Load::Item(Key::Pain(id), at)),
            Subject::Opportunity(id, at) => Some(Load::Item(Key::Opportunity(id), at)),
            Subject::Feedback(id, at) => Some(Load::Item(Key::Feedback(id), at)),
            Subject::Measure(id, at) => Some(Load::Item(Key::Measure(id), at)),
            Subject::Emotion(persona, at) => Some(Load::Emotion(persona, at)),
            Subject::Stage(id) => Some(Load::Stage(id)),
            Subject::Lane(id) => Some(Load::Lane(id)),
            Subject::Persona(_)
            | Subject::StageMeasure(..)
            | Subject::Cell(..)
            | Subject::Link(_)
            | Subject::AddTouchpoint(_)
            | Subject::AddStage
            | Subject::Takeaway
            | Subject::Compared(_)
            | Subject::Charted(_) => None,
        }
    }
}

/// Where it would come to lie.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::gui::canvas) struct Drop {
    /// The change.
    pub command: Command,
    /// What to show for it.
    pub mark: Mark,
}

/// A sign of where something would come to lie, in points of the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::gui::canvas) enum Mark {
    /// A line to be inserted at.
    Line(Sticky, Point, Point),
    /// A place to be put into.
    Room(Sticky, Rect),
    /// The parking lot, in points of the screen.
    Lot(egui::Rect),
    /// Nothing: the map itself shows what would be.
    Tentative,
}

/// A drag under way.
pub(in crate::gui::canvas) struct Dragging {
    /// What is dragged.
    pub load: Load,
    /// The subject that was taken.
    pub subject: Subject,
    /// What else is selected and comes along.
    pub others: Vec<Subject>,
    /// Where it lay when it was taken, in points of the frame.
    pub from: Rect,
    /// The layer it was taken from.
    pub layer: Sticky,
    /// Where the pointer was when it was taken, in points of the frame.
    pub taken: Point,
    /// Height of the curves' zero line, in points of the frame.
    pub zero: f64,
    /// Points of the frame for one step of emotion.
    pub step: f64,
    /// Where it would come to lie; `None` is where it is.
    pub drop: Option<Drop>,
}

impl Dragging {
    /// Looks for the place to which the pointer, at a point of the frame, has brought the load.
    pub(in crate::gui::canvas) fn follow(
        &mut self,
        scene: &Scene,
        journey: &Journey,
        state: State,
        pointer: Point,
        ids: &mut Ids,
    ) {
        self.drop = match self.load {
            Load::Card(id) => card_drop(scene, journey, state, &together::cards(journey, id, &self.others), pointer),
            Load::Item(item, from) => {
                item_drop(scene, journey, state, &together::items((item, from), &self.others), pointer)
            }
            Load::Wire(from) => together::wire(scene, journey, state, (from, pointer), ids),
            Load::Emotion(persona, at) => self.emotion_drop(journey, state, persona, at, pointer),
            Load::Stage(id) => stage_drop(scene, journey, state, id, pointer),
            Load::Lane(id) => lane_drop(scene, journey, state, id, pointer),
        };
    }

    fn emotion_drop(
        &self,
        journey: &Journey,
        state: State,
        persona: PersonaId,
        touchpoint: TouchpointId,
        pointer: Point,
    ) -> Option<Drop> {
        let before = journey.feeling(persona, touchpoint)?;
        let start = before.emotion.map_or((self.zero - self.taken.y) / self.step, Emotion::value);
        let value = start + (self.taken.y - pointer.y) / self.step;
        let emotion = Emotion::steps(value.round() as i32);
        if before.emotion == Some(emotion) {
            return None;
        }
        let feeling = Some(Feeling { emotion: Some(emotion), ..before });
        Some(Drop { command: Command::SetFeeling { state, persona, touchpoint, feeling }, mark: Mark::Tentative })
    }
}

fn card_drop(scene: &Scene, journey: &Journey, state: State, dragged: &[TouchpointId], pointer: Point) -> Option<Drop> {
    let area = Rect::new(pointer.x - 700.0, 0.0, pointer.x + 700.0, scene.frame().size.height);
    let distance = |rect: &Rect| (rect.center().x - pointer.x).abs();
    let cards = scene.cards_in(area);
    let nearest = cards.iter().min_by(|a, b| distance(&a.1).total_cmp(&distance(&b.1)));
    let room = scene.tags_in(Sticky::Body, area).find_map(|(tag, rect)| match tag.subject {
        Subject::AddTouchpoint(stage) if rect.x0 <= pointer.x && pointer.x <= rect.x1 => Some((stage, rect)),
        _ => None,
    });
    let others = |stage| journey.touchpoints_in(stage).map(|other| other.id).filter(|other| !dragged.contains(other));
    let (slot, line) = match (room, nearest) {
        (Some((stage, rect)), _) => (Slot { stage, after: others(stage).last() }, (rect.x0, rect)),
        (None, Some((beside, rect))) => {
            let stage = journey.touchpoint(*beside)?.stage;
            let after_it = pointer.x > rect.center().x;
            let all: Vec<TouchpointId> = journey.touchpoints_in(stage).map(|other| other.id).collect();
            let at = all.iter().position(|other| other == beside)? + usize::from(after_it);
            let after = all[..at].iter().rev().find(|other| !dragged.contains(other)).copied();
            (Slot { stage, after }, (if after_it { rect.x1 + 4.0 } else { rect.x0 - 4.0 }, *rect))
        }
        (None, None) => return None,
    };
    if let [id] = dragged {
        let now = journey.touchpoint(*id)?;
        let before = journey.touchpoints_in(now.stage).map(|other| other.id).take_while(|other| other != id).last();
        if slot == (Slot { stage: now.stage, after: before }) {
            return None;
        }
    }
    let (x, rect) = line;
    let mark = Mark::Line(Sticky::Body, Point::new(x, rect.y0), Point::new(x, rect.y1));
    Some(Drop { command: together::move_cards(state, dragged, slot), mark })
}

/// What an item and its subject's place have in common.
fn same_kind(item: Key, subject: Subject) -> Option<Key> {
    match (item, subject) {
        (Key::Pain(_), Subject::Pain(id, _)) => Some(Key::Pain(id)),
        (Key::Opportunity(_), Subject::Opportunity(id, _)) => Some(Key::Opportunity(id)),
        (Key::Feedback(_), Subject::Feedback(id, _)) => Some(Key::Feedback(id)),
        (Key::Measure(_), Subject::Measure(id, _)) => Some(Key::Measure(id)),
        _ => None,
    }
}

fn lane_kind_of(item: Key) -> Option<LaneKind> {
    match item {
        Key::Pain(_) => Some(LaneKind::Pains),
        Key::Opportunity(_) => Some(LaneKind::Opportunities),
        Key::Feedback(_) => Some(LaneKind::Feedback),
        Key::Measure(_) => Some(LaneKind::Measures),
        Key::Stage(_)
        | Key::Persona(_)
        | Key::Lane(_)
        | Key::Touchpoint(_)
        | Key::Link(_)
        | Key::Feeling(..)
        | Key::Tie(_) => None,
    }
}

fn item_drop(
    scene: &Scene,
    journey: &Journey,
    state: State,
    dragged: &[(Key, TouchpointId)],
    pointer: Point,
) -> Option<Drop> {
    let (item, from) = *dragged.first()?;
    let kind = lane_kind_of(item)?;
    let strip = Rect::new(pointer.x, 0.0, pointer.x, scene.frame().size.height);
    let inside = |rect: &Rect| rect.x0 <= pointer.x && pointer.x < rect.x1;
    let own_cell = scene.tags_in(Sticky::Body, strip).find_map(|(tag, rect)| match tag.subject {
        Subject::Cell(lane, touchpoint)
            if inside(&rect) && journey.lane(lane).is_some_and(|lane| lane.kind == kind) =>
        {
            Some((touchpoint, rect))
        }
        _ => None,
    });
    // Where the lane is not drawn, the card itself takes the drop.
    let card = || {
        scene.tags_in(Sticky::Body, strip).find_map(|(tag, rect)| match tag.subject {
            Subject::Touchpoint(id) if inside(&rect) => Some((id, rect)),
            _ => None,
        })
    };
    let (to, cell) = own_cell.or_else(card)?;
    let items: Vec<(Key, Rect)> = scene
        .column_items(to)
        .into_iter()
        .filter_map(|(subject, rect)| Some((same_kind(item, subject)?, rect)))
        .collect();
    let stays = |key: &Key| dragged.iter().all(|(other, _)| other != key);
    let above = items.iter().rfind(|(key, rect)| stays(key) && rect.center().y < pointer.y);
    let after = above.map(|(key, _)| *key);
    let own = items.iter().position(|(key, _)| *key == item);
    let before_own = own.and_then(|at| at.checked_sub(1)).map(|at| items[at].0);
    if dragged.len() == 1 && to == from && own.is_some() && after == before_own {
        return None;
    }
    let command = together::move_items(state, dragged, to, after);
    let mark = if items.is_empty() {
        Mark::Room(Sticky::Body, cell)
    } else {
        let y = above.map_or_else(|| items[0].1.y0 - 3.0, |(_, rect)| rect.y1 + 3.0);
        Mark::Line(Sticky::Body, Point::new(cell.x0 + 4.0, y), Point::new(cell.x1 - 4.0, y))
    };
    Some(Drop { command, mark })
}

fn stage_drop(scene: &Scene, journey: &Journey, state: State, id: StageId, pointer: Point) -> Option<Drop> {
    let headers: Vec<(StageId, Rect)> = journey
        .stages()
        .iter()
        .filter_map(|stage| Some((stage.id, scene.place(Subject::Stage(stage.id), Part::Whole)?.rect)))
        .collect();
    let left: Vec<&(StageId, Rect)> = headers.iter().filter(|(_, rect)| rect.center().x < pointer.x).collect();
    let after = left.iter().rev().find(|(other, _)| *other != id).map(|(other, _)| *other);
    let own = headers.iter().position(|(other, _)| *other == id)?;
    if after == own.checked_sub(1).map(|at| headers[at].0) {
        return None;
    }
    let x = left.last().map_or_else(|| headers.first().map_or(0.0, |(_, rect)| rect.x0), |(_, rect)| rect.x1);
    let bottom = scene.frame().size.height;
    let mark = Mark::Line(Sticky::Top, Point::new(x, 0.0), Point::new(x, bottom));
    Some(Drop { command: Command::MoveStage { state, id, after }, mark })
}

fn lane_drop(scene: &Scene, journey: &Journey, state: State, id: LaneId, pointer: Point) -> Option<Drop> {
    let titles: Vec<(LaneId, Rect)> = journey
        .lanes()
        .iter()
        .filter_map(|lane| Some((lane.id, scene.place(Subject::Lane(lane.id), Part::Whole)?.rect)))
        .collect();
    let above: Vec<&(LaneId, Rect)> = titles.iter().filter(|(_, rect)| rect.center().y < pointer.y).collect();
    let after = above.iter().rev().find(|(other, _)| *other != id).map(|(other, _)| *other);
    let own = titles.iter().position(|(other, _)| *other == id)?;
    if after == own.checked_sub(1).map(|at| titles[at].0) {
        return None;
    }
    let y = above.last().map_or_else(|| titles.first().map_or(0.0, |(_, rect)| rect.y0), |(_, rect)| rect.y1);
    let width = titles.first().map_or(0.0, |(_, rect)| rect.x1);
    let mark = Mark::Line(Sticky::Left, Point::new(0.0, y), Point::new(width, y));
    Some(Drop { command: Command::MoveLane { state, id, after }, mark })
}

/// Height of the zero line, and points for one step of emotion, in a touchpoint's column. `None` if no emotion lane is
/// shown.
pub(in crate::gui::canvas) fn emotion_axis(scene: &Scene, journey: &Journey, at: TouchpointId) -> Option<(f64, f64)> {
    let lane = journey.lanes().iter().find(|lane| lane.kind == LaneKind::Emotion && lane.visible)?;
    let cell = scene.place(Subject::Cell(lane.id, at), Part::Whole)?.rect;
    let (zero, step) = layout::emotion_axis(scene.request.density, cell.height());
    Some((cell.y0 + zero, step))
}
