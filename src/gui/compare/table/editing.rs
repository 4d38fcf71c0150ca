//! The row that is being edited: its fields, the list of owners below one of them, and the buttons.
//!
//! Here never comes a change of the map: what was said is handed back.

use egui::{
    Align2, Color32, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, TextEdit, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::columns::Column;
use super::row::{self, AFTER_STEP, RowCx};
use super::said::{RowKey, Said, matching};
use crate::compare::{PlanRow, RowStatus, Source};
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton, Segment};
use crate::model::*;
use crate::text::Icon;

/// What somebody is saying about a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Editing {
    /// The row.
    pub row: RowKey,
    /// What it showed when the editing began.
    pub showed: Said,
    /// What is said now.
    pub said: Said,
    /// Whom to offer as owners, with the number of their gaps.
    pub owners: Vec<(String, usize)>,
    /// The offered owner that the arrow keys have reached.
    offered: Option<usize>,
    /// Where the list of owners is, while it is open.
    list: Option<Rect>,
    fresh: bool,
}

/// How an editing goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody is still at it.
    Going,
    /// It is to be kept.
    Save,
    /// It is to be forgotten.
    Cancel,
}

impl Editing {
    /// Begins with what a row shows.
    pub fn of(row: &PlanRow, owners: Vec<(String, usize)>) -> Editing {
        let showed = Said::of(row);
        let said = showed.clone();
        Editing { row: RowKey::of(row), showed, said, owners, offered: None, list: None, fresh: true }
    }

