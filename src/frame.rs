//! The picture: what layout makes, and what the screen, every export and the hit test read.
//!
//! A [`Frame`] is a list of placed [`Block`]s; a block is a flat list of items in its own coordinates. Blocks are
//! shared, so that a layout which changed one column shares all the others with the one before it: the screen keeps
//! their meshes, and both screen and export skip those they cannot see.
//!
//! Here never come the map (only the ids that tags carry), egui, or measuring: text arrives as positioned glyphs.

mod text_form;

use std::sync::Arc;

use crate::geom::{BezPath, Point, Rect, Shape as _, Size, Vec2};
use crate::model::*;
use crate::text::Run;

pub use crate::theme::Color;

/// A whole picture in logical points.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Width and height; everything drawn lies within.
    pub size: Size,
    /// What lies below everything.
    pub background: Color,
    /// The parts, bottom to top.
    pub blocks: Vec<Placed>,
}

/// A block at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Where the block's own origin comes to lie.
    pub origin: Vec2,
    /// The part.
    pub block: Arc<Block>,
    /// Whether a scrolling view holds it at an edge. Exports draw it where it is.
    pub sticky: Sticky,
}

/// How a scrolling view treats a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sticky {
    /// Scrolls both ways.
    Body,
    /// Held at the left edge: lane titles.
    Left,
    /// Held at the top edge: stage headers.
    Top,
    /// Held in the corner.
    Corner,
}

/// A part of a picture: items in the block's own coordinates, bottom to top.
///
/// Text always lies above the block's shapes; a painter may draw all shapes first and then all text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Block {
    /// Everything the items draw lies within.
    pub bounds: Rect,
    /// What is drawn.
    pub items: Vec<Item>,
    /// What can be pointed at, bottom to top.
    pub tags: Vec<Tag>,
}

/// One thing that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A filled and/or stroked outline.
    Shape(Shape),
    /// The blurred shadow of a rounded rectangle.
    Shadow(Shadow),
    /// Positioned glyphs.
    Text(Text),
    /// An embedded picture.
    Image(Image),
}

/// A filled and/or stroked outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The outline.
    pub outline: Outline,
    /// The inside (non-zero winding).
    pub fill: Option<Color>,
    /// The line, centred on the outline.
    pub stroke: Option<Stroke>,
}

/// The common outlines by name, so that every painter can use its own best way.
#[derive(Debug, Clone, PartialEq)]
pub enum Outline {
    /// A rectangle with equally rounded corners.
    Rect {
        /// The rectangle.
        rect: Rect,
        /// Corner radius in points.
        radius: f64,
    },
    /// A circle.
    Circle {
        /// Centre.
        center: Point,
        /// Radius in points.
        radius: f64,
    },
    /// A straight line, which has no inside.
    Line {
        /// One end.
        from: Point,
        /// The other end.
        to: Point,
    },
    /// Anything else.
    Path(BezPath),
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width in points.
    pub width: f64,
    /// Lengths of strokes and gaps in turn; empty is solid. Dashes have butt ends, solid lines round ones.
    pub dash: &'static [f64],
}

/// The blurred shadow of a rounded rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shadow {
    /// The rectangle that throws it, already moved by the shadow's offset.
    pub rect: Rect,
    /// Corner radius of that rectangle.
    pub radius: f64,
    /// Blur in points: the shadow fades out over about this distance.
    pub blur: f64,
    /// Colour with opacity.
    pub color: Color,
}

/// Glyphs of one font, size and colour on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Added to every glyph position of the run.
    pub origin: Vec2,
    /// The shaped glyphs.
    pub run: Arc<Run>,
    /// Their colour.
    pub color: Color,
}

/// An embedded picture, scaled to fill `rect` exactly.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Where.
    pub rect: Rect,
    /// Corner radius.
    pub radius: f64,
    /// What.
    pub picture: Arc<Picture>,
}

/// A place that stands for something on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// What it stands for.
    pub subject: Subject,
    /// Which part of it.
    pub part: Part,
    /// The place in block coordinates.
    pub rect: Rect,
    /// What a screen reader says: name, place and values.
    pub label: Arc<str>,
}

/// Which part of a subject a tag covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// All of it.
    Whole,
    /// Its name or text: where a field for renaming belongs.
    Name,
}

/// What a place in the picture stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A stage's header.
    Stage(StageId),
    /// A lane's title.
    Lane(LaneId),
    /// A touchpoint's card.
    Touchpoint(TouchpointId),
    /// A persona: her badge beside the curve or on a page.
    Persona(PersonaId),
    /// A persona's point on the curve at a touchpoint.
    Emotion(PersonaId, TouchpointId),
    /// A pain point as shown at a touchpoint.
    Pain(PainId, TouchpointId),
    /// An opportunity as shown at a touchpoint.
    Opportunity(OpportunityId, TouchpointId),
    /// Feedback as shown at a touchpoint.
    Feedback(FeedbackId, TouchpointId),
    /// A measure as shown at a touchpoint.
    Measure(MeasureId, TouchpointId),
    /// A measure of a whole stage.
    StageMeasure(MeasureId, StageId),
    /// The place of a lane at a touchpoint: the text there, or the room for something new.
    Cell(LaneId, TouchpointId),
    /// A link between two touchpoints.
    Link(LinkId),
    /// The button that adds a touchpoint at the end of a stage.
    AddTouchpoint(StageId),
    /// The button that adds a stage at the end.
    AddStage,
    /// The sentence at the head of a page.
    Takeaway,
    /// Something in a picture of two journeys.
    Compared(Compared),
    /// Something in a chart.
    Charted(Charted),
}

