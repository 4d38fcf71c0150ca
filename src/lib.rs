//! Wayfarer draws customer journey maps: today's journey and the ideal one, side by side in one file.
//!
//! This page is for whoever changes the program. What it does for the people who draw maps is in the README.
//!
//! # How things walk
//!
//! ```text
//!  file (.ron) ──▶ model ◀── edit (Command → Change, Session) ◀── answers (what a survey brings)
//!  exchange    ──▶   │
//!                    ├──▶ compare, insight: what differs, what is found ──▶ cli, gui
//!                    ▼             │
//!               layout ◀───────────┘ (+ text, theme) ──▶ Frame ──▶ gui canvas
//!                                                          └────▶ export (pictures)
//! ```
//!
//! A map is a graph of records under ids ([`model`]). People change it through commands only ([`edit`]); files come and
//! go through [`file`](mod@file) and [`exchange`]. What differs between two journeys ([`compare`]) and what the method
//! finds on one ([`insight`]) is worked out beside them; what is taken over of it, and what a survey brings
//! ([`answers`]), comes back as commands. The [`layout`] turns a map, and a request that says what to show of it, into
//! one picture, a [`frame::Frame`]. The window paints that picture and [`export`] writes it into a file; neither
//! decides where anything stands.
//!
//! # Layers
//!
//! A module knows the ones above it in this table and none below; a test reads every import and insists.
//!
//! | module | what lives there | what never does |
//! |---|---|---|
//! | [`words`] | small words of sentences: counts with their nouns, names cut to a length, lists | what a sentence is about |
//! | [`model`] | the journey graph, ids, stages, lanes, values with their ranges | coordinates, serde, disk, egui; petgraph's indices never leave it |
//! | [`edit`] | [`edit::Command`], [`edit::apply`], the invertible [`edit::Change`], the [`edit::Session`] with its history | drawing |
//! | [`file`](mod@file) | the `.ron` schema, reading with every fault named, safe saving, backups | other formats |
//! | [`exchange`] | one door for every format, each with a list of what it loses | disk |
//! | [`compare`] | which element is which, what differs, how far it is, the plan; commands that take one side over | a change to either journey |
//! | [`answers`] | what a survey's table means, the numbers and intervals its answers make, the command that brings them in | the form of a file |
//! | [`insight`] | the rules of the method with their sentences and what mends them, key figures, what was weighed, the feedback loop, the report, the portfolio | pictures, colours, a change to the map |
//! | [`geom`], [`theme`] | points and paths, design tokens | |
//! | [`text`] | the shipped fonts, shaping, both directions of writing, line breaking | the map |
//! | [`frame`] | the picture: blocks of items, and what can be pointed at | measuring |
//! | [`layout`] | from a map to a picture, for the canvas and for pages | state of its own, but for a cache |
//! | [`export`] | from a picture to bytes | a look at the map |
//! | [`cli`] | one file a verb | egui |
//! | `gui` | the window; the only module that knows egui | content drawn outside a frame, disk on its own thread |
//!
//! [`cli`] and `gui` never meet: what both need lies in a layer above.
//!
//! # What always holds
//!
//! 1. **One picture.** Whatever belongs to the map is in the [`frame::Frame`], and the screen and every export draw
//!    that. The window adds only selection, carets and drop marks.
//! 2. **Commands only.** Nothing changes a map but [`edit::apply`]. Every change can be inverted; a rejected command
//!    changes nothing and says why.
//! 3. **Derived things are derived.** Positions and figures are worked out from the map and are never saved.
//! 4. **The same in, the same out.** One file and one version give one picture, to the byte, on every platform: no
//!    iteration over a hash map where order can show, shipped fonts first, no clock, disk or randomness in the core.
//!    Identities come through [`model::IdSource`].
//! 5. **Work follows what changed and what is seen.** Unchanged columns keep their blocks, and a block that cannot be
//!    seen is not drawn. An idle window does nothing.
//! 6. **Nothing is lost.** Saving cannot leave half a file, a file that was changed elsewhere is not overwritten, and
//!    whatever an import or export cannot carry is said.
//!
//! # Two walks
//!
//! *Somebody names a touchpoint.* The canvas asks the frame what lies under the pointer, shows a field, and sends an
//! [`edit::Command`] when it is done. The session applies it and keeps the change for undo. The next paint asks
//! [`layout::Layouter::canvas`] for the picture; only the touched column is laid out anew.
//!
//! *`wayfarer export map.ron -o map.png`.* [`exchange::open`] makes a map of the bytes, [`layout::Layouter::pages`]
//! makes pages of the map, [`export::png`] draws each of them into a temporary file, which then takes its name. What
//! the pages could not show goes to standard error and into the exit code.
//!
//! # Where to add things
//!
//! - *A field of an element:* [`model`], then follow the compiler through `edit`'s field enums and the file's schema.
//! - *A lane kind:* [`model::LaneKind`]; the exhaustive matches then ask what may be written into it and pasted (`edit`),
//!   how it is drawn (`layout::lanes`, and its row where two journeys are compared), and which keys walk and write in it
//!   (`gui::canvas`).
//! - *A rule of the method:* a file in `insight/rules` and one line in [`insight::RULES`], with a test in
//!   `insight/rule_tests.rs`; the findings, `check` and the README read that list.
//! - *A key figure:* a definition in `insight/figures` and one line in [`insight::FIGURES`]; the page, `info`, the report and
//!   the README read that list.
//! - *A page of the Insights mode:* a variant of `gui::insights::InsightPage`, the command that shows it, and a folder with
//!   what it draws and what it does; the exhaustive matches then ask for the rest.
//! - *A format for maps:* a variant of [`exchange::Format`], with a reader and a writer that list their losses.
//! - *A format for pictures:* a variant of [`export::Format`], one function from a frame to bytes, and its arm in
//!   [`export::write`]; the command line and the dialogs read the list of formats.
//! - *A verb:* a file in `cli` and a variant of [`cli::Verb`]; the README's reference is made from its help.
//! - *A command of the window, or a shortcut:* one row of the table in `gui::command_table`; menu, palette, keys, the
//!   README and the test for clashes read it.
//! - *A colour:* `assets/theme/*.ron` and [`theme::Theme`]; no other place names colours.

pub mod answers;
pub mod cli;
pub mod compare;
pub mod edit;
pub mod exchange;
pub mod export;
pub mod file;
pub mod frame;
pub mod geom;
#[cfg(feature = "gui")]
pub mod gui;
pub mod insight;
pub mod layout;
pub mod model;
pub mod text;
pub mod theme;
pub mod words;
