//! What stands around the list of findings beside the picture of where they sit: the strip of key figures above both,
//! and the matrix of opportunities over that picture.
//!
//! Here never comes a change of anything.

use egui::{Sense, Ui, vec2};

use crate::frame::Charted;
use crate::gui::app::App;
use crate::gui::insights::Found;
use crate::gui::insights::charts::ChartCx;
use crate::gui::insights::strip::{self, StripCx};
use crate::insight::Finding;
use crate::layout::Chart;
use crate::model::*;

/// The matrix is as high as it is wide times this, if there is room.
const FORM: f32 = 0.72;
/// So much height stays for what stands below the matrix, unless the matrix would become too low for its marks.
const BELOW: f32 = 220.0;
const LEAST: f32 = 330.0;
/// In a low window the picture below keeps so much, with its heading.
const LOW: f32 = 168.0;

impl App {
    /// Draws the strip of key figures.
    pub(in crate::gui) fn key_figures_ui(&mut self, ui: &mut Ui) {
        let Some(found) = self.insights.found.clone() else { return };
        let state = self.view.state;
        let Some(journey) = found.map.journey(state) else { return };
        let persona = self.view.persona(&found.map);
        let readings = found.figures(state);
        let actions = &mut self.actions;
        let meetings = found.meetings(state);
        strip::ui(ui, &mut StripCx { readings, meetings, journey, state, persona, actions });
    }

    /// Draws the matrix of opportunities at the top of a part of the page; the rest stays for what stands below it.
    pub(in crate::gui) fn matrix_ui(&mut self, ui: &mut Ui, found: &Found, picked: Option<usize>) {
        let Some(document) = &self.document else { return };
        let room = ui.available_size();
        let height = (room.y - BELOW).min(room.x * FORM + 40.0).max(LEAST.min(room.y - LOW)).max(120.0);
        let (place, _) = ui.allocate_exact_size(vec2(room.x, height), Sense::hover());
        let mut cx = ChartCx {
            session: &document.session,
            view: &self.view,
            layouter: &mut self.layouter,
            actions: &mut self.actions,
        };
        let picked = picked.map(|at| &found.findings[at]).filter(|finding| finding.state == self.view.state);
        let answers = picked.map_or_else(Vec::new, |finding| answers(found.journey(finding.state), finding));
        self.insights.matrix.ring(answers);
        self.insights.matrix.ui(ui, place, (Chart::Opportunities, "beside findings"), &mut cx);
        ui.add_space(12.0);
    }
}

/// The opportunities that answer a finding: those it is about, those that address its pain points, and those that
/// improve its touchpoints.
fn answers(journey: &Journey, finding: &Finding) -> Vec<Charted> {
    let of = |key: &Key| -> Vec<OpportunityId> {
        match key {
            Key::Opportunity(id) => vec![*id],
            Key::Pain(id) => journey.answers_to(*id).iter().map(|answer| answer.id).collect(),
            Key::Touchpoint(id) => journey.opportunities_at(*id).iter().map(|answer| answer.id).collect(),
            Key::Feedback(id) => journey.opportunities_from(*id).iter().map(|answer| answer.id).collect(),
            Key::Stage(_)
            | Key::Lane(_)
            | Key::Persona(_)
            | Key::Measure(_)
            | Key::Link(_)
            | Key::Feeling(..)
            | Key::Tie(_) => Vec::new(),
        }
    };
    finding.places.iter().flat_map(of).map(Charted::Opportunity).collect()
}
