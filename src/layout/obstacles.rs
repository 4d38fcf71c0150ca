//! What a label must not cover: lines, markers, other labels.

use super::curve::Span;
use super::lanes::emotion::Axis;
use crate::geom::{Point, Rect, Vec2};

/// Points along lines, and rectangles.
#[derive(Debug, Clone, Default)]
pub(crate) struct Obstacles {
    points: Vec<Point>,
    rects: Vec<Rect>,
    /// Heights of lines that words may cross where there is no better place.
    faint: Vec<f64>,
}

/// Points per column along a line, at least, and the most room between two of them: close enough that no label slips
/// through.
const SAMPLES: usize = 24;
const APART: f64 = 5.0;

impl Obstacles {
    /// A place that is taken.
    pub fn add(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    /// The height of a line across the lane that words should rather not cross.
    pub fn avoid(&mut self, y: f64) {
        self.faint.push(y);
    }

    /// The part of a span within a column, in the column's coordinates.
    pub fn trace(&mut self, span: &Span, column: usize, pitch: f64, axis: Axis) {
        let (first, last) = (column as f64 - 0.5, column as f64 + 0.5);
        let (from, to) = (first.max(span.from as f64), last.min(span.to as f64));
        let samples = SAMPLES.max((pitch / APART) as usize);
        for sample in 0..=samples {
            let place = first + sample as f64 / samples as f64;
            if (from..=to).contains(&place) {
                self.points.push(Point::new((place - first) * pitch, axis.y(span.at(place))));
            }
        }
    }

    /// Everything of `other`, moved.
    pub fn extend(&mut self, other: &Obstacles, by: Vec2) {
        self.points.extend(other.points.iter().map(|point| *point + by));
        self.rects.extend(other.rects.iter().map(|rect| *rect + by));
    }

    /// Whether something here would cover a marker or another label.
    pub fn covers_something(&self, rect: Rect) -> bool {
        self.rects.iter().any(|other| overlap(rect, *other))
    }

    /// How much a label would cover here: 0 is free, a point on a line counts 1, a faint line 1, another label or
    /// marker 12: words upon words are the worst.
    pub fn cost(&self, rect: Rect) -> f64 {
        let lines = self.points.iter().filter(|point| rect.contains(**point)).count();
        let others = self.rects.iter().filter(|other| overlap(rect, **other)).count();
        let faint = self.faint.iter().filter(|y| (rect.y0..=rect.y1).contains(*y)).count();
        (lines + faint) as f64 + 12.0 * others as f64
    }
}

fn overlap(one: Rect, other: Rect) -> bool {
    let common = one.intersect(other);
    common.width() > 0.0 && common.height() > 0.0
}
