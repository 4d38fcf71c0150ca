//! Work away from the window's thread: disk, system dialogs, comparing, laying out previews, drawing exports.
//!
//! Each job ends as one [`Report`], which `App::logic` takes in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::edit::HistoryPoint;
use crate::edit::clipboard::Fragment;
use crate::export::picture::{Tried, unreadable};
use crate::file;
use crate::insight::Reader;
use crate::layout::{Layouter, PageRequest, Pages};
use crate::model::{Map, State};
use crate::theme::Theme;

use super::compare::{self, CompareOrder, Made, PlanOrder, PlanWritten, Progressed};
use super::context::Ids;
use super::dialogs::path::FileKind;
use super::disk::{self, Entry, OpenFailure, OpenedFile, Permission, SaveFailure};
use super::examples::{self, OwnTemplate, Sketch, SketchOrder};
use super::flow::Next;
use super::insights::{Found, FoundOrder, HandedOut, HandoutOrder, Lists, ListsOrder, PortfolioOrder, PortfolioRead};
use super::insights::{hand_out, read_portfolio, work_out_lists};
use super::picture::{self, Exported, PictureOrder};
use super::preferences::Preferences;
use super::recent::Recent;
use super::saving::SaveEnded;
use super::survey::{self, SurveyOrder, SurveyRead};
use super::taking_pictures::{Place, Source, Taken};

/// What the job is to do that saves.
pub const SAVING: &str = "save the map";

/// What a job has to say.
pub enum Report {
    /// A file was opened, or not.
    Opened {
        /// Of several files, that with the largest number was asked for last.
        number: u64,
        /// The file, or why it was not opened.
        outcome: Result<Box<OpenedFile>, OpenFailure>,
    },
    /// A file to compare with was opened, or not.
    TargetOpened {
        /// The number of the map that it is to be compared with.
        document: u64,
        /// The file, or why it was not opened.
        outcome: Result<Box<OpenedFile>, OpenFailure>,
    },
    /// Two journeys were compared.
    Compared(Box<Made>),
    /// A map was read for findings.
    Found(Box<(Found, Reader)>),
    /// What a page lists was worked out.
    ListsMade(Lists),
    /// A report or a chart was handed out, or not.
    HandedOut(HandedOut),
    /// A folder of maps is being read: how many files of how many are done.
    PortfolioReading(usize, usize),
    /// A folder of maps was read.
    PortfolioRead(PortfolioRead),
    /// Answers of a survey are being read: which job it is, and how much of it is done, 0 to 1.
    SurveyReading(u64, f32),
    /// Answers of a survey were read, or not.
    SurveyRead(SurveyRead),
    /// The system's dialog for a folder was closed.
    FolderPicked(Option<PathBuf>),
    /// A plan was worked out.
    Progressed(Box<Progressed>),
    /// A plan was written, or not.
    PlanWritten(PlanWritten),
    /// A map was saved, or not.
    Saved(SaveEnded),
    /// A folder was listed.
    Listed { folder: PathBuf, entries: Result<Vec<Entry>, String> },
    /// The system's file dialog was closed.
    Picked {
        /// Which of the questions put to it this answers.
        number: u64,
        /// The file, if it gave one.
        path: Option<PathBuf>,
    },
    /// Pages for the export's preview.
    Previewed { number: u64, pages: Box<Pages> },
    /// An export is under way: its number, and how much is done, 0 to 1.
    Exporting(u64, f32),
    /// The export of this number ended.
    Exported(u64, Exported),
    /// The list of recent files.
    Recents {
        /// Of two lists, that with the larger number is true.
        number: u64,
        /// The files, newest first.
        list: Vec<Recent>,
    },
    /// A folder was shown, or why not.
    FolderShown(Result<(), String>),
    /// The templates saved here, and whether one was saved just now.
    Templates { outcome: Result<Vec<OwnTemplate>, String>, saved: bool },
    /// Small pictures of maps were drawn.
    Sketched(Vec<Sketch>),
    /// A picture was taken in, or not.
    Picture(Taken),
    /// Something was done that nobody waits for.
    Done,
    /// What another window copied together with this text, if anything.
    Copied { text: String, fragment: Option<Box<Fragment>> },
    /// What was copied is kept for other windows, or why not.
    CopyKept(Result<(), String>),
    /// A job broke down; what it was to do.
    Broken(&'static str),
}

impl Report {
    /// Whether nothing more comes of its job.
    fn ends_its_job(&self) -> bool {
        !matches!(self, Report::Exporting(..) | Report::PortfolioReading(..) | Report::SurveyReading(..))
    }
}

/// A map to save, and what is to happen then.
pub struct SaveOrder {
    /// The number of the map.
    pub document: u64,
    /// The file.
    pub path: PathBuf,
    /// The map.
    pub map: Map,
    /// What may be written over.
    pub permission: Permission,
    /// A file that is not written over, whatever somebody allowed.
    pub spared: Option<PathBuf>,
    /// The state of the map that is written.
    pub point: HistoryPoint,
    /// What happens after the save.
    pub next: Option<Next>,
    /// Where backups and locks lie.
    pub state_dir: Option<PathBuf>,
}

/// Starts jobs and collects their reports.
pub struct Jobs {
    ctx: egui::Context,
    sender: Sender<Report>,
    receiver: Receiver<Report>,
    running: usize,
    /// The pictures that previews tried to read.
    tried: Arc<Tried>,
    /// Whether reports wait, as those of a slow disk do.
    #[cfg(test)]
    pub held: bool,
    /// The reports that a test waited for.
    #[cfg(test)]
    awaited: std::collections::VecDeque<Report>,
}

fn listed(ctx: &egui::Context, state_dir: &std::path::Path) -> Report {
    let (number, list) = disk::recents(ctx, state_dir);
    Report::Recents { number, list }
}

impl Jobs {
    /// Jobs that wake the window of `ctx` when they are done.
    pub fn new(ctx: egui::Context) -> Jobs {
        let (sender, receiver) = channel();
        Jobs {
            ctx,
            sender,
            receiver,
            running: 0,
            tried: Arc::default(),
            #[cfg(test)]
            held: false,
            #[cfg(test)]
            awaited: Default::default(),
        }
    }

