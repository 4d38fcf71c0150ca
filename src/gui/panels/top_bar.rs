//! The bar at the top: logo, name and menu, saved state, modes, undo and redo, search, export.

use egui::emath::GuiRounding as _;
use egui::{Align, Color32, Layout, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::gui::command_table::{CommandId, Section, TABLE};
use crate::gui::context::{Action, Mode};
use crate::gui::recent::Recent;
use crate::gui::situation::Situation;
use crate::gui::widgets::{self, Emphasis, PushButton, Segment};
use crate::gui::words::Words;
use crate::gui::{disk, logo, style};
use crate::text::Icon;

/// What the bar shows.
pub struct TopBar<'a> {
    /// The map's name, or `None` on the start page.
    pub name: Option<String>,
    /// Whether there are changes in no file.
    pub dirty: bool,
    /// A save is under way.
    pub saving: bool,
    /// When it was last saved.
    pub saved_at: Option<&'a str>,
    /// Why the file cannot be written.
    pub read_only: bool,
    /// What the window is for.
    pub mode: Mode,
    /// Which commands make sense.
    pub now: Situation,
    /// Files opened lately.
    pub recents: &'a [Recent],
}

impl TopBar<'_> {
    /// Draws the bar.
    pub fn ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let bar = ui.max_rect();
        ui.horizontal_centered(|ui| {
            ui.add_space(12.0);
            let (mark, _) = ui.allocate_exact_size(vec2(26.0, 20.0), Sense::hover());
            logo::paint(ui.painter(), mark, widgets::theme(ui));
            self.title(ui, actions);
            if self.name.is_some() {
                self.saved_state(ui);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(12.0);
                self.right(ui, actions);
            });
        });
        if self.name.is_some() {
            self.modes(ui, bar, actions);
        }
    }

    fn title(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let theme = widgets::theme(ui);
        let name = self.name.as_deref().unwrap_or("Wayfarer");
        let room = (ui.max_rect().width() * 0.5 - 330.0).clamp(90.0, 260.0);
        let text = Words::line(ui, name, style::semibold(14.0), theme.ink, room);
        let (rect, response) = ui.allocate_exact_size(vec2(text.size().x + 34.0, 30.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Menu of {name}")));
        if response.hovered() {
            ui.painter().rect_filled(rect, 6.0, theme.sunken);
        }
        let y = rect.center().y;
        let width = text.size().x;
        text.paint_from(ui.painter(), pos2(rect.left() + 6.0, y));
        let at = pos2(rect.left() + width + 18.0, y);
        let font = style::icon_font(16.0, false);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, Icon::ExpandMore.character(), font, theme.ink_soft.into());
        widgets::focus_ring(ui, &response, 6.0);
        egui::Popup::menu(&response).show(|ui| {
            ui.set_width(180.0);
            for section in Section::ALL {
                ui.menu_button(section.label(), |ui| self.menu(ui, section, actions));
            }
        });
    }

    fn saved_state(&self, ui: &mut Ui) {
        let theme = widgets::theme(ui);
        let (icon, words) = match (self.saving, self.dirty, self.saved_at) {
            (true, _, _) => (Icon::Save, "Saving…".to_owned()),
            (false, true, _) => (Icon::Circle, "Unsaved".to_owned()),
            (false, false, Some(time)) => (Icon::Check, format!("Saved {time}")),
            (false, false, None) => (Icon::Check, "Saved".to_owned()),
        };
        ui.spacing_mut().item_spacing.x = 4.0;
        if self.read_only {
            let (color, words) = match self.dirty {
                // Only a copy can take in what was changed.
                true => (theme.warn, "Read-only, unsaved"),
                false => (theme.ink_faint, "Read-only"),
            };
            ui.label(style::icon(Icon::Lock, 14.0).color(color));
            ui.label(style::meta(words, theme));
            return;
        }
        let size = if self.dirty { 10.0 } else { 16.0 };
        let color = if self.dirty { theme.warn } else { theme.opp };
        ui.label(style::icon(icon, size).color(color));
        ui.label(style::meta(words, theme));
    }

    fn modes(&self, ui: &mut Ui, bar: Rect, actions: &mut Vec<Action>) {
        let segments = [
            Segment::with_icon(CommandId::MapMode, "Map", Icon::Map),
            Segment::with_icon(CommandId::IdealMode, "Ideal", Icon::Layers),
            Segment::with_icon(CommandId::InsightsMode, "Insights", Icon::Insights),
            Segment::with_icon(CommandId::Present, "Present", Icon::Slideshow),
        ];
        let size = vec2(406.0, 30.0);
        let rect = Rect::from_center_size(bar.center(), size).round_ui();
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("modes"));
        let now = match self.mode {
            Mode::Map => CommandId::MapMode,
            Mode::Ideal => CommandId::IdealMode,
            Mode::Insights => CommandId::InsightsMode,
        };
        if let Some(chosen) = widgets::segmented(&mut child, "Mode", size, segments.len(), &segments, Some(now)) {
            actions.push(Action::Run(chosen));
        }
    }

    fn right(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        ui.spacing_mut().item_spacing.x = 8.0;
        if self.name.is_some() {
            let export = PushButton::new("Export", Emphasis::Primary).icon(Icon::IosShare);
            if ui.add(export).clicked() {
                actions.push(Action::Run(CommandId::Export));
            }
        }
        search(ui, actions);
        if self.name.is_none() {
            if ui.add(PushButton::new("Open file", Emphasis::Secondary)).clicked() {
                actions.push(Action::Run(CommandId::Open));
            }
            return;
        }
        ui.spacing_mut().item_spacing.x = 2.0;
        for (id, on) in [(CommandId::Redo, self.now.redoable), (CommandId::Undo, self.now.undoable)] {
            let tip = format!("{} ({})", id.row().label, id.keys_text());
            let button = ui.add_enabled_ui(on, |ui| widgets::icon_button(ui, id.row().icon, &tip)).inner;
            if button.clicked() {
                actions.push(Action::Run(id));
            }
        }
    }

    /// One section of the menu.
    fn menu(&self, ui: &mut Ui, section: Section, actions: &mut Vec<Action>) {
        ui.set_width(270.0);
        for row in TABLE.iter().filter(|row| row.section == section) {
            let enabled = row.needs.met(self.now);
            let icon = style::icon(row.icon, 16.0).color(widgets::theme(ui).ink_soft);
            let button = egui::Button::new((icon, row.label)).shortcut_text(row.id.keys_text());
            let button = button.frame_when_inactive(false).min_size(vec2(270.0, 28.0));
            let response = ui.add_enabled(enabled, button).accessible_name(row.label);
            if response.clicked() {
                actions.push(Action::Run(row.id));
                ui.close();
            }
            response.on_hover_text(row.help).on_disabled_hover_text(row.needs.missing());
            if row.id == CommandId::Open && !self.recents.is_empty() {
                let icon = style::icon(Icon::History, 16.0).color(widgets::theme(ui).ink_soft);
                ui.menu_button((icon, "Open recent"), |ui| self.recent_menu(ui, actions));
            }
        }
    }

    fn recent_menu(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        ui.set_width(300.0);
        for recent in self.recents.iter().filter(|recent| recent.there).take(10) {
            let file = disk::file_name(&recent.path);
            let words = if recent.title.is_empty() { &file } else { &recent.title };
            let button = egui::Button::new(words.as_str()).frame_when_inactive(false).truncate();
            let response = ui.add(button.min_size(vec2(300.0, 28.0)));
            if response.clicked() {
                actions.push(Action::Open(recent.path.clone()));
                ui.close();
            }
            response.on_hover_text(recent.path.display().to_string());
        }
    }
}

