//! What wishes and commands of the page do.
//!
//! Here never comes drawing.

use super::{PartingsOf, PartingsWish};
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::insights::{FoundKey, ListsOrder};

impl App {
    /// Has it worked out again where the personas that are shown part, where the map or the choice of them changed.
    pub(in crate::gui) fn keep_partings(&mut self) {
        let Some(document) = &self.document else { return };
        let key = FoundKey { document: self.document_number, revision: document.session.revision() };
        let of = PartingsOf { key, state: self.view.state, hidden: self.view.hidden_personas.clone() };
        if self.insights.partings.found.begin(&of) {
            self.jobs.list_out(ListsOrder::Partings(of, document.session.map().clone()));
        }
    }

    /// Whether a stretch is selected on the page.
    pub(in crate::gui) fn has_parting(&self) -> bool {
        self.insights.partings.picked.is_some()
    }

    /// Does a wish of the page.
    pub(in crate::gui) fn act_on_partings(&mut self, wish: PartingsWish) {
        match wish {
            PartingsWish::Pick(id) => self.insights.partings.picked = Some(id),
            PartingsWish::Open(id) => self.open_touchpoint(self.view.state, id),
        }
    }

    /// Runs a command of the page.
    pub(in crate::gui) fn run_partings(&mut self, id: CommandId) {
        match id {
            CommandId::NextParting => self.go_to_parting(1),
            CommandId::PreviousParting => self.go_to_parting(-1),
            CommandId::OpenParting => {
                if let Some(id) = self.insights.partings.picked {
                    self.open_touchpoint(self.view.state, id);
                }
            }
            other => log::error!("{other:?} is no command of the comparison of personas"),
        }
    }

    fn go_to_parting(&mut self, by: isize) {
        let Some(found) = self.insights.partings.found.latest() else { return };
        let found = &found.1;
        let count = found.stretches.len() as isize;
        if count == 0 {
            self.toasts.say(found.nothing());
            return;
        }
        let view = &mut self.insights.partings;
        let main = |at: usize| found.stretches[at].main().touchpoint;
        let here = view.picked.and_then(|id| (0..found.stretches.len()).find(|at| main(*at) == id));
        let next = match here {
            Some(at) => (at as isize + by).rem_euclid(count),
            None if by < 0 => count - 1,
            None => 0,
        };
        view.picked = Some(main(next as usize));
        view.scroll = true;
    }
}
