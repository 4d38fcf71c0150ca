//! What wishes and commands of the page do.
//!
//! Here never comes drawing.

use std::sync::Arc;

use super::PartingsWish;
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::insights::FoundKey;
use crate::insight::partings::{Partings, partings};
use crate::model::*;

impl App {
    /// Where the personas that are shown part, worked out again only where the map or the choice of them changed.
    pub(in crate::gui) fn partings(&mut self) -> Option<Arc<Partings>> {
        let document = self.document.as_ref()?;
        let key = FoundKey { document: self.document_number, revision: document.session.revision() };
        let from = (key, self.view.state, self.view.hidden_personas.clone());
        if let Some((made, found)) = &self.insights.partings.made
            && *made == from
        {
            return Some(found.clone());
        }
        let journey = self.view.journey(document.session.map());
        let shown = journey.personas().map(|persona| persona.id).filter(|id| !from.2.contains(id));
        let found = Arc::new(partings(journey, &shown.collect::<Vec<PersonaId>>()));
        self.insights.partings.made = Some((from, found.clone()));
        Some(found)
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
        let Some(found) = self.partings() else { return };
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
