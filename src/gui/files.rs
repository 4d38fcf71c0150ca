//! Opening, saving, leaving a map: the questions before, the jobs, and what they report.

use std::path::{Path, PathBuf};

use egui::ViewportCommand;

use super::actions::sentence;
use super::app::App;
use super::context::CanvasOrder;
use super::dialogs::errors::ErrorDialog;
use super::dialogs::path::{PathDialog, Purpose};
use super::dialogs::{Dialog, Wish, help, questions};
use super::disk::{OpenFailure, OpenedFile, Permission, SaveFailure};
use super::document::Document;
use super::examples;
use super::flow::Next;
use super::jobs::{Report, SaveOrder};

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
            Next::Open(path) => self.jobs.open(path, &self.ids),
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
        self.jobs.list(&folder, super::dialogs::path::OPENABLE);
        self.dialog = Some(Dialog::Path(PathDialog::new(Purpose::Open, folder, String::new())));
    }

    /// Saves to the map's own file, or asks for one.
    pub(super) fn save(&mut self, next: Option<Next>) {
        let Some(document) = &self.document else { return };
        match &document.path {
            Some(path) if document.read_only.is_none() && is_own(path) => {
                let path = path.clone();
                let base = document.base;
                self.start_save(path, Permission::Careful(base), next);
            }
            Some(_) | None => self.ask_where_to_save(next),
        }
    }

    /// Asks for the file to save to.
    pub(super) fn ask_where_to_save(&mut self, next: Option<Next>) {
        let Some(document) = &self.document else { return };
        let own = document.path.as_deref().filter(|path| is_own(path));
        let folder = own.and_then(|path| path.parent()).map_or(self.folder.clone(), |folder| folder.to_owned());
        let name = own.map_or_else(|| document.suggested_name("ron"), super::disk::file_name);
        self.jobs.list(&folder, &["ron"]);
        self.dialog = Some(Dialog::Path(PathDialog::new(Purpose::Save(next), folder, name)));
    }

    fn start_save(&mut self, path: PathBuf, permission: Permission, next: Option<Next>) {
        self.keep_drafts();
        let Some(document) = &mut self.document else { return };
        document.session.seal();
        document.saving = true;
        let map = document.session.map().clone();
        let point = document.session.point();
        let state_dir = self.state_dir.clone();
        self.jobs.save(SaveOrder { path, map, permission, point, next, state_dir });
    }

    /// What may be written over when a file was named: the map's own file as it was last seen, or a new one.
    fn careful(&self, path: &Path) -> Permission {
        let own = self.document.as_ref().filter(|document| document.path.as_deref() == Some(path));
        Permission::Careful(own.and_then(|document| document.base))
    }

    /// Takes in what jobs have to say.
    pub(super) fn take_reports(&mut self) {
        while let Some(report) = self.jobs.next() {
            match report {
                Report::Opened(outcome) => {
                    self.beginning = false;
                    match outcome {
                        Ok(opened) => self.opened(*opened),
                        Err(failure) => self.not_opened(failure),
                    }
                }
                Report::TargetOpened(Err(failure)) => self.not_opened(failure),
                Report::TargetOpened(Ok(opened)) => self.target_opened(*opened),
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
                Report::Saved { outcome: Ok(saved), point, next } => {
                    if let Some(document) = &mut self.document {
                        document.saved(saved.path.clone(), saved.base, point);
                    }
                    self.remember(saved.path);
                    self.toasts.say(saved.remark.unwrap_or_else(|| "Saved".to_owned()));
                    if let Some(next) = next {
                        self.leave(next);
                    }
                }
                Report::Saved { outcome: Err(failure), next, .. } => self.not_saved(failure, next),
                Report::Listed { folder, entries } => {
                    if let Some(Dialog::Path(dialog)) = &mut self.dialog {
                        dialog.listed(&folder, entries);
                    }
                }
                Report::Picked(path) => self.picked(path),
                Report::Previewed { number, pages } => self.previewed(number, *pages),
                Report::Exporting(done) => self.exporting(done),
                Report::Exported(outcome) => self.exported(outcome),
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
        if let Some(document) = &mut self.document {
            document.saving = false;
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

    fn opened(&mut self, opened: OpenedFile) {
        let OpenedFile { path, map, base, read_only, warnings } = opened;
        if let Some(folder) = path.parent() {
            self.folder = folder.to_owned();
        }
        match base {
            Some(base) => {
                let mut document = Document::from_file(map, path.clone(), base);
                if let Some(reason) = &read_only {
                    self.toasts.say(sentence(reason));
                }
                document.read_only = read_only;
                self.show_document(document);
                self.remember(path);
                self.located();
            }
            None => {
                let mut document = Document::unsaved(map);
                document.path = Some(path);
                self.show_document(document);
            }
        }
        if !warnings.is_empty() {
            self.dialog = Some(Dialog::Errors(ErrorDialog {
                heading: "Brought in, with changes",
                sentence: "The map is open. Some of the file was read as something else:".to_owned(),
                problems: warnings,
                repaired: None,
            }));
        }
    }

    fn not_opened(&mut self, failure: OpenFailure) {
        let gone = self.recents.iter_mut().find(|recent| recent.path == failure.path);
        if let Some(recent) = gone {
            recent.there = false;
        }
        self.dialog = Some(Dialog::Errors(ErrorDialog {
            heading: "The file could not be opened",
            sentence: sentence(&failure.sentence),
            problems: failure.problems,
            repaired: failure.repaired,
        }));
    }

    fn not_saved(&mut self, failure: SaveFailure, next: Option<Next>) {
        if let Some(document) = &mut self.document {
            document.saving = false;
        }
        self.dialog = Some(match failure.replaceable || failure.in_place {
            true => Dialog::Replace { failure, next },
            false => Dialog::Errors(ErrorDialog {
                heading: "The map could not be saved",
                sentence: sentence(&failure.sentence),
                problems: Vec::new(),
                repaired: None,
            }),
        });
    }

    fn picked(&mut self, path: Option<PathBuf>) {
        let Some(path) = path else {
            self.toasts.say("The system’s dialog gave no file; the path can be typed instead.");
            return;
        };
        match &self.dialog {
            Some(Dialog::Path(dialog)) => match dialog.purpose.clone() {
                Purpose::Open => self.proceed(Next::Open(path)),
                Purpose::Compare => {
                    self.dialog = None;
                    self.jobs.open_target(path, &self.ids);
                }
                // The system's dialog has asked about replacing.
                Purpose::ExportPlan => self.export_plan(path, true),
                Purpose::ExportReport => self.export_report(path, true),
                Purpose::Answers => self.open_answers(path),
                Purpose::ExportChart => self.export_chart(path, true),
                Purpose::Save(next) => {
                    self.dialog = None;
                    // The system's dialog has asked about replacing.
                    self.start_save(path, Permission::Replace, next);
                }
            },
            _ => self.picked_for_export(path),
        }
    }

    /// Reads the list of recent files again.
    pub(super) fn load_recents(&mut self) {
        if let Some(state_dir) = self.state_dir.clone() {
            self.jobs.recents(state_dir);
        }
    }

    fn remember(&mut self, path: PathBuf) {
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
            Wish::Close => {
                self.dialog = None;
                self.locating = None;
            }
            Wish::Open(path) => self.proceed(Next::Open(path)),
            Wish::Save { path, next } => {
                self.dialog = None;
                let permission = self.careful(&path);
                self.start_save(path, permission, next);
            }
            Wish::SaveAnyway { path, permission, next } => {
                self.dialog = None;
                let permission = match (permission, self.careful(&path)) {
                    // Even where the safe way is closed, nobody else's work is written over.
                    (Permission::InPlace(_), Permission::Careful(base)) => Permission::InPlace(base),
                    (permission, _) => permission,
                };
                self.start_save(path, permission, next);
            }
            Wish::List(folder) => {
                let endings = match &self.dialog {
                    Some(Dialog::Path(dialog)) => dialog.purpose.endings(),
                    _ => super::dialogs::path::OPENABLE,
                };
                self.folder = folder.clone();
                self.jobs.list(&folder, endings);
            }
            Wish::PickNatively => {
                let Some(Dialog::Path(PathDialog { purpose, folder, .. })) = &self.dialog else { return };
                let (saving, name) = match (purpose, &self.document) {
                    (Purpose::Save(_), Some(document)) => (true, document.suggested_name("ron")),
                    (Purpose::ExportPlan | Purpose::ExportReport, Some(document)) => {
                        (true, document.suggested_name("md"))
                    }
                    (Purpose::Open | Purpose::Compare | Purpose::Answers, _) | (_, None) => (false, String::new()),
                    (Purpose::ExportChart, Some(document)) => (true, document.suggested_name("png")),
                };
                self.jobs.pick(saving, folder, &name, purpose.endings());
            }
            Wish::SaveThen(next) => {
                self.dialog = None;
                self.save(Some(next));
            }
            Wish::DiscardThen(next) => self.proceed(next),
            Wish::OpenCopy(map) => {
                self.dialog = None;
                self.show_document(Document::unsaved(*map));
                self.toasts.say("A repaired copy is open; saving asks for a place of its own.");
            }
            Wish::Run(id) => {
                self.preferences.used(id);
                self.run(id);
            }
            Wish::Edit(command) => self.edit(&command, false),
            Wish::SaveTemplate(name) => self.save_template(&name),
            Wish::DropTemplate(path) => self.drop_template(path),
            Wish::Reveal(subject) => self.act(super::context::Action::Reveal(subject)),
            Wish::CompareWith(path) => {
                self.dialog = None;
                self.jobs.open_target(path, &self.ids);
            }
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
}

/// Whether a file is one of ours, so that saving may write to it.
fn is_own(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}
