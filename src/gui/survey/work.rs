//! Reading, matching and counting answers away from the window's thread.
//!
//! Here never comes drawing.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::answers::{self, Import, Mapping, Name, Role, Tally};
use crate::exchange::sheet::{self, Sheet, SheetError};
use crate::file;
use crate::gui::context::Ids;
use crate::gui::disk::file_name;
use crate::model::*;

/// So many cells of a column are shown as examples.
const SAMPLES: usize = 3;

/// What is to be read or counted.
pub struct SurveyOrder {
    /// Which job this is.
    pub number: u64,
    /// Set once nobody waits any more.
    pub stop: Arc<AtomicBool>,
    /// Where the answers are.
    pub source: Source,
    /// The map that they are about.
    pub map: Map,
    /// Identities for what comes.
    pub ids: Ids,
}

/// Where answers are.
pub enum Source {
    /// In a file; of a workbook in this sheet.
    File {
        /// The file.
        path: PathBuf,
        /// The name of the sheet.
        sheet: Option<String>,
    },
    /// In a table that was read before.
    Table {
        /// It.
        sheet: Arc<Sheet>,
        /// The examples of its columns.
        samples: Arc<Vec<String>>,
        /// Its names, as they were matched last.
        names: Arc<Vec<Name>>,
        /// How it is read.
        mapping: Mapping,
        /// Roles that columns get now.
        roles: Vec<(usize, Role)>,
    },
}

/// What a job found.
pub struct SurveyRead {
    /// Which job it was.
    pub number: u64,
    /// What it found, or in a sentence why there is nothing.
    pub outcome: Result<Box<Read>, String>,
}

/// Answers as they are understood.
pub struct Read {
    /// The table.
    pub sheet: Arc<Sheet>,
    /// For each column some of its cells.
    pub samples: Arc<Vec<String>>,
    /// How it is read.
    pub mapping: Mapping,
    /// Its names with what they may mean.
    pub names: Arc<Vec<Name>>,
    /// What was counted.
    pub tally: Tally,
    /// What comes of it.
    pub brought: Import,
    /// Identities after those that were taken for what comes.
    pub ids: Ids,
}

/// Does a job; `tell` hears how much is done, 0 to 1.
pub fn read(order: SurveyOrder, tell: &(dyn Fn(f32) + Sync)) -> SurveyRead {
    let SurveyOrder { number, stop, source, map, mut ids } = order;
    // The reading is the larger part where there is one.
    let watch = |from: f32, to: f32| {
        let stop = &stop;
        move |done: f32| {
            tell(from + (to - from) * done);
            !stop.load(Ordering::Relaxed)
        }
    };
    let work = || -> Result<Box<Read>, String> {
        let journey = map.today();
        let (sheet, samples, names, mapping) = match source {
            Source::File { path, sheet } => {
                let name = file_name(&path);
                let bytes = bytes(&path).map_err(|why| format!("{name} could not be read: {why}."))?;
                let read = sheet::read(&bytes, sheet.as_deref(), &watch(0.0, 0.6));
                drop(bytes);
                let sheet = read.map_err(|error| format!("{name} could not be read: {error}."))?;
                let mapping = Mapping::guess(&sheet, journey, &answers::survey_name(&name));
                let names = Arc::new(answers::names(&sheet, &mapping, journey));
                let samples = (0..sheet.titles().len()).map(|column| sample(&sheet, column)).collect();
                (Arc::new(sheet), Arc::new(samples), names, mapping)
            }
            Source::Table { sheet, samples, names, mut mapping, roles } => {
                let settled = roles.is_empty();
                for (column, role) in roles {
                    mapping.set_role(column, role, &sheet, journey);
                }
                let names = if settled { names } else { Arc::new(answers::names(&sheet, &mapping, journey)) };
                (sheet, samples, names, mapping)
            }
        };
        let tally = answers::tally(&sheet, &mapping, &watch(0.6, 1.0)).map_err(|error| sentence(&error))?;
        let brought = answers::import(&map, &mapping, &tally, &mut ids);
        Ok(Box::new(Read { sheet, samples, mapping, names, tally, brought, ids: ids.clone() }))
    };
    SurveyRead { number, outcome: work() }
}

fn sentence(error: &SheetError) -> String {
    format!("The answers could not be counted: {error}.")
}

/// The bytes of a file, unless there are more than can be read.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| {
        // One more than allowed, so that too large a file is told from one that just fits.
        file.take(sheet::LARGEST_FILE + 1).read_to_end(&mut bytes)
    });
    read.map(|_| bytes).map_err(|error| file::reason(&error).to_string())
}

/// Some different cells of a column, in the order in which they come.
fn sample(sheet: &Sheet, column: usize) -> String {
    let mut found: Vec<&str> = Vec::new();
    for row in 0..sheet.len().min(200) {
        let cell = sheet.cell(row, column);
        if !cell.is_empty() && !found.contains(&cell) {
            found.push(cell);
        }
        if found.len() == SAMPLES {
            break;
        }
    }
    match found.is_empty() {
        true => "nothing in its first rows".to_owned(),
        false => found.into_iter().map(sheet::shortened).collect::<Vec<_>>().join(" · "),
    }
}
