//! What wishes and commands of the page of findings do.
//!
//! Here never comes drawing.

use super::{FindingKey, FindingsWish};
use crate::gui::app::App;
use crate::insight::{Finding, report};

impl App {
    /// The selected finding, if it is still there.
    pub(in crate::gui) fn finding(&self) -> Option<&Finding> {
        let picked = self.insights.findings.picked.as_ref()?;
        self.insights.found.as_ref()?.findings.iter().find(|finding| picked.is(finding))
    }

    /// Does a wish of the page.
    pub(in crate::gui) fn act_on_findings(&mut self, wish: FindingsWish) {
        match wish {
            FindingsWish::Pick(key) => self.insights.findings.picked = Some(key),
            FindingsWish::Open(state, id) => self.open_touchpoint(state, id),
        }
    }

    /// Goes along the findings in the order of the page, round and round.
    pub(in crate::gui) fn go_to_finding(&mut self, by: isize) {
        let Some(found) = self.insights.found.clone() else { return };
        let order: Vec<&Finding> =
            report::by_topic(&found.findings).into_iter().flat_map(|(_, findings)| findings).collect();
        let count = order.len() as isize;
        if count == 0 {
            self.toasts.say("Nothing was found.");
            return;
        }
        let view = &mut self.insights.findings;
        let here = view.picked.as_ref().and_then(|key| order.iter().position(|finding| key.is(finding)));
        let next = match here {
            Some(at) => (at as isize + by).rem_euclid(count),
            None if by < 0 => count - 1,
            None => 0,
        };
        view.picked = Some(FindingKey::of(order[next as usize]));
        view.scroll = true;
    }

    /// Draws the first touchpoint of the selected finding.
    pub(in crate::gui) fn open_finding(&mut self) {
        let Some(document) = &self.document else { return };
        let Some(finding) = self.finding() else { return };
        let state = finding.state;
        let Some(journey) = document.session.map().journey(state) else { return };
        match finding.places.iter().flat_map(|key| report::touchpoints(journey, *key)).next() {
            Some(id) => self.open_touchpoint(state, id),
            None => self.toasts.say("This finding is about the map as a whole."),
        }
    }
}
