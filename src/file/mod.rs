//! The `.ron` file: what it looks like, how it is read with every fault named, and how it is written so that
//! nothing is lost.
//!
//! Here lives everything between bytes and a [`Map`](crate::model::Map). The core (`schema`, `read`, `build`,
//! `write`) is pure; disk and clock come in `load`, `save`, `backups` and `places` alone. Here never come drawing,
//! other formats (see `exchange`), or questions to the person: those are asked by `cli` and `gui` from the typed
//! errors.

mod build;
mod build_records;
mod check;
mod problems;
mod read;
mod schema;
mod schema_values;
mod write;

pub use problems::{Place, Problem};
pub use read::parse;
pub use write::to_text;

#[cfg(test)]
mod complete;
#[cfg(test)]
mod tests;
