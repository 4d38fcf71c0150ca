//! The table of the Ideal mode: how far the journey has come, and every gap as a row that can be owned, weighed, dated
//! and closed.
//!
//! Rows, filters, groups and counts are the [plan](crate::compare::Plan)'s; here they are drawn, and what somebody
//! says about a row becomes one step of undo. Here never comes a judgement of what differs.

mod chips;
mod columns;
mod doing;
mod editing;
mod export;
mod head;
mod lines;
mod progressed;
mod row;
mod said;
mod trend;

use std::sync::Arc;

use egui::{
    Align2, Color32, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::{CompareWish, MadeKey, Picked};
use crate::compare::{Grouping, Standing};
use crate::gui::canvas::comparing::menu_ui;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, CanvasOrder};
use crate::gui::situation::Situation;
use crate::gui::{style, widgets};
use crate::model::*;
use crate::text::Icon;

use columns::{Column, Columns};
use editing::{Editing, Outcome};
use lines::{Choices, Line, Lines};
use row::RowCx;
use said::{RowKey, owners};

pub use chips::buttons;
pub use export::{ENDINGS as PLAN_ENDINGS, PlanOrder, PlanWritten, write};
pub use progressed::Progressed;

/// What the table wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum PlanWish {
    /// Keep what was said about the row that is being edited.
    Save,
    /// Forget it.
    Cancel,
    /// Edit the selected row.
    Edit,
}

/// What the table remembers between frames. None of it is saved.
#[derive(Default)]
pub struct PlanView {
    choices: Choices,
    selected: Option<RowKey>,
    editing: Option<Editing>,
    /// The plan that is shown, perhaps not of the latest change.
    shown: Option<Arc<Progressed>>,
    /// The comparison whose plan is being worked out, and the one for which that broke down.
    asked: Option<MadeKey>,
    failed: Option<MadeKey>,
    /// Commands that wait for the plan.
    waiting: Vec<CommandId>,
    lines: Lines,
    /// Whether the selected row is to be brought into view, and whether it is to take the keyboard.
    reveal: bool,
    focus: bool,
}

/// What the table is drawn from.
pub struct PlanCx<'a> {
    /// The map as it is now.
    pub map: &'a Map,
    /// What is selected in the other views.
    pub picked: Picked,
    /// What can be done with it.
    pub now: Situation,
}

impl PlanView {
    /// Whether a row has the keyboard.
    pub fn has_focus(&self, ctx: &egui::Context) -> bool {
        self.selected.is_some_and(|row| ctx.memory(|memory| memory.has_focus(row_id(row))))
    }

    /// Whether a row is being edited.
    pub fn is_editing(&self) -> bool {
        self.editing.is_some()
    }

    /// Whether a row is selected that somebody can plan something for.
    pub fn has_row(&self) -> bool {
        let planned = self.shown.as_ref().filter(|shown| !shown.is_record());
        planned.is_some_and(|shown| self.selected.is_some_and(|row| row.find(&shown.plan).is_some()))
    }

    /// "Gap 3 of 12", or that nothing is selected.
    pub fn place_words(&self) -> String {
        let rows = self.lines.rows();
        let place = self.selected_row().and_then(|row| rows.iter().position(|other| *other == row));
        match place {
            Some(at) if self.is_editing() => format!("Row {} of {}: editing", at + 1, rows.len()),
            Some(at) => format!("Row {} of {}", at + 1, rows.len()),
            None => "Nothing selected".to_owned(),
        }
    }

    /// "5 gaps open, 2 without an owner"; `true` if that is a matter to look after.
    pub fn open_words(&self) -> Option<(String, bool)> {
        let shown = self.shown.as_ref().filter(|shown| !shown.is_record())?;
        let counts = shown.plan.counts();
        let open = counts.total.saturating_sub(counts.closed + counts.dropped);
        let gaps = crate::words::plural(open, "gap");
        Some(match counts.without_owner {
            0 => (format!("{gaps} open"), false),
            without => (format!("{gaps} open, {without} without an owner"), true),
        })
    }

    fn selected_row(&self) -> Option<usize> {
        self.selected?.find(&self.shown.as_ref()?.plan)
    }

