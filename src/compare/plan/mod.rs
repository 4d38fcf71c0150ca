//! The plan: every gap between two journeys as a row that somebody can own, weigh, date and tick off.
//!
//! What people say stands in the map as [`PlanItem`]s; what they leave unsaid is taken from the opportunity that is
//! linked, from the touchpoint or from a measure, and every value knows where it comes from. Rows, filters, groups and
//! counts are worked out here, so that the window, the command line and the exports agree. Here never come the words
//! of a particular window, clocks or disks.

mod columns;
mod defaults;
mod export;
mod gone;
mod item;
mod progress;
mod rows;
mod view;

#[cfg(test)]
mod tests;

pub use columns::Column as PlanColumn;
pub use export::PlanTable;
pub use progress::{Moment, Progress, Track, TrendPoint, snapshots_in_order};
pub use view::{Chip, Filter, Group, Grouping, Order};

use std::collections::BTreeMap;

use super::{Changes, Comparison, EmotionChange, GapKey, Kind, Mark, PainFate, REPLACED};
use crate::model::*;

/// Where a value of the plan comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Nobody said it, and nothing to take it from was found.
    Unsaid,
    /// Somebody said it in the plan.
    ByHand,
    /// From an opportunity that answers a pain point here or improves the touchpoint.
    Opportunity(OpportunityId),
    /// From the touchpoint.
    Touchpoint(TouchpointId),
    /// From a measure.
    Measure(MeasureId),
    /// From the comparison of the two journeys.
    Comparison,
    /// From the snapshots.
    Snapshots,
}

impl Source {
    /// Where it comes from, as a person reads it.
    pub fn label(self) -> &'static str {
        match self {
            Source::Unsaid => "not said",
            Source::ByHand => "said in the plan",
            Source::Opportunity(_) => "from the opportunity",
            Source::Touchpoint(_) => "from the touchpoint",
            Source::Measure(_) => "from a measure",
            Source::Comparison => "from the comparison",
            Source::Snapshots => "from the snapshots",
        }
    }
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

/// How far a row of the plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowStatus {
    /// It was closed once, as the snapshots show, and is open again.
    Reopened,
    /// Somebody is on it.
    InProgress,
    /// Nobody has begun.
    Open,
    /// Done.
    Closed,
    /// Decided against.
    Dropped,
}

impl RowStatus {
    /// Every status, in the order in which they are shown.
    pub const ALL: [RowStatus; 5] =
        [RowStatus::Reopened, RowStatus::InProgress, RowStatus::Open, RowStatus::Closed, RowStatus::Dropped];

    /// The name in files that other programs read.
    pub fn key(self) -> &'static str {
        match self {
            RowStatus::Reopened => "reopened",
            RowStatus::InProgress => PlanStatus::InProgress.key(),
            RowStatus::Open => PlanStatus::Open.key(),
            RowStatus::Closed => PlanStatus::Closed.key(),
            RowStatus::Dropped => PlanStatus::Dropped.key(),
        }
    }

    /// The words a person reads.
    pub fn label(self) -> &'static str {
        match self {
            RowStatus::Reopened => "Reopened",
            RowStatus::InProgress => PlanStatus::InProgress.label(),
            RowStatus::Open => PlanStatus::Open.label(),
            RowStatus::Closed => PlanStatus::Closed.label(),
            RowStatus::Dropped => PlanStatus::Dropped.label(),
        }
    }

    /// Whether nothing is left to do.
    pub fn is_finished(self) -> bool {
        match self {
            RowStatus::Closed | RowStatus::Dropped => true,
            RowStatus::Reopened | RowStatus::InProgress | RowStatus::Open => false,
        }
    }

    /// What people can say of it; that something opened again is seen, not said.
    pub fn said(self) -> PlanStatus {
        match self {
            RowStatus::Reopened | RowStatus::Open => PlanStatus::Open,
            RowStatus::InProgress => PlanStatus::InProgress,
            RowStatus::Closed => PlanStatus::Closed,
            RowStatus::Dropped => PlanStatus::Dropped,
        }
    }
}

impl From<PlanStatus> for RowStatus {
    fn from(status: PlanStatus) -> Self {
        match status {
            PlanStatus::Open => RowStatus::Open,
            PlanStatus::InProgress => RowStatus::InProgress,
            PlanStatus::Closed => RowStatus::Closed,
            PlanStatus::Dropped => RowStatus::Dropped,
        }
    }
}