    /// How many jobs have not ended yet.
    #[cfg(test)]
    pub fn running(&self) -> usize {
        self.running
    }

    /// The next report, if one is there.
    pub fn next(&mut self) -> Option<Report> {
        #[cfg(test)]
        if self.held {
            return None;
        }
        let report = self.arrived()?;
        if report.ends_its_job() {
            self.running = self.running.saturating_sub(1);
        }
        Some(report)
    }

    fn arrived(&mut self) -> Option<Report> {
        #[cfg(test)]
        if let Some(report) = self.awaited.pop_front() {
            return Some(report);
        }
        self.receiver.try_recv().ok()
    }

    /// Waits until all jobs have reported, so that no time passes in the window meanwhile, however slow the disk is.
    ///
    /// # Panics
    /// If one of them breaks down, or does not end in a minute.
    #[cfg(test)]
    pub fn wait(&mut self) {
        while self.awaited.iter().filter(|report| report.ends_its_job()).count() < self.running {
            let patience = std::time::Duration::from_secs(60);
            let report = self.receiver.recv_timeout(patience).expect("a job that ends in a minute");
            assert!(!matches!(report, Report::Broken(_)), "a job broke down");
            self.awaited.push_back(report);
        }
    }

    fn start(&mut self, what: &'static str, work: impl FnOnce(&(dyn Fn(Report) + Sync)) -> Report + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        self.running += 1;
        let thread = std::thread::Builder::new().name(what.to_owned()).spawn(move || {
            let tell = |report| {
                // The window may be gone by now; then nobody is left to tell.
                let _ = sender.send(report);
                // A test draws by itself once the report is there.
                if !cfg!(test) {
                    ctx.request_repaint();
                }
            };
            // A defect in one job must not leave the window waiting for its report for ever.
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&tell)));
            tell(outcome.unwrap_or(Report::Broken(what)));
        });
        if let Err(error) = thread {
            log::error!("no thread to {what}: {error}");
            // Nothing may wait for ever for a job that never began.
            let _ = self.sender.send(Report::Broken(what));
            self.ctx.request_repaint();
        }
    }

    /// Opens a file; of several, that with the largest number was asked for last.
    pub fn open(&mut self, number: u64, path: PathBuf, ids: &Ids) {
        let mut ids = ids.clone();
        self.start("open the file", move |_| Report::Opened {
            number,
            outcome: disk::open(&path, &mut ids).map(Box::new),
        });
    }

    /// Opens a file to compare the map of that number with.
    pub fn open_target(&mut self, document: u64, path: PathBuf, ids: &Ids) {
        let mut ids = ids.clone();
        self.start("open the file", move |_| Report::TargetOpened {
            document,
            outcome: disk::open(&path, &mut ids).map(Box::new),
        });
    }

    /// Compares two journeys.
    pub fn compare(&mut self, order: CompareOrder) {
        self.start("compare the journeys", move |_| Report::Compared(Box::new(Made::new(order))));
    }

    /// Reads a map for findings.
    pub fn find(&mut self, order: FoundOrder) {
        self.start("look for findings", move |_| Report::Found(Box::new(Found::new(order))));
    }

    /// Works out what a page lists.
    pub fn list_out(&mut self, order: ListsOrder) {
        self.start("work out what the page lists", move |_| Report::ListsMade(work_out_lists(order)));
    }

    /// Hands out a report or a chart.
    pub fn hand_out(&mut self, order: HandoutOrder) {
        self.start("write the report or the chart", move |_| Report::HandedOut(hand_out(order)));
    }

    /// Reads a folder of maps.
    pub fn read_portfolio(&mut self, order: PortfolioOrder) {
        self.start("read the folder", move |tell| {
            Report::PortfolioRead(read_portfolio(order, &|done, of| tell(Report::PortfolioReading(done, of))))
        });
    }

    /// Reads and counts answers of a survey.
    pub fn read_answers(&mut self, order: SurveyOrder) {
        let number = order.number;
        self.start("read the answers", move |tell| {
            Report::SurveyRead(survey::read(order, &|done| tell(Report::SurveyReading(number, done))))
        });
    }

    /// Shows the system's dialog for a folder, where there is one.
    pub fn pick_folder(&mut self, folder: &Path) {
        let dialog = rfd::AsyncFileDialog::new().set_directory(folder);
        self.start("show the system’s dialog", move |_| {
            // Nobody sits before the dialogs of a test.
            let picked = if cfg!(test) { None } else { pollster::block_on(dialog.pick_folder()) };
            Report::FolderPicked(picked.map(|handle| handle.path().to_owned()))
        });
    }

    /// Works out the plan, comparing every snapshot.
    pub fn progress(&mut self, made: Arc<Made>) {
        self.start("work out the plan", move |_| Report::Progressed(Box::new(Progressed::work_out(made))));
    }

    /// Writes a plan.
    pub fn write_plan(&mut self, order: PlanOrder) {
        self.start("write the plan", move |_| Report::PlanWritten(compare::write_plan(&order)));
    }

    /// Saves a map.
    pub fn save(&mut self, order: SaveOrder) {
        self.start(SAVING, move |_| {
            let SaveOrder { document, path, map, permission, spared, point, next, state_dir } = order;
            let outcome = match spared.filter(|spared| *spared == path || file::disk::is_same_file(spared, &path)) {
                Some(_) => Err(SaveFailure::newer(path)),
                None => disk::save(&path, &map, permission, state_dir),
            };
            Report::Saved(SaveEnded { document, outcome, point, next })
        });
    }

    /// Lists a folder.
    pub fn list(&mut self, folder: &Path, files: FileKind) {
        let folder = folder.to_owned();
        self.start("list the folder", move |_| {
            let entries = disk::list(&folder, &files.endings);
            Report::Listed { folder, entries }
        });
    }

    /// Shows the system's file dialog, where there is one, to answer the question of that number.
    pub fn pick(&mut self, number: u64, saving: bool, folder: &Path, name: &str, files: &FileKind) {
        let dialog = rfd::AsyncFileDialog::new().set_directory(folder).set_file_name(name);
        let dialog = dialog.add_filter(files.name, &files.endings);
        self.start("show the system’s dialog", move |_| {
            let picked = match saving {
                _ if cfg!(test) => None,
                true => pollster::block_on(dialog.save_file()),
                false => pollster::block_on(dialog.pick_file()),
            };
            Report::Picked { number, path: picked.map(|handle| handle.path().to_owned()) }
        });
    }

    /// Lays out pages for a preview.
    pub fn preview(&mut self, number: u64, map: Map, request: PageRequest, theme: &'static Theme) {
        let tried = self.tried.clone();
        self.start("lay out the preview", move |_| {
            let mut pages = Layouter::new().pages(&map, &request, theme);
            let grey: BTreeSet<String> = pages
                .frames
                .iter()
                .flat_map(|frame| unreadable(frame, &tried))
                .map(|error| error.to_string())
                .collect();
            pages.omissions.extend(grey);
            Report::Previewed { number, pages: Box::new(pages) }
        });
    }

    /// Draws pictures into files, or one for the clipboard.
    pub fn export(&mut self, number: u64, order: PictureOrder) {
        self.start("draw the picture", move |tell| {
            Report::Exported(number, picture::export(&order, &|done| tell(Report::Exporting(number, done))))
        });
    }

    /// Keeps what was copied with this text for other windows.
    pub fn keep_copied(&mut self, state_dir: PathBuf, text: String, fragment: Fragment) {
        self.start("keep what was copied", move |_| {
            let kept = file::keep_copied(&state_dir, &text, &fragment);
            Report::CopyKept(kept.map_err(|error| error.to_string()))
        });
    }

    /// Looks for what another window copied with this text.
    pub fn copied(&mut self, state_dir: PathBuf, text: String) {
        self.start("look for what was copied", move |_| {
            let fragment = file::copied(&state_dir, &text).map(Box::new);
            Report::Copied { text, fragment }
        });
    }

    /// Reads the list of recent files.
    pub fn recents(&mut self, state_dir: PathBuf) {
        let ctx = self.ctx.clone();
        self.start("list recent files", move |_| listed(&ctx, &state_dir));
    }

    /// Puts a file at the head of that list, with a small picture of its map.
    pub fn remember(&mut self, state_dir: PathBuf, path: PathBuf, title: String, map: Map) {
        let ctx = self.ctx.clone();
        self.start("list recent files", move |_| {
            disk::remember(&state_dir, path, title, &map);
            listed(&ctx, &state_dir)
        });
    }

    /// Takes a file off that list.
    pub fn forget(&mut self, state_dir: PathBuf, path: PathBuf) {
        let ctx = self.ctx.clone();
        self.start("list recent files", move |_| {
            disk::forget(&state_dir, &path);
            listed(&ctx, &state_dir)
        });
    }

    /// Reads the templates that were saved here.
    pub fn templates(&mut self, config_dir: PathBuf) {
        self.start("list templates", move |_| Report::Templates {
            outcome: Ok(examples::own_templates(&config_dir)),
            saved: false,
        });
    }

    /// Draws small pictures of maps.
    pub fn sketch(&mut self, orders: Vec<SketchOrder>) {
        self.start("draw the small pictures", move |_| {
            Report::Sketched(orders.into_iter().map(SketchOrder::draw).collect())
        });
    }

    /// Saves a template under a file name, in place of one that has it.
    pub fn save_template(&mut self, config_dir: PathBuf, file: String, map: Map) {
        self.start("save the template", move |_| {
            let outcome = disk::save_template(&config_dir, &file, &map);
            Report::Templates {
                saved: outcome.is_ok(),
                outcome: outcome.map(|()| examples::own_templates(&config_dir)),
            }
        });
    }

    /// Deletes a template of one's own.
    pub fn drop_template(&mut self, config_dir: PathBuf, path: PathBuf) {
        self.start("delete the template", move |_| {
            let outcome = disk::drop_template(&path);
            Report::Templates { saved: false, outcome: outcome.map(|()| examples::own_templates(&config_dir)) }
        });
    }

    /// Shows a folder in the system's file manager.
    pub fn show_folder(&mut self, folder: PathBuf) {
        self.start("show the folder", move |_| Report::FolderShown(disk::show_folder(&folder)));
    }

    /// Takes a picture in for the map of that number.
    pub fn take_picture(&mut self, document: u64, source: Source, state: State, place: Place) {
        self.start("take the picture in", move |_| {
            let alt = match &source {
                Source::File(path) => path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into()),
                Source::Pixels(_) => String::new(),
            };
            Report::Picture(Taken { document, state, place, alt, outcome: source.take() })
        });
    }

    /// Writes the preferences.
    pub fn write_preferences(&mut self, config_dir: PathBuf, preferences: Preferences) {
        self.start("write the preferences", move |_| {
            preferences.write(&config_dir);
            Report::Done
        });
    }
}
