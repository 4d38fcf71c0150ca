//! Glyph outlines to coverage: how much of each pixel an outline covers, 0 to 255.
//!
//! Exact signed areas are accumulated per pixel and summed along each row (the method of Raph Levien's font-rs), which
//! suits glyphs: small, closed, and wound the same way. Here never comes a texture or a cache.

use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyph, OutlinePen};

/// The coverage of one glyph.
pub(super) struct Coverage {
    /// Left edge of the picture relative to the glyph's origin, in pixels.
    pub left: i32,
    /// Top edge relative to the baseline, in pixels, down is positive.
    pub top: i32,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Row by row, 0 is empty and 255 full.
    pub alpha: Vec<u8>,
}

/// A picture of a glyph may not be larger than this; the canvas never shows one so large.
const MAX_SIDE: usize = 1024;

/// Draws a glyph at `size` pixels per em, moved right by `shift` pixels. `None` if it has no outline, as a space.
pub(super) fn glyph(font: &skrifa::FontRef<'_>, id: u32, size: f32, shift: f32) -> Option<Coverage> {
    let outline = font.outline_glyphs().get(skrifa::GlyphId::new(id))?;
    let lines = flattened(&outline, size, shift)?;
    let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
    for &[x, y] in lines.iter().flatten() {
        low = [low[0].min(x), low[1].min(y)];
        high = [high[0].max(x), high[1].max(y)];
    }
    // One empty pixel on every side keeps neighbours in the atlas out when a quad is drawn between pixels.
    let (left, top) = (low[0].floor() as i32 - 1, low[1].floor() as i32 - 1);
    let width = (high[0].ceil() as i32 + 1 - left) as usize;
    let height = (high[1].ceil() as i32 + 1 - top) as usize;
    if width > MAX_SIDE || height > MAX_SIDE {
        return None;
    }
    let mut areas = Areas { width, cells: vec![0.0; width * height + 1] };
    for [from, to] in lines {
        areas.line(from[0] - left as f32, from[1] - top as f32, to[0] - left as f32, to[1] - top as f32);
    }
    Some(Coverage { left, top, width, height, alpha: areas.alpha() })
}

type Line = [[f32; 2]; 2];

fn flattened(outline: &OutlineGlyph<'_>, size: f32, shift: f32) -> Option<Vec<Line>> {
    let mut pen = LinePen { shift, start: [0.0; 2], at: [0.0; 2], lines: Vec::new() };
    outline.draw(DrawSettings::unhinted(Size::new(size), LocationRef::default()), &mut pen).ok()?;
    pen.close();
    (!pen.lines.is_empty()).then_some(pen.lines)
}

/// Collects an outline as straight lines, y pointing down.
struct LinePen {
    shift: f32,
    start: [f32; 2],
    at: [f32; 2],
    lines: Vec<Line>,
}

impl LinePen {
    fn point(&self, x: f32, y: f32) -> [f32; 2] {
        [x + self.shift, -y]
    }

    fn to(&mut self, next: [f32; 2]) {
        if next != self.at {
            self.lines.push([self.at, next]);
            self.at = next;
        }
    }

    /// So many straight lines stay within a twentieth of a pixel of a curve that bends away by `bend` pixels.
    fn steps(bend: f32) -> usize {
        ((bend * 2.5).sqrt().ceil() as usize).clamp(1, 24)
    }
}

fn mix(a: [f32; 2], b: [f32; 2], t: f32) -> [f32; 2] {
    [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
}

fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    (a[0] - b[0]).abs().max((a[1] - b[1]).abs())
}

impl OutlinePen for LinePen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.close();
        self.start = self.point(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to(self.point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, control, end) = (self.at, self.point(cx, cy), self.point(x, y));
        let steps = LinePen::steps(distance(control, mix(from, end, 0.5)));
        for step in 1..=steps {
            let t = step as f32 / steps as f32;
            self.to(mix(mix(from, control, t), mix(control, end, t), t));
        }
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (from, a, b, end) = (self.at, self.point(ax, ay), self.point(bx, by), self.point(x, y));
        let bend = distance(a, mix(from, end, 1.0 / 3.0)).max(distance(b, mix(from, end, 2.0 / 3.0)));
        let steps = LinePen::steps(bend * 1.5);
        for step in 1..=steps {
            let t = step as f32 / steps as f32;
            let (p, q, r) = (mix(from, a, t), mix(a, b, t), mix(b, end, t));
            self.to(mix(mix(p, q, t), mix(q, r, t), t));
        }
    }

    fn close(&mut self) {
        self.to(self.start);
    }
}

/// For each pixel, how much the covered area grows from its left neighbour to it.
struct Areas {
    width: usize,
    cells: Vec<f32>,
}

