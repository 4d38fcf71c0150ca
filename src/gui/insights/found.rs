//! What the pages say of a map, worked out away from the window's thread.
//!
//! The map is kept with it as it was, so that names and places fit what is said while the next reading is on its way.
//! Here never come drawing or wishes.

use crate::insight::{Finding, Tally, findings};
use crate::model::Map;

/// Which state of which map was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundKey {
    /// Counts the maps opened.
    pub document: u64,
    /// The session's revision.
    pub revision: u64,
}

/// A map to be read.
pub struct FoundOrder {
    /// Which it is.
    pub key: FoundKey,
    /// The map.
    pub map: Map,
}

/// What was found in a map.
#[derive(Clone)]
pub struct Found {
    /// What was read.
    pub key: FoundKey,
    /// The map as it was then.
    pub map: Map,
    /// What the rules say, worst first.
    pub findings: Vec<Finding>,
    /// How many there are of each verdict.
    pub tally: Tally,
}

impl Found {
    /// Reads a map.
    pub fn new(order: FoundOrder) -> Found {
        let FoundOrder { key, map } = order;
        let findings = findings(&map);
        let tally = Tally::of(&findings);
        Found { key, map, findings, tally }
    }

    /// The same, said to be of another change.
    pub fn said_to_be_of(&self, key: FoundKey) -> Found {
        Found { key, ..self.clone() }
    }
}
