//! The page of tables: opportunities, pain points, touchpoints and measures as rows that sort and filter.
//!
//! Here lives what the page remembers; what stands in the rows is [`rows`], which of them are shown [`choice`], how they
//! look `page.rs`. Here never comes a change of the map.

mod cells;
mod choice;
mod page;
mod rows;

use crate::model::{Key, MapId, State};

pub use choice::{Choice, Listed};
pub use rows::Row;

/// What the page remembers between frames.
#[derive(Default)]
pub struct TablesPage {
    /// What is listed, filtered and sorted how.
    pub choice: Choice,
    /// The row that is picked.
    pub picked: Option<Key>,
    /// Whether a row has the keyboard.
    pub focused: bool,
    /// Whether the picked row is to be brought into view, and to take the keyboard.
    reveal: bool,
    shown: Option<Shown>,
}

/// The rows with what they were made from.
struct Shown {
    key: (MapId, u64, State, Choice),
    rows: Vec<Row>,
    /// How many there are without a filter.
    of: usize,
}
