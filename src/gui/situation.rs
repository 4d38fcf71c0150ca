//! When a command makes sense: what it needs, and what there is now.
//!
//! The words that say what is missing live here too. Here never come the commands themselves.

/// What must be so for a command to make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// An open map.
    Map,
    /// Something to take back.
    Undoable,
    /// Something to do again.
    Redoable,
    /// Something selected that can be deleted.
    Deletable,
    /// Something selected that can be copied.
    Copyable,
    /// Something selected that has a name or text.
    Named,
    /// Something selected that can be moved along the journey or in its list.
    Movable,
    /// A selected touchpoint, or something that stands at one.
    Touchpoint,
    /// An ideal journey.
    Ideal,
    /// A map without an ideal journey.
    NoIdeal,
    /// Two journeys that are being compared.
    Comparison,
    /// A gap selected between two journeys, of which one may be changed.
    Gap,
    /// A pair of touchpoints selected, one of each journey.
    Pair,
    /// Something selected in a comparison that stands on this map.
    ComparedTouchpoint,
    /// Journeys compared that are not this map's own two.
    OtherTarget,
    /// A row of the plan selected.
    PlanRow,
    /// The Insights mode.
    Insights,
    /// A finding selected on its page.
    Finding,
    /// A piece of feedback selected on the page of the loop.
    Feedback,
    /// A parting selected on the page that compares personas.
    Parting,
    /// A page of the Insights mode with a chart.
    Chart,
    /// The page of the portfolio, which needs no map.
    Portfolio,
    /// A map selected on the page of the portfolio.
    PortfolioRow,
}

/// Which of the [`Needs`] are met now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Situation {
    /// A map is open.
    pub map: bool,
    /// There is something to take back.
    pub undoable: bool,
    /// There is something to do again.
    pub redoable: bool,
    /// What is selected can be deleted.
    pub deletable: bool,
    /// What is selected can be copied.
    pub copyable: bool,
    /// What is selected has a name or text.
    pub named: bool,
    /// What is selected can be moved along the journey.
    pub movable: bool,
    /// What is selected stands at a touchpoint.
    pub touchpoint: bool,
    /// There is an ideal journey.
    pub ideal: bool,
    /// Two journeys are being compared.
    pub comparison: bool,
    /// A gap is selected that can be closed.
    pub gap: bool,
    /// A pair is selected that can be confirmed or parted.
    pub pair: bool,
    /// A touchpoint of this map is selected in a comparison.
    pub compared_touchpoint: bool,
    /// The journeys compared are not this map's own two.
    pub other_target: bool,
    /// A row of the plan is selected.
    pub plan_row: bool,
    /// The Insights mode is shown.
    pub insights: bool,
    /// A finding is selected on its page.
    pub finding: bool,
    /// A piece of feedback is selected on the page of the loop.
    pub feedback: bool,
    /// A parting is selected on the page that compares personas.
    pub parting: bool,
    /// A page of the Insights mode with a chart is shown.
    pub chart: bool,
    /// The page of the portfolio is shown.
    pub portfolio: bool,
    /// A map is selected on the page of the portfolio.
    pub portfolio_row: bool,
}

impl Needs {
    /// Whether these needs are met.
    pub fn met(self, now: Situation) -> bool {
        match self {
            Needs::Nothing => true,
            Needs::Map => now.map,
            Needs::Undoable => now.undoable,
            Needs::Redoable => now.redoable,
            Needs::Deletable => now.deletable,
            Needs::Copyable => now.copyable,
            Needs::Named => now.named,
            Needs::Movable => now.movable,
            Needs::Touchpoint => now.touchpoint,
            Needs::Ideal => now.ideal,
            Needs::NoIdeal => now.map && !now.ideal,
            Needs::Comparison => now.comparison,
            Needs::Gap => now.gap,
            Needs::Pair => now.pair,
            Needs::ComparedTouchpoint => now.compared_touchpoint,
            Needs::OtherTarget => now.other_target,
            Needs::PlanRow => now.plan_row,
            Needs::Insights => now.insights,
            Needs::Finding => now.finding,
            Needs::Feedback => now.feedback,
            Needs::Parting => now.parting,
            Needs::Chart => now.chart,
            Needs::Portfolio => now.portfolio,
            Needs::PortfolioRow => now.portfolio_row,
        }
    }

    /// Why a command that needs this is greyed out.
    pub fn missing(self) -> &'static str {
        match self {
            Needs::Nothing => "",
            Needs::Map => "Open a map or start one first",
            Needs::Undoable => "There is nothing to undo",
            Needs::Redoable => "There is nothing to redo",
            Needs::Deletable => "Select what to delete first",
            Needs::Copyable => "Select what to copy first",
            Needs::Named => "Select something with a name first",
            Needs::Movable => "Select a touchpoint, a stage or something at a touchpoint first",
            Needs::Touchpoint => "Select a touchpoint on the map first",
            Needs::Ideal => "Start an ideal journey first",
            Needs::NoIdeal => "The map has an ideal journey already",
            Needs::Comparison => "Compare today\u{2019}s journey with another one first",
            Needs::Gap => "Select a gap between today\u{2019}s and the map\u{2019}s own ideal journey first",
            Needs::Pair => "Select a pair of touchpoints in the comparison first",
            Needs::ComparedTouchpoint => "Select a touchpoint in the comparison first",
            Needs::PlanRow => "Select a row of the plan in the table first",
            Needs::Insights => "Open the Insights mode first",
            Needs::Finding => "Select a finding on the page of findings first",
            Needs::Feedback => "Select a piece of feedback on the page of the loop first",
            Needs::Parting => "Select a parting on the page that compares personas first",
            Needs::Chart => "Open the findings, the charts or the comparison of personas first",
            Needs::Portfolio => "Open the page of the portfolio first",
            Needs::PortfolioRow => "Select a map on the page of the portfolio first",
            Needs::OtherTarget => "The map\u{2019}s own ideal journey is being compared already",
        }
    }
}
