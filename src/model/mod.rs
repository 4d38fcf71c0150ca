//! The journey map itself: elements, edges, stages, lanes, and the values on them.
//!
//! Here lives what a map *is*. Here never come coordinates, serde, disk, clock or egui. The graph is private:
//! everything outside names elements by id.
//!
//! A map is a set of records ([`MapRecord`]), each under its key ([`MapKey`]). Changing a map means putting and
//! taking records, which is what makes every change invertible and every comparison a comparison of records.

#[doc(hidden)]
pub mod arbitrary;
mod choices;
mod elements;
pub mod hash;
mod id;
mod journey;
mod map;
mod plan;
mod rank;
mod record;
mod remembered;
mod stamps;
pub mod starter;
mod values;

pub use choices::*;
pub use elements::*;
pub use id::*;
pub use journey::Journey;
pub use map::Map;
pub use plan::{Effort, PlanItem, PlanStatus};
pub use rank::{ParseRankError, Rank};
pub use record::{Key, MapKey, MapRecord, ModelError, Record};
pub use remembered::{Highlights, Moment, highlights, highlights_of, mean_emotion, mean_emotion_in, mean_of};
pub use stamps::{ItemKind, ItemStamps};
pub use values::*;
