//! Two journeys side by side: which element of one is which of the other, what differs, and how far it is from one to
//! the other.
//!
//! A comparison is a side table. It never changes either journey, is worked out again when one of them changed, and is
//! never saved; what people say about it (pairs confirmed or parted, the plan) is part of the map. Words for people are
//! made here, because the window, the command line and every export say the same sentences. Drawing, clocks and disks
//! never come here.

mod accept;
mod alignment;
mod changes;
mod columns;
mod comparison;
mod curves;
mod derive;
mod distance;
mod edges;
mod entries;
mod field;
mod fields;
mod gaps;
mod groups;
mod pains;
mod patch;
mod phrases;
mod plan;
mod sides;
mod sign;
#[cfg(test)]
mod tests;
mod words;
mod worth;

pub use accept::{Refusal, gaps_in_stage, take, take_from};
pub(crate) use alignment::words::{Vocabulary, Words};
pub use alignment::{Alignment, Likeness, Pair, Reason};
pub use alignment::{SURE, THRESHOLD};
pub use changes::Changes;
pub use comparison::*;
pub use derive::derive_ideal;
pub use patch::{Patch, PatchStep};
pub use plan::{
    Chip, Filter, Group, Grouping, Moment, Order, PainNote, Plan, PlanColumn, PlanCounts, PlanRow, PlanTable, Progress,
    RowStatus, Source, Standing, Told, Track, TrendPoint, snapshots_in_order,
};
pub use sign::Sign;
pub use words::name_of;

use columns::Common;
use groups::Groups;
use sides::{Said, Side};

/// Compares two journeys.
pub fn compare(sides: &Sides<'_>) -> Comparison {
    // Reading one side has nothing to do with the other, and takes a good part of the whole.
    let (from, to) = std::thread::scope(|scope| {
        let from = scope.spawn(|| Side::of(sides.from));
        let to = Side::of(sides.to);
        (from.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), to)
    });
    let said = Said::of(sides.pins, &from, &to);
    let alignment = alignment::align(&from, &to, &said);
    let mut groups = Groups::of(&from, &to, &alignment);
    let mut common = Common::of(&from, &to, &groups);
    in_common_order(&from, &to, &mut groups, &common);
    let source = entries::Source { from: &from, to: &to, alignment: &alignment, groups: &groups, common: &common };
    let people = entries::People::of(&groups);
    let mut valued = entries::entries(&source, &people);
    let pains = pains::pains(&source, &valued);
    let measures = pains::measures(&source, &valued);
    let gaps = gaps::gaps(&source, &mut valued, &pains);
    let distance = distance::distance(&source, &valued, &gaps);
    let curves = curves::curves(&from, &to, &people, &common.stages);
    for stage in &mut common.stages {
        let group = stage.to.and_then(|id| groups.of_to(id.0)).or(stage.from.and_then(|id| groups.of_from(id.0)));
        stage.mark = group.map_or(Mark::Kept, |at| valued[at].entry.mark);
    }
    let entries = valued.into_iter().map(|found| found.entry).collect();
    let (by_from, by_to) = groups.into_places();
    let (stages, columns) = (common.stages, common.columns);
    Comparison { alignment, entries, stages, columns, pains, measures, curves, gaps, distance, by_from, by_to }
}

/// Puts the groups in the order of the common journey: kind by kind, and what hangs on touchpoints in their order.
fn in_common_order(from: &Side, to: &Side, groups: &mut Groups, common: &Common) {
    let homes: Vec<Option<usize>> = groups.list.iter().map(|group| edges::home(from, to, groups, group)).collect();
    let place = |at: &usize| {
        let group = &groups.list[*at];
        let at = homes[*at].map_or(group, |home| &groups.list[home]);
        let (ours, theirs) = (at.from.first().copied(), at.to.first().copied());
        let common = common.column(ours, theirs).or_else(|| common.stage(ours, theirs)).unwrap_or(usize::MAX);
        let own = |side: &Side, uids: &[crate::model::Uid]| uids.first().and_then(|uid| side.place(*uid));
        let (ours, theirs) = (own(from, &group.from), own(to, &group.to));
        (group.kind, common, ours.or(theirs), ours.is_none(), theirs)
    };
    let mut order: Vec<usize> = (0..groups.list.len()).collect();
    order.sort_by_cached_key(place);
    groups.reorder(&order, &homes);
}
