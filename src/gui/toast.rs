//! Short notices at the bottom that go by themselves, with an Undo where something was deleted.

use egui::{Align2, Area, Color32, Id, Order, Ui, vec2};

use super::style;
use super::widgets;
use crate::gui::words::Words;

/// How long a short notice stays, in seconds.
const STAY: f64 = 6.0;
/// So many letters are read in that time; each more takes this much longer, in seconds.
const SHORT: usize = 60;
const LETTER: f64 = 0.05;
/// How long notices stay after the pointer or the keyboard has left them, in seconds.
const AFTERWARDS: f64 = 2.0;

/// How long a notice stays, in seconds.
fn stay(text: &str) -> f64 {
    STAY + LETTER * text.chars().count().saturating_sub(SHORT) as f64
}

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
            toast.until.get_or_insert_with(|| now + stay(&toast.text));
        }
        self.list.retain(|toast| toast.until.is_none_or(|until| until > now));
        let Some(first_end) = self.list.iter().filter_map(|toast| toast.until).reduce(f64::min) else {
            return false;
        };
        ctx.request_repaint_after_secs((first_end - now) as f32);
        let (mut undo, mut held) = (false, false);
        let mut closed = None;
        let area = Area::new(Id::unique("toasts"));
        let area = match over_dialog {
            true => area.order(Order::Tooltip).anchor(Align2::CENTER_TOP, vec2(0.0, 10.0)),
            false => area.order(Order::Foreground).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -44.0)),
        };
        area.show(ctx, |ui| {
            for (at, toast) in self.list.iter().enumerate() {
                let undoable = revision.is_some_and(|revision| toast.about == About::Change(revision));
                let shown = ui.push_id(&toast.text, |ui| toast_ui(ui, &toast.text, undoable)).inner;
                if shown.undo || shown.close {
                    closed = Some(at);
                }
                undo |= shown.undo;
                held |= shown.held;
            }
        });
        if held {
            // Nothing goes from under somebody's hand, nor moves there because another one goes.
            for until in self.list.iter_mut().filter_map(|toast| toast.until.as_mut()) {
                *until = until.max(now + AFTERWARDS);
            }
        }
        if let Some(at) = closed {
            self.list.remove(at);
        }
        undo
    }
}

/// What happened to a notice.
#[derive(Default)]
struct Shown {
    /// Undo was pressed.
    undo: bool,
    /// It was closed.
    close: bool,
    /// The pointer or the keyboard is on it.
    held: bool,
}

fn toast_ui(ui: &mut Ui, text: &str, undoable: bool) -> Shown {
    let theme = widgets::theme(ui);
    let ink: Color32 = theme.solid_ink.into();
    let frame =
        egui::Frame::new().fill(theme.solid.into()).corner_radius(8).inner_margin(egui::Margin::symmetric(14, 6));
    let mut shown = Shown::default();
    let button = |ui: &mut Ui, words: egui::RichText, name: &str, width: f32| {
        let button = ui.add(egui::Button::new(words).frame(false).min_size(vec2(width, 24.0))).accessible_name(name);
        widgets::focus_ring_in(ui, &button, 4.0, ink);
        button
    };
    let whole = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let room = (ui.ctx().content_rect().width() - 240.0).min(720.0);
            let words = Words::line(ui, text, style::regular(style::BODY), theme.solid_ink, room);
            let response = words.label(ui, text);
            widgets::said(&response);
            if undoable {
                let undo = egui::RichText::new("Undo").font(style::semibold(style::BODY)).color(ink).underline();
                let undo = button(ui, undo, "Undo", 40.0);
                (shown.undo, shown.held) = (undo.clicked(), undo.has_focus());
            }
            let close = style::icon(crate::text::Icon::Close, 14.0).color(ink);
            let close = button(ui, close, "Close this notice", 24.0);
            shown.close = close.clicked();
            shown.held |= close.has_focus();
        });
    });
    shown.held |= ui.rect_contains_pointer(whole.response.rect);
    ui.add_space(4.0);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_stays_longer() {
        assert_eq!(stay("Saved"), 6.0);
        assert_eq!(stay(&"a".repeat(160)), 11.0);
    }

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
