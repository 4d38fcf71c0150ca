//! The page of charts: matrices on which elements are weighed, and the heat map.
//!
//! A chart is a frame of the layout; here it is painted, pointed at, walked through by keys, and its elements are
//! dragged. Here never comes a judgement of where an element stands.

mod page;
mod view;
mod weighing;

use crate::layout::Chart;

pub use view::{ChartCx, ChartView};

/// What the page remembers between frames.
#[derive(Default)]
pub struct ChartsPage {
    /// The chart that is shown.
    pub shown: Chart,
    /// The chart on the screen.
    pub view: ChartView,
}
