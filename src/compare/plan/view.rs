//! Which rows are shown, in which groups and in which order.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::{Plan, PlanCounts, PlanRow, RowStatus, Standing};
use crate::model::*;

/// A condition that can be switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chip {
    /// Open, or somebody is on it.
    Open,
    /// Opened again.
    Reopened,
    /// Closed.
    Closed,
    /// Decided against.
    Dropped,
    /// Not finished, and nobody's.
    NoOwner,
    /// Resting on assumptions only.
    Assumed,
    /// At a moment of truth.
    MomentsOfTruth,
}

impl Chip {
    /// Every condition, in the order in which they are shown.
    pub const ALL: [Chip; 7] =
        [Chip::Open, Chip::Reopened, Chip::Closed, Chip::Dropped, Chip::NoOwner, Chip::Assumed, Chip::MomentsOfTruth];

    /// The words a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Chip::Open => "Open",
            Chip::Reopened => "Reopened",
            Chip::Closed => "Closed",
            Chip::Dropped => "Dropped",
            Chip::NoOwner => "No owner",
            Chip::Assumed => "Assumed only",
            Chip::MomentsOfTruth => "Moments of truth",
        }
    }

    /// Whether a row meets the condition.
    pub fn takes(self, row: &PlanRow) -> bool {
        let status = row.status.value;
        match self {
            Chip::Open => matches!(status, RowStatus::Open | RowStatus::InProgress),
            Chip::Reopened => status == RowStatus::Reopened,
            Chip::Closed => status == RowStatus::Closed,
            Chip::Dropped => status == RowStatus::Dropped,
            Chip::NoOwner => row.lacks_owner(),
            Chip::Assumed => row.evidence == Evidence::Assumed,
            Chip::MomentsOfTruth => row.moment_of_truth,
        }
    }

    /// Whether it is about how far a row is. A row has one status, so such conditions are met one or the other;
    /// all others have to be met together.
    fn is_status(self) -> bool {
        match self {
            Chip::Open | Chip::Reopened | Chip::Closed | Chip::Dropped => true,
            Chip::NoOwner | Chip::Assumed | Chip::MomentsOfTruth => false,
        }
    }
}

/// Which rows are shown. The default shows all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Conditions that are switched on.
    pub chips: BTreeSet<Chip>,
    /// Only this stage, by [`PlanRow::stage_id`].
    pub stage: Option<StageId>,
    /// Only this owner's.
    pub owner: Option<String>,
}

impl Filter {
    /// Whether a row is shown.
    pub fn takes(&self, row: &PlanRow) -> bool {
        let mut status = self.chips.iter().filter(|chip| chip.is_status()).peekable();
        let status_fits = status.peek().is_none() || status.any(|chip| chip.takes(row));
        let rest_fits = self.chips.iter().filter(|chip| !chip.is_status()).all(|chip| chip.takes(row));
        let stage_fits = self.stage.is_none_or(|stage| row.stage_id == Some(stage));
        let owner_fits = self.owner.as_ref().is_none_or(|owner| owner.trim() == row.owner.value.trim());
        status_fits && rest_fits && stage_fits && owner_fits
    }
}

/// What rows are put together by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// When they are due.
    #[default]
    Horizon,
    /// Where on the journey they are.
    Stage,
    /// Whose they are.
    Owner,
    /// How far they are.
    Status,
    /// All in one.
    None,
}

impl Grouping {
    /// Every way, in the order in which they are offered.
    pub const ALL: [Grouping; 5] =
        [Grouping::Horizon, Grouping::Stage, Grouping::Owner, Grouping::Status, Grouping::None];

    /// The word a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Grouping::Horizon => "Horizon",
            Grouping::Stage => "Stage",
            Grouping::Owner => "Owner",
            Grouping::Status => "Status",
            Grouping::None => "Nothing",
        }
    }
}

