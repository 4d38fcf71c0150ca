//! What holds for every comparison.

mod alignment_f1;
mod cases;
mod laws;
mod sentences;

use std::sync::Arc;

use super::*;
use crate::model::*;

/// Compares two journeys about which nobody said anything.
fn compared(from: &Journey, to: &Journey) -> Comparison {
    compare(&Sides { from, to, pins: &[] })
}

/// Compares the two journeys of a map, with its pins.
fn compared_map(map: &Map) -> Comparison {
    let pins: Vec<Arc<Pin>> = map.pins().cloned().collect();
    let empty = Journey::new();
    compare(&Sides { from: map.today(), to: map.ideal().unwrap_or(&empty), pins: &pins })
}