impl Areas {
    fn line(&mut self, x0: f32, y0: f32, x1: f32, y1: f32) {
        if y0 == y1 {
            return;
        }
        let (direction, x0, y0, x1, y1) = if y0 < y1 { (1.0, x0, y0, x1, y1) } else { (-1.0, x1, y1, x0, y0) };
        let slope = (x1 - x0) / (y1 - y0);
        let mut x = x0;
        for row in y0 as usize..y1.ceil() as usize {
            let height = y1.min((row + 1) as f32) - y0.max(row as f32);
            let next = x + slope * height;
            self.row(row * self.width, height * direction, x.min(next), x.max(next));
            x = next;
        }
    }

    /// One line's part within one row of pixels: `area` spread from `left` to `right`.
    fn row(&mut self, start: usize, area: f32, left: f32, right: f32) {
        let (first, last) = (left.floor(), right.ceil());
        let (first_cell, last_cell) = (first as usize, last as usize);
        if last_cell <= first_cell + 1 {
            let middle = 0.5 * (left + right) - first;
            self.cells[start + first_cell] += area * (1.0 - middle);
            self.cells[start + first_cell + 1] += area * middle;
            return;
        }
        let per_pixel = 1.0 / (right - left);
        let first_part = 0.5 * per_pixel * (1.0 - (left - first)) * (1.0 - (left - first));
        let end = right - last + 1.0;
        let last_part = 0.5 * per_pixel * end * end;
        self.cells[start + first_cell] += area * first_part;
        if last_cell == first_cell + 2 {
            self.cells[start + first_cell + 1] += area * (1.0 - first_part - last_part);
        } else {
            let second = per_pixel * (1.5 - (left - first));
            self.cells[start + first_cell + 1] += area * (second - first_part);
            for cell in first_cell + 2..last_cell - 1 {
                self.cells[start + cell] += area * per_pixel;
            }
            let before_last = second + (last_cell - first_cell - 3) as f32 * per_pixel;
            self.cells[start + last_cell - 1] += area * (1.0 - before_last - last_part);
        }
        self.cells[start + last_cell] += area * last_part;
    }

    fn alpha(self) -> Vec<u8> {
        let mut sum = 0.0;
        let count = self.cells.len() - 1;
        self.cells[..count]
            .iter()
            .enumerate()
            .map(|(cell, growth)| {
                if cell % self.width == 0 {
                    sum = 0.0;
                }
                sum += growth;
                (sum.abs().min(1.0) * 255.0).round() as u8
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: [f32; 2], to: [f32; 2]) -> Vec<u8> {
        let mut areas = Areas { width: 8, cells: vec![0.0; 65] };
        let corners = [from, [to[0], from[1]], to, [from[0], to[1]], from];
        for pair in corners.windows(2) {
            areas.line(pair[0][0], pair[0][1], pair[1][0], pair[1][1]);
        }
        areas.alpha()
    }

    #[test]
    fn a_square_covers_its_pixels_and_half_of_those_it_halves() {
        let alpha = square([1.0, 1.0], [4.5, 3.0]);
        let row = |y: usize| alpha[y * 8..y * 8 + 8].to_vec();
        assert_eq!(row(0), [0; 8]);
        assert_eq!(row(1), [0, 255, 255, 255, 128, 0, 0, 0]);
        assert_eq!(row(2), row(1));
        assert_eq!(row(3), [0; 8]);
    }

    #[test]
    fn a_slanted_outline_covers_its_area() {
        let mut areas = Areas { width: 8, cells: vec![0.0; 65] };
        for [from, to] in [[[0.0, 0.0], [7.0, 3.0]], [[7.0, 3.0], [0.5, 6.0]], [[0.5, 6.0], [0.0, 0.0]]] {
            let ([x0, y0], [x1, y1]): ([f32; 2], [f32; 2]) = (from, to);
            areas.line(x0, y0, x1, y1);
        }
        let covered: f32 = areas.alpha().iter().map(|a| f32::from(*a) / 255.0).sum();
        // Half the cross product of two sides.
        let area = 0.5 * (7.0f32 * 6.0 - 3.0 * 0.5).abs();
        assert!((covered - area).abs() < 0.1, "{covered} {area}");
    }

    #[test]
    fn a_letter_has_ink_inside_an_empty_border() {
        let bytes = include_bytes!("../../../assets/fonts/Inter-Regular.ttf");
        let font = skrifa::FontRef::new(bytes).unwrap();
        let id = font.charmap().map('B').unwrap();
        let picture = glyph(&font, id.to_u32(), 16.0, 0.25).unwrap();
        assert!(picture.height >= 13 && picture.height <= 16, "{}", picture.height);
        assert!(picture.alpha.contains(&255));
        let (w, h) = (picture.width, picture.height);
        let border = (0..w).chain((0..w).map(|x| (h - 1) * w + x)).chain((0..h).map(|y| y * w));
        assert!(border.into_iter().all(|i| picture.alpha[i] == 0));
        let space = font.charmap().map(' ').unwrap();
        assert!(glyph(&font, space.to_u32(), 16.0, 0.0).is_none());
    }
}
