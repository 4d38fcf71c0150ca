//! Opportunities of both journeys: the pill says when, a sign what became of it, and what was otherwise before stands
//! below in words.

use super::common::Common;
use super::curves::Shown;
use super::glyphs;
use super::hanging::{self, Finder, Hanging};
use super::look::Look;
use crate::compare::Sign;
use crate::frame::{self, Part, Subject};
use crate::geom::{Point, Rect};
use crate::layout::band::Cx;
use crate::layout::marks;
use crate::layout::metrics::ItemForm;
use crate::layout::sheet::{DASH_LATER, Sheet, dashed, solid};
use crate::model::*;
use crate::text::{Align, Icon, Room, TextStyle, Weight};

/// An opportunity as it is shown at a touchpoint.
pub(super) type ShownOpportunity = Hanging<Opportunity>;

const FINDER: Finder<Opportunity> = Finder {
    uid: |opportunity| opportunity.id.0,
    at: |journey, touchpoint| journey.opportunities_at(touchpoint),
    get: |journey, uid| journey.opportunity(OpportunityId(uid)),
};

/// The opportunities of a column.
pub(super) fn shown(common: &Common<'_>, column: usize, what: Shown) -> Vec<ShownOpportunity> {
    hanging::shown(common, &FINDER, column, what)
}

/// Draws opportunities below one another and returns where they end.
pub(super) fn draw(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, shown: &[ShownOpportunity]) -> f64 {
    hanging::stacked(look, shown, |one, top| match look.metrics.items.form {
        ItemForm::Mark => dot(sheet, cx, look, one, top),
        ItemForm::Block | ItemForm::Stacked | ItemForm::Bare => block(sheet, cx, look, one, top),
    })
}

fn subject(shown: &ShownOpportunity) -> Subject {
    Subject::Compared(frame::Compared::Opportunity(shown.side, shown.item.id, shown.touchpoint))
}

fn words(opportunity: &Opportunity) -> &str {
    match opportunity.text.trim() {
        "" => "No words yet",
        text => text,
    }
}

/// What was otherwise before: "was later, proposed".
fn before(shown: &ShownOpportunity) -> Option<String> {
    let (was, now) = (shown.was.as_ref()?, &shown.item);
    let horizon = (was.horizon != now.horizon).then(|| was.horizon.label().to_lowercase());
    let status = (was.status != now.status).then(|| was.status.label().to_lowercase());
    let told: Vec<String> = horizon.into_iter().chain(status).collect();
    (!told.is_empty()).then(|| format!("was {}", told.join(", ")))
}

/// "Quote the price at the gate, opportunity, now, changed, was later".
fn label(shown: &ShownOpportunity) -> String {
    let horizon = shown.item.horizon.label().to_lowercase();
    let fate = shown.sign.label().to_lowercase();
    let before = before(shown).map_or(String::new(), |words| format!(", {words}"));
    format!("{}, opportunity, {horizon}, {fate}{before}", words(&shown.item))
}

fn block(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, shown: &ShownOpportunity, top: f64) -> f64 {
    let (metrics, items, theme) = (&look.metrics, &look.metrics.items, cx.theme);
    let (x0, x1) = hanging::edges(look);
    let left = x0 + 6.0;
    let head = top + 6.0 + items.pill.max(2.0 * look.disc) / 2.0;
    let pill = cx.text.width(shown.item.horizon.label(), items.pill_text) + items.pill * 0.72;
    let (disc, row) = hanging::disc_place(look, shown.sign, (left + pill, x1, head));
    let room = Room { width: x1 - left - 6.0, max_lines: items.opportunity_lines.max(3), align: Align::Start };
    let style = hanging::style(items.text, shown.sign);
    let told = before(shown);
    let text_top = head + items.pill.max(2.0 * look.disc) / 2.0 + row + 4.0;
    let text_height = cx.text.paragraph(words(&shown.item), style, room).height;
    let told_top = text_top + text_height + 1.0;
    let told_height = told.as_ref().map_or(0.0, |told| cx.text.paragraph(told, metrics.note, room).height + 1.0);
    let rect = Rect::new(x0, top, x1, told_top + told_height + 6.0);
    match (shown.sign, shown.item.horizon) {
        (Sign::Kept, Horizon::Now) => sheet.fill(rect, items.radius, theme.opp_soft),
        (Sign::Kept, Horizon::Next | Horizon::Later) => {
            sheet.framed(rect, items.radius, Some(theme.card), solid(theme.line_strong, 1.0));
        }
        (sign, _) => hanging::ground(sheet, cx, sign, rect, items.radius),
    }
    sheet.tag(subject(shown), Part::Whole, rect, label(shown));
    marks::horizon_pill(sheet, cx, shown.item.horizon, Point::new(left, head), (items.pill, items.pill_text));
    if shown.item.status == OpportunityStatus::Done && disc.is_none() && left + pill + 22.0 <= x1 {
        sheet.icon(cx, Icon::CheckCircle, true, 16.0, Point::new(left + pill + 12.0, head), theme.opp);
    }
    hanging::disc(sheet, cx, look, shown.sign, disc);
    hanging::write(sheet, cx, shown.sign, words(&shown.item), (items.text, room, Point::new(left, text_top)));
    if let Some(told) = told {
        sheet.text(cx, &told, metrics.note, room, Point::new(left, told_top), theme.ink_faint);
    }
    rect.y1
}

/// A dot with the horizon's letter, its sign below it.
fn dot(sheet: &mut Sheet, cx: &mut Cx<'_>, look: &Look, shown: &ShownOpportunity, top: f64) -> f64 {
    const RADIUS: f64 = 9.0;
    let theme = cx.theme;
    let center = Point::new(look.metrics.column / 2.0, top + RADIUS);
    let gone = shown.sign == Sign::Removed;
    let edge = if gone { theme.ctrl } else { theme.opp };
    let (letter, ink) = match shown.item.horizon {
        Horizon::Now if !gone => {
            sheet.circle(center, RADIUS, Some(theme.opp), None);
            ("N", theme.on_fill)
        }
        Horizon::Now => {
            sheet.circle(center, RADIUS - 0.5, None, Some(solid(edge, 1.0)));
            ("N", theme.ink_faint)
        }
        Horizon::Next => {
            sheet.circle(center, RADIUS - 0.5, None, Some(solid(edge, 1.0)));
            ("X", if gone { theme.ink_faint } else { theme.opp })
        }
        Horizon::Later => {
            sheet.circle(center, RADIUS - 0.5, None, Some(dashed(edge, 1.0, DASH_LATER)));
            ("L", if gone { theme.ink_faint } else { theme.opp })
        }
    };
    let style = TextStyle { size: 12.0, line_height: 16.0, weight: Weight::SemiBold, tabular: false };
    sheet.centered(cx, letter, style, center, ink);
    let mut bottom = center.y + RADIUS;
    if shown.sign != Sign::Kept {
        glyphs::disc(sheet, cx, shown.sign, Point::new(center.x, bottom + 2.0 + look.disc), look.disc);
        bottom += 2.0 + 2.0 * look.disc;
    }
    let rect = Rect::new(center.x - RADIUS, top, center.x + RADIUS, bottom);
    sheet.tag(subject(shown), Part::Whole, rect, label(shown));
    bottom
}
