//! The parking lot: thoughts that have no place on the map yet.

use egui::{Key, Modifiers, Response, Role, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::{Cx, shown};
use crate::edit::clipboard::{ListKind, list_items, paste_list};
use crate::edit::{Command, Placement, Slot};
use crate::gui::context::{Action, Selection};
use crate::gui::words::Words;
use crate::gui::{style, widgets};
use crate::model::*;
use crate::text::Icon;
use crate::words::plural;

/// What the parking lot remembers between frames.
#[derive(Debug, Default)]
pub struct Parking {
    draft: String,
    /// Whether the field had the keyboard in the frame before.
    focused: bool,
    /// Put the cursor into the field for a new thought.
    pub focus: bool,
    /// Give the keyboard to this thought: the one beside it is gone.
    next: Option<NoteId>,
}

/// A thought that is being dragged onto the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraggedNote(pub NoteId);

impl Parking {
    /// Draws the thoughts and the field for a new one.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let theme = widgets::theme(ui);
        let notes = cx.map().notes().to_vec();
        let top = ui.cursor().min;
        super::heading(ui, "Parking lot", |ui| {
            ui.label(style::meta(format!("{} unplaced", notes.len()), theme));
        });
        for (at, note) in notes.iter().enumerate() {
            let deleted = note_ui(ui, cx, note, self.next.take_if(|next| *next == note.id).is_some());
            if deleted {
                let beside = notes.get(at + 1).or_else(|| notes.get(at.checked_sub(1)?));
                self.next = beside.map(|note| note.id);
                self.focus = beside.is_none();
            }
        }
        self.field(ui, cx);
        let lot = egui::Rect::from_min_max(top, ui.min_rect().max).intersect(ui.clip_rect());
        let pass = ui.ctx().cumulative_pass_nr();
        ui.data_mut(|data| data.insert_temp(lot_id(), (pass, lot)));
    }

    fn field(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let theme = widgets::theme(ui);
        // It stays the same field, and keeps the keyboard, while thoughts come and go above it.
        let field = TextEdit::singleline(&mut self.draft)
            .id(egui::Id::unique("park a thought"))
            .hint_text(egui::RichText::new("Park a thought").color(theme.ink_faint))
            .margin(egui::Margin::symmetric(8, 5))
            .desired_width(f32::INFINITY);
        let several = self.focused.then(|| pasted_lines(ui)).flatten();
        let response = ui.add(field).accessible_name("Park a thought");
        self.focused = response.has_focus();
        if let Some(command) = several.and_then(|lines| paste_list(&lines, ListKind::Notes, cx.state(), cx.ids)) {
            cx.edit(command);
        }
        if std::mem::take(&mut self.focus) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            cx.actions.push(Action::FocusMap);
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if let Some(command) = entered.then(|| self.take_draft(cx.ids)).flatten() {
            cx.edit(command);
            response.request_focus();
        }
    }

    /// Parks the thought that is being written, if there is one.
    pub fn take_draft(&mut self, ids: &mut impl IdSource) -> Option<Command> {
        if self.draft.trim().is_empty() {
            return None;
        }
        let text = std::mem::take(&mut self.draft).trim().to_owned();
        Some(Command::AddNote { id: NoteId::new(ids), text })
    }
}

fn lot_id() -> egui::Id {
    egui::Id::unique("the parking lot")
}

/// Where the parking lot lies on the screen, while it is shown.
pub fn place(ctx: &egui::Context) -> Option<egui::Rect> {
    let (pass, lot): (u64, egui::Rect) = ctx.data(|data| data.get_temp(lot_id()))?;
    (ctx.cumulative_pass_nr() <= pass + 1).then_some(lot)
}

/// Several pasted lines are several thoughts; the field would make one line of them.
fn pasted_lines(ui: &Ui) -> Option<Vec<String>> {
    ui.input_mut(|input| {
        let lines = |event: &egui::Event| match event {
            egui::Event::Paste(text) => Some(list_items(text)).filter(|lines| lines.len() > 1),
            _ => None,
        };
        let at = input.events.iter().position(|event| lines(event).is_some())?;
        lines(&input.events.remove(at))
    })
}