/// The field that opens the palette.
fn search(ui: &mut Ui, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let wide = ui.max_rect().width() > 1500.0 || ui.ctx().content_rect().width() > 1250.0;
    let size = vec2(if wide { 252.0 } else { 132.0 }, 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Search or run a command"));
    let fill = if response.hovered() { theme.sunken } else { theme.card };
    ui.painter().rect(rect, 6.0, fill, Stroke::new(1.0, theme.ctrl), egui::StrokeKind::Inside);
    let y = rect.center().y;
    let ink: Color32 = theme.ink_soft.into();
    let font = style::icon_font(16.0, false);
    ui.painter().text(pos2(rect.left() + 18.0, y), egui::Align2::CENTER_CENTER, Icon::Search.character(), font, ink);
    let words = if wide { "Search or run a command" } else { "Search" };
    let text = widgets::elided(ui, words, style::regular(style::BODY), theme.ink_faint, size.x - 90.0);
    ui.painter().galley(pos2(rect.left() + 32.0, y - text.size().y / 2.0), text, theme.ink_faint.into());
    let keys = CommandId::Palette.keys_text();
    let keys = ui.painter().layout_no_wrap(keys, style::regular(style::META), theme.ink_soft.into());
    let cap = Rect::from_center_size(
        pos2(rect.right() - 8.0 - keys.size().x / 2.0 - 5.0, y),
        vec2(keys.size().x + 10.0, 18.0),
    );
    ui.painter().rect(cap, 4.0, theme.card, Stroke::new(1.0, theme.line_strong), egui::StrokeKind::Inside);
    ui.painter().galley(cap.center() - keys.size() / 2.0, keys, ink);
    widgets::focus_ring(ui, &response, 6.0);
    if response.clicked() {
        actions.push(Action::Run(CommandId::Palette));
    }
}
