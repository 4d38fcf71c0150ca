//! The fields of a stage.

use egui::Ui;

use super::super::Cx;
use super::{breadcrumb, lead, text, title};
use crate::edit::{Command, StageField};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::widgets;
use crate::model::*;
use crate::words::plural;

/// Draws them.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, stage: &Stage) {
    let at = cx.journey().stages().iter().position(|other| other.id == stage.id).map_or(0, |at| at + 1);
    let more =
        [CommandId::AddTouchpoint, CommandId::AddStage, CommandId::MoveLeft, CommandId::MoveRight, CommandId::Delete];
    breadcrumb(ui, cx, None, &format!("Stage {at}"), &more);
    let (state, id) = (cx.state(), stage.id);
    let set = |field| Command::SetStage { state, id, field };
    title(ui, cx, "Name", &stage.name, |name| set(StageField::Name(name)));
    lead(ui, &stage.note);
    let count = cx.journey().touchpoints_in(stage.id).len();
    ui.label(crate::gui::style::meta(plural(count, "touchpoint"), widgets::theme(ui)));
    if let Some(locked) = widgets::checkbox(ui, "Locked: nothing in it can be changed", stage.locked) {
        cx.edit(set(StageField::Locked(locked)));
    }
    measures(ui, cx, stage.id);
    text(ui, cx, "Note", &stage.note, 3, |note| set(StageField::Note(note)));
}

fn measures(ui: &mut Ui, cx: &mut Cx<'_>, stage: StageId) {
    let theme = widgets::theme(ui);
    let measures: Vec<_> = cx.journey().measures().filter(|m| m.stage == Some(stage)).cloned().collect();
    widgets::section(ui, "Measures of the whole stage", "");
    for measure in &measures {
        let mark = super::icon_mark(crate::text::Icon::BarChart, theme.ink_soft);
        super::linked(ui, cx, mark, &measure.name, Subject::StageMeasure(measure.id, stage));
    }
    let button = widgets::PushButton::new("Add a measure", widgets::Emphasis::Secondary).height(26.0);
    if ui.add(button.icon(crate::text::Icon::Add)).clicked() {
        let (state, id) = (cx.state(), MeasureId::new(cx.ids));
        let commands = vec![
            Command::AddMeasure { state, id, name: String::new(), at: None },
            Command::SetMeasure { state, id, field: crate::edit::MeasureField::Stage(Some(stage)) },
        ];
        cx.edit(Command::Batch { label: "Add a measure".to_owned(), commands });
        cx.reveal(Subject::StageMeasure(id, stage));
    }
}
