//! Moving what is selected: along the journey, within its list, up and down the curve.
//!
//! Here keys become commands. Where something is dragged to is the canvas' matter.

use std::collections::BTreeSet;

use crate::edit::{self, Command, Slot};
use crate::frame::Subject;
use crate::model::*;

use super::app::App;
use super::canvas::navigate::column_beside;
use super::context::{CanvasOrder, Selection};

/// The touchpoints that a filter hides.
type Hidden = BTreeSet<TouchpointId>;

/// A way to move something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    fn step(self) -> isize {
        match self {
            Direction::Left | Direction::Up => -1,
            Direction::Right | Direction::Down => 1,
        }
    }

    fn is_level(self) -> bool {
        match self {
            Direction::Left | Direction::Right => true,
            Direction::Up | Direction::Down => false,
        }
    }
}

/// Whether anything selected can be moved by keys.
pub fn is_movable(selection: &Selection) -> bool {
    let movable = |subject: &Subject| match subject {
        Subject::Touchpoint(_)
        | Subject::Stage(_)
        | Subject::Persona(_)
        | Subject::Lane(_)
        | Subject::Emotion(..)
        | Subject::Pain(..)
        | Subject::Opportunity(..)
        | Subject::Feedback(..)
        | Subject::Measure(..) => true,
        Subject::StageMeasure(..)
        | Subject::Cell(..)
        | Subject::Link(_)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => false,
    };
    matches!(selection, Selection::Note(_)) || selection.subjects().iter().any(movable)
}

impl App {
    pub(super) fn shift(&mut self, way: Direction) {
        let Some(document) = &self.document else { return };
        let map = document.session.map();
        if let Selection::Note(id) = self.selection {
            let ids: Vec<NoteId> = map.notes().iter().map(|note| note.id).collect();
            if let Some(after) = moved(&ids, id, way.step()) {
                self.edit(&Command::MoveNote { id, after }, false);
            }
            return;
        }
        let hidden = &self.view.hidden_touchpoints;
        let Some((command, subjects)) = moves(map, self.view.state, (self.selection.subjects(), hidden), way) else {
            return;
        };
        if self.try_edit(&command, false) {
            self.orders.extend(subjects.last().copied().map(CanvasOrder::ScrollTo));
            self.selection = Selection::of(subjects);
        }
    }

    pub(super) fn move_to_stage(&mut self, by: isize) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let Some(touchpoint) = self.selection.touchpoint().and_then(|id| journey.touchpoint(id)) else { return };
        let stages = journey.stages();
        let Some(at) = stages.iter().position(|stage| stage.id == touchpoint.stage) else { return };
        let Some(stage) = at.checked_add_signed(by).and_then(|at| stages.get(at)) else {
            self.toasts.say(if by < 0 { "This is the first stage." } else { "This is the last stage." });
            return;
        };
        let last = journey.touchpoints_in(stage.id).last().map(|touchpoint| touchpoint.id);
        let after = if by < 0 { last } else { None };
        let (state, id) = (self.view.state, touchpoint.id);
        self.edit(&Command::MoveTouchpoint { state, id, to: Slot { stage: stage.id, after } }, false);
        self.orders.push(CanvasOrder::ScrollTo(Subject::Touchpoint(id)));
    }
}

/// The command that moves all of `subjects` one place together, past what is `hidden` too, and the same things where they
/// then are. `None` if the foremost of them cannot move.
fn moves(
    map: &Map,
    state: State,
    (subjects, hidden): (&[Subject], &Hidden),
    way: Direction,
) -> Option<(Command, Vec<Subject>)> {
    if let [subject] = subjects {
        let (command, moved) = move_one(map.journey(state)?, state, (*subject, hidden), way)?;
        return Some((command, vec![moved]));
    }
    let mut order: Vec<usize> = (0..subjects.len()).collect();
    let journey = map.journey(state)?;
    order.sort_by_cached_key(|at| place_of(journey, subjects[*at]));
    if way.step() > 0 {
        order.reverse();
    }
    let mut scratch = map.clone();
    let (mut commands, mut moved_to) = (Vec::new(), subjects.to_vec());
    for at in order {
        let (command, moved) = move_one(scratch.journey(state)?, state, (subjects[at], hidden), way)?;
        // What a lock refuses is refused, and said, when the whole is carried out.
        let _ = edit::draw(&mut scratch, &command);
        commands.push(command);
        moved_to[at] = moved;
    }
    let label = format!("Move {} things", commands.len());
    Some((Command::Batch { label, commands }, moved_to))
}

/// Where something stands in the reading order of the map.
fn place_of(journey: &Journey, subject: Subject) -> (usize, usize) {
    let column = super::context::touchpoint_of(subject)
        .and_then(|id| journey.touchpoints().position(|touchpoint| touchpoint.id == id));
    let within = match subject {
        Subject::Stage(id) => journey.stages().iter().position(|stage| stage.id == id),
        Subject::Lane(id) => journey.lanes().iter().position(|lane| lane.id == id),
        Subject::Persona(id) => journey.personas().position(|persona| persona.id == id),
        other => item_of(other).and_then(|(key, at)| siblings(journey, key, at).iter().position(|other| *other == key)),
    };
    (column.unwrap_or(0), within.unwrap_or(0))
}

