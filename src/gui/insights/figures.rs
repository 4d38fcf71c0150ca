//! The page of key figures: every figure with its definition, what it comes to, its n and what it rests on.
//!
//! Here never comes a number that is not in a reading.

use std::collections::BTreeSet;

use egui::{Align, Align2, Color32, Layout, Margin, Rect, RichText, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::InsightWish;
use super::strip::step_link;
use crate::gui::app::App;
use crate::gui::context::Action;
use crate::gui::panels::status_bar::Status;
use crate::gui::{style, widgets};
use crate::insight::{Figure, Reading, by_figure, report};
use crate::model::*;
use crate::words::plural;

/// So many lines of a figure are shown until somebody asks for the rest.
const LINES: usize = 10;
/// Room for a step number.
const CHIP: f32 = 38.0;
/// Width of a figure's title and definition, as a share of the page.
const DEFINED: f32 = 0.36;
/// Height of a line.
const LINE: f32 = 26.0;

/// What the page remembers between frames.
#[derive(Default)]
pub struct FiguresPage {
    /// Figures of which all lines are shown.
    whole: BTreeSet<&'static str>,
}

impl App {
    /// Draws the page.
    pub(in crate::gui) fn figures_page_ui(&mut self, ui: &mut Ui) {
        let theme = widgets::theme(ui);
        let Some(found) = self.insights.found.clone() else { return };
        let state = self.view.state;
        let Some(journey) = found.map.journey(state) else { return };
        let readings = found.figures(state);
        egui::Frame::new().inner_margin(Margin { left: 32, right: 16, top: 12, bottom: 0 }).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(style::strong("Key figures", 18.0, theme));
                let words = "What nobody observed is left out and never counted as zero.";
                ui.label(style::meta(words, theme).color(theme.ink_soft));
            });
            ui.add_space(4.0);
            let dialog = self.dialog.is_some();
            ScrollArea::vertical().id_salt("figures").auto_shrink([false, false]).show(ui, |ui| {
                if !dialog {
                    widgets::page_keys(ui);
                }
                let mut topic = None;
                for (figure, readings) in by_figure(readings) {
                    if topic != Some(figure.topic) {
                        topic = Some(figure.topic);
                        ui.add_space(14.0);
                        ui.label(style::strong(figure.topic.label(), 14.0, theme));
                        ui.add_space(2.0);
                    }
                    let page = &mut self.insights.figures;
                    figure_ui(ui, (journey, state), (figure, readings), &mut page.whole, &mut self.actions);
                }
                ui.add_space(24.0);
            });
        });
    }

    /// What stands at the bottom.
    pub(in crate::gui) fn figures_status(&self) -> Status {
        let count = self.insights.found.as_ref().map_or(0, |found| by_figure(found.figures(self.view.state)).len());
        let hints = vec![("PgUp PgDn".to_owned(), "Scroll"), ("Tab".to_owned(), "Next place")];
        Status { left: plural(count, "figure"), hints, ..Status::default() }
    }
}

/// A figure: its title and definition at the left, what it comes to at the right.
fn figure_ui(
    ui: &mut Ui,
    (journey, state): (&Journey, State),
    (figure, readings): (&'static Figure, &[Reading]),
    whole: &mut BTreeSet<&'static str>,
    actions: &mut Vec<Action>,
) {
    let theme = widgets::theme(ui);
    let top = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), top + 0.5, Stroke::new(1.0, theme.line));
    ui.add_space(10.0);
    let width = ui.available_width() - 16.0;
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(width * DEFINED, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width * DEFINED);
            ui.label(style::strong(figure.title, style::BODY, theme));
            let words = RichText::new(figure.definition).font(style::regular(style::META)).color(theme.ink_soft);
            ui.label(words);
        });
        ui.add_space(24.0);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 0.0), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let all = whole.contains(figure.key);
            let shown = if all { readings.len() } else { readings.len().min(LINES) };
            for reading in &readings[..shown] {
                line_ui(ui, (journey, state), reading, actions);
            }
            if readings.len() > LINES {
                let words = if all { "Show fewer".to_owned() } else { format!("Show all {}", readings.len()) };
                if widgets::link_button(ui, &words).clicked() && !whole.remove(figure.key) {
                    whole.insert(figure.key);
                }
            }
        });
    });
    ui.add_space(12.0);
}

/// A reading on one line: of what, the number, its n and what it rests on, and its places.
fn line_ui(ui: &mut Ui, (journey, state): (&Journey, State), reading: &Reading, actions: &mut Vec<Action>) {
    let theme = widgets::theme(ui);
    let (line, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let said = reading.line();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    let cell = |from: f32, to: f32| {
        let x = |share: f32| line.left() + line.width() * share;
        Rect::from_min_max(pos2(x(from), line.top()), pos2(x(to) - 12.0, line.bottom()))
    };
    let write = |ui: &Ui, place: Rect, words: &str, font: egui::FontId, ink: Color32| {
        let galley = widgets::elided(ui, words, font, ink, place.width());
        ui.painter().galley(pos2(place.left(), place.center().y - galley.size().y / 2.0), galley, ink);
    };
    let name = if reading.name.is_empty() { "Whole journey" } else { &reading.name };
    write(ui, cell(0.0, 0.28), name, style::regular(style::BODY), theme.ink.into());
    let (number, basis) = (reading.value_text(), reading.basis_text());
    if reading.value.is_some() {
        write(ui, cell(0.28, 0.48), &number, style::semibold(style::BODY), theme.ink.into());
        write(ui, cell(0.48, 0.74), &basis, style::regular(style::META), theme.ink_soft.into());
    } else {
        write(ui, cell(0.28, 0.74), &number, style::regular(style::META), theme.ink_soft.into());
    }
    response.on_hover_text(&said);
    places_ui(ui, (journey, state), (reading, &said), cell(0.74, 1.0), actions);
}

/// Where the number comes from: the only place by name, several by their step numbers.
fn places_ui(
    ui: &mut Ui,
    (journey, state): (&Journey, State),
    (reading, said): (&Reading, &str),
    room: Rect,
    actions: &mut Vec<Action>,
) {
    let theme = widgets::theme(ui);
    let places = places(journey, reading);
    let each = if places.len() == 1 { room.width() } else { CHIP };
    let fits = (room.width() / CHIP) as usize;
    // The last place says how many there are besides.
    let shown = if places.len() > fits { fits.saturating_sub(1) } else { places.len() };
    for (at, id) in places.iter().take(shown).enumerate() {
        let left = room.left() + each * at as f32;
        let place = Rect::from_min_size(pos2(left, room.top()), vec2(each - 4.0, room.height()));
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt((said, at)).max_rect(place));
        if step_link(&mut child, place, journey, (*id, places.len() == 1)) {
            actions.push(Action::Insight(InsightWish::Open(state, *id)));
        }
    }
    if shown < places.len() {
        let at = pos2(room.left() + CHIP * shown as f32, room.center().y);
        let words = format!("+{}", places.len() - shown);
        ui.painter().text(at, Align2::LEFT_CENTER, words, style::regular(style::META), theme.ink_soft.into());
    }
}

/// The touchpoints of a reading’s places, each once, in the order of the places.
fn places(journey: &Journey, reading: &Reading) -> Vec<TouchpointId> {
    let mut seen = BTreeSet::new();
    let touchpoints = reading.places.iter().flat_map(|key| report::touchpoints(journey, *key));
    touchpoints.filter(|id| seen.insert(*id)).collect()
}
