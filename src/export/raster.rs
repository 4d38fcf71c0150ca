//! Rows of pixels from a frame, a band at a time, through vello's software renderer.
//!
//! Bands always begin at the same rows and the renderer always computes in the same way (one instruction set, the one
//! every machine of an architecture has), so a picture has the same bytes everywhere. Here never come files.

use std::collections::HashMap;
use std::sync::Arc;

use vello_cpu::peniko::ImageSampler;
use vello_cpu::{
    Glyph, Image as ImagePaint, ImageSource, Level, Pixmap, RasterizerSettings, RenderContext, RenderSettings,
    Resources, kurbo, peniko,
};

use super::picture;
use crate::frame::{Color, Frame, Image, Item, Outline, Placed, Shadow, Shape, Stroke, Text};
use crate::geom::{Affine, BezPath, Point, Rect, Shape as _, Vec2};

/// Rows rendered at a time. The renderer's own tiles are 4 rows high, and a band of a wide picture stays small.
pub(super) const BAND: u32 = 128;

/// The longest side in pixels: what the renderer can count, less the width of its own tiles.
pub(super) const LONGEST_SIDE: u32 = 65_000;

/// A blur as a part of the distance over which it fades, turned into the standard deviation of a Gaussian: that of
/// an even ramp of the same width, 1/√12.
const DEVIATION: f64 = 0.288_675;

/// How far the straight pieces of a curved line may stray from it, in pixels: far less than anybody can see.
const STRAY: f64 = 0.02;

/// How many deviations away from its edge a blurred shape is as good as full, or gone.
const REACH: f64 = 2.5;

/// Renders bands of one frame.
pub(super) struct Raster<'a> {
    frame: &'a Frame,
    scale: f64,
    width: u32,
    height: u32,
    band: u32,
    /// First and last row that each item can touch, block by block.
    rows: Vec<Vec<(f32, f32)>>,
    context: RenderContext,
    resources: Resources,
    pixmap: Pixmap,
    pictures: HashMap<(usize, u32, u32), Option<Arc<Pixmap>>>,
}

