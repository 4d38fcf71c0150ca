//! What people copy and paste: parts of a map with every field, lists and grids, and the command that puts them on a
//! map.
//!
//! Reading is generous: bullets and numbers that a word processor left are stripped, quoted cells of a spreadsheet may
//! hold line breaks. What is read is planned first ([`fill`]), so that a person can see what goes where, and what does
//! not fit, before anything changes. The system's clipboard itself is not touched here.

mod fill;
mod fragment;
mod grid;
mod insert;
mod lists;
mod table;

pub use fill::{Fill, Filled, Misfit, Start, fill};
pub use fragment::{Fragment, copy};
pub use grid::Grid;
pub use insert::{Insertion, NoPlace, Target, insert, what};
pub use lists::{ListKind, list_items, paste_list};
pub use table::{cell, table};

#[cfg(test)]
mod fragment_tests;
#[cfg(test)]
mod tests;
