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

mod charts;
mod doing;
mod figures;
mod findings;
mod found;
mod jumping;
mod listening;
mod partings;
mod portfolio;
mod reporting;
mod strip;
mod tables;
mod window;
mod worked;

use std::sync::Arc;

use crate::frame::Charted;
use crate::insight::Reader;
use crate::model::{Key, State, TouchpointId};
use crate::text::Icon;

use super::command_table::CommandId;

pub use findings::{FindingKey, FindingsView, FindingsWish, MuteDialog, sign};
pub use found::{Found, FoundKey, FoundOrder};
pub use listening::LoopView;
pub use partings::PartingsView;
pub use portfolio::{PortfolioOrder, PortfolioRead, PortfolioView, read as read_portfolio};
pub use reporting::{ENDINGS as REPORT_ENDINGS, HandedOut, HandoutOrder, make as hand_out};
pub use worked::{Lists, ListsOrder, work_out as work_out_lists};

/// The pages, one of which is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InsightPage {
    /// What the rules found.
    #[default]
    Findings,
    /// What the journey comes to.
    Figures,
    /// What was weighed, on matrices.
    Charts,
    /// The same in rows.
    Tables,
    /// How far feedback has come.
    Loop,
    /// Where personas part.
    Partings,
    /// The maps of a folder.
    Portfolio,
}

impl InsightPage {
    /// Every page, in the order of the row at the top.
    pub const ALL: [InsightPage; 7] = [
        InsightPage::Findings,
        InsightPage::Figures,
        InsightPage::Charts,
        InsightPage::Tables,
        InsightPage::Loop,
        InsightPage::Partings,
        InsightPage::Portfolio,
    ];

    /// The command that shows it.
    pub fn command(self) -> CommandId {
        match self {
            InsightPage::Findings => CommandId::ShowFindings,
            InsightPage::Figures => CommandId::ShowFigures,
            InsightPage::Charts => CommandId::ShowCharts,
            InsightPage::Tables => CommandId::ShowTables,
            InsightPage::Loop => CommandId::ShowLoop,
            InsightPage::Partings => CommandId::ShowPartings,
            InsightPage::Portfolio => CommandId::ShowPortfolio,
        }
    }

    /// Its icon in the row of pages.
    pub fn icon(self) -> Icon {
        match self {
            InsightPage::Findings => Icon::Flag,
            InsightPage::Figures => Icon::Monitoring,
            InsightPage::Charts => Icon::BarChart,
            InsightPage::Tables => Icon::Table,
            InsightPage::Loop => Icon::Forum,
            InsightPage::Partings => Icon::Groups,
            InsightPage::Portfolio => Icon::FolderOpen,
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
    /// Draw this touchpoint's journey and select it there.
    Open(State, TouchpointId),
    /// Show on the map what a mark of a chart stands for.
    Jump(Charted),
    /// Show this element on the map.
    JumpTo(Key),
    /// Something on the page of the feedback loop.
    Loop(listening::LoopWish),
    /// Something on the page that compares personas.
    Partings(partings::PartingsWish),
    /// Something on the page of the portfolio.
    Portfolio(portfolio::PortfolioWish),
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
    /// The page of key figures.
    pub figures: figures::FiguresPage,
    /// The page of charts.
    pub charts: charts::ChartsPage,
    /// The page of tables.
    pub tables: tables::TablesPage,
    /// The matrix beside the findings.
    pub matrix: charts::ChartView,
    /// The page of the feedback loop.
    pub listening: LoopView,
    /// The page that compares personas.
    pub partings: PartingsView,
    /// The page of the portfolio, which is about no map in particular.
    pub portfolio: PortfolioView,
    /// The reading of the map that is under way.
    asked: Option<FoundKey>,
    /// What was said at the latest reading, while none is under way.
    reader: Reader,
}

impl Insights {
    /// Forgets what was about the map before.
    pub fn begin(&mut self) {
        // A reading under way is left to end, and then not taken in.
        let portfolio = std::mem::take(&mut self.portfolio);
        *self = Insights { asked: self.asked, portfolio, ..Insights::default() };
    }

    /// Whether something on the page that is shown has the keyboard and leaves letters to the page.
    pub fn has_focus(&self) -> bool {
        match self.page {
            InsightPage::Findings => self.findings.focused,
            InsightPage::Figures => false,
            InsightPage::Charts => self.charts.view.focused,
            InsightPage::Tables => self.tables.focused,
            InsightPage::Loop => self.listening.focused,
            InsightPage::Partings => self.partings.focused,
            InsightPage::Portfolio => self.portfolio.focused,
        }
    }
}
