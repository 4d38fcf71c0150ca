//! Adding to the map: what the commands add, and what parked thoughts become.

use crate::edit::{Command, Placement, Slot};
use crate::frame::Subject;
use crate::model::*;

use super::actions::exists;
use super::app::App;
use super::command_table::CommandId;
use super::context::{CanvasOrder, Ids, Selection, touchpoint_of};

impl App {
    pub(super) fn add_touchpoint(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let slot = place_for_touchpoint(journey, &self.selection);
        let state = self.view.state;
        let id = TouchpointId::new(&mut self.ids);
        let add = |at| Command::AddTouchpoint { state, id, name: String::new(), at };
        let command = match slot {
            Some(slot) => add(slot),
            None => {
                // A touchpoint needs a stage; the first one brings its own.
                let stage = StageId::new(&mut self.ids);
                let commands = vec![
                    Command::AddStage { state, id: stage, name: "Stage 1".to_owned(), after: None },
                    add(Slot { stage, after: None }),
                ];
                Command::Batch { label: "Add a touchpoint".to_owned(), commands }
            }
        };
        self.edit(&command, false);
        self.select_new(Subject::Touchpoint(id), |journey| journey.touchpoint(id).is_some());
    }

    pub(super) fn add_stage(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let after = match self.selection.one() {
            Some(Subject::Stage(id)) => Some(id),
            _ => self.selection.touchpoint().and_then(|id| journey.touchpoint(id)).map(|t| t.stage),
        };
        let after = after.or_else(|| journey.stages().last().map(|stage| stage.id));
        let (state, id) = (self.view.state, StageId::new(&mut self.ids));
        self.edit(&Command::AddStage { state, id, name: String::new(), after }, false);
        self.select_new(Subject::Stage(id), |journey| journey.stage(id).is_some());
    }

    pub(super) fn add_persona(&mut self) {
        let Some(document) = &self.document else { return };
        let after = self.view.journey(document.session.map()).personas().last().map(|persona| persona.id);
        let (state, id) = (self.view.state, PersonaId::new(&mut self.ids));
        self.edit(&Command::AddPersona { state, id, name: "New persona".to_owned(), after }, false);
        self.view.inspector = true;
        self.selection = Selection::One(Subject::Persona(id));
        self.drop_stale_selection();
    }

    pub(super) fn add_item(&mut self, kind: CommandId) {
        let Some(at) = self.selection.touchpoint() else { return };
        let state = self.view.state;
        let (text, name) = (String::new(), String::new());
        let here = Some(at);
        let (command, subject) = match kind {
            CommandId::AddPain => {
                let id = PainId::new(&mut self.ids);
                (Command::AddPain { state, id, text, at: here }, Subject::Pain(id, at))
            }
            CommandId::AddOpportunity => {
                let id = OpportunityId::new(&mut self.ids);
                (Command::AddOpportunity { state, id, text, at: here }, Subject::Opportunity(id, at))
            }
            CommandId::AddFeedback => {
                let id = FeedbackId::new(&mut self.ids);
                (Command::AddFeedback { state, id, text, at: here }, Subject::Feedback(id, at))
            }
            _ => {
                let id = MeasureId::new(&mut self.ids);
                (Command::AddMeasure { state, id, name, at: here }, Subject::Measure(id, at))
            }
        };
        self.edit(&command, false);
        self.select_new(subject, |journey| exists(journey, subject));
    }

    pub(super) fn add_lane(&mut self) {
        let Some(document) = &self.document else { return };
        let after = self.view.journey(document.session.map()).lanes().last().map(|lane| lane.id);
        let (state, id) = (self.view.state, LaneId::new(&mut self.ids));
        self.edit(&Command::AddLane { state, id, kind: LaneKind::Text, after }, false);
        self.selection = Selection::One(Subject::Lane(id));
        self.drop_stale_selection();
    }

    /// Selects something just added and opens the field for its name, if the change went through.
    fn select_new(&mut self, subject: Subject, there: impl Fn(&Journey) -> bool) {
        let Some(document) = &self.document else { return };
        if there(self.view.journey(document.session.map())) {
            self.selection = Selection::One(subject);
            self.orders.push(CanvasOrder::Rename(subject));
        }
    }

    /// Makes of a parked thought what fits the place it was dropped on.
    pub(super) fn place_note(&mut self, note: NoteId, onto: Option<Subject>) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let Some((placement, subject)) = onto.and_then(|onto| placement(journey, onto, &mut self.ids)) else {
            self.toasts.say("Drop a thought on a touchpoint’s column, or on a stage’s name.");
            return;
        };
        let state = self.view.state;
        self.edit(&Command::PlaceNote { id: note, state, placement }, false);
        self.selection = Selection::One(subject);
        self.drop_stale_selection();
    }
}

/// What a thought becomes where it is dropped, and what is selected then.
fn placement(journey: &Journey, onto: Subject, ids: &mut Ids) -> Option<(Placement, Subject)> {
    let touchpoint = |slot: Slot, ids: &mut Ids| {
        let id = TouchpointId::new(ids);
        (Placement::Touchpoint(id, slot), Subject::Touchpoint(id))
    };
    if let Subject::Stage(stage) | Subject::AddTouchpoint(stage) = onto {
        let after = journey.touchpoints_in(stage).last().map(|last| last.id);
        return Some(touchpoint(Slot { stage, after }, ids));
    }
    let at = touchpoint_of(onto)?;
    let kind = match onto {
        Subject::Cell(lane, _) => journey.lane(lane)?.kind,
        Subject::Opportunity(..) => LaneKind::Opportunities,
        Subject::Feedback(..) => LaneKind::Feedback,
        Subject::Touchpoint(_) => LaneKind::Touchpoints,
        _ => LaneKind::Pains,
    };
    Some(match kind {
        LaneKind::Touchpoints => {
            let stage = journey.touchpoint(at)?.stage;
            touchpoint(Slot { stage, after: Some(at) }, ids)
        }
        LaneKind::Opportunities => {
            let id = OpportunityId::new(ids);
            (Placement::Opportunity(id, at), Subject::Opportunity(id, at))
        }
        LaneKind::Feedback => {
            let id = FeedbackId::new(ids);
            (Placement::Feedback(id, at), Subject::Feedback(id, at))
        }
        LaneKind::Pains
        | LaneKind::Emotion
        | LaneKind::Text
        | LaneKind::Channel
        | LaneKind::Measures
        | LaneKind::BackStage
        | LaneKind::Picture => {
            let id = PainId::new(ids);
            (Placement::Pain(id, at), Subject::Pain(id, at))
        }
    })
}

/// Where a new touchpoint goes: after the selected one, at the end of the selected stage, or at the very end.
fn place_for_touchpoint(journey: &Journey, selection: &Selection) -> Option<Slot> {
    if let Some(touchpoint) = selection.touchpoint().and_then(|id| journey.touchpoint(id)) {
        return Some(Slot { stage: touchpoint.stage, after: Some(touchpoint.id) });
    }
    let stage = match selection.one() {
        Some(Subject::Stage(id) | Subject::AddTouchpoint(id)) => journey.stage(id),
        _ => journey.stages().last(),
    }?;
    Some(Slot { stage: stage.id, after: journey.touchpoints_in(stage.id).last().map(|last| last.id) })
}
