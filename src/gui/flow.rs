//! What is to happen after the open map has been dealt with: saved, thrown away, or left alone.

use std::path::PathBuf;

use crate::model::{PersonaId, State};

/// What replaces the open map, or ends the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A blank map.
    Blank,
    /// The dialog that asks for a file.
    AskForFile,
    /// This file.
    Open(PathBuf),
    /// The file that was opened meanwhile.
    Opened,
    /// One of the shipped examples, by its place in the list.
    Example(usize),
    /// A shipped template, by its place in the list.
    Template(usize),
    /// A template that somebody saved.
    OwnTemplate(PathBuf),
    /// A map of what applies to one persona of the open one.
    ForPersona(State, PersonaId),
    /// The start page.
    Welcome,
    /// The end of the program.
    Quit,
}

impl Next {
    /// The words on the question about unsaved changes.
    pub fn because(&self) -> &'static str {
        match self {
            Next::Blank | Next::Example(_) | Next::Template(_) | Next::OwnTemplate(_) | Next::ForPersona(..) => {
                "before starting another map"
            }
            Next::AskForFile | Next::Open(_) | Next::Opened => "before opening another map",
            Next::Welcome => "before closing it",
            Next::Quit => "before quitting",
        }
    }
}
