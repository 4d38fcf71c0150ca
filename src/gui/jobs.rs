//! Work away from the window's thread: disk, system dialogs, laying out previews, drawing exports.
//!
//! Each job ends as one [`Report`], which `App::logic` takes in.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::edit::HistoryPoint;
use crate::layout::{Layouter, PageRequest, Pages};
use crate::model::Map;
use crate::theme::Theme;

use super::context::Ids;
use super::disk::{self, Base, Entry, OpenFailure, OpenedFile, SavedFile};
use super::flow::Next;

/// What a job has to say at its end.
pub enum Report {
    /// A file was opened, or not.
    Opened(Result<Box<OpenedFile>, OpenFailure>),
    /// A map was saved, or not; and what was to happen then.
    Saved { outcome: Result<SavedFile, SaveFailure>, point: HistoryPoint, next: Option<Next> },
    /// A folder was listed.
    Listed { folder: PathBuf, entries: Result<Vec<Entry>, String> },
    /// The system's file dialog was closed.
    Picked(Option<PathBuf>),
    /// Pages for the export's preview.
    Previewed { number: u64, pages: Box<Pages> },
    /// An export is done, or not: the files that were written.
    Exported(Result<Vec<PathBuf>, String>),
    /// The list of recent files was read.
    Recents(Vec<super::recent::Recent>),
}

/// A map could not be saved.
pub struct SaveFailure {
    /// The file.
    pub path: PathBuf,
    /// What happened and what to do, in one sentence or several.
    pub sentence: String,
}

/// Starts jobs and collects their reports.
pub struct Jobs {
    ctx: egui::Context,
    sender: Sender<Report>,
    receiver: Receiver<Report>,
    running: usize,
}

impl Jobs {
    /// Jobs that wake the window of `ctx` when they are done.
    pub fn new(ctx: egui::Context) -> Jobs {
        let (sender, receiver) = channel();
        Jobs { ctx, sender, receiver, running: 0 }
    }

    /// How many jobs have not reported yet.
    pub fn running(&self) -> usize {
        self.running
    }

    /// The next report, if one is there.
    pub fn next(&mut self) -> Option<Report> {
        let report = self.receiver.try_recv().ok()?;
        self.running = self.running.saturating_sub(1);
        Some(report)
    }

    fn start(&mut self, name: &str, work: impl FnOnce() -> Report + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        self.running += 1;
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            // The window may be gone by now; then nobody is left to tell.
            let _ = sender.send(work());
            ctx.request_repaint();
        });
        if let Err(error) = thread {
            self.running -= 1;
            log::error!("no thread for {name}: {error}");
        }
    }

    /// Opens a file.
    pub fn open(&mut self, path: PathBuf, ids: &Ids) {
        let mut ids = ids.clone();
        self.start("open", move || Report::Opened(disk::open(&path, &mut ids).map(Box::new)));
    }

    /// Saves a map.
    pub fn save(&mut self, path: PathBuf, map: Map, base: Option<Base>, point: HistoryPoint, next: Option<Next>) {
        self.start("save", move || {
            let outcome = disk::save(&path, &map, base.as_ref()).map_err(|sentence| SaveFailure { path, sentence });
            Report::Saved { outcome, point, next }
        });
    }

    /// Lists a folder.
    pub fn list(&mut self, folder: &Path, endings: &'static [&'static str]) {
        let folder = folder.to_owned();
        self.start("list", move || {
            let entries = disk::list(&folder, endings);
            Report::Listed { folder, entries }
        });
    }

    /// Shows the system's file dialog, where there is one.
    pub fn pick(&mut self, saving: bool, folder: &Path, name: &str, endings: &'static [&'static str]) {
        let dialog = rfd::AsyncFileDialog::new()
            .set_directory(folder)
            .set_file_name(name)
            .add_filter("Journey maps and pictures", endings);
        self.start("pick", move || {
            let picked = match saving {
                true => pollster::block_on(dialog.save_file()),
                false => pollster::block_on(dialog.pick_file()),
            };
            Report::Picked(picked.map(|handle| handle.path().to_owned()))
        });
    }

    /// Lays out pages for a preview.
    pub fn preview(&mut self, number: u64, map: Map, request: PageRequest, theme: &'static Theme) {
        self.start("preview", move || {
            let pages = Layouter::new().pages(&map, &request, theme);
            Report::Previewed { number, pages: Box::new(pages) }
        });
    }

    /// Runs any other job.
    pub fn run(&mut self, name: &str, work: impl FnOnce() -> Report + Send + 'static) {
        self.start(name, work);
    }
}

/// A map that several jobs may read.
pub type SharedMap = Arc<Map>;
