//! What lies between and below the two curves: the signed gap, and the stretches that nobody observed.
//!
//! A gain is tinted and hatched upright, a loss tinted and hatched aslant; where the second journey has dropped the
//! moment the tint has no hatch, and where today's value is missing there is no tint at all.

use super::common::{Common, SIDES, index};
use super::lead::Lead;
use crate::frame::Color;
use crate::geom::{BezPath, Point, Rect};
use crate::layout::band::Cx;
use crate::layout::curve::{Curve, Met, Span};
use crate::layout::lanes::emotion::Axis;
use crate::layout::sheet::{Sheet, solid};

/// Width of the pieces a tint is made of, in points.
const PIECE: f64 = 4.0;
/// Pieces reach a little into the next, so that no seam shows between them.
const LAP: f64 = 0.4;
/// Distance between upright lines, and between those of a gap that rests on an assumption.
const UPRIGHT: f64 = 8.0;
const UPRIGHT_ASSUMED: f64 = 16.0;
/// Distance between slanted lines, and how far they lean.
const SLANTED: f64 = 6.0;
const LEAN: f64 = 5.0;
/// Lines shorter than this are not drawn.
const SHORTEST: f64 = 1.5;
/// Distance between the lines of an unknown stretch.
const UNKNOWN: f64 = 13.0;

/// How the room between the curves is drawn from the middle of one column to the middle of the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stretch {
    /// Not at all.
    None,
    /// Tinted.
    Tinted,
    /// Tinted and hatched; the flag says whether it rests on an assumption.
    Hatched(bool),
}

impl Stretch {
    /// How it is drawn between a column and the one after it.
    pub fn after(lead: &Lead, column: usize) -> Stretch {
        let next = column + 1;
        if lead.curves.iter().any(|curve| span(curve, column).is_none()) {
            return Stretch::None;
        }
        let [today, ideal] = SIDES.map(|side| [column, next].map(|at| lead.value(side, at).is_some()));
        match (today, ideal) {
            ([true, true], [true, true]) => Stretch::Hatched(lead.is_assumed(column) || lead.is_assumed(next)),
            ([true, true], [_, _]) => Stretch::Tinted,
            ([_, _], _) => Stretch::None,
        }
    }
}

/// The span of a curve that runs from a column to the next.
fn span(curve: &Curve, column: usize) -> Option<&Span> {
    curve.spans_at(column).find(|span| span.from <= column && span.to > column)
}

/// Whether nobody knows what is felt in a column of either journey.
pub(super) fn is_unknown(lead: &Lead, column: usize) -> bool {
    lead.curves.iter().any(|curve| curve.met.get(column) == Some(&Met::Unobserved))
}

/// Draws a column's part, its left edge and the lane's top at the origin.
pub(super) fn draw(sheet: &mut Sheet, cx: &Cx<'_>, common: &Common<'_>, column: usize, (width, axis): (f64, Axis)) {
    let Some(lead) = &common.lead else { return };
    if is_unknown(lead, column) {
        unknown(sheet, cx, Rect::new(0.0, axis.y(10.0), width, axis.y(-10.0)));
    }
    let mut filled: Option<(f64, f64)> = None;
    let halves = [(column.checked_sub(1), 0.0, width / 2.0), (Some(column), width / 2.0, width)];
    for (from, x0, x1) in halves {
        let Some(from) = from else { continue };
        let stretch = Stretch::after(lead, from);
        if stretch == Stretch::None {
            continue;
        }
        let curves = SIDES.map(|side| span(&lead.curves[index(side)], from));
        let [Some(today), Some(ideal)] = curves else { continue };
        let at = |span: &Span, x: f64| axis.y(span.at(column as f64 - 0.5 + x / width));
        let gap = Gap { today: &|x| at(today, x), ideal: &|x| at(ideal, x), x0, x1 };
        gap.tint(sheet, cx);
        if let Stretch::Hatched(assumed) = stretch {
            gap.hatch(sheet, cx, assumed);
        }
        filled = Some((filled.map_or(x0, |(start, _)| start), x1));
    }
    if let Some((x0, x1)) = filled {
        let y = axis.y(0.0).round();
        sheet.fill(Rect::new(x0, y, x1, y + 1.0), 0.0, cx.theme.ctrl);
    }
}

/// The room between two curves over a part of a column; heights grow downwards.
struct Gap<'a> {
    today: &'a dyn Fn(f64) -> f64,
    ideal: &'a dyn Fn(f64) -> f64,
    x0: f64,
    x1: f64,
}

