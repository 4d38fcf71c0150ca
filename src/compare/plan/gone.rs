//! What the snapshots add to a plan: gaps that are gone, and gaps that came back.

use std::collections::{BTreeMap, BTreeSet};

use super::{Plan, PlanRow, Progress, RowStatus, Source, Standing, Told, Track};
use crate::compare::GapKey;
use crate::model::Uid;

/// Marks the rows of gaps that came back, tells rows of gaps that are gone what they were, and adds a row for every
/// gap that went without anybody having planned it.
pub(super) fn add_progress(plan: &mut Plan, progress: &Progress) {
    let mut places = Places::default();
    plan.rows.iter().enumerate().for_each(|(at, row)| places.add(row.key, at));
    for track in &progress.tracks {
        let rows = places.of(track.row.key);
        if track.is_there {
            if track.came_back {
                rows.iter().for_each(|at| reopen(&mut plan.rows[*at], track));
            }
        } else if rows.is_empty() {
            places.add(track.row.key, plan.rows.len());
            plan.rows.push(closed(track));
        } else {
            rows.iter().for_each(|at| recall(&mut plan.rows[*at], track));
        }
    }
}

/// Where the rows of a gap are. Gaps are followed by either end.
#[derive(Default)]
struct Places {
    by_from: BTreeMap<Uid, Vec<usize>>,
    by_to: BTreeMap<Uid, Vec<usize>>,
}

impl Places {
    fn add(&mut self, key: GapKey, at: usize) {
        key.from.into_iter().for_each(|uid| self.by_from.entry(uid).or_default().push(at));
        key.to.into_iter().for_each(|uid| self.by_to.entry(uid).or_default().push(at));
    }

    fn of(&self, key: GapKey) -> BTreeSet<usize> {
        let from = key.from.and_then(|uid| self.by_from.get(&uid));
        let to = key.to.and_then(|uid| self.by_to.get(&uid));
        from.into_iter().chain(to).flatten().copied().collect()
    }
}

/// Somebody who is on it, or decided against it, has said so knowing that it is there; so has somebody who closed it
/// after it had been seen to go.
fn reopen(row: &mut PlanRow, track: &Track) {
    match row.status.value {
        RowStatus::Closed if row.closed > track.went => {}
        RowStatus::Open | RowStatus::Closed => {
            row.status = Told { value: RowStatus::Reopened, source: Source::Snapshots };
            row.closed = track.went;
        }
        RowStatus::Reopened | RowStatus::InProgress | RowStatus::Dropped => {}
    }
}

/// Puts back what the gap was where a plan item does not say it.
fn recall(row: &mut PlanRow, track: &Track) {
    if row.standing != Standing::Gone {
        return;
    }
    let (was, said) = (track.row.clone(), row.clone());
    let told = |said: Told<String>, was: Told<String>| if said.source == Source::Unsaid { was } else { said };
    *row = PlanRow {
        standing: Standing::Gone,
        item: said.item,
        key: said.key,
        stage: said.stage,
        stage_id: if said.stage.is_some() { said.stage_id } else { was.stage_id },
        stage_name: if said.stage.is_some() { said.stage_name } else { was.stage_name.clone() },
        column: None,
        is: told(said.is, was.is.clone()),
        should: told(said.should, was.should.clone()),
        owner: told(said.owner, was.owner.clone()),
        effort: if said.effort.value.is_some() { said.effort } else { was.effort.clone() },
        horizon: if said.horizon.value.is_some() { said.horizon } else { was.horizon.clone() },
        status: said.status,
        done_when: told(said.done_when, was.done_when.clone()),
        closed: said.closed.or(track.went),
        note: said.note,
        ..was
    };
}

/// The row of a gap that went.
fn closed(track: &Track) -> PlanRow {
    PlanRow {
        standing: Standing::Gone,
        status: Told { value: RowStatus::Closed, source: Source::Snapshots },
        closed: track.went,
        // Places in an earlier comparison mean nothing in the present one.
        stage: None,
        column: None,
        ..track.row.clone()
    }
}