/// What became of the gap that a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The journeys differ here: an index into [`Comparison::gaps`].
    Differs(usize),
    /// They no longer differ here.
    Gone,
    /// What the plan item points at is not in the journey compared with, so nobody can say. The item may have been
    /// made for another target.
    Elsewhere,
}

/// The worst pain point that a row answers, and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PainNote {
    /// What hurts.
    pub text: String,
    /// Severity in the first journey.
    pub was: Option<Level>,
    /// Severity in the second journey.
    pub now: Option<Level>,
    /// What becomes of it.
    pub fate: PainFate,
    /// Whether it was resolved in the first journey and is not in the second.
    pub reopened: bool,
    /// How many others there are.
    pub others: usize,
}

impl PainNote {
    /// "4 → resolved", "4 → 2", "4, reduced", "3, stays", "resolved → 4", "new, 2"; "(+1)" for the others.
    pub fn words(&self) -> String {
        let level = |level: Option<Level>| level.map_or("?".to_owned(), |level| level.to_string());
        let (was, now) = (level(self.was), level(self.now));
        let words = match self.fate {
            PainFate::Resolved => format!("{was} → resolved"),
            // Somebody said so, though it hurts as much as before when it does.
            PainFate::Reduced if self.was == self.now => format!("{was}, reduced"),
            PainFate::Reduced => format!("{was} → {now}"),
            PainFate::Open => format!("{was}, stays"),
            PainFate::Worse if self.reopened => format!("resolved → {now}"),
            PainFate::Worse => format!("{was} → {now}, worse"),
            PainFate::Introduced => format!("new, {now}"),
        };
        if self.others > 0 { format!("{words} (+{})", self.others) } else { words }
    }
}

/// One row of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanRow {
    /// What became of the gap.
    pub standing: Standing,
    /// Its identity over time: the gap's, or the plan item's where there is no gap any more.
    pub key: GapKey,
    /// What somebody planned for it, if anybody did.
    pub item: Option<PlanItemId>,
    /// The number of the touchpoint on the map: today's, or that of the place an added one takes.
    pub step: Option<usize>,
    /// What it is called.
    pub name: String,
    /// What it is; `None` if it is gone from both journeys.
    pub kind: Option<Kind>,
    /// What became of it; `None` where the journeys no longer differ.
    pub mark: Option<Mark>,
    /// Whether it is a new touchpoint that takes the place of another.
    pub replaces: bool,
    /// Its stage, as an index into [`Comparison::stages`].
    pub stage: Option<usize>,
    /// Its stage's identity, in the first journey if it is there; known also where the stage is gone from both.
    pub stage_id: Option<StageId>,
    /// What its stage is called; empty where it is in none.
    pub stage_name: String,
    /// Its column, as an index into [`Comparison::columns`].
    pub column: Option<usize>,
    /// How it is now.
    pub is: Told<String>,
    /// How it should be.
    pub should: Told<String>,
    /// The worst pain point here.
    pub pain: Option<PainNote>,
    /// Every persona's emotion here.
    pub emotions: Vec<EmotionChange>,
    /// The main persona's gap, −20.0 … +20.0.
    pub emotion: Option<f64>,
    /// The weaker evidence of the two ends.
    pub evidence: Evidence,
    /// Who closes it; empty if nobody.
    pub owner: Told<String>,
    /// How much work it is.
    pub effort: Told<Option<Effort>>,
    /// When.
    pub horizon: Told<Option<Horizon>>,
    /// How far it is.
    pub status: Told<RowStatus>,
    /// How one will know that it is done.
    pub done_when: Told<String>,
    /// The day it was closed, or seen to be closed.
    pub closed: Option<Date>,
    /// Whether the journey is won or lost here.
    pub moment_of_truth: bool,
    /// How much closing it is worth, in touchpoints' worth of change, half as much again at a moment of truth.
    pub value: f64,
    /// Whether some value gets worse.
    pub worse: bool,
    /// Whether it adds a touchpoint that answers no pain point, opportunity or goal.
    pub unjustified: bool,
    /// What somebody noted.
    pub note: String,
}

impl PlanRow {
    /// Whether somebody said that it is closed while the journeys still differ.
    pub fn is_closed_but_differs(&self) -> bool {
        self.status.value == RowStatus::Closed && matches!(self.standing, Standing::Differs(_))
    }

