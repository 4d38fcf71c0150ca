//! Flows through the whole window, without a display: real keys, real buttons, real files.

mod charts;
mod comfort;
mod dialogs;
mod drafts;
mod dropping;
mod entry;
mod finding;
mod flows;
mod harness;
mod hearing;
mod ideal;
mod insights;
mod inspecting;
mod late;
mod linking;
mod listening;
mod locked;
mod notices;
mod pasting;
mod plan;
mod reaching;
mod saving;
mod survey;
mod table_golden;
mod unseen;
mod workshop;
