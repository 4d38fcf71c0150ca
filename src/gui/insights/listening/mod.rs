//! The page for the weekly meeting: what customers and what employees said, side by side, and how far each piece has
//! come in the loop.
//!
//! Today's journey is listed, because feedback is about what is. Here never comes a judgement about feedback, which is
//! [`feedback_loop`](crate::insight::feedback_loop)'s.

mod detail;
mod doing;
mod page;
mod row;

use super::worked::{LoopKey, Worked};
use crate::insight::feedback_loop::{Consequence, LoopFilter, LoopItem, LoopSide};
use crate::model::*;

/// Something the page wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum LoopWish {
    /// Select this.
    Pick(FeedbackId),
    /// Show only this.
    Filter(LoopFilter),
    /// Draw this touchpoint and select it there.
    Open(TouchpointId),
    /// Draw what it led to.
    OpenConsequence(Consequence),
    /// It led to this, or no longer does.
    Tie(FeedbackId, Consequence, bool),
    /// Write down what somebody says.
    Begin(Voice),
    /// Somebody said this.
    Add(Voice, String),
}

/// What the page remembers between frames.
#[derive(Default)]
pub struct LoopView {
    /// The piece that is selected.
    pub picked: Option<FeedbackId>,
    /// Whether one of the rows has the keyboard.
    pub focused: bool,
    /// Which pieces are listed.
    pub filter: LoopFilter,
    /// What is being written, and whose it is.
    draft: Option<(Voice, String)>,
    /// Whether the field for it is to take the keyboard.
    fresh: bool,
    /// Whether the choice of what it led to is to take the keyboard.
    choosing: bool,
    /// Whether the list is to show the selected row.
    scroll: bool,
    /// The lists.
    pub lists: Worked<LoopKey, [LoopSide; 2]>,
}

impl LoopView {
    /// Takes the feedback that is being written, if it says anything.
    pub fn take_draft(&mut self) -> Option<LoopWish> {
        let (voice, text) = self.draft.take_if(|(_, text)| !text.trim().is_empty())?;
        Some(LoopWish::Add(voice, text.trim().to_owned()))
    }

    /// The selected piece in the lists.
    fn item<'a>(&self, sides: &'a [LoopSide; 2]) -> Option<&'a LoopItem> {
        let picked = self.picked?;
        sides.iter().flat_map(|side| &side.items).find(|item| item.feedback.id == picked)
    }
}
