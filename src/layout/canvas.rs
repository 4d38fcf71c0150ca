//! The canvas: the whole journey as one band to scroll about in.

use std::sync::Arc;

use super::band::{BandSpec, Cx, Memory, band_filling, shown_lanes};
use super::metrics::Metrics;
use super::story::{Feelings, Story};
use super::{CanvasRequest, Density, header, shown};
use crate::frame::{Block, Frame, Placed, Sticky};
use crate::geom::{Point, Size, Vec2};
use crate::model::*;
use crate::text::{Align, Room, TextEngine};
use crate::theme::Theme;

/// Width of the words on an empty map.
const WELCOME: f64 = 420.0;

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
    story: Story,
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
    let before = std::mem::take(&mut remembered.story);
    let story =
        before.renewed(journey, &shown(request.state, &request.filter), request.editable, &mut remembered.feelings);
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
        answers: !request.filter.without_answers,
    };
    let mut band = band_filling(&mut cx, &story, &spec, &mut remembered.memory, request.height);
    let width = finish(&mut cx, &metrics, &story, request, &mut band.blocks, band.size);
    remembered.story = story;
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
    let right = match (story.columns.is_empty(), add_stage) {
        (true, _) => WELCOME + 48.0,
        (false, true) => header::ADD_STAGE,
        (false, false) => MARGIN,
    };
    if add_stage {
        let block = Arc::new(header::add_stage(cx, metrics, right));
        blocks.push(Placed { origin: Vec2::new(size.width, 0.0), block, sticky: Sticky::Top });
    }
    if story.columns.is_empty() {
        let block = Arc::new(welcome(cx, metrics, request.editable));
        blocks.push(Placed { origin: Vec2::new(metrics.gutter, 0.0), block, sticky: Sticky::Body });
    }
    size.width + right
}

/// What an empty map says, the gutter's right edge and the header's top at the origin.
fn welcome(cx: &mut Cx<'_>, metrics: &Metrics, editable: bool) -> Block {
    let (title, words) = if editable {
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
    sheet.text(cx, words, metrics.note, room, Point::new(at.x, drawn.y1 + 4.0), soft);
    sheet.into_block()
}
