//! The tables on the screen: heads that sort, fields that filter, and rows that lead to the map.
//!
//! Only rows in view are drawn. Here never comes a decision what stands in a row.

use egui::{Align2, Color32, EventFilter, Id, Margin, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind};
use egui::{Ui, WidgetInfo, pos2, vec2};

use super::{Listed, Row, Shown, TablesPage, rows};
use crate::edit::Session;
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, View};
use crate::gui::insights::InsightWish;
use crate::gui::panels::status_bar::Status;
use crate::gui::style;
use crate::gui::widgets::{self, Segment, TextField};
use crate::model::*;
use crate::text::Icon;

/// Height of the heads and of a row in points.
const ROW: f32 = 30.0;

impl App {
    /// Draws the page.
    pub(in crate::gui) fn tables_page_ui(&mut self, ui: &mut Ui) {
        let Some(document) = &self.document else { return };
        let page = &mut self.insights.tables;
        egui::Frame::new().inner_margin(Margin { left: 32, right: 16, top: 12, bottom: 0 }).show(ui, |ui| {
            page.ui(ui, &document.session, &self.view, &mut self.actions);
        });
    }

    /// What stands at the bottom.
    pub(in crate::gui) fn tables_status(&self) -> Status {
        let page = &self.insights.tables;
        let left = match &page.shown {
            Some(shown) if shown.rows.len() < shown.of => format!("{} of {} rows", shown.rows.len(), shown.of),
            Some(shown) => crate::words::plural(shown.rows.len(), "row"),
            None => String::new(),
        };
        let hints = vec![("Arrows".to_owned(), "Next row"), ("Enter".to_owned(), "Show on the map")];
        Status { left, hints, ..Status::default() }
    }
}

impl TablesPage {
    fn ui(&mut self, ui: &mut Ui, session: &Session, view: &View, actions: &mut Vec<Action>) {
        let journey = view.journey(session.map());
        self.choices_ui(ui, journey);
        ui.add_space(8.0);
        self.update(session, view);
        let Some(shown) = self.shown.take() else { return };
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let places = places(self.choice.listed, ui.available_width() - 16.0);
        self.heads_ui(ui, &places);
        if shown.rows.is_empty() {
            self.nothing_ui(ui, shown.of);
        } else {
            self.rows_ui(ui, &shown, &places, actions);
        }
        self.shown = Some(shown);
    }

    fn update(&mut self, session: &Session, view: &View) {
        let key = (session.map().id(), session.revision(), view.state, self.choice.clone());
        if self.shown.as_ref().is_some_and(|shown| shown.key == key) {
            return;
        }
        let all = rows::rows(view.journey(session.map()), self.choice.listed);
        let of = all.len();
        self.shown = Some(Shown { key, rows: self.choice.of(all), of });
    }

