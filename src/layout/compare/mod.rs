//! Two journeys in one picture: on one another, one above the other, or one behind the other.
//!
//! The overlay and the two pictures behind a handle stand on the common columns of a comparison. What differs is said
//! by sign, border and style of text besides colour, and what rests on an assumption is drawn lighter. Here never
//! comes what differs: that is in the comparison, which is only read.

mod arrow;
mod assemble;
mod cards;
mod common;
mod curves;
mod feedback;
mod gap_fill;
mod glyphs;
mod gutter;
mod hanging;
mod header;
mod lead;
mod look;
mod measures;
mod opportunities;
mod page;
mod pains;
mod places;
mod ribbons;
mod row;
mod side;
#[cfg(test)]
mod tests;
mod texts;

use std::sync::Arc;

use super::band::Cx;
use super::{CompareRequest, Compared, Density};
use crate::frame::{Frame, Placed, Sticky};
use crate::geom::{Point, Size, Vec2};
use crate::text::{Align, Room, TextEngine};
use crate::theme::Theme;
use common::{Common, SIDES};
use curves::Shown;
use look::Look;
pub(super) use page::pages;
use row::{Memory, RowSpec};

/// Room right of the last column.
const MARGIN: f64 = 16.0;
/// Width of the words where there is nothing to compare.
const EMPTY: f64 = 420.0;

/// What was drawn before, for each of the views.
#[derive(Debug, Default)]
pub(super) struct Comparisons {
    overlay: Memory,
    swipe: [Memory; 2],
    side: [Memory; 2],
}

/// Width of a column without a fold, in points.
pub(super) fn column_width(density: Density) -> f64 {
    Look::canvas(density).metrics.column
}

/// Both journeys on one another.
pub(super) fn overlay(
    text: &mut TextEngine,
    comparisons: &mut Comparisons,
    compared: Compared<'_>,
    request: &CompareRequest,
    theme: &Theme,
) -> Arc<Frame> {
    let common = Common::of(compared, request);
    let memories = std::slice::from_mut(&mut comparisons.overlay);
    let [frame] = canvas(text, &common, request, theme, [Shown::Both], memories);
    frame
}

/// The first journey above, the second below, and bands between them.
pub(super) fn side_by_side(
    text: &mut TextEngine,
    comparisons: &mut Comparisons,
    compared: Compared<'_>,
    request: &CompareRequest,
    theme: &Theme,
) -> Arc<Frame> {
    let mut cx = Cx { text, theme, map: compared.map, journey: compared.to };
    side::canvas(&mut cx, compared, request, &mut comparisons.side)
}

/// Each journey by itself, on the same columns and as high.
pub(super) fn swipe(
    text: &mut TextEngine,
    comparisons: &mut Comparisons,
    compared: Compared<'_>,
    request: &CompareRequest,
    theme: &Theme,
) -> [Arc<Frame>; 2] {
    let common = Common::of(compared, request);
    canvas(text, &common, request, theme, SIDES.map(Shown::Only), &mut comparisons.swipe)
}

/// Canvases of the same columns and heights.
fn canvas<const N: usize>(
    text: &mut TextEngine,
    common: &Common<'_>,
    request: &CompareRequest,
    theme: &Theme,
    shown: [Shown; N],
    memories: &mut [Memory],
) -> [Arc<Frame>; N] {
    let compared = common.compared;
    let mut cx = Cx { text, theme, map: compared.map, journey: compared.to };
    let mut look = Look::canvas(request.density);
    if request.density == Density::Overview && common.columns.len() >= 1000 {
        look.metrics.column = 44.0;
    }
    let lanes = texts::lanes(common, request, &look);
    let columns = 0..common.columns.len();
    let specs = shown.map(|shown| RowSpec {
        look: &look,
        common,
        lanes: &lanes,
        columns: columns.clone(),
        shown,
        beside: false,
        own_heights: true,
    });
    let mut memories: Vec<&mut Memory> = memories.iter_mut().collect();
    let contents: Vec<row::Contents> =
        specs.iter().zip(&mut memories).map(|(spec, memory)| row::contents(&mut cx, spec, memory)).collect();
    let laid = laid_together(&specs, &contents, request.height);
    let mut frames = specs.iter().zip(contents).zip(memories).map(|((spec, contents), memory)| {
        let row = assemble::assemble(&mut cx, spec, (contents, &laid), request.height, memory);
        finish(&mut cx, &look, common, row)
    });
    std::array::from_fn(|_| frames.next().expect("there are as many as were asked for"))
}

/// The places of the lanes for rows that are to have the same, their curves as high as the others leave room for.
fn laid_together(specs: &[RowSpec<'_>], contents: &[row::Contents], height: f64) -> row::Laid {
    let mut own = vec![0.0_f64; specs[0].lanes.len()];
    for contents in contents {
        for (own, height) in own.iter_mut().zip(&contents.own) {
            *own = own.max(*height);
        }
    }
    let arrows = contents.iter().map(|contents| arrow::room(contents.arrows.iter(), specs[0].look)).fold(0.0, f64::max);
    let first = row::lay(&specs[0], &own, arrows, 0.0);
    let room = height - specs[0].look.header_height() - first.others;
    row::lay(&specs[0], &own, arrows, room / first.curves.max(1) as f64)
}

/// The frame of a row on the canvas, with a word where there is nothing to compare.
fn finish(cx: &mut Cx<'_>, look: &Look, common: &Common<'_>, row: assemble::Row) -> Arc<Frame> {
    let mut size = Size::new(row.size.width + MARGIN, row.size.height);
    let mut blocks = row.blocks;
    if common.columns.is_empty() {
        let mut sheet = super::sheet::Sheet::new();
        let room = Room { width: EMPTY, max_lines: 4, align: Align::Start };
        let at = Point::new(24.0, look.header_height() + 24.0);
        let (ink, soft) = (cx.theme.ink, cx.theme.ink_soft);
        let title = sheet.text(cx, "Nothing to compare", look.metrics.header.name, room, at, ink);
        let words = "Neither journey has a stage that is shown here.";
        sheet.text(cx, words, look.metrics.note, room, Point::new(at.x, title.y1 + 4.0), soft);
        let origin = Vec2::new(look.metrics.gutter, 0.0);
        blocks.push(Placed { origin, block: Arc::new(sheet.into_block()), sticky: Sticky::Body });
        size.width += EMPTY + 32.0;
        size.height = size.height.max(look.header_height() + 120.0);
    }
    Arc::new(Frame { size, background: cx.theme.canvas, blocks })
}
