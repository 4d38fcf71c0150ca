//! What a journey tells: key figures worked out from a map.
//!
//! Figures and findings are values, worked out anew from the journey and never stored in it. Here never come
//! pictures, words on a slide or errors.

mod figures;

pub use figures::*;
