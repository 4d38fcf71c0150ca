//! Which blocks of a frame lie in a rectangle, without looking at the others.
//!
//! Built once per frame and read on every repaint and every movement of the pointer. Here never comes drawing.

use std::sync::Arc;

use crate::frame::{Block, Frame, Placed, Sticky, Tag};
use crate::geom::{Point, Rect, Vec2};

/// The four ways a view treats blocks, bottom to top.
pub(super) const LAYERS: [Sticky; 4] = [Sticky::Body, Sticky::Top, Sticky::Left, Sticky::Corner];

/// A frame with its blocks sorted into vertical strips.
pub struct FrameIndex {
    frame: Arc<Frame>,
    reaches: Vec<Reach>,
    /// The blocks that the frame before did not have, as far as that is known without searching; all of a first frame.
    fresh: Vec<u32>,
    layers: Arc<[Strips; 4]>,
    strip: f64,
    /// Width of what is held at the left edge, in points.
    pub gutter: f64,
    /// Height of what is held at the top edge, in points.
    pub header: f64,
    /// Blocks of the body before this one are its background: nothing in them can be pointed at.
    pub backdrop: usize,
}

/// What a block draws and offers for pointing, from the block's own origin, rounded outward.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Reach {
    x0: f32,
    y0: f32,
    x1: f32,
    y1: f32,
}

impl Reach {
    fn of(block: &Block) -> Reach {
        let around = block.tags.iter().fold(block.bounds, |all, tag| all.union(tag.rect));
        let (low, high) = (|v: f64| (v - 1.0).floor() as f32, |v: f64| (v + 1.0).ceil() as f32);
        Reach { x0: low(around.x0), y0: low(around.y0), x1: high(around.x1), y1: high(around.y1) }
    }

    fn across(&self, origin: Vec2) -> (f64, f64) {
        (f64::from(self.x0) + origin.x, f64::from(self.x1) + origin.x)
    }

    fn meets(&self, origin: Vec2, rect: Rect) -> bool {
        let (x0, x1) = self.across(origin);
        let (y0, y1) = (f64::from(self.y0) + origin.y, f64::from(self.y1) + origin.y);
        x0 <= rect.x1 && x1 >= rect.x0 && y0 <= rect.y1 && y1 >= rect.y0
    }
}

/// The reaches of a frame's blocks, and the numbers of those that had to be looked at. A block that `before` has at the
/// same place, counted from the beginning or from the end, is known by its pointer and not looked at; after a change
/// these are nearly all.
fn reaches(frame: &Frame, before: Option<&FrameIndex>) -> (Vec<Reach>, Vec<u32>) {
    let (known, old): (&[Placed], &[Reach]) =
        before.map_or((&[], &[]), |before| (&before.frame.blocks, &before.reaches));
    let count = frame.blocks.len();
    let same = |at: usize, block: &Arc<Block>| {
        known.get(at).filter(|placed| Arc::ptr_eq(&placed.block, block)).map(|_| old[at])
    };
    let mut fresh = Vec::new();
    let reach = |(at, placed): (usize, &Placed)| {
        let from_end = (at + known.len()).checked_sub(count);
        same(at, &placed.block).or_else(|| same(from_end?, &placed.block)).unwrap_or_else(|| {
            fresh.push(at as u32);
            Reach::of(&placed.block)
        })
    };
    let reaches = frame.blocks.iter().enumerate().map(reach).collect();
    (reaches, fresh)
}

