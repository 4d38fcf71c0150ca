//! The page that compares personas: their curves, where they part, and how they differ stage by stage.
//!
//! Here never comes a judgement of where they part, which is [`partings`](crate::insight::partings)'s.

mod doing;
mod page;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::FoundKey;
use crate::frame::Frame;
use crate::insight::partings::Partings;
use crate::layout::PartingsRequest;
use crate::model::*;
use crate::theme::ThemeKind;

/// Something the page wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum PartingsWish {
    /// Select the stretch with this widest touchpoint.
    Pick(TouchpointId),
    /// Draw this touchpoint and select it there.
    Open(TouchpointId),
}

/// From what the partings were worked out.
type MadeFrom = (FoundKey, State, BTreeSet<PersonaId>);

/// What the page remembers between frames.
#[derive(Default)]
pub struct PartingsView {
    /// The widest touchpoint of the selected stretch.
    pub picked: Option<TouchpointId>,
    /// Whether one of the rows has the keyboard.
    pub focused: bool,
    /// Whether the list is to show the selected row.
    scroll: bool,
    made: Option<(MadeFrom, Arc<Partings>)>,
    drawn: Option<((FoundKey, PartingsRequest, ThemeKind), Arc<Frame>)>,
}
