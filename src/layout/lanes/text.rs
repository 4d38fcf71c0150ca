//! Free text, and a persona's thoughts: those carry her colour and stand in quotation marks.

use super::{Scene, Step, persona_color};
use crate::frame::{Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::sheet::Sheet;
use crate::model::Lane;
use crate::text::{Align, Room};

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, scene: &Scene<'_>, lane: &Lane, step: &Step<'_>) -> f64 {
    let metrics = scene.metrics();
    let Some(text) = step.touchpoint.texts.get(&lane.id).map(|text| text.trim()).filter(|text| !text.is_empty()) else {
        return 0.0;
    };
    let top = metrics.lane_pad;
    let rule = lane.persona.and_then(|id| persona_color(cx, scene.story, id));
    let left = metrics.text_inset + if rule.is_some() { 8.0 } else { 0.0 };
    let room =
        Room { width: metrics.column - left - metrics.text_inset, max_lines: metrics.word_lines, align: Align::Start };
    let ink = cx.theme.ink;
    let drawn = match rule {
        Some(_) => sheet.text(cx, &quoted(text), metrics.note, room, Point::new(left, top), ink),
        None => sheet.text(cx, text, metrics.note, room, Point::new(left, top), ink),
    };
    if let Some(color) = rule {
        let x = metrics.text_inset;
        sheet.fill(Rect::new(x, drawn.y0, x + 2.0, drawn.y1), 0.0, color);
    }
    let subject = Subject::Cell(lane.id, step.touchpoint.id);
    sheet.tag(subject, Part::Name, drawn, text);
    drawn.y1
}

/// The text in curly quotation marks, unless somebody has written marks already.
pub(crate) fn quoted(text: &str) -> String {
    let marked = text.starts_with(['\u{201C}', '"', '\u{201E}', '\u{00AB}', '\u{300C}']);
    if marked { text.to_owned() } else { format!("\u{201C}{text}\u{201D}") }
}
