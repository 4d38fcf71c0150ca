//! Short notices at the bottom that go by themselves, with an Undo where something was deleted.

use egui::{Align2, Area, Color32, Id, Order, Ui, vec2};

use super::style;
use super::widgets;
use crate::gui::words::Words;

/// How long a notice stays, in seconds.
const STAY: f64 = 6.0;

/// One notice.
struct Toast {
    text: String,
    about: About,
    until: Option<f64>,
}

/// What a notice is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    /// Something that happened, and is over.
    Event,
    /// A change of the map that can be taken back while the map has this revision.
    Change(u64),
    /// A step back or forth in the history. The next one, or a change, makes it old.
    Step,
}

/// The notices now in view, oldest first.
#[derive(Default)]
pub struct Toasts {
    list: Vec<Toast>,
}

impl Toasts {
    /// Says something.
    pub fn say(&mut self, text: impl Into<String>) {
        self.push(text.into(), About::Event);
    }

    /// Says something that can be undone while the map has this revision.
    pub fn say_undoable(&mut self, text: impl Into<String>, revision: u64) {
        self.forget_changes();
        self.push(text.into(), About::Change(revision));
    }

    /// Says that the history was walked. What was said about changes before is no longer so, and goes.
    pub fn say_step(&mut self, text: impl Into<String>) {
        self.forget_changes();
        self.push(text.into(), About::Step);
    }

    fn forget_changes(&mut self) {
        self.list.retain(|toast| toast.about == About::Event);
    }

    fn push(&mut self, text: String, about: About) {
        self.list.retain(|toast| toast.text != text);
        self.list.push(Toast { text, about, until: None });
        let surplus = self.list.len().saturating_sub(3);
        self.list.drain(..surplus);
    }

    /// What is said now.
    #[cfg(test)]
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|toast| toast.text.as_str())
    }

    /// Draws the notices, above a dialog too, and there at the top, away from its buttons; returns whether Undo was
    /// clicked.
    pub fn ui(&mut self, ctx: &egui::Context, revision: Option<u64>, over_dialog: bool) -> bool {
        let now = ctx.time();
        for toast in &mut self.list {
            toast.until.get_or_insert(now + STAY);
        }
        self.list.retain(|toast| toast.until.is_none_or(|until| until > now));
        let Some(first_end) = self.list.iter().filter_map(|toast| toast.until).reduce(f64::min) else {
            return false;
        };
        ctx.request_repaint_after_secs((first_end - now) as f32);
        let mut undo = false;
        let mut closed = None;
        let area = Area::new(Id::unique("toasts"));
        let area = match over_dialog {
            true => area.order(Order::Tooltip).anchor(Align2::CENTER_TOP, vec2(0.0, 10.0)),
            false => area.order(Order::Foreground).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -44.0)),
        };
        area.show(ctx, |ui| {
            for (at, toast) in self.list.iter().enumerate() {
                let undoable = revision.is_some_and(|revision| toast.about == About::Change(revision));
                let (undo_clicked, close_clicked) = toast_ui(ui, &toast.text, undoable);
                if undo_clicked || close_clicked {
                    closed = Some(at);
                }
                undo |= undo_clicked;
            }
        });
        if let Some(at) = closed {
            self.list.remove(at);
        }
        undo
    }
}

fn toast_ui(ui: &mut Ui, text: &str, undoable: bool) -> (bool, bool) {
    let theme = widgets::theme(ui);
    let ink: Color32 = theme.solid_ink.into();
    let frame =
        egui::Frame::new().fill(theme.solid.into()).corner_radius(8).inner_margin(egui::Margin::symmetric(14, 6));
    let mut outcome = (false, false);
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let room = (ui.ctx().content_rect().width() - 240.0).min(720.0);
            let words = Words::line(ui, text, style::regular(style::BODY), theme.solid_ink, room);
            let response = words.label(ui, text);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
            if undoable {
                let undo = egui::RichText::new("Undo").font(style::semibold(style::BODY)).color(ink).underline();
                outcome.0 = ui.add(egui::Button::new(undo).frame(false).min_size(vec2(40.0, 24.0))).clicked();
            }
            let close = style::icon(crate::text::Icon::Close, 14.0).color(ink);
            let button = egui::Button::new(close).frame(false).min_size(vec2(24.0, 24.0));
            outcome.1 = ui.add(button).accessible_name("Close this notice").clicked();
        });
    });
    ui.add_space(4.0);
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_a_change_goes_when_the_change_is_taken_back() {
        let mut toasts = Toasts::default();
        toasts.say("Saved");
        toasts.say_undoable("Deleted a stage", 4);
        toasts.say_step("Undone: Delete a stage");
        assert_eq!(toasts.texts().collect::<Vec<_>>(), ["Saved", "Undone: Delete a stage"]);
        toasts.say_undoable("Deleted a lane", 6);
        assert_eq!(toasts.texts().collect::<Vec<_>>(), ["Saved", "Deleted a lane"]);
    }
}
