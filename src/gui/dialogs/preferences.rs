//! Preferences: looks, text size, motion, and the keys of every command.
//!
//! What is chosen holds at once; there is nothing to confirm. A key that clashes is refused with the name of the
//! command that has it.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::{Wish, focus_first, framed};
use crate::gui::command_table::{CommandId, Section, TABLE, shortcut_text};
use crate::gui::keymap;
use crate::gui::preferences::{Preferences, ThemeChoice};
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton, Segment};
use crate::text::Icon;
use crate::theme::ThemeKind;

/// Text sizes that are offered, as factors.
const SCALES: [(f32, &str); 5] = [(1.0, "100%"), (1.25, "125%"), (1.5, "150%"), (1.75, "175%"), (2.0, "200%")];

/// The dialog's state.
#[derive(Default)]
pub struct PreferencesDialog {
    /// The command that is waiting for its new key.
    waiting: Option<CommandId>,
    /// What was wrong with the last key, and of which command.
    refusal: Option<(CommandId, String)>,
    find: String,
}

impl PreferencesDialog {
    /// Draws it, and changes the preferences it is given.
    pub fn ui(&mut self, ctx: &Context, preferences: &mut Preferences, wishes: &mut Vec<Wish>) {
        self.take_key(ctx, preferences);
        let close = framed(ctx, "Preferences", 620.0, |ui| {
            looks(ui, preferences);
            ui.add_space(8.0);
            self.keys(ui, preferences);
            super::buttons(ui, |ui| {
                let close = ui.add(PushButton::new("Close", Emphasis::Primary));
                focus_first(&close);
                if close.clicked() {
                    wishes.push(Wish::Close);
                }
            });
        });
        if close {
            wishes.push(Wish::Close);
        }
    }

    /// The first whole key press goes to the command that waits for one; Esc leaves its key as it was.
    fn take_key(&mut self, ctx: &Context, preferences: &mut Preferences) {
        let Some(id) = self.waiting else { return };
        let pressed = ctx.input_mut(|input| {
            let whole = |event: &Event| matches!(event, Event::Key { key, pressed: true, .. } if !is_held(*key));
            let at = input.events.iter().position(whole)?;
            match input.events.remove(at) {
                Event::Key { key, modifiers, .. } => Some((key, modifiers)),
                _ => None,
            }
        });
        let Some((key, held)) = pressed else { return };
        self.waiting = None;
        self.refusal = None;
        if key == Key::Escape {
            return;
        }
        let held = Modifiers { alt: held.alt, shift: held.shift, command: held.command, ..Modifiers::NONE };
        match keymap::assign(id, KeyboardShortcut::new(held, key)) {
            Ok(()) => preferences.keys = keymap::written(),
            Err(refusal) => self.refusal = Some((id, refusal.to_string())),
        }
    }

    fn keys(&mut self, ui: &mut Ui, preferences: &mut Preferences) {
        let theme = widgets::theme(ui);
        ui.horizontal(|ui| {
            ui.label(style::strong("Keys", style::BODY, theme));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let hint = egui::RichText::new("Find a command").color(theme.ink_faint);
                let field = egui::TextEdit::singleline(&mut self.find).hint_text(hint).desired_width(180.0);
                ui.add(field).accessible_name("Find a command");
                if !preferences.keys.is_empty() && widgets::link_button(ui, "Usual keys for all").clicked() {
                    preferences.keys.clear();
                    keymap::load(&preferences.keys);
                }
            });
        });
        let wanted = self.find.trim().to_lowercase();
        let height = (ui.ctx().content_rect().height() - 420.0).clamp(120.0, 320.0);
        super::well(ui).show(ui, |ui| {
            ScrollArea::vertical().max_height(height).auto_shrink([false, false]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for section in Section::ALL {
                    let rows = TABLE.iter().filter(|row| row.section == section);
                    for row in rows.filter(|row| row.whole_label().to_lowercase().contains(&wanted)) {
                        self.row(ui, row.id, preferences);
                    }
                }
            });
        });
    }

    fn row(&mut self, ui: &mut Ui, id: CommandId, preferences: &mut Preferences) {
        let theme = widgets::theme(ui);
        let label = id.row().whole_label();
        let size = vec2(ui.available_width(), 30.0);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.add_space(6.0);
            ui.label(style::icon(id.row().icon, 16.0).color(theme.ink_soft));
            ui.label(&label);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(6.0);
                let word = if self.waiting == Some(id) { "Press the keys…" } else { "Change" };
                let means = format!("Change the key of “{label}”");
                let button = widgets::link_button(ui, word);
                if self.waiting != Some(id) {
                    // Its words alone stand on every row.
                    button.widget_info(|| WidgetInfo::labeled(Role::Link, true, &means));
                }
                if button.on_hover_text(&means).clicked() {
                    self.waiting = (self.waiting != Some(id)).then_some(id);
                    self.refusal = None;
                }
                let usual = format!("Its usual key again for “{label}”");
                if keymap::is_changed(id) && widgets::icon_button(ui, Icon::Undo, &usual).clicked() {
                    match keymap::reset(id) {
                        Ok(()) => preferences.keys = keymap::written(),
                        Err(refusal) => self.refusal = Some((id, refusal.to_string())),
                    }
                }
                for keys in keymap::keys_of(id).iter().rev() {
                    widgets::key_cap(ui, &shortcut_text(*keys));
                }
            });
        });
        if let Some((_, words)) = self.refusal.as_ref().filter(|(of, _)| *of == id) {
            ui.horizontal(|ui| {
                ui.add_space(30.0);
                ui.label(style::icon(Icon::Warning, 14.0).color(theme.warn));
                let words = egui::Label::new(style::meta(words.as_str(), theme).color(theme.warn)).wrap();
                widgets::said_at_once(&ui.add(words));
            });
        }
    }
}

fn looks(ui: &mut Ui, preferences: &mut Preferences) {
    let wide = vec2(ui.available_width(), 30.0);
    widgets::section(ui, "Theme", "");
    let themes = [
        Segment::with_icon(ThemeChoice::System, "As the system", Icon::Contrast),
        Segment::with_icon(ThemeChoice::Always(ThemeKind::Light), "Light", Icon::LightMode),
        Segment::with_icon(ThemeChoice::Always(ThemeKind::Dark), "Dark", Icon::DarkMode),
    ];
    if let Some(theme) = widgets::segmented(ui, "Theme", wide, 3, &themes, Some(preferences.theme)) {
        preferences.theme = theme;
    }
    let larger = CommandId::LargerText.keys_text();
    widgets::section(ui, "Text size", &format!("larger for projectors; also {larger}"));
    let sizes = SCALES.map(|(scale, words)| Segment::new(scale, words));
    let near = |scale: &f32| (scale - preferences.text_scale).abs() < 0.01;
    let now = SCALES.into_iter().map(|(scale, _)| scale).find(near);
    if let Some(scale) = widgets::segmented(ui, "Text size", wide, sizes.len(), &sizes, now) {
        preferences.text_scale = scale;
    }
    ui.add_space(4.0);
    if let Some(on) = widgets::checkbox(ui, "Reduced motion: nothing glides", preferences.reduced_motion) {
        preferences.reduced_motion = on;
    }
}

/// Whether a key is held with another one, and none by itself. Systems report these presses too.
fn is_held(key: Key) -> bool {
    matches!(
        key,
        Key::ShiftLeft
            | Key::ShiftRight
            | Key::ControlLeft
            | Key::ControlRight
            | Key::AltLeft
            | Key::AltRight
            | Key::SuperLeft
            | Key::SuperRight
    )
}
