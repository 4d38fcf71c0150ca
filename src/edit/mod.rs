//! Changing a map: a closed list of commands, each of which becomes an invertible change.

mod command;

pub use command::*;
