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

    /// Draws the matrix at the right, where there is room for it; returns the rest.
    pub(in crate::gui) fn beside_matrix_ui(&mut self, ui: &mut Ui) -> Ui {
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, Sense::hover());
        let list = |rect: Rect| UiBuilder::new().id_salt("the list").max_rect(rect);
        let Some(document) = self.document.as_ref().filter(|_| whole.width() >= ROOM_FOR_BOTH) else {
            return ui.new_child(list(whole));
        };
        let theme = widgets::theme(ui);
        let x = (whole.left() + whole.width() * LIST).round();
        ui.painter().vline(x + 0.5, whole.y_range(), Stroke::new(1.0, theme.line_strong));
        let place = Rect::from_min_max(pos2(x + 20.0, whole.top() + 12.0), whole.max - vec2(32.0, 12.0));
        let height = place.height().min(place.width() * FORM + 40.0);
        let place = Rect::from_min_size(place.min, vec2(place.width(), height));
        let mut cx = ChartCx {
            session: &document.session,
            view: &self.view,
            layouter: &mut self.layouter,
            actions: &mut self.actions,
        };
        self.insights.matrix.ui(ui, place, (Chart::Opportunities, "beside findings"), &mut cx);
        ui.new_child(list(Rect::from_min_max(whole.min, pos2(x, whole.bottom()))))
    }
}
