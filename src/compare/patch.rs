//! The exact difference between two journeys, record by record: what would have to be put and taken.
//!
//! A patch knows nothing of likeness: an element is its identity. It is what a comparison is proved against.

use crate::edit::Change;
use crate::model::{Journey, ModelError, Record};

/// One record replaced (both sides), added (only `after`) or taken away (only `before`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatchStep {
    /// The record as it was.
    pub before: Option<Record>,
    /// The record as it will be.
    pub after: Option<Record>,
}

/// What turns one journey into another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patch {
    /// The steps, in an order in which the journey hangs together after every one.
    pub steps: Vec<PatchStep>,
}

impl Patch {
    /// What turns `from` into `to`.
    pub fn between(from: &Journey, to: &Journey) -> Patch {
        let steps = Change::journey_steps(from, to).into_iter();
        Patch { steps: steps.map(|(before, after)| PatchStep { before, after }).collect() }
    }

    /// Whether the journeys are equal.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Turns a journey into the other one.
    ///
    /// # Errors
    /// If the journey is not the one that the patch begins at and would no longer hang together. It is then unchanged.
    pub fn apply(&self, journey: &mut Journey) -> Result<(), ModelError> {
        let mut patched = journey.clone();
        for step in &self.steps {
            match (&step.before, &step.after) {
                (_, Some(record)) => patched.put(record.clone()).map(|_| ())?,
                (Some(record), None) => patched.take(record.key()).map(|_| ())?,
                (None, None) => {}
            }
        }
        *journey = patched;
        Ok(())
    }
}
