//! The pointer on a picture of two journeys: clicks, dragging the view, sliding one journey, hovering, the menu.
//!
//! Here never come keys.

use egui::{CursorIcon, PointerButton, Pos2, Response, Ui};

use super::scenes::seam;
use super::{CompareCanvas, CompareContext, Hover};
use crate::frame::{Compared, Subject};
use crate::gui::canvas::scene::Place;
use crate::gui::command_table::CommandId;
use crate::gui::compare::CompareWish;
use crate::gui::context::Action;
use crate::gui::situation::Situation;
use crate::layout::CompareView;
use crate::model::State;

/// What can be done with what was clicked; a gap is between each part and the next.
const MENU: [&[CommandId]; 3] = [
    &[CommandId::AcceptGap, CommandId::DropGap, CommandId::AcceptStage, CommandId::DropStage],
    &[CommandId::ConfirmPair, CommandId::PartPair],
    &[CommandId::OpenOnMap],
];

impl CompareCanvas {
    /// Clicks, drags and hovering.
    pub(super) fn point(&mut self, ui: &Ui, response: &Response, cx: &mut CompareContext<'_>) {
        self.hover = response.hover_pos().and_then(|pos| self.hover_at(ui, pos));
        let pointer = response.interact_pointer_pos();
        if response.drag_started() || response.clicked() || response.secondary_clicked() {
            response.request_focus();
        }
        if response.dragged() {
            self.drag(ui, response, cx);
        }
        let under = || pointer.and_then(|pos| self.hover_at(ui, pos)).map(|hover| hover.subject);
        if response.double_clicked() {
            if let Some((state, id)) = under().and_then(own_touchpoint) {
                cx.actions.push(Action::Compare(CompareWish::Open(state, id)));
            }
        } else if response.clicked_by(PointerButton::Primary) || response.secondary_clicked() {
            cx.pick(under());
        }
        let (now, actions) = (cx.now, &mut *cx.actions);
        response.context_menu(|ui| menu_ui(ui, now, actions));
        if response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        } else if let Some(hover) = &self.hover {
            let label = hover.label.clone();
            response.clone().on_hover_text_at_pointer(&*label);
        }
    }

    fn drag(&mut self, ui: &Ui, response: &Response, cx: &CompareContext<'_>) {
        let by = -response.drag_delta();
        let origin = ui.input(|input| input.pointer.press_origin());
        if origin.is_some_and(|origin| self.is_on_slide(ui, origin, cx)) {
            self.slide(by.x);
            self.pane.pan(egui::vec2(0.0, by.y));
        } else {
            self.pane.scroll(by, ui.input(|input| input.time));
        }
    }

    /// Slides the second journey alone, if the wheel turns over it and the two do not scroll together. Returns whether
    /// it did.
    pub(super) fn slide_by_wheel(&mut self, ui: &Ui, cx: &CompareContext<'_>) -> bool {
        let (zoom, scroll, pointer) =
            ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta(), input.pointer.latest_pos()));
        let Some(pointer) = pointer.filter(|_| zoom == 1.0 && scroll != egui::Vec2::ZERO) else { return false };
        let inside = self.pane.rect.is_some_and(|rect| ui.rect_contains_pointer(rect));
        if !inside || !self.is_on_slide(ui, pointer, cx) {
            return false;
        }
        self.slide(if scroll.x == 0.0 { -scroll.y } else { -scroll.x });
        true
    }

    /// Whether a point of the screen is on a journey that scrolls by itself.
    fn is_on_slide(&self, ui: &Ui, pos: Pos2, cx: &CompareContext<'_>) -> bool {
        if cx.picture != CompareView::SideBySide || cx.comparing.linked {
            return false;
        }
        let Some(scene) = self.scenes.first() else { return false };
        let seam = seam(scene);
        let y = self.viewport(ui).to_frame(crate::frame::Sticky::Body, pos).y;
        seam.is_some_and(|seam| y > seam)
    }

    /// Slides the second journey by screen points, as far as it has columns.
    fn slide(&mut self, by: f32) {
        let Some(size) = self.frame_size() else { return };
        let furthest = (size.width - self.gutter()).max(0.0);
        let by = f64::from(by) / self.pane.camera.along();
        self.shift = (self.shift - by).round().clamp(-furthest, furthest);
    }

    /// What lies under a point of the screen.
    fn hover_at(&self, ui: &Ui, pos: Pos2) -> Option<Hover> {
        let viewport = self.viewport(ui);
        let at = (0..self.scenes.len()).find(|at| self.clip(*at).contains(pos))?;
        let scene = &self.scenes[at];
        let (layer, point) = viewport.locate(pos, &scene.index)?;
        let (tag, _) = scene.index.hit(layer, point)?;
        let Subject::Compared(subject) = tag.subject else { return None };
        let (_, place): (Subject, Place) = scene.hit(layer, point)?;
        Some(Hover { subject, place, label: tag.label.clone(), scene: at })
    }
}

/// The touchpoint that something is or stands at, and its journey.
pub(super) fn own_touchpoint(subject: Compared) -> Option<(State, crate::model::TouchpointId)> {
    match subject {
        Compared::Touchpoint(state, id)
        | Compared::Emotion(state, _, id)
        | Compared::Pain(state, _, id)
        | Compared::Opportunity(state, _, id)
        | Compared::Feedback(state, _, id)
        | Compared::Text(state, _, id) => Some((state, id)),
        Compared::Match(_, id) => Some((State::Ideal, id)),
        Compared::Stage(_) | Compared::Measure(..) => None,
    }
}

/// The menu of what is picked.
pub fn menu_ui(ui: &mut Ui, now: Situation, actions: &mut Vec<Action>) {
    ui.set_min_width(230.0);
    for (at, part) in MENU.iter().enumerate() {
        if at > 0 {
            ui.separator();
        }
        for id in *part {
            let row = id.row();
            let button = egui::Button::new(row.label).shortcut_text(id.keys_text());
            let response = ui.add_enabled(row.needs.met(now), button);
            if response.clicked() {
                actions.push(Action::Run(*id));
                ui.close();
            }
            response.on_disabled_hover_text(row.needs.missing());
        }
    }
}
