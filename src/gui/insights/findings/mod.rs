//! The page of findings: what the rules say, with the reason, the place, and what can be done about it.
//!
//! Here never comes a rule, which is [`insight`](crate::insight)'s.

mod around;
mod beside;
mod doing;
mod explained;
mod grouping;
mod list;
mod mute;
mod page;
mod row;

use crate::insight::Finding;
use crate::model::{Key, State, TouchpointId};

pub use grouping::Grouping;
pub use mute::MuteDialog;
pub use row::sign;

use list::Lines;

/// Which finding it is, whatever else changes on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingKey {
    rule: &'static str,
    state: State,
    places: Vec<Key>,
    nth: usize,
}

impl FindingKey {
    /// The key of a finding.
    pub fn of(finding: &Finding) -> FindingKey {
        let Finding { rule, state, places, nth, .. } = finding;
        FindingKey { rule: rule.key, state: *state, places: places.clone(), nth: *nth }
    }

    /// Whether it is this finding's.
    pub fn is(&self, finding: &Finding) -> bool {
        let same = self.rule == finding.rule.key && self.state == finding.state && self.nth == finding.nth;
        same && self.places == finding.places
    }
}

/// Something the page of findings wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum FindingsWish {
    /// Select this.
    Pick(FindingKey),
    /// Select this on its page.
    Show(FindingKey),
    /// Draw this touchpoint's journey and select it there.
    Open(State, TouchpointId),
    /// List the findings by something else.
    Group(Grouping),
    /// Let a muted rule speak again.
    Unmute(String),
}

/// What the page remembers between frames.
#[derive(Default)]
pub struct FindingsView {
    /// The finding that is selected.
    pub picked: Option<FindingKey>,
    /// Whether one of the rows has the keyboard.
    pub focused: bool,
    /// What the findings are listed by.
    grouping: Grouping,
    /// The list as it stands.
    lines: Lines,
    /// Whether the list is to show the selected row.
    scroll: bool,
    /// The picture of where the findings sit.
    sits: Option<beside::Sits>,
}
