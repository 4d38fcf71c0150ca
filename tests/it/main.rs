//! Tests of the program as a whole, in one binary.

mod cli;
mod examples;
mod layers;