    /// Draws the table and answers pointer and keys.
    pub fn ui(&mut self, ui: &mut Ui, cx: &PlanCx<'_>, orders: &mut Vec<CanvasOrder>, actions: &mut Vec<Action>) {
        self.focus |= orders.drain(..).any(|order| order == CanvasOrder::Focus);
        let Some(shown) = self.shown.clone() else {
            ui.add_space(24.0);
            ui.vertical_centered(|ui| ui.label(style::meta("Comparing…", widgets::theme(ui))));
            return;
        };
        if shown.is_record() && !matches!(self.choices.grouping, Grouping::Stage | Grouping::None) {
            self.choices.grouping = Grouping::Stage;
        }
        self.follow(&shown, cx.picked);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        head::ui(ui, &shown);
        chips::ui(ui, &shown, &mut self.choices);
        let edited = self.editing.as_ref().and_then(|editing| editing.row.find(&shown.plan));
        self.lines.update(&shown, &self.choices, edited);
        let columns = Columns::new(ui.available_rect_before_wrap().x_range(), shown.is_record());
        columns.titles_ui(ui, self.choices.order);
        if self.lines.height == 0.0 {
            return self.nothing_ui(ui, &shown);
        }
        let list = ScrollArea::vertical().id_salt("rows of the plan").auto_shrink([false, false]).animated(false);
        list.show_viewport(ui, |ui, viewport| {
            ui.set_height(self.lines.height + 24.0);
            let node = ui.unique_id();
            let count = self.lines.rows().len();
            ui.ctx().accesskit_node_builder(node, |node| {
                node.set_role(Role::Table);
                node.set_label("Plan");
                node.set_row_count(count);
            });
            self.lines_ui(ui, (&shown, &columns, cx), viewport, actions);
        });
    }

    /// Selects the row of the gap that was picked in another view.
    fn follow(&mut self, shown: &Progressed, picked: Picked) {
        let Some(gap) = picked.gap.filter(|gap| self.selected.is_none_or(|row| row.gap != *gap)) else { return };
        if let Some(row) = shown.plan.rows.iter().find(|row| row.key == gap) {
            self.selected = Some(RowKey::of(row));
            self.reveal = true;
        }
    }

    fn nothing_ui(&mut self, ui: &mut Ui, shown: &Progressed) {
        let theme = widgets::theme(ui);
        ui.add_space(40.0);
        ui.vertical_centered(|ui| {
            if shown.plan.rows.is_empty() {
                ui.label(style::strong("Nothing differs", 18.0, theme));
                return;
            }
            ui.label(style::strong("No row fits these filters", 18.0, theme));
            if widgets::link_button(ui, "Show all rows").clicked() {
                self.choices.filter = Default::default();
            }
        });
    }

