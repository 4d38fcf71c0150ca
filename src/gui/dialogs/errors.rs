//! What went wrong, fault by fault, and the way out.

use egui::{Context, ScrollArea};

use super::{Wish, buttons, focus_first, framed_alert, well};
use crate::gui::style;
use crate::gui::widgets::{self, Emphasis, PushButton};
use crate::model::Map;
use crate::text::Icon;

/// A failed attempt and what can be done about it.
pub struct ErrorDialog {
    /// The heading.
    pub heading: &'static str,
    /// What happened and what to do next.
    pub sentence: String,
    /// Every fault, each with its place.
    pub problems: Vec<String>,
    /// What is left of the map when the faults are mended.
    pub repaired: Option<Box<Map>>,
}

impl ErrorDialog {
    /// Draws it.
    pub fn ui(&mut self, ctx: &Context, wishes: &mut Vec<Wish>) {
        let close = framed_alert(ctx, (self.heading, &self.sentence), 620.0, |ui| {
            let theme = widgets::theme(ui);
            ui.horizontal_top(|ui| {
                ui.label(style::icon(Icon::Error, 18.0).color(theme.pain));
                ui.add(egui::Label::new(&self.sentence).wrap().selectable(true));
            });
            if !self.problems.is_empty() {
                well(ui).show(ui, |ui| {
                    ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show(ui, |ui| {
                        widgets::reading_keys(ui);
                        for (at, problem) in self.problems.iter().enumerate() {
                            if at > 0 {
                                ui.separator();
                            }
                            ui.add(egui::Label::new(problem).wrap().selectable(true));
                        }
                    });
                });
            }
            buttons(ui, |ui| {
                let close = ui.add(PushButton::new("Close", Emphasis::Primary));
                focus_first(&close);
                if close.clicked() {
                    wishes.push(Wish::Close);
                }
                if let Some(map) = &self.repaired {
                    let copy = PushButton::new("Open a repaired copy", Emphasis::Secondary);
                    if ui.add(copy).clicked() {
                        wishes.push(Wish::OpenCopy(map.clone()));
                    }
                }
                let all = std::iter::once(&self.sentence).chain(&self.problems).cloned().collect::<Vec<_>>();
                if ui.add(PushButton::new("Copy text", Emphasis::Secondary).icon(Icon::ContentCopy)).clicked() {
                    ui.ctx().copy_text(all.join("\n"));
                }
            });
        });
        if close {
            wishes.push(Wish::Close);
        }
    }
}
