//! A band: a run of columns with its lanes, its stages above and its lane titles at the left.
//!
//! The canvas is one band over the whole journey; a page holds one or several. Here lanes get their heights and
//! things their places; how each lane draws is its own file's matter (`lanes/<kind>.rs`).

use std::ops::Range;
use std::sync::Arc;

use super::metrics::Metrics;
use super::story::Story;
use crate::frame::Placed;
use crate::geom::Size;
use crate::model::*;
use crate::text::TextEngine;
use crate::theme::Theme;

/// What everything that draws needs at hand.
pub(crate) struct Cx<'a> {
    /// Measures text.
    pub text: &'a mut TextEngine,
    /// Colours.
    pub theme: &'a Theme,
    /// The map, for its pictures.
    pub map: &'a Map,
    /// The journey that is drawn.
    pub journey: &'a Journey,
}

/// Which part of a story is drawn as one band, and how.
#[derive(Debug, Clone)]
pub(crate) struct BandSpec<'a> {
    /// All sizes.
    pub metrics: &'a Metrics,
    /// The columns, as a range of [`Story::columns`].
    pub columns: Range<usize>,
    /// The lanes from top to bottom.
    pub lanes: &'a [Arc<Lane>],
    /// Whether lane titles stand at the left.
    pub gutter: bool,
    /// Height of the emotion lane in points; held at [`EmotionMetrics::least`](super::metrics::EmotionMetrics::least).
    pub emotion: f64,
}

/// A run of columns, laid out with its top left corner at the origin.
#[derive(Debug, Clone)]
pub(crate) struct Band {
    /// The parts, bottom to top.
    pub blocks: Vec<Placed>,
    /// Width and height; everything drawn lies within.
    pub size: Size,
    /// The texts that did not fit whole and end in an ellipsis.
    pub cut: Vec<Arc<str>>,
}

/// Lays a run of columns out.
pub(crate) fn band(cx: &mut Cx<'_>, story: &Story, spec: &BandSpec<'_>) -> Band {
    let _ = (cx, story, spec);
    todo!("bodies follow")
}

/// The height that [`band`] would have if its emotion lane were of no height: what pages need to share out the rest.
pub(crate) fn height_without_emotion(cx: &mut Cx<'_>, story: &Story, spec: &BandSpec<'_>) -> f64 {
    let _ = (cx, story, spec);
    todo!("bodies follow")
}
