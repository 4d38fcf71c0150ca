//! What the command and the dialog's wishes do. Here never comes drawing.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{Job, SurveyDialog, SurveyOrder, SurveyRead, SurveyWish};
use crate::gui::app::App;
use crate::gui::context::Mode;
use crate::gui::dialogs::Dialog;
use crate::gui::dialogs::path::Purpose;
use crate::model::State;

impl App {
    /// Asks for the file with the answers.
    pub(in crate::gui) fn ask_for_answers(&mut self) {
        let folder = self.folder.clone();
        self.ask_for_path(Purpose::Answers, folder, String::new());
    }

    /// Opens the dialog about a file with answers, and has it read.
    pub(in crate::gui) fn open_answers(&mut self, path: PathBuf) {
        if self.document.is_none() {
            self.toasts.say("Answers come onto a map: open the map first, then drop the file once more.");
            return;
        }
        if self.presenting.is_some() {
            self.end_talk();
        }
        self.dialog = Some(Dialog::Survey(Box::new(SurveyDialog::new(path))));
        self.work_on_answers();
    }

    /// Does what the dialog wants.
    pub(in crate::gui) fn grant_survey(&mut self, wish: SurveyWish) {
        match wish {
            SurveyWish::Work => self.work_on_answers(),
            SurveyWish::Import => self.import_answers(),
            SurveyWish::ChooseFile => self.ask_for_answers(),
            SurveyWish::CopyProblems => {
                let Some(Dialog::Survey(dialog)) = &self.dialog else { return };
                let Some(read) = &dialog.read else { return };
                let lines: Vec<String> = read.tally.problems.listed.iter().map(ToString::to_string).collect();
                self.ctx.copy_text(lines.join("\n"));
                self.toasts.say("What could not be read is on the clipboard, one line each.");
            }
        }
    }

    fn work_on_answers(&mut self) {
        let (Some(document), Some(Dialog::Survey(dialog))) = (&self.document, &mut self.dialog) else { return };
        self.survey_number += 1;
        let (number, stop) = (self.survey_number, Arc::new(AtomicBool::new(false)));
        // The job before, if there is one, stops as it is dropped.
        dialog.job = Some(Job { number, stop: stop.clone(), done: 0.0 });
        let (map, ids) = (document.session.map().clone(), self.ids.clone());
        self.jobs.read_answers(SurveyOrder { number, stop, source: dialog.source(), map, ids });
    }

    /// Takes in how much of a job is done.
    pub(in crate::gui) fn answers_go_on(&mut self, number: u64, done: f32) {
        if let Some(Dialog::Survey(dialog)) = &mut self.dialog {
            dialog.goes_on(number, done);
        }
    }

    /// Takes in what a job found.
    pub(in crate::gui) fn answers_read(&mut self, found: SurveyRead) {
        if let Some(Dialog::Survey(dialog)) = &mut self.dialog {
            dialog.take_in(found);
        }
    }

    /// A job broke down, which is a defect.
    pub(in crate::gui) fn answers_broke(&mut self) {
        if let Some(Dialog::Survey(dialog)) = &mut self.dialog {
            dialog.broke();
        }
    }

    /// Brings what was read onto the map, as one step.
    fn import_answers(&mut self) {
        let Some(Dialog::Survey(dialog)) = &mut self.dialog else { return };
        if !dialog.is_ready() {
            return;
        }
        let Some(command) = dialog.read.as_ref().and_then(|read| read.brought.command.clone()) else { return };
        let outcome = self.attempt(&command, false);
        let Some(Dialog::Survey(dialog)) = &mut self.dialog else { return };
        if let Err(why) = outcome {
            // What somebody has matched stays, so that it can be imported in another way.
            dialog.failure = Some(why);
            return;
        }
        let Some(read) = dialog.read.take() else { return };
        self.dialog = None;
        self.ids = read.ids;
        // Answers are about today's journey; whoever drew the ideal one would see nothing of them.
        if self.view.mode == Mode::Map && self.view.state == State::Ideal {
            self.show(State::Today);
        }
        if let Some(document) = &self.document {
            self.toasts.say_undoable(format!("{}.", read.brought.sentence()), document.session.revision());
        }
    }
}
