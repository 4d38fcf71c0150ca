//! From a mark of a chart or a row of a table to the place on the map.
//!
//! Here never comes drawing.

use super::InsightPage;
use super::tables::{Choice, Listed};
use crate::frame::{Charted, Subject};
use crate::gui::app::App;
use crate::gui::context::{CanvasOrder, Mode, Selection};
use crate::gui::panels::subject_at;
use crate::layout::Chart;
use crate::model::*;

impl App {
    /// Shows on the map what a mark of a chart stands for; many as one are listed in their table.
    pub(in crate::gui) fn jump_to_mark(&mut self, what: Charted) {
        match what {
            Charted::Opportunity(id) => self.jump_to(Key::Opportunity(id)),
            Charted::Pain(id) => self.jump_to(Key::Pain(id)),
            Charted::Touchpoint(id) => self.jump_to(Key::Touchpoint(id)),
            Charted::Pillar(stage, pillar) => self.jump_to_pillar(stage, pillar),
            Charted::Crowd(..) => {
                let listed = match self.insights.page {
                    InsightPage::Charts => listed(self.insights.charts.shown),
                    InsightPage::Findings
                    | InsightPage::Figures
                    | InsightPage::Tables
                    | InsightPage::Loop
                    | InsightPage::Partings
                    | InsightPage::Portfolio => Listed::Opportunities,
                };
                self.insights.tables.choice = Choice { listed, ..Choice::default() };
                self.insights.page = InsightPage::Tables;
            }
        }
    }

    /// Shows an element on the map, where it stands first.
    pub(in crate::gui) fn jump_to(&mut self, key: Key) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        match subject_at(journey, key) {
            Some(subject) => self.show_on_map(subject),
            None => self.toasts.say("This stands at no touchpoint yet, so there is no place to show."),
        }
    }

    fn show_on_map(&mut self, subject: Subject) {
        self.set_mode(Mode::Map);
        self.selection = Selection::One(subject);
        self.orders.push(CanvasOrder::ScrollTo(subject));
        self.orders.push(CanvasOrder::Focus);
    }

    /// Shows the first touchpoint of a stage that works against a pillar, or else for it, or else its first.
    fn jump_to_pillar(&mut self, stage: StageId, pillar: Pillar) {
        let Some(document) = &self.document else { return };
        let journey = self.view.journey(document.session.map());
        let with = |support: Support| journey.touchpoints_in(stage).find(|t| t.pillars.get(pillar) == support);
        let found = with(Support::Against).or_else(|| with(Support::Supports)).or_else(|| with(Support::Unknown));
        if let Some(id) = found.map(|touchpoint| touchpoint.id) {
            self.show_on_map(Subject::Touchpoint(id));
        }
    }
}

/// The table that lists the marks of a chart.
fn listed(chart: Chart) -> Listed {
    match chart {
        Chart::Opportunities => Listed::Opportunities,
        Chart::Pains => Listed::Pains,
        Chart::Touchpoints | Chart::Pillars => Listed::Touchpoints,
    }
}
