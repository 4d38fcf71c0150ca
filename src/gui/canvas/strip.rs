//! The strip below the canvas: the whole journey, and a window in it that shows and moves what is in view.
//!
//! Here never comes the drawing of the strip itself; that is a frame like any other.

use std::sync::Arc;

use egui::{Align2, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::Canvas;
use super::index::FrameIndex;
use super::paint::{FramePainter, Viewport};
use super::scene::Basis;
use crate::frame::Sticky;
use crate::geom::{Size, Vec2};
use crate::gui::context::{CanvasContext, View};
use crate::gui::style;
use crate::layout::StripRequest;
use crate::model::{Journey, StageId};

/// Height of the strip in points.
pub(super) const HEIGHT: f32 = 56.0;
/// Canvases lower than this go without a strip.
pub(super) const ROOM: f32 = 360.0;

/// So long after the last change of the map the strip follows, in seconds.
const REST: f64 = 0.25;

/// A strip and what it was made from.
pub(super) struct Strip {
    request: StripRequest,
    basis: Basis,
    index: Arc<FrameIndex>,
    /// What the map has become since, and when, in egui's seconds.
    outdated: Option<(Basis, f64)>,
}

/// How places on the canvas and on the strip correspond: columns are equally wide on both.
struct Scale {
    /// Left edge of the first column on the canvas, in points of its frame.
    gutter: f64,
    /// Width of a column there.
    column: f64,
    /// Where the strip's columns begin on the screen.
    left: f64,
    /// Width of a column there.
    width: f64,
    /// How many columns there are.
    count: f64,
}

impl Scale {
    fn to_strip(&self, x: f64) -> f64 {
        self.left + ((x - self.gutter) / self.column).clamp(0.0, self.count) * self.width
    }

    fn to_canvas(&self, x: f64) -> f64 {
        self.gutter + (x - self.left) / self.width * self.column
    }
}

impl Canvas {
    /// Draws the strip and moves the view when its window is dragged or a place on it is clicked.
    pub(super) fn strip_ui(&mut self, ui: &Ui, rect: Rect, cx: &mut CanvasContext<'_>) {
        let theme = cx.view.colours();
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        painter.rect_filled(rect, 0, egui::Color32::from(theme.canvas));
        painter.hline(rect.x_range(), rect.min.y + 0.5, Stroke::new(1.0, egui::Color32::from(theme.line_strong)));
        let Some(scale) = self.strip_scale(rect, cx) else { return };
        let size = Size::new(scale.width * scale.count, f64::from(rect.height()) - 2.0);
        let place =
            Rect::from_min_size(pos2(scale.left as f32, rect.min.y + 1.0), vec2(size.width as f32, size.height as f32));
        self.lay_strip_out(ui, cx, size);
        let Some(strip) = &self.strip else { return };
        let viewport = Viewport::plain(place, 1.0);
        let shared = FramePainter::shared(ui.ctx());
        let mut frames = shared.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        frames.paint(&painter, Canvas::id().with("strip"), &strip.index, &viewport, Vec::new());
        drop(frames);

        let response = ui.interact(rect, Canvas::id().with("strip"), Sense::CLICK | Sense::DRAG);
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
            self.move_window(ui, &scale, pointer.x, response.drag_started() || response.clicked());
        }
        if response.hovered() || response.dragged() {
            let held = if response.dragged() { CursorIcon::Grabbing } else { CursorIcon::Grab };
            ui.ctx().set_cursor_icon(held);
        }
        let in_view = self.in_view(ui, cx);
        response
            .widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, format!("Journey strip, {in_view} in view")));
        let at = pos2(rect.min.x + 12.0, rect.min.y + 18.0);
        painter.text(at, Align2::LEFT_CENTER, "Journey", style::semibold(12.0), theme.ink.into());
        let at = at + vec2(0.0, 17.0);
        painter.text(at, Align2::LEFT_CENTER, in_view, style::regular(12.0), theme.ink_soft.into());
        let window = self.window(ui, &scale, rect);
        let line = Stroke::new(2.0, egui::Color32::from(theme.accent));
        painter.rect_stroke(window, 3, line, StrokeKind::Inside);
    }

    fn strip_scale(&self, rect: Rect, cx: &CanvasContext<'_>) -> Option<Scale> {
        let scene = self.scene.as_ref()?;
        let journey = cx.view.journey(cx.session.map());
        let hidden = &cx.view.hidden_touchpoints;
        let first = journey.touchpoints().find(|found| !hidden.contains(&found.id))?.id;
        let (left, right) = scene.column(first)?;
        let gutter = scene.index.gutter;
        // Room for the words at the left, which grow with the number of touchpoints.
        let words = match journey.touchpoint_count() {
            0..100 => 104.0,
            100..1_000 => 124.0,
            1_000..10_000 => 140.0,
            _ => 164.0,
        };
        let edge = f64::from(rect.min.x) + (gutter * self.pane.camera.scale()).clamp(words, words + 24.0);
        let count = columns(journey, cx.view) as f64;
        let room = f64::from(rect.max.x) - edge - 12.0;
        Some(Scale { gutter, column: (right - left).max(1.0), left: edge, width: (room / count).max(0.01), count })
    }

    /// Makes the strip anew; after a change of the map only once the hand rests, because it draws the whole journey.
    fn lay_strip_out(&mut self, ui: &Ui, cx: &mut CanvasContext<'_>, size: Size) {
        let Some(scene) = &self.scene else { return };
        let request = StripRequest { state: cx.view.state, filter: cx.view.filter(), size };
        let now = ui.input(|input| input.time);
        if let Some(strip) = &mut self.strip
            && strip.request == request
            && strip.basis.map == scene.basis.map
            && strip.basis.theme == scene.basis.theme
        {
            if strip.basis.same(&scene.basis) {
                return;
            }
            let (seen, since) = strip.outdated.get_or_insert_with(|| (scene.basis.clone(), now));
            if !seen.same(&scene.basis) {
                (*seen, *since) = (scene.basis.clone(), now);
            }
            let left = *since + REST - now;
            if left > 0.0 {
                ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left + 0.01));
                return;
            }
        }
        let map = self.tentative.as_ref().map_or(cx.session.map(), |tentative| &tentative.map);
        let frame = cx.layouter.strip(map, &request, cx.view.colours());
        let index = Arc::new(FrameIndex::new(frame, None));
        self.strip = Some(Strip { request, basis: scene.basis.clone(), index, outdated: None });
    }

    /// The window in the strip: what of the journey is in view.
    fn window(&self, ui: &Ui, scale: &Scale, rect: Rect) -> Rect {
        let Some(scene) = &self.scene else { return Rect::NOTHING };
        let visible = self.viewport(ui).visible(Sticky::Body, &scene.index);
        let (left, right) = (scale.to_strip(visible.x0) as f32, scale.to_strip(visible.x1) as f32);
        Rect::from_min_max(pos2(left, rect.min.y + 2.0), pos2(right.max(left + 6.0), rect.max.y - 2.0))
    }

    /// Moves the view so that the window stands at the pointer: by what it was dragged, or centred on a click.
    fn move_window(&mut self, ui: &Ui, scale: &Scale, x: f32, begins: bool) {
        let Some(rect) = self.pane.rect else { return };
        let window = self.window(ui, scale, rect);
        let along = if begins && !window.x_range().contains(x) {
            scale.to_canvas(f64::from(x)) - scale.to_canvas(f64::from(window.center().x))
        } else {
            let by = ui.input(|input| input.pointer.delta().x);
            f64::from(by) / scale.width * scale.column
        };
        self.pane.camera.pan(Vec2::new(along * self.pane.camera.along(), 0.0));
        if let Some(scene) = &self.scene {
            self.pane.hold_within(scene.frame().size);
        }
        ui.ctx().request_repaint();
    }

    /// "4–11 of 14".
    fn in_view(&self, ui: &Ui, cx: &CanvasContext<'_>) -> String {
        let Some(scene) = &self.scene else { return String::new() };
        let journey = cx.view.journey(cx.session.map());
        let visible = self.viewport(ui).visible(Sticky::Body, &scene.index);
        let (first, last) = scene.outermost_cards(visible).unzip();
        let number = |id| journey.step_number(id);
        let all = journey.touchpoint_count();
        match (first.and_then(number), last.and_then(number)) {
            (Some(first), Some(last)) if first < last => format!("{first}\u{2013}{last} of {all}"),
            (Some(first), Some(_)) => format!("{first} of {all}"),
            (None, _) | (_, None) => format!("0 of {all}"),
        }
    }
}

/// Columns of the strip: one for each touchpoint that is shown, and one for a stage that has none.
fn columns(journey: &Journey, view: &View) -> usize {
    let shown = |stage: StageId| {
        let all = journey.touchpoints_in(stage);
        let empty = usize::from(all.len() == 0 && view.draws(stage));
        all.filter(|found| !view.hidden_touchpoints.contains(&found.id)).count().max(empty)
    };
    journey.stages().iter().map(|stage| shown(stage.id)).sum::<usize>().max(1)
}
