//! The bar above a comparison: how it is looked at, what the signs mean, and how often each is there.
//!
//! Here never comes the comparison itself.

use egui::{Align, Layout, Sense, Ui, vec2};

use super::{Comparing, IdealView, Made, Target, legend};
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::style;
use crate::gui::widgets::{self, Segment};

/// Height of the bar in points.
pub const HEIGHT: f32 = 44.0;

/// Draws the bar; without a comparison, the ways of looking at one alone.
pub fn ui(ui: &mut Ui, comparing: &Comparing, made: Option<&Made>, names: &[String; 2], actions: &mut Vec<Action>) {
    let narrow = ui.available_width() < 1000.0;
    ui.horizontal_centered(|ui| {
        ui.add_space(16.0);
        views(ui, comparing, narrow, actions);
        let Some(made) = made else { return };
        ui.spacing_mut().item_spacing.x = 8.0;
        if comparing.view == IdealView::SideBySide {
            toggle(ui, CommandId::LinkScrolling, "Scroll linked", comparing.linked, actions);
            toggle(ui, CommandId::AllLanes, "All lanes", comparing.all_lanes, actions);
        }
        if comparing.view != IdealView::Table {
            let words = if narrow { "Differences" } else { "Only differences" };
            toggle(ui, CommandId::OnlyDifferences, words, comparing.only_differences, actions);
        }
        let legend = |ui: &mut Ui, actions: &mut Vec<Action>| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.set_max_width(ui.available_width() - 12.0);
                legend::ui(ui, comparing, made, names, actions);
            });
        };
        if comparing.view != IdealView::Table {
            return legend(ui, actions);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            super::table::buttons(ui, narrow, actions);
            legend(ui, actions);
        });
    });
}

fn views(ui: &mut Ui, comparing: &Comparing, narrow: bool, actions: &mut Vec<Action>) {
    let words = |view: IdealView| view.command().row().label;
    let current = Some(comparing.view);
    let chosen = if narrow {
        let segments = IdealView::ALL.map(|view| Segment::only_icon(view, words(view), view.icon()));
        widgets::segmented(ui, "View", vec2(144.0, 28.0), 4, &segments, current)
    } else {
        let segments = IdealView::ALL.map(|view| Segment::with_icon(view, words(view), view.icon()));
        widgets::segmented_words(ui, "View", 28.0, &segments, current)
    };
    if let Some(view) = chosen {
        actions.push(Action::Run(view.command()));
    }
}

fn toggle(ui: &mut Ui, id: CommandId, words: &str, on: bool, actions: &mut Vec<Action>) {
    if widgets::checkbox(ui, words, on).is_some() {
        actions.push(Action::Run(id));
    }
}

/// A line below the bar that says what else than the own ideal is compared, and the way back.
pub fn target_ui(ui: &mut Ui, comparing: &Comparing, map: &crate::model::Map, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let words = match &comparing.target {
        Target::Own => return,
        Target::File(file) => format!("Compared with {}, which is only read", file.name()),
        Target::Snapshot(_) => {
            let [from, to] = comparing.side_names(map);
            format!("Snapshot {from} compared with {to}")
        }
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    ui.painter().rect_filled(rect, 0, theme.warn_soft);
    let mut line = ui.new_child(
        egui::UiBuilder::new().max_rect(rect.shrink2(vec2(16.0, 2.0))).layout(Layout::left_to_right(Align::Center)),
    );
    line.label(style::icon(crate::text::Icon::Info, 16.0).color(theme.ink_soft));
    line.label(egui::RichText::new(words).font(style::regular(style::BODY)).color(theme.ink));
    if widgets::link_button(&mut line, CommandId::CompareWithOwn.row().label).clicked() {
        actions.push(Action::Run(CommandId::CompareWithOwn));
    }
}
