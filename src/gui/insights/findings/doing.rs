//! What wishes and commands of the page of findings do.
//!
//! Here every change goes through the session, like everywhere. Here never comes drawing.

use super::list::Lines;
use super::{FindingKey, FindingsWish, Grouping, MuteDialog};
use crate::edit::{AboutField, Command};
use crate::gui::app::App;
use crate::gui::dialogs::Dialog;
use crate::gui::insights::InsightPage;
use crate::insight::Finding;
use crate::model::*;

/// What is said of a finding without a touchpoint.
const NOWHERE: &str = "This finding is about the map as a whole and stands at no touchpoint.";

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
            FindingsWish::Show(key) => self.show_finding(key),
            FindingsWish::Open(state, id) => self.open_touchpoint(state, id),
            FindingsWish::Group(grouping) => self.group_findings(grouping),
            FindingsWish::Unmute(rule) => {
                self.change(&Command::SetAbout(AboutField::Mute(rule, None)), "The rule speaks again.");
            }
        }
    }

    fn show_finding(&mut self, key: FindingKey) {
        self.show_insight(InsightPage::Findings);
        self.insights.findings.picked = Some(key);
        self.insights.findings.scroll = true;
    }

    fn group_findings(&mut self, grouping: Grouping) {
        let view = &mut self.insights.findings;
        view.grouping = grouping;
        view.scroll = true;
        if let Some(found) = &self.insights.found {
            view.lines = Lines::new(found, grouping);
        }
    }

    /// Lists the findings by what comes next.
    pub(in crate::gui) fn next_grouping(&mut self) {
        self.group_findings(self.insights.findings.grouping.next());
    }

    /// Takes the new findings into the list. What was selected stays so; if it is gone, what stands in its place is
    /// selected.
    pub(in crate::gui) fn list_findings(&mut self, before: Option<usize>) {
        let Some(found) = &self.insights.found else { return };
        let view = &mut self.insights.findings;
        view.lines = Lines::new(found, view.grouping);
        let lost = view.picked.as_ref().is_some_and(|key| view.lines.place(found, key).is_none());
        if lost {
            let order = view.lines.order();
            let next = before.and_then(|at| order.get(at.min(order.len().saturating_sub(1))));
            view.picked = next.map(|at| FindingKey::of(&found.findings[*at]));
            view.scroll = true;
        }
    }

    /// Where in the list the selected finding stands.
    pub(in crate::gui) fn finding_place(&self) -> Option<usize> {
        let view = &self.insights.findings;
        view.lines.place(self.insights.found.as_ref()?, view.picked.as_ref()?)
    }

    /// Goes along the findings in the order of the list, round and round.
    pub(in crate::gui) fn go_to_finding(&mut self, by: isize) {
        let here = self.finding_place();
        let Some(found) = self.insights.found.clone() else { return };
        let view = &mut self.insights.findings;
        let order = view.lines.order();
        let count = order.len() as isize;
        if count == 0 {
            self.toasts.say("Nothing was found.");
            return;
        }
        let next = match here {
            Some(at) => (at as isize + by).rem_euclid(count),
            None if by < 0 => count - 1,
            None => 0,
        };
        view.picked = Some(FindingKey::of(&found.findings[order[next as usize]]));
        view.scroll = true;
    }

    /// Draws the first touchpoint of the selected finding.
    pub(in crate::gui) fn open_finding(&mut self) {
        let Some(found) = self.insights.found.clone() else { return };
        let picked = self.insights.findings.picked.as_ref();
        let Some(at) = picked.and_then(|key| found.findings.iter().position(|finding| key.is(finding))) else { return };
        match found.touchpoints(at).first() {
            Some(id) => self.open_touchpoint(found.findings[at].state, *id),
            None => self.toasts.say(NOWHERE),
        }
    }

    /// Does at once what mends the selected finding.
    pub(in crate::gui) fn fix_finding(&mut self) {
        let Some(finding) = self.finding().cloned() else { return };
        let Some(document) = &self.document else { return };
        let Some(journey) = document.session.map().journey(finding.state) else { return };
        let Some(fix) = &finding.fix else {
            self.toasts.say("No single step mends this; what to do is said with the finding.");
            return;
        };
        let command = fix.command(journey, finding.state, &mut self.ids);
        self.change(&command, &format!("Done: {}.", fix.label().to_lowercase()));
    }

    /// Writes what to do about the selected finding as an opportunity on the map.
    pub(in crate::gui) fn turn_into_opportunity(&mut self) {
        let Some(finding) = self.finding().cloned() else { return };
        let Some(document) = &self.document else { return };
        let Some(journey) = document.session.map().journey(finding.state) else { return };
        match finding.opportunity(journey, &mut self.ids) {
            Some(command) => {
                let words = format!("Added as an opportunity: {}.", finding.rule.first_step());
                self.change(&command, &words);
            }
            None => self.toasts.say(NOWHERE),
        }
    }

    /// Asks why the rule of the selected finding is to say nothing on this map.
    pub(in crate::gui) fn ask_to_mute(&mut self) {
        let rule = self.finding().map(|finding| finding.rule);
        self.dialog = rule.map(MuteDialog::new).map(Dialog::Mute);
    }

    /// Mutes a rule on this map.
    pub(in crate::gui) fn mute(&mut self, rule: &str, reason: String) {
        self.dialog = None;
        let command = Command::SetAbout(AboutField::Mute(rule.to_owned(), Some(reason)));
        self.change(&command, "The rule is muted on this map; the reason is below the findings.");
    }

    /// From the map: shows the findings of the selected touchpoint, one after another; at a touchpoint without any,
    /// goes to the next one along the journey that has one.
    pub(in crate::gui) fn finding_here(&mut self) {
        let Some(found) = self.insights.found.clone() else { return };
        let state = self.view.state;
        let selected = self.selection.touchpoint();
        let here: Vec<usize> = selected.map_or(Vec::new(), |id| found.at(state, id).to_vec());
        if !here.is_empty() {
            let picked = self.insights.findings.picked.as_ref();
            let at = picked.and_then(|key| here.iter().position(|at| key.is(&found.findings[*at])));
            let next = here[at.map_or(0, |at| (at + 1) % here.len())];
            return self.show_finding(FindingKey::of(&found.findings[next]));
        }
        let all: Vec<TouchpointId> = found.journey(state).touchpoints().map(|touchpoint| touchpoint.id).collect();
        let start = selected.and_then(|id| all.iter().position(|other| *other == id)).map_or(0, |at| at + 1);
        let open = |id: &&TouchpointId| found.at(state, **id).iter().any(|at| found.findings[*at].is_open());
        match all[start.min(all.len())..].iter().chain(&all[..start.min(all.len())]).find(open) {
            Some(id) => self.open_touchpoint(state, *id),
            None => self.toasts.say("No touchpoint has an open finding."),
        }
    }
}
