//! The `.ron` file: what it looks like, how it is read with every fault named, and how it is written so that
//! nothing is lost.
//!
//! Here lives everything between bytes and a [`Map`](crate::model::Map). The core (`schema`, `scan`, `read`, `build`,
//! `write`) is pure; disk and clock come in [`read`](read()), [`save`], [`backups`], [`disk`] and [`places`] alone.
//! Here never come drawing, other formats, or questions to the person: those are asked from the typed errors.

pub mod backups;
mod build;
mod build_records;
mod check;
pub mod disk;
mod fingerprint;
mod folder;
mod fragment;
mod load;
pub mod places;
mod problems;
mod read;
mod reason;
mod save;
mod scan;
mod schema;
mod schema_values;
mod words;
mod write;

pub use fingerprint::Fingerprint;
pub use folder::maps_in;
pub use fragment::{copied, fragment_from_text, fragment_to_text, keep_copied, mark_of};
pub use load::{Loaded, ReadOnly, read, read_bytes};
pub use places::state_dir;
pub use problems::{Place, Problem};
pub use read::{MAX_BYTES, MAX_RECORDS, ReadError, ReadErrorKind, is_schema, parse, parse_newer, parse_repaired};
pub use reason::{Reason, reason};
pub use save::{Expected, SaveContext, SaveError, Saved, save, save_bytes};
pub use schema::{FORMAT, RECORDS};
pub use write::to_text;

/// The day it is where the program runs.
pub fn today() -> crate::model::Date {
    // A clock that gives no date between the years 1 and 9999 is broken; any date will do then.
    let now = jiff::Zoned::now().date().to_string();
    now.parse().unwrap_or_else(|_| "2000-01-01".parse().expect("a date"))
}

#[cfg(test)]
mod complete;
#[cfg(test)]
mod save_tests;
#[cfg(test)]
mod tests;