    /// What became of it, in a word; `None` where the journeys no longer differ.
    pub fn change_label(&self) -> Option<&'static str> {
        if self.replaces { Some(REPLACED) } else { self.mark.map(Mark::label) }
    }

    /// Whether work is left that nobody owns.
    pub fn lacks_owner(&self) -> bool {
        !self.status.value.is_finished() && self.owner.value.trim().is_empty()
    }

    /// What closing it is worth for the work it takes: [`PlanRow::value`] for little work, half of it for a middling
    /// amount or where nobody said, a third for much.
    pub fn worth(&self) -> f64 {
        self.value
            / match self.effort.value {
                Some(Effort::Low) => 1.0,
                Some(Effort::Mid) | None => 2.0,
                Some(Effort::High) => 3.0,
            }
    }
}

/// How the rows of a plan count. A gap with several rows counts once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PlanCounts {
    /// All of them.
    pub total: usize,
    /// Closed, whether that was said or seen.
    pub closed: usize,
    /// Said to be closed while the journeys still differ; counted in `closed` too.
    pub closed_but_differ: usize,
    /// Closed once and open again.
    pub reopened: usize,
    /// Decided against.
    pub dropped: usize,
    /// Not finished, and nobody's.
    pub without_owner: usize,
}

impl PlanCounts {
    /// "7 of 12 gaps closed, 2 reopened".
    pub fn headline(&self) -> String {
        if self.total == 0 {
            return "No gaps".to_owned();
        }
        let gaps = if self.total == 1 { "gap" } else { "gaps" };
        let mut headline = format!("{} of {} {gaps} closed", self.closed, self.total);
        for (count, what) in [
            (self.closed_but_differ, "of them not yet on the map"),
            (self.reopened, "reopened"),
            (self.dropped, "dropped"),
        ] {
            if count > 0 {
                headline.push_str(&format!(", {count} {what}"));
            }
        }
        headline
    }

    /// "2 gaps have no owner"; `None` if each has one.
    pub fn owners(&self) -> Option<String> {
        match self.without_owner {
            0 => None,
            1 => Some("1 gap has no owner".to_owned()),
            many => Some(format!("{many} gaps have no owner")),
        }
    }
}

/// The plan for getting from one journey to the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// The main persona of the first journey, whose emotions [`PlanRow::emotion`] is about.
    pub persona: Option<PersonaId>,
    /// A row for every gap, then the plan items whose gap is gone. Several items about one gap have a row each.
    pub rows: Vec<PlanRow>,
}

impl Plan {
    /// The plan for getting from today's journey of `map` to `target`, which is its own ideal journey or another
    /// file's journey.
    pub fn of(map: &Map, target: &Journey, comparison: &Comparison) -> Plan {
        rows::plan(map, target, comparison)
    }

    /// The rows of all that differs between any two journeys, such as two snapshots: nobody plans what has happened.
    pub fn between(from: &Journey, to: &Journey, comparison: &Comparison) -> Plan {
        rows::between(from, to, comparison)
    }

    /// Adds what the snapshots show: gaps that were closed on the way get a row, and those that opened again say so.
    pub fn with_progress(mut self, progress: &Progress) -> Plan {
        gone::add_progress(&mut self, progress);
        self
    }

    /// How the rows count.
    pub fn counts(&self) -> PlanCounts {
        view::counts(self.rows.iter())
    }
}

/// What is compared, while rows are made of it.
struct Scope<'a> {
    from: &'a Journey,
    to: &'a Journey,
    comparison: &'a Comparison,
    changes: Changes<'a>,
    persona: Option<PersonaId>,
    from_numbers: BTreeMap<TouchpointId, usize>,
    to_numbers: BTreeMap<TouchpointId, usize>,
}

impl<'a> Scope<'a> {
    fn of(from: &'a Journey, to: &'a Journey, comparison: &'a Comparison) -> Scope<'a> {
        let persona = from.personas().next().or(to.personas().next()).map(|persona| persona.id);
        // The numbers under which a map shows its touchpoints.
        let numbers = |journey: &Journey| (1..).zip(journey.touchpoints()).map(|(at, t)| (t.id, at)).collect();
        let (from_numbers, to_numbers) = (numbers(from), numbers(to));
        Scope { from, to, comparison, changes: Changes::of(comparison), persona, from_numbers, to_numbers }
    }
}
