//! From gaps to rows, and from plan items whose gap is gone to rows.

use std::collections::BTreeMap;

use super::defaults::{Defaults, touchpoints};
use super::{PainNote, Plan, PlanRow, RowStatus, Scope, Source, Standing, Told};
use crate::compare::words::name_of;
use crate::compare::{Comparison, Entry, Gap, GapKey, Kind, PainFate};
use crate::model::*;

/// Every gap with what people planned for it, then the plan items without a gap.
pub(super) fn plan(map: &Map, target: &Journey, comparison: &Comparison) -> Plan {
    let scope = Scope::of(map.today(), target, comparison);
    let (mut planned, mut without) = (BTreeMap::<usize, Vec<&PlanItem>>::new(), Vec::new());
    let gaps = GapIndex::of(comparison);
    for item in map.plan() {
        match gaps.find(GapKey { from: item.from, to: item.to }) {
            Some(gap) => planned.entry(gap).or_default().push(item),
            None => without.push(&**item),
        }
    }
    let mut rows = Vec::new();
    for at in 0..comparison.gaps.len() {
        let row = gap_row(&scope, at);
        match planned.get(&at) {
            None => rows.push(row),
            Some(items) => rows.extend(items.iter().map(|item| said(row.clone(), item))),
        }
    }
    rows.extend(without.into_iter().map(|item| said(gapless_row(&scope, item), item)));
    Plan { persona: scope.persona, rows }
}

/// Every gap, for which nobody planned anything.
pub(super) fn between(from: &Journey, to: &Journey, comparison: &Comparison) -> Plan {
    let scope = Scope::of(from, to, comparison);
    let rows = (0..comparison.gaps.len()).map(|at| gap_row(&scope, at)).collect();
    Plan { persona: scope.persona, rows }
}

/// The gaps by every identity they are about, so that an item finds its gap though a pair was parted or a touchpoint
/// split since.
pub(super) struct GapIndex {
    by_key: BTreeMap<GapKey, usize>,
    by_from: BTreeMap<Uid, usize>,
    by_to: BTreeMap<Uid, usize>,
}

impl GapIndex {
    pub fn of(comparison: &Comparison) -> GapIndex {
        let mut index = GapIndex { by_key: BTreeMap::new(), by_from: BTreeMap::new(), by_to: BTreeMap::new() };
        for (at, gap) in comparison.gaps.iter().enumerate() {
            index.by_key.entry(gap.key).or_insert(at);
            for entry in comparison.subjects(gap) {
                for (uids, by) in [(&entry.from, &mut index.by_from), (&entry.to, &mut index.by_to)] {
                    uids.iter().for_each(|uid| {
                        by.entry(*uid).or_insert(at);
                    });
                }
            }
        }
        index
    }

    /// The gap of exactly that key, else the one that leads to the same element, else the one that starts from it.
    pub fn find(&self, key: GapKey) -> Option<usize> {
        let by_to = || key.to.and_then(|uid| self.by_to.get(&uid));
        let by_from = || key.from.and_then(|uid| self.by_from.get(&uid));
        self.by_key.get(&key).or_else(by_to).or_else(by_from).copied()
    }
}

