//! A thought in the parking lot: its words, and where it can go.

use egui::{Ui, vec2};

use super::super::{Cx, parking};
use super::breadcrumb;
use crate::edit::Command;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::style;
use crate::gui::widgets::{self, TextField};
use crate::model::*;

/// Draws it.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, id: NoteId) {
    let theme = widgets::theme(ui);
    let Some(note) = cx.map().notes().iter().find(|note| note.id == id).cloned() else {
        ui.label(style::meta("The thought was placed or deleted.", theme));
        return;
    };
    breadcrumb(ui, cx, None, "Parked thought", &[CommandId::Delete]);
    let typed = TextField::new("Thought", &note.text).rows(3).show(ui);
    if let Some(text) = typed.value {
        cx.typing(Command::SetNote { id, text });
    }
    if typed.left {
        cx.seal();
    }
    widgets::section(ui, "Place it on the map", "");
    for (label, command) in parking::placements(cx, id) {
        let button = egui::Button::new(label).min_size(vec2(ui.available_width(), 28.0));
        if ui.add_enabled(command.is_some(), button).clicked() {
            cx.actions.extend(command.map(Action::Edit));
        }
    }
    ui.label(style::meta(
        "Select a touchpoint first to make it a pain point, an opportunity or feedback there.",
        theme,
    ));
}
