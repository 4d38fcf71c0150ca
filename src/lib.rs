//! Wayfarer
pub mod cli;
pub mod edit;
pub mod exchange;
pub mod export;
pub mod file;
pub mod frame;
pub mod geom;
#[cfg(feature = "gui")]
pub mod gui;
pub mod insight;
pub mod layout;
pub mod model;
pub mod text;
pub mod theme;
