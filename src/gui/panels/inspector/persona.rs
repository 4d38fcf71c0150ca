//! The fields of a persona.

use egui::{Ui, vec2};

use super::super::{Cx, persona_colour};
use super::{breadcrumb, list, text, title};
use crate::edit::{Command, PersonaField};
use crate::gui::command_table::CommandId;
use crate::gui::widgets::{self, ParsedField};
use crate::layout::initials;
use crate::model::*;

/// Draws them.
pub fn ui(ui: &mut Ui, cx: &mut Cx<'_>, persona: &Persona) {
    let place = cx.journey().personas().position(|other| other.id == persona.id).map_or(0, |at| at + 1);
    let here = if place == 1 { "Main persona".to_owned() } else { format!("Persona {place}") };
    breadcrumb(
        ui,
        cx,
        None,
        &here,
        &[CommandId::MoveLeft, CommandId::MoveRight, CommandId::NewForPersona, CommandId::Delete],
    );
    let (state, id) = (cx.state(), persona.id);
    let set = move |field| Command::SetPersona { state, id, field };
    title(ui, cx, "Name", &persona.name, |name| set(PersonaField::Name(name)));
    colour(ui, cx, persona);
    text(ui, cx, "Role", &persona.role, 1, |role| set(PersonaField::Role(role)));
    text(ui, cx, "Segment or price tier", &persona.segment, 1, |segment| set(PersonaField::Segment(segment)));
    share(ui, cx, persona);
    list(ui, cx, "Needs", &persona.needs, |needs| set(PersonaField::Needs(needs)));
    list(ui, cx, "Wants", &persona.wants, |wants| set(PersonaField::Wants(wants)));
    list(ui, cx, "Stresses", &persona.stresses, |stresses| set(PersonaField::Stresses(stresses)));
    text(ui, cx, "What the brand stands for", &persona.brand, 2, |brand| set(PersonaField::Brand(brand)));
    text(ui, cx, "Quote", &persona.quote, 2, |quote| set(PersonaField::Quote(quote)));
    text(ui, cx, "Initials", &persona.initials, 1, |initials| set(PersonaField::Initials(initials)));
    text(ui, cx, "Note", &persona.note, 3, |note| set(PersonaField::Note(note)));
}

fn colour(ui: &mut Ui, cx: &mut Cx<'_>, persona: &Persona) {
    let theme = widgets::theme(ui);
    let now = persona_colour(cx.journey(), persona.id);
    widgets::section(ui, "Colour and marker", if persona.colour.is_none() { "by her place" } else { "" });
    ui.horizontal(|ui| {
        for choice in PersonaColour::ALL.iter().copied() {
            let (rect, response) = ui.allocate_exact_size(vec2(36.0, 32.0), egui::Sense::click());
            let on = choice == now;
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, choice.label()));
            if on {
                let edge = egui::Stroke::new(1.0, theme.ctrl);
                ui.painter().rect(rect, 6.0, theme.card, edge, egui::StrokeKind::Inside);
            }
            let letters = initials(persona);
            widgets::persona_badge(ui.painter(), rect.center(), 10.0, choice, &letters, theme);
            widgets::focus_ring(ui, &response, 6.0);
            if response.clicked() {
                // The colour chosen already is given back to her place.
                let colour = (persona.colour != Some(choice)).then_some(choice);
                let (state, id) = (cx.state(), persona.id);
                cx.edit(Command::SetPersona { state, id, field: PersonaField::Colour(colour) });
            }
            response.on_hover_text(choice.label());
        }
    });
}

fn share(ui: &mut Ui, cx: &mut Cx<'_>, persona: &Persona) {
    widgets::section(ui, "Share of customers", "%");
    let now = persona.share.map_or(String::new(), |share| share.get().to_string());
    let typed = ParsedField::new("Share of customers", now).hint("Not known").show(ui, |text| {
        match text.trim().trim_end_matches('%').trim_end() {
            "" => Ok(None),
            digits => {
                let number = digits.parse().map_err(|_| "A whole number from 0 to 100, or nothing".to_owned())?;
                Percent::new(number).map(Some).map_err(|problem| problem.to_string())
            }
        }
    });
    if let Some(share) = typed.value {
        let (state, id) = (cx.state(), persona.id);
        cx.typing(Command::SetPersona { state, id, field: PersonaField::Share(share) });
    }
    if typed.left {
        cx.seal();
    }
}
