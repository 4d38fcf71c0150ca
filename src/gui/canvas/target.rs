//! What a field on the canvas writes into: the name or text of something there, or something new.
//!
//! Here stands which command each text becomes. Here never comes drawing.

use crate::edit::{AboutField, Command, FeedbackField, LaneField, MeasureField, OpportunityField, PainField};
use crate::edit::{PersonaField, Slot, StageField, TouchpointField};
use crate::frame::Subject;
use crate::gui::context::Ids;
use crate::gui::locking;
use crate::model::*;

/// What a text becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Target {
    /// The name or text of something that is there.
    Text(Subject),
    /// Something new, drawn for now where `at` lies.
    New {
        /// What.
        what: Addition,
        /// The place whose rectangle the field takes.
        at: Subject,
    },
}

/// Something to be added.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Addition {
    /// A touchpoint at the end of a stage.
    Touchpoint(StageId),
    /// A stage at the end.
    Stage,
    /// A pain point at a touchpoint.
    Pain(TouchpointId),
    /// An opportunity at a touchpoint.
    Opportunity(TouchpointId),
    /// Feedback about a touchpoint.
    Feedback(TouchpointId),
    /// A measure of a touchpoint.
    Measure(TouchpointId),
}

impl Target {
    /// Where the field belongs.
    pub(super) fn at(self) -> Subject {
        match self {
            Target::Text(subject) | Target::New { at: subject, .. } => subject,
        }
    }

    /// What can be written at a subject, if anything.
    pub(super) fn of(subject: Subject, journey: &Journey) -> Option<Target> {
        let new = |what| Some(Target::New { what, at: subject });
        match subject {
            Subject::AddTouchpoint(stage) => new(Addition::Touchpoint(stage)),
            Subject::AddStage => new(Addition::Stage),
            Subject::Cell(lane, touchpoint) => match journey.lane(lane)?.kind {
                LaneKind::Text | LaneKind::BackStage => Some(Target::Text(subject)),
                LaneKind::Pains => new(Addition::Pain(touchpoint)),
                LaneKind::Opportunities => new(Addition::Opportunity(touchpoint)),
                LaneKind::Feedback => new(Addition::Feedback(touchpoint)),
                LaneKind::Measures => new(Addition::Measure(touchpoint)),
                LaneKind::Touchpoints => Some(Target::Text(Subject::Touchpoint(touchpoint))),
                LaneKind::Emotion | LaneKind::Channel | LaneKind::Picture => None,
            },
            Subject::Emotion(..) | Subject::Compared(_) | Subject::Charted(_) => None,
            Subject::Stage(_)
            | Subject::Lane(_)
            | Subject::Touchpoint(_)
            | Subject::Persona(_)
            | Subject::Pain(..)
            | Subject::Opportunity(..)
            | Subject::Feedback(..)
            | Subject::Measure(..)
            | Subject::StageMeasure(..)
            | Subject::Link(_)
            | Subject::Takeaway => Some(Target::Text(subject)),
        }
    }

    /// The text as it is.
    pub(super) fn text(self, map: &Map, journey: &Journey) -> String {
        let Target::Text(subject) = self else { return String::new() };
        text_of(subject, map, journey).unwrap_or_default()
    }

    /// Whether the text may have several lines.
    pub(super) fn many_lines(self) -> bool {
        match self {
            Target::Text(subject) => match subject {
                Subject::Pain(..) | Subject::Opportunity(..) | Subject::Feedback(..) | Subject::Cell(..) => true,
                Subject::Stage(_)
                | Subject::Lane(_)
                | Subject::Touchpoint(_)
                | Subject::Persona(_)
                | Subject::Emotion(..)
                | Subject::Measure(..)
                | Subject::StageMeasure(..)
                | Subject::Link(_)
                | Subject::AddTouchpoint(_)
                | Subject::AddStage
                | Subject::Takeaway
                | Subject::Compared(_)
                | Subject::Charted(_) => false,
            },
            Target::New { what, .. } => match what {
                Addition::Pain(_) | Addition::Opportunity(_) | Addition::Feedback(_) => true,
                Addition::Touchpoint(_) | Addition::Stage | Addition::Measure(_) => false,
            },
        }
    }

