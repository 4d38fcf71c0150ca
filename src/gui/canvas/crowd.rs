//! From far off, where several columns share a pixel: what they show together, once instead of over and over.
//!
//! Fills of one colour and height become one, signs that would cover each other too, and of the curves stays what
//! reaches higher or lower than what is there already, so that a single deep point in thousands is still seen. Texts
//! and shadows are left out; nobody could read them. Here never come triangles.

use crate::frame::{Block, Color, Item, Outline, Placed, Shape, Tag};
use crate::geom::{Affine, Rect, Vec2};

/// What may stand for another thing of the same kind in the same pixel.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    kind: Kind,
    fill: Option<Color>,
    line: Option<Color>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Rect,
    Level,
    Sign,
    Curve,
}

/// What was kept so far, and what it covers.
struct Kept {
    look: Look,
    top: f64,
    bottom: f64,
    /// Its place among the items; a curve may have several, of which this is the first.
    at: usize,
}

/// Blocks as one block with the first one's origin. Heights that differ by less than `slack` points count as equal.
pub(super) fn crowd(blocks: &[&Placed], slack: f64) -> Block {
    let Some(first) = blocks.first() else { return Block::default() };
    let mut gathering = Gathering { items: Vec::new(), kept: Vec::new(), slack };
    let mut bounds = first.block.bounds;
    for placed in blocks {
        let by = placed.origin - first.origin;
        bounds = bounds.union(placed.block.bounds + by);
        for item in &placed.block.items {
            match item {
                Item::Shape(shape) => gathering.add(shape, by),
                Item::Image(image) if by == Vec2::ZERO => gathering.items.push(Item::Image(image.clone())),
                Item::Image(_) | Item::Shadow(_) | Item::Text(_) => {}
            }
        }
    }
    let widest = |a: &&Tag, b: &&Tag| a.rect.width().total_cmp(&b.rect.width());
    let tags = first.block.tags.iter().max_by(widest).cloned().into_iter().collect();
    Block { bounds, items: gathering.items, tags }
}

struct Gathering {
    items: Vec<Item>,
    kept: Vec<Kept>,
    slack: f64,
}

impl Gathering {
    fn add(&mut self, shape: &Shape, by: Vec2) {
        let bounds = shape.outline.bounds() + by;
        let look = Look {
            kind: kind(shape),
            fill: shape.fill,
            line: shape.stroke.filter(|stroke| stroke.width > 0.0).map(|stroke| stroke.color),
        };
        let (top, bottom, slack) = (bounds.y0, bounds.y1, self.slack);
        let is_covered = |kept: &Kept| match look.kind {
            Kind::Curve => top >= kept.top - slack && bottom <= kept.bottom + slack,
            Kind::Rect | Kind::Level | Kind::Sign => {
                (top - kept.top).abs() <= slack && (bottom - kept.bottom).abs() <= slack
            }
        };
        if let Some(kept) = self.kept.iter().find(|kept| kept.look == look && is_covered(kept)) {
            return self.widen(kept.at, bounds);
        }
        match self.kept.iter_mut().find(|kept| kept.look == look && look.kind == Kind::Curve) {
            // The pieces of a curve follow on each other, so that what lies between two of them is covered as well.
            Some(kept) => (kept.top, kept.bottom) = (kept.top.min(top), kept.bottom.max(bottom)),
            None => self.kept.push(Kept { look, top, bottom, at: self.items.len() }),
        }
        self.items.push(Item::Shape(Shape { outline: moved(&shape.outline, by), ..shape.clone() }));
    }

    /// Makes what has a width of its own as wide as it and another thing together.
    fn widen(&mut self, at: usize, bounds: Rect) {
        let Some(Item::Shape(shape)) = self.items.get_mut(at) else { return };
        match &mut shape.outline {
            Outline::Rect { rect, .. } => {
                (rect.x0, rect.x1) = (rect.x0.min(bounds.x0), rect.x1.max(bounds.x1));
            }
            Outline::Line { from, to } if from.y == to.y => {
                (from.x, to.x) = (from.x.min(to.x).min(bounds.x0), from.x.max(to.x).max(bounds.x1));
            }
            Outline::Line { .. } | Outline::Circle { .. } | Outline::Path(_) => {}
        }
    }
}

fn kind(shape: &Shape) -> Kind {
    match &shape.outline {
        Outline::Rect { .. } => Kind::Rect,
        Outline::Line { from, to } if from.y == to.y => Kind::Level,
        Outline::Path(_) if shape.fill.is_none() => Kind::Curve,
        Outline::Line { .. } | Outline::Circle { .. } | Outline::Path(_) => Kind::Sign,
    }
}

fn moved(outline: &Outline, by: Vec2) -> Outline {
    match outline {
        Outline::Rect { rect, radius } => Outline::Rect { rect: *rect + by, radius: *radius },
        Outline::Circle { center, radius } => Outline::Circle { center: *center + by, radius: *radius },
        Outline::Line { from, to } => Outline::Line { from: *from + by, to: *to + by },
        Outline::Path(path) => Outline::Path(Affine::translate(by) * path.clone()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::frame::{Sticky, Stroke};
    use crate::geom::{BezPath, Point};

    const BLUE: Color = Color::hex(0x0000_00ff);

    fn column(number: usize, items: Vec<Shape>) -> Placed {
        let items = items.into_iter().map(Item::Shape).collect();
        let block = Block { bounds: Rect::new(0.0, 0.0, 10.0, 100.0), items, tags: Vec::new() };
        Placed { origin: Vec2::new(10.0 * number as f64, 0.0), block: Arc::new(block), sticky: Sticky::Body }
    }

    fn fill(top: f64) -> Shape {
        let outline = Outline::Rect { rect: Rect::new(0.0, top, 10.0, top + 5.0), radius: 0.0 };
        Shape { outline, fill: Some(BLUE), stroke: None }
    }

    fn curve(from: f64, to: f64) -> Shape {
        let mut path = BezPath::new();
        path.move_to(Point::new(5.0, from));
        path.line_to(Point::new(15.0, to));
        let stroke = Some(Stroke { color: BLUE, width: 2.0, dash: &[] });
        Shape { outline: Outline::Path(path), fill: None, stroke }
    }

    fn crowded(columns: &[Placed]) -> Vec<Item> {
        crowd(&columns.iter().collect::<Vec<_>>(), 0.5).items
    }

    #[test]
    fn equal_fills_become_one_across_all_columns() {
        let columns: Vec<Placed> = (0..4).map(|number| column(number, vec![fill(20.0), fill(60.0)])).collect();
        let items = crowded(&columns);
        let rects: Vec<Rect> = items
            .iter()
            .filter_map(|item| match item {
                Item::Shape(shape) => Some(shape.outline.bounds()),
                Item::Shadow(_) | Item::Text(_) | Item::Image(_) => None,
            })
            .collect();
        assert_eq!(rects, [Rect::new(0.0, 20.0, 40.0, 25.0), Rect::new(0.0, 60.0, 40.0, 65.0)]);
    }

    #[test]
    fn a_deep_point_among_many_is_still_seen() {
        let steps = [(50.0, 52.0), (52.0, 51.0), (51.0, 95.0), (95.0, 50.0), (50.0, 51.0)];
        let columns: Vec<Placed> =
            steps.iter().enumerate().map(|(number, (from, to))| column(number, vec![curve(*from, *to)])).collect();
        let items = crowded(&columns);
        assert_eq!(items.len(), 2);
    }
}
