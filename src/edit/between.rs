//! The change that turns one map into another, in an order in which the map hangs together at every step.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::change::{Change, Step};
use crate::model::*;

impl Change {
    /// What turns `from` into `to`, all but the map's own identity.
    ///
    /// Carrying it out fails only if one identity stands for elements of different kinds in the two maps.
    pub fn between(label: impl Into<String>, from: &Map, to: &Map) -> Change {
        let mut steps = Vec::new();
        let (old, new) = (beside(from), beside(to));
        // Pictures come first and go last, because the journeys refer to them.
        replace(&mut steps, &old, &new, |key| matches!(key, MapKey::About | MapKey::Picture(_)));
        journey_steps(&mut steps, State::Today, from.today(), to.today());
        match (from.ideal(), to.ideal()) {
            (None, None) => {}
            (Some(old), Some(new)) => journey_steps(&mut steps, State::Ideal, old, new),
            (before, after) => steps.push(Step { before: before.map(whole_ideal), after: after.map(whole_ideal) }),
        }
        replace(&mut steps, &old, &new, |key| !matches!(key, MapKey::About | MapKey::Picture(_)));
        remove(&mut steps, &old, &new, |key| !matches!(key, MapKey::About | MapKey::Picture(_)));
        remove(&mut steps, &old, &new, |key| matches!(key, MapKey::Picture(_)));
        Change { label: label.into(), steps }
    }

    /// What turns one journey into another: each record before and after, in an order in which the journey hangs
    /// together after every step.
    pub fn journey_steps(from: &Journey, to: &Journey) -> Vec<(Option<Record>, Option<Record>)> {
        let record = |record: MapRecord| match record {
            MapRecord::In(_, record) => Some(record),
            _ => None,
        };
        let mut steps = Vec::new();
        journey_steps(&mut steps, State::Today, from, to);
        steps.into_iter().map(|step| (step.before.and_then(record), step.after.and_then(record))).collect()
    }
}

type Records = BTreeMap<MapKey, MapRecord>;

fn whole_ideal(journey: &Journey) -> MapRecord {
    MapRecord::Ideal(Arc::new(journey.clone()))
}

/// Everything in a map but its journeys.
fn beside(map: &Map) -> Records {
    let about = MapRecord::About(map.about().clone());
    let pictures = map.pictures().cloned().map(MapRecord::Picture);
    let notes = map.notes().iter().cloned().map(MapRecord::Note);
    let pins = map.pins().cloned().map(MapRecord::Pin);
    let plan = map.plan().cloned().map(MapRecord::Plan);
    let snapshots = map.snapshots().cloned().map(MapRecord::Snapshot);
    let all = std::iter::once(about).chain(pictures).chain(notes).chain(pins).chain(plan).chain(snapshots);
    all.map(|record| (record.key(), record)).collect()
}

fn journey_steps(steps: &mut Vec<Step>, state: State, from: &Journey, to: &Journey) {
    let records = |journey: &Journey| -> Records {
        let in_state = |record| MapRecord::In(state, record);
        journey.records().into_iter().map(in_state).map(|record| (record.key(), record)).collect()
    };
    let (mut old, new) = (records(from), records(to));
    // Links that end elsewhere now could for a moment double another link, so they go first and come back.
    let rewired = |key: &MapKey| of(*key, is_link) && old.contains_key(key) && new.get(key) != old.get(key);
    let rewired: Vec<MapKey> = new.keys().copied().filter(rewired).collect();
    for key in rewired {
        steps.push(Step { before: old.remove(&key), after: None });
    }
    remove(steps, &old, &new, |key| of(key, is_edge));
    for put in [is_stage, is_persona, is_lane, is_node] {
        replace(steps, &old, &new, |key| of(key, put));
    }
    for taken in [is_node, is_lane, is_persona, is_stage] {
        remove(steps, &old, &new, |key| of(key, taken));
    }
    replace(steps, &old, &new, |key| of(key, is_edge));
}

fn of(key: MapKey, kind: fn(Key) -> bool) -> bool {
    matches!(key, MapKey::In(_, key) if kind(key))
}

fn is_stage(key: Key) -> bool {
    matches!(key, Key::Stage(_))
}

fn is_persona(key: Key) -> bool {
    matches!(key, Key::Persona(_))
}

fn is_lane(key: Key) -> bool {
    matches!(key, Key::Lane(_))
}

fn is_link(key: Key) -> bool {
    matches!(key, Key::Link(_))
}

fn is_edge(key: Key) -> bool {
    matches!(key, Key::Link(_) | Key::Feeling(..) | Key::Tie(_))
}

/// Touchpoints and what hangs at them.
fn is_node(key: Key) -> bool {
    matches!(key, Key::Touchpoint(_) | Key::Pain(_) | Key::Opportunity(_) | Key::Feedback(_) | Key::Measure(_))
}

/// Steps for the records that are new or different in `new`.
fn replace(steps: &mut Vec<Step>, old: &Records, new: &Records, chosen: impl Fn(MapKey) -> bool) {
    for (key, record) in new.iter().filter(|(key, _)| chosen(**key)) {
        let before = old.get(key);
        if before != Some(record) {
            steps.push(Step { before: before.cloned(), after: Some(record.clone()) });
        }
    }
}

/// Steps for the records that are missing in `new`.
fn remove(steps: &mut Vec<Step>, old: &Records, new: &Records, chosen: impl Fn(MapKey) -> bool) {
    for (_, record) in old.iter().filter(|(key, _)| chosen(**key) && !new.contains_key(key)) {
        steps.push(Step { before: Some(record.clone()), after: None });
    }
}
