//! The page: its heading, the findings by topic, and the line at the bottom.
//!
//! Here never comes a change of anything.

use egui::{ScrollArea, Ui};

use super::row;
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::panels::outline::plural;
use crate::gui::panels::status_bar::Status;
use crate::gui::{style, widgets};
use crate::insight::report;

impl App {
    /// Draws the page.
    pub(in crate::gui) fn findings_page_ui(&mut self, ui: &mut Ui) {
        let theme = widgets::theme(ui);
        let Some(found) = self.insights.found.clone() else { return };
        let view = &mut self.insights.findings;
        view.focused = false;
        let scroll = std::mem::take(&mut view.scroll);
        egui::Frame::new().inner_margin(egui::Margin::symmetric(32, 12)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(style::strong("Findings", 18.0, theme));
                ui.label(style::meta(found.tally.to_string(), theme).color(theme.ink_soft));
            });
            ScrollArea::vertical().id_salt("findings").auto_shrink([false, false]).show(ui, |ui| {
                for (topic, findings) in report::by_topic(&found.findings) {
                    ui.add_space(12.0);
                    ui.label(style::strong(topic.label(), style::BODY, theme));
                    for finding in findings {
                        let on = view.picked.as_ref().is_some_and(|key| key.is(finding));
                        let response = row::ui(ui, &found.map, finding, on, &mut self.actions);
                        view.focused |= response.has_focus();
                        if on && scroll {
                            response.scroll_to_me(None);
                        }
                    }
                }
            });
        });
    }

    /// What stands at the bottom.
    pub(in crate::gui) fn findings_status(&self) -> Status {
        let mut status = Status { left: "Insights".to_owned(), ..Status::default() };
        let Some(found) = &self.insights.found else { return status };
        let ordered = report::by_topic(&found.findings).into_iter().flat_map(|(_, findings)| findings);
        let picked = self.insights.findings.picked.as_ref();
        let at = picked.and_then(|key| ordered.into_iter().position(|finding| key.is(finding)));
        status.left = match at {
            Some(at) => format!("Finding {} of {}", at + 1, found.findings.len()),
            None => plural(found.findings.len(), "finding"),
        };
        let key = |ids: &[CommandId], words: &'static str| {
            let keys: Vec<String> = ids.iter().map(|id| id.keys_text()).collect();
            (keys.join(" "), words)
        };
        status.hints = vec![
            key(&[CommandId::NextFinding, CommandId::PreviousFinding], "Next, previous finding"),
            key(&[CommandId::OpenFinding], "Open touchpoint"),
        ];
        status.right = plural(found.tally.open(), "open finding");
        status.warns = found.tally.open() > 0;
        status
    }
}
