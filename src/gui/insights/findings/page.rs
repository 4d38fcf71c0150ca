//! The page put together: its heading, the list, the right side, and the line at the bottom.
//!
//! Here never comes a change of anything.

use egui::{Align, Layout, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use super::{FindingsWish, Grouping, beside, list};
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::context::Action;
use crate::gui::insights::{Found, InsightWish};
use crate::gui::panels::status_bar::Status;
use crate::gui::widgets::Segment;
use crate::gui::{style, widgets};
use crate::model::State;
use crate::words::plural;

/// Windows narrower than this have the list alone, in points.
const TWO_SIDES: f32 = 1000.0;

impl App {
    /// Draws the page.
    pub(in crate::gui) fn findings_page_ui(&mut self, ui: &mut Ui) {
        let Some(found) = self.insights.found.clone() else {
            ui.centered_and_justified(|ui| ui.label(style::meta("Reading the map…", widgets::theme(ui))));
            return;
        };
        self.key_figures_ui(ui);
        let area = ui.available_rect_before_wrap();
        let two = area.width() >= TWO_SIDES && found.map.today().touchpoint_count() > 0;
        let parting = if two { beside::parting(area) } else { area.right() };
        let left = Rect::from_min_max(area.min, pos2(parting, area.bottom()));
        let mut child = ui.new_child(UiBuilder::new().max_rect(left).id_salt("list"));
        self.findings_list_ui(&mut child, &found);
        if two {
            let line = Stroke::new(1.0, widgets::theme(ui).line_strong);
            ui.painter().vline(parting - 0.5, area.y_range(), line);
            let right = Rect::from_min_max(pos2(parting + 20.0, area.top() + 12.0), area.max - vec2(32.0, 16.0));
            let mut child = ui.new_child(UiBuilder::new().max_rect(right).id_salt("beside"));
            let picked = self.insights.findings.picked.as_ref();
            let picked = picked.and_then(|key| found.findings.iter().position(|one| key.is(one)));
            self.matrix_ui(&mut child, &found, picked);
            let view = &mut self.insights.findings;
            let state = picked.map_or(State::Today, |at| found.findings[at].state);
            let shown = beside::Shown { found: &found, state, picked, theme: self.view.theme };
            beside::ui(&mut child, &shown, (&mut view.sits, &mut self.layouter), &mut self.actions);
        }
    }

    fn findings_list_ui(&mut self, ui: &mut Ui, found: &Found) {
        let theme = widgets::theme(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        let size = vec2(ui.available_width(), 52.0);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(32.0);
            ui.label(style::strong("Findings", 18.0, theme));
            ui.add_space(4.0);
            if !found.findings.is_empty() {
                ui.label(style::meta(found.tally.to_string(), theme).font(style::regular(style::BODY)));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(16.0);
                self.grouping_ui(ui);
            });
        });
        let nothing = found.findings.is_empty();
        if nothing {
            empty_ui(ui, found);
        }
        if nothing && found.map.about().muted.is_empty() {
            return;
        }
        let view = &mut self.insights.findings;
        let told = list::ui(ui, found, &mut view.lines, (view.picked.as_ref(), view.scroll), &mut self.actions);
        view.focused = told.focused;
        view.scroll &= !told.settled;
    }

    fn grouping_ui(&mut self, ui: &mut Ui) {
        let segments = Grouping::ALL.map(|grouping| Segment::new(grouping, grouping.label()));
        let current = Some(self.insights.findings.grouping);
        if let Some(grouping) = widgets::segmented_words(ui, "Listed", 28.0, &segments, current) {
            self.actions.push(Action::Insight(InsightWish::Findings(FindingsWish::Group(grouping))));
        }
    }

    /// What stands at the bottom.
    pub(in crate::gui) fn findings_status(&self) -> Status {
        let mut status = Status { left: "Insights".to_owned(), ..Status::default() };
        let Some(found) = &self.insights.found else { return status };
        let view = &self.insights.findings;
        let count = found.findings.len();
        status.left = match view.picked.as_ref().and_then(|key| view.lines.place(found, key)) {
            Some(at) => format!("Finding {} of {count}", at + 1),
            None => plural(count, "finding"),
        };
        let key = |ids: &[CommandId], words: &'static str| {
            let keys: Vec<String> = ids.iter().map(|id| id.keys_text()).collect();
            (keys.join(" "), words)
        };
        status.hints = vec![key(&[CommandId::NextFinding, CommandId::PreviousFinding], "Next, previous finding")];
        if let Some(finding) = self.finding() {
            status.hints.push(key(&[CommandId::OpenFinding], "Open touchpoint"));
            status.hints.push(key(&[CommandId::MuteRule], "Ignore with reason"));
            if let Some(fix) = &finding.fix {
                status.hints.push(key(&[CommandId::FixFinding], fix.label()));
            }
            status.hints.push(key(&[CommandId::TurnIntoOpportunity], "Turn into opportunity"));
        } else {
            status.hints.push(key(&[CommandId::NextGrouping], "List by method, stage, owner"));
            status.hints.push(key(&[CommandId::NextPage], "Next page"));
        }
        status.right = plural(found.tally.open(), "open finding");
        status.warns = found.tally.open() > 0;
        status
    }
}

/// What stands in the place of a list.
fn empty_ui(ui: &mut Ui, found: &Found) {
    let theme = widgets::theme(ui);
    let (title, words) = if found.map.today().touchpoint_count() == 0 {
        ("Nothing to read yet", "Draw the first touchpoints on the map; findings appear here while you do.")
    } else if found.map.today().pains().len() == 0 {
        (
            "Nothing to say yet",
            "Say on the map how customers feel and what hurts; findings appear here while you do, each with its reason.",
        )
    } else {
        ("Nothing found", "No rule of the method has anything to say about this map.")
    };
    egui::Frame::new().inner_margin(egui::Margin::symmetric(32, 24)).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(520.0));
        ui.label(style::strong(title, 14.0, theme));
        ui.add_space(4.0);
        ui.label(egui::RichText::new(words).font(style::regular(style::BODY)).color(theme.ink_soft));
    });
}