    /// Draws the row with its fields.
    pub fn ui(&mut self, ui: &mut Ui, cx: &RowCx<'_>, row: &PlanRow, rect: Rect) -> Outcome {
        let theme = widgets::theme(ui);
        let frame = rect.shrink2(vec2(10.0, 3.0));
        ui.painter().rect(frame, 8.0, theme.card, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
        let first = Rect::from_min_max(rect.min + vec2(0.0, 8.0), pos2(rect.right(), rect.top() + 50.0));
        let second = Rect::from_min_max(pos2(rect.left(), rect.top() + 52.0), rect.max - vec2(0.0, 8.0));
        // Asked before the fields, which would take Enter for the end of typing.
        let mut outcome = self.keys(ui);
        for column in [Column::Kind, Column::Stage, Column::Pain, Column::Emotion, Column::Evidence] {
            row::cell(ui, cx, row, column, cx.columns.cell(column, first));
        }
        let from_to = cx.columns.cell(Column::FromTo, first);
        row::step(ui, row, from_to, true);
        let words = Rect::from_min_max(from_to.min + vec2(AFTER_STEP, 0.0), from_to.max);
        let half = (words.width() - 24.0) / 2.0;
        let is = Rect::from_min_size(words.min, vec2(half, words.height()));
        let should = Rect::from_min_max(pos2(is.right() + 24.0, words.top()), words.max);
        let arrow = pos2(is.right() + 12.0, words.center().y);
        let ink: Color32 = theme.ink_faint.into();
        let font = style::icon_font(14.0, false);
        ui.painter().text(arrow, Align2::CENTER_CENTER, Icon::ArrowForward.character(), font, ink);
        let from = field(ui, "From", &mut self.said.is, is);
        if std::mem::take(&mut self.fresh) {
            from.request_focus();
        }
        field(ui, "To", &mut self.said.should, should);
        self.owner_ui(ui, cx.columns.cell(Column::Owner, first));
        self.choices_ui(ui, cx, first);
        self.second_line(ui, row, second, (cx, &mut outcome));
        outcome
    }

    /// Enter saves from any text field, Esc forgets, and the arrows walk the offered owners.
    fn keys(&mut self, ui: &Ui) -> Outcome {
        let typing = ui.ctx().text_edit_focused() || ui.memory(|memory| memory.focused().is_none());
        let in_owner = ui.memory(|memory| memory.has_focus(field_id(ui, "Owner")));
        let count = matching(&self.owners, &self.said.owner).len();
        // Esc closes an open list first.
        let listing = egui::Popup::is_any_open(ui.ctx());
        let (escape, enter, down, up) = ui.input_mut(|input| {
            let mut pressed = |key, really| really && input.consume_key(Modifiers::NONE, key);
            let listed = in_owner && count > 0;
            (
                pressed(Key::Escape, !listing),
                pressed(Key::Enter, typing),
                pressed(Key::ArrowDown, listed),
                pressed(Key::ArrowUp, listed),
            )
        });
        if down {
            self.offered = Some(self.offered.map_or(0, |at| (at + 1).min(count - 1)));
        }
        if up {
            self.offered = self.offered.and_then(|at| at.checked_sub(1));
        }
        match (escape, enter) {
            (true, _) => Outcome::Cancel,
            (false, true) => {
                let matches = matching(&self.owners, &self.said.owner);
                match self.offered.filter(|_| in_owner).and_then(|at| matches.get(at)).map(|(name, _)| name.clone()) {
                    Some(name) => {
                        self.said.owner = name;
                        self.offered = None;
                        Outcome::Going
                    }
                    None => Outcome::Save,
                }
            }
            (false, false) => Outcome::Going,
        }
    }

    fn owner_ui(&mut self, ui: &mut Ui, place: Rect) {
        let before = self.said.owner.clone();
        let owner = field(ui, "Owner", &mut self.said.owner, place);
        if before != self.said.owner {
            self.offered = None;
        }
        let on_list =
            self.list.is_some_and(|list| ui.input(|i| i.pointer.interact_pos().is_some_and(|at| list.contains(at))));
        let focused = ui.memory(|memory| memory.has_focus(owner.id));
        let matches: Vec<(String, usize)> = matching(&self.owners, &self.said.owner).into_iter().cloned().collect();
        let typed = self.said.owner.trim().to_owned();
        let known = self.owners.iter().any(|(name, _)| *name == typed);
        let adds = !typed.is_empty() && !known;
        if !(focused || on_list) || (matches.is_empty() && !adds) || typed == self.showed.owner.trim() && known {
            self.list = None;
            return;
        }
        let area = egui::Area::new(Id::unique("owners to choose")).order(egui::Order::Foreground);
        let width = place.width().max(180.0);
        let shown = area.fixed_pos(place.left_bottom() - vec2(0.0, 4.0)).show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut chosen = None;
                for (at, (name, gaps)) in matches.iter().enumerate() {
                    let on = self.offered == Some(at);
                    let row = offer(ui, name, *gaps, on);
                    if on {
                        widgets::walked(&owner, &row);
                    }
                    if row.clicked() {
                        chosen = Some(name.clone());
                    }
                }
                if adds && offer(ui, &format!("Add “{typed}”"), 0, false).clicked() {
                    chosen = Some(typed.clone());
                }
                chosen
            })
        });
        self.list = Some(shown.response.rect);
        if let Some(name) = shown.inner.inner {
            self.said.owner = name;
            self.offered = None;
            self.list = None;
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui, cx: &RowCx<'_>, line: Rect) {
        let place = cx.columns.cell(Column::Effort, line);
        let mut child = ui.new_child(UiBuilder::new().id_salt("effort").max_rect(centred(place, 28.0)));
        let segments: Vec<_> = Effort::ALL.iter().map(|effort| Segment::new(*effort, effort_letter(*effort))).collect();
        let size = vec2(place.width().min(84.0), 28.0);
        if let Some(effort) = widgets::segmented(&mut child, "Effort", size, 3, &segments, self.said.effort) {
            self.said.effort = Some(effort);
        }
        let place = cx.columns.cell(Column::Horizon, line);
        let mut child = ui.new_child(UiBuilder::new().id_salt("horizon").max_rect(centred(place, 30.0)));
        let current = self.said.horizon.map_or("–", Horizon::label);
        let entries = || Horizon::ALL.iter().map(|horizon| horizon.label().to_owned()).collect();
        if let Some(at) = widgets::dropdown(&mut child, "Horizon", None, current, entries) {
            self.said.horizon = Some(Horizon::ALL[at]);
        }
        let place = cx.columns.cell(Column::Status, line);
        let mut child = ui.new_child(UiBuilder::new().id_salt("status").max_rect(centred(place, 30.0)));
        let (icon, _, _) = row::status_sign(RowStatus::from(self.said.status), widgets::theme(&child));
        let entries = || PlanStatus::ALL.iter().map(|status| status.label().to_owned()).collect();
        if let Some(at) = widgets::dropdown(&mut child, "Status", Some(icon), self.said.status.label(), entries) {
            self.said.status = PlanStatus::ALL[at];
        }
    }

    /// How one will know that it is done, and the buttons.
    fn second_line(&mut self, ui: &mut Ui, row: &PlanRow, line: Rect, (cx, outcome): (&RowCx<'_>, &mut Outcome)) {
        let theme = widgets::theme(ui);
        let from_to = cx.columns.at(Column::FromTo);
        let left = from_to.min + AFTER_STEP;
        let soft: Color32 = theme.ink_soft.into();
        let at = pos2(left, line.center().y);
        let words = ui.painter().layout_no_wrap("Done when".to_owned(), style::regular(style::META), soft);
        let width = words.size().x + 8.0;
        ui.painter().galley(at - vec2(0.0, words.size().y / 2.0), words, soft);
        let right = cx.columns.at(Column::Pain).max.max(left + 320.0);
        let place = Rect::from_min_max(pos2(left + width, line.top()), pos2(right, line.bottom()));
        field(ui, "Done when", &mut self.said.done_when, place);
        if matches!(row.done_when.source, Source::Measure(_)) && self.said.done_when == self.showed.done_when {
            let at = pos2(right + 14.0, line.center().y);
            let font = style::icon_font(15.0, true);
            ui.painter().text(
                at + vec2(7.0, 0.0),
                Align2::CENTER_CENTER,
                Icon::CheckCircle.character(),
                font,
                theme.opp.into(),
            );
            let text =
                ui.painter().layout_no_wrap("Taken from a measure".to_owned(), style::regular(style::META), soft);
            ui.painter().galley(at + vec2(20.0, -text.size().y / 2.0), text, soft);
        }
        let right = cx.columns.at(Column::Status).max;
        let end = Rect::from_min_max(pos2(right - 168.0, line.top()), pos2(right, line.bottom()));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().id_salt("buttons").max_rect(end).layout(layout));
        child.spacing_mut().item_spacing.x = 8.0;
        let save = child.add(PushButton::new("Save", Emphasis::Primary).height(28.0).width(80.0)).clicked();
        let cancel = child.add(PushButton::new("Cancel", Emphasis::Secondary).height(28.0).width(80.0)).clicked();
        if save {
            *outcome = Outcome::Save;
        } else if cancel {
            *outcome = Outcome::Cancel;
        }
    }
}

