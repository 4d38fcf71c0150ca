//! The lower edges of the lanes, at their titles: dragged, they make a lane higher; a double click lets its contents
//! decide again.
//!
//! Esc while dragging gives the lane the height it had. Here never comes how high a lane has to be at least.

use egui::{CursorIcon, Key, Modifiers, Role, Sense, Stroke, Ui, WidgetInfo};

use super::{Canvas, Viewport};
use crate::edit::{Command, LaneField};
use crate::frame::{Part, Sticky, Subject};
use crate::geom::Rect;
use crate::gui::context::{Action, CanvasContext};
use crate::model::*;

/// Height of the place that can be gripped, in screen points.
const GRIP: f32 = 8.0;
/// A lane's own height lies between these, in points of the frame.
const LOWEST: f64 = 20.0;
const HIGHEST: f64 = 2000.0;

/// A lane whose edge is being dragged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretching {
    lane: LaneId,
    /// Its own height before.
    before: Option<u16>,
    /// How high it was drawn, in points of the frame.
    from: f64,
    /// How far the pointer has come since, in points of the frame.
    by: f64,
}

impl Canvas {
    /// Offers every lane's edge to the pointer, above everything else on the map.
    pub(super) fn lane_edges(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>) {
        let viewport = self.viewport(ui);
        let edges = self.edges(cx);
        let clip = viewport.rect.intersect(ui.clip_rect());
        for (lane, whole, lead) in edges {
            let place = viewport.to_screen(Sticky::Left, whole);
            let edge =
                egui::Rect::from_x_y_ranges(place.x_range(), place.max.y - GRIP / 2.0..=place.max.y + GRIP / 2.0);
            if !clip.contains_rect(edge) {
                continue;
            }
            let response =
                ui.interact(edge, Canvas::id().with(("edge of a lane", lane.id)), Sense::CLICK | Sense::DRAG);
            let name = format!("Height of the lane {}", lane.shown_title());
            response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &name));
            if response.hovered() || response.dragged() {
                ui.ctx().set_cursor_icon(CursorIcon::ResizeVertical);
                let stroke = Stroke::new(2.0, cx.view.colours().accent);
                ui.painter().hline(viewport.rect.x_range(), place.max.y, stroke);
            }
            if response.double_clicked() {
                cx.actions.push(set(cx.view.state, lane.id, None));
                cx.actions.push(Action::Seal);
            }
            if response.drag_started() {
                let from = whole.height() - lead;
                self.stretching = Some(Stretching { lane: lane.id, before: lane.height, from, by: 0.0 });
            }
            if response.dragged() {
                self.stretch(cx, lane.id, &viewport, response.drag_delta().y);
            }
            if response.drag_stopped() {
                // egui ends a drag when Escape is pressed, which must not look like letting go.
                let called_off = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
                let before = self.stretching.take().filter(|_| called_off).map(|stretching| stretching.before);
                cx.actions.extend(before.map(|height| set(cx.view.state, lane.id, height)));
                cx.actions.push(Action::Seal);
            }
        }
    }

    fn stretch(&mut self, cx: &mut CanvasContext<'_>, lane: LaneId, viewport: &Viewport, by: f32) {
        let Some(stretching) = self.stretching.as_mut().filter(|one| one.lane == lane) else { return };
        stretching.by += f64::from(by) / viewport.scale;
        if by != 0.0 {
            let height = (stretching.from + stretching.by).clamp(LOWEST, HIGHEST).round() as u16;
            cx.actions.push(set(cx.view.state, lane, Some(height)));
        }
    }

    /// The lanes in view with their places, and the room above a lane that is not its own.
    fn edges(&self, cx: &CanvasContext<'_>) -> Vec<(Lane, Rect, f64)> {
        let Some(scene) = &self.scene else { return Vec::new() };
        let journey = cx.view.journey(cx.session.map());
        let found: Vec<(Lane, Rect, f64)> = journey
            .lanes()
            .iter()
            .filter_map(|lane| {
                let whole = scene.place(Subject::Lane(lane.id), Part::Whole)?.rect;
                let name = scene.place(Subject::Lane(lane.id), Part::Name)?.rect;
                Some((Lane::clone(lane), whole, name.y0 - whole.y0))
            })
            .collect();
        // Titles stand equally far below the upper edge of their lanes, but where a line or links come in between.
        let usual = found.iter().map(|(_, _, below)| *below).fold(f64::INFINITY, f64::min);
        found.into_iter().map(|(lane, whole, below)| (lane, whole, below - usual)).collect()
    }
}

fn set(state: State, id: LaneId, height: Option<u16>) -> Action {
    Action::EditMerging(Command::SetLane { state, id, field: LaneField::Height(height) })
}
