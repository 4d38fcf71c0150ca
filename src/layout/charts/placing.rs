//! Where marks and their words find room: marks with equal values fan out, words never lie on one another.
//!
//! Here never come looks or the map.

use crate::geom::{Point, Rect, Size};

/// Room for so many marks: points for each of them, or `None` if they do not fit at this distance from one another,
/// across and upwards.
///
/// Marks stay within `cell` and stand at their own place if it is free, else above or below it, else beside it. Marks
/// that all have one place are spread evenly around it.
pub(super) fn fan_out(cell: Rect, exact: &[Point], pitch: Size) -> Option<Vec<Point>> {
    let inner = Rect::from_center_size(cell.center(), (cell.width() - pitch.width, cell.height() - pitch.height));
    if cell.width() < pitch.width || cell.height() < pitch.height {
        return None;
    }
    let columns = (inner.width() / pitch.width) as usize + 1;
    let rows = (inner.height() / pitch.height) as usize + 1;
    if exact.len() > columns * rows {
        return None;
    }
    if exact.windows(2).all(|pair| pair[0] == pair[1]) {
        return Some(stacked(inner, exact, pitch, rows));
    }
    let mut placed: Vec<Point> = Vec::with_capacity(exact.len());
    for point in exact {
        let own = Point::new(point.x.clamp(inner.x0, inner.x1), point.y.clamp(inner.y0, inner.y1));
        let free = |candidate: &Point| {
            inner.inset(0.01).contains(*candidate)
                && placed.iter().all(|other| {
                    (other.x - candidate.x).abs() >= pitch.width - 0.01
                        || (other.y - candidate.y).abs() >= pitch.height - 0.01
                })
        };
        let found = steps(columns).flat_map(|dx| steps(rows).map(move |dy| (dx, dy))).find_map(|(dx, dy)| {
            let candidate = Point::new(own.x + dx * pitch.width, own.y + dy * pitch.height);
            free(&candidate).then_some(candidate)
        });
        placed.push(found?);
    }
    Some(placed)
}

/// 0, −1, 1, −2, 2 …
fn steps(most: usize) -> impl Iterator<Item = f64> + Clone {
    (0..most * 2).map(|at| at.div_ceil(2) as f64 * if at % 2 == 1 { -1.0 } else { 1.0 })
}

/// Marks of one place in columns around it, the first at the top of the first column.
fn stacked(inner: Rect, exact: &[Point], pitch: Size, rows: usize) -> Vec<Point> {
    let Some(own) = exact.first() else { return Vec::new() };
    let columns = exact.len().div_ceil(rows);
    let rows = exact.len().div_ceil(columns.max(1));
    let (width, height) = ((columns - 1) as f64 * pitch.width, (rows - 1) as f64 * pitch.height);
    let left = (own.x - width / 2.0).clamp(inner.x0, (inner.x1 - width).max(inner.x0));
    let top = (own.y - height / 2.0).clamp(inner.y0, (inner.y1 - height).max(inner.y0));
    let at = |index: usize| {
        Point::new(left + (index / rows) as f64 * pitch.width, top + (index % rows) as f64 * pitch.height)
    };
    (0..exact.len()).map(at).collect()
}

/// What is taken on a plane.
#[derive(Default)]
pub(super) struct Room {
    taken: Vec<Rect>,
}

/// Where words stand relative to their mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Right,
    Left,
    Below,
    Above,
}

impl Side {
    /// Every side, the best to read first.
    pub(super) const ALL: [Side; 4] = [Side::Right, Side::Left, Side::Below, Side::Above];

    /// Whether words stand level with their mark, so that their lines begin or end at it.
    pub(super) fn is_level(self) -> bool {
        match self {
            Side::Right | Side::Left => true,
            Side::Below | Side::Above => false,
        }
    }
}

/// Room between a mark and the words beside it, and between words and what comes next.
const BESIDE: f64 = 7.0;
/// Room between a mark and the words above or below it, so that a ring around the mark leaves them readable.
const BELOW: f64 = 5.0;
/// Words narrower than this say nothing.
const LEAST: f64 = 56.0;

impl Room {
    /// Takes a place.
    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Whether nothing stands there yet.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        self.taken.iter().all(|taken| !taken.overlaps(rect))
    }

    /// Where words of this size stand on this side of a mark, within bounds; `None` if something stands there already.
    pub(super) fn at(&self, side: Side, mark: Rect, (width, height): (f64, f64), bounds: Rect) -> Option<Rect> {
        let (x, y) = (mark.center().x - width / 2.0, mark.center().y - height / 2.0);
        let within = |x: f64| x.clamp(bounds.x0, (bounds.x1 - width).max(bounds.x0));
        let (x, y) = match side {
            Side::Right => (mark.x1 + BESIDE, y),
            Side::Left => (mark.x0 - BESIDE - width, y),
            Side::Below => (within(x), mark.y1 + BELOW),
            Side::Above => (within(x), mark.y0 - BELOW - height),
        };
        let place = Rect::new(x, y, x + width, y + height);
        // What comes next to words keeps away from them; a hair less, for sums of fractions are not exact.
        let beside = BESIDE - 0.01;
        let roomy = Rect::new(place.x0 - beside, place.y0, place.x1 + beside, place.y1);
        let free =
            bounds.contains_rect(place) && self.taken.iter().all(|taken| !taken.overlaps(roomy) || *taken == mark);
        free.then_some(place)
    }

    /// How wide words of this height can be at the right of a mark, or at its left, within bounds, and on which of both
    /// sides; `None` if that is too narrow to say anything.
    pub(super) fn stretch(&self, mark: Rect, height: f64, bounds: Rect) -> Option<(Side, f64)> {
        let (y0, y1) = (mark.center().y - height / 2.0, mark.center().y + height / 2.0);
        if y0 < bounds.y0 || y1 > bounds.y1 {
            return None;
        }
        let level = || self.taken.iter().filter(|taken| taken.y0 < y1 && taken.y1 > y0 && **taken != mark);
        let (left, right) = (mark.x0 - BESIDE, mark.x1 + BESIDE);
        let end = level().filter(|taken| taken.x1 > right).map(|taken| taken.x0 - BESIDE).fold(bounds.x1, f64::min);
        let start = level().filter(|taken| taken.x0 < left).map(|taken| taken.x1 + BESIDE).fold(bounds.x0, f64::max);
        let (at_right, at_left) = (end - right, left - start);
        let (side, width) = if at_right >= at_left { (Side::Right, at_right) } else { (Side::Left, at_left) };
        (width >= LEAST).then_some((side, width))
    }
}
