//! The canvas: the whole journey as one band to scroll about in.

use std::sync::Arc;

use super::band::{BandSpec, Cx, Memory, band_filling, shown_lanes};
use super::metrics::Metrics;
use super::story::{Feelings, Story};
use super::{CanvasRequest, Density, header};
use crate::frame::{Frame, Placed, Sticky};
use crate::geom::{Point, Rect, Size, Vec2};
use crate::model::*;
use crate::text::{Align, Room, TextEngine};
use crate::theme::Theme;

/// Room for the button that adds a stage.
const ADD_STAGE: f64 = 112.0;

/// Room right of the last column where nothing can be added.
const MARGIN: f64 = 16.0;

/// What was drawn before, for each of the two journeys.
#[derive(Debug, Default)]
pub(super) struct Canvases {
    today: Remembered,
    ideal: Remembered,
}

#[derive(Debug, Default)]
struct Remembered {
    memory: Memory,
    feelings: Feelings,
}

/// Lays the canvas out.
pub(super) fn canvas(
    text: &mut TextEngine,
    canvases: &mut Canvases,
    map: &Map,
    request: &CanvasRequest,
    theme: &Theme,
) -> Arc<Frame> {
    let nothing = Journey::new();
    let journey = map.journey(request.state).unwrap_or(&nothing);
    let remembered = match request.state {
        State::Today => &mut canvases.today,
        State::Ideal => &mut canvases.ideal,
    };
    let mut cx = Cx { text, theme, map, journey };
    let story = Story::of(journey, &request.filter, request.editable, &mut remembered.feelings);
    let metrics = metrics(request.density, &story);
    let lanes = shown_lanes(journey, &request.filter, &metrics);
    let spec = BandSpec {
        metrics: &metrics,
        columns: 0..story.columns.len(),
        lanes: &lanes,
        gutter: true,
        emotion: 0.0,
        least_height: request.height,
        own_heights: true,
        links: true,
    };
    let mut band = band_filling(&mut cx, &story, &spec, &mut remembered.memory, request.height);
    let width = finish(&mut cx, &metrics, &story, request, &mut band.blocks, band.size);
    Arc::new(Frame { size: Size::new(width, band.size.height), background: theme.canvas, blocks: band.blocks })
}

/// The table of a density; an overview's tiles are as wide as the largest number asks for.
fn metrics(density: Density, story: &Story) -> Metrics {
    let mut metrics = Metrics::canvas(density);
    if density == Density::Overview {
        metrics.column = match story.journey_len {
            0..100 => 24.0,
            100..1000 => 32.0,
            _ => 44.0,
        };
    }
    metrics
}

/// Adds what lies right of the last column, and a word of welcome where there is no column at all. Returns the width.
fn finish(
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    story: &Story,
    request: &CanvasRequest,
    blocks: &mut Vec<Placed>,
    size: Size,
) -> f64 {
    let add_stage = request.editable && request.filter.stages.is_empty();
    if add_stage {
        let block = Arc::new(header::add_stage(cx, metrics, ADD_STAGE));
        blocks.push(Placed { origin: Vec2::new(size.width, 0.0), block, sticky: Sticky::Top });
    }
    let width = size.width + if add_stage { ADD_STAGE } else { MARGIN };
    if !story.columns.is_empty() {
        return width;
    }
    const WELCOME: f64 = 420.0;
    let (title, words) = if request.editable {
        (
            "An empty map",
            "Add a first stage, such as \u{201C}Awareness\u{201D}, then the moments in which your customer meets you.",
        )
    } else {
        ("Nothing to show", "This journey has no stages yet.")
    };
    let mut sheet = super::sheet::Sheet::new();
    let at = Point::new(24.0, metrics.header_height() + 24.0);
    let room = Room { width: WELCOME, max_lines: 4, align: Align::Start };
    let (ink, soft) = (cx.theme.ink, cx.theme.ink_soft);
    let drawn = sheet.text(cx, title, metrics.header.name, room, at, ink);
    let drawn = sheet.text(cx, words, metrics.note, room, Point::new(at.x, drawn.y1 + 4.0), soft);
    let block = Arc::new(sheet.into_block());
    debug_assert!(Rect::new(0.0, 0.0, WELCOME + 24.0, drawn.y1 + 1.0).contains(block.bounds.center()));
    blocks.push(Placed { origin: Vec2::new(metrics.gutter, 0.0), block, sticky: Sticky::Body });
    width.max(metrics.gutter + WELCOME + 48.0)
}
