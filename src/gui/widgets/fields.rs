//! Text fields, and fields whose text has to mean something.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Id, Key, KeyboardShortcut, Modifiers, Order, RichText, TextEdit, Ui};

use super::theme;
use crate::gui::style;
use crate::gui::words::Words;
use crate::text::runs_right_to_left;

/// A field for plain text. Answers with the text as soon as a letter changed.
pub struct TextField<'a> {
    name: &'a str,
    value: &'a str,
    hint: &'a str,
    rows: usize,
    title: bool,
    /// A heading of several lines.
    lines: bool,
}

/// Whether Enter leaves the keyboard in a field in which it starts no new line: what is pressed next changes that
/// text, and not what is selected on the map. In a dialog, which lies above the window, Enter answers the dialog.
fn stays_on_enter(ui: &Ui) -> bool {
    ui.layer_id().order == Order::Background
}

/// Gives the keyboard back to a field that Enter has just ended, with all of its text selected or the caret behind it.
fn stay(ui: &Ui, id: Id, mut state: TextEditState, text: &str, select: bool) {
    let end = CCursor::new(text.chars().count());
    let start = if select { CCursor::new(0) } else { end };
    state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
    state.store(ui.ctx(), id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// What happened in a field.
pub struct Typed<T> {
    /// The new value, if it changed in this frame.
    pub value: Option<T>,
    /// Somebody left the field, or ended what was typed with Enter: the run of changes is over.
    pub left: bool,
}

impl<'a> TextField<'a> {
    /// A field of one row. `name` tells it from others and is what a screen reader says.
    pub fn new(name: &'a str, value: &'a str) -> Self {
        TextField { name, value, hint: "", rows: 1, title: false, lines: false }
    }

    /// Words that stand in the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Several rows, in which Enter starts a new line.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Large, as a heading.
    pub fn title(mut self) -> Self {
        self.title = true;
        self
    }

    /// Large, as a heading, and with as many lines as it has: Shift+Enter starts a new one, as on the map.
    pub fn words(mut self) -> Self {
        (self.title, self.lines) = (true, true);
        self
    }

    /// Draws the field.
    pub fn show(self, ui: &mut Ui) -> Typed<String> {
        let theme = theme(ui);
        let mut text = self.value.to_owned();
        let id = ui.make_persistent_id(("field", self.name));
        let hint = RichText::new(self.hint).color(theme.ink_faint);
        let new_line = self.lines.then(|| KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter));
        let field = match (self.title, self.rows) {
            // A name wraps, and yet is one line of text.
            (true, _) => TextEdit::multiline(&mut text).return_key(new_line),
            (false, 1) => TextEdit::singleline(&mut text),
            (false, _) => TextEdit::multiline(&mut text),
        };
        let side = if self.title { 4 } else { 8 };
        let font = if self.title { style::semibold(18.0) } else { style::regular(style::BODY) };
        let mut field = field
            .id(id)
            .font(font.clone())
            .hint_text(hint)
            .margin(egui::Margin::symmetric(side, 5))
            .desired_rows(self.rows)
            .desired_width(f32::INFINITY);
        let written = ui.memory(|memory| memory.has_focus(id));
        let busy = written || ui.ctx().read_response(id).is_some_and(|response| response.hovered());
        if self.title && !busy {
            field = field.frame(egui::Frame::new());
        }
        // While nobody writes in it, it can be read as the map shows it.
        let read = runs_right_to_left(self.value) && !written;
        if read {
            field = field.text_color(egui::Color32::TRANSPARENT);
        }
        let output = field.show(ui);
        if read {
            let inner = output.response.response.rect.shrink2(egui::vec2(f32::from(side), 0.0));
            let painter = ui.painter().with_clip_rect(inner);
            if let Some(words) = Words::in_field(ui, self.value, &font, theme.ink, inner.width()) {
                words.paint(&painter, egui::pos2(inner.left(), output.galley_pos.y));
            }
        }
        let response = output.response.response.accessible_name(self.name);
        let entered = ui.input(|input| input.key_pressed(Key::Enter) && !(self.lines && input.modifiers.shift));
        if self.title {
            if !self.lines {
                text = text.replace(['\n', '\r'], " ");
            }
            if response.has_focus() && entered {
                response.surrender_focus();
            }
        }
        let left = response.lost_focus();
        if left && entered && self.rows == 1 && stays_on_enter(ui) {
            // A text of several lines is not selected, lest the next letter takes the place of all of them.
            stay(ui, id, output.state, &text, !self.lines);
        }
        let value = (response.changed() && text != self.value).then_some(text);
        Typed { value, left }
    }
}

/// A field whose text is read as a value: a number, a date, a list with one entry a line.
///
/// The text stays as typed while the field has the focus; whatever can be read is answered at once, and what cannot
/// is marked and explained.
pub struct ParsedField<'a> {
    name: &'a str,
    shown: String,
    hint: &'a str,
    rows: usize,
    width: f32,
}

impl<'a> ParsedField<'a> {
    /// A field that shows `shown` while nobody types in it.
    pub fn new(name: &'a str, shown: impl Into<String>) -> Self {
        ParsedField { name, shown: shown.into(), hint: "", rows: 1, width: f32::INFINITY }
    }

    /// Words that stand in the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Several rows.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// With a width in points.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Draws the field; `read` turns text into a value or says what is wrong with it.
    pub fn show<T>(self, ui: &mut Ui, read: impl Fn(&str) -> Result<T, String>) -> Typed<T> {
        let theme = theme(ui);
        let id = ui.make_persistent_id(("parsed", self.name));
        let draft: Option<String> = ui.data(|data| data.get_temp(id));
        let mut text = draft.unwrap_or_else(|| self.shown.clone());
        let problem = read(&text).err();
        let field = if self.rows > 1 { TextEdit::multiline(&mut text) } else { TextEdit::singleline(&mut text) };
        let mut field = field
            .id(id)
            .font(style::regular(style::BODY))
            .hint_text(RichText::new(self.hint).color(theme.ink_faint))
            .margin(egui::Margin::symmetric(8, 5))
            .desired_rows(self.rows)
            .desired_width(self.width);
        if problem.is_some() {
            field = field.text_color(theme.pain.into());
        }
        let output = field.show(ui);
        let mut response = output.response.response.accessible_name(self.name);
        let left = response.lost_focus();
        if left && self.rows == 1 && ui.input(|input| input.key_pressed(Key::Enter)) && stays_on_enter(ui) {
            stay(ui, id, output.state, &text, true);
        }
        if let Some(problem) = problem {
            response = response.on_hover_text(&problem);
            if response.has_focus() {
                super::problem(ui, &problem, style::regular(style::META));
            }
        }
        let value = if response.changed() { read(&text).ok() } else { None };
        if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(id, text));
        } else {
            ui.data_mut(|data| data.remove::<String>(id));
        }
        Typed { value, left }
    }
}