/// The words on the segments; a screen reader says what they are of.
fn effort_letter(effort: Effort) -> &'static str {
    match effort {
        Effort::Low => "L",
        Effort::Mid => "M",
        Effort::High => "H",
    }
}

fn centred(place: Rect, height: f32) -> Rect {
    Rect::from_center_size(place.center(), vec2(place.width(), height))
}

fn field_id(ui: &Ui, name: &str) -> Id {
    ui.make_persistent_id(("row of the plan", name))
}

/// A field of one line in a place.
fn field(ui: &mut Ui, name: &str, text: &mut String, place: Rect) -> Response {
    let id = field_id(ui, name);
    // Leaving by Esc is this row's business, so that the first press is enough.
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    let edit = TextEdit::singleline(text)
        .id(id)
        .font(style::regular(style::BODY))
        .margin(egui::Margin::symmetric(8, 4))
        .min_size(vec2(0.0, 30.0))
        .align(Align2::LEFT_CENTER)
        .event_filter(filter)
        .desired_width(f32::INFINITY);
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(centred(place, 30.0)));
    let response = child.add(edit).accessible_name(name);
    widgets::focus_ring(&child, &response, 6.0);
    response
}

/// A name in the list of owners.
fn offer(ui: &mut Ui, name: &str, gaps: usize, on: bool) -> Response {
    let theme = widgets::theme(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::CLICK);
    let counted = crate::words::plural(gaps, "gap");
    response.widget_info(|| {
        let says = if gaps > 0 { format!("{name}, {counted}") } else { name.to_owned() };
        WidgetInfo::selected(Role::ListBoxOption, true, on, says)
    });
    if on || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, if on { theme.accent_soft } else { theme.sunken });
    }
    if on {
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 1.5, theme.accent);
    }
    let ink: Color32 = theme.ink.into();
    let text = widgets::elided(ui, name, style::regular(style::BODY), ink, rect.width() - 60.0);
    ui.painter().galley(pos2(rect.left() + 10.0, rect.center().y - text.size().y / 2.0), text, ink);
    if gaps > 0 {
        let at = pos2(rect.right() - 8.0, rect.center().y);
        let font = style::regular(style::META);
        ui.painter().text(at, Align2::RIGHT_CENTER, counted, font, theme.ink_faint.into());
    }
    response
}
