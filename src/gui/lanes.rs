//! Which lanes are on the map, switched by command.

use crate::edit::{Command, LaneField};
use crate::frame::Subject;
use crate::model::*;

use super::app::App;
use super::panels::outline::plural;

impl App {
    /// Leaves the selected lanes out of the map; a text in a lane stands for its lane.
    pub(super) fn hide_lanes(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let of_lane = |subject: &Subject| match subject {
            Subject::Lane(id) | Subject::Cell(id, _) => journey.lane(*id).filter(|lane| lane.visible),
            _ => None,
        };
        let mut lanes: Vec<&Lane> = self.selection.subjects().iter().filter_map(of_lane).map(|lane| &**lane).collect();
        lanes.dedup_by_key(|lane| lane.id);
        let what = match lanes[..] {
            [] => return self.toasts.say("Select a lane first."),
            [lane] => format!("the lane “{}”", lane.shown_title()),
            _ => plural(lanes.len(), "lane"),
        };
        let ids = lanes.into_iter().map(|lane| lane.id).collect();
        self.set_visible(ids, false, &what);
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

    fn set_visible(&mut self, lanes: Vec<LaneId>, visible: bool, what: &str) {
        let state = self.view.state;
        let command = |id| Command::SetLane { state, id, field: LaneField::Visible(visible) };
        let commands = lanes.into_iter().map(command).collect();
        let verb = if visible { "Show" } else { "Hide" };
        if self.try_edit(&Command::Batch { label: format!("{verb} {what}"), commands }, false)
            && let Some(document) = &self.document
        {
            let now = if visible { "Shown again" } else { "Hidden" };
            self.toasts.say_undoable(format!("{now}: {what}."), document.session.revision());
        }
    }
}
