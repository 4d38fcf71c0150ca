//! What the wishes and commands of the table do, and when its plan is worked out.
//!
//! Every change goes through the session as one step of undo. Here never comes drawing.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use super::export::{Form, PlanOrder, PlanWritten};
use super::said::Said;
use super::{PlanCx, PlanView, PlanWish, Progressed};
use crate::compare::PlanRow;
use crate::edit::Command;
use crate::file;
use crate::gui::actions::sentence;
use crate::gui::app::App;
use crate::gui::command_table::CommandId;
use crate::gui::compare::IdealView;
use crate::gui::context::{CanvasOrder, Mode};
use crate::gui::dialogs::Dialog;
use crate::gui::dialogs::path::Purpose;
use crate::model::*;

impl App {
    /// Has the plan worked out again where the comparison has changed, one at a time, and only where it is looked at.
    pub(in crate::gui) fn keep_progressed(&mut self) {
        let looked_at = self.view.mode == Mode::Ideal && self.comparing.view == IdealView::Table;
        let Some(made) = self.comparing.made.clone().filter(|_| looked_at) else { return };
        let table = &mut self.comparing.table;
        let is_done = table.shown.as_ref().is_some_and(|shown| shown.made.key == made.key);
        if is_done || table.asked.is_some() || table.failed == Some(made.key) {
            return;
        }
        let other = |shown: &Arc<Progressed>| {
            (shown.made.key.document, shown.made.key.target) != (made.key.document, made.key.target)
        };
        if table.shown.as_ref().is_some_and(other) {
            *table = PlanView { waiting: std::mem::take(&mut table.waiting), ..PlanView::default() };
        }
        table.asked = Some(made.key);
        self.jobs.progress(made);
    }

    /// Takes in a plan.
    pub(in crate::gui) fn progressed(&mut self, progressed: Progressed) {
        let table = &mut self.comparing.table;
        if table.asked.take() != Some(progressed.made.key) {
            return;
        }
        table.shown = Some(Arc::new(progressed));
        for id in std::mem::take(&mut table.waiting) {
            self.run(id);
        }
    }

    /// The plan could not be worked out, which is a defect; the next change asks again.
    pub(in crate::gui) fn not_progressed(&mut self) {
        let table = &mut self.comparing.table;
        table.failed = table.asked.take().or(table.failed);
    }

    /// Draws the table.
    pub(in crate::gui) fn plan_table_ui(&mut self, ui: &mut Ui) {
        let now = self.situation();
        let Some(document) = &self.document else { return };
        let cx = PlanCx { map: document.session.map(), picked: self.comparing.picked, now };
        self.comparing.table.ui(ui, &cx, &mut self.orders, &mut self.actions);
    }

    /// Goes to the row below, or so many rows, round and round.
    pub(in crate::gui) fn walk_rows(&mut self, by: isize) {
        let mut wishes = Vec::new();
        self.comparing.table.walk(by, true, &mut wishes);
        for wish in wishes {
            self.act(wish);
        }
    }

    /// Does a wish of the table.
    pub(in crate::gui) fn act_on_plan(&mut self, wish: PlanWish) {
        match wish {
            PlanWish::Edit => self.run(CommandId::EditPlanRow),
            PlanWish::Cancel => {
                self.comparing.table.editing = None;
                self.orders.push(CanvasOrder::Focus);
            }
            PlanWish::Save => {
                let Some(editing) = self.comparing.table.editing.take() else { return };
                self.comparing.table.selected = Some(editing.row);
                self.orders.push(CanvasOrder::Focus);
                if let Some(row) = self.selected_plan_row() {
                    self.say_about(&row, &editing.showed, &editing.said);
                }
            }
        }
    }

    /// Runs a command of the plan.
    pub(in crate::gui) fn run_planning(&mut self, id: CommandId) {
        match id {
            CommandId::EditPlanRow => {
                let Some(document) = &self.document else { return };
                self.comparing.table.begin_editing(document.session.map());
            }
            CommandId::CloseGap => self.close_or_reopen(),
            CommandId::PlanNow => self.plan_for(Horizon::Now),
            CommandId::PlanNext => self.plan_for(Horizon::Next),
            CommandId::PlanLater => self.plan_for(Horizon::Later),
            CommandId::CopyPlan => self.copy_plan(id, Form::Markdown),
            CommandId::CopyPlanCells => self.copy_plan(id, Form::Cells),
            CommandId::ExportPlan => self.ask_where_to_export_plan(),
            other => log::error!("{other:?} is no command of the plan"),
        }
    }