/// The order of rows within a group. Whatever is finished comes last, but for [`Order::Journey`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// Most worth for the work first; see [`PlanRow::worth`].
    #[default]
    Worth,
    /// Most worth first, whatever the work; see [`PlanRow::value`].
    Value,
    /// The largest emotional gap of the main persona first, whichever way it points.
    Emotion,
    /// In the order of the journey.
    Journey,
}

impl Order {
    /// Every order, in the order in which they are offered.
    pub const ALL: [Order; 4] = [Order::Worth, Order::Value, Order::Emotion, Order::Journey];

    /// The words a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Order::Worth => "Most worth the work",
            Order::Value => "Largest first",
            Order::Emotion => "Emotional gap",
            Order::Journey => "Along the journey",
        }
    }
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What they have in common, e.g. "Now"; empty if all rows are in one group.
    pub title: String,
    /// A few more words on that, e.g. "This quarter"; may be empty.
    pub subtitle: &'static str,
    /// Places in [`Plan::rows`].
    pub rows: Vec<usize>,
    /// How they count.
    pub counts: PlanCounts,
    /// The main persona's emotional gaps in sum; `None` if none is known.
    pub emotion: Option<f64>,
}

impl Group {
    /// "6 gaps, 4 closed".
    pub fn summary(&self) -> String {
        let gaps = if self.counts.total == 1 { "gap" } else { "gaps" };
        match self.counts.closed {
            0 => format!("{} {gaps}", self.counts.total),
            closed => format!("{} {gaps}, {closed} closed", self.counts.total),
        }
    }
}

impl Plan {
    /// The rows that a filter takes, in groups and in order. Groups without rows are left out.
    pub fn groups(&self, filter: &Filter, grouping: Grouping, order: Order) -> Vec<Group> {
        let mut groups: BTreeMap<GroupKey, Vec<usize>> = BTreeMap::new();
        let stages = self.stage_places();
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| filter.takes(row)) {
            groups.entry(GroupKey::of(row, grouping, &stages)).or_default().push(at);
        }
        let sorted = groups.into_iter().map(|(key, mut rows)| {
            rows.sort_by(|a, b| compare(&self.rows[*a], &self.rows[*b], order, &stages).then(a.cmp(b)));
            let shown = || rows.iter().map(|at| &self.rows[*at]);
            let emotion = shown().filter_map(|row| row.emotion).reduce(|sum, emotion| sum + emotion);
            let (title, subtitle) = key.title();
            Group { title, subtitle, counts: counts(shown()), emotion, rows }
        });
        sorted.collect()
    }

    /// How many rows each condition takes.
    pub fn chip_counts(&self) -> Vec<(Chip, usize)> {
        Chip::ALL.into_iter().map(|chip| (chip, self.rows.iter().filter(|row| chip.takes(row)).count())).collect()
    }

    /// The stages that have rows and what they are called, in the order of the journey.
    pub fn stages(&self) -> Vec<(StageId, &str)> {
        let mut stages: Vec<(StagePlace<'_>, StageId)> =
            self.stage_places().into_iter().map(|(id, place)| (place, id)).collect();
        stages.sort();
        stages.into_iter().map(|((_, name), id)| (id, name)).collect()
    }

    /// Where in the journey a stage stands, and what it is called there; stages that are gone stand at the end.
    fn stage_places(&self) -> BTreeMap<StageId, StagePlace<'_>> {
        let mut places = BTreeMap::new();
        for row in &self.rows {
            let Some(id) = row.stage_id else { continue };
            let place: StagePlace<'_> = (row.stage.unwrap_or(usize::MAX), &row.stage_name);
            let known = places.entry(id).or_insert(place);
            *known = place.min(*known);
        }
        places
    }
}

/// Where a stage stands, and what it is called.
type StagePlace<'p> = (usize, &'p str);

/// What a group has in common, in the order of the groups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum GroupKey {
    All,
    Horizon(Horizon),
    NoHorizon,
    Stage(usize, String, StageId),
    NoStage,
    Owner(String),
    NoOwner,
    Status(RowStatus),
}