    fn choices_ui(&mut self, ui: &mut Ui, journey: &Journey) {
        let segments = Listed::ALL.map(|listed| Segment::new(listed, listed.title()));
        ui.horizontal(|ui| {
            let chosen = widgets::segmented_words(ui, "Table", 28.0, &segments, Some(self.choice.listed));
            if let Some(listed) = chosen {
                // What is filtered by stage, persona and words stays so; the rest belongs to one table.
                let kept = std::mem::take(&mut self.choice);
                self.choice = super::Choice { listed, status: None, horizon: None, sorted: None, ..kept };
            }
            ui.add_space(12.0);
            let field = |ui: &mut Ui, width: f32, add: &mut dyn FnMut(&mut Ui)| {
                ui.allocate_ui(vec2(width, 30.0), |ui| {
                    ui.set_width(width);
                    add(ui);
                });
            };
            let wide = ((ui.available_width() - 60.0) / 5.0).clamp(96.0, 180.0);
            let mut typed = None;
            field(ui, wide, &mut |ui| {
                typed = TextField::new("Filter rows", &self.choice.words).hint("Filter").show(ui).value;
            });
            if let Some(words) = typed {
                self.choice.words = words;
            }
            let stages: Vec<(StageId, String)> =
                journey.stages().iter().map(|stage| (stage.id, stage.name.clone())).collect();
            field(ui, wide, &mut |ui| pick(ui, "Stage", "All stages", &stages, &mut self.choice.stage));
            let personas: Vec<(PersonaId, String)> =
                journey.personas().map(|persona| (persona.id, persona.name.clone())).collect();
            field(ui, wide, &mut |ui| pick(ui, "Persona", "All personas", &personas, &mut self.choice.persona));
            let statuses: Vec<(&'static str, String)> =
                statuses(self.choice.listed).into_iter().map(|label| (label, label.to_owned())).collect();
            if !statuses.is_empty() {
                field(ui, wide, &mut |ui| pick(ui, "Status", "Any status", &statuses, &mut self.choice.status));
            }
            if self.choice.listed == Listed::Opportunities {
                let horizons: Vec<(Horizon, String)> =
                    Horizon::ALL.iter().map(|horizon| (*horizon, horizon.label().to_owned())).collect();
                field(ui, wide, &mut |ui| pick(ui, "Horizon", "Any horizon", &horizons, &mut self.choice.horizon));
            }
        });
    }

    fn heads_ui(&mut self, ui: &mut Ui, places: &[(f32, f32)]) {
        let theme = widgets::theme(ui);
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        ui.painter().rect_filled(row, 0.0, theme.panel);
        ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, theme.line_strong));
        let mut line = ui.new_child(egui::UiBuilder::new().id_salt("heads").max_rect(row));
        line.ctx().clone().accesskit_node_builder(line.unique_id(), |node| node.set_role(Role::Row));
        for (column, (title, _)) in self.choice.listed.columns().iter().enumerate() {
            let cell = cell(places, column, row);
            let response = line.interact(cell, line.unique_id().with(column), Sense::click());
            let sorted = self.choice.sorted.filter(|(by, _)| *by == column).map(|(_, down)| down);
            let way = match sorted {
                None => "not sorted by it",
                Some(false) => "sorted, smallest first",
                Some(true) => "sorted, largest first",
            };
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, format!("{title}, {way}")));
            let ink: Color32 = if response.hovered() || sorted.is_some() { theme.ink } else { theme.ink_soft }.into();
            let text = widgets::elided(&line, title, style::semibold(style::META), ink, cell.width() - 14.0);
            let after = pos2(cell.left() + text.size().x + 9.0, cell.center().y);
            line.painter().galley(pos2(cell.left(), cell.center().y - text.size().y / 2.0), text, ink);
            if let Some(down) = sorted {
                let arrow = if down { Icon::ArrowDownward } else { Icon::ArrowUpward };
                let font = style::icon_font(14.0, false);
                line.painter().text(after, Align2::CENTER_CENTER, arrow.character(), font, ink);
            }
            widgets::focus_ring(&line, &response, 2.0);
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                // Smallest first, then largest first, then the order of the journey again.
                self.choice.sorted = match sorted {
                    None => Some((column, false)),
                    Some(false) => Some((column, true)),
                    Some(true) => None,
                };
            }
        }
        line.set_min_size(row.size());
    }

    fn nothing_ui(&mut self, ui: &mut Ui, of: usize) {
        let theme = widgets::theme(ui);
        ui.add_space(40.0);
        ui.vertical_centered(|ui| {
            if of == 0 {
                let words = format!("No {} yet", self.choice.listed.title().to_lowercase());
                ui.label(style::strong(words, 18.0, theme));
                let command = match self.choice.listed {
                    Listed::Opportunities => CommandId::AddOpportunity,
                    Listed::Pains => CommandId::AddPain,
                    Listed::Touchpoints => CommandId::AddTouchpoint,
                    Listed::Measures => CommandId::AddMeasure,
                };
                let words = format!("On the map, {} adds one.", command.keys_text());
                ui.add_space(4.0);
                ui.label(egui::RichText::new(words).font(style::regular(style::BODY)).color(theme.ink_soft));
                return;
            }
            ui.label(style::strong("No row fits these filters", 18.0, theme));
            if !self.choice.keeps_all() && widgets::link_button(ui, "Show all rows").clicked() {
                self.choice = super::Choice {
                    listed: self.choice.listed,
                    sorted: self.choice.sorted,
                    ..super::Choice::default()
                };
            }
        });
    }

    fn rows_ui(&mut self, ui: &mut Ui, shown: &Shown, places: &[(f32, f32)], actions: &mut Vec<Action>) {
        let picked = self.picked.and_then(|key| shown.rows.iter().position(|row| row.key == key));
        self.row_keys(ui, shown, picked, actions);
        let picked = self.picked.and_then(|key| shown.rows.iter().position(|row| row.key == key));
        let list = ScrollArea::vertical().id_salt("rows").auto_shrink([false, false]).animated(false);
        list.show_viewport(ui, |ui, viewport| {
            ui.set_height(ROW * shown.rows.len() as f32 + 16.0);
            let node = ui.unique_id();
            ui.ctx().accesskit_node_builder(node, |node| {
                node.set_role(Role::Table);
                node.set_label(self.choice.listed.title());
                node.set_row_count(shown.rows.len());
            });
            let (left, top, width) = (ui.max_rect().left(), ui.max_rect().top(), ui.available_width());
            let place = |at: usize| Rect::from_min_size(pos2(left, top + ROW * at as f32), vec2(width, ROW));
            if let Some(at) = picked
                && std::mem::take(&mut self.reveal)
            {
                ui.scroll_to_rect(place(at).expand(8.0), None);
            }
            let first = (viewport.top() / ROW).floor().max(0.0) as usize;
            let last = ((viewport.bottom() / ROW).ceil().max(0.0) as usize).min(shown.rows.len());
            self.focused = false;
            for at in first..last {
                self.row_ui(ui, (&shown.rows[at], at), (place(at), places), actions);
            }
        });
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        (row, at): (&Row, usize),
        (rect, places): (Rect, &[(f32, f32)]),
        actions: &mut Vec<Action>,
    ) {
        let theme = widgets::theme(ui);
        let on = self.picked == Some(row.key);
        // Tab comes to the picked row alone, or to the first; arrows lead on from there.
        let reached = on || (self.picked.is_none() && at == 0);
        let response = ui.interact(rect, row_id(row.key), if reached { Sense::click() } else { Sense::CLICK });
        response.widget_info(|| WidgetInfo::selected(Role::Row, true, on, row.said(self.choice.listed)));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_row_index(at));
        if on {
            ui.painter().rect_filled(rect, 0.0, theme.accent_soft);
            let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            ui.painter().rect_filled(bar, 0.0, theme.accent);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, theme.zebra);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
        for (column, shown) in row.cells.iter().enumerate() {
            let cell = cell(places, column, rect);
            let unsaid = shown.text.trim().is_empty();
            let words = if unsaid { "–" } else { shown.text.as_str() };
            let ink: Color32 = if unsaid { theme.ink_faint } else { theme.ink }.into();
            let font = if column == 0 { style::semibold(style::BODY) } else { style::regular(style::BODY) };
            let text = widgets::elided(ui, words, font, ink, cell.width());
            ui.painter().galley(pos2(cell.left(), cell.center().y - text.size().y / 2.0), text, ink);
        }
        if response.has_focus() {
            self.focused = true;
            self.picked.get_or_insert(row.key);
            let stroke = Stroke::new(2.0, theme.accent);
            ui.painter().rect_stroke(rect.shrink(1.0), 4.0, stroke, StrokeKind::Inside);
        }
        if response.clicked() {
            self.picked = Some(row.key);
            response.request_focus();
        }
        if response.double_clicked() {
            actions.push(Action::Insight(InsightWish::JumpTo(row.key)));
        }
        response.on_hover_ui(|ui| {
            ui.set_max_width(360.0);
            ui.label(row.cells.first().map_or("", |cell| &cell.text));
            ui.label(style::meta("Double click, or Enter, shows it on the map.", theme));
        });
    }

    /// What the picked row does with keys.
    fn row_keys(&mut self, ui: &Ui, shown: &Shown, picked: Option<usize>, actions: &mut Vec<Action>) {
        let Some(key) = self.picked else { return };
        if !ui.memory(|memory| memory.has_focus(row_id(key))) {
            return;
        }
        let filter = EventFilter { tab: false, horizontal_arrows: false, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(row_id(key), filter));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let far = shown.rows.len() as isize;
        let ways = [
            (egui::Key::ArrowDown, 1),
            (egui::Key::ArrowUp, -1),
            (egui::Key::PageDown, 10),
            (egui::Key::PageUp, -10),
            (egui::Key::Home, -far),
            (egui::Key::End, far),
        ];
        for (key, by) in ways {
            if pressed(key) {
                let here = picked.unwrap_or(0) as isize;
                let next = (here + by).clamp(0, far - 1) as usize;
                self.picked = Some(shown.rows[next].key);
                self.reveal = true;
                ui.memory_mut(|memory| memory.request_focus(row_id(shown.rows[next].key)));
            }
        }
        if pressed(egui::Key::Enter) {
            actions.push(Action::Insight(InsightWish::JumpTo(key)));
        }
        if pressed(egui::Key::Escape) {
            ui.memory_mut(|memory| memory.surrender_focus(row_id(key)));
            self.picked = None;
        }
    }
}

