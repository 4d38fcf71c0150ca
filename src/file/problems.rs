//! Faults in a file: what is wrong, with which thing, where, and what to do about it.

use std::fmt;

/// A place in a text file, both counted from 1. Columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character within the line.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands in the file, if it has a place.
    pub place: Option<Place>,
    /// The element, by kind and name: `touchpoint “Doorman turns her away”`. Empty for the file as a whole.
    pub thing: String,
    /// What is wrong with it, as a clause: `its importance 9 is not a level from 1 to 5`.
    pub fault: String,
    /// What to do about it, as a sentence.
    pub advice: String,
    /// What a repaired copy does about it, as a sentence.
    pub repair: String,
}

/// One line: the place, the thing and its fault, and what to do.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{place}: ")?;
        }
        if !self.thing.is_empty() {
            write!(f, "{}: ", self.thing)?;
        }
        write!(f, "{}.", self.fault.trim_end_matches('.'))?;
        if !self.advice.is_empty() {
            write!(f, " {}", self.advice)?;
        }
        Ok(())
    }
}
