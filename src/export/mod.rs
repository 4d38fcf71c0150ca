//! Pictures as files: each format is one function from a [`Frame`] to bytes.
//!
//! What a picture shows was decided by the layout. Here never comes a look at the map, and nothing is measured or
//! wrapped again: glyphs and shapes stand where the frame says.

mod pages;
pub mod picture;
pub mod png;
mod raster;

use std::io::{self, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};

use crate::frame::Frame;

pub use pages::{PageToDraw, draw_pages, usual_scale};

/// How many threads can work at once.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// The formats a picture can be written in. The command line and every dialog that asks for a picture's file read this
/// list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Pixels, for slides and chats.
    #[default]
    Png,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: &[Format] = &[Format::Png];

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

    /// The format that a file's name asks for; `None` for one that no picture is written in.
    pub fn of(path: &Path) -> Option<Format> {
        Format::from_extension(&path.extension()?.to_string_lossy())
    }
}

/// Writes the frame in a format.
///
/// # Errors
/// If the picture would be empty or too large, a text cannot be stored in it, or `out` fails.
pub fn write(format: Format, frame: &Frame, options: &PictureOptions<'_>, out: impl Write) -> Result<(), ExportError> {
    match format {
        Format::Png => png::png(frame, options, out),
    }
}

/// The file of each page: `map.png`, or `map-01.png`, `map-02.png` … where there are several.
pub fn page_files(path: &Path, pages: usize) -> Vec<PathBuf> {
    if pages <= 1 {
        return vec![path.to_owned()];
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
    let digits = pages.to_string().len();
    (1..=pages).map(|page| path.with_file_name(format!("{stem}-{page:0digits$}{ending}"))).collect()
}

/// How a picture is written.
#[derive(Clone, Copy)]
pub struct PictureOptions<'a> {
    /// Pixels per point of the frame.
    pub scale: f64,
    /// Half the size of the file for several times the time.
    pub small_file: bool,
    /// What the picture is called; stored in the file for search and archives.
    pub title: Option<&'a str>,
    /// What the picture shows, for people who cannot see it; stored in the file.
    pub description: Option<&'a str>,
    /// More texts to store, compressed: keyword (1 to 79 Latin characters) and text. A map inside its picture is one.
    pub texts: &'a [(&'a str, &'a str)],
    /// Told how much is done, from above 0 to 1, on the calling thread.
    pub progress: Option<&'a dyn Fn(f64)>,
    /// Whether other threads may help. Several pictures drawn at once, each by one thread, take less time together.
    pub alone: bool,
}

impl Default for PictureOptions<'_> {
    fn default() -> Self {
        PictureOptions {
            scale: 1.0,
            small_file: false,
            title: None,
            description: None,
            texts: &[],
            progress: None,
            alone: false,
        }
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
            assert_eq!(Format::of(&Path::new("oz v1.2").with_extension(format.extension())), Some(*format));
        }
        assert_eq!(Format::from_extension("doc"), None);
        assert_eq!(Format::of(Path::new("oz v1.2")), None);
    }

    #[test]
    fn several_pages_are_numbered_so_that_they_sort() {
        assert_eq!(page_files(Path::new("/a/oz.png"), 1), [PathBuf::from("/a/oz.png")]);
        let twelve = page_files(Path::new("/a/oz.PNG"), 12);
        assert_eq!(twelve[0], PathBuf::from("/a/oz-01.PNG"));
        assert!(twelve.is_sorted());
    }
}
