//! What people paste, read as lists and grids, and the command that puts it on the map.
//!
//! Reading is generous: bullets and numbers that a word processor left are stripped, quoted cells of a spreadsheet may
//! hold line breaks. What is read is planned first ([`fill`]), so that a person can see what goes where, and what does
//! not fit, before anything changes. The system's clipboard itself is not touched here.

mod fill;
mod grid;
mod lists;

pub use fill::{Fill, Filled, Misfit, Start, fill};
pub use grid::Grid;
pub use lists::{ListKind, list_items, paste_list};

#[cfg(test)]
mod tests;
