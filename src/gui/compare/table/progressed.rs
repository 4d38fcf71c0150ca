//! The plan together with what the snapshots show, worked out away from the window's thread.
//!
//! Every snapshot is compared anew, so this is asked for only where it is shown. Here never comes drawing.

use std::sync::Arc;

use crate::compare::{Filter, Grouping, Order, Plan, PlanTable, Progress};
use crate::gui::compare::{Made, Target};
use crate::gui::panels::shown;

/// A comparison's plan and how far it has come.
pub struct Progressed {
    /// The comparison.
    pub made: Arc<Made>,
    /// What the snapshots show; `None` between two days, where nobody plans anything.
    pub progress: Option<Progress>,
    /// A row for every gap, also for those that are gone.
    pub plan: Plan,
}

impl Progressed {
    /// Compares every snapshot with what the map is compared with.
    pub fn work_out(made: Arc<Made>) -> Progressed {
        let (plan, progress) = match made.target {
            Target::Own | Target::File(_) => {
                let progress = Progress::work_out(&made.map, made.to(), &made.pins, &made.comparison);
                (Plan::of(&made.map, made.to(), &made.comparison).with_progress(&progress), Some(progress))
            }
            Target::Snapshot(_) => (Plan::between(made.from(), made.to(), &made.comparison), None),
        };
        Progressed { made, progress, plan }
    }

    /// Whether the rows tell what has happened instead of what is to be done.
    pub fn is_record(&self) -> bool {
        matches!(self.made.target, Target::Snapshot(_))
    }

    /// The table as it is exported.
    pub fn table<'a>(&'a self, title: &'a str, filter: &'a Filter, (grouping, order): (Grouping, Order)) -> PlanTable<'a> {
        PlanTable {
            title,
            is_record: self.is_record(),
            plan: &self.plan,
            comparison: &self.made.comparison,
            progress: self.progress.as_ref(),
            filter,
            grouping,
            order,
        }
    }

    /// What stands at the head of the exported plan.
    pub fn title(&self) -> String {
        let what = if self.is_record() { "Changes" } else { "Plan" };
        format!("{what}: {}", shown(&self.made.map.about().title, "untitled map"))
    }
}
