//! What stands around the list of findings: the strip of key figures above it, and the matrix of opportunities at its
//! right.
//!
//! Here never comes a change of anything.

use egui::{Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::gui::app::App;
use crate::gui::insights::charts::ChartCx;
use crate::gui::insights::strip::{self, StripCx};
use crate::gui::widgets;
use crate::layout::Chart;

/// The list takes so much of the width, if there is room for both.
const LIST: f32 = 0.555;
/// A narrower page shows the list alone, in points.
const ROOM_FOR_BOTH: f32 = 980.0;
/// The matrix is as high as it is wide times this, if there is room.
const FORM: f32 = 0.72;
/// So much height stays for what stands below the matrix, unless the matrix would become too low for its marks.
const BELOW: f32 = 220.0;
const LEAST: f32 = 330.0;

impl App {
    /// Draws the strip of key figures.
    pub(in crate::gui) fn key_figures_ui(&mut self, ui: &mut Ui) {
        let Some(found) = self.insights.found.clone() else { return };
        let state = self.view.state;
        let Some(journey) = found.map.journey(state) else { return };
        let persona = self.view.persona(&found.map);
        let readings = found.figures(state);
        let actions = &mut self.actions;
        strip::ui(ui, &mut StripCx { readings, journey, state, persona, actions });
    }

    /// Draws the matrix of opportunities at the top of a part of the page; the rest stays for what stands below it.
    pub(in crate::gui) fn matrix_ui(&mut self, ui: &mut Ui) {
        let Some(document) = &self.document else { return };
        let room = ui.available_size();
        let height = (room.y - BELOW).min(room.x * FORM + 40.0).max(LEAST.min(room.y));
        let (place, _) = ui.allocate_exact_size(vec2(room.x, height), Sense::hover());
        let mut cx = ChartCx {
            session: &document.session,
            view: &self.view,
            layouter: &mut self.layouter,
            actions: &mut self.actions,
        };
        self.insights.matrix.ui(ui, place, (Chart::Opportunities, "beside findings"), &mut cx);
        ui.add_space(12.0);
    }

    /// Draws the matrix at the right, where there is room for it; returns the rest.
    pub(in crate::gui) fn beside_matrix_ui(&mut self, ui: &mut Ui) -> Ui {
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, Sense::hover());
        let part = |rect: Rect, name: &str| UiBuilder::new().id_salt(("part of the page", name)).max_rect(rect);
        if whole.width() < ROOM_FOR_BOTH {
            return ui.new_child(part(whole, "list"));
        }
        let x = (whole.left() + whole.width() * LIST).round();
        let line = Stroke::new(1.0, widgets::theme(ui).line_strong);
        ui.painter().vline(x + 0.5, whole.y_range(), line);
        let right = Rect::from_min_max(pos2(x + 20.0, whole.top() + 12.0), whole.max - vec2(32.0, 12.0));
        self.matrix_ui(&mut ui.new_child(part(right, "matrix")));
        ui.new_child(part(Rect::from_min_max(whole.min, pos2(x, whole.bottom())), "list"))
    }
}
