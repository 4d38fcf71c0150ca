//! The Insights mode put together: the row of pages, the page itself, and the line at the bottom.
//!
//! Here never comes a change of anything.

use egui::{CentralPanel, Frame, Panel, Ui, vec2};

use super::InsightPage;
use crate::gui::app::App;
use crate::gui::context::Action;
use crate::gui::panels::status_bar::Status;
use crate::gui::widgets::{self, Segment};

/// Height of the row of pages in points.
const HEIGHT: f32 = 44.0;

impl App {
    /// Everything between the bars at the top and at the bottom.
    pub(in crate::gui) fn insights_ui(&mut self, ui: &mut Ui) {
        let theme = self.view.colours();
        let canvas = Frame::new().fill(theme.canvas.into());
        let bar = Panel::top("insight pages").exact_size(HEIGHT).frame(canvas).show_separator_line(false);
        let response = bar.show(ui, |ui| self.insight_pages_ui(ui)).response;
        let line = egui::Stroke::new(1.0, theme.line_strong);
        ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 0.5, line);
        CentralPanel::default().frame(canvas).show(ui, |ui| match self.insights.page {
            InsightPage::Findings => self.findings_page_ui(ui),
            InsightPage::Figures => self.figures_page_ui(ui),
            InsightPage::Charts => self.charts_page_ui(ui),
            InsightPage::Tables => self.tables_page_ui(ui),
            InsightPage::Loop => self.loop_page_ui(ui),
            InsightPage::Partings => self.partings_page_ui(ui),
            InsightPage::Portfolio => self.portfolio_page_ui(ui),
        });
    }

    /// The row of pages; while it is narrow, by icons alone.
    fn insight_pages_ui(&mut self, ui: &mut Ui) {
        let words = |page: InsightPage| page.command().row().label;
        let narrow = ui.available_width() < 700.0;
        let current = Some(self.insights.page);
        ui.horizontal_centered(|ui| {
            ui.add_space(16.0);
            let chosen = if narrow {
                let segments = InsightPage::ALL.map(|page| Segment::only_icon(page, words(page), page.icon()));
                let size = vec2(36.0 * segments.len() as f32, 28.0);
                widgets::segmented(ui, "Page", size, segments.len(), &segments, current)
            } else {
                let segments = InsightPage::ALL.map(|page| Segment::with_icon(page, words(page), page.icon()));
                widgets::segmented_words(ui, "Page", 28.0, &segments, current)
            };
            if let Some(page) = chosen {
                self.actions.push(Action::Run(page.command()));
            }
        });
    }

    /// What stands at the bottom.
    pub(in crate::gui) fn insights_status(&self) -> Status {
        match self.insights.page {
            InsightPage::Findings => self.findings_status(),
            InsightPage::Figures => self.figures_status(),
            InsightPage::Charts => self.charts_status(),
            InsightPage::Tables => self.tables_status(),
            InsightPage::Loop => self.loop_status(),
            InsightPage::Partings => self.partings_status(),
            InsightPage::Portfolio => self.portfolio_status(),
        }
    }
}
