//! Changing a map: a closed list of commands, each of which becomes an invertible change.
//!
//! Nothing else in the program changes a map. [`apply`] carries out one [`Command`] wholly or not at all, to the letter;
//! [`draw`] also lets links that only say the order follow it. A [`Session`] keeps the changes, so that they can be
//! undone. Drawing, clocks and disks never come here, and no
//! randomness: new elements bring their identities with the command.

mod apply;
#[doc(hidden)]
pub mod arbitrary;
mod between;
mod change;
pub mod clipboard;
mod command;
mod draft;
mod fields;
mod history;
mod items;
mod lanes;
mod locks;
mod parking;
mod path;
mod personas;
mod ranks;
mod rejection;
mod stages;
mod ties;
mod touchpoints;
mod whole;

pub use apply::{apply, draw};
pub use change::{Change, Step};
pub use command::*;
pub use history::{HistoryPoint, Session};
pub use rejection::Rejection;

pub(crate) use draft::quoted;
pub(crate) use items::text_of;

#[cfg(test)]
mod tests;
