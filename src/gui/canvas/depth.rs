//! How far down the view is where the lanes take more room than there is: a bar beside the map that can be dragged.
//!
//! It has a place of its own, so that nothing of the map lies under it.

use egui::{Color32, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Canvas;
use crate::geom::Vec2;
use crate::gui::context::CanvasContext;

/// Width of the bar's place in points.
pub(super) const WIDTH: f32 = 12.0;
/// The handle is never shorter than this, in points.
const LEAST_HANDLE: f32 = 28.0;

impl Canvas {
    /// Whether the lanes are higher than the view.
    pub(super) fn is_deep(&self) -> bool {
        let height = |scene: &super::Scene| scene.frame().size.height * self.camera.scale();
        self.scene.as_ref().is_some_and(|scene| height(scene) > self.view_size().height + 1.0)
    }

    /// Draws the bar, and moves the view when it is dragged.
    pub(super) fn depth_ui(&mut self, ui: &Ui, place: Rect, cx: &CanvasContext<'_>) {
        let theme = cx.view.colours();
        let painter = ui.painter().with_clip_rect(place.intersect(ui.clip_rect()));
        painter.rect_filled(place, 0, Color32::from(theme.panel));
        painter.vline(place.min.x + 0.5, place.y_range(), Stroke::new(1.0, Color32::from(theme.line)));
        let Some(scene) = &self.scene else { return };
        let (frame, view) = (scene.frame().size, self.view_size());
        let whole = frame.height * self.camera.scale();
        let hidden = (whole - view.height).max(1.0);
        let track = place.shrink2(vec2(3.0, 4.0));
        let length = (track.height() * (view.height / whole) as f32).max(LEAST_HANDLE).min(track.height());
        let free = (track.height() - length).max(1.0);
        let response = ui.interact(place, Canvas::id().with("depth"), Sense::CLICK | Sense::DRAG);
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
            let by = if response.dragged() {
                f64::from(response.drag_delta().y / free) * hidden
            } else {
                let along = f64::from((pointer.y - track.min.y - length / 2.0) / free);
                along * hidden - self.camera.scroll().y
            };
            self.camera.pan(Vec2::new(0.0, by));
            self.camera.hold_within(frame, view);
            ui.ctx().request_repaint();
        }
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::Default);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Lanes further down"));
        let along = (self.camera.scroll().y / hidden).clamp(0.0, 1.0) as f32;
        let handle =
            Rect::from_min_size(pos2(track.min.x + 1.0, track.min.y + free * along), vec2(track.width() - 1.0, length));
        let strength = if response.hovered() || response.dragged() { 0.9 } else { 0.55 };
        painter.rect_filled(handle, 2.5, Color32::from(theme.ctrl).gamma_multiply(strength));
    }
}
