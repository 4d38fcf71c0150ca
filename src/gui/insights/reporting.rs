//! The report of the open map: to the clipboard, or into a file. It is written on a thread of its own.
//!
//! Here never comes a word of the report, which is [`report`](crate::insight::report)'s.

use std::path::PathBuf;

use crate::file::disk;
use crate::gui::app::App;
use crate::gui::compare::today;
use crate::gui::dialogs::Dialog;
use crate::gui::dialogs::path::{PathDialog, Purpose};
use crate::gui::disk::file_name;
use crate::insight::{findings, report};
use crate::model::{Date, Map};

/// The endings of files a report is written to.
pub const ENDINGS: &[&str] = &["md"];

/// A report to make.
pub struct ReportOrder {
    /// Of which map.
    pub map: Map,
    /// The day it is.
    pub date: Date,
    /// The file, and whether it may be written over; `None` is the clipboard.
    pub into: Option<(PathBuf, bool)>,
}

/// How making a report ended.
pub enum ReportMade {
    /// It is to be put on the clipboard.
    Page(String),
    /// It is in this file.
    Written(PathBuf),
    /// This file is there already; nothing was written.
    There(PathBuf),
    /// It failed, and why, in a sentence.
    Failed(String),
}

/// Makes a report.
pub fn make(order: ReportOrder) -> ReportMade {
    let ReportOrder { map, date, into } = order;
    let page = || report::markdown(&map, &findings(&map), Some(date));
    match into {
        None => ReportMade::Page(page()),
        Some((path, false)) if path.exists() => ReportMade::There(path),
        Some((path, _)) => match disk::replace(&path, page().as_bytes()) {
            Ok(_) => ReportMade::Written(path),
            Err(error) => ReportMade::Failed(format!("{} was not written: {error}.", file_name(&path))),
        },
    }
}

impl App {
    /// Puts the report on the clipboard.
    pub(in crate::gui) fn copy_report(&mut self) {
        self.order_report(None);
    }

    /// Asks where the report is to be written.
    pub(in crate::gui) fn ask_where_to_export_report(&mut self) {
        let Some(document) = &self.document else { return };
        let folder = document.path.as_deref().and_then(|path| path.parent());
        let folder = folder.map_or_else(|| self.folder.clone(), |folder| folder.to_owned());
        let name = document.suggested_name("md").replace(".md", " report.md");
        self.jobs.list(&folder, ENDINGS);
        self.dialog = Some(Dialog::Path(PathDialog::new(Purpose::ExportReport, folder, name)));
    }

    /// Writes the report to a file.
    pub(in crate::gui) fn export_report(&mut self, path: PathBuf, replace: bool) {
        self.order_report(Some((path, replace)));
    }

    fn order_report(&mut self, into: Option<(PathBuf, bool)>) {
        let Some(document) = &self.document else { return };
        self.jobs.report(ReportOrder { map: document.session.map().clone(), date: today(), into });
    }

    /// Takes in how making the report ended.
    pub(in crate::gui) fn report_made(&mut self, made: ReportMade) {
        match (made, &mut self.dialog) {
            (ReportMade::Page(page), _) => {
                self.ctx.copy_text(page);
                self.toasts.say("The report is on the clipboard as Markdown.");
            }
            (ReportMade::Written(path), dialog) => {
                if matches!(dialog, Some(Dialog::Path(_))) {
                    *dialog = None;
                }
                self.toasts.say(format!("Exported {}", path.display()));
            }
            (ReportMade::There(path), Some(Dialog::Path(dialog))) => dialog.is_there(path),
            (ReportMade::There(path), _) => self.toasts.say(format!("{} is there already.", path.display())),
            (ReportMade::Failed(why), Some(Dialog::Path(dialog))) => dialog.failed(why),
            (ReportMade::Failed(why), _) => self.toasts.say(why),
        }
    }
}
