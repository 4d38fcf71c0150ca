//! The window's own controls, drawn from the theme: buttons, segments, switches, scales, fields and marks.
//!
//! Every control has a name for screen readers, answers the keyboard and is at least 24 points high. Here never comes
//! the map: a control takes a value and answers with the value somebody chose.

mod buttons;
mod choices;
mod fields;
mod lists;
mod marks;
mod scales;
mod scrolled;
mod spoken;

pub use buttons::{Emphasis, PushButton, icon_button, link_button};
pub use choices::{Segment, checkbox, dropdown, dropdown_opened, icon_grid, segmented, segmented_words, switch};
pub use fields::{ParsedField, TextField};
pub use lists::list_below;
pub use marks::{key_cap, persona_badge, severity_mark, support_icon};
pub use scales::{emotion_slider, level_bars};
pub use scrolled::{page_keys, reading_keys};
pub use spoken::{problem, said, said_at_once, walked};

use egui::{Color32, Response, RichText, Stroke, StrokeKind, Ui};

use super::style;
use crate::theme::{Theme, ThemeKind};

/// The theme the window is drawn in.
pub fn theme(ui: &Ui) -> &'static Theme {
    Theme::of(if ui.visuals().dark_mode { ThemeKind::Dark } else { ThemeKind::Light })
}

/// Two points of accent around what has the keyboard focus.
pub fn focus_ring(ui: &Ui, response: &Response, radius: f32) {
    focus_ring_in(ui, response, radius, theme(ui).accent.into());
}

/// The same in another colour, on a ground that the accent is not seen on.
pub fn focus_ring_in(ui: &Ui, response: &Response, radius: f32, colour: Color32) {
    if response.has_focus() {
        if response.gained_focus() {
            // Whoever goes by Tab must see where the focus is.
            response.scroll_to_me(None);
        }
        let stroke = Stroke::new(2.0, colour);
        ui.painter().rect_stroke(response.rect.expand(1.0), radius + 1.0, stroke, StrokeKind::Outside);
    }
}

/// A small heading over a group of fields, with a remark at the right.
pub fn section(ui: &mut Ui, label: &str, remark: &str) {
    let theme = theme(ui);
    ui.add_space(8.0);
    let size = egui::vec2(ui.available_width(), 18.0);
    ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.label(RichText::new(label).font(style::regular(style::META)).color(theme.ink_soft));
        if !remark.is_empty() {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(style::meta(remark, theme)).truncate());
            });
        }
    });
}

/// Text that is cut with an ellipsis where the width ends.
pub fn elided(
    ui: &Ui,
    text: &str,
    font: egui::FontId,
    color: impl Into<egui::Color32>,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.replace('\n', " "), font, color.into());
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
    ui.painter().layout_job(job)
}
