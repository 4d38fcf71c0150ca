//! Opportunities: the pill says when, the text what.

use super::Step;
use crate::frame::{Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::marks;
use crate::layout::metrics::{ItemForm, Metrics};
use crate::layout::sheet::{DASH_LATER, Sheet, dashed, solid};
use crate::model::*;
use crate::text::{Align, Icon, Room, TextStyle, Weight};

pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, step: &Step<'_>) -> f64 {
    let mut bottom = 0.0;
    for opportunity in cx.journey.opportunities_at(step.touchpoint.id) {
        let top = if bottom > 0.0 { bottom + metrics.items.apart } else { metrics.lane_pad };
        bottom = match metrics.items.form {
            ItemForm::Block | ItemForm::Stacked => block(sheet, cx, metrics, opportunity, step, top),
            ItemForm::Bare => bare(sheet, cx, metrics, opportunity, step, top),
            ItemForm::Mark => dot(sheet, cx, metrics, opportunity, step, top),
        };
    }
    bottom
}

fn subject(opportunity: &Opportunity, step: &Step<'_>) -> Subject {
    Subject::Opportunity(opportunity.id, step.touchpoint.id)
}

/// "Quote the price at the gate, opportunity, now".
pub(crate) fn label(opportunity: &Opportunity) -> String {
    let status = match opportunity.status {
        OpportunityStatus::Proposed => "",
        OpportunityStatus::Planned => ", planned",
        OpportunityStatus::InProgress => ", in progress",
        OpportunityStatus::Done => ", done",
        OpportunityStatus::Dropped => ", dropped",
    };
    format!("{}, opportunity, {}{status}", opportunity.text, opportunity.horizon.label().to_lowercase())
}

fn block(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    opportunity: &Opportunity,
    step: &Step<'_>,
    top: f64,
) -> f64 {
    let (items, theme) = (&metrics.items, cx.theme);
    let (x0, x1) = (metrics.gap / 2.0, metrics.gap / 2.0 + metrics.card_width());
    let room = Room { width: x1 - x0 - 16.0, max_lines: items.opportunity_lines, align: Align::Start };
    let head = top + 15.0;
    let at = Point::new(x0 + 8.0, top + 28.0);
    let text_height = match items.opportunity_lines {
        0 => 0.0,
        _ => cx.text.paragraph(words(opportunity), items.text, room).height + 4.0,
    };
    let rect = Rect::new(x0, top, x1, top + 30.0 + text_height);
    match opportunity.horizon {
        Horizon::Now => sheet.fill(rect, items.radius, theme.opp_soft),
        Horizon::Next | Horizon::Later => {
            sheet.framed(rect, items.radius, Some(theme.card), solid(theme.line_strong, 1.0));
        }
    }
    sheet.tag(subject(opportunity, step), Part::Whole, rect, label(opportunity));
    sheet.icon(cx, Icon::Lightbulb, false, items.icon, Point::new(x0 + 14.0, head), theme.opp);
    let right = pill(sheet, cx, metrics, opportunity, Point::new(x0 + 26.0, head));
    done(sheet, cx, opportunity, Point::new(right + 11.0, head), x1);
    let mut name = rect;
    if items.opportunity_lines > 0 {
        name = write(sheet, cx, metrics, opportunity, room, at);
    }
    sheet.tag(subject(opportunity, step), Part::Name, name, opportunity.text.as_str());
    rect.y1
}

fn bare(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    opportunity: &Opportunity,
    step: &Step<'_>,
    top: f64,
) -> f64 {
    let items = &metrics.items;
    let left = metrics.text_inset;
    let head = Point::new(left, top + items.pill / 2.0);
    let right = pill(sheet, cx, metrics, opportunity, head);
    done(sheet, cx, opportunity, Point::new(right + 11.0, head.y), metrics.column);
    let at = Point::new(left, top + items.pill + 5.0);
    let room = Room { width: metrics.column - 2.0 * left, max_lines: items.opportunity_lines, align: Align::Start };
    let text = write(sheet, cx, metrics, opportunity, room, at);
    let whole = Rect::new(left, top, metrics.column - left, text.y1);
    sheet.tag(subject(opportunity, step), Part::Whole, whole, label(opportunity));
    sheet.tag(subject(opportunity, step), Part::Name, text, opportunity.text.as_str());
    text.y1
}

/// A dot with the horizon's letter: N, X (next), L.
fn dot(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    opportunity: &Opportunity,
    step: &Step<'_>,
    top: f64,
) -> f64 {
    const RADIUS: f64 = 9.0;
    let center = Point::new(metrics.column / 2.0, top + RADIUS);
    let (opp, on_fill) = (cx.theme.opp, cx.theme.on_fill);
    let (letter, color) = match opportunity.horizon {
        Horizon::Now => {
            sheet.circle(center, RADIUS, Some(opp), None);
            ("N", on_fill)
        }
        Horizon::Next => {
            sheet.circle(center, RADIUS - 0.5, None, Some(solid(opp, 1.0)));
            ("X", opp)
        }
        Horizon::Later => {
            sheet.circle(center, RADIUS - 0.5, None, Some(dashed(opp, 1.0, DASH_LATER)));
            ("L", opp)
        }
    };
    let style = TextStyle { size: 12.0, line_height: 16.0, weight: Weight::SemiBold, tabular: false };
    sheet.centered(cx, letter, style, center, color);
    let rect = Rect::from_center_size(center, (RADIUS * 2.0, RADIUS * 2.0));
    sheet.tag(subject(opportunity, step), Part::Whole, rect, label(opportunity));
    rect.y1
}

/// Draws the pill and returns its right end.
fn pill(sheet: &mut Sheet, cx: &mut Cx<'_>, metrics: &Metrics, opportunity: &Opportunity, left: Point) -> f64 {
    let items = &metrics.items;
    left.x + marks::horizon_pill(sheet, cx, opportunity.horizon, left, (items.pill, items.pill_text))
}

fn done(sheet: &mut Sheet, cx: &mut Cx<'_>, opportunity: &Opportunity, center: Point, right: f64) {
    if opportunity.status == OpportunityStatus::Done && center.x + 8.0 <= right {
        let opp = cx.theme.opp;
        sheet.icon(cx, Icon::CheckCircle, true, 16.0, center, opp);
    }
}

fn words(opportunity: &Opportunity) -> &str {
    match opportunity.text.trim() {
        "" => "No words yet",
        text => text,
    }
}

fn write(
    sheet: &mut Sheet,
    cx: &mut Cx<'_>,
    metrics: &Metrics,
    opportunity: &Opportunity,
    room: Room,
    at: Point,
) -> Rect {
    let style = metrics.items.text;
    let text = words(opportunity);
    let (ink, faint) = (cx.theme.ink, cx.theme.ink_faint);
    match opportunity.status {
        OpportunityStatus::Dropped => sheet.struck(cx, text, style, room, at, faint),
        OpportunityStatus::Proposed
        | OpportunityStatus::Planned
        | OpportunityStatus::InProgress
        | OpportunityStatus::Done => {
            let color = if opportunity.text.trim().is_empty() { faint } else { ink };
            sheet.text(cx, text, style, room, at, color)
        }
    }
}
