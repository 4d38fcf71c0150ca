//! The page of charts: which chart is shown, and the line at the bottom.
//!
//! Here never comes a change of anything.

use egui::{Align, Layout, Margin, Ui, vec2};

use super::ChartCx;
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::panels::status_bar::Status;
use crate::gui::widgets::{self, Segment};
use crate::layout::Chart;

impl App {
    /// Draws the page.
    pub(in crate::gui) fn charts_page_ui(&mut self, ui: &mut Ui) {
        let Some(document) = &self.document else { return };
        egui::Frame::new().inner_margin(Margin { left: 32, right: 32, top: 12, bottom: 16 }).show(ui, |ui| {
            let segments = Chart::ALL.map(|chart| Segment::new(chart, chart.title()));
            let page = &mut self.insights.charts;
            let actions = &mut self.actions;
            let row = ui.horizontal(|ui| {
                let chosen = widgets::segmented_words(ui, "Chart", 28.0, &segments, Some(page.shown));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    for id in [CommandId::ExportChart, CommandId::CopyChart] {
                        if widgets::icon_button(ui, id.row().icon, id.row().label).clicked() {
                            actions.push(Action::Run(id));
                        }
                    }
                });
                chosen
            });
            let chosen = row.inner;
            if let Some(chart) = chosen {
                (page.shown, page.view.picked) = (chart, None);
            }
            ui.add_space(12.0);
            let mut cx = ChartCx {
                session: &document.session,
                view: &self.view,
                layouter: &mut self.layouter,
                actions: &mut self.actions,
            };
            let (rect, _) = ui.allocate_exact_size(ui.available_size().max(vec2(200.0, 160.0)), egui::Sense::hover());
            page.view.ui(ui, rect, (page.shown, "page"), &mut cx);
        });
    }

    /// What stands at the bottom.
    pub(in crate::gui) fn charts_status(&self) -> Status {
        let mut status = Status { left: self.insights.charts.shown.title().to_owned(), ..Status::default() };
        if self.insights.charts.view.is_dragging() {
            status.hints = vec![("Esc".to_owned(), "Put it back")];
            return status;
        }
        status.hints = vec![("Arrows".to_owned(), "Next mark"), ("Enter".to_owned(), "Show on the map")];
        match self.insights.charts.shown {
            Chart::Opportunities | Chart::Pains | Chart::Touchpoints => {
                status.hints.insert(1, ("Shift+Arrows".to_owned(), "Weigh; or drag the mark"));
            }
            Chart::Pillars => {}
        }
        status
    }
}
