//! Which command deletes what is selected, and what is selected afterwards.

use crate::edit::Command;
use crate::frame::Subject;
use crate::model::*;

use super::context::Selection;

/// The command that deletes the selection, if it can be deleted.
pub fn command(selection: &Selection, state: State, journey: &Journey) -> Option<Command> {
    match selection {
        Selection::None => None,
        Selection::Note(id) => Some(Command::DeleteNote { id: *id }),
        Selection::One(subject) => one(*subject, state, journey),
        Selection::Many(subjects) => {
            let commands: Vec<Command> = subjects.iter().filter_map(|subject| one(*subject, state, journey)).collect();
            let label = format!("Delete {} things", commands.len());
            (!commands.is_empty()).then_some(Command::Batch { label, commands })
        }
    }
}

fn one(subject: Subject, state: State, journey: &Journey) -> Option<Command> {
    match subject {
        Subject::Stage(id) => Some(Command::DeleteStage { state, id }),
        Subject::Lane(id) => Some(Command::DeleteLane { state, id }),
        Subject::Touchpoint(id) => Some(Command::DeleteTouchpoint { state, id }),
        Subject::Persona(id) => Some(Command::DeletePersona { state, id }),
        Subject::Emotion(persona, touchpoint) => {
            journey.feeling(persona, touchpoint)?;
            Some(Command::SetFeeling { state, persona, touchpoint, feeling: None })
        }
        Subject::Pain(id, _) => Some(Command::DeletePain { state, id }),
        Subject::Opportunity(id, _) => Some(Command::DeleteOpportunity { state, id }),
        Subject::Feedback(id, _) => Some(Command::DeleteFeedback { state, id }),
        Subject::Measure(id, _) | Subject::StageMeasure(id, _) => Some(Command::DeleteMeasure { state, id }),
        Subject::Cell(lane, touchpoint) => {
            journey.touchpoint(touchpoint)?.texts.get(&lane)?;
            Some(Command::SetText { state, touchpoint, lane, text: String::new() })
        }
        Subject::Link(id) => Some(Command::DeleteLink { state, id }),
        Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => None,
    }
}

/// What is selected after the selection is gone: the next touchpoint, or the one before.
pub fn neighbour(selection: &Selection, journey: &Journey) -> Option<Subject> {
    let Subject::Touchpoint(id) = selection.one()? else { return selection.touchpoint().map(Subject::Touchpoint) };
    let all: Vec<TouchpointId> = journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
    let at = all.iter().position(|other| *other == id)?;
    let next = all.get(at + 1).or_else(|| at.checked_sub(1).and_then(|at| all.get(at)));
    next.copied().map(Subject::Touchpoint)
}

/// Whether a command takes something away that a person may want back at once.
pub fn is_deletion(command: &Command) -> bool {
    match command {
        Command::DeleteStage { .. }
        | Command::DeleteTouchpoint { .. }
        | Command::DeletePersona { .. }
        | Command::DeletePain { .. }
        | Command::DeleteOpportunity { .. }
        | Command::DeleteFeedback { .. }
        | Command::DeleteMeasure { .. }
        | Command::DeleteLink { .. }
        | Command::DeleteLane { .. }
        | Command::DeleteNote { .. }
        | Command::DeleteSnapshot { .. }
        | Command::DeletePin { .. }
        | Command::DeletePlanItem { .. }
        | Command::ParkItem { .. }
        | Command::DropIdeal => true,
        Command::Batch { commands, .. } => commands.iter().any(is_deletion),
        Command::SetAbout(_)
        | Command::AddStage { .. }
        | Command::SetStage { .. }
        | Command::MoveStage { .. }
        | Command::AddTouchpoint { .. }
        | Command::SetTouchpoint { .. }
        | Command::MoveTouchpoint { .. }
        | Command::SetFeeling { .. }
        | Command::SetText { .. }
        | Command::SetPicture { .. }
        | Command::AddPersona { .. }
        | Command::SetPersona { .. }
        | Command::MovePersona { .. }
        | Command::AddPain { .. }
        | Command::SetPain { .. }
        | Command::AddOpportunity { .. }
        | Command::SetOpportunity { .. }
        | Command::AddFeedback { .. }
        | Command::SetFeedback { .. }
        | Command::AddMeasure { .. }
        | Command::SetMeasure { .. }
        | Command::MoveItem { .. }
        | Command::AddTie { .. }
        | Command::RemoveTie { .. }
        | Command::AddLink { .. }
        | Command::SetLinkLabel { .. }
        | Command::AddLane { .. }
        | Command::SetLane { .. }
        | Command::MoveLane { .. }
        | Command::AddNote { .. }
        | Command::SetNote { .. }
        | Command::MoveNote { .. }
        | Command::PlaceNote { .. }
        | Command::AddRecords { .. }
        | Command::AddPicture(_)
        | Command::SetPin(_)
        | Command::SetPlanItem(_)
        | Command::StartIdeal { .. }
        | Command::TakeSnapshot { .. } => false,
    }
}
