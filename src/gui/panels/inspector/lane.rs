//! The fields of a lane.

use egui::Ui;

use super::super::{Cx, shown};
use super::{breadcrumb, pick_or_none, text, title};
use crate::edit::{Command, LaneField};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::widgets::{self, Emphasis, ParsedField, PushButton};
use crate::model::*;
use crate::text::Icon;

/// Draws them.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, lane: &Lane) {
    breadcrumb(ui, cx, None, &format!("Lane: {}", lane.kind.label()), &[CommandId::Delete]);
    let (state, id) = (cx.state(), lane.id);
    let set = |field| Command::SetLane { state, id, field };
    title(ui, cx, "Title", &lane.title, |title| set(LaneField::Title(title)));
    if let Some(visible) = widgets::checkbox(ui, "Shown on the map", lane.visible) {
        cx.edit(set(LaneField::Visible(visible)));
    }
    if let Some(locked) = widgets::checkbox(ui, "Locked: nothing in it can be changed", lane.locked) {
        cx.edit(set(LaneField::Locked(locked)));
    }
    if lane.kind != LaneKind::Touchpoints
        && let Some(on) = widgets::checkbox(ui, "Line of interaction above it", lane.interaction)
    {
        cx.edit(set(LaneField::Interaction(on)));
    }
    if lane.kind == LaneKind::Text {
        let personas: Vec<_> =
            cx.journey().personas().map(|p| (p.id, shown(&p.name, "Unnamed persona").to_owned())).collect();
        if let Some(persona) = pick_or_none(ui, "Whose thoughts", "Nobody's", &personas, lane.persona) {
            cx.edit(set(LaneField::Persona(persona)));
        }
    }
    height(ui, cx, lane);
    order(ui, cx, lane);
    text(ui, cx, "Note", &lane.note, 3, |note| set(LaneField::Note(note)));
    others(ui, cx, lane.id);
}

fn height(ui: &mut Ui, cx: &mut Cx<'_>, lane: &Lane) {
    widgets::section(ui, "Least height", "in points");
    let now = lane.height.map_or(String::new(), |height| height.to_string());
    let typed = ParsedField::new("Least height", now).hint("As its contents need").show(ui, |text| match text.trim() {
        "" => Ok(None),
        digits => match digits.parse::<u16>() {
            Ok(height @ 20..=2000) => Ok(Some(height)),
            Ok(_) | Err(_) => Err("A whole number from 20 to 2000, or nothing".to_owned()),
        },
    });
    if let Some(height) = typed.value {
        let (state, id) = (cx.state(), lane.id);
        cx.typing(Command::SetLane { state, id, field: LaneField::Height(height) });
    }
    if typed.left {
        cx.seal();
    }
}

fn order(ui: &mut Ui, cx: &mut Cx<'_>, lane: &Lane) {
    let lanes = cx.journey().lanes();
    let Some(at) = lanes.iter().position(|other| other.id == lane.id) else { return };
    let (state, id) = (cx.state(), lane.id);
    ui.horizontal(|ui| {
        let up = PushButton::new("Move up", Emphasis::Secondary).icon(Icon::ArrowUpward).height(26.0);
        if ui.add_enabled(at > 0, up).clicked() {
            let after = at.checked_sub(2).map(|at| lanes[at].id);
            cx.edit(Command::MoveLane { state, id, after });
        }
        let down = PushButton::new("Move down", Emphasis::Secondary).icon(Icon::ArrowDownward).height(26.0);
        if ui.add_enabled(at + 1 < lanes.len(), down).clicked() {
            cx.edit(Command::MoveLane { state, id, after: Some(lanes[at + 1].id) });
        }
    });
}

/// All lanes with their eyes, and a way to add one.
pub fn others(ui: &mut Ui, cx: &mut Cx<'_>, here: LaneId) {
    widgets::section(ui, "All lanes", "");
    let lanes = cx.journey().lanes().to_vec();
    let state = cx.state();
    for lane in &lanes {
        ui.push_id(lane.id, |ui| {
            ui.horizontal(|ui| {
                let name = lane.shown_title().to_owned();
                if let Some(visible) = widgets::checkbox(ui, &name, lane.visible) {
                    cx.edit(Command::SetLane { state, id: lane.id, field: LaneField::Visible(visible) });
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if lane.id != here && widgets::link_button(ui, "Edit").clicked() {
                        cx.reveal(Subject::Lane(lane.id));
                    }
                });
            });
        });
    }
    let kinds = || LaneKind::ALL.iter().map(|kind| kind.label().to_owned()).collect();
    if let Some(at) = widgets::dropdown(ui, "Add a lane", Some(Icon::Add), "Add a lane…", kinds) {
        let id = LaneId::new(cx.ids);
        let after = lanes.last().map(|lane| lane.id);
        cx.edit(Command::AddLane { state, id, kind: LaneKind::ALL[at], after });
        cx.reveal(Subject::Lane(id));
    }
}
