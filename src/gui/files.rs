//! Leaving a map for something else, what jobs report, and what dialogs wish.

use std::path::{Path, PathBuf};

use egui::ViewportCommand;

use super::app::App;
use super::context::CanvasOrder;
use super::dialogs::path::{FileKind, PathDialog, Purpose};
use super::dialogs::{Dialog, Wish, help, questions};
use super::disk::file_name;
use super::document::Document;
use super::examples;
use super::flow::Next;
use super::jobs::{Report, SAVING};
use crate::model::Map;

impl App {
    /// Goes on to something else, after asking about unsaved changes.
    pub(super) fn leave(&mut self, next: Next) {
        self.keep_drafts();
        let dirty = self.document.as_ref().is_some_and(|document| document.session.is_dirty());
        if dirty {
            self.dialog = Some(Dialog::Unsaved(next));
        } else {
            self.proceed(next);
        }
    }

    /// Goes on to something else without asking.
    pub(super) fn proceed(&mut self, next: Next) {
        self.dialog = None;
        match next {
            Next::Blank => self.begin_blank(),
            Next::Template(place) => {
                if let Some(template) = examples::templates().get(place) {
                    self.begin_from(template);
                }
            }
            Next::OwnTemplate(path) => self.begin_from_own(&path),
            Next::ForPersona(state, persona) => self.begin_for_persona(state, persona),
            Next::AskForFile => self.ask_for_file(),
            Next::Open(path) => self.open(path),
            Next::Opened => self.show_opened(),
            Next::Example(place) => self.begin_from_example(place),
            Next::Welcome => {
                self.document = None;
                self.begin_looking();
                self.welcome_fresh = true;
                self.load_recents();
            }
            Next::Quit => {
                self.quitting = true;
                self.ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    pub(super) fn show_document(&mut self, document: Document) {
        self.document = Some(document);
        self.document_number += 1;
        self.begin_looking();
        let count = self.document.as_ref().map_or(0, |document| document.session.map().today().touchpoint_count());
        // Shorter ones are read card by card, from the first on.
        if count > 40 {
            self.orders.push(CanvasOrder::ZoomOpening);
        }
        self.orders.push(CanvasOrder::Focus);
    }

    fn ask_for_file(&mut self) {
        let folder = self.folder.clone();
        self.ask_for_path(Purpose::Open, folder, String::new());
    }

    /// Asks for a file, with the list of a folder and a name already typed.
    pub(in crate::gui) fn ask_for_path(&mut self, purpose: Purpose, folder: PathBuf, name: String) {
        self.jobs.list(&folder, purpose.files());
        self.dialog = Some(Dialog::Path(PathDialog::new(purpose, folder, name)));
    }

    /// The folder of the open map, or else the one that was looked at last.
    pub(in crate::gui) fn folder_of_map(&self) -> PathBuf {
        let path = self.document.as_ref().and_then(|document| document.path.as_deref());
        path.and_then(Path::parent).map_or_else(|| self.folder.clone(), Path::to_owned)
    }

    /// Opens a dialog, once the one that is open is answered.
    pub(super) fn ask(&mut self, dialog: Dialog) {
        self.further_dialogs.push(dialog);
        self.ask_further();
    }

    /// Opens the next dialog that waits.
    pub(super) fn ask_further(&mut self) {
        if self.dialog.is_none() && !self.further_dialogs.is_empty() {
            self.dialog = Some(self.further_dialogs.remove(0));
        }
    }

    /// Takes in what jobs have to say.
    pub(super) fn take_reports(&mut self) {
        while let Some(report) = self.jobs.next() {
            match report {
                Report::Opened { number, outcome } => self.open_ended(number, outcome),
                Report::TargetOpened { document, outcome } => self.target_opened(document, outcome),
                Report::Compared(made) => self.compared(*made),
                Report::Found(found) => self.found(*found),
                Report::Progressed(progressed) => self.progressed(*progressed),
                Report::PlanWritten(outcome) => self.plan_written(outcome),
                Report::ListsMade(lists) => self.lists_made(lists),
                Report::HandedOut(made) => self.handed_out(made),
                Report::PortfolioReading(done, of) => self.portfolio_goes_on(done, of),
                Report::PortfolioRead(read) => self.portfolio_read(read),
                Report::SurveyReading(number, done) => self.answers_go_on(number, done),
                Report::SurveyRead(found) => self.answers_read(found),
                Report::FolderPicked(folder) => {
                    if let Some(folder) = folder {
                        self.read_portfolio(folder);
                    }
                }
                Report::Saved(ended) => self.save_ended(ended),
                Report::Listed { folder, entries } => {
                    if let Some(Dialog::Path(dialog)) = &mut self.dialog {
                        dialog.listed(&folder, entries);
                    }
                }
                Report::Picked { number, path } => self.picked(number, path),
                Report::Previewed { number, pages } => self.previewed(number, *pages),
                Report::Exporting(number, done) => self.exporting(number, done),
                Report::Exported(number, outcome) => self.exported(number, outcome),
                Report::Recents { number, list } => {
                    if number > self.recents_read {
                        (self.recents_read, self.recents) = (number, list);
                    }
                }
                Report::Templates { outcome, saved } => self.have_templates(outcome, saved),
                Report::FolderShown(Ok(())) => {}
                Report::FolderShown(Err(why)) => self.toasts.say(why),
                Report::Sketched(drawn) => self.sketches.take_in(drawn),
                Report::Picture(taken) => self.picture_taken(taken),
                Report::Done => {}
                Report::Copied { text, fragment } => self.found_copied(&text, fragment),
                Report::CopyKept(Ok(())) => {}
                Report::CopyKept(Err(reason)) => log::warn!("other windows cannot paste what was copied: {reason}"),
                Report::Broken(what) => self.broken(what),
            }
        }
    }

    /// A job broke down, which is a defect; the map is safe, and the window goes on.
    fn broken(&mut self, what: &str) {
        self.beginning = false;
        if let Some(document) = self.document.as_mut().filter(|_| what == SAVING) {
            (document.saving, document.save_after) = (None, None);
        }
        if let Some(Dialog::Export(dialog)) = &mut self.dialog {
            dialog.progress = None;
        }
        self.not_compared();
        self.not_progressed();
        self.not_found();
        self.lists_broke();
        self.portfolio_broke();
        self.answers_broke();
        self.toasts.say(format!("It was not possible to {what}, because of a defect in Wayfarer."));
    }

    /// Numbers a question that the open dialog puts to the system's file dialog.
    pub(super) fn begin_picking(&mut self) -> u64 {
        self.pick_number += 1;
        if let Some(picking) = self.dialog.as_mut().and_then(Dialog::picking) {
            *picking = Some(self.pick_number);
        }
        self.pick_number
    }

    /// Takes in the answer to a question, if the dialog that put it is still open and has put no other since.
    pub(super) fn picked(&mut self, number: u64, path: Option<PathBuf>) {
        let asked = self.dialog.as_mut().and_then(Dialog::picking).and_then(|picking| *picking);
        if asked != Some(number) {
            if let Some(path) = path {
                let name = file_name(&path);
                self.toasts.say(format!("“{name}” was not taken, because the dialog it was chosen for is closed."));
            }
            return;
        }
        let Some(path) = path else {
            self.toasts.say("The system’s dialog gave no file; the path can be typed instead.");
            return;
        };
        let Some(Dialog::Path(dialog)) = &self.dialog else { return self.picked_for_export(path) };
        let purpose = dialog.purpose.clone();
        let ended = purpose.with_ending(path.clone());
        // The system's dialog has asked about replacing the very file that it gave, and about no other.
        let asked = ended == path;
        match purpose {
            Purpose::Open => self.proceed(Next::Open(path)),
            Purpose::Compare => self.open_target(path),
            Purpose::ExportPlan => self.export_plan(ended, asked),
            Purpose::ExportReport => self.export_report(ended, asked),
            Purpose::Answers => self.open_answers(path),
            Purpose::ExportChart => self.export_chart(ended, asked),
            Purpose::Save(next) => {
                self.dialog = None;
                self.save_as_picked(ended, asked, next);
            }
        }
    }

    /// Reads the list of recent files again.
    pub(super) fn load_recents(&mut self) {
        if let Some(state_dir) = self.state_dir.clone() {
            self.jobs.recents(state_dir);
        }
    }

    pub(super) fn remember(&mut self, path: PathBuf) {
        if let (Some(state_dir), Some(document)) = (self.state_dir.clone(), &self.document) {
            let map = document.session.map().clone();
            self.jobs.remember(state_dir, path, document.name(), map);
        }
    }

    /// Draws the open dialog and does what it wishes.
    pub(super) fn dialog_ui(&mut self, ctx: &egui::Context) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let mut wishes = Vec::new();
        let name = self.document.as_ref().map_or(String::new(), Document::name);
        match &mut dialog {
            Dialog::Path(dialog) => dialog.ui(ctx, &mut wishes),
            Dialog::Unsaved(next) => questions::unsaved(ctx, &name, next, &mut wishes),
            Dialog::Replace { failure, next } => questions::replace(ctx, failure, next.as_ref(), &mut wishes),
            Dialog::Errors(dialog) => dialog.ui(ctx, &mut wishes),
            Dialog::Palette(palette) => {
                let now = self.situation();
                let journey = self
                    .document
                    .as_ref()
                    .map(|document| (self.view.journey(document.session.map()), document.session.revision()));
                palette.ui(ctx, journey, now, &mut wishes);
            }
            Dialog::Help => help::ui(ctx, &mut wishes),
            Dialog::Preferences(dialog) => dialog.ui(ctx, &mut self.preferences, &mut wishes),
            Dialog::Template(dialog) => dialog.ui(ctx, &mut wishes),
            Dialog::DropTemplate { path, name } => questions::drop_template(ctx, name, path, &mut wishes),
            Dialog::Voting(voting) => voting.ui(ctx, &mut self.preferences, &mut wishes),
            Dialog::PasteGrid(dialog) => dialog.ui(ctx, &mut wishes),
            Dialog::Mute(dialog) => dialog.ui(ctx, &mut wishes),
            Dialog::Snapshots(dialog) => {
                if let Some(document) = &self.document {
                    dialog.ui(ctx, document.session.map(), &mut wishes);
                }
            }
            Dialog::Survey(dialog) => {
                if let Some(document) = &self.document {
                    dialog.ui(ctx, document.session.map(), &mut wishes);
                }
            }
            Dialog::Export(dialog) => {
                let map = self.document.as_ref().map(|document| document.session.map().clone());
                if let Some(map) = map {
                    dialog.ui(ctx, &map, &mut wishes);
                }
            }
        }
        self.dialog = Some(dialog);
        if !wishes.is_empty() {
            ctx.request_repaint();
        }
        for wish in wishes {
            self.grant(wish);
        }
        if self.dialog.is_none() {
            self.orders.push(CanvasOrder::Focus);
        }
    }

    fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Close => self.close_dialog(),
            Wish::Open(path) => self.proceed(Next::Open(path)),
            Wish::Save(wish) => {
                self.dialog = None;
                self.start_save(wish);
            }
            Wish::List(folder) => self.list_for_dialog(folder),
            Wish::PickNatively => self.pick_natively(),
            Wish::SaveThen(next) => {
                self.dialog = None;
                self.save(Some(next));
            }
            Wish::DiscardThen(next) => self.proceed(next),
            Wish::OpenCopy(map) => self.open_repaired_copy(*map),
            Wish::Run(id) => {
                self.preferences.used(id);
                self.run(id);
            }
            Wish::KeepVotes => self.keep_votes(),
            Wish::SaveTemplate(name) => self.save_template(&name),
            Wish::DropTemplate(path) => self.drop_template(path),
            Wish::Reveal(subject) => self.act(super::context::Action::Reveal(subject)),
            Wish::CompareWith(path) => self.open_target(path),
            Wish::ExportPlan { path, replace } => self.export_plan(path, replace),
            Wish::ExportReport { path, replace } => self.export_report(path, replace),
            Wish::ExportChart { path, replace } => self.export_chart(path, replace),
            Wish::PasteGrid(wish) => self.grant_paste(wish),
            Wish::Snapshot(wish) => self.grant_snapshot(wish),
            Wish::Mute { rule, reason } => self.mute(rule, reason),
            Wish::Export(wish) => self.grant_export(wish),
            Wish::OpenAnswers(path) => self.open_answers(path),
            Wish::Survey(wish) => self.grant_survey(wish),
        }
    }

