//! The handle of a swipe: left of it the first journey shows, right of it the second.
//!
//! It is dragged by the mouse and moved by the arrow keys. Here never come the pictures it uncovers.

use egui::{Align2, Color32, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Stroke, Ui, WidgetInfo};
use egui::{pos2, vec2};

use super::{CompareCanvas, CompareContext};
use crate::frame::{Compared, Sticky};
use crate::gui::canvas::scene::Place;
use crate::gui::style;
use crate::model::State;
use crate::text::Icon;
use crate::words::capital;

/// How far an arrow key moves the handle, as a share of its way.
const STEP: f32 = 0.04;
/// Half the width in which the handle can be taken, in points.
const REACH: f32 = 8.0;

/// The handle's identity.
pub(super) fn handle_id() -> Id {
    CompareCanvas::id().with("handle")
}

impl CompareCanvas {
    /// The way of the handle: from the lane titles to the right edge.
    fn way(&self) -> (f32, f32) {
        let whole = self.pane.rect.unwrap_or(Rect::NOTHING);
        let left = whole.min.x + (self.gutter() * self.pane.camera.scale()) as f32;
        (left.min(whole.max.x), whole.max.x)
    }

    pub(super) fn handle_x(&self) -> f32 {
        let (left, right) = self.way();
        (left + (right - left) * self.handle).round()
    }

    /// Where the handle stands: 0 at the lane titles, 100 at the right edge.
    pub(in crate::gui) fn handle_percent(&self) -> f64 {
        f64::from((self.handle * 100.0).round())
    }

    /// Moves the handle by a key while it has the keyboard; on the pictures themselves the same keys walk the cards.
    fn slide_by_key(&mut self, key: Key) {
        self.handle = match key {
            Key::ArrowLeft => (self.handle - STEP).max(0.0),
            Key::ArrowRight => (self.handle + STEP).min(1.0),
            Key::Home => 0.0,
            Key::End => 1.0,
            _ => self.handle,
        };
    }

    /// Makes room for something to be seen that the handle covers.
    pub(super) fn uncover(&mut self, place: Place, subject: Compared) {
        if self.scenes.len() < 2 || place.layer != Sticky::Body {
            return;
        }
        let state = match subject {
            Compared::Touchpoint(state, _)
            | Compared::Emotion(state, ..)
            | Compared::Pain(state, ..)
            | Compared::Opportunity(state, ..)
            | Compared::Feedback(state, ..)
            | Compared::Text(state, ..)
            | Compared::Measure(state, _) => state,
            Compared::Stage(_) | Compared::Match(..) => return,
        };
        let Some(whole) = self.pane.rect else { return };
        let at = |x: f64| whole.min.x + self.pane.camera.to_view(crate::geom::Point::new(x, 0.0)).x as f32;
        let (left, right) = (at(place.rect.x0) - 8.0, at(place.rect.x1) + 8.0);
        let (begin, end) = self.way();
        let x = match state {
            State::Today => self.handle_x().max(right),
            State::Ideal => self.handle_x().min(left),
        };
        self.handle = ((x - begin) / (end - begin).max(1.0)).clamp(0.0, 1.0);
    }

    pub(super) fn handle_input(&mut self, ui: &Ui, cx: &CompareContext<'_>) {
        let Some(whole) = self.pane.rect else { return };
        let x = self.handle_x();
        let place = Rect::from_x_y_ranges(x - REACH..=x + REACH, whole.y_range());
        let response = ui.interact(place, handle_id(), Sense::CLICK | Sense::DRAG | Sense::FOCUSABLE);
        let percent = self.handle_percent();
        let [from, to] = cx.names;
        response.widget_info(|| WidgetInfo {
            value: Some(percent),
            current_text_value: Some(format!("{percent}% {from}, the rest {to}")),
            ..WidgetInfo::labeled(Role::Slider, true, "Handle between the two journeys")
        });
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            let (left, right) = self.way();
            self.handle = ((pointer.x - left) / (right - left).max(1.0)).clamp(0.0, 1.0);
        }
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        if response.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(handle_id(), filter));
            for key in [Key::ArrowLeft, Key::ArrowRight, Key::Home, Key::End] {
                for _ in 0..ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) {
                    self.slide_by_key(key);
                }
            }
        }
    }

    pub(super) fn paint_handle(&self, ui: &Ui, cx: &CompareContext<'_>) {
        let theme = cx.view.colours();
        let Some(whole) = self.pane.rect else { return };
        let painter = ui.painter().with_clip_rect(whole.intersect(ui.clip_rect()));
        let x = self.handle_x();
        let accent = Color32::from(theme.accent);
        painter.vline(x, whole.y_range(), Stroke::new(2.0, accent));
        let grip = Rect::from_center_size(pos2(x, whole.center().y), vec2(28.0, 28.0));
        let focused = ui.memory(|memory| memory.has_focus(handle_id()));
        if focused {
            painter.circle_stroke(grip.center(), 18.0, Stroke::new(2.0, accent));
        }
        painter.circle(grip.center(), 14.0, Color32::from(theme.card), Stroke::new(2.0, accent));
        let font = style::icon_font(18.0, false);
        for (icon, aside) in [(Icon::ChevronLeft, -6.0), (Icon::ChevronRight, 6.0)] {
            let at = grip.center() + vec2(aside, 0.0);
            painter.text(at, Align2::CENTER_CENTER, icon.character(), font.clone(), accent);
        }
        let y = whole.max.y - 24.0;
        let [from, to] = cx.names;
        self.name_ui(&painter, pos2(x - 10.0, y), Align2::RIGHT_CENTER, from, theme.ink, cx);
        self.name_ui(&painter, pos2(x + 10.0, y), Align2::LEFT_CENTER, to, theme.accent, cx);
    }

    /// The name of the journey on one side of the handle.
    fn name_ui(
        &self,
        painter: &egui::Painter,
        at: egui::Pos2,
        align: Align2,
        name: &str,
        ink: crate::frame::Color,
        cx: &CompareContext<'_>,
    ) {
        let theme = cx.view.colours();
        let text = painter.layout_no_wrap(capital(name), style::semibold(style::META), ink.into());
        let pill = align.anchor_size(at, text.size() + vec2(16.0, 6.0));
        let line = Stroke::new(1.0, Color32::from(theme.line_strong));
        painter.rect(pill, 11, Color32::from(theme.card), line, egui::StrokeKind::Inside);
        painter.galley(pill.center() - text.size() / 2.0, text, ink.into());
    }
}
