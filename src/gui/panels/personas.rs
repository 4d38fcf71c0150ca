//! The list of personas: badge, name, role, and whether the curve is shown.

use egui::{Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, persona_colour, shown};
use crate::frame::Subject;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Selection};
use crate::gui::words::Words;
use crate::gui::{style, widgets};
use crate::layout::initials;
use crate::model::*;
use crate::text::Icon;

/// Draws the list with its heading.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let theme = widgets::theme(ui);
    super::heading(ui, "Personas", |ui| {
        if widgets::icon_button(ui, Icon::Add, "Add a persona").clicked() {
            cx.actions.push(Action::Run(CommandId::AddPersona));
        }
    });
    let personas: Vec<_> = cx.journey().personas().cloned().collect();
    if personas.is_empty() {
        ui.label(style::meta("Whose journey is it?", theme));
    }
    for persona in &personas {
        row(ui, cx, persona);
    }
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, persona: &Persona) {
    let theme = widgets::theme(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 40.0));
    let hidden = cx.view.hidden_personas.contains(&persona.id);
    let active = cx.view.persona(cx.map()) == Some(persona.id);
    let body = rect.with_max_x(rect.right() - 34.0);
    let response = ui.interact(body, ui.scope_id().with(("persona", persona.id)), Sense::click());
    let name = shown(&persona.name, "Unnamed persona");
    let says = if active { ", digits set her emotion" } else { "" };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, active, format!("{name}{says}")));
    if cx.selection.contains(Subject::Persona(persona.id)) {
        ui.painter().rect_filled(rect, 4.0, theme.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, theme.sunken);
    }
    let center = pos2(rect.left() + 18.0, rect.center().y);
    let colour = persona_colour(cx.journey(), persona.id);
    widgets::persona_badge(ui.painter(), center, 12.0, colour, &initials(persona), theme);
    let left = rect.left() + 40.0;
    let width = rect.width() - 78.0;
    let ink = if hidden { theme.ink_faint } else { theme.ink };
    let title = Words::line(ui, name, style::semibold(style::BODY), ink, width);
    let under = if persona.role.is_empty() { &persona.segment } else { &persona.role };
    let role = Words::line(ui, under, style::regular(style::META), theme.ink_faint, width);
    let y = if under.is_empty() { rect.center().y - title.size().y / 2.0 } else { rect.top() + 4.0 };
    title.paint(ui.painter(), pos2(left, y));
    role.paint(ui.painter(), pos2(left, rect.top() + 21.0));
    widgets::focus_ring(ui, &response, 4.0);
    menu(cx, &response, persona, hidden);
    if response.clicked() {
        cx.actions.push(Action::ActivatePersona(persona.id));
        cx.reveal(Subject::Persona(persona.id));
    }
    if eye(ui, rect, persona, hidden).clicked() {
        cx.actions.push(Action::TogglePersona(persona.id));
    }
}

/// What a secondary click offers for a persona.
fn menu(cx: &mut Cx<'_>, response: &Response, persona: &Persona, hidden: bool) {
    if response.secondary_clicked() {
        cx.actions.push(Action::Select(Selection::One(Subject::Persona(persona.id))));
    }
    response.context_menu(|ui| {
        ui.set_min_width(200.0);
        let word = if hidden { "Show the curve" } else { "Hide the curve" };
        if ui.button(word).clicked() {
            cx.actions.push(Action::TogglePersona(persona.id));
        }
        for command in [CommandId::AddPersona, CommandId::NewForPersona, CommandId::Delete] {
            if command == CommandId::Delete {
                ui.separator();
            }
            let words = command.row().whole_label();
            if ui.add(egui::Button::new(words).shortcut_text(command.keys_text())).clicked() {
                cx.actions.push(Action::Run(command));
            }
        }
    });
}

fn eye(ui: &mut Ui, row: egui::Rect, persona: &Persona, hidden: bool) -> Response {
    let theme = widgets::theme(ui);
    let rect = egui::Rect::from_center_size(pos2(row.right() - 18.0, row.center().y), vec2(28.0, 28.0));
    let response = ui.interact(rect, ui.scope_id().with(("eye", persona.id)), Sense::click());
    let word = if hidden { "Show" } else { "Hide" };
    let name = format!("{word} the curve of {}", shown(&persona.name, "this persona"));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, !hidden, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.line_strong);
    }
    let icon = if hidden { Icon::VisibilityOff } else { Icon::Visibility };
    let font = style::icon_font(16.0, false);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon.character(), font, theme.ink_soft.into());
    widgets::focus_ring(ui, &response, 6.0);
    response.on_hover_text(name)
}