impl Gap<'_> {
    /// Fills it piece by piece, gains and losses apart.
    fn tint(&self, sheet: &mut Sheet, cx: &Cx<'_>) {
        let (mut gain, mut loss) = (BezPath::new(), BezPath::new());
        let pieces = ((self.x1 - self.x0) / PIECE).ceil().max(1.0) as usize;
        let x_of = |k: usize| (self.x0 + PIECE * k as f64).min(self.x1);
        for k in 0..pieces {
            let (a, b) = (x_of(k), x_of(k + 1));
            let (left, right) = (self.over(a), self.over(b));
            if left * right < 0.0 {
                // The curves cross within the piece: a corner of each.
                let middle = a + (b - a) * left / (left - right);
                piece(if left > 0.0 { &mut gain } else { &mut loss }, self.edges(a), self.edges(middle), (a, middle));
                piece(if right > 0.0 { &mut gain } else { &mut loss }, self.edges(middle), self.edges(b), (middle, b));
            } else {
                let lap = (b + LAP).min(self.x1 + LAP);
                piece(if left + right >= 0.0 { &mut gain } else { &mut loss }, self.edges(a), self.edges(b), (a, lap));
            }
        }
        for (path, color) in [(gain, cx.theme.opp_soft), (loss, cx.theme.pain_soft)] {
            if !path.elements().is_empty() {
                sheet.path(path, Some(color), None);
            }
        }
    }

    /// By how many points the second curve lies above the first.
    fn over(&self, x: f64) -> f64 {
        (self.today)(x) - (self.ideal)(x)
    }

    fn edges(&self, x: f64) -> (f64, f64) {
        ((self.today)(x), (self.ideal)(x))
    }

    fn hatch(&self, sheet: &mut Sheet, cx: &Cx<'_>, assumed: bool) {
        let (mut gain, mut loss) = (BezPath::new(), BezPath::new());
        let pitch = if assumed { UPRIGHT_ASSUMED } else { UPRIGHT };
        for x in every(pitch, self.x0, self.x1) {
            if self.over(x) > SHORTEST {
                gain.move_to((x, (self.ideal)(x)));
                gain.line_to((x, (self.today)(x)));
            }
        }
        let pitch = if assumed { SLANTED * 2.0 } else { SLANTED };
        for x in every(pitch, self.x0, self.x1 - LEAN) {
            if self.over(x) < -SHORTEST && self.over(x + LEAN) < -SHORTEST {
                loss.move_to((x, (self.ideal)(x)));
                loss.line_to((x + LEAN, (self.today)(x + LEAN)));
            }
        }
        let shade = |color: Color, percent: u16| color.with_alpha((255 * percent / 100) as u8);
        for (path, color) in [(gain, shade(cx.theme.opp, 55)), (loss, shade(cx.theme.pain, 80))] {
            if !path.elements().is_empty() {
                sheet.path(path, None, Some(solid(color, 1.0)));
            }
        }
    }
}

/// The places between two others at which lines stand: half a distance from the column's edge, then at equal ones.
fn every(pitch: f64, x0: f64, x1: f64) -> impl Iterator<Item = f64> {
    let first = ((x0 - pitch / 2.0) / pitch).ceil().max(0.0) as usize;
    (first..).map(move |k| (k as f64 + 0.5) * pitch).take_while(move |x| *x < x1)
}

fn piece(path: &mut BezPath, left: (f64, f64), right: (f64, f64), (x0, x1): (f64, f64)) {
    path.move_to((x0, left.1));
    path.line_to((x1, right.1));
    path.line_to((x1, right.0));
    path.line_to((x0, left.0));
    path.close_path();
}

/// Wide slanted lines over a stretch that nobody observed.
fn unknown(sheet: &mut Sheet, cx: &Cx<'_>, rect: Rect) {
    let mut path = BezPath::new();
    let reach = rect.width() + rect.height();
    for k in 1..(reach / UNKNOWN).ceil() as usize {
        // A line on which x + y is the same everywhere, from the left or lower edge to the upper or right one.
        let sum = k as f64 * UNKNOWN;
        let start = Point::new(rect.x0 + (sum - rect.height()).max(0.0), rect.y0 + sum.min(rect.height()));
        let end = Point::new(rect.x0 + sum.min(rect.width()), rect.y0 + (sum - rect.width()).max(0.0));
        path.move_to(start);
        path.line_to(end);
    }
    sheet.path(path, None, Some(solid(cx.theme.line_strong, 1.0)));
}
