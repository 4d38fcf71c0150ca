//! Maps from and for other programs: each format has a reader, a writer, and an honest list of what gets lost.
//!
//! [`open`] and [`save_as`] are the one door: the command line and the window both use them, for our own files too.
//! Here never come disk or clock; bytes come in and bytes go out.

pub mod mermaid;

use crate::model::Map;

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
