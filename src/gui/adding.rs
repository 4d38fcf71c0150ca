//! Adding to the map: what the commands add, and what parked thoughts become.

use crate::edit::{
    Command, FeedbackField, LaneField, MeasureField, OpportunityField, PainField, PersonaField, Placement, Slot,
    StageField, TouchpointField,
};
use crate::frame::Subject;
use crate::model::*;

use super::actions::{exists, sentence};
use super::app::App;
use super::arranging::{item_at, item_of, siblings};
use super::context::{CanvasOrder, Ids, Selection, touchpoint_of};

impl App {
    /// Puts what is being written on the map into it, before something is added: the name that is being written is a
    /// step of its own, and what is added goes beside what has just been named.
    fn finish_writing(&mut self) {
        if let Some(subject) = self.keep_written_on_map() {
            self.selection = Selection::One(subject);
            self.drop_stale_selection();
        }
    }

    pub(super) fn add_touchpoint(&mut self) {
        self.finish_writing();
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
        self.finish_writing();
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

    /// Adds a sibling after what is selected: a touchpoint after a touchpoint, a pain point after a pain point. Where a
    /// text can be written at once, writing begins.
    pub(super) fn add_next(&mut self) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let Some(subject) = self.selection.subjects().last().copied() else { return self.add_touchpoint() };
        match subject {
            Subject::Pain(..) => self.add_item(ItemKind::Pain),
            Subject::Opportunity(..) => self.add_item(ItemKind::Opportunity),
            Subject::Feedback(..) => self.add_item(ItemKind::Feedback),
            Subject::Measure(..) => self.add_item(ItemKind::Measure),
            Subject::Persona(_) => self.add_persona(),
            Subject::Cell(lane, _) => match journey.lane(lane).map(|lane| lane.kind) {
                Some(LaneKind::Pains) => self.add_item(ItemKind::Pain),
                Some(LaneKind::Opportunities) => self.add_item(ItemKind::Opportunity),
                Some(LaneKind::Feedback) => self.add_item(ItemKind::Feedback),
                Some(LaneKind::Measures) => self.add_item(ItemKind::Measure),
                Some(LaneKind::Text | LaneKind::BackStage) => self.orders.push(CanvasOrder::Rename(subject)),
                Some(LaneKind::Touchpoints | LaneKind::Emotion | LaneKind::Channel | LaneKind::Picture) | None => {
                    self.add_touchpoint();
                }
            },
            Subject::Lane(_)
            | Subject::Link(_)
            | Subject::StageMeasure(..)
            | Subject::AddTouchpoint(_)
            | Subject::AddStage
            | Subject::Takeaway => self.orders.push(CanvasOrder::Rename(subject)),
            Subject::Touchpoint(_)
            | Subject::Stage(_)
            | Subject::Emotion(..)
            | Subject::Compared(_)
            | Subject::Charted(_) => {
                self.add_touchpoint();
            }
        }
    }

    /// Adds an item without words at the touchpoint of the selection, after the selected one of its kind, and opens the
    /// field for its words.
    pub(super) fn add_item(&mut self, kind: ItemKind) {
        self.finish_writing();
        let Some(at) = self.selection.touchpoint() else { return };
        let state = self.view.state;
        let (text, name) = (String::new(), String::new());
        let here = Some(at);
        let (command, item, label) = match kind {
            ItemKind::Pain => {
                let id = PainId::new(&mut self.ids);
                (Command::AddPain { state, id, text, at: here }, Key::Pain(id), "Add pain point")
            }
            ItemKind::Opportunity => {
                let id = OpportunityId::new(&mut self.ids);
                (Command::AddOpportunity { state, id, text, at: here }, Key::Opportunity(id), "Add opportunity")
            }
            ItemKind::Feedback => {
                let id = FeedbackId::new(&mut self.ids);
                (Command::AddFeedback { state, id, text, at: here }, Key::Feedback(id), "Add feedback")
            }
            ItemKind::Measure => {
                let id = MeasureId::new(&mut self.ids);
                (Command::AddMeasure { state, id, name, at: here }, Key::Measure(id), "Add measure")
            }
        };
        let Some(subject) = item_at(item, at) else { return };
        let mut commands: Vec<Command> = self.lane_for(kind.lane()).into_iter().collect();
        commands.push(command);
        commands.extend(self.after_the_selected(item, at));
        let command = match commands.len() {
            1 => commands.remove(0),
            _ => Command::Batch { label: label.to_owned(), commands },
        };
        self.edit(&command, false);
        self.select_new(subject, |journey| exists(journey, subject));
    }

