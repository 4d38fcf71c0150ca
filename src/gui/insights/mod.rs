//! The Insights mode: what somebody who knows the method would say on looking at the map, with the reason and the
//! place.
//!
//! Here lives what the mode remembers between frames, and its pages, of which one is shown at a time. What a page says
//! is worked out on a thread of its own ([`found`]), for the map as it was at one revision. Here never comes a
//! judgement about a journey, which is [`insight`](crate::insight)'s.
//!
//! # A new page
//!
//! 1. A variant of [`InsightPage`], also in [`InsightPage::ALL`], where its place in the row of pages is; the compiler
//!    then asks for its icon and its command.
//! 2. A row in the command table for that command, and one line in `App::run_insights`.
//! 3. A file or folder of its own here, with an `impl App` that draws it and says what stands at the bottom; one line
//!    each in `App::insights_ui` and `App::insights_status` ([`window`]). What it remembers is a field of
//!    [`Insights`], what it wants done an [`InsightWish`].
//! 4. Keys of its own, if it has any: a variant of [`Scope`](super::command_table::Scope), which says in `keys.rs` that
//!    it is answered at [`Focus::Insights`](super::keys::Focus) of this page. Letters are free there; J, K and Enter
//!    may mean on each page what they mean on it.
//! 5. What it needs of a whole map and takes longer than a frame: a field of [`Found`], so that one thread reads the
//!    map once for all pages.

mod doing;
mod findings;
mod found;
mod window;

use std::sync::Arc;

use crate::text::Icon;

use super::command_table::CommandId;

pub use findings::{FindingKey, FindingsView, FindingsWish, MuteDialog, sign};
pub use found::{Found, FoundKey, FoundOrder};

/// The pages, one of which is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InsightPage {
    /// What the rules found.
    #[default]
    Findings,
}

impl InsightPage {
    /// Every page, in the order of the row at the top.
    pub const ALL: [InsightPage; 1] = [InsightPage::Findings];

    /// The command that shows it.
    pub fn command(self) -> CommandId {
        match self {
            InsightPage::Findings => CommandId::ShowFindings,
        }
    }

    /// Its icon in the row of pages.
    pub fn icon(self) -> Icon {
        match self {
            InsightPage::Findings => Icon::Flag,
        }
    }

    /// The page after it, and after the last the first.
    pub fn next(self) -> InsightPage {
        let at = InsightPage::ALL.iter().position(|page| *page == self).unwrap_or(0);
        InsightPage::ALL[(at + 1) % InsightPage::ALL.len()]
    }
}

/// Something the Insights mode's parts want done.
#[derive(Debug, Clone, PartialEq)]
pub enum InsightWish {
    /// Something on the page of findings.
    Findings(findings::FindingsWish),
}

/// What the Insights mode remembers between frames. None of it is saved.
#[derive(Default)]
pub struct Insights {
    /// The page that is shown.
    pub page: InsightPage,
    /// What was found, perhaps not in the map as it is since the latest change.
    pub found: Option<Arc<Found>>,
    /// The page of findings.
    pub findings: FindingsView,
    /// The reading of the map that is under way.
    asked: Option<FoundKey>,
}

impl Insights {
    /// Forgets what was about the map before.
    pub fn begin(&mut self) {
        // A reading under way is left to end, and then not taken in.
        *self = Insights { asked: self.asked, ..Insights::default() };
    }

    /// Whether something on the page that is shown has the keyboard and leaves letters to the page.
    pub fn has_focus(&self) -> bool {
        match self.page {
            InsightPage::Findings => self.findings.focused,
        }
    }
}