/// What a place in a chart stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Charted {
    /// An opportunity.
    Opportunity(OpportunityId),
    /// A pain point.
    Pain(PainId),
    /// A touchpoint.
    Touchpoint(TouchpointId),
    /// How a pillar is served in a stage.
    Pillar(StageId, Pillar),
    /// Many elements close to one another, by the column and row they stand in.
    Crowd(u8, u8),
}

/// What a place in a picture of two journeys stands for; `Today` is the first of them, `Ideal` the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Compared {
    /// A touchpoint's card, in one or the other; a card that stands for both is the second's.
    Touchpoint(State, TouchpointId),
    /// A stage's header, by its place in the common journey.
    Stage(usize),
    /// A persona's point on her curve at a touchpoint.
    Emotion(State, PersonaId, TouchpointId),
    /// A pain point as shown at a touchpoint of the same journey.
    Pain(State, PainId, TouchpointId),
    /// An opportunity as shown at a touchpoint of the same journey.
    Opportunity(State, OpportunityId, TouchpointId),
    /// Feedback as shown at a touchpoint of the same journey.
    Feedback(State, FeedbackId, TouchpointId),
    /// What a lane of the same journey says at a touchpoint: a text, a channel, a picture.
    Text(State, LaneId, TouchpointId),
    /// A measure as shown at a touchpoint of the same journey.
    Measure(State, MeasureId),
    /// The band that ties a touchpoint of the first to one of the second.
    Match(TouchpointId, TouchpointId),
}

impl Frame {
    /// The same picture with so much room around it, in points.
    pub fn with_margin(&self, margin: f64) -> Frame {
        let by = Vec2::new(margin, margin);
        let moved = |placed: &Placed| Placed { origin: placed.origin + by, ..placed.clone() };
        let size = Size::new(self.size.width + 2.0 * margin, self.size.height + 2.0 * margin);
        Frame { size, blocks: self.blocks.iter().map(moved).collect(), ..*self }
    }

    /// The topmost tag at `point`, if any, together with the place it has in the frame.
    ///
    /// Blocks are asked where they lie in the frame; a scrolling view maps the point into the frame first.
    pub fn hit_test(&self, point: Point) -> Option<(&Tag, Rect)> {
        self.blocks.iter().rev().find_map(|placed| placed.hit_test(point))
    }

    /// All tags with their places in the frame, bottom to top.
    pub fn tags(&self) -> impl Iterator<Item = (&Tag, Rect)> {
        self.blocks.iter().flat_map(|placed| placed.block.tags.iter().map(|tag| (tag, tag.rect + placed.origin)))
    }

    /// The place of one part of a subject.
    pub fn find(&self, subject: Subject, part: Part) -> Option<Rect> {
        self.tags().find(|(tag, _)| tag.subject == subject && tag.part == part).map(|(_, rect)| rect)
    }
}

impl Placed {
    /// Where the block's drawing lies in the frame.
    pub fn bounds(&self) -> Rect {
        self.block.bounds + self.origin
    }

    /// The topmost tag at `point` (frame coordinates), with its place in the frame.
    pub fn hit_test(&self, point: Point) -> Option<(&Tag, Rect)> {
        let local = point - self.origin;
        self.block.tags.iter().rev().find(|tag| tag.rect.contains(local)).map(|tag| (tag, tag.rect + self.origin))
    }
}

impl Outline {
    /// The outline as a path, curves flattened no more coarsely than `tolerance` points.
    pub fn to_path(&self, tolerance: f64) -> BezPath {
        match self {
            Outline::Rect { rect, radius } if *radius > 0.0 => rect.to_rounded_rect(*radius).to_path(tolerance),
            Outline::Rect { rect, .. } => rect.to_path(tolerance),
            Outline::Circle { center, radius } => crate::geom::Circle::new(*center, *radius).to_path(tolerance),
            Outline::Line { from, to } => crate::geom::Line::new(*from, *to).to_path(tolerance),
            Outline::Path(path) => path.clone(),
        }
    }

    /// The smallest rectangle around the outline, its line's width not counted.
    pub fn bounds(&self) -> Rect {
        match self {
            Outline::Rect { rect, .. } => *rect,
            Outline::Circle { center, radius } => crate::geom::Circle::new(*center, *radius).bounding_box(),
            Outline::Line { from, to } => Rect::from_points(*from, *to),
            Outline::Path(path) => path.bounding_box(),
        }
    }
}
