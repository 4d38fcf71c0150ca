//! Tests of the program as a whole, in one binary so that they link once.

mod cli;
mod diff;
mod examples;
mod export;
mod import;
mod layers;
#[cfg(feature = "gui")]
mod readme;
