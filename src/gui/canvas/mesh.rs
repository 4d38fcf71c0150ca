//! One block as triangles: its shapes, then its glyphs, ready to be moved anywhere by whole pixels.
//!
//! Shapes go through epaint's tessellator, glyphs through the atlas; both share the atlas's texture, whose corner is
//! white. Here never come caches, clipping or the view.

use egui::epaint::{self, CircleShape, Mesh, PathShape, RectShape, Tessellator, Vertex};
use egui::{Color32, CornerRadius, Pos2, Shape, StrokeKind, pos2};

use super::atlas::GlyphAtlas;
use super::polylines::{dashed, is_convex, snap_straight, triangulated};
use crate::frame::{self, Block, Color, Item, Outline, Part, Subject};
use crate::geom::{BezPath, PathEl, Point};

/// Where a block is drawn: at what scale, and how far its origin lies beyond a whole pixel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placement {
    /// Screen points per point of the frame, upwards and in text.
    pub scale: f64,
    /// Screen points per point of the frame along the journey; less than `scale` where it is squeezed.
    pub along: f64,
    /// Pixels per screen point.
    pub pixels_per_point: f64,
    /// What is left of the origin after taking whole pixels away, 0 to 1 pixel.
    pub phase: [f64; 2],
    /// How much of the block is drawn.
    pub extent: Extent,
}

/// How much of a block is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything.
    All,
    /// All but its texts.
    Shapes,
    /// The name of the stage that it heads, from the block's left edge.
    Name,
}

/// A block's triangles. Positions in screen points from the whole pixel at its origin; texture coordinates in pixels
/// of the atlas, which may grow meanwhile.
#[derive(Default)]
pub(super) struct BlockMesh {
    /// Corners.
    pub vertices: Vec<Vertex>,
    /// Three for each triangle.
    pub indices: Vec<u32>,
}

/// Text smaller than this many pixels is not drawn as glyphs.
const LEAST_TEXT: f64 = 5.0;
/// Text smaller than this many pixels is not drawn at all.
const LEAST_BAR: f64 = 1.8;
/// A shape both of whose sides are smaller than this many pixels is drawn as a plain rectangle.
const PLAIN: f64 = 3.5;
/// In a squeezed view, shapes no larger than this (points of the frame) are signs: they keep their form.
const SIGN: f64 = 24.0;
/// Signs become no smaller than this, however much their columns are squeezed.
const LEAST_SIGN: f64 = 0.5;
/// Curves become no thinner than this.
const LEAST_LINE: f64 = 0.6;
/// Signs in columns narrower than this many pixels are specks.
const LEAST_ROOM: f64 = 3.0;
/// Dashes are so many times longer there.
const LONG_DASHES: f64 = 2.5;
/// In columns narrower than this many pixels, lines have no dashes.
const LEAST_DASHED: f64 = 1.0;
/// Side of a speck, in screen points.
const SPECK: f32 = 2.0;
/// Squeezed frames narrower than this many pixels are drawn as a fill alone.
const FILL_ALONE: f64 = 4.0;
/// Room after a stage's name, in points of the frame.
const AFTER_NAME: f64 = 8.0;

