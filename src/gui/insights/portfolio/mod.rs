//! The page of the portfolio: the maps of a folder side by side, the same figures of each, the worst first.
//!
//! The files are read on a thread of their own ([`read`]); whatever has not changed since is not read again. Here never
//! comes a figure, which is [`portfolio`](crate::insight::portfolio)'s.

mod doing;
mod page;
mod read;

use std::path::PathBuf;

use crate::insight::portfolio::Column;

pub use read::{PortfolioOrder, PortfolioRead, Row, read};

/// Something the page wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum PortfolioWish {
    /// Select this file.
    Pick(PathBuf),
    /// Open this file.
    Open(PathBuf),
    /// Read this folder; words as somebody typed them.
    Read(String),
    /// Have the system ask for a folder.
    Choose,
    /// Put the rows in the order of this column, or turn the order round.
    Sort(Column),
}

/// What the page remembers between frames and between maps.
#[derive(Default)]
pub struct PortfolioView {
    /// The file that is selected.
    pub picked: Option<PathBuf>,
    /// Whether one of the rows has the keyboard.
    pub focused: bool,
    /// The folder whose maps are shown.
    pub folder: Option<PathBuf>,
    /// What stands in the field for the folder.
    typed: String,
    /// The maps, in the order shown.
    rows: Vec<Row>,
    /// Why the folder could not be read.
    fault: Option<String>,
    /// The column that says the order, and whether its bad end is first; `None` is the worst map first.
    sorted: Option<(Column, bool)>,
    /// The folder to be read after the one that is being read.
    next: Option<PathBuf>,
    /// How many files of how many have been read, while that is under way.
    reading: Option<(usize, usize)>,
    /// Whether the list is to show the selected row.
    scroll: bool,
}

impl PortfolioView {
    fn put_in_order(&mut self) {
        let sorted = self.sorted;
        self.rows.sort_by(|a, b| match (&a.outcome, &b.outcome) {
            (Ok(one), Ok(other)) => match sorted {
                Some((column, worst_first)) => one.by_column(other, column, worst_first),
                None => one.worse_first(other),
            }
            .then_with(|| a.path.cmp(&b.path)),
            // What is broken has no figures and stands at the end.
            (one, other) => one.is_err().cmp(&other.is_err()).then_with(|| a.path.cmp(&b.path)),
        });
    }
}
