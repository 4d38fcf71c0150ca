//! What differs, as a list.
//!
//! Here never comes the comparison itself.

use egui::Ui;

use super::Made;
use crate::gui::context::Action;
use crate::gui::{style, widgets};

/// Draws the list.
pub fn ui(ui: &mut Ui, made: &Made, _actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        let count = made.comparison.gaps.len();
        let words = crate::gui::panels::outline::plural(count, "gap");
        ui.label(style::strong(words, 18.0, theme));
    });
}
