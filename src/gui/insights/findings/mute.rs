//! The question why a rule is to say nothing on this map.
//!
//! A dialog like the others: it draws itself and hands back wishes.

use egui::{Context, Ui};

use crate::gui::dialogs::{Wish, buttons, enter_answers, framed};
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton, TextField};
use crate::insight::Rule;

/// Asks for the reason.
pub struct MuteDialog {
    rule: &'static Rule,
    reason: String,
    /// Whether the field is to take the keyboard.
    fresh: bool,
    /// Whether somebody tried without a reason.
    refused: bool,
}

impl MuteDialog {
    /// Asks about a rule.
    pub fn new(rule: &'static Rule) -> MuteDialog {
        MuteDialog { rule, reason: String::new(), fresh: true, refused: false }
    }

    /// Draws it.
    pub fn ui(&mut self, ctx: &Context, wishes: &mut Vec<Wish>) {
        if framed(ctx, "Ignore this rule on this map", 480.0, |ui| self.content(ui, wishes)) {
            wishes.push(Wish::Close);
        }
    }

    fn content(&mut self, ui: &mut Ui, wishes: &mut Vec<Wish>) {
        let theme = widgets::theme(ui);
        ui.label(style::strong(self.rule.title, style::BODY, theme));
        ui.label("All of its findings leave the list. The reason is saved with the map, for whoever asks later.");
        widgets::section(ui, "Reason", "");
        let typed = TextField::new("Reason", &self.reason).hint("e.g. We do without perks on purpose").show(ui);
        if std::mem::take(&mut self.fresh) {
            let id = ui.make_persistent_id(("field", "Reason"));
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if let Some(text) = typed.value {
            self.reason = text;
            self.refused = false;
        }
        if self.refused {
            widgets::problem(ui, "Say why, in a few words.", style::regular(style::META));
        }
        let mut mute = enter_answers(ui);
        buttons(ui, |ui| {
            mute |= ui.add(PushButton::new("Ignore the rule", Emphasis::Primary)).clicked();
            if ui.add(PushButton::new("Cancel", Emphasis::Secondary)).clicked() {
                wishes.push(Wish::Close);
            }
        });
        if mute {
            match self.reason.trim() {
                "" => (self.refused, self.fresh) = (true, true),
                reason => wishes.push(Wish::Mute { rule: self.rule.key, reason: reason.to_owned() }),
            }
        }
    }
}