    fn selected_plan_row(&self) -> Option<PlanRow> {
        let table = &self.comparing.table;
        let row = table.selected_row()?;
        table.shown.as_ref().map(|shown| shown.plan.rows[row].clone())
    }

    /// Puts what is said about a row into the map, if it says anything new.
    fn say_about(&mut self, row: &PlanRow, showed: &Said, said: &Said) {
        let Some(document) = &self.document else { return };
        let item = row.to_item(document.session.map(), &mut self.ids);
        let id = item.id;
        if let Some(item) = said.item(showed, item, file::today()) {
            self.edit(&Command::SetPlanItem(item), false);
            if let Some(selected) = &mut self.comparing.table.selected {
                selected.item = selected.item.or(Some(id));
            }
        }
    }

    fn close_or_reopen(&mut self) {
        let Some(row) = self.selected_plan_row() else { return };
        let showed = Said::of(&row);
        let finished = row.status.value.is_finished();
        let status = if finished { PlanStatus::Open } else { PlanStatus::Closed };
        self.say_about(&row, &showed, &Said { status, ..showed.clone() });
        let revision = self.document.as_ref().map_or(0, |document| document.session.revision());
        self.toasts.say_undoable(if finished { "Open again" } else { "Closed" }, revision);
    }

    fn plan_for(&mut self, horizon: Horizon) {
        let Some(row) = self.selected_plan_row() else { return };
        let showed = Said::of(&row);
        self.say_about(&row, &showed, &Said { horizon: Some(horizon), ..showed.clone() });
    }

    /// The plan of the latest change; without one the table is shown, and the command runs once there is one.
    fn plan_for_command(&mut self, id: CommandId) -> Option<Arc<Progressed>> {
        let made = self.comparing.made.as_ref().map(|made| made.key);
        let latest = self.comparing.table.shown.clone().filter(|shown| Some(shown.made.key) == made);
        if latest.is_none() {
            self.show_comparison(IdealView::Table);
            self.comparing.table.waiting.push(id);
        }
        latest
    }

    fn copy_plan(&mut self, id: CommandId, form: Form) {
        let Some(shown) = self.plan_for_command(id) else { return };
        let bytes = form.bytes(&shown, &self.comparing.table.choices);
        self.ctx.copy_text(String::from_utf8_lossy(&bytes).into_owned());
        self.toasts.say(match form {
            Form::Markdown => "The plan is on the clipboard as Markdown.",
            Form::Csv | Form::Cells => "The plan is on the clipboard; it can be pasted into a spreadsheet.",
        });
    }

    fn ask_where_to_export_plan(&mut self) {
        let Some(document) = &self.document else { return };
        let name = document.suggested_name("md").replace(".md", " plan.md");
        self.ask_for_path(Purpose::ExportPlan, self.folder_of_map(), name);
        // The plan is worked out while somebody looks for a place.
        if self.comparing.table.shown.is_none() {
            self.show_comparison(IdealView::Table);
        }
    }

    /// Writes the plan to a file.
    pub(in crate::gui) fn export_plan(&mut self, path: PathBuf, replace: bool) {
        let table = &self.comparing.table;
        match table.shown.clone() {
            Some(shown) => {
                let choices = table.choices.clone();
                self.jobs.write_plan(PlanOrder { shown, choices, path, replace });
            }
            None => self.toasts.say("The journeys are still being compared; try again in a moment."),
        }
    }

    /// Takes in how writing the plan ended.
    pub(in crate::gui) fn plan_written(&mut self, outcome: PlanWritten) {
        // Somebody may have closed the dialog and opened another one meanwhile.
        let dialog = match &mut self.dialog {
            Some(Dialog::Path(dialog)) if dialog.purpose == Purpose::ExportPlan => Some(dialog),
            Some(_) | None => None,
        };
        match (outcome, dialog) {
            (PlanWritten::Written(path), dialog) => {
                if dialog.is_some() {
                    self.dialog = None;
                }
                self.toasts.say(format!("Exported {}", path.display()));
            }
            (PlanWritten::There(path), Some(dialog)) => dialog.is_there(path),
            (PlanWritten::There(path), None) => self.toasts.say(format!("{} is there already.", path.display())),
            (PlanWritten::Failed(why), Some(dialog)) => dialog.failed(sentence(&why)),
            (PlanWritten::Failed(why), None) => self.toasts.say(sentence(&why)),
        }
    }
}
