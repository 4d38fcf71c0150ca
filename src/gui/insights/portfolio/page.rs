//! The page: the folder, the table of its maps, and the line at the bottom.
//!
//! Here never comes a change of anything.

use egui::{Align, Align2, Key, Layout, Pos2, Rect, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::{PortfolioView, PortfolioWish, Row};
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::context::{Action, Mode};
use crate::gui::disk::file_name;
use crate::gui::insights::InsightWish;
use crate::gui::panels::shown;
use crate::gui::panels::status_bar::Status;
use crate::gui::widgets::{Emphasis, PushButton};
use crate::gui::{style, widgets};
use crate::insight::portfolio::{Column, Number};
use crate::text::Icon;
use crate::words::plural;

/// Height of a row in points.
const ROW: f32 = 34.0;
/// Height of the headings.
const HEAD: f32 = 32.0;
/// The title of a map and the name of its file have at least so much room, if columns of numbers can be narrower.
const NAME: f32 = 400.0;
/// So many letters at the end of a file's name are always shown.
const END: usize = 10;
/// Width of a column of numbers, where there is room.
const NUMBER: f32 = 112.0;

impl App {
    /// Draws the page.
    pub(in crate::gui) fn portfolio_page_ui(&mut self, ui: &mut Ui) {
        self.keep_portfolio();
        let theme = widgets::theme(ui);
        let (view, actions) = (&mut self.insights.portfolio, &mut self.actions);
        view.focused = false;
        egui::Frame::new().inner_margin(egui::Margin::symmetric(32, 12)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(style::strong("Portfolio", 18.0, theme));
                let order = match view.sorted {
                    None => "the maps of a folder, worst first",
                    Some(_) => "the maps of a folder; W puts the worst first again",
                };
                ui.label(style::meta(order, theme).color(theme.ink_soft));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| folder_ui(ui, view, actions));
            });
            ui.add_space(8.0);
            if let Some((done, of)) = view.reading {
                let part = if of == 0 { 0.0 } else { done as f32 / of as f32 };
                let words = if of == 0 { "Reading the folder".to_owned() } else { format!("Map {} of {of}", done + 1) };
                ui.add(egui::ProgressBar::new(part).text(words).desired_height(18.0));
            }
            if let Some(fault) = &view.fault {
                widgets::problem(ui, fault, style::regular(style::BODY));
            }
            if view.rows.is_empty() {
                empty_ui(ui, view);
            } else {
                table_ui(ui, view, actions);
            }
        });
    }

    /// Draws the page while no map is open, with a way back to the start page.
    pub(in crate::gui) fn portfolio_alone_ui(&mut self, ui: &mut Ui) {
        let theme = widgets::theme(ui);
        ui.horizontal(|ui| {
            ui.set_height(44.0);
            ui.add_space(24.0);
            let back = PushButton::new("Start page", Emphasis::Secondary).icon(Icon::ArrowBack);
            let escape = self.dialog.is_none() && ui.input(|input| input.key_pressed(Key::Escape));
            let writing = ui.ctx().text_edit_focused();
            if ui.add(back).on_hover_text("Back to the start page (Esc)").clicked() || (escape && !writing) {
                self.view.mode = Mode::Map;
                self.welcome_fresh = true;
            }
        });
        let line = egui::Stroke::new(1.0, theme.line_strong);
        ui.painter().hline(ui.max_rect().x_range(), ui.max_rect().top() + 44.0, line);
        self.portfolio_page_ui(ui);
    }

    /// What stands at the bottom.
    pub(in crate::gui) fn portfolio_status(&self) -> Status {
        let view = &self.insights.portfolio;
        let key = |ids: &[CommandId], words: &'static str| {
            let keys: Vec<String> = ids.iter().map(|id| id.keys_text()).collect();
            (keys.join(" "), words)
        };
        let broken = view.rows.iter().filter(|row| row.outcome.is_err()).count();
        Status {
            left: plural(view.rows.len(), "map"),
            hints: vec![
                key(&[CommandId::NextMap, CommandId::PreviousMap], "Next, previous map"),
                key(&[CommandId::OpenMap], "Open it"),
                key(&[CommandId::RefreshPortfolio], "Read again"),
                key(&[CommandId::ChooseFolder], "Another folder"),
            ],
            right: if broken > 0 { format!("{broken} could not be read") } else { String::new() },
            warns: broken > 0,
            ..Status::default()
        }
    }
}