fn move_one(
    journey: &Journey,
    state: State,
    (subject, hidden): (Subject, &Hidden),
    way: Direction,
) -> Option<(Command, Subject)> {
    let by = way.step();
    if let Some((item, from)) = item_of(subject) {
        return move_item(journey, state, (item, from, subject), (way, hidden));
    }
    let command = match subject {
        Subject::Touchpoint(id) if way.is_level() => {
            Command::MoveTouchpoint { state, id, to: moved_touchpoint(journey, id, (by, hidden))? }
        }
        Subject::Stage(id) if way.is_level() => {
            let ids: Vec<StageId> = journey.stages().iter().map(|stage| stage.id).collect();
            Command::MoveStage { state, id, after: moved(&ids, id, by)? }
        }
        Subject::Persona(id) => {
            let ids: Vec<PersonaId> = journey.personas().map(|persona| persona.id).collect();
            Command::MovePersona { state, id, after: moved(&ids, id, by)? }
        }
        Subject::Lane(id) if !way.is_level() => {
            let ids: Vec<LaneId> = journey.lanes().iter().map(|lane| lane.id).collect();
            Command::MoveLane { state, id, after: moved(&ids, id, by)? }
        }
        Subject::Emotion(persona, touchpoint) if !way.is_level() => {
            let before = journey.feeling(persona, touchpoint)?;
            let emotion = Some(before.emotion?.stepped(-by as i32));
            Command::SetFeeling { state, persona, touchpoint, feeling: Some(Feeling { emotion, ..before }) }
        }
        _ => return None,
    };
    Some((command, subject))
}

/// A pain point, opportunity, piece of feedback or measure and the touchpoint it stands at.
pub fn item_of(subject: Subject) -> Option<(Key, TouchpointId)> {
    match subject {
        Subject::Pain(id, at) => Some((Key::Pain(id), at)),
        Subject::Opportunity(id, at) => Some((Key::Opportunity(id), at)),
        Subject::Feedback(id, at) => Some((Key::Feedback(id), at)),
        Subject::Measure(id, at) => Some((Key::Measure(id), at)),
        _ => None,
    }
}

/// An item as it stands at a touchpoint.
pub fn item_at(item: Key, at: TouchpointId) -> Option<Subject> {
    match item {
        Key::Pain(id) => Some(Subject::Pain(id, at)),
        Key::Opportunity(id) => Some(Subject::Opportunity(id, at)),
        Key::Feedback(id) => Some(Subject::Feedback(id, at)),
        Key::Measure(id) => Some(Subject::Measure(id, at)),
        Key::Stage(_)
        | Key::Persona(_)
        | Key::Lane(_)
        | Key::Touchpoint(_)
        | Key::Link(_)
        | Key::Feeling(..)
        | Key::Tie(_) => None,
    }
}

/// What stands at a touchpoint and is of the same kind as `item`, in order.
pub fn siblings(journey: &Journey, item: Key, at: TouchpointId) -> Vec<Key> {
    match item {
        Key::Pain(_) => journey.pains_at(at).iter().map(|pain| Key::Pain(pain.id)).collect(),
        Key::Opportunity(_) => journey.opportunities_at(at).iter().map(|item| Key::Opportunity(item.id)).collect(),
        Key::Feedback(_) => journey.feedback_at(at).iter().map(|item| Key::Feedback(item.id)).collect(),
        Key::Measure(_) => journey.measures_at(at).iter().map(|item| Key::Measure(item.id)).collect(),
        Key::Stage(_)
        | Key::Persona(_)
        | Key::Lane(_)
        | Key::Touchpoint(_)
        | Key::Link(_)
        | Key::Feeling(..)
        | Key::Tie(_) => Vec::new(),
    }
}

fn move_item(
    journey: &Journey,
    state: State,
    (item, from, subject): (Key, TouchpointId, Subject),
    (way, hidden): (Direction, &Hidden),
) -> Option<(Command, Subject)> {
    if !way.is_level() {
        let after = moved(&siblings(journey, item, from), item, way.step())?;
        return Some((Command::MoveItem { state, item, from: Some(from), to: from, after }, subject));
    }
    let beside = |at: TouchpointId| column_beside(journey, at, way == Direction::Right);
    let to = std::iter::successors(beside(from), |at| beside(*at)).find(|at| !hidden.contains(at))?;
    let after = siblings(journey, item, to).into_iter().rfind(|other| *other != item);
    Some((Command::MoveItem { state, item, from: Some(from), to, after }, item_at(item, to)?))
}

/// The element after which `id` comes to stand when it moves one place; `None` where it cannot.
fn moved<T: Copy + PartialEq>(ids: &[T], id: T, by: isize) -> Option<Option<T>> {
    let at = ids.iter().position(|other| *other == id)?;
    if by < 0 {
        let target = at.checked_sub(1)?;
        return Some(target.checked_sub(1).map(|before| ids[before]));
    }
    Some(Some(*ids.get(at + 1)?))
}

/// Where a touchpoint goes when it moves past the next one that is shown: within its stage, or over its edge into the
/// next one.
fn moved_touchpoint(journey: &Journey, id: TouchpointId, (by, hidden): (isize, &Hidden)) -> Option<Slot> {
    let stage = journey.touchpoint(id)?.stage;
    let within: Vec<TouchpointId> = journey.touchpoints_in(stage).map(|touchpoint| touchpoint.id).collect();
    let at = within.iter().position(|other| *other == id)?;
    let is_shown = |other: &TouchpointId| !hidden.contains(other);
    if by < 0 {
        if let Some(target) = within[..at].iter().rposition(is_shown) {
            return Some(Slot { stage, after: target.checked_sub(1).map(|before| within[before]) });
        }
    } else if let Some(past) = within[at + 1..].iter().find(|other| is_shown(other)) {
        return Some(Slot { stage, after: Some(*past) });
    }
    let stages = journey.stages();
    let at = stages.iter().position(|other| other.id == stage)?;
    let next = stages.get(at.checked_add_signed(by)?)?;
    let last = journey.touchpoints_in(next.id).last().map(|touchpoint| touchpoint.id);
    Some(Slot { stage: next.id, after: if by < 0 { last } else { None } })
}
