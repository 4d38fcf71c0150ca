//! Flows through the whole window, without a display: real keys, real buttons, real files.

mod entry;
mod flows;
mod harness;
mod ideal;
mod pasting;
