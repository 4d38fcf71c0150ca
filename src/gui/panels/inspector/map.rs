//! The map as a whole: what it is about, what it rests on, what is locked.

use egui::Ui;

use super::super::Cx;
use super::{breadcrumb, list, text, title};
use crate::edit::{AboutField, Command};
use crate::gui::command_table::CommandId;
use crate::gui::style;
use crate::gui::widgets;
use crate::model::*;

/// Draws its fields.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let theme = widgets::theme(ui);
    let about = cx.map().about().clone();
    let state = match cx.state() {
        State::Today => "The map",
        State::Ideal => "The ideal",
    };
    breadcrumb(ui, cx, None, state, &[CommandId::AddStage, CommandId::AddPersona, CommandId::Export]);
    let set = Command::SetAbout;
    title(ui, cx, "Title of the map", &about.title, |title| set(AboutField::Title(title)));
    ui.label(style::meta(figures(cx), theme));
    text(ui, cx, "Takeaway", &about.takeaway, 2, |takeaway| set(AboutField::Takeaway(takeaway)));
    text(ui, cx, "Scenario", &about.scenario, 2, |scenario| set(AboutField::Scenario(scenario)));
    list(ui, cx, "Goals", &about.goals, |goals| set(AboutField::Goals(goals)));
    text(ui, cx, "Sources", &about.sources, 2, |sources| set(AboutField::Sources(sources)));
    text(ui, cx, "Author", &about.author, 1, |author| set(AboutField::Author(author)));
    text(ui, cx, "Version", &about.version, 1, |version| set(AboutField::Version(version)));
    list(ui, cx, "Outside forces", &about.forces, |forces| set(AboutField::Forces(forces)));
    list(ui, cx, "Changing priorities", &about.priorities, |list| set(AboutField::Priorities(list)));
    widgets::section(ui, "Locks", "");
    let structure = widgets::checkbox(ui, "Stages and touchpoints stay as they are", about.structure_locked);
    if let Some(locked) = structure {
        cx.edit(set(AboutField::StructureLocked(locked)));
    }
    if let Some(locked) = widgets::checkbox(ui, "The ideal stays as it is", about.ideal_locked) {
        cx.edit(set(AboutField::IdealLocked(locked)));
    }
    super::lane::others(ui, cx, LaneId(Uid(0)));
    if cx.state() == State::Ideal {
        widgets::section(ui, "Ideal journey", "");
        let button = widgets::PushButton::new("Throw the ideal away", widgets::Emphasis::Secondary).height(28.0);
        if ui.add(button).clicked() {
            cx.actions.push(crate::gui::context::Action::Run(CommandId::ShowToday));
            cx.edit(Command::DropIdeal);
        }
    }
}

fn figures(cx: &Cx<'_>) -> String {
    let journey = cx.journey();
    use crate::words::plural;
    format!(
        "{}, {}, {}, {}",
        plural(journey.stages().len(), "stage"),
        plural(journey.touchpoint_count(), "touchpoint"),
        plural(journey.personas().len(), "persona"),
        plural(journey.pains().len(), "pain point"),
    )
}
