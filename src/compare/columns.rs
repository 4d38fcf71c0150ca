//! The common journey: the stages and touchpoints of both journeys in one order, and what has moved in it.

use std::collections::BTreeMap;

use super::alignment::chain::{Point, longest_chain};
use super::comparison::{Column, Kind, Mark, Move, StageColumn};
use super::groups::Groups;
use super::sides::Side;
use crate::model::hash::HashMap;
use crate::model::*;

/// The common order of both journeys.
pub(super) struct Common {
    /// The stages; their marks are not worked out yet.
    pub stages: Vec<StageColumn>,
    /// The columns.
    pub columns: Vec<Column>,
    /// What moved, by its identity in the first journey.
    pub moves: HashMap<Uid, Move>,
    column_of_from: HashMap<Uid, usize>,
    column_of_to: HashMap<Uid, usize>,
    stage_of_from: HashMap<Uid, usize>,
    stage_of_to: HashMap<Uid, usize>,
}

impl Common {
    /// The common order of two journeys.
    pub fn of(from: &Side, to: &Side, groups: &Groups) -> Common {
        let stages = Order::of(from, to, groups, Kind::Stage, |_, _| Some(0));
        let same_stage = |ours: Uid, theirs: Uid| {
            let ours = from.journey.touchpoint(TouchpointId(ours))?.stage.0;
            let theirs = to.journey.touchpoint(TouchpointId(theirs))?.stage.0;
            groups.is_same(ours, theirs).then_some(groups.of_from(ours)?)
        };
        let touchpoints = Order::of(from, to, groups, Kind::Touchpoint, same_stage);
        let mut common = Common {
            stages: Vec::new(),
            columns: Vec::with_capacity(from.list(Kind::Touchpoint).len()),
            moves: HashMap::default(),
            column_of_from: HashMap::with_capacity_and_hasher(from.list(Kind::Touchpoint).len(), Default::default()),
            column_of_to: HashMap::with_capacity_and_hasher(to.list(Kind::Touchpoint).len(), Default::default()),
            stage_of_from: HashMap::default(),
            stage_of_to: HashMap::default(),
        };
        for (ours, theirs) in stage_order(from, to, groups, &stages) {
            common.add_stage(from, to, groups, &touchpoints, (ours, theirs));
        }
        common.moves = stages.moves.into_iter().chain(touchpoints.moves).collect();
        common
    }

    fn add_stage(
        &mut self,
        from: &Side,
        to: &Side,
        groups: &Groups,
        order: &Order,
        (ours, theirs): (Option<Uid>, Option<Uid>),
    ) {
        let stage = self.stages.len();
        let inside = |side: &Side, id: Option<Uid>| -> Vec<Uid> {
            let ids = id.into_iter().flat_map(|id| side.journey.touchpoints_in(StageId(id)));
            ids.map(|touchpoint| touchpoint.id.0).collect()
        };
        let begin = self.columns.len();
        for run in interleave(&inside(from, ours), &inside(to, theirs), |uid| order.stays.get(&uid).copied()) {
            self.add_run(stage, &run, groups);
        }
        self.stage_of_from.extend(ours.map(|id| (id, stage)));
        self.stage_of_to.extend(theirs.map(|id| (id, stage)));
        self.stages.push(StageColumn {
            from: ours.map(StageId),
            to: theirs.map(StageId),
            mark: Mark::Kept,
            columns: begin..self.columns.len(),
        });
    }

    /// What stands between two touchpoints that stayed, and the second of them. A removed touchpoint and an added one
    /// share a column, in their order.
    fn add_run(&mut self, stage: usize, run: &Run, groups: &Groups) {
        let alone = |group: Option<usize>| {
            group.is_some_and(|at| {
                let group = &groups.list[at];
                group.from.is_empty() || group.to.is_empty()
            })
        };
        let removed = run.from.iter().copied().filter(|uid| alone(groups.of_from(*uid)));
        let added = run.to.iter().copied().filter(|uid| alone(groups.of_to(*uid)));
        let replaced: HashMap<Uid, Uid> = removed.zip(added).collect();
        for part in interleave(&run.from, &run.to, |uid| replaced.get(&uid).copied()) {
            part.from.iter().for_each(|uid| self.add_column(stage, Some(*uid), None));
            part.to.iter().for_each(|uid| self.add_column(stage, None, Some(*uid)));
            if let Some((ours, theirs)) = part.end {
                self.add_column(stage, Some(ours), Some(theirs));
            }
        }
        if let Some((ours, theirs)) = run.end {
            self.add_column(stage, Some(ours), Some(theirs));
        }
    }

    fn add_column(&mut self, stage: usize, from: Option<Uid>, to: Option<Uid>) {
        let at = self.columns.len();
        self.column_of_from.extend(from.map(|uid| (uid, at)));
        self.column_of_to.extend(to.map(|uid| (uid, at)));
        self.columns.push(Column { stage, from: from.map(TouchpointId), to: to.map(TouchpointId) });
    }

    /// The column of a touchpoint: of its identity in the second journey if it has one, else in the first.
    pub fn column(&self, from: Option<Uid>, to: Option<Uid>) -> Option<usize> {
        let there = to.and_then(|uid| self.column_of_to.get(&uid));
        there.or_else(|| from.and_then(|uid| self.column_of_from.get(&uid))).copied()
    }

