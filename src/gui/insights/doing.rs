//! What wishes and commands of the Insights mode do, and when the map is read again.
//!
//! Here never comes drawing.

use std::sync::Arc;

use super::portfolio::PortfolioWish;
use super::{Found, FoundKey, FoundOrder, InsightPage, InsightWish};
use crate::gui::app::App;
use crate::gui::command_table::{CommandId, Scope};
use crate::gui::context::Mode;
use crate::gui::situation::Situation;
use crate::insight::Reader;

impl App {
    /// Has the map read again where it has changed, one reading at a time: whoever types quickly waits for one that
    /// is under way and then for one of the latest change, never for all of those between.
    pub(in crate::gui) fn keep_found(&mut self) {
        let Some(document) = &self.document else { return };
        if self.insights.asked.is_some() {
            return;
        }
        let key = FoundKey { document: self.document_number, revision: document.session.revision() };
        if self.insights.found.as_ref().is_some_and(|found| found.key == key) {
            return;
        }
        self.insights.asked = Some(key);
        let reader = std::mem::take(&mut self.insights.reader);
        self.jobs.find(FoundOrder { key, map: document.session.map().clone(), reader });
    }

    /// Takes in what was found.
    pub(in crate::gui) fn found(&mut self, (found, reader): (Found, Reader)) {
        self.insights.asked = None;
        self.insights.reader = reader;
        if found.key.document == self.document_number {
            let before = self.finding_place();
            self.insights.found = Some(Arc::new(found));
            self.list_findings(before);
        }
    }

    /// A reading broke down, which is a defect; the next change asks for another.
    pub(in crate::gui) fn not_found(&mut self) {
        if let (Some(asked), Some(found)) = (self.insights.asked.take(), &self.insights.found) {
            // The same would break down again.
            self.insights.found = Some(Arc::new(found.said_to_be_of(asked)));
        }
    }

    /// What of the Insights mode makes sense now.
    pub(in crate::gui) fn insights_situation(&self, now: Situation) -> Situation {
        let page = self.insights.page;
        let insights = self.view.mode == Mode::Insights;
        let on = |other| insights && page == other;
        Situation {
            insights,
            chart: insights && self.has_chart(),
            finding: on(InsightPage::Findings) && self.finding().is_some(),
            feedback: on(InsightPage::Loop) && self.has_feedback(),
            parting: on(InsightPage::Partings) && self.has_parting(),
            ..self.portfolio_situation(now)
        }
    }

    /// What of the portfolio makes sense now, which needs no map.
    pub(in crate::gui) fn portfolio_situation(&self, now: Situation) -> Situation {
        let portfolio = self.view.mode == Mode::Insights && self.insights.page == InsightPage::Portfolio;
        Situation { portfolio, portfolio_row: portfolio && self.has_portfolio_row(), ..now }
    }

    /// Does a wish of the Insights mode's parts.
    pub(in crate::gui) fn act_on_insight(&mut self, wish: InsightWish) {
        match wish {
            InsightWish::Findings(wish) => self.act_on_findings(wish),
            InsightWish::Open(state, id) => self.open_touchpoint(state, id),
            InsightWish::Jump(what) => self.jump_to_mark(what),
            InsightWish::JumpTo(key) => self.jump_to(key),
            InsightWish::Loop(wish) => self.act_on_loop(wish),
            InsightWish::Partings(wish) => self.act_on_partings(wish),
            InsightWish::Portfolio(wish) => self.act_on_portfolio(wish),
        }
    }

    /// Runs a command of the Insights mode; those that one page answers alone are that page's.
    pub(in crate::gui) fn run_insights(&mut self, id: CommandId) {
        match id.row().scope {
            Scope::Loop => return self.run_loop(id),
            Scope::Partings => return self.run_partings(id),
            Scope::Portfolio => return self.run_portfolio(id),
            Scope::Window
            | Scope::OutsideText
            | Scope::Canvas
            | Scope::Comparison
            | Scope::Picture
            | Scope::Plan
            | Scope::Insights
            | Scope::Findings => {}
        }
        match id {
            CommandId::InsightsMode => self.open_insights(),
            CommandId::ShowFindings => self.show_insight(InsightPage::Findings),
            CommandId::ShowFigures => self.show_insight(InsightPage::Figures),
            CommandId::ShowCharts => self.show_insight(InsightPage::Charts),
            CommandId::ShowTables => self.show_insight(InsightPage::Tables),
            CommandId::ShowLoop => self.show_insight(InsightPage::Loop),
            CommandId::ShowPartings => self.show_insight(InsightPage::Partings),
            CommandId::ShowPortfolio => self.show_insight(InsightPage::Portfolio),
            CommandId::CopyReport => self.copy_report(),
            CommandId::ExportReport => self.ask_where_to_export_report(),
            CommandId::CopyChart => self.copy_chart(),
            CommandId::ExportChart => self.ask_where_to_export_chart(),
            CommandId::CopyLoop | CommandId::CopyLoopCells => self.run_loop(id),
            CommandId::CheckFolder => {
                self.show_insight(InsightPage::Portfolio);
                self.act_on_insight(InsightWish::Portfolio(PortfolioWish::Choose));
            }
            CommandId::NextPage => self.show_insight(self.insights.page.next()),
            CommandId::NextFinding => self.go_to_finding(1),
            CommandId::PreviousFinding => self.go_to_finding(-1),
            CommandId::OpenFinding => self.open_finding(),
            CommandId::NextGrouping => self.next_grouping(),
            CommandId::FixFinding => self.fix_finding(),
            CommandId::TurnIntoOpportunity => self.turn_into_opportunity(),
            CommandId::MuteRule => self.ask_to_mute(),
            CommandId::FindingHere => self.finding_here(),
            other => log::error!("{other:?} is no command of the Insights mode"),
        }
    }

    /// Opens the mode, at a finding of what was selected on the map.
    fn open_insights(&mut self) {
        let here = self.selection.touchpoint().filter(|_| self.view.mode == Mode::Map);
        let at = here.zip(self.insights.found.as_ref()).map(|(id, found)| found.at(self.view.state, id));
        match at {
            Some([_, ..]) if self.insights.page == InsightPage::Findings => self.finding_here(),
            Some(_) | None => self.set_mode(Mode::Insights),
        }
    }

    /// Opens the mode at a page.
    pub(in crate::gui) fn show_insight(&mut self, page: InsightPage) {
        self.set_mode(Mode::Insights);
        self.insights.page = page;
        // Arrows walk the chart at once.
        self.insights.charts.view.take_focus = page == InsightPage::Charts;
    }
}