/// The row of a gap for which nobody planned anything.
pub(super) fn gap_row(scope: &Scope<'_>, at: usize) -> PlanRow {
    let gap = &scope.comparison.gaps[at];
    let entry = &scope.comparison.entries[gap.entry];
    let defaults = Defaults::of(scope, gap);
    let moment_of_truth = defaults.touchpoints.iter().any(|touchpoint| touchpoint.moment_of_truth);
    let emotion = scope.persona.and_then(|persona| scope.comparison.gap_emotion(gap, persona)?.gap());
    let from_comparison = |value: &str| Told { value: value.to_owned(), source: Source::Comparison };
    PlanRow {
        standing: Standing::Differs(at),
        key: gap.key,
        item: None,
        step: step(scope, gap, entry),
        name: name(scope, scope.comparison.subjects(gap).next().unwrap_or(entry)),
        kind: Some(entry.kind),
        mark: Some(entry.mark),
        replaces: gap.replaces.is_some(),
        stage: gap.stage,
        stage_id: gap.stage.and_then(|at| stage_id(scope, at)),
        stage_name: gap.stage.map_or(String::new(), |at| stage_name(scope, at)),
        column: gap.column,
        is: from_comparison(&gap.is),
        should: from_comparison(&gap.should),
        pain: pain(scope, gap, entry),
        emotions: scope.comparison.gap_emotions(gap),
        emotion,
        evidence: gap.evidence,
        owner: defaults.owner(),
        effort: defaults.effort(),
        horizon: defaults.horizon(),
        status: defaults.status(),
        done_when: defaults.done_when(),
        closed: None,
        moment_of_truth,
        value: gap.weight * if moment_of_truth { 1.5 } else { 1.0 },
        worse: gap.worse,
        unjustified: gap.unjustified,
        note: String::new(),
    }
}

/// The row of a plan item without a gap, before what it says is put in.
fn gapless_row(scope: &Scope<'_>, item: &PlanItem) -> PlanRow {
    let key = GapKey { from: item.from, to: item.to };
    let is_known = match (item.from, item.to) {
        (_, Some(to)) => scope.to.contains_uid(to),
        // It was to go, and whether it went or the target took it back, nothing is left to do.
        (Some(_), None) => true,
        (None, None) => false,
    };
    let by_to = item.to.and_then(|uid| scope.comparison.entry_of_to(uid));
    let entry = by_to.or_else(|| item.from.and_then(|uid| scope.comparison.entry_of_from(uid)));
    let met = entry.map(|entry| touchpoints(scope, entry)).unwrap_or_default();
    let stage = met.first().and_then(|touchpoint| {
        let is_its = |id: Option<StageId>| id == Some(touchpoint.stage);
        scope.comparison.stages.iter().position(|stage| is_its(stage.from) || is_its(stage.to))
    });
    let unsaid = || Told { value: String::new(), source: Source::Unsaid };
    PlanRow {
        standing: if is_known { Standing::Gone } else { Standing::Elsewhere },
        key,
        item: None,
        step: entry.and_then(|entry| first_number(&scope.from_numbers, &entry.from)),
        name: entry.map_or(String::new(), |entry| name(scope, entry)),
        kind: entry.map(|entry| entry.kind),
        mark: None,
        replaces: false,
        stage,
        stage_id: stage.and_then(|at| stage_id(scope, at)),
        stage_name: stage.map_or(String::new(), |at| stage_name(scope, at)),
        column: None,
        is: unsaid(),
        should: unsaid(),
        pain: None,
        emotions: Vec::new(),
        emotion: None,
        evidence: Evidence::default(),
        owner: unsaid(),
        effort: Told { value: None, source: Source::Unsaid },
        horizon: Told { value: None, source: Source::Unsaid },
        status: Told { value: RowStatus::Open, source: Source::Unsaid },
        done_when: unsaid(),
        closed: None,
        moment_of_truth: met.iter().any(|touchpoint| touchpoint.moment_of_truth),
        value: 0.0,
        worse: false,
        unjustified: false,
        note: String::new(),
    }
}

/// The row with what somebody said in its place.
fn said(mut row: PlanRow, item: &PlanItem) -> PlanRow {
    let words = |place: &mut Told<String>, said: &str| {
        if !said.trim().is_empty() {
            *place = Told { value: said.to_owned(), source: Source::ByHand };
        }
    };
    words(&mut row.is, &item.is);
    words(&mut row.should, &item.should);
    words(&mut row.owner, &item.owner);
    words(&mut row.done_when, &item.done_when);
    if item.effort.is_some() {
        row.effort = Told { value: item.effort, source: Source::ByHand };
    }
    if item.horizon.is_some() {
        row.horizon = Told { value: item.horizon, source: Source::ByHand };
    }
    let seen_closed = row.standing == Standing::Gone && item.status != PlanStatus::Dropped;
    row.status = match seen_closed && item.status != PlanStatus::Closed {
        true => Told { value: RowStatus::Closed, source: Source::Comparison },
        false => Told { value: item.status.into(), source: Source::ByHand },
    };
    row.item = Some(item.id);
    row.closed = item.closed;
    row.note.clone_from(&item.note);
    row
}

