//! Which lanes are on the map, switched by command.

use std::collections::HashSet;

use crate::edit::{Command, LaneField};
use crate::frame::Subject;
use crate::model::*;

use super::app::App;
use super::context::Selection;
use crate::words::plural;

impl App {
    /// Leaves the selected lanes out of the map; a text in a lane stands for its lane. What was selected there gives way
    /// to its touchpoint, for the next key must not change what nobody sees.
    pub(super) fn hide_lanes(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let of_lane = |subject: &Subject| match subject {
            Subject::Lane(id) | Subject::Cell(id, _) => journey.lane(*id).filter(|lane| lane.visible),
            _ => None,
        };
        let mut seen = HashSet::new();
        let chosen = self.selection.subjects().iter().filter_map(of_lane).map(|lane| &**lane);
        let lanes: Vec<&Lane> = chosen.filter(|lane| seen.insert(lane.id)).collect();
        let what = match lanes[..] {
            [] => return self.toasts.say("Select a lane first."),
            [lane] => format!("the lane “{}”", lane.shown_title()),
            _ => plural(lanes.len(), "lane"),
        };
        let ids = lanes.into_iter().map(|lane| lane.id).collect();
        let at = self.selection.touchpoint().map(Subject::Touchpoint);
        if self.set_visible(ids, false, &what) {
            let is_lane = |subject: &Subject| matches!(subject, Subject::Lane(_));
            let others = self.selection.subjects().iter().copied().filter(|subject| !is_lane(subject));
            self.selection = Selection::of(others.collect());
            self.stay_beside(at);
        }
    }

    /// Shows all lanes of the journey.
    pub(super) fn show_lanes(&mut self) {
        let Some(document) = &self.document else { return };
        let lanes = self.view.journey(document.session.map()).lanes();
        let hidden: Vec<LaneId> = lanes.iter().filter(|lane| !lane.visible).map(|lane| lane.id).collect();
        if hidden.is_empty() {
            return self.toasts.say("No lane is hidden.");
        }
        let what = plural(hidden.len(), "lane");
        self.set_visible(hidden, true, &what);
    }

    /// Returns whether the map took it.
    fn set_visible(&mut self, lanes: Vec<LaneId>, visible: bool, what: &str) -> bool {
        let state = self.view.state;
        let command = |id| Command::SetLane { state, id, field: LaneField::Visible(visible) };
        let commands = lanes.into_iter().map(command).collect();
        let verb = if visible { "Show" } else { "Hide" };
        let is_done = self.try_edit(&Command::Batch { label: format!("{verb} {what}"), commands }, false);
        if let Some(document) = self.document.as_ref().filter(|_| is_done) {
            let now = if visible { "Shown again" } else { "Hidden" };
            self.toasts.say_undoable(format!("{now}: {what}."), document.session.revision());
        }
        is_done
    }
}
