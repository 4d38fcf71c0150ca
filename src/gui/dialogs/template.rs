//! Asks what a map is to be called among the templates.

use egui::{Context, TextEdit};

use super::{Wish, buttons, enter_answers, framed};
use crate::gui::document::slug;
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton};

/// The dialog's state.
pub struct TemplateDialog {
    name: String,
    /// The files that are there, without their ending; a template with such a name takes the old one's place.
    taken: Vec<String>,
    fresh: bool,
}

impl TemplateDialog {
    /// Asks, with a name already typed.
    pub fn new(name: String, taken: Vec<String>) -> TemplateDialog {
        TemplateDialog { name, taken, fresh: true }
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &Context, wishes: &mut Vec<Wish>) {
        let close = framed(ctx, "Save as template", 460.0, |ui| {
            let theme = widgets::theme(ui);
            let enter = enter_answers(ui);
            ui.label("A copy of this map is kept on this computer, and stands on the start page for new maps.");
            let field = TextEdit::singleline(&mut self.name)
                .margin(egui::Margin::symmetric(10, 7))
                .desired_width(f32::INFINITY);
            let field = ui.add(field).accessible_name("Name of the template");
            if std::mem::take(&mut self.fresh) {
                field.request_focus();
            }
            let name = self.name.trim().to_owned();
            let taken = self.taken.contains(&slug(&name));
            if taken {
                ui.label(style::meta("There is a template of that name; this one takes its place.", theme));
            }
            buttons(ui, |ui| {
                let word = if taken { "Replace" } else { "Save" };
                let save = ui.add_enabled(!name.is_empty(), PushButton::new(word, Emphasis::Primary));
                if (save.clicked() || enter) && !name.is_empty() {
                    wishes.push(Wish::SaveTemplate(name.clone()));
                }
                if ui.add(PushButton::new("Cancel", Emphasis::Secondary)).clicked() {
                    wishes.push(Wish::Close);
                }
            });
        });
        if close {
            wishes.push(Wish::Close);
        }
    }
}
