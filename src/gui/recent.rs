//! Files opened lately, as the start page lists them.

use std::path::PathBuf;

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recent {
    /// The file.
    pub path: PathBuf,
    /// The map's title when it was last open.
    pub title: String,
    /// When it was last open, in words.
    pub day: String,
    /// Whether the file is still there.
    pub there: bool,
}
