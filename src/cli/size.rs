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
    pub(super) fn scaled(self, scale: f64) -> Size {
        Size::new((f64::from(self.width) * scale).round().max(1.0), (f64::from(self.height) * scale).round().max(1.0))
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
    fn paper_has_the_shape_of_paper() {
        for (name, width, height) in NAMED.iter().filter(|(name, ..)| name.starts_with('a')) {
            let shape = f64::from(*width) / f64::from(*height);
            assert!((shape - std::f64::consts::SQRT_2).abs() < 0.002, "{name}: {shape}");
        }
    }
}
