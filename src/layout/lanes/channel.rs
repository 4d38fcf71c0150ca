//! The channel of each touchpoint.

use super::Step;
use crate::geom::Point;
use crate::layout::band::Cx;
use crate::layout::marks;
use crate::layout::metrics::Metrics;
use crate::layout::sheet::Sheet;
use crate::text::{Align, Room};

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, step: &Step<'_>) -> f64 {
    let Some(icon) = marks::channel_icon(&step.touchpoint.channel) else { return 0.0 };
    let size = f64::from(metrics.card.icon);
    let line = f64::from(metrics.note.line_height);
    let top = metrics.lane_pad;
    let middle = top + size.max(line) / 2.0;
    let left = metrics.text_inset;
    let (soft, ink) = (cx.theme.ink_soft, cx.theme.ink);
    sheet.icon(cx, icon, false, metrics.card.icon, Point::new(left + size / 2.0, middle), soft);
    let at = Point::new(left + size + 5.0, middle - line / 2.0);
    let room = Room { width: metrics.column - at.x - metrics.text_inset, max_lines: 2, align: Align::Start };
    let text = sheet.text(cx, step.touchpoint.channel.label(), metrics.note, room, at, ink);
    text.y1.max(middle + size / 2.0)
}