/// The field for the folder, and buttons beside it; from right to left.
fn folder_ui(ui: &mut Ui, view: &mut PortfolioView, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    if ui.add(PushButton::new("Refresh", Emphasis::Secondary)).clicked() {
        actions.push(wish(PortfolioWish::Read(view.typed.clone())));
    }
    if ui.add(PushButton::new("Choose…", Emphasis::Secondary).icon(Icon::FolderOpen)).clicked() {
        actions.push(wish(PortfolioWish::Choose));
    }
    let field = TextEdit::singleline(&mut view.typed)
        .hint_text(egui::RichText::new("A folder of maps").color(theme.ink_faint))
        .margin(egui::Margin::symmetric(10, 7))
        .desired_width(340.0);
    let response = ui.add(field).accessible_name("Folder");
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && !view.typed.trim().is_empty() {
        actions.push(wish(PortfolioWish::Read(view.typed.clone())));
    }
}

fn empty_ui(ui: &mut Ui, view: &PortfolioView) {
    let theme = widgets::theme(ui);
    let words = match (&view.folder, view.reading, &view.fault) {
        (_, Some(_), _) | (_, _, Some(_)) => return,
        (None, None, None) => {
            "Choose a folder of maps, or type its path, to see the same figures of each side by side."
        }
        (Some(_), None, None) => "There is no map in this folder, nor in a folder in it. Maps end in .ron.",
    };
    ui.add_space(24.0);
    ui.vertical_centered(|ui| ui.label(style::meta(words, theme).color(theme.ink_soft)));
}

fn table_ui(ui: &mut Ui, view: &mut PortfolioView, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let width = ui.available_width();
    let numbers = NUMBER.min((width - NAME) / Column::ALL.len() as f32);
    let name = width - numbers * Column::ALL.len() as f32;
    let (head, _) = ui.allocate_exact_size(vec2(width, HEAD), Sense::hover());
    ui.painter().text(
        pos2(head.left() + 12.0, head.center().y),
        Align2::LEFT_CENTER,
        "Map",
        style::semibold(style::META),
        theme.ink_soft.into(),
    );
    for (at, column) in Column::ALL.into_iter().enumerate() {
        let left = head.left() + name + at as f32 * numbers;
        let rect = Rect::from_min_size(pos2(left, head.top()), vec2(numbers, HEAD));
        if heading_ui(ui, rect, column, view.sorted).clicked() {
            actions.push(wish(PortfolioWish::Sort(column)));
        }
    }
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, egui::Stroke::new(1.0, theme.line_strong));
    ui.spacing_mut().item_spacing.y = 0.0;
    let scroll = std::mem::take(&mut view.scroll);
    let picked = view.picked.clone();
    let place = picked.as_ref().and_then(|path| view.rows.iter().position(|row| row.path == *path));
    let mut area = ScrollArea::vertical().id_salt("maps").auto_shrink([false, false]);
    if let Some(at) = place.filter(|_| scroll) {
        // The row may be out of view, where it is not drawn and cannot ask to be shown.
        area = area.vertical_scroll_offset((at as f32 * ROW - ui.available_height() / 2.0).max(0.0));
    }
    let PortfolioView { rows, focused, folder, .. } = view;
    area.show_rows(ui, ROW, rows.len(), |ui, range| {
        for row in &rows[range] {
            let on = picked.as_deref() == Some(&row.path);
            // Of a map in a folder of the folder it is said where.
            let within = folder.as_ref().and_then(|folder| row.path.strip_prefix(folder).ok());
            let file = within.map_or_else(|| file_name(&row.path), |path| path.display().to_string());
            let response = row_ui(ui, (row, &file), on, (name, numbers), actions);
            *focused |= response.has_focus();
        }
    });
}

fn heading_ui(ui: &mut Ui, rect: Rect, column: Column, sorted: Option<(Column, bool)>) -> egui::Response {
    let theme = widgets::theme(ui);
    let id = ui.make_persistent_id(("sort", column.key()));
    let response = ui.interact(rect, id, Sense::click());
    let here = sorted.filter(|(now, _)| *now == column).map(|(_, worst_first)| worst_first);
    let order = match here {
        Some(true) => ", worst first",
        Some(false) => ", best first",
        None => "",
    };
    let label = format!("Sort by {}{order}", column.title());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, here.is_some(), &label));
    let mark = match here {
        Some(worst_first) if worst_first == column.low_is_bad() => " ↑",
        Some(_) => " ↓",
        None => "",
    };
    let colour = if here.is_some() { theme.ink } else { theme.ink_soft };
    let words = format!("{}{mark}", column.title());
    let words = widgets::elided(ui, &words, style::semibold(style::META), colour, rect.width() - 8.0);
    let at = pos2(rect.right() - 12.0 - words.size().x, rect.center().y - words.size().y / 2.0);
    ui.painter().galley(at, words, colour.into());
    widgets::focus_ring(ui, &response, 4.0);
    response.on_hover_text(column.definition())
}