/// A thought, which takes the keyboard where it is `next`. Returns whether it is deleted by key.
fn note_ui(ui: &mut Ui, cx: &mut Cx<'_>, note: &Note, next: bool) -> bool {
    let theme = widgets::theme(ui);
    let width = ui.available_width();
    let text = Words::lines(ui, &note.text, style::regular(style::META), theme.ink, width - 36.0, 3);
    let (_, rect) = ui.allocate_space(vec2(width, (text.size().y + 12.0).max(30.0)));
    let response = ui.interact(rect, ui.scope_id().with(("note", note.id)), Sense::click_and_drag());
    let selected = *cx.selection == Selection::Note(note.id);
    let name = format!("Parked thought: {}", shown(&note.text, "empty"));
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, selected, &name));
    let edge = match (selected, response.hovered()) {
        (true, _) => theme.accent,
        (false, true) => theme.ctrl,
        (false, false) => theme.line_strong,
    };
    ui.painter().rect(rect, 6.0, theme.card, egui::Stroke::new(1.0, edge), egui::StrokeKind::Inside);
    let grip = pos2(rect.left() + 12.0, rect.center().y);
    let font = style::icon_font(14.0, false);
    let dots = Icon::DragIndicator.character();
    ui.painter().text(grip, egui::Align2::CENTER_CENTER, dots, font, theme.ink_faint.into());
    text.paint_from(ui.painter(), pos2(rect.left() + 24.0, rect.center().y));
    widgets::focus_ring(ui, &response, 6.0);
    response.dnd_set_drag_payload(DraggedNote(note.id));
    if response.clicked() {
        cx.actions.push(Action::Select(Selection::Note(note.id)));
    }
    if next {
        response.request_focus();
    }
    let pressed = |key| response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let deleted = pressed(Key::Delete);
    if deleted {
        cx.edit(Command::DeleteNote { id: note.id });
    }
    if pressed(Key::Enter) {
        cx.actions.push(Action::PlaceNote(note.id));
    }
    menu(cx, &response, note.id);
    deleted
}

fn menu(cx: &mut Cx<'_>, response: &Response, note: NoteId) {
    response.context_menu(|ui| {
        for (label, command) in placements(cx, note) {
            let enabled = command.is_some();
            let button = egui::Button::new(label).min_size(vec2(220.0, 26.0));
            if ui.add_enabled(enabled, button).clicked() {
                cx.actions.extend(command.map(Action::Edit));
                ui.close();
            }
        }
        ui.separator();
        if ui.add(egui::Button::new("Delete").min_size(vec2(220.0, 26.0))).clicked() {
            cx.edit(Command::DeleteNote { id: note });
            ui.close();
        }
    });
}

/// What a thought can become where the selection stands. Choices that need a touchpoint come without a command
/// while none is selected.
pub fn placements(cx: &mut Cx<'_>, note: NoteId) -> Vec<(&'static str, Option<Command>)> {
    let state = cx.state();
    let at = cx.selection.touchpoint().filter(|id| cx.journey().touchpoint(*id).is_some());
    let slot = match at.and_then(|id| cx.journey().touchpoint(id)) {
        Some(touchpoint) => Some(Slot { stage: touchpoint.stage, after: Some(touchpoint.id) }),
        None => cx.journey().stages().last().map(|stage| Slot {
            stage: stage.id,
            after: cx.journey().touchpoints_in(stage.id).last().map(|touchpoint| touchpoint.id),
        }),
    };
    let place = |placement| Command::PlaceNote { id: note, state, placement };
    vec![
        ("Make it a touchpoint", slot.map(|slot| place(Placement::Touchpoint(TouchpointId::new(cx.ids), slot)))),
        ("Make it a pain point here", at.map(|at| place(Placement::Pain(PainId::new(cx.ids), at)))),
        ("Make it an opportunity here", at.map(|at| place(Placement::Opportunity(OpportunityId::new(cx.ids), at)))),
        ("Make it feedback here", at.map(|at| place(Placement::Feedback(FeedbackId::new(cx.ids), at)))),
    ]
}

/// "3 thoughts parked", for the status bar.
pub fn summary(map: &Map) -> Option<String> {
    let count = map.notes().len();
    (count > 0).then(|| format!("{} parked", plural(count, "thought")))
}
