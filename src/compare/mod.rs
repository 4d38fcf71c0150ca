//! Two journeys side by side: which element of one is which of the other, what differs, and how far it is from one to
//! the other.
//!
//! A comparison is a side table. It never changes either journey, is worked out again when one of them changed, and is
//! never saved; what people say about it (pairs confirmed or parted, the plan) is part of the map. Words for people are
//! made here, because the window, the command line and every export say the same sentences. Drawing, clocks and disks
//! never come here.

mod accept;
mod alignment;
mod comparison;
mod derive;

pub use accept::{Refusal, gaps_in_stage, take};
pub use alignment::{Alignment, Likeness, Pair, Reason};
pub use alignment::{SURE, THRESHOLD};
pub use comparison::*;
pub use derive::derive_ideal;

/// Compares two journeys.
pub fn compare(_sides: &Sides<'_>) -> Comparison {
    Comparison::default()
}