fn row_ui(
    ui: &mut Ui,
    (row, file): (&Row, &str),
    on: bool,
    (name, numbers): (f32, f32),
    actions: &mut Vec<Action>,
) -> egui::Response {
    let theme = widgets::theme(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, ui.make_persistent_id(&row.path), Sense::click());
    let said = match &row.outcome {
        Ok(standing) => Column::ALL.map(|column| format!("{} {}", column.title(), standing.words(column))).join(", "),
        Err(fault) => fault.clone(),
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, format!("{file}: {said}")));
    if on {
        ui.painter().rect_filled(rect, 6.0, theme.accent_soft);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 1.5, theme.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.sunken);
    }
    let (left, middle) = (rect.left() + 12.0, rect.center().y);
    match &row.outcome {
        Ok(standing) => {
            let title = shown(&standing.title, "Untitled map");
            // Of several maps with one title the file tells which is which.
            let words = widgets::elided(ui, title, style::semibold(style::BODY), theme.ink, (name - 20.0) * 0.66);
            let end = left + words.size().x + 10.0;
            ui.painter().galley(pos2(left, middle - words.size().y / 2.0), words, theme.ink.into());
            let room = rect.left() + name - 8.0 - end;
            if room > 40.0 {
                file_name_ui(ui, file, (pos2(end, middle), room));
            }
            for (at, column) in Column::ALL.into_iter().enumerate() {
                let right = rect.left() + name + (at + 1) as f32 * numbers - 12.0;
                let bad = column == Column::Failing && standing.number(column) != Some(Number::Count(0));
                let colour = if bad { theme.pain } else { theme.ink };
                let font = if bad { style::semibold(style::BODY) } else { style::regular(style::BODY) };
                let words = standing.words(column);
                ui.painter().text(pos2(right, middle), Align2::RIGHT_CENTER, words, font, colour.into());
            }
        }
        Err(fault) => {
            let icon = style::icon_font(16.0, true);
            let at = pos2(left + 8.0, middle);
            ui.painter().text(at, Align2::CENTER_CENTER, Icon::Warning.character(), icon, theme.pain.into());
            let words = widgets::elided(ui, fault, style::regular(style::BODY), theme.pain, rect.width() - 48.0);
            ui.painter().galley(pos2(left + 24.0, middle - words.size().y / 2.0), words, theme.pain.into());
        }
    }
    widgets::focus_ring(ui, &response, 6.0);
    if response.double_clicked() {
        actions.push(wish(PortfolioWish::Open(row.path.clone())));
    } else if response.clicked() || (response.gained_focus() && !on) {
        actions.push(wish(PortfolioWish::Pick(row.path.clone())));
    }
    let title = row.outcome.as_ref().map_or("", |standing| shown(&standing.title, "Untitled map"));
    response.on_hover_text(format!("{title}\n{}", row.path.display()).trim_start().to_owned())
}

/// The name of a file in a little room. What tells one from the next stands at the end of such names, so where they are
/// too long their middle is left out.
fn file_name_ui(ui: &Ui, file: &str, (left, room): (Pos2, f32)) {
    let theme = widgets::theme(ui);
    let font = || style::regular(style::META);
    let write = |ui: &Ui, words: &str, x: f32, room: f32| {
        let words = widgets::elided(ui, words, font(), theme.ink_faint, room);
        let width = words.size().x;
        ui.painter().galley(pos2(x, left.y - words.size().y / 2.0), words, theme.ink_faint.into());
        width
    };
    let width = |ui: &Ui, words: &str| widgets::elided(ui, words, font(), theme.ink_faint, f32::INFINITY).size().x;
    let split = file.char_indices().rev().nth(END - 1).map_or(0, |(at, _)| at);
    let (head, tail) = file.split_at(split);
    let end = width(ui, tail);
    if width(ui, file) <= room || end > room * 0.7 {
        write(ui, file, left.x, room);
    } else {
        let begun = write(ui, head, left.x, room - end);
        write(ui, tail, left.x + begun, end + 1.0);
    }
}

fn wish(wish: PortfolioWish) -> Action {
    Action::Insight(InsightWish::Portfolio(wish))
}