    fn lines_ui(
        &mut self,
        ui: &mut Ui,
        (shown, columns, cx): (&Arc<Progressed>, &Columns, &PlanCx<'_>),
        viewport: Rect,
        actions: &mut Vec<Action>,
    ) {
        let top = ui.max_rect().top();
        let place = |span: &std::ops::Range<f32>| {
            Rect::from_x_y_ranges(columns.x, egui::Rangef::new(top + span.start, top + span.end))
        };
        if std::mem::take(&mut self.reveal)
            && let Some(span) = self.selected_row().and_then(|row| self.lines.span_of(row))
            && (span.start < viewport.top() || span.end > viewport.bottom())
        {
            ui.scroll_to_rect(place(&span).expand(12.0), None);
        }
        self.row_keys(ui, actions);
        let visible: Vec<_> = self.lines.between(viewport.top(), viewport.bottom()).collect();
        for (line, span) in visible {
            match line {
                Line::Heading(group) => self.heading_ui(ui, columns, group, place(&span)),
                Line::Row(row) => self.row_ui(ui, (shown, columns, cx), row, place(&span), actions),
            }
        }
    }

    /// What the selected row does with keys that are no commands.
    fn row_keys(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let Some(selected) = self.selected else { return };
        if std::mem::take(&mut self.focus) && self.editing.is_none() {
            ui.memory_mut(|memory| memory.request_focus(row_id(selected)));
        }
        if !self.has_focus(ui.ctx()) {
            return;
        }
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(row_id(selected), filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let far = self.lines.rows().len() as isize;
        let ways = [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::Home, -far),
            (Key::End, far),
            (Key::PageDown, 10),
            (Key::PageUp, -10),
        ];
        for (key, by) in ways {
            if pressed(key) {
                self.walk(by, false, actions);
            }
        }
        if pressed(Key::Escape) {
            self.selected = None;
            actions.push(Action::Compare(CompareWish::Pick(Picked::default())));
        }
    }

    /// Goes so many rows down, round and round if asked to.
    pub fn walk(&mut self, by: isize, round: bool, actions: &mut Vec<Action>) {
        let Some(shown) = self.shown.clone() else { return };
        let rows = self.lines.rows();
        let count = rows.len() as isize;
        if count == 0 {
            return;
        }
        let here = self.selected_row().and_then(|row| rows.iter().position(|other| *other == row));
        let next = match here {
            Some(at) if round => (at as isize + by).rem_euclid(count),
            Some(at) => (at as isize + by).clamp(0, count - 1),
            None if by < 0 => count - 1,
            None => 0,
        };
        self.select(&shown, rows[next as usize], actions);
    }

    fn select(&mut self, shown: &Progressed, row: usize, actions: &mut Vec<Action>) {
        let row = &shown.plan.rows[row];
        self.selected = Some(RowKey::of(row));
        (self.reveal, self.focus) = (true, true);
        let made = &shown.made;
        let picked = match row.standing {
            Standing::Differs(gap) => made.pick(&made.comparison.gaps[gap]),
            Standing::Gone | Standing::Elsewhere => Picked::default(),
        };
        actions.push(Action::Compare(CompareWish::Pick(picked)));
    }

    /// Begins to edit the selected row.
    fn begin_editing(&mut self, map: &Map) {
        let Some(shown) = self.shown.clone().filter(|shown| !shown.is_record()) else { return };
        if let Some(row) = self.selected_row() {
            self.editing = Some(Editing::of(&shown.plan.rows[row], owners(&shown.plan, map)));
            self.reveal = true;
        }
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        (shown, columns, cx): (&Arc<Progressed>, &Columns, &PlanCx<'_>),
        at: usize,
        rect: Rect,
        actions: &mut Vec<Action>,
    ) {
        let theme = widgets::theme(ui);
        let row = &shown.plan.rows[at];
        let key = RowKey::of(row);
        let on = self.selected_row() == Some(at);
        let mut line = ui.new_child(UiBuilder::new().scope_id(row_id(key).with("line")).max_rect(rect));
        line.ctx().clone().accesskit_node_builder(line.unique_id(), |node| {
            node.set_role(Role::Row);
            node.set_row_index(at);
        });
        let row_cx = RowCx { shown, columns, on };
        let edited = self.editing.as_ref().is_some_and(|editing| editing.row.find(&shown.plan) == Some(at));
        if edited {
            let outcome =
                self.editing.as_mut().map_or(Outcome::Going, |editing| editing.ui(&mut line, &row_cx, row, rect));
            match outcome {
                Outcome::Going => {}
                Outcome::Save => actions.push(Action::Compare(CompareWish::Plan(PlanWish::Save))),
                Outcome::Cancel => actions.push(Action::Compare(CompareWish::Plan(PlanWish::Cancel))),
            }
            return;
        }
        // Tab comes to the selected row alone; arrows lead on from there.
        let response = line.interact(rect, row_id(key), if on { Sense::click() } else { Sense::CLICK });
        let step = row.step.map_or(String::new(), |step| format!("{step}, "));
        response.widget_info(|| WidgetInfo::selected(Role::RowHeader, true, on, format!("{step}{}", row.sentence())));
        if on {
            line.painter().rect_filled(rect, 0.0, theme.accent_soft);
            let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            line.painter().rect_filled(bar, 0.0, theme.accent);
        } else if response.hovered() {
            line.painter().rect_filled(rect, 0.0, theme.zebra);
        }
        line.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
        row::cells(&mut line, &row_cx, row, rect);
        if response.has_focus() {
            let stroke = Stroke::new(2.0, theme.accent);
            line.painter().rect_stroke(rect.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
        }
        if response.clicked() || response.secondary_clicked() {
            self.select(shown, at, actions);
        }
        let over = line.rect_contains_pointer(rect);
        let begun = !shown.is_record() && (over || on) && edit_button(&mut line, rect, row.name.as_str());
        if begun || (response.double_clicked() && !shown.is_record()) {
            self.select(shown, at, actions);
            actions.push(Action::Compare(CompareWish::Plan(PlanWish::Edit)));
        }
        if on {
            response.context_menu(|ui| row_menu(ui, cx.now, actions));
        }
    }

    fn heading_ui(&mut self, ui: &mut Ui, columns: &Columns, at: usize, rect: Rect) {
        let theme = widgets::theme(ui);
        let group = &self.lines.groups[at];
        let folded = self.choices.folded.contains(&group.title);
        let response = ui.interact(rect, Id::unique(("group of rows", &group.title)), Sense::click());
        let summary = group.summary();
        let sum = group.emotion.filter(|sum| *sum != 0.0);
        let felt = sum.map_or(String::new(), |sum| format!(", emotion {} in sum", signed(sum)));
        let title = format!("{} {}", group.title, group.subtitle);
        let name = format!("{}: {summary}{felt}", title.trim());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!folded));
        let fill = if response.hovered() { theme.sunken } else { theme.zebra };
        ui.painter().rect_filled(rect, 0.0, fill);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line_strong));
        let y = rect.center().y;
        let icon = if folded { Icon::ChevronRight } else { Icon::ExpandMore };
        let soft: Color32 = theme.ink_soft.into();
        let at = pos2(columns.at(Column::Kind).min + 12.0, y);
        ui.painter().text(at, Align2::CENTER_CENTER, icon.character(), style::icon_font(18.0, false), soft);
        let mut x = columns.at(Column::FromTo).min;
        let horizon = Horizon::ALL.iter().copied().find(|horizon| horizon.label() == group.title);
        let ink: Color32 = theme.ink.into();
        match horizon.filter(|_| self.choices.grouping == Grouping::Horizon) {
            Some(horizon) => {
                row::horizon_pill(ui, pos2(x, y), horizon);
                x += 56.0;
                put_at(ui, &mut x, y, (group.subtitle, style::semibold(style::BODY), ink));
            }
            None => put_at(ui, &mut x, y, (&group.title, style::semibold(style::BODY), ink)),
        }
        put_at(ui, &mut x, y, (&summary, style::regular(style::META), soft));
        if let Some(sum) = sum {
            let colour = super::parts::signed_colour(sum, theme);
            let text = ui.painter().layout_no_wrap(signed(sum), style::semibold(style::BODY), colour);
            let right = columns.at(Column::Emotion).min + 38.0;
            ui.painter().galley(pos2(right - text.size().x, y - text.size().y / 2.0), text, colour);
            let mut after = right + 12.0;
            put_at(ui, &mut after, y, ("in sum", style::regular(style::META), soft));
        }
        widgets::focus_ring(ui, &response, 2.0);
        if response.clicked() {
            let title = group.title.clone();
            if !self.choices.folded.remove(&title) {
                self.choices.folded.insert(title);
            }
        }
    }
}

