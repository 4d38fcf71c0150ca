//! Page sizes as people say them.

use std::str::FromStr;

use crate::geom::Size;

/// The size of a page in pixels, both sides at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageSize {
    width: u32,
    height: u32,
}

/// The text is not a page size.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a size is WIDTHxHEIGHT in pixels (such as 1920x1080), hd, 4k, or a0 to a4, also with -portrait")]
pub(super) struct ParsePageSizeError;

/// A side, scale included, is smaller than [`SMALLEST`].
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("a page of {}×{} pixels is too small for a map; ask for at least {SMALLEST} on either side", .0.width, .0.height)]
pub(super) struct TooSmall(Size);

/// No side of a page is smaller, in pixels: less holds no map that anybody could recognise.
const SMALLEST: f64 = 200.0;

/// Sizes with a name, landscape. Paper (ISO 216) at 150 dots per inch, which is sharp at arm's length.
const NAMED: [(&str, u32, u32); 7] = [
    ("hd", 1920, 1080),
    ("4k", 3840, 2160),
    ("a4", 1754, 1240),
    ("a3", 2480, 1754),
    ("a2", 3508, 2480),
    ("a1", 4967, 3508),
    ("a0", 7022, 4967),
];

impl PageSize {
    /// The size in output pixels, whole ones, `scale` times as large.
    ///
    /// # Errors
    /// If a side is then smaller than a map needs.
    pub(super) fn scaled(self, scale: f64) -> Result<Size, TooSmall> {
        let side = |pixels: u32| (f64::from(pixels) * scale).round();
        let size = Size::new(side(self.width), side(self.height));
        if size.width.min(size.height) < SMALLEST { Err(TooSmall(size)) } else { Ok(size) }
    }
}

impl FromStr for PageSize {
    type Err = ParsePageSizeError;

    fn from_str(text: &str) -> Result<PageSize, ParsePageSizeError> {
        let text = text.to_lowercase();
        let (name, portrait) = match text.strip_suffix("-portrait") {
            Some(name) => (name, true),
            None => (text.as_str(), false),
        };
        let named = NAMED.iter().find(|(known, ..)| *known == name);
        if let Some((_, width, height)) = named {
            let (width, height) = if portrait { (height, width) } else { (width, height) };
            return Ok(PageSize { width: *width, height: *height });
        }
        let (width, height) = text.split_once(['x', '×']).ok_or(ParsePageSizeError)?;
        let side = |text: &str| text.trim().parse::<u32>().ok().filter(|side| *side > 0).ok_or(ParsePageSizeError);
        Ok(PageSize { width: side(width)?, height: side(height)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(text: &str) -> Option<(u32, u32)> {
        text.parse::<PageSize>().ok().map(|size| (size.width, size.height))
    }

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(size("1920x1080"), Some((1920, 1080)));
        assert_eq!(size("800×600"), Some((800, 600)));
        assert_eq!(size("4K"), Some((3840, 2160)));
        assert_eq!(size("A4"), Some((1754, 1240)));
        assert_eq!(size("a4-portrait"), Some((1240, 1754)));
        for text in ["", "x", "0x100", "1920", "-1x5", "a5", "1920x1080-portrait", "1e3x5", "99999999999x1"] {
            assert_eq!(size(text), None, "{text}");
        }
    }

    #[test]
    fn a_side_that_is_too_small_once_scaled_is_refused() {
        let scaled = |text: &str, scale: f64| text.parse::<PageSize>().unwrap().scaled(scale);
        assert_eq!(scaled("200x60000", 1.0), Ok(Size::new(200.0, 60_000.0)));
        assert_eq!(scaled("100x100", 2.0), Ok(Size::new(200.0, 200.0)));
        for (text, scale) in [("1x1", 8.0), ("199x1080", 1.0), ("1920x199", 1.0), ("400x400", 0.25)] {
            assert!(scaled(text, scale).is_err(), "{text}");
        }
        let said = "a page of 100×100 pixels is too small for a map; ask for at least 200 on either side";
        assert_eq!(scaled("400x400", 0.25).unwrap_err().to_string(), said);
    }

    #[test]
    fn paper_has_the_shape_of_paper() {
        for (name, width, height) in NAMED.iter().filter(|(name, ..)| name.starts_with('a')) {
            let shape = f64::from(*width) / f64::from(*height);
            assert!((shape - std::f64::consts::SQRT_2).abs() < 0.002, "{name}: {shape}");
        }
    }
}
