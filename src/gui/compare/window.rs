//! The parts of the window in the Ideal mode, put together: toolbar, canvas or table, panel, and the line at the bottom.
//!
//! Here never comes a change of anything.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::{IdealView, panel, parts, toolbar};
use crate::gui::app::App;
use crate::gui::canvas::comparing::CompareContext;
use crate::gui::command_table::CommandId;
use crate::gui::panels::status_bar::Status;
use crate::gui::{style, widgets};
use crate::words::plural;

impl App {
    /// Everything between the bars at the top and at the bottom.
    pub(in crate::gui) fn ideal_ui(&mut self, ui: &mut Ui) {
        let theme = self.view.colours();
        let ground = Frame::new().fill(theme.panel.into());
        let canvas = Frame::new().fill(theme.canvas.into());
        if self.has_comparison() && self.view.inspector && self.comparing.view != IdealView::Table {
            let side = ground.inner_margin(Margin { left: 16, right: 4, top: 8, bottom: 0 });
            let panel = Panel::right("gap").exact_size(panel::WIDTH).resizable(false).frame(side);
            panel.show(ui, |ui| self.gap_panel_ui(ui));
        }
        if self.has_comparison() {
            let bar = Panel::top("comparison bar").exact_size(toolbar::HEIGHT).frame(canvas).show_separator_line(false);
            let response = bar.show(ui, |ui| self.comparison_bar_ui(ui)).response;
            let line = egui::Stroke::new(1.0, theme.line_strong);
            ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 0.5, line);
        }
        CentralPanel::default().frame(canvas).show(ui, |ui| self.comparison_ui(ui));
    }

    fn gap_panel_ui(&mut self, ui: &mut Ui) {
        match self.comparing.made.clone() {
            Some(made) => {
                let shown = (&self.comparing, &*made, self.situation());
                panel::ui(ui, shown, &mut self.gap_seen, &mut self.actions);
            }
            None => {
                ui.label(style::meta("Comparing…", widgets::theme(ui)));
            }
        }
    }

    fn comparison_bar_ui(&mut self, ui: &mut Ui) {
        let Some(document) = &self.document else { return };
        let names = self.comparing.side_names(document.session.map());
        let made = self.comparing.made.clone();
        toolbar::ui(ui, &self.comparing, made.as_deref(), &names, &mut self.actions);
    }

    fn comparison_ui(&mut self, ui: &mut Ui) {
        let Some(document) = &self.document else { return };
        if !self.has_comparison() {
            return super::empty::ui(ui, &mut self.actions);
        }
        toolbar::target_ui(ui, &self.comparing, document.session.map(), &mut self.actions);
        let Some(made) = self.comparing.made.clone() else {
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(50));
            return;
        };
        let Some(picture) = self.comparing.view.picture() else {
            return self.plan_table_ui(ui);
        };
        let names = self.comparing.side_names(document.session.map());
        let mut cx = CompareContext {
            made: &made,
            comparing: &self.comparing,
            picture,
            view: &self.view,
            now: self.situation(),
            names: &names,
            layouter: &mut self.layouter,
            orders: &mut self.orders,
            actions: &mut self.actions,
        };
        self.compare_canvas.ui(ui, &mut cx);
    }

    /// What stands at the bottom.
    pub(in crate::gui) fn comparison_status(&self) -> Status {
        let key = |ids: &[CommandId], words: &'static str| {
            let keys: Vec<String> = ids.iter().map(|id| id.keys_text()).collect();
            (keys.join(" "), words)
        };
        let mut status = Status { left: "Ideal".to_owned(), ..Status::default() };
        let Some(made) = self.comparing.made.as_deref().filter(|_| self.has_comparison()) else { return status };
        let view = self.comparing.view;
        status.left = self.picked_words(made);
        let ways = key(&[CommandId::NextGap, CommandId::PreviousGap], "Next, previous gap");
        let next = key(&[CommandId::NextView], "Change view");
        let now = self.situation();
        status.hints = match view {
            IdealView::Table if self.comparing.table.is_editing() => {
                let own = [("Tab", "Next field"), ("Enter", "Save"), ("Esc", "Cancel")];
                own.map(|(keys, words)| (keys.to_owned(), words)).into()
            }
            IdealView::Table if now.plan_row => vec![
                key(&[CommandId::EditPlanRow], "Edit"),
                key(&[CommandId::NextGap, CommandId::PreviousGap], "Next, previous row"),
                key(&[CommandId::PlanNow, CommandId::PlanNext, CommandId::PlanLater], "Now, next, later"),
                key(&[CommandId::CloseGap], "Close gap"),
            ],
            IdealView::Table => vec![key(&[CommandId::NextGap, CommandId::PreviousGap], "Next, previous row"), next],
            IdealView::SideBySide if now.pair => vec![
                ways,
                key(&[CommandId::ConfirmPair], "Confirm"),
                key(&[CommandId::PartPair], "Part"),
                key(&[CommandId::LinkScrolling], "Link scrolling"),
                next,
            ],
            IdealView::Overlay | IdealView::SideBySide | IdealView::Swipe => vec![
                ways,
                next,
                key(&[CommandId::AcceptGap], "Accept into today"),
                key(&[CommandId::DropGap], "Drop from ideal"),
            ],
        };
        if view == IdealView::Swipe {
            status.hints.insert(1, ("← →".to_owned(), "Move the handle"));
        }
        let gaps = plural(made.comparison.gaps.len(), "gap");
        let unowned = made.cards.iter().filter(|card| card.lacks_owner()).count();
        let unsure = made.comparison.entries.iter().filter(|entry| entry.is_unsure()).count();
        status.right = match (unsure, unowned) {
            (1.., _) => format!("{gaps}, {} to confirm", plural(unsure, "pair")),
            (0, 1..) => format!("{gaps}, {unowned} without an owner"),
            (0, 0) => gaps,
        };
        status.warns = unsure + unowned > 0;
        if view == IdealView::Table {
            status.left = self.comparing.table.place_words();
            if let Some((words, warns)) = self.comparing.table.open_words() {
                (status.right, status.warns) = (words, warns);
            }
        }
        status.zoom = (view != IdealView::Table).then(|| self.compare_canvas.zoom());
        status
    }

    /// "Touchpoint 6 · changed".
    fn picked_words(&self, made: &super::Made) -> String {
        let picked = self.comparing.picked;
        if let Some(gap) = picked.gap.and_then(|key| made.gap(key)) {
            let (step, name) = parts::gap_name(made, gap);
            let what = step.map_or(name, |step| format!("Touchpoint {step}"));
            return format!("{what} · {}", made.entry(gap).mark.label().to_lowercase());
        }
        match picked.subject.and_then(|subject| made.touchpoint_entry(subject)) {
            Some(entry) => {
                format!("{} · {}", parts::entry_name(made, entry), entry.mark.label().to_lowercase())
            }
            None => "Nothing selected".to_owned(),
        }
    }
}
