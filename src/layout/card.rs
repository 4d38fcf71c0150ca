//! One touchpoint's card by itself, with its whole name: what a reader sees who stops at a card that says less.
//!
//! Here never comes where it is shown, or when.

use std::sync::Arc;

use super::Density;
use super::band::{BandSpec, Cx};
use super::lanes::{self, Scene, Step};
use super::metrics::Metrics;
use super::sheet::Sheet;
use super::story::{Story, StoryStage, coloured};
use crate::frame::{Frame, Placed, Sticky};
use crate::geom::{Rect, Size, Vec2};
use crate::model::*;
use crate::text::{Align, Room, TextEngine};
use crate::theme::Theme;

/// No card grows by more lines than these.
const MOST_LINES: usize = 12;

/// A card by itself.
#[derive(Debug, Clone)]
pub struct OpenCard {
    /// The card with room for its shadow, on nothing.
    pub frame: Arc<Frame>,
    /// The card within the frame.
    pub card: Rect,
    /// Whether the canvas shows less of the name at the density asked for.
    pub says_more: bool,
}

/// The card of a touchpoint as a regular canvas shows it, or a roomy one if that is what is asked for.
pub(super) fn open_card(
    text: &mut TextEngine,
    map: &Map,
    state: State,
    (density, id): (Density, TouchpointId),
    theme: &Theme,
) -> Option<OpenCard> {
    let journey = map.journey(state)?;
    let touchpoint = journey.touchpoint(id)?;
    let stage = journey.stages().iter().position(|stage| stage.id == touchpoint.stage)?;
    let number = journey.touchpoints().position(|other| other.id == id)? + 1;
    let stage = StoryStage::alone(journey.stages()[stage].clone(), stage + 1);
    let story = Story { personas: coloured(journey), journey_len: journey.touchpoint_count(), ..Story::default() };
    let shown = Metrics::canvas(density);
    let mut metrics = match density {
        Density::Overview | Density::Compact | Density::Regular => Metrics::canvas(Density::Regular),
        Density::Roomy => shown.clone(),
    };
    let lines = |text: &mut TextEngine, metrics: &Metrics| {
        let width = metrics.card_width() - 2.0 * metrics.card.pad;
        let room = Room { width, max_lines: MOST_LINES, align: Align::Start };
        text.paragraph(touchpoint.name.trim(), metrics.card.title, room).lines
    };
    let says_more = shown.card.tile || lines(text, &shown) > shown.card.title_lines;
    let more = lines(text, &metrics).saturating_sub(metrics.card.title_lines);
    metrics.card.title_lines += more;
    metrics.card.height += more as f64 * f64::from(metrics.card.title.line_height);
    let spec = BandSpec {
        metrics: &metrics,
        columns: 0..0,
        lanes: &[],
        gutter: false,
        emotion: 0.0,
        least_height: 0.0,
        own_heights: false,
        links: false,
        answers: false,
    };
    let mut cx = Cx { text, theme, map, journey };
    let mut sheet = Sheet::new();
    let step = Step { number, touchpoint, stage: &stage };
    lanes::card(&mut sheet, &mut cx, &Scene { spec: &spec, story: &story }, &step);
    let block = Arc::new(sheet.into_block());
    let card = lanes::card_rect(&metrics);
    let size = Size::new(card.x1 + metrics.gap / 2.0, card.y1 + metrics.lane_pad);
    let blocks = vec![Placed { origin: Vec2::ZERO, block, sticky: Sticky::Body }];
    let frame = Arc::new(Frame { size, background: theme.canvas.with_alpha(0), blocks });
    Some(OpenCard { frame, card, says_more })
}
