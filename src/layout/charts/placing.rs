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
pub(super) struct Room {
    plane: Rect,
    taken: Vec<Rect>,
}

/// Where words may stand: their left end, and how wide they may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    pub left: f64,
    pub width: f64,
}

/// Room between a mark and its words, and between words and what comes next.
const BESIDE: f64 = 7.0;
/// Words narrower than this say nothing.
const LEAST: f64 = 56.0;

impl Room {
    /// A plane on which nothing stands yet.
    pub(super) fn new(plane: Rect) -> Room {
        Room { plane, taken: Vec::new() }
    }

    /// Takes a place.
    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Whether nothing stands there yet.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        self.taken.iter().all(|taken| !taken.overlaps(rect))
    }

    /// Where words of this size can stand beside a mark: at its right if there is room, else at its left, else where
    /// there is more of it; `None` if there is none to speak of.
    pub(super) fn beside(&self, mark: Rect, width: f64, height: f64) -> Option<Stretch> {
        let wanted = width;
        let (y0, y1) = (mark.center().y - height / 2.0, mark.center().y + height / 2.0);
        let level = || self.taken.iter().filter(move |taken| taken.y0 < y1 && taken.y1 > y0);
        let right = level().filter(|taken| taken.x0 >= mark.x1 - 0.5).map(|taken| taken.x0);
        let right = right.fold(self.plane.x1, f64::min) - mark.x1 - 2.0 * BESIDE;
        let left = level().filter(|taken| taken.x1 <= mark.x0 + 0.5).map(|taken| taken.x1);
        let left = mark.x0 - left.fold(self.plane.x0, f64::max) - 2.0 * BESIDE;
        // Something that lies across the mark itself leaves no room on either side.
        let across =
            level().any(|taken| taken.x0 < mark.x1 - 0.5 && taken.x1 > mark.x0 + 0.5 && !taken.contains(mark.center()));
        if across {
            return None;
        }
        let at_right = |width: f64| Stretch { left: mark.x1 + BESIDE, width };
        let at_left = |width: f64| Stretch { left: mark.x0 - BESIDE - width, width };
        if right >= wanted {
            Some(at_right(wanted))
        } else if left >= wanted {
            Some(at_left(wanted))
        } else if right.max(left) < LEAST {
            None
        } else if right >= left {
            Some(at_right(right))
        } else {
            Some(at_left(left))
        }
    }
}