    /// The stage column of a stage, found as in [`Common::column`].
    pub fn stage(&self, from: Option<Uid>, to: Option<Uid>) -> Option<usize> {
        let there = to.and_then(|uid| self.stage_of_to.get(&uid));
        there.or_else(|| from.and_then(|uid| self.stage_of_from.get(&uid))).copied()
    }
}

/// What stayed in place among the elements of one kind, and what moved.
struct Order {
    /// The partner of every element of the first journey that stayed.
    stays: HashMap<Uid, Uid>,
    moves: HashMap<Uid, Move>,
}

impl Order {
    /// `home` says in which part of the journey a pair belongs, or that its elements are in different ones.
    fn of(from: &Side, to: &Side, groups: &Groups, kind: Kind, home: impl Fn(Uid, Uid) -> Option<usize>) -> Order {
        let pairs: Vec<(Uid, Uid)> = groups.of_kind(kind).filter_map(|group| group.main_pair()).collect();
        let mut homes: BTreeMap<usize, Vec<Point>> = BTreeMap::new();
        for (ours, theirs) in &pairs {
            if let (Some(home), Some(a), Some(b)) = (home(*ours, *theirs), from.place(*ours), to.place(*theirs)) {
                homes.entry(home).or_default().push(Point::new((a, *ours), (b, *theirs)));
            }
        }
        let mut places: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        let mut stays = HashMap::with_capacity_and_hasher(pairs.len(), Default::default());
        for (home, points) in &homes {
            let kept = longest_chain(points).into_iter().zip(points).filter(|(stays, _)| *stays);
            let (in_from, in_to) = places.entry(*home).or_default();
            for (_, at) in kept {
                stays.insert(from.list(kind)[at.from], to.list(kind)[at.to]);
                in_from.push(at.from);
                in_to.push(at.to);
            }
            in_from.sort_unstable();
            in_to.sort_unstable();
        }
        let (before_from, before_to) = counts_before(from, to, kind, &stays);
        let mut moves = HashMap::default();
        for (ours, theirs) in pairs.iter().filter(|(ours, _)| !stays.contains_key(ours)) {
            let (Some(a), Some(b)) = (from.place(*ours), to.place(*theirs)) else { continue };
            let home = home(*ours, *theirs);
            let (was, is) = match home.and_then(|home| places.get(&home)) {
                // Within its part of the journey a thing has not moved because that part did.
                Some((in_from, in_to)) => (in_from.partition_point(|at| *at < a), in_to.partition_point(|at| *at < b)),
                None => (before_from[a], before_to[b]),
            };
            moves.insert(*ours, Move { steps: is as i64 - was as i64, other_stage: home.is_none() });
        }
        Order { stays, moves }
    }
}

/// How many elements that stayed stand before each place, in either journey.
fn counts_before(from: &Side, to: &Side, kind: Kind, stays: &HashMap<Uid, Uid>) -> (Vec<usize>, Vec<usize>) {
    let count = |list: &[Uid], stayed: &dyn Fn(Uid) -> bool| -> Vec<usize> {
        let step = |so_far: &mut usize, uid: &Uid| {
            let before = *so_far;
            *so_far += usize::from(stayed(*uid));
            Some(before)
        };
        list.iter().scan(0, step).collect()
    };
    let theirs: crate::model::hash::HashSet<Uid> = stays.values().copied().collect();
    let before_from = count(from.list(kind), &|uid| stays.contains_key(&uid));
    (before_from, count(to.list(kind), &|uid| theirs.contains(&uid)))
}

/// The stages of both journeys in one order: a removed one at its old place, a moved one at its new place.
fn stage_order(from: &Side, to: &Side, groups: &Groups, order: &Order) -> Vec<(Option<Uid>, Option<Uid>)> {
    let mut found = Vec::new();
    let (ours, theirs) = (from.list(Kind::Stage), to.list(Kind::Stage));
    let main = |group: Option<usize>| group.and_then(|at| groups.list[at].main_pair());
    for run in interleave(ours, theirs, |uid| order.stays.get(&uid).copied()) {
        let moved = |uid: &Uid| main(groups.of_from(*uid)).is_some_and(|pair| pair.0 == *uid);
        found.extend(run.from.iter().filter(|uid| !moved(uid)).map(|uid| (Some(*uid), None)));
        for uid in run.to {
            let partner = main(groups.of_to(uid)).filter(|pair| pair.1 == uid).map(|pair| pair.0);
            found.push((partner, Some(uid)));
        }
        found.extend(run.end.map(|(ours, theirs)| (Some(ours), Some(theirs))));
    }
    found
}

/// What stands between two elements that are in both lists, and the second of them.
struct Run {
    from: Vec<Uid>,
    to: Vec<Uid>,
    end: Option<(Uid, Uid)>,
}

/// Cuts two lists where both have the same element. Partners must stand in the same order in both.
fn interleave(from: &[Uid], to: &[Uid], partner: impl Fn(Uid) -> Option<Uid>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut waiting = Vec::new();
    let mut next = 0;
    for uid in from {
        let there = partner(*uid).and_then(|other| to[next..].iter().position(|uid| *uid == other));
        match there {
            Some(offset) => {
                let between = to[next..next + offset].to_vec();
                next += offset + 1;
                runs.push(Run { from: std::mem::take(&mut waiting), to: between, end: Some((*uid, to[next - 1])) });
            }
            None => waiting.push(*uid),
        }
    }
    runs.push(Run { from: waiting, to: to[next..].to_vec(), end: None });
    runs
}
