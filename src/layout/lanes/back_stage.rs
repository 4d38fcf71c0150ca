//! What happens behind the line of visibility: texts on sunken blocks, and touchpoints the customer does not see.

use super::Step;
use crate::frame::{Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::metrics::Metrics;
use crate::layout::sheet::Sheet;
use crate::model::*;
use crate::text::{Align, Room, TextStyle, Weight};

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, lane: &Lane, step: &Step<'_>) -> f64 {
    let mut bottom = 0.0;
    if step.touchpoint.stagecraft == Stagecraft::BackStage {
        let strong = TextStyle { weight: Weight::SemiBold, ..metrics.note };
        let name = match step.touchpoint.name.trim() {
            "" => "Unnamed",
            name => name,
        };
        let (rect, text) = block(sheet, cx, metrics, name, strong, metrics.lane_pad);
        let subject = Subject::Touchpoint(step.touchpoint.id);
        let label = format!("{name}, {}, step {}, back stage", step.stage.stage.name, step.number);
        sheet.tag(subject, Part::Whole, rect, label);
        sheet.tag(subject, Part::Name, text, name);
        bottom = rect.y1;
    }
    if let Some(text) = step.touchpoint.texts.get(&lane.id).map(|text| text.trim()).filter(|text| !text.is_empty()) {
        let top = if bottom > 0.0 { bottom + metrics.items.apart } else { metrics.lane_pad };
        let (rect, words) = block(sheet, cx, metrics, text, metrics.note, top);
        sheet.tag(Subject::Cell(lane.id, step.touchpoint.id), Part::Name, words, text);
        bottom = rect.y1;
    }
    bottom
}

/// A sunken block with a text; returns its place and the text's.
fn block(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    text: &str,
    style: TextStyle,
    top: f64,
) -> (Rect, Rect) {
    let (x0, x1) = (metrics.gap / 2.0, metrics.gap / 2.0 + metrics.card_width());
    let room = Room { width: x1 - x0 - 16.0, max_lines: metrics.word_lines, align: Align::Start };
    let height = cx.text.paragraph(text, style, room).height;
    let least = metrics.least.back_stage - 2.0 * metrics.lane_pad;
    let rect = Rect::new(x0, top, x1, top + (height + 14.0).max(least));
    sheet.fill(rect, metrics.items.radius, cx.theme.sunken);
    let ink = cx.theme.ink;
    let words = sheet.text(cx, text, style, room, Point::new(x0 + 8.0, top + 6.0), ink);
    (rect, words)
}
