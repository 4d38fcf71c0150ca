//! Photographs and screenshots, each with what it shows in words.

use super::Step;
use crate::frame::{Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::metrics::Metrics;
use crate::layout::sheet::Sheet;
use crate::model::Lane;
use crate::text::{Align, Room};

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, lane: &Lane, step: &Step<'_>) -> f64 {
    let found = step.touchpoint.pictures.get(&lane.id).and_then(|id| cx.map.picture(*id));
    let Some(picture) = found.filter(|picture| picture.width > 0 && picture.height > 0).cloned() else { return 0.0 };
    let (pixel_width, pixel_height) = (f64::from(picture.width), f64::from(picture.height));
    let scale = (metrics.card_width() / pixel_width).min(metrics.picture / pixel_height);
    let (width, height) = ((pixel_width * scale).round().max(1.0), (pixel_height * scale).round().max(1.0));
    let x0 = ((metrics.column - width) / 2.0).floor();
    let rect = Rect::new(x0, metrics.lane_pad, x0 + width, metrics.lane_pad + height);
    sheet.image(rect, metrics.items.radius, picture.clone());
    let alt = if picture.alt.is_empty() { "Picture" } else { &picture.alt };
    sheet.tag(
        Subject::Cell(lane.id, step.touchpoint.id),
        Part::Whole,
        rect,
        format!("{alt}, {}", step.touchpoint.name),
    );
    let faint = cx.theme.ink_faint;
    let room = Room { width: metrics.column - 2.0 * metrics.text_inset, max_lines: 2, align: Align::Start };
    let at = Point::new(metrics.text_inset, rect.y1 + 4.0);
    // The caption is the picture's description; a long one is read by screen readers in full, and is not cut here.
    if picture.alt.is_empty() {
        return rect.y1;
    }
    let caption = cx.text.paragraph(&picture.alt, metrics.note, room);
    sheet.paragraph(&caption, at, faint).y1
}