/// Today's number of the touchpoint, or that of the place which an added one takes, or else its own.
fn step(scope: &Scope<'_>, gap: &Gap, entry: &Entry) -> Option<usize> {
    if entry.kind != Kind::Touchpoint {
        return None;
    }
    let shared = gap.column.and_then(|at| scope.comparison.columns.get(at)).and_then(|column| column.from);
    let shared = || scope.from_numbers.get(&shared?).copied();
    first_number(&scope.from_numbers, &entry.from)
        .or_else(shared)
        .or_else(|| first_number(&scope.to_numbers, &entry.to))
}

/// The number under which the map shows the first of these touchpoints.
fn first_number(numbers: &BTreeMap<TouchpointId, usize>, uids: &[Uid]) -> Option<usize> {
    numbers.get(&TouchpointId(*uids.first()?)).copied()
}

fn stage_id(scope: &Scope<'_>, at: usize) -> Option<StageId> {
    let column = scope.comparison.stages.get(at)?;
    column.from.or(column.to)
}

fn stage_name(scope: &Scope<'_>, at: usize) -> String {
    let Some(column) = scope.comparison.stages.get(at) else { return String::new() };
    let from = column.from.and_then(|id| scope.from.stage(id));
    let stage = from.or_else(|| column.to.and_then(|id| scope.to.stage(id)));
    stage.map_or(String::new(), |stage| match stage.name.trim().is_empty() {
        true => "Unnamed stage".to_owned(),
        false => stage.name.clone(),
    })
}

/// What an element is called in the first journey, or in the second where it is new.
pub(super) fn name(scope: &Scope<'_>, entry: &Entry) -> String {
    let in_from = entry.from.first().and_then(|uid| name_of(scope.from, entry.kind, *uid));
    let in_to = || entry.to.first().and_then(|uid| name_of(scope.to, entry.kind, *uid));
    in_from.or_else(in_to).unwrap_or_default()
}

/// The worst pain point of a gap: one that hangs at its touchpoints, or that it is about.
fn pain(scope: &Scope<'_>, gap: &Gap, entry: &Entry) -> Option<PainNote> {
    let mut from: Vec<PainId> = Vec::new();
    let mut to: Vec<PainId> = Vec::new();
    for part in gap.parts.iter().map(|part| &scope.comparison.entries[*part]).chain([entry]) {
        match part.kind {
            Kind::Pain => {
                from.extend(part.from.iter().map(|uid| PainId(*uid)));
                to.extend(part.to.iter().map(|uid| PainId(*uid)));
            }
            Kind::Touchpoint => {
                let at = |journey: &Journey, uids: &[Uid]| -> Vec<PainId> {
                    uids.iter().flat_map(|uid| journey.pains_at(TouchpointId(*uid))).map(|pain| pain.id).collect()
                };
                from.extend(at(scope.from, &part.from));
                to.extend(at(scope.to, &part.to));
            }
            Kind::Stage
            | Kind::Persona
            | Kind::Lane
            | Kind::Opportunity
            | Kind::Feedback
            | Kind::Measure
            | Kind::Link => {}
        }
    }
    let here = scope.changes.of_pains(from.into_iter(), to.into_iter());
    // What changes comes before what stays; then the more severe.
    let worst = here.iter().rev().max_by_key(|change| (change.fate != PainFate::Open, change.was.max(change.now)))?;
    let text = worst.from.and_then(|id| scope.from.pain(id)).or_else(|| worst.to.and_then(|id| scope.to.pain(id)));
    Some(PainNote {
        text: text.map_or(String::new(), |pain| pain.text.clone()),
        was: worst.was,
        now: worst.now,
        fate: worst.fate,
        reopened: worst.reopened,
        others: here.len() - 1,
    })
}
