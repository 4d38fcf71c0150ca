//! The line of filters above the table, with the choices of groups and order, and the buttons of the toolbar.
//!
//! A chip that is on has a tick, besides its colour. Here never come rows.

use egui::{Align, Align2, Color32, Layout, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::columns::WIDE;
use super::lines::Choices;
use super::progressed::Progressed;
use crate::compare::{Chip, Grouping, Order};
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton};
use crate::model::StageId;
use crate::text::Icon;

/// Height of the line in points.
pub const HEIGHT: f32 = 46.0;

/// Draws the line and changes what is asked of the table.
pub fn ui(ui: &mut Ui, shown: &Progressed, choices: &mut Choices) {
    let theme = widgets::theme(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line_strong));
    let wide = rect.width() >= WIDE;
    let inner = rect.shrink2(vec2(if wide { 24.0 } else { 16.0 }, 0.0));
    let mut left = ui.new_child(
        egui::UiBuilder::new().id_salt("chips").max_rect(inner).layout(Layout::left_to_right(Align::Center)),
    );
    left.spacing_mut().item_spacing.x = if wide { 8.0 } else { 5.0 };
    chips_ui(&mut left, shown, choices, wide);
    stage_ui(&mut left, shown, choices);
    let used = left.min_rect().right();
    let mut right = ui.new_child(
        egui::UiBuilder::new().id_salt("groups").max_rect(inner).layout(Layout::right_to_left(Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 8.0;
    let orders: Vec<&str> = Order::ALL.iter().map(|order| order.label()).collect();
    // In a narrow window the words before a choice go first; a screen reader has them anyway.
    let room = rect.right() - used;
    let worded = room >= 390.0;
    if let Some(at) = choice(&mut right, "Sort", worded, choices.order.label(), &orders) {
        choices.order = Order::ALL[at];
    }
    let offered: Vec<Grouping> = match shown.is_record() {
        true => vec![Grouping::Stage, Grouping::None],
        false => Grouping::ALL.to_vec(),
    };
    let words: Vec<&str> = offered.iter().map(|grouping| grouping.label()).collect();
    if let Some(at) = choice(&mut right, "Group", worded, choices.grouping.label(), &words) {
        choices.grouping = offered[at];
    }
}

fn chips_ui(ui: &mut Ui, shown: &Progressed, choices: &mut Choices, wide: bool) {
    let on = &mut choices.filter.chips;
    if chip(ui, "All", shown.plan.rows.len(), on.is_empty(), None).clicked() {
        on.clear();
    }
    for (kind, count) in shown.plan.chip_counts() {
        let is_status = matches!(kind, Chip::Open | Chip::Reopened | Chip::Closed | Chip::Dropped | Chip::NoOwner);
        let idle = kind == Chip::Dropped && count == 0 && !on.contains(&kind);
        if idle || (shown.is_record() && is_status) {
            continue;
        }
        if kind == Chip::NoOwner {
            separator(ui);
        }
        let icon = icon(kind).filter(|_| wide);
        if chip(ui, kind.label(), count, on.contains(&kind), icon).clicked() && !on.remove(&kind) {
            on.insert(kind);
        }
    }
    separator(ui);
}

fn separator(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(1.0, 26.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, widgets::theme(ui).line_strong);
}

fn icon(chip: Chip) -> Option<Icon> {
    match chip {
        Chip::Open => Some(Icon::Circle),
        Chip::Reopened => Some(Icon::SettingsBackupRestore),
        Chip::Closed => Some(Icon::CheckCircle),
        Chip::Dropped => Some(Icon::Cancel),
        Chip::NoOwner => Some(Icon::Person),
        Chip::Assumed => None,
        Chip::MomentsOfTruth => Some(Icon::Star),
    }
}

/// A filter that is switched on and off, with the number of its rows.
fn chip(ui: &mut Ui, label: &str, count: usize, on: bool, icon: Option<Icon>) -> Response {
    let theme = widgets::theme(ui);
    let ink: Color32 = if on { theme.accent.into() } else { theme.ink.into() };
    let font = if on { style::semibold(style::BODY) } else { style::regular(style::BODY) };
    let words = ui.painter().layout_no_wrap(label.to_owned(), font, ink);
    let faint: Color32 = if on { ink } else { theme.ink_faint.into() };
    let number = ui.painter().layout_no_wrap(count.to_string(), style::regular(style::META), faint);
    let icon = if on { Some(Icon::Check) } else { icon };
    let sign = if icon.is_some() { 20.0 } else { 0.0 };
    let size = vec2(sign + words.size().x + 6.0 + number.size().x + 18.0, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, format!("{label} {count}")));
    let (fill, edge) = match (on, response.hovered()) {
        (true, _) => (theme.accent_soft, theme.accent),
        (false, true) => (theme.sunken, theme.ctrl),
        (false, false) => (theme.card, theme.ctrl),
    };
    ui.painter().rect(rect, 13.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let y = rect.center().y;
    let mut x = rect.left() + 9.0;
    if let Some(icon) = icon {
        let font = style::icon_font(15.0, false);
        ui.painter().text(pos2(x + 8.0, y), Align2::CENTER_CENTER, icon.character(), font, ink);
        x += sign;
    }
    let after = x + words.size().x + 6.0;
    ui.painter().galley(pos2(x, y - words.size().y / 2.0), words, ink);
    ui.painter().galley(pos2(after, y - number.size().y / 2.0), number, faint);
    widgets::focus_ring(ui, &response, 13.0);
    response
}

fn stage_ui(ui: &mut Ui, shown: &Progressed, choices: &mut Choices) {
    let stages = shown.plan.stages();
    let mut words = vec!["All"];
    words.extend(stages.iter().map(|(_, name)| *name));
    let named = |chosen: StageId| stages.iter().find(|(id, _)| *id == chosen).map(|(_, name)| *name);
    let current = choices.filter.stage.map_or("All", |chosen| named(chosen).unwrap_or("No longer there"));
    if let Some(at) = choice(ui, "Stage", true, current, &words) {
        choices.filter.stage = at.checked_sub(1).map(|at| stages[at].0);
    }
}

/// A choice with its name before it; returns the place of the entry that was chosen.
fn choice(ui: &mut Ui, name: &str, worded: bool, current: &str, entries: &[&str]) -> Option<usize> {
    let theme = widgets::theme(ui);
    let (soft, ink): (Color32, Color32) = (theme.ink_soft.into(), theme.ink.into());
    let label = ui.painter().layout_no_wrap(name.to_owned(), style::regular(style::META), soft);
    let value = widgets::elided(ui, current, style::semibold(style::META), ink, 150.0);
    let before = if worded { label.size().x + 6.0 } else { 0.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(before + value.size().x + 40.0, 26.0), Sense::click());
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(current.to_owned()),
        ..WidgetInfo::labeled(Role::ComboBox, true, name)
    });
    let fill = if response.hovered() { theme.sunken } else { theme.card };
    ui.painter().rect(rect, 6.0, fill, Stroke::new(1.0, theme.ctrl), StrokeKind::Inside);
    let y = rect.center().y;
    let x = rect.left() + 10.0;
    if worded {
        ui.painter().galley(pos2(x, y - label.size().y / 2.0), label, soft);
    }
    ui.painter().galley(pos2(x + before, y - value.size().y / 2.0), value, ink);
    let at = pos2(rect.right() - 14.0, y);
    let font = style::icon_font(16.0, false);
    ui.painter().text(at, Align2::CENTER_CENTER, Icon::ExpandMore.character(), font, soft);
    widgets::focus_ring(ui, &response, 6.0);
    widgets::list_below(&response, current, rect.width().max(200.0), || {
        entries.iter().map(|entry| (*entry).to_owned()).collect()
    })
}

