//! The glyph atlas: one texture with every glyph the canvas shows, each drawn once per size and quarter pixel.
//!
//! Its pixel (0, 0) is white, so that plain shapes and text share one texture and one mesh. The atlas grows to the
//! largest size the graphics card takes; when that is full too, it forgets everything and counts a new generation.
//! Here never comes anything about where glyphs stand.

use std::collections::HashMap;

use egui::{Color32, ColorImage, TextureHandle, TextureOptions};

use super::raster;
use crate::text::{Font, Run};

/// Where a glyph's picture lies in the atlas, and relative to the glyph's origin. All in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sprite {
    /// Left edge relative to the origin.
    pub left: f32,
    /// Top edge relative to the baseline, down is positive.
    pub top: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Left edge in the atlas.
    pub u: f32,
    /// Top edge in the atlas.
    pub v: f32,
}

/// Which picture of a glyph is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    font: u32,
    glyph: u32,
    /// Quarters of a pixel per em.
    size: u16,
    /// Quarters of a pixel to the right, 0 to 3.
    shift: u8,
    /// Whether the text is light on dark, which wants stronger edges.
    light: bool,
}

const FIRST_SIDE: usize = 1024;
const LARGEST_SIDE: usize = 4096;

/// The atlas and its texture.
pub(super) struct GlyphAtlas {
    texture: Option<TextureHandle>,
    pixels: Vec<Color32>,
    side: usize,
    largest: usize,
    shelves: Shelves,
    sprites: HashMap<Key, Option<Sprite>>,
    generation: u32,
    full: bool,
    /// Rows that the texture does not have yet.
    fresh: Option<(usize, usize)>,
    resized: bool,
}

impl Default for GlyphAtlas {
    fn default() -> Self {
        let mut atlas = GlyphAtlas {
            texture: None,
            pixels: Vec::new(),
            side: FIRST_SIDE,
            largest: LARGEST_SIDE,
            shelves: Shelves::default(),
            sprites: HashMap::new(),
            generation: 0,
            full: false,
            fresh: None,
            resized: true,
        };
        atlas.reset(FIRST_SIDE);
        atlas
    }
}

impl GlyphAtlas {
    /// Changes whenever sprites handed out before are no longer there.
    pub(super) fn generation(&self) -> u32 {
        self.generation
    }

    /// Width and height in pixels.
    pub(super) fn side(&self) -> f32 {
        self.side as f32
    }

    /// Whether a glyph found no room since the last [`GlyphAtlas::evict`].
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Forgets every glyph.
    pub(super) fn evict(&mut self) {
        self.sprites.clear();
        self.generation = self.generation.wrapping_add(1);
        self.full = false;
        self.reset(self.side);
    }

    fn reset(&mut self, side: usize) {
        self.side = side;
        self.pixels.clear();
        self.pixels.resize(side * side, Color32::TRANSPARENT);
        // The white corner that plain shapes are drawn with, wide enough for the filter to see nothing else.
        for y in 0..3 {
            self.pixels[y * side..y * side + 3].fill(Color32::WHITE);
        }
        self.shelves = Shelves { top: 4, shelves: Vec::new() };
        self.resized = true;
    }

    /// A size that glyphs are drawn at: quarters of a pixel per em near `size`.
    pub(super) fn quantised(size: f32) -> u16 {
        (size * 4.0).round().clamp(4.0, 4000.0) as u16
    }

    /// The picture of a run's glyph, `shift` quarters of a pixel to the right; `None` if it has none.
    pub(super) fn sprite(&mut self, run: &Run, glyph: u32, size: u16, shift: u8, light: bool) -> Option<Sprite> {
        let key = Key { font: run.font.0.key, glyph, size, shift, light };
        if let Some(sprite) = self.sprites.get(&key) {
            return *sprite;
        }
        let sprite = self.draw(&run.font, key);
        if !self.full {
            self.sprites.insert(key, sprite);
        }
        sprite
    }

    fn draw(&mut self, font: &Font, key: Key) -> Option<Sprite> {
        let data = &font.0.data;
        let face = skrifa::FontRef::from_index(data.data.as_ref(), data.index).ok()?;
        let picture = raster::glyph(&face, key.glyph, f32::from(key.size) / 4.0, f32::from(key.shift) / 4.0)?;
        let (u, v) = self.room(picture.width, picture.height)?;
        for (y, row) in picture.alpha.chunks_exact(picture.width).enumerate() {
            let start = (v + y) * self.side + u;
            for (pixel, coverage) in self.pixels[start..start + picture.width].iter_mut().zip(row) {
                *pixel = Color32::from_white_alpha(if key.light { strengthened(*coverage) } else { *coverage });
            }
        }
        let (low, high) = self.fresh.unwrap_or((v, v));
        self.fresh = Some((low.min(v), high.max(v + picture.height)));
        Some(Sprite {
            left: picture.left as f32,
            top: picture.top as f32,
            width: picture.width as f32,
            height: picture.height as f32,
            u: u as f32,
            v: v as f32,
        })
    }

