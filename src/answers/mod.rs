//! Answers from surveys: what the columns of a table mean, which name is which touchpoint or persona, the numbers that
//! answers make, and the one command that brings them onto a map.
//!
//! [`Mapping::guess`] reads a table's titles and values, a person corrects it, [`tally`] counts, and [`import`] turns
//! the counts into measures and feedback. The same survey read again finds what it brought before. Here never come
//! disk, clock, or the form of a file, which is [`exchange::sheet`](crate::exchange::sheet)'s matter.

mod cells;
mod guess;
mod import;
mod likeness;
mod mapping;
mod measured;
mod names;
pub mod statistics;
mod tally;
mod vocabulary;

pub use import::{Brought, Fate, Figure, Import, import, method, value_ends};
pub use mapping::{DayOrder, Mapping, OF_RATINGS, Place, Question, Role, USUAL_COMMENTS, number, survey_name};
pub use measured::{measured_mood, ratings_of};
pub use names::{Likely, Name, names};
pub use statistics::Estimate;
pub use tally::{Said, Tally, tally};

#[cfg(test)]
mod tests;
