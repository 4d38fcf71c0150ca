//! The menu of a secondary click: the commands that make sense for what was clicked.
//!
//! Words and shortcuts come from the command table; here stands only which commands belong to which thing.

use egui::Ui;

use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::model::{Journey, LaneKind};

/// The commands for a subject.
fn commands(subject: Option<Subject>, journey: &Journey) -> Vec<CommandId> {
    use CommandId::*;
    match subject {
        None
        | Some(
            Subject::AddTouchpoint(_)
            | Subject::AddStage
            | Subject::Takeaway
            | Subject::Compared(_)
            | Subject::Charted(_),
        ) => {
            vec![AddStage, AddTouchpoint, AddPersona, Paste, ZoomFit]
        }
        Some(Subject::Touchpoint(_)) => vec![
            Rename,
            ToggleMomentOfTruth,
            AddTouchpoint,
            AddPain,
            AddOpportunity,
            AddFeedback,
            AddMeasure,
            Connect,
            MoveLeft,
            MoveRight,
            Cut,
            Copy,
            Paste,
            Duplicate,
            Delete,
        ],
        Some(Subject::Stage(_)) => {
            vec![Rename, AddTouchpoint, AddStage, MoveLeft, MoveRight, Cut, Copy, Paste, Duplicate, Delete]
        }
        Some(Subject::Lane(_)) => vec![Rename, MoveUp, MoveDown, HideLane, ToggleLock, Duplicate, Delete],
        Some(Subject::Persona(_)) => vec![Rename, AddPersona, Delete],
        Some(Subject::Emotion(..)) => vec![AddPain, AddOpportunity, Delete],
        Some(Subject::Pain(..)) => vec![Rename, AddPain, AddOpportunity, Connect, Cut, Copy, Paste, Duplicate, Delete],
        Some(Subject::Opportunity(..) | Subject::Feedback(..) | Subject::Measure(..) | Subject::StageMeasure(..)) => {
            vec![Rename, Cut, Copy, Paste, Duplicate, Delete]
        }
        Some(Subject::Link(_)) => vec![Rename, Delete],
        Some(Subject::Cell(lane, _)) => match journey.lane(lane).map(|lane| lane.kind) {
            Some(LaneKind::Pains) => vec![AddPain, Paste],
            Some(LaneKind::Opportunities) => vec![AddOpportunity, Paste],
            Some(LaneKind::Measures) => vec![AddMeasure, Paste],
            Some(LaneKind::Feedback) => vec![AddFeedback, Paste],
            Some(LaneKind::Text | LaneKind::BackStage) => vec![Rename, Copy, Paste],
            Some(LaneKind::Touchpoints | LaneKind::Emotion | LaneKind::Channel | LaneKind::Picture) | None => {
                vec![AddTouchpoint, AddPain, AddOpportunity]
            }
        },
    }
}

/// Shows the menu for what is selected, which a secondary click has just set.
pub(super) fn show(ui: &mut Ui, subject: Option<Subject>, journey: &Journey, actions: &mut Vec<Action>) {
    ui.set_min_width(200.0);
    for command in commands(subject, journey) {
        if command == CommandId::Delete {
            ui.separator();
        }
        let button = egui::Button::new(command.row().label).shortcut_text(command.keys_text());
        if ui.add(button).clicked() {
            actions.push(Action::Run(command));
            ui.close();
        }
    }
}
