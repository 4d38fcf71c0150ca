//! The canvas: the map's frame on the screen, and everything done to it by pointing and typing.

mod atlas;
mod index;
mod mesh;
pub mod paint;
mod raster;

pub use paint::preview;