fn row_id(key: Key) -> Id {
    Id::unique(("row of a table", key))
}

/// Where the columns stand: from where and how wide, shares of the width.
fn places(listed: Listed, width: f32) -> Vec<(f32, f32)> {
    let all: f32 = listed.columns().iter().map(|(_, share)| share).sum();
    let mut left = 8.0;
    let place = |(_, share): &(&str, f32)| {
        let wide = width * share / all;
        let place = (left, wide - 10.0);
        left += wide;
        place
    };
    listed.columns().iter().map(place).collect()
}

fn cell(places: &[(f32, f32)], column: usize, row: Rect) -> Rect {
    let (left, width) = places.get(column).copied().unwrap_or_default();
    Rect::from_min_size(pos2(row.left() + left, row.top()), vec2(width.max(4.0), row.height()))
}

/// The choices of a status.
fn statuses(listed: Listed) -> Vec<&'static str> {
    match listed {
        Listed::Opportunities => OpportunityStatus::ALL.iter().map(|status| status.label()).collect(),
        Listed::Pains => PainStatus::ALL.iter().map(|status| status.label()).collect(),
        Listed::Touchpoints => Vec::new(),
        Listed::Measures => vec!["Reached", "Not reached"],
    }
}

/// A list to choose one thing to keep, or everything.
fn pick<T: Copy + PartialEq>(ui: &mut Ui, name: &str, all: &str, entries: &[(T, String)], chosen: &mut Option<T>) {
    let current = entries.iter().find(|(value, _)| Some(*value) == *chosen).map_or(all, |(_, label)| label);
    let listed = || std::iter::once(all.to_owned()).chain(entries.iter().map(|(_, label)| label.clone())).collect();
    if let Some(at) = widgets::dropdown(ui, &format!("{name} shown"), None, current, listed) {
        *chosen = at.checked_sub(1).and_then(|at| entries.get(at)).map(|(value, _)| *value);
    }
}