    /// What a screen reader calls the field.
    pub(super) fn label(self) -> &'static str {
        match self {
            Target::Text(subject) => match subject {
                Subject::Stage(_) | Subject::AddStage => "Stage name",
                Subject::Lane(_) => "Lane title",
                Subject::Touchpoint(_) | Subject::AddTouchpoint(_) => "Touchpoint name",
                Subject::Persona(_) => "Persona name",
                Subject::Emotion(..) => "Emotion",
                Subject::Pain(..) => "Pain point",
                Subject::Opportunity(..) => "Opportunity",
                Subject::Feedback(..) => "Feedback",
                Subject::Measure(..) | Subject::StageMeasure(..) => "Measure name",
                Subject::Cell(..) => "Text",
                Subject::Link(_) => "Condition of the link",
                Subject::Takeaway => "Takeaway",
                Subject::Compared(_) => "Comparison",
                Subject::Charted(_) => "Chart",
            },
            Target::New { what, .. } => match what {
                Addition::Touchpoint(_) => "New touchpoint",
                Addition::Stage => "New stage",
                Addition::Pain(_) => "New pain point",
                Addition::Opportunity(_) => "New opportunity",
                Addition::Feedback(_) => "New feedback",
                Addition::Measure(_) => "New measure",
            },
        }
    }

    /// Why nothing can be written here, if something protects it: nobody writes in vain.
    pub(super) fn refusal(self, map: &Map, state: State, ids: &Ids) -> Option<String> {
        let journey = map.journey(state)?;
        let another = format!("{}…", self.text(map, journey));
        let (command, _) = self.command(another, state, journey, &mut ids.clone())?;
        locking::refusal(map, &command)
    }

    /// What writing `text` does, and what is to be selected afterwards.
    pub(super) fn command(
        self,
        text: String,
        state: State,
        journey: &Journey,
        ids: &mut Ids,
    ) -> Option<(Command, Subject)> {
        match self {
            Target::Text(subject) => Some((set_text(subject, text, state)?, subject)),
            Target::New { what, .. } => Some(what.command(text, state, journey, ids)),
        }
    }
}

impl Addition {
    fn command(self, text: String, state: State, journey: &Journey, ids: &mut Ids) -> (Command, Subject) {
        match self {
            Addition::Touchpoint(stage) => {
                let id = TouchpointId::new(ids);
                let after = journey.touchpoints_in(stage).last().map(|last| last.id);
                let at = Slot { stage, after };
                (Command::AddTouchpoint { state, id, name: text, at }, Subject::Touchpoint(id))
            }
            Addition::Stage => {
                let id = StageId::new(ids);
                let after = journey.stages().last().map(|last| last.id);
                (Command::AddStage { state, id, name: text, after }, Subject::Stage(id))
            }
            Addition::Pain(at) => {
                let id = PainId::new(ids);
                (Command::AddPain { state, id, text, at: Some(at) }, Subject::Pain(id, at))
            }
            Addition::Opportunity(at) => {
                let id = OpportunityId::new(ids);
                (Command::AddOpportunity { state, id, text, at: Some(at) }, Subject::Opportunity(id, at))
            }
            Addition::Feedback(at) => {
                let id = FeedbackId::new(ids);
                (Command::AddFeedback { state, id, text, at: Some(at) }, Subject::Feedback(id, at))
            }
            Addition::Measure(at) => {
                let id = MeasureId::new(ids);
                (Command::AddMeasure { state, id, name: text, at: Some(at) }, Subject::Measure(id, at))
            }
        }
    }
}

/// The name or text of something on the map, if it has one.
pub fn text_of(subject: Subject, map: &Map, journey: &Journey) -> Option<String> {
    Some(match subject {
        Subject::Stage(id) => journey.stage(id)?.name.clone(),
        Subject::Lane(id) => journey.lane(id)?.shown_title().to_owned(),
        Subject::Touchpoint(id) => journey.touchpoint(id)?.name.clone(),
        Subject::Persona(id) => journey.persona(id)?.name.clone(),
        Subject::Pain(id, _) => journey.pain(id)?.text.clone(),
        Subject::Opportunity(id, _) => journey.opportunity(id)?.text.clone(),
        Subject::Feedback(id, _) => journey.feedback_item(id)?.text.clone(),
        Subject::Measure(id, _) | Subject::StageMeasure(id, _) => journey.measure(id)?.name.clone(),
        Subject::Cell(lane, touchpoint) => journey.touchpoint(touchpoint)?.texts.get(&lane)?.clone(),
        Subject::Link(id) => journey.link(id)?.label.clone(),
        Subject::Takeaway => map.about().takeaway.clone(),
        Subject::Emotion(..)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Compared(_)
        | Subject::Charted(_) => return None,
    })
}

fn set_text(subject: Subject, text: String, state: State) -> Option<Command> {
    Some(match subject {
        Subject::Stage(id) => Command::SetStage { state, id, field: StageField::Name(text) },
        Subject::Lane(id) => Command::SetLane { state, id, field: LaneField::Title(text) },
        Subject::Touchpoint(id) => Command::SetTouchpoint { state, id, field: TouchpointField::Name(text) },
        Subject::Persona(id) => Command::SetPersona { state, id, field: PersonaField::Name(text) },
        Subject::Pain(id, _) => Command::SetPain { state, id, field: PainField::Text(text) },
        Subject::Opportunity(id, _) => Command::SetOpportunity { state, id, field: OpportunityField::Text(text) },
        Subject::Feedback(id, _) => Command::SetFeedback { state, id, field: FeedbackField::Text(text) },
        Subject::Measure(id, _) | Subject::StageMeasure(id, _) => {
            Command::SetMeasure { state, id, field: MeasureField::Name(text) }
        }
        Subject::Cell(lane, touchpoint) => Command::SetText { state, touchpoint, lane, text },
        Subject::Link(id) => Command::SetLinkLabel { state, id, label: text },
        Subject::Takeaway => Command::SetAbout(AboutField::Takeaway(text)),
        Subject::Emotion(..)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Compared(_)
        | Subject::Charted(_) => return None,
    })
}