impl<'a> Raster<'a> {
    /// `width` and `height` in pixels, neither zero nor above [`LONGEST_SIDE`]; `band` rows at a time.
    pub(super) fn new(frame: &'a Frame, scale: f64, width: u32, height: u32, band: u32) -> Raster<'a> {
        let band = band.min(height);
        let settings = RenderSettings { level: level(), num_threads: 0 };
        let rows = frame.blocks.iter().map(|placed| rows_of(placed, scale)).collect();
        Raster {
            frame,
            scale,
            width,
            height,
            band,
            rows,
            context: RenderContext::new_with(width as u16, band as u16, settings),
            resources: Resources::new(),
            pixmap: Pixmap::new(width as u16, band as u16),
            pictures: HashMap::new(),
        }
    }

    /// Where the bands begin.
    pub(super) fn bands(&self) -> impl Iterator<Item = u32> + use<> {
        (0..self.height).step_by(self.band as usize)
    }

    /// The rows from `top` to the end of its band: red, green and blue of each pixel, in place of what `rgb` held.
    pub(super) fn render(&mut self, top: u32, rgb: &mut Vec<u8>) {
        let rows = self.band.min(self.height - top);
        self.context.reset();
        self.draw_background();
        let (first, last) = (top as f32, (top + rows) as f32);
        for (index, placed) in self.frame.blocks.iter().enumerate() {
            let bounds = placed.bounds();
            if (bounds.y1 * self.scale) as f32 + 1.0 < first || (bounds.y0 * self.scale) as f32 - 1.0 > last {
                continue;
            }
            for (number, item) in placed.block.items.iter().enumerate() {
                let (item_first, item_last) = self.rows[index][number];
                if item_last >= first && item_first <= last {
                    self.draw(item, placed.origin, f64::from(top));
                }
            }
        }
        self.context.flush();
        self.context.render_with(&mut self.pixmap, &mut self.resources, RasterizerSettings::default());
        let pixels = &self.pixmap.data_as_u8_slice()[..4 * rows as usize * self.width as usize];
        rgb.resize(3 * rows as usize * self.width as usize, 0);
        drop_opacity(pixels, rgb);
    }

    /// White paper, then the background: a see-through picture would be black on some slides.
    fn draw_background(&mut self) {
        let all = Rect::new(0.0, 0.0, f64::from(self.width), f64::from(self.band));
        self.context.set_transform(Affine::IDENTITY);
        if self.frame.background.a < 255 {
            self.context.set_paint(peniko::Color::WHITE);
            self.context.fill_rect(&all);
        }
        self.context.set_paint(paint(self.frame.background));
        self.context.fill_rect(&all);
    }

    fn draw(&mut self, item: &Item, origin: Vec2, top: f64) {
        let to_band = Affine::translate((0.0, -top)) * Affine::scale(self.scale) * Affine::translate(origin);
        self.context.set_transform(to_band);
        match item {
            Item::Shape(shape) => self.draw_shape(shape, origin, top),
            Item::Shadow(shadow) => self.draw_shadow(shadow, to_band),
            Item::Text(text) => self.draw_text(text, to_band),
            Item::Image(image) => self.draw_image(image, origin, top),
        }
    }

    fn draw_shape(&mut self, shape: &Shape, origin: Vec2, top: f64) {
        if let (Outline::Rect { rect, radius }, Some(fill), None) = (&shape.outline, shape.fill, shape.stroke)
            && *radius <= 0.0
        {
            return self.fill_on_grid(*rect, fill, origin, top);
        }
        if let (Outline::Line { from, to }, Some(stroke)) = (&shape.outline, shape.stroke)
            && (from.x == to.x || from.y == to.y)
        {
            return self.line_on_grid(*from, *to, stroke, origin, top);
        }
        if let (Outline::Rect { rect, radius }, Some(stroke)) = (&shape.outline, shape.stroke)
            && *radius > stroke.width / 2.0
            && stroke.dash.is_empty()
        {
            if let Some(fill) = shape.fill {
                self.context.set_paint(paint(fill));
                self.context.fill_path(&shape.outline.to_path(0.05 / self.scale));
            }
            return self.ring(*rect, *radius, stroke);
        }
        let made;
        let path = match &shape.outline {
            Outline::Path(path) => path,
            outline @ (Outline::Rect { .. } | Outline::Circle { .. } | Outline::Line { .. }) => {
                made = outline.to_path(0.05 / self.scale);
                &made
            }
        };
        if let Some(fill) = shape.fill {
            self.context.set_paint(paint(fill));
            self.context.fill_path(path);
        }
        if let Some(stroke) = shape.stroke {
            // The pieces of a rounded corner meet in so small steps that a mitred join would shoot out of some.
            let sharp = matches!(shape.outline, Outline::Rect { radius, .. } if radius == 0.0);
            self.stroke(path, stroke, sharp);
        }
    }

    /// The line of a rounded rectangle, filled as what lies between two of them: where straight and round parts of a
    /// stroked one meet, the renderer now and then fills a piece of the tile beside it.
    fn ring(&mut self, rect: Rect, radius: f64, stroke: Stroke) {
        let (half, tolerance) = (stroke.width / 2.0, 0.05 / self.scale);
        let mut path = rect.inflate(half, half).to_rounded_rect(radius + half).to_path(tolerance);
        let hole = rect.inset(-half).to_rounded_rect(radius - half).to_path(tolerance);
        path.extend(hole.reverse_subpaths());
        self.context.set_paint(paint(stroke.color));
        self.context.fill_path(&path);
    }

    /// Curves become straight pieces first. The renderer finds the outline of a thick curve many times more slowly than
    /// those of the pieces, and no nearer than a quarter of a pixel; measuring dashes along curves is slow as well.
    fn stroke(&mut self, path: &BezPath, stroke: Stroke, sharp_corners: bool) {
        let join = if sharp_corners { kurbo::Join::Miter } else { kurbo::Join::Round };
        let mut pieces = BezPath::new();
        kurbo::flatten(path, STRAY / self.scale, |element| pieces.push(element));
        self.context.set_paint(paint(stroke.color));
        self.context.set_stroke(pen(stroke).with_join(join));
        self.context.stroke_path(&pieces);
    }

    /// Plain rectangles fill whole pixels: neighbouring stages would otherwise show a seam at odd scales.
    fn fill_on_grid(&mut self, rect: Rect, fill: Color, origin: Vec2, top: f64) {
        let exact = self.to_band(rect, origin, top);
        let (x0, x1) = whole_pixels(exact.x0, exact.x1);
        let (y0, y1) = whole_pixels(exact.y0, exact.y1);
        self.context.set_transform(Affine::IDENTITY);
        self.context.set_paint(paint(fill));
        self.context.fill_rect(&Rect::new(x0, y0, x1, y1));
    }

    /// Upright and level lines lie on whole pixels, so that a hairline is one clear row and not two grey ones.
    fn line_on_grid(&mut self, from: Point, to: Point, stroke: Stroke, origin: Vec2, top: f64) {
        let ends = Rect::new(from.x, from.y, to.x, to.y);
        let mut exact = self.to_band(ends, origin, top);
        let width = (stroke.width * self.scale).round().max(1.0);
        // A line of an odd number of pixels has its middle in the middle of one.
        let middle = if width % 2.0 == 0.0 { 0.0 } else { 0.5 };
        if from.x == to.x {
            let x = (exact.x0 - middle).round() + middle;
            (exact.x0, exact.x1) = (x, x);
        } else {
            let y = (exact.y0 - middle).round() + middle;
            (exact.y0, exact.y1) = (y, y);
        }
        let scale = self.scale;
        let dash = stroke.dash.iter().map(|length| length * scale);
        let mut line = BezPath::new();
        line.move_to((exact.x0, exact.y0));
        line.line_to((exact.x1, exact.y1));
        self.context.set_transform(Affine::IDENTITY);
        self.context.set_paint(paint(stroke.color));
        self.context.set_stroke(pen_of(width, dash.collect()));
        self.context.stroke_path(&line);
    }

    fn draw_shadow(&mut self, shadow: &Shadow, to_band: Affine) {
        self.context.set_paint(paint(shadow.color));
        let deviation = shadow.blur * DEVIATION;
        if deviation <= 0.0 {
            let outline = Outline::Rect { rect: shadow.rect, radius: shadow.radius };
            return self.context.fill_path(&outline.to_path(0.05 / self.scale));
        }
        // Only the rim needs the slow arithmetic of blurring; within it the shadow has its full colour.
        let rim = REACH * deviation + 0.3 * shadow.radius;
        let core = to_band.transform_rect_bbox(shadow.rect.inset(-rim));
        let core = Rect::new(core.x0.ceil(), core.y0.ceil(), core.x1.floor(), core.y1.floor());
        let has_core = shadow.rect.width() > 2.0 * rim && shadow.rect.height() > 2.0 * rim && core.area() > 64.0;
        if has_core {
            let outside = to_band.transform_rect_bbox(shadow.rect.inset(rim)).expand();
            let mut around = outside.to_path(0.1);
            around.extend(core.to_path(0.1));
            self.context.set_transform(Affine::IDENTITY);
            self.context.fill_rect(&core);
            self.context.set_fill_rule(peniko::Fill::EvenOdd);
            self.context.push_clip_path(&around);
            self.context.set_fill_rule(peniko::Fill::NonZero);
            self.context.set_transform(to_band);
        }
        self.context.fill_blurred_rounded_rect(&shadow.rect, shadow.radius as f32, deviation as f32, false);
        if has_core {
            self.context.pop_clip_path();
        }
    }

    fn draw_text(&mut self, text: &Text, to_band: Affine) {
        let face = &text.run.font.0;
        self.context.set_transform(to_band * Affine::translate(text.origin));
        self.context.set_paint(paint(text.color));
        let glyphs = text.run.glyphs.iter().map(|glyph| Glyph { id: glyph.id, x: glyph.x, y: glyph.y });
        self.context
            .glyph_run(&mut self.resources, &face.data)
            .font_size(text.run.size)
            .hint(false)
            .normalized_coords(&face.coords)
            .fill_glyphs(glyphs);
    }

    fn draw_image(&mut self, image: &Image, origin: Vec2, top: f64) {
        let place = self.to_band(image.rect, origin, top);
        let (x0, x1) = whole_pixels(place.x0, place.x1);
        let (y0, y1) = whole_pixels(place.y0, place.y1);
        let outline = Outline::Rect { rect: Rect::new(x0, y0, x1, y1), radius: image.radius * self.scale };
        self.context.set_transform(Affine::IDENTITY);
        match self.picture(image, (x1 - x0) as u32, (y1 - y0) as u32) {
            Some(pixmap) => {
                let sampler = ImageSampler { quality: peniko::ImageQuality::Low, ..ImageSampler::default() };
                self.context.set_paint_transform(Affine::translate((x0, y0)));
                self.context.set_paint(ImagePaint { image: ImageSource::Pixmap(pixmap), sampler });
            }
            // What cannot be decoded leaves a grey place, as a missing photograph does in an album.
            None => self.context.set_paint(paint(Color::hex(0x00c6_c6be))),
        }
        self.context.fill_path(&outline.to_path(0.05));
        self.context.reset_paint_transform();
    }

    /// The picture at the size at which it is drawn, decoded once for all bands.
    fn picture(&mut self, image: &Image, width: u32, height: u32) -> Option<Arc<Pixmap>> {
        let (width, height) = (width.clamp(1, LONGEST_SIDE), height.clamp(1, LONGEST_SIDE));
        let key = (Arc::as_ptr(&image.picture) as usize, width, height);
        let make = || {
            let pixels = picture::decode(&image.picture).ok()?.resampled(width, height);
            let premultiplied =
                pixels.into_iter().map(|[r, g, b, a]| vello_cpu::color::PremulRgba8 { r, g, b, a }).collect();
            Some(Arc::new(Pixmap::from_parts(premultiplied, width as u16, height as u16)))
        };
        self.pictures.entry(key).or_insert_with(make).clone()
    }

    /// A rectangle of a block in pixels of the band.
    fn to_band(&self, rect: Rect, origin: Vec2, top: f64) -> Rect {
        let moved = rect + origin;
        let scale = self.scale;
        Rect::new(moved.x0 * scale, moved.y0 * scale - top, moved.x1 * scale, moved.y1 * scale - top)
    }
}

/// The instructions that every processor of an architecture has: a wider set would round some pixels otherwise. On
/// x86-64 that is SSE 4.2, in all of them since 2008; what is older computes without.
fn level() -> Level {
    #[cfg(all(target_arch = "x86_64", not(target_feature = "avx2")))]
    if let Some(sse) = Level::new().as_sse4_2() {
        return Level::Sse4_2(sse);
    }
    Level::baseline()
}

/// Copies red, green and blue, four pixels at a time where there are four.
fn drop_opacity(rgba: &[u8], rgb: &mut [u8]) {
    let (fours, rest) = rgba.as_chunks::<16>();
    let (threes, last) = rgb.split_at_mut(12 * fours.len());
    for (to, four) in threes.as_chunks_mut::<12>().0.iter_mut().zip(fours) {
        // One number of 16 bytes: shifting it compiles to a few instructions, whereas byte after byte would be copied.
        let pixels = u128::from_le_bytes(*four);
        let colours = |number: u32| (pixels >> (32 * number)) as u32 & 0x00ff_ffff;
        let (p, q, r, s) = (colours(0), colours(1), colours(2), colours(3));
        to[..4].copy_from_slice(&(p | q << 24).to_le_bytes());
        to[4..8].copy_from_slice(&(q >> 8 | r << 16).to_le_bytes());
        to[8..].copy_from_slice(&(r >> 16 | s << 8).to_le_bytes());
    }
    for (to, from) in last.chunks_exact_mut(3).zip(rest.chunks_exact(4)) {
        to.copy_from_slice(&from[..3]);
    }
}

/// The nearest whole pixels, at least one of them; less than half a pixel stays what it is, for it is a tiny value
/// that should look tiny.
fn whole_pixels(from: f64, to: f64) -> (f64, f64) {
    let (first, last) = (from.round(), to.round());
    if first == last { (from, to) } else { (first, last) }
}

fn paint(color: Color) -> peniko::Color {
    peniko::Color::from_rgba8(color.r, color.g, color.b, color.a)
}

fn pen(stroke: Stroke) -> kurbo::Stroke {
    pen_of(stroke.width, stroke.dash.to_vec())
}

/// Dashes with butt ends, solid lines with round ones.
fn pen_of(width: f64, dash: Vec<f64>) -> kurbo::Stroke {
    if dash.is_empty() {
        kurbo::Stroke::new(width).with_caps(kurbo::Cap::Round)
    } else {
        kurbo::Stroke::new(width).with_caps(kurbo::Cap::Butt).with_dashes(0.0, dash)
    }
}

/// The rows in pixels that each item of a block can touch.
fn rows_of(placed: &Placed, scale: f64) -> Vec<(f32, f32)> {
    let to_rows = |(top, bottom): (f64, f64)| {
        let shift = placed.origin.y;
        (((top + shift) * scale - 2.0) as f32, ((bottom + shift) * scale + 2.0) as f32)
    };
    placed.block.items.iter().map(|item| to_rows(extent(item))).collect()
}

/// The highest and lowest place that an item can touch, in points of its block; rather too wide than too narrow.
fn extent(item: &Item) -> (f64, f64) {
    match item {
        Item::Shape(shape) => {
            let bounds = shape.outline.bounds();
            let pen = shape.stroke.map_or(0.0, |stroke| stroke.width);
            (bounds.y0 - pen, bounds.y1 + pen)
        }
        Item::Shadow(shadow) => (shadow.rect.y0 - 2.0 * shadow.blur, shadow.rect.y1 + 2.0 * shadow.blur),
        Item::Text(text) => {
            let size = f64::from(text.run.size);
            let baseline = text.origin.y + f64::from(text.run.baseline);
            let marks = text.run.glyphs.iter().map(|glyph| text.origin.y + f64::from(glyph.y));
            let (high, low) = marks.fold((baseline, baseline), |(high, low), y| (high.min(y), low.max(y)));
            (high - 2.0 * size, low + 1.5 * size)
        }
        Item::Image(image) => (image.rect.y0, image.rect.y1),
    }
}