/// Draws a block.
pub(super) fn block_mesh(block: &Block, placement: &Placement, atlas: &mut GlyphAtlas) -> BlockMesh {
    let options = epaint::TessellationOptions {
        coarse_tessellation_culling: false,
        prerasterized_discs: false,
        validate_meshes: false,
        ..Default::default()
    };
    let mut drawing = Drawing {
        at: *placement,
        tessellator: Tessellator::new(placement.pixels_per_point as f32, options, [1, 1], Vec::new()),
        mesh: Mesh::default(),
        around: None,
        room: block.tags.iter().map(|tag| tag.rect.width()).fold(0.0, f64::max),
    };
    let (shapes, texts) = match placement.extent {
        Extent::All => (&block.items[..], &block.items[..]),
        Extent::Shapes => (&block.items[..], &[][..]),
        Extent::Name => (&[][..], &block.items[..]),
    };
    let until = match placement.extent {
        Extent::All | Extent::Shapes => f64::INFINITY,
        Extent::Name => name_room(block).map_or(0.0, |name| name.x1),
    };
    for item in shapes {
        match item {
            Item::Shape(shape) => drawing.shape(shape),
            Item::Shadow(shadow) => drawing.shadow(shadow),
            Item::Image(image) => drawing.placeholder(image),
            Item::Text(_) => {}
        }
    }
    for item in texts {
        match item {
            Item::Text(text) if left_edge(text) < until => drawing.text(text, atlas),
            Item::Text(_) | Item::Shape(_) | Item::Shadow(_) | Item::Image(_) => {}
        }
    }
    BlockMesh { vertices: drawing.mesh.vertices, indices: drawing.mesh.indices }
}

/// The room for the name of the stage that a block heads, if it heads one.
fn name_room(block: &Block) -> Option<crate::geom::Rect> {
    let is_name = |tag: &&frame::Tag| tag.part == Part::Name && matches!(tag.subject, Subject::Stage(_));
    block.tags.iter().find(is_name).map(|tag| tag.rect)
}

/// How wide the name of the stage that a block heads is together with its number, from the block's left edge, in points
/// of the frame and with some air; `None` for other blocks.
pub(super) fn name_width(block: &Block) -> Option<f64> {
    let until = name_room(block)?.x1;
    let ends = block.items.iter().filter_map(|item| match item {
        Item::Text(text) if left_edge(text) < until => Some(left_edge(text) + f64::from(text.run.advance)),
        Item::Text(_) | Item::Shape(_) | Item::Shadow(_) | Item::Image(_) => None,
    });
    ends.reduce(f64::max).map(|end| end + AFTER_NAME)
}

fn left_edge(text: &frame::Text) -> f64 {
    text.origin.x + f64::from(text.run.x)
}