/// Words beside others, in the middle of a line.
fn put_at(ui: &Ui, x: &mut f32, y: f32, (text, font, ink): (&str, egui::FontId, Color32)) {
    let text = ui.painter().layout_no_wrap(text.to_owned(), font, ink);
    let width = text.size().x;
    ui.painter().galley(pos2(*x, y - text.size().y / 2.0), text, ink);
    *x += width + 10.0;
}

/// The identity of a row on the screen.
fn row_id(row: RowKey) -> Id {
    Id::unique(("row of the plan", row))
}

/// The pencil at the right end of a row.
fn edit_button(ui: &mut Ui, row: Rect, name: &str) -> bool {
    let place = Rect::from_center_size(pos2(row.right() - 20.0, row.center().y), vec2(26.0, 26.0));
    let theme = widgets::theme(ui);
    let response = ui.interact(place, ui.unique_id().with("edit"), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Edit the row of {name}")));
    if response.hovered() {
        ui.painter().rect_filled(place, 6.0, theme.sunken);
    }
    let font = style::icon_font(16.0, false);
    let ink = theme.ink_soft.into();
    ui.painter().text(place.center(), Align2::CENTER_CENTER, Icon::Edit.character(), font, ink);
    response.on_hover_text("Edit the row").clicked()
}

fn row_menu(ui: &mut Ui, now: Situation, actions: &mut Vec<Action>) {
    let own =
        [CommandId::EditPlanRow, CommandId::CloseGap, CommandId::PlanNow, CommandId::PlanNext, CommandId::PlanLater];
    for id in own.into_iter().filter(|id| id.row().needs.met(now)) {
        let entry = egui::Button::new(id.row().label).shortcut_text(id.keys_text());
        if ui.add(entry.frame_when_inactive(false).min_size(vec2(240.0, 28.0))).clicked() {
            actions.push(Action::Run(id));
            ui.close();
        }
    }
    ui.separator();
    menu_ui(ui, now, actions);
}
