//! Feedback on its way round the loop: who said what, how long ago, how far it has come, and what became of it.
//!
//! Source: the closed loop of the customer-experience literature, in which feedback is heard, understood, acted on and
//! answered. Customers' and employees' feedback are two lists of the same shape, because both belong into one meeting.
//! Today's day comes in from outside.

mod consequence;
mod minutes;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::figures::Share;
use crate::model::*;
use crate::words::{counted, one_line};

pub use consequence::{Consequence, consequences, possible_consequences};
pub use minutes::{cells_text, markdown};

/// The status `by` steps further on in the loop, or back; `None` beyond either end.
pub fn stepped(status: LoopStatus, by: i32) -> Option<LoopStatus> {
    let at = LoopStatus::ALL.iter().position(|other| *other == status)?;
    LoopStatus::ALL.get(at.checked_add_signed(by.try_into().ok()?)?).copied()
}

/// Which feedback a meeting looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LoopFilter {
    /// From this persona.
    pub persona: Option<PersonaId>,
    /// About a touchpoint of this stage.
    pub stage: Option<StageId>,
    /// About this touchpoint.
    pub touchpoint: Option<TouchpointId>,
    /// That has come so far, and no further.
    pub status: Option<LoopStatus>,
}

impl LoopFilter {
    /// Whether anything is asked for.
    pub fn is_on(&self) -> bool {
        *self != LoopFilter::default()
    }

    /// Whether it lets through feedback of any status.
    fn passes(&self, item: &LoopItem, journey: &Journey) -> bool {
        let in_stage = |stage| item.about.iter().any(|id| journey.touchpoint(*id).is_some_and(|at| at.stage == stage));
        self.persona.is_none_or(|id| item.from.contains(&id))
            && self.stage.is_none_or(in_stage)
            && self.touchpoint.is_none_or(|id| item.about.contains(&id))
    }
}

/// A piece of feedback with what hangs on it.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopItem {
    /// What was said.
    pub feedback: Arc<Feedback>,
    /// Who said it, where that is known.
    pub from: Vec<PersonaId>,
    /// About which touchpoints.
    pub about: Vec<TouchpointId>,
    /// What became of it.
    pub led_to: Vec<Consequence>,
    /// Who takes care of it: whoever owns the opportunity it led to, else the pain point, else the touchpoint; empty if
    /// nobody does.
    pub owner: String,
}

impl LoopItem {
    fn of(journey: &Journey, feedback: &Arc<Feedback>) -> LoopItem {
        let id = feedback.id;
        let about = journey.touchpoints_of(id.0);
        let opportunities = journey.opportunities_from(id).into_iter().map(|found| &found.owner);
        let pains = journey.pains_shown_by(id).into_iter().map(|pain| &pain.owner);
        let mut owners = opportunities.chain(pains).chain(about.iter().map(|touchpoint| &touchpoint.owner));
        LoopItem {
            owner: owners.find(|owner| !owner.trim().is_empty()).cloned().unwrap_or_default(),
            from: journey.personas_of(id.0).iter().map(|persona| persona.id).collect(),
            about: about.iter().map(|touchpoint| touchpoint.id).collect(),
            led_to: consequences(journey, id),
            feedback: feedback.clone(),
        }
    }

    /// How long ago it was said: "today", "3 days", "5 weeks", "4 months", "2 years"; empty without a date.
    pub fn age(&self, today: Option<Date>) -> String {
        let (Some(date), Some(today)) = (self.feedback.date, today) else { return String::new() };
        match today.days_since(date) {
            ..0 => "dated ahead".to_owned(),
            0 => "today".to_owned(),
            days @ 1..14 => counted(days as usize, "day", "days"),
            days @ 14..61 => counted(days as usize / 7, "week", "weeks"),
            // The mean month of the Gregorian calendar, in tenths of a day.
            days @ 61..731 => counted(days as usize * 10 / 304, "month", "months"),
            days => counted(days as usize * 100 / 36_525, "year", "years"),
        }
    }
}

/// All that customers, or all that employees, said.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopSide {
    /// Whose feedback it is.
    pub voice: Voice,
    /// The pieces that pass the filter: by status, within a status the oldest first, those without a date last.
    pub items: Vec<LoopItem>,
    /// How many there are of each status in [`LoopStatus::ALL`], whatever status was asked for.
    pub counts: [usize; LoopStatus::ALL.len()],
}

impl LoopSide {
    /// How many were answered, of all: the share of loops that are closed.
    pub fn closed(&self) -> Share {
        Share { count: self.counts[LoopStatus::Answered as usize], of: self.counts.iter().sum() }
    }

    /// The pieces with one status.
    pub fn with(&self, status: LoopStatus) -> &[LoopItem] {
        let from = self.items.partition_point(|item| item.feedback.status < status);
        let to = self.items.partition_point(|item| item.feedback.status <= status);
        &self.items[from..to]
    }

    /// "Customers’ feedback".
    pub fn title(&self) -> &'static str {
        match self.voice {
            Voice::Customer => "Customers’ feedback",
            Voice::Employee => "Employees’ feedback",
        }
    }

    /// "2 of 6 answered, 33%"; that there is none, if there is none.
    pub fn closure_words(&self) -> String {
        let closed = self.closed();
        match closed.percent() {
            Some(percent) => format!("{} of {} answered, {percent}%", closed.count, closed.of),
            None => "nothing was written down".to_owned(),
        }
    }
}

/// What customers said, and what employees said.
pub fn sides(journey: &Journey, filter: &LoopFilter) -> [LoopSide; 2] {
    [Voice::Customer, Voice::Employee].map(|voice| {
        let said = journey.feedback().filter(|feedback| feedback.source == voice);
        let mut items: Vec<LoopItem> = said.map(|feedback| LoopItem::of(journey, feedback)).collect();
        items.retain(|item| filter.passes(item, journey));
        let counts = std::array::from_fn(|at| items.iter().filter(|item| item.feedback.status as usize == at).count());
        items.retain(|item| filter.status.is_none_or(|status| item.feedback.status == status));
        // The sort is stable, so feedback of one day stays in the order of the map.
        items.sort_by_key(|item| (item.feedback.status, item.feedback.date.is_none(), item.feedback.date));
        LoopSide { voice, items, counts }
    })
}
