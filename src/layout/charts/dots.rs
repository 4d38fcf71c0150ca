//! How the elements of a matrix look, large with a number, small without, or many as one.

use super::{Chart, SMALL, SMALL_STRONG};
use crate::frame::Outline;
use crate::geom::{Point, Rect, Size};
use crate::layout::band::Cx;
use crate::layout::marks;
use crate::layout::sheet::{DASH_LATER, Sheet, dashed, solid};
use crate::model::*;
use crate::text::{Icon, TextStyle};

/// What an element's mark shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Look {
    /// An opportunity's horizon by fill, line and dash, and the step it improves.
    Horizon(Horizon, Option<usize>),
    /// A pain point's severity by form and number.
    Severity(Level),
    /// A touchpoint's step, and whether the journey is won or lost there.
    Step(usize, bool),
}

impl Look {
    /// The number of the step on the mark, if there is one.
    fn number(self) -> Option<usize> {
        match self {
            Look::Horizon(_, step) => step,
            Look::Step(step, _) => Some(step),
            Look::Severity(_) => None,
        }
    }
}

/// Marks with a number keep this distance from one another, from middle to middle, in points.
pub(super) const LARGE: f64 = 28.0;
/// Marks without a number.
pub(super) const SMALL_PITCH: f64 = 14.0;
/// Radius of a mark with a number.
const RADIUS: f64 = 12.0;
/// Radius of a mark without.
const SMALL_RADIUS: f64 = 5.0;

/// Draws a mark with its number; returns the place it takes.
pub(super) fn large(sheet: &mut Sheet, cx: &mut Cx<'_>, look: Look, center: Point) -> Rect {
    let (opp, on_fill) = (cx.theme.opp, cx.theme.on_fill);
    match look {
        Look::Horizon(horizon, step) => {
            let number = step.map_or_else(String::new, |step| step.to_string());
            let half = half_width(cx, &number);
            let rect = Rect::new(center.x - half, center.y - RADIUS, center.x + half, center.y + RADIUS);
            let ink = match horizon {
                Horizon::Now => {
                    sheet.fill(rect, RADIUS, opp);
                    on_fill
                }
                Horizon::Next => {
                    sheet.framed(rect, RADIUS, Some(cx.theme.card), solid(opp, 1.5));
                    opp
                }
                Horizon::Later => {
                    sheet.framed(rect, RADIUS, Some(cx.theme.card), dashed(opp, 1.5, DASH_LATER));
                    opp
                }
            };
            sheet.centered(cx, &number, SMALL_STRONG, center, ink);
            rect
        }
        Look::Severity(severity) => {
            marks::severity(sheet, cx, severity, center, 1.0);
            let r = marks::severity_radius(severity, 1.0);
            Rect::new(center.x - r, center.y - r, center.x + r, center.y + r)
        }
        Look::Step(number, truth) => {
            let number = number.to_string();
            let half = half_width(cx, &number);
            let rect = Rect::new(center.x - half, center.y - RADIUS, center.x + half, center.y + RADIUS);
            let (card, ink) = (cx.theme.card, cx.theme.ink);
            let mut taken = rect;
            if truth {
                sheet.framed(rect, RADIUS, Some(card), solid(cx.theme.star, 2.0));
                let at = Point::new(rect.x1 - 2.0, rect.y0 + 1.0);
                sheet.circle(at, 6.0, Some(card), None);
                sheet.icon(cx, Icon::Star, true, 12.0, at, cx.theme.star);
                taken = rect.union(Rect::new(at.x - 6.0, at.y - 6.0, at.x + 6.0, at.y + 6.0));
            } else {
                sheet.framed(rect, RADIUS, Some(card), solid(cx.theme.ctrl, 1.0));
            }
            sheet.centered(cx, &number, SMALL, center, ink);
            taken
        }
    }
}

/// How far marks with a number keep from one another, so that even the longest number has room.
pub(super) fn pitch<'e>(cx: &mut Cx<'_>, looks: impl Iterator<Item = &'e Look>) -> Size {
    let most = looks.filter_map(|look| look.number()).max().map_or_else(String::new, |number| number.to_string());
    Size::new(half_width(cx, &most) * 2.0 + LARGE - 2.0 * RADIUS, LARGE)
}

/// Half the width of a mark with a number: a circle, or longer where the number has many digits.
fn half_width(cx: &mut Cx<'_>, number: &str) -> f64 {
    (cx.text.width(number, SMALL_STRONG) / 2.0 + 4.0).max(RADIUS)
}

