//! The page that compares personas: their curves, where they part, and how they differ stage by stage.
//!
//! Here never comes a judgement of where they part, which is [`partings`](crate::insight::partings)'s.

mod doing;
mod page;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::FoundKey;
use super::worked::Worked;
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

/// Of what it is worked out where personas part.
#[derive(Debug, Clone, PartialEq)]
pub struct PartingsOf {
    /// Which state of which map.
    pub key: FoundKey,
    /// Which of its journeys.
    pub state: State,
    /// Who is left out.
    pub hidden: BTreeSet<PersonaId>,
}

/// What the picture was drawn of, and how.
struct Drawn {
    found: Arc<(Map, Partings)>,
    request: PartingsRequest,
    theme: ThemeKind,
}

impl Drawn {
    fn is_same(&self, other: &Drawn) -> bool {
        Arc::ptr_eq(&self.found, &other.found) && self.request == other.request && self.theme == other.theme
    }
}

/// What the page remembers between frames.
#[derive(Default)]
pub struct PartingsView {
    /// The widest touchpoint of the selected stretch.
    pub picked: Option<TouchpointId>,
    /// Whether one of the rows has the keyboard.
    pub focused: bool,
    /// Whether the list is to show the selected row.
    scroll: bool,
    /// Where they part, and the map of which that is so.
    pub found: Worked<PartingsOf, (Map, Partings)>,
    drawn: Option<(Drawn, Arc<Frame>)>,
}
