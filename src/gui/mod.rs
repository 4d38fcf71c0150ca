//! The window: panels, dialogs and the canvas around one open map.
//!
//! egui lives here and nowhere else. Here never comes content of the map drawn outside a
//! [`Frame`](crate::frame::Frame), a change of the map outside [`edit`](crate::edit), or disk on the window's thread.

pub mod canvas;
pub mod command_table;
pub mod context;
