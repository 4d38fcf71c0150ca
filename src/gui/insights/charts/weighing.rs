//! What moving an element of a matrix means for the map.
//!
//! Here never comes drawing.

use crate::edit::{Command, OpportunityField, PainField, TouchpointField};
use crate::frame::Charted;
use crate::layout::Moved;
use crate::model::*;

/// The levels of an element across and upwards, as far as they are said; `None` for what cannot be moved.
pub(super) fn levels(journey: &Journey, what: Charted) -> Option<(Option<Level>, Option<Level>)> {
    match what {
        Charted::Opportunity(id) => journey.opportunity(id).map(|opportunity| (opportunity.effort, opportunity.impact)),
        Charted::Pain(id) => journey.pain(id).map(|pain| (pain.frequency, Some(pain.severity))),
        // How a touchpoint feels is observed, not decided: it moves up and down alone.
        Charted::Touchpoint(id) => journey.touchpoint(id).map(|touchpoint| (None, touchpoint.importance)),
        Charted::Pillar(..) | Charted::Crowd(..) => None,
    }
}

/// An element one step from where it stands; from the middle if it has not been weighed.
pub(super) fn stepped(journey: &Journey, what: Charted, across: i64, up: i64) -> Option<Moved> {
    let (own_across, own_up) = levels(journey, what)?;
    let step = |own: Option<Level>, by: i64| match own {
        Some(own) => Level::new((i64::from(own.get()) + by).clamp(1, 5)).unwrap_or(own),
        None => Level::default(),
    };
    Some(Moved { what, across: step(own_across, across), up: step(own_up, up) })
}

/// The command that puts an element where it is held; `None` if it stands there already.
pub(super) fn command(journey: &Journey, state: State, moved: Moved) -> Option<Command> {
    let (across, up) = (Some(moved.across), Some(moved.up));
    let own = levels(journey, moved.what)?;
    let mut commands = Vec::new();
    match moved.what {
        Charted::Opportunity(id) => {
            let mut set = |field| commands.push(Command::SetOpportunity { state, id, field });
            if own.0 != across {
                set(OpportunityField::Effort(across));
            }
            if own.1 != up {
                set(OpportunityField::Impact(up));
            }
        }
        Charted::Pain(id) => {
            let mut set = |field| commands.push(Command::SetPain { state, id, field });
            if own.0 != across {
                set(PainField::Frequency(across));
            }
            if own.1 != up {
                set(PainField::Severity(moved.up));
            }
        }
        Charted::Touchpoint(id) => {
            if own.1 != up {
                commands.push(Command::SetTouchpoint { state, id, field: TouchpointField::Importance(up) });
            }
        }
        Charted::Pillar(..) | Charted::Crowd(..) => {}
    }
    match commands.len() {
        0 => None,
        1 => commands.pop(),
        _ => Some(Command::Batch { label: label(moved.what).to_owned(), commands }),
    }
}

fn label(what: Charted) -> &'static str {
    match what {
        Charted::Opportunity(_) => "Weigh an opportunity",
        Charted::Pain(_) => "Weigh a pain point",
        Charted::Touchpoint(_) | Charted::Pillar(..) | Charted::Crowd(..) => "Weigh a touchpoint",
    }
}
