//! Opening a file: the last one that was asked for is shown, and never over changes that were made meanwhile.
//!
//! Here never comes reading from the disk, which a [job](super::jobs) does.

use std::path::PathBuf;

use super::actions::sentence;
use super::app::App;
use super::dialogs::Dialog;
use super::dialogs::errors::ErrorDialog;
use super::disk::{OpenFailure, OpenedFile};
use super::document::Document;
use super::flow::Next;

/// A file on its way into the window.
#[derive(Default)]
pub struct Opening {
    /// Counts the files that were asked for.
    number: u64,
    /// How the open map stood when the last one was.
    since: Option<Standing>,
    /// That file, once it is read and until it is shown.
    opened: Option<Box<OpenedFile>>,
    /// Whether somebody is being asked what to do with unsaved changes before it is shown.
    asked: bool,
}

impl Opening {
    /// The question before the file is shown was answered with Cancel.
    pub fn forget_asked(&mut self) {
        if std::mem::take(&mut self.asked) {
            self.opened = None;
        }
    }
}

/// Which map is open, and its revision.
type Standing = (u64, Option<u64>);

impl App {
    fn standing(&self) -> Standing {
        (self.document_number, self.document.as_ref().map(|document| document.session.revision()))
    }

    /// Opens a file instead of any that was asked for before.
    pub(super) fn open(&mut self, path: PathBuf) {
        let number = self.opening.number + 1;
        self.opening = Opening { number, since: Some(self.standing()), ..Opening::default() };
        self.jobs.open(number, path, &self.ids);
    }

    /// Takes in how reading a file ended.
    pub(super) fn open_ended(&mut self, number: u64, outcome: Result<Box<OpenedFile>, OpenFailure>) {
        match outcome {
            Ok(_) if number != self.opening.number => {}
            Err(failure) if number != self.opening.number => self.toasts.say(sentence(&failure.sentence)),
            Ok(opened) => {
                self.beginning = false;
                self.opening.opened = Some(opened);
                self.take_opened();
            }
            Err(failure) => {
                self.beginning = false;
                self.not_opened(failure);
            }
        }
    }

    /// Shows the file that was read, as soon as no question is open, and after asking about changes that were made
    /// while it was read.
    pub(super) fn take_opened(&mut self) {
        if self.opening.opened.is_none() || self.opening.asked || self.dialog.is_some() {
            return;
        }
        self.keep_drafts();
        let changed = self.opening.since != Some(self.standing());
        if changed && self.document.as_ref().is_some_and(|document| document.session.is_dirty()) {
            self.opening.asked = true;
            self.dialog = Some(Dialog::Unsaved(Next::Opened));
        } else {
            self.show_opened();
        }
    }

    /// Shows the file that was read.
    pub(super) fn show_opened(&mut self) {
        self.opening.asked = false;
        let Some(opened) = self.opening.opened.take() else { return };
        let OpenedFile { path, map, base, read_only, warnings } = *opened;
        if let Some(folder) = path.parent() {
            self.folder = folder.to_owned();
        }
        match base {
            Some(base) => {
                let mut document = Document::from_file(map, path.clone(), base);
                if let Some(reason) = read_only {
                    self.toasts.say(sentence(&reason.to_string()));
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
            self.ask(Dialog::Errors(ErrorDialog {
                heading: "Brought in, with changes",
                sentence: "The map is open. Some of the file was read as something else:".to_owned(),
                problems: warnings,
                repaired: None,
            }));
        }
    }

    /// Says why a file could not be opened.
    pub(super) fn not_opened(&mut self, failure: OpenFailure) {
        let gone = self.recents.iter_mut().find(|recent| recent.path == failure.path);
        if let Some(recent) = gone {
            recent.there = false;
        }
        self.ask(Dialog::Errors(ErrorDialog {
            heading: "The file could not be opened",
            sentence: sentence(&failure.sentence),
            problems: failure.problems,
            repaired: failure.repaired,
        }));
    }
}
