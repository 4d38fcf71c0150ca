//! Dragging several things at once, to a touchpoint, into the parking lot, and a wire from one thing to another.

use super::dragging::{Drop, Mark};
use crate::edit::{Command, Slot};
use crate::frame::{Sticky, Subject};
use crate::geom::Point;
use crate::gui::arranging::{item_at, item_of};
use crate::gui::canvas::scene::Scene;
use crate::gui::context::Ids;
use crate::gui::deletion;
use crate::gui::linking;
use crate::model::*;

/// The touchpoints that are dragged together, in map order.
pub(super) fn cards(journey: &Journey, taken: TouchpointId, others: &[Subject]) -> Vec<TouchpointId> {
    let dragged = |id: TouchpointId| id == taken || others.contains(&Subject::Touchpoint(id));
    if others.is_empty() {
        return vec![taken];
    }
    journey.touchpoints().map(|touchpoint| touchpoint.id).filter(|id| dragged(*id)).collect()
}

/// The items of one kind that are dragged together, the taken one first.
pub(super) fn items(taken: (Key, TouchpointId), others: &[Subject]) -> Vec<(Key, TouchpointId)> {
    let alike = |item: &(Key, TouchpointId)| {
        std::mem::discriminant(&item.0) == std::mem::discriminant(&taken.0) && item.0 != taken.0
    };
    let others = others.iter().filter_map(|subject| item_of(*subject)).filter(alike);
    std::iter::once(taken).chain(others).collect()
}

/// Moves touchpoints one after another to a place.
pub(super) fn move_cards(state: State, cards: &[TouchpointId], mut to: Slot) -> Command {
    let mut commands = Vec::with_capacity(cards.len());
    for id in cards {
        commands.push(Command::MoveTouchpoint { state, id: *id, to });
        to.after = Some(*id);
    }
    as_one(commands, "touchpoints")
}

/// Moves items one after another to a touchpoint.
pub(super) fn move_items(
    state: State,
    items: &[(Key, TouchpointId)],
    to: TouchpointId,
    mut after: Option<Key>,
) -> Command {
    let mut commands = Vec::with_capacity(items.len());
    for (item, from) in items {
        commands.push(Command::MoveItem { state, item: *item, from: Some(*from), to, after });
        after = Some(*item);
    }
    as_one(commands, "things")
}

fn as_one(mut commands: Vec<Command>, what: &str) -> Command {
    let label = format!("Move {} {what}", commands.len());
    match commands.pop() {
        Some(only) if commands.is_empty() => only,
        last => Command::Batch { label, commands: commands.into_iter().chain(last).collect() },
    }
}

/// Takes everything that is dragged off the map and parks its text; `None` for what cannot be parked.
pub(in crate::gui::canvas) fn park(state: State, subjects: &[Subject], lot: egui::Rect, ids: &mut Ids) -> Option<Drop> {
    let key = |subject: &Subject| match subject {
        Subject::Touchpoint(id) => Some(Key::Touchpoint(*id)),
        other => item_of(*other).map(|(key, _)| key),
    };
    let subjects = deletion::each_once(subjects);
    let mut commands: Vec<Command> =
        subjects.iter().filter_map(key).map(|item| Command::ParkItem { state, item, note: NoteId::new(ids) }).collect();
    let label = format!("Park {} things", commands.len());
    let command = match commands.len() {
        0 => return None,
        1 => commands.remove(0),
        _ => Command::Batch { label, commands },
    };
    Some(Drop { command, mark: Mark::Lot(lot) })
}

/// The wire's other end: what lies under the pointer, if it can be connected.
pub(super) fn wire(
    scene: &Scene,
    journey: &Journey,
    state: State,
    (from, pointer): (Subject, Point),
    ids: &mut Ids,
) -> Option<Drop> {
    let (under, _) = scene.hit(Sticky::Body, pointer)?;
    let to = match under {
        // The room around a card counts as the card.
        Subject::Cell(lane, at) if journey.lane(lane)?.kind == LaneKind::Touchpoints => Subject::Touchpoint(at),
        other => other,
    };
    let (command, _) = linking::connect(journey, state, (from, to), ids).ok()?;
    let place = scene.place(to, crate::frame::Part::Whole)?;
    Some(Drop { command, mark: Mark::Room(place.layer, place.rect) })
}

/// What a drop has moved or made, where it then stands.
pub(in crate::gui::canvas) fn dropped(command: &Command) -> Vec<Subject> {
    match command {
        Command::Batch { commands, .. } => commands.iter().flat_map(dropped).collect(),
        Command::MoveTouchpoint { id, .. } => vec![Subject::Touchpoint(*id)],
        Command::MoveItem { item, to, .. } => item_at(*item, *to).into_iter().collect(),
        Command::MoveStage { id, .. } => vec![Subject::Stage(*id)],
        Command::MoveLane { id, .. } => vec![Subject::Lane(*id)],
        Command::SetFeeling { persona, touchpoint, .. } => vec![Subject::Emotion(*persona, *touchpoint)],
        Command::AddLink { link, .. } => vec![Subject::Link(link.id)],
        _ => Vec::new(),
    }
}