    /// What shows the lane in which something added comes to stand, where none shows it yet: else nobody would see what
    /// was added, nor write in it.
    fn lane_for(&mut self, kind: LaneKind) -> Option<Command> {
        let map = self.document.as_ref()?.session.map();
        let (state, journey) = (self.view.state, self.view.journey(map));
        let of_kind = || journey.lanes().iter().filter(|lane| lane.kind == kind);
        if of_kind().any(|lane| lane.visible) || map.about().structure_locked {
            return None;
        }
        if let Some(hidden) = of_kind().next() {
            let show = Command::SetLane { state, id: hidden.id, field: LaneField::Visible(true) };
            return (!hidden.locked).then_some(show);
        }
        // What customers do not see stays the lowest.
        let after = journey.lanes().iter().rev().find(|lane| lane.kind != LaneKind::BackStage).map(|lane| lane.id);
        let id = LaneId::new(&mut self.ids);
        Some(Command::AddLane { state, id, kind, after })
    }

    /// What moves an added item behind the selected one of its kind, if that is not the last.
    fn after_the_selected(&self, item: Key, at: TouchpointId) -> Option<Command> {
        let journey = self.view.journey(self.document.as_ref()?.session.map());
        let list = siblings(journey, item, at);
        let selected = self.selection.subjects().last().and_then(|subject| item_of(*subject)).map(|(key, _)| key);
        let after = selected.filter(|selected| list.contains(selected) && list.last() != Some(selected))?;
        Some(Command::MoveItem { state: self.view.state, item, from: Some(at), to: at, after: Some(after) })
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
            self.fresh = Some((subject, document.session.revision()));
            self.before_fresh = Some(std::mem::take(&mut self.selection));
            self.selection = Selection::One(subject);
            self.orders.push(CanvasOrder::Rename(subject));
        }
    }

    /// Takes away what was just added and not given a name.
    pub(super) fn abandon(&mut self, subject: Subject) {
        let Some(document) = &mut self.document else { return };
        if self.fresh != Some((subject, document.session.revision())) {
            return;
        }
        let before = self.before_fresh.take().unwrap_or_default();
        if let Err(refusal) = document.session.undo() {
            self.toasts.say(sentence(&refusal.to_string()));
        }
        self.selection = before;
        self.drop_stale_selection();
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

/// The name or text that a command gives to what a subject stands for, if that is what it does.
pub fn name_in(command: &Command, subject: Subject) -> Option<&str> {
    match (command, subject) {
        (Command::SetTouchpoint { id, field: TouchpointField::Name(name), .. }, Subject::Touchpoint(own))
            if *id == own =>
        {
            Some(name)
        }
        (Command::SetStage { id, field: StageField::Name(name), .. }, Subject::Stage(own)) if *id == own => Some(name),
        (Command::SetPersona { id, field: PersonaField::Name(name), .. }, Subject::Persona(own)) if *id == own => {
            Some(name)
        }
        (Command::SetPain { id, field: PainField::Text(text), .. }, Subject::Pain(own, _)) if *id == own => Some(text),
        (Command::SetOpportunity { id, field: OpportunityField::Text(text), .. }, Subject::Opportunity(own, _))
            if *id == own =>
        {
            Some(text)
        }
        (Command::SetFeedback { id, field: FeedbackField::Text(text), .. }, Subject::Feedback(own, _))
            if *id == own =>
        {
            Some(text)
        }
        (Command::SetMeasure { id, field: MeasureField::Name(name), .. }, Subject::Measure(own, _)) if *id == own => {
            Some(name)
        }
        _ => None,
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
        Subject::Emotion(..) | Subject::Pain(..) | Subject::Measure(..) => LaneKind::Pains,
        Subject::Stage(_)
        | Subject::Lane(_)
        | Subject::Persona(_)
        | Subject::StageMeasure(..)
        | Subject::Link(_)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => return None,
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
