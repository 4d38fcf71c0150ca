//! Locks: what is protected, switched by command.
//!
//! Which change a lock refuses is decided in [`edit`](crate::edit), for every way a change can take.

use crate::edit::{self, AboutField, Command, LaneField, StageField};
use crate::frame::Subject;
use crate::model::*;

use super::actions::sentence;
use super::app::App;
use super::context::touchpoint_of;

/// Why the map would refuse a change, in a sentence; `None` where it would go through. The map stays as it is.
pub fn refusal(map: &Map, command: &Command) -> Option<String> {
    edit::draw(&mut map.clone(), command).err().map(|refusal| sentence(&refusal.to_string()))
}

impl App {
    /// Locks the selected stages and lanes, or unlocks them if all are locked. A touchpoint stands for its stage.
    pub(super) fn toggle_lock(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let (mut stages, mut lanes): (Vec<StageId>, Vec<LaneId>) = (Vec::new(), Vec::new());
        for subject in self.selection.subjects() {
            match subject {
                Subject::Stage(id) | Subject::AddTouchpoint(id) | Subject::StageMeasure(_, id) => stages.push(*id),
                Subject::Lane(id) | Subject::Cell(id, _) => lanes.push(*id),
                other => {
                    let touchpoint = touchpoint_of(*other).and_then(|id| journey.touchpoint(id));
                    stages.extend(touchpoint.map(|touchpoint| touchpoint.stage));
                }
            }
        }
        stages.sort_unstable();
        stages.dedup();
        lanes.sort_unstable();
        lanes.dedup();
        let locked = |id: &StageId| journey.stage(*id).is_some_and(|stage| stage.locked);
        let lane_locked = |id: &LaneId| journey.lane(*id).is_some_and(|lane| lane.locked);
        let lock = !(stages.iter().all(locked) && lanes.iter().all(lane_locked));
        let state = self.view.state;
        let stage = |id: &StageId| Command::SetStage { state, id: *id, field: StageField::Locked(lock) };
        let lane = |id: &LaneId| Command::SetLane { state, id: *id, field: LaneField::Locked(lock) };
        let commands: Vec<Command> = stages.iter().map(stage).chain(lanes.iter().map(lane)).collect();
        let name = match (&stages[..], &lanes[..]) {
            ([], []) => {
                self.toasts.say("Select a stage or a lane first.");
                return;
            }
            ([id], []) => format!("the stage “{}”", journey.stage(*id).map_or("", |stage| &stage.name)),
            ([], [id]) => format!("the lane “{}”", journey.lane(*id).map_or("", |lane| lane.shown_title())),
            _ => format!("{} stages and lanes", commands.len()),
        };
        let verb = if lock { "Lock" } else { "Unlock" };
        let label = format!("{verb} {name}");
        if self.try_edit(&Command::Batch { label, commands }, false) {
            let now = if lock { "nothing in it can be changed" } else { "it can be changed again" };
            self.toasts.say(format!("{verb}ed {name}; {now}."));
        }
    }

    /// Protects the order of stages and touchpoints, or gives it free.
    pub(super) fn toggle_structure_lock(&mut self) {
        let Some(document) = &self.document else { return };
        let lock = !document.session.map().about().structure_locked;
        if self.try_edit(&Command::SetAbout(AboutField::StructureLocked(lock)), false) {
            self.toasts.say(match lock {
                true => "Locked the structure; stages, lanes and touchpoints stay where they are.",
                false => "Unlocked the structure.",
            });
        }
    }

    /// Protects the ideal journey, or gives it free.
    pub(super) fn toggle_ideal_lock(&mut self) {
        let Some(document) = &self.document else { return };
        let lock = !document.session.map().about().ideal_locked;
        if self.try_edit(&Command::SetAbout(AboutField::IdealLocked(lock)), false) {
            self.toasts.say(match lock {
                true => "Locked the ideal journey; nothing in it can be changed.",
                false => "Unlocked the ideal journey.",
            });
        }
    }
}