impl GroupKey {
    fn of(row: &PlanRow, grouping: Grouping, stages: &BTreeMap<StageId, StagePlace<'_>>) -> GroupKey {
        match grouping {
            Grouping::Horizon => row.horizon.value.map_or(GroupKey::NoHorizon, GroupKey::Horizon),
            Grouping::Stage => match row.stage_id.and_then(|id| Some((id, stages.get(&id)?))) {
                Some((id, (at, name))) => GroupKey::Stage(*at, (*name).to_owned(), id),
                None => GroupKey::NoStage,
            },
            Grouping::Owner => match row.owner.value.trim() {
                "" => GroupKey::NoOwner,
                owner => GroupKey::Owner(owner.to_owned()),
            },
            Grouping::Status => GroupKey::Status(row.status.value),
            Grouping::None => GroupKey::All,
        }
    }

    fn title(self) -> (String, &'static str) {
        match self {
            GroupKey::All => (String::new(), ""),
            GroupKey::Horizon(horizon) => {
                let subtitle = match horizon {
                    Horizon::Now => "This quarter",
                    Horizon::Next => "This year",
                    Horizon::Later => "After that",
                };
                (horizon.label().to_owned(), subtitle)
            }
            GroupKey::NoHorizon => ("No horizon".to_owned(), "Not said yet"),
            GroupKey::Stage(_, name, _) => (name, ""),
            GroupKey::NoStage => ("Whole journey".to_owned(), ""),
            GroupKey::Owner(owner) => (owner, ""),
            GroupKey::NoOwner => ("No owner".to_owned(), ""),
            GroupKey::Status(status) => (status.label().to_owned(), ""),
        }
    }
}

fn compare(a: &PlanRow, b: &PlanRow, order: Order, stages: &BTreeMap<StageId, StagePlace<'_>>) -> Ordering {
    let place = |row: &PlanRow| {
        let stage = row.stage_id.and_then(|id| stages.get(&id)).map_or(usize::MAX, |(at, _)| *at);
        (stage, row.column.unwrap_or(usize::MAX), row.step.unwrap_or(usize::MAX))
    };
    let along = || place(a).cmp(&place(b));
    let finished = || a.status.value.is_finished().cmp(&b.status.value.is_finished());
    let emotion = |row: &PlanRow| row.emotion.map_or(-1.0, f64::abs);
    match order {
        Order::Worth => finished().then(b.worth().total_cmp(&a.worth())).then_with(along),
        Order::Value => finished().then(b.value.total_cmp(&a.value)).then_with(along),
        Order::Emotion => finished().then(emotion(b).total_cmp(&emotion(a))).then_with(along),
        Order::Journey => along(),
    }
}

/// How rows count. Rows about one gap count once: it is closed when all of them are.
pub(super) fn counts<'r>(rows: impl Iterator<Item = &'r PlanRow>) -> PlanCounts {
    let mut counts = PlanCounts::default();
    let mut by_gap: BTreeMap<(bool, usize), Vec<&PlanRow>> = BTreeMap::new();
    for (at, row) in rows.enumerate() {
        let gap = match row.standing {
            Standing::Differs(gap) => (true, gap),
            Standing::Gone | Standing::Elsewhere => (false, at),
        };
        by_gap.entry(gap).or_default().push(row);
    }
    for rows in by_gap.into_values() {
        let all = |holds: fn(&PlanRow) -> bool| rows.iter().all(|row| holds(row));
        let any = |holds: fn(&PlanRow) -> bool| rows.iter().any(|row| holds(row));
        let dropped = all(|row| row.status.value == RowStatus::Dropped);
        let closed = !dropped && all(|row| row.status.value.is_finished());
        counts.total += 1;
        counts.dropped += usize::from(dropped);
        counts.closed += usize::from(closed);
        counts.closed_but_differ += usize::from(closed && any(PlanRow::is_closed_but_differs));
        counts.reopened += usize::from(any(|row| row.status.value == RowStatus::Reopened));
        counts.without_owner += usize::from(any(PlanRow::lacks_owner));
    }
    counts
}
