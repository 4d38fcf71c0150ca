//! Moving what is selected along the journey.

use crate::edit::{Command, Slot};
use crate::frame::Subject;
use crate::model::*;

use super::app::App;
use super::context::CanvasOrder;

impl App {
    pub(super) fn shift(&mut self, by: isize) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let state = self.view.state;
        let command = match self.selection.one() {
            Some(Subject::Touchpoint(id)) => {
                moved_touchpoint(journey, id, by).map(|to| Command::MoveTouchpoint { state, id, to })
            }
            Some(Subject::Stage(id)) => {
                let ids: Vec<StageId> = journey.stages().iter().map(|stage| stage.id).collect();
                moved(&ids, id, by).map(|after| Command::MoveStage { state, id, after })
            }
            Some(Subject::Persona(id)) => {
                let ids: Vec<PersonaId> = journey.personas().map(|persona| persona.id).collect();
                moved(&ids, id, by).map(|after| Command::MovePersona { state, id, after })
            }
            _ => None,
        };
        if let Some(command) = command {
            self.edit(&command, false);
            self.orders.extend(self.selection.one().map(CanvasOrder::ScrollTo));
        }
    }

    pub(super) fn move_to_stage(&mut self, by: isize) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let Some(touchpoint) = self.selection.touchpoint().and_then(|id| journey.touchpoint(id)) else { return };
        let stages = journey.stages();
        let Some(at) = stages.iter().position(|stage| stage.id == touchpoint.stage) else { return };
        let Some(stage) = at.checked_add_signed(by).and_then(|at| stages.get(at)) else {
            self.toasts.say(if by < 0 { "This is the first stage." } else { "This is the last stage." });
            return;
        };
        let last = journey.touchpoints_in(stage.id).last().map(|touchpoint| touchpoint.id);
        let after = if by < 0 { last } else { None };
        let (state, id) = (self.view.state, touchpoint.id);
        self.edit(&Command::MoveTouchpoint { state, id, to: Slot { stage: stage.id, after } }, false);
        self.orders.push(CanvasOrder::ScrollTo(Subject::Touchpoint(id)));
    }
}

/// The element after which `id` comes to stand when it moves one place; `None` where it cannot.
fn moved<T: Copy + PartialEq>(ids: &[T], id: T, by: isize) -> Option<Option<T>> {
    let at = ids.iter().position(|other| *other == id)?;
    if by < 0 {
        let target = at.checked_sub(1)?;
        return Some(target.checked_sub(1).map(|before| ids[before]));
    }
    Some(Some(*ids.get(at + 1)?))
}

/// Where a touchpoint goes when it moves one place: within its stage, or over its edge into the next one.
fn moved_touchpoint(journey: &Journey, id: TouchpointId, by: isize) -> Option<Slot> {
    let touchpoint = journey.touchpoint(id)?;
    let stage = touchpoint.stage;
    let within: Vec<TouchpointId> = journey.touchpoints_in(stage).map(|touchpoint| touchpoint.id).collect();
    if let Some(after) = moved(&within, id, by) {
        return Some(Slot { stage, after });
    }
    let stages = journey.stages();
    let at = stages.iter().position(|other| other.id == stage)?;
    let next = stages.get(at.checked_add_signed(by)?)?;
    let last = journey.touchpoints_in(next.id).last().map(|touchpoint| touchpoint.id);
    Some(Slot { stage: next.id, after: if by < 0 { last } else { None } })
}