#[derive(Debug, Default, PartialEq)]
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
    /// Sorts a frame's blocks; quickly, if most of them are those of the frame `before`.
    pub fn new(frame: Arc<Frame>, before: Option<&FrameIndex>) -> Self {
        let strip = (frame.size.width / 65_536.0).max(160.0);
        let (reaches, fresh) = reaches(&frame, before);
        if let Some(before) = before.filter(|before| before.lies_as(&frame, &reaches)) {
            // Only what blocks show has changed, and not where they lie.
            let (gutter, header) = held(&frame, &reaches);
            return FrameIndex { frame, reaches, fresh, layers: before.layers.clone(), gutter, header, ..*before };
        }
        let layers = Arc::new(sorted(&frame, &reaches, strip));
        let (gutter, header) = held(&frame, &reaches);
        let touchable = |placed: &Placed| placed.sticky == Sticky::Body && !placed.block.tags.is_empty();
        let backdrop = frame.blocks.iter().position(touchable).unwrap_or(0);
        FrameIndex { frame, reaches, fresh, layers, strip, gutter, header, backdrop }
    }

    /// Whether another frame's blocks reach as far as this one's and lie at the same places.
    fn lies_as(&self, frame: &Frame, reaches: &[Reach]) -> bool {
        let same = |(a, b): (&Placed, &Placed)| a.origin == b.origin && a.sticky == b.sticky;
        self.frame.size == frame.size
            && self.frame.blocks.len() == frame.blocks.len()
            && self.reaches == reaches
            && self.frame.blocks.iter().zip(&frame.blocks).all(same)
    }

    /// In which pixel along the journey a block begins, if it is so narrow that others may begin in the same one.
    /// `scale` is that of the view along the journey, in pixels per point.
    pub(super) fn pixel_of(&self, block: u32, scale: f64) -> Option<i64> {
        /// A column's curves reach into its neighbours; what is no wider than this may be a column of half a pixel.
        const NARROW: f64 = 1.2;
        let (reach, origin) = (&self.reaches[block as usize], self.frame.blocks[block as usize].origin);
        let width = f64::from(reach.x1 - reach.x0) * scale;
        (width < NARROW).then(|| (origin.x * scale).floor() as i64)
    }

    /// The frame.
    pub fn frame(&self) -> &Arc<Frame> {
        &self.frame
    }

    /// The blocks that the frame before did not have, and maybe some that it had elsewhere.
    pub(super) fn fresh_blocks(&self) -> impl Iterator<Item = &Placed> {
        self.fresh.iter().map(|i| &self.frame.blocks[*i as usize])
    }

    /// Puts the numbers of a layer's blocks that may lie in `area` into `found`, bottom to top.
    pub fn query(&self, layer: Sticky, area: Rect, found: &mut Vec<u32>) {
        found.clear();
        let strips = &self.layers[layer_number(layer)];
        let meets = |i: &u32| {
            let i = *i as usize;
            self.reaches[i].meets(self.frame.blocks[i].origin, area)
        };
        found.extend(strips.wide.iter().copied().filter(meets));
        let last = strips.starts.len().saturating_sub(2);
        let (from, to) = (strip_of(area.x0, self.strip, last), strip_of(area.x1, self.strip, last));
        if let (Some(start), Some(end)) = (strips.starts.get(from), strips.starts.get(to + 1)) {
            let blocks = &strips.blocks[*start as usize..*end as usize];
            found.extend(blocks.iter().copied().filter(meets));
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

/// How wide what is held at the left edge is, and how high what is held at the top edge.
fn held(frame: &Frame, reaches: &[Reach]) -> (f64, f64) {
    let (mut gutter, mut header) = (0.0f64, 0.0f64);
    for (placed, reach) in frame.blocks.iter().zip(reaches) {
        // The reach is rounded outward; only blocks that might matter are looked at closely.
        let (_, right) = reach.across(placed.origin);
        let bottom = f64::from(reach.y1) + placed.origin.y;
        match placed.sticky {
            Sticky::Body => {}
            Sticky::Left if right > gutter => gutter = gutter.max(placed.bounds().x1),
            Sticky::Top if bottom > header => header = header.max(placed.bounds().y1),
            Sticky::Left | Sticky::Top => {}
            Sticky::Corner => {
                gutter = gutter.max(placed.bounds().x1);
                header = header.max(placed.bounds().y1);
            }
        }
    }
    (gutter, header)
}

fn layer_number(layer: Sticky) -> usize {
    match layer {
        Sticky::Body => 0,
        Sticky::Top => 1,
        Sticky::Left => 2,
        Sticky::Corner => 3,
    }
}

fn strip_of(x: f64, strip: f64, last: usize) -> usize {
    ((x / strip).max(0.0) as usize).min(last)
}

/// Sorts the blocks of every layer into strips, by counting first.
fn sorted(frame: &Frame, reaches: &[Reach], strip: f64) -> [Strips; 4] {
    let count = (frame.size.width / strip).ceil().max(1.0) as usize;
    let mut layers = LAYERS.map(|_| Strips { starts: vec![0; count + 1], ..Strips::default() });
    let spans = || {
        frame.blocks.iter().zip(reaches).enumerate().map(|(i, (placed, reach))| {
            let (x0, x1) = reach.across(placed.origin);
            (i as u32, layer_number(placed.sticky), strip_of(x0, strip, count - 1), strip_of(x1, strip, count - 1))
        })
    };
    for (i, layer, from, to) in spans() {
        let strips = &mut layers[layer];
        if to - from > WIDE {
            strips.wide.push(i);
        } else {
            strips.starts[from + 1..=to + 1].iter_mut().for_each(|n| *n += 1);
        }
    }
    let mut next = layers.each_mut().map(|strips| {
        for i in 1..=count {
            strips.starts[i] += strips.starts[i - 1];
        }
        strips.blocks = vec![0; strips.starts[count] as usize];
        strips.starts.clone()
    });
    for (i, layer, from, to) in spans().filter(|(_, _, from, to)| to - from <= WIDE) {
        for slot in &mut next[layer][from..=to] {
            layers[layer].blocks[*slot as usize] = i;
            *slot += 1;
        }
    }
    layers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{Color, Part, Subject};
    use crate::geom::Size;
    use crate::model::{StageId, Uid};
    use proptest::prelude::*;

    fn block(width: f64) -> Arc<Block> {
        let rect = Rect::new(0.0, 0.0, width, 20.0);
        let tag = Tag { subject: Subject::Stage(StageId(Uid(1))), part: Part::Whole, rect, label: "".into() };
        Arc::new(Block { bounds: rect, items: Vec::new(), tags: vec![tag] })
    }

    fn frame(blocks: &[Arc<Block>]) -> Arc<Frame> {
        let mut x = 0.0;
        let placed = blocks.iter().enumerate().map(|(i, block)| {
            let origin = Vec2::new(x, (i % 3) as f64 * 30.0);
            x += block.bounds.width() * 0.5;
            let sticky = LAYERS[i % 4];
            Placed { origin, block: block.clone(), sticky }
        });
        let blocks = placed.collect();
        Arc::new(Frame { size: Size::new(x + 2000.0, 100.0), background: Color::hex(0), blocks })
    }

    proptest! {
        #[test]
        fn an_index_made_from_the_one_before_is_the_index_made_from_nothing(
            widths in proptest::collection::vec(1.0f64..1500.0, 0..40),
            at in 0usize..40,
            remove in 0usize..3,
            add in proptest::collection::vec(1.0f64..1500.0, 0..3),
        ) {
            let mut blocks: Vec<Arc<Block>> = widths.into_iter().map(block).collect();
            let before = FrameIndex::new(frame(&blocks), None);
            let at = at.min(blocks.len());
            let end = (at + remove).min(blocks.len());
            blocks.splice(at..end, add.into_iter().map(block));
            let after = FrameIndex::new(frame(&blocks), Some(&before));
            let fresh = FrameIndex::new(after.frame().clone(), None);
            prop_assert_eq!(&after.reaches, &fresh.reaches);
            prop_assert_eq!(&after.layers, &fresh.layers);
        }
    }
}
