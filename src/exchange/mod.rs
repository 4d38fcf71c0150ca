//! Maps from and for other programs: each format has a reader, a writer, and an honest list of what gets lost.
//!
//! [`open`] and [`save_as`] are the one door: the command line and the window both use them, for our own files too.
//! Here never come disk or clock; bytes come in and bytes go out.

pub mod csv;
pub mod markdown;
pub mod mermaid;
pub mod persona_map;
pub mod pictures;
pub mod sheet;
pub mod shipped;

use crate::file;
use crate::model::{IdSource, Map};
use mermaid::{Exported, Imported, MermaidError};

/// Every format a map can be read from and written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Our own file; nothing gets lost.
    Ron,
    /// A Mermaid `journey` diagram.
    Mermaid,
    /// A Markdown page with a Mermaid `journey` diagram in it.
    Markdown,
}

impl Format {
    /// Every format, in the order menus and help show them.
    pub const ALL: [Format; 3] = [Format::Ron, Format::Mermaid, Format::Markdown];

    /// The name on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Format::Ron => "ron",
            Format::Mermaid => "mermaid",
            Format::Markdown => "markdown",
        }
    }

    /// The words a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Format::Ron => "Wayfarer map",
            Format::Mermaid => "Mermaid journey",
            Format::Markdown => "Markdown with a Mermaid journey",
        }
    }

    /// The endings of file names, without the dot, in lower case; the first is the one we write.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Ron => &["ron"],
            Format::Mermaid => &["mmd", "mermaid"],
            Format::Markdown => &["md", "markdown"],
        }
    }

    /// The format of that name on the command line.
    pub fn from_key(key: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.key() == key)
    }

    /// The format that a file's name says, whatever its case.
    pub fn from_name(name: &str) -> Option<Format> {
        let (stem, ending) = name.rsplit_once('.')?;
        if stem.is_empty() || stem.ends_with(['/', '\\']) {
            return None;
        }
        let ending = ending.to_lowercase();
        Format::ALL.into_iter().find(|format| format.extensions().contains(&ending.as_str()))
    }

    /// The format that a content looks like, for pipes and unusual endings.
    pub fn from_content(bytes: &[u8]) -> Option<Format> {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('(') || text.starts_with("//") || text.starts_with("#![") {
            Some(Format::Ron)
        } else if mermaid::is_journey(text) {
            Some(Format::Mermaid)
        } else if mermaid::has_journey(text) {
            Some(Format::Markdown)
        } else {
            None
        }
    }
}

/// A map and where it came from.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The map.
    pub map: Map,
    /// The format it was read from.
    pub format: Format,
    /// What was read as something else, or not at all; one sentence each.
    pub warnings: Vec<String>,
}

/// A content could not be opened as a map.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither its name nor its content says what it is.
    #[error("{name} is in no format that is known; maps are read from {}", known_endings())]
    Unknown {
        /// The file's name.
        name: String,
    },
    /// A text format with bytes that are no text.
    #[error("{name} is not UTF-8 text (byte {at} is the first that is not); save it as UTF-8 and try again")]
    NotText {
        /// The file's name.
        name: String,
        /// How many bytes are fine.
        at: usize,
    },
    /// Our own file with faults.
    #[error(transparent)]
    Ron(#[from] file::ReadError),
    /// A journey with faults.
    #[error("{name}: {source}")]
    Mermaid {
        /// The file's name.
        name: String,
        /// What is wrong with it.
        source: MermaidError,
    },
}

/// Opens a map of any known format: by the ending of `name`, or where that says nothing, by its content.
///
/// # Errors
/// If the format is not known, or the content is not a sound map of it.
pub fn open(bytes: &[u8], name: &str, ids: &mut impl IdSource) -> Result<Opened, OpenError> {
    let format = Format::from_name(name)
        .or_else(|| Format::from_content(bytes))
        .ok_or_else(|| OpenError::Unknown { name: name.to_owned() })?;
    open_as(format, bytes, name, ids)
}

/// Opens a map of one format; `name` is for messages only.
///
/// # Errors
/// If the content is not a sound map of that format.
pub fn open_as(format: Format, bytes: &[u8], name: &str, ids: &mut impl IdSource) -> Result<Opened, OpenError> {
    let read = match format {
        Format::Ron => {
            let map = file::parse(bytes, name)?;
            return Ok(Opened { map, format, warnings: Vec::new() });
        }
        Format::Mermaid => mermaid::read(text_of(bytes, name)?, ids),
        Format::Markdown => mermaid::read_markdown(text_of(bytes, name)?, ids),
    };
    let Imported { map, losses } = read.map_err(|source| OpenError::Mermaid { name: name.to_owned(), source })?;
    Ok(Opened { map, format, warnings: losses })
}

/// The map as the bytes of a file, and what the format could not carry.
pub fn save_as(map: &Map, format: Format) -> (Vec<u8>, Vec<String>) {
    let Exported { text, losses } = match format {
        Format::Ron => Exported { text: file::to_text(map), losses: Vec::new() },
        Format::Mermaid => mermaid::write(map),
        Format::Markdown => mermaid::write_markdown(map),
    };
    (text.into_bytes(), losses)
}

fn text_of<'a>(bytes: &'a [u8], name: &str) -> Result<&'a str, OpenError> {
    std::str::from_utf8(bytes).map_err(|error| OpenError::NotText { name: name.to_owned(), at: error.valid_up_to() })
}

fn known_endings() -> String {
    let endings: Vec<String> =
        Format::ALL.iter().flat_map(|format| format.extensions()).map(|ending| format!(".{ending}")).collect();
    endings.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SeededIds, starter};

    #[test]
    fn a_format_is_known_by_its_ending_whatever_its_case() {
        assert_eq!(Format::from_name("a/b.map.RON"), Some(Format::Ron));
        assert_eq!(Format::from_name("day.mmd"), Some(Format::Mermaid));
        assert_eq!(Format::from_name("README.md"), Some(Format::Markdown));
        for name in ["map", ".ron", "a/.md", "map.ron.bak", ""] {
            assert_eq!(Format::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn a_pipe_is_known_by_its_content() {
        let map = starter::blank(&mut SeededIds::new(1), "T").unwrap();
        for format in Format::ALL {
            let (bytes, _) = save_as(&map, format);
            let opened = open(&bytes, "-", &mut SeededIds::new(2)).unwrap();
            assert_eq!(opened.format, format);
            assert_eq!(opened.map.about().title, "T");
        }
        assert!(matches!(open(b"hello", "-", &mut SeededIds::new(2)), Err(OpenError::Unknown { .. })));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_place() {
        let error = open(b"journey\n\xff", "day.mmd", &mut SeededIds::new(1)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "day.mmd is not UTF-8 text (byte 8 is the first that is not); save it as UTF-8 and try again"
        );
    }

    #[test]
    fn messages_name_the_file_and_the_line() {
        let error = open(b"journey\nTea", "day.mmd", &mut SeededIds::new(1)).unwrap_err();
        assert!(error.to_string().starts_with("day.mmd: line 2: “Tea” has no score;"), "{error}");
    }
}
