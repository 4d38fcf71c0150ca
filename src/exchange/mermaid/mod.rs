//! Mermaid's `journey` diagrams, read and written.
//!
//! Source: Mermaid's own grammar (`journey.jison`, version 11) and the preprocessing before it, which turns
//! `#35;` into a character before the grammar sees it. The reader takes everything Mermaid draws and some of what it
//! refuses, as long as one can tell what was meant; whatever came out differently is in the list of losses.
//! The writer produces only what Mermaid draws, and lists what the format cannot carry.
//!
//! Scores 1 … 5 and emotions −10 … +10 are the two ends of one straight line: `emotion = (score − 3) · 5`.
//!
//! Here never come files, and no guess about a map that has no equivalent in the text.

mod escape;
mod fence;
mod lines;
mod read;
mod write;

pub use lines::is_journey;
pub use read::{read, read_markdown};
pub use write::{write, write_markdown};

use crate::model::{Map, ModelError};

/// A map read from a foreign format.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The map.
    pub map: Map,
    /// What was read as something else, or not at all; one sentence each, with its line.
    pub losses: Vec<String>,
}

/// A text written for another program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The text, ending in a line break.
    pub text: String,
    /// What the format could not carry; one sentence each.
    pub losses: Vec<String>,
}

/// The text could not be read as a journey.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MermaidError {
    /// There is nothing but blank lines and comments.
    #[error("it is empty; a Mermaid journey begins with the line `journey`")]
    Empty,
    /// Another diagram, or something else altogether.
    #[error("line {line} begins with “{found}”, but a Mermaid journey begins with the line `journey`")]
    NotAJourney {
        /// Counted from 1.
        line: usize,
        /// How the line begins.
        found: String,
    },
    /// A Markdown file without a journey in it.
    #[error("it holds no Mermaid journey; put one between ```mermaid and ``` with `journey` as its first line")]
    NoFence,
    /// Lines that mean nothing.
    #[error("{}", sentence(.0))]
    Lines(Vec<LineProblem>),
    /// More than a map can hold.
    #[error("it has more than {limit} {what}, which is the limit; split it into several journeys")]
    TooLarge {
        /// The most that is read.
        limit: usize,
        /// What there is too much of.
        what: &'static str,
    },
    /// The source of identities repeated itself.
    #[error("the map could not be put together ({0}); try again")]
    Model(#[from] ModelError),
}

/// A line that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub text: String,
}

/// Whether a Markdown text has a journey in one of its fenced blocks.
pub fn has_journey(markdown: &str) -> bool {
    fence::first_journey(markdown).is_some()
}

fn sentence(problems: &[LineProblem]) -> String {
    let Some(first) = problems.first() else { return "it could not be read".to_owned() };
    let more = match problems.len() - 1 {
        0 => String::new(),
        1 => format!(" (and 1 more, in line {})", problems[1].line),
        count => format!(" (and {count} more, the next in line {})", problems[1].line),
    };
    format!("line {}: {}{more}", first.line, first.text)
}

/// The beginning of a text, short enough for a message, its line breaks and other control characters as spaces.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    crate::words::shortened(&plain, LONGEST)
}

#[cfg(test)]
mod tests;
