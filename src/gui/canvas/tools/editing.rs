//! Editing: one text field over the place it writes into.
//!
//! Enter keeps what was written, Escape drops it, Tab keeps it and goes on to the next lane, Ctrl+Enter keeps it and
//! begins a stage. The map changes once, when the writing is kept. Here never comes the decision which
//! command a text becomes (see `target.rs`).

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditOutput;
use egui::{EventFilter, FontId, Id, Key, Modifiers, Rect, TextEdit, Ui, vec2};

use crate::gui::canvas::target::Target;
use crate::gui::style;
use crate::theme::Theme;

/// A text of more rows than this is long, and its field is as wide as this at least, in points.
const LONG_ROWS: usize = 6;
const LONG_WIDTH: f32 = 360.0;

/// A text being written.
pub(in crate::gui::canvas) struct Editing {
    /// What it becomes.
    pub target: Target,
    /// The text so far.
    pub text: String,
    /// The text before.
    pub original: String,
    /// Whether the field was not shown yet.
    pub fresh: bool,
    /// Whether writing began with a letter, which then stands there already.
    pub typed: bool,
    /// Whether the text as it will stand runs from right to left somewhere.
    pub right_to_left: bool,
}

/// How a field stands after being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui::canvas) enum Outcome {
    /// Still being written.
    Open,
    /// To be kept.
    Kept,
    /// To be kept, for somebody has gone elsewhere.
    Left,
    /// To be kept, and to go on to the next lane of the touchpoint, or to the one before.
    Lane { forward: bool },
    /// To be kept, and a stage to be begun.
    Stage,
    /// To be dropped.
    Dropped,
}

/// The field's identity; there is only ever one.
pub(in crate::gui::canvas) fn field_id() -> Id {
    Id::unique("field on the map")
}

/// How a field looks.
pub(in crate::gui::canvas) struct FieldLook {
    /// Where it belongs on the screen.
    pub place: Rect,
    /// It may not leave this part of the screen.
    pub within: Rect,
    /// Font size in screen points.
    pub size: f32,
    /// Whether the text is SemiBold.
    pub strong: bool,
}

impl Editing {
    /// Begins to write over a text, with what was `typed` already in place of it.
    pub(in crate::gui::canvas) fn new(target: Target, original: String, typed: Option<String>) -> Editing {
        let (begun, text) = (typed.is_some(), typed.unwrap_or_else(|| original.clone()));
        Editing { target, text, original, fresh: true, typed: begun, right_to_left: false }
    }

    /// Shows the field; returns where, once it has been there for a frame.
    pub(in crate::gui::canvas) fn show(
        &mut self,
        ui: &mut Ui,
        look: &FieldLook,
        theme: &Theme,
    ) -> (Outcome, Option<Rect>) {
        let id = field_id();
        let has_focus = !self.fresh && ui.memory(|memory| memory.has_focus(id));
        if let Some(outcome) = has_focus.then(|| keys(ui)).flatten() {
            return (outcome, None);
        }
        let pad = 4.0;
        let font = if look.strong { style::semibold(look.size) } else { style::regular(look.size) };
        let (width, height) = self.size(ui, look, &font);
        let (width, height) = (width + 2.0 * pad, height + 2.0 * pad);
        let mut corner = look.place.min - vec2(pad, pad);
        corner.x = corner.x.min(look.within.max.x - width - 4.0).max(look.within.min.x);
        corner.y = corner.y.min(look.within.max.y - height.max(40.0)).max(look.within.min.y);
        let room = look.within.max.y - corner.y - 2.0 * pad - 2.0;
        let frame = egui::Frame::new()
            .fill(theme.card.into())
            .stroke(egui::Stroke::new(1.0, egui::Color32::from(theme.accent)))
            .corner_radius(6)
            .inner_margin(pad);
        let layer = egui::Area::new(id.with("place"))
            .order(egui::Order::Middle)
            .fixed_pos(corner)
            .constrain_to(look.within)
            .fade_in(false);
        let shown = layer.show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(width - 2.0 * pad);
                // What is written goes on at the end; the caret is in sight however long the text is.
                let scroll = egui::ScrollArea::vertical().id_salt(id).max_height(room).stick_to_bottom(true);
                scroll.show(ui, |ui| self.field(ui, font, theme)).inner
            })
        });
        let output = shown.inner.inner;
        if self.fresh {
            self.fresh = false;
            output.response.response.request_focus();
            let end = self.text.chars().count();
            let start = if self.typed { end } else { 0 };
            let mut state = output.state.clone();
            state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(start), CCursor::new(end))));
            state.store(ui.ctx(), id);
            return (Outcome::Open, None);
        }
        let outcome = if output.response.response.lost_focus() { Outcome::Left } else { Outcome::Open };
        (outcome, Some(shown.response.rect))
    }

    /// How much room the text takes, in points: as wide as its place, or wider where it is long, and never higher than
    /// what may be covered.
    fn size(&self, ui: &Ui, look: &FieldLook, font: &FontId) -> (f32, f32) {
        let widest = look.within.width() - 16.0;
        let lay_out = |width: f32| {
            let text = ui.painter().layout(self.text.clone(), font.clone(), egui::Color32::PLACEHOLDER, width);
            (text.rows.len(), text.size().y)
        };
        let width = look.place.width().max(96.0).min(widest);
        let (rows, height) = lay_out(width);
        if rows <= LONG_ROWS || width >= LONG_WIDTH {
            return (width, height);
        }
        let width = LONG_WIDTH.min(widest);
        (width, lay_out(width).1)
    }

    fn field(&mut self, ui: &mut Ui, font: FontId, theme: &Theme) -> TextEditOutput {
        let field = TextEdit::multiline(&mut self.text)
            .id(field_id())
            .font(font)
            .text_color(theme.ink.into())
            .frame(egui::Frame::NONE)
            .align(if self.right_to_left { egui::Align2::RIGHT_TOP } else { egui::Align2::LEFT_TOP })
            .desired_rows(1)
            .desired_width(f32::INFINITY)
            .return_key(egui::KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
            .event_filter(EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true })
            .show(ui);
        field.response.response.clone().accessible_name(self.target.label());
        field
    }

    /// What was written, tidied; `None` if nothing changed.
    pub(in crate::gui::canvas) fn result(&self) -> Option<String> {
        let text =
            if self.target.many_lines() { self.text.trim().to_owned() } else { crate::words::one_line(&self.text) };
        (text != self.original).then_some(text)
    }
}

fn keys(ui: &Ui) -> Option<Outcome> {
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::Escape) {
            return Some(Outcome::Dropped);
        }
        if input.consume_key(Modifiers::SHIFT, Key::Tab) {
            return Some(Outcome::Lane { forward: false });
        }
        if input.consume_key(Modifiers::NONE, Key::Tab) {
            return Some(Outcome::Lane { forward: true });
        }
        if input.consume_key(Modifiers::COMMAND, Key::Enter) {
            return Some(Outcome::Stage);
        }
        let enter = input.key_pressed(Key::Enter) && !input.modifiers.shift;
        (enter && input.consume_key(Modifiers::NONE, Key::Enter)).then_some(Outcome::Kept)
    })
}