/// Draws a mark without a number; returns the place it takes.
pub(super) fn small(sheet: &mut Sheet, cx: &Cx<'_>, look: Look, center: Point) -> Rect {
    let (theme, r) = (cx.theme, SMALL_RADIUS);
    match look {
        Look::Horizon(Horizon::Now, _) => sheet.circle(center, r, Some(theme.opp), None),
        Look::Horizon(Horizon::Next, _) => sheet.circle(center, r - 0.75, None, Some(solid(theme.opp, 1.5))),
        Look::Horizon(Horizon::Later, _) => {
            sheet.circle(center, r - 0.75, None, Some(dashed(theme.opp, 1.5, DASH_LATER)));
        }
        Look::Severity(severity) => match severity.get() {
            0..=2 => sheet.circle(center, r - 0.75, None, Some(solid(theme.pain, 1.5))),
            3 => {
                let corners = [(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)];
                sheet.path(marks::polygon(center, &corners), None, Some(solid(theme.pain, 1.5)));
            }
            _ => sheet.circle(center, r, Some(theme.pain), None),
        },
        Look::Step(_, true) => sheet.circle(center, r, Some(theme.star), None),
        Look::Step(_, false) => sheet.circle(center, r - 0.5, Some(theme.card), Some(solid(theme.ctrl, 1.0))),
    }
    Rect::new(center.x - r, center.y - r, center.x + r, center.y + r)
}

/// Draws many elements as one mark with their number; returns the place it takes.
pub(super) fn many(sheet: &mut Sheet, cx: &mut Cx<'_>, look: Look, count: usize, center: Point) -> Rect {
    let words = format!("\u{00D7} {count}");
    let color = match look {
        Look::Horizon(..) => cx.theme.opp,
        Look::Severity(_) => cx.theme.pain,
        Look::Step(..) => cx.theme.ink_soft,
    };
    let half = cx.text.width(&words, SMALL_STRONG) / 2.0 + 10.0;
    let rect = Rect::new(center.x - half, center.y - 14.0, center.x + half, center.y + 14.0);
    // Two edges below one another: a pile.
    sheet.shape(
        Outline::Rect { rect: rect + crate::geom::Vec2::new(0.0, 4.0), radius: 14.0 },
        None,
        Some(solid(color, 1.0)),
    );
    sheet.framed(rect, 14.0, Some(cx.theme.card), solid(color, 1.5));
    sheet.centered(cx, &words, SMALL_STRONG, center, color);
    rect
}

/// What the marks mean, with its right end and middle height given. Returns its width.
pub(super) fn legend(sheet: &mut Sheet, cx: &mut Cx<'_>, chart: Chart, right: Point) -> f64 {
    let start = right.x;
    match chart {
        Chart::Opportunities => {
            let style = TextStyle { size: 12.0, ..SMALL_STRONG };
            let mut x = right.x;
            for horizon in [Horizon::Later, Horizon::Next, Horizon::Now] {
                let width = (cx.text.width(horizon.label(), style) + 18.0 * 0.72).ceil();
                marks::horizon_pill(sheet, cx, horizon, Point::new(x - width, right.y), (18.0, style));
                x -= width + 6.0;
            }
            start - x
        }
        Chart::Pains => words(sheet, cx, "form and number: severity", right),
        Chart::Touchpoints => {
            let width = words(sheet, cx, "moment of truth", right);
            let star = cx.theme.star;
            sheet.icon(cx, Icon::Star, true, 14.0, Point::new(right.x - width - 10.0, right.y), star);
            width + 20.0
        }
        Chart::Pillars => {
            let mut x = right.x;
            for support in [Support::Unknown, Support::Against, Support::Supports] {
                let width = words(sheet, cx, &support.label().to_lowercase(), Point::new(x, right.y));
                x -= width + 10.0;
                let (icon, filled, color) = support_sign(cx, support);
                sheet.icon(cx, icon, filled, 14.0, Point::new(x, right.y), color);
                x -= 18.0;
            }
            start - x
        }
    }
}

fn words(sheet: &mut Sheet, cx: &mut Cx<'_>, words: &str, right: Point) -> f64 {
    let width = cx.text.width(words, SMALL);
    let soft = cx.theme.ink_soft;
    sheet.centered(cx, words, SMALL, Point::new(right.x - width / 2.0, right.y), soft);
    width
}

/// How a pillar is served, as a sign.
pub(super) fn support_sign(cx: &Cx<'_>, support: Support) -> (Icon, bool, crate::frame::Color) {
    match support {
        Support::Unknown => (Icon::Help, false, cx.theme.ink_faint),
        Support::Supports => (Icon::CheckCircle, true, cx.theme.opp),
        Support::Against => (Icon::DoNotDisturbOn, true, cx.theme.pain),
    }
}
