//! Which command deletes what is selected, and what is selected afterwards.

use std::collections::{BTreeSet, HashSet};

use super::arranging::item_of;
use super::canvas::navigate::stand_in;
use super::context::{Selection, touchpoint_of};
use crate::edit::Command;
use crate::frame::Subject;
use crate::model::*;

/// The command that deletes the selection, if it can be deleted.
pub fn command(selection: &Selection, state: State, journey: &Journey) -> Option<Command> {
    match selection {
        Selection::None => None,
        Selection::Note(id) => Some(Command::DeleteNote { id: *id }),
        Selection::One(subject) => one(*subject, state, journey),
        Selection::Many(subjects) => {
            let commands: Vec<Command> =
                each_once(subjects).into_iter().filter_map(|subject| one(subject, state, journey)).collect();
            let label = format!("Delete {} things", commands.len());
            (!commands.is_empty()).then_some(Command::Batch { label, commands })
        }
    }
}

/// What is selected, each thing once however often it is shown, and what goes along with another before that: else the
/// other takes it away, and it is missed.
pub(super) fn each_once(subjects: &[Subject]) -> Vec<Subject> {
    let order = |subject: &Subject| match subject {
        Subject::Stage(_) => 3,
        Subject::Lane(_) | Subject::Persona(_) => 2,
        Subject::Touchpoint(_) => 1,
        _ => 0,
    };
    let mut seen = HashSet::new();
    let mut found: Vec<Subject> = subjects
        .iter()
        .copied()
        .filter(|subject| match item_of(*subject) {
            Some((item, _)) => seen.insert(item),
            None => true,
        })
        .collect();
    found.sort_by_key(order);
    found
}

fn one(subject: Subject, state: State, journey: &Journey) -> Option<Command> {
    match subject {
        Subject::Stage(id) => Some(Command::DeleteStage { state, id }),
        // Nobody would see a hidden lane go.
        Subject::Lane(id) => journey.lane(id)?.visible.then_some(Command::DeleteLane { state, id }),
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
            journey.lane(lane).filter(|lane| lane.visible)?;
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

/// What is selected after the selection is gone: the touchpoint at which the last of it stood, if that stays, else the
/// next one that is shown, or the one before. What belongs to no touchpoint gives way to the next of its kind.
pub fn neighbour(selection: &Selection, journey: &Journey, hidden: &BTreeSet<TouchpointId>) -> Option<Subject> {
    let subjects = selection.subjects();
    let gone: HashSet<TouchpointId> = subjects.iter().flat_map(|subject| taken_by(*subject, journey)).collect();
    let stays = subjects.iter().rev().filter_map(|subject| touchpoint_of(*subject)).find(|id| !gone.contains(id));
    if let Some(at) = stays {
        return Some(Subject::Touchpoint(at));
    }
    let all: Vec<TouchpointId> = journey.touchpoints().map(|touchpoint| touchpoint.id).collect();
    let Some(last) = all.iter().rposition(|id| gone.contains(id)) else {
        return subjects.last().and_then(|subject| next_of_its_kind(*subject, journey));
    };
    let is_left = |id: &&TouchpointId| !gone.contains(id) && !hidden.contains(id);
    let next = all[last..].iter().find(is_left).or_else(|| all[..last].iter().rfind(is_left));
    next.copied().map(Subject::Touchpoint)
}

/// The touchpoints that go along with a subject.
fn taken_by(subject: Subject, journey: &Journey) -> Vec<TouchpointId> {
    match subject {
        Subject::Touchpoint(id) => vec![id],
        Subject::Stage(stage) => journey.touchpoints_in(stage).map(|touchpoint| touchpoint.id).collect(),
        Subject::Lane(_)
        | Subject::Persona(_)
        | Subject::Emotion(..)
        | Subject::Pain(..)
        | Subject::Opportunity(..)
        | Subject::Feedback(..)
        | Subject::Measure(..)
        | Subject::StageMeasure(..)
        | Subject::Cell(..)
        | Subject::Link(_)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => Vec::new(),
    }
}

/// What comes after something that no touchpoint goes along with, or before it.
fn next_of_its_kind(subject: Subject, journey: &Journey) -> Option<Subject> {
    fn beside<T: Copy + PartialEq>(all: &[T], one: T) -> Option<T> {
        let at = all.iter().position(|other| *other == one)?;
        all.get(at + 1).or_else(|| all.get(at.checked_sub(1)?)).copied()
    }
    match subject {
        Subject::Stage(id) => {
            let all: Vec<StageId> = journey.stages().iter().map(|stage| stage.id).collect();
            beside(&all, id).map(Subject::Stage)
        }
        Subject::Lane(id) => {
            let shown = journey.lanes().iter().filter(|lane| lane.visible);
            let all: Vec<LaneId> = shown.map(|lane| lane.id).collect();
            beside(&all, id).map(Subject::Lane)
        }
        Subject::Link(_) | Subject::StageMeasure(..) => stand_in(journey, subject),
        // Personas and what stands at touchpoints leave the map as it was.
        Subject::Persona(_)
        | Subject::Touchpoint(_)
        | Subject::Emotion(..)
        | Subject::Pain(..)
        | Subject::Opportunity(..)
        | Subject::Feedback(..)
        | Subject::Measure(..)
        | Subject::Cell(..)
        | Subject::AddTouchpoint(_)
        | Subject::AddStage
        | Subject::Takeaway
        | Subject::Compared(_)
        | Subject::Charted(_) => None,
    }
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
        | Command::SetPictureWords { .. }
        | Command::SetPin(_)
        | Command::SetPlanItem(_)
        | Command::StartIdeal { .. }
        | Command::TakeSnapshot { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Session;

    #[test]
    fn everything_that_is_selected_goes_with_one_command_whatever_hangs_on_what() {
        let map = crate::exchange::shipped::EXAMPLES[0].open().expect("a shipped example");
        let journey = map.today();
        let pain = journey.pains().find(|pain| !journey.touchpoints_of(pain.id.0).is_empty()).expect("a pain point");
        let card = journey.touchpoints_of(pain.id.0)[0];
        let (stage, feeling) = (Subject::Stage(card.stage), journey.feelings_at(card.id)[0].0);
        let twice = [Subject::Pain(pain.id, card.id), Subject::Pain(pain.id, TouchpointId(Uid(7)))];
        let all = [stage, Subject::Touchpoint(card.id), Subject::Emotion(feeling, card.id), twice[0], twice[1]];
        for turn in 0..all.len() {
            let mut order = all.to_vec();
            order.rotate_left(turn);
            let mut session = Session::new(map.clone());
            let command = command(&Selection::Many(order), State::Today, journey).expect("can be deleted");
            session.run(&command).expect("nothing is missed");
            let left = session.map().today();
            assert!(left.stage(card.stage).is_none() && left.pain(pain.id).is_none());
            session.undo().expect("one step");
            assert_eq!(session.map(), &map);
        }
    }
}
