//! Pictures as files: each format is one function from a [`Frame`](crate::frame::Frame) to bytes.
//!
//! What a picture shows was decided by the layout. Here never comes a look at the map, and nothing is measured or
//! wrapped again: glyphs and shapes stand where the frame says.

mod pages;
pub mod picture;
pub mod png;
mod raster;

use std::io;
use std::num::NonZero;

pub use pages::{PageToDraw, draw_pages, usual_scale};

/// How many threads can work at once.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// The formats a picture can be written in. The command line and the export dialog both read this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Pixels, for slides and chats.
    Png,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: &[Format] = &[Format::Png];

    /// The name on the command line and in settings.
    pub const fn key(self) -> &'static str {
        match self {
            Format::Png => "png",
        }
    }

    /// The name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Format::Png => "PNG picture",
        }
    }

    /// The file name extension, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Png => "png",
        }
    }

    /// The format that a file name extension stands for, in capitals or not.
    pub fn from_extension(extension: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }
}

/// Why a picture could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is nothing to draw on.
    #[error("the picture would be {width} × {height} pixels, which is nothing; choose a larger size or scale")]
    Empty {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
    },
    /// A side is longer, or the whole is larger, than what can be drawn and opened elsewhere.
    #[error(
        "the picture would be {width} × {height} pixels; at most {side} a side and {pixels} million in all can be \
         written, so choose a smaller scale, fewer stages, or pages instead of one picture"
    )]
    TooLarge {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
        /// The longest side, in pixels.
        side: u64,
        /// The most pixels, in millions.
        pixels: u64,
    },
    /// The scale is no positive number.
    #[error("a picture cannot be drawn at the scale {scale}; choose a number above 0, such as 1 or 2")]
    BadScale {
        /// Pixels per point, as asked for.
        scale: f64,
    },
    /// A text to be stored in the file breaks the format's rules.
    #[error("the text “{keyword}” cannot be stored in the picture ({reason}); leave it out")]
    BadText {
        /// The text's name.
        keyword: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Writing failed: the disk is full, the pipe is closed, or the export was cancelled.
    #[error("the picture could not be written: {0}")]
    Write(#[from] io::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_by_their_extension() {
        for format in Format::ALL {
            assert_eq!(Format::from_extension(&format.extension().to_uppercase()), Some(*format));
        }
        assert_eq!(Format::from_extension("doc"), None);
    }
}
