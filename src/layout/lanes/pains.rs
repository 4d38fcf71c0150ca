//! Pain points: the mark says how bad, the text what. The worst stand on a tinted block, so the eye lands there first.

use std::sync::Arc;

use super::Step;
use crate::frame::{Color, Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::marks;
use crate::layout::metrics::{ItemForm, Metrics};
use crate::layout::sheet::{Sheet, solid};
use crate::model::*;
use crate::text::{Align, Icon, Room};

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, step: &Step<'_>) -> f64 {
    let mut bottom = 0.0;
    for pain in cx.journey.pains_at(step.touchpoint.id) {
        let top = if bottom > 0.0 { bottom + metrics.items.apart } else { metrics.lane_pad };
        bottom = match metrics.items.form {
            ItemForm::Block => block(sheet, cx, metrics, pain, step, top, false),
            ItemForm::Stacked => block(sheet, cx, metrics, pain, step, top, true),
            ItemForm::Bare => bare(sheet, cx, metrics, pain, step, top),
            ItemForm::Mark => mark(sheet, cx, metrics, pain, step, top),
        };
    }
    bottom
}

fn subject(pain: &Pain, step: &Step<'_>) -> Subject {
    Subject::Pain(pain.id, step.touchpoint.id)
}

/// "Turned away with vague answers, pain point, severity 4 of 5".
pub(crate) fn label(pain: &Pain) -> String {
    let whose = match pain.whose {
        Voice::Customer => "pain point",
        Voice::Employee => "employees\u{2019} pain point",
    };
    let status = match pain.status {
        PainStatus::Open => "",
        PainStatus::InProgress => ", in progress",
        PainStatus::Reduced => ", reduced",
        PainStatus::Resolved => ", resolved",
        PainStatus::Accepted => ", accepted",
    };
    format!("{}, {whose}, severity {} of 5{status}", pain.text, pain.severity)
}

fn block(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    pain: &Arc<Pain>,
    step: &Step<'_>,
    top: f64,
    stacked: bool,
) -> f64 {
    let (items, theme) = (&metrics.items, cx.theme);
    let (x0, x1) = (metrics.gap / 2.0, metrics.gap / 2.0 + metrics.card_width());
    let line = f64::from(items.text.line_height);
    let middle = top + 17.0;
    let (left, text_top) = if stacked { (x0 + 7.0, top + 33.0) } else { (x0 + 34.0, top + 6.0) };
    let room = Room { width: x1 - 3.0 - left, max_lines: items.pain_lines, align: Align::Start };
    let text = cx.text.paragraph(&pain.text, items.text, room);
    let employee = pain.whose == Voice::Employee;
    let beside = if employee && !stacked { 54.0 } else { 34.0 };
    // One line stands at the height of the mark's middle, more begin at the block's upper edge.
    let text_top = if !stacked && text.lines == 1 { middle - line / 2.0 } else { text_top };
    let bottom = (text_top + text.height + 6.0).max(top + beside);
    let rect = Rect::new(x0, top, x1, bottom);
    if pain.severity.get() >= 4 && pain.status != PainStatus::Resolved {
        sheet.fill(rect, items.radius, theme.pain_soft);
    } else {
        sheet.framed(rect, items.radius, Some(theme.card), solid(theme.line_strong, 1.0));
    }
    sheet.tag(subject(pain, step), Part::Whole, rect, label(pain));
    marks::pain(sheet, cx, pain, Point::new(x0 + 17.0, middle), metrics.items.mark);
    if employee {
        let center = if stacked { Point::new(x1 - 15.0, middle) } else { Point::new(x0 + 17.0, top + 41.0) };
        sheet.icon(cx, Icon::Badge, false, 14.0, center, theme.ink_soft);
    }
    write(sheet, cx, metrics, pain, room, Point::new(left, text_top));
    let name = Rect::new(left, text_top, x1 - 3.0, text_top + text.height.max(line));
    sheet.tag(subject(pain, step), Part::Name, name, pain.text.as_str());
    bottom
}

fn bare(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, pain: &Arc<Pain>, step: &Step<'_>, top: f64) -> f64 {
    let items = &metrics.items;
    let left = metrics.text_inset;
    let reach = marks::severity_radius(Level::ALL[4], items.mark);
    let center = Point::new(left + marks::severity_radius(pain.severity, items.mark), top + reach);
    marks::pain(sheet, cx, pain, center, items.mark);
    if pain.whose == Voice::Employee {
        let beside = Point::new(left + 2.0 * reach + 12.0, center.y);
        let soft = cx.theme.ink_soft;
        sheet.icon(cx, Icon::Badge, false, items.icon - 4.0, beside, soft);
    }
    let at = Point::new(left, top + 2.0 * reach + 5.0);
    let room = Room { width: metrics.column - 2.0 * left, max_lines: items.pain_lines, align: Align::Start };
    let text = write(sheet, cx, metrics, pain, room, at);
    let whole = Rect::new(left, top, metrics.column - left, text.y1);
    sheet.tag(subject(pain, step), Part::Whole, whole, label(pain));
    sheet.tag(subject(pain, step), Part::Name, text, pain.text.as_str());
    text.y1
}

fn mark(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, pain: &Arc<Pain>, step: &Step<'_>, top: f64) -> f64 {
    let reach = marks::severity_radius(Level::ALL[4], metrics.items.mark);
    let center = Point::new(metrics.column / 2.0, top + reach);
    marks::pain(sheet, cx, pain, center, metrics.items.mark);
    let rect = Rect::from_center_size(center, (reach * 2.0, reach * 2.0));
    sheet.tag(subject(pain, step), Part::Whole, rect, label(pain));
    rect.y1
}

fn write(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, pain: &Pain, room: Room, at: Point) -> Rect {
    let style = metrics.items.text;
    let (text, color): (&str, Color) = match (pain.text.trim(), pain.status) {
        ("", _) => ("No words yet", cx.theme.ink_faint),
        (text, PainStatus::Resolved) => (text, cx.theme.ink_faint),
        (text, PainStatus::Open | PainStatus::InProgress | PainStatus::Reduced | PainStatus::Accepted) => {
            (text, cx.theme.ink)
        }
    };
    if pain.status == PainStatus::Resolved {
        sheet.struck(cx, text, style, room, at, color)
    } else {
        sheet.text(cx, text, style, room, at, color)
    }
}
