//! A sheet to draw one block on: shapes, text and tags with as few words as possible.
//!
//! Here lives what every lane's drawing needs. Here never come decisions about looks.

use std::sync::Arc;

use super::band::Cx;
use crate::frame::{Block, Color, Image, Item, Outline, Part, Shadow, Shape, Stroke, Subject, Tag, Text};
use crate::geom::{BezPath, Point, Rect, Shape as _, Size, Vec2};
use crate::model::Picture;
use crate::text::{Align, Icon, Paragraph, Room, Run, TextStyle};

/// Dashes of things that are for later, or not known.
pub(crate) const DASH_LATER: &[f64] = &[3.0, 2.0];
/// Dashes of the line of visibility.
pub(crate) const DASH_VISIBILITY: &[f64] = &[8.0, 5.0];
/// Dashes of the lines of interaction.
pub(crate) const DASH_INTERACTION: &[f64] = &[2.0, 4.0];
/// Dashes of places where something can be added.
pub(crate) const DASH_ADD: &[f64] = &[5.0, 3.0];

/// A solid line.
pub(crate) fn solid(color: Color, width: f64) -> Stroke {
    Stroke { color, width, dash: &[] }
}

/// A dashed line.
pub(crate) fn dashed(color: Color, width: f64, dash: &'static [f64]) -> Stroke {
    Stroke { color, width, dash }
}

/// One line of text, at most `width` wide, from the paragraph's start.
pub(crate) fn one_line(width: f64) -> Room {
    Room { width: width.max(1.0), max_lines: 1, align: Align::Start }
}

/// A paragraph whose lines are about equally long, as narrow as that makes it.
pub(crate) fn balanced(cx: &mut Cx<'_>, text: &str, style: TextStyle, room: Room) -> Arc<Paragraph> {
    let whole = cx.text.paragraph(text, style, room);
    if whole.elided {
        return whole;
    }
    let widest_word = text.split_whitespace().map(|word| cx.text.width(word, style)).fold(0.0, f64::max);
    let (mut narrow, mut wide) = ((whole.width / whole.lines.max(1) as f64).max(widest_word), whole.width);
    for _ in 0..6 {
        let width = (narrow + wide) / 2.0;
        let tried = cx.text.paragraph(text, style, Room { width, ..room });
        if tried.elided || tried.lines > whole.lines { narrow = width } else { wide = width }
    }
    let wide = if whole.lines < 2 { whole.width } else { wide };
    cx.text.paragraph(text, style, Room { width: wide + 0.5, ..room })
}

/// A block in the making.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    items: Vec<Item>,
    tags: Vec<Tag>,
    cut: Vec<Arc<str>>,
}

impl Sheet {
    pub fn new() -> Self {
        Sheet::default()
    }

