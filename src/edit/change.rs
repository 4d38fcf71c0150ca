//! What a command did, record by record, so that it can be taken back and repeated.
//!
//! A change knows nothing of commands: it is a list of records before and after. Whatever can be said as records
//! can be undone.

use std::collections::BTreeMap;

use crate::model::{Map, MapKey, MapRecord, ModelError};

/// One record replaced (both sides), added (only `after`) or taken away (only `before`).
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The record as it was.
    pub before: Option<MapRecord>,
    /// The record as it is now.
    pub after: Option<MapRecord>,
}

impl Step {
    /// The key of the record; `None` for a step without either side, which does nothing.
    pub fn key(&self) -> Option<MapKey> {
        self.after.as_ref().or(self.before.as_ref()).map(MapRecord::key)
    }

    fn run(from: &Option<MapRecord>, to: &Option<MapRecord>, map: &mut Map) -> Result<(), ModelError> {
        match (from, to) {
            (_, Some(record)) => map.put(record.clone()).map(|_| ()),
            (Some(record), None) => map.take(record.key()).map(|_| ()),
            (None, None) => Ok(()),
        }
    }

    pub(super) fn apply_to(&self, map: &mut Map) -> Result<(), ModelError> {
        Step::run(&self.before, &self.after, map)
    }

    pub(super) fn revert(&self, map: &mut Map) -> Result<(), ModelError> {
        Step::run(&self.after, &self.before, map)
    }
}

/// What a command did.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What a person did, e.g. `Rename “Queue” to “Waiting line”`: the words after "Undo" in a menu.
    pub label: String,
    /// The steps, in the order in which they keep the map consistent.
    pub steps: Vec<Step>,
}

impl Change {
    /// Whether nothing changed, because everything already was as commanded.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// A change that ends where it began, such as a batch that locks and unlocks, becomes one without steps.
    pub(super) fn without_detours(mut self) -> Change {
        let mut net: BTreeMap<Option<MapKey>, (&Option<MapRecord>, &Option<MapRecord>)> = BTreeMap::new();
        for step in &self.steps {
            net.entry(step.key()).or_insert((&step.before, &step.after)).1 = &step.after;
        }
        if net.values().all(|(before, after)| before == after) {
            self.steps.clear();
        }
        self
    }

    /// Repeats the change on a map that is as it was before.
    ///
    /// # Errors
    /// If the map is another one and would no longer hang together. It is then unchanged.
    pub fn apply_to(&self, map: &mut Map) -> Result<(), ModelError> {
        for (at, step) in self.steps.iter().enumerate() {
            if let Err(error) = step.apply_to(map) {
                take_back(&self.steps[..at], map);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Takes the change back on a map that is as it was afterwards.
    ///
    /// # Errors
    /// As with [`Change::apply_to`].
    pub fn revert(&self, map: &mut Map) -> Result<(), ModelError> {
        for (at, step) in self.steps.iter().enumerate().rev() {
            if let Err(error) = step.revert(map) {
                for step in &self.steps[at + 1..] {
                    let repeated = step.apply_to(map);
                    debug_assert_eq!(repeated, Ok(()), "a step just taken back can be repeated");
                }
                return Err(error);
            }
        }
        Ok(())
    }

    /// Adds what `later` did, which happened directly after this; keeps the label of the earlier one.
    ///
    /// Where both only replaced the same record, the record in between is forgotten.
    pub fn absorb(&mut self, later: Change) {
        if let ([mine], [other]) = (&mut self.steps[..], &later.steps[..])
            && mine.key() == other.key()
        {
            mine.after = other.after.clone();
            if mine.before == mine.after {
                self.steps.clear();
            }
            return;
        }
        self.steps.extend(later.steps);
    }
}

/// Takes back the steps of a change that could not be finished, last first.
pub(super) fn take_back(steps: &[Step], map: &mut Map) {
    for step in steps.iter().rev() {
        let reverted = step.revert(map);
        debug_assert_eq!(reverted, Ok(()), "a step just made can be taken back");
    }
}
