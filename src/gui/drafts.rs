//! Text that is still being written, in a field on the map or beside it, and not yet in the map.
//!
//! Before the map is saved, handed out or left, all of it goes into the map, so that nothing that stands on the screen
//! is missing from the file. Here never comes the drawing of the fields.

use super::app::App;
use super::compare::{CompareWish, PlanWish};
use super::context::{Action, CanvasContext, Mode};
use super::insights::InsightWish;
use crate::frame::Subject;

impl App {
    /// Puts everything that is being written into the map, as Enter would.
    pub(super) fn keep_drafts(&mut self) {
        self.keep_written_on_map();
        if self.document.is_none() {
            return;
        }
        self.actions.extend(self.parking.take_draft(&mut self.ids).map(Action::Edit));
        let said = self.insights.listening.take_draft();
        self.actions.extend(said.map(|said| Action::Insight(InsightWish::Loop(said))));
        if self.comparing.table.is_editing() {
            self.actions.push(Action::Compare(CompareWish::Plan(PlanWish::Save)));
        }
        self.do_actions();
    }

    /// The same for what is being written on the map itself, or on a slide of it. Returns what was written about on the
    /// map, or what the text became.
    pub(super) fn keep_written_on_map(&mut self) -> Option<Subject> {
        // What was typed last into the inspector comes first.
        self.do_actions();
        let document = self.document.as_ref()?;
        let mut cx = CanvasContext {
            session: &document.session,
            view: &self.view,
            selection: &self.selection,
            layouter: &mut self.layouter,
            ids: &mut self.ids,
            orders: &mut self.orders,
            actions: &mut self.actions,
        };
        let written = self.canvas.keep_draft(&mut cx);
        if let Some(presenting) = &mut self.presenting {
            presenting.keep_draft(&mut cx);
        }
        self.do_actions();
        written
    }

    /// Nothing goes on being written on a map that is no longer shown.
    pub(super) fn keep_written_out_of_sight(&mut self) {
        let in_sight = self.view.mode == Mode::Map && self.presenting.is_none();
        if !in_sight && self.canvas.is_editing() {
            self.keep_written_on_map();
        }
    }

    /// Does what the parts of the window asked for.
    pub(super) fn do_actions(&mut self) {
        for action in std::mem::take(&mut self.actions) {
            self.act(action);
        }
    }
}