    fn close_dialog(&mut self) {
        let closed = self.dialog.take();
        self.locating = None;
        // A file that waits for the save before it is forgotten with the question about that alone.
        if closed.is_some_and(|dialog| dialog.leads_to(&Next::Opened)) {
            self.opening.forget_asked();
        }
    }

    fn list_for_dialog(&mut self, folder: PathBuf) {
        let files = match &self.dialog {
            Some(Dialog::Path(dialog)) => dialog.purpose.files(),
            _ => FileKind::maps(),
        };
        self.jobs.list(&folder, files);
        self.folder = folder;
    }

    fn pick_natively(&mut self) {
        let Some(Dialog::Path(PathDialog { purpose, folder, .. })) = &self.dialog else { return };
        let (saving, folder, files) = (purpose.is_written(), folder.clone(), purpose.files());
        let name = self.document.as_ref().filter(|_| saving);
        let name = name.map_or(String::new(), |document| document.suggested_name(files.usual()));
        let number = self.begin_picking();
        self.jobs.pick(number, saving, &folder, &name, &files);
    }

    fn open_repaired_copy(&mut self, map: Map) {
        self.dialog = None;
        self.show_document(Document::unsaved(map));
        self.toasts.say("A repaired copy is open; saving asks for a place of its own.");
    }
}
