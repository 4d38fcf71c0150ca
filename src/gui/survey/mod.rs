//! Bringing answers of a survey onto the map: which column is what, which name is which touchpoint, what comes of it.
//!
//! A file is read, matched and counted on a thread of its own, once more after every choice; a new choice stops what is
//! under way. Nothing changes before Import is pressed, and then it is one step of undo. What answers mean is
//! [`answers`](crate::answers)' matter and never comes here.

mod dialog;
mod doing;
mod mapping;
mod names;
mod results;
mod work;

pub use work::{SurveyOrder, SurveyRead, read};

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use self::work::{Read, Source};
use crate::answers::{Mapping, Name, Role};
use crate::exchange::sheet::with_commas;

/// The endings of files with answers.
pub const ENDINGS: &[&str] = &["csv", "tsv", "txt", "xlsx", "xlsm"];

/// Whether a file that is dropped on the window holds answers, by its ending. Text files hold anything.
pub fn is_survey(path: &Path) -> bool {
    let known = ENDINGS.iter().filter(|known| **known != "txt");
    path.extension().is_some_and(|ending| known.clone().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// What the dialog wants of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SurveyWish {
    /// Read or count again, as it is chosen now.
    Work,
    /// Bring it onto the map.
    Import,
    /// Ask for another file.
    ChooseFile,
    /// Put what could not be read on the clipboard.
    CopyProblems,
}

/// What the left side shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    /// The numbers that the answers make.
    Figures,
    /// What was said.
    Comments,
    /// Which name is what on the map.
    Names,
    /// What could not be read.
    LeftOut,
}

/// The dialog's state.
pub struct SurveyDialog {
    path: PathBuf,
    /// The sheet of a workbook, once somebody chose one.
    sheet: Option<String>,
    /// How the table is to be read, as it is chosen now.
    mapping: Option<Mapping>,
    /// Roles that were chosen and are not settled yet: what follows from them is worked out on the thread.
    roles: Vec<(usize, Role)>,
    /// What the last job that ended found.
    read: Option<Box<Read>>,
    /// The job that is under way, if one is.
    job: Option<Job>,
    tab: Tab,
    /// Why the file could not be read.
    failure: Option<String>,
}

/// A job that is under way.
struct Job {
    number: u64,
    stop: Arc<AtomicBool>,
    /// How much is done, 0 to 1.
    done: f32,
}

/// Nobody waits for a job whose dialog is gone, or that a newer one replaces.
impl Drop for Job {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl SurveyDialog {
    /// The dialog about a file that is still to be read.
    pub fn new(path: PathBuf) -> SurveyDialog {
        SurveyDialog {
            path,
            sheet: None,
            mapping: None,
            roles: Vec::new(),
            read: None,
            job: None,
            tab: Tab::Figures,
            failure: None,
        }
    }

    /// What is to be read or counted now.
    fn source(&self) -> Source {
        match (&self.read, &self.mapping) {
            (Some(read), Some(mapping)) => Source::Table {
                sheet: read.sheet.clone(),
                samples: read.samples.clone(),
                names: read.names.clone(),
                mapping: mapping.clone(),
                roles: self.roles.clone(),
            },
            (None, _) | (_, None) => Source::File { path: self.path.clone(), sheet: self.sheet.clone() },
        }
    }

    /// Whether what is shown is what was chosen last.
    fn is_settled(&self) -> bool {
        self.job.is_none() && self.read.is_some()
    }

    /// Whether anything would come onto the map.
    fn is_ready(&self) -> bool {
        self.is_settled() && self.read.as_ref().is_some_and(|read| read.brought.command.is_some())
    }

    /// Takes in how much of a job is done.
    fn goes_on(&mut self, number: u64, done: f32) {
        if let Some(job) = self.job.as_mut().filter(|job| job.number == number) {
            job.done = done;
        }
    }

    /// Takes in what a job found, unless another one was begun since.
    fn take_in(&mut self, found: SurveyRead) {
        if self.job.as_ref().is_none_or(|job| job.number != found.number) {
            return;
        }
        self.job = None;
        self.roles.clear();
        match found.outcome {
            Ok(read) => {
                let first = self.read.is_none();
                self.mapping = Some(read.mapping.clone());
                self.failure = None;
                if first {
                    self.tab = if to_check(&read) > 0 { Tab::Names } else { Tab::Figures };
                }
                self.read = Some(read);
            }
            Err(why) => self.failure = Some(why),
        }
    }

    /// A job broke down, which is a defect.
    fn broke(&mut self) {
        self.job = None;
        self.failure = Some("The answers could not be read, because of a defect in Wayfarer.".to_owned());
    }
}

/// "1 row", "100,000 rows".
fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{} {thing}s", with_commas(count)) }
}

/// How sure the match of a name is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sureness {
    /// It stands nowhere: its answers are left out.
    Nowhere,
    /// Somebody chose it.
    Chosen,
    /// It was found by its likeness, 0 … 1.
    Alike(f64),
}

/// From such a likeness on a name needs no second look.
const SURE: f64 = 0.75;

impl Sureness {
    /// That of a name under a mapping.
    fn of(name: &Name, mapping: &Mapping) -> Sureness {
        match name.likeness(mapping) {
            Some(alike) => Sureness::Alike(alike),
            None if name.is_matched(mapping) => Sureness::Chosen,
            None => Sureness::Nowhere,
        }
    }

    /// Whether a person should look at it.
    fn is_to_check(self) -> bool {
        match self {
            Sureness::Nowhere => true,
            Sureness::Chosen => false,
            Sureness::Alike(alike) => alike < SURE,
        }
    }
}

/// How many names a person should look at.
fn to_check(read: &Read) -> usize {
    read.names.iter().filter(|name| Sureness::of(name, &read.mapping).is_to_check()).count()
}
