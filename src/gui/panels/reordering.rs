//! Dragging rows of the outline: where a stage or touchpoint would come to stand, and the mark that says so.
//!
//! Here never comes the drawing of rows.

use egui::{CursorIcon, Key, Modifiers, Rect, Stroke, Ui, pos2, vec2};

use super::Cx;
use super::outline::{ROW, Row};
use crate::edit::{Command, Slot};
use crate::frame::Subject;
use crate::gui::context::{Action, Selection};
use crate::gui::widgets;
use crate::model::*;

/// So near to the edge of the list it scrolls, in points; and so far in a frame at most.
const EDGE: f32 = 20.0;
const STEP: f32 = 8.0;

/// Where a dragged row would go.
#[derive(Debug, PartialEq)]
pub(super) struct Landing {
    command: Command,
    /// The row above which it would stand.
    above: usize,
}

/// What dropping a row would do, the pointer at a height in rows from the top of the list. `None` where it would stay.
pub(super) fn landing(rows: &[Row], journey: &Journey, state: State, dragged: Subject, at: f32) -> Option<Landing> {
    match dragged {
        Subject::Touchpoint(id) => touchpoint(rows, journey, state, id, at),
        Subject::Stage(id) => stage(rows, journey, state, id, at),
        _ => None,
    }
}

fn touchpoint(rows: &[Row], journey: &Journey, state: State, id: TouchpointId, at: f32) -> Option<Landing> {
    // Above the first stage there is no place for a touchpoint.
    let above = (at.round().max(1.0) as usize).min(rows.len());
    let to = match rows.get(above - 1)?.subject() {
        Subject::Stage(stage) => {
            // A folded stage takes what is dropped below its name at its end.
            let opens = rows.get(above).is_some_and(|row| matches!(row.subject(), Subject::Touchpoint(_)));
            let last = || journey.touchpoints_in(stage).last().map(|last| last.id);
            Slot { stage, after: if opens { None } else { last() } }
        }
        Subject::Touchpoint(before) => Slot { stage: journey.touchpoint(before)?.stage, after: Some(before) },
        _ => return None,
    };
    let own = journey.touchpoint(id)?;
    let before = journey.touchpoints_in(own.stage).map(|other| other.id).take_while(|other| *other != id).last();
    let stays = to.stage == own.stage && (to.after == Some(id) || to.after == before);
    (!stays).then_some(Landing { command: Command::MoveTouchpoint { state, id, to }, above })
}

fn stage(rows: &[Row], journey: &Journey, state: State, id: StageId, at: f32) -> Option<Landing> {
    let begins = |(at, row): (usize, &Row)| matches!(row.subject(), Subject::Stage(_)).then_some(at);
    let borders = rows.iter().enumerate().filter_map(begins).chain([rows.len()]);
    let (place, above) =
        borders.enumerate().min_by(|(_, a), (_, b)| (*a as f32 - at).abs().total_cmp(&(*b as f32 - at).abs()))?;
    let stages = journey.stages();
    let own = stages.iter().position(|stage| stage.id == id)?;
    let after = place.checked_sub(1).and_then(|before| stages.get(before)).map(|stage| stage.id);
    let stays = place == own || place == own + 1;
    (!stays).then_some(Landing { command: Command::MoveStage { state, id, after }, above })
}

/// Follows the pointer with a row in hand, the list's first row at `top`; returns whether it is still in hand.
pub(super) fn follow(ui: &mut Ui, cx: &mut Cx<'_>, rows: &[Row], dragged: Subject, top: f32) -> bool {
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        return false;
    }
    let list = ui.clip_rect();
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let over = pointer.filter(|at| list.expand2(vec2(0.0, EDGE)).contains(*at));
    let found = over.and_then(|at| landing(rows, cx.journey(), cx.state(), dragged, (at.y - top) / ROW));
    if !ui.input(|input| input.pointer.primary_down()) {
        if let Some(found) = found {
            cx.edit(found.command);
            cx.actions.push(Action::Select(Selection::One(dragged)));
        }
        return false;
    }
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    if let Some(found) = found {
        mark(ui, top + found.above as f32 * ROW);
    }
    if let Some(at) = over {
        let push = (at.y - (list.bottom() - EDGE)).clamp(0.0, EDGE) - ((list.top() + EDGE) - at.y).clamp(0.0, EDGE);
        if push != 0.0 {
            ui.scroll_with_delta_animation(vec2(0.0, -push / EDGE * STEP), egui::style::ScrollAnimation::none());
            ui.ctx().request_repaint();
        }
    }
    true
}

fn mark(ui: &Ui, y: f32) {
    let accent = egui::Color32::from(widgets::theme(ui).accent);
    let row = Rect::from_x_y_ranges(ui.max_rect().x_range(), y..=y);
    let ends = [pos2(row.left() + 6.0, y), pos2(row.right() - 6.0, y)];
    ui.painter().line_segment(ends, Stroke::new(2.0, accent));
    for end in ends {
        ui.painter().circle_filled(end, 3.5, accent);
    }
}
