//! Reading a folder of maps away from the window's thread.
//!
//! A file whose time and size are those of the last reading is not read again. Here never comes drawing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::file;
use crate::gui::disk::file_name;
use crate::insight::findings;
use crate::insight::portfolio::Standing;

/// A map of the folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its file.
    pub path: PathBuf,
    /// When the file was written last and how large it was, when it was read.
    pub stamp: (Option<SystemTime>, u64),
    /// Its figures, or in a sentence what is wrong with the file.
    pub outcome: Result<Standing, String>,
}

/// A folder to read.
pub struct PortfolioOrder {
    /// The folder.
    pub folder: PathBuf,
    /// What was read before.
    pub known: Vec<Row>,
}

/// A folder was read.
pub struct PortfolioRead {
    /// The folder.
    pub folder: PathBuf,
    /// Its maps, and those of the folders in it, by name, or in a sentence why it could not be read.
    pub rows: Result<Vec<Row>, String>,
}

/// Reads a folder; `tell` hears how many files of how many are done.
pub fn read(order: PortfolioOrder, tell: &dyn Fn(usize, usize)) -> PortfolioRead {
    let PortfolioOrder { folder, known } = order;
    let could_not = |error| format!("{} could not be read: {error}. Choose another folder.", folder.display());
    let rows = file::maps_in(&folder).map_err(could_not).map(|paths| {
        let known: BTreeMap<PathBuf, Row> = known.into_iter().map(|row| (row.path.clone(), row)).collect();
        let of = paths.len();
        let row = |(at, path): (usize, PathBuf)| {
            tell(at, of);
            let stamp = stamp(&path);
            let same = known.get(&path).filter(|row| stamp.0.is_some() && row.stamp == stamp);
            same.cloned().unwrap_or_else(|| Row { outcome: standing(&path), path, stamp })
        };
        paths.into_iter().enumerate().map(row).collect()
    });
    PortfolioRead { folder, rows }
}

fn stamp(path: &Path) -> (Option<SystemTime>, u64) {
    std::fs::metadata(path).map_or((None, 0), |data| (data.modified().ok(), data.len()))
}

fn standing(path: &Path) -> Result<Standing, String> {
    let loaded = file::read(path).map_err(|error| match &error.problems[..] {
        [only] => format!("{}: {only}", file_name(path)),
        many => format!("{} has {} faults; open it to see them.", file_name(path), many.len()),
    })?;
    Ok(Standing::of(&loaded.map, &findings(&loaded.map)))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::exchange::shipped::EXAMPLES;

    #[test]
    fn broken_files_are_listed_and_what_has_not_changed_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let map = EXAMPLES[0].open().unwrap();
        file::save(&at("a.ron"), &map, file::Expected::Absent, &file::SaveContext::default()).unwrap();
        std::fs::write(at("b.ron"), "(format: 1, id: ").unwrap();
        std::fs::write(at("c.txt"), "no map").unwrap();
        let steps = RefCell::new(Vec::new());
        let order = |known| PortfolioOrder { folder: folder.path().to_owned(), known };
        let rows = read(order(Vec::new()), &|done, of| steps.borrow_mut().push((done, of))).rows.unwrap();
        assert_eq!(*steps.borrow(), [(0, 2), (1, 2)]);
        assert_eq!(rows.len(), 2);
        assert!(rows[0].outcome.is_ok() && rows[1].outcome.as_ref().unwrap_err().contains("b.ron"));
        // A reading that cannot have come from the file shows that the file was left alone.
        let told = "told before".to_owned();
        let known = vec![Row { outcome: Err(told.clone()), ..rows[0].clone() }];
        assert_eq!(read(order(known), &|_, _| ()).rows.unwrap()[0].outcome, Err(told.clone()));
        let known = vec![Row { outcome: Err(told), stamp: (rows[0].stamp.0, 1), ..rows[0].clone() }];
        assert!(read(order(known), &|_, _| ()).rows.unwrap()[0].outcome.is_ok());
    }

    #[test]
    fn a_folder_that_is_not_there_is_said_in_a_sentence() {
        let folder = tempfile::tempdir().unwrap().path().join("gone");
        let read = read(PortfolioOrder { folder, known: Vec::new() }, &|_, _| ());
        assert!(read.rows.unwrap_err().contains("Choose another folder"));
    }
}
