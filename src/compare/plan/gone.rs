//! What the snapshots add to a plan: gaps that are gone, and gaps that came back.

use super::{Plan, PlanRow, Progress, RowStatus, Source, Standing, Told, Track};
use crate::compare::GapKey;

/// Marks the rows of gaps that came back, tells rows of gaps that are gone what they were, and adds a row for every
/// gap that went without anybody having planned it.
pub(super) fn add_progress(plan: &mut Plan, progress: &Progress) {
    for track in &progress.tracks {
        let mut rows: Vec<&mut PlanRow> = plan.rows.iter_mut().filter(|row| is_same(row.key, track.row.key)).collect();
        if track.is_there {
            if track.came_back {
                rows.iter_mut().for_each(|row| reopen(row, track));
            }
        } else if rows.is_empty() {
            plan.rows.push(closed(track));
        } else {
            rows.iter_mut().for_each(|row| recall(row, track));
        }
    }
}

/// Gaps are followed by either end.
fn is_same(one: GapKey, other: GapKey) -> bool {
    (one.to.is_some() && one.to == other.to) || (one.from.is_some() && one.from == other.from)
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