/// What can be done with the whole table, from the right end of the toolbar.
pub fn buttons(ui: &mut Ui, narrow: bool, actions: &mut Vec<Action>) {
    let mut button = |ui: &mut Ui, words: &str, icon: Icon, id: CommandId| {
        let clicked = match narrow {
            true => widgets::icon_button(ui, icon, words).clicked(),
            false => ui.add(PushButton::new(words, Emphasis::Secondary).icon(icon).height(28.0)).clicked(),
        };
        if clicked {
            actions.push(Action::Run(id));
        }
    };
    button(ui, "Take snapshot", Icon::PhotoCamera, CommandId::TakeSnapshot);
    button(ui, "Export plan…", Icon::IosShare, CommandId::ExportPlan);
    let copy = match narrow {
        true => widgets::icon_button(ui, Icon::ContentCopy, "Copy table"),
        false => ui.add(PushButton::new("Copy table", Emphasis::Secondary).icon(Icon::ContentCopy).height(28.0)),
    };
    egui::Popup::menu(&copy).show(|ui| {
        for (words, id) in [
            ("For documents, as Markdown", CommandId::CopyPlan),
            ("For spreadsheets, as cells", CommandId::CopyPlanCells),
        ] {
            if ui.add(egui::Button::new(words).frame_when_inactive(false).min_size(vec2(230.0, 28.0))).clicked() {
                actions.push(Action::Run(id));
                ui.close();
            }
        }
    });
}