/// A frame colour as egui has it.
pub fn colour(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

struct Drawing {
    at: Placement,
    tessellator: Tessellator,
    mesh: Mesh,
    /// In a squeezed view, the middle of the sign that is being drawn.
    around: Option<Point>,
    /// How wide the block's column is, in points of the frame.
    room: f64,
}

impl Drawing {
    /// Pixels per point of the frame.
    fn pixels(&self) -> f64 {
        self.at.scale * self.at.pixels_per_point
    }

    /// How much narrower than usual everything is, 1 for not at all.
    fn squeeze(&self) -> f64 {
        self.at.along / self.at.scale
    }

    fn point(&self, point: Point) -> Pos2 {
        let of = |v: f64, phase: f64| (v + phase / self.at.pixels_per_point) as f32;
        let (x, y) = match self.around {
            Some(middle) => {
                let size = self.at.scale * self.squeeze().max(LEAST_SIGN);
                let from_middle = (point - middle) * size;
                (middle.x * self.at.along + from_middle.x, middle.y * self.at.scale + from_middle.y)
            }
            None => (point.x * self.at.along, point.y * self.at.scale),
        };
        pos2(of(x, self.at.phase[0]), of(y, self.at.phase[1]))
    }

    fn rect(&self, rect: crate::geom::Rect) -> egui::Rect {
        egui::Rect::from_min_max(self.point(rect.origin()), self.point(Point::new(rect.x1, rect.y1)))
    }

    fn radius(&self, radius: f64) -> CornerRadius {
        CornerRadius::same((radius * self.at.scale).round().clamp(0.0, 255.0) as u8)
    }

    fn add(&mut self, shape: impl Into<Shape>) {
        self.tessellator.tessellate_shape(shape.into(), &mut self.mesh);
    }

    fn shape(&mut self, shape: &frame::Shape) {
        if self.at.along == self.at.scale {
            self.exact_shape(shape);
            return;
        }
        let bounds = shape.outline.bounds();
        let width = bounds.width() * self.at.along * self.at.pixels_per_point;
        let small = bounds.width().max(bounds.height()) <= SIGN;
        let is_sign = match &shape.outline {
            Outline::Circle { .. } => true,
            Outline::Path(_) => small && shape.fill.is_some(),
            Outline::Rect { .. } | Outline::Line { .. } => false,
        };
        let mut shape = shape.clone();
        if let Some(stroke) = &mut shape.stroke {
            stroke.width *= self.squeeze().max(LEAST_LINE);
        }
        let is_frame = matches!(shape.outline, Outline::Rect { .. }) && shape.stroke.is_some();
        if is_sign && self.room * self.at.along * self.at.pixels_per_point < LEAST_ROOM {
            // All signs of one place are equally large then, so that the last one covers those that lay behind it.
            let visible = shape.fill.or(shape.stroke.map(|stroke| stroke.color)).map_or(Color32::TRANSPARENT, colour);
            let place = egui::Rect::from_center_size(self.point(bounds.center()), egui::Vec2::splat(SPECK));
            self.mesh.add_colored_rect(place, visible);
            return;
        }
        if is_frame && width < FILL_ALONE {
            // A frame's sides would take all the room there is.
            shape.fill = shape.stroke.take().map(|stroke| stroke.color.with_alpha(stroke.color.a / 2));
        }
        self.around = is_sign.then(|| bounds.center());
        self.exact_shape(&shape);
        self.around = None;
    }

    fn exact_shape(&mut self, shape: &frame::Shape) {
        let stroke = shape.stroke.filter(|stroke| stroke.width > 0.0 && stroke.color.a > 0);
        let fill = shape.fill.map_or(Color32::TRANSPARENT, colour);
        let size = shape.outline.bounds();
        if size.width().max(size.height()) * self.pixels() < PLAIN && (size.width() > 0.0 || size.height() > 0.0) {
            self.speck(size, fill, stroke);
            return;
        }
        let dashed = stroke.filter(|stroke| !stroke.dash.is_empty());
        let solid = match stroke.filter(|stroke| stroke.dash.is_empty()) {
            Some(stroke) => egui::Stroke::new((stroke.width * self.at.scale) as f32, colour(stroke.color)),
            None => egui::Stroke::NONE,
        };
        match &shape.outline {
            Outline::Rect { rect, radius } => {
                let (rect, radius) = (self.rect(*rect), self.radius(*radius));
                self.add(RectShape::new(rect, radius, fill, solid, StrokeKind::Middle));
            }
            Outline::Circle { center, radius } => {
                let radius = (radius * self.at.scale * self.squeeze().max(LEAST_SIGN)) as f32;
                self.add(CircleShape { center: self.point(*center), radius, fill, stroke: solid });
            }
            Outline::Line { from, to } => {
                if !solid.is_empty() {
                    let points = [self.point(*from), self.point(*to)];
                    self.add(Shape::LineSegment { points, stroke: solid });
                }
            }
            Outline::Path(path) => self.path(path, fill, solid),
        }
        if let Some(stroke) = dashed {
            self.dashes(&shape.outline, &stroke);
        }
    }

    /// A shape too small to see more of it than its colour.
    fn speck(&mut self, size: crate::geom::Rect, fill: Color32, stroke: Option<frame::Stroke>) {
        let visible = if fill == Color32::TRANSPARENT { stroke.map(|s| colour(s.color)) } else { Some(fill) };
        if let Some(visible) = visible {
            let rect = self.rect(size);
            let least = 1.0 / self.at.pixels_per_point as f32;
            let rect = egui::Rect::from_center_size(rect.center(), rect.size().max(egui::Vec2::splat(least)));
            self.mesh.add_colored_rect(rect, visible);
        }
    }

    fn path(&mut self, path: &BezPath, fill: Color32, stroke: egui::Stroke) {
        for (points, closed) in self.polylines(path) {
            if points.len() < 2 {
                continue;
            }
            if fill != Color32::TRANSPARENT && points.len() > 2 {
                if is_convex(&points) {
                    let whole = if closed { stroke } else { egui::Stroke::NONE };
                    self.add(PathShape::convex_polygon(points.clone(), fill, whole));
                    if closed {
                        continue;
                    }
                } else {
                    self.fill_concave(&points, fill);
                }
            }
            if stroke.is_empty() {
                continue;
            }
            if closed && points.len() > 2 {
                self.add(PathShape::closed_line(points, stroke));
            } else {
                self.round_ends(&points, stroke);
                self.add(PathShape::line(points, stroke));
            }
        }
    }

    /// Solid lines have round ends; without them the parts of a curve that two columns share would show a notch.
    fn round_ends(&mut self, points: &[Pos2], stroke: egui::Stroke) {
        let thin = stroke.width * self.at.pixels_per_point as f32 <= 1.5;
        let short = (points[0] - points[points.len() - 1]).length() < 2.0 * stroke.width;
        if thin || short || stroke.color.a() < 255 {
            return;
        }
        for end in [points[0], points[points.len() - 1]] {
            self.add(CircleShape::filled(end, stroke.width / 2.0, stroke.color));
        }
    }

    /// A path as polylines in screen points, each with whether it is closed.
    fn polylines(&self, path: &BezPath) -> Vec<(Vec<Pos2>, bool)> {
        let mut lines: Vec<(Vec<Pos2>, bool)> = Vec::new();
        kurbo::flatten(path.elements().iter().copied(), 0.15 / self.pixels(), |element| match element {
            PathEl::MoveTo(point) => lines.push((vec![self.point(point)], false)),
            PathEl::LineTo(point) => {
                if let Some((points, _)) = lines.last_mut() {
                    points.push(self.point(point));
                }
            }
            PathEl::ClosePath => {
                if let Some((points, closed)) = lines.last_mut() {
                    *closed = true;
                    if points.len() > 2 && points.first() == points.last() {
                        points.pop();
                    }
                }
            }
            // Flattening leaves no curves.
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
        });
        lines
    }

    fn fill_concave(&mut self, points: &[Pos2], fill: Color32) {
        let base = self.mesh.vertices.len() as u32;
        self.mesh.vertices.extend(points.iter().map(|p| Vertex::untextured(*p, fill)));
        for [a, b, c] in triangulated(points) {
            self.mesh.add_triangle(base + a, base + b, base + c);
        }
        if fill.a() == 255 {
            // A hairline of the same colour smooths the edge.
            let hairline = egui::Stroke::new(0.5 / self.at.pixels_per_point as f32, fill);
            self.add(PathShape::closed_line(points.to_vec(), hairline));
        }
    }

    fn dashes(&mut self, outline: &Outline, stroke: &frame::Stroke) {
        let line = egui::Stroke::new((stroke.width * self.at.scale) as f32, colour(stroke.color));
        // From far off a curve goes up and down within a few pixels: a thousand of them would be a million short dashes.
        let room = self.room * self.at.along * self.at.pixels_per_point;
        let is_crowded = self.at.along < self.at.scale && room < LEAST_ROOM;
        let longer = self.at.scale * if is_crowded { LONG_DASHES } else { 1.0 };
        let pattern: Vec<f32> = stroke.dash.iter().map(|length| (length * longer) as f32).collect();
        let is_fine = is_crowded && room < LEAST_DASHED;
        let pixel = 1.0 / self.at.pixels_per_point as f32;
        let tolerance = 0.15 / self.pixels();
        for (mut points, closed) in self.polylines(&outline.to_path(tolerance)) {
            if is_fine || pattern.iter().sum::<f32>() < 3.0 * pixel {
                // Dashes too fine to see are a fainter line.
                let faint = egui::Stroke::new(line.width, line.color.gamma_multiply(0.6));
                let whole = if closed { PathShape::closed_line(points, faint) } else { PathShape::line(points, faint) };
                self.add(whole);
                continue;
            }
            if closed {
                points.push(points[0]);
            }
            snap_straight(&mut points, line.width, pixel);
            for dash in dashed(&points, &pattern) {
                self.add(PathShape::line(dash, line));
            }
        }
    }

    fn shadow(&mut self, shadow: &frame::Shadow) {
        let blur = (shadow.blur * self.at.scale) as f32;
        if shadow.color.a == 0 || f64::from(blur) * self.at.pixels_per_point < 1.5 {
            return;
        }
        if self.squeeze() < LEAST_SIGN {
            return;
        }
        let (rect, radius) = (self.rect(shadow.rect), self.radius(shadow.radius));
        self.add(RectShape::filled(rect, radius, colour(shadow.color)).with_blur_width(blur));
    }

    /// Where a picture belongs: a quiet field crossed by its diagonals.
    fn placeholder(&mut self, image: &frame::Image) {
        let grey = Color32::from_gray(128);
        let (rect, radius) = (self.rect(image.rect), self.radius(image.radius));
        let line = egui::Stroke::new((1.0 * self.at.scale) as f32, grey.gamma_multiply(0.5));
        self.add(RectShape::new(rect, radius, grey.gamma_multiply(0.15), line, StrokeKind::Inside));
        for points in [[rect.left_top(), rect.right_bottom()], [rect.right_top(), rect.left_bottom()]] {
            self.add(Shape::LineSegment { points, stroke: line });
        }
    }

    fn text(&mut self, text: &frame::Text, atlas: &mut GlyphAtlas) {
        let size = f64::from(text.run.size) * self.pixels();
        if text.color.a == 0 || size < LEAST_BAR {
            return;
        }
        if size < LEAST_TEXT {
            self.text_bar(text);
            return;
        }
        // Squeezed, a text stands around the same middle as long as its column has room for it.
        let width = f64::from(text.run.advance);
        let mut shift = 0.0;
        if self.at.along < self.at.scale {
            if width > self.room * self.squeeze() {
                return;
            }
            shift = (left_edge(text) + width / 2.0) * (self.at.along - self.at.scale) * self.at.pixels_per_point;
        }
        let color = colour(text.color);
        let light = is_light(text.color);
        let drawn = GlyphAtlas::quantised(size as f32);
        let points_per_pixel = (1.0 / self.at.pixels_per_point) as f32;
        for glyph in &text.run.glyphs {
            let x = (text.origin.x + f64::from(glyph.x)) * self.pixels() + shift + self.at.phase[0];
            let y = (text.origin.y + f64::from(glyph.y)) * self.pixels() + self.at.phase[1];
            let quarters = (x * 4.0).round() as i64;
            let (left, quarter) = (quarters.div_euclid(4) as f32, quarters.rem_euclid(4) as u8);
            let Some(sprite) = atlas.sprite(&text.run, glyph.id, drawn, quarter, light) else { continue };
            let corner =
                pos2((left + sprite.left) * points_per_pixel, (y.round() as f32 + sprite.top) * points_per_pixel);
            let size = egui::vec2(sprite.width, sprite.height);
            let place = egui::Rect::from_min_size(corner, size * points_per_pixel);
            self.mesh.add_rect_with_uv(place, egui::Rect::from_min_size(pos2(sprite.u, sprite.v), size), color);
        }
    }

    /// Text too small to read, as a bar of its length.
    fn text_bar(&mut self, text: &frame::Text) {
        let run = &text.run;
        let (x, baseline) = (text.origin.x + f64::from(run.x), text.origin.y + f64::from(run.baseline));
        let top = baseline - f64::from(run.size) * 0.5;
        let rect = crate::geom::Rect::new(x, top, x + f64::from(run.advance), baseline);
        let rect = self.rect(rect);
        self.mesh.add_colored_rect(rect, colour(text.color).gamma_multiply(0.35));
    }
}

fn is_light(color: Color) -> bool {
    // Rec. 601 luma, enough to tell light text from dark.
    299 * u32::from(color.r) + 587 * u32::from(color.g) + 114 * u32::from(color.b) > 140_000
}