    fn room(&mut self, width: usize, height: usize) -> Option<(usize, usize)> {
        loop {
            if let Some(place) = self.shelves.place(width, height, self.side) {
                return Some(place);
            }
            if self.side * 2 > self.largest {
                self.full = true;
                return None;
            }
            self.grow();
        }
    }

    /// Doubles the side; every sprite stays at its pixel.
    fn grow(&mut self) {
        let (old_side, old) = (self.side, std::mem::take(&mut self.pixels));
        self.side *= 2;
        self.pixels = vec![Color32::TRANSPARENT; self.side * self.side];
        for (row, line) in old.chunks_exact(old_side).enumerate() {
            self.pixels[row * self.side..row * self.side + old_side].copy_from_slice(line);
        }
        self.resized = true;
    }

    /// Sends what is new to the graphics card, and returns the texture.
    pub(super) fn upload(&mut self, ctx: &egui::Context) -> egui::TextureId {
        self.largest = LARGEST_SIDE.min(ctx.input(|input| input.max_texture_side)).max(FIRST_SIDE);
        let options = TextureOptions::LINEAR;
        let side = self.side;
        match &mut self.texture {
            Some(texture) if !self.resized => {
                if let Some((low, high)) = self.fresh {
                    let rows = self.pixels[low * side..high * side].to_vec();
                    texture.set_partial([0, low], ColorImage::new([side, high - low], rows), options);
                }
            }
            Some(texture) => texture.set(ColorImage::new([side, side], self.pixels.clone()), options),
            none => {
                let image = ColorImage::new([side, side], self.pixels.clone());
                *none = Some(ctx.load_texture("glyphs of the map", image, options));
            }
        }
        self.fresh = None;
        self.resized = false;
        self.texture.as_ref().map_or(egui::TextureId::default(), TextureHandle::id)
    }
}

/// Coverage for light text on dark: `2c − c²`, which keeps thin light strokes from looking thinner than dark ones
/// (the curve egui uses for its own light text).
fn strengthened(coverage: u8) -> u8 {
    let coverage = u32::from(coverage);
    (2 * coverage - coverage * coverage / 255) as u8
}

/// Rows of pictures of similar height.
#[derive(Default)]
struct Shelves {
    /// Where the next shelf begins.
    top: usize,
    shelves: Vec<Shelf>,
}

struct Shelf {
    top: usize,
    height: usize,
    /// How far it is filled.
    filled: usize,
}

impl Shelves {
    fn place(&mut self, width: usize, height: usize, side: usize) -> Option<(usize, usize)> {
        // Heights in steps of four keep the number of shelves small.
        let height = height.div_ceil(4) * 4;
        let open = self.shelves.iter_mut().find(|shelf| shelf.height == height && shelf.filled + width <= side);
        if let Some(shelf) = open {
            shelf.filled += width;
            return Some((shelf.filled - width, shelf.top));
        }
        if width > side || self.top + height > side {
            return None;
        }
        self.shelves.push(Shelf { top: self.top, height, filled: width });
        self.top += height;
        Some((0, self.top - height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_on_shelves_never_overlap() {
        let mut shelves = Shelves::default();
        let mut used = vec![false; 256 * 256];
        let mut seed = 7usize;
        let mut placed = 0;
        for _ in 0..2000 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let (w, h) = (1 + (seed >> 33) % 20, 1 + (seed >> 43) % 20);
            let Some((x, y)) = shelves.place(w, h, 256) else { continue };
            placed += 1;
            for row in y..y + h {
                for cell in &mut used[row * 256 + x..row * 256 + x + w] {
                    assert!(!*cell);
                    *cell = true;
                }
            }
        }
        assert!(placed > 300, "{placed}");
    }

    #[test]
    fn growing_keeps_every_picture_at_its_pixel() {
        let mut atlas = GlyphAtlas::default();
        atlas.pixels[5 * FIRST_SIDE + 7] = Color32::RED;
        atlas.grow();
        assert_eq!(atlas.pixels[5 * FIRST_SIDE * 2 + 7], Color32::RED);
        assert_eq!(atlas.pixels[0], Color32::WHITE);
    }
}