    /// Whether nothing was drawn and nothing tagged.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.tags.is_empty()
    }

    /// Any outline.
    pub fn shape(&mut self, outline: Outline, fill: Option<Color>, stroke: Option<Stroke>) {
        self.items.push(Item::Shape(Shape { outline, fill, stroke }));
    }

    /// A filled rectangle without a line.
    pub fn fill(&mut self, rect: Rect, radius: f64, color: Color) {
        self.shape(Outline::Rect { rect, radius }, Some(color), None);
    }

    /// A rectangle whose line lies inside its edge, so that lines of odd width fall on whole pixels.
    pub fn framed(&mut self, rect: Rect, radius: f64, fill: Option<Color>, stroke: Stroke) {
        let half = stroke.width / 2.0;
        let outline = Outline::Rect { rect: rect.inset(-half), radius: (radius - half).max(0.0) };
        self.shape(outline, fill, Some(stroke));
    }

    /// A circle.
    pub fn circle(&mut self, center: Point, radius: f64, fill: Option<Color>, stroke: Option<Stroke>) {
        self.shape(Outline::Circle { center, radius }, fill, stroke);
    }

    /// A straight line.
    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.shape(Outline::Line { from, to }, None, Some(stroke));
    }

    /// A path.
    pub fn path(&mut self, path: BezPath, fill: Option<Color>, stroke: Option<Stroke>) {
        self.shape(Outline::Path(path), fill, stroke);
    }

    /// The shadow below a card.
    pub fn shadow(&mut self, rect: Rect, radius: f64, color: Color) {
        if color.a > 0 {
            self.items.push(Item::Shadow(Shadow { rect: rect + Vec2::new(0.0, 2.0), radius, blur: 6.0, color }));
        }
    }

    /// An embedded picture.
    pub fn image(&mut self, rect: Rect, radius: f64, picture: Arc<Picture>) {
        self.items.push(Item::Image(Image { rect, radius, picture }));
    }

    /// A shaped paragraph with its top left corner at `at`.
    pub fn paragraph(&mut self, paragraph: &Paragraph, at: Point, color: Color) -> Rect {
        for run in &paragraph.runs {
            self.items.push(Item::Text(Text { origin: at.to_vec2(), run: run.clone(), color }));
        }
        Rect::from_origin_size(at, Size::new(paragraph.width, paragraph.height))
    }

    /// Text in a room whose top left corner is `at`; remembers it when it had to be cut. Returns the room's part that
    /// the text takes: the whole width, and the height of its lines.
    pub fn text(&mut self, cx: &mut Cx<'_>, text: &str, style: TextStyle, room: Room, at: Point, color: Color) -> Rect {
        if text.is_empty() || room.max_lines == 0 {
            return Rect::from_origin_size(at, Size::new(room.width, 0.0));
        }
        let paragraph = cx.text.paragraph(text, style, room);
        if paragraph.elided {
            self.cut.push(text.into());
        }
        self.paragraph(&paragraph, at, color);
        Rect::from_origin_size(at, Size::new(room.width, paragraph.height))
    }

    /// Like [`Sheet::text`], with a line through it.
    pub fn struck(
        &mut self,
        cx: &mut Cx<'_>,
        text: &str,
        style: TextStyle,
        room: Room,
        at: Point,
        color: Color,
    ) -> Rect {
        let paragraph = cx.text.paragraph(text, style, room);
        for run in &paragraph.runs {
            let y = at.y + f64::from(run.baseline) - f64::from(run.size) * 0.3;
            let x = at.x + f64::from(run.x);
            self.line(Point::new(x, y), Point::new(x + f64::from(run.advance), y), solid(color, 1.0));
        }
        self.text(cx, text, style, room, at, color)
    }

    /// One line of text whose middle height is `middle`, from `x` on, in a room of `width`. Returns the text's width.
    pub fn line_of_text(
        &mut self,
        cx: &mut Cx<'_>,
        text: &str,
        style: TextStyle,
        (x, middle, width): (f64, f64, f64),
        align: Align,
        color: Color,
    ) -> f64 {
        if text.is_empty() || width <= 0.0 {
            return 0.0;
        }
        let paragraph = cx.text.paragraph(text, style, Room { width, max_lines: 1, align });
        if paragraph.elided {
            self.cut.push(text.into());
        }
        // What reads from right to left begins at the room's right edge; one line stands where its reader looks for it.
        let indent = paragraph.runs.iter().map(|run| f64::from(run.x)).reduce(f64::min);
        let indent = if align == Align::Start { indent.unwrap_or(0.0) } else { 0.0 };
        let corner = Point::new(x - indent, middle - f64::from(style.line_height) / 2.0);
        self.paragraph(&paragraph, corner, color);
        paragraph.width
    }

    /// A text of one line with its middle at `center`, as wide as it is.
    pub fn centered(&mut self, cx: &mut Cx<'_>, text: &str, style: TextStyle, center: Point, color: Color) -> Rect {
        let paragraph = cx.text.paragraph(text, style, one_line(f64::INFINITY));
        let corner = center - Vec2::new(paragraph.width, paragraph.height) / 2.0;
        self.paragraph(&paragraph, corner, color)
    }

    /// An icon with its box's middle at `center`.
    pub fn icon(&mut self, cx: &mut Cx<'_>, icon: Icon, filled: bool, size: f32, center: Point, color: Color) {
        let run = cx.text.icon(icon, filled, size);
        let half = f64::from(size) / 2.0;
        self.items.push(Item::Text(Text { origin: center.to_vec2() - Vec2::new(half, half), run, color }));
    }

    /// A place that stands for something.
    pub fn tag(&mut self, subject: Subject, part: Part, rect: Rect, label: impl Into<Arc<str>>) {
        self.tags.push(Tag { subject, part, rect, label: label.into() });
    }

    /// Says where a subject already tagged as a whole lies, once that is known.
    pub fn retag_last_whole(&mut self, subject: Subject, rect: Rect, label: Arc<str>) {
        let tag = self.tags.iter_mut().rev().find(|tag| tag.subject == subject && tag.part == Part::Whole);
        if let Some(tag) = tag {
            (tag.rect, tag.label) = (rect, label);
        }
    }

    /// The texts that were cut so far.
    pub fn take_cut(&mut self) -> Vec<Arc<str>> {
        std::mem::take(&mut self.cut)
    }

    /// The finished block.
    pub fn into_block(self) -> Block {
        let tags = self.tags.iter().map(|tag| tag.rect);
        let bounds = self.items.iter().filter_map(item_bounds).chain(tags).reduce(|a, b| a.union(b));
        Block { bounds: bounds.unwrap_or(Rect::ZERO), items: self.items, tags: self.tags }
    }
}

/// Everything an item draws lies within; `None` if it draws nothing.
pub(crate) fn item_bounds(item: &Item) -> Option<Rect> {
    match item {
        Item::Shape(shape) => {
            let outline = match &shape.outline {
                Outline::Path(path) if path.elements().is_empty() => return None,
                Outline::Path(path) => path.bounding_box(),
                other => other.bounds(),
            };
            Some(outline.inset(shape.stroke.map_or(0.0, |stroke| stroke.width / 2.0)))
        }
        Item::Shadow(shadow) => Some(shadow.rect.inset(shadow.blur)),
        Item::Text(text) => run_bounds(&text.run).map(|rect| rect + text.origin),
        Item::Image(image) => Some(image.rect),
    }
}

/// Where a run's ink can lie: letters rise and hang no further than their size, and lean out by less than a quarter.
fn run_bounds(run: &Run) -> Option<Rect> {
    if run.glyphs.is_empty() {
        return None;
    }
    let (size, x, baseline) = (f64::from(run.size), f64::from(run.x), f64::from(run.baseline));
    Some(Rect::new(x, baseline - size, x + f64::from(run.advance), baseline + size * 0.35))
}
