//! Which blocks of a frame lie in a rectangle, without looking at the others.
//!
//! Built once per frame and read on every repaint and every movement of the pointer. Here never comes drawing.

use std::sync::Arc;

use crate::frame::{Frame, Placed, Sticky, Tag};
use crate::geom::{Point, Rect};

/// The four ways a view treats blocks, bottom to top.
pub(super) const LAYERS: [Sticky; 4] = [Sticky::Body, Sticky::Top, Sticky::Left, Sticky::Corner];

/// A frame with its blocks sorted into vertical strips.
pub struct FrameIndex {
    frame: Arc<Frame>,
    bounds: Vec<Bounds>,
    layers: [Strips; 4],
    strip: f64,
    /// Width of what is held at the left edge, in points.
    pub gutter: f64,
    /// Height of what is held at the top edge, in points.
    pub header: f64,
    /// Blocks of the body before this one are its background: nothing in them can be pointed at.
    pub backdrop: usize,
}

/// What a block draws and offers for pointing, rounded outward.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bounds {
    x0: f32,
    y0: f32,
    x1: f32,
    y1: f32,
}

impl Bounds {
    fn of(placed: &Placed) -> Bounds {
        let around = placed.block.tags.iter().fold(placed.block.bounds, |all, tag| all.union(tag.rect)) + placed.origin;
        let (low, high) = (|v: f64| (v - 1.0).floor() as f32, |v: f64| (v + 1.0).ceil() as f32);
        Bounds { x0: low(around.x0), y0: low(around.y0), x1: high(around.x1), y1: high(around.y1) }
    }

    fn meets(&self, rect: Rect) -> bool {
        f64::from(self.x0) <= rect.x1
            && f64::from(self.x1) >= rect.x0
            && f64::from(self.y0) <= rect.y1
            && f64::from(self.y1) >= rect.y0
    }
}

#[derive(Default)]
struct Strips {
    /// For each strip, where its blocks begin in `blocks`; one more than there are strips.
    starts: Vec<u32>,
    blocks: Vec<u32>,
    /// Blocks across many strips.
    wide: Vec<u32>,
}

/// A block across more strips than this is kept apart.
const WIDE: usize = 6;

impl FrameIndex {
    /// Sorts a frame's blocks.
    pub fn new(frame: Arc<Frame>) -> Self {
        let strip = (frame.size.width / 65_536.0).max(160.0);
        let bounds: Vec<Bounds> = frame.blocks.iter().map(Bounds::of).collect();
        let count = (frame.size.width / strip).ceil().max(1.0) as usize;
        let layers = LAYERS.map(|layer| Strips::new(&frame, &bounds, layer, strip, count));
        let (mut gutter, mut header) = (0.0f64, 0.0f64);
        for placed in frame.blocks.iter().filter(|placed| placed.sticky != Sticky::Body) {
            let rect = placed.bounds();
            match placed.sticky {
                Sticky::Left => gutter = gutter.max(rect.x1),
                Sticky::Top => header = header.max(rect.y1),
                Sticky::Corner => {
                    gutter = gutter.max(rect.x1);
                    header = header.max(rect.y1);
                }
                Sticky::Body => {}
            }
        }
        let touchable = |placed: &Placed| placed.sticky == Sticky::Body && !placed.block.tags.is_empty();
        let backdrop = frame.blocks.iter().position(touchable).unwrap_or(0);
        FrameIndex { frame, bounds, layers, strip, gutter, header, backdrop }
    }

    /// The frame.
    pub fn frame(&self) -> &Arc<Frame> {
        &self.frame
    }

    /// Puts the numbers of a layer's blocks that may lie in `area` into `found`, bottom to top.
    pub fn query(&self, layer: Sticky, area: Rect, found: &mut Vec<u32>) {
        found.clear();
        let Some(at) = LAYERS.iter().position(|other| *other == layer) else { return };
        let strips = &self.layers[at];
        found.extend(strips.wide.iter().copied().filter(|i| self.bounds[*i as usize].meets(area)));
        let last = strips.starts.len().saturating_sub(2);
        let (from, to) = (strip_of(area.x0, self.strip, last), strip_of(area.x1, self.strip, last));
        if let (Some(start), Some(end)) = (strips.starts.get(from), strips.starts.get(to + 1)) {
            let blocks = &strips.blocks[*start as usize..*end as usize];
            found.extend(blocks.iter().copied().filter(|i| self.bounds[*i as usize].meets(area)));
        }
        found.sort_unstable();
        found.dedup();
    }

    /// The topmost tag of one layer at a point of the frame, with its place in the frame.
    pub fn hit(&self, layer: Sticky, point: Point) -> Option<(&Tag, Rect)> {
        let mut found = Vec::new();
        self.query(layer, Rect::from_points(point, point), &mut found);
        found.iter().rev().find_map(|i| self.frame.blocks[*i as usize].hit_test(point))
    }
}

fn strip_of(x: f64, strip: f64, last: usize) -> usize {
    ((x / strip).max(0.0) as usize).min(last)
}

impl Strips {
    fn new(frame: &Frame, bounds: &[Bounds], layer: Sticky, strip: f64, count: usize) -> Strips {
        let span =
            |b: &Bounds| (strip_of(f64::from(b.x0), strip, count - 1), strip_of(f64::from(b.x1), strip, count - 1));
        let mut strips = Strips { starts: vec![0; count + 1], ..Strips::default() };
        let mine = || frame.blocks.iter().zip(bounds).enumerate().filter(|(_, (placed, _))| placed.sticky == layer);
        for (i, (_, bound)) in mine() {
            let (from, to) = span(bound);
            if to - from > WIDE {
                strips.wide.push(i as u32);
            } else {
                strips.starts[from + 1..=to + 1].iter_mut().for_each(|n| *n += 1);
            }
        }
        for i in 1..=count {
            strips.starts[i] += strips.starts[i - 1];
        }
        let mut next = strips.starts.clone();
        strips.blocks = vec![0; strips.starts[count] as usize];
        for (i, (_, bound)) in mine() {
            let (from, to) = span(bound);
            if to - from <= WIDE {
                for slot in &mut next[from..=to] {
                    strips.blocks[*slot as usize] = i as u32;
                    *slot += 1;
                }
            }
        }
        strips
    }
}
