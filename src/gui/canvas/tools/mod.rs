//! What the hand is doing: one small state at a time, each of which ends by sending actions or by leaving no trace.
//!
//! While a button is down and has not moved yet, egui itself knows that it is only pointing.

pub(super) mod banding;
pub(super) mod dragging;
pub(super) mod editing;
pub(super) mod together;

use banding::Band;
use dragging::Dragging;
use editing::Editing;

/// The state.
#[derive(Default)]
pub(super) enum Tool {
    /// Nothing.
    #[default]
    Idle,
    /// The map is being moved about.
    Panning,
    /// A rectangle is drawn over what is to be selected.
    Banding(Box<Band>),
    /// Something on the map is being dragged to another place.
    Dragging(Box<Dragging>),
    /// A name or text is being written.
    Editing(Box<Editing>),
}
